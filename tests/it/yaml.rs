//! Laws of the YAML reader on arbitrary input: it never panics, every span lies in the text and on character boundaries,
//! children lie in their parents and in order.

use hplint::source::Source;
use hplint::syntax::yaml::{self, Engine, YamlNode, YamlValue};
use hplint::syntax::{Dialect, Document};
use hplint::text::{EditSet, Span};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::time::Instant;

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
    "[]!t,",
    "[''!t,",
    "[&a\u{85}!t",
    "\n\u{feff}!<t>,",
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

    /// Each repair leads further down, so that repeating them ends.
    #[test]
    fn repairs_stay_in_the_text_and_end(first in prop::sample::select(&["", "a: b\n", "a:\n", "a:\n- b\n", "a: [b, "]), rest in text()) {
        let mut text = format!("---\n{first}{rest}");
        let lines = text.lines().count();
        for round in 0.. {
            let body = Span::new(4, text.len());
            let yaml = yaml::parse(&text, body);
            let Some(found) = yaml::diagnose(&text, body, &yaml) else { break };
            check_span(&text, found.span, body);
            let mut edits = EditSet::default();
            prop_assert!(edits.try_add(&found.edits), "{:?}", text);
            if edits.is_empty() {
                break;
            }
            prop_assert!(found.edits.iter().all(|edit| body.contains(edit.span)), "{:?}", text);
            prop_assert!(round <= 4 * lines + 8, "{:?}", text);
            text = edits.apply(&text);
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

/// Reads, types and diagnoses front matter; how long that takes.
fn clock(body: &str) -> f64 {
    let page = format!("---\ntitle: a\n{body}\n---\n");
    let start = Instant::now();
    let doc = Document::parse(Source::decode("a.md", page.as_bytes()), Dialect::Kramdown);
    let found = doc.front_matter.as_ref().expect(&page[..40]);
    let diagnosis = doc.diagnose_front_matter();
    assert_eq!(diagnosis.is_some(), found.yaml.problem.is_some());
    for engine in [Engine::Psych, Engine::SafeYaml, Engine::PyYaml] {
        std::hint::black_box(yaml::refused(&found.yaml, engine));
    }
    start.elapsed().as_secs_f64()
}

/// Twice as much takes about twice as long: what is quadratic takes four times as long.
#[test]
fn hostile_front_matter_is_read_in_linear_time() {
    let numbered = |piece: fn(usize) -> String| move |count: usize| (0..count).map(piece).collect::<String>();
    let around = |before: &'static str, piece: &'static str, after: &'static str| {
        move |count: usize| format!("{before}{}{after}", piece.repeat(count))
    };
    type Make = Box<dyn Fn(usize) -> String>;
    let cases: Vec<(Make, usize)> = vec![
        (Box::new(numbered(|n| format!("k{n}: 1\n"))), 100_000),
        (Box::new(numbered(|n| format!("k{n}: [1]\n"))), 50_000),
        (Box::new(numbered(|n| format!("k{n}: &a{n} 1\n"))), 50_000),
        (Box::new(numbered(|n| format!("k{n}: &a{n} [*a{0}, *a{0}]\n", n.saturating_sub(1)))), 25_000),
        (Box::new(around("", "k: 1\n", "")), 100_000),
        (Box::new(around("k: &a 1\nl:\n", "- *a\n", "")), 50_000),
        (Box::new(around("k: &a {b: c}\nl: {", "<<: *a, ", "}")), 50_000),
        (Box::new(around("k: ", "[", "")), 100_000),
        (Box::new(around("k: [", "\n[", "")), 50_000),
        (Box::new(around("k: ", "{a: ", "")), 50_000),
        (Box::new(around("k:\n", "- ", "")), 50_000),
        (Box::new(around("", "? ", "")), 50_000),
        (Box::new(around("k:\n", "- \n", "")), 250_000),
        (Box::new(around("k:\n", "-a\n", "")), 50_000),
        (Box::new(around("k:\n", "- a\n-b\n", "")), 50_000),
        (Box::new(around("k: ", "x", "")), 2_500_000),
        (Box::new(around("k: \"", "x \\n", "\"")), 500_000),
        (Box::new(around("k: '", "x'' ", "'")), 500_000),
        (Box::new(around("k: >\n", "  x y\n", "")), 250_000),
        (Box::new(around("k:\n", "  x y\n", "")), 250_000),
        (Box::new(around("", "k", ": v\n")), 1_000_000),
        (Box::new(around("\"", "k", "\": v\n")), 1_000_000),
        (Box::new(around("k:\n", "\t", "a: b")), 100_000),
        (Box::new(around("k:\n", "\t- b\n", "")), 50_000),
        (Box::new(around("k: ", "b: ", "")), 50_000),
        (Box::new(around("", "%TAG !a! b\n", "")), 50_000),
        (Box::new(around("k: [", "!a, ", "]")), 50_000),
        (Box::new(around("k: [", "b, ", "\nl: m\n")), 100_000),
        (Box::new(around("k: b\n", "# x\n", "  l: m\n")), 100_000),
        (Box::new(around("k: \"", "b \"c\" ", "\"")), 100_000),
    ];
    for (make, count) in cases {
        let (one, two) = (make(count), make(2 * count));
        // Other work on the machine can spoil a measurement, hardly three.
        let is_linear = (0..3).any(|_| clock(&two) < 3.0 * clock(&one) + 0.1);
        assert!(is_linear, "{:?}: {} s, {} s", &one[..20], clock(&one), clock(&two));
    }
}
