//! Damage that shows only once other damage is repaired, told of in the text as it was at first.

use super::mojibake::{self, Damage, Form};
use crate::text::{Edit, EditSet, Span};

/// Texts were damaged at most three times; the rest is for runs that prove each other.
const ROUNDS: usize = 10;

/// The damage of a text in order, and the edits of those repairs that are `made`; what they lay bare is repaired as well,
/// so that there is nothing to do in the repaired text.
pub(super) fn find(text: &str, stray: &[usize], mut is_made: impl FnMut(&Damage) -> bool) -> (Vec<Damage>, EditSet) {
    let mut damages = as_written(text, stray);
    let mut edits = edits(damages.iter().filter(|damage| is_made(damage)), 0);
    for _ in 1..ROUNDS {
        if edits.is_empty() {
            break;
        }
        let now = edits.apply(text);
        let moves = moves(&edits);
        let mut bare = as_written(&now, &moved(stray, &moves));
        bare.retain(&mut is_made);
        if bare.is_empty() {
            break;
        }
        damages = lay(damages, groups(bare, &moves), &now, &mut is_made);
        edits = self::edits(damages.iter().filter(|damage| is_made(damage)), 0);
    }
    (damages, edits)
}

fn as_written(text: &str, stray: &[usize]) -> Vec<Damage> {
    let mut damages = mojibake::find(text, stray);
    damages.retain(|damage| damage.form != Form::Escapes);
    damages
}

/// The repairs as edits of the text from byte `from` on.
fn edits<'a>(damages: impl Iterator<Item = &'a Damage>, from: usize) -> EditSet {
    let edit = |damage: &Damage| {
        Edit::replace(Span::new(damage.span.start() - from, damage.span.end() - from), damage.repaired.as_str())
    };
    let edits: Vec<Edit> = damages.map(edit).collect();
    let mut set = EditSet::default();
    let fits = set.try_add(&edits);
    debug_assert!(fits, "no two damages overlap");
    set
}

/// Where an edit lies in the text before and after all of them.
struct Move {
    old: Span,
    new: Span,
}

fn moves(edits: &EditSet) -> Vec<Move> {
    let mut moves: Vec<Move> = Vec::new();
    for edit in edits.iter() {
        let (old, new) = moves.last().map_or((0, 0), |last| (last.old.end(), last.new.end()));
        let start = new + edit.span.start() - old;
        moves.push(Move { old: edit.span, new: Span::new(start, start + edit.insert.len()) });
    }
    moves
}

/// The offsets of the stray bytes outside the edits, after them.
fn moved(stray: &[usize], moves: &[Move]) -> Vec<usize> {
    let mut moved = Vec::with_capacity(stray.len());
    for &offset in stray {
        let before = moves.partition_point(|one| one.old.start() <= offset);
        match before.checked_sub(1).map(|last| &moves[last]) {
            None => moved.push(offset),
            Some(last) if last.old.end() <= offset => moved.push(last.new.end() + offset - last.old.end()),
            Some(_) => {}
        }
    }
    moved
}

/// New damage with all the repairs that it touches.
struct Group {
    old: Span,
    new: Span,
    bare: Vec<Damage>,
}

fn groups(bare: Vec<Damage>, moves: &[Move]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for damage in bare {
        let first = moves.partition_point(|one| one.new.end() <= damage.span.start());
        let beyond = moves.partition_point(|one| one.new.start() < damage.span.end());
        let mut new = damage.span;
        for one in &moves[first..beyond.max(first)] {
            new = Span::new(new.start().min(one.new.start()), new.end().max(one.new.end()));
        }
        match groups.last_mut() {
            Some(last) if last.new.overlaps(new) => {
                last.new = Span::new(last.new.start(), last.new.end().max(new.end()));
                last.bare.push(damage);
            }
            _ => groups.push(Group { old: new, new, bare: vec![damage] }),
        }
    }
    for group in &mut groups {
        let old = |before: usize, offset: usize| match before.checked_sub(1).map(|last| &moves[last]) {
            Some(last) => last.old.end() + offset - last.new.end(),
            None => offset,
        };
        let (start, end) = (group.new.start(), group.new.end());
        let start = old(moves.partition_point(|one| one.new.end() <= start), start);
        group.old = Span::new(start, old(moves.partition_point(|one| one.new.start() < end), end));
    }
    groups
}

