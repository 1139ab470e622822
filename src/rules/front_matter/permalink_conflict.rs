//! `permalink-conflict`: two sources for one address of the site; one of them is lost and nobody is told.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::{Conflict, ConflictKind, Maker};
use crate::syntax::yaml::YamlNode;
use crate::syntax::{Document, Notation};
use crate::text::Span;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "permalink-conflict",
    group: "front-matter",
    severity: Severity::Error,
    default: true,
    summary: "Two pages, or a page and a redirect, have the same address, and one of them is lost.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PermalinkConflict {}

impl Rule for PermalinkConflict {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for conflict in page.site.conflicts_at(&page.doc.source.path) {
            let is_about_redirect = matches!(conflict.lost, Maker::Redirect(_))
                || conflict.shown.source() == conflict.place() && matches!(conflict.shown, Maker::Redirect(_));
            let value = match is_about_redirect {
                true => redirect(page.doc, &conflict.file),
                false => front_matter(page.doc, "permalink").map(|node| node.span),
            };
            let span = value.filter(|span| !span.is_empty()).unwrap_or_else(|| start(page.doc));
            out.push(Finding::new(&META, span, message(conflict)));
        }
    }
}

fn message(conflict: &Conflict) -> String {
    let address = quoted(&address(&conflict.file));
    let (shown, lost) = (quoted(conflict.shown.source()), quoted(conflict.lost.source()));
    if let ConflictKind::ByCase(own) = &conflict.kind {
        let own = quoted(&self::address(own));
        return format!("{own} and {address}, the address of {shown}, are one file on macOS and Windows");
    }
    match (&conflict.lost, &conflict.shown) {
        (Maker::Redirect(_), Maker::Redirect(_)) => {
            format!("{shown} redirects from {address} too, and this redirect is lost")
        }
        (Maker::Redirect(_), _) => format!("{address} is the address of {shown}, and this redirect is lost"),
        (_, Maker::Redirect(_)) => format!("{address} is the address of {lost}, which this redirect replaces"),
        _ if conflict.kind == ConflictKind::Uncertain => {
            format!("{address} is the address of {shown} too, and one of the two pages is lost")
        }
        _ => format!("{address} is the address of {shown} too, and this page is lost"),
    }
}

/// `about/index.html` → `/about/`
fn address(file: &str) -> String {
    match file.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{file}"),
    }
}

fn front_matter<'a>(doc: &'a Document, key: &str) -> Option<&'a YamlNode> {
    doc.front_matter.as_ref().and_then(|front_matter| front_matter.yaml.get(key))
}

/// Where the front matter asks for the redirect that is published at `file`.
pub(super) fn redirect(doc: &Document, file: &str) -> Option<Span> {
    let node = front_matter(doc, "redirect_from")?;
    let leads_there = |from: &str| {
        let from = from.trim().trim_start_matches('/');
        [from.to_string(), format!("{from}.html"), format!("{from}index.html")].iter().any(|path| path == file)
    };
    let one = Some(node).filter(|node| node.as_str().is_some());
    let mut all = one.into_iter().chain(node.items());
    all.find(|node| node.as_str().is_some_and(leads_there)).map(|node| node.span)
}

/// The opening of the front matter, or of the page.
fn start(doc: &Document) -> Span {
    match &doc.front_matter {
        Some(front_matter) if front_matter.notation != Notation::Json => Span::new(0, "---".len()),
        Some(_) => Span::new(0, "{".len()),
        None => Span::empty(0),
    }
}
