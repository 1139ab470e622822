//! What a rule sees of one page.

use crate::people::{self, AuthorList};
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
    author_lists: OnceCell<Vec<AuthorList>>,
}

impl<'a> Page<'a> {
    pub fn new(doc: &'a Document, site: &'a Site, tree: &'a dyn Tree) -> Page<'a> {
        Page { doc, site, tree, too_large: None, author_lists: OnceCell::new() }
    }

    /// The page's author lists, read once.
    pub fn author_lists(&self) -> &[AuthorList] {
        self.author_lists.get_or_init(|| people::author_lists(self.doc))
    }
}
