//! Two lists of authors compared: who is spelt otherwise, missing, too many or in another place.

use super::Told;
use super::names::{Likeness, Person};
use crate::publications::Record;
use std::ops::Range;

/// A place where two lists of authors differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorDifference {
    pub kind: AuthorDifferenceKind,
    /// Numbers in the page's list; empty where somebody is missing, in front of whom stands there.
    pub here: Range<usize>,
    /// Numbers in the record's list.
    pub there: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorDifferenceKind {
    /// One person, spelt otherwise.
    Spelling,
    /// Somebody else stands in this place.
    Other,
    Missing,
    Extra,
    /// The same people in another order.
    Order,
}

/// What comparing two lists gives.
pub(super) enum Comparison {
    Differ(Vec<AuthorDifference>),
    /// Too few are in both.
    Strangers,
    /// One of the lists is not known.
    Unknown,
}

/// Longer lists are not compared: pages abridge those of collaborations in ways of their own.
const LONGEST: usize = 100;

pub(super) fn compare(told: &Told, record: &Record) -> Comparison {
    let (a, b) = (&told.authors, &record.authors);
    if a.is_empty() || b.is_empty() || a.len().max(b.len()) > LONGEST {
        return Comparison::Unknown;
    }
    let here: Vec<Person> = a.iter().map(|text| Person::new(text)).collect();
    let there: Vec<Person> = b.iter().map(|text| Person::new(text)).collect();
    let likeness: Vec<Vec<Likeness>> =
        here.iter().map(|mine| there.iter().map(|theirs| mine.compare(theirs)).collect()).collect();
    let shared = likeness.iter().filter(|row| row.iter().any(|one| *one != Likeness::Other)).count();
    if shared == 0 || 2 * shared < here.len() {
        return Comparison::Strangers;
    }
    let mut found = found(&likeness, there.len());
    found.retain(|one| is_sure(one, told, record, &here, &there));
    // A reference that lacks the middle names of several leaves them out.
    let is_fuller = |one: &AuthorDifference| {
        one.kind == AuthorDifferenceKind::Spelling && here[one.here.start].is_longer(&there[one.there.start])
    };
    if found.iter().filter(|one| is_fuller(one)).count() > 1 {
        found.retain(|one| !is_fuller(one));
    }
    // Two lists that agree in few are one that was read wrongly.
    let is_change =
        |one: &&AuthorDifference| !matches!(one.kind, AuthorDifferenceKind::Order | AuthorDifferenceKind::Spelling);
    let wrong: usize = found.iter().filter(is_change).map(|one| one.here.len().max(one.there.len())).sum();
    if 2 * wrong > a.len().max(b.len()) {
        return Comparison::Unknown;
    }
    Comparison::Differ(found)
}

/// Whether nothing else explains the difference: names left out on purpose, teams, a list that was read in part.
fn is_sure(one: &AuthorDifference, told: &Told, record: &Record, here: &[Person], there: &[Person]) -> bool {
    let mut mine = here[one.here.clone()].iter();
    let mut theirs = there[one.there.clone()].iter();
    match one.kind {
        AuthorDifferenceKind::Order => !told.has_more,
        AuthorDifferenceKind::Spelling | AuthorDifferenceKind::Other => mine
            .zip(theirs)
            .all(|(mine, theirs)| mine.is_person() && theirs.is_person() && !mine.has_more_from(&record.title, theirs)),
        AuthorDifferenceKind::Extra => !record.has_more && !told.has_more && mine.all(Person::is_person),
        AuthorDifferenceKind::Missing => {
            let is_in_text = |person: &Person| person.stands_in(told.text);
            !told.has_more && theirs.all(|person| person.is_person() && !is_in_text(person))
        }
    }
}

