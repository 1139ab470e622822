//! `conflicting-keys`: keys of one page that undo each other.

use super::permalink_conflict::redirect;
use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "conflicting-keys",
    group: "front-matter",
    severity: Severity::Error,
    default: true,
    summary: "A page redirects from its own address, and is lost to that redirect.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConflictingKeys {}

impl Rule for ConflictingKeys {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let Some(file) = page.site.replaced_by_redirect(&page.doc.source.path) else { return };
        let Some(span) = redirect(page.doc, file) else { return };
        let message = "the page's own address: the redirect is published in the page's place, and leads to itself";
        out.push(Finding::new(&META, span, message));
    }
}
