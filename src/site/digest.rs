//! What a page tells the others once its Document is gone.

use super::anchors::{Anchors, MissingAnchor};
use crate::people::PagePeople;
use crate::text::Span;
use std::sync::Arc;

/// Small, owned, with spans into the page's text.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// Relative to the site's root.
    pub path: String,
    pub people: PagePeople,
    pub anchors: Anchors,
    /// Links with a fragment that lead to pages of the site, without those to an id that the page itself has.
    pub anchor_links: AnchorLinks,
    /// Those of them that lead to no id: known when every page was read.
    pub missing_anchors: Vec<MissingAnchor>,
}

/// Links that name ids of pages. A large site has many, so they are packed: no string for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnchorLinks {
    /// The pages whose ids are meant, from the root of the tree; a page is there again when another came between.
    pages: Vec<Arc<str>>,
    /// The fragments without `#`, percent signs decoded, one behind the other.
    fragments: String,
    links: Vec<Packed>,
}

/// Offsets fit: longer files are not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed {
    page: u32,
    fragment_end: u32,
    start: u32,
    length: u32,
    is_value: bool,
}

/// A link that names an id of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnchorLink<'a> {
    /// The page whose id is meant, from the root of the tree.
    pub page: &'a Arc<str>,
    /// Without `#`, percent signs decoded.
    pub fragment: &'a str,
    /// The fragment as written, without `#`.
    pub span: Span,
    /// It stands in front matter, data or a bibliography.
    pub is_value: bool,
}

impl AnchorLinks {
    /// Adds a link; one whose offsets are too large is left out.
    pub(super) fn push(&mut self, page: Arc<str>, fragment: &str, span: Span, is_value: bool) {
        let fits = |number: usize| u32::try_from(number).ok();
        let end = fits(self.fragments.len() + fragment.len());
        let (Some(fragment_end), Some(start), Some(length)) = (end, fits(span.start()), fits(span.len())) else {
            return;
        };
        if self.pages.last() != Some(&page) {
            self.pages.push(page);
        }
        let Some(page) = fits(self.pages.len() - 1) else { return };
        self.fragments.push_str(fragment);
        self.links.push(Packed { page, fragment_end, start, length, is_value });
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.pages.shrink_to_fit();
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
            AnchorLink { page: &self.pages[link.page as usize], fragment, span, is_value: link.is_value }
        })
    }
}
