//! One configuration file as it is written.

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::{Deserialize, de};
use std::collections::BTreeMap;
use std::fmt;

/// The keys of `hplint.yml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case", expecting = "keys such as `select`")]
pub(super) struct File {
    pub(super) extends: OneOrMany,
    pub(super) select: Option<Vec<String>>,
    pub(super) extend_select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) fixable: Option<Vec<String>>,
    pub(super) exclude: Vec<String>,
    pub(super) owner: Option<OneOrMany>,
    pub(super) site_config: Option<OneOrMany>,
    pub(super) schemas: Vec<serde_yaml::Value>,
    pub(super) references: OneOrMany,
    pub(super) max_file_size: Option<Size>,
    pub(super) rules: BTreeMap<String, serde_yaml::Value>,
    pub(super) overrides: Vec<OverrideFile>,
}

/// An entry of `overrides`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case", expecting = "`files` and a selection")]
pub(super) struct OverrideFile {
    pub(super) files: Vec<String>,
    pub(super) select: Option<Vec<String>>,
    pub(super) extend_select: Vec<String>,
    pub(super) ignore: Vec<String>,
}

/// One string, or a list of them.
#[derive(Debug, Default)]
pub(super) struct OneOrMany(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany, D::Error> {
        struct Strings;
        impl<'de> Visitor<'de> for Strings {
            type Value = OneOrMany;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("a string or a list of strings")
            }

            fn visit_str<E: Error>(self, one: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![one.to_string()]))
            }

            fn visit_unit<E: Error>(self) -> Result<OneOrMany, E> {
                Ok(OneOrMany::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, many: A) -> Result<OneOrMany, A::Error> {
                Deserialize::deserialize(de::value::SeqAccessDeserializer::new(many)).map(OneOrMany)
            }
        }
        deserializer.deserialize_any(Strings)
    }
}

/// A number of bytes, or a string such as `10 MB`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size(pub(super) u64);

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Size, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Size;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("a number of bytes, or one with a unit such as `10 MB`")
            }

            fn visit_u64<E: Error>(self, bytes: u64) -> Result<Size, E> {
                Ok(Size(bytes))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Size, E> {
                size(text).map(Size).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_any(Bytes)
    }
}

/// Reads `10 MB`, `512kB`, `1 MiB`, `300`.
fn size(text: &str) -> Option<u64> {
    let unit_at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let count: u64 = text[..unit_at].parse().ok()?;
    let unit = match text[unit_at..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return None,
    };
    count.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes() {
        for (text, expected) in [
            ("300", Some(300)),
            ("10 MB", Some(10_000_000)),
            ("512kB", Some(512_000)),
            ("1 MiB", Some(1_048_576)),
            ("MB", None),
            ("1.5 MB", None),
            ("10 m", None),
            ("99999999999 GB", None),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
    }
}
