//! Is the repair of mojibake as good as it promises? Damages the text of `benches/text` in every known way, repairs it and
//! says how much came out right, by code page, class and confidence. Fails where a class is less sure than its name says.
//!
//! `cargo bench --bench calibrate [-- [LINES] [--misses]]`: LINES for each code page (160), and the lines that went wrong
//! though they were sure.

mod cases;
mod damage;
mod measure;

use cases::{Case, Variant};
use hplint::finding::Applicability;
use measure::{CLASSES, Made, Outcome, Share, altered, exact, measure, name, precision};
use std::collections::BTreeMap;
use std::io::{self, Write, stdout};
use std::process::ExitCode;

/// Lines for each code page; a debug build is some fifty times slower.
const LINES: usize = if cfg!(debug_assertions) { 3 } else { 160 };

/// What makes these lines and no others.
const SEED: u64 = 1;

/// The least share of right repairs in a class, in percent.
const GOALS: [(Applicability, f64); 2] = [(Applicability::Safe, 99.5), (Applicability::Unsafe, 95.0)];

fn main() -> ExitCode {
    let lines = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(LINES);
    let outcomes = measure(cases::cases(lines, SEED));
    let mut out = stdout().lock();
    let written = write(&mut out, &outcomes, std::env::args().any(|argument| argument == "--misses"));
    match written {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The whole report; whether the promises hold.
fn write(out: &mut impl Write, outcomes: &[Outcome], misses: bool) -> io::Result<bool> {
    write_cells(out, outcomes)?;
    write_totals(out, outcomes)?;
    write_applied(out, outcomes)?;
    let classes = write_classes(out, outcomes)?;
    write_confidence(out, outcomes)?;
    let clean = write_clean(out, outcomes)?;
    if misses {
        write_misses(out, outcomes)?;
    }
    Ok(classes && clean)
}

fn write_cells(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<()> {
    let mut cells: BTreeMap<(&str, u8, Variant), [usize; 3]> = BTreeMap::new();
    for Outcome { case, made, .. } in outcomes.iter().filter(|outcome| is_damaged(&outcome.case)) {
        cells.entry((case.page, case.rounds, case.variant)).or_default()[made[2] as usize] += 1;
    }
    writeln!(out, "code page     rounds  variant    lines   exact    same   wrong  (all classes applied)")?;
    for ((page, rounds, variant), counts) in cells {
        let of = counts.iter().sum();
        let [exact, same, wrong] = counts.map(|hit| Share { hit, of }.percent());
        let variant = format!("{variant:?}").to_lowercase();
        writeln!(out, "{page:13} {rounds:6}  {variant:9} {of:6} {exact:6.1}% {same:6.1}% {wrong:6.1}%")?;
    }
    Ok(())
}

fn is_damaged(case: &Case) -> bool {
    case.variant != Variant::Clean
}

fn is_lossless(case: &Case) -> bool {
    matches!(case.variant, Variant::Full | Variant::Controls)
}

fn is_lossy(case: &Case) -> bool {
    matches!(case.variant, Variant::Dropped | Variant::Replaced)
}

/// Windows' Western and Turkish page with bytes dropped: what is seen most on homepages.
fn is_dropped_western(case: &Case) -> bool {
    case.variant == Variant::Dropped && case.rounds == 1 && matches!(case.page, "windows-1252" | "windows-1254")
}

fn write_totals(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<()> {
    type Pick = fn(&Case) -> bool;
    let totals: [(&str, Option<f64>, Pick); 9] = [
        ("lossless, 13 code pages", Some(98.5), is_lossless),
        ("  single-byte", Some(99.5), |case| is_lossless(case) && case.is_single),
        ("  double-byte", Some(85.0), |case| is_lossless(case) && !case.is_single),
        ("windows-1252, -1254, bytes dropped", Some(84.0), is_dropped_western),
        ("lossy, single-byte", Some(50.0), |case| is_lossy(case) && case.is_single),
        ("lossy, double-byte", None, |case| is_lossy(case) && !case.is_single),
        ("two rounds, lossless", Some(99.0), |case| is_lossless(case) && case.rounds == 2),
        ("two rounds", Some(60.0), |case| case.rounds == 2),
        ("mixed", Some(78.0), |case| case.variant == Variant::Mixed),
    ];
    writeln!(out, "\n                                     lines   exact    goal")?;
    for (name, goal, pick) in totals {
        let share = exact(outcomes, pick);
        let goal = goal.map_or_else(|| "      -".to_string(), |goal| format!("{goal:6.1}%"));
        writeln!(out, "{name:34} {:7} {:6.1}% {goal}", share.of, share.percent())?;
    }
    Ok(())
}

fn write_applied(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<()> {
    writeln!(out, "\n--min-class   changed   right   of all damaged   of lossless   of windows-1252, -1254 dropped")?;
    for (level, class) in CLASSES.into_iter().enumerate() {
        let share = |wanted: &dyn Fn(&Outcome) -> bool| {
            let wanted = outcomes.iter().filter(|outcome| wanted(outcome));
            let is_right = |outcome: &&Outcome| is_damaged(&outcome.case) && outcome.made[level] == Made::Exact;
            wanted.fold(Share::default(), |share, outcome| Share {
                hit: share.hit + usize::from(is_right(&outcome)),
                of: share.of + 1,
            })
        };
        let changed = share(&|outcome| match outcome.made[level] {
            Made::Exact => is_damaged(&outcome.case),
            made => made == Made::Wrong,
        });
        let (all, lossless, dropped) = (
            share(&|outcome| is_damaged(&outcome.case)).percent(),
            share(&|outcome| is_lossless(&outcome.case)).percent(),
            share(&|outcome| is_dropped_western(&outcome.case)).percent(),
        );
        let (class, percent) = (name(class), changed.percent());
        writeln!(out, "{class:11} {:9} {percent:6.2}% {all:15.1}% {lossless:12.1}% {dropped:12.1}%", changed.of)?;
    }
    Ok(())
}

/// Whether each class keeps its promise.
fn write_classes(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<bool> {
    writeln!(out, "\nclass told      lines    right    goal  (the least sure repair of a line gives its class)")?;
    let mut holds = true;
    for class in CLASSES {
        let share = precision(outcomes, class);
        let goal = GOALS.iter().find(|(other, _)| *other == class).map(|(_, goal)| *goal);
        let is_kept = goal.is_none_or(|goal| share.percent() >= goal);
        let goal = goal.map_or_else(|| "      -".to_string(), |goal| format!("{goal:6.1}%"));
        let verdict = if is_kept { "" } else { "  MISSED" };
        writeln!(out, "{:12} {:8} {:7.2}% {goal}{verdict}", name(class), share.of, share.percent())?;
        holds &= is_kept;
    }
    Ok(holds)
}

/// The promise is one of a run: lines with several say nothing about it.
fn write_confidence(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<()> {
    const BINS: [f64; 10] = [0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999];
    let mut bins = [(Share::default(), 0.0); BINS.len()];
    for outcome in outcomes {
        let [confidence] = outcome.confidence[..] else { continue };
        let (share, promised) = &mut bins[BINS.partition_point(|least| *least <= confidence).max(1) - 1];
        share.of += 1;
        share.hit += usize::from(outcome.made[2] == Made::Exact);
        *promised += confidence;
    }
    writeln!(out, "\nconfidence from   lines   promised   right  (lines with one damaged run)")?;
    for (least, (share, promised)) in BINS.into_iter().zip(bins).filter(|(_, (share, _))| share.of > 0) {
        let promised = 100.0 * promised / share.of as f64;
        writeln!(out, "{least:15.3} {:7} {promised:9.1}% {:6.1}%", share.of, share.percent())?;
    }
    Ok(())
}

/// Whether every whole line stayed as it was.
fn write_clean(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<bool> {
    let whole = outcomes.iter().filter(|outcome| !is_damaged(&outcome.case)).count();
    let counts: Vec<usize> = (0..CLASSES.len()).map(|level| altered(outcomes, level).len()).collect();
    let [safe, likely, all] = counts[..] else { return Ok(false) };
    writeln!(out, "\nwhole lines altered, of {whole}: safe {safe}, unsafe {likely}, manual {all}; goal 0")?;
    for outcome in altered(outcomes, CLASSES.len() - 1) {
        writeln!(out, "{}", outcome.tell())?;
    }
    Ok(all == 0)
}

/// The lines that were repaired wrongly in a class with a promise.
fn write_misses(out: &mut impl Write, outcomes: &[Outcome]) -> io::Result<()> {
    for outcome in outcomes {
        let is_promised = outcome.class.is_some_and(|class| class > Applicability::Manual);
        if is_promised && outcome.made[2] != Made::Exact {
            writeln!(out, "\n{}", outcome.tell())?;
        }
    }
    Ok(())
}
