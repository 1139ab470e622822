//! `nav-target`: an entry of the site's navigation that names no page of it.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::{NavEntry, Resolution};
use crate::syntax::Document;
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "nav-target",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "An entry of the site's navigation names a file that is not there or not published.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NavTarget {}

impl Rule for NavTarget {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for entry in page.site.nav(page.tree, page.doc) {
            let name = quoted(&entry.target);
            let finding = |message: String| Finding::new(&META, entry.span, message);
            match &entry.resolution {
                Resolution::Missing { nearest: Some(nearest), .. } => {
                    let help = format!("beside it is {}", quoted(nearest));
                    out.push(finding(format!("{name} is not there")).help(help));
                }
                Resolution::Missing { nearest: None, moved } => {
                    let fix = moved.as_deref().and_then(|new| fix(page.doc, &entry, new, Applicability::Unsafe));
                    out.push(finding(format!("{name} is not there")).fix(fix));
                }
                Resolution::DiffersByCase { actual } => {
                    let fix = fix(page.doc, &entry, actual, Applicability::Safe);
                    out.push(finding(format!("{name} is there only as {}", quoted(actual))).fix(fix));
                }
                Resolution::NotPublished { why, .. } => out.push(finding(format!("{name} is not published: {why}"))),
                Resolution::Found { .. } | Resolution::External | Resolution::Unknown(_) => {}
            }
        }
    }
}

/// Writes `new` in the entry's place; not where the value has escapes, or would need quotes that it does not have.
fn fix(doc: &Document, entry: &NavEntry, new: &str, applicability: Applicability) -> Option<Fix> {
    let written = doc.slice(entry.span);
    let quote = written.starts_with(['"', '\'']);
    let inner = if quote { Span::new(entry.span.start() + 1, entry.span.end() - 1) } else { entry.span };
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '.' | '_' | '-');
    if doc.slice(inner) != entry.target || !new.chars().all(|letter| is_plain(letter) || quote && letter == ' ') {
        return None;
    }
    let title = format!("write {}", quoted(new));
    Some(Fix { title, applicability, effect: Effect::FrontMatter, edits: vec![Edit::replace(inner, new)] })
}
