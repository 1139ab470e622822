//! The code pages with which UTF-8 is read by mistake.

use std::sync::LazyLock;

/// A single-byte code page.
pub(super) struct Codec {
    /// Its common name.
    pub(super) name: &'static str,
    /// Each byte from 0x80 on; `None` where the code page has no character.
    pub(super) characters: [Option<char>; 128],
    /// The same the other way round, sorted by character; C1 controls are the byte that they were.
    bytes: Vec<(char, u8)>,
    /// UTF-8 continuation bytes without a character: what gets lost.
    pub(super) lost: Vec<u8>,
    /// Cost of assuming this mistake, in nats: the rarer, the higher.
    pub(super) penalty: f32,
    /// Further cost, in nats, when the evidence is a single character: natural text makes such pairs in some code pages.
    pub(super) thin: f32,
}

impl Codec {
    fn new(name: &'static str, characters: [Option<char>; 128], penalty: f32, thin: f32) -> Codec {
        let mut bytes: Vec<(char, u8)> = Vec::with_capacity(160);
        for (index, character) in characters.iter().enumerate() {
            bytes.extend(character.map(|character| (character, index as u8 + 0x80)));
        }
        bytes.extend((0x80..0xA0).map(|control| (char::from(control), control)));
        bytes.sort();
        let lost = (0x80..0xC0).filter(|&byte| characters[usize::from(byte) - 0x80].is_none()).collect();
        Codec { name, characters, bytes, lost, penalty, thin }
    }

    /// The byte that was shown as `character`.
    pub(super) fn byte(&self, character: char) -> Option<u8> {
        if character.is_ascii() {
            return Some(character as u8);
        }
        let at = self.bytes.binary_search_by_key(&character, |&(other, _)| other).ok()?;
        Some(self.bytes[at].1)
    }
}

/// IBM's first code page, from 0x80 on: the Unicode Consortium's mapping `CP437.TXT`.
const IBM437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The index of windows-1251 in [`CODECS`].
pub(super) const WINDOWS_1251: usize = 3;

/// All code pages, the usual mistakes first. Penalties were set on generated damage.
pub(super) static CODECS: LazyLock<[Codec; 9]> = LazyLock::new(|| {
    use encoding_rs::{MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1257};
    [
        Codec::new("windows-1252", by_standard(WINDOWS_1252), 0.0, 1.5),
        Codec::new("windows-1254", by_standard(WINDOWS_1254), 0.7, 3.0),
        Codec::new("windows-1250", by_standard(WINDOWS_1250), 1.0, 4.0),
        Codec::new("windows-1251", by_standard(WINDOWS_1251), 1.0, 4.0),
        Codec::new("windows-1253", by_standard(WINDOWS_1253), 1.5, 6.0),
        Codec::new("windows-1257", by_standard(WINDOWS_1257), 1.5, 9.0),
        Codec::new("iso-8859-1", latin_1(), 0.5, 1.5),
        Codec::new("macintosh", by_standard(MACINTOSH), 1.5, 12.0),
        Codec::new("ibm437", ibm437(), 2.0, 12.0),
    ]
});

/// The Encoding Standard gives C1 controls to bytes that a code page itself leaves undefined.
fn by_standard(encoding: &'static encoding_rs::Encoding) -> [Option<char>; 128] {
    std::array::from_fn(|index| {
        let bytes = [index as u8 + 0x80];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        text.chars().next().filter(|&character| !character.is_control() && character != '\u{FFFD}')
    })
}

/// Editors and HTML tools drop the C1 controls of ISO 8859-1: they count as undefined.
fn latin_1() -> [Option<char>; 128] {
    std::array::from_fn(|index| (index >= 0x20).then_some(char::from(index as u8 + 0x80)))
}

fn ibm437() -> [Option<char>; 128] {
    let mut characters = IBM437.chars();
    std::array::from_fn(|_| characters.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code page, some of its characters, and the continuation bytes that it lacks.
    type Page<'a> = (&'a str, &'a [(u8, Option<char>)], &'a [u8]);

    #[test]
    fn code_pages() {
        let cases: [Page; 5] = [
            ("windows-1252", &[(0x80, Some('€')), (0x81, None), (0xFF, Some('ÿ'))], &[0x81, 0x8D, 0x8F, 0x90, 0x9D]),
            ("windows-1254", &[(0xF0, Some('ğ'))], &[0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E]),
            ("windows-1251", &[(0xD0, Some('Р'))], &[0x98]),
            ("macintosh", &[(0xC3, Some('√')), (0xDB, Some('€'))], &[]),
            ("ibm437", &[(0xC3, Some('├')), (0xA9, Some('⌐')), (0xFF, Some('\u{a0}'))], &[]),
        ];
        for (name, bytes, lost) in cases {
            let codec = CODECS.iter().find(|codec| codec.name == name).unwrap();
            assert_eq!(codec.lost, lost, "{name}");
            for &(byte, character) in bytes {
                assert_eq!(codec.characters[usize::from(byte) - 0x80], character, "{name} {byte:X}");
                if let Some(character) = character {
                    assert_eq!(codec.byte(character), Some(byte), "{name} {character}");
                }
            }
        }
    }
}
