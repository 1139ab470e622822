//! `broken-anchor`: a link to a place on a page that the page does not have.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Rule, quoted};
use crate::site::{Digest, Meant, MissingAnchor, Site};
use crate::text::Edit;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "broken-anchor",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "A link names a heading or another place that its page does not have.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

/// Characters of an id that would end a link's target, or be read as markup there.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'(')
    .add(b')')
    .add(b'[')
    .add(b']')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'*')
    .add(b'&')
    .add(b'|');

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BrokenAnchor {}

impl Rule for BrokenAnchor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        for (index, digest) in digests.iter().enumerate().filter(|(_, digest)| site.has_readers(&digest.path)) {
            for missing in &digest.missing_anchors {
                out.push((index, finding(missing, &digest.path)));
            }
        }
    }
}

fn finding(missing: &MissingAnchor, path: &str) -> Finding {
    let page = if *missing.page == *path { "this page".to_string() } else { quoted(&missing.page) };
    let message = format!("{} is nowhere on {page}", quoted(&format!("#{}", missing.fragment)));
    let finding = Finding::new(&META, missing.span, message);
    let (id, why, applicability) = match &missing.meant {
        Meant::ByCase(id) => (id, "which differs by case alone", Applicability::Safe),
        Meant::OtherEngine(id) => (id, "as this site writes the heading's id", Applicability::Safe),
        Meant::Near(id) => (id, "the only one that is alike", Applicability::Unsafe),
        Meant::Unknown => return finding,
    };
    let title = format!("write {}, {why}", quoted(&format!("#{id}")));
    let insert = written(id);
    finding.fix(Fix { title, applicability, effect: Effect::Link, edits: vec![Edit::replace(missing.span, insert)] })
}

/// `id` as a link's target: what could be read as markup is percent-encoded, the letters of all scripts stay.
fn written(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for letter in id.chars() {
        if letter.is_ascii() {
            out.extend(utf8_percent_encode(letter.encode_utf8(&mut [0; 4]), ESCAPED));
        } else {
            out.push(letter);
        }
    }
    out
}
