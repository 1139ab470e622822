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
    pub anchor_links: Vec<AnchorLink>,
    /// Those of them that lead to no id: known when every page was read.
    pub missing_anchors: Vec<MissingAnchor>,
}

/// A link that names an id of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorLink {
    /// The page whose id is meant, from the root of the tree.
    pub page: Arc<str>,
    /// Without `#`, percent signs decoded.
    pub fragment: String,
    /// The fragment as written, without `#`.
    pub span: Span,
}
