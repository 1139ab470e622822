//! Site × rules → sorted findings, in parallel; memory follows the largest page, not the site.

mod kind;
mod locate;

use crate::config::Settings;
use crate::finding::Finding;
use crate::publications;
use crate::rules::{Page, Rule};
use crate::site::{Digest, Site, Tree};
use crate::source::Source;
use crate::suppress::Suppressions;
use crate::syntax::{Dialect, Document};
use crate::text::{LineColumn, Span};
use kind::Kind;
use locate::locate;
use rayon::prelude::*;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// All that stays the same while a site is linted.
#[derive(Clone, Copy)]
pub struct Linter<'a> {
    pub site: &'a Site,
    pub tree: &'a dyn Tree,
    pub rules: &'a [Box<dyn Rule>],
    pub settings: &'a Settings,
}

/// One page's bytes, or why there are none.
pub type Content = Result<Vec<u8>, String>;

/// Gives the bytes of a page by its path. It is asked again for a page on which only all pages together show something.
pub type Read<'a> = &'a (dyn Fn(&str) -> Content + Sync);

/// What was found in one file.
#[derive(Clone, Debug, Default)]
pub struct PageReport {
    /// Relative to the site's root, `/` between folders.
    pub path: String,
    /// Sorted by span, then rule.
    pub findings: Vec<Located>,
    /// Why the file could not be read or judged; its findings are then missing.
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

/// A page as the rules see it, and why they see it so.
pub(crate) struct Parsed {
    pub(crate) doc: Document,
    kind: Kind,
}

impl Parsed {
    /// Whether it is Markdown or HTML.
    pub(crate) fn is_page(&self) -> bool {
        matches!(self.kind, Kind::Page | Kind::Html)
    }
}

impl Linter<'_> {
    /// Lints `pages` (paths relative to the root), reading each through `read`. The reports are in the order of
    /// `pages`, independent of threads.
    pub fn lint(&self, pages: &[String], read: Read) -> Vec<PageReport> {
        let mut reports = self.lint_pages(pages, read);
        let found = self.lint_site(&mut reports, read);
        for (report, located) in reports.iter_mut().zip(found) {
            merge(&mut report.findings, located);
        }
        reports
    }

    /// What each page shows by itself. A page alone does not start the threads.
    pub(crate) fn lint_pages(&self, pages: &[String], read: Read) -> Vec<PageReport> {
        if let [page] = pages {
            return vec![self.lint_page(page, read)];
        }
        pages.par_iter().map(|page| self.lint_page(page, read)).collect()
    }

    /// What only all pages together show, page by page. A rule that panics is told of on the first page.
    pub(crate) fn lint_site(&self, reports: &mut [PageReport], read: Read) -> Vec<Vec<Located>> {
        let mut digests: Vec<Digest> = reports.iter_mut().map(|report| std::mem::take(&mut report.digest)).collect();
        self.site.settle(self.tree, &mut digests);
        let mut found: Vec<Vec<Finding>> = vec![Vec::new(); reports.len()];
        for rule in self.rules {
            let mut out = Vec::new();
            let done = catch_unwind(AssertUnwindSafe(|| rule.check_site(self.site, &digests, &mut out)));
            if let (Err(panic), Some(first)) = (done, reports.first_mut()) {
                first.unreadable = Some(bug(rule.meta().name, panic.as_ref()));
                continue;
            }
            for (page, finding) in out {
                found[page].push(finding);
            }
        }
        for (report, digest) in reports.iter_mut().zip(digests) {
            report.digest = digest;
        }
        let mut located = Vec::with_capacity(reports.len());
        for (report, findings) in reports.iter_mut().zip(found) {
            located.push(self.keep(report, findings, read));
        }
        located
    }

