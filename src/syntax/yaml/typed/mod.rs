//! YAML 1.1 types of plain scalars as each engine reads them; the two differ more than one would think.
//!
//! Psych: `psych/scalar_scanner.rb` (4.0). SafeYAML: `safe_yaml/transform.rb` (1.0.5). PyYAML: `resolver.py` and the
//! SafeLoader's `constructor.py` (6.0). Read by hand and not with patterns, since every value of every page may be asked
//! for.

mod date;
mod number;
mod safe_yaml;
mod tagged;

pub(super) use tagged::{Tag, construct_tagged};

use super::{Scalar, ScalarStyle};

/// Which library turns a scalar into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Ruby's own.
    Psych,
    /// The gem safe_yaml, over Psych's parser.
    SafeYaml,
    /// Python's, with the SafeLoader.
    PyYaml,
}

/// What a scalar becomes. A whole number beyond `i64` is the nearest one within.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typed {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Date,
    DateTime,
    Str,
}

/// What an engine throws at: it then refuses the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A day that is on no calendar.
    Date,
    /// The same, or an hour that is on no clock.
    DateTime,
    /// Digits and `_` that look like a number and are none.
    Number,
    /// `:name`, a symbol.
    Symbol,
    /// `=` or `<<`, for which YAML 1.1 has types that the engine does not know.
    Reserved,
    /// A tag that it does not know, does not trust, or that fits no such value.
    Tag,
    /// An alias without its anchor.
    Alias,
    /// An anchor that is there twice.
    Anchor,
    /// A list or mapping as a key.
    Key,
    /// `<<` before what cannot be merged.
    Merge,
    /// More than one document.
    Documents,
}

/// The type of a scalar; one with quotes and a block is always a string. Where the engine refuses it, what it looks like.
pub fn typed(scalar: &Scalar, engine: Engine) -> Typed {
    construct(scalar, engine).unwrap_or_else(|refused| match refused {
        Refused::Date => Typed::Date,
        Refused::DateTime => Typed::DateTime,
        _ => Typed::Str,
    })
}

/// The type of a scalar, or why the engine throws at it.
pub fn construct(scalar: &Scalar, engine: Engine) -> Result<Typed, Refused> {
    match scalar.style {
        ScalarStyle::Plain => plain(&scalar.text, engine),
        _ => Ok(Typed::Str),
    }
}

fn plain(text: &str, engine: Engine) -> Result<Typed, Refused> {
    let Some(&first) = text.as_bytes().first() else { return Ok(Typed::Null) };
    if engine == Engine::SafeYaml {
        return safe_yaml::read(text);
    }
    // Anything else is a string at its first byte.
    match first {
        b'a'..=b'z' | b'A'..=b'Z' | b'~' => Ok(word(text, engine)),
        b'0'..=b'9' | b'+' | b'-' | b'.' => number::read(text, engine),
        b':' if engine == Engine::Psych && text.len() > 1 && !text.contains('\n') => Err(Refused::Symbol),
        b'=' | b'<' if engine == Engine::PyYaml && matches!(text, "=" | "<<") => Err(Refused::Reserved),
        _ => Ok(Typed::Str),
    }
}

/// `null`, `yes`, `off` and their like; Psych takes any mixture of cases, PyYAML `yes`, `Yes` and `YES`.
fn word(text: &str, engine: Engine) -> Typed {
    if text.len() > 5 {
        return Typed::Str;
    }
    let lower = text.to_ascii_lowercase();
    let is_usual = text == lower || text[1..] == lower[1..] || text.bytes().all(|byte| byte.is_ascii_uppercase());
    if engine == Engine::PyYaml && !is_usual {
        return Typed::Str;
    }
    match lower.as_str() {
        "~" | "null" => Typed::Null,
        "yes" | "true" | "on" => Typed::Bool(true),
        "no" | "false" | "off" => Typed::Bool(false),
        _ => Typed::Str,
    }
}

fn all(text: &str, allowed: &[u8]) -> bool {
    text.bytes().all(|byte| allowed.contains(&byte))
}

