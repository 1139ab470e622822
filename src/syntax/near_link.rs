//! What was meant to be a link and is text: `[text] (target)`, `(text)[target]`, `[text](target` without its end,
//! `[text](my file.pdf)` where Markdown wants `%20`.

use super::{Bracket, Document};
use crate::text::Span;
use memchr::memchr;

/// Bytes behind a bracket that are read for a target: a bracket must not cost more, however long its line is.
const READ: usize = 2_000;

/// A link that is none, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearLink {
    pub kind: NearLinkKind,
    pub span: Span,
    /// The visible text.
    pub text: Span,
    /// What stands where the target should.
    pub target: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearLinkKind {
    /// `[text] (https://…)`
    BlankBetween,
    /// `(text)[https://…]`
    Reversed,
    /// `[text](https://…` to the end of the line.
    Unclosed,
    /// `[text](my file.pdf)`
    BlankInTarget,
}

impl Document {
    /// The near links of a page, in order.
    pub fn near_links(&self) -> Vec<NearLink> {
        self.brackets.iter().filter_map(|bracket| near_link(self, bracket)).collect()
    }
}

fn near_link(doc: &Document, bracket: &Bracket) -> Option<NearLink> {
    let text = doc.text();
    let label = bracket.label;
    if is_address(doc.slice(label)) {
        return reversed(text, bracket);
    }
    if label.is_empty() || label.of(text).bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let line = line_behind(text, bracket.span.end());
    let rest = line.of(text);
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let inside = rest[blank..].strip_prefix('(')?;
    let start = line.start() + blank + 1;
    let near = |kind, target: Span, end| {
        Some(NearLink { kind, span: Span::new(bracket.span.start(), end), text: label, target })
    };
    match closing(inside) {
        Some(length) => {
            let target = trimmed(text, Span::new(start, start + length));
            let end = start + length + 1;
            if blank > 0 {
                return is_address(target.of(text)).then(|| near(NearLinkKind::BlankBetween, target, end))?;
            }
            let is_near = !doc.dialect.allows_blank_in_target() && is_with_blank(target.of(text));
            is_near.then(|| near(NearLinkKind::BlankInTarget, target, end))?
        }
        None => {
            let target = trimmed(text, Span::new(start, line.end()));
            let is_cut = line.end() - bracket.span.end() == READ;
            let is_whole = blank == 0 && !is_cut && is_address(target.of(text));
            is_whole.then(|| near(NearLinkKind::Unclosed, target, target.end()))?
        }
    }
}

/// `(text)[https://…]`
fn reversed(text: &str, bracket: &Bracket) -> Option<NearLink> {
    let before = &text[..bracket.span.start()];
    let inner = before.strip_suffix(')')?;
    let window = inner.len().saturating_sub(200);
    let window = (window..inner.len()).find(|&at| inner.is_char_boundary(at))?;
    let open = window + inner[window..].rfind('(')?;
    let label = Span::new(open + 1, inner.len());
    let is_label = !label.is_empty() && !label.of(text).contains(['\n', ')', '[', ']']);
    // `[text](…)[https://…]` is a link with something behind it.
    let is_free = !text[..open].ends_with(']');
    let span = Span::new(open, bracket.span.end());
    (is_label && is_free).then_some(NearLink { kind: NearLinkKind::Reversed, span, text: label, target: bracket.label })
}

/// What is left of the line behind `start`.
fn line_behind(text: &str, start: usize) -> Span {
    let mut end = text.len().min(start + READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let length = memchr(b'\n', text[start..end].as_bytes());
    Span::new(start, length.map_or(end, |length| start + length))
}

/// The place of the `)` that closes an open parenthesis.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start() + inner.len() - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

/// One word with a scheme.
fn is_address(text: &str) -> bool {
    let has_scheme = ["https://", "http://", "mailto:", "www."].iter().any(|scheme| text.starts_with(scheme));
    has_scheme && !text.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '<' | '>' | '"'))
}

/// A path or address with a blank in it: `my file.pdf`, `mailto: a@example.org`.
fn is_with_blank(text: &str) -> bool {
    let has_blank = text.contains(' ') && !text.contains(['"', '\'', '<', '>', '[', ']', '(', '{', ',', ';']);
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_file = is_file && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    has_blank && (text.starts_with("mailto:") || text.starts_with("http") || is_file)
}
