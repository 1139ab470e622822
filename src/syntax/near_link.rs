//! What was meant to be a link and is text, or nearly: `[text] (target)`, `(text)[target]`, `[text](target` without its end or
//! with its end on the next line.

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
    /// `[text]（https://…）`
    WideBrackets,
    /// `[text](https://…` and the rest of the address on the next line.
    OverLines,
}

impl Document {
    /// The near links of a page, in order.
    pub fn near_links(&self) -> Vec<NearLink> {
        self.brackets.iter().filter_map(|bracket| near_link(self, bracket)).collect()
    }
}

fn near_link(doc: &Document, bracket: &Bracket) -> Option<NearLink> {
    let text = doc.text();
    if is_address(doc.slice(bracket.label)) {
        return reversed(text, bracket);
    }
    let bracket = &outer(text, bracket);
    let label = bracket.label;
    if label.is_empty() || label.of(text).bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let line = line_behind(text, bracket.span.end());
    let rest = line.of(text);
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if let Some(inside) = rest[blank..].strip_prefix('（') {
        return wide(bracket, inside, line.start() + blank);
    }
    let inside = rest[blank..].strip_prefix('(')?;
    let start = line.start() + blank + 1;
    let near = |kind, target: Span, end| {
        Some(NearLink { kind, span: Span::new(bracket.span.start(), end), text: label, target })
    };
    match closing(inside) {
        Some(length) => {
            let target = trimmed(text, Span::new(start, start + length));
            let end = start + length + 1;
            (blank > 0 && is_address(target.of(text))).then(|| near(NearLinkKind::BlankBetween, target, end))?
        }
        None => {
            let target = trimmed(text, Span::new(start, line.end()));
            let is_cut = line.end() - bracket.span.end() == READ;
            if blank > 0 || is_cut || !is_address(target.of(text)) {
                return None;
            }
            match rest_of_address(text, line.end()) {
                Some(end) => near(NearLinkKind::OverLines, Span::new(target.start(), end), end + 1),
                None => near(NearLinkKind::Unclosed, target, target.end()),
            }
        }
    }
}

/// `[text]（https://…）` with the brackets of Chinese and Japanese input; `inside` stands behind the one at `open`.
fn wide(bracket: &Bracket, inside: &str, open: usize) -> Option<NearLink> {
    let length = inside.find('）')?;
    let start = open + '（'.len_utf8();
    let target = Span::new(start, start + length);
    let span = Span::new(bracket.span.start(), target.end() + '）'.len_utf8());
    let near = NearLink { kind: NearLinkKind::WideBrackets, span, text: bracket.label, target };
    is_address(&inside[..length]).then_some(near)
}

/// `[[text]]` is one bracket with brackets for its text.
fn outer(text: &str, bracket: &Bracket) -> Bracket {
    let span = bracket.span;
    if text[..span.start()].ends_with('[') && text[span.end()..].starts_with(']') {
        Bracket { span: Span::new(span.start() - 1, span.end() + 1), label: span, ..*bracket }
    } else {
        *bracket
    }
}

/// Where the `)` stands that closes an address broken at `line_end`: the next line begins with the rest, in one word.
fn rest_of_address(text: &str, line_end: usize) -> Option<usize> {
    let next = line_behind(text, line_end + usize::from(line_end < text.len()));
    let inner = next.of(text).trim_start();
    let length = closing(inner)?;
    let is_word = length > 0 && !inner[..length].contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '<'));
    is_word.then(|| next.end() - inner.len() + length)
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
    let length = memchr(b'\n', &text.as_bytes()[start..end]);
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

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::syntax::{Dialect, Document, NearLinkKind};

    #[test]
    fn near_links() {
        for (text, expected) in [
            ("[a] (https://example.org)", Some((NearLinkKind::BlankBetween, "[a] (https://example.org)"))),
            ("see (a b)[https://example.org] c", Some((NearLinkKind::Reversed, "(a b)[https://example.org]"))),
            ("[a](https://example.org/b", Some((NearLinkKind::Unclosed, "[a](https://example.org/b"))),
            (
                "[a](https://example.org/b\n  c.html) d",
                Some((NearLinkKind::OverLines, "[a](https://example.org/b\n  c.html)")),
            ),
            ("[a]（https://example.org）b", Some((NearLinkKind::WideBrackets, "[a]（https://example.org）"))),
            ("[a]（see https://example.org）b", None),
            ("[[a]](https://example.org/b", Some((NearLinkKind::Unclosed, "[[a]](https://example.org/b"))),
            ("[a](https://example.org/b\nc (d)", Some((NearLinkKind::Unclosed, "[a](https://example.org/b"))),
            ("[a](https://example.org/b and c", None),
            ("[a] (not an address)", None),
            ("[1] (https://example.org)", None),
            ("[a](https://example.org)", None),
            ("[a](https://example.org)[https://example.org]", None),
            ("`[a] (https://example.org)`", None),
        ] {
            let doc = Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown);
            let found = doc.near_links().first().map(|near| (near.kind, doc.slice(near.span)));
            assert_eq!(found, expected, "{text}");
        }
    }
}
