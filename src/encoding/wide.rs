//! UTF-16, with a byte order mark or without, and UTF-32 with one.

use super::{Decoded, Encoding, mojibake};

/// Text without a mark costs at most this much a character, in nats; what is no text costs twice as much.
const COST: f32 = 8.0;
/// The same for text without a single ASCII character, which bytes without NUL may be.
const COST_EAST: f32 = 6.5;
/// Fewer characters of one alphabet may be chance.
const FEW: usize = 8;
/// Characters on which this is weighed.
const SAMPLE: usize = 1000;

/// Decodes bytes that begin with a byte order mark of UTF-16 or UTF-32 and hold whole characters only.
pub(super) fn decode_marked(bytes: &[u8]) -> Option<Decoded> {
    let (big_endian, is_32) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => (false, true),
        [0, 0, 0xFE, 0xFF, ..] => (true, true),
        [0xFF, 0xFE, ..] => (false, false),
        [0xFE, 0xFF, ..] => (true, false),
        _ => return None,
    };
    // `FF FE 00 00` may also be the mark of UTF-16 with a NUL behind it.
    if is_32 && let Some(text) = read_32(&bytes[4..], big_endian) {
        return Some(Decoded::whole(text, Encoding::Utf32 { big_endian }));
    }
    let text = read_16(bytes.get(2..)?, big_endian).filter(|_| bytes[0] != 0)?;
    Some(Decoded::whole(text, Encoding::Utf16 { big_endian, bom: true }))
}

/// Decodes bytes without a mark that are text in UTF-16 and none otherwise.
pub(super) fn decode_unmarked(bytes: &[u8]) -> Option<Decoded> {
    let mut best: Option<(f32, String, bool)> = None;
    for big_endian in [false, true] {
        let Some(text) = read_16(bytes, big_endian).filter(|text| is_text(text)) else { continue };
        let cost = cost(&text);
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, text, big_endian));
        }
    }
    let (cost, text, big_endian) = best?;
    let is_likely = match memchr::memchr(0, bytes) {
        Some(_) => cost < COST || is_one_alphabet(&text),
        None => cost < COST_EAST,
    };
    is_likely.then(|| Decoded::whole(text, Encoding::Utf16 { big_endian, bom: false }))
}

/// `text` as UTF-16.
pub(super) fn encode_16(text: &str, big_endian: bool, bom: bool) -> Vec<u8> {
    let write = if big_endian { u16::to_be_bytes } else { u16::to_le_bytes };
    let mut bytes = Vec::with_capacity(2 + text.len() * 2);
    if bom {
        bytes.extend(write(0xFEFF));
    }
    for unit in text.encode_utf16() {
        bytes.extend(write(unit));
    }
    bytes
}

/// `text` as UTF-32 with a byte order mark.
pub(super) fn encode_32(text: &str, big_endian: bool) -> Vec<u8> {
    let write = if big_endian { u32::to_be_bytes } else { u32::to_le_bytes };
    let mut bytes = Vec::with_capacity(4 + text.len() * 4);
    bytes.extend(write(0xFEFF));
    for character in text.chars() {
        bytes.extend(write(u32::from(character)));
    }
    bytes
}

fn read_16(bytes: &[u8], big_endian: bool) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let read = if big_endian { u16::from_be_bytes } else { u16::from_le_bytes };
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

fn read_32(bytes: &[u8], big_endian: bool) -> Option<String> {
    if !bytes.len().is_multiple_of(4) {
        return None;
    }
    let read = if big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
    bytes.chunks_exact(4).map(|four| char::from_u32(read([four[0], four[1], four[2], four[3]]))).collect()
}

/// Whether every character is one that text has.
fn is_text(text: &str) -> bool {
    let is_other = |character: char| {
        (character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{C}'))
            || matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}')
            || u32::from(character) & 0xFFFE == 0xFFFE
    };
    !text.is_empty() && !text.contains(is_other)
}

/// What a character costs, in nats.
fn cost(text: &str) -> f32 {
    let sample: String = text.chars().take(SAMPLE).collect();
    mojibake::surprise(&sample) / sample.chars().count() as f32
}

/// Whether nearly all that is not ASCII comes from one alphabet, which bytes of anything else do not: the model has not
/// seen them all.
fn is_one_alphabet(text: &str) -> bool {
    let mut blocks: Vec<u32> = Vec::new();
    let mut ascii = 0;
    for character in text.chars().take(SAMPLE) {
        match character.is_ascii() {
            true => ascii += 1,
            false => blocks.push(u32::from(character) >> 7),
        }
    }
    blocks.sort_unstable();
    let most = blocks.chunk_by(|a, b| a == b).map(<[u32]>::len).max().unwrap_or(0);
    most * 10 >= blocks.len() * 9 && most + ascii >= FEW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_a_mark_is_known_by_what_it_says() {
        let texts = [
            "# Teaching\n\nI teach.\n",
            "Hi\n",
            "Лекции по теории графов\n",
            "研究方向与兴趣爱好",
            "自己紹介と研究について\n",
            "ქართული ენა და ლიტერატურა\n",
        ];
        for text in texts {
            for big_endian in [false, true] {
                let decoded = decode_unmarked(&encode_16(text, big_endian, false)).map(|decoded| decoded.text);
                assert_eq!(decoded.as_deref(), Some(text));
            }
        }
    }

    #[test]
    fn what_is_no_text_is_not_taken_for_it() {
        let cases: [&[u8]; 6] = [
            b"",
            b"a\0\x01\x02\x03b",
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0",
            b"PK\x03\x04\x14\0\0\0\x08\0",
            b"caf\xE9, na\xEFve, d\xE9j\xE0 vu!",
            b"I teach\0 and write\n",
        ];
        for bytes in cases {
            assert_eq!(decode_unmarked(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn marks_tell_the_encoding() {
        type Told<'a> = Option<(&'a str, Encoding)>;
        let cases: [(&[u8], Told); 8] = [
            (b"\xFF\xFEa\0", Some(("a", Encoding::Utf16 { big_endian: false, bom: true }))),
            (b"\xFE\xFF\0a", Some(("a", Encoding::Utf16 { big_endian: true, bom: true }))),
            (b"\xFF\xFE\0\0a\0\0\0", Some(("a", Encoding::Utf32 { big_endian: false }))),
            (b"\0\0\xFE\xFF\0\0\0a", Some(("a", Encoding::Utf32 { big_endian: true }))),
            (b"\xFF\xFE\0\0a\0", Some(("\0a", Encoding::Utf16 { big_endian: false, bom: true }))),
            (b"\0\0\xFE\xFF\0a", None),
            (b"\xFF\xFEa\0\n", None),
            (b"ab", None),
        ];
        for (bytes, expected) in cases {
            let decoded = decode_marked(bytes);
            let got = decoded.as_ref().map(|decoded| (decoded.text.as_str(), decoded.encoding));
            assert_eq!(got, expected, "{bytes:?}");
        }
    }
}
