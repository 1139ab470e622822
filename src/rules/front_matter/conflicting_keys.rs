//! `conflicting-keys`: keys of one page that undo each other.

use super::permalink_conflict::redirect;
use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, whole_lines};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "conflicting-keys",
    group: "front-matter",
    severity: Severity::Error,
    default: true,
    summary: "A page redirects from its own address, and is lost to that redirect.",
    fixes: &[Applicability::Safe],
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
        let message = "this is the page's own address: the redirect is published in its place, and leads to itself";
        out.push(Finding::new(&META, span, message).fix(fix(page, span)));
    }
}

/// Takes away the lines of the entry at `entry`, and the key if no other is left. Not where a comment would go with them,
/// or other entries stand in the same line.
fn fix(page: &Page, entry: Span) -> Option<Fix> {
    let (key, value) = page.yaml()?.pairs().iter().find(|(key, _)| key.as_str() == Some("redirect_from"))?;
    let is_flow = page.doc.slice(value.span).starts_with('[');
    let whole = match value.items().len() {
        0 | 1 if is_flow => Span::new(key.span.start(), value.span.end()),
        0 | 1 => Span::new(key.span.start(), entry.end()),
        _ if is_flow => return None,
        _ => entry,
    };
    let has_more = page.doc.slice(whole).contains(['#', '&']);
    let lines = whole_lines(page.doc.text(), whole).filter(|_| !has_more)?;
    Some(Fix {
        title: "take the redirect away".to_string(),
        applicability: Applicability::Safe,
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(lines, "")],
    })
}
