//! Publications of a bibliography: the owner's own, or an export of DBLP, the ACL Anthology, Google Scholar, Zotero.

use super::{Draft, names};
use crate::source::Source;
use crate::syntax::{BibEntry, BibField, Document, latex_text};

/// Fields of the venue; a preprint has it in the last.
const VENUES: &[&str] = &["journal", "booktitle", "journaltitle", "archiveprefix", "eprinttype", "school"];

/// Whether a line begins an entry.
pub(super) fn is_bib(text: &str) -> bool {
    text.lines().any(|line| {
        let Some(rest) = line.trim_start().strip_prefix('@') else { return false };
        let kind = rest.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        kind.len() < rest.len() && kind.trim_start().starts_with(['{', '('])
    })
}

pub(super) fn publications(text: &str) -> Vec<Draft> {
    let doc = Document::bibliography(Source::decode("reference.bib", text.as_bytes()));
    let Some(bibliography) = &doc.bibliography else { return Vec::new() };
    bibliography.entries.iter().filter_map(|entry| publication(entry, doc.text())).collect()
}

fn publication(entry: &BibEntry, source: &str) -> Option<Draft> {
    if entry.kind.of(source).eq_ignore_ascii_case("proceedings") {
        return None;
    }
    let field = |name: &str| entry.field(source, name);
    let text = |name: &str| field(name).and_then(|field| field.text(source)).filter(|text| !text.is_empty());
    let (authors, has_more) = field("author").map(|field| authors(field, source)).unwrap_or_default();
    let year = text("year").or_else(|| text("date"));
    Some(Draft {
        title: text("title")?,
        authors,
        has_more,
        venue: VENUES.iter().find_map(|name| text(name)),
        year: year.and_then(|year| year.get(..4)?.parse().ok()),
    })
}

fn authors(field: &BibField, source: &str) -> (Vec<String>, bool) {
    let mut found = Vec::new();
    let mut has_more = false;
    for span in field.names(source) {
        let name = latex_text(span.of(source));
        match name.as_str() {
            "" => {}
            "others" => has_more = true,
            name => found.push(names::in_order(name)),
        }
    }
    (found, has_more)
}
