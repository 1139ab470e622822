//! Repaired characters to damaged runs: what one finding speaks of.

use super::Damage;
use super::cells::shown;
use super::certainty::certainty;
use super::codec::CODECS;
use super::repair::Repaired;
use crate::text::Span;

/// Intact characters inside one run: a word or two between damaged ones.
const GAP: usize = 16;

/// The damaged runs of a stretch.
pub(super) fn runs(repaired: &Repaired) -> Vec<Damage> {
    let cells = &repaired.cells;
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..cells.len()).find(|&index| cells[index].repaired) {
        let (mut last, mut end) = (start, start + 1);
        while end < cells.len() && end - last <= GAP + 1 {
            if cells[end].repaired && cells[end].form == cells[start].form {
                last = end;
            } else if cells[end].repaired || !joins(cells[end].character) {
                break;
            }
            end += 1;
        }
        runs.push(damage(repaired, start, last));
        at = last + 1;
    }
    runs
}

/// Whether a character may stand between two damaged ones of a run: plain text, no markup.
fn joins(character: char) -> bool {
    character.is_ascii_alphanumeric() || " .,;:!?'-".contains(character)
}

/// Other readings that are shown.
const OTHERS: usize = 3;

/// The likeliest other readings of a run, which differ in one character.
fn others(repaired: &Repaired, first: usize, last: usize) -> Vec<String> {
    let rivals = repaired.rivals.iter().filter(|rival| (first..=last).contains(&rival.at));
    let reading = |at: usize, character: char| {
        let cells = repaired.cells[first..=last].iter().enumerate();
        cells.map(|(index, cell)| if first + index == at { character } else { cell.character }).collect()
    };
    rivals.take(OTHERS).map(|rival| reading(rival.at, rival.character)).collect()
}

fn damage(repaired: &Repaired, first: usize, last: usize) -> Damage {
    let cells = &repaired.cells[first..=last];
    Damage {
        span: Span::new(cells[0].span.start(), cells[cells.len() - 1].span.end()),
        repaired: shown(cells),
        codec: CODECS[repaired.codec].name,
        rounds: repaired.rounds,
        lost: cells.iter().map(|cell| cell.lost).sum(),
        confidence: repaired.confidence,
        certainty: certainty(repaired.confidence),
        others: others(repaired, first, last),
        form: cells[0].form,
    }
}
