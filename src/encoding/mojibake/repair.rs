//! One stretch: the best reading over the code pages of the file, undone round by round.

use super::brackets::closings;
use super::candidate::{Base, Candidate, Known, ROUNDS, candidate};
use super::cells::{Cell, apply, shown};
use super::certainty::probability;
use super::codec::CODECS;
use super::gate::LEAST_GAIN;
use super::model::Model;
use super::rivals::{Rival, rivals};
use super::scan::sequences;
use super::search::found;
use super::vote::Elected;

/// A rival that gains less by this much is none, in nats.
const FAR: f32 = 16.0;

/// A stretch after repair.
pub(super) struct Repaired {
    pub(super) cells: Vec<Cell>,
    /// Index into [`super::codec::CODECS`] of the first mistake undone.
    pub(super) codec: usize,
    pub(super) rounds: u8,
    /// Probability of the repaired text among all that was found, 0 to 1, as the language model sees it.
    pub(super) share: f32,
    /// Probability that every character is right, 0 to 1.
    pub(super) confidence: f64,
    /// What else single characters could have been, the likeliest first.
    pub(super) rivals: Vec<Rival>,
}

/// Repairs `cells` with the code page among `elected` (the best of the file first) that explains them, then with any of
/// them for as long as that helps; `None` when they stay as they are. `weighed` is what each made of them, if known.
pub(super) fn repair(
    model: &mut Model,
    cells: &[Cell],
    elected: &Elected,
    weighed: Option<Vec<Candidate>>,
) -> Option<Repaired> {
    // What the vote has weighed and not elected gains too little here as well.
    let known = if weighed.is_some() { &elected.asked } else { &elected.codecs };
    let first = match weighed {
        Some(mut candidates) => {
            candidates.retain(|candidate| elected.codecs.contains(&candidate.codec));
            candidates.sort_by_key(|candidate| elected.codecs.iter().position(|&codec| codec == candidate.codec));
            best(candidates)
        }
        None => {
            let mut base = Base::unknown();
            let mut candidates = elected
                .codecs
                .iter()
                .enumerate()
                .filter_map(|(rank, &codec)| candidate(model, cells, codec, elected.known(rank), &mut base));
            candidates.find(|candidate| candidate.gain > LEAST_GAIN)
        }
    };
    // Another mistake may have been made for this line alone.
    let first = first.or_else(|| {
        let others = next_codecs(cells, elected).into_iter().filter(|codec| !known.contains(codec));
        let mut base = Base::unknown();
        best(others.filter_map(|codec| candidate(model, cells, codec, Known::Nothing, &mut base)).collect())
    });
    let mut repaired = undo(model, cells, &first?);
    while repaired.rounds < ROUNDS {
        let codecs = next_codecs(&repaired.cells, elected);
        let mut base = Base::unknown();
        let candidates =
            codecs.into_iter().filter_map(|codec| candidate(model, &repaired.cells, codec, Known::Nothing, &mut base));
        let Some(next) = best(candidates.collect()) else { break };
        let next = undo(model, &repaired.cells, &next);
        repaired = Repaired {
            cells: next.cells,
            codec: repaired.codec,
            rounds: repaired.rounds + next.rounds,
            share: repaired.share * next.share,
            confidence: 0.0,
            rivals: next.rivals,
        };
    }
    repaired.confidence = probability(model, cells, &repaired);
    Some(repaired)
}

/// The code pages that a further round may undo: those of the file, and those in which something is complete now; none where
/// nothing is.
fn next_codecs(cells: &[Cell], elected: &Elected) -> Vec<usize> {
    let complete = sequences(&shown(cells)).fold(0, |complete, (_, codecs)| complete | codecs);
    if complete == 0 {
        return Vec::new();
    }
    let others = (0..CODECS.len()).filter(|codec| complete >> codec & 1 == 1 && !elected.codecs.contains(codec));
    elected.codecs.iter().copied().chain(others).collect()
}

/// The first candidate that gains enough, or a later one that gains much more; its share is that among all of them.
fn best(candidates: Vec<Candidate>) -> Option<Candidate> {
    let mut best: Option<usize> = None;
    for (at, candidate) in candidates.iter().enumerate() {
        let least = best.map_or(LEAST_GAIN, |best| candidates[best].gain + LEAST_GAIN);
        if candidate.gain > least {
            best = Some(at);
        }
    }
    let best = best?;
    let (own, gain) = (found(&candidates[best].steps), candidates[best].gain);
    let others = candidates.iter().filter(|other| other.gain > gain - FAR && found(&other.steps) != own);
    let rivals: f32 = others.map(|other| (other.gain - gain).exp()).sum();
    let mut best = candidates.into_iter().nth(best)?;
    best.share /= 1.0 + rivals + (-gain).exp();
    Some(best)
}

fn undo(model: &mut Model, cells: &[Cell], candidate: &Candidate) -> Repaired {
    let rivals = rivals(model, candidate);
    let mut repaired = apply(cells, &candidate.steps);
    for (at, closing) in closings(&candidate.steps, &rivals) {
        repaired[at].character = closing;
    }
    Repaired {
        cells: repaired,
        codec: candidate.codec,
        rounds: candidate.rounds,
        share: candidate.share,
        confidence: 0.0,
        rivals,
    }
}
