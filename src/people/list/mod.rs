//! Author lists: how they are read, and what is known of each author.

mod bib;
mod blocks;
mod entry;
mod gate;
mod legends;
mod marks;
mod markup;
mod page;
mod pieces;
mod running_text;
mod stars;
mod tokens;
mod value;

pub(super) use legends::page_marks;
pub use legends::{Mark, PageMarks};
pub use markup::{Look, Markup};
pub(super) use page::author_lists;
pub use stars::{ShownStars, StarPair, shown_stars, star_pairs};

use crate::text::Span;
use std::sync::Arc;

/// A list of authors as an entry prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthorList {
    pub span: Span,
    pub authors: Vec<Author>,
    /// Whether one emphasis covers several authors: the whole list in italics.
    pub is_emphasised: bool,
    /// The block that holds the list; the whole value, with its quotes.
    pub block: Span,
    pub source: ListSource,
}

/// Where a list of authors stands, and so which markup is read there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSource {
    /// Text in which `**` and HTML are emphasis.
    Markdown,
    /// Raw HTML.
    Html,
    /// A value of front matter or of a data file that is authors alone: HTML if anything.
    Value,
    /// A value that tells of the whole publication: `citation`, `excerpt`.
    Citation,
    /// A field of a bibliography.
    Bib,
}

/// One author of a list. A site keeps those of all its pages, so that an author is small: what is alike on a page is
/// shared, what few have is boxed.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    /// The name with its marks and emphasis.
    pub span: Span,
    /// The name alone, without marks and emphasis.
    pub name: Span,
    /// The name's text, escapes decoded, blanks squeezed, markup left out.
    pub text: Arc<str>,
    pub setting: Setting,
    /// The marks behind the name, if any.
    pub marks: Option<Box<Marks>>,
}

/// How an author stands out in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    Plain,
    SetOff(Arc<Markup>),
    /// Emphasis that covers a part of the name and nothing else: with its delimiters, and without.
    Half(Box<[Span; 2]>),
    /// Emphasis that covers more than this author, or says nothing else that is clear.
    Unclear,
}

/// Contribution marks behind a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    pub span: Span,
    /// Whether one emphasis can hold name and marks: no remark in brackets, no markup but the marks' own between them.
    pub joined: bool,
    /// Whether the emphasis around the name holds the marks too; means nothing without emphasis.
    pub inside: bool,
    /// Offsets of the asterisks without a backslash.
    pub raw_stars: Vec<usize>,
}
