//! Whether two names of a venue are one's: `ICML 2020`, `Proceedings of the 37th International Conference on Machine Learning`,
//! `J. Mach. Learn. Res.` and `JMLR`.

mod conference;
mod table;

pub use conference::conference;
pub use table::is_sign;

use std::collections::HashMap;
use std::sync::LazyLock;
use table::{PREPRINT, ROWS};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How the venue of a page stands to that of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VenueMatch {
    /// One contains the other or its acronym, or nobody can say.
    Compatible,
    /// The first is a preprint server, the second is none.
    PublishedSince,
    Different,
}

/// Longer names are sentences. Bytes.
const LONGEST: usize = 400;

/// Words that say nothing of which venue it is.
const SMALL: &[&str] = &[
    "of",
    "on",
    "the",
    "in",
    "for",
    "and",
    "a",
    "an",
    "at",
    "to",
    "de",
    "proceedings",
    "proc",
    "annual",
    "volume",
    "vol",
    "pages",
    "pp",
    "no",
    "main",
    "papers",
    "paper",
    "track",
    "part",
    "issue",
    "preprint",
    "with",
];

/// Words that many venues share.
const SHARED: &[&str] = &[
    "international",
    "conference",
    "workshop",
    "workshops",
    "symposium",
    "journal",
    "transactions",
    "letters",
    "ieee",
    "acm",
    "cvf",
    "siam",
    "usenix",
    "european",
    "asian",
    "joint",
    "advances",
    "lecture",
    "notes",
    "meeting",
    "magazine",
    "review",
    "reviews",
    "annals",
    "acta",
    "research",
    "science",
    "sciences",
    "systems",
    "applications",
    "theory",
];

/// Words that say that it is a venue and nothing else.
const VENUES: &[&str] =
    &["conference", "workshop", "symposium", "journal", "transactions", "letters", "annals", "colloquium", "congress"];

/// Abbreviations that are no beginnings of what they stand for.
const SHORT: &[(&str, &str)] =
    &[("intl", "international"), ("j", "journal"), ("jour", "journal"), ("natl", "national")];

/// Compares the venue of a page with that of a reference.
pub fn compare(here: &str, there: &str) -> VenueMatch {
    if here.len() > LONGEST || there.len() > LONGEST {
        return VenueMatch::Compatible;
    }
    let (here, there) = (Venue::read(here), Venue::read(there));
    let is_preprint = |venue: &Venue| venue.known.contains(&PREPRINT);
    match (is_preprint(&here), is_preprint(&there)) {
        (_, true) => return VenueMatch::Compatible,
        // `arXiv, submitted to ICML` knows of both.
        (true, false) if here.known.len() == 1 && there.is_venue() => return VenueMatch::PublishedSince,
        (true, false) => return VenueMatch::Compatible,
        (false, false) => {}
    }
    if here.may_be(&there) { VenueMatch::Compatible } else { VenueMatch::Different }
}

/// Whether a longer text names the venue, be it by its acronym.
pub fn is_named(text: &str, venue: &str) -> bool {
    let venue = Venue::read(venue);
    let text = Venue::read(text);
    contains(&text.words, &venue.words) || venue.known.iter().any(|number| text.known.contains(number))
}

/// Whether it is a server of preprints and nothing else.
pub fn is_preprint(venue: &str) -> bool {
    venue.len() <= LONGEST && Venue::read(venue).known == [PREPRINT]
}

/// A venue's name as it is compared.
struct Venue {
    /// Without small words, numbers and years.
    words: Vec<String>,
    /// Numbers of the known venues that it names.
    known: Vec<usize>,
    /// Whether a word may be an acronym or an abbreviation.
    is_short: bool,
}

impl Venue {
    fn read(text: &str) -> Venue {
        let tokens = tokens(text);
        let words: Vec<String> = tokens.iter().map(|token| folded(token)).filter(|word| tells(word)).collect();
        let known = known(&tokens, &words);
        let has_capitals = |token: &&str| token.chars().filter(|letter| letter.is_uppercase()).count() > 1;
        let is_short = text.contains('.') || tokens.iter().any(has_capitals);
        Venue { words, known, is_short }
    }

    /// Whether it is surely the name of a venue and not of something else, such as a remark.
    fn is_venue(&self) -> bool {
        !self.known.is_empty() || self.words.iter().any(|word| VENUES.contains(&word.as_str()))
    }