/// The differences of two lists, in order.
fn found(likeness: &[Vec<Likeness>], width: usize) -> Vec<AuthorDifference> {
    let hunks = hunks(likeness, width);
    let is_respelt = |(here, there): &&(Range<usize>, Range<usize>)| {
        here.len() == 1 && there.len() == 1 && likeness[here.start][there.start] == Likeness::Respelt
    };
    let unmatched: Vec<_> = hunks.iter().filter(|hunk| !is_respelt(hunk)).collect();
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for here in unmatched.iter().flat_map(|(here, _)| here.clone()) {
        let mut candidates = unmatched.iter().flat_map(|(_, there)| there.clone());
        let place = candidates
            .find(|&there| likeness[here][there] != Likeness::Other && !moved.iter().any(|(_, taken)| *taken == there));
        moved.extend(place.map(|there| (here, there)));
    }
    let mut found = Vec::new();
    if !moved.is_empty() {
        let (here, there) = between_ends(likeness, width);
        found.push(AuthorDifference { kind: AuthorDifferenceKind::Order, here, there });
    }
    for hunk in &hunks {
        if is_respelt(&hunk) {
            let (here, there) = hunk.clone();
            found.push(AuthorDifference { kind: AuthorDifferenceKind::Spelling, here, there });
        } else {
            classify(hunk, &moved, &mut found);
        }
    }
    found
}

/// What is left of both lists without the authors at their heads and ends that are the same.
fn between_ends(likeness: &[Vec<Likeness>], width: usize) -> (Range<usize>, Range<usize>) {
    let height = likeness.len();
    let most = height.min(width);
    let fits = |at: usize, beside: usize| likeness[at][beside] != Likeness::Other;
    let head = (0..most).take_while(|&at| fits(at, at)).count();
    let tail = (1..=most - head).take_while(|&back| fits(height - back, width - back)).count();
    (head..height - tail, head..width - tail)
}

/// What one stretch that the lists do not share tells, those who only moved left out.
fn classify((here, there): &(Range<usize>, Range<usize>), moved: &[(usize, usize)], found: &mut Vec<AuthorDifference>) {
    let mine: Vec<usize> = here.clone().filter(|at| !moved.iter().any(|(moved, _)| moved == at)).collect();
    let theirs: Vec<usize> = there.clone().filter(|at| !moved.iter().any(|(_, moved)| moved == at)).collect();
    let pairs = mine.len().min(theirs.len());
    for (&mine, &theirs) in mine.iter().zip(&theirs) {
        let (here, there) = (mine..mine + 1, theirs..theirs + 1);
        found.push(AuthorDifference { kind: AuthorDifferenceKind::Other, here, there });
    }
    for &mine in &mine[pairs..] {
        let (here, there) = (mine..mine + 1, there.end..there.end);
        found.push(AuthorDifference { kind: AuthorDifferenceKind::Extra, here, there });
    }
    for &theirs in &theirs[pairs..] {
        let (here, there) = (here.end..here.end, theirs..theirs + 1);
        found.push(AuthorDifference { kind: AuthorDifferenceKind::Missing, here, there });
    }
}

