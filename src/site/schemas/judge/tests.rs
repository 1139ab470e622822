use super::*;
use crate::syntax::yaml::parse;
use crate::text::Span;

const JEKYLL: Reading = Reading { engines: &[Engine::Psych, Engine::SafeYaml], is_strict: false };
const PAGE: Reading = Reading { engines: &[Engine::PyYaml], is_strict: false };
const STRICT: Reading = Reading { engines: &[Engine::PyYaml], is_strict: true };

/// The faults of `value` under a key with `facts`, each behind the value or item that it is of.
fn check(reading: Reading, facts: &str, value: &str, expected: &str) {
    let key: Key = serde_yaml::from_str(facts).unwrap_or_else(|error| panic!("{facts}: {error}"));
    let text = format!("k: {value}");
    let yaml = parse(&text, Span::new(0, text.len()));
    assert_eq!(yaml.problem, None, "{value}");
    let node = yaml.get("k").expect("the key is there");
    let faults = judge(&key, node, reading);
    let found: Vec<String> = faults.iter().map(|(node, fault)| format!("{} {fault:?}", node.span.of(&text))).collect();
    assert_eq!(found.join("; "), expected, "{facts} of {value}");
}

#[test]
fn kinds() {
    for (facts, value, expected) in [
        ("text", "a", ""),
        ("text", "1", ""),
        ("text", "2020-01-01", ""),
        ("text", "No", ""),
        ("text", "[a, b]", "[a, b] Kind { is: \"a list\", wanted: [Text] }"),
        ("text", "[[a]]", "[[a]] Kind { is: \"a list\", wanted: [Text] }"),
        ("text", "[a]", ""),
        ("url", "[x.example]", "x.example NoScheme"),
        ("text", "{a: b}", "{a: b} Kind { is: \"a mapping\", wanted: [Text] }"),
        ("text", "[]", ""),
        ("text", "{{ x }}", "{{ x }} Template"),
        ("text", "{{ site.url }}", "{{ site.url }} Template"),
        ("any", "{{ x }}", "{{ x }} Template"),
        ("mapping", "{{ x }}", "{{ x }} Template"),
        ("text", "'{{ x }}'", ""),
        ("text", "*a", ""),
        ("text", "!own [a]", ""),
        ("number", "'{{ x }}'", ""),
        ("[text, list]", "[a]", ""),
        (
            "{type: list, items: text}",
            "[a, [b, c], {c: d}]",
            "[b, c] Kind { is: \"a list\", wanted: [Text] }; {c: d} Kind { is: \"a mapping\", wanted: [Text] }",
        ),
        ("mapping", "a", "a Kind { is: \"text\", wanted: [Mapping] }"),
        ("mapping", "false", ""),
        ("mapping", "", ""),
        ("list", "a, b", "a, b Kind { is: \"text\", wanted: [List] }"),
        ("number", "1.5", ""),
        ("number", "'1.5'", ""),
        ("number", "many", "many Kind { is: \"text\", wanted: [Number] }"),
        ("integer", "1.5", "1.5 Kind { is: \"a number\", wanted: [Integer] }"),
        ("integer", "10", ""),
        ("any", "[a]", ""),
        ("{without: nothing}", "[a]", ""),
        ("base", "/a", ""),
        ("base", "a/", "a/ Base { needs_head: true, has_tail: true }"),
        ("base", "https://x.example/a", ""),
        ("base", "''", ""),
    ] {
        check(JEKYLL, facts, value, expected);
    }
}

#[test]
fn lists_in_python() {
    check(PAGE, "text", "[a]", "[a] Kind { is: \"a list\", wanted: [Text] }");
}

#[test]
fn booleans() {
    for (value, jekyll, page, strict) in [
        ("true", "", "", ""),
        ("No", "", "", ""),
        ("\"true\"", "", "", "\"true\" Kind { is: \"text\", wanted: [Boolean] }"),
        (
            "\"false\"",
            "\"false\" CountsAsTrue",
            "\"false\" CountsAsTrue",
            "\"false\" Kind { is: \"text\", wanted: [Boolean] }",
        ),
        ("'Off'", "'Off' CountsAsTrue", "'Off' CountsAsTrue", "'Off' Kind { is: \"text\", wanted: [Boolean] }"),
        ("0", "0 CountsAsTrue", "", "0 Kind { is: \"a number\", wanted: [Boolean] }"),
        ("1", "", "", "1 Kind { is: \"a number\", wanted: [Boolean] }"),
        ("ture", "ture NearBoolean(true)", "ture NearBoolean(true)", "ture NearBoolean(true)"),
        ("flase", "flase NearBoolean(false)", "flase NearBoolean(false)", "flase NearBoolean(false)"),
        ("tree", "", "", "tree Kind { is: \"text\", wanted: [Boolean] }"),
        ("left", "", "", "left Kind { is: \"text\", wanted: [Boolean] }"),
        ("[a]", "", "", "[a] Kind { is: \"a list\", wanted: [Boolean] }"),
        ("", "", "", ""),
    ] {
        check(JEKYLL, "boolean", value, jekyll);
        check(PAGE, "boolean", value, page);
        check(STRICT, "boolean", value, strict);
    }
    check(JEKYLL, "[boolean, text]", "'false'", "");
}

