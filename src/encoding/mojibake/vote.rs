//! Which code page a file was read with: one mistake is usually made for a whole file.

use super::candidate::{Base, Candidate, Known, PROOF, candidate, is_known, proven};
use super::cells::{Cell, cells};
use super::codec::CODECS;
use super::direct::direct;
use super::gate::{self, LEAST_GAIN};
use super::model::Model;
use super::search::{Step, found};
use crate::text::Span;

/// Characters beyond ASCII that are enough to know.
const SAMPLE: usize = 4000;

/// One stretch in this many may leave something to decide where the page is proven by the others.
const FEW: usize = 8;

/// Pages that are asked for a proof: those with the most complete characters.
const PROVED: usize = 5;

/// The code pages of a file.
pub(super) struct Elected {
    /// Indices into [`CODECS`] of those that explain the text better than the text as it stands, the best first.
    pub(super) codecs: Vec<usize>,
    /// Those that every sampled stretch was weighed by.
    pub(super) asked: Vec<usize>,
    /// Whether the first leaves nothing to decide.
    pub(super) proven: bool,
    /// Bytes that prove the first: those beyond the first of complete characters.
    pub(super) evidence: usize,
}

impl Elected {
    /// What is known of the page at `rank`.
    pub(super) fn known(&self, rank: usize) -> Known {
        match rank {
            0 if self.proven => Known::Proven,
            0 if self.evidence >= PROOF => Known::Used,
            _ => Known::Nothing,
        }
    }
}

/// What the stretches of a file say of its code page.
pub(super) struct Vote {
    pub(super) elected: Elected,
    pub(super) sampled: Vec<Sampled>,
}

/// One of the first stretches.
pub(super) struct Sampled {
    pub(super) cells: Vec<Cell>,
    /// What each code page made of it, if they were asked.
    pub(super) weighed: Option<Vec<Candidate>>,
}

/// `whole` counts the complete misread characters of the file by code page: one with half as many as another has is not
/// asked.
pub(super) fn vote(model: &mut Model, text: &str, stretches: &[Span], stray: &[usize], whole: &[usize]) -> Vote {
    let most = whole.iter().copied().max().unwrap_or(0);
    let mut asked: Vec<usize> =
        (0..CODECS.len()).filter(|&codec| whole[codec] > 0 && whole[codec] * 2 >= most).collect();
    asked.sort_by_key(|&codec| std::cmp::Reverse(whole[codec]));
    let mut sampled: Vec<Sampled> = Vec::new();
    let mut seen = 0;
    for &stretch in stretches {
        if seen > SAMPLE {
            break;
        }
        let cells = cells(text, stretch, stray);
        seen += cells.iter().filter(|cell| !cell.character.is_ascii()).count();
        sampled.push(Sampled { cells, weighed: None });
    }
    if let Some((codec, evidence)) = proof(model, &asked, &mut sampled) {
        let others = asked.iter().filter(|&&other| other != codec);
        let codecs = [codec].iter().chain(others).copied().collect();
        return Vote { elected: Elected { codecs, asked, proven: true, evidence }, sampled };
    }
    let (mut gains, mut evidence) = ([0.0; 13], [0; 13]);
    for Sampled { cells, weighed } in &mut sampled {
        let mut candidates = Vec::new();
        let mut base = Base::unknown();
        for &codec in &asked {
            let Some(candidate) = candidate(model, cells, codec, Known::Nothing, &mut base) else { continue };
            gains[codec] += candidate.gain.max(0.0);
            evidence[codec] += if candidate.gain > LEAST_GAIN { candidate.evidence } else { 0 };
            candidates.push(candidate);
        }
        *weighed = Some(candidates);
    }
    let mut elected: Vec<usize> = asked.iter().copied().filter(|&codec| gains[codec] > LEAST_GAIN).collect();
    elected.sort_by(|&a, &b| gains[b].total_cmp(&gains[a]));
    let evidence = elected.first().map_or(0, |&codec| evidence[codec]);
    Vote { elected: Elected { codecs: elected, asked, proven: false, evidence }, sampled }
}

/// What one page makes of each stretch, where it leaves nothing to decide.
struct Proof {
    codec: usize,
    evidence: usize,
    ways: Vec<Option<Vec<Step>>>,
}

/// The page that leaves nothing to decide in nearly all of the stretches, and the evidence for it; then what it made of them
/// is put beside them. Where several do and differ, as windows-1250 and windows-1257 may over `Ć¤`, the text decides.
fn proof(model: &mut Model, asked: &[usize], sampled: &mut [Sampled]) -> Option<(usize, usize)> {
    let mut best: Option<Proof> = None;
    for &codec in asked.iter().take(PROVED) {
        let Some(next) = prove(model, codec, sampled) else { continue };
        best = Some(match best {
            Some(best) if !is_likelier(model, &next, &best) => best,
            _ => next,
        });
    }
    let Proof { codec, evidence, ways } = best?;
    for (Sampled { weighed, .. }, steps) in sampled.iter_mut().zip(ways) {
        *weighed = steps.map(|steps| vec![proven(codec, steps)]);
    }
    Some((codec, evidence))
}

/// Whether one page's text is likelier than another's, by the first stretch in which they differ.
fn is_likelier(model: &mut Model, one: &Proof, other: &Proof) -> bool {
    let text = |steps: &Option<Vec<Step>>| steps.as_deref().map_or_else(String::new, found);
    let mut pairs = one.ways.iter().zip(&other.ways).map(|(one, other)| (text(one), text(other)));
    let differs = |(one, other): &(String, String)| !one.is_empty() && !other.is_empty() && one != other;
    pairs.find(differs).is_some_and(|(one, other)| model.cost_of(one.chars()) < model.cost_of(other.chars()))
}

/// What `codec` makes of the stretches, if it leaves nothing to decide in nearly all of them.
fn prove(model: &mut Model, codec: usize, sampled: &[Sampled]) -> Option<Proof> {
    let mut ways = Vec::with_capacity(sampled.len());
    let (mut evidence, mut open) = (0, 0);
    for Sampled { cells, .. } in sampled {
        let steps = direct(cells, &CODECS[codec]);
        let steps = steps.filter(|steps| gate::evidence(steps) >= PROOF || is_known(model, steps));
        evidence += steps.as_ref().map_or(0, |steps| gate::evidence(steps));
        open += usize::from(steps.is_none());
        if open * FEW > sampled.len() {
            return None;
        }
        ways.push(steps);
    }
    let is_enough = evidence >= PROOF && (open == 0 || evidence >= FEW * PROOF);
    is_enough.then_some(Proof { codec, evidence, ways })
}
