//! Findings → one guarded edit set a file, to a fixed point. Writes nothing.

mod settle;

use crate::finding::{Applicability, Fix};
use crate::lint::{Linter, Located, PageReport, Read, bug, merge};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What fixing did to one file.
#[derive(Clone, Debug)]
pub struct FixedPage {
    pub path: String,
    /// The new bytes; `None` when nothing changed.
    pub bytes: Option<Vec<u8>>,
    /// Fixes applied, by rule name.
    pub applied: Vec<&'static str>,
    /// Fixes that could not be proved, with the reason, for `--verbose`.
    pub dropped: Vec<String>,
    /// What is left.
    pub report: PageReport,
}

/// At most this many rounds of fixing and linting again.
pub const ROUNDS: usize = 10;

/// A fix that may be applied, and whose it is.
#[derive(Clone, Debug, PartialEq)]
struct Candidate {
    rule: &'static str,
    /// Where a person would look, for the note when it is dropped: `line:column`.
    place: String,
    fix: Fix,
}

/// What one round made of one page.
struct Round {
    /// The new bytes and what is found in them; `None` when no fix could be applied.
    fixed: Option<(Vec<u8>, PageReport)>,
    applied: Vec<&'static str>,
    dropped: Vec<String>,
}

/// What has been done to one page so far.
#[derive(Default)]
struct Work {
    applied: Vec<&'static str>,
    /// What was refused in the text as it stands now.
    dropped: Vec<String>,
    /// The fixes that were all refused in the text as it stands now; they need no second try.
    refused: Vec<Candidate>,
}

/// Applies every fix of at least `least` to those of `pages` that `may_change`, until nothing changes; the others are only
/// kept in view. The result is in the order of `pages`. Where there is nothing to fix it costs one lint.
///
/// A fix that is refused is judged again only when its page has changed, so that fixing the result changes nothing.
pub fn fix(
    linter: &Linter,
    pages: &[String],
    may_change: &dyn Fn(&str) -> bool,
    read: Read,
    least: Applicability,
) -> Vec<FixedPage> {
    let mut reports = linter.lint_pages(pages, read);
    let mut site = linter.lint_site(&mut reports, read);
    let mut work: Vec<Work> = pages.iter().map(|_| Work::default()).collect();
    let mut changed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for round in 0..ROUNDS {
        let now = |path: &str| changed.get(path).map_or_else(|| read(path), |bytes| Ok(bytes.clone()));
        let mut wanted: Vec<Vec<Candidate>> = Vec::with_capacity(pages.len());
        for (report, site) in reports.iter().zip(&site) {
            let of_page = if may_change(&report.path) { candidates(linter, report, site, least) } else { Vec::new() };
            wanted.push(of_page);
        }
        let one = |page: usize| {
            let is_open = !wanted[page].is_empty() && wanted[page] != work[page].refused;
            is_open.then(|| fix_page(linter, &pages[page], &now, &wanted[page]))
        };
        let rounds: Vec<Option<Round>> = if wanted.iter().all(Vec::is_empty) {
            break;
        } else if pages.len() == 1 {
            vec![one(0)]
        } else {
            (0..pages.len()).into_par_iter().map(one).collect()
        };
        let mut progress = false;
        for ((page, round_of_page), wanted) in rounds.into_iter().enumerate().zip(wanted) {
            let Some(done) = round_of_page else { continue };
            work[page].dropped = done.dropped;
            let Some((bytes, report)) = done.fixed else {
                work[page].refused = wanted;
                continue;
            };
            progress = true;
            work[page].refused.clear();
            work[page].applied.extend(done.applied);
            if round + 1 == ROUNDS {
                work[page].dropped.push(format!("after {ROUNDS} rounds there is still something to fix"));
            }
            changed.insert(pages[page].clone(), bytes);
            reports[page] = report;
        }
        if !progress {
            break;
        }
        let now = |path: &str| changed.get(path).map_or_else(|| read(path), |bytes| Ok(bytes.clone()));
        site = linter.lint_site(&mut reports, &now);
    }
    finish(reports, site, work, changed)
}

fn finish(
    reports: Vec<PageReport>,
    site: Vec<Vec<Located>>,
    work: Vec<Work>,
    mut changed: BTreeMap<String, Vec<u8>>,
) -> Vec<FixedPage> {
    let mut fixed = Vec::with_capacity(reports.len());
    for ((mut report, site), work) in reports.into_iter().zip(site).zip(work) {
        merge(&mut report.findings, site);
        let path = report.path.clone();
        let bytes = changed.remove(&path);
        fixed.push(FixedPage { path, bytes, applied: work.applied, dropped: work.dropped, report });
    }
    fixed
}

/// The fixes of a page that may be applied, in the order of their findings.
fn candidates(linter: &Linter, report: &PageReport, site: &[Located], least: Applicability) -> Vec<Candidate> {
    let mut found: Vec<&Located> = report.findings.iter().chain(site).collect();
    found.sort_by_key(|located| (located.finding.span, located.finding.rule.name));
    let mut candidates = Vec::new();
    for located in found {
        let finding = &located.finding;
        let Some(fix) = finding.fix.as_ref().filter(|fix| fix.applicability >= least) else { continue };
        if linter.settings.is_fixable(finding.rule) && fix.applicability > Applicability::Manual {
            let place = format!("{}:{}", located.start.line, located.start.column);
            candidates.push(Candidate { rule: finding.rule.name, place, fix: fix.clone() });
        }
    }
    candidates
}

/// One round on one page. A panic costs this page its fixes and no other page anything.
fn fix_page(linter: &Linter, path: &str, read: Read, candidates: &[Candidate]) -> Round {
    let refused = |why: String| Round { fixed: None, applied: Vec::new(), dropped: vec![why] };
    let done = catch_unwind(AssertUnwindSafe(|| match read(path) {
        Ok(bytes) => settle::settle(linter, path, bytes, candidates),
        Err(why) => refused(why),
    }));
    done.unwrap_or_else(|panic| refused(bug("fixing this page", panic.as_ref())))
}

#[cfg(test)]
mod tests;
