//! The shape of the touched lines: how each is indented, what it begins with, whether a list has its blank line, whether it
//! ends in a hard break. kramdown and Python-Markdown read lists, tables and definitions where CommonMark sees none.

use super::claims::emphasis_tag;
use super::shift::{Shift, Side};
use crate::finding::Effect;
use crate::syntax::Document;
use crate::text::Span;

/// Compares the lines around the edits of the body; `body` is where it begins before and after.
pub(super) fn compare(before: &Document, after: &Document, shift: &Shift, body: (usize, usize)) -> Result<(), String> {
    let (before, after) = (before.text(), after.text());
    let mut first = 0;
    while first < shift.claims.len() {
        if shift.claims[first].before.end() <= body.0 && body.0 > 0 {
            first += 1;
            continue;
        }
        let mut end = with_next_line(before, shift.claims[first].before.end());
        let mut last = first;
        while shift.claims.get(last + 1).is_some_and(|claim| claim.before.start() <= end) {
            last += 1;
            end = with_next_line(before, shift.claims[last].before.end());
        }
        let claims = &shift.claims[first..=last];
        let is_loose = claims.iter().any(|claim| matches!(claim.effect, Effect::Invisible | Effect::Heading));
        let lines = |text, side, body| {
            let start = line_start(text, claims[0].span(side).start()).max(body);
            let end = with_next_line(text, claims[claims.len() - 1].span(side).end());
            shapes(text, Span::new(start, end), body, is_loose)
        };
        let (old, new) = (lines(before, Side::Before, body.0), lines(after, Side::After, body.1));
        if let Some((old, new)) = old.iter().zip(&new).find(|(old, new)| old != new) {
            return Err(change(old, new).to_string());
        }
        if old.len() != new.len() {
            return Err("a line appears or disappears".to_string());
        }
        first = last + 1;
    }
    Ok(())
}

/// How a line begins and ends, as far as any dialect cares.
#[derive(PartialEq, Eq)]
struct Shape<'a> {
    /// Columns, a tab to the next multiple of four.
    indent: usize,
    marker: Marker,
    /// What stands behind the colon of a definition.
    inner: Marker,
    /// The whole line that opens or closes a fence or formula: what else is on it decides whether it does.
    fence: &'a str,
    /// Whether a blank line is before it; only of list items.
    after_blank: bool,
    /// Python-Markdown prints the backslash.
    hard_break: Option<u8>,
    /// kramdown makes a table of lines with pipes.
    pipes: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    None,
    Bullet(u8),
    Ordered(u8),
    Heading,
    Quote,
    Fence,
    /// `---`, `===`, `***`, `|---|`: a rule, a heading of the line above, or a table.
    Underline,
    /// `: text`, `{: .class}`, `[label]:`, `!!! note`, `<div>`.
    Other(u8),
}

fn change(old: &Shape, new: &Shape) -> &'static str {
    if old.indent != new.indent {
        "a line is indented differently"
    } else if old.marker != new.marker || old.inner != new.inner || old.fence != new.fence {
        "a line begins with another marker"
    } else if old.after_blank != new.after_blank {
        "the blank line before a list changes"
    } else if old.hard_break != new.hard_break {
        "a hard break changes"
    } else {
        "a line gets other table columns"
    }
}

fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

/// The end of the line after that of `at`: a line can change what the next one is.
fn with_next_line(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let line_end = |from: usize| memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |length| from + length + 1);
    line_end(line_end(at))
}

/// The shapes of the lines that are not blank. A loose comparison leaves out the markers of headings and the like.
fn shapes(text: &'_ str, lines: Span, body: usize, is_loose: bool) -> Vec<Shape<'_>> {
    let before = &text[body.min(lines.start())..lines.start()];
    let mut after_blank = before.is_empty() || before.lines().next_back().is_none_or(|line| line.trim().is_empty());
    let mut shapes = Vec::new();
    for line in lines.of(text).lines() {
        if line.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let bare = line.trim_start();
        let mut marker = marker(bare.as_bytes());
        let is_fence = marker == Marker::Fence;
        let inner =
            if marker == Marker::Other(b':') { self::marker(bare[1..].trim_start().as_bytes()) } else { Marker::None };
        let is_item = matches!(marker, Marker::Bullet(_) | Marker::Ordered(_));
        if is_loose {
            marker = match marker {
                Marker::Bullet(_) => Marker::Bullet(b'-'),
                Marker::Ordered(_) => marker,
                _ => Marker::None,
            };
        }
        shapes.push(Shape {
            indent: columns(line),
            marker,
            inner,
            fence: if is_fence { bare } else { "" },
            after_blank: is_item && after_blank,
            hard_break: hard_break(line),
            pipes: if is_loose { 0 } else { memchr::memchr_iter(b'|', line.as_bytes()).count() },
        });
        after_blank = false;
    }
    shapes
}

/// Two blanks or a backslash at the end of a line.
fn hard_break(line: &str) -> Option<u8> {
    if line.ends_with("  ") { Some(b' ') } else { line.ends_with('\\').then_some(b'\\') }
}

/// The width of a line's indent.
fn columns(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// What a line without its indent begins with.
fn marker(line: &[u8]) -> Marker {
    let first = line.first().copied().unwrap_or(b' ');
    let run = line.iter().take_while(|byte| **byte == first).count();
    let is_blank = |at: usize| line.get(at).is_none_or(|byte| byte.is_ascii_whitespace());
    match first {
        b'-' | b'=' | b'*' | b'_' | b'|' | b':' | b'+' if is_underline(line, first) => Marker::Underline,
        b'-' | b'*' | b'+' if is_blank(1) => Marker::Bullet(first),
        b'#' => Marker::Heading,
        b'>' => Marker::Quote,
        b'`' | b'~' if run >= 3 => Marker::Fence,
        b'$' if run >= 2 => Marker::Fence,
        b'0'..=b'9' => {
            let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
            match line.get(digits) {
                Some(mark @ (b'.' | b')')) if is_blank(digits + 1) => Marker::Ordered(*mark),
                _ => Marker::None,
            }
        }
        b':' if is_blank(1) => Marker::Other(first),
        b'{' if matches!(line.get(1), Some(b':' | b'%')) => Marker::Other(first),
        b'!' | b'=' | b'?' if run >= 3 => Marker::Other(first),
        b'[' if is_definition(line) => Marker::Other(first),
        b'<' if is_block(line) => Marker::Other(first),
        _ => Marker::None,
    }
}

/// A line of nothing but one of these and blanks, such as `---` or `* * *`, or the line under a table's head.
fn is_underline(line: &[u8], mark: u8) -> bool {
    let is_rule = line.iter().all(|byte| *byte == mark || byte.is_ascii_whitespace())
        && line.iter().filter(|byte| **byte == mark).count() >= 2;
    is_rule || (line.contains(&b'|') && line.contains(&b'-') && line.iter().all(|byte| b"|:-+= \t\r".contains(byte)))
}

/// `[label]:`, also of footnotes.
fn is_definition(line: &[u8]) -> bool {
    memchr::memchr(b']', line).is_some_and(|end| line.get(end + 1) == Some(&b':'))
}

/// A tag that can begin an HTML block: not emphasis and not an address.
fn is_block(line: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&line[..line.len().min(16)]);
    emphasis_tag(&head).is_none() && !head.starts_with("<http") && !head.starts_with("<mailto")
}
