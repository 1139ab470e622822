//! `legend-without-mark`: an explanation of a mark that no author bears.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "legend-without-mark",
    group: "authors",
    severity: Severity::Warning,
    default: false,
    summary: "An explanation of a mark that no author on the page bears.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LegendWithoutMark {}

impl Rule for LegendWithoutMark {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for mark in &page.people().marks.idle {
            let message = format!("no author on this page bears the mark `{}` that is explained here", mark.symbol);
            out.push(Finding::new(&META, mark.span, message));
        }
    }
}
