//! Byte spans to lines, columns and an excerpt: what a report prints once the text is gone.

use super::{Excerpt, Located};
use crate::finding::Finding;
use crate::text::{LineIndex, Span};
use std::cmp::Ordering;

/// An excerpt is at most this many bytes: a line may be megabytes long.
const WINDOW: usize = 240;

/// Sorts the findings of one page and places them in its text. The line index is built only if there is a finding.
pub(super) fn locate(mut findings: Vec<Finding>, text: &str) -> Vec<Located> {
    if findings.is_empty() {
        return Vec::new();
    }
    findings.sort_by(order);
    let lines = LineIndex::new(text);
    findings.into_iter().map(|finding| place(finding, text, &lines)).collect()
}

/// By span, then rule, then message: the same on every machine.
pub(super) fn order(a: &Finding, b: &Finding) -> Ordering {
    (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message))
}

fn place(finding: Finding, text: &str, lines: &LineIndex) -> Located {
    let span = Span::new(floor(text, finding.span.start()), floor(text, finding.span.end()));
    let start = lines.line_column(span.start());
    let end = lines.line_column(span.end());
    let excerpt = excerpt(text, span, lines.line(start.line));
    Located { finding, start, end, excerpt }
}

/// The part of `line` around `span`. A long finding is shown from its start.
fn excerpt(text: &str, span: Span, line: Span) -> Excerpt {
    let start = span.start().min(line.end());
    let shown = Span::new(start, span.end().min(line.end()));
    let room = WINDOW.saturating_sub(shown.len()).max(WINDOW / 4);
    let wanted = shown.start().saturating_sub(room / 2).min(line.end().saturating_sub(WINDOW));
    let from = floor(text, wanted.max(line.start()));
    let to = floor(text, (from + WINDOW).min(line.end()));
    let shown = Span::new(shown.start() - from, shown.end().min(to) - from);
    Excerpt { text: text[from..to].to_string(), span: shown, clipped: (from > line.start(), to < line.end()) }
}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{RuleMeta, Severity};

    static META: RuleMeta = RuleMeta {
        name: "some-rule",
        group: "encoding",
        severity: Severity::Warning,
        default: true,
        summary: "",
        fixes: &[],
    };

    fn one(text: &str, span: Span) -> Located {
        locate(vec![Finding::new(&META, span, "x")], text).remove(0)
    }

    #[test]
    fn a_finding_has_line_column_and_its_line() {
        let located = one("a\r\nbé cd\nef", Span::new(7, 11));
        assert_eq!((located.start.line, located.start.column), (2, 4));
        assert_eq!((located.end.line, located.end.column), (3, 2));
        assert_eq!(located.excerpt.text, "bé cd");
        assert_eq!(located.excerpt.span.of(&located.excerpt.text), "cd");
        assert_eq!(located.excerpt.clipped, (false, false));
    }

    #[test]
    fn a_long_line_is_clipped_around_the_finding() {
        let text = format!("{}needle{}", "é".repeat(5000), "x".repeat(5000));
        let excerpt = one(&text, Span::new(10_000, 10_006)).excerpt;
        assert_eq!(excerpt.span.of(&excerpt.text), "needle");
        assert!(excerpt.text.len() <= WINDOW && excerpt.clipped == (true, true));
        let excerpt = one(&text, Span::new(4, text.len())).excerpt;
        assert!(excerpt.text.len() <= WINDOW && excerpt.text.starts_with("éé") && excerpt.clipped == (false, true));
        let excerpt = one(&text, Span::empty(text.len())).excerpt;
        assert!(excerpt.text.len() <= WINDOW && excerpt.span == Span::empty(excerpt.text.len()));
    }

    #[test]
    fn a_span_that_is_not_of_this_text_does_no_harm() {
        for (start, end) in [(1, 2), (2, 900), (900, 1000), (0, 0)] {
            one("é", Span::new(start, end));
            one("", Span::new(start, end));
            one("ab\n", Span::new(start, end));
        }
    }

    #[test]
    fn findings_are_sorted_by_span_rule_and_message() {
        let finding = |start, message: &str| Finding::new(&META, Span::new(start, 4), message);
        let sorted = locate(vec![finding(2, "a"), finding(1, "b"), finding(1, "a")], "abcd");
        let order: Vec<_> =
            sorted.iter().map(|found| (found.finding.span.start(), found.finding.message.as_str())).collect();
        assert_eq!(order, [(1, "a"), (1, "b"), (2, "a")]);
    }
}
