//! libyaml's events → the tree.

use super::flat;
use super::input::{self, Pieces};
use super::{Scalar, ScalarStyle, Yaml, YamlNode, YamlProblem, YamlValue};
use crate::text::Span;
use libyaml_safer::{Encoding, Error, ErrorKind, Event, EventData, Mark, Parser};
use memchr::memmem;

/// Deeper trees are a problem: nobody writes them, and whoever walks a tree may follow it without counting.
const DEPTH: usize = 200;

/// More `%TAG` directives are a problem: libyaml compares each with all before it.
const TAG_DIRECTIVES: usize = 64;

/// Reads the first document of the YAML in `span` of `text`. Never fails: see [`Yaml::problem`]. Linear in the length
/// of the span: the tree is at most 200 levels deep, aliases are not followed.
pub fn parse(text: &str, span: Span) -> Yaml {
    flat::read(text, span).unwrap_or_else(|| by_libyaml(text, span))
}

/// The same for any text.
pub(super) fn by_libyaml(text: &str, span: Span) -> Yaml {
    let body = span.of(text);
    if let Some(at) = memmem::find_iter(body.as_bytes(), b"%TAG").nth(TAG_DIRECTIVES) {
        let span = Span::new(at, at + 4).shift(span.start());
        let message = format!("found more than {TAG_DIRECTIVES} %TAG directives");
        let problem = Some(YamlProblem { span, opened: None, message });
        return Yaml { problem, ..Yaml::default() };
    }
    let tags = input::tags_before_commas(body);
    let (yaml, scalars) = Reader::new(text, span, &tags).read();
    if tags.is_empty() {
        return yaml;
    }
    // What looked like a tag inside a scalar was none: leave it there, and read again.
    let tags: Vec<Span> = tags.into_iter().filter(|&tag| !inside_one(&scalars, tag.shift(span.start()))).collect();
    Reader::new(text, span, &tags).read().0
}

/// Whether the `~` of a masked `tag` is part of one of `scalars`, which are in order, and not the whole of it.
fn inside_one(scalars: &[Span], tag: Span) -> bool {
    let next = scalars.partition_point(|scalar| scalar.start() <= tag.start());
    let Some(scalar) = scalars[..next].last() else { return false };
    scalar.holds(tag.start()) && *scalar != Span::new(tag.start(), tag.start() + 1)
}

/// The tree while its events come in.
struct Reader<'a> {
    text: &'a str,
    span: Span,
    /// In bytes of the span.
    masked_tags: &'a [Span],
    open: Vec<Open>,
    root: Option<YamlNode>,
    /// Where the last node ended.
    last_end: usize,
    /// Of every scalar, when there are masked tags.
    scalars: Vec<Span>,
    has_tag_directives: bool,
}

/// A node's tag and anchor.
type Properties = (Option<String>, Option<Box<str>>);

/// A collection whose end has not come yet.
struct Open {
    start: usize,
    has_brackets: bool,
    tag: Option<String>,
    anchor: Option<Box<str>>,
    /// A mapping's key that waits for its value.
    key: Option<YamlNode>,
    value: YamlValue,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, span: Span, masked_tags: &'a [Span]) -> Reader<'a> {
        let last_end = span.start();
        Reader {
            text,
            span,
            masked_tags,
            open: Vec::new(),
            root: None,
            last_end,
            scalars: Vec::new(),
            has_tag_directives: false,
        }
    }

    /// The tree, and the spans of its scalars when tags were masked.
    fn read(mut self) -> (Yaml, Vec<Span>) {
        let input = input::without_tags(self.span.of(self.text), self.masked_tags);
        let mut parser = Parser::new();
        parser.set_encoding(Encoding::Utf8);
        parser.set_input(Pieces::new(&input));
        let (mut problem, mut rest) = (None, None);
        loop {
            match parser.parse() {
                Ok(event) if matches!(event.data, EventData::StreamEnd) => break,
                Ok(event) if matches!(event.data, EventData::DocumentEnd { .. }) => {
                    rest = self.rest(&mut parser);
                    break;
                }
                Ok(event) => problem = self.event(event),
                Err(error) => problem = Some(self.problem(&error)),
            }
            if problem.is_some() {
                break;
            }
        }
        while !self.open.is_empty() {
            self.close(self.last_end);
        }
        (Yaml { root: self.root, problem, rest }, self.scalars)
    }

