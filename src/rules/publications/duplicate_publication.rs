//! `duplicate-publication`: one list of publications has a paper twice.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::people::{Match, Name};
use crate::publications::{Publication, Title};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::{BibEntry, Document};
use crate::text::LineIndex;
use serde::Deserialize;
use std::collections::HashMap;

static META: RuleMeta = RuleMeta {
    name: "duplicate-publication",
    group: "publications",
    severity: Severity::Warning,
    default: true,
    summary: "One list of publications has the same paper twice.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicatePublication {}

impl Rule for DuplicatePublication {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let publications = page.publications();
        // A copy that is put away has the doubles of the one that is shown.
        if publications.len() < 2 || !page.site.has_readers(&page.doc.source.path) {
            return;
        }
        // What a title in a list was first seen with; a third one is compared with the first.
        let mut seen: HashMap<(u32, Box<str>), &Publication> = HashMap::with_capacity(publications.len());
        let mut lines = None;
        for publication in publications {
            let title = Title::new(&publication.title.text);
            if !title.is_telling() {
                continue;
            }
            let key = (publication.list, Box::from(title.key()));
            let Some(first) = seen.get(&key) else {
                seen.insert(key, publication);
                continue;
            };
            if !is_same(page, first, publication) {
                continue;
            }
            let lines = lines.get_or_insert_with(|| LineIndex::new(page.doc.text()));
            let line = lines.line_column(first.title.span.start()).line;
            let message = format!("{} stands in this list already, in line {line}", quoted(&publication.title.text));
            out.push(Finding::new(&META, publication.title.span, message));
        }
    }
}

/// Whether two entries of one title are one paper in one version: a preprint and the journal's version, a talk given twice,
/// a column that returns each year differ in what the entries say of place or time.
fn is_same(page: &Page, first: &Publication, second: &Publication) -> bool {
    let venue = |publication: &Publication| publication.venue.as_ref().map(|venue| Title::new(&venue.text));
    let is_same_venue = match (venue(first), venue(second)) {
        (Some(a), Some(b)) => a.key() == b.key(),
        (None, None) => true,
        _ => false,
    };
    let is_same_year = first.year.map(|year| year.number) == second.year.map(|year| year.number);
    is_same_venue
        && is_same_year
        && first.source == second.source
        && has_same_authors(page, first, second)
        && are_copies(page.doc, first, second)
}

/// Whether two entries of a bibliography are of one kind and have keys of their own: the same key is told by `bib-syntax`, and
/// `type` says which of a site's lists an entry is for. Anything else is no entry of a bibliography.
fn are_copies(doc: &Document, first: &Publication, second: &Publication) -> bool {
    let Some(bibliography) = &doc.bibliography else { return true };
    let entry = |publication: &Publication| {
        let at = bibliography.entries.binary_search_by_key(&publication.span, |entry| entry.span).ok()?;
        bibliography.entries.get(at)
    };
    let (Some(a), Some(b)) = (entry(first), entry(second)) else { return false };
    let kind = |entry: &BibEntry| doc.slice(entry.kind).to_ascii_lowercase();
    let field = |entry: &BibEntry, name: &str| {
        let field = entry.fields.iter().find(|field| doc.slice(field.name).eq_ignore_ascii_case(name));
        field.map(|field| doc.slice(field.value))
    };
    let is_alike = ["type", "note", "entrysubtype", "volume", "number", "pages"].iter().all(|name| {
        let (one, other) = (field(a, name), field(b, name));
        one.is_none() || other.is_none() || one == other
    });
    let has_own_type = field(a, "type") == field(b, "type");
    kind(a) == kind(b) && doc.slice(a.key) != doc.slice(b.key) && is_alike && has_own_type
}

/// Whether the first authors may be one person, and the lists are of one length; lists that are not known say nothing.
fn has_same_authors(page: &Page, first: &Publication, second: &Publication) -> bool {
    let list = |publication: &Publication| page.people().lists.get(publication.authors? as usize);
    let (Some(a), Some(b)) = (list(first), list(second)) else { return true };
    let name = |text: Option<&str>| text.and_then(Name::parse);
    let first_author = (a.authors.first(), b.authors.first());
    let (Some(one), Some(other)) =
        (name(first_author.0.map(|author| &*author.text)), name(first_author.1.map(|author| &*author.text)))
    else {
        return true;
    };
    a.authors.len() == b.authors.len() && one.matches(&other) != Match::Different
}
