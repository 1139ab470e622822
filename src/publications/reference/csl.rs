//! Names and dates as CSL-JSON has them (Zotero, Crossref), and as its relatives do.
//!
//! Read with serde_json alone: citationberg 0.7 (feature `json`) has types for names and dates, but refuses a whole item for one field that is a
//! list of strings (Crossref's `title`), a fraction, `null` or an object, or for a date with `literal` alone, and does not know the relatives.

use super::data::text;
use serde_json::{Map, Value};

/// A name in its usual order: a string, `{given, family}`, `{literal}`; ACL's `{first, last, full}`, DBLP's `{text}`.
pub(super) fn name(value: &Value) -> Option<String> {
    let Value::Object(object) = value else { return text(value) };
    if let Some(whole) = ["literal", "full", "name", "text"].iter().find_map(|key| part(object, key)) {
        return Some(whole.to_string());
    }
    let family = part(object, "family").or_else(|| part(object, "last")).or_else(|| part(object, "last_name"))?;
    let given = part(object, "given").or_else(|| part(object, "first")).or_else(|| part(object, "first_name"));
    let parts = [
        given,
        part(object, "dropping-particle"),
        part(object, "non-dropping-particle"),
        Some(family),
        part(object, "suffix"),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    Some(parts.join(" "))
}

fn part<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str().map(str::trim).filter(|part| !part.is_empty())
}

/// The year of `{"date-parts": [[2020, 5]]}` or `{"literal": "2020"}`.
pub(super) fn year(value: &Value) -> Option<i32> {
    let object = value.as_object()?;
    let parts = object.get("date-parts").and_then(|parts| parts.get(0)?.get(0));
    let year = parts.or_else(|| object.get("literal")).or_else(|| object.get("raw"))?;
    let text = text(year)?;
    text.get(..4)?.parse().ok()
}
