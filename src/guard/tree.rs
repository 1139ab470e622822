//! The Markdown trees of a page before and after, the claimed nodes left out.

use super::claims::{self, emphasis_tag};
use super::shift::{Claim, Shift, Side, around, joined, overlaps_any, touches_any};
use super::tokens::weight;
use crate::finding::Effect;
use crate::syntax::{Document, Node, NodeId, NodeKind};
use crate::text::Span;

/// What the claims allow to differ in each of the two texts.
pub(super) struct Views {
    pub(super) before: View,
    pub(super) after: View,
}

/// What the claims allow to differ in one text.
pub(super) struct View {
    /// Edits that claim emphasis.
    pub(super) emphasis: Vec<Span>,
    /// Links that an edit makes, unmakes or gives another target, with all that is in them.
    pub(super) links: Vec<Span>,
    /// Blocks that an edit makes a heading, or no heading.
    headings: Vec<Span>,
    /// Where the body begins: what is before it was or is front matter.
    pub(super) body: usize,
}

impl Views {
    /// `body` is where the body begins before and after.
    pub(super) fn new(before: &Document, after: &Document, shift: &Shift, body: (usize, usize)) -> Views {
        let is_link = |kind: NodeKind| matches!(kind, NodeKind::Link | NodeKind::Image);
        let is_block = |kind: NodeKind| matches!(kind, NodeKind::Heading { .. } | NodeKind::Paragraph);
        let (links, links_after) = regions(before, after, shift, Effect::Link, is_link);
        let (headings, headings_after) = regions(before, after, shift, Effect::Heading, is_block);
        let emphasis = |side| shift.of(Effect::Emphasis, side);
        Views {
            before: View { emphasis: emphasis(Side::Before), links, headings, body: body.0 },
            after: View { emphasis: emphasis(Side::After), links: links_after, headings: headings_after, body: body.1 },
        }
    }
}

/// The nodes that edits of `effect` touch in either text, as regions of both.
fn regions(
    before: &Document,
    after: &Document,
    shift: &Shift,
    effect: Effect,
    wanted: impl Fn(NodeKind) -> bool,
) -> (Vec<Span>, Vec<Span>) {
    let touched = |doc: &Document, side: Side| -> Vec<Span> {
        let edits = shift.of(effect, side);
        let is_touched = |node: &&Node| wanted(node.kind) && touches_any(&edits, node.span);
        doc.nodes.iter().filter(is_touched).map(|node| node.span).collect()
    };
    let (mut here, mut there) = (touched(before, Side::Before), touched(after, Side::After));
    let moved: Vec<Span> = here.iter().map(|&span| shift.map_span(Side::Before, span)).collect();
    here.extend(there.iter().map(|&span| shift.map_span(Side::After, span)));
    there.extend(moved);
    (joined(here), joined(there))
}

/// A node that must be found again.
struct Item {
    kind: NodeKind,
    span: Span,
    depth: usize,
}

/// Compares the trees; the first difference is told.
pub(super) fn compare(before: &Document, after: &Document, shift: &Shift, views: &Views) -> Result<(), String> {
    marks(before, after, shift, views)?;
    let (before, _) = items(before, &views.before);
    let (after, flaw) = items(after, &views.after);
    if let Some(flaw) = flaw {
        return Err(flaw.to_string());
    }
    for (old, new) in before.iter().zip(&after) {
        if old.kind != new.kind {
            return Err(format!("{} becomes {}", name(old.kind), name(new.kind)));
        }
        if old.depth != new.depth {
            return Err(format!("{} moves to another level", name(old.kind)));
        }
        if !shift.agrees(old.span, new.span) {
            return Err(format!("{} gets other bounds", name(old.kind)));
        }
    }
    if let Some(lost) = before.get(after.len()) {
        return Err(format!("{} disappears", name(lost.kind)));
    }
    match after.get(before.len()) {
        Some(new) => Err(format!("{} appears", name(new.kind))),
        None => Ok(()),
    }
}

