//! `page-in-no-nav`: a page that the site's navigation leaves out.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::text::Span;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "page-in-no-nav",
    group: "links",
    severity: Severity::Warning,
    default: false,
    summary: "A page is published, but the site's navigation, which names pages, does not name it.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageInNoNav {}

impl Rule for PageInNoNav {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        if page.site.is_in_no_nav(&page.doc.source.path) {
            out.push(Finding::new(&META, Span::new(0, 0), "no entry of the navigation leads to this page"));
        }
    }
}
