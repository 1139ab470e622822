//! The counted text behind the language model, read in place from `table.bin`: nothing is unpacked.
//!
//! Written by `tools/mojibake_table.py`, which describes the layout; sources in `SOURCES.md` beside this file.

use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("table.bin");

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::open);

/// A character that the table does not know.
pub(super) const UNKNOWN: u16 = u16::MAX;

/// The powers of 1.5 by which counts are kept.
static POWERS: LazyLock<[f32; 96]> =
    LazyLock::new(|| std::array::from_fn(|exponent| 1.5f32.powi(exponent as i32 - 10)));

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

    /// The first index in `from..to` whose number fails `below`.
    fn partition(self, (mut from, mut to): (usize, usize), below: impl Fn(u32) -> bool) -> usize {
        while from < to {
            let middle = from + (to - from) / 2;
            if below(self.at(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    fn find(self, number: u32) -> Option<usize> {
        let at = self.partition((0, self.len()), |other| other < number);
        (at < self.len() && self.at(at) == number).then_some(at)
    }
}

/// The continuations of one prefix.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    start: u32,
    end: u32,
    /// Sum of their counts; 0 when the prefix is not in the table.
    pub(super) sum: f32,
}

impl Row {
    /// How many there are.
    pub(super) fn kinds(self) -> f32 {
        (self.end - self.start) as f32
    }
}

/// Counts of n-grams, by prefix.
pub(super) struct Grams {
    keys: Numbers<4>,
    ends: Numbers<2>,
    /// Logarithms of the sums, in thousandths.
    sums: Numbers<2>,
    /// 14 bits of character, 2 high bits of the exponent.
    entries: Numbers<2>,
    /// 4 low bits of the exponent.
    nibbles: &'static [u8],
}

impl Grams {
    /// The continuations of a prefix: a character's id, or those of two, the first in the high half.
    pub(super) fn row(&self, key: u32) -> Row {
        let Some(at) = self.keys.find(key) else { return Row::default() };
        let start = if at == 0 { 0 } else { self.ends.at(at - 1) };
        Row { start, end: self.ends.at(at), sum: (self.sums.at(at) as f32 / 1000.0).exp() }
    }

    /// How often the character `id` continues the prefix of `row`; 0 when the table does not say.
    pub(super) fn count(&self, row: Row, id: u16) -> f32 {
        let id = u32::from(id);
        let range = (row.start as usize, row.end as usize);
        let at = self.entries.partition(range, |entry| entry >> 2 < id);
        if at == range.1 {
            return 0.0;
        }
        let entry = self.entries.at(at);
        if entry >> 2 != id {
            return 0.0;
        }
        let low = self.nibbles[at / 2] >> (at % 2 * 4) & 15;
        POWERS[10 + ((entry & 3) << 4) as usize + usize::from(low)]
    }
}

/// What is known of Chinese in one script, or of Japanese.
pub(super) struct Script {
    ids: Numbers<2>,
    unigrams: &'static [u8],
    starts: &'static [u8],
    ends: &'static [u8],
    pub(super) bigrams: Grams,
    pub(super) total: f32,
    pub(super) words: f32,
}

/// How often a character occurs, begins a word and ends one; 0 for unknown.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) all: f32,
    pub(super) starts: f32,
    pub(super) ends: f32,
}

impl Script {
    pub(super) fn counts(&self, id: u16) -> Counts {
        let Some(at) = self.ids.find(u32::from(id)) else { return Counts::default() };
        Counts { all: count(self.unigrams[at]), starts: count(self.starts[at]), ends: count(self.ends[at]) }
    }
}

/// All tables.
pub(super) struct Table {
    characters: Numbers<3>,
    unigrams: &'static [u8],
    /// Where runs of assigned and unassigned code points change.
    assigned: Numbers<3>,
    pub(super) total: f32,
    pub(super) bigrams: Grams,
    pub(super) trigrams: Grams,
    /// Simplified Chinese, traditional Chinese, Japanese.
    pub(super) scripts: [Script; 3],
}

impl Table {
    fn open() -> Table {
        let mut sections = Sections { next: 0 };
        let (characters, unigrams, assigned) = (sections.numbers(), sections.next(), sections.numbers());
        let (bigrams, trigrams) = (sections.grams(), sections.grams());
        let mut scripts = [(); 3].map(|()| sections.script());
        let totals: Numbers<4> = sections.numbers();
        let total = |index: usize| f32::from_bits(totals.at(index));
        for (index, script) in scripts.iter_mut().enumerate() {
            script.total = total(1 + index * 2);
            script.words = total(2 + index * 2);
        }
        Table { characters, unigrams, assigned, total: total(0), bigrams, trigrams, scripts }
    }

    /// The table's number of a character; [`UNKNOWN`] when it has none.
    pub(super) fn id(&self, character: char) -> u16 {
        self.characters.find(u32::from(character)).map_or(UNKNOWN, |at| at as u16)
    }

    /// How often a character occurs in all text together; 0 for unknown.
    pub(super) fn count(&self, id: u16) -> f32 {
        self.unigrams.get(usize::from(id)).map_or(0.0, |&level| count(level))
    }

    /// Whether Unicode gives the code point to a character.
    pub(super) fn is_assigned(&self, character: char) -> bool {
        let code = u32::from(character);
        self.assigned.partition((0, self.assigned.len()), |change| change <= code).is_multiple_of(2)
    }
}

fn count(level: u8) -> f32 {
    if level == 0 { 0.0 } else { POWERS[usize::from(level)] }
}

/// The sections of the file, one after the other.
struct Sections {
    next: usize,
}

impl Sections {
    fn next(&mut self) -> &'static [u8] {
        let offsets: Numbers<4> = Numbers(&BYTES[4..]);
        let section = &BYTES[offsets.at(self.next) as usize..offsets.at(self.next + 1) as usize];
        self.next += 1;
        section
    }

    fn numbers<const WIDTH: usize>(&mut self) -> Numbers<WIDTH> {
        Numbers(self.next())
    }

    fn grams(&mut self) -> Grams {
        Grams {
            keys: self.numbers(),
            ends: self.numbers(),
            sums: self.numbers(),
            entries: self.numbers(),
            nibbles: self.next(),
        }
    }

    fn script(&mut self) -> Script {
        Script {
            ids: self.numbers(),
            unigrams: self.next(),
            starts: self.next(),
            ends: self.next(),
            bigrams: self.grams(),
            total: 0.0,
            words: 0.0,
        }
    }
}
