//! What still looks damaged after a repair: then the repair is a half one, and no more than a guess.

use super::cells::Cell;
use super::codec::Codec;
use super::scan::next_sequence;

/// Whether something in the repaired stretch still looks as if `codec` had been used for it.
pub(super) fn is_left(cells: &[Cell], codec: &Codec) -> bool {
    let text: String = cells.iter().map(|cell| cell.character).collect();
    if text.contains("ï¿½") || next_sequence(&text, 0).is_some() {
        return true;
    }
    (0..cells.len()).any(|at| is_lost(&cells[at]) || is_lone_lead(cells, at, codec) || is_broken(&cells[at..], codec))
}

/// U+FFFD for a byte that the code page did not have.
fn is_lost(cell: &Cell) -> bool {
    cell.character == '\u{FFFD}' && !cell.stray
}

/// Whether a character that stood for a lead byte has lost all that followed it: it stands in no word. Letters that are
/// words by themselves, `à` and `è` and `é`, do not count.
fn is_lone_lead(cells: &[Cell], at: usize, codec: &Codec) -> bool {
    let is_letter =
        |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| cell.character.is_alphabetic());
    let byte = codec.byte(cells[at].character).filter(|_| !cells[at].repaired);
    matches!(byte, Some(0xC2..=0xDF | 0xE1..=0xE7 | 0xEA..=0xF4))
        && !is_letter(at.checked_sub(1))
        && !is_letter(Some(at + 1))
}

/// Whether the cells begin with a lead byte that has some of its continuation bytes: one for a head of emoji, punctuation
/// or kana, else two.
fn is_broken(cells: &[Cell], codec: &Codec) -> bool {
    let mut bytes = cells.iter().map_while(|cell| codec.byte(cell.character).filter(|_| !cell.stray));
    let least = match bytes.next() {
        Some(0xE2 | 0xE3 | 0xF0) => 1,
        Some(0xE0..=0xF4) => 2,
        _ => return false,
    };
    bytes.take(least).filter(|byte| matches!(byte, 0x80..=0xBF)).count() == least
}
