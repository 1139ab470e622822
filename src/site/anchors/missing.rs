//! Which links name an id that their page does not have.

use super::brought::Brought;
use super::{Anchors, Part};
use crate::site::Site;
use crate::site::digest::{AnchorLink, AnchorLinks, Digest};
use crate::site::tree::Tree;
use crate::site::urls;
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use strsim::osa_distance;

/// Ids of a page that are compared with a misspelt one, and bytes of each: an edit distance is quadratic in its length.
const COMPARED: usize = 500;
const LONGEST: usize = 80;

/// Ids that are compared one by one: a table for each page would cost more than it saves.
const FEW: usize = 24;

/// A link to an id that its page does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingAnchor {
    /// From the root of the tree.
    pub page: Arc<str>,
    /// Without `#`, percent signs decoded.
    pub fragment: String,
    /// The fragment as written, without `#`.
    pub span: Span,
    /// It stands in front matter, data or a bibliography.
    pub is_value: bool,
    pub meant: Meant,
}

/// Which id of the page was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// The only one that differs in upper and lower case alone.
    ByCase(Box<str>),
    /// The only one whose heading has this id by another engine's rules.
    OtherEngine(Box<str>),
    /// The only one that is nearly written so.
    Near(Box<str>),
    Unknown,
}

/// Moves from every digest's links to its missing anchors those that lead to no id. What cannot be known stays silent.
pub(in crate::site) fn settle(site: &Site, tree: &dyn Tree, digests: &mut [Digest]) {
    let links: Vec<AnchorLinks> = digests.iter_mut().map(|digest| std::mem::take(&mut digest.anchor_links)).collect();
    if links.iter().all(AnchorLinks::is_empty) {
        return;
    }
    let mut finder = Finder::new(site, tree, digests);
    let mut found: Vec<Vec<MissingAnchor>> = Vec::with_capacity(links.len());
    for links in &links {
        found.push(links.iter().filter_map(|link| finder.missing(&link)).collect());
    }
    for ((digest, links), missing) in digests.iter_mut().zip(links).zip(found) {
        digest.anchor_links = links;
        digest.missing_anchors = missing;
    }
}

struct Finder<'a> {
    site: &'a Site,
    digests: &'a [Digest],
    /// The pages that links lead to, by number, and the places of their digests.
    pages: Vec<(Arc<str>, Option<usize>)>,
    /// The ids of pages that links lead to and that have more than a few.
    ids: HashMap<usize, HashSet<&'a str>>,
    brought: Brought<'a>,
    /// The ids of all pages in a folder.
    folders: HashMap<&'a str, HashSet<&'a str>>,
    /// What was meant by a fragment on a page, or that it is no defect.
    known: HashMap<(usize, String), Option<Meant>>,
}

impl<'a> Finder<'a> {
    fn new(site: &'a Site, tree: &'a dyn Tree, digests: &'a [Digest]) -> Finder<'a> {
        let by_path: HashMap<&str, usize> =
            digests.iter().enumerate().map(|(index, digest)| (digest.path.as_str(), index)).collect();
        let pages = site.numbers.pages().into_iter();
        let pages = pages.map(|page| (page.clone(), by_path.get(&*page).copied())).collect();
        let brought = Brought::new(tree, site.kramdown.as_ref().map_or("", |kramdown| &kramdown.source));
        Finder { site, digests, pages, ids: HashMap::new(), brought, folders: HashMap::new(), known: HashMap::new() }
    }

    fn missing(&mut self, link: &AnchorLink) -> Option<MissingAnchor> {
        let index = self.pages[link.page as usize].1?;
        let digests = self.digests;
        let anchors = &digests[index].anchors;
        if anchors.incomplete.is_some() {
            return None;
        }
        let has_id = if anchors.len() <= FEW {
            anchors.ids().any(|id| id == link.fragment)
        } else {
            let ids = self.ids.entry(index).or_insert_with(|| anchors.ids().collect());
            ids.contains(link.fragment)
        };
        if has_id {
            return None;
        }
        let key = (index, link.fragment.to_string());
        let meant = match self.known.get(&key) {
            Some(known) => known.clone(),
            None => {
                let meant = (!self.may_be_there(index, link.fragment)).then(|| meant(anchors, link.fragment));
                self.known.insert(key, meant.clone());
                meant
            }
        }?;
        let (page, fragment) = (self.pages[link.page as usize].0.clone(), link.fragment.to_string());
        Some(MissingAnchor { page, fragment, span: link.span, is_value: link.is_value, meant })
    }

    /// Whether the id may come with a layout, an include, the theme or the host.
    fn may_be_there(&mut self, index: usize, id: &str) -> bool {
        let digest = &self.digests[index];
        if self.site.may_have_id(&digest.path, id) {
            return true;
        }
        if self.site.may_be_shown_elsewhere(&digest.path) && self.is_in_folder(&digest.path, id) {
            return true;
        }
        if !id.is_ascii() && digest.anchors.ids().any(|own| urls::nfc(own) == urls::nfc(id)) {
            return true;
        }
        let names_layout = digest.anchors.parts.iter().any(|part| matches!(part, Part::Layout(_)));
        let defaults = self.site.kramdown.as_ref().filter(|_| !names_layout);
        let defaults = defaults.map(|kramdown| kramdown.default_layouts(&digest.path)).unwrap_or_default();
        let defaults = defaults.into_iter().map(|name| Part::Layout(name.into()));
        defaults.chain(digest.anchors.parts.iter().cloned()).any(|part| self.brought.may_have(&part, id))
    }
}

impl<'a> Finder<'a> {
    /// Whether a page beside the one at `path` has the id: documents of a collection are often shown on one page.
    fn is_in_folder(&mut self, path: &'a str, id: &str) -> bool {
        let digests = self.digests;
        let folder = urls::folder(path);
        let ids = self.folders.entry(folder).or_insert_with(|| {
            let beside = digests.iter().filter(|digest| urls::folder(&digest.path) == folder);
            beside.flat_map(|digest| digest.anchors.ids()).collect()
        });
        ids.contains(id)
    }
}

/// The id of the page that `fragment` was likely meant to be.
fn meant(anchors: &Anchors, fragment: &str) -> Meant {
    let ids: HashSet<&str> = anchors.ids().collect();
    let lower = fragment.to_lowercase();
    let is_same = |id: &&str| id.to_lowercase() == lower;
    if let Some(id) = only(ids.iter().copied().filter(is_same)) {
        return Meant::ByCase(id.into());
    }
    if let Some(id) = only(anchors.by_other_engines(|slug| slug == fragment || slug == lower)) {
        return Meant::OtherEngine(id.into());
    }
    near(&ids, fragment).map_or(Meant::Unknown, |id| Meant::Near(id.into()))
}

/// The only id that is a slip of the pen away.
fn near(ids: &HashSet<&str>, fragment: &str) -> Option<String> {
    let length = fragment.chars().count();
    if fragment.len() > LONGEST || length < 4 || ids.len() > COMPARED {
        return None;
    }
    let most = 1 + length / 8;
    let is_near = |id: &&str| {
        id.len() <= LONGEST
            && id.len().abs_diff(fragment.len()) <= 4 * most
            && differs_by_letters(id, fragment)
            && osa_distance(id, fragment) <= most
    };
    only(ids.iter().copied().filter(is_near)).map(str::to_string)
}

/// Whether two ids differ in more than a number: `step-1` and `step-2` are different things.
fn differs_by_letters(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(one) == digits(other)
}

/// The only item, when there is exactly one.
fn only<'a>(mut items: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = items.next()?;
    items.all(|item| item == first).then_some(first)
}