    /// Whether nothing shows that the two are different venues.
    fn may_be(&self, other: &Venue) -> bool {
        if self.known.iter().any(|number| other.known.contains(number)) || !self.is_venue() || !other.is_venue() {
            return true;
        }
        if contains(&self.words, &other.words) || contains(&other.words, &self.words) {
            return true;
        }
        match (self.known.is_empty(), other.known.is_empty()) {
            (false, false) => false,
            (true, true) => self.is_short || other.is_short || self.shares_a_word(&other.words),
            (true, false) => self.is_short || other.known.iter().any(|&number| self.shares_a_word(&names(number))),
            (false, true) => other.may_be(self),
        }
    }

    /// Whether a word that tells is the same or the beginning of the other.
    fn shares_a_word(&self, words: &[String]) -> bool {
        let telling = |word: &&String| !SHARED.contains(&word.as_str()) && !VENUES.contains(&word.as_str());
        let mut mine = self.words.iter().filter(telling).peekable();
        let nothing_to_say = mine.peek().is_none() || !words.iter().any(|word| telling(&word));
        nothing_to_say
            || mine.any(|mine| {
                words
                    .iter()
                    .filter(telling)
                    .any(|word| word.starts_with(mine.as_str()) || mine.starts_with(word.as_str()))
            })
    }
}

/// The words of a text, a year at the end of an acronym cut off: `ICML2020`, `CVPR'20`.
fn tokens(text: &str) -> Vec<&str> {
    let words = text.split(|letter: char| !(letter.is_alphanumeric() || is_combining_mark(letter)));
    let words = words.map(|word| {
        let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let is_year = letters.len() >= 3 && matches!(word.len() - letters.len(), 2 | 4);
        if is_year { letters } else { word }
    });
    words.filter(|word| !word.is_empty()).collect()
}

fn folded(word: &str) -> String {
    let word: String = word.nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase).collect();
    let long = SHORT.iter().find(|(short, _)| *short == word);
    long.map_or(word, |(_, long)| long.to_string())
}

fn tells(word: &str) -> bool {
    // `3D` tells, `37th`, `2020` and `12` do not.
    let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_number = letters.len() < word.len() && matches!(letters, "" | "st" | "nd" | "rd" | "th");
    !is_number && !is_ordinal(word) && !SMALL.contains(&word)
}

fn is_ordinal(word: &str) -> bool {
    const ORDINALS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    ORDINALS.contains(&word) || word.ends_with("teenth") || word.ends_with("tieth")
}

/// Whether `words` stand in a row in `all`.
fn contains(all: &[String], words: &[String]) -> bool {
    !words.is_empty() && all.windows(words.len()).any(|window| window == words)
}

struct Known {
    /// Words of acronyms as written (`USENIX Security` has two), by their first.
    acronyms: HashMap<&'static str, Vec<(Vec<&'static str>, usize)>>,
    /// Acronyms of one word that is no other word in lower case.
    in_any_case: HashMap<String, usize>,
    /// Words of names by venue.
    names: Vec<(Vec<String>, usize)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { acronyms: HashMap::new(), in_any_case: HashMap::new(), names: Vec::new() };
    for (number, row) in ROWS.iter().enumerate() {
        for &acronym in &row.acronyms {
            let words: Vec<&str> = tokens(acronym);
            let Some(first) = words.first() else { continue };
            if words.len() == 1 && (first.len() > 4 || number == PREPRINT) {
                known.in_any_case.insert(first.to_ascii_lowercase(), number);
            }
            known.acronyms.entry(first).or_default().push((words, number));
        }
        for name in &row.names {
            let words: Vec<String> = tokens(name).into_iter().map(folded).filter(|word| tells(word)).collect();
            known.names.push((words, number));
        }
    }
    known
});

/// The words of all names of a known venue.
fn names(number: usize) -> Vec<String> {
    let names = KNOWN.names.iter().filter(|(_, of)| *of == number);
    names.flat_map(|(words, _)| words.clone()).collect()
}

