//! Where a position of the text before stands in the text after, and the other way round.

use crate::finding::Effect;
use crate::text::{Edit, Span};

/// One edit in both texts.
pub(super) struct Claim<'a> {
    pub(super) effect: Effect,
    pub(super) before: Span,
    pub(super) after: Span,
    pub(super) old: &'a str,
    pub(super) new: &'a str,
}

/// One of the two texts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// The edits of a page, in order.
pub(super) struct Shift<'a> {
    pub(super) claims: Vec<Claim<'a>>,
}

impl Claim<'_> {
    pub(super) fn span(&self, side: Side) -> Span {
        match side {
            Side::Before => self.before,
            Side::After => self.after,
        }
    }
}

impl Side {
    fn other(self) -> Side {
        match self {
            Side::Before => Side::After,
            Side::After => Side::Before,
        }
    }
}

impl<'a> Shift<'a> {
    /// `edits` of `text`, sorted and disjoint.
    pub(super) fn new(text: &'a str, edits: &'a [(Edit, Effect)]) -> Shift<'a> {
        let mut claims = Vec::with_capacity(edits.len());
        let (mut inserted, mut removed) = (0, 0);
        for (edit, effect) in edits {
            let start = edit.span.start() + inserted - removed;
            let after = Span::new(start, start + edit.insert.len());
            let old = edit.span.of(text);
            claims.push(Claim { effect: *effect, before: edit.span, after, old, new: &edit.insert });
            inserted += edit.insert.len();
            removed += edit.span.len();
        }
        Shift { claims }
    }

    /// Where the position `at` of `side` may stand in the other text: one place, or anywhere in the edits that touch it.
    pub(super) fn map(&self, side: Side, at: usize) -> Span {
        let first = self.claims.partition_point(|claim| claim.span(side).end() < at);
        let touching = self.claims[first..].iter().take_while(|claim| claim.span(side).start() <= at);
        let touched = touching.map(|claim| claim.span(side.other())).reduce(|a, b| Span::new(a.start(), b.end()));
        if let Some(touched) = touched {
            return touched;
        }
        let Some(last) = first.checked_sub(1).map(|last| &self.claims[last]) else { return Span::empty(at) };
        Span::empty(last.span(side.other()).end() + (at - last.span(side).end()))
    }

    /// The widest stretch of the other text that `span` of `side` may stand for.
    pub(super) fn map_span(&self, side: Side, span: Span) -> Span {
        Span::new(self.map(side, span.start()).start(), self.map(side, span.end()).end())
    }

    /// Whether `after` is where `before` went.
    pub(super) fn agrees(&self, before: Span, after: Span) -> bool {
        let is_in = |range: Span, at: usize| range.start() <= at && at <= range.end();
        is_in(self.map(Side::Before, before.start()), after.start())
            && is_in(self.map(Side::Before, before.end()), after.end())
    }

    /// Where the edits of one effect stand in one text.
    pub(super) fn of(&self, effect: Effect, side: Side) -> Vec<Span> {
        self.claims.iter().filter(|claim| claim.effect == effect).map(|claim| claim.span(side)).collect()
    }

    /// The edits that touch `span` of `side`.
    pub(super) fn touching(&self, side: Side, span: Span) -> &[Claim<'a>] {
        let first = self.claims.partition_point(|claim| claim.span(side).end() < span.start());
        let last = self.claims.partition_point(|claim| claim.span(side).start() <= span.end());
        &self.claims[first..last.max(first)]
    }
}

/// Whether one of `spans` (sorted, disjoint) touches `span`.
pub(super) fn touches_any(spans: &[Span], span: Span) -> bool {
    let first = spans.partition_point(|other| other.end() < span.start());
    spans.get(first).is_some_and(|other| other.start() <= span.end())
}

/// Whether one of `spans` (sorted, disjoint) overlaps `span`.
pub(super) fn overlaps_any(spans: &[Span], span: Span) -> bool {
    let first = spans.partition_point(|other| other.end() <= span.start());
    spans.get(first).is_some_and(|other| other.overlaps(span))
}

/// The one of `spans` (sorted, disjoint) that holds all of `span`.
pub(super) fn around(spans: &[Span], span: Span) -> Option<Span> {
    let first = spans.partition_point(|other| other.end() < span.end());
    spans.get(first).copied().filter(|other| other.contains(span))
}

/// `spans` sorted, those that touch each other joined.
pub(super) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.end() >= span.start() => *last = Span::new(last.start(), last.end().max(span.end())),
            _ => out.push(span),
        }
    }
    out
}
