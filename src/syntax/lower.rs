//! comrak's tree, lowered once into a flat table of our own nodes with spans into the source.

use super::Dialect;
use super::document::{Node, NodeId, NodeKind};
use crate::text::Span;
use comrak::nodes::{ListType, NodeValue, Sourcepos};
use comrak::{Arena, Options, parse_document};
use std::borrow::Cow;

/// What comrak says of a link beyond its node: index into the nodes, target with escapes resolved.
pub(super) struct LinkTarget {
    pub(super) node: NodeId,
    pub(super) url: String,
}

/// The tree of `text`, in document order. `definitions` (whole lines) are put before it for comrak and leave no node.
pub(super) fn lower(text: &str, definitions: &str, dialect: Dialect) -> (Vec<Node>, Vec<LinkTarget>) {
    let arena = Arena::new();
    let whole = if definitions.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(format!("{definitions}{text}")) };
    let root = parse_document(&arena, &whole, &options(dialect));
    let lines = Lines::new(text, memchr::memchr_iter(b'\n', definitions.as_bytes()).count());
    // Pages have a node every 20 to 40 bytes.
    let mut nodes: Vec<Node> = Vec::with_capacity(text.len() / 24);
    let mut targets = Vec::new();
    let mut open: Vec<NodeId> = Vec::new();
    // One past the last leaf so far. After a definition at the head of a paragraph comrak's columns can run into the next
    // leaf (seen with a table right under it): leaves are kept apart.
    let mut leaf_end = 0;
    for edge in root.traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(node) => {
                let ast = node.data();
                let id = nodes.len();
                let kind = kind(&ast.value);
                let mut span = lines.span(text, ast.sourcepos);
                if kind.is_leaf() {
                    span = Span::new(span.start().max(leaf_end), span.end());
                    leaf_end = span.end();
                }
                nodes.push(Node { kind, span, parent: open.last().copied(), end: id + 1 });
                if let NodeValue::Link(link) | NodeValue::Image(link) = &ast.value {
                    targets.push(LinkTarget { node: id, url: link.url.clone() });
                }
                open.push(id);
            }
            comrak::arena_tree::NodeEdge::End(_) => {
                let id = open.pop().expect("every end follows its start");
                nodes[id].end = nodes.len();
            }
        }
    }
    (nodes, targets)
}

fn options(dialect: Dialect) -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = dialect != Dialect::PythonMarkdown;
    options.extension.footnotes = dialect != Dialect::PythonMarkdown;
    // kramdown and bare Python-Markdown print a bare address as text.
    options.extension.autolink = matches!(dialect, Dialect::CommonMark | Dialect::Material);
    // Definitions stay where they are written, so that document order is source order.
    options.parse.leave_footnote_definitions = true;
    options
}

fn kind(value: &NodeValue) -> NodeKind {
    match value {
        NodeValue::Document => NodeKind::Document,
        NodeValue::BlockQuote => NodeKind::BlockQuote,
        NodeValue::List(list) => NodeKind::List { ordered: list.list_type == ListType::Ordered, tight: list.tight },
        NodeValue::Item(_) | NodeValue::TaskItem(_) => NodeKind::Item,
        NodeValue::Paragraph => NodeKind::Paragraph,
        NodeValue::Heading(heading) => NodeKind::Heading { level: heading.level },
        NodeValue::CodeBlock(_) => NodeKind::CodeBlock,
        NodeValue::HtmlBlock(_) => NodeKind::HtmlBlock,
        NodeValue::ThematicBreak => NodeKind::ThematicBreak,
        NodeValue::Table(_) => NodeKind::Table,
        NodeValue::TableRow(_) => NodeKind::TableRow,
        NodeValue::TableCell => NodeKind::TableCell,
        NodeValue::FootnoteDefinition(_) => NodeKind::FootnoteDefinition,
        NodeValue::Text(_) => NodeKind::Text,
        NodeValue::SoftBreak => NodeKind::SoftBreak,
        NodeValue::LineBreak => NodeKind::HardBreak,
        NodeValue::Code(_) => NodeKind::Code,
        NodeValue::HtmlInline(_) => NodeKind::HtmlInline,
        NodeValue::Emph => NodeKind::Emphasis,
        NodeValue::Strong => NodeKind::Strong,
        NodeValue::Strikethrough => NodeKind::Strikethrough,
        NodeValue::Link(_) => NodeKind::Link,
        NodeValue::Image(_) => NodeKind::Image,
        NodeValue::FootnoteReference(_) => NodeKind::FootnoteReference,
        _ => NodeKind::Other,
    }
}

/// Where comrak's lines begin: it ends a line at `\n`, `\r\n` and a lone `\r` (CommonMark 2.1).
struct Lines {
    starts: Vec<usize>,
    /// Lines before the text.
    skipped: usize,
}

impl Lines {
    fn new(text: &str, skipped: usize) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Lines { starts, skipped }
    }

    /// comrak's positions are 1-based bytes with inclusive ends; an empty node ends before it starts.
    fn span(&self, text: &str, position: Sourcepos) -> Span {
        let start = self.offset(position.start.line, position.start.column, text.len());
        let end = self.offset(position.end.line, position.end.column + 1, text.len());
        Span::new(text.floor_char_boundary(start), text.ceil_char_boundary(end))
    }

    fn offset(&self, line: usize, column: usize, length: usize) -> usize {
        let Some(line) = line.checked_sub(self.skipped + 1) else { return 0 };
        let start = self.starts.get(line).copied().unwrap_or(length);
        (start + column.saturating_sub(1)).min(length)
    }
}
