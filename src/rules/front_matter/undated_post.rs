//! `undated-post`: a post whose file name has no day, or one that is on no calendar.

use crate::calendar;
use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::site::{Undated, is_sample_put_away};
use crate::syntax::yaml::YamlNode;
use crate::text::Span;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "undated-post",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "A post whose file name does not begin with a day, or with one that is on no calendar.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UndatedPost {}

impl Rule for UndatedPost {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let path = &page.doc.source.path;
        let title = page.yaml().and_then(|root| root.get("title")).and_then(YamlNode::as_str).unwrap_or_default();
        let message = match page.site.undated(path) {
            None => return,
            // Who takes the date from the name of a theme's sample hides it.
            Some(Undated::Without) if is_sample_put_away(page.name(), title) => return,
            Some(Undated::Without) => "the file name does not begin with a day, so this post is not read".to_string(),
            Some(Undated::Impossible) => {
                "the day in the file name is on no calendar, and the site is not built".to_string()
            }
            Some(Undated::ReadAs(day)) => {
                format!("the day in the file name is on no calendar, and is read as {}", calendar::spell(day))
            }
        };
        out.push(Finding::new(&META, Span::empty(0), message));
    }
}
