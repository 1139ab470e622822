//! The code pages with which UTF-8 is read by mistake.

use encoding_rs::Encoding;
use std::sync::{LazyLock, OnceLock};

/// A code page.
pub(super) struct Codec {
    /// Its common name.
    pub(super) name: &'static str,
    page: Page,
    /// UTF-8 continuation bytes that get lost: those without a character in a single-byte page; in a double-byte one those
    /// that lead no character, whatever follows.
    lost: Vec<u8>,
    /// Cost of assuming this mistake, in nats: the rarer, the higher.
    pub(super) penalty: f32,
    /// Further cost, in nats, when the evidence is a single character: natural text makes such pairs in some code pages.
    pub(super) thin: f32,
}

enum Page {
    Single {
        /// Each byte from 0x80 on; `None` where the code page has no character.
        characters: Box<[Option<char>; 128]>,
        /// The same the other way round by [`place`], 0 for none; C1 controls are the byte that they were.
        bytes: Vec<u8>,
    },
    Double {
        encoding: &'static Encoding,
        /// Made when first asked for.
        pairs: OnceLock<Pairs>,
    },
}

/// What a double-byte page shows.
struct Pairs {
    /// The one or two bytes of each character of the Basic Multilingual Plane, 0 for none.
    bytes: Vec<u16>,
    /// Further pairs for some of them.
    others: Vec<(char, u16)>,
    /// By the byte behind, the continuation bytes that lead no character with it: those get lost before it.
    lost: Vec<Vec<u8>>,
    /// First and second bytes of pairs of UTF-8 that are no character: browsers show one U+FFFD for both.
    together: [Vec<u8>; 2],
}

/// The bytes that were shown as one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bytes {
    One(u8),
    Two(u8, u8),
}

impl Bytes {
    pub(super) fn pair(self) -> Option<[u8; 2]> {
        match self {
            Bytes::One(_) => None,
            Bytes::Two(lead, trail) => Some([lead, trail]),
        }
    }

    pub(super) fn first(self) -> u8 {
        match self {
            Bytes::One(byte) | Bytes::Two(byte, _) => byte,
        }
    }
}

impl Codec {
    fn single(name: &'static str, characters: [Option<char>; 128], penalty: f32, thin: f32) -> Codec {
        let mut bytes = vec![0; PLACES];
        let controls = (0x80..0xA0).map(|control| (char::from(control), control));
        let own = characters.iter().enumerate().filter_map(|(index, own)| Some(((*own)?, index as u8 + 0x80)));
        for (character, byte) in controls.chain(own) {
            if let Some(at) = place(character as u32) {
                bytes[at] = byte;
            }
        }
        let lost = (0x80..0xC0).filter(|&byte| characters[usize::from(byte) - 0x80].is_none()).collect();
        Codec { name, page: Page::Single { characters: Box::new(characters), bytes }, lost, penalty, thin }
    }

    fn double(name: &'static str, encoding: &'static Encoding, penalty: f32, thin: f32) -> Codec {
        let page = Page::Double { encoding, pairs: OnceLock::new() };
        // Half-width kana have one byte.
        let lost = if encoding == encoding_rs::SHIFT_JIS { (0x80..0xA1).collect() } else { (0x80..0xC0).collect() };
        Codec { name, page, lost, penalty, thin }
    }

    /// The UTF-8 continuation bytes that get lost before the byte `next`, if that is known.
    pub(super) fn lost(&self, next: Option<u8>) -> &[u8] {
        match (&self.page, next) {
            (Page::Double { encoding, pairs }, Some(next)) => {
                &pairs.get_or_init(|| Pairs::new(encoding, &self.lost)).lost[usize::from(next)]
            }
            _ => &self.lost,
        }
    }

    /// The first and the second bytes of UTF-8 that get lost together, where they are few enough to tell.
    pub(super) fn lost_together(&self) -> Option<[&[u8]; 2]> {
        let Page::Double { encoding, pairs } = &self.page else { return None };
        let [first, second] = &pairs.get_or_init(|| Pairs::new(encoding, &self.lost)).together;
        (first.len() <= FEW).then_some([first, second])
    }

    pub(super) fn is_double(&self) -> bool {
        matches!(self.page, Page::Double { .. })
    }

    /// The bytes that were shown as `character`.
    pub(super) fn bytes(&self, character: char) -> Option<Bytes> {
        if character.is_ascii() {
            return Some(Bytes::One(character as u8));
        }
        match &self.page {
            Page::Single { .. } => self.byte(character).map(Bytes::One),
            Page::Double { encoding, pairs } => {
                let pairs = pairs.get_or_init(|| Pairs::new(encoding, &self.lost));
                match *pairs.bytes.get(character as usize)? {
                    0 => None,
                    one @ 1..0x100 => Some(Bytes::One(one as u8)),
                    two => Some(Bytes::Two((two >> 8) as u8, two as u8)),
                }
            }
        }
    }

    /// Whether the character may stand for bytes that were lost.
    pub(super) fn is_filler(&self, character: char) -> bool {
        character == '\u{FFFD}' || (character == FILLER && self.name == "shift_jis")
    }

