//! Headings in raw HTML: GitHub gives them ids as well.

use super::heading::Heading;
use super::text::decoded;
use crate::syntax::{Document, OpaqueKind};
use crate::text::Span;

/// `headings` and those in raw HTML, in document order.
pub(super) fn merged(doc: &Document, mut headings: Vec<Heading>) -> Vec<Heading> {
    let mut at = 0;
    while let Some(tag) = doc.tags.get(at) {
        at += 1;
        if tag.is_end || !matches!(tag.name.as_bytes(), [b'h', b'1'..=b'6']) {
            continue;
        }
        let mut text = String::new();
        let mut from = tag.span.end();
        while let Some(next) = doc.tags.get(at) {
            at += 1;
            push(doc, Span::new(from, next.span.start()), &mut text);
            from = next.span.end();
            if next.is_end && next.name == tag.name {
                break;
            }
        }
        let text = Some(text.trim().to_string());
        headings.push(Heading { start: tag.span.start(), text, id: None, foreign_id: None, is_inner: false });
    }
    headings.sort_by_key(|heading| heading.start);
    headings
}

/// The text between two tags, without comments.
fn push(doc: &Document, span: Span, out: &mut String) {
    let from = doc.opaque.partition_point(|opaque| opaque.span.start() < span.start());
    let comments = doc.opaque[from..].iter().take_while(|opaque| opaque.span.start() < span.end());
    let mut start = span.start();
    for comment in comments.filter(|opaque| opaque.kind == OpaqueKind::Comment) {
        out.push_str(&decoded(doc.slice(Span::new(start, comment.span.start()))));
        start = comment.span.end();
    }
    out.push_str(&decoded(doc.slice(Span::new(start, span.end()))));
}
