//! `stale-status`: what the page says of the present or of what is to come, beside a date that has passed.

use crate::calendar::written::{self, Written};
use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::syntax::NodeKind;
use crate::text::Span;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::sync::LazyLock;

static META: RuleMeta = RuleMeta {
    name: "stale-status",
    group: "prose",
    severity: Severity::Warning,
    default: false,
    summary: "A status such as `to appear` or `(now)` beside a date that has passed.",
    fixes: &[],
};

/// What a phrase says, and so when it is stale.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    /// It appears in the year beside it: stale so many years after that year's end.
    Appears { grace: i32 },
    /// The same, where it stands alone in brackets: "accepted" elsewhere tells what happened.
    Accepted,
    /// It happens on the date behind it, or on the one right before it.
    Expected,
    /// The range of dates before it goes on.
    Now,
    /// Somebody begins on the date that follows.
    Comes,
    /// The page is of the date that follows.
    Updated,
}

const PHRASES: &[(&str, Says)] = &[
    ("to appear", Says::Appears { grace: 0 }),
    ("forthcoming", Says::Appears { grace: 0 }),
    ("即将发表", Says::Appears { grace: 0 }),
    ("即将出版", Says::Appears { grace: 0 }),
    ("待发表", Says::Appears { grace: 0 }),
    ("in press", Says::Appears { grace: 1 }),
    ("under review", Says::Appears { grace: 1 }),
    ("under revision", Says::Appears { grace: 1 }),
    ("under submission", Says::Appears { grace: 1 }),
    ("in submission", Says::Appears { grace: 1 }),
    ("审稿中", Says::Appears { grace: 1 }),
    ("在投", Says::Appears { grace: 1 }),
    ("accepted", Says::Accepted),
    ("已录用", Says::Accepted),
    ("已接收", Says::Accepted),
    ("expected", Says::Expected),
    ("anticipated", Says::Expected),
    ("预计", Says::Expected),
    ("(now)", Says::Now),
    ("(present)", Says::Now),
    ("(current)", Says::Now),
    ("(至今)", Says::Now),
    ("（至今）", Says::Now),
    ("（现在）", Says::Now),
    ("incoming", Says::Comes),
    ("i will join", Says::Comes),
    ("i will be joining", Says::Comes),
    ("i'll join", Says::Comes),
    ("i'll be joining", Says::Comes),
    ("i will start", Says::Comes),
    ("我将于", Says::Comes),
    ("即将入学", Says::Comes),
    ("即将加入", Says::Comes),
    ("last updated", Says::Updated),
    ("last update", Says::Updated),
    ("last modified", Says::Updated),
    ("last revised", Says::Updated),
    ("最后更新", Says::Updated),
    ("最近更新", Says::Updated),
    ("更新时间", Says::Updated),
    ("更新日期", Says::Updated),
];

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let phrases = PHRASES.iter().map(|(phrase, _)| phrase);
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(phrases);
    builder.expect("a small table of phrases")
});

/// Words in headings of lists that tell what was true on the day of each entry.
const NEWS: &[&str] = &["news", "update", "latest", "timeline", "blog", "新闻", "动态", "消息"];

/// Who comes, behind "incoming".
const ROLES: &[&str] = &[
    "ph",
    "phd",
    "master",
    "ms",
    "msc",
    "graduate",
    "undergraduate",
    "doctoral",
    "student",
    "assistant",
    "associate",
    "professor",
    "faculty",
    "postdoc",
    "postdoctoral",
    "research",
    "intern",
    "freshman",
    "lecturer",
];

/// Words between a status and its date: more, and the date is another's.
const WORDS: usize = 16;

/// How far around a phrase its passage is read, in bytes.
const REACH: usize = 1500;

/// So many days later than its last update a page may speak of something announced before.
const AHEAD: i64 = 180;
/// The same of a year alone: venues are named by their year long before.
const YEAR_AHEAD: i64 = 270;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StaleStatus {}

impl Rule for StaleStatus {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        // A post is true of its own day.
        if is_dated(page) {
            return;
        }
        let mut seen: Option<Seen> = None;
        for &run in &page.doc.prose {
            for found in MATCHER.find_iter(page.doc.slice(run)) {
                let phrase = Span::new(run.start() + found.start(), run.start() + found.end());
                let says = PHRASES[found.pattern().as_usize()].1;
                let seen = seen.get_or_insert_with(|| Seen::new(page));
                out.extend(seen.judge(phrase, says));
            }
        }
    }
}

fn is_dated(page: &Page) -> bool {
    let name = page.name();
    page.yaml().is_some_and(|root| root.get("date").is_some())
        || name.get(..10).is_some_and(|day| crate::calendar::read(day).is_some())
}

/// A page with a phrase.
struct Seen<'a, 'p> {
    page: &'a Page<'p>,
    text: String,
    /// All dates of the page, once they are asked for.
    dates: Option<Vec<Written>>,
    /// Whether it was asked what the page says of its last update: it says so once.
    is_updated: bool,
    /// Where the headings are, and which are of news.
    headings: Vec<(usize, bool)>,
}