    /// Another pair of bytes that a double-byte page shows as `character`.
    pub(super) fn other_pair(&self, character: char) -> Option<[u8; 2]> {
        let Page::Double { encoding, pairs } = &self.page else { return None };
        if character.is_ascii() {
            return None;
        }
        let others = &pairs.get_or_init(|| Pairs::new(encoding, &self.lost)).others;
        others.iter().find(|(other, _)| *other == character).map(|(_, number)| number.to_be_bytes())
    }

    /// The byte from 0x80 on that a single-byte page shows as `character`.
    pub(super) fn byte(&self, character: char) -> Option<u8> {
        let Page::Single { bytes, .. } = &self.page else { return None };
        let byte = *bytes.get(place(character as u32)?)?;
        (byte != 0).then_some(byte)
    }

    /// The encoding of a double-byte page.
    pub(super) fn double_encoding(&self) -> Option<&'static Encoding> {
        match &self.page {
            Page::Single { .. } => None,
            Page::Double { encoding, .. } => Some(encoding),
        }
    }

    /// What a single-byte page shows for a byte from 0x80 on; `None` where it has no character, and in a double-byte page.
    pub(super) fn character(&self, byte: u8) -> Option<char> {
        let Page::Single { characters, .. } = &self.page else { return None };
        characters[usize::from(byte).checked_sub(0x80)?]
    }
}

/// What Windows shows in Shift_JIS for two bytes that are no character.
const FILLER: char = '・';

/// More first bytes than this tell nothing.
const FEW: usize = 32;

/// Number of places that [`place`] knows.
pub(super) const PLACES: usize = 0x800 + 0x600 + 3;

/// An index for the characters of the single-byte pages: U+0000 to U+07FF, then U+2000 to U+25FF, and three of Macintosh's.
pub(super) fn place(code: u32) -> Option<usize> {
    match code {
        0..0x800 => Some(code as usize),
        0x2000..0x2600 => Some((code - 0x2000) as usize + 0x800),
        0xF8FF => Some(0xE00),
        0xFB01 | 0xFB02 => Some((code - 0xFB01) as usize + 0xE01),
        _ => None,
    }
}

/// IBM's first code page, from 0x80 on: the Unicode Consortium's mapping `CP437.TXT`.
const IBM437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The index of windows-1252 in [`CODECS`].
pub(super) const WINDOWS_1252: usize = 0;

/// The index of windows-1251 in [`CODECS`].
pub(super) const WINDOWS_1251: usize = 3;

/// The single-byte pages come first in [`CODECS`]: this many.
pub(super) const SINGLE: usize = 9;

/// All code pages, the usual mistakes first. Penalties were set on generated damage.
pub(super) static CODECS: LazyLock<[Codec; 13]> = LazyLock::new(|| {
    use encoding_rs::{
        BIG5, EUC_KR, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
        WINDOWS_1257,
    };
    [
        Codec::single("windows-1252", by_standard(WINDOWS_1252), 0.0, 1.5),
        Codec::single("windows-1254", by_standard(WINDOWS_1254), 0.7, 3.0),
        Codec::single("windows-1250", by_standard(WINDOWS_1250), 1.0, 4.0),
        Codec::single("windows-1251", by_standard(WINDOWS_1251), 1.0, 4.0),
        Codec::single("windows-1253", by_standard(WINDOWS_1253), 1.5, 6.0),
        Codec::single("windows-1257", by_standard(WINDOWS_1257), 1.5, 9.0),
        Codec::single("iso-8859-1", latin_1(), 2.0, 1.5),
        Codec::single("macintosh", by_standard(MACINTOSH), 1.5, 12.0),
        Codec::single("ibm437", ibm437(), 2.0, 12.0),
        Codec::double("gbk", GBK, 1.0, 6.0),
        Codec::double("shift_jis", SHIFT_JIS, 1.5, 6.0),
        Codec::double("euc-kr", EUC_KR, 1.5, 6.0),
        Codec::double("big5", BIG5, 1.5, 6.0),
    ]
});

