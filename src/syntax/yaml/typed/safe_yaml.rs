//! Plain scalars as the gem safe_yaml (1.0.5) reads them: `safe_yaml/transform/*.rb` in their order.

use super::date;
use super::number::split_exponent;
use super::{Engine, Refused, Typed, all, stray_underscore};
use std::borrow::Cow;

pub(super) fn read(text: &str) -> Result<Typed, Refused> {
    // Anything else is a string at its first byte; `Transform` takes `_` and `,` off before it looks for a number.
    match text.as_bytes()[0] {
        b'a'..=b'z' | b'A'..=b'Z' | b'~' => Ok(word(text)),
        b'0'..=b'9' | b'+' | b'-' | b'.' | b'_' | b',' => number(text),
        _ => Ok(Typed::Str),
    }
}

/// `ToNil` and `ToBoolean`, in any mixture of cases.
fn word(text: &str) -> Typed {
    let is = |word: &&str| text.eq_ignore_ascii_case(word);
    if ["~", "null"].iter().any(is) {
        Typed::Null
    } else if ["yes", "on", "true"].iter().any(is) {
        Typed::Bool(true)
    } else if ["no", "off", "false"].iter().any(is) {
        Typed::Bool(false)
    } else {
        Typed::Str
    }
}

fn number(text: &str) -> Result<Typed, Refused> {
    if let Some(value) = integer(text) {
        return Ok(value);
    }
    if let Some(value) = float(text) {
        return value;
    }
    date::read(text, Engine::SafeYaml).unwrap_or(Ok(Typed::Str))
}

/// `ToInteger`: only a decimal number and one with `0x` take a sign, `12:30` is a float.
fn integer(text: &str) -> Option<Typed> {
    let text: Cow<str> =
        if text.contains(['_', ',']) { Cow::Owned(text.replace(['_', ','], "")) } else { Cow::Borrowed(text) };
    let (sign, rest) = split_sign(&text);
    if rest.contains(':') {
        return sexagesimal(&text, false)?.ok();
    }
    let is_signed = rest.len() < text.len();
    let (digits, radix, allowed): (&str, u32, &[u8]) =
        match rest.strip_prefix("0x").or(rest.strip_prefix("0X").filter(|_| !is_signed)) {
            Some(digits) => (digits, 16, b"0123456789abcdefABCDEF"),
            None if rest == "0" => return Some(Typed::Int(0)),
            None if rest.starts_with("0b") && !is_signed => (&rest[2..], 2, b"01"),
            None if rest.starts_with('0') && !is_signed => (&rest[1..], 8, b"01234567"),
            None if rest.starts_with('0') => return None,
            None => (rest, 10, b"0123456789"),
        };
    if digits.is_empty() || !all(digits, allowed) {
        return None;
    }
    Some(Typed::Int(sign * i64::from_str_radix(digits, radix).unwrap_or(i64::MAX)))
}

/// `ToFloat`: digits are wanted behind the dot. Ruby's `Float` then refuses a `_` that has not a digit on both sides, and
/// nothing catches that.
fn float(text: &str) -> Option<Result<Typed, Refused>> {
    let (sign, rest) = split_sign(text);
    if rest.contains(':') {
        return sexagesimal(text, true);
    }
    let (whole, fraction) = rest.split_once('.')?;
    match fraction {
        "inf" | "Inf" | "INF" if whole.is_empty() && !text.starts_with('+') => {
            return Some(Ok(Typed::Float(sign as f64 * f64::INFINITY)));
        }
        "nan" | "NaN" | "NAN" if whole.is_empty() && rest == text => return Some(Ok(Typed::Float(f64::NAN))),
        _ => {}
    }
    let (fraction, _) = split_exponent(fraction)?;
    let matches =
        !whole.starts_with('_') && all(whole, b"0123456789_") && !fraction.is_empty() && all(fraction, b"0123456789_");
    matches.then(|| ruby_float(rest).map(|value| Typed::Float(sign as f64 * value)))
}

/// `Parse::Sexagesimal`: places count from the right, and of `-12:30` the first place is below zero before the whole is
/// turned round: 690.
fn sexagesimal(text: &str, has_fraction: bool) -> Option<Result<Typed, Refused>> {
    let (sign, rest) = split_sign(text);
    let (places, fraction) = match rest.split_once('.') {
        Some((places, fraction)) if has_fraction => (places, fraction),
        None if !has_fraction => (rest, ""),
        _ => return None,
    };
    let (head, tail) = places.split_once(':')?;
    let is_place = |place: &str| match place.as_bytes() {
        [low] => low.is_ascii_digit(),
        [high, low] => (b'0'..=b'5').contains(high) && low.is_ascii_digit(),
        _ => false,
    };
    let is_head = head.starts_with(|c: char| c.is_ascii_digit()) && all(head, b"0123456789_");
    if !is_head || !all(fraction, b"0123456789_") || !tail.split(':').all(is_place) {
        return None;
    }
    let (mut value, mut unit) = (0.0, 1.0);
    for place in tail.rsplit(':') {
        value += place.parse::<f64>().unwrap_or(0.0) * unit;
        unit *= 60.0;
    }
    let Ok(head) = ruby_float(head) else { return Some(Err(Refused::Number)) };
    value += sign as f64 * head * unit;
    if !fraction.is_empty() {
        let Ok(fraction) = ruby_float(&format!("0.{fraction}")) else { return Some(Err(Refused::Number)) };
        value += fraction;
    }
    Some(Ok(Typed::Float(sign as f64 * value)))
}

/// Ruby's `Float(text)` of a text of digits, `_` and what makes a number of them.
fn ruby_float(text: &str) -> Result<f64, Refused> {
    if stray_underscore(text).is_some() {
        return Err(Refused::Number);
    }
    text.replace('_', "").parse().map_err(|_| Refused::Number)
}

fn split_sign(text: &str) -> (i64, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (-1, &text[1..]),
        Some(b'+') => (1, &text[1..]),
        _ => (1, text),
    }
}
