//! What stands in running text: code spans are skipped, comments, maths and attribute lists hidden, blanks in link targets
//! filled where the dialect makes a link of them.

use super::super::Dialect;
use super::super::OpaqueKind;
use super::scanner::Scanner;
use super::tag;
use crate::text::Span;
use memchr::memmem;

/// How far a construct within one line is followed, in bytes: browsers' own bound on URLs is near, and a row of unclosed
/// ones stays linear.
const REACH: usize = 2000;

/// The runs of backticks in one paragraph, by length: where a code span can end (CommonMark 6.1).
#[derive(Default)]
pub(super) struct Runs {
    /// The paragraph that was read; code spans do not cross it.
    paragraph: Span,
    /// Length and start offset of each run, sorted.
    starts: Vec<(usize, usize)>,
}

impl Scanner<'_, '_> {
    /// Reads running text up to `line_end` (one past the line's last byte), or further where a construct crosses it.
    pub(super) fn inline(&mut self, mut line_end: usize) {
        let bytes = self.bytes();
        while self.at < line_end {
            let Some(found) = bytes[self.at..line_end].iter().position(|b| SPECIAL[usize::from(*b)]) else { break };
            let at = self.at + found;
            self.at = match bytes[at] {
                b'\\' => at + 1 + usize::from(bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation)),
                b'`' => self.code_span(at),
                b'<' => self.angle(at),
                b'$' => self.math(at),
                b'{' => self.attribute_list(at),
                _ => self.target(at),
            };
            if self.is_raw() {
                return;
            }
            if self.at > line_end {
                line_end = self.line_end();
            }
        }
        self.at = self.at.max(line_end + 1).min(self.end);
    }

    /// Skips a code span; a run without its twin is text.
    fn code_span(&mut self, at: usize) -> usize {
        let length = self.bytes()[at..].iter().take_while(|b| **b == b'`').count();
        if !self.runs.paragraph.holds(at) {
            self.runs = Runs::read(self.bytes(), at);
        }
        match self.runs.next(length, at + length) {
            Some(close) => {
                if self.dialect != Dialect::CommonMark {
                    self.hide_pipes(Span::new(at + length, close));
                }
                close + length
            }
            None => at + length,
        }
    }

    /// Hides `|` in code: kramdown and Python-Markdown do not end a table's cell there, comrak does.
    fn hide_pipes(&mut self, code: Span) {
        for pipe in memchr::memchr_iter(b'|', code.of(self.text).as_bytes()) {
            self.canvas.word(Span::new(code.start() + pipe, code.start() + pipe + 1));
        }
    }

    /// A comment, or the end tag of the Markdown element that is open; other tags are comrak's.
    fn angle(&mut self, at: usize) -> usize {
        if self.dialect == Dialect::CommonMark {
            return at + 1;
        }
        if self.text[at..].starts_with("<!--") {
            return if self.comment(at) { self.at } else { at + 1 };
        }
        let Some(tag) = tag::read(self.text, at, self.end) else { return at + 1 };
        if tag.is_end && self.closes_markdown(tag.name) {
            self.end_tag(at, tag);
            return self.at;
        }
        tag.end
    }

    /// `$$…$$` where the dialect has maths, `$…$` where a single dollar does it (arithmatex: no blank inside the dollars, no
    /// digit behind). kramdown knows the double form only.
    fn math(&mut self, at: usize) -> usize {
        let rest = &self.bytes()[at..];
        let double = rest.starts_with(b"$$");
        if double && self.dialect != Dialect::PythonMarkdown {
            let limit = self.paragraph_end(at);
            if let Some(length) = memmem::find(&self.bytes()[at + 2..limit.max(at + 2)], b"$$") {
                return self.hide_math(Span::new(at, at + 2 + length + 2));
            }
            return at + 2;
        }
        if double || !matches!(self.dialect, Dialect::Material | Dialect::CommonMark) {
            return at + 1;
        }
        let limit = self.near_line_end(at);
        let inner = &self.bytes()[at + 1..limit];
        if inner.first().is_none_or(|b| b.is_ascii_whitespace()) {
            return at + 1;
        }
        for close in memchr::memchr_iter(b'$', inner).take(8) {
            let before = if close == 0 { b'$' } else { inner[close - 1] };
            let behind = inner.get(close + 1).copied().unwrap_or(b' ');
            if !before.is_ascii_whitespace() && before != b'\\' && before != b'$' && !behind.is_ascii_digit() {
                return self.hide_math(Span::new(at, at + 1 + close + 1));
            }
        }
        at + 1
    }

    fn hide_math(&mut self, span: Span) -> usize {
        self.canvas.note(OpaqueKind::Math, span);
        self.canvas.word(span);
        span.end()
    }

    /// `{: .class }` behind a span or block (kramdown), `{ .class #id key=value }` right behind a span or at the end of a block
    /// (attr_list).
    fn attribute_list(&mut self, at: usize) -> usize {
        if !self.dialect.has_attribute_lists() {
            return at + 1;
        }
        if let Some(end) = self.extension(at) {
            return end;
        }
        let line_end = self.near_line_end(at);
        let Some(length) = memchr::memchr2(b'}', b'{', &self.bytes()[at + 1..line_end]) else { return at + 1 };
        let span = Span::new(at, at + 1 + length + 1);
        if self.bytes()[span.end() - 1] == b'{' || !self.is_attribute_list(span) {
            return at + 1;
        }
        self.canvas.note(OpaqueKind::AttributeList, span);
        self.canvas.mark(span);
        span.end()
    }

    /// kramdown's `{::comment}…{:/comment}` and `{::nomarkdown}…{:/}`. An unclosed one is text.
    pub(super) fn extension(&mut self, at: usize) -> Option<usize> {
        if self.dialect != Dialect::Kramdown || self.no_extension_end {
            return None;
        }
        let rest = &self.bytes()[at..];
        let is_comment = rest.starts_with(b"{::comment}");
        if !is_comment && !rest.starts_with(b"{::nomarkdown}") {
            return None;
        }
        let body = at + memchr::memchr(b'}', rest)? + 1;
        let Some(length) = memmem::find(&self.bytes()[body..], b"{:/") else {
            self.no_extension_end = true;
            return None;
        };
        let close = body + length;
        let end = close + memchr::memchr(b'}', &self.bytes()[close..])? + 1;
        if is_comment {
            self.canvas.note(OpaqueKind::Comment, Span::new(at, end));
        } else {
            self.canvas.note(OpaqueKind::AttributeList, Span::new(at, body));
            self.raw_html.push(Span::new(body, close));
            self.canvas.note(OpaqueKind::AttributeList, Span::new(close, end));
        }
        self.canvas.blank_lines_or_mark(Span::new(at, end));
        Some(end)
    }

    fn is_attribute_list(&self, span: Span) -> bool {
        let inner = Span::new(span.start() + 1, span.end() - 1).of(self.text);
        if let Some(rest) = inner.strip_prefix(':') {
            return !rest.trim().is_empty();
        }
        if self.dialect != Dialect::Material {
            return false;
        }
        let inner = inner.trim();
        let first_ok = inner.starts_with(['.', '#']) && inner.len() > 1
            || inner.split_once('=').is_some_and(|(key, _)| {
                !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            });
        let behind_span = self.bytes()[..span.start()]
            .last()
            .is_some_and(|b| matches!(b, b')' | b']' | b'`' | b'*' | b'_' | b'}' | b':'));
        let at_end = span.of(self.text).len() + span.start() >= self.near_line_end(span.start()).saturating_sub(1);
        first_ok && (behind_span || at_end)
    }

    /// `](target with blanks)`: fills the blanks, so that comrak sees the link that the engine makes.
    fn target(&mut self, at: usize) -> usize {
        let bytes = self.bytes();
        if bytes.get(at + 1) != Some(&b'(') {
            return at + 1;
        }
        let start = at + 2;
        let Some(close) = closing_parenthesis(bytes, start) else { return at + 1 };
        let inner = &self.text[start..close];
        let destination = without_title(inner, self.dialect);
        if destination.starts_with('<') || !destination.contains([' ', '\t']) {
            return at + 1;
        }
        let offset = start + (inner.len() - inner.trim_start().len());
        for (blank, _) in destination.match_indices([' ', '\t']) {
            self.canvas.word(Span::new(offset + blank, offset + blank + 1));
        }
        close + 1
    }

    /// Where the paragraph that holds `at` ends: at the next blank line.
    fn paragraph_end(&mut self, at: usize) -> usize {
        if !self.runs.paragraph.holds(at) {
            self.runs = Runs::read(self.bytes(), at);
        }
        self.runs.paragraph.end()
    }

    /// The end of the line that holds `at`, or a place [`REACH`] bytes on.
    fn near_line_end(&self, at: usize) -> usize {
        let limit = (at + REACH).min(self.end);
        memchr::memchr(b'\n', &self.bytes()[at..limit]).map_or(limit, |found| at + found)
    }
}

