//! `future-date`: a post or document of a day to come, which is not published before that day.

use crate::calendar;
use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::syntax::yaml::YamlNode;
use crate::text::Span;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "future-date",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "A post or document of a day to come, which is not published before that day.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FutureDate {}

impl Rule for FutureDate {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let path = &page.doc.source.path;
        let Some(day) = page.site.waits_for(path) else { return };
        let day = calendar::spell(day);
        let listed = if page.site.lists_early(path) { ", though lists may link to it" } else { "" };
        let message = format!("dated {day}: not published before that day{listed}");
        out.push(Finding::new(&META, place(page), message));
    }
}

/// The date, or the head of a page whose file name has it.
fn place(page: &Page) -> Span {
    let date = page.yaml().and_then(|root| root.get("date"));
    let date = date.map(|date| date.get("created").unwrap_or(date));
    date.filter(|date| !date.span.is_empty()).map_or(Span::empty(0), |date| date.span)
}
