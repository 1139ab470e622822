//! Why a YAML text cannot be read, in the author's terms, and the repair where there is one.

mod line;
mod structure;
mod value;

use super::{ScalarStyle, Yaml, YamlNode, YamlProblem, YamlValue, parse};
use crate::text::{Edit, EditSet, Span};

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
    /// `image: {{ site.url }}/a.png`
    Template,
    /// `title One`
    NoColon,
    /// `title:One`
    NoBlankAfterColon,
    /// `title: "one\.two"`
    UnknownEscape,
    /// `-one` among `- two`
    NoBlankAfterDash,
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

impl Context<'_> {
    fn cause(&self, problem: &YamlProblem, root: Option<&YamlNode>) -> Diagnosis {
        let at = problem.span.start();
        let line = self.line(at);
        let opened = problem.opened.unwrap_or(at);
        let character = self.text[at..].chars().next().unwrap_or('\n');
        let is_in_value = (line.key.is_some() || line.is_item) && line.value.start() <= at && at < line.value.end();
        let message = problem.message.as_str();
        match message {
            "control characters are not allowed" => return plain(Cause::Control(character), problem.span),
            "found unknown escape character" => return self.escape(at, opened),
            "found unexpected end of stream" | "found unexpected document indicator" => {
                return self.unclosed(Cause::UnclosedQuote, opened);
            }
            _ if character == '\t' || message.contains("tab character") => return self.tab(problem.span),
            _ => {}
        }
        if let Some(quote) = self.quote_over_lines(root) {
            return self.unclosed(Cause::UnclosedQuote, quote);
        }
        if let Some(found) = self.reserved(message, at, opened) {
            return found;
        }
        if is_in_value {
            let value = self.slice(line.value);
            if value.starts_with("{{") || value.starts_with("{%") {
                return self.quoted(Cause::Template, line, true);
            }
            match self.first(line.value) {
                '\'' | '"' => return self.text_after_quote(line, at),
                '[' | '{' if message == "did not find expected key" => {
                    return self.quoted(Cause::TextAfterBracket, line, false);
                }
                '[' | '{' => {
                    if let Some(found) = self.reserved_item(message, line, at) {
                        return found;
                    }
                }
                _ if message.starts_with("mapping values") => {
                    return self.quoted(Cause::UnquotedColon, line, self.is_text(line));
                }
                _ => {}
            }
        }
        if let Some(found) = self.no_blank_after_dash(at).or_else(|| self.no_blank_after_dash(opened)) {
            return found;
        }
        match message {
            "did not find expected ',' or ']'" | "did not find expected ',' or '}'" if !self.is_closed(opened) => {
                self.unclosed_bracket(opened)
            }
            "could not find expected ':'" => self.no_colon(self.line(opened)),
            "mapping values are not allowed in this context" => match self.line_before(at) {
                Some(before) if before.key.is_none() && !self.slice(before.span).is_empty() => self.no_colon(before),
                Some(before) => self.too_deep(line, before),
                None => plain(Cause::Indentation, line.span),
            },
            "did not find expected key" | "did not find expected '-' indicator" => plain(Cause::Indentation, line.span),
            "block sequence entries are not allowed in this context" if !is_in_value => {
                plain(Cause::Indentation, line.span)
            }
            _ => Diagnosis { key: line.key, ..plain(Cause::Other, problem.span) },
        }
    }

    /// Whether with `edits` the text can be read further than the problem, and what was put in quotes is one value.
    fn helps(&self, problem: &YamlProblem, edits: &[Edit]) -> bool {
        let (mended, yaml) = self.mended(edits);
        let from_end = |at: usize| self.text.len() - at;
        let last = edits.iter().map(|edit| edit.span.end()).max().unwrap_or_default().max(problem.span.end());
        match &yaml.problem {
            Some(left) => left.span.start() + from_end(last) > mended.len(),
            None => match edits {
                [edit] if edit.insert.starts_with(['"', '\'']) => {
                    let span = Span::new(edit.span.start(), edit.span.start() + edit.insert.len());
                    yaml.root.as_ref().is_some_and(|root| has_scalar(root, span))
                }
                _ => true,
            },
        }
    }

    /// The text after `edits`, and what is read of it.
    fn mended(&self, edits: &[Edit]) -> (String, Yaml) {
        let mut set = EditSet::default();
        set.try_add(edits);
        let mended = set.apply(self.text);
        let body = Span::new(self.body.start(), mended.len() - (self.text.len() - self.body.end()));
        let yaml = parse(&mended, body);
        (mended, yaml)
    }
}

/// Whether a scalar stands at `span`.
fn has_scalar(node: &YamlNode, span: Span) -> bool {
    let holds = |node: &YamlNode| node.span.contains(span) && has_scalar(node, span);
    match &node.value {
        YamlValue::Scalar(_) => node.span == span,
        YamlValue::Sequence(items) => items.iter().any(holds),
        YamlValue::Mapping(pairs) => pairs.iter().any(|(key, value)| holds(key) || holds(value)),
        YamlValue::Alias(_) => false,
    }
}

/// Whether a block scalar is anywhere.
fn has_block(node: &YamlNode) -> bool {
    match &node.value {
        YamlValue::Scalar(scalar) => scalar.style == ScalarStyle::Block,
        YamlValue::Sequence(items) => items.iter().any(has_block),
        YamlValue::Mapping(pairs) => pairs.iter().any(|(key, value)| has_block(key) || has_block(value)),
        YamlValue::Alias(_) => false,
    }
}

