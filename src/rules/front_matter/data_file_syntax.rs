//! `data-file-syntax`: a configuration or data file that no generator can read.

use crate::finding::{Applicability, Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule, unreadable_yaml};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "data-file-syntax",
    group: "front-matter",
    severity: Severity::Error,
    default: true,
    summary: "A configuration or data file cannot be read, so the site is not built.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataFileSyntax {}

impl Rule for DataFileSyntax {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let Some(data) = &page.doc.data else { return };
        let diagnosis = page.doc.diagnose_data();
        out.extend(diagnosis.map(|diagnosis| unreadable_yaml(&META, page.doc, data, diagnosis)));
    }
}
