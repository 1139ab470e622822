//! Plain scalars that begin like a number, as Psych and PyYAML read them.

use super::{Engine, Refused, Typed, all, date, stray_underscore};

pub(super) fn read(text: &str, engine: Engine) -> Result<Typed, Refused> {
    if let Some(date) = date::read(text, engine) {
        return date;
    }
    let (sign, rest) = match text.as_bytes()[0] {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let is_signed = rest.len() < text.len();
    if let Some(value) = sexagesimal(rest, sign, engine) {
        return Ok(value);
    }
    if let Some(value) = special(rest, is_signed, engine).map(Ok).or_else(|| float(rest, is_signed, engine)) {
        return Ok(Typed::Float(sign as f64 * value?));
    }
    match int(rest, engine)? {
        Some(value) => Ok(Typed::Int(sign * value)),
        None => Ok(Typed::Str),
    }
}

/// `.inf` and `.nan`.
fn special(rest: &str, is_signed: bool, engine: Engine) -> Option<f64> {
    let word = rest.strip_prefix('.').filter(|word| word.len() == 3)?;
    let is_usual = ["inf", "Inf", "INF", "nan", "NaN", "NAN"].contains(&word);
    if engine == Engine::PyYaml && !is_usual {
        return None;
    }
    match word.to_ascii_lowercase().as_str() {
        "inf" => Some(f64::INFINITY),
        "nan" if !is_signed => Some(f64::NAN),
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
    let digits = |text| if engine == Engine::Psych { read_by_ruby(text) } else { text };
    let mut value = digits(head).replace('_', "").parse::<f64>().ok()?;
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
        value += format!("0.{}", digits(fraction).replace('_', "")).parse::<f64>().unwrap_or(0.0);
    }
    match places {
        _ if engine == Engine::PyYaml => value *= sign as f64,
        1 => value *= 60.0,
        2 => {}
        _ => return None,
    }
    Some(if fraction.is_some() { Typed::Float(value) } else { Typed::Int(value as i64) })
}

/// What Ruby's `to_i` and `to_f` read of digits: to the first `_` that has not a digit on both sides.
fn read_by_ruby(digits: &str) -> &str {
    &digits[..stray_underscore(digits).unwrap_or(digits.len())]
}

/// `1.5`, `.5`, `1.`, `1.5e+3`: the dot and the sign of the exponent are needed. Psych takes `.e+3` for one, and then fails
/// to read it.
fn float(rest: &str, is_signed: bool, engine: Engine) -> Option<Result<f64, Refused>> {
    let (whole, fraction) = rest.split_once('.')?;
    let (fraction, exponent) = split_exponent(fraction)?;
    let is_whole = whole.is_empty() || whole.starts_with(|c: char| c.is_ascii_digit());
    let matches = if engine == Engine::PyYaml {
        // `.5` must begin with a digit and, of all forms, takes no sign.
        let is_bare = !is_signed && fraction.starts_with(|c: char| c.is_ascii_digit());
        is_whole && (!whole.is_empty() || is_bare) && all(whole, b"0123456789_") && all(fraction, b"0123456789_")
    } else {
        is_whole && all(whole, b"0123456789_,") && all(fraction, b"0123456789")
    };
    let has_digits = !whole.is_empty() || !fraction.is_empty();
    if !matches || (!has_digits && exponent.is_none()) {
        return None;
    }
    let plain = rest.replace(['_', ','], "");
    Some(plain.parse().map_err(|_| Refused::Number))
}

/// What stands before `e+3`, and the `+3`, whose sign is needed; `None` where `e` has anything else behind it.
pub(super) fn split_exponent(fraction: &str) -> Option<(&str, Option<&str>)> {
    let Some((fraction, exponent)) = fraction.split_once(['e', 'E']) else { return Some((fraction, None)) };
    let digits = exponent.strip_prefix(['+', '-'])?;
    (!digits.is_empty() && all(digits, b"0123456789")).then_some((fraction, Some(exponent)))
}

/// `0b1`, `017`, `0x1F`, `1_000`; Psych also takes `1,000`. Both take `0x_` for a number, and then fail to read it.
fn int(rest: &str, engine: Engine) -> Result<Option<i64>, Refused> {
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
        return Ok(None);
    }
    if radix == 10 && !is_decimal(digits, engine) {
        return Ok(None);
    }
    let digits = digits.replace(['_', ','], "");
    match digits.is_empty() {
        // `0_` is nothing.
        true if radix == 8 => Ok(Some(0)),
        true => Err(Refused::Number),
        false => Ok(Some(i64::from_str_radix(&digits, radix).unwrap_or(i64::MAX))),
    }
}

/// Whether `digits` begin with a digit and, in Psych, have one behind each `_` and `,`.
fn is_decimal(digits: &str, engine: Engine) -> bool {
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    engine == Engine::PyYaml || digits.split(['_', ',']).all(|part| !part.is_empty())
}
