//! The short way: a stretch in which every character beyond ASCII is part of a complete one needs no search.

use super::cells::Cell;
use super::lattice::Lattice;
use super::reading::Readings;
use super::search::Step;

/// The steps of a stretch that leaves nothing to decide; `None` when it must be weighed.
pub(super) fn direct(cells: &[Cell], lattice: &Lattice, readings: &Readings) -> Option<Vec<Step>> {
    let mut steps = Vec::with_capacity(cells.len());
    let mut node = 0;
    while node < lattice.end() {
        let from = lattice.cell(node);
        let is_plain = lattice.is_border(node) && cells[from].character.is_ascii();
        match readings.at(node) {
            [] if is_plain => {
                steps.push(Step { from, to: from + 1, node, character: cells[from].character, reading: None });
                node = lattice.node(from + 1);
            }
            [reading] if reading.is_whole() && is_text(reading.character) => {
                let (to, character) = (lattice.cell(reading.to as usize), reading.character);
                steps.push(Step { from, to, node, character, reading: Some(*reading) });
                node = reading.to as usize;
            }
            _ => return None,
        }
    }
    Some(steps)
}

/// Whether people write the character: no control, no private use, no byte order mark.
fn is_text(character: char) -> bool {
    !matches!(character, '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{FFFD}' | '\u{F0000}'..)
}
