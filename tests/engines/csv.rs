//! Tables are refused and measured as Ruby's CSV library does it: all short texts, and some longer ones.

use hplint::syntax::csv;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const LETTERS: [char; 6] = ['a', ',', '"', '\n', '\r', ' '];
const LONGEST: usize = 6;

const TEXTS: [&str; 8] = [
    "a,b\n\"1\n2\",\"\"\"3\"\"\"\n",
    "a,b\r\n\"1\n2\",3\r\n4,5\n",
    "a,b\n1,x \"y, z\"\n",
    "a;b\n1;2,3\n",
    "a,b\n\"1,2\n\"3\",4\n",
    "\u{e9}\u{301},b\n\u{a0},\u{2003},\u{e9}\n",
    "a\tb\n1\t2,3\n",
    "a,b\u{2028}c\n1,2,3\n",
];

#[test]
fn as_ruby_reads_tables() {
    let mut texts: Vec<String> = TEXTS.iter().map(|text| text.to_string()).collect();
    let mut last = vec![String::new()];
    for _ in 0..LONGEST {
        last = last.iter().flat_map(|text| LETTERS.map(|letter| format!("{text}{letter}"))).collect();
        texts.extend_from_slice(&last);
    }
    let answers = ask(&texts);
    let wrong: Vec<String> =
        texts.iter().zip(&answers).filter_map(|(text, answer)| difference(text, answer)).take(20).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn difference(text: &str, answer: &Value) -> Option<String> {
    let table = csv::parse(text, b',');
    if table.problem.is_some() == answer.is_array() {
        return Some(format!("{text:?}: hplint {:?}, Ruby {answer}", table.problem));
    }
    let counts: Vec<usize> =
        answer.as_array()?.iter().map(|count| count.as_u64().unwrap_or_default() as usize).collect();
    let rows = counts.get(2..).unwrap_or_default();
    let long = rows.iter().filter(|count| **count > counts[0]).count();
    let found = table.long.map_or(0, |long| long.count);
    let is_same = table.columns == counts[0] && found == long;
    (!is_same).then(|| format!("{text:?}: hplint {} columns, {found} long rows; Ruby {counts:?}", table.columns))
}

fn ask(texts: &[String]) -> Vec<Value> {
    let ruby = std::env::var("HPLINT_RUBY").unwrap_or_else(|_| "ruby".to_string());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engines/csv.rb");
    let started = Command::new(&ruby).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = started.unwrap_or_else(|error| panic!("{ruby} (HPLINT_RUBY) does not start: {error}"));
    let mut input = child.stdin.take().expect("the input is a pipe");
    let request = serde_json::to_vec(texts).expect("texts are JSON");
    let sent = std::thread::spawn(move || input.write_all(&request));
    let output = child.wait_with_output().expect("Ruby answers");
    sent.join().expect("the writer does not panic").expect("Ruby listens");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("csv.rb with {ruby} does not work: {error}"))
}
