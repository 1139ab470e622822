//! What is known of one key.

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use std::collections::BTreeMap;
use std::fmt;

/// Keys by name; [`ANY`] is every other one.
pub type Keys = BTreeMap<String, Key>;

/// Stands for every key that is not named beside it.
pub(super) const ANY: &str = "*";

/// The facts of a key. In a schema a type alone, or a list of types, stands for a key of which no more is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    /// Those that its readers take; none stands for any.
    pub types: Vec<Type>,
    /// The only values that its readers take, as they are printed; none stands for any.
    pub values: Vec<String>,
    /// The first version that reads it.
    pub since: Option<String>,
    /// What happens where the key is absent.
    pub without: Option<String>,
    /// A visitor sees the value, and a hole where it is empty.
    pub is_shown: bool,
    /// It may be absent, but the site cannot be built where it stands without a value.
    pub is_filled: bool,
    /// The site cannot be built without it; a schema of the owner's own asks for it.
    pub is_required: bool,
    /// The plugin that reads it, when nothing else does.
    pub needs: Option<String>,
    /// What a list's items are.
    pub items: Option<Box<Key>>,
    /// The keys of a mapping.
    pub keys: Keys,
    /// Names that a list's items may be, alone or as the one key of a mapping: `plugins: [search, {blog: {…}}]`; also the
    /// keys of a mapping in its place.
    pub named: Keys,
}

/// What a value is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// Printed: numbers and dates too.
    Text,
    /// What the engine reads as text: a number, a date or `yes` without quotes is none.
    String,
    Number,
    Integer,
    Boolean,
    /// A day, as the engine's date or as text.
    Date,
    /// What the engine reads as a date: one in quotes is none.
    Timestamp,
    /// An address, with its scheme.
    Url,
    /// A path of the site or of the sources.
    Path,
    /// The page's own address, from the site's root.
    Permalink,
    /// The path of the site on its host: `/docs`.
    Base,
    List,
    Mapping,
    Any,
}

impl Key {
    /// Whether a value of `kind` is taken.
    pub fn takes(&self, kind: Type) -> bool {
        !self.says_types() || self.types.contains(&kind)
    }

    /// Whether it says which types are taken.
    pub fn says_types(&self) -> bool {
        !self.types.is_empty() && !self.types.contains(&Type::Any)
    }
}

/// The facts as a schema writes them.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Facts {
    #[serde(rename = "type")]
    types: OneOrMany<Type>,
    values: Vec<serde_yaml::Value>,
    since: Option<serde_yaml::Value>,
    without: Option<String>,
    shown: bool,
    filled: bool,
    required: bool,
    needs: Option<String>,
    items: Option<Box<Key>>,
    keys: Keys,
    named: Keys,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
        struct Facts0;
        impl<'de> Visitor<'de> for Facts0 {
            type Value = Key;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("a type such as `text`, a list of types, or the facts of a key")
            }

            fn visit_str<E: Error>(self, one: &str) -> Result<Key, E> {
                let one = Type::deserialize(de::value::StrDeserializer::new(one))?;
                Ok(Key { types: vec![one], ..Key::default() })
            }

            fn visit_unit<E: Error>(self) -> Result<Key, E> {
                Ok(Key::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, many: A) -> Result<Key, A::Error> {
                let types = Deserialize::deserialize(de::value::SeqAccessDeserializer::new(many))?;
                Ok(Key { types, ..Key::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, facts: A) -> Result<Key, A::Error> {
                Facts::deserialize(de::value::MapAccessDeserializer::new(facts)).map(Key::from)
            }
        }
        deserializer.deserialize_any(Facts0)
    }
}

impl From<Facts> for Key {
    fn from(facts: Facts) -> Key {
        Key {
            types: facts.types.0,
            values: facts.values.iter().filter_map(printed).collect(),
            since: facts.since.as_ref().and_then(printed),
            without: facts.without,
            is_shown: facts.shown,
            is_filled: facts.filled,
            is_required: facts.required,
            needs: facts.needs,
            items: facts.items,
            keys: facts.keys,
            named: facts.named,
        }
    }
}

/// A scalar as it is printed.
fn printed(value: &serde_yaml::Value) -> Option<String> {
    match value {
        serde_yaml::Value::String(text) => Some(text.clone()),
        serde_yaml::Value::Bool(value) => Some(value.to_string()),
        serde_yaml::Value::Number(value) => Some(value.to_string()),
        _ => None,
    }
}

/// One value, or a list of them.
#[derive(Clone, Debug)]
pub(super) struct OneOrMany<T>(pub(super) Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> OneOrMany<T> {
        OneOrMany(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany<T>, D::Error> {
        struct Values<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Values<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("one value or a list of them")
            }

            fn visit_str<E: Error>(self, one: &str) -> Result<OneOrMany<T>, E> {
                T::deserialize(de::value::StrDeserializer::new(one)).map(|one| OneOrMany(vec![one]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, many: A) -> Result<OneOrMany<T>, A::Error> {
                Deserialize::deserialize(de::value::SeqAccessDeserializer::new(many)).map(OneOrMany)
            }
        }
        deserializer.deserialize_any(Values(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read() {
        let keys: Keys = serde_yaml::from_str(
            "a: text\nb: [text, list]\nc: {type: list, items: {type: text, values: [x, 1, true]}, since: 4.1}\nd:\n",
        )
        .expect("the form is right");
        assert_eq!(keys["a"].types, [Type::Text]);
        assert_eq!(keys["b"].types, [Type::Text, Type::List]);
        assert_eq!(keys["c"].items.as_ref().map(|items| items.values.join(" ")), Some("x 1 true".to_string()));
        assert_eq!(keys["c"].since.as_deref(), Some("4.1"));
        assert!(keys["d"].takes(Type::Mapping) && !keys["a"].takes(Type::List));
        for wrong in ["a: word", "a: {tpye: text}", "a: 1"] {
            assert!(serde_yaml::from_str::<Keys>(wrong).is_err(), "{wrong}");
        }
    }
}
