//! One record of `hplint repair --jsonl`: a line of JSON in, a line of JSON out.

use super::LONGEST;
use super::batch::Line;
use crate::encoding::{Repaired, repair};
use crate::finding::Applicability;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The line that answers a record.
#[derive(Debug)]
pub(super) struct Answer {
    /// With its line end; empty for an empty line.
    pub(super) json: Vec<u8>,
    /// The number of the record's line.
    pub(super) line: usize,
    pub(super) is_bad: bool,
}

#[derive(Deserialize)]
struct Record<'a> {
    /// As it is written: a number may have more digits than any number of ours.
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    damaged: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Serialize)]
struct Good<'a> {
    id: Option<&'a RawValue>,
    repaired: &'a str,
    codec: Option<&'static str>,
    confidence: f64,
    class: Option<Applicability>,
}

#[derive(Serialize)]
struct Bad<'a> {
    id: Option<&'a RawValue>,
    error: String,
    line: usize,
}

/// Repairs the record of a line by every repair of at least `least`.
pub(super) fn answer(line: Line, least: Applicability) -> Answer {
    let mut id = None;
    let json = match read(line, &mut id) {
        Ok(None) => Ok(Vec::new()),
        Ok(Some(damaged)) => {
            let done = catch_unwind(AssertUnwindSafe(|| repair(&damaged, least)));
            done.map(|repaired| json(&good(id, &repaired, least))).map_err(|_| "a bug of hplint".to_string())
        }
        Err(error) => Err(error),
    };
    let is_bad = json.is_err();
    let json = json.unwrap_or_else(|error| self::json(&Bad { id, error, line: line.number }));
    Answer { json, line: line.number, is_bad }
}

/// The text of a record, and its id as soon as that is known; `None` for an empty line.
fn read<'a>(line: Line<'a>, id: &mut Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, String> {
    let bytes = line.bytes.ok_or_else(|| format!("longer than {} MiB", LONGEST >> 20))?;
    // Windows tools put a byte order mark before the first line.
    let bytes = if line.number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes) } else { bytes };
    let text = simdutf8::basic::from_utf8(bytes).map_err(|_| "not UTF-8")?;
    let text = text.trim_ascii();
    if text.is_empty() {
        return Ok(None);
    }
    // serde would read an array as the fields in order.
    if !text.starts_with('{') {
        return Err("not a JSON object".to_string());
    }
    let record: Record = serde_json::from_str(text).map_err(|error| format!("not a JSON object: {}", why(&error)))?;
    *id = record.id;
    let damaged = record.damaged.ok_or("without `damaged`")?;
    let Text(text) =
        serde_json::from_str(damaged.get()).map_err(|error| format!("`damaged` is not a text: {}", why(&error)))?;
    Ok(Some(text))
}

/// What is told of all repairs that were made or, where none was, of the damage that was left.
fn good<'a>(id: Option<&'a RawValue>, repaired: &'a Repaired, least: Applicability) -> Good<'a> {
    let is_made = repaired.damages.iter().any(|damage| damage.applicability() >= least);
    let told = repaired.damages.iter().filter(|damage| !is_made || damage.applicability() >= least);
    let mut good = Good { id, repaired: &repaired.text, codec: None, confidence: 1.0, class: None };
    for damage in told {
        good.codec = good.codec.or(Some(damage.codec));
        good.confidence = good.confidence.min((damage.confidence * 1e4).floor() / 1e4);
        good.class = Some(good.class.map_or(damage.applicability(), |class| class.min(damage.applicability())));
    }
    good
}

/// Why, without the line: a record has one.
fn why(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.rfind(" at line ").map_or(words.as_str(), |at| &words[..at]).to_string()
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec(value).expect("no map with keys other than text");
    json.push(b'\n');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &[u8]) -> String {
        let answer = answer(Line { number: 1, bytes: Some(line) }, Applicability::Safe);
        assert_eq!(answer.is_bad, answer.json.windows(7).any(|part| part == b"\"error\""));
        String::from_utf8(answer.json).expect("UTF-8")
    }

    #[test]
    fn any_id_comes_back_as_it_was() {
        for id in
            ["7", "-1.50e3", "123456789012345678901234567890", "\"a\\u00e9b\"", "[1, {\"a\": null}]", "null", "true"]
        {
            let line = format!("{{\"damaged\": \"é\", \"x\": [1], \"id\": {id}}}\r\n");
            let want = format!("{{\"id\":{id},\"repaired\":\"é\",\"codec\":null,\"confidence\":1.0,\"class\":null}}\n");
            assert_eq!(said(line.as_bytes()), want);
        }
    }

    #[test]
    fn a_bad_line_is_told_why() {
        let cases: [(&[u8], &str, &str); 14] = [
            (b"x", "null", "not a JSON object"),
            (b"7", "null", "not a JSON object"),
            (b"[1, \"a\"]", "null", "not a JSON object"),
            (b"{\"id\": 1, \"damaged\": \"a\"", "null", "not a JSON object: EOF while parsing an object"),
            (b"{\"id\": 1, \"damaged\": \"a\"} x", "null", "not a JSON object: trailing characters"),
            (b"{\"id\": 1, \"damaged\": \"a\tb\"}", "null", "not a JSON object: control character"),
            (b"{\"id\": 1, \"id\": 2, \"damaged\": \"a\"}", "null", "not a JSON object: duplicate field `id`"),
            (b"{\"id\": 1, \"damaged\": \"\xE9\"}", "null", "not UTF-8"),
            (b"{\"id\": 1, \"damaged\": \"\xED\xA0\x80\"}", "null", "not UTF-8"),
            (b"{\"id\": 1}", "1", "without `damaged`"),
            (b"{\"id\": \"a\", \"damaged\": null}", "\"a\"", "without `damaged`"),
            (b"{\"id\": 1, \"damaged\": 2}", "1", "`damaged` is not a text: invalid type: integer `2`"),
            (b"{\"id\": 1, \"damaged\": \"\\ud83d\"}", "1", "`damaged` is not a text: unexpected end of hex escape"),
            (b"{\"id\": 1, \"damaged\": \"\\udcd6 a\"}", "1", "`damaged` is not a text: lone"),
        ];
        for (line, id, error) in cases {
            let said = said(line);
            assert!(said.starts_with(&format!("{{\"id\":{id},\"error\":\"{error}")), "{said}");
            assert!(said.ends_with("\",\"line\":1}\n"), "{said}");
        }
    }

    #[test]
    fn a_line_may_be_empty_or_begin_the_file() {
        assert_eq!(said(b" \r\n"), "");
        assert!(said(b"\xEF\xBB\xBF{\"damaged\": \"\"}").starts_with("{\"id\":null,\"repaired\":\"\""));
    }
}
