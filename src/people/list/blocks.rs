//! The blocks of a page that can hold author lists: paragraphs, table cells, raw HTML between block-level tags.

use crate::syntax::{Document, Node, NodeId, NodeKind};
use crate::text::Span;

/// One block.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    /// The paragraph or cell; `None` for raw HTML, where a line end is a blank.
    pub(super) node: Option<NodeId>,
    /// Where the rest of the entry stands: the list item, the table row, the neighbours.
    pub(super) context: Span,
}

/// Neighbours further away than this belong to something else. Bytes.
const NEAR: usize = 16;

/// The blocks in order: Markdown first, raw HTML after it.
pub(super) fn blocks(doc: &Document) -> Vec<Block> {
    let texts: Vec<NodeId> = (0..doc.nodes.len()).filter(|&id| holds_text(&doc.nodes[id])).collect();
    let mut blocks = Vec::new();
    for (at, &id) in texts.iter().enumerate() {
        let node = &doc.nodes[id];
        if matches!(node.kind, NodeKind::Heading { .. }) {
            continue;
        }
        let parent = node.parent.map(|parent| &doc.nodes[parent]);
        let context = match parent {
            Some(parent) if matches!(parent.kind, NodeKind::Item | NodeKind::TableRow) => parent.span,
            _ => {
                let before = at.checked_sub(1).map(|before| &doc.nodes[texts[before]]);
                let behind = texts.get(at + 1).map(|&behind| &doc.nodes[behind]);
                let behind = behind.filter(|behind| !matches!(behind.kind, NodeKind::Heading { .. }));
                let start = before.filter(|before| are_near(before, node)).map_or(node.span, |before| before.span);
                let end = behind.filter(|behind| are_near(node, behind)).map_or(node.span, |behind| behind.span);
                Span::new(start.start(), end.end())
            }
        };
        blocks.push(Block { span: node.span, node: Some(id), context });
    }
    blocks.append(&mut raw_html(doc, &texts));
    blocks
}

fn holds_text(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Paragraph | NodeKind::TableCell | NodeKind::Heading { .. })
}

fn are_near(first: &Node, second: &Node) -> bool {
    first.parent == second.parent && second.span.start().saturating_sub(first.span.end()) <= NEAR
}

/// Stretches between block-level tags in which Markdown has no text.
fn raw_html(doc: &Document, texts: &[NodeId]) -> Vec<Block> {
    let mut stretches: Vec<Span> = Vec::new();
    let mut start = None;
    for tag in doc.tags.iter().filter(|tag| tag.is_block()) {
        if let Some(start) = start {
            let stretch = Span::new(start, tag.span.start());
            let next = texts.partition_point(|&id| doc.nodes[id].span.end() <= stretch.start());
            let is_markdown = texts.get(next).is_some_and(|&id| doc.nodes[id].span.overlaps(stretch));
            if !is_markdown && !doc.slice(stretch).trim().is_empty() {
                stretches.push(stretch);
            }
        }
        start = Some(tag.span.end());
    }
    let mut blocks = Vec::new();
    for (at, &span) in stretches.iter().enumerate() {
        let near = |a: Span, b: Span| b.start().saturating_sub(a.end()) <= 4 * NEAR;
        let before = at.checked_sub(1).map(|before| stretches[before]).filter(|before| near(*before, span));
        let behind = stretches.get(at + 1).copied().filter(|behind| near(span, *behind));
        let context = Span::new(before.unwrap_or(span).start(), behind.unwrap_or(span).end());
        blocks.push(Block { span, node: None, context });
    }
    blocks
}
