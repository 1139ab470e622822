//! `hplint repair`: texts and records, what it refuses, and laws of the function behind it.

use crate::program::{Place, Said};
use hplint::finding::Applicability;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

const DAMAGED: &str = "Talk in CÃ³rdoba â€“ and in MÃ¼nchen";
const REPAIRED: &str = "Talk in Córdoba – and in München";

const CLASSES: [Applicability; 3] = [Applicability::Safe, Applicability::Unsafe, Applicability::Manual];

fn run(arguments: &str, input: impl AsRef<[u8]>) -> Said {
    Place::with(&[]).run_with(&format!("repair {arguments}"), input.as_ref())
}

fn values(said: &Said) -> Vec<Value> {
    said.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn a_text_is_repaired_and_nothing_else() {
    for (before, after) in [("", ""), ("\u{feff}\r\n", "\r\n\r\n"), ("\0- `", "`{{ x }}  \n\n\n")] {
        for class in ["", "--min-class safe", "--min-class unsafe", "--min-class manual"] {
            let said = run(class, format!("{before}{DAMAGED}{after}"));
            assert_eq!((said.code, said.stdout), (0, format!("{before}{REPAIRED}{after}")));
            assert_eq!(said.stderr, "");
        }
    }
}

/// Simplified Chinese read as windows-1254, one byte lost.
#[test]
fn the_class_says_what_is_applied() {
    let text = "/* ç§»é™¤é»˜è®¤çš„åˆ—è¡¨æ ·å¼ */\n";
    let damage = hplint::repair(text, Applicability::Manual);
    assert_eq!(damage.text, "/* 移除默认的列表样式 */\n");
    let class = damage.damages[0].applicability();
    for (name, least) in ["safe", "unsafe", "manual"].into_iter().zip(CLASSES) {
        let said = run(&format!("--min-class {name}"), text);
        let is_applied = class >= least;
        assert_eq!(said.stdout == damage.text, is_applied, "{name}: {said:?}");
        assert_eq!(said.stdout == text, !is_applied, "{name}: {said:?}");
        assert_eq!(said.stderr.contains("--min-class"), !is_applied, "{name}: {said:?}");
        let record = run(&format!("--jsonl --min-class {name}"), json!({"damaged": text}).to_string());
        let record = &values(&record)[0];
        assert_eq!(record["repaired"], said.stdout.as_str());
        assert_eq!(record["class"], json!(class), "told of even where it is not applied");
        assert_eq!(record["codec"], damage.damages[0].codec);
    }
}

#[test]
fn records_are_answered_in_order() {
    let mut input = String::new();
    let mut want = Vec::new();
    for number in 0..3000 {
        let (record, answer) = match number % 7 {
            0 => ("x".to_string(), Err(Value::Null)),
            3 => (json!({"id": number, "text": "é"}).to_string(), Err(number.into())),
            5 => (
                json!({"damaged": DAMAGED, "more": [number], "id": [number]}).to_string(),
                Ok((json!([number]), REPAIRED)),
            ),
            _ => (json!({"id": number, "damaged": "clean — 中文"}).to_string(), Ok((number.into(), "clean — 中文"))),
        };
        input.push_str(&record);
        input.push_str(if number % 2 == 0 { "\n" } else { "\r\n" });
        want.push(answer);
    }
    let said = run("--jsonl --jobs 3", input);
    let answers = values(&said);
    assert_eq!((said.code, answers.len()), (2, want.len()));
    for (number, (answer, want)) in answers.iter().zip(want).enumerate() {
        match want {
            Ok((id, repaired)) => {
                assert_eq!((&answer["id"], &answer["repaired"]), (&id, &repaired.into()), "{answer}");
                let keys: Vec<&String> = answer.as_object().expect("an object").keys().collect();
                assert_eq!(keys.len(), 5, "{keys:?}");
            }
            Err(id) => assert_eq!((&answer["id"], &answer["line"]), (&id, &(number + 1).into()), "{answer}"),
        }
    }
    assert!(said.stderr.contains("858 lines are no records, the first is line 1"), "{}", said.stderr);
}

#[test]
fn a_stream_of_good_records_is_success() {
    for (input, count) in [("", 0), ("\n\n", 0), ("{\"damaged\": \"a\"}", 1), ("\n{\"damaged\": \"a\"}\n\r\n", 1)] {
        let said = run("--jsonl", input);
        assert_eq!((said.code, said.stdout.lines().count(), said.stderr.as_str()), (0, count, ""), "{input:?}");
    }
}

#[test]
fn a_long_record_is_one_as_well() {
    let text = format!("{DAMAGED} {}", "plain ".repeat(1_000_000));
    let said = run("--jsonl", format!("{}\nx\n", json!({"id": 1, "damaged": text})));
    let answers = values(&said);
    assert_eq!(answers[0]["repaired"].as_str().map(str::len), Some(text.len() - DAMAGED.len() + REPAIRED.len()));
    assert_eq!((said.code, answers.len()), (2, 2));
}

#[test]
fn an_answer_does_not_wait_for_the_next_record() {
    let mut child = Place::with(&[]).start("repair --jsonl");
    let mut stdin = child.stdin.take().expect("piped");
    let mut answers = BufReader::new(child.stdout.take().expect("piped")).lines();
    for id in 0..3 {
        writeln!(stdin, "{}", json!({"id": id, "damaged": DAMAGED})).expect("hplint reads");
        let answer = answers.next().expect("an answer").expect("UTF-8");
        assert!(answer.starts_with(&format!("{{\"id\":{id},\"repaired\":\"{REPAIRED}\"")), "{answer}");
    }
    drop(stdin);
    assert!(answers.next().is_none() && child.wait().expect("a child").success());
}

#[test]
fn a_broken_pipe_is_success() {
    let record = format!("{}\n", json!({"damaged": DAMAGED}));
    for (arguments, input) in [("repair", DAMAGED), ("repair --jsonl", &record)] {
        let mut child = Place::with(&[]).start(arguments);
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().expect("piped");
        // hplint may be gone before all is written.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let said = child.wait_with_output().expect("a child");
        assert!(said.status.success() && said.stderr.is_empty(), "{arguments}: {said:?}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused() {
    for arguments in ["--min-class sure", "page.md", "--fix", "--jobs 0"] {
        let said = run(arguments, DAMAGED);
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{arguments}");
        assert!(!said.stderr.is_empty());
    }
}

/// The pages of `fixtures/` that no report names for a damaged text.
fn clean_pages() -> Vec<String> {
    let mut pages = Vec::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for site in std::fs::read_dir(&fixtures).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if !site.is_dir() {
            continue;
        }
        let report = std::fs::read_to_string(site.with_extension("report")).expect("a report");
        let mut open = vec![site.clone()];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(std::fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()));
                continue;
            }
            let name = path.strip_prefix(&site).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let is_damaged = |line: &str| line.starts_with(&format!("{name}:")) && line.contains(": mojibake ");
            if let Ok(text) = std::fs::read_to_string(&path)
                && !report.lines().any(is_damaged)
            {
                pages.push(text);
            }
        }
    }
    pages
}