/// A mark of emphasis that an edit writes or removes must be one: `*` is also what an author puts behind a name. And emphasis
/// beside an edit stays.
fn marks(before: &Document, after: &Document, shift: &Shift, views: &Views) -> Result<(), String> {
    let is_in_body = |claim: &&Claim| claim.before.start() >= views.before.body;
    let emphasis = || shift.claims.iter().filter(|claim| claim.effect == Effect::Emphasis).filter(is_in_body);
    if emphasis().next().is_none() {
        return Ok(());
    }
    let mut written = 0;
    let sides = [(before, Side::Before), (after, Side::After)].map(|(doc, side)| (marks_of(doc), side));
    for claim in emphasis() {
        let texts = [(claim.old, claim.new), (claim.new, claim.old)];
        for ((marks, side), (here, there)) in sides.iter().zip(texts) {
            if claims::marks(here) > claims::marks(there) && !touches_any(marks, claim.span(*side)) {
                return Err("a visible `*` appears or disappears".to_string());
            }
        }
        written += runs(claim.new).saturating_sub(runs(claim.old));
    }
    let edits = [shift.of(Effect::Emphasis, Side::Before), shift.of(Effect::Emphasis, Side::After)];
    let is_removed = |mark: Span| {
        let touching = shift.touching(Side::Before, mark).iter().filter(|claim| claim.effect == Effect::Emphasis);
        touching.into_iter().any(|claim| claim.before.overlaps(mark) || claim.new.ends_with('\\'))
    };
    let touched = |doc: &Document, edits: &[Span]| -> Vec<[Span; 2]> {
        let nodes = doc.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Emphasis | NodeKind::Strong));
        let marks = nodes.map(|node| marks_of_node(*node));
        marks.filter(|marks| marks.iter().any(|mark| touches_any(edits, *mark))).collect()
    };
    let left = touched(before, &edits[0]).iter().filter(|marks| !marks.iter().any(|mark| is_removed(*mark))).count();
    if touched(after, &edits[1]).len() < left + written / 2 {
        return Err("emphasis disappears".to_string());
    }
    Ok(())
}

/// Runs of marks of emphasis that are not escaped.
pub(super) fn runs(text: &str) -> usize {
    let mut runs = 0;
    let mut last = b' ';
    for byte in text.bytes() {
        if matches!(byte, b'*' | b'_') && !matches!(last, b'*' | b'_' | b'\\') {
            runs += 1;
        }
        last = byte;
    }
    runs
}

/// Where the marks of emphasis stand, those that touch joined.
fn marks_of(doc: &Document) -> Vec<Span> {
    let mut marks = Vec::new();
    for node in &doc.nodes {
        if matches!(node.kind, NodeKind::Emphasis | NodeKind::Strong) {
            marks.extend(marks_of_node(*node));
        }
    }
    joined(marks)
}

fn marks_of_node(node: Node) -> [Span; 2] {
    let width = if node.kind == NodeKind::Strong { 2 } else { 1 };
    let (start, end) = (node.span.start(), node.span.end());
    [Span::new(start, start + width), Span::new(end.saturating_sub(width), end)]
}

/// Walks a tree and leaves out what is claimed; texts that then stand side by side are one.
struct Walk<'a> {
    view: &'a View,
    items: Vec<Item>,
    depth: usize,
    open: Vec<Open>,
    /// The claimed tags of emphasis that are open, by the node that each stands in.
    tags: Vec<NodeId>,
    /// What the emphasis of the edits does that engines read differently.
    flaw: Option<&'static str>,
}

/// A node whose children are being seen.
struct Open {
    id: NodeId,
    kind: NodeKind,
    /// One past its last descendant.
    last: NodeId,
    /// Of claimed emphasis: where its last mark ends. It is no item.
    claimed: Option<usize>,
}

fn items(doc: &Document, view: &View) -> (Vec<Item>, Option<&'static str>) {
    let mut walk = Walk { view, items: Vec::new(), depth: 0, open: Vec::new(), tags: Vec::new(), flaw: None };
    let mut id = 0;
    while id < doc.nodes.len() {
        walk.close(id);
        let node = doc.nodes[id];
        id = if walk.enter(doc, id) { id + 1 } else { node.end };
    }
    walk.close(id);
    let is_mark = |item: &Item| {
        let text = item.span.of(doc.text());
        item.kind == NodeKind::Text
            && text.bytes().all(|byte| matches!(byte, b'*' | b'_' | b'\\'))
            && (text.is_empty() || touches_any(&view.emphasis, item.span))
    };
    walk.items.retain(|item| !is_mark(item));
    if !walk.tags.is_empty() {
        walk.flaw = Some("a tag of emphasis is not closed in its block");
    }
    (walk.items, walk.flaw)
}