impl<'a, 'p> Seen<'a, 'p> {
    fn new(page: &'a Page<'p>) -> Seen<'a, 'p> {
        let text = page.doc.readable();
        let headings = page.doc.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Heading { .. }));
        let is_news = |heading: &str| NEWS.iter().any(|word| heading.to_lowercase().contains(word));
        let headings = headings.map(|node| (node.span.start(), is_news(node.span.of(&text)))).collect();
        Seen { page, text, dates: None, is_updated: false, headings }
    }

    fn judge(&mut self, phrase: Span, says: Says) -> Option<Finding> {
        if !self.stands_alone(phrase) {
            return None;
        }
        let passage = self.near(phrase, self.page.doc.passage(phrase.start()));
        if says == Says::Updated {
            return self.contradiction(phrase, passage);
        }
        let today = self.page.site.today.day()?;
        let date = match says {
            Says::Appears { grace } => self.of_status(phrase, passage).filter(|date| is_over(date, grace, today)),
            Says::Accepted if self.is_bracketed(phrase) => {
                self.of_status(phrase, passage).filter(|date| is_over(date, 1, today))
            }
            Says::Expected => self.expected(phrase, passage).filter(|date| has_passed(date, today)),
            Says::Now => self.range_end(phrase, passage).filter(|date| has_passed(date, today)),
            Says::Comes => self.coming(phrase, passage).filter(|date| has_passed(date, today)),
            Says::Accepted | Says::Updated => None,
        }?;
        if says != Says::Now && self.is_news(passage) {
            return None;
        }
        let (phrase_text, date_text) = (self.shown(phrase), self.shown(date.span));
        Some(Finding::new(&META, phrase, format!("`{phrase_text}` stands beside `{date_text}`, which has passed")))
    }

    /// The part of a long passage that is near the phrase.
    fn near(&self, phrase: Span, passage: Span) -> Span {
        let start = self.text.floor_char_boundary(phrase.start().saturating_sub(REACH));
        let end = self.text.ceil_char_boundary(phrase.end() + REACH);
        Span::new(start.max(passage.start()), end.min(passage.end()))
    }

    fn shown(&self, span: Span) -> String {
        span.of(&self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn stands_alone(&self, phrase: Span) -> bool {
        let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
        let is_ascii = phrase.of(&self.text).is_ascii();
        !is_ascii
            || !(self.text[..phrase.start()].ends_with(is_letter) || self.text[phrase.end()..].starts_with(is_letter))
    }

    fn is_bracketed(&self, phrase: Span) -> bool {
        let before = self.text[..phrase.start()].trim_end().ends_with(['(', '[', '（']);
        before && self.text[phrase.end()..].trim_start().starts_with([')', ']', '）'])
    }

    /// The latest date of the passage, when the phrase is a status and a date is near it: `seems to appear in 2020` and
    /// `two papers to appear at …` are sentences.
    fn of_status(&self, phrase: Span, passage: Span) -> Option<Written> {
        let before = self.text[passage.start()..phrase.start()].trim_end();
        let is_status = before.chars().next_back().is_none_or(|c| !c.is_alphabetic() || c >= '\u{2E80}');
        let dates = self.dates_in(passage);
        let is_near = |date: &Written| self.words_between(date.span, phrase) <= WORDS;
        (is_status && dates.iter().any(is_near)).then(|| latest(&dates)).flatten()
    }

    fn dates_in(&self, span: Span) -> Vec<Written> {
        let mut dates = written::dates(&self.text, span);
        dates.retain(|date| date.year.is_some());
        dates
    }

    fn words_between(&self, a: Span, b: Span) -> usize {
        let (first, second) = if a < b { (a, b) } else { (b, a) };
        let between = self.text.get(first.end()..second.start()).unwrap_or_default();
        between.split_whitespace().take(WORDS + 1).count()
    }

    /// `expected May 2024`, `expected graduation: 2024`, `May 2024 (expected)`.
    fn expected(&self, phrase: Span, passage: Span) -> Option<Written> {
        const BETWEEN: &[&str] =
            &["graduation", "graduating", "completion", "date", "in", "by", "degree", "to", "graduate"];
        let before = self.text[passage.start()..phrase.start()].trim_end();
        let behind = Span::new(phrase.end(), passage.end());
        let next = self.dates_in(behind).first().copied();
        let is_named = |date: &Written| {
            let between = &self.text[phrase.end()..date.span.start()];
            let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            !between.contains(')')
                && words.all(|word| BETWEEN.contains(&word.to_ascii_lowercase().as_str()) || !word.is_ascii())
        };
        let is_status = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() || c >= '\u{2E80}');
        if is_status && let Some(date) = next.filter(is_named) {
            return Some(date);
        }
        let last = self.dates_in(Span::new(passage.start(), phrase.start())).last().copied();
        last.filter(|date| {
            self.text[date.span.end()..phrase.start()].trim_matches([' ', '(', '（', '[', ',']).is_empty()
        })
    }

    /// The end of the range right before the phrase.
    fn range_end(&self, phrase: Span, passage: Span) -> Option<Written> {
        let dates = self.dates_in(Span::new(passage.start(), phrase.start()));
        let [.., first, last] = dates.as_slice() else { return None };
        let is_range = written::is_dash(&self.text[first.span.end()..last.span.start()]);
        let is_beside = self.text[last.span.end()..phrase.start()].trim().is_empty();
        (is_range && is_beside).then_some(*last)
    }

    /// The latest date of what is left of the sentence.
    fn coming(&self, phrase: Span, passage: Span) -> Option<Written> {
        let rest = &self.text[phrase.end()..passage.end()];
        if phrase.of(&self.text).eq_ignore_ascii_case("incoming") {
            let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(4);
            words.into_iter().find(|word| ROLES.contains(&word.to_ascii_lowercase().as_str()))?;
        }
        let dates = self.dates_in(Span::new(phrase.end(), phrase.end() + sentence(rest)));
        let is_near = |date: &Written| self.words_between(phrase, date.span) <= WORDS;
        dates.iter().any(is_near).then(|| latest(&dates)).flatten()
    }

    /// Whether the passage is of a list that tells what was true on the day of each entry.
    fn is_news(&self, passage: Span) -> bool {
        let has_month = |date: Written| date.months.is_some() || date.day.is_some();
        if written::leading(&self.text, passage).is_some_and(has_month) {
            return true;
        }
        // A cell or a line of its own with the day.
        let start = self.text.floor_char_boundary(passage.start().saturating_sub(120));
        if let Some(date) =
            written::trailing(&self.text, Span::new(start, passage.start())).filter(|date| has_month(*date))
        {
            let own = self.page.doc.passage(date.span.start());
            let is_alone = own.of(&self.text).trim_matches(|c: char| !c.is_alphanumeric()).len() == date.span.len();
            if is_alone {
                return true;
            }
        }
        let above = self.headings.partition_point(|(start, _)| *start <= passage.start());
        above.checked_sub(1).is_some_and(|last| self.headings[last].1)
    }

    /// A last update before what the page speaks of, whatever the day.
    fn contradiction(&mut self, phrase: Span, passage: Span) -> Option<Finding> {
        // `CV (last updated: …)` speaks of something else.
        let before = self.text[passage.start()..phrase.start()].trim_end_matches(['*', '_', ' ']);
        if !before.trim().is_empty() || std::mem::replace(&mut self.is_updated, true) {
            return None;
        }
        let behind = Span::new(phrase.end(), passage.end());
        let update = self.dates_in(behind).first().copied().filter(|date| date.months.is_some())?;
        if self.words_between(phrase, update.span) > 3 {
            return None;
        }
        let last = update.last(None)?;
        let today = self.page.site.today.day();
        if self.dates.is_none() {
            self.dates = Some(self.dates_in(Span::new(0, self.text.len())));
        }
        let is_later = |date: &&Written| {
            let ahead = if date.months.is_some() { AHEAD } else { YEAR_AHEAD };
            let first = date.first(None).unwrap_or(last);
            first > last + ahead && today.is_none_or(|today| first <= today) && !self.is_plan(date)
        };
        let later = self.dates.iter().flatten().find(is_later)?;
        let whole = Span::new(phrase.start(), update.span.end());
        let message = format!("`{}`, while the page speaks of `{}`", self.shown(whole), self.shown(later.span));
        Some(Finding::new(&META, whole, message))
    }

    /// Whether a date is of what was to come: the end of a range, an expectation.
    fn is_plan(&self, date: &Written) -> bool {
        const WORDS: &[&str] =
            &["expected", "anticipated", "will", "planned", "until", "till", "through", "to", "by", "upcoming"];
        let start = self.text.floor_char_boundary(date.span.start().saturating_sub(60));
        let before = self.text[start..date.span.start()].trim_end();
        let behind = self.text[date.span.end()..].trim_start().get(..9).unwrap_or_default();
        before.ends_with(['-', '–', '—', '~', '/'])
            || behind.to_ascii_lowercase().contains("expected")
            || before
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()))
    }
}

/// Where the sentence that begins `text` ends: at a full stop behind a small letter or a bracket, or at the end of the line.
fn sentence(text: &str) -> usize {
    let stops = text.match_indices(". ").map(|(at, _)| at);
    let stop = stops.into_iter().find(|&at| text[..at].ends_with(|c: char| c.is_lowercase() || c == ')'));
    let ends = [stop, text.find(['。', ';', '；']), text.find("\n\n")];
    ends.into_iter().flatten().min().unwrap_or(text.len())
}

fn latest(dates: &[Written]) -> Option<Written> {
    dates.iter().max_by_key(|date| date.last(None)).copied()
}

/// Whether the date's year ended more than `grace` years before `today`.
fn is_over(date: &Written, grace: i32, today: i64) -> bool {
    let year = crate::calendar::civil_from_days(today).0;
    date.year.is_some_and(|written| i64::from(written + grace) < year)
}

fn has_passed(date: &Written, today: i64) -> bool {
    date.last(None).is_some_and(|last| last < today)
}
