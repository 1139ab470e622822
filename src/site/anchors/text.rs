//! The text of a heading as its engine takes it for the id: without markup, escapes resolved, references decoded.

use crate::site::slugs::Slugs;
use crate::syntax::{Dialect, Document, NodeId, NodeKind, OpaqueKind, character_reference};
use crate::text::Span;
use std::ops::Range;

/// The text of the inline nodes `nodes` inside `within`; `None` when a template prints a part of it.
pub(super) fn text(doc: &Document, slugs: &Slugs, nodes: Range<NodeId>, within: Span) -> Option<String> {
    let mut reader = Reader { doc, slugs, out: String::with_capacity(within.len()) };
    // A paragraph of many lines is asked line by line; the leaf in which the line's text begins may begin before it.
    let first = doc.nodes[nodes.clone()].partition_point(|node| node.span.start() < within.start());
    let mut id = nodes.start + first.saturating_sub(1);
    while id < nodes.end && doc.nodes[id].span.start() < within.end() {
        let node = doc.nodes[id];
        let span = clip(node.span, within);
        let is_outside = span.is_empty();
        match node.kind {
            // Only the alternative text would be there, and no engine takes it.
            NodeKind::Image | NodeKind::FootnoteReference => {
                id = node.end;
                continue;
            }
            NodeKind::Text if !is_outside => reader.text(span)?,
            NodeKind::Code if !is_outside => reader.code(span)?,
            NodeKind::HtmlInline if !is_outside && reader.has_template(span) => return None,
            NodeKind::HardBreak | NodeKind::SoftBreak if !is_outside => reader.out.push('\n'),
            _ => {}
        }
        id += 1;
    }
    Some(reader.out)
}

fn clip(span: Span, within: Span) -> Span {
    Span::new(span.start().max(within.start()), span.end().min(within.end()))
}

struct Reader<'a> {
    doc: &'a Document,
    slugs: &'a Slugs,
    out: String,
}

impl Reader<'_> {
    /// Running text, around what Markdown does not touch.
    fn text(&mut self, span: Span) -> Option<()> {
        let opaque = &self.doc.opaque;
        let mut at = span.start();
        let mut next = opaque.partition_point(|opaque| opaque.span.start() < span.start());
        while next > 0 && opaque[next - 1].span.end() > span.start() {
            next -= 1;
        }
        while let Some(found) = opaque.get(next).filter(|found| found.span.start() < span.end()) {
            next += 1;
            let inner = clip(found.span, Span::new(at, span.end()));
            if inner.is_empty() || inner.end() <= at {
                continue;
            }
            let is_text = match found.kind {
                OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag | OpaqueKind::TemplateBody => return None,
                OpaqueKind::AttributeList => !self.slugs.has_attribute_lists || !self.stands_behind_element(found.span),
                OpaqueKind::Math | OpaqueKind::Comment | OpaqueKind::Marker => false,
                _ => true,
            };
            if is_text {
                continue;
            }
            self.plain(Span::new(at, inner.start()));
            if found.kind == OpaqueKind::Math {
                self.maths(found.span);
            }
            at = inner.end();
        }
        self.plain(Span::new(at, span.end()));
        Some(())
    }

    /// kramdown takes `{: .c}` for text unless it stands right behind an element of the line. Elsewhere what is hidden is a
    /// list.
    fn stands_behind_element(&self, span: Span) -> bool {
        if self.doc.dialect != Dialect::Kramdown {
            return true;
        }
        let before = self.doc.text()[..span.start()].chars().next_back();
        before.is_some_and(|last| matches!(last, '*' | '_' | '`' | ')' | ']' | '>' | '~' | '$' | '}'))
    }

    fn maths(&mut self, span: Span) {
        self.out.push_str(self.doc.slice(span).trim_matches('$'));
    }

    fn code(&mut self, span: Span) -> Option<()> {
        if self.has_template(span) {
            return None;
        }
        let code = self.doc.slice(span);
        let inner = code.trim_matches('`');
        let inner = match self.doc.dialect {
            // inlinehilite: the language stands in front.
            Dialect::Material if inner.starts_with("#!") || inner.starts_with(":::") => {
                inner.split_once(' ').map_or(inner, |(_, code)| code)
            }
            // kramdown and CommonMark take one blank off each end.
            _ => inner.strip_prefix(' ').and_then(|inner| inner.strip_suffix(' ')).unwrap_or(inner),
        };
        self.out.push_str(inner);
        Some(())
    }

    fn has_template(&self, span: Span) -> bool {
        let from = self.doc.opaque.partition_point(|opaque| opaque.span.start() < span.start());
        let inside = self.doc.opaque[from..].iter().take_while(|opaque| opaque.span.start() < span.end());
        inside.into_iter().any(|opaque| matches!(opaque.kind, OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag))
    }

    /// Text with its escapes and references, and without kramdown's typographic symbols.
    fn plain(&mut self, span: Span) {
        let mut rest = self.doc.slice(span);
        let is_kramdown = self.doc.dialect == Dialect::Kramdown;
        while let Some(at) = rest.find(['\\', '&', '-', ':']) {
            self.out.push_str(&rest[..at]);
            rest = &rest[at..];
            let taken = match rest.as_bytes()[0] {
                b'\\' => self.escape(rest),
                b'&' => character_reference(rest).map(|(characters, length)| {
                    self.out.push_str(&characters);
                    length
                }),
                // `--` and `---` become dashes, which no id keeps (kramdown: `typographic_syms`).
                b'-' if is_kramdown => {
                    let length = rest.bytes().take_while(|byte| *byte == b'-').count();
                    self.out.push_str(if length % 3 == 1 { "-" } else { "" });
                    Some(length)
                }
                b':' if self.slugs.has_emoji => shortcode(rest),
                _ => None,
            };
            let taken = taken.unwrap_or_else(|| {
                self.out.push_str(&rest[..1]);
                1
            });
            rest = &rest[taken..];
        }
        self.out.push_str(rest);
    }

    fn escape(&mut self, rest: &str) -> Option<usize> {
        let escaped = rest[1..].chars().next().filter(char::is_ascii_punctuation)?;
        self.out.push(escaped);
        Some(2)
    }
}

/// `:material-home:` and `:smile:` (pymdownx.emoji) become pictures.
fn shortcode(rest: &str) -> Option<usize> {
    let length = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')))?;
    let name = &rest[1..1 + length];
    let is_name = name.contains(|c: char| c.is_ascii_alphabetic()) || matches!(name, "+1" | "-1");
    let is_name = is_name && rest[1 + length..].starts_with(':');
    is_name.then_some(length + 2)
}

/// `text` with its character references decoded.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (characters, length) = character_reference(rest).unwrap_or_else(|| ("&".to_string(), 1));
        out.push_str(&characters);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}
