//! The language model: what a character costs after the two before it, in nats.
//!
//! Bigrams for all text, trigrams for alphabetic scripts, and one model each for simplified Chinese, traditional Chinese
//! and Japanese, with word starts and ends for the first. The constants were set on generated damage.

use super::table::{Counts, Row, TABLE, Table, UNKNOWN};
use std::cell::RefCell;

/// Number of a character in [`Model::glyphs`].
pub(super) type GlyphId = u32;

/// Which East Asian text is assumed: an index into [`Table::scripts`].
pub(super) type Script = usize;

pub(super) const SCRIPTS: [Option<Script>; 4] = [None, Some(0), Some(1), Some(2)];

/// The table keeps the telling pairs only: at least this share of what follows a character was left out.
const UNSEEN: f32 = 0.05;
/// The only script of which words are known.
const SIMPLIFIED: Script = 0;
/// Most words have two characters: how far the end of one speaks against a third.
const WORD: f32 = 0.8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Kana,
    Hangul,
    Other,
}

impl Kind {
    fn of(character: char) -> Kind {
        match character {
            '\u{3400}'..='\u{9FFF}' => Kind::Han,
            '\u{3040}'..='\u{30FF}' => Kind::Kana,
            '\u{AC00}'..='\u{D7AF}' => Kind::Hangul,
            _ => Kind::Other,
        }
    }
}

/// A character with all that the table says of it.
struct Glyph {
    character: char,
    kind: Kind,
    id: u16,
    /// The id of its lower case form, and whether it is one itself.
    lower: u16,
    is_lower: bool,
    /// Its share of all text.
    share: f32,
    /// What follows it.
    row: Row,
    east: [Eastern; 3],
}

/// What one East Asian model says of a character.
#[derive(Clone, Copy, Default)]
struct Eastern {
    row: Row,
    /// Probability without context, words known or not.
    back: f32,
    /// How readily a word ends here, 0 to 1.
    word_end: f32,
}

/// What is known of the two characters before.
#[derive(Clone, Copy)]
struct Context {
    last: GlyphId,
    pair: Row,
    is_ascii: bool,
    /// Probability that the two end a word of simplified Chinese together, 0 to 1.
    word: f32,
}

/// A cost that was asked for before: the same three characters come again and again.
#[derive(Clone, Copy)]
struct Known {
    key: u64,
    cost: f32,
}

/// Number of costs remembered: a power of two.
const REMEMBERED: usize = 1 << 14;

/// The tables, with the characters and the costs met so far.
pub(super) struct Model {
    table: &'static Table,
    glyphs: Vec<Glyph>,
    /// By code point, 0 for one not yet met. The system gives memory only for the parts that are used.
    numbers: Vec<GlyphId>,
    known: Vec<Known>,
}

thread_local! {
    /// One model a thread: what it has learnt of characters holds for every text, and is dear to learn again.
    static MODEL: RefCell<Model> = RefCell::new(Model::new());
}

/// Characters that a model keeps from one text to the next: some 2 MB.
const KEPT: usize = 20_000;

/// Lends this thread's model to `work`, which must not ask for it again.
pub(super) fn with<T>(work: impl FnOnce(&mut Model) -> T) -> T {
    MODEL.with_borrow_mut(|model| {
        if model.glyphs.len() > KEPT {
            *model = Model::new();
        }
        work(model)
    })
}

impl Model {
    fn new() -> Model {
        let mut model = Model {
            table: &TABLE,
            glyphs: Vec::new(),
            numbers: vec![0; 0x11_0000],
            known: vec![Known { key: 0, cost: 0.0 }; REMEMBERED],
        };
        // Number 0 is taken by a character that never comes up, so that 0 can stand for "not met".
        model.add('\0');
        model
    }

    /// The number of a character.
    pub(super) fn glyph(&mut self, character: char) -> GlyphId {
        let known = self.numbers[character as usize];
        if known != 0 {
            return known;
        }
        let glyph = self.add(character);
        self.numbers[character as usize] = glyph;
        glyph
    }

