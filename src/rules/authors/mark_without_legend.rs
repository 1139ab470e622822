//! `mark-without-legend`: marks behind names that nothing on the site explains.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::people::PageMarks;
use crate::rules::Rule;
use crate::site::{Digest, Site};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "mark-without-legend",
    group: "authors",
    severity: Severity::Warning,
    default: false,
    summary: "A mark behind an author's name that nothing explains.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MarkWithoutLegend {}

impl Rule for MarkWithoutLegend {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let all: Vec<&PageMarks> = digests.iter().map(|digest| &digest.people.marks).collect();
        for (at, digest) in digests.iter().enumerate() {
            let marks = &digest.people.marks;
            // An include may bring the explanation, or the page be one that another brings.
            let explaining = if site.is_alone() { std::slice::from_ref(&all[at]) } else { all.as_slice() };
            if marks.borne.is_empty() || marks.explains_any {
                continue;
            }
            for mark in &marks.borne {
                if explaining.iter().any(|page| page.explained.contains(&mark.symbol)) {
                    continue;
                }
                let message = format!("nothing explains the mark `{}`", mark.symbol);
                out.push((at, Finding::new(&META, mark.span, message)));
            }
        }
    }
}
