//! `broken-link`: a link or image that leads to nothing on the site.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::{self, Resolution};
use crate::syntax::{Link, LinkKind};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "broken-link",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "A link or image leads to a file or page that the site does not have.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BrokenLink {}

impl Rule for BrokenLink {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for (link, resolution) in page.astray() {
            let written = page.doc.slice(link.target);
            let finding = match resolution {
                Resolution::Missing { nearest, moved } => missing(link, written, nearest.clone(), moved.clone()),
                Resolution::DiffersByCase { actual } => by_case(link, written, actual.clone()),
                Resolution::Found { .. }
                | Resolution::NotPublished { .. }
                | Resolution::External
                | Resolution::Unknown(_) => continue,
            };
            // `malformed-url` tells of those.
            if site::malformed(written).is_none() {
                out.push(finding);
            }
        }
    }
}

fn missing(link: &Link, written: &str, nearest: Option<String>, moved: Option<String>) -> Finding {
    let finding = Finding::new(&META, link.target, format!("{} is not there", quoted(written)));
    match (nearest, moved) {
        (Some(nearest), _) => finding.help(format!("beside it is {}", quoted(&nearest))),
        (None, Some(moved)) => match fix(link, written, moved.clone(), Applicability::Unsafe) {
            Some(fix) => finding.fix(fix),
            None => finding.help(format!("a file of that name is at {}", quoted(&moved))),
        },
        (None, None) => finding,
    }
}

fn by_case(link: &Link, written: &str, actual: String) -> Finding {
    let message = format!("{} is there only as {}", quoted(written), quoted(&actual));
    let finding = Finding::new(&META, link.target, message);
    finding.fix(fix(link, written, actual, Applicability::Safe))
}

/// Writes `target` in the link's place; not where the target has escapes or entities, which it would lose.
fn fix(link: &Link, written: &str, target: String, applicability: Applicability) -> Option<Fix> {
    if written != link.url.trim() {
        return None;
    }
    let title = format!("write {}", quoted(&target));
    let edits = vec![shortest(written, &target, link.target.start())];
    let effect = match link.kind {
        LinkKind::FrontMatter | LinkKind::Data | LinkKind::Bib(_) => Effect::FrontMatter,
        _ => Effect::Link,
    };
    Some(Fix { title, applicability, effect, edits })
}

/// The edit that makes `new` of `old`, without the beginning and end that they share.
fn shortest(old: &str, new: &str, offset: usize) -> Edit {
    let shared = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let head = shared(&mut old.chars().zip(new.chars()));
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = shared(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    let span = Span::new(head, old.len() - tail).shift(offset);
    Edit::replace(span, &new_rest[..new_rest.len() - tail])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_edits() {
        for (old, new, start, end, insert) in [
            ("files/cv.pdf", "files/CV.pdf", 6, 8, "CV"),
            ("a/b.pdf", "a/x/b.pdf", 2, 2, "x/"),
            ("aa", "a", 1, 2, ""),
            ("ü.png", "Ü.png", 0, 2, "Ü"),
        ] {
            assert_eq!(shortest(old, new, 0), Edit::replace(Span::new(start, end), insert), "{old} {new}");
        }
    }
}