    /// Whether the counted text has the character at all.
    pub(super) fn is_known(&self, glyph: GlyphId) -> bool {
        self.table.count(self.glyphs[glyph as usize].id) > 0.0
    }

    fn add(&mut self, character: char) -> GlyphId {
        let table = self.table;
        let id = table.id(character);
        let mut lower = character.to_lowercase();
        let lower = match (lower.next(), lower.next()) {
            (Some(lower), None) => lower,
            _ => '\0',
        };
        let count = table.count(id);
        let share = if count > 0.0 { count / table.total } else { share_of_unknown(character, table) };
        let row = |row: Row| if id == UNKNOWN { Row::default() } else { row };
        let east = std::array::from_fn(|script| {
            let script = &table.scripts[script];
            let counts = if id == UNKNOWN { Counts::default() } else { script.counts(id) };
            let all = if counts.all > 0.0 { counts.all / script.total } else { share.min(1e-6) };
            let starts = if counts.starts > 0.0 { counts.starts / script.words } else { all * 0.1 };
            Eastern {
                row: row(script.bigrams.row(u32::from(id))),
                back: 0.5 * all + 0.5 * starts,
                word_end: (counts.ends / counts.all.max(1.0)).min(1.0),
            }
        });
        self.glyphs.push(Glyph {
            character,
            kind: Kind::of(character),
            id,
            lower: table.id(lower),
            is_lower: lower == character,
            share,
            row: row(table.bigrams.row(u32::from(id))),
            east,
        });
        (self.glyphs.len() - 1) as GlyphId
    }

    /// The context after `before` and `last`.
    fn context(&self, before: GlyphId, last: GlyphId) -> Context {
        let (a, b) = (&self.glyphs[before as usize], &self.glyphs[last as usize]);
        let pair = if a.lower == UNKNOWN || b.lower == UNKNOWN {
            Row::default()
        } else {
            self.table.trigrams.row(u32::from(a.lower) << 16 | u32::from(b.lower))
        };
        let is_ascii = |glyph: &Glyph| glyph.character.is_ascii();
        let word = if a.kind == Kind::Han && b.kind == Kind::Han {
            let (inside, border) = self.simplified(a, b);
            inside / (inside + border)
        } else {
            0.0
        };
        Context { last, pair, is_ascii: is_ascii(a) && is_ascii(b), word }
    }

    /// What a stretch of text costs in the model that suits it best, in nats.
    pub(super) fn cost_of(&mut self, text: impl Iterator<Item = char>) -> f32 {
        let text: Vec<char> = text.collect();
        let is_eastern = text.iter().any(|&character| character > '\u{2E80}');
        let mut best = f32::INFINITY;
        for &script in if is_eastern { &SCRIPTS[..] } else { &SCRIPTS[..1] } {
            best = best.min(self.cost_in_script(script, &text));
        }
        best
    }

    /// What a stretch of text costs in one model, in nats.
    pub(super) fn cost_in_script(&mut self, script: Option<Script>, text: &[char]) -> f32 {
        let newline = self.glyph('\n');
        let (mut before, mut last, mut cost) = (newline, newline, 0.0);
        for &character in text {
            let glyph = self.glyph(character);
            cost += self.cost(script, before, last, glyph);
            (before, last) = (last, glyph);
        }
        cost
    }

    /// What a character costs whatever is before it, in nats.
    pub(super) fn alone(&self, glyph: GlyphId) -> f32 {
        -self.glyphs[glyph as usize].share.ln()
    }

