//! Where each character of a scalar's value is written: quotes, escapes and folded lines seen through.

use super::{ScalarStyle, YamlNode, YamlValue};
use crate::text::Span;

/// A scalar's value and the place of each of its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    /// The value.
    pub value: &'a str,
    /// What stands for the value in the text, without quotes.
    pub span: Span,
    pub style: ScalarStyle,
    /// In order, without gaps in the value.
    pieces: Vec<Piece>,
}

/// A part of the value and what stands for it; parts of one length are equal byte by byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    value: Span,
    source: Span,
}

impl YamlNode {
    /// The value of a scalar with its places in `text`; `None` of anything else, and where the two cannot be laid side by side.
    pub fn written(&self, text: &str) -> Option<Written<'_>> {
        let YamlValue::Scalar(scalar) = &self.value else { return None };
        let span = match self.inner() {
            Some(inner) => inner,
            None => content(text, self.span)?,
        };
        let mut reader =
            Reader { source: text, end: span.end(), at: span.start(), value: &scalar.text, pieces: vec![] };
        let mut done = 0;
        while done < scalar.text.len() {
            done = reader.step(done, scalar.style)?;
        }
        let is_all = text[reader.at..reader.end].chars().all(char::is_whitespace);
        is_all.then_some(Written { value: &scalar.text, span, style: scalar.style, pieces: reader.pieces })
    }
}

/// A block scalar without its first line.
fn content(text: &str, span: Span) -> Option<Span> {
    let line = memchr::memchr(b'\n', &text.as_bytes()[span.range()])?;
    Some(Span::new(span.start() + line + 1, span.end()))
}

impl Written<'_> {
    /// The place of `span`, a part of the value.
    pub fn place(&self, span: Span) -> Span {
        let piece = |at: usize| {
            let next = self.pieces.partition_point(|piece| piece.value.end() <= at);
            self.pieces.get(next)
        };
        let start = match piece(span.start()) {
            Some(piece) if piece.value.len() == piece.source.len() => {
                piece.source.start() + (span.start() - piece.value.start())
            }
            Some(piece) => piece.source.start(),
            None => self.pieces.last().map_or(self.span.start(), |piece| piece.source.end()),
        };
        if span.is_empty() {
            return Span::empty(start);
        }
        let end = match piece(span.end() - 1) {
            Some(piece) if piece.value.len() == piece.source.len() => {
                piece.source.start() + (span.end() - piece.value.start())
            }
            Some(piece) => piece.source.end(),
            None => start,
        };
        Span::new(start, end)
    }
}

struct Reader<'a> {
    source: &'a str,
    /// Where the source of the value ends, and how far it is read.
    end: usize,
    at: usize,
    value: &'a str,
    pieces: Vec<Piece>,
}

impl Reader<'_> {
    /// Lays the next character of the value, from `done`, beside the source; returns where the one behind it begins.
    fn step(&mut self, done: usize, style: ScalarStyle) -> Option<usize> {
        let rest = &self.source[self.at..self.end];
        let expected = self.value[done..].chars().next()?;
        // The span of a block scalar ends before its last line end.
        if rest.is_empty() && self.value[done..].bytes().all(|byte| byte == b'\n') {
            self.push(done, self.value.len() - done, 0);
            return Some(self.value.len());
        }
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let is_indent = style == ScalarStyle::Block && done == 0;
        if blanks > 0 && (is_indent || rest[..blanks].contains(['\n', '\r'])) {
            let rest = &self.value[done..];
            let length = rest.len() - rest.trim_start_matches([' ', '\t', '\n']).len();
            if length == 0 && !is_indent {
                return None;
            }
            self.push(done, length, blanks);
            return Some(done + length);
        }
        let written = match style {
            ScalarStyle::SingleQuoted if rest.starts_with("''") => (expected == '\'').then_some(2)?,
            ScalarStyle::DoubleQuoted if rest.starts_with('\\') => match escape(rest)? {
                (None, length) => {
                    self.at += length;
                    return Some(done);
                }
                (Some(letter), length) => (letter == expected).then_some(length)?,
            },
            _ => rest.starts_with(expected).then_some(expected.len_utf8())?,
        };
        self.push(done, expected.len_utf8(), written);
        Some(done + expected.len_utf8())
    }

    /// Notes that `written` bytes of the source stand for `length` bytes of the value.
    fn push(&mut self, done: usize, length: usize, written: usize) {
        let value = Span::new(done, done + length);
        let source = Span::new(self.at, self.at + written);
        self.at += written;
        match self.pieces.last_mut() {
            Some(last)
                if length == written
                    && last.value.len() == last.source.len()
                    && last.source.end() == source.start() =>
            {
                *last = Piece {
                    value: Span::new(last.value.start(), value.end()),
                    source: Span::new(last.source.start(), source.end()),
                };
            }
            _ => self.pieces.push(Piece { value, source }),
        }
    }
}

