//! The costs behind the language model, read in place from `table.bin`: nothing is unpacked.
//!
//! Written by `tools/mojibake_table`, which describes the layout; sources in `SOURCES.md` beside this file.

use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("table.bin");

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::open);

/// Number of a character in the table.
pub(super) type Id = u16;

/// A character that the table does not know.
pub(super) const UNKNOWN: Id = 0x7FFF;
/// In place of the first characters of a shorter context.
const NONE: Id = 0x7FFF;
/// In place of the last character: what it costs to leave the context for the shorter one, and for none at all.
const TO_SHORTER: Id = 0x7FFE;
const TO_BASE: Id = 0x7FFF;

/// Levels of cost in a nat: of a character on its own, of an n-gram.
const STEPS: f32 = 12.0;
const GRAM_STEPS: f32 = 5.0;
/// The level of what is not listed.
const UNLISTED: u8 = u8::MAX;

/// The models: all text together, then simplified Chinese, traditional Chinese and Japanese.
pub(super) const MODELS: usize = 4;

/// Numbers of a fixed width, little-endian.
#[derive(Clone, Copy)]
struct Numbers<const WIDTH: usize>(&'static [u8]);

impl<const WIDTH: usize> Numbers<WIDTH> {
    fn len(self) -> usize {
        self.0.len() / WIDTH
    }

    fn at(self, index: usize) -> u32 {
        let mut bytes = [0; 4];
        bytes[..WIDTH].copy_from_slice(&self.0[index * WIDTH..(index + 1) * WIDTH]);
        u32::from_le_bytes(bytes)
    }

    /// The first index whose number is above `limit`, in sorted numbers.
    fn above(self, limit: u32) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.at(middle) <= limit {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

/// Costs by two to four characters.
struct Grams {
    displacements: Numbers<2>,
    /// 14 bits of the hash, 6 bits of level: two in five bytes, and one byte more.
    slots: &'static [u8],
}

impl Grams {
    /// The level at a key; `None` when the table does not say.
    fn level(&self, key: u64) -> Option<u8> {
        const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
        const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;
        let scale = |hash: u64, size: usize| (((hash >> 32) * size as u64) >> 32) as usize;
        let mut hash = key.wrapping_mul(FIRST);
        hash ^= hash >> 32;
        hash = hash.wrapping_mul(SECOND);
        hash ^= hash >> 32;
        let displacement = self.displacements.at(scale(hash, self.displacements.len()));
        let mixed = (hash ^ u64::from(displacement).wrapping_mul(FIRST)).wrapping_mul(SECOND);
        let at = scale(mixed, self.slots.len() / 5 * 2);
        let pair: Numbers<1> = Numbers(&self.slots[at * 5 / 2..]);
        let slot = (pair.at(0) | pair.at(1) << 8 | pair.at(2) << 16) >> (at % 2 * 4);
        ((slot ^ hash as u32) & 0x3FFF == 0).then_some((slot >> 14 & 63) as u8)
    }
}

/// What is known of the characters before the next one: the longest context first.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// How many contexts have n-grams.
    known: usize,
    keys: [u64; 3],
    /// What it costs that the shorter context decides, and that none does, in nats.
    to_shorter: [f32; 3],
    to_base: [f32; 3],
}

/// All tables.
pub(super) struct Table {
    characters: Numbers<3>,
    /// What a character costs where nothing before it helps, by model; the East Asian ones list the last characters.
    bases: [&'static [u8]; MODELS],
    /// Where runs of assigned and unassigned code points change.
    assigned: Numbers<3>,
    /// What it costs to be upper case, and not to be, by what stands before.
    cases: &'static [u8],
    grams: Grams,
}

/// Sections of the file.
const CHARACTERS: usize = 0;
const BASES: usize = 1;
const ASSIGNED: usize = 5;
const CASES: usize = 6;
const DISPLACEMENTS: usize = 7;
const SLOTS: usize = 8;

fn section(number: usize) -> &'static [u8] {
    let offsets: Numbers<4> = Numbers(&BYTES[4..]);
    &BYTES[offsets.at(number) as usize..offsets.at(number + 1) as usize]
}

impl Table {
    fn open() -> Table {
        Table {
            characters: Numbers(section(CHARACTERS)),
            bases: std::array::from_fn(|model| section(BASES + model)),
            assigned: Numbers(section(ASSIGNED)),
            cases: section(CASES),
            grams: Grams { displacements: Numbers(section(DISPLACEMENTS)), slots: section(SLOTS) },
        }
    }

    /// The table's number of a character; [`UNKNOWN`] when it has none.
    pub(super) fn id(&self, character: char) -> Id {
        let code = u32::from(character);
        match self.characters.above(code).checked_sub(1) {
            Some(at) if self.characters.at(at) == code => at as Id,
            _ => UNKNOWN,
        }
    }

    /// What a character costs where nothing before it helps, in nats; `None` when the model has not met it.
    pub(super) fn base(&self, model: usize, id: Id) -> Option<f32> {
        let listed = self.bases[model];
        let at = usize::from(id).checked_sub(self.characters.len() - listed.len())?;
        let level = *listed.get(at)?;
        (level != UNLISTED).then_some(f32::from(level) / STEPS)
    }

    /// What `model` knows of the three characters before the next one.
    pub(super) fn context(&self, model: usize, [first, before, last]: [Id; 3]) -> Context {
        let mut context = Context { known: 0, keys: [0; 3], to_shorter: [0.0; 3], to_base: [f32::INFINITY; 3] };
        let from = match (first, before, last) {
            (_, _, UNKNOWN) => return context,
            (_, UNKNOWN, _) => 2,
            (UNKNOWN, _, _) => 1,
            _ => 0,
        };
        for ids in &[[first, before, last], [NONE, before, last], [NONE, NONE, last]][from..] {
            let key = ids.iter().fold(model as u64, |key, &id| key << 15 | u64::from(id)) << 15;
            let nats = |weight: Id| Some(f32::from(self.grams.level(key | u64::from(weight))?) / GRAM_STEPS);
            // Without this weight the context has no n-gram.
            let Some(to_shorter) = nats(TO_SHORTER) else { continue };
            context.keys[context.known] = key;
            context.to_shorter[context.known] = to_shorter;
            context.to_base[context.known] = nats(TO_BASE).unwrap_or(f32::INFINITY);
            context.known += 1;
        }
        context
    }

    /// What `next`, which costs `base` on its own, costs in `context`, in nats.
    pub(super) fn cost(&self, context: &Context, next: Id, base: f32) -> f32 {
        let mut cost = 0.0;
        let mut least = f32::INFINITY;
        for at in 0..context.known {
            if next != UNKNOWN
                && let Some(level) = self.grams.level(context.keys[at] | u64::from(next))
            {
                return least.min(cost + f32::from(level) / GRAM_STEPS);
            }
            least = least.min(cost + context.to_base[at] + base);
            cost += context.to_shorter[at];
        }
        least.min(cost + base)
    }

    /// What being upper case costs in nats, and being lower case, after a character of the kind `before`.
    pub(super) fn case(&self, before: usize) -> (f32, f32) {
        let nats = |level: u8| f32::from(level) / STEPS;
        (nats(self.cases[before]), nats(self.cases[self.cases.len() / 2 + before]))
    }

    /// Whether Unicode gives the code point to a character.
    pub(super) fn is_assigned(&self, character: char) -> bool {
        self.assigned.above(u32::from(character)).is_multiple_of(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_number() {
        for text in ["aéßжλ한中の。🎓", "\u{e000}\u{10ffff}"] {
            for character in text.chars() {
                let id = TABLE.id(character);
                assert_eq!(id != UNKNOWN, character < '\u{e000}' || character == '🎓', "{character}");
                assert_eq!(id != UNKNOWN, TABLE.base(0, id).is_some(), "{character}");
            }
        }
    }
}