impl Runs {
    /// Reads the paragraph that holds `at`, from there on.
    fn read(bytes: &[u8], at: usize) -> Runs {
        let mut end = bytes.len();
        for line_end in memchr::memchr_iter(b'\n', &bytes[at..]) {
            let next = at + line_end + 1;
            let blanks = bytes[next..].iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
            if matches!(bytes.get(next + blanks), None | Some(b'\n')) {
                end = next;
                break;
            }
        }
        let mut starts = Vec::new();
        let mut i = at;
        while let Some(found) = memchr::memchr(b'`', &bytes[i..end]) {
            let start = i + found;
            let length = bytes[start..end].iter().take_while(|b| **b == b'`').count();
            starts.push((length, start));
            i = start + length;
        }
        starts.sort_unstable();
        Runs { paragraph: Span::new(at, end), starts }
    }

    /// The first run of `length` backticks at or behind `from`.
    fn next(&self, length: usize, from: usize) -> Option<usize> {
        let at = self.starts.partition_point(|&run| run < (length, from));
        self.starts.get(at).filter(|run| run.0 == length).map(|run| run.1)
    }
}

/// The bytes that can begin a construct in running text. A table, since most of a page passes here.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let special = b"\\`<${]";
    let mut i = 0;
    while i < special.len() {
        table[special[i] as usize] = true;
        i += 1;
    }
    table
};

/// The `)` that closes the parenthesis opened before `start`, on the same line.
fn closing_parenthesis(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, &byte) in bytes.iter().enumerate().skip(start).take(REACH) {
        match byte {
            b'\n' => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(i),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The destination in `destination "title"`, trimmed. `(title)` is CommonMark's alone.
fn without_title(inner: &str, dialect: Dialect) -> &str {
    let inner = inner.trim();
    if dialect == Dialect::CommonMark
        && inner.ends_with(')')
        && let Some(open) = inner.find(" (")
    {
        return inner[..open].trim_end();
    }
    for quote in ['"', '\''] {
        if let Some(body) = inner.strip_suffix(quote)
            && let Some(open) = body.find(quote)
            && (open == 0 || body[..open].ends_with([' ', '\t']))
        {
            return body[..open].trim_end();
        }
    }
    inner
}
