//! Site × rules → sorted findings, in parallel; memory follows the largest page, not the site.

use crate::config::Settings;
use crate::finding::Finding;
use crate::rules::Rule;
use crate::site::{Digest, Site, Tree};
use crate::suppress::Suppressions;
use crate::text::{LineColumn, Span};

/// All that stays the same while a site is linted.
pub struct Linter<'a> {
    pub site: &'a Site,
    pub tree: &'a dyn Tree,
    pub rules: &'a [Box<dyn Rule>],
    pub settings: &'a Settings,
}

/// One page's bytes, or why there are none.
pub type Content = Result<Vec<u8>, String>;

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct PageReport {
    /// Relative to the site's root, `/` between folders.
    pub path: String,
    /// Sorted by span, then rule.
    pub findings: Vec<Located>,
    /// Why the file could not be read; it then has no findings.
    pub unreadable: Option<String>,
    pub digest: Digest,
    pub suppressions: Suppressions,
}

/// A finding with what a report prints of its place, so that the text itself can be dropped.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    pub finding: Finding,
    pub start: LineColumn,
    pub end: LineColumn,
    pub excerpt: Excerpt,
}

/// The line of a finding, clipped to a window around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Excerpt {
    /// One line or the first line of the finding, at most some 240 bytes, cut on character boundaries.
    pub text: String,
    /// The finding in `text`, in bytes.
    pub span: Span,
    /// Whether text was cut off before and behind.
    pub clipped: (bool, bool),
}

impl Linter<'_> {
    /// Lints `pages` (paths relative to the root), reading each through `read`. The reports are in the order of
    /// `pages`, independent of threads.
    pub fn lint(&self, pages: &[String], read: &(dyn Fn(&str) -> Content + Sync)) -> Vec<PageReport> {
        let _ = (pages, read);
        Vec::new()
    }
}
