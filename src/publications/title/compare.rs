//! Whether two titles are one, and what differs.

use super::{Title, Word};
use std::ops::Range;

/// How two titles stand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same but for case, punctuation, accents and blanks.
    Same,
    /// Nearly all words are the same, and what differs is known.
    Near(Vec<Difference>),
    Different,
}

/// A place where two titles differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub kind: DifferenceKind,
    /// Bytes of the first title's text; empty, where words are missing there.
    pub here: Range<usize>,
    /// Bytes of the second title's text.
    pub there: Range<usize>,
}

/// From what may be a slip of the keyboard to what may be another paper's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// A letter or two of a word.
    Spelling,
    /// An article or a preposition.
    SmallWord,
    /// A word of its own.
    Word,
}

/// Titles of more words are compared as wholes only.
const LONGEST: usize = 64;

/// Places in which near titles may differ.
const PLACES: usize = 2;

/// Words that one may have more.
const MORE: usize = 3;

/// Words that can come and go without making another title.
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "over", "the", "to", "toward", "towards",
    "under", "using", "via", "with",
];

/// Words that tell the papers of a series apart.
const TELLING: &[&str] = &[
    "abstract",
    "addendum",
    "analysis",
    "application",
    "applications",
    "approach",
    "benchmark",
    "challenge",
    "comment",
    "comments",
    "corrigendum",
    "correction",
    "corrections",
    "dataset",
    "demo",
    "demonstration",
    "erratum",
    "extended",
    "extension",
    "introduction",
    "journal",
    "lecture",
    "library",
    "long",
    "mini",
    "no",
    "not",
    "overview",
    "part",
    "perspective",
    "poster",
    "proposal",
    "protocol",
    "rebuttal",
    "reply",
    "report",
    "response",
    "review",
    "revisited",
    "short",
    "study",
    "supplement",
    "supplementary",
    "survey",
    "talk",
    "thesis",
    "toolbox",
    "toolkit",
    "tutorial",
    "version",
    "volume",
    "without",
    "workshop",
];

/// Numbers in words.
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third",
    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "single", "double", "triple",
];

/// Beginnings that turn a word into its opposite, or into another thing.
const PREFIXES: &[&str] = &[
    "a", "an", "anti", "bi", "co", "counter", "de", "dis", "il", "im", "in", "ir", "meta", "multi", "non", "pre",
    "post", "re", "semi", "sub", "super", "trans", "un",
];

/// Beginnings that stand against each other.
const OPPOSITES: &[(&str, &str)] = &[
    ("intra", "inter"),
    ("micro", "macro"),
    ("hypo", "hyper"),
    ("exo", "endo"),
    ("in", "de"),
    ("in", "ex"),
    ("im", "ex"),
    ("en", "de"),
    ("over", "under"),
    ("pre", "post"),
    ("mono", "bi"),
];

pub(super) fn compare(first: &Title, second: &Title) -> Likeness {
    if first.key == second.key {
        return Likeness::Same;
    }
    let (a, b) = (&first.words[..], &second.words[..]);
    let least = a.len().min(b.len());
    if a.len().max(b.len()) > LONGEST || a.len().abs_diff(b.len()) > MORE || least < 3 {
        return Likeness::Different;
    }
    let mut differences = Vec::new();
    let (mut words, mut others) = (0, 0);
    for (here, there) in hunks(a, b) {
        let (here_words, there_words) = (&a[here.clone()], &b[there.clone()]);
        let (here_text, there_text) = (join(here_words), join(there_words));
        if here_text == there_text {
            continue;
        }
        let Some(kind) = kind(here_words, there_words, &here_text, &there_text) else { return Likeness::Different };
        let count = here.len().max(there.len());
        words += count;
        others += if kind == DifferenceKind::Word { count } else { 0 };
        if differences.len() == PLACES || 2 * words > least || 4 * others > least {
            return Likeness::Different;
        }
        differences.push(Difference { kind, here: place(a, here), there: place(b, there) });
    }
    let is_short = least < 4 || first.key.len() < 16;
    if is_short && differences.iter().any(|difference| difference.kind != DifferenceKind::Spelling) {
        return Likeness::Different;
    }
    Likeness::Near(differences)
}

fn join(words: &[Word]) -> String {
    words.iter().map(|word| &*word.folded).collect()
}

/// The bytes of `range`; empty behind the word before, where there are none.
fn place(words: &[Word], range: Range<usize>) -> Range<usize> {
    let end = |at: usize| words[at].place.end as usize;
    match range.is_empty() {
        false => words[range.start].place.start as usize..end(range.end - 1),
        true => {
            let at = range.start.checked_sub(1).map_or(0, end);
            at..at
        }
    }
}

/// What lies between the words that both have in one order (their longest common subsequence).
fn hunks(a: &[Word], b: &[Word]) -> Vec<(Range<usize>, Range<usize>)> {
    let width = b.len() + 1;
    let mut longest = vec![0u8; (a.len() + 1) * width];
    for at in (0..a.len()).rev() {
        for beside in (0..b.len()).rev() {
            longest[at * width + beside] = if a[at].folded == b[beside].folded {
                longest[(at + 1) * width + beside + 1] + 1
            } else {
                longest[(at + 1) * width + beside].max(longest[at * width + beside + 1])
            };
        }
    }
    let mut hunks = Vec::new();
    let (mut at, mut beside) = (0, 0);
    let (mut from, mut from_beside) = (0, 0);
    loop {
        let is_end = at == a.len() && beside == b.len();
        if is_end || (at < a.len() && beside < b.len() && a[at].folded == b[beside].folded) {
            if at > from || beside > from_beside {
                hunks.push((from..at, from_beside..beside));
            }
            if is_end {
                return hunks;
            }
            (at, beside) = (at + 1, beside + 1);
            (from, from_beside) = (at, beside);
        } else if beside == b.len()
            || (at < a.len() && longest[(at + 1) * width + beside] >= longest[at * width + beside + 1])
        {
            at += 1;
        } else {
            beside += 1;
        }
    }
}