#[test]
fn clean_pages_stay_as_they_are() {
    let pages = clean_pages();
    assert!(pages.len() > 20, "{}", pages.len());
    for page in pages {
        let repaired = hplint::repair(&page, Applicability::Manual);
        assert!(repaired.text == page && repaired.damages.is_empty(), "{:?}", repaired.damages);
    }
}

/// Pieces of damaged and whole text.
const PIECES: [&str; 24] = [
    "CÃ³rdoba",
    "Ã©",
    "Ã",
    "â€™",
    "â€œ",
    "â€",
    "ðŸ“–",
    "ðŸ“",
    "è®¾ç½®å¥–é¡¹åˆ—è¡¨æ ·å¼",
    "å¢žåŠ ",
    "Ð¿Ñ€Ð¸Ð²ÐµÑ‚",
    "ÃƒÂ©",
    "ï¿½",
    "\u{fffd}",
    "\u{93}",
    "&Atilde;&copy;",
    r"\u00c3\u00a9",
    "é",
    "中文",
    " ",
    "\u{a0}",
    "\n",
    "a b",
    "Ünïcödé",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, rng_seed: RngSeed::Fixed(3), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn repairing_twice_is_repairing_once(pieces in prop::collection::vec(select(&PIECES[..]), 0..16)) {
        let text = pieces.concat();
        for least in CLASSES {
            let once = hplint::repair(&text, least);
            let twice = hplint::repair(&once.text, least);
            prop_assert_eq!(&once.text, &twice.text, "{:?}", least);
        }
    }

    #[test]
    fn only_what_is_told_of_changes(pieces in prop::collection::vec(select(&PIECES[..]), 0..16)) {
        let text = pieces.concat();
        for least in CLASSES {
            let repaired = hplint::repair(&text, least);
            let (mut want, mut at) = (String::new(), 0);
            for damage in &repaired.damages {
                want.push_str(&text[at..damage.span.start()]);
                let is_made = damage.applicability() >= least;
                want.push_str(if is_made { &damage.repaired } else { damage.span.of(&text) });
                at = damage.span.end();
                prop_assert!((0.0..=1.0).contains(&damage.confidence), "{:?}", damage);
            }
            want.push_str(&text[at..]);
            prop_assert_eq!(want, repaired.text);
        }
    }
}
