//! Front matter in TOML and JSON, as other generators write it: recognised where it closes and can be read, and left alone.

use super::fence_end;
use crate::syntax::document::{FrontMatter, Notation};
use crate::syntax::yaml::Yaml;
use crate::text::Span;
use serde::de::IgnoredAny;
use toml::de::DeTable;

/// Nobody writes longer ones.
const LIMIT: usize = 1 << 20;

/// `+++`, TOML, `+++`, or an object of JSON that begins in the first byte and ends with its line.
pub(super) fn split(text: &str) -> Option<FrontMatter> {
    match text.as_bytes().first()? {
        b'+' => toml(text),
        b'{' => json(text),
        _ => None,
    }
}

fn toml(text: &str) -> Option<FrontMatter> {
    let start = fence_end(text, 0, &["+++"])?;
    let near = &text[..text.floor_char_boundary(LIMIT)];
    let lines = memchr::memchr_iter(b'\n', &near.as_bytes()[start.min(near.len())..]).map(|at| start + at + 1);
    let (line, end) =
        std::iter::once(start).chain(lines).find_map(|line| Some((line, fence_end(text, line, &["+++"])?)))?;
    let body = Span::new(start, line);
    let table = DeTable::parse(body.of(text)).ok()?;
    (!table.get_ref().is_empty()).then(|| found(Notation::Toml, body, end))
}

fn json(text: &str) -> Option<FrontMatter> {
    // Templates and attribute lists also begin with a brace.
    text[1..].trim_start().strip_prefix('"')?;
    let near = &text[..text.floor_char_boundary(LIMIT)];
    let mut values = serde_json::Deserializer::from_str(near).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    let close = values.byte_offset();
    let end = fence_end(text, close - 1, &["}"])?;
    Some(found(Notation::Json, Span::new(0, close), end))
}

fn found(notation: Notation, body: Span, end: usize) -> FrontMatter {
    FrontMatter { notation, span: Span::new(0, end), body, closed: true, yaml: Yaml::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Notation, &str, &str)>) {
        let found = split(text);
        let found = found.as_ref().map(|found| (found.notation, found.span.of(text), found.body.of(text)));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn toml_is_split() {
        let toml = "a = \"b\"\n[c]\nd = 2024-01-02\n";
        check(&format!("+++\n{toml}+++\nText\n"), Some((Notation::Toml, &format!("+++\n{toml}+++\n"), toml)));
        check("+++ \r\na = 1\r\n+++\r\n", Some((Notation::Toml, "+++ \r\na = 1\r\n+++\r\n", "a = 1\r\n")));
        check("+++\na = 1\n+++", Some((Notation::Toml, "+++\na = 1\n+++", "a = 1\n")));
        for text in [
            "+++\n",
            "+++\n+++\n",
            "+++\na = 1\n",
            "+++\nText\n+++\n",
            "+++ a\nb = 1\n+++\n",
            "+ a\n",
            "++++\na = 1\n+++",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn json_is_split() {
        let json = "{\n  \"a\": {\"b\": [1, \"}\"]}\n}";
        check(&format!("{json}\n\nText\n"), Some((Notation::Json, &format!("{json}\n"), json)));
        check("{\"a\": 1}", Some((Notation::Json, "{\"a\": 1}", "{\"a\": 1}")));
        check("{ \"é\": 1 } \r\nText\r\n", Some((Notation::Json, "{ \"é\": 1 } \r\n", "{ \"é\": 1 }")));
        for text in [
            "{{ x }}\n",
            "{% x %}\n",
            "{: .x}\n",
            "{::options x=\"y\" /}\n",
            "{\n",
            "{}\n\nText\n",
            "{\"a\": 1} is JSON\n",
            "{\"a\": 1\n\nText\n",
            "{\"a\": b}\n",
            "{'a': 1}\n",
            "{\"a\"}\n",
            "{",
            "{\"",
        ] {
            check(text, None);
        }
    }
}
