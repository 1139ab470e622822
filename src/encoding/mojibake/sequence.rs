//! The UTF-8 sequences that may have stood at one place, lost bytes supplied.

use super::codec::Codec;

/// One character of the text as the byte that it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    Byte(u8),
    /// U+FFFD: some byte that the code page does not have.
    Lost,
    /// A character that the code page does not have: it was not damaged.
    Foreign,
}

impl Symbol {
    pub(super) fn is_continuation(self) -> bool {
        matches!(self, Symbol::Byte(0x80..=0xBF))
    }

    /// Number of continuation bytes after this one; `None` when it does not begin a multi-byte character.
    pub(super) fn continuations(self) -> Option<usize> {
        match self {
            Symbol::Byte(0xC2..=0xDF) => Some(1),
            Symbol::Byte(0xE0..=0xEF) => Some(2),
            Symbol::Byte(0xF0..=0xF4) => Some(3),
            _ => None,
        }
    }
}

/// One way to read a character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) character: char,
    /// Index of the symbol behind it.
    pub(super) next: usize,
    /// What it assumes beside the text, in nats.
    pub(super) cost: f32,
    /// Bytes supplied.
    pub(super) lost: u8,
    /// Blanks read as the no-break spaces that they were.
    pub(super) blanks: u8,
}

/// A byte supplied where nothing marks its place.
const SUPPLIED: f32 = 1.2;
/// A blank taken for a no-break space.
const BLANK: f32 = 3.0;
/// At most this many bytes of a character may be lost.
const MOST_LOST: u8 = 2;

/// A character in the making.
#[derive(Clone, Copy)]
struct Part {
    code: u32,
    reading: Reading,
}

/// Puts into `out` every reading of the symbols at `at`. Bytes are supplied from those that `codec` lacks, and unmarked
/// ones only where `may_supply`.
pub(super) fn readings(symbols: &[Symbol], at: usize, codec: &Codec, may_supply: bool, out: &mut Vec<Reading>) {
    out.clear();
    let (Symbol::Byte(lead), Some(continuations)) = (symbols[at], symbols[at].continuations()) else { return };
    let present = symbols[at + 1..].iter().take(continuations).take_while(|symbol| symbol.is_continuation()).count();
    if present == continuations {
        out.extend(whole(symbols, at, continuations));
        return;
    }
    let bits = [0x1F, 0x0F, 0x07][continuations - 1];
    let reading = Reading { character: '\0', next: at + 1, cost: 0.0, lost: 0, blanks: 0 };
    let mut parts = vec![Part { code: u32::from(lead) & bits, reading }];
    for _ in 0..continuations {
        parts = extend(&parts, symbols, codec, may_supply);
    }
    let least = [0x80, 0x800, 0x10000][continuations - 1];
    for part in parts {
        let Some(character) = char::from_u32(part.code).filter(|_| part.code >= least) else { continue };
        let Reading { next, lost, .. } = part.reading;
        // Where a byte was lost, no other may be left over behind.
        let leaves_byte = lost > 0 && symbols.get(next).is_some_and(|symbol| symbol.is_continuation());
        let is_control = matches!(character, '\u{80}'..='\u{9F}') && lost > 0;
        if !leaves_byte && !is_control && character != '\u{FFFD}' {
            out.push(Reading { character, ..part.reading });
        }
    }
}

/// The character that stands whole at `at`.
fn whole(symbols: &[Symbol], at: usize, continuations: usize) -> Option<Reading> {
    let mut bytes = [0; 4];
    let bytes = &mut bytes[..=continuations];
    for (byte, symbol) in bytes.iter_mut().zip(&symbols[at..]) {
        let Symbol::Byte(present) = symbol else { return None };
        *byte = *present;
    }
    let character = std::str::from_utf8(bytes).ok()?.chars().next()?;
    let next = at + 1 + continuations;
    (character != '\u{FFFD}').then_some(Reading { character, next, cost: 0.0, lost: 0, blanks: 0 })
}

/// Every part with one more continuation byte.
fn extend(parts: &[Part], symbols: &[Symbol], codec: &Codec, may_supply: bool) -> Vec<Part> {
    let mut longer = Vec::new();
    for &Part { code, reading } in parts {
        let mut push = |byte: u8, change: Reading| {
            longer.push(Part { code: code << 6 | u32::from(byte & 0x3F), reading: change });
        };
        let Reading { next, cost, lost, .. } = reading;
        match symbols.get(next) {
            Some(&Symbol::Byte(byte @ 0x80..=0xBF)) => push(byte, Reading { next: next + 1, ..reading }),
            Some(Symbol::Byte(b' ')) => {
                push(0xA0, Reading { next: next + 1, cost: cost + BLANK, blanks: reading.blanks + 1, ..reading });
            }
            Some(Symbol::Lost) if lost < MOST_LOST => {
                for &byte in &codec.lost {
                    push(byte, Reading { next: next + 1, lost: lost + 1, ..reading });
                }
            }
            _ => {}
        }
        if may_supply && lost < MOST_LOST {
            for &byte in &codec.lost {
                push(byte, Reading { cost: cost + SUPPLIED, lost: lost + 1, ..reading });
            }
        }
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::super::codec::CODECS;
    use super::*;

    /// A text, whether bytes may be supplied, and the readings: character, symbols used, bytes supplied.
    type Place<'a> = (&'a str, bool, &'a [(char, usize, u8)]);

    #[test]
    fn characters_at_a_place() {
        let codec = &CODECS[0];
        let cases: [Place; 8] = [
            ("Ã©", true, &[('é', 2, 0)]),
            ("Ãx", false, &[]),
            ("Ãx", true, &[('Á', 1, 1), ('Í', 1, 1), ('Ï', 1, 1), ('Ð', 1, 1), ('Ý', 1, 1)]),
            ("Ã x", false, &[('à', 2, 0)]),
            ("Ã\u{FFFD}", false, &[('Á', 2, 1), ('Í', 2, 1), ('Ï', 2, 1), ('Ð', 2, 1), ('Ý', 2, 1)]),
            ("ðŸ™Œ", true, &[('🙌', 4, 0)]),
            ("é ", false, &[]),
            ("x", true, &[]),
        ];
        for (text, may_supply, expected) in cases {
            let symbols: Vec<Symbol> =
                text.chars()
                    .map(|c| {
                        if c == '\u{FFFD}' { Symbol::Lost } else { codec.byte(c).map_or(Symbol::Foreign, Symbol::Byte) }
                    })
                    .collect();
            let mut out = Vec::new();
            readings(&symbols, 0, codec, may_supply, &mut out);
            let mut got: Vec<_> = out.iter().map(|reading| (reading.character, reading.next, reading.lost)).collect();
            got.sort();
            assert_eq!(got, expected, "{text}");
        }
    }
}
