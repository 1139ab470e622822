//! The reference's spelling put where the page differs, and nowhere else; only where the page has plain text.

use crate::finding::{Applicability, Effect, Fix};
use crate::people::{Author, AuthorList, Setting};
use crate::publications::differences::{AuthorDifference, AuthorDifferenceKind};
use crate::publications::{Difference, Part, Record, Year};
use crate::syntax::Document;
use crate::text::{Edit, Span};
use std::ops::Range;

/// The bytes of the page that are `range` of a part's `text`; `None` where markup stands between.
pub(super) fn part(doc: &Document, span: Span, text: &str, range: &Range<usize>) -> Option<Span> {
    let is_plain = doc.slice(span) == text;
    is_plain.then(|| Span::new(span.start() + range.start, span.start() + range.end))
}

fn fix(title: String, edits: Vec<Edit>) -> Option<Fix> {
    Some(Fix { title, applicability: Applicability::Unsafe, effect: Effect::Words, edits })
}

fn write(span: Span, text: &str) -> Option<Fix> {
    fix(format!("write `{text}`"), vec![Edit::replace(span, text)])
}

/// The words of the reference; where a word is missing or too many, together with the one before it.
pub(super) fn title(doc: &Document, part_: &Part, theirs: &str, one: &Difference) -> Option<Fix> {
    let mut here = one.here.clone();
    let mut there = one.there.clone();
    if here.is_empty() || there.is_empty() {
        here.start = word_before(&part_.text, here.start)?;
        there.start = word_before(theirs, there.start)?;
    }
    let span = part(doc, part_.span, &part_.text, &here)?;
    let (old, new) = (&part_.text[here], &theirs[there]);
    if !is_plain(new) {
        return None;
    }
    write(span, &in_case_of(old, new))
}

/// Where the last word in front of `at` begins.
fn word_before(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end();
    let start = before.rfind(' ').map_or(0, |blank| blank + 1);
    (start < before.len()).then_some(start)
}

/// `new` with a capital where `old` begins with one: bibliographies lose them.
fn in_case_of(old: &str, new: &str) -> String {
    let mut letters = new.chars();
    match (old.chars().next(), letters.next()) {
        (Some(old), Some(first)) if old.is_uppercase() && first.is_lowercase() => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => new.to_string(),
    }
}

/// Whether no dialect and no language of markup reads anything in it but letters.
fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphanumeric() || " -.,'’–:()".contains(letter))
}

pub(super) fn author(doc: &Document, list: &AuthorList, record: &Record, one: &AuthorDifference) -> Option<Fix> {
    let names = &record.authors[one.there.clone()];
    if names.iter().any(|name| !is_plain(name)) || !writes_names_out(list) {
        return None;
    }
    let authors = &list.authors[one.here.clone()];
    match (one.kind, authors, names) {
        (AuthorDifferenceKind::Spelling | AuthorDifferenceKind::Other, [author], [name]) => {
            write(plain_name(doc, author)?, name)
        }
        (AuthorDifferenceKind::Order, authors, names) => reorder(doc, authors, names),
        (AuthorDifferenceKind::Missing, _, [name]) => insert(doc, list, one.here.start, name),
        _ => None,
    }
}

/// Whether the list has names as references have them: in full, the family name last.
fn writes_names_out(list: &AuthorList) -> bool {
    let is_short = |author: &Author| {
        let first = author.text.split_whitespace().next().unwrap_or_default();
        author.text.contains(',') || first.chars().filter(|letter| letter.is_alphabetic()).count() < 2
    };
    !list.authors.iter().any(is_short)
}

/// The name's place, where nothing but the name is written there.
fn plain_name(doc: &Document, author: &Author) -> Option<Span> {
    (doc.slice(author.name) == &*author.text).then_some(author.name)
}

/// Writes names of plain authors in another order; markup and marks are somebody's own and would have to move too.
fn reorder(doc: &Document, authors: &[Author], names: &[String]) -> Option<Fix> {
    let is_movable =
        |author: &Author| author.setting == Setting::Plain && author.marks.is_none() && author.span == author.name;
    if authors.len() != names.len() || !authors.iter().all(is_movable) {
        return None;
    }
    let mut edits = Vec::new();
    for (author, name) in authors.iter().zip(names) {
        let span = plain_name(doc, author)?;
        // The page's own spelling moves.
        let same = authors.iter().find(|author| *author.text == **name)?;
        if same.span != author.span {
            edits.push(Edit::replace(span, &*same.text));
        }
    }
    fix(format!("write `{}`", names.join(", ")), edits)
}

/// Puts a name in front of author `at`, where commas alone part the authors around it.
fn insert(doc: &Document, list: &AuthorList, at: usize, name: &str) -> Option<Fix> {
    let authors = &list.authors;
    // The place between two authors that shows how they are parted: the nearest in front, else the first.
    let left = at.min(authors.len() - 1).saturating_sub(1);
    let (before, behind) = (authors.get(left)?, authors.get(left + 1)?);
    if doc.text().get(before.span.end()..behind.span.start()) != Some(", ") {
        return None;
    }
    let edit = match at.checked_sub(1) {
        Some(before) => Edit::insert(authors[before].span.end(), format!(", {name}")),
        None => {
            let first = &authors[0];
            let span = plain_name(doc, first).filter(|span| first.span == *span)?;
            Edit::replace(span, format!("{name}, {}", first.text))
        }
    };
    fix(format!("put `{name}` there"), vec![edit])
}

pub(super) fn venue(doc: &Document, venue: &Part, theirs: &str) -> Option<Fix> {
    let is_whole = doc.slice(venue.span) == &*venue.text;
    if is_whole && is_plain(theirs) { write(venue.span, theirs) } else { None }
}

pub(super) fn year(doc: &Document, year: Year, theirs: i32) -> Option<Fix> {
    let is_number = doc.slice(year.span) == year.number.to_string();
    if is_number { write(year.span, &theirs.to_string()) } else { None }
}
