//! Why a YAML text cannot be read, in the author's terms, and the repair where there is one.

use super::{Scalar, ScalarStyle, Yaml, YamlNode, YamlProblem, YamlValue, parse};
use crate::text::{Edit, EditSet, Span};
use memchr::{memchr, memmem, memrchr};

/// What the author did, as opposed to where libyaml gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    pub cause: Cause,
    /// What is wrong: a value, a quote, a line.
    pub span: Span,
    /// The key whose value it is.
    pub key: Option<Span>,
    /// Makes it readable; empty when more than one meaning is possible.
    pub edits: Vec<Edit>,
    /// Only this meaning is possible.
    pub is_certain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// `title: One: two`
    UnquotedColon,
    /// Indentation by a tab.
    Tab,
    /// `title: "One`
    UnclosedQuote,
    /// `title: 'It's one'`, `title: "One" and two`
    TextAfterQuote,
    /// `title: @one`, `title: *one* two`: the character means something else in YAML.
    Reserved(char),
    /// `tags: [one, two`
    UnclosedBracket,
    /// `title: [One] two`
    TextAfterBracket,
    /// `title One`
    NoColon,
    /// `title:One`
    NoBlankAfterColon,
    /// `title: "one\.two"`
    UnknownEscape,
    /// A line further in or out than those it could belong to.
    Indentation,
    /// A control character.
    Control(char),
    /// It can be read, and is text or a list.
    NotAMapping,
    /// JSON: two values without a comma between them.
    NoComma,
    /// JSON: `{"a" 1}`
    NoColonInJson,
    /// JSON: `{"a": "b": 1}`
    SecondColon,
    /// JSON: `[1,, 2]`
    NoValue,
    /// JSON: `"one "two" three"`
    QuoteInText,
    /// JSON: `// one`, `/* one */`
    Comment,
    /// JSON: `\ud83d\ude00`, the halves of one character.
    HalfCharacter,
    /// See [`YamlProblem::message`].
    Other,
}

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

/// Why the front matter or data in `body` of `text`, read as `yaml`, says nothing; `None` when it does.
pub fn diagnose(text: &str, body: Span, yaml: &Yaml) -> Option<Diagnosis> {
    let context = Context { text, body };
    let Some(problem) = &yaml.problem else { return context.not_a_mapping(yaml.root.as_ref()?) };
    let mut diagnosis = context.cause(problem, yaml.root.as_ref());
    if !diagnosis.edits.is_empty() && !context.helps(problem, &diagnosis.edits) {
        diagnosis.edits.clear();
    }
    Some(diagnosis)
}

#[derive(Clone, Copy)]
struct Context<'a> {
    text: &'a str,
    body: Span,
}

/// A line as `key: value`.
#[derive(Clone, Copy)]
struct Line {
    /// Without indentation, list markers and line end.
    span: Span,
    key: Option<Span>,
    /// Without blanks around; the whole span when there is no key.
    value: Span,
}

