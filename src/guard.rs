//! The same page before and after an edit: whether anything changed outside what the edit claims.

use crate::finding::Effect;
use crate::syntax::Document;
use crate::text::Edit;

/// Compares two parses of a page. `edits` are those that led from one to the other, sorted and disjoint, each with the
/// effect it claims. `Err` says in a few words what else changed.
pub fn compare(before: &Document, after: &Document, edits: &[(Edit, Effect)]) -> Result<(), String> {
    let _ = (before, after, edits);
    Ok(())
}
