//! Family names: several words, particles, hyphens, and whether two are one.

use super::fold::Folded;
use super::{eastern, scripts, variants, words};

/// A family name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Family {
    /// With its particles, as one word.
    pub(super) whole: Folded,
    /// Its words, parted at hyphens too, without particles.
    core: Vec<Folded>,
    /// The particles, folded.
    particles: Vec<String>,
    /// Nothing but the first letter is known.
    initial: Option<Initial>,
}

/// How a family name came to be a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Initial {
    letter: char,
    /// Before the given name, as in southern India alone: `R. Lakshmi`.
    leads: bool,
}

/// How two family names agree, if they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Same,
    /// Another spelling, a part left out, or an initial.
    Near,
    /// The same letters, but with a particle grown to the name: `Vandenberg`.
    Fused,
}

impl Family {
    pub(super) fn new(words: &[&str]) -> Family {
        let (mut parts, mut core, mut particles) = (Vec::new(), Vec::new(), Vec::new());
        for word in words {
            for part in split_camel(word) {
                let folded = Folded::new(part);
                if folded.plain.is_empty() || (matches!(folded.plain.as_str(), "y" | "i") && words.len() > 2) {
                    continue;
                }
                // `Al-Farouqi` and `Jansen-de`, but not `Jean-Luc`.
                for piece in part.split('-').filter(|piece| !piece.is_empty()) {
                    let piece = Folded::new(piece);
                    if is_particle(&piece.plain)
                        && (words.len() > 1 || part.len() > piece.exact.len() || core.is_empty())
                    {
                        particles.push(expand(&piece.plain).to_string());
                    } else {
                        core.push(piece);
                    }
                }
                parts.push(Folded { plain: expand(&folded.plain).to_string(), ..folded });
            }
        }
        if core.is_empty() {
            // A name that is spelt as a particle is.
            core.append(&mut parts.clone());
            particles.clear();
        }
        Family { whole: Folded::join(&parts), core, particles, initial: None }
    }

    /// A family name of which only the first letter is known.
    pub(super) fn letter(letter: char, leads: bool) -> Family {
        let mut family = Family::new(&[]);
        family.initial = Some(Initial { letter, leads });
        family
    }

    pub(super) fn is_letter(&self) -> bool {
        self.initial.is_some()
    }

    /// Whether it is one of a family that writes given names by the syllable.
    pub(super) fn is_eastern(&self) -> bool {
        eastern::is_family(&self.whole.plain)
    }

    /// `loose` where the end of one may stand for all of it: `Prat` for `Vidal Prat`; its beginning always may.
    pub(super) fn fit(&self, other: &Family, loose: bool) -> Option<Fit> {
        match (self.initial, other.initial) {
            (None, None) => {}
            (Some(mine), Some(theirs)) => return (mine.letter == theirs.letter).then_some(Fit::Near),
            (Some(initial), None) => return other.begins_with(initial).then_some(Fit::Near),
            (None, Some(initial)) => return self.begins_with(initial).then_some(Fit::Near),
        }
        if self.whole.same(&other.whole) {
            let grown = |particles: &[String], others: &[String]| {
                particles.iter().any(|particle| !others.contains(particle) && !may_grow(particle))
            };
            let fused = grown(&self.particles, &other.particles) || grown(&other.particles, &self.particles);
            return Some(if fused { Fit::Fused } else { Fit::Same });
        }
        if self.whole.sounds_same(&other.whole) {
            return Some(Fit::Same);
        }
        if same_words(&self.core, &other.core) && particles_agree(&self.particles, &other.particles) {
            return Some(Fit::Near);
        }
        (is_part(&self.core, &other.core, loose)
            || is_part(&other.core, &self.core, loose)
            || self.is_spelling_of(other))
        .then_some(Fit::Near)
    }

    fn begins_with(&self, initial: Initial) -> bool {
        self.core.first().and_then(Folded::initial) == Some(initial.letter)
            && (!initial.leads || variants::is_south_indian(&self.whole.plain))
    }

    /// Spellings that may be one name: `Mueller`, `Muller`; `Ohtawara`, `Otawara`; `Chatzidaki`, `Hatzidaki`; `Lü`, `Lu`.
    fn is_spelling_of(&self, other: &Family) -> bool {
        let (mine, theirs) = (self.whole.plain.as_str(), other.whole.plain.as_str());
        if matches!((mine, theirs), ("lu", "lyu") | ("lyu", "lu")) {
            return true;
        }
        let short = |word: &str| word.replace("ue", "u").replace("oe", "o").replace("ae", "a");
        let length = mine.len().max(theirs.len());
        if length >= 5 && short(mine) == short(theirs) {
            return true;
        }
        if length >= 5
            && eastern::without_long_vowels(mine).is_some_and(|mine| eastern::without_long_vowels(theirs) == Some(mine))
        {
            return true;
        }
        match (scripts::origin(mine), scripts::origin(theirs)) {
            (Some(mine_is), Some(theirs_is)) if mine_is == theirs_is => {
                scripts::key(mine, mine_is) == scripts::key(theirs, mine_is)
            }
            _ => false,
        }
    }

    /// Whether given names beside it may be transliterated in more than one way, and whether it is Greek.
    pub(super) fn origin(&self) -> Option<bool> {
        scripts::origin(&self.whole.plain)
    }
}

fn same_words(a: &[Folded], b: &[Folded]) -> bool {
    Folded::join(a).same(&Folded::join(b))
}

/// Whether `part` is the beginning or (where `loose`) the end of `whole`, and not all of it.
fn is_part(part: &[Folded], whole: &[Folded], loose: bool) -> bool {
    let (short, long) = (part.len(), whole.len());
    let agree = |from: usize| part.iter().zip(&whole[from..]).all(|(a, b)| a.same(b));
    short > 0 && short < long && (agree(0) || (loose && agree(long - short)))
}

/// Whether one leaves its particles out, or writes the same in another way.
fn particles_agree(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let class = |particle: &String| match particle.as_str() {
        "el" => "al".to_string(),
        "ibn" | "ben" => "bin".to_string(),
        other => other.to_string(),
    };
    let letters =
        |particles: &[String]| particles.iter().filter_map(|particle| particle.chars().next()).collect::<String>();
    let is_short = |particles: &[String]| particles.iter().all(|particle| particle.len() <= 1 || particle == "vd");
    a.iter().map(class).eq(b.iter().map(class))
        || ((is_short(a) || is_short(b)) && letters(a).chars().next() == letters(b).chars().next())
}

/// Whether a particle is as often written together with the name as apart, by one and the same person.
fn may_grow(particle: &str) -> bool {
    matches!(particle, "al" | "el" | "bar" | "ben" | "mc" | "mac" | "o" | "d" | "st" | "y" | "i" | "e")
}

fn is_particle(word: &str) -> bool {
    words::is_particle(word) || matches!(word, "b" | "bt" | "bte" | "mc" | "t" | "v" | "vd")
}

/// An abbreviated particle in full where it can be nothing else.
fn expand(word: &str) -> &str {
    match word {
        "b" => "bin",
        "bt" | "bte" => "binti",
        other => other,
    }
}

/// `DeSantis`, `ElShennawy` and `McAllister` in two.
fn split_camel(word: &str) -> Vec<&str> {
    for particle in ["De", "Di", "Da", "La", "Le", "El", "Al", "Mc", "Mac", "Van"] {
        let Some(rest) = word.strip_prefix(particle) else { continue };
        if rest.chars().next().is_some_and(char::is_uppercase) && rest.chars().any(char::is_lowercase) {
            return vec![particle, rest];
        }
    }
    vec![word]
}