/// A cause without a repair.
fn plain(cause: Cause, span: Span) -> Diagnosis {
    Diagnosis { cause, span, key: None, edits: Vec::new(), is_certain: false }
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
        check("title: {{ x }}/two\n", Template, "{{ x }}/two", Some(("title: \"{{ x }}/two\"\n", true)));
        check("- {{ x }}/two\n", Template, "{{ x }}/two", Some(("- \"{{ x }}/two\"\n", true)));
        check("title: {% x %}\n", Template, "{% x %}", Some(("title: \"{% x %}\"\n", true)));
        check("title: {{ x }} 'y'\n", Template, "{{ x }} 'y'", Some(("title: \"{{ x }} 'y'\"\n", true)));
        check("a:\n  - @one\n", Reserved('@'), "@one", Some(("a:\n  - \"@one\"\n", true)));
        check("a:\n  - *one* two\n", Reserved('*'), "*one* two", Some(("a:\n  - \"*one* two\"\n", true)));
        check("a: [@one, two]\n", Reserved('@'), "@one", Some(("a: [\"@one\", two]\n", true)));
        check("a: [one, `two` ]\n", Reserved('`'), "`two`", Some(("a: [one, \"`two`\" ]\n", true)));
        check("a: [%one]\n", Reserved('%'), "%one", Some(("a: [\"%one\"]\n", true)));
        check("a: [@one\n", Reserved('@'), "@one", None);
        check(
            "note: see the page: one\n",
            UnquotedColon,
            "see the page: one",
            Some(("note: \"see the page: one\"\n", true)),
        );
        check("title: \"A \"b\" c\"\n", TextAfterQuote, "b\" c\"", Some(("title: 'A \"b\" c'\n", true)));
        check("title: \"A\" and \"b\"\n", TextAfterQuote, "and \"b\"", Some(("title: '\"A\" and \"b\"'\n", false)));
        check("title: “a: b” c\n", UnquotedColon, "“a: b” c", Some(("title: \"“a: b” c\"\n", true)));
        check("title: \"one\\.two\"\n", UnknownEscape, "\\.", Some(("title: 'one\\.two'\n", false)));
    }

    #[test]
    fn other_causes() {
        use Cause::*;
        check("title: \"One\nx: y\n", UnclosedQuote, "\"", None);
        check("title: \"One\nx: \"y\"\n", UnclosedQuote, "\"", None);
        check("tags: [one, two\nx: y\n", UnclosedBracket, "[", Some(("tags: [one, two]\nx: y\n", false)));
        check("tags: [one, two\n", UnclosedBracket, "[", Some(("tags: [one, two]\n", false)));
        check("tags: [one, \"two\nx: y\n", UnclosedQuote, "\"", None);
        check("tags: [one,\n  two\nx: y\n", UnclosedBracket, "[", None);
        check("tags:\n\t- one\n", Tab, "\t", Some(("tags:\n  - one\n", true)));
        check("a:\r\n\tb: c\r\n\td:\r\n\t\te: f\r\n", Tab, "\t", Some(("a:\r\n  b: c\r\n  d:\r\n    e: f\r\n", true)));
        check("a: |\n\tb\n\t\tc\n", Tab, "\t", Some(("a: |\n  b\n    c\n", false)));
        check("a:\n  b: c\n\td: e\n", Tab, "\t", None);
        check("a:\n- one\n-two\n- three\n", NoBlankAfterDash, "-two", Some(("a:\n- one\n- two\n- three\n", true)));
        check(
            "a:\n  - one\n  -two\n  -'three'\nb: c\n",
            NoBlankAfterDash,
            "-two",
            Some(("a:\n  - one\n  - two\n  - 'three'\nb: c\n", true)),
        );
        check("a:\n-one\n-two\n", NoBlankAfterDash, "-one", Some(("a:\n- one\n- two\n", true)));
        check("a:\n-one\nb: c\n", NoColon, "-one", None);
        check("a:\n- 1\n-2\n", NoColon, "-2", None);
        check("x: y\ntitle One\nz: w\n", NoColon, "title One", None);
        check("x: y\ntitle:One\nz: w\n", NoBlankAfterColon, "title:One", Some(("x: y\ntitle: One\nz: w\n", true)));
        check("title:One\nz: w\n", NoBlankAfterColon, "title:One", Some(("title: One\nz: w\n", true)));
        check("title:One\n", NoBlankAfterColon, "title:One", Some(("title: One\n", true)));
        check("title One\nz: w\n", NoColon, "title One", None);
        check("http://a.example\nz: w\n", NoColon, "http://a.example", None);
        check("title: One\n  x: y\n", Indentation, "x: y", Some(("title: One\nx: y\n", false)));
        check("title: One\n# z\n  x: y\n", Indentation, "x: y", None);
        check("a:\n  - b: c\n     d: e\n", Indentation, "d: e", Some(("a:\n  - b: c\n    d: e\n", false)));
        check("a:\n  b: c\n d: e\n", Indentation, "d: e", None);
        check("a: \u{7}\n", Control('\u{7}'), "\u{7}", None);
        check("- a\n", NotAMapping, "a", None);
        check("one two\n", NotAMapping, "one two", None);
        check("a: [b, , c]\n", Other, ",", None);
    }

    #[test]
    fn what_can_be_read_has_no_cause() {
        for text in [
            "a: b\n",
            "",
            "# a\n",
            "~\n",
            "key : value\n",
            "title: “One” two\n",
            "a: b # c\n",
            "a:\n  -one\n  -two\n",
            "rate: 50%\n",
            "a: {{ x }}\n",
            "a: b @c `d` *e*\n",
        ] {
            let span = Span::new(0, text.len());
            assert_eq!(diagnose(text, span, &parse(text, span)), None, "{text:?}");
        }
    }
}
