//! Causes between lines: what is not closed, indentation, keys without a colon.

use super::line::Line;
use super::{Cause, Context, Diagnosis, has_block, plain};
use crate::syntax::yaml::{Scalar, ScalarStyle, YamlNode, YamlValue};
use crate::text::{Edit, Span};
use memchr::memchr;

impl Context<'_> {
    /// Text or a list where `key: value` is wanted. An empty text is nothing to complain of.
    pub(super) fn not_a_mapping(&self, root: &YamlNode) -> Option<Diagnosis> {
        match &root.value {
            YamlValue::Mapping(_) | YamlValue::Alias(_) => None,
            YamlValue::Scalar(scalar) if scalar.text.is_empty() || scalar.text == "~" || scalar.text == "null" => None,
            YamlValue::Scalar(_) => {
                let diagnosis = self.no_colon(self.line(root.span.start()));
                Some(if diagnosis.edits.is_empty() { plain(Cause::NotAMapping, diagnosis.span) } else { diagnosis })
            }
            YamlValue::Sequence(_) => Some(plain(Cause::NotAMapping, self.line(root.span.start()).span)),
        }
    }

    /// A quoted text that goes on over a line like `key: value`: its quote was meant to end before.
    pub(super) fn quote_over_lines(&self, root: Option<&YamlNode>) -> Option<usize> {
        let last = last_leaf(root?);
        let YamlValue::Scalar(Scalar { style: ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, .. }) = last.value
        else {
            return None;
        };
        let next = last.span.start() + memchr(b'\n', self.slice(last.span).as_bytes())? + 1;
        self.line(next).key.is_some().then_some(last.span.start())
    }

    /// A quote or bracket at `at` without its partner.
    pub(super) fn unclosed(&self, cause: Cause, at: usize) -> Diagnosis {
        Diagnosis { key: self.line(at).key, ..plain(cause, Span::new(at, at + 1)) }
    }

    /// A list that was meant to end with its line, when the next line is a key of its own.
    pub(super) fn unclosed_bracket(&self, at: usize) -> Diagnosis {
        let line = self.line(at);
        let value = self.slice(line.value);
        let inner = value.strip_prefix('[').filter(|_| line.key.is_some() && line.value.start() == at);
        let is_simple = inner.is_some_and(|inner| !inner.contains(['[', '{', '"', '\'', '#']) && !inner.contains(": "));
        let is_next = |next: Line| next.key.is_some() && self.column(next) <= self.column(line);
        let is_ended = is_simple && !value.ends_with(',') && self.line_after(line).is_none_or(is_next);
        let edits = if is_ended { vec![Edit::insert(line.value.end(), "]")] } else { Vec::new() };
        Diagnosis { edits, ..self.unclosed(Cause::UnclosedBracket, at) }
    }

    /// Indentation by tabs. Where there is no other, each tab is a step.
    pub(super) fn tab(&self, span: Span) -> Diagnosis {
        let mut edits = Vec::new();
        let mut at = self.body.start();
        for line in self.slice(self.body).split_inclusive('\n') {
            let indentation = self.indentation(at);
            let is_blank = line.trim().is_empty();
            if !is_blank && self.slice(indentation).contains(' ') {
                return plain(Cause::Tab, span);
            }
            if !is_blank && !indentation.is_empty() {
                edits.push(Edit::replace(indentation, "  ".repeat(indentation.len())));
            }
            at += line.len();
        }
        let (_, yaml) = self.mended(&edits);
        let is_certain = yaml.problem.is_none() && !yaml.root.as_ref().is_some_and(has_block);
        Diagnosis { edits, is_certain, ..plain(Cause::Tab, span) }
    }

    /// `-one` among `- two` or among its like: no text begins that way where a list is wanted.
    pub(super) fn no_blank_after_dash(&self, at: usize) -> Option<Diagnosis> {
        let line = self.line(at);
        let glued = |line: Line| {
            let rest = self.slice(line.span).strip_prefix('-').filter(|_| !line.is_item)?;
            rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '\'')).then_some(line.span.start() + 1)
        };
        glued(line)?;
        let indentation = self.indentation(line.span.start()).len();
        let belongs = |other: &Line| {
            self.indentation(other.span.start()).len() == indentation && (other.is_item || glued(*other).is_some())
        };
        let above =
            std::iter::successors(self.line_before(line.span.start()), |line| self.line_before(line.span.start()));
        let below = std::iter::successors(self.line_after(line), |line| self.line_after(*line));
        let mut lines: Vec<Line> = above.take_while(belongs).collect();
        lines.reverse();
        lines.push(line);
        lines.extend(below.take_while(belongs));
        if lines.len() < 2 {
            return None;
        }
        let places: Vec<usize> = lines.iter().filter_map(|line| glued(*line)).collect();
        let edits = places.iter().map(|&at| Edit::insert(at, " ")).collect();
        let first = self.line(*places.first()?);
        Some(Diagnosis { edits, is_certain: true, ..plain(Cause::NoBlankAfterDash, first.span) })
    }

    /// A key further in than the one before it, which has a value already.
    pub(super) fn too_deep(&self, line: Line, before: Line) -> Diagnosis {
        let found = plain(Cause::Indentation, line.span);
        let column = self.column(before);
        let indentation = self.indentation(line.span.start());
        let is_deeper = line.key.is_some() && !line.is_item && indentation.len() > column && !before.value.is_empty();
        if !is_deeper {
            return found;
        }
        Diagnosis { edits: vec![Edit::replace(indentation, " ".repeat(column))], ..found }
    }

    /// Whether the bracket at `at` has its partner in the same line.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        let close = if self.text.as_bytes()[at] == b'[' { ']' } else { '}' };
        self.text[at..self.line(at).span.end().max(at)].contains(close)
    }

    /// `title One` or `title:One`.
    pub(super) fn no_colon(&self, line: Line) -> Diagnosis {
        let text = self.slice(line.span);
        let word = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
        let has_colon = word > 0 && text.as_bytes().get(word) == Some(&b':') && !text[word..].starts_with("://");
        if !has_colon || word + 1 == text.len() {
            return plain(Cause::NoColon, line.span);
        }
        let colon = line.span.start() + word + 1;
        let key = Some(Span::new(line.span.start(), colon - 1));
        let edits = vec![Edit::insert(colon, " ")];
        Diagnosis { cause: Cause::NoBlankAfterColon, span: line.span, key, edits, is_certain: true }
    }
}

/// The scalar or alias that was read last.
fn last_leaf(mut node: &YamlNode) -> &YamlNode {
    loop {
        let last = match &node.value {
            YamlValue::Sequence(items) => items.last(),
            YamlValue::Mapping(pairs) => pairs.last().map(|(_, value)| value),
            YamlValue::Scalar(_) | YamlValue::Alias(_) => None,
        };
        match last {
            Some(last) => node = last,
            None => return node,
        }
    }
}