/// The known venues that a text names, without those whose name is a part of another's that stands there.
fn known(tokens: &[&str], words: &[String]) -> Vec<usize> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        for (acronym, number) in KNOWN.acronyms.get(tokens[at]).into_iter().flatten() {
            if tokens[at..].starts_with(acronym) {
                found.push(*number);
            }
        }
    }
    found.extend(tokens.iter().filter_map(|token| KNOWN.in_any_case.get(&token.to_ascii_lowercase())));
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    for (name, number) in &KNOWN.names {
        for at in 0..=words.len().saturating_sub(name.len()) {
            if !name.is_empty() && words.len() >= name.len() && abbreviates(&words[at..at + name.len()], name) {
                places.push((at, at + name.len(), *number));
            }
        }
    }
    let is_inside = |place: &(usize, usize, usize)| {
        places.iter().any(|other| other.0 <= place.0 && place.1 <= other.1 && other.1 - other.0 > place.1 - place.0)
    };
    found.extend(places.iter().filter(|place| !is_inside(place)).map(|place| place.2));
    found.sort_unstable();
    found.dedup();
    found
}

/// `Trans. Pattern Anal. Mach. Intell.`: every word begins as its counterpart does.
fn abbreviates(words: &[String], name: &[String]) -> bool {
    words.iter().zip(name).all(|(word, full)| word == full || (word.len() > 2 && full.starts_with(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::VenueMatch::{Compatible, Different, PublishedSince};
    use super::{KNOWN, ROWS, compare};

    #[test]
    fn venues_compare() {
        for (here, there, expected) in [
            ("ICML 2020", "Proceedings of the 37th International Conference on Machine Learning", Compatible),
            ("The Forty-first International Conference on Machine Learning", "ICML", Compatible),
            ("ICML2020 Workshop", "International Conference on Machine Learning", Compatible),
            ("JMLR", "J. Mach. Learn. Res.", Compatible),
            ("Journal of Machine Learning Research 12(3)", "J. Mach. Learn. Res.", Compatible),
            ("TPAMI", "IEEE Trans. Pattern Anal. Mach. Intell.", Compatible),
            ("NIPS'17", "Advances in Neural Information Processing Systems 30", Compatible),
            (
                "ACL",
                "Proceedings of the 63rd Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)",
                Compatible,
            ),
            ("ACL", "ACL (1)", Compatible),
            ("EMNLP Findings", "Findings of the Association for Computational Linguistics: EMNLP 2023", Compatible),
            ("CVPR", "IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR 2020, Seattle", Compatible),
            ("Interspeech", "INTERSPEECH", Compatible),
            ("arXiv preprint arXiv:2001.00001", "CoRR", Compatible),
            ("ICML", "CoRR", Compatible),
            ("ICML", "arXiv preprint arXiv:2001.00001", Compatible),
            ("arXiv", "ICML", PublishedSince),
            ("CoRR abs/2001.00001", "Journal of Looms", PublishedSince),
            ("arXiv, submitted to ICLR", "ICML", Compatible),
            ("arXiv", "Unknown", Compatible),
            ("ICML", "ICLR", Different),
            ("ICCV", "Proceedings of the European Conference on Computer Vision", Different),
            ("NAACL", "Annual Meeting of the Association for Computational Linguistics", Different),
            ("Annual Meeting of the Association for Computational Linguistics", "NAACL-HLT", Different),
            ("Journal of Looms", "Journal of Mules", Different),
            ("Journal of Looms", "ICML", Different),
            ("Journal of Looms", "Looms", Compatible),
            ("Journal of Looms and Mules", "Mules Letters", Compatible),
            ("Journal of Looms", "Jour. Mules", Compatible),
            ("LoomConf", "Conference on Mules", Compatible),
            ("Best Paper Award", "ICML", Compatible),
            ("under review", "ICML", Compatible),
            ("PhD thesis", "ICML", Compatible),
            ("Conference on Learning Machines", "ICML", Compatible),
            ("", "ICML", Compatible),
        ] {
            assert_eq!(compare(here, there), expected, "{here} / {there}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert!(ROWS.len() > 150);
        for row in ROWS.iter() {
            let first = row.acronyms[0];
            for name in &row.names {
                assert_eq!(compare(first, name), Compatible, "{first}");
                assert!(!super::Venue::read(name).known.is_empty(), "{first}");
            }
        }
        assert!(KNOWN.names.iter().all(|(words, _)| !words.is_empty()));
    }

    #[test]
    fn no_text_takes_long() {
        let clock = std::time::Instant::now();
        for text in ["a ".repeat(5_000_000), "ICML ".repeat(80), "x".repeat(400), "İ".repeat(200)] {
            assert_eq!(compare(&text, "Journal of Looms"), compare(&text, "Journal of Looms"));
        }
        assert!(clock.elapsed().as_secs() < 5);
    }
}
