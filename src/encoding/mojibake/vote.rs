//! Which code page a file was read with: one mistake is usually made for a whole file.

use super::codec::CODECS;
use super::gate::LEAST_GAIN;
use super::model::Model;
use super::repair::gain;
use super::stretch::Cell;

/// Characters beyond ASCII that are enough to know.
const SAMPLE: usize = 4000;

/// The code pages (indices into [`CODECS`]) that explain `stretches` better than the text as it stands, the best first.
/// `whole` counts the complete misread characters of the file by code page: one with half as many as another has is
/// not asked.
pub(super) fn vote(model: &mut Model, stretches: &[Vec<Cell>], whole: &[usize]) -> Vec<usize> {
    let most = whole.iter().copied().max().unwrap_or(0);
    let asked: Vec<usize> = (0..CODECS.len()).filter(|&codec| whole[codec] > 0 && whole[codec] * 2 >= most).collect();
    let mut gains = [0.0; 9];
    let mut seen = 0;
    for cells in stretches {
        for &codec in &asked {
            gains[codec] += gain(model, cells, codec);
        }
        seen += cells.iter().filter(|cell| !cell.character.is_ascii()).count();
        if seen > SAMPLE {
            break;
        }
    }
    let mut elected: Vec<usize> = asked.into_iter().filter(|&codec| gains[codec] > LEAST_GAIN).collect();
    elected.sort_by(|&a, &b| gains[b].total_cmp(&gains[a]));
    elected
}
