//! `missing-target`: what looks like a link and leads nowhere.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "missing-target",
    group: "links",
    severity: Severity::Warning,
    default: true,
    summary: "A label stands where a link should be, or a link leads nowhere.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MissingTarget {}

impl Rule for MissingTarget {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for bracket in page.doc.labels_without_target() {
            let message = format!("{} has no target", quoted(page.doc.slice(bracket.span)));
            out.push(Finding::new(&META, bracket.span, message).help("give it an address, or take the brackets out"));
        }
        for (span, target) in page.doc.links_to_nowhere() {
            let what =
                if target.is_empty() { "has an empty target".to_string() } else { format!("leads to `{target}` only") };
            out.push(Finding::new(&META, span, format!("{} {what}", quoted(page.doc.slice(span)))));
        }
    }
}
