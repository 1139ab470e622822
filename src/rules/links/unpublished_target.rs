//! `unpublished-target`: a link to a file that is in the repository and not on the site.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::Resolution;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "unpublished-target",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "A link leads to a file that is in the repository but not published.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnpublishedTarget {}

impl Rule for UnpublishedTarget {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for (link, resolution) in page.astray() {
            if let Resolution::NotPublished { source, why } = resolution {
                let written = quoted(page.doc.slice(link.target));
                let message = format!("{written} leads to {}, which is not published: {why}", quoted(source));
                out.push(Finding::new(&META, link.target, message));
            }
        }
    }
}