/// What kind of difference it is; `None` when it makes two titles.
fn kind(here: &[Word], there: &[Word], here_text: &str, there_text: &str) -> Option<DifferenceKind> {
    if here.iter().chain(there).any(|word| tells_apart(&word.folded)) {
        return None;
    }
    if here.iter().chain(there).all(|word| SMALL.contains(&&*word.folded)) {
        return Some(DifferenceKind::SmallWord);
    }
    let (short, long) =
        if here_text.len() < there_text.len() { (here_text, there_text) } else { (there_text, here_text) };
    if is_opposite(short, long) {
        return None;
    }
    let letters = short.chars().count();
    let distance = if letters < 5 { usize::MAX } else { strsim::osa_distance(short, long) };
    let is_spelling = distance == 1 || (distance == 2 && letters >= 9 && short.chars().next() == long.chars().next());
    Some(if is_spelling { DifferenceKind::Spelling } else { DifferenceKind::Word })
}

/// Whether a word says which paper of a series it is: a number, a letter, what kind of paper.
fn tells_apart(word: &str) -> bool {
    let is_roman = word.bytes().all(|byte| b"ivxl".contains(&byte));
    let is_letter = word.len() == 1 && word != "a";
    is_roman
        || is_letter
        || word.contains(|letter: char| letter.is_ascii_digit() || letter == '+' || letter == '#')
        || NUMBERS.contains(&word)
        || TELLING.contains(&word)
}

fn is_opposite(short: &str, long: &str) -> bool {
    let is_prefixed = !short.is_empty() && long.strip_suffix(short).is_some_and(|prefix| PREFIXES.contains(&prefix));
    let stand_against = |a: &str, b: &str, (first, second): (&str, &str)| {
        a.strip_prefix(first).is_some_and(|rest| b.strip_prefix(second) == Some(rest))
    };
    is_prefixed || OPPOSITES.iter().any(|&pair| stand_against(short, long, pair) || stand_against(long, short, pair))
}

#[cfg(test)]
mod tests {
    use super::super::Title;
    use super::{DifferenceKind, Likeness};

    /// `same`, `different`, or what differs.
    fn show(a: &str, b: &str) -> String {
        match Title::new(a).compare(&Title::new(b)) {
            Likeness::Same => "same".to_string(),
            Likeness::Different => "different".to_string(),
            Likeness::Near(differences) => {
                let shown = differences.iter().map(|difference| {
                    let kind = match difference.kind {
                        DifferenceKind::Spelling => "spelling",
                        DifferenceKind::SmallWord => "small",
                        DifferenceKind::Word => "word",
                    };
                    format!("{kind} {}/{}", &a[difference.here.clone()], &b[difference.there.clone()])
                });
                shown.collect::<Vec<_>>().join(", ")
            }
        }
    }

    #[test]
    fn titles_compare() {
        const LONG: &str = "Weaving Patterns of Many Threads on Looms";
        for (a, b, expected) in [
            ("Self-Supervised Weaving of Cloth", "{S}elf supervised weaving of cloth.", "same"),
            ("Selfsupervised Weaving & Cloth", "Self-Supervised Weaving and Cloth", "same"),
            (LONG, "Weaving Paterns of Many Threads on Looms", "spelling Patterns/Paterns"),
            (LONG, "Weaving Patterns of Many Threads in Looms", "small on/in"),
            (LONG, "Weaving Patterns of Threads on Looms", "word Many/"),
            (LONG, "Weaving Patterns of Many Colours on Looms", "word Threads/Colours"),
            (LONG, "The Weaving Patterns of Many Thread on Looms", "small /The, spelling Threads/Thread"),
            (LONG, "Weaving Patterns of Few Colours on Mules", "different"),
            ("A Data-Set of Woven Cloth Pictures", "A Dataset of Woven Cloth Pictures", "same"),
            ("A Data Set of Woven Cloth Pictures", "A Datasets of Woven Cloth Pictures", "spelling Data Set/Datasets"),
            ("Looms and Cards, Part I: Threads", "Looms and Cards, Part II: Threads", "different"),
            ("Looms and Cards for Weavers: A Survey", "Looms and Cards for Weavers: A Benchmark", "different"),
            ("Looms and Cards for Weavers: A Survey", "Looms and Cards for Weavers", "different"),
            ("LoomNet v2: Cards for Many Weavers", "LoomNet v3: Cards for Many Weavers", "different"),
            ("Loom++: Cards for Many Weavers", "Loom: Cards for Many Weavers", "different"),
            ("Supervised Weaving of Fine Cloth", "Unsupervised Weaving of Fine Cloth", "different"),
            ("Intrastate Trade in Fine Cloth", "Interstate Trade in Fine Cloth", "different"),
            ("Weaving with Cards on Looms", "Weaving without Cards on Looms", "different"),
            ("Weaving in 2D on Many Looms", "Weaving in 3D on Many Looms", "different"),
            ("Engines that Weave", "Engines that Waeve", "spelling Weave/Waeve"),
            ("Engines that Weave", "Engines that Sew", "different"),
            ("Engines", "Engnes", "different"),
        ] {
            assert_eq!(show(a, b), expected, "{a} / {b}");
        }
    }
}
