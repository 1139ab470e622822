//! TOML with positions, as the same tree that YAML is read into: Zensical's configuration.

use super::yaml::{Scalar, ScalarStyle, Yaml, YamlNode, YamlProblem, YamlValue};
use crate::text::Span;
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

/// The whole of `text`. Numbers, dates, truth values and bare keys are plain scalars; the toml crate refuses what is nested
/// too deeply.
pub fn parse(text: &str) -> Yaml {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problem = errors.first().map(|error| {
        let range = error.span().unwrap_or(text.len()..text.len());
        let end = range.end.min(text.len());
        let span = Span::new(range.start.min(end), end);
        YamlProblem { span, opened: None, message: error.message().to_string() }
    });
    let root =
        YamlNode { span: Span::new(0, text.len()), tag: None, anchor: None, value: mapping(text, table.get_ref()) };
    Yaml { root: Some(root), problem, rest: None }
}

fn mapping(text: &str, table: &DeTable<'_>) -> YamlValue {
    let mut pairs: Vec<(YamlNode, YamlNode)> = Vec::new();
    for (key, value) in table.iter() {
        let name = scalar(key.get_ref(), style(text, span(key)));
        pairs.push((YamlNode { span: span(key), tag: None, anchor: None, value: name }, node(text, value)));
    }
    // The crate keeps a table's keys sorted; a reader of a navigation wants them as written.
    pairs.sort_by_key(|(key, _)| key.span.start());
    YamlValue::Mapping(pairs)
}

fn node(text: &str, value: &Spanned<DeValue<'_>>) -> YamlNode {
    let plain = |text: &str| scalar(text, ScalarStyle::Plain);
    let inner = match value.get_ref() {
        DeValue::String(string) => scalar(string, style(text, span(value))),
        DeValue::Integer(number) => plain(&number.to_string()),
        DeValue::Float(number) => plain(number.as_str()),
        DeValue::Boolean(is_true) => plain(if *is_true { "true" } else { "false" }),
        DeValue::Datetime(date) => plain(&date.to_string()),
        DeValue::Array(items) => YamlValue::Sequence(items.iter().map(|item| node(text, item)).collect()),
        DeValue::Table(table) => mapping(text, table),
    };
    YamlNode { span: span(value), tag: None, anchor: None, value: inner }
}

fn style(text: &str, span: Span) -> ScalarStyle {
    match span.of(text).as_bytes().first() {
        Some(b'\'') => ScalarStyle::SingleQuoted,
        Some(b'"') => ScalarStyle::DoubleQuoted,
        _ => ScalarStyle::Plain,
    }
}

fn scalar(text: &str, style: ScalarStyle) -> YamlValue {
    YamlValue::Scalar(Scalar { text: text.to_string(), style })
}

fn span<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_order() {
        let text =
            "[project]\nsite_name = \"A\"\nnav = [\n  { \"Z\" = \"z.md\" },\n  { \"A\" = ['a.md', 1] },\n]\nb = true\n";
        let yaml = parse(text);
        assert_eq!(yaml.problem, None);
        let project = yaml.get("project").expect("the table is there");
        let names: Vec<&str> = project.pairs().iter().filter_map(|(key, _)| key.as_str()).collect();
        assert_eq!(names, ["site_name", "nav", "b"]);
        let nav = project.get("nav").expect("the list is there").items();
        let (key, value) = &nav[0].pairs()[0];
        assert_eq!((key.span.of(text), value.span.of(text), value.as_str()), ("\"Z\"", "\"z.md\"", Some("z.md")));
        assert_eq!(nav[1].pairs()[0].1.items()[0].span.of(text), "'a.md'");
        assert_eq!(project.get("b").and_then(YamlNode::as_str), Some("true"));
    }

    #[test]
    fn problems_stand_inside() {
        for text in ["a = ", "[a]\n[a]\n", "a = 1\na = 2\n", "\"", &"a = [".repeat(500), "\u{feff}a = 1 é"] {
            let problem = parse(text).problem.unwrap_or_else(|| panic!("{text:?} is broken"));
            assert!(problem.span.end() <= text.len() && text.is_char_boundary(problem.span.start()), "{text:?}");
        }
    }
}
