//! Looks for lines that could be mojibake, fast enough to be run on every file.
//!
//! A misread UTF-8 character shows as a lead byte's character followed by continuation bytes' characters ([`single`]), or as
//! characters of two bytes that hide such bytes ([`east`]). Few characters of natural text look so, and nearly none of it
//! is complete.

mod east;
mod single;

use crate::text::Span;
use single::Roles;

/// A set of code pages: bit `n` is `CODECS[n]`.
pub(super) type Codecs = u16;

/// The end of the first misread character that is whole in some code page, at or after byte `from`; and those pages.
pub(super) fn next_sequence(text: &str, from: usize) -> Option<(usize, Codecs)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(start) = next_non_ascii(bytes, at) {
        let mut lead = Roles::default();
        let mut east = east::Run::new(start);
        at = start;
        while at < bytes.len() && bytes[at] >= 0x80 {
            let (code, length) = code_point(bytes, at);
            if code >= east::FIRST
                && let Some(found) = east.see(text, at, code)
            {
                return Some(found);
            }
            let roles = single::roles(code);
            if lead.lead & roles.continuation != 0
                && let Some(found) = single::sequence(text, at)
            {
                return Some(found);
            }
            lead = roles;
            at += length;
        }
        if let Some(found) = east.finish(text, at) {
            return Some(found);
        }
    }
    None
}

/// All misread characters that are whole, one after the other: the end of each, and the pages in which it is.
pub(super) fn sequences(text: &str) -> impl Iterator<Item = (usize, Codecs)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = next_sequence(text, at)?;
        at = found.0;
        Some(found)
    })
}

/// Adds one to the counts of the pages in `codecs`.
pub(super) fn count(codecs: Codecs, whole: &mut [usize]) {
    for (bit, count) in whole.iter_mut().enumerate() {
        *count += usize::from(codecs >> bit & 1);
    }
}

/// The line that holds byte `at`, without its line end.
pub(super) fn line_at(text: &str, at: usize) -> Span {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |newline| at + newline);
    Span::new(start, end)
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

#[cfg(test)]
mod tests {
    use super::super::codec::CODECS;
    use super::*;

    #[test]
    fn suspicious_text() {
        let cases: [(&str, Option<&str>); 28] = [
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
            ("浣犲ソ", Some("gbk")),
            ("鈥檚", Some("gbk")),
            ("馃檶", Some("gbk")),
            ("caf茅", Some("gbk")),
            ("kﾃｶnnen", Some("shift_jis")),
            ("繧｢繧､", Some("shift_jis")),
            ("f체r", Some("euc-kr")),
            ("茅", None),
            ("陶喆与朱镕基", None),
            ("使用Python和Java", None),
            ("ｸﾘｽﾏｽ", None),
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
