//! Lints or fixes groups, in parallel, and hands back what concerns the files asked about.

use super::groups::Group;
use super::messages::Messages;
use super::write::fingerprint;
use crate::finding::Applicability;
use crate::fix::{FixedPage, fix};
use crate::lint::{Linter, PageReport};
use crate::report::FileFindings;
use crate::site::{Digest, Site, Told};
use rayon::prelude::*;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

/// A page after fixing; nothing is written yet.
pub(super) struct Repair<'a> {
    pub(super) group: &'a Group,
    pub(super) shown: &'a str,
    pub(super) page: FixedPage,
    /// The fingerprint of the bytes that were fixed.
    pub(super) read: u64,
}

/// Lints every group; one entry for each file asked about that could be read, sorted by path.
pub(super) fn lint(groups: &[Group], messages: &Messages) -> Vec<FileFindings> {
    let reports = in_each(groups, messages, &|group| {
        let site = Site::build_as(group.tree.as_ref(), &Told::from(&group.judgement.settings));
        let mut reports = linter(group, &site).lint(&group.pages, &|page| group.tree.page(page));
        for report in &mut reports {
            // No other group asks what this one's pages tell each other.
            report.digest = Digest::default();
        }
        reports
    });
    let mut files = Vec::new();
    for (group, report) in reports {
        if let Some(shown) = group.asked.get(&report.path) {
            files.extend(readable(shown, report, messages));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Fixes the files asked about as far as fixes of at least `least` go; writes nothing.
pub(super) fn repair<'a>(groups: &'a [Group], least: Applicability, messages: &Messages) -> Vec<Repair<'a>> {
    let repaired = in_each(groups, messages, &|group| {
        let fingerprints: Mutex<HashMap<String, u64>> = Mutex::default();
        let read = |page: &str| {
            let bytes = group.tree.page(page)?;
            let mut fingerprints = fingerprints.lock().expect("no thread panics while it notes a fingerprint");
            fingerprints.entry(page.to_string()).or_insert_with(|| fingerprint(&bytes));
            Ok(bytes)
        };
        let site = Site::build_as(group.tree.as_ref(), &Told::from(&group.judgement.settings));
        let fixed = fix(&linter(group, &site), &group.pages, &|page| group.asked.contains_key(page), &read, least);
        let mut fingerprints = fingerprints.into_inner().expect("no thread panics while it notes a fingerprint");
        fixed.into_iter().map(|page| (fingerprints.remove(&page.path).unwrap_or_default(), page)).collect()
    });
    let mut repairs = Vec::new();
    for (group, (read, page)) in repaired {
        if let Some(shown) = group.asked.get(&page.path) {
            repairs.push(Repair { group, shown, page, read });
        }
    }
    repairs.sort_by(|a, b| a.shown.cmp(b.shown));
    repairs
}

/// The findings of a page that could be judged; else says why not.
pub(super) fn readable(shown: &str, report: PageReport, messages: &Messages) -> Option<FileFindings> {
    if let Some(reason) = report.unreadable {
        messages.error(format!("{shown}: {reason}"));
        return None;
    }
    Some(FileFindings { path: shown.to_string(), findings: report.findings })
}

pub(super) fn linter<'a>(group: &'a Group, site: &'a Site) -> Linter<'a> {
    Linter { site, tree: group.tree.as_ref(), rules: &group.judgement.rules, settings: &group.judgement.settings }
}

/// Does `work` for each group, in parallel when there are several, and keeps their order. A panic outside of any page
/// costs its own group and no other.
fn in_each<'a, T: Send>(
    groups: &'a [Group],
    messages: &Messages,
    work: &(dyn Fn(&'a Group) -> Vec<T> + Sync),
) -> Vec<(&'a Group, T)> {
    let one = |group| catch_unwind(AssertUnwindSafe(|| work(group)));
    let done: Vec<_> = match groups {
        [] | [_] => groups.iter().map(one).collect(),
        _ => groups.par_iter().map(one).collect(),
    };
    let mut all = Vec::new();
    for (group, done) in groups.iter().zip(done) {
        match done {
            Ok(pages) => all.extend(pages.into_iter().map(|page| (group, page))),
            Err(_) => {
                messages.error(format!("{}: hplint has a bug that shows here, please report it", group.root.display()))
            }
        }
    }
    all
}
