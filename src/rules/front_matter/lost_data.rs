//! `lost-data`: data that the generator reads and that no template finds.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::csv::Table;
use crate::text::{Edit, Span};
use serde::Deserialize;
use std::collections::HashMap;

static META: RuleMeta = RuleMeta {
    name: "lost-data",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "Data has no name of its own, so that templates do not find it.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LostData {}

impl Rule for LostData {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let path = &page.doc.source.path;
        if let Some(other) = page.site.data_in_the_place_of(page.tree, path) {
            let message =
                format!("templates find {} under the name of this file, and nothing of this one", quoted(&other));
            out.push(Finding::new(&META, Span::empty(0), message));
            return;
        }
        let Some(table) = page.doc.table.as_ref().filter(|table| table.problem.is_none()) else { return };
        if page.site.has_header_row(path) {
            columns(page, table, out);
            out.extend(long_rows(table));
        }
    }
}

/// Columns of one name, and those whose name has a blank at its begin or end.
fn columns(page: &Page, table: &Table, out: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(table.header.len());
    for (index, &cell) in table.header.iter().enumerate() {
        let inner = inner(page.doc.slice(cell), cell);
        let name = page.doc.slice(inner);
        if name.trim().is_empty() {
            continue;
        }
        if let Some(first) = seen.get(name) {
            let message =
                format!("{} is the name of column {first} already, and the values of this one are lost", quoted(name));
            out.push(Finding::new(&META, cell, message));
            continue;
        }
        seen.insert(name, index + 1);
        let bare = name.trim();
        if bare != name && page.site.names_key(page.tree, bare) {
            let message =
                format!("the blank belongs to the name of this column, and templates ask for {}", quoted(bare));
            out.push(Finding::new(&META, inner, message).fix(Fix {
                title: "remove the blank".to_string(),
                applicability: Applicability::Unsafe,
                effect: Effect::FrontMatter,
                edits: vec![Edit::replace(inner, bare)],
            }));
        }
    }
}

/// A cell without its quotes.
fn inner(text: &str, cell: Span) -> Span {
    match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(inner) => Span::new(cell.start() + 1, cell.start() + 1 + inner.len()),
        None => cell,
    }
}

fn long_rows(table: &Table) -> Option<Finding> {
    let long = table.long?;
    let columns = match table.columns {
        0 => "no column, since it is empty".to_string(),
        1 => "one column".to_string(),
        columns => format!("{columns} columns"),
    };
    let others = match long.count - 1 {
        0 => String::new(),
        1 => "; another row has too many as well".to_string(),
        others => format!("; {others} other rows have too many as well"),
    };
    let message = format!("this row has {} values, and the first row names {columns}{others}", long.cells);
    Some(Finding::new(&META, long.span, message))
}
