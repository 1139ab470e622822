//! `misspelt-word`: a scholarly word or a month in a spelling that is no word of any language.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::text::{Edit, Span};
use serde::Deserialize;
use std::sync::LazyLock;

static META: RuleMeta = RuleMeta {
    name: "misspelt-word",
    group: "prose",
    severity: Severity::Warning,
    default: true,
    summary: "A scholarly word or a month is misspelt.",
    fixes: &[Applicability::Safe],
};

/// A misspelling and the right word on each line, sorted. None of the first may be a word, a name or an acronym anywhere:
/// each was looked for in the dictionaries of two dozen languages, accents left out.
const WORDS: &str = include_str!("misspelt_words.tsv");

/// The lengths of the misspellings, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=20;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MisspeltWord {}

impl Rule for MisspeltWord {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let words: &Words = &WORDS_BY_SKETCH;
        let text = page.doc.text();
        for &run in &page.doc.prose {
            words.find(text, run, &mut |span, right| {
                let finding = Finding::new(&META, span, format!("`{}` is misspelt", span.of(text)));
                out.push(finding.fix(Fix {
                    title: format!("write `{right}`"),
                    applicability: Applicability::Safe,
                    effect: Effect::Words,
                    edits: vec![Edit::replace(span, right)],
                }));
            });
        }
    }
}

static WORDS_BY_SKETCH: LazyLock<Words> = LazyLock::new(Words::read);

/// The table, with a filter before it that lets few other words through: on a clean page a word costs a multiplication.
struct Words {
    pairs: Vec<(&'static str, &'static str)>,
    /// One bit for each sketch that a misspelling has.
    sketches: Vec<u64>,
}

/// Bits of a sketch.
const SKETCH: u32 = 15;

impl Words {
    fn read() -> Words {
        let pairs: Vec<_> = WORDS.lines().filter_map(|line| line.split_once('\t')).collect();
        let mut sketches = vec![0; 1 << (SKETCH - 6)];
        for (wrong, _) in &pairs {
            let sketch = sketch(wrong.as_bytes());
            sketches[sketch >> 6] |= 1 << (sketch & 63);
        }
        Words { pairs, sketches }
    }

    /// Calls `found` for every misspelling in `run`, with the right word in the same case.
    fn find(&self, text: &str, run: Span, found: &mut dyn FnMut(Span, String)) {
        let bytes = run.of(text).as_bytes();
        let mut start = 0;
        let mut word_ends_at = |end: usize| {
            let word = &bytes[start..end];
            let at = run.start() + start;
            start = end + 1;
            if !LENGTHS.contains(&word.len()) {
                return;
            }
            let sketch = sketch(word);
            if self.sketches[sketch >> 6] >> (sketch & 63) & 1 == 1 {
                let span = Span::new(at, at + word.len());
                if let Some(right) = self.right(span.of(text)).filter(|_| stands_alone(text, run, span)) {
                    found(span, right);
                }
            }
        };
        let (eights, rest) = bytes.as_chunks::<8>();
        for (index, eight) in eights.iter().enumerate() {
            let mut others = others(*eight);
            while others != 0 {
                word_ends_at(8 * index + others.trailing_zeros() as usize / 8);
                others &= others - 1;
            }
        }
        for (index, _) in rest.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_alphabetic()) {
            word_ends_at(8 * eights.len() + index);
        }
        word_ends_at(bytes.len());
    }

    /// The right word in the case of `word`; `None` when it is not misspelt or its case is no word's.
    fn right(&self, word: &str) -> Option<String> {
        let lower = word.to_ascii_lowercase();
        let index = self.pairs.binary_search_by_key(&lower.as_str(), |(wrong, _)| wrong).ok()?;
        let right = self.pairs[index].1;
        if word == lower {
            return Some(right.to_string());
        }
        if word[1..] == lower[1..] {
            return Some(right[..1].to_ascii_uppercase() + &right[1..]);
        }
        word.bytes().all(|byte| byte.is_ascii_uppercase()).then(|| right.to_ascii_uppercase())
    }
}

