//! What is peculiar to DBLP: numbers behind the names of homonyms, a stop behind each title, edited volumes among the papers.

use serde_json::{Map, Value};

/// The name without the number that tells homonyms apart (`Bo Lin 0003`; see DBLP's FAQ on homonyms).
pub(super) fn without_number(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, number)) if number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => name,
    }
}

/// The title without its final stop, which stands behind every one; three of them are the author's.
pub(super) fn without_stop(title: &str) -> &str {
    match title.strip_suffix('.') {
        Some(rest) if !rest.ends_with('.') => rest,
        _ => title,
    }
}

/// Whether the object tells of a volume that somebody edited.
pub(super) fn is_editorship(object: &Map<String, Value>) -> bool {
    object.get("type").and_then(Value::as_str) == Some("Editorship")
}
