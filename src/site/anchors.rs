//! What a fragment can name on a page.

use crate::syntax::Document;
use crate::text::Span;

/// One id of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// As the engine writes it, without `#`.
    pub id: String,
    /// The heading, tag or attribute list that it comes from.
    pub span: Span,
}

/// The ids of a page in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    pub all: Vec<Anchor>,
    /// Why the page may have others: an include, a loop, a plugin.
    pub incomplete: Option<&'static str>,
}

/// The anchors of the page that `doc` is.
pub(super) fn of(_doc: &Document) -> Anchors {
    Anchors { all: Vec::new(), incomplete: Some("not known") }
}
