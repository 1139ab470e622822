//! The cheapest reading of a stretch of text: which characters stand as they are, which were something else.
//!
//! A beam search from left to right, with a bound on the states at each node: linear in the length of the text.

use super::cells::Cell;
use super::lattice::Lattice;
use super::model::{GlyphId, History, Model, Script, history};
use super::reading::{Reading, Readings, WEIGHED};
use std::sync::LazyLock;

/// A damaged stretch begins: it is rare.
pub(super) const ENTER: f32 = 9.0;
/// Undamaged non-ASCII text follows a damaged stretch.
const LEAVE: f32 = 3.0;
/// States kept at each node.
const WIDTH: usize = 8;
/// States that are looked at to find them.
const SORTED: usize = 48;
/// A state that costs this much more than the best one at its node has no future.
const HOPELESS: f32 = 12.0;
/// No reading goes further than this many nodes: three rounds of sequences within sequences.
const REACH: usize = 128;

/// One character of the text that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Cells `from..to`; empty when the character is the second half of one.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The node where it begins.
    pub(super) node: usize,
    pub(super) character: char,
    /// `None` for a character that stands as it is.
    pub(super) reading: Option<Reading>,
}

/// The text that the steps of a way find.
pub(super) fn found(steps: &[Step]) -> String {
    steps.iter().map(|step| step.character).collect()
}

/// The cheapest way through.
pub(super) struct Path {
    /// In nats.
    pub(super) cost: f32,
    /// What all ways that the search kept cost together: their probabilities summed, in nats.
    pub(super) together: f32,
    pub(super) steps: Vec<Step>,
}

/// Where a way stands: the last two characters, and whether it is in a damaged stretch.
#[derive(Clone, Copy)]
struct State {
    cost: f32,
    /// The cost of all ways to this context together.
    together: f32,
    before: History,
    last: GlyphId,
    damaged: bool,
    /// The node that led here.
    trail: u32,
}

/// A choice with the one before it.
struct Trail {
    choice: u32,
    back: u32,
}

const START: u32 = u32::MAX;

/// What can be read at a node, with its glyph and the node behind it.
#[derive(Clone, Copy)]
struct Choice {
    glyph: GlyphId,
    to: u32,
    /// What it assumes, in nats.
    cost: f32,
    step: Step,
}

/// All that can be chosen on the way through a stretch.
pub(super) struct Graph {
    choices: Vec<Choice>,
    /// Where the choices of each node begin in `choices`.
    first: Vec<u32>,
    newline: GlyphId,
}

impl Graph {
    /// The characters of `cells` as they stand, and the likeliest readings at each node.
    pub(super) fn new(model: &mut Model, cells: &[Cell], lattice: &Lattice, readings: &Readings) -> Graph {
        let mut graph = Graph { choices: Vec::new(), first: Vec::new(), newline: model.glyph('\n') };
        for node in 0..lattice.end() {
            graph.first.push(graph.choices.len() as u32);
            let from = lattice.cell(node);
            if lattice.is_border(node) {
                let character = cells[from].character;
                let step = Step { from, to: from + 1, node, character, reading: None };
                let to = lattice.node(from + 1) as u32;
                let cost = lattice.strange.get(from).copied().unwrap_or(0.0);
                graph.choices.push(Choice { glyph: model.glyph(character), to, cost, step });
            }
            let is_in_reach = |reading: &Reading| reading.to as usize - node < REACH;
            let at = readings.at(node).iter().filter(|reading| reading.character != '\u{FFFD}' && is_in_reach(reading));
            for &reading in at.take(WEIGHED) {
                let to = lattice.cell(reading.to as usize);
                let step = Step { from, to, node, character: reading.character, reading: Some(reading) };
                graph.choices.push(Choice {
                    glyph: model.glyph(reading.character),
                    to: reading.to,
                    cost: reading.cost,
                    step,
                });
            }
        }
        graph.first.push(graph.choices.len() as u32);
        graph
    }

