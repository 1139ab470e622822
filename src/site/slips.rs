//! Files that look like pages of the site and are none, or not those that they say.

use super::{Plan, Site};

/// What is wrong with the day in the name of a post or document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undated {
    /// There is none: the file is not read.
    Without,
    /// None that can be read: the site is not built.
    Impossible,
    /// One that no month has; it is read as this one, in days since 1970-01-01.
    ReadAs(i64),
}

/// A page among the documents of a collection that has no front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headless {
    pub collection: String,
    /// Its source is copied into the site.
    pub is_copied: bool,
}

impl Site {
    /// What is wrong with the day in the file name `path`, if that day counts: a date in the front matter comes before it.
    pub fn undated(&self, path: &str) -> Option<Undated> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.undated(path),
            Plan::MkDocs(_) | Plan::Plain(_) => None,
        }
    }

    /// Whether the file at `path` lies among the documents of a collection and is none for want of front matter.
    pub fn headless(&self, path: &str) -> Option<&Headless> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.headless(path),
            Plan::MkDocs(_) | Plan::Plain(_) => None,
        }
    }

    /// The published file of the page at `path` if a redirect that it asks for is written over it.
    pub fn replaced_by_redirect(&self, path: &str) -> Option<&str> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.replaced_by_redirect(path),
            Plan::MkDocs(_) | Plan::Plain(_) => None,
        }
    }

    /// The day in the file name of the post at `path`, and the day that `date` is where it was written, both in days since
    /// 1970-01-01. `None` where only one of them is a day, and for other pages.
    pub fn post_days(&self, path: &str, date: &str) -> Option<(i64, i64)> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.post_days(path, date),
            Plan::MkDocs(_) | Plan::Plain(_) => None,
        }
    }
}
