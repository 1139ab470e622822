//! Brackets in pairs: where one is open, the lost byte of a character may have made it the one that closes. The language
//! model looks at the next few characters only and cannot know.

use super::rivals::Rival;
use super::search::Step;

/// Brackets and quotes that stand in pairs and differ from their partner.
const PAIRS: [(char, char); 10] = [
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('〔', '〕'),
    ('（', '）'),
    ('“', '”'),
    ('«', '»'),
    ('‹', '›'),
];

/// How much less likely a closing bracket may be by the language model, in nats.
const BEHIND: f32 = 7.0;

/// An open bracket, and the first place where its partner may have stood.
struct Open {
    closing: char,
    place: Option<usize>,
}

/// The places, as indices of `steps`, at which the partner of an open bracket most likely stood, and that partner.
pub(super) fn closings(steps: &[Step], rivals: &[Rival]) -> Vec<(usize, char)> {
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if let Some(index) = open.iter().rposition(|open| open.closing == step.character) {
            found.extend(open.drain(index..).skip(1).filter_map(|open| Some((open.place?, open.closing))));
            continue;
        }
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == step.character) {
            open.push(Open { closing: *closing, place: None });
            continue;
        }
        let Some(last) = open.last_mut() else { continue };
        let is_lossy = step.reading.is_some_and(|reading| reading.lost > 0);
        let could_close = |rival: &Rival| rival.at == at && rival.character == last.closing && rival.behind < BEHIND;
        if is_lossy && last.place.is_none() && rivals.iter().any(could_close) {
            last.place = Some(at);
        }
    }
    found.extend(open.into_iter().filter_map(|open| Some((open.place?, open.closing))));
    found
}
