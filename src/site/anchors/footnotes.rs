//! Ids of footnotes and of the marks that refer to them.

use super::Anchors;
use crate::site::slugs::Slugs;
use crate::syntax::{Dialect, Document, Node, NodeKind};
use std::collections::HashMap;

pub(super) fn ids(doc: &Document, slugs: &Slugs, anchors: &mut Anchors) {
    let Some(separator) = &slugs.footnotes else { return };
    let mut marks: HashMap<&str, usize> = HashMap::new();
    for node in &doc.nodes {
        let is_mark = node.kind == NodeKind::FootnoteReference;
        if !is_mark && node.kind != NodeKind::FootnoteDefinition {
            continue;
        }
        let Some(name) = name(doc, node) else { continue };
        let note = match doc.dialect {
            Dialect::CommonMark => format!("fn{separator}{}", name.to_lowercase()),
            _ => format!("fn{separator}{name}"),
        };
        if !is_mark {
            // kramdown leaves out a footnote that nothing refers to, and so it is noted at its first mark.
            if doc.dialect != Dialect::Kramdown {
                anchors.push(&note);
            }
            continue;
        }
        let count = marks.entry(name).and_modify(|count| *count += 1).or_insert(1);
        let mark = match (doc.dialect, *count) {
            (Dialect::Kramdown, 1) => {
                anchors.push(&note);
                format!("fnref{separator}{name}")
            }
            (Dialect::Kramdown, count) => format!("fnref{separator}{name}:{}", count - 1),
            (Dialect::CommonMark, 1) => format!("fnref{separator}{}", name.to_lowercase()),
            (Dialect::CommonMark, count) => format!("fnref{separator}{}-{count}", name.to_lowercase()),
            (_, 1) => format!("fnref{separator}{name}"),
            (_, count) => format!("fnref{count}{separator}{name}"),
        };
        anchors.push(&mark);
    }
}

/// The name in `[^name]`.
fn name<'a>(doc: &'a Document, node: &Node) -> Option<&'a str> {
    let rest = doc.slice(node.span).strip_prefix("[^")?;
    rest.split_once(']').map(|(name, _)| name)
}
