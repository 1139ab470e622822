//! The short way: a stretch in which every character beyond ASCII is part of a complete one needs no search.

use super::cells::Cell;
use super::codec::{Bytes, Codec};
use super::reading::Reading;
use super::search::Step;
use super::utf8::continuations;

/// A byte with the cell that it is of.
struct Byte {
    byte: u8,
    cell: u32,
    /// Whether it is the second of its cell.
    is_second: bool,
}

/// The steps of a stretch that leaves nothing to decide; `None` when it must be searched.
pub(super) fn direct(cells: &[Cell], codec: &Codec) -> Option<Vec<Step>> {
    let bytes = bytes(cells, codec)?;
    // The first cell that begins at a byte or behind it.
    let cell = |at: usize| bytes.get(at).map_or(cells.len(), |byte| byte.cell as usize + usize::from(byte.is_second));
    let mut steps = Vec::with_capacity(cells.len());
    let mut at = 0;
    while let Some(&Byte { byte, is_second, .. }) = bytes.get(at) {
        let node = at;
        let length = if byte.is_ascii() { 1 } else { 1 + continuations(byte)? };
        let from = cell(at);
        at += length;
        if length == 1 && !is_second {
            steps.push(Step { from, to: from + 1, node, character: char::from(byte), reading: None });
            continue;
        }
        let character = character(bytes.get(node..at)?)?;
        let reading = Reading { character, to: at as u32, cost: 0.0, lost: 0, present: length as u8 };
        steps.push(Step { from, to: cell(at), node, character, reading: Some(reading) });
    }
    Some(steps)
}

fn bytes(cells: &[Cell], codec: &Codec) -> Option<Vec<Byte>> {
    let mut bytes = Vec::with_capacity(cells.len() + cells.len() / 2);
    for (at, cell) in cells.iter().enumerate() {
        let cell_at = at as u32;
        match codec.bytes(cell.character).filter(|_| !cell.stray)? {
            Bytes::One(byte) => bytes.push(Byte { byte, cell: cell_at, is_second: false }),
            Bytes::Two(lead, trail) => {
                bytes.push(Byte { byte: lead, cell: cell_at, is_second: false });
                bytes.push(Byte { byte: trail, cell: cell_at, is_second: true });
            }
        }
    }
    Some(bytes)
}

/// The character that `bytes` encode, if people write it: no control, no private use, no byte order mark.
fn character(bytes: &[Byte]) -> Option<char> {
    let mut sequence = [0; 4];
    for (byte, part) in sequence.iter_mut().zip(bytes) {
        *byte = part.byte;
    }
    let character = std::str::from_utf8(&sequence[..bytes.len()]).ok()?.chars().next()?;
    let is_text =
        !matches!(character, '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{FFFD}' | '\u{F0000}'..);
    is_text.then_some(character)
}
