//! The UTF-8 sequences that may have stood at each place of a stretch, lost bytes supplied.

use super::codec::Codec;
use super::lattice::{Arc, Lattice};

/// One way to read a character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) character: char,
    /// The node behind it.
    pub(super) to: u32,
    /// What it assumes beside the text, in nats.
    pub(super) cost: f32,
    /// Bytes supplied.
    pub(super) lost: u8,
    /// Bytes that stand there as they are.
    pub(super) present: u8,
}

impl Reading {
    /// Whether it assumes nothing.
    pub(super) fn is_whole(&self) -> bool {
        self.lost == 0 && self.cost == 0.0
    }
}

/// The readings of every node of a lattice.
pub(super) struct Readings {
    all: Vec<Reading>,
    first: Vec<u32>,
}

/// A byte supplied where nothing marks its place.
const SUPPLIED: f32 = 1.2;
/// The same where it may be any of 64: a double-byte page loses what its neighbour does not go with.
const SUPPLIED_ANY: f32 = 4.2;
/// At most this many bytes of a character may be lost.
const MOST_LOST: u8 = 2;

/// A character in the making.
#[derive(Clone, Copy)]
struct Part {
    code: u32,
    reading: Reading,
}

impl Readings {
    /// Every reading at every node of `lattice`. Bytes are supplied from those that `codec` lacks, unmarked ones only
    /// where nothing else in the stretch is marked.
    pub(super) fn new(lattice: &Lattice, codec: &Codec) -> Readings {
        let mut readings =
            Readings { all: Vec::with_capacity(lattice.end()), first: Vec::with_capacity(lattice.end() + 2) };
        let mut found = Vec::new();
        for node in 0..=lattice.end() {
            readings.first.push(readings.all.len() as u32);
            for arc in lattice.at(node) {
                match arc.byte {
                    0xC2..=0xF4 => {
                        read(lattice, arc, codec, &mut found);
                        readings.all.append(&mut found);
                    }
                    // The second half of a character that was made of two bytes.
                    0..0x80 if !lattice.is_border(node) => {
                        let character = char::from(arc.byte);
                        readings.all.push(Reading { character, to: arc.to, cost: 0.0, lost: 0, present: 1 });
                    }
                    _ => {}
                }
            }
        }
        readings.first.push(readings.all.len() as u32);
        readings
    }

    /// The readings at `node`.
    pub(super) fn at(&self, node: usize) -> &[Reading] {
        &self.all[self.first[node] as usize..self.first[node + 1] as usize]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether one character at least is complete.
    pub(super) fn has_whole(&self) -> bool {
        self.all.iter().any(|reading| reading.is_whole() && !reading.character.is_ascii())
    }

    /// Whether some character has a lead byte of Han or kana.
    pub(super) fn is_eastern(&self) -> bool {
        self.all.iter().any(|reading| matches!(reading.character, '\u{3000}'..='\u{9FFF}'))
    }
}

/// Number of continuation bytes after a lead byte.
fn continuations(lead: u8) -> usize {
    match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        _ => 3,
    }
}

fn is_continuation(arc: &Arc) -> bool {
    matches!(arc.byte, 0x80..=0xBF)
}

/// Puts into `out` every reading that begins with `lead`.
fn read(lattice: &Lattice, lead: &Arc, codec: &Codec, out: &mut Vec<Reading>) {
    if let Some(whole) = whole(lattice, lead) {
        out.push(whole);
        return;
    }
    let wanted = continuations(lead.byte);
    let bits = [0x1F, 0x0F, 0x07][wanted - 1];
    let present = u8::from(lead.cost == 0.0 && lead.lost == 0);
    let reading = Reading { character: '\0', to: lead.to, cost: lead.cost, lost: lead.lost, present };
    let mut parts = vec![Part { code: u32::from(lead.byte) & bits, reading }];
    let may_supply = !lattice.is_marked;
    for index in 0..wanted {
        let any = codec.is_double();
        let supplied = if may_supply && (!any || index + 1 == wanted) { &codec.lost[..] } else { &[] };
        parts = extend(&parts, lattice, supplied, if any { SUPPLIED_ANY } else { SUPPLIED });
    }
    let least = [0x80, 0x800, 0x10000][wanted - 1];
    for part in parts {
        let Some(character) = char::from_u32(part.code).filter(|_| part.code >= least) else { continue };
        let Reading { to, lost, .. } = part.reading;
        // Where a byte was lost, no other may be left over behind.
        let leaves_byte = lost > 0 && lattice.at(to as usize).iter().any(|arc| is_continuation(arc) && arc.cost == 0.0);
        let is_control = matches!(character, '\u{80}'..='\u{9F}') && lost > 0;
        if !leaves_byte && !is_control {
            out.push(Reading { character, ..part.reading });
        }
    }
}