    fn event(&mut self, event: Event) -> Option<YamlProblem> {
        let start = self.at(event.start_mark);
        let end = self.at(event.end_mark);
        match event.data {
            EventData::Alias { anchor } => {
                let span = Span::new(start, end);
                self.push(YamlNode { span, tag: None, anchor: None, value: YamlValue::Alias(anchor) });
            }
            EventData::Scalar { anchor, tag, value, style, .. } => {
                let (start, properties) = self.skip_properties(start, end, (tag, anchor));
                self.scalar(Span::new(start, end), properties, value, style);
            }
            EventData::SequenceStart { anchor, tag, .. } => {
                let (start, properties) = self.skip_properties(start, end, (tag, anchor));
                return self.open(Span::new(start, end), properties, YamlValue::Sequence(Vec::new()));
            }
            EventData::MappingStart { anchor, tag, .. } => {
                let (start, properties) = self.skip_properties(start, end, (tag, anchor));
                return self.open(Span::new(start, end), properties, YamlValue::Mapping(Vec::new()));
            }
            EventData::SequenceEnd | EventData::MappingEnd => self.close(end),
            EventData::DocumentStart { tag_directives, .. } => self.has_tag_directives = !tag_directives.is_empty(),
            _ => {}
        }
        None
    }

    /// What follows the first document.
    fn rest(&self, parser: &mut Parser<Pieces>) -> Option<Span> {
        match parser.parse() {
            Ok(event) if matches!(event.data, EventData::StreamEnd) => None,
            Ok(event) => Some(self.character(self.at(event.start_mark))),
            Err(error) => Some(self.problem(&error).span),
        }
    }

    /// The byte of the whole text that a mark means; libyaml's marks count bytes.
    fn at(&self, mark: Mark) -> usize {
        (self.span.start() + mark.index as usize).min(self.span.end())
    }

    /// Where a node's value begins behind its anchor and tag, and those.
    fn skip_properties(
        &self,
        start: usize,
        end: usize,
        (tag, anchor): (Option<String>, Option<String>),
    ) -> (usize, Properties) {
        let mut at = start;
        let mut found = None;
        for _ in 0..usize::from(anchor.is_some()) + usize::from(tag.is_some()) {
            let rest = &self.text[at..end];
            let property = &rest[..rest.find(BLANKS).unwrap_or(rest.len())];
            if property.starts_with('!') {
                found = Some(property.to_string());
            }
            at = end - without_blanks_and_comments(&rest[property.len()..]).len();
        }
        if self.has_tag_directives {
            found = tag.map(|tag| format!("!<{tag}>"));
        }
        (at, (found, anchor.map(String::into_boxed_str)))
    }

    fn scalar(&mut self, span: Span, (tag, anchor): Properties, mut value: String, style: libyaml_safer::ScalarStyle) {
        let style = match style {
            libyaml_safer::ScalarStyle::SingleQuoted => ScalarStyle::SingleQuoted,
            libyaml_safer::ScalarStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
            libyaml_safer::ScalarStyle::Literal | libyaml_safer::ScalarStyle::Folded => ScalarStyle::Block,
            _ => ScalarStyle::Plain,
        };
        if !self.masked_tags.is_empty() {
            self.scalars.push(span);
        }
        let is_last = span.end() == self.span.end() && !self.span.of(self.text).ends_with(['\n', '\r']);
        if style == ScalarStyle::Block && is_last && value.ends_with('\n') && ends_with_its_line(span.of(self.text)) {
            // That line end was lent by `Pieces`.
            value.pop();
        }
        let (span, tag) = match self.masked_tag(span) {
            Some(masked) => {
                value.clear();
                (Span::empty(masked.end()), Some(masked.of(self.text).to_string()))
            }
            None if style == ScalarStyle::Block => (self.without_blank_lines(span), tag),
            None if span.is_empty() && tag.is_none() => (Span::empty(self.missing(span.start())), tag),
            None => (span, tag),
        };
        self.push(YamlNode { span, tag, anchor, value: YamlValue::Scalar(Scalar { text: value, style }) });
    }

    /// The tag that was masked at the end of `span`, in bytes of the whole text.
    fn masked_tag(&self, span: Span) -> Option<Span> {
        let next = self.masked_tags.partition_point(|tag| tag.start() + self.span.start() < span.end());
        let tag = self.masked_tags[..next].last()?.shift(self.span.start());
        (span.end() == tag.start() + 1).then_some(tag)
    }

