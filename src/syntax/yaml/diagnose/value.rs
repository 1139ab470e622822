//! Causes inside of a value: most are mended by quotes around it.

use super::line::Line;
use super::{Cause, Context, Diagnosis};
use crate::syntax::yaml::{YamlNode, parse};
use crate::text::{Edit, Span};
use memchr::memmem;

/// Keys of running text: a colon in their value is punctuation.
const TEXT_KEYS: &[&str] = &[
    "title",
    "subtitle",
    "description",
    "excerpt",
    "summary",
    "abstract",
    "venue",
    "citation",
    "caption",
    "name",
    "alt",
    "event",
    "journal",
    "booktitle",
    "bio",
    "tagline",
];

impl Context<'_> {
    /// A value that begins with a character of YAML's own.
    pub(super) fn reserved(&self, message: &str, at: usize, opened: usize) -> Option<Diagnosis> {
        let line = self.line(if message.starts_with("did not find expected alphabetic") { opened } else { at });
        let first = self.first(line.value);
        let is_reserved = match first {
            '@' | '`' | '%' => message == "found character that cannot start any token",
            '*' | '&' | '!' => line.value.start() <= at.max(opened) && at <= line.value.end(),
            _ => false,
        };
        ((line.key.is_some() || line.is_item) && is_reserved).then(|| self.quoted(Cause::Reserved(first), line, true))
    }

    /// `[@one, two]`: an item that begins with a character of YAML's own, up to the next comma or bracket.
    pub(super) fn reserved_item(&self, message: &str, line: Line, at: usize) -> Option<Diagnosis> {
        let first = self.first(Span::new(at, line.value.end()));
        if message != "found character that cannot start any token" || !matches!(first, '@' | '`' | '%') {
            return None;
        }
        let rest = &self.text[at..line.value.end()];
        let end = rest.find([',', ']', '}']);
        let item = rest[..end.unwrap_or(rest.len())].trim_end();
        let is_plain = end.is_some() && !item.contains(['"', '\'', '[', '{', '#']) && !item.contains(": ");
        let span = Span::new(at, at + item.len());
        let edits = if is_plain { self.replaced(span, quote(item), item) } else { Vec::new() };
        Some(Diagnosis { cause: Cause::Reserved(first), span, key: line.key, edits, is_certain: true })
    }

    /// Puts `insert` at `span`, provided that it reads as `meant`.
    fn replaced(&self, span: Span, insert: String, meant: &str) -> Vec<Edit> {
        let yaml = parse(&insert, Span::new(0, insert.len()));
        let is_meant = yaml.problem.is_none() && yaml.root.as_ref().and_then(YamlNode::as_str) == Some(meant);
        if is_meant { vec![Edit::replace(span, insert)] } else { Vec::new() }
    }

    /// `'It's one'` and `"A "b" c"` have one meaning; `"One" and two` is rather meant to keep its quotes.
    pub(super) fn text_after_quote(&self, line: Line, at: usize) -> Diagnosis {
        let value = self.slice(line.value);
        let inner = value.strip_prefix('\'').and_then(|inner| inner.strip_suffix('\''));
        let is_apostrophe = |at: usize, inner: &str| {
            inner[..at].ends_with(char::is_alphanumeric) && inner[at + 1..].starts_with(char::is_alphanumeric)
        };
        let rest = Span::new(at, line.value.end());
        if let Some(inner) = value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'))
            && holds_quotation(inner)
            && !self.goes_on(line)
        {
            let edits = self.replaced(line.value, format!("'{}'", inner.replace('\'', "''")), inner);
            return Diagnosis { cause: Cause::TextAfterQuote, span: rest, key: line.key, edits, is_certain: true };
        }
        match inner {
            Some(inner) if memchr::memchr_iter(b'\'', inner.as_bytes()).all(|at| is_apostrophe(at, inner)) => {
                let insert = format!("'{}'", inner.replace('\'', "''"));
                let edits = self.replaced(line.value, insert, inner);
                Diagnosis { cause: Cause::TextAfterQuote, span: rest, key: line.key, edits, is_certain: true }
            }
            _ => Diagnosis { span: rest, ..self.quoted(Cause::TextAfterQuote, line, false) },
        }
    }

    /// An escape that YAML does not know: most likely a backslash is meant.
    pub(super) fn escape(&self, at: usize, opened: usize) -> Diagnosis {
        let line = self.line(opened);
        let end = at + self.text[at..self.body.end()].chars().take(2).map(char::len_utf8).sum::<usize>();
        let span = Span::new(at, end);
        let inner = self.slice(line.value).strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        let edits = match inner {
            Some(inner) if line.value.holds(at) && !inner.contains(['\'', '"']) => {
                self.replaced(line.value, format!("'{inner}'"), inner)
            }
            _ => Vec::new(),
        };
        Diagnosis { cause: Cause::UnknownEscape, span, key: line.key, edits, is_certain: false }
    }

    /// A value that is to be quoted. Without a repair when a comment may be meant or it goes on in the next line.
    pub(super) fn quoted(&self, cause: Cause, line: Line, is_certain: bool) -> Diagnosis {
        let value = self.slice(line.value);
        let is_whole = memmem::find(value.as_bytes(), b" #").is_none() && !self.goes_on(line);
        let edits = if is_whole { self.replaced(line.value, quote(value), value) } else { Vec::new() };
        Diagnosis { cause, span: line.value, key: line.key, edits, is_certain }
    }

    /// Whether the colon in the value is punctuation: of the key's text, or behind words that are no key.
    pub(super) fn is_text(&self, line: Line) -> bool {
        let before = self.slice(line.value).split(": ").next().unwrap_or_default();
        let is_sentence = !before.contains(['"', '\'', '[', '{']) && before.split_whitespace().count() > 2;
        line.key.is_some_and(|key| is_sentence || TEXT_KEYS.contains(&self.slice(key)))
    }
}

/// `A "b" c`: quotes in pairs, each opening behind a blank and closing before one or before punctuation.
fn holds_quotation(inner: &str) -> bool {
    let mut is_open = false;
    let mut count = 0;
    for at in memchr::memchr_iter(b'"', inner.as_bytes()) {
        let (before, after) = (inner[..at].chars().next_back(), inner[at + 1..].chars().next());
        let is_border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let is_right = match is_open {
            false => before.is_none_or(|c| c == ' ' || c == '(') && !is_border(after),
            true => !is_border(before) && is_border(after),
        };
        if !is_right {
            return false;
        }
        is_open = !is_open;
        count += 1;
    }
    count > 0 && !is_open && !inner.contains('\\')
}

/// The text as a quoted scalar that reads the same.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
