//! Raw HTML by the engine's own block rules: kramdown and Python-Markdown take an element to its end tag, whatever blank
//! lines lie between; Markdown inside only where `markdown="1"` asks for it.

use super::super::{Dialect, OpaqueKind};
use super::scanner::{Frame, Scanner};
use super::tag::{self, Ask, Tag};
use crate::text::Span;
use memchr::memmem;

/// Elements that kramdown treats as running text (its `HTML_SPAN_ELEMENTS`); every other one opens a block.
const KRAMDOWN_SPAN: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "samp", "select", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
];

/// Elements that Python-Markdown treats as blocks (its `block_level_elements`).
const PYTHON_BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "canvas",
    "center",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "group",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "map",
    "math",
    "menu",
    "nav",
    "noscript",
    "object",
    "ol",
    "output",
    "p",
    "pre",
    "progress",
    "script",
    "section",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

impl Scanner<'_, '_> {
    /// A line that begins with `<`: a comment, or an element that the engine takes as a block.
    pub(super) fn html_block(&mut self, start: usize, indent: usize) -> bool {
        if self.dialect == Dialect::CommonMark {
            return false;
        }
        if indent > 3 && !self.in_list && self.stack.is_empty() {
            return false;
        }
        if self.text[start..].starts_with("<!--") {
            return self.comment(start);
        }
        let Some(tag) = tag::read(self.text, start, self.end) else { return false };
        if !self.opens_block(tag.name) {
            return self.lone_span_tag(start, tag);
        }
        if tag.is_end {
            self.end_tag(start, tag);
            return true;
        }
        self.raw_start = start;
        self.at = self.open(tag);
        if !self.is_raw() {
            self.close_raw(self.at);
        }
        true
    }

