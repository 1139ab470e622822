//! Names, author lists read from a [`Document`](crate::syntax::Document), and who owns the site.

mod author_list;
mod blocks;
mod boundary;
mod entry;
mod fold;
mod gate;
mod introduction;
mod marks;
mod name;
mod name_reading;
mod owner;
mod pieces;
mod running_text;
mod stars;
mod tokens;
mod words;

pub use author_list::author_lists;
pub use name::{Match, Name};
pub use owner::{Evidence, Owner, owner};
pub use stars::{StarPair, star_pairs};

use crate::syntax::Document;
use crate::text::Span;
use std::sync::Arc;

/// What one page says of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PagePeople {
    pub lists: Vec<AuthorList>,
    /// "I am Ada Byron".
    pub introduced: Option<String>,
    /// `author:` of the front matter.
    pub front_matter_author: Option<String>,
    /// Whether the page is called as home pages are: what it says of "I" holds for the site.
    pub is_home: bool,
}

/// Reads the people of a page; `alone` when no other page's habits hold for it.
pub fn page_people(doc: &Document, alone: bool) -> PagePeople {
    let author = doc.front_matter.as_ref().and_then(|front_matter| front_matter.yaml.get("author"));
    PagePeople {
        lists: author_lists(doc, alone),
        introduced: introduction::introduced(doc),
        front_matter_author: author.and_then(|author| author.as_str()).map(str::to_string),
        is_home: introduction::is_home(&doc.source.path),
    }
}

/// A list of authors as an entry prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthorList {
    pub span: Span,
    pub authors: Vec<Author>,
    /// Whether one emphasis covers several authors: the whole list in italics.
    pub is_emphasised: bool,
    /// The block that holds the list.
    pub block: Span,
    /// Whether the block is Markdown, so that `**` would be read there.
    pub is_markdown: bool,
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
    /// Emphasis that covers a part of the name, or more than this author.
    Unclear,
}

/// The emphasis around one author, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Markup {
    /// `**`, `<b>`, `**<u>`.
    pub open: String,
    /// `**`, `</b>`, `</u>**`.
    pub close: String,
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
