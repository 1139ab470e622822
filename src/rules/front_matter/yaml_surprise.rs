//! `yaml-surprise`: a value that YAML turns into another one than is written.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::schemas::{Key, KnownKeys, Type};
use crate::syntax::yaml::{Engine, Scalar, ScalarStyle, Typed, YamlNode, YamlValue, printed, typed};
use crate::text::{Edit, Span};
use serde::Deserialize;
use std::collections::HashMap;

static META: RuleMeta = RuleMeta {
    name: "yaml-surprise",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "A value without quotes is another one to YAML than is written.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

/// Keys, or ends of keys, whose numbers have parts: `1.10` comes after `1.9`.
const VERSIONS: &[&str] = &["version", "versions", "release", "section", "chapter", "edition"];

/// Keys whose `no` is Norwegian or Norway.
const LANGUAGES: &[&str] = &["lang", "language", "languages", "langs", "locale", "country"];

/// Keys that name something; what is switched off by `no` is another one's.
const NAMES: &[&str] = &["title", "subtitle", "name", "label", "tag", "tags", "category", "categories", "keywords"];

/// Keys whose numbers are written in base eight on purpose.
const MODES: &[&str] = &["mode", "chmod", "umask", "permissions"];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct YamlSurprise {}

impl Rule for YamlSurprise {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let engines = page.site.yaml_engines();
        let Some(root) = page.yaml().filter(|_| !engines.is_empty() && !page.doc.source.path.ends_with(".toml")) else {
            return;
        };
        let known: HashMap<Span, &KnownKeys> =
            page.known_mappings().iter().map(|(known, node)| (node.span, known)).collect();
        let mut open = vec![Open { name: "", is_item: false, expected: Expected::default(), node: root }];
        while let Some(value) = open.pop() {
            let Open { name, expected, node, .. } = value;
            match &node.value {
                YamlValue::Mapping(pairs) => {
                    let known = known.get(&node.span);
                    open.extend(pairs.iter().map(|(name, node)| {
                        let name = name.as_str().unwrap_or_default();
                        let key = known.and_then(|known| known.get(name));
                        Open { name, is_item: false, expected: key.map(Expected::of).unwrap_or_default(), node }
                    }));
                }
                YamlValue::Sequence(items) => {
                    let expected = Expected { value: expected.items, items: Expect::Unknown };
                    open.extend(items.iter().map(|node| Open { name, is_item: true, expected, node }));
                }
                YamlValue::Scalar(scalar) if node.tag.is_none() && scalar.style == ScalarStyle::Plain => {
                    out.extend(check(engines, value, scalar));
                }
                YamlValue::Scalar(_) | YamlValue::Alias(_) => {}
            }
        }
    }
}

/// A value that is still to be looked at.
#[derive(Clone, Copy)]
struct Open<'a> {
    /// The nearest key above it.
    name: &'a str,
    /// Of a list.
    is_item: bool,
    expected: Expected,
    node: &'a YamlNode,
}

/// What is known of a value and, when it is a list, of its items.
#[derive(Clone, Copy, Default)]
struct Expected {
    value: Expect,
    items: Expect,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Expect {
    /// No schema knows the key.
    #[default]
    Unknown,
    Text,
    /// A number, `true`, or what another rule judges.
    Other,
}

impl Expected {
    fn of(key: &Key) -> Expected {
        let value = Expect::of(key);
        let items = match &key.items {
            Some(items) => Expect::of(items),
            // `tags: [text, list]`
            None if value == Expect::Text || key.types.contains(&Type::String) => Expect::Text,
            None => Expect::Unknown,
        };
        Expected { value, items }
    }
}

impl Expect {
    fn of(key: &Key) -> Expect {
        let has = |kinds: &[Type]| key.types.iter().any(|kind| kinds.contains(kind));
        if !key.says_types() || key.types == [Type::List] {
            Expect::Unknown
        } else if has(&[Type::Text]) && !has(&[Type::Number, Type::Integer, Type::Boolean]) && key.values.is_empty() {
            Expect::Text
        } else {
            Expect::Other
        }
    }
}

fn check(engines: &[Engine], open: Open, scalar: &Scalar) -> Option<Finding> {
    let (text, expect) = (scalar.text.as_str(), open.expected.value);
    let mut first = None;
    for engine in engines {
        let typed = typed(scalar, *engine);
        if typed == Typed::Str {
            return None;
        }
        let becomes = printed(text, typed, *engine).filter(|becomes| becomes != text)?;
        if !is_surprise(open.name, open.is_item, expect, text, typed) {
            return None;
        }
        first.get_or_insert((becomes, typed));
    }
    let (becomes, typed) = first?;
    let message = format!("{} without quotes is {} to YAML", quoted(text), quoted(&becomes));
    // What sorts or counts with the number would stop at text; nothing counts with the seconds of a `12:30`.
    let is_number = expect == Expect::Unknown && matches!(typed, Typed::Int(_)) && !text.contains(':');
    Some(Finding::new(&META, open.node.span, message).fix(Fix {
        title: "write it in quotes".to_string(),
        applicability: if is_number { Applicability::Unsafe } else { Applicability::Safe },
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(open.node.span, format!("\"{text}\""))],
    }))
}

/// Whether `text` was meant as it is written.
fn is_surprise(name: &str, is_item: bool, expect: Expect, text: &str, typed: Typed) -> bool {
    let name = name.to_ascii_lowercase();
    let ends_in =
        |word: &&str| name.strip_suffix(*word).is_some_and(|head| head.is_empty() || head.ends_with(['_', '-']));
    match expect {
        Expect::Other => false,
        Expect::Text => match typed {
            Typed::Bool(_) => is_item || [NAMES, LANGUAGES].iter().any(|names| names.contains(&name.as_str())),
            _ => true,
        },
        Expect::Unknown => match typed {
            Typed::Bool(is) => !is && LANGUAGES.contains(&name.as_str()) && text.eq_ignore_ascii_case("no"),
            Typed::Int(value) => {
                // `12:30`, `1_000`, `0x1F`; `017`, which is 15, and not `07`, which stays 7.
                let is_other = text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse() != Ok(value);
                text.contains([':', '_', 'x', 'b']) || (is_other && !MODES.contains(&name.as_str()))
            }
            Typed::Float(_) => text.contains([':', '_']) || VERSIONS.iter().any(ends_in),
            Typed::Null | Typed::Date | Typed::DateTime | Typed::Str => false,
        },
    }
}
