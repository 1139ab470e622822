//! The publications of a page, read from its lists, tables and front matter.

use super::Publication;
use crate::people::PagePeople;
use crate::syntax::Document;

/// Every publication that the page or data file tells of, in order. `people` are those of the same page.
pub fn publications(doc: &Document, people: &PagePeople) -> Vec<Publication> {
    let _ = (doc, people);
    Vec::new()
}
