//! One stretch: the best reading over the code pages of the file, undone round by round.

use super::candidate::{Base, Candidate, ROUNDS, candidate};
use super::cells::{Cell, apply};
use super::confidence::confidences;
use super::gate::LEAST_GAIN;
use super::model::Model;
use super::scan::next_sequence;

/// A stretch after repair.
pub(super) struct Repaired {
    pub(super) cells: Vec<Cell>,
    /// Index into [`super::codec::CODECS`] of the first mistake undone.
    pub(super) codec: usize,
    pub(super) rounds: u8,
    /// By how much the repaired text is likelier, in nats.
    pub(super) gain: f32,
}

/// Repairs `cells` with the code page among `elected` (the best of the file first) that explains them, then with any of
/// them for as long as that helps; `None` when they stay as they are. `weighed` is what each made of them, if known.
pub(super) fn repair(
    model: &mut Model,
    cells: &[Cell],
    elected: &[usize],
    weighed: Option<Vec<Candidate>>,
) -> Option<Repaired> {
    let first = match weighed {
        Some(mut candidates) => {
            candidates.retain(|candidate| elected.contains(&candidate.codec));
            candidates.sort_by_key(|candidate| elected.iter().position(|&codec| codec == candidate.codec));
            best(candidates)
        }
        None => {
            let mut base = Base::unknown();
            let mut candidates = elected.iter().filter_map(|&codec| candidate(model, cells, codec, &mut base));
            candidates.find(|candidate| candidate.gain > LEAST_GAIN)
        }
    };
    let mut repaired = undo(model, cells, &first?);
    while repaired.rounds < ROUNDS {
        let text: String = repaired.cells.iter().map(|cell| cell.character).collect();
        if next_sequence(&text, 0).is_none() {
            break;
        }
        let mut base = Base::unknown();
        let candidates = elected.iter().filter_map(|&codec| candidate(model, &repaired.cells, codec, &mut base));
        let Some(next) = best(candidates.collect()) else { break };
        let next = undo(model, &repaired.cells, &next);
        repaired = Repaired {
            cells: next.cells,
            codec: repaired.codec,
            rounds: repaired.rounds + next.rounds,
            gain: repaired.gain.min(next.gain),
        };
    }
    Some(repaired)
}

/// The first candidate that gains enough, or a later one that gains much more.
fn best(candidates: Vec<Candidate>) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for candidate in candidates {
        let least = best.as_ref().map_or(LEAST_GAIN, |best| best.gain + LEAST_GAIN);
        if candidate.gain > least {
            best = Some(candidate);
        }
    }
    best
}

fn undo(model: &mut Model, cells: &[Cell], candidate: &Candidate) -> Repaired {
    let sure = confidences(model, candidate.script, &candidate.readings, &candidate.steps);
    Repaired {
        cells: apply(cells, &candidate.steps, &sure),
        codec: candidate.codec,
        rounds: candidate.rounds,
        gain: candidate.gain,
    }
}
