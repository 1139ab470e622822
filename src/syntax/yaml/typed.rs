//! YAML 1.1 types of plain scalars as each engine reads them; the two differ more than one would think.
//!
//! Psych: `psych/scalar_scanner.rb` (4.0). PyYAML: `resolver.py` and the SafeLoader's `constructor.py` (6.0). Read by hand
//! and not with patterns, since every value of every page may be asked for.

use super::{Scalar, ScalarStyle};

/// Which library turns a scalar into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Ruby's: Jekyll.
    Psych,
    /// MkDocs, with the SafeLoader.
    PyYaml,
}

/// What a scalar becomes. A whole number beyond `i64` is the nearest one within.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typed {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// In PyYAML also an impossible one, at which it refuses the whole text.
    Date,
    DateTime,
    Str,
}

/// The type of a scalar; one with quotes and a block is always a string.
pub fn typed(scalar: &Scalar, engine: Engine) -> Typed {
    if scalar.style != ScalarStyle::Plain {
        return Typed::Str;
    }
    let text = scalar.text.as_str();
    let Some(&first) = text.as_bytes().first() else { return Typed::Null };
    // Anything but a word, a sign, a dot or a digit is a string at its first byte.
    match first {
        b'a'..=b'z' | b'A'..=b'Z' | b'~' => word(text, engine),
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text, engine),
        _ => Typed::Str,
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

fn number(text: &str, engine: Engine) -> Typed {
    if let Some(date) = date(text, engine) {
        return date;
    }
    let (sign, rest) = match text.as_bytes()[0] {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let is_signed = rest.len() < text.len();
    if let Some(value) = sexagesimal(rest, sign, engine) {
        return value;
    }
    let value =
        special(rest, is_signed, engine).or_else(|| float(rest, is_signed, engine)).or_else(|| int(rest, engine));
    match value {
        Some(Typed::Int(value)) => Typed::Int(sign * value),
        Some(Typed::Float(value)) => Typed::Float(sign as f64 * value),
        Some(other) => other,
        None => Typed::Str,
    }
}

/// `.inf` and `.nan`.
fn special(rest: &str, is_signed: bool, engine: Engine) -> Option<Typed> {
    let word = rest.strip_prefix('.').filter(|word| word.len() == 3)?;
    let is_usual = ["inf", "Inf", "INF", "nan", "NaN", "NAN"].contains(&word);
    if engine == Engine::PyYaml && !is_usual {
        return None;
    }
    match word.to_ascii_lowercase().as_str() {
        "inf" => Some(Typed::Float(f64::INFINITY)),
        "nan" if !is_signed => Some(Typed::Float(f64::NAN)),
        _ => None,
    }
}

/// `12:30`: Psych takes two or three places, counts hours from the left and gives a sign to the first place alone; PyYAML
/// takes any number of places, counts from the right and wants no leading zero.
fn sexagesimal(rest: &str, sign: i64, engine: Engine) -> Option<Typed> {
    let (head, tail) = rest.split_once(':')?;
    let (tail, fraction) = tail.split_once('.').map_or((tail, None), |(tail, fraction)| (tail, Some(fraction)));
    let first = *head.as_bytes().first()?;
    let is_refused = engine == Engine::PyYaml && first == b'0' && fraction.is_none();
    if is_refused
        || !first.is_ascii_digit()
        || !all(head, b"0123456789_")
        || !all(fraction.unwrap_or(""), b"0123456789_")
    {
        return None;
    }
    let mut value = head.replace('_', "").parse::<f64>().ok()?;
    if engine == Engine::Psych {
        value *= sign as f64;
    }
    let mut places = 0;
    for place in tail.split(':') {
        let is_place = match place.as_bytes() {
            [low] => low.is_ascii_digit(),
            [high, low] => (b'0'..=b'5').contains(high) && low.is_ascii_digit(),
            _ => false,
        };
        if !is_place {
            return None;
        }
        value = value * 60.0 + place.parse::<f64>().ok()?;
        places += 1;
    }
    if let Some(fraction) = fraction {
        value += format!("0.{}", fraction.replace('_', "")).parse::<f64>().unwrap_or(0.0);
    }
    match engine {
        Engine::Psych if places > 2 => return None,
        Engine::Psych if places == 1 => value *= 60.0,
        Engine::Psych => {}
        Engine::PyYaml => value *= sign as f64,
    }
    Some(if fraction.is_some() { Typed::Float(value) } else { Typed::Int(value as i64) })
}

/// `1.5`, `.5`, `1.`, `1.5e+3`: the dot and the sign of the exponent are needed.
fn float(rest: &str, is_signed: bool, engine: Engine) -> Option<Typed> {
    let (whole, fraction) = rest.split_once('.')?;
    let (fraction, exponent) = match fraction.split_once(['e', 'E']) {
        Some((fraction, exponent)) => (fraction, Some(exponent)),
        None => (fraction, None),
    };
    let is_exponent = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or("");
        !digits.is_empty() && all(digits, b"0123456789")
    });
    let is_whole = whole.is_empty() || whole.starts_with(|c: char| c.is_ascii_digit());
    let matches = match engine {
        Engine::Psych => is_whole && all(whole, b"0123456789_,") && all(fraction, b"0123456789"),
        Engine::PyYaml => {
            // `.5` must begin with a digit and, of all forms, takes no sign.
            let is_bare = !is_signed && fraction.starts_with(|c: char| c.is_ascii_digit());
            is_whole && (!whole.is_empty() || is_bare) && all(whole, b"0123456789_") && all(fraction, b"0123456789_")
        }
    };
    if !matches || !is_exponent || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let plain = rest.replace(['_', ','], "");
    plain.parse().ok().map(Typed::Float)
}