    /// A block scalar's span without the line ends and blank lines behind its last line.
    fn without_blank_lines(&self, span: Span) -> Span {
        let text = span.of(self.text);
        let last = text.trim_end().len();
        let line = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[last..]).map_or(text.len(), |at| last + at);
        Span::new(span.start(), span.start() + line)
    }

    /// Where a value stands that is not there: libyaml says behind the indicator or, without one, at whatever follows.
    fn missing(&self, at: usize) -> usize {
        let follows_indicator = self.text[..at].ends_with([':', '-', '?', ',', '[', '{']);
        if follows_indicator { at } else { self.last_end }
    }

    fn push(&mut self, node: YamlNode) {
        self.last_end = node.span.end();
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.value {
            YamlValue::Sequence(items) => items.push(node),
            YamlValue::Mapping(pairs) => match open.key.take() {
                Some(key) => pairs.push((key, node)),
                None => open.key = Some(node),
            },
            YamlValue::Scalar(_) | YamlValue::Alias(_) => {}
        }
    }

    /// Begins a collection; `head` is its bracket or, in block style, empty or the first `-`.
    fn open(&mut self, head: Span, (tag, anchor): Properties, value: YamlValue) -> Option<YamlProblem> {
        let start = head.start();
        if self.open.len() >= DEPTH {
            let message = format!("nested more than {DEPTH} levels deep");
            return Some(YamlProblem { span: self.character(start), opened: None, message });
        }
        let has_brackets = matches!(head.of(self.text), "[" | "{");
        self.last_end = start;
        self.open.push(Open { start, has_brackets, tag, anchor, key: None, value });
        None
    }

    /// Ends the innermost collection; libyaml puts the end of one without brackets at the next token.
    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let end = if open.has_brackets { end } else { self.last_end };
        let Open { start, tag, anchor, value, .. } = open;
        self.push(YamlNode { span: Span::new(start, end), tag, anchor, value });
    }

    fn problem(&self, error: &Error) -> YamlProblem {
        let opened = error.context_mark().map(|mark| self.at(mark));
        let span = match (error.kind(), error.problem_mark()) {
            (ErrorKind::Reader, _) => self.forbidden(),
            (_, Some(mark)) => self.character(self.at(mark)),
            (_, None) => Span::empty(self.span.start()),
        };
        YamlProblem { span, opened, message: error.problem().to_string() }
    }

    /// The first character that YAML does not allow: libyaml-safer knows its place but does not tell.
    fn forbidden(&self) -> Span {
        let body = self.span.of(self.text);
        let is_forbidden = |c: char| (c.is_control() && !"\t\n\r\u{85}".contains(c)) || "\u{FFFE}\u{FFFF}".contains(c);
        let at = body.find(is_forbidden).unwrap_or(0);
        self.character(self.span.start() + at)
    }

    /// The character at `at`, or the last one that is not blank when nothing follows.
    fn character(&self, at: usize) -> Span {
        let last = self.span.start() + self.span.of(self.text).trim_end().len();
        let (start, rest) = if at < last {
            (at, &self.text[at..last])
        } else {
            let body = &self.text[self.span.start()..last];
            let length = body.chars().next_back().map_or(0, char::len_utf8);
            (last - length, &self.text[last - length..last])
        };
        let length = rest.chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
        Span::new(start, start + length)
    }
}

/// Whether the line end behind a block scalar belongs to it: `+` keeps all, else the last line must say something.
fn ends_with_its_line(source: &str) -> bool {
    let (head, lines) = source.split_once(['\n', '\r']).unwrap_or((source, ""));
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = lines.split(['\n', '\r']).filter(|line| !line.trim_matches(' ').is_empty());
    let least = filled.map(indentation).min().unwrap_or(usize::MAX);
    let last = lines.rsplit(['\n', '\r']).next().unwrap_or_default();
    head.contains('+') || !last.trim_matches(' ').is_empty() || last.len() > least
}

