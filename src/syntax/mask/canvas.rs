//! The text that masks are painted on: always as long as the source, with the same line ends.

use super::super::{Opaque, OpaqueKind};
use crate::text::Span;
use std::borrow::Cow;

/// Stands for printed template output: a word to Markdown.
const WORD: u8 = b'x';
/// Stands for markup beside text: punctuation that means nothing to Markdown at any place.
const MARK: u8 = b';';

pub(super) struct Canvas<'a> {
    source: &'a str,
    /// A copy from the first stroke on.
    bytes: Cow<'a, [u8]>,
    pub(super) opaque: Vec<Opaque>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(source: &'a str) -> Canvas<'a> {
        Canvas { source, bytes: Cow::Borrowed(source.as_bytes()), opaque: Vec::new() }
    }

    /// A copy of the text as painted so far.
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).expect("a mask covers whole characters")
    }

    /// The text as painted, and what was noted.
    pub(super) fn finish(self) -> (Cow<'a, str>, Vec<Opaque>) {
        let text = match self.bytes {
            Cow::Borrowed(_) => Cow::Borrowed(self.source),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).expect("a mask covers whole characters")),
        };
        (text, self.opaque)
    }

    /// Notes that `span` is opaque.
    pub(super) fn note(&mut self, kind: OpaqueKind, span: Span) {
        self.opaque.push(Opaque { kind, span });
    }

    /// Hides `span` behind blanks.
    pub(super) fn blank(&mut self, span: Span) {
        self.paint(span, b' ');
    }

    /// Hides `span` behind one word.
    pub(super) fn word(&mut self, span: Span) {
        self.paint(span, WORD);
    }

    /// Hides `span` behind punctuation.
    pub(super) fn mark(&mut self, span: Span) {
        self.paint(span, MARK);
    }

    /// Hides `span` behind blanks where its lines hold nothing else, and behind punctuation where text stands beside it:
    /// blanks before text would make indented code of it, blanks behind text a hard break.
    pub(super) fn blank_lines_or_mark(&mut self, span: Span) {
        let before = self.source.as_bytes()[..span.start()].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let behind = self.source.as_bytes()[span.end()..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        let text_before = before.is_some_and(|&byte| byte != b'\n');
        let text_behind = behind.is_some_and(|&byte| byte != b'\n');
        let first_end = memchr::memchr(b'\n', &self.bytes[span.range()]).map_or(span.end(), |at| span.start() + at);
        let last_start = memchr::memrchr(b'\n', &self.bytes[span.range()]).map_or(span.start(), |at| span.start() + at);
        self.blank(span);
        if text_before {
            self.mark(Span::new(span.start(), first_end));
        }
        if text_behind {
            self.mark(Span::new(last_start, span.end()));
        }
    }

    /// Makes a list item's marker of `marker`, at least four bytes on one line: a body that is indented by four blanks
    /// becomes the item's content.
    pub(super) fn item(&mut self, marker: Span) {
        self.mark(marker);
        self.blank(Span::new(marker.start(), marker.start() + 2));
        self.blank(Span::new(marker.end() - 1, marker.end()));
        self.bytes.to_mut()[marker.start()] = b'-';
    }

    /// Makes a thematic break of `span`, at least three bytes: a block of one line that no other line continues.
    pub(super) fn rule(&mut self, span: Span) {
        self.paint(span, b'*');
    }

    /// Hides NUL: comrak replaces it by a longer character (CommonMark 2.3), and positions would shift. Whether there
    /// was any.
    pub(super) fn hide_nul(&mut self) -> bool {
        if memchr::memchr(0, &self.bytes).is_none() {
            return false;
        }
        for byte in self.bytes.to_mut() {
            if *byte == 0 {
                *byte = WORD;
            }
        }
        true
    }

    fn paint(&mut self, span: Span, paint: u8) {
        if span.is_empty() {
            return;
        }
        for byte in &mut self.bytes.to_mut()[span.range()] {
            if *byte != b'\n' && *byte != b'\r' {
                *byte = paint;
            }
        }
    }
}
