//! What the YAML libraries take, refuse and make of scalars is what hplint says.

mod exceptions;

use exceptions::{EXCEPTIONS, Library};
use hplint::syntax::yaml::{self, Engine, Typed, YamlNode, YamlValue};
use hplint::text::Span;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Those that hplint reads like.
const VERSIONS: [&str; 3] = ["Psych 4.", "SafeYAML 1.0.5", "PyYAML 6.0.3, libyaml 0.2.5"];

/// What a library makes of a text.
struct Answer {
    refused: Option<String>,
    /// Type and value, or `refused` and why; `None` when it cannot be parsed.
    scalars: Option<Vec<(String, String)>>,
}

impl Library {
    /// All that are there: `.ci/run` cannot get the gem where its registry does not answer.
    fn all() -> Vec<Library> {
        let mut all = vec![Library::Psych, Library::PyYaml, Library::PyYamlInC];
        if std::env::var_os("HPLINT_WITHOUT_SAFE_YAML").is_none() {
            all.push(Library::SafeYaml);
        }
        all
    }

    fn engine(self) -> Engine {
        match self {
            Library::Psych => Engine::Psych,
            Library::SafeYaml => Engine::SafeYaml,
            Library::PyYaml | Library::PyYamlInC => Engine::PyYaml,
        }
    }

    /// One process for all texts.
    fn ask(self, texts: &[String]) -> Vec<Answer> {
        let (variable, usual, script, name) = match self {
            Library::Psych => ("HPLINT_RUBY", "ruby", "ask.rb", "psych"),
            Library::SafeYaml => ("HPLINT_RUBY", "ruby", "ask.rb", "safe_yaml"),
            Library::PyYaml => ("HPLINT_PYTHON", "python3", "ask.py", "python"),
            Library::PyYamlInC => ("HPLINT_PYTHON", "python3", "ask.py", "libyaml"),
        };
        let interpreter = std::env::var(variable).unwrap_or_else(|_| usual.to_string());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engines/yaml").join(script);
        let started = Command::new(&interpreter).arg(path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.unwrap_or_else(|error| panic!("{interpreter} ({variable}) does not start: {error}"));
        let mut input = child.stdin.take().expect("the input is a pipe");
        let request = json!({ "engine": name, "texts": texts }).to_string();
        let sent = std::thread::spawn(move || input.write_all(request.as_bytes()));
        let output = child.wait_with_output().expect("the engine answers");
        sent.join().expect("the writer does not panic").expect("the engine listens");
        let reply: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{script} with {interpreter} ({variable}) does not work: {error}"));
        let engine = reply["engine"].as_str().unwrap_or_default();
        assert!(VERSIONS.iter().any(|version| engine.starts_with(version)), "{engine}");
        let answers: Vec<Answer> = reply["answers"].as_array().expect("a list").iter().map(answer).collect();
        assert_eq!(answers.len(), texts.len(), "{engine}");
        answers
    }
}

fn answer(reply: &Value) -> Answer {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let scalars = reply["scalars"].as_array().map(|list| list.iter().map(|pair| (text(&pair[0]), text(&pair[1]))));
    Answer { refused: reply["refused"].as_str().map(str::to_string), scalars: scalars.map(Iterator::collect) }
}

/// The scalars of a tree in order.
fn scalars<'a>(node: &'a YamlNode, out: &mut Vec<&'a YamlNode>) {
    match &node.value {
        YamlValue::Scalar(_) => out.push(node),
        YamlValue::Sequence(items) => items.iter().for_each(|item| scalars(item, out)),
        YamlValue::Mapping(pairs) => pairs.iter().for_each(|(key, value)| {
            scalars(key, out);
            scalars(value, out);
        }),
        YamlValue::Alias(_) => {}
    }
}

/// How hplint differs from the library; `None` when it does not.
fn difference(library: Library, text: &str, answer: &Answer) -> Option<String> {
    let yaml = yaml::parse(text, Span::new(0, text.len()));
    let refused = match &yaml.problem {
        Some(problem) => Some(problem.message.clone()),
        None => yaml::refused(&yaml, library.engine()).map(|refusal| format!("{:?}", refusal.why)),
    };
    if refused.is_some() != answer.refused.is_some() {
        return Some(format!("hplint refuses: {refused:?}, the library: {:?}", answer.refused));
    }
    let mut found = Vec::new();
    yaml.root.iter().for_each(|root| scalars(root, &mut found));
    let (None, Some(expected)) = (yaml.problem, &answer.scalars) else { return None };
    if found.len() != expected.len() {
        return Some(format!("hplint reads {} scalars, the library {}", found.len(), expected.len()));
    }
    let differs = |(node, expected): &(&&YamlNode, &(String, String))| !is_same(node, library, expected);
    let (node, expected) = found.iter().zip(expected).find(differs)?;
    Some(format!(
        "hplint reads {:?} as {:?}, the library {expected:?}",
        node.as_str(),
        node.construct(library.engine())
    ))
}

