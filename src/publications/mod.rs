//! Publications: those that a page lists, those that a reference tells of, and whether two are one.

pub mod differences;
mod page;
mod reference;
pub mod shape;
mod title;
pub mod venue;

pub use page::{news, publications};
pub use reference::References;
pub use title::{Difference, DifferenceKind, Likeness, Title, TitleIndex};
pub use venue::conference;

use crate::people::ListSource;
use crate::text::Span;
use std::sync::Arc;

/// A publication as a page tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The whole entry: a list item, a row, a paragraph, a front matter, an entry of a bibliography.
    pub span: Span,
    /// Those of a page with one number stand in one list.
    pub list: u32,
    pub title: Part,
    /// Index of its author list in [`PagePeople::lists`](crate::people::PagePeople::lists).
    pub authors: Option<u32>,
    pub venue: Option<Part>,
    pub year: Option<Year>,
    pub source: ListSource,
}

/// What a page's news say of a paper: "Our paper `title` is accepted to `venue` `year`".
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    pub title: Part,
    /// The one venue that the item names.
    pub venue: Option<Part>,
    pub year: Option<Year>,
}

/// A part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Without emphasis, quotation marks and link around it.
    pub span: Span,
    /// As a visitor reads it: escapes decoded, blanks squeezed, markup left out.
    pub text: Arc<str>,
}

/// The year of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    pub span: Span,
    pub number: i32,
}

/// A publication as a reference tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub title: String,
    /// In their order, as the reference spells them.
    pub authors: Vec<String>,
    /// Whether the reference leaves some unnamed (`and others`).
    pub has_more: bool,
    pub venue: Option<String>,
    pub year: Option<i32>,
    /// The number of the file: [`References::file_of`].
    pub file: usize,
}
