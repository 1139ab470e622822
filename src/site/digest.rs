//! What a page tells the others once its Document is gone.

use super::anchors::{Anchors, MissingAnchor};
use super::jekyll::OwnNames;
use crate::people::PagePeople;
use crate::publications::{News, Publication};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// Small, owned, with spans into the page's text.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// Relative to the site's root.
    pub path: String,
    pub people: PagePeople,
    pub publications: Vec<Publication>,
    pub news: Vec<News>,
    /// What the configuration says of the owner in bibliographies; of other files `None`.
    pub own_names: Option<Box<OwnNames>>,
    /// Numbers of the references' records whose titles stand in the text.
    pub mentioned: Vec<u32>,
    pub anchors: Anchors,
    /// Links with a fragment that lead to pages of the site, without those to an id that the page itself has.
    pub anchor_links: AnchorLinks,
    /// Those of them that lead to no id: known when every page was read.
    pub missing_anchors: Vec<MissingAnchor>,
}

/// Links that name ids of pages. A large site has many, so they are packed: no string for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnchorLinks {
    /// The fragments without `#`, percent signs decoded, one behind the other.
    fragments: String,
    links: Vec<Packed>,
}

/// Offsets fit: longer files are not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed {
    /// See [`PageNumbers`].
    page: u32,
    fragment_end: u32,
    start: u32,
    /// Fragments of more than 32,767 bytes are none.
    length: u16,
    is_value: bool,
}

/// The pages that links lead to, numbered as they are met: a number takes a quarter of what a path takes.
#[derive(Debug, Default)]
pub(super) struct PageNumbers {
    numbers: RwLock<HashMap<Arc<str>, u32>>,
}

impl PageNumbers {
    /// The number of `page`, a path from the root of the tree.
    fn of(&self, page: &Arc<str>) -> u32 {
        let known = self.numbers.read().expect("no thread panics while it numbers").get(page).copied();
        known.unwrap_or_else(|| {
            let mut numbers = self.numbers.write().expect("no thread panics while it numbers");
            let next = numbers.len() as u32;
            *numbers.entry(page.clone()).or_insert(next)
        })
    }

    /// The pages by their numbers.
    pub(super) fn pages(&self) -> Vec<Arc<str>> {
        let numbers = self.numbers.read().expect("no thread panics while it numbers");
        let mut pages: Vec<(u32, Arc<str>)> = numbers.iter().map(|(page, number)| (*number, page.clone())).collect();
        pages.sort_unstable();
        pages.into_iter().map(|(_, page)| page).collect()
    }
}

/// A link that names an id of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnchorLink<'a> {
    /// The number of the page whose id is meant.
    pub(super) page: u32,
    /// Without `#`, percent signs decoded.
    pub fragment: &'a str,
    /// The fragment as written, without `#`.
    pub span: Span,
    /// It stands in front matter, data or a bibliography.
    pub is_value: bool,
}

impl AnchorLinks {
    /// Adds a link; one whose offsets are too large is left out.
    pub(super) fn push(&mut self, numbers: &PageNumbers, page: &Arc<str>, fragment: &str, span: Span, is_value: bool) {
        let fits = |number: usize| u32::try_from(number).ok();
        let end = fits(self.fragments.len() + fragment.len());
        let length = u16::try_from(span.len()).ok();
        let (Some(fragment_end), Some(start), Some(length)) = (end, fits(span.start()), length) else {
            return;
        };
        let page = numbers.of(page);
        self.fragments.push_str(fragment);
        self.links.push(Packed { page, fragment_end, start, length, is_value });
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.fragments.shrink_to_fit();
        self.links.shrink_to_fit();
    }

    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The links in document order.
    pub fn iter(&self) -> impl Iterator<Item = AnchorLink<'_>> {
        let mut from = 0;
        self.links.iter().map(move |link| {
            let end = link.fragment_end as usize;
            let fragment = &self.fragments[from..end];
            from = end;
            let start = link.start as usize;
            let span = Span::new(start, start + link.length as usize);
            AnchorLink { page: link.page, fragment, span, is_value: link.is_value }
        })
    }
}
