//! Most front matter is a few lines of `key: value`. Those are read here, at a tenth of what libyaml takes for them; all
//! that is not as plain as that is left to libyaml. A law holds that both read the same.

use super::{Scalar, ScalarStyle, Yaml, YamlNode, YamlValue};
use crate::text::Span;

/// libyaml looks for a key's `:` no further than 1,024 characters; nobody writes keys of more than these bytes.
const LONGEST_KEY: usize = 100;

/// The mapping in `span` of `text`; `None` when a line is not of the plainest.
pub(super) fn read(text: &str, span: Span) -> Option<Yaml> {
    let mut pairs = Vec::new();
    let mut at = span.start();
    for line in span.of(text).split('\n') {
        if !line.is_empty() {
            pairs.push(pair(line, at)?);
        }
        at += line.len() + 1;
    }
    let (first, _) = pairs.first()?;
    let (_, last) = pairs.last()?;
    let span = Span::new(first.span.start(), last.span.end());
    let root = YamlNode { span, tag: None, anchor: None, value: YamlValue::Mapping(pairs) };
    Some(Yaml { root: Some(root), problem: None, rest: None })
}

/// `key: value` on one line that begins at byte `at`.
fn pair(line: &str, at: usize) -> Option<(YamlNode, YamlNode)> {
    let bytes = line.as_bytes();
    let colon = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-'))?;
    let is_key = bytes[colon] == b':' && bytes[0].is_ascii_alphabetic() && colon <= LONGEST_KEY;
    if !is_key || !matches!(bytes.get(colon + 1), None | Some(b' ')) {
        return None;
    }
    let key = scalar(&line[..colon], at, line[..colon].len(), ScalarStyle::Plain);
    let value = line[colon + 1..].trim_matches(' ');
    let start = match value {
        "" => at + colon + 1,
        _ => at + line.len() - line[colon + 1..].trim_start_matches(' ').len(),
    };
    let (value_text, style) = value_of(value)?;
    Some((key, scalar(value_text, start, value.len(), style)))
}

fn scalar(text: &str, start: usize, length: usize, style: ScalarStyle) -> YamlNode {
    let value = YamlValue::Scalar(Scalar { text: text.to_string(), style });
    YamlNode { span: Span::new(start, start + length), tag: None, anchor: None, value }
}

/// What a value without escapes says.
fn value_of(value: &str) -> Option<(&str, ScalarStyle)> {
    if value.chars().any(is_special) {
        return None;
    }
    for (quote, style) in [('"', ScalarStyle::DoubleQuoted), ('\'', ScalarStyle::SingleQuoted)] {
        if let Some(rest) = value.strip_prefix(quote) {
            let inner = rest.strip_suffix(quote)?;
            return (!inner.contains([quote, '\\'])).then_some((inner, style));
        }
    }
    let is_plain = value.is_empty()
        || value.starts_with(|c: char| c.is_alphanumeric() || c == '/')
            && !value.ends_with(':')
            && !value.contains(": ")
            && !value.contains(" #");
    is_plain.then_some((value, ScalarStyle::Plain))
}

/// What is no text to YAML, ends a line for it, or is looked at more closely: tabs, controls, line separators, byte order
/// marks.
fn is_special(c: char) -> bool {
    matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::super::parse::by_libyaml;
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    #[test]
    fn what_is_flat() {
        for (text, is_flat) in [
            ("title: About\npermalink: /about/\n\ndate: 2024-01-02 12:30\n", true),
            ("title: \"A: b\"\nexcerpt: ''\nempty:\n", true),
            ("a: b:c, d [e]#f", true),
            ("a: é中🙌\n", true),
            ("a: 'it''s'\n", false),
            ("a: \"\\u00e9\"\n", false),
            ("a: b: c\n", false),
            ("a: b # c\n", false),
            ("a: [b]\n", false),
            ("a: *b\n", false),
            ("a: |\n  b\n", false),
            ("a:\n  - b\n", false),
            ("- a\n", false),
            ("a: b\r\n", false),
            ("a b: c\n", false),
            ("a:b\n", false),
            ("\n", false),
        ] {
            assert_eq!(read(text, Span::new(0, text.len())).is_some(), is_flat, "{text:?}");
        }
    }

    const SPECIAL: &[&str] = &[
        ":", ": ", "#", " #", "\"", "'", "\\", "-", "- ", "[", "]", "{", ",", "&", "*", "!", "|", ">", "%", "@", "`",
        "?", "~", "=", "...", "---", "\t", "\r", "\n", "\n  ", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{7F}",
    ];

    /// Lines of front matter, every fifth piece of a value special; some values in quotes.
    fn lines() -> impl Strategy<Value = String> {
        let plain = prop::sample::select(vec!["a", "Bc", "7", " ", "é", "中", "🙌", "/", "."]);
        let piece = prop_oneof![5 => plain, 1 => prop::sample::select(SPECIAL)];
        let value = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
        let quote = prop_oneof![3 => Just(""), 1 => Just("\""), 1 => Just("'")];
        let line = ("[a-c][a-c_-]{0,2}:( {0,2})", quote, value);
        let line = line.prop_map(|(key, quote, value)| format!("{key}{quote}{value}{quote}"));
        prop::collection::vec(line, 0..4).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, rng_seed: RngSeed::Fixed(11), ..ProptestConfig::default() })]

        #[test]
        fn both_read_the_same(text in lines()) {
            let around = format!("---\n{text}\n---\n");
            let span = Span::new(4, 5 + text.len());
            if let Some(yaml) = read(&around, span) {
                prop_assert_eq!(yaml, by_libyaml(&around, span), "{:?}", text);
            }
        }
    }
}
