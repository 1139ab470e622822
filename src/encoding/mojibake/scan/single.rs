//! UTF-8 read in a single-byte code page: what a character may have been, and whether a misread one is whole.

use super::super::codec::{CODECS, Codec, PLACES, SINGLE, WINDOWS_1251, place};
use super::super::utf8::continuations;
use super::Codecs;
use std::sync::LazyLock;

/// What a character may have been, by code page.
#[derive(Clone, Copy, Default)]
pub(super) struct Roles {
    /// Lead byte of a multi-byte character.
    pub(super) lead: Codecs,
    /// Continuation byte.
    pub(super) continuation: Codecs,
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

/// What the character of this code point may have been.
pub(super) fn roles(code: u32) -> Roles {
    place(code).map_or(Roles::default(), |place| ROLES[place])
}

/// The end of the misread character that the one before `at` leads, if it is whole in some code page and no natural
/// text; and those pages.
pub(super) fn sequence(text: &str, at: usize) -> Option<(usize, Codecs)> {
    let lead_at = start_of_character(text.as_bytes(), at);
    let (length, codecs) = whole_sequence(&text[lead_at..])?;
    (!is_natural_cyrillic(text, lead_at, codecs)).then_some((lead_at + length, codecs))
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
        let Some(continuations) = codec.byte(lead).and_then(continuations) else { continue };
        let mut following = text.chars().skip(1).take(continuations);
        let is_continuation = |c: char| matches!(codec.byte(c), Some(0x80..=0xBF));
        let whole = following.clone().count() == continuations && following.all(is_continuation);
        let is_head = !whole && is_emoji_head(text, codec);
        if whole || is_head {
            let length: usize = text.chars().take(continuations + usize::from(whole)).map(char::len_utf8).sum();
            let (longest, codecs) = found.get_or_insert((length, 0));
            *longest = (*longest).max(length);
            *codecs |= 1 << bit;
        }
    }
    found
}

/// Whether the text begins with the first three bytes of an emoji, `F0 9F` and another: no natural text does.
fn is_emoji_head(text: &str, codec: &Codec) -> bool {
    let mut bytes = text.chars().take(3).map(|character| codec.byte(character));
    bytes.next() == Some(Some(0xF0))
        && bytes.next() == Some(Some(0x9F))
        && matches!(bytes.next(), Some(Some(0x80..=0xBF)))
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
        let Some(continuations) = continuations(*lead) else { continue };
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
