//! A bibliography before and after: the same entries with the same fields, and the same values where no edit claims one.

use super::shift::{Shift, Side};
use crate::finding::Effect;
use crate::syntax::{Bibliography, Document};
use crate::text::Span;

/// Compares two parses of a `.bib` file; a repair may make an entry readable, and none may break one.
pub(super) fn compare(before: &Document, after: &Document, shift: &Shift) -> Result<bool, String> {
    let (Some(old), Some(new)) = (&before.bibliography, &after.bibliography) else { return Ok(false) };
    if new.problems.len() > old.problems.len() {
        return Err("an entry can no longer be read".to_string());
    }
    if old.entries.len() != new.entries.len() {
        return Err("an entry appears or disappears".to_string());
    }
    for (old, new) in fields(before, old).zip(fields(after, new)) {
        let has_claim = |side, span| {
            let claims = shift.touching(side, span).iter();
            claims.into_iter().any(|claim| !matches!(claim.effect, Effect::Emphasis | Effect::Heading))
        };
        let is_claimed = has_claim(Side::Before, old.2) || has_claim(Side::After, new.2);
        if old.0 != new.0 || (old.1 != new.1 && !is_claimed) {
            return Err(format!("the field `{}` changes", old.0));
        }
    }
    if fields(before, old).count() != fields(after, new).count() {
        return Err("a field appears or disappears".to_string());
    }
    Ok(true)
}

/// Names and values of all entries: kind and key, then the fields.
fn fields<'a>(doc: &'a Document, bibliography: &'a Bibliography) -> impl Iterator<Item = (&'a str, &'a str, Span)> {
    bibliography.entries.iter().flat_map(move |entry| {
        let head = (doc.slice(entry.kind), doc.slice(entry.key), entry.key);
        let fields = entry.fields.iter().map(move |field| (doc.slice(field.name), doc.slice(field.value), field.value));
        std::iter::once(head).chain(fields)
    })
}