/// The first `_` that has not a digit on both sides.
fn stray_underscore(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b'_', bytes).find(|&at| !is_digit(at.checked_sub(1)) || !is_digit(Some(at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An exclamation mark where the engine throws.
    #[test]
    fn every_engine() {
        for (text, psych, safe_yaml, py_yaml) in [
            ("", "Null", "Null", "Null"),
            ("~", "Null", "Null", "Null"),
            ("null", "Null", "Null", "Null"),
            ("Null", "Null", "Null", "Null"),
            ("nULL", "Null", "Null", "Str"),
            ("yes", "Bool(true)", "Bool(true)", "Bool(true)"),
            ("Yes", "Bool(true)", "Bool(true)", "Bool(true)"),
            ("yES", "Bool(true)", "Bool(true)", "Str"),
            ("y", "Str", "Str", "Str"),
            ("n", "Str", "Str", "Str"),
            ("no", "Bool(false)", "Bool(false)", "Bool(false)"),
            ("NO", "Bool(false)", "Bool(false)", "Bool(false)"),
            ("on", "Bool(true)", "Bool(true)", "Bool(true)"),
            ("oFf", "Bool(false)", "Bool(false)", "Str"),
            ("true", "Bool(true)", "Bool(true)", "Bool(true)"),
            ("True", "Bool(true)", "Bool(true)", "Bool(true)"),
            ("tRue", "Bool(true)", "Bool(true)", "Str"),
            ("falsey", "Str", "Str", "Str"),
            ("title", "Str", "Str", "Str"),
            ("No way", "Str", "Str", "Str"),
            ("1", "Int(1)", "Int(1)", "Int(1)"),
            ("+1", "Int(1)", "Int(1)", "Int(1)"),
            ("-1", "Int(-1)", "Int(-1)", "Int(-1)"),
            ("0", "Int(0)", "Int(0)", "Int(0)"),
            ("00", "Int(0)", "Int(0)", "Int(0)"),
            ("017", "Int(15)", "Int(15)", "Int(15)"),
            ("-017", "Int(-15)", "Str", "Int(-15)"),
            ("08", "Str", "Str", "Str"),
            ("0o17", "Str", "Str", "Str"),
            ("0x1F", "Int(31)", "Int(31)", "Int(31)"),
            ("0b101", "Int(5)", "Int(5)", "Int(5)"),
            ("0b_", "Number!", "Str", "Number!"),
            ("0_", "Int(0)", "Int(0)", "Int(0)"),
            ("0x_", "Number!", "Str", "Number!"),
            ("1_000", "Int(1000)", "Int(1000)", "Int(1000)"),
            ("1__0", "Str", "Int(10)", "Int(10)"),
            ("1_", "Str", "Int(1)", "Int(1)"),
            ("1,000", "Int(1000)", "Int(1000)", "Str"),
            ("1,,0", "Str", "Int(10)", "Str"),
            ("12a", "Str", "Str", "Str"),
            ("1.5", "Float(1.5)", "Float(1.5)", "Float(1.5)"),
            ("-1.5", "Float(-1.5)", "Float(-1.5)", "Float(-1.5)"),
            ("+.5", "Float(0.5)", "Float(0.5)", "Str"),
            (".5", "Float(0.5)", "Float(0.5)", "Float(0.5)"),
            ("1.", "Float(1.0)", "Str", "Float(1.0)"),
            (".", "Str", "Str", "Str"),
            ("-.", "Str", "Str", "Str"),
            ("1e3", "Str", "Str", "Str"),
            ("1.5e3", "Str", "Str", "Str"),
            ("1.5e+3", "Float(1500.0)", "Float(1500.0)", "Float(1500.0)"),
            ("1.5E-3", "Float(0.0015)", "Float(0.0015)", "Float(0.0015)"),
            ("1_0.5", "Float(10.5)", "Float(10.5)", "Float(10.5)"),
            ("1.5_0", "Str", "Float(1.5)", "Float(1.5)"),
            ("1,000.5", "Float(1000.5)", "Str", "Str"),
            (".inf", "Float(inf)", "Float(inf)", "Float(inf)"),
            ("-.INF", "Float(-inf)", "Float(-inf)", "Float(-inf)"),
            ("+.inf", "Float(inf)", "Str", "Float(inf)"),
            (".iNf", "Float(inf)", "Str", "Str"),
            (".nan", "Float(NaN)", "Float(NaN)", "Float(NaN)"),
            ("-.nan", "Str", "Str", "Str"),
            (".NaN", "Float(NaN)", "Float(NaN)", "Float(NaN)"),
            ("12:30", "Int(45000)", "Float(750.0)", "Int(750)"),
            ("-12:30", "Int(-41400)", "Float(690.0)", "Int(-750)"),
            ("1:2:3", "Int(3723)", "Float(3723.0)", "Int(3723)"),
            ("1:2:3:4", "Str", "Float(223384.0)", "Int(223384)"),
            ("12:60", "Str", "Str", "Str"),
            ("0:30", "Int(1800)", "Float(30.0)", "Str"),
            ("00:30", "Int(1800)", "Float(30.0)", "Str"),
            ("12:30.5", "Float(45030.0)", "Float(750.5)", "Float(750.5)"),
            ("1:30:15.5", "Float(5415.5)", "Float(5415.5)", "Float(5415.5)"),
            ("190:20:30", "Int(685230)", "Float(685230.0)", "Int(685230)"),
            ("2020-01-31", "Date", "Date", "Date"),
            ("2020-1-31", "Date", "Str", "Str"),
            ("2020-1-1", "Date", "Str", "Str"),
            ("2020-02-30", "Str", "Str", "Date!"),
            ("2020-04-31", "Str", "Str", "Date!"),
            ("2020-13-01", "Str", "Str", "Date!"),
            ("2020-00-10", "Str", "Str", "Date!"),
            ("-2020-01-01", "Str", "Str", "Str"),
            ("2020-01-31 12:00:00", "DateTime", "DateTime", "DateTime"),
            ("2020-01-31T12:00:00Z", "DateTime", "DateTime", "DateTime"),
            ("2020-01-31t1:00:00.25", "DateTime", "DateTime", "DateTime"),
            ("2020-1-31 12:00:00 +1:00", "DateTime", "DateTime", "DateTime"),
            ("2020-01-31 12:00:00 +0100", "DateTime", "DateTime", "Str"),
            ("2020-01-31 12:00:00 -0500", "DateTime", "DateTime", "Str"),
            ("2020-01-31 12:00:00 -05:00", "DateTime", "DateTime", "DateTime"),
            ("2020-01-31 12:00:00 +25:00", "Str", "DateTime", "DateTime!"),
            ("2020-01-31 25:00:00", "Str", "Str", "DateTime!"),
            ("2020-02-31 10:00:00", "DateTime", "Str", "DateTime!"),
            ("2020-01-31 12:00", "Str", "Str", "Str"),
            ("2020-01", "Str", "Str", "Str"),
            ("2020", "Int(2020)", "Int(2020)", "Int(2020)"),
            ("1.10", "Float(1.1)", "Float(1.1)", "Float(1.1)"),
            ("+", "Str", "Str", "Str"),
            ("-", "Str", "Str", "Str"),
            ("-a", "Str", "Str", "Str"),
            (
                "99999999999999999999",
                "Int(9223372036854775807)",
                "Int(9223372036854775807)",
                "Int(9223372036854775807)",
            ),
            (":a", "Symbol!", "Str", "Str"),
            ("=", "Str", "Str", "Reserved!"),
            ("<<", "Str", "Str", "Reserved!"),
            ("_1", "Str", "Int(1)", "Str"),
            ("1_:3", "Int(3780)", "Float(63.0)", "Int(63)"),
            ("._5", "Str", "Number!", "Str"),
            ("1._5", "Str", "Number!", "Float(1.5)"),
            ("1__0.5", "Float(10.5)", "Number!", "Float(10.5)"),
            ("-0x1F", "Int(-31)", "Int(-31)", "Int(-31)"),
            ("+0b1", "Int(1)", "Str", "Int(1)"),
            ("0X1f", "Str", "Int(31)", "Str"),
            ("1__0:20", "Int(4800)", "Float(620.0)", "Int(620)"),
            ("1:20:30._1", "Float(4830.0)", "Number!", "Float(4830.1)"),
            (".e+3", "Number!", "Str", "Str"),
            ("2020-01-31 12:00:00 +123", "DateTime", "DateTime", "Str"),
            ("2020-01-31 12:00:00 +12:3", "Str", "Str", "Str"),
        ] {
            let scalar = Scalar { text: text.to_string(), style: ScalarStyle::Plain };
            for (engine, expected) in [(Engine::Psych, psych), (Engine::SafeYaml, safe_yaml), (Engine::PyYaml, py_yaml)]
            {
                let found = match construct(&scalar, engine) {
                    Ok(value) => format!("{value:?}"),
                    Err(refused) => format!("{refused:?}!"),
                };
                assert_eq!(found, expected, "{text} in {engine:?}");
            }
        }
    }

    #[test]
    fn quoted_scalars_are_strings() {
        for style in [ScalarStyle::SingleQuoted, ScalarStyle::DoubleQuoted, ScalarStyle::Block] {
            assert_eq!(typed(&Scalar { text: "1".to_string(), style }, Engine::Psych), Typed::Str);
        }
    }
}