    /// The cheapest way through.
    pub(super) fn search(&self, model: &mut Model, script: Option<Script>) -> Path {
        let mut trails: Vec<Trail> = Vec::with_capacity(self.first.len() * 2);
        let mut pending: Vec<Vec<State>> = vec![Vec::new(); REACH];
        let newline = self.newline;
        pending[0].push(State {
            cost: 0.0,
            together: 0.0,
            before: history(newline.into(), newline),
            last: newline,
            damaged: false,
            trail: START,
        });
        let mut here = Vec::new();
        let mut least = [f32::INFINITY; REACH];
        for node in 0..self.first.len() - 1 {
            best_states(&mut pending[node % REACH], &mut here);
            least[node % REACH] = f32::INFINITY;
            for state in &here {
                for index in self.first[node]..self.first[node + 1] {
                    let Choice { glyph, to, cost, step } = &self.choices[index as usize];
                    let least = &mut least[*to as usize % REACH];
                    let assumed = cost + change_of_mode(state.damaged, step);
                    if state.cost + assumed > *least + HOPELESS {
                        continue;
                    }
                    let more = model.cost(script, state.before, state.last, *glyph) + assumed;
                    *least = least.min(state.cost + more);
                    let damaged = if step.character.is_ascii() { state.damaged } else { step.reading.is_some() };
                    let trail = trails.len() as u32;
                    trails.push(Trail { choice: index, back: state.trail });
                    let next = State {
                        cost: state.cost + more,
                        together: state.together + more,
                        before: history(state.before, state.last),
                        last: *glyph,
                        damaged,
                        trail,
                    };
                    pending[*to as usize % REACH].push(next);
                }
            }
        }
        best_states(&mut pending[(self.first.len() - 1) % REACH], &mut here);
        let mut best = (f32::INFINITY, START);
        let mut together = f32::INFINITY;
        for state in &here {
            let end = model.cost(script, state.before, state.last, newline);
            together = both(together, state.together + end);
            if state.cost + end < best.0 {
                best = (state.cost + end, state.trail);
            }
        }
        Path { cost: best.0, together, steps: self.walk_back(&trails, best.1) }
    }

    fn walk_back(&self, trails: &[Trail], mut at: u32) -> Vec<Step> {
        let mut steps = Vec::new();
        while at != START {
            let trail = &trails[at as usize];
            steps.push(self.choices[trail.choice as usize].step);
            at = trail.back;
        }
        steps.reverse();
        steps
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
    if pending.len() > SORTED {
        pending.select_nth_unstable_by(SORTED, |a, b| a.cost.total_cmp(&b.cost));
        pending.truncate(SORTED);
    }
    pending.sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost));
    let hopeless = pending.first().map_or(0.0, |state| state.cost) + HOPELESS;
    for state in pending.drain(..) {
        if state.cost > hopeless {
            break;
        }
        let is_same =
            |other: &&mut State| (other.last, other.before, other.damaged) == (state.last, state.before, state.damaged);
        if let Some(same) = kept.iter_mut().find(is_same) {
            same.together = both(same.together, state.together);
        } else if kept.len() < WIDTH {
            kept.push(state);
        }
    }
}

/// The cost of two ways together: that of the sum of their probabilities, in nats.
pub(super) fn both(one: f32, other: f32) -> f32 {
    let (less, more) = if one < other { (one, other) } else { (other, one) };
    let place = (more - less) * STEPS;
    SUMS.get(place as usize).map_or(less, |sum| less - sum)
}

/// Places of [`SUMS`] in a nat.
const STEPS: f32 = 16.0;

/// By how much two ways together cost less than the cheaper one, by the distance between them.
static SUMS: LazyLock<[f32; 192]> = LazyLock::new(|| std::array::from_fn(|at| (-(at as f32) / STEPS).exp().ln_1p()));
