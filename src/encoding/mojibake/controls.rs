//! C1 controls that stand in text: bytes of windows-1252 that were read as ISO 8859-1, mostly quotes and dashes.

use super::codec::{CODECS, WINDOWS_1252};
use super::scan::next_sequence;
use super::{Certainty, Damage, Form};
use crate::text::Span;

/// Nothing was lost and nobody writes controls.
const CONFIDENCE: f64 = 0.995;
/// Bytes on each side that are looked at.
const NEAR: usize = 64;

/// Adds the controls that no damage of `damages` explains, and puts all in order.
pub(super) fn add(text: &str, damages: &mut Vec<Damage>) {
    let mut found = Vec::new();
    let mut explained = 0;
    let mut known = damages.iter().peekable();
    for start in memchr::memchr_iter(0xC2, text.as_bytes()) {
        let control = text.as_bytes()[start + 1];
        let Some(character) = (control < 0xA0).then(|| CODECS[WINDOWS_1252].character(control)).flatten() else {
            continue;
        };
        while let Some(damage) = known.next_if(|damage| damage.span.end() <= start) {
            explained = damage.span.end();
        }
        let next = known.peek().map_or(text.len(), |damage| damage.span.start());
        if next > start && stands_alone(text, explained, start, next) {
            found.push(Damage {
                span: Span::new(start, start + 2),
                repaired: character.to_string(),
                codec: "iso-8859-1",
                rounds: 1,
                lost: 0,
                confidence: CONFIDENCE,
                certainty: if is_inside_word(text, start) { Certainty::Likely } else { Certainty::Certain },
                others: Vec::new(),
                form: Form::Characters,
            });
        }
    }
    if !found.is_empty() {
        damages.append(&mut found);
        damages.sort_by_key(|damage| damage.span.start());
    }
}

/// Whether the control at `at` stands between letters where no apostrophe is usual: then other pages than windows-1252 have a
/// letter for its byte.
fn is_inside_word(text: &str, at: usize) -> bool {
    let head: String = text[..at].chars().rev().take_while(|character| character.is_alphabetic()).collect();
    let tail: String = text[at + 2..].chars().take_while(|character| character.is_alphabetic()).collect();
    let is_usual = ["s", "t", "d", "m", "re", "ve", "ll"].contains(&tail.as_str()) || head.chars().count() <= 2;
    !head.is_empty() && !tail.is_empty() && !is_usual
}

/// Whether the control at `at` is no part of text that was misread otherwise: beside it, from `start` to `end`, stand letters
/// and punctuation of Latin text only.
fn stands_alone(text: &str, start: usize, at: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = bytes[start..at].iter().rev().take(NEAR).take_while(|byte| !byte.is_ascii()).count();
    let after = bytes[at..end].iter().take(NEAR).take_while(|byte| !byte.is_ascii()).count();
    let Some(run) = text.get(at - before..at + after) else { return false };
    run.chars().all(is_latin_text) && next_sequence(run, 0).is_none()
}

fn is_latin_text(character: char) -> bool {
    match character {
        '\u{80}'..='\u{9F}' => CODECS[WINDOWS_1252].character(character as u8).is_some(),
        '\u{A0}' | '«' | '»' | '‘'..='„' | '–' | '—' | '…' | '€' => true,
        _ => character.is_alphabetic() && character < '\u{250}',
    }
}

#[cfg(test)]
mod tests {
    use super::super::find;

    #[test]
    fn controls_that_stand_in_text() {
        let cases: [(&str, &[&str]); 8] = [
            ("\u{93}Hi\u{94} he said", &["“", "”"]),
            ("it\u{92}s", &["’"]),
            ("parl\u{e9}\u{85} Tu sais", &["…"]),
            ("\u{84}\u{dc}ber\u{93}", &["„", "“"]),
            ("5 \u{80}", &["€"]),
            ("a\u{81}b", &[]),
            ("\u{e5}\u{93}\u{81}", &["品"]),
            ("\u{bd}\u{93}", &[]),
        ];
        for (text, expected) in cases {
            let found = find(text, &[]);
            let repaired: Vec<&str> = found.iter().map(|damage| damage.repaired.as_str()).collect();
            assert_eq!(repaired, expected, "{text:?}");
        }
    }
}