#[test]
fn values() {
    let sides = "{type: text, values: [left, right]}";
    check(JEKYLL, sides, "left", "");
    check(JEKYLL, sides, "lfet", "lfet Value { allowed: [\"left\", \"right\"], nearest: Some(\"left\") }");
    check(JEKYLL, sides, "Left", "Left Value { allowed: [\"left\", \"right\"], nearest: Some(\"left\") }");
    check(JEKYLL, sides, "middle", "middle Value { allowed: [\"left\", \"right\"], nearest: None }");
    check(JEKYLL, sides, "false", "");
    let features = "{type: text, values: [navigation.tabs, content.tabs.link, navigation]}";
    for (value, nearest) in [("tabs", Some("navigation.tabs")), ("tab", None), ("nav", None), ("content", None)] {
        let key: Key = serde_yaml::from_str(features).expect("the form is right");
        let text = format!("k: {value}");
        let yaml = parse(&text, Span::new(0, text.len()));
        let faults = judge(&key, yaml.get("k").expect("the key is there"), JEKYLL);
        assert!(
            matches!(faults[..], [(_, Fault::Value { nearest: found, .. })] if found == nearest),
            "{value}: {faults:?}"
        );
    }
    check(
        JEKYLL,
        "{type: text, values: [toc, navigation]}",
        "nav",
        "nav Value { allowed: [\"toc\", \"navigation\"], nearest: Some(\"navigation\") }",
    );
    check(JEKYLL, sides, "", "");
    check(
        JEKYLL,
        "{type: [boolean, text], values: [enabled, false]}",
        "true",
        "true Value { allowed: [\"enabled\", \"false\"], nearest: None }",
    );
    check(JEKYLL, "{type: integer, values: [1, 2]}", "2", "");
    check(
        JEKYLL,
        "{type: list, items: {type: text, values: [toc]}}",
        "[toc, tic]",
        "tic Value { allowed: [\"toc\"], nearest: None }",
    );
}

#[test]
fn dates() {
    for (facts, value, expected) in [
        ("date", "2020-01-31", ""),
        ("date", "2015-11-07 16:11:00-0400", ""),
        ("date", "2020-04-31", "2020-04-31 NoDay"),
        ("date", "'2020-04-31'", "'2020-04-31' NoDay"),
        ("[date, text]", "2023-02-29", "2023-02-29 NoDay"),
        ("[date, text]", "soon", ""),
        ("text", "2023-02-29", ""),
        ("date", "soon", "soon NoDate"),
        ("date", "2019", "2019 NoDate"),
        ("date", "May 2019", ""),
        ("date", "false", "false NoDate"),
        ("date", "", ""),
        ("{type: date, filled: true}", "", " Unfilled"),
        ("{type: date, filled: true}", "''", "'' Unfilled"),
    ] {
        check(JEKYLL, facts, value, expected);
    }
    check(STRICT, "timestamp", "2020-01-31", "");
    check(STRICT, "timestamp", "'2020-01-31'", "'2020-01-31' Kind { is: \"text\", wanted: [Timestamp] }");
}

#[test]
fn addresses() {
    for (facts, value, expected) in [
        ("url", "https://x.example", ""),
        ("url", "x.example", "x.example NoScheme"),
        ("url", "www.x.example/a", "www.x.example/a NoScheme"),
        ("url", "x.example:4000", "x.example:4000 NoScheme"),
        ("url", "//x.example", ""),
        ("url", "/a", ""),
        ("url", "a b", ""),
        ("url", "''", ""),
        ("[url, path]", "x.pdf", ""),
        ("[path, url]", "x.pdf", ""),
        ("permalink", "about", ""),
        ("permalink", "/about/", ""),
        ("permalink", "https://x.example/about/", "https://x.example/about/ WholeAddress"),
        ("permalink", "''", "'' NoAddress"),
        ("permalink", "", ""),
    ] {
        check(JEKYLL, facts, value, expected);
    }
}

#[test]
fn empty_values() {
    let title = "{type: text, shown: true, without: its name is shown}";
    check(JEKYLL, title, "", " Unshown { without: Some(\"its name is shown\") }");
    check(JEKYLL, title, "~", "~ Unshown { without: Some(\"its name is shown\") }");
    check(JEKYLL, title, "''", "'' Unshown { without: None }");
    check(JEKYLL, title, "A", "");
    check(STRICT, "{type: string, filled: true}", "", " Unfilled");
    check(STRICT, "string", "1.10", "1.10 Kind { is: \"a number\", wanted: [String] }");
}
