//! The cheapest reading of a stretch of text: which characters stand as they are, which were something else.
//!
//! A beam search from left to right, with a bound on the states at each place: linear in the length of the text.

use super::codec::Codec;
use super::model::{GlyphId, History, Model, Script, history};
use super::sequence::{Reading, Symbol, readings};

/// A damaged stretch begins: it is rare.
const ENTER: f32 = 9.0;
/// Undamaged non-ASCII text follows a damaged stretch.
const LEAVE: f32 = 3.0;
/// States kept at each place.
const WIDTH: usize = 12;
/// A state that costs this much more than the best one at its place has no future.
const HOPELESS: f32 = 16.0;
/// Readings weighed at one place: the likeliest by their first character.
const READINGS: usize = 24;
/// No reading goes further than this many symbols.
const REACH: usize = 5;

/// One character of the text that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Symbols `from..to`.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) character: char,
    /// `None` for a character that stands as it is.
    pub(super) reading: Option<Reading>,
}

/// The cheapest way through.
pub(super) struct Path {
    pub(super) cost: f32,
    pub(super) steps: Vec<Step>,
}

/// Where a way stands: the last two characters, and whether it is in a damaged stretch.
#[derive(Clone, Copy)]
struct State {
    cost: f32,
    before: History,
    last: GlyphId,
    damaged: bool,
    /// The node that led here.
    node: u32,
}

/// A step with the node before it.
struct Node {
    step: Step,
    back: u32,
}

const START: u32 = u32::MAX;

/// All that stays the same during one search.
pub(super) struct Search<'a> {
    pub(super) model: &'a mut Model,
    pub(super) codec: &'a Codec,
    pub(super) script: Option<Script>,
}

impl Search<'_> {
    /// The cheapest way through `characters`, which `codec` made of `symbols`.
    pub(super) fn run(&mut self, characters: &[char], symbols: &[Symbol]) -> Path {
        let may_supply = !symbols.contains(&Symbol::Lost);
        let newline = self.model.glyph('\n');
        let mut nodes: Vec<Node> = Vec::new();
        let mut pending: [Vec<State>; REACH + 1] = Default::default();
        pending[0].push(State { cost: 0.0, before: history(newline.into(), newline), last: newline, damaged: false, node: START });
        let mut here = Vec::new();
        let mut found = Vec::new();
        for at in 0..symbols.len() {
            best_states(&mut pending[at % (REACH + 1)], &mut here);
            readings(symbols, at, self.codec, may_supply, &mut found);
            let options = self.options(at, characters[at], &mut found);
            for state in &here {
                for &(glyph, step) in &options {
                    let cost = state.cost
                        + self.model.cost(self.script, state.before, state.last, glyph)
                        + step.reading.map_or(0.0, |reading| reading.cost)
                        + change_of_mode(state.damaged, &step);
                    let damaged = if step.character.is_ascii() { state.damaged } else { step.reading.is_some() };
                    let node = nodes.len() as u32;
                    nodes.push(Node { step, back: state.node });
                    let next = State { cost, before: history(state.before, state.last), last: glyph, damaged, node };
                    pending[step.to % (REACH + 1)].push(next);
                }
            }
        }
        best_states(&mut pending[symbols.len() % (REACH + 1)], &mut here);
        let mut best = (f32::INFINITY, START);
        for state in &here {
            let cost = state.cost + self.model.cost(self.script, state.before, state.last, newline);
            if cost < best.0 {
                best = (cost, state.node);
            }
        }
        Path { cost: best.0, steps: walk_back(&nodes, best.1) }
    }

    /// The steps that can be made at `at`: the character as it is, and the likeliest of the readings.
    fn options(&mut self, at: usize, character: char, found: &mut Vec<Reading>) -> Vec<(GlyphId, Step)> {
        if found.len() > READINGS {
            let start = self.model.glyph('\n');
            let mut costs: Vec<(f32, Reading)> = Vec::with_capacity(found.len());
            for reading in found.iter() {
                let glyph = self.model.glyph(reading.character);
                costs.push((reading.cost + self.model.cost(None, start, start, glyph), *reading));
            }
            costs.sort_by(|a, b| a.0.total_cmp(&b.0));
            found.clear();
            found.extend(costs.iter().take(READINGS).map(|&(_, reading)| reading));
        }
        let literal = Step { from: at, to: at + 1, character, reading: None };
        let mut options = vec![(self.model.glyph(character), literal)];
        for &reading in found.iter() {
            let step = Step { from: at, to: reading.next, character: reading.character, reading: Some(reading) };
            options.push((self.model.glyph(reading.character), step));
        }
        options
    }
}

fn change_of_mode(damaged: bool, step: &Step) -> f32 {
    match (damaged, step.reading.is_some()) {
        (false, true) => ENTER,
        (true, false) if !step.character.is_ascii() => LEAVE,
        _ => 0.0,
    }
}

/// Moves the best states of `pending` to `kept`, one for each context.
fn best_states(pending: &mut Vec<State>, kept: &mut Vec<State>) {
    kept.clear();
    pending.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let hopeless = pending.first().map_or(0.0, |state| state.cost) + HOPELESS;
    for state in pending.drain(..) {
        if kept.len() == WIDTH || state.cost > hopeless {
            break;
        }
        let is_known =
            |other: &State| (other.last, other.before, other.damaged) == (state.last, state.before, state.damaged);
        if !kept.iter().any(is_known) {
            kept.push(state);
        }
    }
}

fn walk_back(nodes: &[Node], mut at: u32) -> Vec<Step> {
    let mut steps = Vec::new();
    while at != START {
        let node = &nodes[at as usize];
        steps.push(node.step);
        at = node.back;
    }
    steps.reverse();
    steps
}
