//! Which code page a file was read with: one mistake is usually made for a whole file.

use super::candidate::{Base, Candidate, candidate};
use super::cells::Cell;
use super::codec::CODECS;
use super::gate::LEAST_GAIN;
use super::model::Model;

/// Characters beyond ASCII that are enough to know.
const SAMPLE: usize = 4000;

/// What the stretches of a file say of its code page.
pub(super) struct Vote {
    /// The code pages (indices into [`CODECS`]) that explain the text better than the text as it stands, the best first.
    pub(super) elected: Vec<usize>,
    /// For the first stretches, what each code page made of it.
    pub(super) weighed: Vec<Vec<Candidate>>,
}

/// `whole` counts the complete misread characters of the file by code page: one with half as many as another has is not
/// asked.
pub(super) fn vote(model: &mut Model, stretches: &[Vec<Cell>], whole: &[usize]) -> Vote {
    let most = whole.iter().copied().max().unwrap_or(0);
    let asked: Vec<usize> = (0..CODECS.len()).filter(|&codec| whole[codec] > 0 && whole[codec] * 2 >= most).collect();
    let mut gains = [0.0; 13];
    let mut seen = 0;
    let mut weighed = Vec::new();
    for cells in stretches {
        let mut base = Base::unknown();
        let mut candidates = Vec::new();
        for &codec in &asked {
            let Some(candidate) = candidate(model, cells, codec, &mut base) else { continue };
            gains[codec] += candidate.gain.max(0.0);
            candidates.push(candidate);
        }
        weighed.push(candidates);
        seen += cells.iter().filter(|cell| !cell.character.is_ascii()).count();
        if seen > SAMPLE {
            break;
        }
    }
    let mut elected: Vec<usize> = asked.into_iter().filter(|&codec| gains[codec] > LEAST_GAIN).collect();
    elected.sort_by(|&a, &b| gains[b].total_cmp(&gains[a]));
    Vote { elected, weighed }
}
