//! `bib-unescaped`: a character in a bibliography that LaTeX takes for a command.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::{BibEntry, BibField, Document};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "bib-unescaped",
    group: "publications",
    severity: Severity::Warning,
    default: true,
    summary: "A title, name or venue of a bibliography holds `&`, `%` or `#` without a backslash.",
    fixes: &[Applicability::Unsafe],
};

/// Fields that LaTeX prints as text.
const PRINTED: &[&str] = &[
    "address",
    "author",
    "booktitle",
    "editor",
    "institution",
    "journal",
    "organization",
    "publisher",
    "school",
    "series",
    "title",
];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BibUnescaped {}

impl Rule for BibUnescaped {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        if !page.site.has_readers(&page.doc.source.path) {
            return;
        }
        let entries = page.doc.bibliography.iter().flat_map(|bibliography| &bibliography.entries);
        for entry in entries {
            for field in entry.fields.iter().filter(|field| field.is_text) {
                let name = page.doc.slice(field.name);
                if PRINTED.iter().any(|printed| name.eq_ignore_ascii_case(printed)) {
                    out.extend(check(page.doc, entry, *field));
                }
            }
        }
    }
}

/// The first such character of a value; its fix mends all of them.
fn check(doc: &Document, entry: &BibEntry, field: BibField) -> Option<Finding> {
    let value = doc.slice(field.value);
    // Addresses have them by right, and formulas and character references are another matter.
    if value.contains(['$', ';']) || value.contains("://") || value.contains("\\url") || value.contains("\\href") {
        return None;
    }
    let bare = |at: &usize| value[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0;
    let found: Vec<usize> = value.match_indices(['&', '%', '#']).map(|(at, _)| at).filter(bare).collect();
    let first = *found.first()?;
    let span = Span::new(first, first + 1).shift(field.value.start());
    let message = format!(
        "{} in {} of {} has no backslash",
        quoted(doc.slice(span)),
        quoted(doc.slice(field.name)),
        quoted(doc.slice(entry.key))
    );
    Some(Finding::new(&META, span, message).fix(Fix {
        title: format!("write {}", quoted(&format!("\\{}", doc.slice(span)))),
        applicability: Applicability::Unsafe,
        effect: Effect::FrontMatter,
        edits: found.iter().map(|at| Edit::insert(field.value.start() + at, "\\")).collect(),
    }))
}
