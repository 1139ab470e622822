//! The lines around a problem, read as the author sees them: `key: value`.

use super::Context;
use crate::text::Span;
use memchr::{memchr, memmem, memrchr};

/// A line as `key: value`.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Without indentation, list markers and line end.
    pub(super) span: Span,
    pub(super) key: Option<Span>,
    /// It begins with `- `.
    pub(super) is_item: bool,
    /// Without blanks around; the whole span when there is no key.
    pub(super) value: Span,
}

impl Context<'_> {
    pub(super) fn line_start(&self, at: usize) -> usize {
        memrchr(b'\n', &self.text.as_bytes()[self.body.start()..at])
            .map_or(self.body.start(), |line| self.body.start() + line + 1)
    }

    /// The line of the byte at `at`.
    pub(super) fn line(&self, at: usize) -> Line {
        let start = self.line_start(at);
        let end =
            memchr(b'\n', &self.text.as_bytes()[start..self.body.end()]).map_or(self.body.end(), |line| start + line);
        let whole = self.text[start..end].trim_end();
        let mut text = whole.trim_start();
        while let Some(item) = text.strip_prefix("- ") {
            text = item.trim_start();
        }
        let span = Span::new(start + whole.len() - text.len(), start + whole.len());
        let is_item = text.len() < whole.trim_start().len();
        let colon = memmem::find(text.as_bytes(), b": ").or(text.ends_with(':').then(|| text.len() - 1));
        let Some(colon) = colon.filter(|_| !text.starts_with(['"', '\'', '#', '[', '{'])) else {
            return Line { span, key: None, is_item, value: span };
        };
        let value = text[colon + 1..].trim_start();
        let key = Span::new(span.start(), span.start() + text[..colon].trim_end().len());
        Line { span, key: Some(key), is_item, value: Span::new(span.end() - value.len(), span.end()) }
    }

    /// The nearest line above that of `at` that says something.
    pub(super) fn line_before(&self, at: usize) -> Option<Line> {
        let mut end = self.line_start(at);
        loop {
            let text = self.text[self.body.start()..end].trim_end();
            let last = self.body.start() + text.len().checked_sub(1)?;
            let line = self.line(last);
            if !self.slice(line.span).starts_with('#') {
                return Some(line);
            }
            end = self.line_start(last);
        }
    }

    /// The nearest line below `line` that says something.
    pub(super) fn line_after(&self, line: Line) -> Option<Line> {
        let mut at = line.span.end();
        loop {
            at += memchr(b'\n', &self.text.as_bytes()[at..self.body.end()])? + 1;
            let next = self.line(at);
            if !next.span.is_empty() && !self.slice(next.span).starts_with('#') {
                return Some(next);
            }
            at = at.max(next.span.end());
        }
    }

    /// The columns before a line's first character, list markers counted.
    pub(super) fn column(&self, line: Line) -> usize {
        line.span.start() - self.line_start(line.span.start())
    }

    /// The blanks and tabs at the head of the line of the byte at `at`.
    pub(super) fn indentation(&self, at: usize) -> Span {
        let start = self.line_start(at);
        let rest = &self.text[start..self.body.end()];
        Span::new(start, start + rest.len() - rest.trim_start_matches([' ', '\t']).len())
    }

    /// Whether the line behind `line` is indented further than its key.
    pub(super) fn goes_on(&self, line: Line) -> bool {
        let Some(end) = memchr(b'\n', &self.text.as_bytes()[line.span.end()..self.body.end()]) else { return false };
        let next = line.span.end() + end + 1;
        let rest = &self.text[next..self.body.end()];
        let indent = rest.len() - rest.trim_start_matches(' ').len();
        indent > self.column(line) && !rest.trim_start_matches([' ', '\r']).starts_with('\n')
    }

    pub(super) fn first(&self, span: Span) -> char {
        self.slice(span).chars().next().unwrap_or('\n')
    }

    pub(super) fn slice(&self, span: Span) -> &str {
        span.of(self.text)
    }
}
