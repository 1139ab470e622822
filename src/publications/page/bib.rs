//! The entries of a bibliography.

use crate::people::{ListSource, PagePeople};
use crate::publications::{Part, Publication, Year};
use crate::syntax::{BibEntry, BibField, Bibliography, Document};
use crate::text::Span;

pub(super) fn publications(doc: &Document, bibliography: &Bibliography, people: &PagePeople) -> Vec<Publication> {
    bibliography.entries.iter().filter_map(|entry| read(doc, entry, people)).collect()
}

fn read(doc: &Document, entry: &BibEntry, people: &PagePeople) -> Option<Publication> {
    let field = |name: &str| entry.field(doc.text(), name);
    let title = part(doc, field("title")?)?;
    let venue = ["journal", "journaltitle", "booktitle", "school", "howpublished"];
    let venue = venue.iter().find_map(|name| part(doc, field(name)?));
    let year = field("year").or_else(|| field("date")).and_then(|field| year(doc, field));
    let authors = field("author").and_then(|field| {
        let first = people.lists.partition_point(|list| list.span.start() < field.value.start());
        people.lists.get(first).filter(|list| field.value.contains(list.span)).map(|_| first as u32)
    });
    Some(Publication { span: entry.span, list: 0, title, authors, venue, year, source: ListSource::Bib })
}

/// What the value prints.
fn part(doc: &Document, field: &BibField) -> Option<Part> {
    let text = field.text(doc.text()).filter(|text| !text.is_empty())?;
    Some(Part { span: field.value, text: text.into() })
}

fn year(doc: &Document, field: &BibField) -> Option<Year> {
    let (range, number) = super::signs::years(doc.slice(field.value)).next()?;
    Some(Year { span: Span::new(range.start, range.end).shift(field.value.start()), number })
}