/// The high bit of each byte that is no ASCII letter. Eight bytes at once: all running text passes here.
fn others(eight: [u8; 8]) -> u64 {
    const ALL: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ALL;
    let bytes = u64::from_le_bytes(eight);
    let small = (bytes | (0x20 * ALL)) & !HIGH;
    let from_a = small + (0x80 - b'a' as u64) * ALL;
    let above_z = small + (0x7F - b'z' as u64) * ALL;
    !(from_a & !above_z & !bytes) & HIGH
}

/// A few bits of a word's first four and last four letters and its length, whatever their case.
fn sketch(word: &[u8]) -> usize {
    let letters = |four: Option<&[u8; 4]>| u64::from(u32::from_le_bytes(*four.unwrap_or(&[0; 4])) | 0x2020_2020);
    let key = letters(word.first_chunk()) << 32 | letters(word.last_chunk());
    // Multiplicative hashing (Knuth, volume 3, 6.4): the high bits depend on all of the key.
    let hash = (key ^ word.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash >> (64 - SKETCH)) as usize
}

/// How far to look around a word for what it is part of, in bytes.
const REACH: usize = 100;

/// Whether no letter touches the word and what stands around it up to the next blanks is no address, path, handle or name
/// of a program.
fn stands_alone(text: &str, run: Span, word: Span) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '\\' | '=' | '&');
    if text[..word.start()].ends_with(is_part) || text[word.end()..].starts_with(is_part) {
        return false;
    }
    let mut start = run.start().max(word.start().saturating_sub(REACH));
    let mut end = run.end().min(word.end() + REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text[start..word.start()].rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text[word.end()..end].split(char::is_whitespace).next().unwrap_or_default();
    let has_dot = |part: &str| {
        let inner = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        inner.bytes().zip(inner.bytes().skip(1)).any(|(dot, next)| dot == b'.' && next.is_ascii_alphanumeric())
    };
    let is_address = |part: &str| part.contains("//") || part.contains(['@', '_']);
    !before.starts_with('/')
        && !is_address(before)
        && !is_address(after)
        && !has_dot(after)
        && !before.ends_with('.')
        && !has_dot(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_large() {
        let words = Words::read();
        assert!(words.pairs.len() >= 150 && words.pairs.is_sorted_by(|a, b| a.0 < b.0));
        for (wrong, right) in &words.pairs {
            assert!(LENGTHS.contains(&wrong.len()) && wrong.bytes().all(|byte| byte.is_ascii_lowercase()), "{wrong}");
            assert!(words.right(right).is_none(), "{right} is both wrong and right");
        }
    }

    #[test]
    fn letters_are_told_from_the_rest_in_any_place() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = *b"abcdefgh";
                eight[place] = byte;
                let expected = if byte.is_ascii_alphabetic() { 0 } else { 0x80 << (8 * place) };
                assert_eq!(others(eight), expected, "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn words_are_found() {
        let words = Words::read();
        for (text, expected) in [
            ("in Februray 2020", "February"),
            ("FEBRURAY", "FEBRUARY"),
            ("februray,", "february"),
            ("“Comittee”", "Committee"),
            ("(Comittee).", "Committee"),
            ("reseacher/engineer", "researcher"),
            ("co-orgnizer's", "organizer"),
            ("Univeristy.", "University"),
            ("FebruRay", ""),
            ("Reserchgate", ""),
            ("éreserch reserché", ""),
            ("reserch_2 x_reserch", ""),
            ("www.reserch.example a@reserch reserch.example /reserch https://a/reserch", ""),
            ("#reserch @reserch \\reserch", ""),
            ("February research committee", ""),
        ] {
            let mut found = Vec::new();
            words.find(text, Span::new(0, text.len()), &mut |_, right| found.push(right));
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
