//! `include-missing`: a page has a file put into it that is not there.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::Resolution;
use crate::syntax::Include;
use crate::text::Edit;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "include-missing",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "A page includes a file that the site does not have, and the site is not built.",
    fixes: &[Applicability::Safe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IncludeMissing {}

impl Rule for IncludeMissing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        // What stands in a condition may be there for a file that only some sites have.
        for include in page.doc.includes.iter().filter(|include| !include.is_conditional) {
            out.extend(check(page, include));
        }
    }
}

fn check(page: &Page, include: &Include) -> Option<Finding> {
    let name = page.doc.slice(include.file);
    match page.site.resolve_include(page.tree, &page.doc.source.path, include.from, name) {
        Resolution::DiffersByCase { actual } => {
            let message = format!("{} is there only as {}", quoted(name), quoted(&actual));
            Some(Finding::new(&META, include.file, message).fix(Fix {
                title: format!("write {}", quoted(&actual)),
                applicability: Applicability::Safe,
                effect: Effect::Link,
                edits: vec![Edit::replace(include.file, actual)],
            }))
        }
        Resolution::Missing { nearest, .. } => {
            let finding = Finding::new(&META, include.file, format!("the include {} is not there", quoted(name)));
            Some(match nearest {
                Some(nearest) => finding.help(format!("beside it is {}", quoted(&nearest))),
                None => finding,
            })
        }
        _ => None,
    }
}
