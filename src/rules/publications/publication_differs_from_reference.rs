//! `publication-differs-from-reference`: a publication that a reference tells of otherwise.

mod mend;

use crate::finding::{Applicability, Finding, RuleMeta, Severity};
use crate::people::AuthorList;
use crate::publications::differences::{AuthorDifference, AuthorDifferenceKind, Differences, Told, differences};
use crate::publications::venue::{VenueMatch, is_preprint};
use crate::publications::{Difference, Publication, Record, Title};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::Document;
use crate::text::Span;
use serde::Deserialize;
use std::cell::LazyCell;
use std::collections::HashSet;

static META: RuleMeta = RuleMeta {
    name: "publication-differs-from-reference",
    group: "publications",
    severity: Severity::Error,
    default: true,
    summary: "A publication has other authors, another title, venue or year than a file of `references` tells.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublicationDiffersFromReference {}

impl Rule for PublicationDiffersFromReference {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let references = &page.site.references;
        let path = &page.doc.source.path;
        if references.is_empty() || references.has_file(path) || !page.site.has_readers(path) {
            return;
        }
        let published = LazyCell::new(|| published(page));
        for publication in page.publications() {
            let list = publication.authors.and_then(|index| page.people().lists.get(index as usize));
            let told = told(page, publication, list);
            if let Some(mut differences) = differences(&told, references) {
                if differences.venue == Some(VenueMatch::PublishedSince)
                    && published.contains(Title::new(told.title).key())
                {
                    differences.venue = None;
                }
                let entry = Entry { doc: page.doc, publication, list, file: references.file_of(differences.record) };
                entry.report(&differences, out);
            }
        }
    }
}

/// The titles of papers that the page has with a venue: beside them it may list their preprints.
fn published(page: &Page) -> HashSet<String> {
    let is_published = |one: &&Publication| one.venue.as_ref().is_some_and(|venue| !is_preprint(&venue.text));
    let titles = page.publications().iter().filter(is_published);
    titles.map(|one| Title::new(&one.title.text).key().to_string()).collect()
}

/// Bytes behind a list of authors in which `et al.` may stand.
const BEHIND: usize = 40;

fn told<'a>(page: &'a Page<'_>, publication: &'a Publication, list: Option<&'a AuthorList>) -> Told<'a> {
    let text = page.doc.text();
    let entry = publication.span.of(text);
    Told {
        title: &publication.title.text,
        authors: list
            // A title may speak of `Supervision` or `Collaborative Filtering`.
            .filter(|_| !tells_of_company(&entry.replacen(&*publication.title.text, "", 1)))
            .map_or(Vec::new(), |list| list.authors.iter().map(|author| &*author.text).collect()),
        has_more: list.is_some_and(|list| is_abridged(text, list)),
        venue: publication.venue.as_ref().map(|venue| &*venue.text),
        year: publication.year.map(|year| year.number),
        text: entry,
    }
}

/// Whether the entry names those whom somebody works with: such a list lacks one, and is in no order.
fn tells_of_company(entry: &str) -> bool {
    let entry = entry.to_lowercase();
    ["collaborat", "joint work", "work with", "together with", "supervis", "advis"]
        .iter()
        .any(|word| entry.contains(word))
}

/// Whether `et al.`, `…`, `and others` or the like stands in the list or behind it.
fn is_abridged(text: &str, list: &AuthorList) -> bool {
    let mut end = (list.span.end() + BEHIND).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = text[list.span.start()..end].to_lowercase();
    let behind = list.span.len().min(line.len());
    let is_near =
        |at: usize| line.get(behind..at).is_none_or(|between| !between.contains(". ") && !between.contains('\n'));
    ["et al", "et. al", "…", "...", "others", "colleagues", "collaborat", "co-authors", " more", "等", "他"]
        .iter()
        .any(|word| line.find(word).is_some_and(is_near))
}

/// One publication of the page that differs.
struct Entry<'a> {
    doc: &'a Document,
    publication: &'a Publication,
    list: Option<&'a AuthorList>,
    /// The name of the reference.
    file: &'a str,
}

