//! Names, author lists read from a [`Document`](crate::syntax::Document), and who owns the site.

use crate::syntax::Document;
use crate::text::Span;

mod fold;
mod name;
mod name_reading;
mod words;

pub use name::{Match, Name};

/// A list of authors as an entry prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthorList {
    pub span: Span,
    pub authors: Vec<Author>,
}

/// One author of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    /// The name with its marks and emphasis.
    pub span: Span,
    /// The name alone, without marks and emphasis.
    pub name: Span,
    /// The name's text, entities and escapes decoded, blanks squeezed.
    pub text: String,
    pub emphasised: bool,
}

/// Every author list of a page, in order.
pub fn author_lists(doc: &Document) -> Vec<AuthorList> {
    let _ = doc;
    Vec::new()
}
