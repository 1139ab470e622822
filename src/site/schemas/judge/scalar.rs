//! One value that is no list and no mapping.

use super::super::key::{Key, Type};
use super::{Fault, Value, date};
use crate::syntax::yaml::{Engine, Typed};

/// What is said for `false` and is text.
const FALSE: &[&str] = &["false", "no", "off", "n", "none", "never", "disabled", "disable"];

/// The longest of such values that a slip is looked for in.
const LONGEST: usize = 60;

pub(super) fn judge<'a>(key: &'a Key, value: &Value) -> Option<Fault<'a>> {
    if key.types.iter().any(|kind| matches!(kind, Type::Date | Type::Timestamp)) && date::is_impossible(value.text) {
        return Some(Fault::NoDay);
    }
    if !key.types.is_empty() && !key.types.contains(&Type::Any) {
        let mut faults = Vec::with_capacity(key.types.len());
        for kind in &key.types {
            match of_type(*kind, value) {
                Ok(()) => return of_values(key, value),
                Err(fault) => faults.push(fault),
            }
        }
        // What one of the types has to say is more than that there is another kind.
        let said = faults.into_iter().flatten().next();
        return Some(said.unwrap_or(Fault::Kind { is: name(value.typed), wanted: &key.types }));
    }
    of_values(key, value)
}

/// Whether `kind` takes the value, and else the fault that it sees, if it is not only that of another kind.
fn of_type(kind: Type, value: &Value) -> Result<(), Option<Fault<'static>>> {
    let is_strict = value.reading.is_strict;
    let is_off = !is_strict && value.typed == Typed::Bool(false);
    let taken = |is_taken: bool| if is_taken { Ok(()) } else { Err(None) };
    match kind {
        Type::Any | Type::Text | Type::Path => Ok(()),
        Type::String => taken(value.typed == Typed::Str),
        Type::Timestamp => taken(matches!(value.typed, Typed::Date | Typed::DateTime)),
        Type::Number => taken(number(value).is_some() || is_off),
        Type::Integer => taken(number(value).is_some_and(|number| number.fract() == 0.0) || is_off),
        Type::Boolean => boolean(value),
        Type::Date => day(value),
        Type::Url => match value.typed {
            Typed::Str if is_bare_host(value.text) => Err(Some(Fault::NoScheme)),
            typed => taken(!is_strict || typed == Typed::Str),
        },
        Type::Permalink => match value.text.starts_with("http://") || value.text.starts_with("https://") {
            true => Err(Some(Fault::WholeAddress)),
            false => Ok(()),
        },
        Type::Base => base(value),
        // `false`, and often `true`, switch what a mapping would set.
        Type::List | Type::Mapping => taken(!is_strict && matches!(value.typed, Typed::Bool(_))),
    }
}

/// The value as a number; outside of strict places also one in quotes.
fn number(value: &Value) -> Option<f64> {
    match value.typed {
        Typed::Int(number) => Some(number as f64),
        Typed::Float(number) => Some(number),
        // Python takes True for 1.
        Typed::Bool(true) if value.engine == Engine::PyYaml => Some(1.0),
        Typed::Bool(false) if value.engine == Engine::PyYaml => Some(0.0),
        Typed::Str if !value.reading.is_strict => value.text.parse().ok(),
        _ => None,
    }
}

fn boolean(value: &Value) -> Result<(), Option<Fault<'static>>> {
    if let Typed::Bool(_) = value.typed {
        return Ok(());
    }
    if value.typed == Typed::Int(0) && value.engine != Engine::PyYaml {
        return Err(Some(Fault::CountsAsTrue));
    }
    if value.typed == Typed::Str {
        let lower = value.text.to_ascii_lowercase();
        if let Some(meant) = ["true", "false"].into_iter().find(|word| is_slip(&lower, word)) {
            return Err(Some(Fault::NearBoolean(meant == "true")));
        }
        if !value.reading.is_strict && FALSE.contains(&lower.as_str()) {
            return Err(Some(Fault::CountsAsTrue));
        }
    }
    if value.reading.is_strict { Err(None) } else { Ok(()) }
}

/// A letter left out, doubled or swapped with its neighbour; `tree` is another word.
fn is_slip(text: &str, word: &str) -> bool {
    let sorted = |text: &str| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    text.len() > 2
        && text.len() <= word.len() + 1
        && strsim::osa_distance(text, word) == 1
        && (text.len() != word.len() || sorted(text) == sorted(word))
}

fn day(value: &Value) -> Result<(), Option<Fault<'static>>> {
    match value.typed {
        Typed::Date | Typed::DateTime => Ok(()),
        Typed::Str | Typed::Int(_) if !date::is_none(value.text) => Ok(()),
        _ => Err(Some(Fault::NoDate)),
    }
}

/// `example.org`, `www.example.org/a`: a host where a scheme belongs before it.
fn is_bare_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    is_host && !host.starts_with('.') && ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn base(value: &Value) -> Result<(), Option<Fault<'static>>> {
    let text = value.text;
    if value.typed != Typed::Str || text.contains("://") {
        return Ok(());
    }
    let (needs_head, has_tail) = (!text.starts_with('/'), text.ends_with('/'));
    if needs_head || has_tail { Err(Some(Fault::Base { needs_head, has_tail })) } else { Ok(()) }
}

fn of_values<'a>(key: &'a Key, value: &Value) -> Option<Fault<'a>> {
    let is_off = !value.reading.is_strict && value.typed == Typed::Bool(false);
    if key.values.is_empty() || is_off || key.values.iter().any(|allowed| is_same(allowed, value)) {
        return None;
    }
    Some(Fault::Value { allowed: &key.values, nearest: nearest(&key.values, value.text) })
}

/// Whether the value is `allowed` when it is printed.
fn is_same(allowed: &str, value: &Value) -> bool {
    match value.typed {
        Typed::Bool(is) => allowed == if is { "true" } else { "false" },
        Typed::Int(number) => allowed.parse() == Ok(number) || allowed == value.text,
        Typed::Float(number) => allowed.parse() == Ok(number) || allowed == value.text,
        _ => allowed == value.text,
    }
}

/// The allowed value that `text` is a slip of: the same but for case, one letter off, or without its end or its group
/// (`nav`, `tabs` of `navigation.tabs`); `None` when several are.
fn nearest<'a>(allowed: &'a [String], text: &str) -> Option<&'a str> {
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    if let Some(same) = allowed.iter().find(|allowed| allowed.to_lowercase() == lower) {
        return Some(same);
    }
    let near = |allowed: &&String| {
        let most = if allowed.len() >= 8 { 2 } else { 1 };
        allowed.len() > 3 && strsim::osa_distance(&allowed.to_lowercase(), &lower) <= most
    };
    let is_part = |allowed: &&String| {
        let rest = allowed.strip_prefix(&lower).or_else(|| allowed.strip_suffix(&lower)?.strip_suffix('.'));
        lower.len() > 2 && rest.is_some_and(|rest| !rest.starts_with(['.', '-', '_']))
    };
    only(allowed.iter().filter(near)).or_else(|| only(allowed.iter().filter(is_part)))
}

/// The one item; `None` when there are several.
fn only<'a>(mut items: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// What the value is, for people.
fn name(typed: Typed) -> &'static str {
    match typed {
        Typed::Null => "nothing",
        Typed::Bool(true) => "`true`",
        Typed::Bool(false) => "`false`",
        Typed::Int(_) | Typed::Float(_) => "a number",
        Typed::Date | Typed::DateTime => "a date",
        Typed::Str => "text",
    }
}
