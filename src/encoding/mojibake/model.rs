//! The language model: what a character costs after up to three before it, in nats.
//!
//! One model for all text together, which knows no upper case and one digit only, and one each for simplified Chinese,
//! traditional Chinese and Japanese, which know of the rest only that it is there. The costs are in [`table`](super::table).

use super::table::{Context, Id, MODELS, TABLE, Table, UNKNOWN};
use std::cell::RefCell;

/// Number of a character in [`Model::glyphs`].
pub(super) type GlyphId = u32;

/// The characters before the last one: a [`GlyphId`] is one, [`history`] adds what came before.
pub(super) type History = u64;

/// What stands before the next character's `last`, once `last` has come after `before`.
pub(super) fn history(before: History, last: GlyphId) -> History {
    before << 32 | History::from(last)
}

/// Which East Asian text is assumed.
pub(super) type Script = usize;

pub(super) const SCRIPTS: [Option<Script>; 4] = [None, Some(0), Some(1), Some(2)];

/// The models worth asking of a text, with East Asian characters or without.
pub(super) fn scripts(is_eastern: bool) -> &'static [Option<Script>] {
    if is_eastern { &SCRIPTS } else { &SCRIPTS[..1] }
}

/// The model of all text together; that of a [`Script`] is one more than the script.
const GENERAL: usize = 0;
/// One digit stands for all ten.
const DIGIT: f32 = std::f32::consts::LN_10;
/// The least that a character costs in an East Asian model that has not met it.
const NOT_MET: f32 = 13.8;

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

/// What stands before a letter, as far as its case is concerned; the numbers are those of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Newline = 0,
    Blank = 1,
    Lower = 2,
    Upper = 3,
    None = 4,
}

impl Case {
    fn of(character: char, folded: char) -> Case {
        match character {
            '\n' => Case::Newline,
            ' ' => Case::Blank,
            _ if character.is_uppercase() && folded != character => Case::Upper,
            _ if character.is_lowercase() => Case::Lower,
            _ => Case::None,
        }
    }
}

/// A character with all that the table says of it.
struct Glyph {
    character: char,
    kind: Kind,
    case: Case,
    is_digit: bool,
    is_east: bool,
    /// The form under which each model knows it.
    ids: [Id; MODELS],
    /// What it costs on its own in each model, in nats.
    bases: [f32; MODELS],
    /// Whether the counted text has it at all.
    is_known: bool,
}

/// Answers by key, the last one at each place: the same few characters are asked for again and again.
struct Memo<T> {
    /// A power of two of them; the key 0 is none.
    places: Vec<(u64, T)>,
}

impl<T: Copy> Memo<T> {
    fn new(size: usize, empty: T) -> Memo<T> {
        Memo { places: vec![(0, empty); size.next_power_of_two()] }
    }

    /// The place of a key.
    fn at(&mut self, key: u64) -> &mut (u64, T) {
        let place = key as usize & (self.places.len() - 1);
        &mut self.places[place]
    }
}

