//! `out-of-order`: an entry whose date does not fit between its neighbours' in a list that goes by date.

use crate::calendar::order::{Days, order};
use crate::calendar::written::{self, Written};
use crate::finding::{Finding, RuleMeta, Severity};
use crate::publications::Publication;
use crate::rules::{Page, Rule};
use crate::syntax::{Series, SeriesKind};
use crate::text::Span;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "out-of-order",
    group: "publications",
    severity: Severity::Warning,
    default: true,
    summary: "An entry whose date does not fit between its neighbours' in a list that goes by date.",
    fixes: &[],
};

/// What makes an order of a kind of list.
#[derive(Clone, Copy)]
struct Habit {
    /// So many neighbours must surely go the list's way.
    steps: usize,
    /// And so many for each that does not.
    share: usize,
    /// Entries at the top that may stand there for another reason than their date, and whether the last may.
    pinned: usize,
    has_free_end: bool,
}

/// Headings that are nothing but a date.
const HEADINGS: Habit = Habit { steps: 2, share: 2, pinned: 1, has_free_end: false };
/// Entries that begin with a date.
const LEADING: Habit = Habit { steps: 4, share: 4, pinned: 1, has_free_end: false };
/// Entries with a year elsewhere: many such lists go by something else, and only nearly by year.
const ELSEWHERE: Habit = Habit { steps: 6, share: 6, pinned: 2, has_free_end: true };

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OutOfOrder {}

impl Rule for OutOfOrder {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        if page.doc.nodes.is_empty() && page.doc.tags.is_empty() {
            return;
        }
        let text = page.doc.readable();
        let before = out.len();
        let years = check_headings(page, &text, out);
        let series = page.doc.lists().into_iter().chain(page.doc.lines());
        for series in series.filter(|series| series.entries.len() > LEADING.steps) {
            check_entries(&text, &series, &years, out);
        }
        let mut known: Vec<usize> = out[before..].iter().map(|finding| finding.span.start()).collect();
        known.sort_unstable();
        check_publications(page, &known, out);
    }
}

/// Judges headings that are dates; the places of those that are years.
fn check_headings(page: &Page, text: &str, out: &mut Vec<Finding>) -> Vec<(usize, i32)> {
    let mut years: Vec<(usize, i32)> = Vec::new();
    for series in page.doc.headings(&|span| whole(text, span).is_some()) {
        let dates: Vec<Written> = series.entries.iter().filter_map(|&span| whole(text, span)).collect();
        let alone = dates.iter().filter(|date| date.months.is_none());
        years.extend(alone.filter_map(|date| Some((date.span.start(), date.year?))));
        check(text, &dates, None, HEADINGS, out);
    }
    years.sort_unstable();
    years
}

/// The date that a heading consists of.
fn whole(text: &str, span: Span) -> Option<Written> {
    let date = written::leading(text, span).filter(|date| date.year.is_some())?;
    let rest = &text[date.span.end()..span.end()];
    (!rest.contains(char::is_alphanumeric)).then_some(date)
}

fn check_entries(text: &str, series: &Series, years: &[(usize, i32)], out: &mut Vec<Finding>) {
    let start = series.entries[0].start();
    let year = years.partition_point(|(at, _)| *at < start).checked_sub(1).map(|last| years[last].1);
    let all = |read: fn(&str, Span) -> Option<Written>| -> Vec<Written> {
        let dates = series.entries.iter().filter_map(|&entry| read(text, entry));
        dates.filter(|date| date.first(year).is_some()).collect()
    };
    let is_usual = |dates: &[Written]| 10 * dates.len() >= 7 * series.entries.len();
    let mut leading = all(written::leading);
    if series.kind == SeriesKind::Lines {
        // The lines between them belong to the entries; a year alone may begin any line.
        leading.retain(|date| date.months.is_some());
        check(text, &leading, year, LEADING, out);
    } else if is_usual(&leading) {
        check(text, &leading, year, LEADING, out);
    } else {
        let trailing = all(written::trailing);
        if is_usual(&trailing) {
            check(text, &trailing, year, ELSEWHERE, out);
        }
    }
}

/// Publications by their years, those of one list together. `known` are places of findings so far.
fn check_publications(page: &Page, known: &[usize], out: &mut Vec<Finding>) {
    let publications = page.publications();
    let mut start = 0;
    for list in publications.chunk_by(|a, b| a.list == b.list) {
        let end = start + list.len();
        let span = Span::new(list[0].span.start(), publications[end - 1].span.end());
        start = end;
        let is_known = known.partition_point(|at| *at < span.start()) < known.partition_point(|at| *at < span.end());
        if !is_known && page.doc.bibliography.is_none() {
            let dates: Vec<Written> = list.iter().filter_map(year_of).collect();
            check(page.doc.text(), &dates, None, ELSEWHERE, out);
        }
    }
}

fn year_of(publication: &Publication) -> Option<Written> {
    let year = publication.year?;
    Some(Written { span: year.span, year: Some(year.number), months: None, day: None })
}

/// Reports what breaks the order of `dates`; those without a year are of `year`.
fn check(text: &str, dates: &[Written], year: Option<i32>, habit: Habit, out: &mut Vec<Finding>) {
    let days: Vec<Days> = dates.iter().filter_map(|date| Some((date.first(year)?, date.last(year)?))).collect();
    let Some(order) = order(&days, habit.share).filter(|order| order.steps >= habit.steps) else { return };
    let shown = |date: &Written| date.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    for at in order.outliers {
        let is_last = at + 1 == dates.len();
        if at < habit.pinned || (is_last && habit.has_free_end) {
            continue;
        }
        let way = if order.is_new_to_old { "from new to old" } else { "from old to new" };
        let place = match dates.get(at + 1) {
            Some(next) => format!("between `{}` and `{}`", shown(&dates[at - 1]), shown(next)),
            None => format!("behind `{}`", shown(&dates[at - 1])),
        };
        let message = format!("`{}` stands {place} in a list that goes {way}", shown(&dates[at]));
        out.push(Finding::new(&META, dates[at].span, message));
    }
}
