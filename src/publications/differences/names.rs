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

    /// How this author of a page stands to that of a reference.
    pub(super) fn compare(&self, other: &Person) -> Likeness {
        if self.words.is_empty() || other.words.is_empty() || self.words.concat() == other.words.concat() {
            return Likeness::Alike;
        }
        // `Byron, ADA` where the parts were given the wrong way round; `Eve Bo Lin` for `Bo Lin`, who goes by two first names.
        if has_same_words(&self.words, &other.words) || (other.words.len() > 1 && self.words.ends_with(&other.words)) {
            return Likeness::Alike;
        }
        let (Some(mine), Some(theirs)) = (&self.name, &other.name) else { return Likeness::Other };
        // Initials and names that are left out are an abbreviation; a name that is put in is none.
        let puts_in = self.words.len() > other.words.len() && !lacks_no_word(&self.words, &other.words);
        match mine.matches(theirs) {
            Match::Same | Match::Compatible if puts_in && !self.has_initials() && !other.has_initials() => {
                Likeness::Respelt
            }
            Match::Same | Match::Compatible => Likeness::Alike,
            Match::Different if leaves_out_names(&self.words, &other.words) => Likeness::Alike,
            Match::Different if is_abbreviated(&self.words, &other.words) => Likeness::Alike,
            Match::Different if is_misspelt(&self.words, &other.words) => Likeness::Respelt,
            Match::Different => Likeness::Other,
        }
    }

    /// Whether this author has more words than the other.
    pub(super) fn is_longer(&self, other: &Person) -> bool {
        self.words.len() > other.words.len()
    }

    fn has_initials(&self) -> bool {
        self.words.iter().any(|word| word.chars().count() == 1)
    }

    /// Whether a word that the other name lacks stands in `text`: where the author ends was read wrongly.
    pub(super) fn has_more_from(&self, text: &str, other: &Person) -> bool {
        let all = words(text);
        self.words.iter().any(|word| word.len() > 2 && !other.words.contains(word) && all.contains(word))
    }

    /// Whether the longest word of the name stands in `text`.
    pub(super) fn stands_in(&self, text: &str) -> bool {
        let longest = self.words.iter().max_by_key(|word| word.len());
        longest.is_some_and(|longest| folded(text).contains(longest.as_str()))
    }
}

fn has_same_words(words: &[String], others: &[String]) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    words.len() == others.len() && sorted(words) == sorted(others)
}

/// Whether each full word of `words` stands in `others`, be it as an initial or as a part of a word.
fn lacks_no_word(words: &[String], others: &[String]) -> bool {
    let whole = others.concat();
    let stands = |word: &String| {
        let first = word.chars().next().unwrap_or_default();
        let is_of = |other: &String| match other.chars().count() {
            1 => other.starts_with(first),
            // `AB Byron` for `Ada Bea Byron`.
            2 => word.contains(other.as_str()) || other.contains(first),
            _ => word.contains(other.as_str()),
        };
        whole.contains(word.as_str()) || others.iter().any(is_of) || is_generation(word)
    };
    words.iter().filter(|word| word.chars().count() > 1).all(stands)
}

/// `Rosa Byron` for `Ada Rosa Byron`, who is called by a later name.
fn leaves_out_names(words: &[String], others: &[String]) -> bool {
    let is_full = |word: &String| word.chars().count() > 1;
    words.len() >= 2
        && words.len() < others.len()
        && words.last() == others.last()
        && words.iter().all(|word| is_full(word) && others.contains(word))
}

/// `Byron, A.` where the other has `Byron Ada Bea` without a comma: the words that are written out are the same, and the initials
/// begin what is left.
fn is_abbreviated(words: &[String], others: &[String]) -> bool {
    let is_initial = |word: &&String| word.chars().count() == 1;
    if others.iter().any(|word| is_initial(&word)) {
        return words.iter().all(|word| !is_initial(&word)) && is_abbreviated(others, words);
    }
    let mut initials = words.iter().filter(is_initial).peekable();
    let full: Vec<&String> = words.iter().filter(|word| !is_initial(word)).collect();
    if initials.peek().is_none() || full.is_empty() || !full.iter().all(|word| others.contains(word)) {
        return false;
    }
    // `A. N. Byron` for `Ada-Bea Noor Byron`: of a name with a hyphen one initial may stand.
    let mut left = others.iter().filter(|word| !full.contains(word)).peekable();
    let begins = |word: &String, initial: &String| word.starts_with(initial.as_str());
    let starts_alike = left.peek().zip(initials.peek()).is_none_or(|(word, initial)| begins(word, initial));
    starts_alike && initials.all(|initial| left.peek().is_none() || left.any(|word| begins(word, initial)))
}

fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// A letter wrong, missing or too many, or two neighbours swapped, in a name that is long enough to show it.
fn is_misspelt(words: &[String], others: &[String]) -> bool {
    let (mine, theirs) = (words.concat(), others.concat());
    let letters = mine.chars().count().min(theirs.chars().count());
    words.len() == others.len()
        && letters >= 7
        && mine.len().abs_diff(theirs.len()) <= 2
        && strsim::osa_distance(&mine, &theirs) <= 1
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
            ("BYRON Ada", "Ada, BYRON", Alike),
            ("Ning, LIN", "LIN Ning", Alike),
            ("Eve Bo Lin", "Bo Lin", Alike),
            ("Jörg Morel", "Joerg Morel", Alike),
            ("Ada King Byron", "Ada Byron", Respelt),
            ("Ada Bryon", "Ada Byron", Respelt),
            ("Bo Lin", "Bo Lim", Other),
            ("Bo Lin", "Cy Dow", Other),
            ("Ada Byron", "Bea Byron", Other),
            ("Loom Team", "Loom Team", Alike),
            ("Loom Team", "Ada Byron", Other),
        ] {
            assert_eq!(Person::new(here).compare(&Person::new(there)), expected, "{here} / {there}");
        }
        for (here, there, expected) in [
            ("Ada Byron", "Ada King Byron", Alike),
            ("R Byron", "R John Byron", Alike),
            ("Rosa Byron", "Ada Rosa Byron", Alike),
            ("Byron, R.", "Byron Rosa", Alike),
            ("Lin, B.", "Lin Bo-yu", Alike),
            ("Lin Bo-yu", "Lin, B.", Alike),
            ("Ada-Bea Noor Byron", "A. N. Byron", Alike),
            ("Ada-Bea Noor Byron", "A. C. Byron", Other),
            ("Byron, R.", "Ya-Rosa Byron", Other),
            ("Byron, S.", "Byron Rosa", Other),
        ] {
            assert_eq!(Person::new(here).compare(&Person::new(there)), expected, "{here} / {there}");
        }
    }
}
