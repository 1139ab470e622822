//! How sure a repaired character is: its rivals in the same place, weighed by the language model.

use super::model::{Model, Script};
use super::reading::Readings;
use super::search::Step;

/// The probability of each step of a path, 0 to 1; 1 where nothing was lost.
pub(super) fn confidences(model: &mut Model, script: Option<Script>, readings: &Readings, steps: &[Step]) -> Vec<f64> {
    let mut out = vec![1.0; steps.len()];
    for (at, step) in steps.iter().enumerate() {
        let Some(reading) = step.reading.filter(|reading| reading.lost > 0) else { continue };
        let chosen = window(model, script, steps, at, reading.character) + f64::from(reading.cost);
        let mut rivals = 0.0;
        let found = readings.at(step.node).iter();
        for rival in found.filter(|rival| rival.to == reading.to && rival.character != reading.character) {
            let cost = window(model, script, steps, at, rival.character) + f64::from(rival.cost);
            rivals += (chosen - cost).exp();
        }
        out[at] = 1.0 / (1.0 + rivals);
    }
    out
}

/// What the character at `at` and the two behind it cost if it were `character`.
fn window(model: &mut Model, script: Option<Script>, steps: &[Step], at: usize, character: char) -> f64 {
    let mut glyph = |index: Option<usize>| match index.and_then(|index| steps.get(index)) {
        Some(_) if index == Some(at) => model.glyph(character),
        Some(step) => model.glyph(step.character),
        None => model.glyph('\n'),
    };
    let glyphs =
        [glyph(at.checked_sub(2)), glyph(at.checked_sub(1)), glyph(Some(at)), glyph(Some(at + 1)), glyph(Some(at + 2))];
    let mut cost = 0.0;
    for three in glyphs.windows(3) {
        cost += model.cost(script, three[0], three[1], three[2]);
    }
    f64::from(cost)
}
