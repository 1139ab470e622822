//! `malformed-url`: an address that no browser follows as its author meant.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::site::{self, Resolution};
use crate::syntax::{Link, LinkKind, NearLink, NearLinkKind};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "malformed-url",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "An address is written so that it leads elsewhere than meant, or is no link at all.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MalformedUrl {}

impl Rule for MalformedUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for link in &page.doc.links {
            // A reference has the target of its definition; a bare address is what its reader copies, as it is.
            if !matches!(link.kind, LinkKind::Reference | LinkKind::Autolink) {
                out.extend(check_link(page, link));
            }
        }
        for near in page.doc.near_links() {
            out.push(check_near(page, near));
        }
    }
}

fn check_link(page: &Page, link: &Link) -> Option<Finding> {
    let written = page.doc.slice(link.target);
    let malformed = site::malformed(written)?;
    // `[localhost:4000](http://localhost:4000)` tells what to type; a file may be called `example.org`.
    let text = page.doc.slice(link.text);
    let is_meant = ["localhost", "127.0.0.1"].iter().any(|host| text.contains(host))
        || page.site.resolve(page.tree, &page.doc.source.path, link) == Resolution::Found;
    if is_meant {
        return None;
    }
    let finding = Finding::new(&META, link.target, format!("`{written}` {}", malformed.what));
    let Some(repair) = malformed.repair else { return Some(finding) };
    let (range, insert) = (repair.range, repair.insert);
    let repaired = format!("{}{insert}{}", &written[..range.start], &written[range.end..]);
    let span = Span::new(range.start, range.end).shift(link.target.start());
    Some(finding.fix(Fix {
        title: format!("write `{repaired}`"),
        applicability: if repair.is_certain { Applicability::Safe } else { Applicability::Unsafe },
        effect: Effect::Link,
        edits: vec![Edit::replace(span, insert)],
    }))
}

fn check_near(page: &Page, near: NearLink) -> Finding {
    let target = page.doc.slice(near.target);
    let text = page.doc.slice(near.text);
    let escaped = target.replace("mailto: ", "mailto:").replace(' ', "%20");
    let (what, applicability, insert) = match near.kind {
        NearLinkKind::BlankBetween => {
            ("has a blank between `]` and `(`, so it is no link", Applicability::Unsafe, format!("[{text}]({target})"))
        }
        NearLinkKind::Reversed => (
            "has its brackets the wrong way round, so it is no link",
            Applicability::Unsafe,
            format!("[{text}]({target})"),
        ),
        NearLinkKind::Unclosed => {
            ("has no `)`, so it is no link", Applicability::Unsafe, format!("[{text}]({target})"))
        }
        NearLinkKind::BlankInTarget => {
            ("has a blank in its target, so it is no link", Applicability::Safe, format!("[{text}]({escaped})"))
        }
    };
    let finding = Finding::new(&META, near.span, format!("`{}` {what}", page.doc.slice(near.span)));
    finding.fix(Fix {
        title: format!("write `{insert}`"),
        applicability,
        effect: Effect::Link,
        edits: vec![Edit::replace(near.span, insert)],
    })
}
