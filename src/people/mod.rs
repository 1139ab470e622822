//! Names, author lists read from a [`Document`](crate::syntax::Document), and who owns the site.

mod boundary;
mod circle;
mod habit;
mod introduction;
mod list;
mod name;
mod owner;

pub use circle::{CoAuthor, co_authors};
pub use habit::{Habit, OwnEntry, each_own_entry};
pub use list::{
    Author, AuthorList, ListSource, Look, Mark, Marks, Markup, PageMarks, Setting, ShownStars, StarPair, shown_stars,
    star_pairs, value_star_pairs,
};
pub use name::{Match, Name, Slip};
pub use owner::{Evidence, Owner, OwnerNames, owner};

use crate::syntax::Document;
use list::{author_lists, page_marks};

/// What one page says of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PagePeople {
    pub lists: Vec<AuthorList>,
    pub marks: PageMarks,
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
    let lists = author_lists(doc, alone);
    PagePeople {
        marks: page_marks(doc, &lists),
        lists,
        introduced: introduction::introduced(doc),
        front_matter_author: author.and_then(|author| author.as_str()).map(str::to_string),
        is_home: introduction::is_home(&doc.source.path),
    }
}
