//! The headings of a page, as its own engine sees them.

use super::attributes::{self, Lists};
use super::text;
use crate::site::slugs::{SlugStyle, Slugs};
use crate::syntax::{Dialect, Document, Node, NodeId, NodeKind, OpaqueKind};
use crate::text::Span;

/// A heading.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) start: usize,
    /// As the engine takes it for the id; `None` when a template prints a part of it.
    pub(super) text: Option<String>,
    /// Written with the heading.
    pub(super) id: Option<String>,
    /// What would be its id where an engine of another site reads `{#id}`; its text would be the rest.
    pub(super) foreign_id: Option<String>,
    /// Inside an HTML element or a footnote.
    pub(super) is_inner: bool,
}

/// The Markdown headings in document order.
pub(super) fn collect(doc: &Document, slugs: &Slugs, lists: &Lists) -> Vec<Heading> {
    let inner = if doc.dialect == Dialect::Kramdown { inner_spans(doc) } else { Vec::new() };
    let is_python = matches!(doc.dialect, Dialect::PythonMarkdown | Dialect::Material);
    let mut found = Vec::new();
    for (id, node) in doc.nodes.iter().enumerate() {
        match node.kind {
            NodeKind::Heading { .. } if is_heading(doc, node) => {
                let mut heading = read(doc, slugs, lists, id, content(doc, node.span));
                heading.is_inner = is_in(&inner, node.span.start());
                let is_empty = heading.text.as_deref() == Some("");
                if !is_empty || doc.dialect != Dialect::Kramdown {
                    found.push(heading);
                }
            }
            NodeKind::Paragraph if is_python => glued(doc, slugs, lists, id, &mut found),
            _ => {}
        }
    }
    found
}

/// Whether the engine makes a heading of what is one in CommonMark.
fn is_heading(doc: &Document, node: &Node) -> bool {
    if doc.dialect == Dialect::CommonMark {
        return true;
    }
    let text = doc.slice(node.span);
    // Only CommonMark allows blanks before the first `#`; inside other blocks they may be the block's own.
    let is_indented = doc.text()[..node.span.start()].ends_with([' ', '\t']);
    let is_top = node.parent.is_some_and(|parent| doc.nodes[parent].kind == NodeKind::Document);
    if text.starts_with('#') {
        return !(is_top && is_indented);
    }
    // Several lines above the underline are a heading in CommonMark alone, and kramdown wants a blank line before.
    let body = doc.front_matter.as_ref().map_or(0, |front_matter| front_matter.span.end());
    let before = doc.text()[body..node.span.start().max(body)].trim_end_matches([' ', '\t']);
    let above = before.strip_suffix('\n').map(|before| before.rsplit('\n').next().unwrap_or_default().trim());
    let is_apart = above.is_none_or(|above| above.is_empty() || above.ends_with(['}', '>']));
    text.trim_end().lines().count() == 2 && (is_apart || doc.dialect != Dialect::Kramdown)
}

/// The heading's text without marks: between the `#`s, or above the underline.
fn content(doc: &Document, span: Span) -> Span {
    let text = doc.slice(span);
    let line = text.lines().next().unwrap_or_default();
    let is_setext = !line.starts_with('#');
    let body = if is_setext { text.trim_end().rsplit_once('\n').map_or(line, |(body, _)| body) } else { line };
    let marks = if is_setext { 0 } else { body.len() - body.trim_start_matches('#').len() };
    trimmed(doc, Span::new(span.start() + marks, span.start() + body.len()))
}