/// The Encoding Standard gives C1 controls to bytes that a code page itself leaves undefined.
fn by_standard(encoding: &'static Encoding) -> [Option<char>; 128] {
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

/// Characters that another decoder than the Encoding Standard's gives for two bytes: Unicode's own mapping of JIS X 0208,
/// where Microsoft's, which is the Standard's, has the fullwidth form.
const OTHERS: [(char, char); 7] = [
    ('\u{301C}', '\u{FF5E}'),
    ('\u{2016}', '\u{2225}'),
    ('\u{2212}', '\u{FF0D}'),
    ('\u{A2}', '\u{FFE0}'),
    ('\u{A3}', '\u{FFE1}'),
    ('\u{AC}', '\u{FFE2}'),
    ('\u{2015}', '\u{2014}'),
];

impl Pairs {
    /// All that `encoding` shows for one byte from 0x80 on or for two; `single` are the continuation bytes that it shows for
    /// nothing alone.
    fn new(encoding: &'static Encoding, single: &[u8]) -> Pairs {
        let mut bytes = vec![0; 0x1_0000];
        let mut lost = vec![Vec::new(); 0x100];
        let mut others = Vec::new();
        let mut together = [Vec::new(), Vec::new()];
        let is_utf8 = |byte: u8| matches!(byte, 0x80..=0xBF | 0xC2..=0xF0);
        for lead in 0x80..=0xFF {
            let mut is_shown = [false; 0x100];
            let one = decoded(encoding, &[lead]);
            set(&mut bytes, one, u16::from(lead));
            for trail in (0x40..=0xFE).filter(|_| lead > 0x80) {
                let two = decoded(encoding, &[lead, trail]);
                let number = u16::from_be_bytes([lead, trail]);
                set(&mut bytes, two, number);
                let is_other = |two: &char| bytes.get(*two as usize).is_some_and(|&known| known != number);
                others.extend(two.filter(|two| is_utf8(lead) && is_other(two)).map(|two| (two, number)));
                if two.is_none() && one.is_none() && is_utf8(lead) && is_utf8(trail) {
                    together[0].push(lead);
                    together[1].push(trail);
                }
                is_shown[usize::from(trail)] = two.is_some_and(|shown| is_widely_shown(encoding, shown, lead, trail));
            }
            if single.contains(&lead) {
                let behind = lost.iter_mut().zip(is_shown);
                behind.filter(|(_, is_shown)| !is_shown).for_each(|(lost, _)| lost.push(lead));
            }
        }
        for (one, other) in OTHERS {
            let (one, other) = (one as usize, other as usize);
            let number = bytes[one].max(bytes[other]);
            (bytes[one], bytes[other]) = (number, number);
        }
        for bytes in &mut together {
            bytes.sort_unstable();
            bytes.dedup();
        }
        Pairs { bytes, others, lost, together }
    }
}

/// The one character that `encoding` shows for `bytes`.
fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Option<char> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

fn set(bytes: &mut [u16], character: Option<char>, number: u16) {
    if let Some(slot) = character.and_then(|character| bytes.get_mut(character as usize)).filter(|slot| **slot == 0) {
        *slot = number;
    }
}

/// Whether older decoders show the character as well: those of the standards before Microsoft's additions do not.
fn is_widely_shown(encoding: &'static Encoding, character: char, lead: u8, trail: u8) -> bool {
    let is_private = matches!(character, '\u{E000}'..='\u{F8FF}');
    let is_added = (encoding == encoding_rs::EUC_KR && (lead < 0xA1 || trail < 0xA1))
        || (encoding == encoding_rs::BIG5 && lead < 0xA1);
    !is_private && !is_added
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code page, some of its characters, and the continuation bytes that it lacks.
    type Table<'a> = (&'a str, &'a [(u8, Option<char>)], &'a [u8]);

    fn codec(name: &str) -> &'static Codec {
        CODECS.iter().find(|codec| codec.name == name).unwrap()
    }

    #[test]
    fn single_byte_pages() {
        let cases: [Table; 5] = [
            ("windows-1252", &[(0x80, Some('€')), (0x81, None), (0xFF, Some('ÿ'))], &[0x81, 0x8D, 0x8F, 0x90, 0x9D]),
            ("windows-1254", &[(0xF0, Some('ğ'))], &[0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E]),
            ("windows-1251", &[(0xD0, Some('Р'))], &[0x98]),
            ("macintosh", &[(0xC3, Some('√')), (0xDB, Some('€'))], &[]),
            ("ibm437", &[(0xC3, Some('├')), (0xA9, Some('⌐')), (0xFF, Some('\u{a0}'))], &[]),
        ];
        for (name, bytes, lost) in cases {
            let codec = codec(name);
            assert_eq!(codec.lost(None), lost, "{name}");
            for &(byte, character) in bytes {
                assert_eq!(codec.character(byte), character, "{name} {byte:X}");
                if let Some(character) = character {
                    assert_eq!(codec.bytes(character), Some(Bytes::One(byte)), "{name} {character}");
                }
            }
        }
    }

    #[test]
    fn double_byte_pages() {
        let cases = [
            ("gbk", '中', Some(Bytes::Two(0xD6, 0xD0))),
            ("gbk", '€', Some(Bytes::One(0x80))),
            ("gbk", 'a', Some(Bytes::One(b'a'))),
            ("gbk", '가', None),
            ("shift_jis", 'ﾃ', Some(Bytes::One(0xC3))),
            ("shift_jis", '〜', Some(Bytes::Two(0x81, 0x60))),
            ("shift_jis", '～', Some(Bytes::Two(0x81, 0x60))),
            ("euc-kr", '가', Some(Bytes::Two(0xB0, 0xA1))),
            ("big5", '中', Some(Bytes::Two(0xA4, 0xA4))),
        ];
        for (name, character, expected) in cases {
            assert_eq!(codec(name).bytes(character), expected, "{name} {character}");
        }
    }
}