impl Entry<'_> {
    fn report(&self, differences: &Differences, out: &mut Vec<Finding>) {
        let record = differences.record;
        let is_plain = |one: &&Difference| !title_has_markup(&self.publication.title.text, record, one);
        out.extend(differences.title.iter().filter(is_plain).map(|one| self.title(one, record)));
        if let Some(list) = self.list {
            out.extend(differences.authors.iter().map(|one| self.author(one, list, record)));
        }
        out.extend(differences.venue.and_then(|venue| self.venue(venue, record)));
        out.extend(self.year(record).filter(|_| differences.year));
    }

    fn title(&self, one: &Difference, record: &Record) -> Finding {
        let title = &self.publication.title;
        let (here, there) = (&title.text[one.here.clone()], &record.title[one.there.clone()]);
        let file = quoted(self.file);
        let message = if here.is_empty() {
            format!("the title lacks {}, which it has in {file}: {}", quoted(there), quoted(&record.title))
        } else if there.is_empty() {
            format!("the title has {}, which it lacks in {file}: {}", quoted(here), quoted(&record.title))
        } else {
            format!("{} of the title is {} in {file}", quoted(here), quoted(there))
        };
        let span = mend::part(self.doc, title.span, &title.text, &one.here).filter(|span| !span.is_empty());
        let finding = Finding::new(&META, span.unwrap_or(title.span), message);
        finding.fix(mend::title(self.doc, title, &record.title, one))
    }

    fn author(&self, one: &AuthorDifference, list: &AuthorList, record: &Record) -> Finding {
        let file = quoted(self.file);
        let here: Vec<&str> = list.authors[one.here.clone()].iter().map(|author| &*author.text).collect();
        let there = record.authors[one.there.clone()].join(", ");
        let shown = quoted(&here.join(", "));
        let message = match one.kind {
            AuthorDifferenceKind::Spelling => format!("the author {shown} is spelt {} in {file}", quoted(&there)),
            AuthorDifferenceKind::Other => format!("the author {shown} is {} in {file}", quoted(&there)),
            AuthorDifferenceKind::Extra => format!("the author {shown} is none in {file}"),
            AuthorDifferenceKind::Order => format!("the authors {shown} stand as {} in {file}", quoted(&there)),
            AuthorDifferenceKind::Missing => {
                let place = match one.there.start.checked_sub(1) {
                    Some(before) => format!("behind {}", quoted(&record.authors[before])),
                    None => "first".to_string(),
                };
                format!("the author {} is missing, who stands {place} in {file}", quoted(&there))
            }
        };
        let finding = Finding::new(&META, place_of(one, list), message);
        finding.fix(mend::author(self.doc, list, record, one))
    }

    fn venue(&self, found: VenueMatch, record: &Record) -> Option<Finding> {
        let (here, there) = (self.publication.venue.as_ref()?, record.venue.as_deref()?);
        let file = quoted(self.file);
        let message = match found {
            VenueMatch::PublishedSince => {
                format!("the venue is {}, while {file} has it published in {}", quoted(&here.text), quoted(there))
            }
            VenueMatch::Different | VenueMatch::Compatible => {
                format!("the venue {} is {} in {file}", quoted(&here.text), quoted(there))
            }
        };
        Some(Finding::new(&META, here.span, message).fix(mend::venue(self.doc, here, there)))
    }

    fn year(&self, record: &Record) -> Option<Finding> {
        let (here, there) = (self.publication.year?, record.year?);
        let message = format!("the year `{}` is `{there}` in {}", here.number, quoted(self.file));
        let finding = Finding::new(&META, here.span, message);
        // A heading over several entries is not theirs alone.
        let is_own = self.publication.span.contains(here.span);
        Some(finding.fix(is_own.then(|| mend::year(self.doc, here, there)).flatten()))
    }
}

/// Whether commands or formulas stand where the titles differ: what they print is not known so well.
fn title_has_markup(title: &str, record: &Record, one: &Difference) -> bool {
    let has = |text: &str| text.contains(['\\', '$', '{', '<']);
    has(&title[one.here.clone()]) || has(&record.title[one.there.clone()])
}

/// The authors that differ; where one is missing, whoever stands there, or the last.
fn place_of(one: &AuthorDifference, list: &AuthorList) -> Span {
    let authors = &list.authors;
    let last = authors.len() - 1;
    let first = authors[one.here.start.min(last)].name;
    let end = one.here.end.max(one.here.start + 1) - 1;
    Span::new(first.start(), authors[end.min(last)].name.end().max(first.end()))
}
