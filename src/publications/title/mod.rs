//! Titles as they are compared: blind to case, punctuation, accents and hyphens, patient with small errors.

mod compare;
mod fold;
mod index;

pub use compare::{Difference, DifferenceKind, Likeness};
pub use index::TitleIndex;

use std::ops::Range;

/// A title folded for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    words: Vec<Word>,
    /// All words without blanks: `self-supervised`, `self supervised` and `selfsupervised` are one.
    key: Box<str>,
}

/// A word of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: Box<str>,
    /// Its bytes in the text that was folded.
    place: Range<u32>,
}

impl Title {
    /// Folds a title: a visitor's text, or LaTeX with its braces.
    pub fn new(text: &str) -> Title {
        let words = fold::words(text);
        let key: String = words.iter().map(|word| &*word.folded).collect();
        Title { words, key: key.into() }
    }

    /// Equal for titles that are the same.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether the title is a paper's own: of several words, not `Introduction` or `Editorial note`.
    pub fn is_telling(&self) -> bool {
        let letters = self.key.chars().count();
        let has_script_without_blanks = self.words.iter().any(|word| !word.folded.is_ascii());
        (self.words.len() >= 3 && letters >= 12) || (has_script_without_blanks && self.words.len() >= 6)
    }

    /// Whether the two are one title, the first with small errors, or two titles.
    pub fn compare(&self, other: &Title) -> Likeness {
        compare::compare(self, other)
    }
}
