//! The rules: one file each under its group, one line each in [`all`].

use crate::finding::{Finding, RuleMeta};
use crate::people::{self, AuthorList};
use crate::site::{Digest, Site, Tree};
use crate::syntax::Document;
use std::cell::OnceCell;

/// A rule reports; it never edits, prints, reads a file or parses.
pub trait Rule: Send + Sync {
    fn meta(&self) -> &'static RuleMeta;

    /// One page or data file, the site's plan in view.
    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let _ = (page, out);
    }

    /// What only all pages together show; `out` takes the index of the page's digest with each finding.
    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let _ = (site, digests, out);
    }
}

/// One page while it is linted.
pub struct Page<'a> {
    pub doc: &'a Document,
    pub site: &'a Site,
    pub tree: &'a dyn Tree,
    author_lists: OnceCell<Vec<AuthorList>>,
}

impl<'a> Page<'a> {
    pub fn new(doc: &'a Document, site: &'a Site, tree: &'a dyn Tree) -> Page<'a> {
        Page { doc, site, tree, author_lists: OnceCell::new() }
    }

    /// The page's author lists, read once.
    pub fn author_lists(&self) -> &[AuthorList] {
        self.author_lists.get_or_init(|| people::author_lists(self.doc))
    }
}

/// Every rule, in the order of `hplint rules`.
pub fn all() -> Vec<Box<dyn Rule>> {
    Vec::new()
}