/// The character that stands whole behind `lead`, if its bytes are certain.
fn whole(lattice: &Lattice, lead: &Arc) -> Option<Reading> {
    if lead.cost > 0.0 || lead.lost > 0 {
        return None;
    }
    let wanted = continuations(lead.byte);
    let mut bytes = [lead.byte, 0, 0, 0];
    let mut to = lead.to;
    for byte in &mut bytes[1..=wanted] {
        let [Arc { byte: present @ 0x80..=0xBF, to: next, cost: 0.0, lost: 0 }] = lattice.at(to as usize) else {
            return None;
        };
        (*byte, to) = (*present, *next);
    }
    let character = std::str::from_utf8(&bytes[..=wanted]).ok()?.chars().next()?;
    Some(Reading { character, to, cost: 0.0, lost: 0, present: wanted as u8 + 1 })
}

/// Every part with one more continuation byte.
fn extend(parts: &[Part], lattice: &Lattice, supplied: &[u8], supply: f32) -> Vec<Part> {
    let mut longer = Vec::new();
    for &Part { code, reading } in parts {
        let mut push = |byte: u8, change: Reading| {
            longer.push(Part { code: code << 6 | u32::from(byte & 0x3F), reading: change });
        };
        for arc in lattice.at(reading.to as usize).iter().filter(|arc| is_continuation(arc)) {
            let lost = reading.lost + arc.lost;
            if lost > MOST_LOST {
                continue;
            }
            let present = reading.present + u8::from(arc.cost == 0.0 && arc.lost == 0);
            push(arc.byte, Reading { to: arc.to, cost: reading.cost + arc.cost, lost, present, ..reading });
        }
        if reading.lost < MOST_LOST {
            for &byte in supplied {
                push(byte, Reading { cost: reading.cost + supply, lost: reading.lost + 1, ..reading });
            }
        }
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::codec::CODECS;
    use super::*;
    use crate::text::Span;

    /// A text, and the readings at its start: character, characters used, bytes supplied.
    type Place<'a> = (&'a str, &'a [(char, u32, u8)]);

    #[test]
    fn characters_at_a_place() {
        let codec = &CODECS[0];
        let cases: [Place; 7] = [
            ("Ã©", &[('é', 2, 0)]),
            ("Ãx", &[('Á', 1, 1), ('Í', 1, 1), ('Ï', 1, 1), ('Ð', 1, 1), ('Ý', 1, 1)]),
            ("Ã\u{a0}x", &[('à', 2, 0)]),
            ("Ã\u{FFFD}", &[('Á', 2, 1), ('Í', 2, 1), ('Ï', 2, 1), ('Ð', 2, 1), ('Ý', 2, 1)]),
            ("ðŸ™Œ", &[('🙌', 4, 0)]),
            ("é\u{FFFD}", &[]),
            ("x", &[]),
        ];
        for (text, expected) in cases {
            let cells = cells(text, Span::new(0, text.len()), &[]);
            let lattice = Lattice::new(&cells, codec);
            let readings = Readings::new(&lattice, codec);
            let mut got: Vec<_> =
                readings.at(0).iter().map(|reading| (reading.character, reading.to, reading.lost)).collect();
            got.sort();
            assert_eq!(got, expected, "{text}");
        }
    }
}
