//! One round on one page: as many of its fixes as can be proved together.

use super::{Candidate, Round};
use crate::finding::{Effect, Fix};
use crate::guard;
use crate::lint::{Linter, Parsed};
use crate::text::{Edit, EditSet};

/// Sets of fixes that are tried on one page: this many, and as many more as parse [`BUDGET`] bytes. A page with
/// thousands of guilty fixes stays linear that way.
const TRIES: usize = 32;
const BUDGET: usize = 20_000_000;

/// A page with some of its fixes applied and proved.
struct Proved {
    bytes: Vec<u8>,
    after: Parsed,
}

/// Applies all fixes that do not collide at once. If that cannot be proved, halves of them are tried, down to single
/// ones, and those that fail alone are dropped.
pub(super) fn settle(linter: &Linter, path: &str, bytes: Vec<u8>, candidates: &[Candidate]) -> Round {
    let before = linter.parse(path, &bytes);
    let mut dropped = Vec::new();
    let chosen = choose(candidates, before.doc.text(), &mut dropped);
    let mut tries = TRIES + BUDGET / bytes.len().max(1);
    let mut proved: Option<Proved> = None;
    let mut accepted: Vec<&Candidate> = Vec::new();
    let mut groups: Vec<&[&Candidate]> = vec![&chosen];
    while let Some(group) = groups.pop() {
        if group.is_empty() {
            continue;
        }
        let result = match tries.checked_sub(1) {
            Some(left) => {
                tries = left;
                attempt(linter, &before, accepted.iter().chain(group).copied())
            }
            None => Err("too many fixes of this page could not be proved".to_string()),
        };
        match result {
            Ok(done) => {
                accepted.extend(group);
                proved = Some(done);
            }
            Err(_) if group.len() > 1 && tries > 0 => {
                let (first, second) = group.split_at(group.len() / 2);
                groups.push(second);
                groups.push(first);
            }
            Err(why) => dropped.extend(group.iter().map(|guilty| note(guilty, &why))),
        }
    }
    let changed = proved.filter(|proved| proved.bytes != bytes);
    let Some(Proved { bytes, after }) = changed else { return Round { fixed: None, applied: Vec::new(), dropped } };
    let applied = accepted.iter().map(|candidate| candidate.rule).collect();
    Round { fixed: Some((bytes, linter.judge(&after))), applied, dropped }
}

/// The fixes that do not collide, the earlier ones first. Those that collide wait for the next round.
fn choose<'a>(candidates: &'a [Candidate], text: &str, dropped: &mut Vec<String>) -> Vec<&'a Candidate> {
    let mut edits = EditSet::default();
    let mut chosen = Vec::new();
    for candidate in candidates {
        match flaw(&candidate.fix, text) {
            Some(why) => dropped.push(note(candidate, why)),
            None if edits.try_add(&candidate.fix.edits) => chosen.push(candidate),
            None => {}
        }
    }
    chosen
}

/// Why a fix cannot be applied to `text` at all: a mistake of its rule.
fn flaw(fix: &Fix, text: &str) -> Option<&'static str> {
    let is_of_text = |edit: &Edit| text.get(edit.span.range()).is_some();
    if !fix.edits.iter().all(is_of_text) {
        return Some("its edits are not of this text");
    }
    let is_idle = |edit: &Edit| edit.span.of(text) == edit.insert;
    (fix.effect != Effect::Encoding && fix.edits.iter().all(is_idle)).then_some("it changes nothing")
}

/// Applies `fixes` to the page, reads the result as the next run would, and compares.
fn attempt<'a>(linter: &Linter, before: &Parsed, fixes: impl Iterator<Item = &'a Candidate>) -> Result<Proved, String> {
    let mut set = EditSet::default();
    let mut claims: Vec<(Edit, Effect)> = Vec::new();
    let mut to_utf8 = false;
    for Candidate { fix, .. } in fixes {
        let fits = set.try_add(&fix.edits);
        debug_assert!(fits, "colliding fixes were left out before");
        claims.extend(fix.edits.iter().map(|edit| (edit.clone(), fix.effect)));
        to_utf8 |= fix.effect == Effect::Encoding;
    }
    claims.sort_by(|(a, _), (b, _)| a.cmp(b));
    let source = &before.doc.source;
    let Some(bytes) = source.encode(&set, to_utf8) else {
        return Err("a character does not exist in the encoding of the file".to_string());
    };
    let after = linter.parse(&source.path, &bytes);
    if after.doc.text() != set.apply(&source.text) {
        return Err("the file would be read in another encoding".to_string());
    }
    guard::compare(&before.doc, &after.doc, &claims)?;
    Ok(Proved { bytes, after })
}

fn note(candidate: &Candidate, why: &str) -> String {
    format!("{} {} ({}): {why}", candidate.place, candidate.rule, candidate.fix.title)
}