/// `0b1`, `017`, `0x1F`, `1_000`; Psych also takes `1,000`.
fn int(rest: &str, engine: Engine) -> Option<Typed> {
    let comma: &[u8] = if engine == Engine::Psych { b"," } else { b"" };
    let (digits, radix, allowed): (&str, u32, &[u8]) = if let Some(digits) = rest.strip_prefix("0b") {
        (digits, 2, b"01_")
    } else if let Some(digits) = rest.strip_prefix("0x") {
        (digits, 16, b"0123456789abcdefABCDEF_")
    } else if rest.starts_with('0') && rest.len() > 1 {
        (&rest[1..], 8, b"01234567_")
    } else {
        (rest, 10, b"0123456789_")
    };
    if digits.is_empty() || !digits.bytes().all(|byte| allowed.contains(&byte) || comma.contains(&byte)) {
        return None;
    }
    if radix == 10 && !is_decimal(digits, engine) {
        return None;
    }
    let digits = digits.replace(['_', ','], "");
    if digits.is_empty() {
        // `0_` is octal nothing; `0x_` is an error in both.
        return (radix == 8).then_some(Typed::Int(0));
    }
    Some(Typed::Int(i64::from_str_radix(&digits, radix).unwrap_or(i64::MAX)))
}

/// Whether `digits` begin with a digit and, in Psych, have one behind each `_` and `,`.
fn is_decimal(digits: &str, engine: Engine) -> bool {
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    engine == Engine::PyYaml || digits.split(['_', ',']).all(|part| !part.is_empty())
}

/// `2020-01-31`, `2020-01-31 12:00:00 +0100`; `None` when the text is neither, `Str` when Psych gives it up.
fn date(text: &str, engine: Engine) -> Option<Typed> {
    let bytes = text.as_bytes();
    let is_negative = engine == Engine::Psych && bytes[0] == b'-';
    let mut cursor = Cursor { bytes, at: usize::from(is_negative) };
    let year = cursor.digits(4, 4)?;
    cursor.one_of(b"-")?;
    let month_at = cursor.at;
    let month = cursor.digits(1, 2)?;
    let month_length = cursor.at - month_at;
    cursor.one_of(b"-")?;
    let day_at = cursor.at;
    let day = cursor.digits(1, 2)?;
    let day_length = cursor.at - day_at;
    if cursor.at == bytes.len() {
        return match engine {
            Engine::PyYaml => (month_length == 2 && day_length == 2).then_some(Typed::Date),
            Engine::Psych if is_negative => None,
            Engine::Psych => Some(if is_day(year, month, day) { Typed::Date } else { Typed::Str }),
        };
    }
    let time = time(&mut cursor, engine)?;
    let is_time = (1..=12).contains(&month) && (1..=31).contains(&day) && time;
    Some(if engine == Engine::PyYaml || is_time { Typed::DateTime } else { Typed::Str })
}