/// `damages` with each group in the place of those it covers.
fn lay(damages: Vec<Damage>, groups: Vec<Group>, now: &str, is_made: &mut impl FnMut(&Damage) -> bool) -> Vec<Damage> {
    let mut all = Vec::with_capacity(damages.len() + groups.len());
    let mut damages = damages.into_iter().peekable();
    for group in groups {
        while let Some(damage) = damages.next_if(|damage| damage.span.end() <= group.old.start()) {
            all.push(damage);
        }
        let mut above = Vec::new();
        while let Some(damage) = damages.next_if(|damage| damage.span.start() < group.old.end()) {
            if is_made(&damage) {
                above.push(damage);
            }
        }
        all.push(one(group, above, now));
    }
    all.extend(damages);
    all
}

/// A group as one damage of the text as it was at first: `above` was repaired before.
fn one(group: Group, above: Vec<Damage>, now: &str) -> Damage {
    let repaired = edits(group.bare.iter(), group.new.start()).apply(group.new.of(now));
    let rounds = |damages: &[Damage]| damages.iter().map(|damage| damage.rounds).max().unwrap_or(0);
    let rounds = rounds(&above).saturating_add(rounds(&group.bare));
    let mut all = above.into_iter().chain(group.bare);
    let mut damage = all.next().expect("a group is never empty");
    for other in all {
        damage.lost += other.lost;
        damage.confidence *= other.confidence;
        if other.applicability() < damage.applicability() {
            damage.certainty = other.certainty;
        }
    }
    Damage { span: group.old, repaired, rounds, others: Vec::new(), ..damage }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::mojibake::Certainty;

    fn damage(start: usize, end: usize, repaired: &str, certainty: Certainty) -> Damage {
        let span = Span::new(start, end);
        let (codec, others, form) = ("windows-1252", vec!["x".to_string()], Form::Characters);
        Damage { span, repaired: repaired.into(), codec, rounds: 1, lost: 1, confidence: 0.5, certainty, others, form }
    }

    #[test]
    fn what_is_laid_bare_becomes_one_with_what_lay_on_it() {
        use Certainty::{Certain, Likely};
        // "ab[cd→XYZ]ef[gh→]ij[kl→QR]mn"
        let text = "abcdefghijklmn";
        let before = [damage(2, 4, "XYZ", Certain), damage(6, 8, "", Certain), damage(10, 12, "QR", Certain)];
        let now = "abXYZefijQRmn";
        // (damage of `now`, spans and repairs in `text`)
        type Told<'a> = &'a [(usize, usize, &'a str)];
        let cases: [(Vec<Damage>, Told); 6] = [
            (vec![damage(3, 4, "y", Likely)], &[(2, 4, "XyZ"), (6, 8, ""), (10, 12, "QR")]),
            (vec![damage(0, 3, "y", Likely)], &[(0, 4, "yYZ"), (6, 8, ""), (10, 12, "QR")]),
            (vec![damage(2, 3, "x", Likely), damage(4, 6, "z", Likely)], &[(2, 5, "xYz"), (6, 8, ""), (10, 12, "QR")]),
            (vec![damage(4, 10, "-", Likely)], &[(2, 12, "XY-R")]),
            (vec![damage(7, 9, "-", Likely)], &[(2, 4, "XYZ"), (6, 8, ""), (8, 10, "-"), (10, 12, "QR")]),
            (vec![damage(12, 13, "-", Likely)], &[(2, 4, "XYZ"), (6, 8, ""), (10, 12, "QR"), (13, 14, "-")]),
        ];
        let set = edits(before.iter(), 0);
        assert_eq!(set.apply(text), now);
        for (bare, want) in cases {
            let result = edits(bare.iter(), 0).apply(now);
            let all = lay(before.to_vec(), groups(bare, &moves(&set)), now, &mut |_| true);
            let got: Vec<_> = all.iter().map(|one| (one.span.start(), one.span.end(), one.repaired.as_str())).collect();
            assert_eq!(got, want);
            assert_eq!(edits(all.iter(), 0).apply(text), result);
        }
        let all = lay(before.to_vec(), groups(vec![damage(3, 4, "y", Likely)], &moves(&set)), now, &mut |_| true);
        let first = &all[0];
        assert_eq!((first.rounds, first.lost, first.confidence, first.certainty), (2, 2, 0.25, Likely));
        assert_eq!(moved(&[0, 3, 4, 8, 13], &moves(&set)), [0, 5, 7, 12]);
    }
}
