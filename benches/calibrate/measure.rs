//! What the repair makes of the cases, against the truth.

use super::cases::{Case, Variant};
use hplint::finding::Applicability;
use rayon::prelude::*;

/// The classes from the surest on.
pub(crate) const CLASSES: [Applicability; 3] = [Applicability::Safe, Applicability::Unsafe, Applicability::Manual];

/// What was made of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Made {
    /// The truth.
    Exact,
    /// Nothing.
    Same,
    /// Something else.
    Wrong,
}

/// A case and what was made of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) case: Case,
    /// By the classes of [`CLASSES`] that were applied: safe, safe and unsafe, all.
    pub(crate) made: [Made; 3],
    /// The line as all classes leave it.
    pub(crate) repaired: String,
    /// The least sure class that took part in it.
    pub(crate) class: Option<Applicability>,
    /// Of each run, what the repair promises.
    pub(crate) confidence: Vec<f64>,
}

impl Outcome {
    /// All that is known of it, for people.
    pub(crate) fn tell(&self) -> String {
        let Outcome { case, repaired, class, confidence, .. } = self;
        let class = class.map_or_else(|| "clean".to_string(), name);
        let page = if case.page.is_empty() { "no code page" } else { case.page };
        let confidence: Vec<String> = confidence.iter().map(|confidence| format!("{confidence:.4}")).collect();
        format!(
            "{class} {}: {}, {page} {:?} x{}, {} lost\n  was      {}\n  damaged  {:?}\n  repaired {repaired}\n",
            confidence.join(" "),
            case.text,
            case.variant,
            case.rounds,
            case.lost,
            case.clean,
            case.damaged,
        )
    }
}

/// The class as people write it.
pub(crate) fn name(class: Applicability) -> String {
    format!("{class:?}").to_lowercase()
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) hit: usize,
    pub(crate) of: usize,
}

impl Share {
    /// In percent; of nothing all is right.
    pub(crate) fn percent(self) -> f64 {
        if self.of == 0 { 100.0 } else { 100.0 * self.hit as f64 / self.of as f64 }
    }
}

/// Repairs every case.
pub(crate) fn measure(cases: Vec<Case>) -> Vec<Outcome> {
    cases.into_par_iter().map(outcome).collect()
}

fn outcome(case: Case) -> Outcome {
    let made = CLASSES.map(|least| {
        let text = hplint::repair(&case.damaged, least).text;
        match () {
            () if text == case.clean => Made::Exact,
            () if text == case.damaged => Made::Same,
            () => Made::Wrong,
        }
    });
    let repaired = hplint::repair(&case.damaged, Applicability::Manual);
    let class = repaired.damages.iter().map(|damage| damage.applicability()).min();
    let confidence = repaired.damages.iter().map(|damage| damage.confidence).collect();
    let repaired = repaired.text.into_owned();
    Outcome { case, made, repaired, class, confidence }
}

/// How many of the outcomes that are `wanted` are right where all classes are applied.
pub(crate) fn exact(outcomes: &[Outcome], wanted: impl Fn(&Case) -> bool) -> Share {
    let mut share = Share::default();
    for outcome in outcomes.iter().filter(|outcome| wanted(&outcome.case)) {
        share.of += 1;
        share.hit += usize::from(outcome.made[2] == Made::Exact);
    }
    share
}

/// Of the lines whose repair is of this class, how many are right; whole lines that were changed are wrong.
pub(crate) fn precision(outcomes: &[Outcome], class: Applicability) -> Share {
    let mut share = Share::default();
    for outcome in outcomes.iter().filter(|outcome| outcome.class == Some(class)) {
        share.of += 1;
        share.hit += usize::from(outcome.made[2] == Made::Exact);
    }
    share
}

/// The whole lines that one of the classes up to `level` changed.
pub(crate) fn altered(outcomes: &[Outcome], level: usize) -> Vec<&Outcome> {
    let is_whole = |outcome: &&Outcome| outcome.case.variant == Variant::Clean;
    outcomes.iter().filter(is_whole).filter(|outcome| outcome.made[level] == Made::Wrong).collect()
}
