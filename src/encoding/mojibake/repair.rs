//! One stretch: the best reading over the code pages and scripts that are asked for, if it passes the gates.

use super::codec::{CODECS, Codec};
use super::confidence::confidences;
use super::gate::{LEAST_GAIN, evidence, incoherence, prior, take_back};
use super::model::{Model, SCRIPTS, Script};
use super::search::{Path, Search};
use super::sequence::Symbol;
use super::stretch::{Cell, apply, symbols};

/// Text is read wrongly at most this many times in a row.
const ROUNDS: u8 = 3;

/// A stretch after repair.
pub(super) struct Repaired {
    pub(super) cells: Vec<Cell>,
    /// Index into [`CODECS`] of the first mistake undone.
    pub(super) codec: usize,
    pub(super) rounds: u8,
    /// By how much the repaired text is likelier, in nats.
    pub(super) gain: f32,
}

/// A path under one code page, weighed against the text as it stands.
struct Candidate {
    path: Path,
    script: Option<Script>,
    symbols: Vec<Symbol>,
    /// In nats; positive when the repair is likelier.
    gain: f32,
}

/// Repairs `cells` with `codec`, then with any of `codecs` (indices into [`CODECS`]) for as long as that helps; `None`
/// when they stay as they are.
pub(super) fn repair(model: &mut Model, cells: &[Cell], codec: usize, codecs: &[usize]) -> Option<Repaired> {
    let mut best: Option<Repaired> = None;
    for round in 0..ROUNDS {
        let cells = best.as_ref().map_or(cells, |best| &best.cells);
        let codecs = if round == 0 { &[codec][..] } else { codecs };
        let Some((codec, candidate)) = best_candidate(model, cells, codecs) else { break };
        let steps = &candidate.path.steps;
        let sure = confidences(model, &CODECS[codec], candidate.script, &candidate.symbols, steps);
        let gain = best.as_ref().map_or(candidate.gain, |best| best.gain.min(candidate.gain));
        let codec = best.as_ref().map_or(codec, |best| best.codec);
        best = Some(Repaired { cells: apply(cells, steps, &sure), codec, rounds: round + 1, gain });
    }
    best
}

fn best_candidate(model: &mut Model, cells: &[Cell], codecs: &[usize]) -> Option<(usize, Candidate)> {
    let base = literal_cost(model, cells);
    let mut best: Option<(usize, Candidate)> = None;
    for &codec in codecs {
        let Some(candidate) = candidate(model, cells, &CODECS[codec], base) else { continue };
        let least = best.as_ref().map_or(LEAST_GAIN, |(_, best)| best.gain + LEAST_GAIN);
        if candidate.gain > least {
            best = Some((codec, candidate));
        }
    }
    best
}

/// By how much `codec` explains the stretch better than the text as it stands, in nats.
pub(super) fn gain(model: &mut Model, cells: &[Cell], codec: usize) -> f32 {
    let base = literal_cost(model, cells);
    candidate(model, cells, &CODECS[codec], base).map_or(0.0, |candidate| candidate.gain.max(0.0))
}

/// The likeliest path under `codec`; `None` when it repairs nothing or shows no character that is complete.
fn candidate(model: &mut Model, cells: &[Cell], codec: &Codec, base: f32) -> Option<Candidate> {
    let symbols = symbols(cells, codec);
    if !may_be_damaged(&symbols) {
        return None;
    }
    let characters: Vec<char> = cells.iter().map(|cell| cell.character).collect();
    let mut best: Option<(Path, Option<Script>)> = None;
    for &script in scripts(&symbols) {
        let path = Search { model, codec, script }.run(&characters, &symbols);
        if best.as_ref().is_none_or(|(best, _)| path.cost < best.cost) {
            best = Some((path, script));
        }
    }
    let (mut path, script) = best?;
    take_back(model, script, &characters, &mut path.steps);
    let evidence = evidence(&path.steps);
    if evidence == 0 {
        return None;
    }
    let cost = path.cost + prior(codec, evidence) + incoherence(model, &characters, &path.steps);
    Some(Candidate { path, script, symbols, gain: base - cost })
}

/// Whether one character at least is complete.
fn may_be_damaged(symbols: &[Symbol]) -> bool {
    symbols.iter().enumerate().any(|(at, symbol)| {
        symbol.continuations().is_some_and(|continuations| {
            let following = symbols.get(at + 1..at + 1 + continuations);
            following.is_some_and(|following| following.iter().all(|symbol| symbol.is_continuation()))
        })
    })
}

/// The models worth asking: Han and kana have lead bytes of their own.
fn scripts(symbols: &[Symbol]) -> &'static [Option<Script>] {
    let is_eastern = |symbol: &Symbol| matches!(symbol, Symbol::Byte(0xE3..=0xE9));
    if symbols.iter().any(is_eastern) { &SCRIPTS } else { &SCRIPTS[..1] }
}

/// What the text costs as it stands.
fn literal_cost(model: &mut Model, cells: &[Cell]) -> f32 {
    model.cost_of(cells.iter().map(|cell| cell.character))
}
