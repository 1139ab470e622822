//! The same page before and after its edits: whether anything changed outside what the edits claim.
//!
//! That the tree is the same is not enough: on real pages it lets a third of the harmful edits pass, because kramdown and
//! Python-Markdown see more than CommonMark does. So the opaque stretches, tags, links, definitions, front matter and
//! the shape of the touched lines are compared beside it.

mod bibliography;
mod claims;
mod lines;
mod shift;
mod tokens;
mod tree;
mod values;

use crate::finding::Effect;
use crate::syntax::Document;
use crate::text::Edit;
use shift::{Claim, Shift};

/// Compares two parses of a page. `edits` are those that led from one to the other, sorted and disjoint, each with the
/// effect it claims. `Err` says in a few words what else changed. Linear in the page and its edits.
pub fn compare(before: &Document, after: &Document, edits: &[(Edit, Effect)]) -> Result<(), String> {
    if before.dialect != after.dialect {
        return Err(format!("the page would be read as {}", after.dialect.name()));
    }
    let shift = Shift::new(before.text(), edits);
    if shift.claims.iter().all(is_byte_order_mark) {
        return Ok(());
    }
    claims::compare(before, after, &shift)?;
    if bibliography::compare(before, after, &shift)? {
        return Ok(());
    }
    let Some(body) = values::compare(before, after, &shift)? else { return Ok(()) };
    let view = tree::Views::new(before, after, &shift, body);
    tree::compare(before, after, &shift, &view)?;
    tokens::compare(before, after, &shift, &view)?;
    lines::compare(before, after, &shift, body)
}

/// Whether an edit removes byte order marks at the head of the text. What they hid from every engine (a heading, the front
/// matter) then shows: that is the repair.
fn is_byte_order_mark(claim: &Claim) -> bool {
    let is_mark = claim.old.chars().all(|letter| letter == '\u{feff}');
    claim.effect == Effect::Encoding && claim.before.start() == 0 && is_mark && claim.new.is_empty()
}

#[cfg(test)]
mod tests;
