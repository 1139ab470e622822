//! The publications of a page, read from its lists, tables, paragraphs and front matter; those of data files and
//! bibliographies.

mod bib;
mod candidates;
mod entry;
mod news;
mod place;
mod regions;
mod sections;
mod signs;
mod values;
mod visible;

pub use news::news;

use super::Publication;
use crate::people::{ListSource, PagePeople};
use crate::syntax::Document;

/// Every publication that the page or data file tells of, in order. `people` are those of the same page. What has no certain
/// title is left out.
pub fn publications(doc: &Document, people: &PagePeople) -> Vec<Publication> {
    if let Some(bibliography) = &doc.bibliography {
        return bib::publications(doc, bibliography, people);
    }
    let mut found = values::publications(doc, people);
    let is_shown = |source: ListSource| matches!(source, ListSource::Markdown | ListSource::Html);
    if people.lists.iter().any(|list| is_shown(list.source)) {
        found.append(&mut entry::publications(doc, people));
    }
    found
}

#[cfg(test)]
mod tests;
