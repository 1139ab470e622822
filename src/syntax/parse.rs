//! Source → [`Document`]: front matter, masks, comrak, HTML, and the ready lists that rules ask for.

use super::document::{Bracket, Document, FrontMatter, LinkKind, Node, NodeKind, Opaque, OpaqueKind};
use super::html::{self, Html};
use super::{Dialect, links, lower, mask, template_tags, values};
use crate::source::Source;
use crate::text::Span;

/// Parses `source` as a page of `dialect`; never fails.
pub(super) fn parse(source: Source, dialect: Dialect, front_matter: Option<FrontMatter>) -> Document {
    let body_start = front_matter.as_ref().map_or(0, |front_matter| front_matter.span.end());
    let body = Span::new(body_start, source.text.len());
    let masked = mask::mask(&source.text, body, dialect);
    let mut html = Html::default();
    for &span in &masked.raw_html {
        html::read(&masked.html_text, &source.text, span, &mut html);
    }
    // The masks noted comments, scripts and styles of raw HTML already.
    html.opaque.clear();
    let mut opaque = masked.opaque;
    let (nodes, targets) = match dialect {
        Dialect::Html => (Vec::new(), Vec::new()),
        _ => lower::lower(&masked.text, &links::hoist(&masked.html_text, &masked.hoisted, dialect), dialect),
    };
    let mut prose = Vec::new();
    for node in &nodes {
        match node.kind {
            NodeKind::Text => prose.push(node.span),
            NodeKind::Code | NodeKind::CodeBlock => opaque.push(Opaque { kind: OpaqueKind::Code, span: node.span }),
            NodeKind::HtmlInline | NodeKind::HtmlBlock => {
                html::read(&masked.html_text, &source.text, node.span, &mut html)
            }
            _ => {}
        }
    }
    opaque.append(&mut html.opaque);
    opaque.sort_by_key(|opaque| (opaque.span, opaque.kind));
    html.tags.sort_by_key(|tag| tag.span);
    // Raw HTML is punctuation to comrak where text stands beside it.
    let mut prose = without(&prose, &masked.raw_html);
    prose.append(&mut html.prose);
    prose.sort();
    let hidden: Vec<Span> = opaque.iter().map(|opaque| opaque.span).collect();
    let prose = without(&prose, &hidden);
    let definitions = links::definitions(&masked.html_text, &masked.definitions, &nodes, dialect);
    let brackets = brackets(&masked.text, &nodes, &definitions);
    let mut links = links::links(&masked.text, &source.text, &nodes, targets, &definitions, &html.tags, dialect);
    let includes = match dialect.has_liquid() {
        true => template_tags::read(&source.text, &opaque, &mut links),
        false => Vec::new(),
    };
    if let Some(front_matter) = &front_matter {
        values::add(&source.text, &front_matter.yaml, LinkKind::FrontMatter, &mut links);
    }
    let definitions = definitions.into_iter().map(|definition| definition.label).collect();
    Document {
        source,
        dialect,
        front_matter,
        data: None,
        bibliography: None,
        table: None,
        nodes,
        links,
        includes,
        brackets,
        definitions,
        tags: html.tags,
        opaque,
        prose,
    }
}

/// `spans` with every one of `cuts` cut out, no two overlapping; both are sorted.
fn without(spans: &[Span], cuts: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    let mut first = 0;
    for &span in spans {
        let mut start = span.start().max(out.last().map_or(0, |last| last.end()));
        while cuts.get(first).is_some_and(|cut| cut.end() <= start) {
            first += 1;
        }
        for cut in cuts[first..].iter().take_while(|cut| cut.start() < span.end()) {
            if cut.start() > start {
                out.push(Span::new(start, cut.start()));
            }
            start = start.max(cut.end());
        }
        if start < span.end() {
            out.push(Span::new(start, span.end()));
        }
    }
    out
}

/// `[label]` in text nodes: no link was made of it, and no bracket stands inside.
fn brackets(text: &str, nodes: &[Node], definitions: &[links::Definition]) -> Vec<Bracket> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (id, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == NodeKind::Text) {
        let mut open: Option<usize> = None;
        for at in memchr::memchr2_iter(b'[', b']', &bytes[node.span.range()]).map(|at| node.span.start() + at) {
            let escaped = bytes[..at].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1;
            if bytes[at] == b'[' {
                open = (!escaped).then_some(at);
            } else if let Some(start) = open.take()
                && !escaped
                && !matches!(bytes.get(at + 1), Some(b'[' | b':'))
                && !bytes[..start].ends_with(b"]")
            {
                let label = Span::new(start + 1, at);
                if !links::is_defined(definitions, label.of(text)) {
                    found.push(Bracket { span: Span::new(start, at + 1), label, block: block_of(nodes, id) });
                }
            }
        }
    }
    found
}

/// The innermost block around node `id`.
fn block_of(nodes: &[Node], mut id: usize) -> usize {
    while let Some(parent) = nodes[id].parent {
        if !nodes[id].kind.is_inline() {
            break;
        }
        id = parent;
    }
    id
}
