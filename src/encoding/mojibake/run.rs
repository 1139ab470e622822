//! Repaired characters to damaged runs: what one finding speaks of.

use super::codec::CODECS;
use super::repair::Repaired;
use super::scan::next_sequence;
use super::{Certainty, Damage, Form};
use crate::text::Span;

/// Intact characters inside one run: a word or two between damaged ones.
const GAP: usize = 16;
/// A lossy run at least this likely is certain.
const CERTAIN: f64 = 0.99;
/// A lossy run at least this likely is worth a look.
const LIKELY: f64 = 0.8;

/// The damaged runs of a stretch.
pub(super) fn runs(repaired: &Repaired) -> Vec<Damage> {
    let cells = &repaired.cells;
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..cells.len()).find(|&index| cells[index].repaired) {
        let (mut last, mut end) = (start, start + 1);
        while end < cells.len() && end - last <= GAP + 1 {
            if cells[end].repaired {
                last = end;
            } else if !joins(cells[end].character) {
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

fn damage(repaired: &Repaired, first: usize, last: usize) -> Damage {
    let cells = &repaired.cells[first..=last];
    let lost = cells.iter().map(|cell| cell.lost).sum();
    let supplied: f64 = cells.iter().map(|cell| cell.confidence).product();
    let text: String = cells.iter().map(|cell| cell.character).collect();
    // What still looks damaged is not repaired.
    let half = if next_sequence(&text, 0).is_some() { 0.5 } else { 1.0 };
    let confidence = half * supplied / (1.0 + f64::from(-repaired.gain).exp());
    Damage {
        span: Span::new(cells[0].span.start(), cells[cells.len() - 1].span.end()),
        repaired: text,
        codec: CODECS[repaired.codec].name,
        rounds: repaired.rounds,
        lost,
        confidence,
        certainty: match confidence {
            0.5.. if lost == 0 => Certainty::Certain,
            CERTAIN.. => Certainty::Certain,
            LIKELY.. => Certainty::Likely,
            _ => Certainty::Guess,
        },
        others: Vec::new(),
        form: Form::Characters,
    }
}