    /// What `next` costs after `before` and `last`, in nats.
    pub(super) fn cost(&mut self, script: Option<Script>, before: GlyphId, last: GlyphId, next: GlyphId) -> f32 {
        let script_bits = script.map_or(0, |script| script as u64 + 1);
        let key = u64::from(before) << 42 | u64::from(last) << 22 | u64::from(next) << 2 | script_bits;
        // Fibonacci hashing: the high bits of the product depend on all bits of the key.
        let slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - REMEMBERED.ilog2())) as usize;
        let known = self.known[slot];
        if known.key == key {
            return known.cost;
        }
        let cost = self.cost_in(script, self.context(before, last), next);
        self.known[slot] = Known { key, cost };
        cost
    }

    /// What `next` costs in `context`, in nats.
    fn cost_in(&self, script: Option<Script>, context: Context, next: GlyphId) -> f32 {
        let (last, next) = (&self.glyphs[context.last as usize], &self.glyphs[next as usize]);
        if let Some(script) = script
            && is_eastern(last, next)
        {
            return -self.eastern(script, context.word, last, next).ln();
        }
        let share = self.share(last, next);
        let pair = context.pair;
        if pair.sum < 3.0 {
            return -share.ln();
        }
        let count = self.table.trigrams.count(pair, next.lower);
        if count == 0.0 && context.is_ascii && next.character.is_ascii() {
            return -share.ln();
        }
        let case = if next.is_lower { 0.9 } else { 0.1 };
        let back = (pair.kinds() * 0.7 + 1.0).max(pair.sum * UNSEEN);
        -(((count - 0.4).max(0.0) * case + back * share) / (pair.sum + back)).ln()
    }

    /// The probability of `next` after `last` in all text together.
    fn share(&self, last: &Glyph, next: &Glyph) -> f32 {
        if last.row.sum == 0.0 {
            return next.share;
        }
        let count = self.table.bigrams.count(last.row, next.id);
        let back = (last.row.kinds() * 0.5 + 2.0).max(last.row.sum * UNSEEN);
        ((count - 0.3).max(0.0) + back * next.share) / (last.row.sum + back)
    }

    /// The probability of `next` after `last` in East Asian text.
    fn eastern(&self, script: Script, word: f32, last: &Glyph, next: &Glyph) -> f32 {
        let (before, after) = (&last.east[script], &next.east[script]);
        if last.kind == Kind::Other && last.character < '\u{2000}' {
            return 0.05 * after.back + 1e-12;
        }
        if script == SIMPLIFIED && last.kind == Kind::Han {
            let (inside, border) = self.simplified(last, next);
            return inside * (1.0 - WORD * word) + border + 1e-13;
        }
        let row = before.row;
        let count = if row.sum > 0.0 { self.table.scripts[script].bigrams.count(row, next.id) } else { 0.0 };
        let back = (row.kinds() * 0.6 + 5.0).max(row.sum * UNSEEN);
        ((count - 0.4).max(0.0) + back * after.back) / (row.sum + back) + 1e-13
    }

    /// The probability of `next` after `last` inside a word of simplified Chinese, where the pair counts, and across the
    /// border of two words, where only how words begin does.
    fn simplified(&self, last: &Glyph, next: &Glyph) -> (f32, f32) {
        let (before, after) = (&last.east[SIMPLIFIED], &next.east[SIMPLIFIED]);
        let row = before.row;
        let count = if row.sum > 0.0 { self.table.scripts[SIMPLIFIED].bigrams.count(row, next.id) } else { 0.0 };
        let border = 0.6 * (0.15 + 0.6 * before.word_end);
        let inside = ((count - 0.3) / row.sum.max(1.0)).max(0.0);
        ((1.0 - border) * inside, border * after.back)
    }
}

/// Whether an East Asian model judges `next`: Han, kana, Hangul, and the punctuation that goes with them.
fn is_eastern(last: &Glyph, next: &Glyph) -> bool {
    next.kind != Kind::Other
        || match next.character {
            '\u{2001}'..'\u{2E80}' => last.kind != Kind::Other,
            '\u{3000}'..'\u{3040}' | '\u{FF00}'..'\u{FF60}' => true,
            _ => false,
        }
}

/// The share of a character that the counted text does not have.
fn share_of_unknown(character: char, table: &Table) -> f32 {
    match character {
        '\u{FFFD}' => 1e-9,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => 1e-12,
        _ if !table.is_assigned(character) => 1e-13,
        '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' => 2e-8,
        '\u{1F000}'..'\u{1FB00}' => 3e-8,
        '\0'..'\u{600}' if character.is_alphabetic() => 3e-8,
        _ => 3e-9,
    }
}