impl Walk<'_> {
    /// Takes up a node. Returns whether its children are to be seen.
    fn enter(&mut self, doc: &Document, id: NodeId) -> bool {
        let view = self.view;
        let node = doc.nodes[id];
        if node.span.end() <= view.body && node.kind != NodeKind::Document {
            return false;
        }
        match node.kind {
            NodeKind::Document => return true,
            kind if kind.is_inline() && !view.links.is_empty() => {
                if let Some(region) = around(&view.links, node.span) {
                    self.text(region);
                    return false;
                }
            }
            _ => {}
        }
        match node.kind {
            NodeKind::Heading { .. } | NodeKind::Paragraph if self.is_of_heading(node) => return true,
            NodeKind::Text | NodeKind::SoftBreak if self.is_of_heading(node) => return false,
            NodeKind::Text => self.text(node.span),
            NodeKind::Emphasis | NodeKind::Strong if self.is_claimed(node) => {
                self.note_emphasis(doc, node, true);
                self.text(Span::empty(node.span.start()));
                let claimed = Some(node.span.end());
                self.open.push(Open { id, kind: node.kind, last: node.end, claimed });
            }
            NodeKind::HtmlInline
                if overlaps_any(&view.emphasis, node.span) && emphasis_tag(doc.slice(node.span)).is_some() =>
            {
                self.tag(doc.slice(node.span).starts_with("</"));
            }
            kind => {
                self.items.push(Item { kind, span: node.span, depth: self.depth });
                self.note_emphasis(doc, node, false);
                self.open.push(Open { id, kind, last: node.end, claimed: None });
                self.depth += 1;
            }
        }
        true
    }

    /// A claimed tag of emphasis opens or closes inside the innermost node.
    fn tag(&mut self, is_end: bool) {
        let inside = self.open.iter().rev().find(|open| open.claimed.is_none()).map_or(0, |open| open.id);
        if !is_end {
            self.tags.push(inside);
        } else if self.tags.pop() != Some(inside) {
            self.flaw = Some("a tag of emphasis reaches over the end of a block or link");
        }
    }

    /// Bold in bold and half an element in bold are read differently by every engine.
    fn note_emphasis(&mut self, doc: &Document, node: Node, is_claimed: bool) {
        if !matches!(node.kind, NodeKind::Emphasis | NodeKind::Strong) || self.view.emphasis.is_empty() {
            return;
        }
        let mut around = self.open.iter().rev().take_while(|open| open.kind.is_inline());
        if around.any(|open| open.kind == node.kind && (is_claimed || open.claimed.is_some())) {
            self.flaw = Some("emphasis stands in emphasis");
        }
        if is_claimed {
            let first = doc.tags.partition_point(|tag| tag.span.start() < node.span.start());
            let inside = doc.tags[first..].iter().take_while(|tag| tag.span.start() < node.span.end());
            if inside.map(weight).sum::<isize>() != 0 {
                self.flaw = Some("emphasis reaches over the end of an element");
            }
        }
    }

    fn is_of_heading(&self, node: Node) -> bool {
        around(&self.view.headings, node.span).is_some()
    }

    /// Whether an edit that claims emphasis stands at one of the node's marks.
    fn is_claimed(&self, node: Node) -> bool {
        marks_of_node(node).into_iter().any(|mark| touches_any(&self.view.emphasis, mark))
    }

    /// Adds text, to the text before it if there is nothing between them.
    fn text(&mut self, span: Span) {
        match self.items.last_mut() {
            Some(last) if last.kind == NodeKind::Text && last.depth == self.depth => {
                last.span = Span::new(last.span.start().min(span.start()), last.span.end().max(span.end()));
            }
            _ => self.items.push(Item { kind: NodeKind::Text, span, depth: self.depth }),
        }
    }

    /// Leaves the nodes that end before node `id`.
    fn close(&mut self, id: NodeId) {
        while let Some(open) = self.open.pop_if(|open| open.last <= id) {
            match open.claimed {
                Some(end) => self.text(Span::empty(end)),
                None => self.depth -= 1,
            }
        }
    }
}

/// A kind of node in the words of a note.
fn name(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Document => "the page",
        NodeKind::BlockQuote => "a quote",
        NodeKind::List { tight: true, .. } => "a list",
        NodeKind::List { tight: false, .. } => "a loose list",
        NodeKind::Item => "a list item",
        NodeKind::Paragraph => "a paragraph",
        NodeKind::Heading { .. } => "a heading",
        NodeKind::CodeBlock => "a code block",
        NodeKind::HtmlBlock => "an HTML block",
        NodeKind::ThematicBreak => "a rule",
        NodeKind::Table => "a table",
        NodeKind::TableRow => "a table row",
        NodeKind::TableCell => "a table cell",
        NodeKind::FootnoteDefinition => "a footnote",
        NodeKind::Text => "text",
        NodeKind::SoftBreak => "a line end",
        NodeKind::HardBreak => "a hard break",
        NodeKind::Code => "a code span",
        NodeKind::HtmlInline => "a tag",
        NodeKind::Emphasis => "emphasis",
        NodeKind::Strong => "bold",
        NodeKind::Strikethrough => "a strikethrough",
        NodeKind::Link => "a link",
        NodeKind::Image => "an image",
        NodeKind::FootnoteReference => "a footnote reference",
        NodeKind::Other => "a node",
    }
}
