//! Whether two authors are one person, and whether they are spelt alike.

use crate::people::{Match, Name};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An author of one of the two lists.
pub(super) struct Person {
    name: Option<Name>,
    /// Words in lower case without accents; what stands in brackets is left out.
    words: Vec<String>,
}

/// How two authors stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Also when one is abbreviated: `A. Byron`.
    Alike,
    /// One person, but not the same words: a middle name more, a letter wrong.
    Respelt,
    Other,
}

impl Person {
    pub(super) fn new(text: &str) -> Person {
        Person { name: Name::parse(text), words: words(text) }
    }

    /// Whether it is the name of a person and not of a team.
    pub(super) fn is_person(&self) -> bool {
        self.name.is_some()
    }

    pub(super) fn compare(&self, other: &Person) -> Likeness {
        if self.words.is_empty() || other.words.is_empty() || joined(&self.words) == joined(&other.words) {
            return Likeness::Alike;
        }
        let (Some(mine), Some(theirs)) = (&self.name, &other.name) else { return Likeness::Other };
        if mine.matches(theirs) != Match::Different {
            let is_alike = lacks_no_word(&self.words, &other.words) && lacks_no_word(&other.words, &self.words);
            return if is_alike { Likeness::Alike } else { Likeness::Respelt };
        }
        if is_misspelt(&self.words, &other.words) { Likeness::Respelt } else { Likeness::Other }
    }

    /// Whether the longest word of the name stands in `text`.
    pub(super) fn stands_in(&self, text: &str) -> bool {
        let longest = self.words.iter().max_by_key(|word| word.len());
        longest.is_some_and(|longest| folded(text).contains(longest.as_str()))
    }
}

/// Whether each full word of `words` stands in `others`, be it as an initial or as a part of a word.
fn lacks_no_word(words: &[String], others: &[String]) -> bool {
    let whole = joined(others);
    words.iter().filter(|word| word.chars().count() > 1).all(|word| {
        let is_initial = |other: &String| other.chars().count() == 1 && word.starts_with(other.as_str());
        // `AB Byron` for `Ada Bea Byron`.
        let are_initials = |other: &String| {
            other.chars().count() <= 3 && word.chars().next().is_some_and(|first| other.contains(first))
        };
        whole.contains(word.as_str())
            || others.iter().any(|other| {
                is_initial(other) || word.contains(other.as_str()) && other.chars().count() > 2 || are_initials(other)
            })
            || is_generation(word)
    })
}

fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// A letter wrong, missing or too many, or two neighbours swapped, in a name that is long enough to show it.
fn is_misspelt(words: &[String], others: &[String]) -> bool {
    let (mine, theirs) = (joined(words), joined(others));
    let letters = mine.chars().count().min(theirs.chars().count());
    words.len() == others.len()
        && letters >= 7
        && mine.len().abs_diff(theirs.len()) <= 2
        && strsim::osa_distance(&mine, &theirs) <= 1
}

fn joined(words: &[String]) -> String {
    words.concat()
}

fn words(text: &str) -> Vec<String> {
    let outside = text.split(['(', '（']).next().unwrap_or(text);
    let outside = outside.split(['"', '“']).next().unwrap_or(outside);
    let folded = folded(outside);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// Lower case, accents and apostrophes dropped.
fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter) && !"'’‘`".contains(*letter));
    let letters = letters.flat_map(char::to_lowercase);
    letters
        .map(|letter| match letter {
            'ø' => 'o',
            'ł' => 'l',
            'đ' => 'd',
            'ı' => 'i',
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Likeness, Person};

    #[test]
    fn names_compare() {
        use Likeness::{Alike, Other, Respelt};
        for (here, there, expected) in [
            ("Ada Byron", "Ada Byron", Alike),
            ("A. Byron", "Ada Byron", Alike),
            ("Byron, A.", "Ada Byron", Alike),
            ("Byron AK", "Ada King Byron", Alike),
            ("Ada K. Byron", "Ada Byron", Alike),
            ("Ada K. Byron", "Ada King Byron", Alike),
            ("Ada Byron Jr.", "Ada Byron", Alike),
            ("Jian-Yi Lin", "Jianyi Lin", Alike),
            ("Jian Yi Lin", "Jianyi Lin", Alike),
            ("José Vidal", "Jose Vidal", Alike),
            ("Lin Bo (林波)", "Lin Bo", Alike),
            ("Byron Ada", "Ada Byron", Alike),
            ("Jörg Morel", "Joerg Morel", Respelt),
            ("Ada King Byron", "Ada Byron", Respelt),
            ("Ada Byron", "Ada King Byron", Respelt),
            ("Ada Bryon", "Ada Byron", Respelt),
            ("Bo Lin", "Bo Lim", Other),
            ("Bo Lin", "Cy Dow", Other),
            ("Ada Byron", "Bea Byron", Other),
            ("Loom Team", "Loom Team", Alike),
            ("Loom Team", "Ada Byron", Other),
        ] {
            assert_eq!(Person::new(here).compare(&Person::new(there)), expected, "{here} / {there}");
            assert_eq!(Person::new(there).compare(&Person::new(here)), expected, "{there} / {here}");
        }
    }
}
