//! The page of an author in the ACL Anthology, saved as text: years as headings, and for each paper a line of links (`pdf bib`),
//! its title, its authors between bars, its venue and perhaps its abstract.

use super::Draft;

/// What the links before a title are called.
const LINKS: &[&str] = &[
    "pdf",
    "bib",
    "abs",
    "html",
    "attachment",
    "attachments",
    "dataset",
    "datasets",
    "software",
    "code",
    "poster",
    "presentation",
    "video",
    "doi",
    "optional",
    "supplementary",
    "note",
    "revision",
    "errata",
    "copy",
];

/// Whether the text has a line of links as such a page has them.
pub(super) fn is_page(text: &str) -> bool {
    text.lines().any(is_links)
}

pub(super) fn publications(text: &str) -> Vec<Draft> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut found = Vec::new();
    let mut year = None;
    while let Some(line) = lines.next() {
        if let Some(heading) = as_year(line) {
            year = Some(heading);
        }
        if !is_links(line) {
            continue;
        }
        let mut next = || lines.next();
        let (Some(title), Some(authors)) = (next(), next()) else { break };
        let authors: Vec<String> = authors.split('|').map(|name| name.trim().to_string()).collect();
        let venue = next().filter(|line| !is_links(line) && as_year(line).is_none());
        found.push(Draft {
            title: title.to_string(),
            authors,
            venue: venue.map(str::to_string),
            year,
            has_more: false,
        });
    }
    found
}

/// `pdf bib`, `pdf bib abs`.
fn is_links(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let begins = matches!((words.next(), words.next()), (Some("pdf"), Some("bib")) | (Some("bib"), None));
    begins && words.all(|word| LINKS.contains(&word.trim_matches(['(', ')'])))
}

/// A line that is a year alone.
fn as_year(line: &str) -> Option<i32> {
    if line.len() != 4 {
        return None;
    }
    line.parse().ok().filter(|year| (1950..=2200).contains(year))
}
