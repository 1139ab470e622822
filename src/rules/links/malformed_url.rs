//! `malformed-url`: an address that no browser follows as its author meant.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site;
use crate::syntax::{Link, LinkKind, NearLink, NearLinkKind, has_template};
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
        for near in page.near_links() {
            out.extend(check_near(page, *near));
        }
    }
}

fn check_link(page: &Page, link: &Link) -> Option<Finding> {
    let written = page.doc.slice(link.target);
    let Some(malformed) = site::malformed(written) else { return check_blank(page, link) };
    // The theme may put `https://doi.org/` and the like before a value.
    if link.kind == LinkKind::FrontMatter && !written.contains("://") {
        return None;
    }
    // A file may be called `example.org`.
    let is_meant =
        tells_what_to_type(page, link) || page.site.resolve(page.tree, &page.doc.source.path, link).is_found();
    if is_meant {
        return None;
    }
    let finding = Finding::new(&META, link.target, format!("{} {}", quoted(written), malformed.what));
    let Some(repair) = malformed.repair else { return Some(finding) };
    let (range, insert) = (repair.range, repair.insert);
    let repaired = format!("{}{insert}{}", &written[..range.start], &written[range.end..]);
    let span = Span::new(range.start, range.end).shift(link.target.start());
    Some(finding.fix(Fix {
        title: format!("write {}", quoted(&repaired)),
        applicability: if repair.is_certain { Applicability::Safe } else { Applicability::Unsafe },
        effect: Effect::Link,
        edits: vec![Edit::replace(span, insert)],
    }))
}

/// Bytes behind an HTML tag that are read for its text.
const READ: usize = 100;

/// `[localhost:4000](http://localhost:4000)`: a manual says where the reader's own server answers.
fn tells_what_to_type(page: &Page, link: &Link) -> bool {
    let is_local = |text: &str| ["localhost", "127.0.0.1"].iter().any(|host| text.contains(host));
    if !is_local(page.doc.slice(link.target)) {
        return false;
    }
    match link.kind {
        LinkKind::Href => {
            let behind = page.doc.text()[link.span.end()..].split_once('>').map_or("", |(_, behind)| behind);
            is_local(&behind.chars().take(READ).take_while(|c| *c != '<').collect::<String>())
        }
        LinkKind::Definition => {
            let mut uses = page.doc.links.iter().filter(|other| other.kind == LinkKind::Reference);
            uses.any(|other| other.target == link.target && is_local(page.doc.slice(other.text)))
        }
        _ => is_local(page.doc.slice(link.text)),
    }
}

/// `[text](my file.pdf)` where Markdown wants `%20`; between angle brackets a blank may stand.
fn check_blank(page: &Page, link: &Link) -> Option<Finding> {
    let written = page.doc.slice(link.target);
    let is_markdown = matches!(link.kind, LinkKind::Inline | LinkKind::Image);
    let is_angled = page.doc.text()[..link.target.start()].ends_with('<');
    let has_template = has_template(written);
    if !is_markdown || is_angled || has_template || page.doc.dialect.allows_blank_in_target() || !written.contains(' ')
    {
        return None;
    }
    let message = format!("{} has a blank, so {} is no link", quoted(written), quoted(page.doc.slice(link.span)));
    // HackMD's `![](a.png =70%x)`: what follows is a size, and no part of the address. `[text](link needed)` is a note.
    if written.contains(" =") || !written.contains(['.', '/', '#']) {
        return Some(Finding::new(&META, link.target, message));
    }
    let blanks = written.match_indices(' ').map(|(at, _)| Span::new(at, at + 1).shift(link.target.start()));
    Some(Finding::new(&META, link.target, message).fix(Fix {
        title: "write `%20` for the blank".to_string(),
        applicability: Applicability::Safe,
        effect: Effect::Link,
        edits: blanks.map(|blank| Edit::replace(blank, "%20")).collect(),
    }))
}

/// Takes the blank before `(` out.
fn without_blank(page: &Page, gap: Span) -> Edit {
    let blank = page.doc.slice(gap).len() - page.doc.slice(gap).trim_start().len();
    Edit::replace(Span::new(gap.start(), gap.start() + blank), "")
}

fn check_near(page: &Page, near: NearLink) -> Option<Finding> {
    let gap = Span::new(near.text.end() + 1, near.target.start());
    let open = Edit::replace(gap, "(");
    let close = Edit::replace(Span::new(near.target.end(), near.span.end()), ")");
    let (what, edits) = match near.kind {
        NearLinkKind::BlankBetween => {
            ("has a blank between `]` and `(`, so it is no link", vec![without_blank(page, gap)])
        }
        NearLinkKind::WideBrackets => ("has full-width brackets, so it is no link", vec![open, close]),
        NearLinkKind::Unclosed => ("has no `)`, so it is no link", vec![close]),
        NearLinkKind::OverLines => ("is broken over two lines", Vec::new()),
        // `reversed-link` tells of those.
        NearLinkKind::Reversed => return None,
    };
    let finding = Finding::new(&META, near.span, format!("{} {what}", quoted(page.doc.slice(near.span))));
    if edits.is_empty() {
        return Some(finding);
    }
    let link = format!("[{}]({})", page.doc.slice(near.text), page.doc.slice(near.target));
    let title = format!("write {}", quoted(&link));
    Some(finding.fix(Fix { title, applicability: Applicability::Unsafe, effect: Effect::Link, edits }))
}