/// The character that the escape at the head of `rest` stands for and its length; no character for an escaped line end.
fn escape(rest: &str) -> Option<(Option<char>, usize)> {
    let kind = rest[1..].chars().next()?;
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let number = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        return Some((Some(char::from_u32(number)?), 2 + digits));
    }
    let letter = match kind {
        '\n' | '\r' => {
            let behind = &rest[1..];
            let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\r', '\n']).len();
            return Some((None, 1 + blanks));
        }
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        ' ' | '"' | '\\' | '/' | '\t' => kind,
        _ => return None,
    };
    Some((Some(letter), 2))
}

#[cfg(test)]
mod tests {
    use crate::syntax::yaml;
    use crate::text::Span;

    /// A mapping with the key `a`, words of its value, and what stands for each in the text.
    #[test]
    fn words_are_where_they_are_written() {
        for (text, words) in [
            ("a: Ada, Bo\n", &[("Ada", "Ada"), ("Bo", "Bo")][..]),
            ("a: Ada,\n  Bo  Cy # x\n", &[("Ada, Bo", "Ada,\n  Bo"), ("Bo  Cy", "Bo  Cy")]),
            ("a: 'Al O''Hara, Bo'\n", &[("Al O'Hara", "Al O''Hara"), ("'Hara", "''Hara"), ("Bo", "Bo")]),
            ("a: \"\\\"x\\\" R\\u00e9mi, Bo\\n Cy\"\n", &[("Rémi", "R\\u00e9mi"), ("é", "\\u00e9"), ("Cy", "Cy")]),
            ("a: \"Ada \\\n  Bo,\n\n  Cy\"\n", &[("Ada", "Ada"), ("Bo", "Bo"), ("Cy", "Cy")]),
            ("a: >-\n  Ada,\n  Bo\n  \n   Cy\nb: c\n", &[("Ada", "Ada"), ("Ada, Bo", "Ada,\n  Bo"), ("Cy", "Cy")]),
            ("a: |\r\n    Ada,\r\n    Bo\r\n", &[("Ada", "Ada"), ("Bo", "Bo")]),
            ("a: |2\n   Ada\n  Bo\n", &[("Ada", "Ada"), ("Bo", "Bo")]),
            ("a: [Ada Fox, 'Bo']\n", &[]),
            ("a: \"Ada 🙂 Bo\"\n", &[("🙂", "🙂"), ("Bo", "Bo")]),
        ] {
            let tree = yaml::parse(text, Span::new(0, text.len()));
            let node = tree.get("a").expect("the key");
            let Some(written) = node.written(text) else {
                assert!(words.is_empty(), "{text}");
                continue;
            };
            assert!(!words.is_empty(), "{text}");
            for &(word, expected) in words {
                let at = written.value.find(word).unwrap_or_else(|| panic!("{word} in {:?}", written.value));
                let place = written.place(Span::new(at, at + word.len()));
                assert_eq!(place.of(text), expected, "{text}");
            }
        }
    }
}