fn trimmed(doc: &Document, span: Span) -> Span {
    let text = doc.slice(span);
    let start = span.start() + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

/// The heading whose text stands in `content`, among the nodes of block `id`.
fn read(doc: &Document, slugs: &Slugs, lists: &Lists, id: NodeId, content: Span) -> Heading {
    let nodes = id + 1..doc.nodes[id].end;
    let mut heading = Heading { start: content.start(), text: None, id: None, foreign_id: None, is_inner: false };
    let mut content = content;
    let list = doc.slice(content).strip_suffix('}').and_then(|text| text.rsplit_once('{'));
    heading.foreign_id = list.and_then(|(_, list)| attributes::python(list.trim_start_matches(':')));
    if doc.dialect == Dialect::Kramdown {
        heading.id = lists.id_of_block(doc, doc.nodes[id].span);
        if let Some((name, start)) = header_id(doc.slice(content)) {
            heading.id.get_or_insert(name);
            content = Span::new(content.start(), content.start() + start);
        }
    } else if slugs.has_attribute_lists
        && let Some(list) = lists.at_end(content)
    {
        heading.id = list.id.clone();
        content = Span::new(content.start(), list.span.start());
    }
    content = without_closing(doc, content);
    heading.text = if doc.dialect == Dialect::Kramdown && slugs.style == SlugStyle::Kramdown {
        let is_template = |kind| matches!(kind, OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag);
        let from = doc.opaque.partition_point(|opaque| opaque.span.start() < content.start());
        let mut inside = doc.opaque[from..].iter().take_while(|opaque| opaque.span.start() < content.end());
        (!inside.any(|opaque| is_template(opaque.kind))).then(|| doc.slice(content).to_string())
    } else {
        let text = text::text(doc, slugs, nodes, content);
        text.map(|text| match doc.dialect {
            Dialect::CommonMark => text.trim().to_string(),
            // `markdown.extensions.toc.strip_tags`
            Dialect::PythonMarkdown | Dialect::Material => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => text,
        })
    };
    heading
}

/// `{#id}` at the end of a heading (`Kramdown::Parser::Kramdown::HEADER_ID`): the id, and where the text before it ends.
fn header_id(text: &str) -> Option<(String, usize)> {
    let open = text.rfind("{#")?;
    let name = text[open + 2..].strip_suffix('}')?;
    let is_start = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || !c.is_ascii();
    let is_name =
        name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_ascii_digit() || matches!(c, '-' | '.'));
    let before = &text[..open];
    (is_name && before.ends_with([' ', '\t'])).then(|| (name.to_string(), before.trim_end().len()))
}

/// `content` without `#`s behind a blank.
fn without_closing(doc: &Document, content: Span) -> Span {
    let text = doc.slice(content).trim_end();
    let bare = text.trim_end_matches('#');
    let end = if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end().len() } else { text.len() };
    Span::new(content.start(), content.start() + end)
}

/// `#Title`: Python-Markdown needs no blank, and looks into paragraphs (`HashHeaderProcessor`).
fn glued(doc: &Document, slugs: &Slugs, lists: &Lists, id: NodeId, found: &mut Vec<Heading>) {
    let span = doc.nodes[id].span;
    let mut start = span.start();
    for line in doc.slice(span).split_inclusive('\n') {
        let at = start;
        start += line.len();
        // Behind a list's marker, or a quote's; the blanks before a further line of a list are part of it.
        let bare = line.strip_prefix("> ").filter(|_| at != span.start()).unwrap_or(line);
        let is_top = doc.nodes[id].parent.is_some_and(|parent| doc.nodes[parent].kind == NodeKind::Document);
        let is_indented = bare.len() < line.len() || doc.text()[..at].ends_with([' ', '\t']);
        if !bare.starts_with('#') || (is_top && is_indented) || doc.opaque_at(at).is_some() {
            continue;
        }
        let marks = bare.bytes().take_while(|byte| *byte == b'#').count().min(6);
        let text_start = at + (line.len() - bare.len()) + marks;
        let mut heading = read(doc, slugs, lists, id, trimmed(doc, Span::new(text_start, at + line.len())));
        heading.start = at;
        found.push(heading);
    }
}

/// Elements whose content is Markdown, and footnotes: kramdown's GFM parser leaves the headings there to the converter
/// (`update_elements`).
fn inner_spans(doc: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut open: Option<(&str, usize, usize)> = None;
    for tag in &doc.tags {
        match &mut open {
            None if !tag.is_end && tag.attributes.iter().any(|attribute| attribute.name == "markdown") => {
                open = Some((&tag.name, 1, tag.span.end()));
            }
            Some((name, depth, start)) if *name == tag.name => {
                *depth = if tag.is_end { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    spans.push(Span::new(*start, tag.span.start()));
                    open = None;
                }
            }
            _ => {}
        }
    }
    spans.extend(open.map(|(_, _, start)| Span::new(start, doc.text().len())));
    let notes = doc.nodes.iter().filter(|node| node.kind == NodeKind::FootnoteDefinition);
    spans.extend(notes.map(|note| note.span));
    spans.sort();
    spans
}

/// Whether one of the sorted `spans` holds `at`; they nest at most twice.
fn is_in(spans: &[Span], at: usize) -> bool {
    let next = spans.partition_point(|span| span.start() <= at);
    spans[..next].iter().rev().take(2).any(|span| span.holds(at))
}
