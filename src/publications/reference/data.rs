//! Publications in a tree of keys and values: `_data`, CSL-JSON, JSON of DBLP and the ACL Anthology, which differ in few keys.

use super::{Draft, csl, dblp};
use serde_json::{Map, Value};

/// Keys of the venue, the publication's own before the one that holds it.
const VENUES: &[&str] = &[
    "venue",
    "journal",
    "booktitle",
    "container-title",
    "conference",
    "event-title",
    "published_in",
    "publication",
    "proceedings",
];

const AUTHORS: &[&str] = &["authors", "author", "Authors", "Author"];
const TITLES: &[&str] = &["title", "Title", "paper_title"];
const YEARS: &[&str] = &["year", "Year", "issued", "date", "published"];

/// The publications of a tree, wherever in it they stand.
pub(super) fn publications(tree: &Value) -> Vec<Draft> {
    let mut found = Vec::new();
    let mut open = vec![tree];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => match publication(object) {
                Some(draft) => found.extend((!dblp::is_editorship(object)).then_some(draft)),
                None => open.extend(object.values().rev()),
            },
            Value::Array(items) => open.extend(items.iter().rev()),
            _ => {}
        }
    }
    found
}

/// An object with a title and authors, or a title, a venue and a year: a navigation has titles too.
fn publication(object: &Map<String, Value>) -> Option<Draft> {
    let title = first(object, TITLES).and_then(text)?;
    let (authors, has_more) = first(object, AUTHORS).map(authors).unwrap_or_default();
    let draft = Draft {
        title,
        authors,
        has_more,
        venue: VENUES.iter().find_map(|key| object.get(*key).and_then(text)),
        year: YEARS.iter().find_map(|key| object.get(*key).and_then(year)),
    };
    let is_publication = !draft.authors.is_empty() || (draft.venue.is_some() && draft.year.is_some());
    is_publication.then_some(draft)
}

fn first<'a>(object: &'a Map<String, Value>, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().find_map(|key| object.get(*key))
}

/// A string, the first of a list (Crossref's titles) or the text of an element with attributes.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.first().and_then(text),
        Value::Object(object) => object.get("text").or_else(|| object.get("#text")).and_then(text),
        _ => None,
    }
}

/// `2020`, `"2020"`, `2020-05-01`, `May 2020`, and CSL's dates.
fn year(value: &Value) -> Option<i32> {
    if let Some(year) = csl::year(value) {
        return Some(year);
    }
    let text = text(value)?;
    let digits = text.split(|letter: char| !letter.is_ascii_digit()).find(|digits| digits.len() == 4)?;
    digits.parse().ok().filter(|year| (1800..=2200).contains(year))
}

/// The authors of a list, of DBLP's `{author: …}`, or of one string; and whether more are left unnamed.
fn authors(value: &Value) -> (Vec<String>, bool) {
    match value {
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(csl::name).collect();
            // A name that cannot be read would be one that is missing.
            if names.len() < items.len() { Default::default() } else { (names, false) }
        }
        Value::String(text) => super::names::split(text),
        Value::Object(object) => match object.get("author") {
            Some(inner) if !inner.is_string() => authors(inner),
            _ => (csl::name(value).into_iter().collect(), false),
        },
        _ => Default::default(),
    }
}
