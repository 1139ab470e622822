//! A stretch of text on its way to repair: characters that remember which bytes of the source they stand for.

use super::Form;
use super::search::Step;
use super::written::{is_escape, written};
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
    /// U+FFFD for a byte that is not UTF-8: no damaged character.
    pub(super) stray: bool,
    /// How the source writes it.
    pub(super) form: Form,
}

/// A stretch has at most this many bytes, so that no line is too long.
const LONGEST: usize = 4096;
/// Where to cut a longer one: at the last blank of this many bytes at its end.
const CUT: usize = 1024;
/// Context before the first character of interest, in bytes.
const CONTEXT: usize = 32;

/// The parts of the line at `line` that hold characters beyond ASCII, however written, with some context, none too long.
pub(super) fn stretches(text: &str, line: Span, out: &mut Vec<Span>) {
    let Some((first, last)) = ends(text, line) else { return };
    // Both ends lie in ASCII text or at the line's ends: on a boundary of characters.
    let mut start = line.start() + first.saturating_sub(CONTEXT);
    let end = (line.start() + last + 1 + CONTEXT).min(line.end());
    while end - start > LONGEST {
        let limit = text.floor_char_boundary(start + LONGEST);
        let tail = &text.as_bytes()[limit - CUT..limit];
        let cut = memchr::memrchr(b' ', tail).map_or(limit, |at| limit - CUT + at);
        out.push(Span::new(start, cut));
        start = cut;
    }
    out.push(Span::new(start, end));
}

/// The first and the last byte of the line at `line` that belong to characters beyond ASCII.
fn ends(text: &str, line: Span) -> Option<(usize, usize)> {
    let bytes = line.of(text).as_bytes();
    let raw = bytes.iter().position(|byte| !byte.is_ascii());
    let mut first = raw.unwrap_or(usize::MAX);
    let mut last = bytes.iter().rposition(|byte| !byte.is_ascii()).unwrap_or(0);
    for at in memchr::memchr2_iter(b'&', b'\\', bytes) {
        if let Some((_, length, _)) = written_at(text, line.start() + at) {
            first = first.min(at);
            last = last.max(at + length - 1);
        }
    }
    (first < usize::MAX).then_some((first, last))
}

/// The character beyond ASCII that is written with others at `at`.
fn written_at(text: &str, at: usize) -> Option<(char, usize, Form)> {
    written(&text[at..]).filter(|(_, _, form)| *form != Form::Escapes || is_escape(text, at))
}

/// The characters of `span`.
pub(super) fn cells(text: &str, span: Span, stray: &[usize]) -> Vec<Cell> {
    let mut stray = stray[stray.partition_point(|&offset| offset < span.start())..].iter().peekable();
    let mut cells = Vec::with_capacity(span.len());
    let mut skipped = 0;
    for (offset, character) in span.of(text).char_indices() {
        let start = span.start() + offset;
        if start < skipped {
            continue;
        }
        let (character, length, form) = match character {
            '&' | '\\' => written_at(text, start).unwrap_or((character, 1, Form::Characters)),
            _ => (character, character.len_utf8(), Form::Characters),
        };
        skipped = start + length;
        let stray = stray.next_if(|&&offset| offset == start).is_some();
        cells.push(Cell { character, span: Span::new(start, skipped), repaired: false, lost: 0, stray, form });
    }
    cells
}

/// The text that the cells show.
pub(super) fn shown(cells: &[Cell]) -> String {
    cells.iter().map(|cell| cell.character).collect()
}

/// The cells after `steps`, one for each.
pub(super) fn apply(cells: &[Cell], steps: &[Step]) -> Vec<Cell> {
    let mut out = Vec::with_capacity(steps.len());
    for step in steps {
        let parts = &cells[step.from..step.to];
        let Some(reading) = step.reading else {
            out.extend_from_slice(parts);
            continue;
        };
        let start = cells.get(step.from).map_or_else(|| cells[cells.len() - 1].span.end(), |cell| cell.span.start());
        out.push(Cell {
            character: step.character,
            span: Span::new(start, parts.last().map_or(start, |part| part.span.end())),
            repaired: true,
            lost: usize::from(reading.lost) + parts.iter().map(|part| part.lost).sum::<usize>(),
            stray: false,
            form: parts.iter().map(|part| part.form).find(|form| *form != Form::Characters).unwrap_or(Form::Characters),
        });
    }
    out
}
