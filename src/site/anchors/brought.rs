//! Ids that layouts and includes bring to a page, read when an id is otherwise missing.

use super::Part;
use super::theme::{is_plain_layout, is_themes_id};
use crate::site::tree::Tree;
use crate::site::urls;
use crate::source::Source;
use crate::syntax::{Dialect, Document};
use std::collections::{HashMap, HashSet};

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
    known: HashMap<Part, Ids>,
    /// Files that may still be read.
    left: usize,
}

/// Ids of one part with all that it takes over.
#[derive(Clone, Default)]
struct Ids {
    ids: HashSet<String>,
    /// It cannot be read, so only guesses are left.
    is_unread: bool,
    /// It writes ids that nobody knows.
    is_open: bool,
}

impl<'a> Brought<'a> {
    pub(super) fn new(tree: &'a dyn Tree, source: &str) -> Brought<'a> {
        let root = if source.is_empty() { String::new() } else { format!("{source}/") };
        Brought { tree, root, known: HashMap::new(), left: FILES }
    }

    /// Whether `part` has the id, or may have.
    pub(super) fn may_have(&mut self, part: &Part, id: &str) -> bool {
        let ids = self.ids(part, 0);
        if ids.is_open || ids.ids.contains(id) {
            return true;
        }
        if !ids.is_unread {
            return false;
        }
        match part {
            Part::Layout(name) => is_themes_id(id) || !is_plain_layout(name),
            Part::Include(_) => true,
        }
    }

    fn ids(&mut self, part: &Part, depth: usize) -> Ids {
        if let Some(known) = self.known.get(part) {
            return known.clone();
        }
        // A part that takes itself over finds this.
        self.known.insert(part.clone(), Ids::default());
        let ids = self.read(part, depth);
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
            return Ids { is_open: true, ..Ids::default() };
        }
        let doc = Document::parse(Source::decode(path, &bytes), Dialect::Html);
        let mut found = Ids::default();
        for tag in doc.tags.iter().filter(|tag| !tag.is_end) {
            for id in super::tag_ids(tag) {
                found.is_open |= id.contains("{{") || id.contains("{%");
                found.ids.insert(id.to_string());
            }
        }
        let mut inner = super::Anchors::default();
        super::doubt::look(&doc, &super::Slugs::kramdown(), &mut inner);
        // A layout prints its page, and says so.
        found.is_open |= matches!(part, Part::Include(_)) && inner.incomplete.is_some();
        for inner in inner.parts {
            let more = self.ids(&inner, depth + 1);
            found.is_open |= more.is_open;
            found.is_unread |= more.is_unread;
            found.ids.extend(more.ids);
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