impl Context<'_> {
    fn cause(&self, problem: &YamlProblem, root: Option<&YamlNode>) -> Diagnosis {
        let at = problem.span.start();
        let line = self.line(at);
        let opened = problem.opened.unwrap_or(at);
        let character = self.text[at..].chars().next().unwrap_or('\n');
        let is_in_value = line.key.is_some() && line.value.start() <= at && at < line.value.end();
        let message = problem.message.as_str();
        match message {
            "control characters are not allowed" => return plain(Cause::Control(character), problem.span),
            "found unknown escape character" => return self.escape(at, opened),
            "found unexpected end of stream" | "found unexpected document indicator" => {
                return self.unclosed(Cause::UnclosedQuote, opened);
            }
            _ if character == '\t' || message.contains("tab character") => return plain(Cause::Tab, problem.span),
            _ => {}
        }
        if let Some(quote) = self.quote_over_lines(root) {
            return self.unclosed(Cause::UnclosedQuote, quote);
        }
        if let Some(found) = self.reserved(message, at, opened) {
            return found;
        }
        if is_in_value {
            match self.first(line.value) {
                '\'' | '"' => return self.text_after_quote(line, at),
                '[' | '{' if message == "did not find expected key" => {
                    return self.quoted(Cause::TextAfterBracket, line, false);
                }
                '[' | '{' => {}
                _ if message.starts_with("mapping values") => {
                    return self.quoted(Cause::UnquotedColon, line, self.is_text(line));
                }
                _ => {}
            }
        }
        match message {
            "did not find expected ',' or ']'" | "did not find expected ',' or '}'" if !self.is_closed(opened) => {
                self.unclosed(Cause::UnclosedBracket, opened)
            }
            "could not find expected ':'" => self.no_colon(self.line(opened)),
            "mapping values are not allowed in this context" => match self.line_before(at) {
                Some(before) if before.key.is_none() && !self.slice(before.span).is_empty() => self.no_colon(before),
                _ => plain(Cause::Indentation, line.span),
            },
            "did not find expected key" | "did not find expected '-' indicator" => plain(Cause::Indentation, line.span),
            "block sequence entries are not allowed in this context" if !is_in_value => {
                plain(Cause::Indentation, line.span)
            }
            _ => Diagnosis { key: line.key, ..plain(Cause::Other, problem.span) },
        }
    }

    /// Text or a list where `key: value` is wanted. An empty text is nothing to complain of.
    fn not_a_mapping(&self, root: &YamlNode) -> Option<Diagnosis> {
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
    fn quote_over_lines(&self, root: Option<&YamlNode>) -> Option<usize> {
        let last = last_leaf(root?);
        let YamlValue::Scalar(Scalar { style: ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, .. }) = last.value
        else {
            return None;
        };
        let next = last.span.start() + memchr(b'\n', self.slice(last.span).as_bytes())? + 1;
        self.line(next).key.is_some().then_some(last.span.start())
    }

    /// A value that begins with a character of YAML's own.
    fn reserved(&self, message: &str, at: usize, opened: usize) -> Option<Diagnosis> {
        let line = self.line(if message.starts_with("did not find expected alphabetic") { opened } else { at });
        let first = self.first(line.value);
        let is_reserved = match first {
            '@' | '`' | '%' => message == "found character that cannot start any token",
            '*' | '&' | '!' => line.value.start() <= at.max(opened) && at <= line.value.end(),
            _ => false,
        };
        (line.key.is_some() && is_reserved).then(|| self.quoted(Cause::Reserved(first), line, true))
    }

    /// `'It's one'` has one meaning; `"One" and two` is rather meant to keep its quotes.
    fn text_after_quote(&self, line: Line, at: usize) -> Diagnosis {
        let value = self.slice(line.value);
        let inner = value.strip_prefix('\'').and_then(|inner| inner.strip_suffix('\''));
        let is_apostrophe = |at: usize, inner: &str| {
            inner[..at].ends_with(char::is_alphanumeric) && inner[at + 1..].starts_with(char::is_alphanumeric)
        };
        let rest = Span::new(at, line.value.end());
        match inner {
            Some(inner) if memchr::memchr_iter(b'\'', inner.as_bytes()).all(|at| is_apostrophe(at, inner)) => {
                let insert = format!("'{}'", inner.replace('\'', "''"));
                let edits = vec![Edit::replace(line.value, insert)];
                Diagnosis { cause: Cause::TextAfterQuote, span: rest, key: line.key, edits, is_certain: true }
            }
            _ => Diagnosis { span: rest, ..self.quoted(Cause::TextAfterQuote, line, false) },
        }
    }

    /// An escape that YAML does not know: most likely a backslash is meant.
    fn escape(&self, at: usize, opened: usize) -> Diagnosis {
        let line = self.line(opened);
        let end = at + self.text[at..self.body.end()].chars().take(2).map(char::len_utf8).sum::<usize>();
        let span = Span::new(at, end);
        let inner = self.slice(line.value).strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        let edits = match inner {
            Some(inner) if line.value.holds(at) && !inner.contains(['\'', '"']) => {
                vec![Edit::replace(line.value, format!("'{inner}'"))]
            }
            _ => Vec::new(),
        };
        Diagnosis { cause: Cause::UnknownEscape, span, key: line.key, edits, is_certain: false }
    }

    /// A quote or bracket at `at` without its partner.
    fn unclosed(&self, cause: Cause, at: usize) -> Diagnosis {
        Diagnosis { key: self.line(at).key, ..plain(cause, Span::new(at, at + 1)) }
    }

    /// Whether the bracket at `at` has its partner in the same line.
    fn is_closed(&self, at: usize) -> bool {
        let close = if self.text.as_bytes()[at] == b'[' { ']' } else { '}' };
        self.text[at..self.line(at).span.end().max(at)].contains(close)
    }

    /// `title One` or `title:One`.
    fn no_colon(&self, line: Line) -> Diagnosis {
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

    /// A value that is to be quoted. Without a repair when a comment may be meant or it goes on in the next line.
    fn quoted(&self, cause: Cause, line: Line, is_certain: bool) -> Diagnosis {
        let value = self.slice(line.value);
        let is_whole = memmem::find(value.as_bytes(), b" #").is_none() && !self.goes_on(line);
        let edits = if is_whole { vec![Edit::replace(line.value, quote(value))] } else { Vec::new() };
        Diagnosis { cause, span: line.value, key: line.key, edits, is_certain }
    }

    fn is_text(&self, line: Line) -> bool {
        line.key.is_some_and(|key| TEXT_KEYS.contains(&self.slice(key)))
    }

    /// Whether the line behind `line` is indented further than its key.
    fn goes_on(&self, line: Line) -> bool {
        let Some(end) = memchr(b'\n', &self.text.as_bytes()[line.span.end()..self.body.end()]) else { return false };
        let next = line.span.end() + end + 1;
        let rest = &self.text[next..self.body.end()];
        let indent = rest.len() - rest.trim_start_matches(' ').len();
        let column = line.span.start() - self.line_start(line.span.start());
        indent > column && !rest.trim_start_matches([' ', '\r']).starts_with('\n')
    }

    /// Whether with `edits` the text can be read further than the problem.
    fn helps(&self, problem: &YamlProblem, edits: &[Edit]) -> bool {
        let mut set = EditSet::default();
        set.try_add(edits);
        let mended = set.apply(self.text);
        let from_end = |at: usize| self.text.len() - at;
        let body = Span::new(self.body.start(), mended.len() - from_end(self.body.end()));
        let last = edits.iter().map(|edit| edit.span.end()).max().unwrap_or_default().max(problem.span.end());
        parse(&mended, body).problem.is_none_or(|left| left.span.start() + from_end(last) > mended.len())
    }

    fn line_start(&self, at: usize) -> usize {
        memrchr(b'\n', &self.text.as_bytes()[self.body.start()..at])
            .map_or(self.body.start(), |line| self.body.start() + line + 1)
    }

    /// The line of the byte at `at`.
    fn line(&self, at: usize) -> Line {
        let start = self.line_start(at);
        let end =
            memchr(b'\n', &self.text.as_bytes()[start..self.body.end()]).map_or(self.body.end(), |line| start + line);
        let whole = self.text[start..end].trim_end();
        let mut text = whole.trim_start();
        while let Some(item) = text.strip_prefix("- ") {
            text = item.trim_start();
        }
        let span = Span::new(start + whole.len() - text.len(), start + whole.len());
        let colon = memmem::find(text.as_bytes(), b": ").or(text.ends_with(':').then(|| text.len() - 1));
        let Some(colon) = colon.filter(|_| !text.starts_with(['"', '\'', '#', '[', '{'])) else {
            return Line { span, key: None, value: span };
        };
        let value = text[colon + 1..].trim_start();
        let key = Span::new(span.start(), span.start() + text[..colon].trim_end().len());
        Line { span, key: Some(key), value: Span::new(span.end() - value.len(), span.end()) }
    }

    /// The nearest line above that of `at` that is not blank.
    fn line_before(&self, at: usize) -> Option<Line> {
        let text = &self.text[self.body.start()..self.line_start(at)].trim_end();
        let last = self.body.start() + text.len().checked_sub(1)?;
        Some(self.line(last))
    }

    fn first(&self, span: Span) -> char {
        self.slice(span).chars().next().unwrap_or('\n')
    }

    fn slice(&self, span: Span) -> &str {
        span.of(self.text)
    }
}

/// A cause without a repair.
fn plain(cause: Cause, span: Span) -> Diagnosis {
    Diagnosis { cause, span, key: None, edits: Vec::new(), is_certain: false }
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

/// The text as a quoted scalar that reads the same.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cause, what it points at, and the text after the repair.
    fn check(text: &str, cause: Cause, place: &str, mended: Option<(&str, bool)>) {
        let span = Span::new(0, text.len());
        let found = diagnose(text, span, &parse(text, span)).expect(text);
        assert_eq!((found.cause, found.span.of(text)), (cause, place), "{text:?}");
        let mut set = EditSet::default();
        set.try_add(&found.edits);
        let after = (!set.is_empty()).then(|| (set.apply(text), found.is_certain));
        assert_eq!(after.as_ref().map(|(text, is_certain)| (text.as_str(), *is_certain)), mended, "{text:?}");
    }

    #[test]
    fn quoting() {
        use Cause::*;
        check("title: One: two\nx: y\n", UnquotedColon, "One: two", Some(("title: \"One: two\"\nx: y\n", true)));
        check(
            "x: y\r\ntitle: One: \"two\"\r\n",
            UnquotedColon,
            "One: \"two\"",
            Some(("x: y\r\ntitle: 'One: \"two\"'\r\n", true)),
        );
        check("- title: One: two\n", UnquotedColon, "One: two", Some(("- title: \"One: two\"\n", true)));
        check("header: image: a.png\n", UnquotedColon, "image: a.png", Some(("header: \"image: a.png\"\n", false)));
        check("title: One: two # three\n", UnquotedColon, "One: two # three", None);
        check("title: One: two\n  three\n", UnquotedColon, "One: two", None);
        check("title: One: two\nx: y: z\n", UnquotedColon, "One: two", Some(("title: \"One: two\"\nx: y: z\n", true)));
        check("title: @one\n", Reserved('@'), "@one", Some(("title: \"@one\"\n", true)));
        check("title: `one` two\n", Reserved('`'), "`one` two", Some(("title: \"`one` two\"\n", true)));
        check("title: *one* two\n", Reserved('*'), "*one* two", Some(("title: \"*one* two\"\n", true)));
        check("title: **one**\n", Reserved('*'), "**one**", Some(("title: \"**one**\"\n", true)));
        check("title: *one two\nx: y\n", Reserved('*'), "*one two", Some(("title: \"*one two\"\nx: y\n", true)));
        check("title: & one\n", Reserved('&'), "& one", Some(("title: \"& one\"\n", true)));
        check("title: %one\n", Reserved('%'), "%one", Some(("title: \"%one\"\n", true)));
        check("title: 'It's one'\n", TextAfterQuote, "s one'", Some(("title: 'It''s one'\n", true)));
        check("title: \"One\" and two\n", TextAfterQuote, "and two", Some(("title: '\"One\" and two'\n", false)));
        check("title: [One] two\n", TextAfterBracket, "[One] two", Some(("title: \"[One] two\"\n", false)));
        check("title: {{ x }}/two\n", TextAfterBracket, "{{ x }}/two", Some(("title: \"{{ x }}/two\"\n", false)));
        check("title: \"one\\.two\"\n", UnknownEscape, "\\.", Some(("title: 'one\\.two'\n", false)));
    }

    #[test]
    fn other_causes() {
        use Cause::*;
        check("title: \"One\nx: y\n", UnclosedQuote, "\"", None);
        check("title: \"One\nx: \"y\"\n", UnclosedQuote, "\"", None);
        check("tags: [one, two\nx: y\n", UnclosedBracket, "[", None);
        check("tags:\n\t- one\n", Tab, "\t", None);
        check("x: y\ntitle One\nz: w\n", NoColon, "title One", None);
        check("x: y\ntitle:One\nz: w\n", NoBlankAfterColon, "title:One", Some(("x: y\ntitle: One\nz: w\n", true)));
        check("title:One\nz: w\n", NoBlankAfterColon, "title:One", Some(("title: One\nz: w\n", true)));
        check("title:One\n", NoBlankAfterColon, "title:One", Some(("title: One\n", true)));
        check("title One\nz: w\n", NoColon, "title One", None);
        check("http://a.example\nz: w\n", NoColon, "http://a.example", None);
        check("title: One\n  x: y\n", Indentation, "x: y", None);
        check("a:\n  b: c\n d: e\n", Indentation, "d: e", None);
        check("a: \u{7}\n", Control('\u{7}'), "\u{7}", None);
        check("- a\n", NotAMapping, "a", None);
        check("one two\n", NotAMapping, "one two", None);
        check("a: [b, , c]\n", Other, ",", None);
    }

    #[test]
    fn what_can_be_read_has_no_cause() {
        for text in ["a: b\n", "", "# a\n", "~\n"] {
            let span = Span::new(0, text.len());
            assert_eq!(diagnose(text, span, &parse(text, span)), None, "{text:?}");
        }
    }
}
