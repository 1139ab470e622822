//! How likely a repair is to be right in every character, by what was measured: `benches/calibrate` damages text that the
//! language model never saw and counts. The numbers here are read off its table.

use super::Certainty;
use super::cells::Cell;
use super::codec::{Bytes, CODECS};
use super::model::{Model, scripts};
use super::repair::Repaired;
use super::rest::is_left;
use super::survival::expected_losses;

/// The least probability of a repair that is made without asking: of all those at least as likely, 99.5 % were right.
const CERTAIN: f64 = 0.995;
/// The least probability of one that is made when asked for: of those between the two, 95 % were right.
const LIKELY: f64 = 0.91;

/// By whole nats of doubt (how much likelier the reading is than all others together), the share that was right of the
/// repairs that supplied bytes of a single-byte page.
const SUPPLIED: [f64; 9] = [0.45, 0.77, 0.89, 0.93, 0.94, 0.98, 0.99, 0.997, 0.998];
/// Bytes that windows-1252 and its kin lose, at most.
const FEW: usize = 8;
/// The same of pages that lose more.
const SUPPLIED_MANY: [f64; 9] = [0.3, 0.7, 0.83, 0.86, 0.89, 0.97, 0.99, 0.997, 0.998];
/// The same of ISO 8859-1, which loses 32 bytes where others lose a few.
const SUPPLIED_LATIN_1: [f64; 9] = [0.05, 0.36, 0.8, 0.85, 0.88, 0.89, 0.95, 0.97, 0.996];
/// The same where text was misread more than once.
const SUPPLIED_TWICE: [f64; 9] = [0.18, 0.65, 0.82, 0.85, 0.86, 0.87, 0.88, 0.89, 0.996];
/// The same where nothing was supplied.
const WHOLE: [f64; 14] = [0.2, 0.9, 0.9, 0.94, 0.97, 0.996, 0.996, 0.996, 0.996, 0.996, 0.996, 0.996, 0.996, 0.999];
/// The same in a double-byte page that lost bytes.
const SUPPLIED_DOUBLE: [f64; 5] = [0.2, 0.69, 0.75, 0.8, 0.85];
/// By places at which a double-byte page would have lost something of such a text, on the average: the share of the texts
/// that had lost nothing. The last is for more.
const SURVIVED: [(f32, f64); 5] = [(0.1, 0.998), (0.8, 0.8), (1.5, 0.7), (3.0, 0.6), (6.0, 0.2)];
/// Text of which each character costs more than this is in no language that the model knows well: its doubts count less.
const STRANGE: f32 = 3.0;
/// The same of Han and kana, each of which says more.
const STRANGE_EASTERN: f32 = 4.5;

/// Scripts of which the model has seen little, from Armenian to Georgian: their doubts count less by this, in nats.
const THIN: f32 = 2.5;

/// What the repaired text is worth where something in it still looks damaged.
const HALF: f64 = 0.5;

/// What may be done with a repair of this probability.
pub(super) fn certainty(probability: f64) -> Certainty {
    match probability {
        CERTAIN.. => Certainty::Certain,
        LIKELY.. => Certainty::Likely,
        _ => Certainty::Guess,
    }
}

/// The probability that `repaired`, which were `cells`, is right in every character, 0 to 1.
pub(super) fn probability(model: &mut Model, cells: &[Cell], repaired: &Repaired) -> f64 {
    let codec = &CODECS[repaired.codec];
    let is_lossy = repaired.cells.iter().any(|cell| cell.lost > 0);
    let doubt = -(1.0 - repaired.share).max(1e-6).ln();
    let measured = match (codec.is_double(), is_lossy) {
        (false, false) => at(&WHOLE, doubt),
        (false, true) => {
            let table = match repaired.rounds {
                2.. => &SUPPLIED_TWICE,
                _ if codec.name == "iso-8859-1" => &SUPPLIED_LATIN_1,
                _ if codec.lost(None).len() > FEW => &SUPPLIED_MANY,
                _ => &SUPPLIED,
            };
            at(table, (doubt - strangeness(model, &repaired.cells)).max(0.0))
        }
        (true, true) => at(&SUPPLIED_DOUBLE, doubt),
        (true, false) => at(&WHOLE, doubt).min(survived(model, cells, repaired)),
    };
    let is_odd = is_left(&repaired.cells, repaired.codec) || has_odd_quote(&repaired.cells);
    if is_odd { measured * HALF } else { measured }
}

