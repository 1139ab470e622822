//! Ids that layouts and includes bring to a page, read when an id is otherwise missing.

use super::Part;
use super::theme::is_plain_layout;
use crate::site::slugs::Slugs;
use crate::site::tree::Tree;
use crate::site::urls;
use crate::source::Source;
use crate::syntax::{Dialect, Document};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Bytes of a layout or include that are read, files in all, and how deep they nest.
const LONGEST: usize = 200_000;
const FILES: usize = 400;
const DEEPEST: usize = 12;
/// Endings of layouts, and of includes that hold HTML.
const ENDINGS: &[&str] = &["html", "liquid", "htm"];

/// What the parts of pages bring, read once each.
pub(super) struct Brought<'a> {
    tree: &'a dyn Tree,
    /// The folder of the sources, "" or with a slash behind.
    root: String,
    known: HashMap<Part, Rc<Ids>>,
    /// Files that may still be read.
    left: usize,
}

/// Ids of one part with all that it takes over.
#[derive(Clone, Default)]
struct Ids {
    ids: HashSet<String>,
    /// What stands before and behind a template value in an id.
    patterns: Vec<(String, String)>,
    /// It cannot be read, so only guesses are left.
    is_unread: bool,
    /// It prints other texts, which may have ids.
    prints: bool,
    /// A layout does, beside the page itself.
    prints_others: bool,
}

impl Ids {
    fn may_have(&self, id: &str) -> bool {
        let fits = |(head, tail): &(String, String)| id.starts_with(head.as_str()) && id.ends_with(tail.as_str());
        self.ids.contains(id) || self.patterns.iter().any(fits)
    }

    fn add(&mut self, more: &Ids) {
        self.ids.extend(more.ids.iter().cloned());
        self.patterns.extend(more.patterns.iter().cloned());
        self.is_unread |= more.is_unread;
        self.prints |= more.prints;
        self.prints_others |= more.prints_others;
    }
}

impl<'a> Brought<'a> {
    pub(super) fn new(tree: &'a dyn Tree, source: &str) -> Brought<'a> {
        let root = if source.is_empty() { String::new() } else { format!("{source}/") };
        Brought { tree, root, known: HashMap::new(), left: FILES }
    }

    /// Whether `part` has the id, or may have.
    pub(super) fn may_have(&mut self, part: &Part, id: &str) -> bool {
        let ids = self.ids(part, 0);
        let prints = if matches!(part, Part::Layout(_)) { ids.prints_others } else { ids.prints };
        if prints || ids.may_have(id) {
            return true;
        }
        match part {
            Part::Layout(name) => ids.is_unread && !is_plain_layout(name),
            Part::Include(_) => ids.is_unread,
        }
    }

    fn ids(&mut self, part: &Part, depth: usize) -> Rc<Ids> {
        if let Some(known) = self.known.get(part) {
            return known.clone();
        }
        // A part that takes itself over finds this.
        self.known.insert(part.clone(), Rc::default());
        let ids = Rc::new(self.read(part, depth));
        self.known.insert(part.clone(), ids.clone());
        ids
    }

    fn read(&mut self, part: &Part, depth: usize) -> Ids {
        let unread = Ids { is_unread: true, ..Ids::default() };
        let Some(path) = self.path(part).filter(|_| depth < DEEPEST && self.left > 0) else { return unread };
        self.left -= 1;
        let Some(bytes) = self.tree.read(&path, LONGEST).filter(|bytes| !bytes.trim_ascii().is_empty()) else {
            return unread;
        };
        let is_html = ENDINGS.contains(&urls::extension(&path).as_str()) || urls::extension(&path).is_empty();
        if !is_html || bytes.len() == LONGEST {
            return Ids { prints: true, prints_others: true, ..Ids::default() };
        }
        let doc = Document::parse(Source::decode(path, &bytes), Dialect::Html);
        let mut found = Ids::default();
        for id in doc.tags.iter().filter(|tag| !tag.is_end).flat_map(super::tag_ids) {
            match (id.find(['{']), id.rfind(['}'])) {
                (Some(open), Some(close)) if open < close => {
                    found.patterns.push((id[..open].to_string(), id[close + 1..].to_string()));
                }
                _ => drop(found.ids.insert(id.to_string())),
            }
        }
        let mut inner = super::Anchors::default();
        super::doubt::look(&doc, &Slugs::kramdown(), &mut inner);
        found.prints = inner.incomplete.is_some();
        found.prints_others = super::doubt::prints_others(&doc);
        for inner in inner.parts {
            let more = self.ids(&inner, depth + 1);
            found.add(&more);
        }
        found
    }

    /// Where the part stands in the tree.
    fn path(&self, part: &Part) -> Option<String> {
        let (folder, name) = match part {
            Part::Layout(name) => ("_layouts", name),
            Part::Include(name) => ("_includes", name),
        };
        let joined = urls::join("", &format!("{}{folder}/{name}", self.root));
        if joined.left_root {
            return None;
        }
        let whole = joined.path;
        if matches!(part, Part::Include(_)) {
            return self.tree.is_file(&whole).then_some(whole);
        }
        ENDINGS.iter().map(|ending| format!("{whole}.{ending}")).find(|path| self.tree.is_file(path))
    }
}