    /// Findings of the whole site on one page, located in its text.
    fn keep(&self, report: &mut PageReport, mut findings: Vec<Finding>, read: Read) -> Vec<Located> {
        findings.retain(|finding| {
            self.settings.enabled(finding.rule, &report.path) && !report.suppressions.covers(finding)
        });
        if findings.is_empty() {
            return Vec::new();
        }
        match read(&report.path) {
            Ok(bytes) => locate(findings, &Source::decode(report.path.as_str(), &bytes).text),
            Err(why) => {
                report.unreadable = Some(why);
                Vec::new()
            }
        }
    }

    /// One page. A panic in the parser or in a rule becomes this page's error and costs no other page its findings.
    pub(crate) fn lint_page(&self, path: &str, read: Read) -> PageReport {
        let done = catch_unwind(AssertUnwindSafe(|| match read(path) {
            Ok(bytes) => self.judge(&self.parse(path, &bytes)),
            Err(why) => PageReport::unreadable(path, why),
        }));
        done.unwrap_or_else(|panic| PageReport::unreadable(path, bug("this page", panic.as_ref())))
    }

    /// Decodes and parses one page as what it is.
    pub(crate) fn parse(&self, path: &str, bytes: &[u8]) -> Parsed {
        let size = bytes.len() as u64;
        let source = Source::decode(path, bytes);
        let kind = if size > self.settings.max_file_size { Kind::TooLarge } else { Kind::of(path, &source.text) };
        let doc = match kind {
            Kind::Page => match self.site.dialect(path) {
                Some(dialect) => Document::parse(source, dialect),
                None => Document::parse_alone(source),
            },
            Kind::Html => Document::parse(source, Dialect::Html),
            Kind::Data | Kind::Json => Document::data(source),
            Kind::Bibliography => Document::bibliography(source),
            Kind::Table => Document::table(source),
            Kind::Plain | Kind::TooLarge => Document::plain(source, Dialect::CommonMark),
        };
        Parsed { doc, kind }
    }

    /// Runs the page rules that are on for this path.
    pub(crate) fn judge(&self, parsed: &Parsed) -> PageReport {
        let doc = &parsed.doc;
        let path = &doc.source.path;
        let mut page = Page::new(doc, self.site, self.tree);
        page.too_large = (parsed.kind == Kind::TooLarge).then_some(self.settings.max_file_size);
        let mut findings = Vec::new();
        for rule in self.rules {
            let meta = rule.meta();
            if parsed.kind.suits(meta) && self.settings.enabled(meta, path) {
                rule.check_page(&page, &mut findings);
            }
        }
        let suppressions = Suppressions::read(doc);
        let anchors = self.site.anchors(doc);
        let anchor_links = self.site.anchor_links(doc, &anchors, page.followed());
        findings.retain(|finding| !suppressions.covers(finding));
        let (people, listed) = page.into_people();
        PageReport {
            path: path.clone(),
            findings: locate(findings, doc.text()),
            unreadable: None,
            digest: Digest {
                path: path.clone(),
                people,
                publications: listed,
                news: publications::news(doc),
                own_names: self.site.own_names_in(doc).map(Box::new),
                mentioned: self.site.references.mentioned_in(doc.text()),
                anchors,
                anchor_links,
                missing_anchors: Vec::new(),
            },
            suppressions,
        }
    }
}

impl PageReport {
    /// A page without findings, and why.
    pub(crate) fn unreadable(path: &str, why: String) -> PageReport {
        let digest = Digest { path: path.to_string(), ..Digest::default() };
        PageReport { path: path.to_string(), unreadable: Some(why), digest, ..PageReport::default() }
    }
}

/// Adds `more` to `findings`, sorted.
pub(crate) fn merge(findings: &mut Vec<Located>, more: Vec<Located>) {
    if more.is_empty() {
        return;
    }
    findings.extend(more);
    findings.sort_by(|a, b| locate::order(&a.finding, &b.finding));
}

/// What a panic says to the user, who cannot do anything about it.
pub(crate) fn bug(place: &str, panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    format!("hplint has a bug that shows in {place}, please report it: {words}")
}

#[cfg(test)]
mod tests;
