//! The walk over a page's lines that decides what is Markdown: its state, and the turns it takes.

use super::super::Dialect;
use super::canvas::Canvas;
use super::inline::Runs;
use crate::text::Span;

/// An HTML element that is open at this point.
pub(super) struct Frame {
    /// As written in its start tag.
    pub(super) name: String,
    /// Its content is Markdown.
    pub(super) markdown: bool,
}

/// One pass over the body; every byte is looked at a bounded number of times.
pub(super) struct Scanner<'a, 's> {
    /// The source with its templates hidden.
    pub(super) text: &'a str,
    pub(super) end: usize,
    pub(super) at: usize,
    pub(super) dialect: Dialect,
    pub(super) canvas: Canvas<'s>,
    pub(super) stack: Vec<Frame>,
    /// Where the current stretch of raw HTML began.
    pub(super) raw_start: usize,
    pub(super) raw_html: Vec<Span>,
    /// Labels of lines that look like a reference definition.
    pub(super) definitions: Vec<Span>,
    /// Those of them that certainly are one, blanked.
    pub(super) hoisted: Vec<Span>,
    /// The code span delimiters of the current paragraph.
    pub(super) runs: Runs,
    /// Shortest fence of backticks and of tildes that is known never to close.
    pub(super) unclosed_fence: [usize; 2],
    /// `-->`, `{:/` and `$$` are known to be missing from here on.
    pub(super) no_comment_end: bool,
    pub(super) no_extension_end: bool,
    pub(super) no_math_end: bool,
    /// A list is open: its items' content may be indented.
    pub(super) in_list: bool,
    /// The line before was blank (or there is none).
    pub(super) after_blank: bool,
    /// The line before, and this one, was a reference definition.
    pub(super) after_definition: bool,
    pub(super) is_definition: bool,
}

impl<'a, 's> Scanner<'a, 's> {
    pub(super) fn new(text: &'a str, body: Span, dialect: Dialect, canvas: Canvas<'s>) -> Scanner<'a, 's> {
        Scanner {
            text,
            end: body.end(),
            at: body.start(),
            dialect,
            canvas,
            stack: Vec::new(),
            raw_start: body.start(),
            raw_html: Vec::new(),
            definitions: Vec::new(),
            hoisted: Vec::new(),
            runs: Runs::default(),
            unclosed_fence: [usize::MAX; 2],
            no_comment_end: false,
            no_extension_end: false,
            no_math_end: false,
            in_list: false,
            after_blank: true,
            after_definition: false,
            is_definition: false,
        }
    }

    /// Walks the whole body.
    pub(super) fn run(&mut self) {
        if self.dialect == Dialect::Html {
            self.take_page_as_html();
            return;
        }
        while self.at < self.end {
            if self.is_raw() { self.raw_html_step() } else { self.block() }
        }
        if self.is_raw() {
            self.close_raw(self.end);
        }
    }

    /// Whether the current place is raw HTML.
    pub(super) fn is_raw(&self) -> bool {
        self.stack.last().is_some_and(|frame| !frame.markdown)
    }

    /// One past the current line's last byte, before its `\n`.
    pub(super) fn line_end(&self) -> usize {
        let at = self.at.min(self.end);
        memchr::memchr(b'\n', &self.bytes()[at..]).map_or(self.end, |found| at + found)
    }

    /// The bytes of the text.
    pub(super) fn bytes(&self) -> &'a [u8] {
        &self.text.as_bytes()[..self.end]
    }
}
