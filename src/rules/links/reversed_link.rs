//! `reversed-link`: `(text)[https://…]`, a link with its brackets the wrong way round.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::NearLinkKind;
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "reversed-link",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "A link has its brackets the wrong way round, so it is printed as it stands.",
    fixes: &[Applicability::Safe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReversedLink {}

impl Rule for ReversedLink {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for near in page.near_links() {
            if near.kind != NearLinkKind::Reversed {
                continue;
            }
            let (text, target) = (page.doc.slice(near.text), page.doc.slice(near.target));
            let message = format!("{} has its brackets the wrong way round", quoted(page.doc.slice(near.span)));
            out.push(Finding::new(&META, near.span, message).fix(Fix {
                title: format!("write {}", quoted(&format!("[{text}]({target})"))),
                applicability: Applicability::Safe,
                effect: Effect::Link,
                edits: vec![
                    Edit::replace(Span::new(near.span.start(), near.text.start()), "["),
                    Edit::replace(Span::new(near.text.end(), near.target.start()), "]("),
                    Edit::replace(Span::new(near.target.end(), near.span.end()), ")"),
                ],
            }));
        }
    }
}
