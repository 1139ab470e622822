//! A value held against what is known of its key: pure, no words.

mod date;
mod scalar;

use super::key::{Key, Type};
use crate::syntax::has_template;
use crate::syntax::yaml::{Engine, Scalar, ScalarStyle, Typed, YamlNode, YamlValue, typed};

/// Who reads a value.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Any of these may type it; a fault is one in all of them.
    pub engines: &'static [Engine],
    /// A value of another type is refused, as MkDocs does in its configuration; elsewhere it is printed or asked whether
    /// it is true.
    pub is_strict: bool,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault<'a> {
    /// `{{ x }}` without quotes: a mapping in a mapping.
    Template,
    /// Of a kind that is not taken.
    Kind { is: &'static str, wanted: &'a [Type] },
    /// Meant as false, and counts as true.
    CountsAsTrue,
    /// `ture`: this was meant.
    NearBoolean(bool),
    /// None of the only values.
    Value { allowed: &'a [String], nearest: Option<&'a str> },
    /// A day or an hour that no calendar or clock has.
    NoDay,
    /// What no reader takes for a date.
    NoDate,
    /// The host stands alone.
    NoScheme,
    /// A whole address where the page's own belongs: its path.
    WholeAddress,
    /// An empty address, which is the home page's.
    NoAddress,
    /// The path of the site on its host without a slash at its head, or with one at its end.
    Base { needs_head: bool, has_tail: bool },
    /// No value where the site cannot be built without one.
    Unfilled,
    /// No value where visitors see one.
    Unshown { without: Option<&'a str> },
}

impl Fault<'_> {
    /// Whether another program that takes such values is not at fault.
    pub(super) fn is_of_kind(&self) -> bool {
        matches!(self, Fault::Kind { .. } | Fault::CountsAsTrue | Fault::NearBoolean(_) | Fault::NoDate)
    }
}

/// The faults of `node` and, when it is a list, of its items, each with its node. What a mapping's keys hold is judged by
/// theirs.
pub(super) fn judge<'a>(key: &'a Key, node: &'a YamlNode, reading: Reading) -> Vec<(&'a YamlNode, Fault<'a>)> {
    let mut faults = Vec::new();
    add(key, node, reading, &mut faults);
    faults
}

fn add<'a>(key: &'a Key, node: &'a YamlNode, reading: Reading, faults: &mut Vec<(&'a YamlNode, Fault<'a>)>) {
    // Tags run code or name a type, and what an alias repeats is judged where it stands first.
    if node.tag.is_some() {
        return;
    }
    let fault = match &node.value {
        YamlValue::Alias(_) => None,
        YamlValue::Mapping(_) if is_template(node) => Some(Fault::Template),
        YamlValue::Mapping(pairs) => collection(key, Type::Mapping, "a mapping", pairs.is_empty(), reading),
        // Liquid prints a list's items one behind the other: one alone is as if it stood without a list.
        YamlValue::Sequence(items) if is_printed_alone(key, items, reading) => {
            return add(key, &items[0], reading, faults);
        }
        YamlValue::Sequence(items) => {
            if let Some(item) = key.items.as_deref() {
                items.iter().for_each(|node| add(item, node, reading, faults));
            }
            collection(key, Type::List, "a list", items.is_empty(), reading)
        }
        YamlValue::Scalar(scalar) => of_scalar(key, scalar, reading),
    };
    faults.extend(fault.map(|fault| (node, fault)));
}

fn is_printed_alone(key: &Key, items: &[YamlNode], reading: Reading) -> bool {
    let is_text = key.types.iter().any(|kind| matches!(kind, Type::Text | Type::Url | Type::Path));
    let is_scalar = matches!(items, [YamlNode { value: YamlValue::Scalar(_), .. }]);
    is_scalar && is_text && !key.takes(Type::List) && !reading.engines.contains(&Engine::PyYaml)
}

/// `{{ x }}`: a mapping whose key is a mapping of nothing.
fn is_template(node: &YamlNode) -> bool {
    let [(key, value)] = node.pairs() else { return false };
    let is_nothing = |node: &YamlNode| node.span.is_empty();
    matches!(key.value, YamlValue::Mapping(_))
        && key.pairs().iter().all(|(_, value)| is_nothing(value))
        && is_nothing(value)
}

fn collection<'a>(key: &'a Key, kind: Type, is: &'static str, is_empty: bool, reading: Reading) -> Option<Fault<'a>> {
    // `[]` is another way to say nothing, and what is only asked whether it is true is.
    let is_harmless = !reading.is_strict && (is_empty || key.types == [Type::Boolean]);
    let is_taken = key.takes(kind) || is_harmless;
    (!is_taken).then_some(Fault::Kind { is, wanted: &key.types })
}

fn of_scalar<'a>(key: &'a Key, scalar: &'a Scalar, reading: Reading) -> Option<Fault<'a>> {
    if has_template(&scalar.text) {
        return None;
    }
    let mut first = None;
    for engine in reading.engines {
        let value = Value { text: scalar.text.trim(), typed: typed(scalar, *engine), engine: *engine, reading };
        let fault = empty(key, &value).unwrap_or_else(|| scalar::judge(key, &value))?;
        first.get_or_insert(fault);
    }
    // Written as text on purpose, over several lines: nobody's date or number.
    first.filter(|fault| scalar.style != ScalarStyle::Block || !matches!(fault, Fault::Value { .. }))
}

/// A scalar as one engine reads it.
struct Value<'a> {
    text: &'a str,
    typed: Typed,
    engine: Engine,
    reading: Reading,
}

/// `None` for a value that is not empty.
fn empty<'a>(key: &'a Key, value: &Value) -> Option<Option<Fault<'a>>> {
    let is_null = value.typed == Typed::Null;
    if !is_null && !value.text.is_empty() {
        return None;
    }
    if is_null && key.is_filled {
        return Some(Some(Fault::Unfilled));
    }
    if key.is_shown {
        return Some(Some(Fault::Unshown { without: key.without.as_deref().filter(|_| is_null) }));
    }
    if is_null || !value.reading.is_strict {
        let is_only = |kind| key.types == [kind];
        return Some(match () {
            () if is_null => None,
            () if is_only(Type::Permalink) => Some(Fault::NoAddress),
            () if is_only(Type::Date) && key.is_filled => Some(Fault::Unfilled),
            () => None,
        });
    }
    None
}

#[cfg(test)]
mod tests;
