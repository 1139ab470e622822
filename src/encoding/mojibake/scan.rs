//! Looks for lines that could be mojibake, fast enough to be run on every file.
//!
//! A misread UTF-8 character shows as a lead byte's character followed by continuation bytes' characters. Few pairs of
//! natural text look so, and nearly none is complete.

use super::codec::{CODECS, PLACES, SINGLE, WINDOWS_1251, place};
use std::sync::LazyLock;

/// A set of code pages: bit `n` is `CODECS[n]`.
pub(super) type Codecs = u16;

/// What a character may have been, by code page.
#[derive(Clone, Copy, Default)]
struct Roles {
    /// Lead byte of a multi-byte character.
    lead: Codecs,
    /// Continuation byte.
    continuation: Codecs,
}

/// Roles by [`place`].
static ROLES: LazyLock<Vec<Roles>> = LazyLock::new(|| {
    let mut roles = vec![Roles::default(); PLACES];
    for (bit, codec) in CODECS[..SINGLE].iter().enumerate() {
        let bytes = (0x80..=0xFF).filter_map(|byte: u8| Some((byte, codec.character(byte)?)));
        let controls = (0x80..0xA0).map(|byte| (byte, char::from(byte)));
        for (byte, character) in bytes.chain(controls) {
            let Some(roles) = place(character as u32).and_then(|place| roles.get_mut(place)) else { continue };
            match byte {
                0x80..=0xBF => roles.continuation |= 1 << bit,
                0xC2..=0xF4 => roles.lead |= 1 << bit,
                _ => {}
            }
        }
    }
    roles
});

/// The end of the first misread character that is whole in some code page, at or after byte `from`; and those pages.
pub(super) fn next_sequence(text: &str, from: usize) -> Option<(usize, Codecs)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(start) = next_non_ascii(bytes, at) {
        let mut lead = Roles::default();
        at = start;
        while at < bytes.len() && bytes[at] >= 0x80 {
            let (code, length) = code_point(bytes, at);
            let roles = place(code).map_or(Roles::default(), |place| ROLES[place]);
            if lead.lead & roles.continuation != 0 {
                let lead_at = start_of_character(bytes, at);
                if let Some((length, codecs)) = whole_sequence(&text[lead_at..])
                    && !is_natural_cyrillic(text, lead_at, codecs)
                {
                    return Some((lead_at + length, codecs));
                }
            }
            lead = roles;
            at += length;
        }
    }
    None
}

/// The first byte from 0x80 on, at or after `at`.
fn next_non_ascii(bytes: &[u8], mut at: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    while let Some(words) = bytes[at..].first_chunk::<32>() {
        if !words.is_ascii() {
            break;
        }
        at += 32;
    }
    while let Some(word) = bytes[at..].first_chunk::<8>() {
        let high = u64::from_le_bytes(*word) & HIGH;
        if high != 0 {
            return Some(at + high.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    bytes[at..].iter().position(|&byte| byte >= 0x80).map(|offset| at + offset)
}

/// The code point of the valid UTF-8 character at `at`, and its length; 0 for one outside the Basic Multilingual Plane.
fn code_point(bytes: &[u8], at: usize) -> (u32, usize) {
    let bits = |offset: usize| u32::from(bytes[at + offset] & 0x3F);
    match bytes[at] {
        0xC0..0xE0 => (u32::from(bytes[at] & 0x1F) << 6 | bits(1), 2),
        0xE0..0xF0 => (u32::from(bytes[at] & 0x0F) << 12 | bits(1) << 6 | bits(2), 3),
        _ => (0, 4),
    }
}

/// Where the character before `at` begins.
fn start_of_character(bytes: &[u8], at: usize) -> usize {
    let mut start = at - 1;
    while bytes[start] & 0xC0 == 0x80 {
        start -= 1;
    }
    start
}

/// The length of the misread character at the head of `text`, and the code pages in which it is whole.
fn whole_sequence(text: &str) -> Option<(usize, Codecs)> {
    let lead = text.chars().next()?;
    let mut found = None;
    for (bit, codec) in CODECS[..SINGLE].iter().enumerate() {
        let continuations = match codec.byte(lead) {
            Some(0xC2..=0xDF) => 1,
            Some(0xE0..=0xEF) => 2,
            Some(0xF0..=0xF4) => 3,
            _ => continue,
        };
        let mut following = text.chars().skip(1).take(continuations);
        let is_continuation = |c: char| matches!(codec.byte(c), Some(0x80..=0xBF));
        let whole = following.clone().count() == continuations && following.all(is_continuation);
        if whole {
            let length: usize = text.chars().take(continuations + 1).map(char::len_utf8).sum();
            let (longest, codecs) = found.get_or_insert((length, 0));
            *longest = (*longest).max(length);
            *codecs |= 1 << bit;
        }
    }
    found
}

/// Whether the word around the sequence at `at` is Cyrillic as it was written. Ukrainian `Ві` and `дії` are whole sequences
/// in windows-1251; but that page lost one byte only, so in damage nearly every lead byte has what belongs to it, and in
/// a natural word few do.
fn is_natural_cyrillic(text: &str, at: usize, codecs: Codecs) -> bool {
    let codec = &CODECS[WINDOWS_1251];
    if codecs != 1 << WINDOWS_1251 {
        return false;
    }
    let is_beyond = |c: &char| !c.is_ascii();
    let before: usize = text[..at].chars().rev().take(WORD).take_while(is_beyond).map(char::len_utf8).sum();
    let word = text[at - before..].chars().take(2 * WORD).take_while(is_beyond);
    let bytes: Vec<u8> = word.filter_map(|c| codec.byte(c)).collect();
    let (mut whole, mut broken) = (0, 0);
    let mut rest = &bytes[..];
    while let [lead, following @ ..] = rest {
        rest = following;
        let continuations = match lead {
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            _ => continue,
        };
        match following.split_at_checked(continuations) {
            Some((own, others)) if own.iter().all(|byte| matches!(byte, 0x80..=0xBF)) => {
                whole += 1;
                rest = others;
            }
            _ => broken += 1,
        }
    }
    broken >= whole
}

/// Characters of a word that are looked at, each way.
const WORD: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suspicious_text() {
        let cases: [(&str, Option<&str>); 17] = [
            ("plain text, long enough for a whole word or four of them", None),
            ("Crème brûlée und Grüße", None),
            ("„Spaß“", Some("windows-1252")),
            ("SÃO PAULO, Ångström", None),
            ("Добрый день, мир", None),
            ("Відомо, Тіло, Київ", None),
            ("В°", Some("windows-1251")),
            ("РџСЂРёРІРµС‚", Some("windows-1251")),
            ("数据结构与算法", None),
            ("Ã", None),
            ("🙌🙌🙌", None),
            ("abc Ã© def", Some("windows-1252")),
            ("0123456789012345678901234567890123456789Ã©", Some("windows-1252")),
            ("ðŸ™Œ", Some("windows-1252")),
            ("ğŸ“„", Some("windows-1254")),
            ("├⌐", Some("ibm437")),
            ("√©", Some("macintosh")),
        ];
        for (text, expected) in cases {
            let found = next_sequence(text, 0);
            assert_eq!(found.is_some(), expected.is_some(), "{text}");
            if let (Some((_, codecs)), Some(name)) = (found, expected) {
                let bit = CODECS.iter().position(|codec| codec.name == name).unwrap();
                assert!(codecs & 1 << bit != 0, "{text}");
            }
        }
    }
}
