//! What a publication on a page says otherwise than a reference does.

mod authors;
mod names;

pub use authors::{AuthorDifference, AuthorDifferenceKind};

use super::venue::{self, VenueMatch};
use super::{Difference, DifferenceKind, Record, References, Title};

/// A publication as a page tells of it, as far as it is compared.
#[derive(Clone, Debug, Default)]
pub struct Told<'a> {
    pub title: &'a str,
    /// Empty when they are not known.
    pub authors: Vec<&'a str>,
    /// Whether the page leaves some unnamed (`et al.`).
    pub has_more: bool,
    pub venue: Option<&'a str>,
    pub year: Option<i32>,
    /// All of the entry: what stands anywhere in it is not missing.
    pub text: &'a str,
}

/// What differs from the record that is nearest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differences<'a> {
    pub record: &'a Record,
    pub title: Vec<Difference>,
    pub authors: Vec<AuthorDifference>,
    /// Never [`VenueMatch::Compatible`].
    pub venue: Option<VenueMatch>,
    pub year: bool,
}

/// How many records of one title are looked at: an editorial of each year has the same.
const RECORDS: usize = 8;

/// Compares with the records that have the title. `None` when there is none, or when nothing differs: in what two records tell in
/// two ways, as the preprint and the paper may, both are right.
pub fn differences<'a>(told: &Told, references: &'a References) -> Option<Differences<'a>> {
    let title = Title::new(told.title);
    let titles = references.titles();
    let same: Vec<usize> = titles.same(&title).take(RECORDS).collect();
    let found: Vec<Differences> = if same.is_empty() {
        let near = titles.near(&title).into_iter().take(RECORDS);
        near.filter_map(|(number, words)| compare(told, &title, &references.records[number], words)).collect()
    } else {
        let same = same.into_iter();
        same.filter_map(|number| compare(told, &title, &references.records[number], Vec::new())).collect()
    };
    nearest(told, found)
}

/// The differences from the nearest record without those in which another record agrees.
fn nearest<'a>(told: &Told, found: Vec<Differences<'a>>) -> Option<Differences<'a>> {
    let is_published = told.venue.is_some_and(|venue| !venue::is_preprint(venue));
    // What a preprint's record says of the venue and the year is not meant of the paper.
    let is_silent = |one: &Differences| is_published && one.record.venue.as_deref().is_some_and(venue::is_preprint);
    let any = |agrees: fn(&Differences) -> bool| found.iter().any(agrees);
    let has_title = any(|one| one.title.is_empty());
    let has_authors = any(|one| one.authors.is_empty());
    let has_venue = found.iter().any(|one| one.venue.is_none() && !is_silent(one));
    let has_year = found.iter().any(|one| !one.year && !is_silent(one));
    let mut nearest = found.into_iter().min_by_key(|one| (is_silent(one), one.count()))?;
    if has_title {
        nearest.title.clear();
    }
    if has_authors {
        nearest.authors.clear();
    }
    nearest.venue = nearest.venue.filter(|_| !has_venue);
    nearest.year &= !has_year;
    if is_other_version(told, nearest.record) {
        nearest.title.retain(|one| one.kind == DifferenceKind::Spelling);
        nearest.authors.retain(|one| one.kind == AuthorDifferenceKind::Spelling);
        nearest.year = false;
    }
    (nearest.count() > 0).then_some(nearest)
}

/// Whether one of the two is the preprint and the other is not known to be: between them papers get another title, further authors and
/// another order.
fn is_other_version(told: &Told, record: &Record) -> bool {
    let is_here = told.venue.is_some_and(venue::is_preprint);
    let is_there = record.venue.as_deref().is_some_and(venue::is_preprint);
    is_here != is_there && (is_there || record.venue.is_some())
}

impl Differences<'_> {
    fn count(&self) -> usize {
        self.title.len() + self.authors.len() + usize::from(self.venue.is_some()) + usize::from(self.year)
    }
}

/// `None` when the two are not surely one publication.
fn compare<'a>(told: &Told, title: &Title, record: &'a Record, words: Vec<Difference>) -> Option<Differences<'a>> {
    let authors = authors::compare(told, record);
    let is_one = match &authors {
        authors::Comparison::Differ(_) => true,
        authors::Comparison::Strangers => false,
        // Nobody's names prove it: the title alone must.
        authors::Comparison::Unknown => {
            title.is_telling() && words.iter().all(|word| word.kind != DifferenceKind::Word)
        }
    };
    if !is_one {
        return None;
    }
    let authors = match authors {
        authors::Comparison::Differ(authors) => authors,
        authors::Comparison::Strangers | authors::Comparison::Unknown => Vec::new(),
    };
    let words: Vec<Difference> = words.into_iter().filter(|word| !is_beside(told, record, word)).collect();
    let venue = venue(told, record);
    let year = has_another_year(told, record) && venue != Some(VenueMatch::PublishedSince);
    // A tutorial, or what a workshop has seen, comes again under its title.
    if year && venue == Some(VenueMatch::Different) {
        return None;
    }
    // With another word in the title and something else beside, it is another paper of the same people.
    let has_another_word = words.iter().any(|word| word.kind == DifferenceKind::Word);
    let is_more = |one: &AuthorDifference| one.kind != AuthorDifferenceKind::Spelling;
    if has_another_word && (year || venue.is_some() || authors.iter().any(is_more)) {
        return None;
    }
    Some(Differences { record, title: words, authors, venue, year })
}

/// Whether the words that the title lacks stand elsewhere in the entry: its beginning or end was read wrongly.
fn is_beside(told: &Told, record: &Record, word: &Difference) -> bool {
    word.kind != DifferenceKind::SmallWord
        && word.here.is_empty()
        && told.text.contains(&record.title[word.there.clone()])
}

fn venue(told: &Told, record: &Record) -> Option<VenueMatch> {
    let (here, there) = (told.venue?, record.venue.as_deref()?);
    let found = venue::compare(here, there);
    let is_named = || venue::is_named(told.text, there);
    (found != VenueMatch::Compatible && !is_named()).then_some(found)
}

/// A preprint says nothing of the year in which the paper appears.
fn has_another_year(told: &Told, record: &Record) -> bool {
    let (Some(here), Some(there)) = (told.year, record.year) else { return false };
    let is_preprint = |venue: Option<&str>| venue.is_some_and(venue::is_preprint);
    if here == there || (is_preprint(record.venue.as_deref()) && !is_preprint(told.venue)) {
        return false;
    }
    // The venue of an entry that names a preprint server beside other words is not always read.
    let may_be_preprint = told.venue.is_none() && record.venue.is_some() && venue::is_named(told.text, "arXiv");
    !may_be_preprint && !told.text.contains(&there.to_string())
}