    /// A span-level tag alone on its line is running text for the engine and raw HTML up to a blank line for CommonMark
    /// (4.6, kind 7): hidden from comrak.
    fn lone_span_tag(&mut self, start: usize, tag: Tag<'_>) -> bool {
        let alone =
            self.bytes()[tag.end..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')).is_none_or(|b| *b == b'\n');
        if !alone {
            return false;
        }
        let span = Span::new(start, tag.end);
        self.raw_html.push(span);
        self.canvas.mark(span);
        self.at = tag.end;
        true
    }

    /// Moves through raw HTML to the next tag or comment and takes it.
    pub(super) fn raw_html_step(&mut self) {
        let Some(found) = memchr::memchr(b'<', &self.bytes()[self.at..]) else {
            self.at = self.end;
            return;
        };
        let start = self.at + found;
        if self.text[start..].starts_with("<!--") && !self.no_comment_end {
            self.comment_in_raw(start);
            return;
        }
        let Some(tag) = tag::read(self.text, start, self.end) else {
            self.at = start + 1;
            return;
        };
        if tag.is_end {
            self.pop(tag.name);
            self.at = tag.end;
        } else {
            self.at = self.open(tag);
        }
        if !self.is_raw() {
            self.close_raw(self.at);
        }
    }

    /// An HTML page without Markdown: one stretch of raw HTML.
    pub(super) fn take_page_as_html(&mut self) {
        self.raw_start = self.at;
        self.stack.push(Frame { name: String::new(), markdown: false });
        while self.at < self.end {
            self.raw_html_step();
            if self.stack.is_empty() {
                self.stack.push(Frame { name: String::new(), markdown: false });
            }
        }
        self.raw_html.clear();
        self.close_raw(self.end);
    }

    /// `<!-- … -->` in running text or on lines of its own. An unclosed one is text.
    pub(super) fn comment(&mut self, start: usize) -> bool {
        let Some(span) = self.comment_span(start) else { return false };
        self.canvas.note(OpaqueKind::Comment, span);
        self.canvas.blank_lines_or_mark(span);
        self.at = span.end();
        true
    }

    /// An end tag in Markdown: it closes the Markdown element that it names; a stray one is hidden.
    pub(super) fn end_tag(&mut self, start: usize, tag: Tag<'_>) {
        let end = tag.end;
        self.pop(tag.name);
        self.raw_start = start;
        if !self.is_raw() {
            self.close_raw(end);
        }
        self.at = end;
    }

    /// Ends the current stretch of raw HTML at `end`.
    pub(super) fn close_raw(&mut self, end: usize) {
        let span = Span::new(self.raw_start, end);
        self.raw_html.push(span);
        self.canvas.blank_lines_or_mark(span);
        self.at = end;
    }

    /// Whether the innermost Markdown element is called `name`.
    pub(super) fn closes_markdown(&self, name: &str) -> bool {
        self.stack.last().is_some_and(|frame| frame.markdown && frame.name.eq_ignore_ascii_case(name))
    }

    fn opens_block(&self, name: &str) -> bool {
        match self.dialect {
            Dialect::Kramdown => !tag::is_one_of(name, KRAMDOWN_SPAN),
            _ => tag::is_one_of(name, PYTHON_BLOCK),
        }
    }

    /// Takes a start tag: its element is open until its end tag, `script` and `style` up to theirs. Answers where to go on.
    fn open(&mut self, tag: Tag<'_>) -> usize {
        if tag.self_closing || tag.is_void() {
            return tag.end;
        }
        for (name, kind, close) in [("script", OpaqueKind::Script, "</script"), ("style", OpaqueKind::Style, "</style")]
        {
            if tag.name.eq_ignore_ascii_case(name) {
                let body_end = self.find_ignoring_case(tag.end, close);
                self.canvas.note(kind, Span::new(tag.end, body_end));
                return tag::read(self.text, body_end, self.end).map_or(body_end, |close| close.end);
            }
        }
        let markdown = self.holds_markdown(tag.markdown);
        self.stack.push(Frame { name: tag.name.to_string(), markdown });
        tag.end
    }

    /// Whether an element that asks so holds Markdown here. kramdown grants it inside raw HTML too, md_in_html does not.
    fn holds_markdown(&self, ask: Ask) -> bool {
        match self.dialect {
            Dialect::Kramdown => ask == Ask::Markdown,
            Dialect::Material => ask != Ask::Nothing && !self.is_raw(),
            _ => false,
        }
    }

    /// Closes the innermost element called `name`, with all that is open inside it; a stray end tag closes nothing.
    fn pop(&mut self, name: &str) {
        // Real pages nest some ten deep; the bound keeps a file of 100,000 open elements linear.
        let depth = self.stack.iter().rev().take(64).position(|frame| frame.name.eq_ignore_ascii_case(name));
        if let Some(depth) = depth {
            self.stack.truncate(self.stack.len() - depth - 1);
        }
    }

    fn comment_in_raw(&mut self, start: usize) {
        match self.comment_span(start) {
            Some(span) => {
                self.canvas.note(OpaqueKind::Comment, span);
                self.at = span.end();
            }
            None => self.at = start + 1,
        }
    }

    fn comment_span(&mut self, start: usize) -> Option<Span> {
        if self.no_comment_end {
            return None;
        }
        let Some(length) = memmem::find(&self.bytes()[start + 4..], b"-->") else {
            self.no_comment_end = true;
            return None;
        };
        Some(Span::new(start, start + 4 + length + 3))
    }

    /// Where `needle` (lower case) stands from `at` on; the end of the page when nowhere.
    fn find_ignoring_case(&self, at: usize, needle: &str) -> usize {
        let bytes = self.bytes();
        let mut from = at;
        while let Some(found) = memchr::memchr(b'<', &bytes[from..]) {
            let start = from + found;
            if bytes[start..].get(..needle.len()).is_some_and(|name| name.eq_ignore_ascii_case(needle.as_bytes())) {
                return start;
            }
            from = start + 1;
        }
        self.end
    }
}
