//! The UTF-8 sequences that may have stood at each place of a stretch, lost bytes supplied.

use super::altered::{BLANK, LOWERED};
use super::codec::Codec;
use super::lattice::{Arc, Lattice};
use super::model::Model;
use super::surrogates::surrogates;
use super::utf8::continuations;
use std::collections::HashMap;

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

    /// Bytes that prove the mistake, where `characters` stand for it, a small letter before them or not.
    pub(super) fn evidence(&self, characters: usize, is_in_word: bool) -> Option<usize> {
        let length = self.character.len_utf8();
        if self.is_whole() {
            Some(length - 1)
        } else if length > 2 && self.present >= 2 && self.lost <= 1 && characters == length {
            // Every byte has its place, one of them in another guise.
            Some(usize::from(self.present) - 1)
        } else if length == 4 && self.present == 3 && self.lost == 1 {
            // The head of an emoji, which no natural text shows.
            Some(2)
        } else if self.lost == 0 && self.cost == LOWERED && length == 2 {
            Some(1)
        } else if self.character == 'à' && is_in_word {
            // A capital at the end of a small word, and a blank: `voilÃ `.
            Some(1)
        } else {
            None
        }
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
/// A soft hyphen that was dropped, as it shows nothing.
const SOFT_HYPHEN: f32 = 3.0;
/// A no-break space that went with the blanks behind it, or with those at the end of a line.
const MERGED: f32 = 1.2;
/// This many bytes are few: of more, each is less likely.
const FEW: f32 = 20.0;
/// This many bytes are any.
const MANY: usize = 40;
/// What the first three bytes of an emoji prove: no natural text shows them.
const HEAD: f32 = -8.0;
/// At most this many bytes of a character may be lost.
const MOST_LOST: u8 = 2;

/// Readings of one lead byte that a search weighs.
pub(super) const WEIGHED: usize = 24;

/// A character in the making.
#[derive(Clone, Copy)]
struct Part {
    code: u32,
    reading: Reading,
}

impl Readings {
    /// Every reading at every node of `lattice`. Bytes are supplied from those that `codec` lacks, unmarked ones only
    /// where nothing else in the stretch is marked. At most `most` readings of one byte are followed further.
    pub(super) fn new(model: &mut Model, lattice: &Lattice, codec: &Codec, most: usize) -> Readings {
        let mut alike: HashMap<(u8, bool), Vec<Reading>> = HashMap::new();
        let mut readings =
            Readings { all: Vec::with_capacity(lattice.end()), first: Vec::with_capacity(lattice.end() + 2) };
        let mut found = Vec::new();
        for node in 0..=lattice.end() {
            readings.first.push(readings.all.len() as u32);
            for arc in lattice.at(node) {
                match arc.byte {
                    0xC2..=0xF4 => {
                        let is_present = arc.cost == 0.0 && arc.lost == 0 && !codec.is_double();
                        let shape = is_present.then(|| shape(lattice, arc.to)).flatten();
                        if let Some(known) = shape.and_then(|shape| alike.get(&(arc.byte, shape))) {
                            let moved = |reading: &Reading| Reading { to: reading.to + arc.to, ..*reading };
                            readings.all.extend(known.iter().map(moved));
                            continue;
                        }
                        read(lattice, arc, codec, most, &mut found);
                        rank(model, codec, &mut found);
                        if let Some(shape) = shape {
                            let moved = |reading: &Reading| Reading { to: reading.to - arc.to, ..*reading };
                            alike.insert((arc.byte, shape), found.iter().map(moved).collect());
                        }
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

    /// Whether one character at least is complete, or nearly so.
    pub(super) fn has_whole(&self) -> bool {
        (0..self.first.len() - 1).any(|node| {
            let proves = |reading: &Reading| reading.evidence(reading.to as usize - node, true).is_some();
            self.at(node).iter().any(|reading| !reading.character.is_ascii() && proves(reading))
        })
    }

    /// Whether some character has a lead byte of Han or kana.
    pub(super) fn is_eastern(&self) -> bool {
        self.all.iter().any(|reading| matches!(reading.character, '\u{3000}'..='\u{9FFF}'))
    }
}

/// What follows a lead byte, where that alone decides how it can be read: nothing of its character, or a blank (`true`)
/// that may have been a no-break space and nothing else.
fn shape(lattice: &Lattice, next: u32) -> Option<bool> {
    if lattice.is_marked {
        return None;
    }
    let is_ahead = |node: u32| lattice.at(node as usize).iter().any(is_continuation);
    match lattice.at(next as usize) {
        [blank, Arc { byte: 0xA0, to, cost, .. }] if blank.byte == b' ' && *cost == BLANK => {
            (!is_ahead(*to) && !lattice.is_blank(*to as usize)).then_some(true)
        }
        _ => (!is_ahead(next) && !lattice.is_blank(next as usize)).then_some(false),
    }
}

/// Puts the likeliest readings first when there are many, and drops those that neither a search would weigh nor a further
/// round could need.
fn rank(model: &mut Model, codec: &Codec, found: &mut Vec<Reading>) {
    if found.len() <= WEIGHED {
        return;
    }
    let mut ranked: Vec<(f32, Reading)> = Vec::with_capacity(found.len());
    for reading in found.drain(..) {
        let glyph = model.glyph(reading.character);
        ranked.push((reading.cost + model.alone(glyph), reading));
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let is_needed = |reading: &Reading| reading.character == '\u{FFFD}' || codec.byte(reading.character).is_some();
    let kept = ranked.into_iter().enumerate().filter(|(rank, (_, reading))| *rank < WEIGHED || is_needed(reading));
    found.extend(kept.map(|(_, (_, reading))| reading));
}

fn is_continuation(arc: &Arc) -> bool {
    matches!(arc.byte, 0x80..=0xBF)
}

/// Puts into `out` every reading that begins with `lead`.
fn read(lattice: &Lattice, lead: &Arc, codec: &Codec, most: usize, out: &mut Vec<Reading>) {
    if let Some(whole) = whole(lattice, lead).or_else(|| surrogates(lattice, lead)) {
        out.push(whole);
        return;
    }
    let is_present = |arc: &Arc| is_continuation(arc) && arc.lost == 0;
    // Nothing is left of the character but perhaps its end.
    if codec.is_double() && lead.lost > 0 && !lattice.at(lead.to as usize).iter().any(is_present) {
        return;
    }
    let Some(wanted) = continuations(lead.byte) else { return };
    let bits = [0x1F, 0x0F, 0x07][wanted - 1];
    let present = u8::from(lead.cost == 0.0 && lead.lost == 0);
    let reading = Reading { character: '\0', to: lead.to, cost: lead.cost, lost: lead.lost, present };
    let mut parts = vec![Part { code: u32::from(lead.byte) & bits, reading }];
    let may_supply = !lattice.is_marked;
    for index in 0..wanted {
        let mut longer = extend(&parts, lattice, codec, may_supply);
        if may_supply && index + 1 == wanted && !codec.is_double() {
            supply_faded(&parts, lattice, wanted == 1, &mut longer);
        }
        parts = longer;
        if parts.len() > most {
            parts.sort_by(|a, b| a.reading.cost.total_cmp(&b.reading.cost));
            parts.truncate(most);
        }
    }
    let least = [0x80, 0x800, 0x10000][wanted - 1];
    for part in parts {
        let Some(character) = char::from_u32(part.code).filter(|_| part.code >= least) else { continue };
        let Reading { to, lost, .. } = part.reading;
        // Where a byte was lost, no other may be left over behind.
        let leaves_byte = lost > 0 && lattice.at(to as usize).iter().any(|arc| is_continuation(arc) && arc.cost == 0.0);
        let is_control = matches!(character, '\u{80}'..='\u{9F}') && lost > 0;
        if !leaves_byte && !is_control {
            let Reading { present, cost, .. } = part.reading;
            let is_head = present == 3 && lost == 1 && matches!(character, '\u{1F000}'..='\u{1FAFF}');
            out.push(Reading { character, cost: if is_head { cost + HEAD } else { cost }, ..part.reading });
        }
    }
}

/// The character that stands whole behind `lead`, if its bytes are certain.
fn whole(lattice: &Lattice, lead: &Arc) -> Option<Reading> {
    if lead.cost > 0.0 || lead.lost > 0 {
        return None;
    }
    let wanted = continuations(lead.byte)?;
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

/// The bytes that may have been lost before `node`, and what each of them costs. A double-byte page loses none within a
/// character.
fn supplied<'a>(lattice: &Lattice, node: usize, codec: &'a Codec) -> (&'a [u8], f32) {
    if !codec.is_double() {
        let lost = codec.lost(None);
        return (lost, SUPPLIED + (lost.len() as f32 / FEW).ln().max(0.0));
    }
    if !lattice.is_border(node) {
        return (&[], 0.0);
    }
    let lost = codec.lost(lattice.at(node).first().map(|arc| arc.byte));
    (lost, if lost.len() < MANY { SUPPLIED } else { SUPPLIED_ANY })
}

/// Every part with one more continuation byte.
fn extend(parts: &[Part], lattice: &Lattice, codec: &Codec, may_supply: bool) -> Vec<Part> {
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
        if may_supply && reading.lost < MOST_LOST {
            let (supplied, supply) = supplied(lattice, reading.to as usize, codec);
            for &byte in supplied {
                push(byte, Reading { cost: reading.cost + supply, lost: reading.lost + 1, ..reading });
            }
        }
    }
    longer
}

/// Adds to `out` the parts whose last byte showed nothing and was dropped: a no-break space before a blank, a soft hyphen in
/// a character that `is_short`, two bytes long.
fn supply_faded(parts: &[Part], lattice: &Lattice, is_short: bool, out: &mut Vec<Part>) {
    for &Part { code, reading } in parts.iter().filter(|part| part.reading.lost == 0) {
        let mut supply = |byte: u8, cost: f32| {
            let reading = Reading { cost: reading.cost + cost, lost: 1, ..reading };
            out.push(Part { code: code << 6 | u32::from(byte & 0x3F), reading });
        };
        // A no-break space itself would be two blanks.
        let is_blank = code != 0x02 && lattice.is_blank(reading.to as usize);
        if is_blank {
            supply(0xA0, MERGED);
        }
        if is_short {
            supply(0xAD, SOFT_HYPHEN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::codec::CODECS;
    use super::super::model;
    use super::*;
    use crate::text::Span;

    /// A text, and the readings at its start: character, characters used, bytes supplied.
    type Place<'a> = (&'a str, &'a [(char, u32, u8)]);

    #[test]
    fn characters_at_a_place() {
        let codec = &CODECS[0];
        let cases: [Place; 9] = [
            ("Ã©", &[('é', 2, 0)]),
            ("Ãx", &[('Á', 1, 1), ('Í', 1, 1), ('Ï', 1, 1), ('Ð', 1, 1), ('Ý', 1, 1), ('í', 1, 1)]),
            ("Ã", &[('Á', 1, 1), ('Í', 1, 1), ('Ï', 1, 1), ('Ð', 1, 1), ('Ý', 1, 1), ('à', 1, 1), ('í', 1, 1)]),
            ("í\u{a0}½í¸€", &[('😀', 6, 0)]),
            ("Ã\u{a0}x", &[('à', 2, 0)]),
            ("Ã\u{FFFD}", &[('Á', 2, 1), ('Í', 2, 1), ('Ï', 2, 1), ('Ð', 2, 1), ('Ý', 2, 1)]),
            ("ðŸ™Œ", &[('🙌', 4, 0)]),
            ("é\u{FFFD}", &[]),
            ("x", &[]),
        ];
        for (text, expected) in cases {
            let cells = cells(text, Span::new(0, text.len()), &[]);
            let lattice = Lattice::new(&cells, codec);
            let mut got: Vec<_> = model::with(|model| {
                let readings = Readings::new(model, &lattice, codec, 100);
                readings.at(0).iter().map(|reading| (reading.character, reading.to, reading.lost)).collect()
            });
            got.sort();
            assert_eq!(got, expected, "{text}");
        }
    }
}
