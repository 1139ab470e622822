//! What else a character could have been whose bytes were lost: its rivals in the same place, weighed by the language
//! model.

use super::candidate::Candidate;
use super::model::{Model, Script, history};
use super::search::Step;

/// Another reading of one character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rival {
    /// Index of the step, which is that of the repaired cell.
    pub(super) at: usize,
    pub(super) character: char,
    /// How much less likely it is than the one that was chosen, in nats.
    pub(super) behind: f32,
}

/// A rival further behind than this is none, in nats.
const FAR: f32 = 8.0;

/// The rivals of all characters of a repair that lost a byte, the likeliest first.
pub(super) fn rivals(model: &mut Model, candidate: &Candidate) -> Vec<Rival> {
    let Some(readings) = &candidate.readings else { return Vec::new() };
    let (script, steps) = (candidate.script, &candidate.steps[..]);
    let mut rivals = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let Some(reading) = step.reading.filter(|reading| reading.lost > 0) else { continue };
        let chosen = window(model, script, steps, at, reading.character) + reading.cost;
        let found = readings.at(step.node).iter();
        for rival in found.filter(|rival| rival.to == reading.to && rival.character != reading.character) {
            let behind = window(model, script, steps, at, rival.character) + rival.cost - chosen;
            if behind < FAR {
                rivals.push(Rival { at, character: rival.character, behind });
            }
        }
    }
    rivals.sort_by(|a, b| a.behind.total_cmp(&b.behind).then(a.at.cmp(&b.at)));
    rivals
}

/// Characters on either side that the model looks at.
const AROUND: usize = 3;

/// What the character at `at` and those behind it cost if it were `character`, in nats.
fn window(model: &mut Model, script: Option<Script>, steps: &[Step], at: usize, character: char) -> f32 {
    let newline = model.glyph('\n');
    let (mut before, mut last) = (history(newline.into(), newline), newline);
    let mut cost = 0.0;
    for index in at.saturating_sub(AROUND)..=at + AROUND {
        let here = if index == at { character } else { steps.get(index).map_or('\n', |step| step.character) };
        let glyph = model.glyph(here);
        if index >= at {
            cost += model.cost(script, before, last, glyph);
        }
        (before, last) = (history(before, last), glyph);
    }
    cost
}
