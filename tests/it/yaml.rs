//! Laws of the YAML reader on arbitrary input: it never panics, every span lies in the text and on character boundaries,
//! children lie in their parents and in order.

use hplint::source::Source;
use hplint::syntax::yaml::{self, YamlNode, YamlValue};
use hplint::syntax::{Dialect, Document};
use hplint::text::Span;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Pieces that open, close and break YAML's constructs.
const PIECES: &[&str] = &[
    "a",
    "b c",
    "é",
    "中",
    "📖",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\n  ",
    ": ",
    ":\n",
    ":",
    "- ",
    "-",
    "? ",
    "?",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "'",
    "\"",
    "\\",
    "\\x4",
    "\\u00e9",
    "#",
    " # x\n",
    "&a ",
    "*a",
    "!t ",
    "!t",
    "!",
    "!!s ",
    "!<t>",
    "|\n",
    ">-\n",
    "|2\n",
    "|",
    ">",
    "---\n",
    "---",
    "...\n",
    "%TAG ! x\n",
    "%YAML 1.1\n",
    "@",
    "`",
    "%",
    "~",
    "<<: *a\n",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{1}",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// A place of `text`, inside `outer`.
fn check_span(text: &str, span: Span, outer: Span) {
    assert!(outer.contains(span), "{span:?} is not in {outer:?}: {text:?}");
    assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()), "{span:?}: {text:?}");
}

fn check_node(text: &str, node: &YamlNode, outer: Span) {
    check_span(text, node.span, outer);
    let children: Vec<&YamlNode> = match &node.value {
        YamlValue::Sequence(items) => items.iter().collect(),
        YamlValue::Mapping(pairs) => pairs.iter().flat_map(|(key, value)| [key, value]).collect(),
        YamlValue::Scalar(_) | YamlValue::Alias(_) => Vec::new(),
    };
    for pair in children.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "{:?} {:?}: {text:?}", pair[0], pair[1]);
    }
    for child in children {
        check_node(text, child, node.span);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn spans_are_places_of_the_text(before in text(), yaml in text()) {
        let text = format!("{before}{yaml}");
        let span = Span::new(before.len(), text.len());
        let yaml = yaml::parse(&text, span);
        if let Some(root) = &yaml.root {
            check_node(&text, root, span);
        }
        if let Some(problem) = &yaml.problem {
            check_span(&text, problem.span, span);
        }
    }

    #[test]
    fn front_matter_is_the_head_of_the_text(first in prop::sample::select(&["---\n", "---\na: b\n", "\n---\na: b\n", ""]), rest in text()) {
        let text = format!("{first}{rest}");
        let doc = Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown);
        if let Some(front_matter) = &doc.front_matter {
            prop_assert_eq!(front_matter.span.start(), 0);
            check_span(doc.text(), front_matter.body, front_matter.span);
            check_span(doc.text(), front_matter.span, Span::new(0, text.len()));
        }
    }
}
