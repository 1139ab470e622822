//! The stretches of a page around an author list that can be its entry, from the smallest to the largest.

use crate::people::{AuthorList, ListSource};
use crate::syntax::{Document, HtmlTag, Node, NodeId, NodeKind};
use crate::text::Span;

/// An entry is no longer. Bytes.
const LONGEST: usize = 6_000;

/// Neighbours further away than this belong to something else. Bytes.
const NEAR: usize = 16;

/// How many elements around a list are looked at.
const DEPTH: usize = 5;

/// An HTML element that can hold an entry.
struct Element {
    span: Span,
    parent: Option<usize>,
}

/// What is asked for each list of a page.
pub(super) struct Regions<'a> {
    doc: &'a Document,
    /// Where the lists begin, ascending.
    starts: Vec<usize>,
    /// Sorted by start.
    elements: Vec<Element>,
}

/// What an entry is in the page, and so which others stand in one list with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Item,
    Row,
    Paragraph,
    Html,
}

/// The stretches, and what the entry is.
pub(super) struct Around {
    /// Ascending; the first ones are surely of this entry.
    pub(super) spans: Vec<Span>,
    /// How many of them hold nothing else.
    pub(super) own: usize,
    pub(super) shape: Shape,
}

impl<'a> Regions<'a> {
    /// `lists` are all that the page shows, in order.
    pub(super) fn new(doc: &'a Document, lists: &[&AuthorList]) -> Regions<'a> {
        let starts = lists.iter().map(|list| list.span.start()).collect();
        Regions { doc, starts, elements: elements(&doc.tags) }
    }

    fn count(&self, span: Span) -> usize {
        let first = self.starts.partition_point(|&start| start < span.start());
        self.starts[first..].iter().take(2).take_while(|&&start| start < span.end()).count()
    }

    /// The stretches around `list` that hold no other list.
    pub(super) fn around(&self, list: &AuthorList) -> Around {
        let mut around = Around { spans: Vec::new(), own: 0, shape: Shape::Html };
        match self.node(list).filter(|_| list.source == ListSource::Markdown) {
            Some(id) => self.markdown(id, list, &mut around),
            None => drop(self.add(&mut around, list.block)),
        }
        around.own = around.spans.len();
        if around.own > 0 {
            self.html(list, &mut around);
            if around.shape == Shape::Html {
                around.own = around.spans.len();
            }
        }
        around
    }

    /// The paragraph or cell of a list.
    fn node(&self, list: &AuthorList) -> Option<NodeId> {
        let nodes = &self.doc.nodes;
        let first = nodes.partition_point(|node| node.span.start() < list.block.start());
        let holds_text = |node: &Node| matches!(node.kind, NodeKind::Paragraph | NodeKind::TableCell);
        (first..nodes.len())
            .take(12)
            .take_while(|&id| nodes[id].span.start() == list.block.start())
            .find(|&id| nodes[id].span == list.block && holds_text(&nodes[id]))
    }

    fn add(&self, around: &mut Around, span: Span) -> bool {
        let fits = span.len() <= LONGEST && self.count(span) == 1;
        if fits && around.spans.last().is_none_or(|last| *last != span) {
            around.spans.push(span);
        }
        fits
    }

    fn markdown(&self, id: NodeId, list: &AuthorList, around: &mut Around) {
        let nodes = &self.doc.nodes;
        around.shape = Shape::Paragraph;
        if self.count(nodes[id].span) > 1 {
            // One paragraph of many entries, a line each.
            self.add(around, self.line(id, list));
            return;
        }
        if !self.add(around, nodes[id].span) {
            return;
        }
        let mut child = id;
        while let Some(parent) = nodes[child].parent {
            match nodes[parent].kind {
                NodeKind::TableRow => {
                    around.shape = Shape::Row;
                    self.add(around, nodes[parent].span);
                    return;
                }
                NodeKind::Item => {
                    around.shape = Shape::Item;
                    if !self.add(around, nodes[parent].span) {
                        self.add(around, self.without_nested(parent));
                        return;
                    }
                }
                NodeKind::List { .. } | NodeKind::TableCell => {}
                _ => break,
            }
            child = parent;
        }
        if around.shape == Shape::Paragraph
            && let Some(before) = self.sibling_before(id)
        {
            self.add(around, Span::new(before.start(), nodes[id].span.end()));
        }
    }

    /// The item up to the list inside of it.
    fn without_nested(&self, item: NodeId) -> Span {
        let nodes = &self.doc.nodes;
        let inner = (item + 1..nodes[item].end).find(|&id| matches!(nodes[id].kind, NodeKind::List { .. }));
        Span::new(nodes[item].span.start(), inner.map_or(nodes[item].span.end(), |inner| nodes[inner].span.start()))
    }

    /// The line of a paragraph between two breaks that holds the list.
    fn line(&self, id: NodeId, list: &AuthorList) -> Span {
        let nodes = &self.doc.nodes;
        let whole = nodes[id].span;
        let (mut start, mut end) = (whole.start(), whole.end());
        let inside = &nodes[id + 1..nodes[id].end];
        let next = inside.partition_point(|node| node.span.start() < list.span.start());
        let is_break = |node: &&Node| node.kind == NodeKind::HardBreak;
        if let Some(node) = inside[..next].iter().rev().take(200).find(is_break) {
            start = start.max(node.span.end());
        }
        if let Some(node) = inside[next..].iter().take(200).find(is_break) {
            end = end.min(node.span.start());
        }
        let next = self.doc.tags.partition_point(|tag| tag.span.start() < list.span.start());
        let is_break = |tag: &&HtmlTag| tag.name == "br";
        if let Some(tag) = self.doc.tags[..next].iter().rev().take(100).find(is_break) {
            start = start.max(tag.span.end());
        }
        if let Some(tag) = self.doc.tags[next..].iter().take(100).find(is_break) {
            end = end.min(tag.span.start());
        }
        Span::new(start, end)
    }

    /// The paragraph or heading right before, without a list of its own.
    fn sibling_before(&self, id: NodeId) -> Option<Span> {
        let nodes = &self.doc.nodes;
        // A paragraph's own descendants lie between it and the next one.
        let mut before = id.checked_sub(1)?;
        while nodes[before].parent != nodes[id].parent {
            before = nodes[before].parent?;
            if before <= nodes[id].parent.unwrap_or(0) {
                return None;
            }
        }
        let node = &nodes[before];
        let is_text = matches!(node.kind, NodeKind::Paragraph | NodeKind::Heading { .. });
        let is_near = nodes[id].span.start().saturating_sub(node.span.end()) <= NEAR;
        (is_text && is_near && self.count(node.span) == 0).then_some(node.span)
    }

    fn html(&self, list: &AuthorList, around: &mut Around) {
        let next = self.elements.partition_point(|element| element.span.start() <= list.span.start());
        let mut at = next.checked_sub(1);
        let mut depth = 0;
        while let Some(element) = at.map(|at| &self.elements[at]) {
            at = element.parent;
            if !element.span.contains(list.span) {
                continue;
            }
            depth += 1;
            let largest = around.spans.last().copied().unwrap_or(list.span);
            if depth > DEPTH || (element.span.contains(largest) && !self.add(around, element.span)) {
                return;
            }
        }
    }
}

/// The elements that can hold an entry, with the one around each.
fn elements(tags: &[HtmlTag]) -> Vec<Element> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut elements: Vec<Element> = Vec::new();
    for tag in tags {
        if !matches!(tag.name.as_str(), "li" | "tr" | "td" | "p" | "div" | "section" | "article" | "dd" | "dt" | "dl") {
            continue;
        }
        if !tag.is_end && !tag.self_closing {
            let parent = open.last().map(|(_, element)| *element);
            open.push((&tag.name, elements.len()));
            // An element that is never closed holds nothing.
            elements.push(Element { span: Span::empty(tag.span.start()), parent });
        } else if let Some(depth) = open.iter().rev().take(8).position(|(name, _)| *name == tag.name) {
            let at = open.len() - 1 - depth;
            let element = &mut elements[open[at].1];
            element.span = Span::new(element.span.start(), tag.span.end());
            open.truncate(at);
        }
    }
    elements
}
