//! The shape that the entries of one list share, and the entries that depart from it.

mod traits;

use super::Publication;
use crate::people::PagePeople;
use crate::syntax::Document;
use crate::text::{Edit, Span};
use std::collections::BTreeMap;
use traits::Read;

/// What can be alike in entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// Whether it begins with something in brackets.
    Label,
    /// Whether the label's brackets have backslashes.
    Escapes,
    /// Whether the authors stand before the title.
    AuthorsFirst,
    /// The sign between authors and title.
    AfterAuthors,
    /// Bold, italics or quotation marks around the title.
    Title,
    /// The sign behind the title.
    AfterTitle,
    /// Italics of the venue.
    Venue,
    Year,
    Link,
    FinalStop,
}

/// A trait of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub of: Trait,
    /// What the entry has: a sign, `yes`, `no`, the names of markup.
    pub text: String,
}

/// An entry that departs from its list.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    pub span: Span,
    pub from: Vec<Habit>,
    /// What makes it like the others, where signs alone differ.
    pub edits: Option<Vec<Edit>>,
}

/// What most entries of a list have, and the departing one has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    pub usual: Value,
    pub agreeing: usize,
    /// Entries of which the trait can be told.
    pub total: usize,
}

/// So many entries make a shape, and so many of five must agree.
const ENTRIES: usize = 5;
const SHARE: usize = 4;

/// The entries of a page that depart from the shape of their list, in order.
pub fn departures(doc: &Document, people: &PagePeople, publications: &[Publication]) -> Vec<Departure> {
    if publications.len() < ENTRIES {
        return Vec::new();
    }
    let text = doc.readable();
    let blocks = traits::html_entries(doc);
    let mut departures = Vec::new();
    for list in publications.chunk_by(|a, b| a.list == b.list).filter(|list| list.len() >= ENTRIES) {
        let read = |publication| traits::read(doc, &text, &blocks, people, publication);
        let entries: Vec<Read> = list.iter().filter_map(read).collect();
        let habits = habits(&entries);
        departures.extend(entries.iter().filter_map(|entry| departure(&text, entry, &habits)));
    }
    departures
}

/// What most of the entries have.
fn habits(entries: &[Read]) -> Vec<Habit> {
    let mut counts: BTreeMap<Trait, BTreeMap<&str, usize>> = BTreeMap::new();
    for value in entries.iter().flat_map(|entry| &entry.values) {
        *counts.entry(value.of).or_default().entry(&value.text).or_default() += 1;
    }
    let mut habits = Vec::new();
    for (of, counts) in counts {
        let total: usize = counts.values().sum();
        let Some((text, &agreeing)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
        let is_most = total >= ENTRIES && agreeing < total && 5 * agreeing >= SHARE * total;
        if is_most && is_habit(of, text, agreeing, total) {
            let usual = Value { of, text: text.to_string() };
            habits.push(Habit { usual, agreeing, total });
        }
    }
    habits
}

/// Whether to lack it is to depart: a year more, a link more, italics more are none. Of some papers there is nothing to link
/// to, so that more is asked of links.
fn is_habit(of: Trait, usual: &str, agreeing: usize, total: usize) -> bool {
    match of {
        Trait::Venue | Trait::Year => usual == "yes",
        Trait::Link => usual == "yes" && 10 * agreeing >= 9 * total,
        _ => true,
    }
}

fn departure(text: &str, entry: &Read, habits: &[Habit]) -> Option<Departure> {
    let departs =
        |habit: &&Habit| entry.values.iter().any(|value| value.of == habit.usual.of && value.text != habit.usual.text);
    let from: Vec<Habit> = habits.iter().filter(departs).cloned().collect();
    if from.is_empty() {
        return None;
    }
    let edits: Option<Vec<Vec<Edit>>> = from.iter().map(|habit| traits::edits(text, entry, &habit.usual)).collect();
    Some(Departure { span: entry.span, from, edits: edits.map(|edits| edits.concat()) })
}