/// A key made of a model, what stands before, and one more number: 0 and equal keys of others are too rare to count.
fn key(model: usize, before: History, last: GlyphId, next: GlyphId) -> u64 {
    // The finalizer of SplitMix64 on each half.
    let mix = |number: u64| {
        let number = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let number = (number ^ number >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ number >> 31
    };
    mix(mix(before ^ (model as u64) << 62) ^ (u64::from(last) << 32 | u64::from(next)))
}

/// Costs and contexts that are remembered: some 600 KB.
const COSTS: usize = 1 << 15;
const CONTEXTS: usize = 1 << 10;

/// The tables, with the characters met so far.
pub(super) struct Model {
    table: &'static Table,
    glyphs: Vec<Glyph>,
    /// By code point, 0 for one not yet met. The system gives memory only for the parts that are used.
    numbers: Vec<GlyphId>,
    costs: Memo<f32>,
    contexts: Memo<Context>,
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
            costs: Memo::new(COSTS, 0.0),
            contexts: Memo::new(CONTEXTS, Context::default()),
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
        self.glyphs[glyph as usize].is_known
    }

    fn add(&mut self, character: char) -> GlyphId {
        let table = self.table;
        let folded = folded(character);
        let general = table.id(if is_east(character) { EAST } else { folded });
        let own = table.id(if is_east(character) { character } else { folded });
        let eastern = table.id(eastern_form(character));
        let share = table.base(GENERAL, own);
        let alone = share.unwrap_or_else(|| -share_of_unknown(character, table).ln());
        let bases = std::array::from_fn(|model| match model {
            GENERAL => alone,
            _ => table.base(model, eastern).unwrap_or(alone.max(NOT_MET)),
        });
        self.glyphs.push(Glyph {
            character,
            kind: Kind::of(character),
            case: Case::of(character, folded),
            is_digit: character.is_ascii_digit(),
            is_east: is_east(character),
            ids: std::array::from_fn(|model| if model == GENERAL { general } else { eastern }),
            bases,
            is_known: share.is_some(),
        });
        (self.glyphs.len() - 1) as GlyphId
    }

    /// What a stretch of text costs in the model that suits it best, in nats.
    pub(super) fn cost_of(&mut self, text: impl Iterator<Item = char>) -> f32 {
        let text: Vec<char> = text.collect();
        let mut best = f32::INFINITY;
        for &script in scripts(text.iter().any(|&character| character > '\u{2E80}')) {
            best = best.min(self.cost_in_script(script, &text));
        }
        best
    }

    /// What a stretch of text costs in one model, in nats.
    pub(super) fn cost_in_script(&mut self, script: Option<Script>, text: &[char]) -> f32 {
        self.costs(script, text.iter().copied()).sum()
    }

    /// What each character of a text costs in one model, in nats.
    pub(super) fn costs(
        &mut self,
        script: Option<Script>,
        text: impl Iterator<Item = char>,
    ) -> impl Iterator<Item = f32> {
        let newline = self.glyph('\n');
        let (mut before, mut last) = (history(newline.into(), newline), newline);
        text.map(move |character| {
            let glyph = self.glyph(character);
            let cost = self.cost(script, before, last, glyph);
            (before, last) = (history(before, last), glyph);
            cost
        })
    }

    /// What a character costs whatever is before it, in nats.
    pub(super) fn alone(&self, glyph: GlyphId) -> f32 {
        self.glyphs[glyph as usize].bases[GENERAL]
    }

    /// What `next` costs after `before` and `last`, in nats.
    pub(super) fn cost(
        &mut self,
        script: Option<Script>,
        before: impl Into<History>,
        last: GlyphId,
        next: GlyphId,
    ) -> f32 {
        let before = before.into();
        let key = key(script.map_or(GENERAL, |script| script + 1), before, last, next);
        let (known, cost) = *self.costs.at(key);
        if known == key {
            return cost;
        }
        let cost = self.cost_anew(script, before, last, next);
        *self.costs.at(key) = (key, cost);
        cost
    }

    fn cost_anew(&mut self, script: Option<Script>, before: History, last: GlyphId, next: GlyphId) -> f32 {
        let (last_glyph, glyph) = (&self.glyphs[last as usize], &self.glyphs[next as usize]);
        if let Some(script) = script
            && is_eastern(last_glyph, glyph)
        {
            let model = script + 1;
            let (id, base) = (glyph.ids[model], glyph.bases[model]);
            let context = self.context(model, before, last);
            return self.table.cost(&context, id, base);
        }
        // Han and kana are one character to the general model: no text before them tells which.
        let id = if glyph.is_east { UNKNOWN } else { glyph.ids[GENERAL] };
        let (upper, lower) = self.table.case(last_glyph.case as usize);
        let form = match glyph.case {
            Case::Upper => upper,
            Case::Lower => lower,
            _ if glyph.is_digit => DIGIT,
            _ => 0.0,
        };
        let base = glyph.bases[GENERAL];
        let context = self.context(GENERAL, before, last);
        form + self.table.cost(&context, id, base)
    }

    /// What `model` knows of what stands before the next character.
    fn context(&mut self, model: usize, before: History, last: GlyphId) -> Context {
        let key = key(model, before, last, GlyphId::MAX);
        let (known, context) = *self.contexts.at(key);
        if known == key {
            return context;
        }
        let id = |glyph: GlyphId| self.glyphs[glyph as usize].ids[model];
        // The East Asian models have contexts of two characters.
        let first = if model == GENERAL { id((before >> 32) as GlyphId) } else { UNKNOWN };
        let context = self.table.context(model, [first, id(before as GlyphId), id(last)]);
        *self.contexts.at(key) = (key, context);
        context
    }
}

/// Stands for Han, kana and their punctuation in the general model.
const EAST: char = '〇';

fn is_east(character: char) -> bool {
    matches!(character, '\u{2E80}'..'\u{A000}' | '\u{F900}'..'\u{FB00}' | '\u{FF00}'..'\u{FFF0}')
}

/// The form under which the general model knows a character.
fn folded(character: char) -> char {
    if character.is_ascii_digit() {
        return '0';
    }
    let mut lower = character.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => character,
    }
}

/// The form under which the East Asian models know a character.
fn eastern_form(character: char) -> char {
    match character {
        '\u{2001}'..='\u{D7FF}' | '\u{F900}'..'\u{FFF0}' => character,
        '0'..='9' => '0',
        _ if character.is_ascii() && !character.is_ascii_alphabetic() => character,
        _ => 'a',
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn natural_text_costs_less() {
        let cases = [
            ("recherche", "recherchë"),
            ("café", "cafÃ©"),
            ("Straße", "Straüe"),
            ("Исследования", "Иэследовании"),
            ("Πανεπιστήμιο", "Πανεπιστύμιο"),
            ("연구 분야", "연급 분얐"),
            ("研究兴趣", "研究兴南"),
            ("發表論文", "發表論斷"),
            ("自己紹介", "自己紹今"),
            ("पुरस्कार", "पुरस्कञर"),
        ];
        with(|model| {
            for (natural, other) in cases {
                assert!(model.cost_of(natural.chars()) < model.cost_of(other.chars()), "{natural}");
            }
        });
    }
}