/// The rest of a date-time, to the end of the text; whether Ruby's `Time` takes it.
fn time(cursor: &mut Cursor, engine: Engine) -> Option<bool> {
    let blanks = b" \t";
    if cursor.one_of(b"Tt").is_none() {
        cursor.one_of(blanks)?;
        while cursor.one_of(blanks).is_some() {}
    }
    let hour = cursor.digits(1, 2)?;
    cursor.one_of(b":")?;
    let minute = cursor.digits(2, 2)?;
    cursor.one_of(b":")?;
    let second = cursor.digits(2, 2)?;
    if cursor.one_of(b".").is_some() {
        while cursor.digits(1, 9).is_some() {}
    }
    let is_time = hour < 24 && minute < 60 && second <= 60 || (hour, minute, second) == (24, 0, 0);
    if cursor.at == cursor.bytes.len() {
        return Some(is_time);
    }
    while cursor.one_of(blanks).is_some() {}
    let mut hours = 0;
    if cursor.one_of(b"Z").is_none() {
        cursor.one_of(b"+-")?;
        hours = cursor.digits(1, 2)?;
        let has_colon = cursor.one_of(b":").is_some();
        let is_ended = cursor.at == cursor.bytes.len();
        match engine {
            // Psych lets the colon or both it and the minutes go; PyYAML needs them together.
            Engine::Psych if !is_ended => drop(cursor.digits(2, 2)?),
            Engine::PyYaml if has_colon => drop(cursor.digits(2, 2)?),
            _ => {}
        }
    }
    (cursor.at == cursor.bytes.len()).then_some(is_time && hours < 24)
}

