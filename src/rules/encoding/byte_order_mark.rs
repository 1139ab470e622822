//! `byte-order-mark`: EF BB BF at the head of a UTF-8 file.

use crate::encoding::Encoding;
use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "byte-order-mark",
    group: "encoding",
    severity: Severity::Error,
    default: true,
    summary: "A UTF-8 file begins with a byte order mark.",
    fixes: &[Applicability::Safe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ByteOrderMark {}

impl Rule for ByteOrderMark {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        if !matches!(page.doc.source.encoding, Encoding::Utf8 { bom: true } | Encoding::Mixed { bom: true }) {
            return;
        }
        // Two programs that each write a mark leave two; the second is a character of the text.
        let text = page.doc.text();
        let more = Span::new(0, text.len() - text.trim_start_matches('\u{FEFF}').len());
        let edits = if more.is_empty() { Vec::new() } else { vec![Edit::replace(more, "")] };
        let fix = Fix {
            title: "begin the file with its first character".to_string(),
            applicability: Applicability::Safe,
            effect: Effect::Encoding,
            edits,
        };
        out.push(Finding::new(&META, more, "the file begins with the byte order mark `EF BB BF`").fix(fix));
    }
}
