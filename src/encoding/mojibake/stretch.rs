//! A stretch of text on its way to repair: characters that remember which bytes of the source they stand for.

use super::codec::Codec;
use super::search::Step;
use super::sequence::Symbol;
use crate::text::Span;

/// One character, as it stands or repaired.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) character: char,
    /// The bytes of the source.
    pub(super) span: Span,
    /// Whether it differs from the source.
    pub(super) repaired: bool,
    /// Bytes that were supplied for it.
    pub(super) lost: usize,
    /// Probability that it is right, 0 to 1.
    pub(super) confidence: f64,
    /// U+FFFD for a byte that is not UTF-8: no damaged character.
    pub(super) stray: bool,
}

/// A stretch has at most this many characters, so that no line is too long.
const LONGEST: usize = 1024;
/// Where to cut a longer one: at the last blank of this many characters at its end.
const CUT: usize = 256;
/// Context before the first character of interest, in bytes.
const CONTEXT: usize = 32;

/// The parts of the line at `line` that hold characters beyond ASCII, with some context, none too long.
pub(super) fn stretches(text: &str, line: Span, stray: &[usize]) -> Vec<Vec<Cell>> {
    let bytes = line.of(text).as_bytes();
    let Some(first) = bytes.iter().position(|byte| !byte.is_ascii()) else { return Vec::new() };
    let last = bytes.iter().rposition(|byte| !byte.is_ascii()).unwrap_or(first);
    // Both ends lie in ASCII text or at the line's ends: on a boundary of characters.
    let start = line.start() + first.saturating_sub(CONTEXT);
    let end = (line.start() + last + 1 + CONTEXT).min(line.end());
    let mut stray = stray[stray.partition_point(|&offset| offset < start)..].iter().peekable();
    let mut all = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    for (offset, character) in text[start..end].char_indices() {
        let span = Span::new(start + offset, start + offset + character.len_utf8());
        let stray = stray.next_if(|&&offset| offset == span.start()).is_some();
        cells.push(Cell { character, span, repaired: false, lost: 0, confidence: 1.0, stray });
        if cells.len() == LONGEST {
            let tail = &cells[LONGEST - CUT..];
            let cut = tail.iter().rposition(|cell| cell.character == ' ').map_or(LONGEST, |at| LONGEST - CUT + at);
            let rest = cells.split_off(cut);
            all.push(std::mem::replace(&mut cells, rest));
        }
    }
    all.push(cells);
    all
}

/// The cells as `codec` made them of bytes.
pub(super) fn symbols(cells: &[Cell], codec: &Codec) -> Vec<Symbol> {
    let symbol = |cell: &Cell| match cell.character {
        _ if cell.stray => Symbol::Foreign,
        '\u{FFFD}' => Symbol::Lost,
        character => codec.byte(character).map_or(Symbol::Foreign, Symbol::Byte),
    };
    cells.iter().map(symbol).collect()
}

/// The cells after `steps`, each with its confidence.
pub(super) fn apply(cells: &[Cell], steps: &[Step], confidences: &[f64]) -> Vec<Cell> {
    let mut out = Vec::with_capacity(steps.len());
    for (step, confidence) in steps.iter().zip(confidences) {
        let parts = &cells[step.from..step.to];
        let Some(reading) = step.reading else {
            out.extend_from_slice(parts);
            continue;
        };
        out.push(Cell {
            character: step.character,
            span: Span::new(parts[0].span.start(), parts[parts.len() - 1].span.end()),
            repaired: true,
            lost: usize::from(reading.lost) + parts.iter().map(|part| part.lost).sum::<usize>(),
            confidence: parts.iter().map(|part| part.confidence).product::<f64>() * confidence,
            stray: false,
        });
    }
    out
}