/// Whether the proleptic Gregorian calendar has that day.
fn is_day(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn all(text: &str, allowed: &[u8]) -> bool {
    text.bytes().all(|byte| allowed.contains(&byte))
}

/// Reads a text from left to right.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// `least` to `most` digits, at most nine.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self.bytes[self.at..].iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if count < least {
            return None;
        }
        let value =
            self.bytes[self.at..self.at + count].iter().fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
        self.at += count;
        Some(value)
    }

    fn one_of(&mut self, allowed: &[u8]) -> Option<()> {
        let byte = self.bytes.get(self.at)?;
        allowed.contains(byte).then(|| self.at += 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines() {
        for (text, psych, py_yaml) in [
            ("", "Null", "Null"),
            ("~", "Null", "Null"),
            ("null", "Null", "Null"),
            ("Null", "Null", "Null"),
            ("nULL", "Null", "Str"),
            ("yes", "Bool(true)", "Bool(true)"),
            ("Yes", "Bool(true)", "Bool(true)"),
            ("yES", "Bool(true)", "Str"),
            ("y", "Str", "Str"),
            ("n", "Str", "Str"),
            ("no", "Bool(false)", "Bool(false)"),
            ("NO", "Bool(false)", "Bool(false)"),
            ("on", "Bool(true)", "Bool(true)"),
            ("oFf", "Bool(false)", "Str"),
            ("true", "Bool(true)", "Bool(true)"),
            ("True", "Bool(true)", "Bool(true)"),
            ("tRue", "Bool(true)", "Str"),
            ("falsey", "Str", "Str"),
            ("title", "Str", "Str"),
            ("No way", "Str", "Str"),
            ("1", "Int(1)", "Int(1)"),
            ("+1", "Int(1)", "Int(1)"),
            ("-1", "Int(-1)", "Int(-1)"),
            ("0", "Int(0)", "Int(0)"),
            ("00", "Int(0)", "Int(0)"),
            ("017", "Int(15)", "Int(15)"),
            ("-017", "Int(-15)", "Int(-15)"),
            ("08", "Str", "Str"),
            ("0o17", "Str", "Str"),
            ("0x1F", "Int(31)", "Int(31)"),
            ("0b101", "Int(5)", "Int(5)"),
            ("0b_", "Str", "Str"),
            ("0_", "Int(0)", "Int(0)"),
            ("0x_", "Str", "Str"),
            ("1_000", "Int(1000)", "Int(1000)"),
            ("1__0", "Str", "Int(10)"),
            ("1_", "Str", "Int(1)"),
            ("1,000", "Int(1000)", "Str"),
            ("1,,0", "Str", "Str"),
            ("12a", "Str", "Str"),
            ("1.5", "Float(1.5)", "Float(1.5)"),
            ("-1.5", "Float(-1.5)", "Float(-1.5)"),
            ("+.5", "Float(0.5)", "Str"),
            (".5", "Float(0.5)", "Float(0.5)"),
            ("1.", "Float(1.0)", "Float(1.0)"),
            (".", "Str", "Str"),
            ("-.", "Str", "Str"),
            ("1e3", "Str", "Str"),
            ("1.5e3", "Str", "Str"),
            ("1.5e+3", "Float(1500.0)", "Float(1500.0)"),
            ("1.5E-3", "Float(0.0015)", "Float(0.0015)"),
            ("1_0.5", "Float(10.5)", "Float(10.5)"),
            ("1.5_0", "Str", "Float(1.5)"),
            ("1,000.5", "Float(1000.5)", "Str"),
            (".inf", "Float(inf)", "Float(inf)"),
            ("-.INF", "Float(-inf)", "Float(-inf)"),
            ("+.inf", "Float(inf)", "Float(inf)"),
            (".iNf", "Float(inf)", "Str"),
            (".nan", "Float(NaN)", "Float(NaN)"),
            ("-.nan", "Str", "Str"),
            (".NaN", "Float(NaN)", "Float(NaN)"),
            ("12:30", "Int(45000)", "Int(750)"),
            ("-12:30", "Int(-41400)", "Int(-750)"),
            ("1:2:3", "Int(3723)", "Int(3723)"),
            ("1:2:3:4", "Str", "Int(223384)"),
            ("12:60", "Str", "Str"),
            ("0:30", "Int(1800)", "Str"),
            ("00:30", "Int(1800)", "Str"),
            ("12:30.5", "Float(45030.0)", "Float(750.5)"),
            ("1:30:15.5", "Float(5415.5)", "Float(5415.5)"),
            ("190:20:30", "Int(685230)", "Int(685230)"),
            ("2020-01-31", "Date", "Date"),
            ("2020-1-31", "Date", "Str"),
            ("2020-1-1", "Date", "Str"),
            ("2020-02-30", "Str", "Date"),
            ("2020-04-31", "Str", "Date"),
            ("2020-13-01", "Str", "Date"),
            ("2020-00-10", "Str", "Date"),
            ("-2020-01-01", "Str", "Str"),
            ("2020-01-31 12:00:00", "DateTime", "DateTime"),
            ("2020-01-31T12:00:00Z", "DateTime", "DateTime"),
            ("2020-01-31t1:00:00.25", "DateTime", "DateTime"),
            ("2020-1-31 12:00:00 +1:00", "DateTime", "DateTime"),
            ("2020-01-31 12:00:00 +0100", "DateTime", "Str"),
            ("2020-01-31 12:00:00 -0500", "DateTime", "Str"),
            ("2020-01-31 12:00:00 -05:00", "DateTime", "DateTime"),
            ("2020-01-31 12:00:00 +25:00", "Str", "DateTime"),
            ("2020-01-31 25:00:00", "Str", "DateTime"),
            ("2020-02-31 10:00:00", "DateTime", "DateTime"),
            ("2020-01-31 12:00", "Str", "Str"),
            ("2020-01", "Str", "Str"),
            ("2020", "Int(2020)", "Int(2020)"),
            ("1.10", "Float(1.1)", "Float(1.1)"),
            ("+", "Str", "Str"),
            ("-", "Str", "Str"),
            ("-a", "Str", "Str"),
            ("99999999999999999999", "Int(9223372036854775807)", "Int(9223372036854775807)"),
            (":a", "Str", "Str"),
            ("=", "Str", "Str"),
            ("<<", "Str", "Str"),
        ] {
            let scalar = Scalar { text: text.to_string(), style: ScalarStyle::Plain };
            for (engine, expected) in [(Engine::Psych, psych), (Engine::PyYaml, py_yaml)] {
                assert_eq!(format!("{:?}", typed(&scalar, engine)), expected, "{text} in {engine:?}");
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