fn is_same(node: &YamlNode, library: Library, (kind, value): &(String, String)) -> bool {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    let float = value.replace("Infinity", "inf");
    match (node.construct(library.engine()), kind.as_str()) {
        (Some(Err(_)), "refused") => true,
        (Some(Ok(found)), kind) => match (found, kind) {
            (Typed::Null, "null") | (Typed::Date, "date") | (Typed::DateTime, "datetime") => true,
            (Typed::Bool(found), "bool") => found.to_string() == *value,
            (Typed::Int(found), "int") => {
                // Beyond 64 bits hplint knows only that it is large.
                let most = i128::from(i64::MAX);
                i128::from(found) == value.parse().unwrap_or(most).clamp(-most, most)
            }
            (Typed::Float(found), "float") => {
                let expected = number(&float);
                found == expected
                    || found.is_nan() && expected.is_nan()
                    || (found - expected).abs() < 1e-9 * found.abs()
            }
            // What is not UTF-8 in a `binary` was replaced on the way.
            (Typed::Str, "str") => {
                node.tag.as_deref().is_some_and(|tag| tag.contains("binary")) || node.as_str() == Some(value)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Compares all texts in all libraries.
fn check(texts: &[String], libraries: &[Library]) {
    let mut wrong = Vec::new();
    for &library in libraries {
        for (text, answer) in texts.iter().zip(library.ask(texts)) {
            let exception = EXCEPTIONS.iter().find(|known| known.holds(library, text));
            match (difference(library, text, &answer), exception) {
                (Some(why), None) => wrong.push(format!("{library:?} {text:?}: {why}")),
                (None, Some(known)) => wrong.push(format!("{library:?} {text:?}: not any more: {}", known.reason)),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn snippets() {
    let lines = include_str!("snippets.jsonl").lines().filter(|line| !line.starts_with('#'));
    let texts: Vec<String> = lines.map(|line| serde_json::from_str(line).expect(line)).collect();
    assert!(texts.len() >= 300);
    for text in EXCEPTIONS.iter().flat_map(|known| known.texts) {
        assert!(texts.iter().any(|snippet| snippet == text), "{text:?} is no snippet");
    }
    check(&texts, &Library::all());
}

/// All but PyYAML's reader in Python, which reads tabs and brackets in its own way.
fn over_libyaml() -> Vec<Library> {
    let mut libraries = Library::all();
    libraries.retain(|library| *library != Library::PyYaml);
    libraries
}

/// Numbers and dates, whole and damaged.
#[test]
fn random_scalars() {
    const SEEDS: &[&str] = &[
        "2020-01-31",
        "2020-1-31T1:00:00.25 +01:00",
        "2020-02-31 10:00:00 -0500",
        "2021-12-31t23:59:60Z",
        "12:30:15",
        "1.5e+3",
        "-.inf",
        ".nan",
        "0x1F",
        "0b101",
        "0o17",
        "017",
        "1_000.5",
        "1,000",
        "-12:30",
        "1:2:3:4",
        "190:20:30.15",
        "yes",
        "No",
        "~",
        "NULL",
        "true",
        "0000-01-01",
    ];
    const PIECES: &[u8] = b"01234567890123456789__..::--++,,eExXbBTtZz oO";
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut texts = Vec::new();
    for _ in 0..20_000 {
        let mut scalar = match random(2) {
            0 => (0..1 + random(9)).map(|_| PIECES[random(PIECES.len())]).collect(),
            _ => SEEDS[random(SEEDS.len())].as_bytes().to_vec(),
        };
        for _ in 0..random(4) {
            let at = random(scalar.len());
            match random(3) {
                0 => scalar[at] = PIECES[random(PIECES.len())],
                1 => scalar.insert(at, PIECES[random(PIECES.len())]),
                _ => drop(scalar.len() > 1 && scalar.remove(at) > 0),
            }
        }
        texts.push(format!("- {}\n", String::from_utf8(scalar).expect("ASCII")));
    }
    check(&texts, &over_libyaml());
}

/// The cases of the YAML test suite, from the folder that `HPLINT_YAML_SUITE` names. They are there to part parsers:
/// hplint reads as libyaml does, and where PyYAML's reader in Python differs is in the exceptions.
#[test]
fn suite() {
    let Ok(folder) = std::env::var("HPLINT_YAML_SUITE") else { return };
    let mut texts = Vec::new();
    for (name, bytes) in crate::sites::files(Path::new(&folder)) {
        let module = String::from_utf8(bytes).expect("the suite is UTF-8");
        let Some((_, object)) = module.split_once("export default {") else { continue };
        let object = format!("{{{}", object.trim_end().trim_end_matches(';'));
        let test: Value = serde_json::from_str(&object).unwrap_or_else(|error| panic!("{name}: {error}"));
        let cases = test["cases"].as_array().into_iter().flatten();
        texts.extend(cases.filter_map(|case| case["yaml"].as_str()).map(str::to_string));
    }
    assert!(texts.len() > 300, "{folder} holds {} cases", texts.len());
    check(&texts, &over_libyaml());
}