/// Whether a closing quote was supplied between two letters.
fn has_odd_quote(cells: &[Cell]) -> bool {
    let is_odd = |three: &[Cell]| {
        three[1].character == '”'
            && three[1].lost > 0
            && three[0].character.is_alphabetic()
            && three[2].character.is_alphabetic()
    };
    cells.windows(3).any(is_odd)
}

/// The number at a place of `table`, between two of them in proportion.
fn at(table: &[f64], place: f32) -> f64 {
    let low = (place as usize).min(table.len() - 1);
    let high = (low + 1).min(table.len() - 1);
    let part = f64::from(place - low as f32).min(1.0);
    table[low] + (table[high] - table[low]) * part
}

/// By how much the doubts count less, in nats: what each repaired character costs beyond what text in a known language does.
fn strangeness(model: &mut Model, cells: &[Cell]) -> f32 {
    let is_eastern = cells.iter().any(|cell| cell.character > '\u{2E80}');
    let mut least = f32::INFINITY;
    for &script in scripts(is_eastern) {
        let (mut sum, mut count, mut is_behind) = (0.0, 0.0, false);
        for (cell, cost) in cells.iter().zip(model.costs(script, cells.iter().map(|cell| cell.character))) {
            if cell.repaired || is_behind {
                sum += cost;
                count += 1.0;
            }
            is_behind = cell.repaired;
        }
        least = least.min(sum / f32::max(count, 1.0));
    }
    let usual = if is_eastern { STRANGE_EASTERN } else { STRANGE };
    let is_thin = |cell: &Cell| cell.lost > 0 && matches!(cell.character, '\u{530}'..'\u{1E00}');
    let thin = if cells.iter().any(is_thin) { THIN } else { 0.0 };
    (least - usual).max(0.0) * 2.0 + thin
}

/// The probability that a text that came whole through a double-byte page is all there was.
fn survived(model: &mut Model, cells: &[Cell], repaired: &Repaired) -> f64 {
    let codec = &CODECS[repaired.codec];
    let is_narrow = cells.iter().all(|cell| match codec.bytes(cell.character) {
        Some(Bytes::Two(first, second)) => first >= 0xA1 && second >= 0xA1,
        _ => true,
    });
    let own = repaired.cells.iter().filter(|cell| cell.repaired || cell.character.is_ascii());
    let text: String = own.map(|cell| cell.character).collect();
    let losses = expected_losses(&text, codec, is_narrow && codec.name == "euc-kr");
    let measured = SURVIVED.iter().find(|(most, _)| losses < *most).map_or(0.05, |(_, share)| *share);
    // Its single bytes, halfwidth katakana, leave a trace of nearly every loss, if only there are enough of them.
    let count = repaired.cells.iter().filter(|cell| cell.repaired && !cell.character.is_ascii()).count();
    let is_latin = repaired.cells.iter().all(|cell| !cell.repaired || cell.character < '\u{2E80}');
    let is_enough = count >= TRACED || is_latin;
    let is_traced = codec.name == "shift_jis" && is_enough && strangeness(model, &repaired.cells) < 1.0;
    if is_traced { measured.max(SHIFT_JIS) } else { measured }
}

/// The least that text of this many characters beyond ASCII, or of none but Latin letters, is worth which came whole through
/// Shift JIS.
const SHIFT_JIS: f64 = 0.997;
const TRACED: usize = 4;
