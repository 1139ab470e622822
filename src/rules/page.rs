//! What a rule sees of one page.

use crate::people::{self, PagePeople};
use crate::site::{Site, Tree};
use crate::syntax::Document;
use std::cell::OnceCell;

/// One page while it is linted.
pub struct Page<'a> {
    pub doc: &'a Document,
    pub site: &'a Site,
    pub tree: &'a dyn Tree,
    /// The limit in bytes, when the file is larger and so was not parsed.
    pub too_large: Option<u64>,
    people: OnceCell<PagePeople>,
}

impl<'a> Page<'a> {
    pub fn new(doc: &'a Document, site: &'a Site, tree: &'a dyn Tree) -> Page<'a> {
        Page { doc, site, tree, too_large: None, people: OnceCell::new() }
    }

    /// The people that the page names, read once.
    pub fn people(&self) -> &PagePeople {
        self.people.get_or_init(|| people::page_people(self.doc, self.site.is_alone()))
    }
}
