//! Sources that claim one published file, of which one is lost.

use super::names;
use super::published::{Maker, Published};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Two sources that are to be published at one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Such as `about/index.html`.
    pub file: String,
    /// The one that a visitor sees.
    pub shown: Maker,
    pub lost: Maker,
    pub kind: ConflictKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// It is certain which of the two is lost.
    Certain,
    /// Either may be lost.
    Uncertain,
    /// The lost one is at this file, which differs in upper and lower case: both are published where a file system tells
    /// them apart.
    ByCase(String),
}

impl Conflict {
    /// The source that would be changed: the one that is lost, or the one whose redirect hides it.
    pub fn place(&self) -> &Arc<str> {
        let is_hidden_page = matches!((&self.shown, &self.lost), (Maker::Redirect(_), Maker::Page(_) | Maker::Copy(_)));
        if is_hidden_page { self.shown.source() } else { self.lost.source() }
    }
}

/// By the page that would be changed ([`Conflict::place`]).
pub(super) type Conflicts = BTreeMap<Arc<str>, Vec<Conflict>>;

/// Those of `conflicts` that concern two sources.
pub(super) fn by_place(conflicts: Vec<Conflict>) -> Conflicts {
    let mut by_place = Conflicts::new();
    for conflict in conflicts.into_iter().filter(|conflict| conflict.lost.source() != conflict.shown.source()) {
        by_place.entry(conflict.place().clone()).or_default().push(conflict);
    }
    by_place
}

/// Pages that are one file where a file system does not tell upper from lower case.
pub(super) fn by_case(published: &Published) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut folded: HashMap<String, (&str, &Maker)> = HashMap::new();
    for (file, maker) in published.files().filter(|(_, maker)| matches!(maker, Maker::Page(_))) {
        match folded.get(&names::fold(file)) {
            Some((first, shown)) => found.push(Conflict {
                file: first.to_string(),
                shown: (*shown).clone(),
                lost: maker.clone(),
                kind: ConflictKind::ByCase(file.to_string()),
            }),
            None => drop(folded.insert(names::fold(file), (file, maker))),
        }
    }
    found
}