/// What lies between the authors that both lists have in one order; authors respelt are in both.
fn hunks(likeness: &[Vec<Likeness>], width: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let height = likeness.len();
    let fits = |at: usize, beside: usize| likeness[at][beside] != Likeness::Other;
    let mut longest = vec![vec![0u8; width + 1]; height + 1];
    for at in (0..height).rev() {
        for beside in (0..width).rev() {
            longest[at][beside] = match fits(at, beside) {
                true => longest[at + 1][beside + 1] + 1,
                false => longest[at + 1][beside].max(longest[at][beside + 1]),
            };
        }
    }
    let mut hunks = Vec::new();
    let (mut at, mut beside, mut from, mut from_beside) = (0, 0, 0, 0);
    while at < height || beside < width {
        if at < height && beside < width && fits(at, beside) {
            if at > from || beside > from_beside {
                hunks.push((from..at, from_beside..beside));
            }
            if likeness[at][beside] == Likeness::Respelt {
                hunks.push((at..at + 1, beside..beside + 1));
            }
            (at, beside) = (at + 1, beside + 1);
            (from, from_beside) = (at, beside);
        } else if beside == width || (at < height && longest[at + 1][beside] >= longest[at][beside + 1]) {
            at += 1;
        } else {
            beside += 1;
        }
    }
    if at > from || beside > from_beside {
        hunks.push((from..at, from_beside..beside));
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::{Comparison, compare};
    use crate::publications::Record;
    use crate::publications::differences::Told;

    /// What differs, in words; `...` at the end of a list leaves some unnamed.
    fn show(here: &str, there: &str) -> String {
        let (here_text, has_more) = here.strip_suffix(", ...").map_or((here, false), |rest| (rest, true));
        let (there_text, record_has_more) = there.strip_suffix(", ...").map_or((there, false), |rest| (rest, true));
        let told =
            Told { title: "", authors: here_text.split(", ").collect(), has_more, text: here_text, ..Told::default() };
        let record = Record {
            title: String::new(),
            authors: there_text.split(", ").map(str::to_string).collect(),
            has_more: record_has_more,
            venue: None,
            year: None,
            file: 0,
        };
        match compare(&told, &record) {
            Comparison::Strangers => "strangers".to_string(),
            Comparison::Unknown => "unknown".to_string(),
            Comparison::Differ(found) => {
                let shown = found.iter().map(|one| {
                    let (here, there) =
                        (told.authors[one.here.clone()].join(", "), record.authors[one.there.clone()].join(", "));
                    format!("{:?} {here}/{there}", one.kind)
                });
                shown.collect::<Vec<_>>().join("; ")
            }
        }
    }

    #[test]
    fn lists_compare() {
        const FOUR: &str = "Ada Byron, Bo Lin, Cy Dow, Dee Fox";
        for (here, there, expected) in [
            (FOUR, FOUR, ""),
            ("A. Byron, B. Lin, C. Dow, D. Fox", FOUR, ""),
            ("Ada Byron, ...", FOUR, ""),
            ("Ada Byron, Bo Lin, ...", FOUR, ""),
            (FOUR, "Ada Byron, Bo Lin, ...", ""),
            ("Ada King Byron, Bo Lin, Cy Dow, Dee Fox", FOUR, "Spelling Ada King Byron/Ada Byron"),
            ("Ada King Byron, Bo Lin, Cy Edgar Dow, Dee Fox", FOUR, ""),
            ("Ada Byron, Bo Lin, Dee Fox", FOUR, "Missing /Cy Dow"),
            ("Ada Byron, Bo Lin, Cy Dow", FOUR, "Missing /Dee Fox"),
            ("Bo Lin, Cy Dow, Dee Fox", FOUR, "Missing /Ada Byron"),
            (FOUR, "Ada Byron, Bo Lin, Dee Fox", "Extra Cy Dow/"),
            ("Ada Byron, Bo Lin, Gus Hale, Dee Fox", FOUR, "Other Gus Hale/Cy Dow"),
            ("Bo Lin, Ada Byron, Cy Dow, Dee Fox", FOUR, "Order Bo Lin, Ada Byron/Ada Byron, Bo Lin"),
            ("Ada Byron, Dee Fox, Cy Dow, Bo Lin", FOUR, "Order Dee Fox, Cy Dow, Bo Lin/Bo Lin, Cy Dow, Dee Fox"),
            ("Bo Lin, Ada Byron, Dee Fox", FOUR, "Order Bo Lin, Ada Byron/Ada Byron, Bo Lin, Cy Dow; Missing /Cy Dow"),
            ("Gus Hale, Ian Jay", FOUR, "strangers"),
            ("Ada Byron, Loom Team, Bo Lin, Cy Dow, Dee Fox", FOUR, ""),
            (FOUR, "Ada Byron, Bo Lin, Loom Team, Cy Dow, Dee Fox", ""),
            ("Ada Byron", FOUR, "unknown"),
        ] {
            assert_eq!(show(here, there), expected, "{here} / {there}");
        }
    }
}