/// Blanks and what ends a line for YAML.
const BLANKS: [char; 7] = [' ', '\t', '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

fn without_blanks_and_comments(mut text: &str) -> &str {
    loop {
        let rest = text.trim_start_matches(BLANKS);
        // libyaml skips a byte order mark at the head of a line.
        let is_line = text[..text.len() - rest.len()].ends_with(&BLANKS[2..]);
        text = rest;
        if let Some(rest) = text.strip_prefix('\u{FEFF}').filter(|_| is_line) {
            text = rest;
            continue;
        }
        if !text.starts_with('#') {
            return text;
        }
        text = &text[text.find(&BLANKS[2..]).unwrap_or(text.len())..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree with the source text of every node: `{key: value}`, `[item]`, scalars as `source=value` where they
    /// differ.
    fn show(text: &str, node: &YamlNode) -> String {
        let source = node.span.of(text);
        let tag = node.tag.as_ref().map(|tag| format!("<{tag}>")).unwrap_or_default();
        let shown = match &node.value {
            YamlValue::Scalar(scalar) if scalar.text == source => source.to_string(),
            YamlValue::Scalar(scalar) => format!("{source}={:?}", scalar.text),
            YamlValue::Alias(name) => format!("{source}->{name}"),
            YamlValue::Sequence(items) => {
                let items: Vec<String> = items.iter().map(|item| show(text, item)).collect();
                format!("[{}]({source})", items.join(", "))
            }
            YamlValue::Mapping(pairs) => {
                let pair = |(key, value): &(YamlNode, YamlNode)| format!("{}: {}", show(text, key), show(text, value));
                format!("{{{}}}({source})", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
            }
        };
        tag + &shown
    }

    #[test]
    fn every_node_knows_its_place() {
        for (text, expected) in [
            ("a: b\nc: 'd''e'\n", "{a: b, c: 'd''e'=\"d'e\"}(a: b\nc: 'd''e')"),
            ("é: \"\\u00e9\" # x\n\n", "{é: \"\\u00e9\"=\"é\"}(é: \"\\u00e9\")"),
            ("a:\nb: # x\n", "{a: , b: }(a:\nb:)"),
            ("a:\n- b\n-\n- c\nd: e\n", "{a: [b, , c](- b\n-\n- c), d: e}(a:\n- b\n-\n- c\nd: e)"),
            (
                "a:\n  - b: 1\n    c: 2\n\n# x\nd:\n",
                "{a: [{b: 1, c: 2}(b: 1\n    c: 2)](- b: 1\n    c: 2), d: }(a:\n  - b: 1\n    c: 2\n\n# x\nd:)",
            ),
            (
                "a: [ b , c: d, {e: f, g} ] \n",
                "{a: [b, {c: d}(c: d), {e: f, g: }({e: f, g})]([ b , c: d, {e: f, g} ])}(a: [ b , c: d, {e: f, g} ])",
            ),
            (
                "a: |\n  b\n   c\n\nd: >-\n  e\n  f",
                "{a: |\n  b\n   c=\"b\\n c\\n\", d: >-\n  e\n  f=\"e f\"}(a: |\n  b\n   c\n\nd: >-\n  e\n  f)",
            ),
            ("a: |\n  b", "{a: |\n  b=\"b\"}(a: |\n  b)"),
            ("a: |\n  b\n ", "{a: |\n  b=\"b\\n\"}(a: |\n  b)"),
            ("a: |\n  b\n   ", "{a: |\n  b=\"b\\n \"}(a: |\n  b)"),
            ("a: |+\n  b\n ", "{a: |+\n  b=\"b\\n\"}(a: |+\n  b)"),
            ("a: b\r\nc: d\r\n", "{a: b, c: d}(a: b\r\nc: d)"),
            ("a: b\n  c\nd: e\n", "{a: b\n  c=\"b c\", d: e}(a: b\n  c\nd: e)"),
            (
                "a: &x !!str  b\nc: *x\nd: !e\nf: !g {h: i}\n",
                "{a: <!!str>b, c: *x->x, d: <!e>, f: <!g>{h: i}({h: i})}(a: &x !!str  b\nc: *x\nd: !e\nf: !g {h: i})",
            ),
            ("a: &x\n  &y b: c\n", "{a: {b: c}(&y b: c)}(a: &x\n  &y b: c)"),
            ("? a\n\n# x\nb: c\n", "{a: , b: c}(? a\n\n# x\nb: c)"),
            ("a: 1\na: 2\n", "{a: 1, a: 2}(a: 1\na: 2)"),
            ("- a\n--- \n- b: [", "[a](- a)"),
            ("# x\n", ""),
            ("", ""),
            ("（a: b", "{（a: b}(（a: b)"),
            ("[&a\u{85}!b\u{2028}# x\u{2028}c]", "[<!b>c]([&a\u{85}!b\u{2028}# x\u{2028}c])"),
            ("[!a\n\u{FEFF}!<b>, c]", "[<!<b>>, c]([!a\n\u{FEFF}!<b>, c])"),
            (
                "{a: !!python/name:x.y, b: !<tag:c,d>, c: \"!d, e\", d: f !g, i: !, j: &k !l, m}",
                "{a: <!!python/name:x.y>=\"\", b: <!<tag:c,d>>=\"\", c: \"!d, e\"=\"!d, e\", d: f !g, i: <!>=\"\", j: <!l>=\"\", m: }({a: !!python/name:x.y, b: !<tag:c,d>, c: \"!d, e\", d: f !g, i: !, j: &k !l, m})",
            ),
        ] {
            let around = format!("---\n{text}");
            let yaml = parse(&around, Span::new(4, around.len()));
            assert_eq!(yaml.problem, None, "{text:?}");
            let shown = yaml.root.map(|root| show(&around, &root)).unwrap_or_default();
            assert_eq!(shown.replace("=\"\"", ""), expected.replace("=\"\"", ""), "{text:?}");
        }
    }

    #[test]
    fn problems_have_a_place() {
        for (text, place, opened, message) in [
            ("a: b: c\n", ":", None, "mapping values are not allowed in this context"),
            ("a: \"b\nc: d\n", "d", Some(3), "found unexpected end of stream"),
            ("a: 'b", "b", Some(3), "found unexpected end of stream"),
            ("a: @b\n", "@", Some(3), "found character that cannot start any token"),
            ("a:\n\t- b\n", "\t", Some(3), "found character that cannot start any token"),
            ("a: [b\nc: d\n", ":", Some(3), "did not find expected ',' or ']'"),
            ("a: {b\n", "b", Some(3), "did not find expected ',' or '}'"),
            ("a: \"b\" c\n", "c", Some(0), "did not find expected key"),
            ("a: \u{1}\n", "\u{1}", None, "control characters are not allowed"),
            ("a: \"\\", "\\", Some(3), "found unexpected end of stream"),
            ("%TAG\n", "G", Some(0), "did not find expected '!'"),
        ] {
            let problem = parse(text, Span::new(0, text.len())).problem.expect(text);
            assert_eq!(
                (problem.span.of(text), problem.opened, problem.message.as_str()),
                (place, opened, message),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_came_before_a_problem_is_kept() {
        let yaml = parse("a: b\nc: \"d\n", Span::new(0, 11));
        assert!(yaml.problem.is_some());
        assert_eq!(yaml.get("a").and_then(YamlNode::as_str), Some("b"));
        assert_eq!(yaml.get("c"), None);
    }

    #[test]
    fn hostile_texts_are_read_in_linear_time() {
        let bomb: String = (1..10_000).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)).collect();
        let blanks = " ".repeat(50_000);
        for (text, message) in [
            ("[".repeat(100_000), "nested more than 200 levels deep"),
            ("[\n".repeat(100_000), "nested more than 200 levels deep"),
            ("{a: ".repeat(100_000), "nested more than 200 levels deep"),
            ("- ".repeat(100_000), "nested more than 200 levels deep"),
            ("? ".repeat(100_000), "nested more than 200 levels deep"),
            ("%TAG !a! b\n".repeat(100_000), "found more than 64 %TAG directives"),
            (format!("a: \"{}", "b\n".repeat(100_000)), "found unexpected end of stream"),
            (format!("[{}]", "!a, ".repeat(50_000)), ""),
            (format!("a: \"{}\"", "!a, ".repeat(50_000)), ""),
            (format!("[{}]", "a: b, ".repeat(30_000)), ""),
            (format!("a: |\n{}", " b\n\n".repeat(100_000)), ""),
            (format!("a: {}\n", format!("b{blanks}").repeat(20)), ""),
            ((0..30_000).map(|n| format!("k{n}: 1\n")).collect(), ""),
            (bomb, ""),
        ] {
            let clock = std::time::Instant::now();
            let problem = parse(&text, Span::new(0, text.len())).problem;
            let head: String = text.chars().take(20).collect();
            assert_eq!(problem.map(|problem| problem.message).unwrap_or_default(), message, "{head}");
            assert!(clock.elapsed().as_secs() < 20, "{head}: {:?}", clock.elapsed());
        }
    }
}
