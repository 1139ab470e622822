//! `bib-syntax`: an entry of a bibliography that cannot be read, or that another one stands for.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::{BibEntry, BibProblem, BibProblemKind, Bibliography, Document};
use crate::text::{Edit, LineIndex};
use serde::Deserialize;
use std::collections::HashMap;

static META: RuleMeta = RuleMeta {
    name: "bib-syntax",
    group: "publications",
    severity: Severity::Error,
    default: true,
    summary: "An entry of a bibliography cannot be read, or has the key of another one.",
    fixes: &[Applicability::Safe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BibSyntax {}

impl Rule for BibSyntax {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let Some(bibliography) = &page.doc.bibliography else { return };
        // What follows the first problem of an entry is mostly made by it.
        let mut last = None;
        for problem in &bibliography.problems {
            if last.replace(problem.entry) != Some(problem.entry) || problem.kind == BibProblemKind::NoComma {
                out.push(check(page.doc, &bibliography.entries[problem.entry], problem));
            }
        }
        // A copy that is put away has the doubles of the one that is shown.
        if page.site.has_readers(&page.doc.source.path) {
            duplicates(page.doc, bibliography, out);
        }
    }
}

fn check(doc: &Document, entry: &BibEntry, problem: &BibProblem) -> Finding {
    let what = doc.slice(problem.span);
    let of = if entry.key.is_empty() {
        format!("an entry of kind {}", quoted(doc.slice(entry.kind)))
    } else {
        quoted(doc.slice(entry.key))
    };
    let message = match problem.kind {
        BibProblemKind::NoKey => format!("{} has no key", quoted(&format!("@{what}"))),
        BibProblemKind::NoCommaAfterKey => format!("no comma stands behind the key {}", quoted(what)),
        BibProblemKind::NoComma => {
            let before = entry.fields.iter().rev().find(|field| field.value.end() <= problem.span.start());
            let name = before.map_or("", |field| doc.slice(field.name));
            format!("no comma stands behind {} of {of}", quoted(name))
        }
        BibProblemKind::NoEquals => format!("no `=` stands behind {} of {of}", quoted(what)),
        BibProblemKind::NoValue => format!("{} of {of} has no value", quoted(what)),
        BibProblemKind::UnclosedValue => format!("{} of {of} is not closed", quoted(what)),
        BibProblemKind::UnclosedEntry => format!("{of} has no closing brace"),
        BibProblemKind::EarlyEnd => format!("this brace ends {of}, and fields follow"),
        BibProblemKind::Stray => format!("{} in {of} is no field", quoted(what.trim_end())),
    };
    let finding = Finding::new(&META, problem.span, message);
    let at = match problem.kind {
        BibProblemKind::NoComma => problem.span.start(),
        BibProblemKind::NoCommaAfterKey => problem.span.end(),
        _ => return finding,
    };
    finding.fix(Fix {
        title: "put a comma there".to_string(),
        applicability: Applicability::Safe,
        effect: Effect::FrontMatter,
        edits: vec![Edit::insert(at, ",")],
    })
}

fn duplicates(doc: &Document, bibliography: &Bibliography, out: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, &BibEntry> = HashMap::with_capacity(bibliography.entries.len());
    let mut lines = None;
    for entry in bibliography.entries.iter().filter(|entry| !entry.key.is_empty()) {
        let key = doc.slice(entry.key);
        let Some(first) = seen.get(key) else {
            seen.insert(key, entry);
            continue;
        };
        let lines = lines.get_or_insert_with(|| LineIndex::new(doc.text()));
        let line = lines.line_column(first.key.start()).line;
        out.push(Finding::new(&META, entry.key, format!("the entry in line {line} has the key {} too", quoted(key))));
    }
}
