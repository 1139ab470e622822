//! What a repair must show before it is believed. Each gate stopped false alarms on natural text.

use super::codec::Codec;
use super::model::{Model, Script as Assumed};
use super::search::Step;

/// A repair must explain the text better than the text itself by this much, in nats.
pub(super) const LEAST_GAIN: f32 = 6.0;
/// A character that the counted text does not have at all.
const UNKNOWN: f32 = 4.0;
/// Han, kana or Hangul with an ASCII letter on one side.
const EAST_BESIDE_ASCII: f32 = 6.0;
/// Greek with an ASCII letter beside it: formulas.
const GREEK_BESIDE_ASCII: f32 = 3.0;
/// Letters of another script with an ASCII letter beside them.
const SCRIPTS_MIXED: f32 = 12.0;

/// Bytes beyond the first of characters that are complete without any assumption, or with a small one.
pub(super) fn evidence(steps: &[Step]) -> usize {
    let of_step = |(at, step): (usize, &Step)| {
        let before = at.checked_sub(1).map(|before| steps[before].character);
        step.reading?.evidence(step.to - step.from, before.is_some_and(|before| before.is_ascii_lowercase()))
    };
    steps.iter().enumerate().filter_map(of_step).sum()
}

/// What the mistake itself costs, the more the thinner the evidence.
pub(super) fn prior(codec: &Codec, evidence: usize) -> f32 {
    let thin = match evidence {
        // A rare character beside another seldom fits into UTF-8 by chance.
        2 if codec.is_double() => 0.0,
        3.. if codec.is_double() => -1.0,
        0..=2 => 1.0,
        3..=4 => 0.5,
        _ => 0.0,
    };
    codec.penalty + codec.thin * thin
}

/// Takes back each group of adjoining readings that has no complete character and does not pay for itself: beside real
/// damage, `é ` could be most of a Chinese character.
pub(super) fn take_back(model: &mut Model, script: Option<Assumed>, original: &[char], steps: &mut Vec<Step>) {
    let is_far = |step: &Step| matches!(self::script(step.character), Some(Script::East | Script::Other));
    let is_proven = steps.iter().any(|step| is_far(step) && step.reading.is_some_and(|reading| reading.is_whole()));
    let mut kept: Vec<Step> = Vec::with_capacity(steps.len());
    let mut at = 0;
    while at < steps.len() {
        let length = steps[at..].iter().take_while(|step| step.reading.is_some()).count();
        let (group, rest) = steps[at..].split_at(length.max(1));
        at += group.len();
        // Beside a Latin letter, a first character of another script wants another that is complete.
        let is_glued =
            is_far(&group[0]) && kept.last().is_some_and(|before| before.character.is_ascii_alphabetic()) && !is_proven;
        if length == 0 || evidence(group) > 0 || (!is_glued && pays(model, script, original, &kept, group, rest)) {
            kept.extend_from_slice(group);
            continue;
        }
        let (first, end) = (group[0].from, group[length - 1].to);
        for (offset, &character) in original[first..end].iter().enumerate() {
            let from = first + offset;
            kept.push(Step { from, to: from + 1, node: 0, character, reading: None });
        }
    }
    *steps = kept;
}

/// Whether a group of readings, none of them complete, is likelier in its place than the characters that stand there.
fn pays(
    model: &mut Model,
    script: Option<Assumed>,
    original: &[char],
    before: &[Step],
    group: &[Step],
    after: &[Step],
) -> bool {
    // Of a longer character more than the lead must be there, but for quotes and dashes: `è` alone is no Chinese one.
    let is_bare = |step: &Step| {
        let is_punctuation = matches!(step.character, '\u{2010}'..='\u{203A}' | '€' | '™');
        step.character.len_utf8() > 2 && !is_punctuation && step.reading.is_some_and(|reading| reading.present <= 1)
    };
    if group.iter().all(is_bare) {
        return false;
    }
    let before = &before[before.len().saturating_sub(2)..];
    let after = &after[..after.len().min(2)];
    let characters = |steps: &[Step]| steps.iter().map(|step| step.character).collect::<Vec<char>>();
    let repaired = [characters(before), characters(group), characters(after)].concat();
    let literal = &original[group[0].from..group[group.len() - 1].to];
    let untouched = [characters(before), literal.to_vec(), characters(after)].concat();
    let assumed: f32 = group.iter().filter_map(|step| step.reading).map(|reading| reading.cost).sum();
    let cost = model.cost_in_script(script, &repaired) + assumed;
    model.cost_of(untouched.into_iter()) > cost
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    East,
    Other,
}

/// The script of a letter.
fn script(character: char) -> Option<Script> {
    if !character.is_alphabetic() {
        return None;
    }
    Some(match character {
        '\0'..'\u{250}' | '\u{1E00}'..'\u{1F00}' | '\u{FB00}'..'\u{FB07}' => Script::Latin,
        '\u{370}'..'\u{400}' | '\u{1F00}'..'\u{2000}' => Script::Greek,
        '\u{2E81}'..'\u{A000}' | '\u{AC00}'..'\u{D7B0}' | '\u{F900}'..'\u{FB00}' | '\u{20000}'.. => Script::East,
        _ => Script::Other,
    })
}

/// What speaks against the repaired text itself, in nats: letters of two scripts in one word, characters nobody uses.
pub(super) fn incoherence(model: &mut Model, original: &[char], steps: &[Step]) -> f32 {
    let had: std::collections::HashSet<char> = original.iter().copied().filter(|c| !c.is_ascii()).collect();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| steps.get(at)).is_some_and(|step| step.character.is_ascii_alphabetic());
    let is_ascii = |at: Option<usize>| at.and_then(|at| steps.get(at)).is_none_or(|step| step.character.is_ascii());
    let mut cost = 0.0;
    for (at, step) in steps.iter().enumerate() {
        let character = step.character;
        if character.is_ascii() || had.contains(&character) {
            continue;
        }
        let glyph = model.glyph(character);
        if !model.is_known(glyph) {
            cost += UNKNOWN;
        }
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        if !is_letter(before) && !is_letter(after) {
            continue;
        }
        cost += match script(character) {
            None | Some(Script::Latin) => 0.0,
            Some(Script::Greek) => GREEK_BESIDE_ASCII,
            Some(Script::East) if is_ascii(before) != is_ascii(after) => EAST_BESIDE_ASCII,
            Some(_) => SCRIPTS_MIXED,
        };
    }
    cost.min(if steps.len() < 40 { 40.0 } else { 60.0 })
}
