//! Given names: in full, abbreviated or as initials, and whether those of two people of one family name agree.

use super::fold::Folded;
use super::{Match, eastern, scripts, variants};

/// One given name, or the first letter of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    Full {
        whole: Folded,
        /// What stands between its hyphens; one, where it has none.
        parts: Vec<Folded>,
    },
    /// Its first letters, with a stop behind them: `Th.`
    Short(String),
    Initial(char),
}

/// What the family names say of the given names beside them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Custom {
    /// Given names are one or two syllables; a syllable is not left out.
    pub(super) eastern: bool,
    /// Given names are written in either order.
    pub(super) vietnamese: bool,
    /// Written in the Latin alphabet in several ways; whether from the Greek.
    pub(super) transliterated: Option<bool>,
}

impl Given {
    pub(super) fn new(word: &str) -> Given {
        let parts = word.split('-').map(Folded::new).filter(|part| !part.plain.is_empty()).collect();
        Given::Full { whole: Folded::new(word), parts }
    }

    /// The first letters, one for each of its parts or syllables.
    fn letters(&self, custom: Custom) -> Vec<char> {
        match self {
            Given::Initial(letter) => vec![*letter],
            Given::Short(start) => start.chars().take(1).collect(),
            Given::Full { whole, parts } if parts.len() < 2 && custom.eastern => {
                match eastern::two_initials(&whole.plain) {
                    Some(letters) => letters.to_vec(),
                    None => whole.initial().into_iter().collect(),
                }
            }
            Given::Full { parts, .. } => parts.iter().filter_map(Folded::initial).collect(),
        }
    }
}

/// All given names as one word; `None` when one is abbreviated or there is none.
pub(super) fn whole(given: &[Given]) -> Option<Folded> {
    let mut parts = Vec::new();
    for name in given {
        let Given::Full { whole, .. } = name else { return None };
        parts.push(whole);
    }
    (!parts.is_empty()).then(|| Folded::join(parts))
}

/// Compares the given names of two people with one family name.
pub(super) fn compare(a: &[Given], b: &[Given], custom: Custom) -> Match {
    let (Some(first), Some(second)) = (a.first(), b.first()) else { return Match::Different };
    if let (Some(mine), Some(theirs)) = (whole(a), whole(b)) {
        if custom.vietnamese && same_in_any_order(a, b) {
            return if conflict(a, b) { Match::Different } else { Match::Same };
        }
        if mine.same(&theirs) {
            return Match::Same;
        }
    }
    let found = match (first, second) {
        (Given::Full { .. }, Given::Full { .. }) => compare_full(a, b, custom),
        _ => compare_letters(a, b, custom),
    };
    if found == Match::Different && !custom.eastern && (ends_in(a, b, custom) || ends_in(b, a, custom)) {
        return Match::Compatible;
    }
    found
}

/// Both begin with a name in full.
fn compare_full(a: &[Given], b: &[Given], custom: Custom) -> Match {
    let first = one(&a[0], &b[0], custom);
    let middle = a[1..].iter().zip(&b[1..]).all(|(a, b)| one(a, b, custom) != Match::Different);
    if first == Match::Different || !middle {
        return Match::Different;
    }
    let is_syllable = |given: &Given| matches!(given, Given::Full { whole, .. } if eastern::is_syllable(&whole.plain));
    let drops_syllable = a.len() != b.len() && custom.eastern && a.iter().chain(b).all(is_syllable);
    if drops_syllable { Match::Compatible } else { first }
}

/// One at least begins with an abbreviation.
fn compare_letters(a: &[Given], b: &[Given], custom: Custom) -> Match {
    let letters = |given: &[Given]| {
        given.iter().flat_map(|name| name.letters(custom)).map(scripts::latin_initial).collect::<Vec<_>>()
    };
    let is_full = |given: &Given| matches!(given, Given::Full { .. });
    let agree = letters(a).iter().zip(letters(b)).all(|(a, b)| *a == b);
    let one_by_one = a.len() != b.len() || a.iter().zip(b).all(|(a, b)| one(a, b, custom) != Match::Different);
    if !agree || !one_by_one {
        return Match::Different;
    }
    // `A. Conan Whitlock` and `Arthur Conan Whitlock`.
    let one_initial =
        matches!((&a[0], &b[0]), (Given::Initial(_), Given::Full { .. }) | (Given::Full { .. }, Given::Initial(_)));
    let shares_a_name = a[1..].iter().zip(&b[1..]).any(|(a, b)| is_full(a) && is_full(b));
    if one_initial && shares_a_name { Match::Same } else { Match::Compatible }
}

/// Compares one given name with another.
fn one(a: &Given, b: &Given, custom: Custom) -> Match {
    match (a, b) {
        (Given::Full { whole: a, parts }, Given::Full { whole: b, parts: others }) => {
            if a.same(b) || a.sounds_same(b) {
                return Match::Same;
            }
            // `Jean` for `Jean-Luc`.
            let half = match (parts.as_slice(), others.as_slice()) {
                ([first, _, ..], [one]) | ([one], [first, _, ..]) => first.same(one),
                _ => false,
            };
            let spelling = custom.transliterated.is_some_and(|greek| {
                a.plain.len() >= 4 && scripts::key(&a.plain, greek) == scripts::key(&b.plain, greek)
            });
            if half || spelling || variants::are_one(&a.plain, &b.plain) { Match::Compatible } else { Match::Different }
        }
        (Given::Short(start), Given::Full { whole, .. }) | (Given::Full { whole, .. }, Given::Short(start)) => {
            let fits = whole.plain.starts_with(start.as_str()) || variants::are_one(start, &whole.plain);
            if fits { Match::Compatible } else { Match::Different }
        }
        (Given::Short(a), Given::Short(b)) => {
            if a.starts_with(b.as_str()) || b.starts_with(a.as_str()) {
                Match::Compatible
            } else {
                Match::Different
            }
        }
        _ => {
            let (a, b) = (a.letters(custom), b.letters(custom));
            let agree = a.iter().zip(&b).all(|(a, b)| scripts::latin_initial(*a) == scripts::latin_initial(*b));
            if agree { Match::Compatible } else { Match::Different }
        }
    }
}

/// Whether the given names `part` are the last of `whole`, with at least one before them: `King Byron`, `Ada King Byron`.
fn ends_in(part: &[Given], whole: &[Given], custom: Custom) -> bool {
    let Some(from) = whole.len().checked_sub(part.len()).filter(|from| *from > 0) else { return false };
    part.iter().zip(&whole[from..]).all(|(a, b)| one(a, b, custom) != Match::Different)
}

fn same_in_any_order(a: &[Given], b: &[Given]) -> bool {
    let words = |given: &[Given]| {
        let mut words: Vec<String> = Vec::new();
        for name in given {
            if let Given::Full { parts, .. } = name {
                words.extend(parts.iter().map(|part| part.plain.clone()));
            }
        }
        words.sort_unstable();
        words
    };
    words(a) == words(b)
}

/// Whether a name stands in both, with accents that are not the same.
fn conflict(a: &[Given], b: &[Given]) -> bool {
    let parts = |given: &[Given]| {
        given
            .iter()
            .flat_map(|name| if let Given::Full { parts, .. } = name { parts.clone() } else { Vec::new() })
            .collect::<Vec<_>>()
    };
    let others = parts(b);
    parts(a).iter().any(|part| {
        others.iter().any(|other| part.accents_conflict(other)) && !others.iter().any(|other| part.exact == other.exact)
    })
}
