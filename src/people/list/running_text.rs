//! A block's text with its markup set aside: what of it is read, what is markup, which stretches are emphasised.

use super::blocks::Block;
use super::marks;
use super::stars::star_pairs;
use crate::syntax::{Document, HtmlTag, LinkKind, NodeId, NodeKind, OpaqueKind};
use crate::text::Span;

/// What a byte of a block is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Text,
    /// Markup: delimiters, tags, link syntax, comments, attribute lists.
    Hidden,
    /// A contribution mark in markup of its own: `<sup>…</sup>`, `$^\dag$`.
    Mark,
    /// Code, templates, formulas, pictures.
    Opaque,
    /// `<br>`.
    Break,
}

/// An emphasised stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Styled {
    /// With its delimiters or tags.
    pub(super) outer: Span,
    pub(super) inner: Span,
}

/// A block with a class for every byte.
pub(super) struct RunningText {
    pub(super) span: Span,
    classes: Vec<Class>,
    /// Sorted by start, outer ones first.
    pub(super) styled: Vec<Styled>,
}

impl RunningText {
    pub(super) fn new(doc: &Document, block: &Block) -> RunningText {
        let span = block.span;
        let mut text = RunningText { span, classes: vec![Class::Text; span.len()], styled: Vec::new() };
        text.read_links(doc);
        text.read_opaque(doc);
        let first = doc.tags.partition_point(|tag| tag.span.start() < span.start());
        let count = doc.tags[first..].iter().take_while(|tag| tag.span.end() <= span.end()).count();
        text.read_tags(&doc.tags[first..first + count]);
        if let Some(node) = block.node {
            text.read_emphasis(doc, node);
        }
        text.sorted()
    }

    /// A value by itself: HTML with these tags, and the emphasis and links that Markdown has where a theme reads it so.
    pub(super) fn of_value(value: &str, tags: &[HtmlTag]) -> RunningText {
        let span = Span::new(0, value.len());
        let mut text = RunningText { span, classes: vec![Class::Text; span.len()], styled: Vec::new() };
        for link in value_links(value) {
            text.set(Span::new(link.0.start(), link.1.start()), Class::Hidden);
            text.set(Span::new(link.1.end(), link.0.end()), Class::Hidden);
        }
        text.read_tags(tags);
        for styled in value_emphasis(value) {
            if text.class(styled.outer.start()) == Class::Text {
                text.set(Span::new(styled.outer.start(), styled.inner.start()), Class::Hidden);
                text.set(Span::new(styled.inner.end(), styled.outer.end()), Class::Hidden);
                text.styled.push(styled);
            }
        }
        text.sorted()
    }

    fn sorted(mut self) -> RunningText {
        self.styled.sort_by(|a, b| a.outer.start().cmp(&b.outer.start()).then(b.outer.end().cmp(&a.outer.end())));
        self
    }

    /// The class of the byte at `offset` of the source; outside the block everything is opaque.
    pub(super) fn class(&self, offset: usize) -> Class {
        match offset.checked_sub(self.span.start()) {
            Some(at) => self.classes.get(at).copied().unwrap_or(Class::Opaque),
            None => Class::Opaque,
        }
    }

    fn set(&mut self, span: Span, class: Class) {
        let start = span.start().clamp(self.span.start(), self.span.end());
        let end = span.end().clamp(start, self.span.end());
        self.classes[start - self.span.start()..end - self.span.start()].fill(class);
    }

    /// Link syntax is hidden, its text is read; pictures are opaque.
    fn read_links(&mut self, doc: &Document) {
        let within = self.span;
        let first = doc.links.partition_point(|link| link.span.start() < within.start());
        for link in doc.links[first..].iter().take_while(|link| link.span.start() < within.end()) {
            match link.kind {
                LinkKind::Inline | LinkKind::Reference if !link.text.is_empty() => {
                    self.set(Span::new(link.span.start(), link.text.start()), Class::Hidden);
                    self.set(Span::new(link.text.end(), link.span.end()), Class::Hidden);
                }
                LinkKind::Href | LinkKind::Src | LinkKind::Style | LinkKind::FrontMatter => {}
                _ => self.set(link.span, Class::Opaque),
            }
        }
    }

    fn read_opaque(&mut self, doc: &Document) {
        let within = self.span;
        let first = doc.opaque.partition_point(|opaque| opaque.span.start() < within.start());
        for opaque in doc.opaque[first..].iter().take_while(|opaque| opaque.span.start() < within.end()) {
            // A template in a link's target is as hidden as the target.
            if self.class(opaque.span.start()) == Class::Hidden {
                continue;
            }
            let class = match opaque.kind {
                OpaqueKind::Comment | OpaqueKind::AttributeList => Class::Hidden,
                OpaqueKind::Math if marks::is_mark_formula(doc.slice(opaque.span)) => Class::Mark,
                _ => Class::Opaque,
            };
            self.set(opaque.span, class);
        }
    }

    fn read_tags(&mut self, tags: &[HtmlTag]) {
        let mut open: Vec<&HtmlTag> = Vec::new();
        for tag in tags {
            let class = match tag.name.as_str() {
                "br" => Class::Break,
                "img" | "svg" | "iframe" => Class::Opaque,
                _ => Class::Hidden,
            };
            self.set(tag.span, class);
            if !is_emphasis(tag) && !matches!(tag.name.as_str(), "sup" | "span") {
                continue;
            }
            if !tag.is_end {
                open.push(tag);
                continue;
            }
            // An end tag without its start among the last few is stray.
            let Some(depth) = open.iter().rev().take(8).position(|start| start.name == tag.name) else { continue };
            let at = open.len() - 1 - depth;
            let start = open[at];
            open.truncate(at);
            let outer = Span::new(start.span.start(), tag.span.end());
            if tag.name == "sup" {
                self.set(outer, Class::Mark);
            } else if is_emphasis(start) {
                self.styled.push(Styled { outer, inner: Span::new(start.span.end(), tag.span.start()) });
            }
        }
    }

    /// Emphasis as the page's engine reads it; what is made of marks is text.
    fn read_emphasis(&mut self, doc: &Document, node: NodeId) {
        for pair in star_pairs(doc, self.span) {
            self.emphasise(doc, Span::new(pair.open, pair.close + pair.length), pair.length);
        }
        for child in &doc.nodes[node + 1..doc.nodes[node].end] {
            let length = match child.kind {
                NodeKind::Emphasis => 1,
                NodeKind::Strong => 2,
                _ => continue,
            };
            if doc.slice(child.span).starts_with('_') && child.span.len() > 2 * length {
                self.emphasise(doc, child.span, length);
            }
        }
    }

    fn emphasise(&mut self, doc: &Document, outer: Span, length: usize) {
        if is_suffix_mark(doc.text(), outer.start(), length) {
            return;
        }
        let inner = Span::new(outer.start() + length, outer.end() - length);
        self.set(Span::new(outer.start(), inner.start()), Class::Hidden);
        self.set(Span::new(inner.end(), outer.end()), Class::Hidden);
        self.styled.push(Styled { outer, inner });
    }
}

/// `[text](target)` in a value: the whole and its text.
fn value_links(value: &str) -> Vec<(Span, Span)> {
    let mut links = Vec::new();
    let mut from = 0;
    for middle in memchr::memmem::find_iter(value.as_bytes(), b"](") {
        let open = value[from.min(middle)..middle].rfind('[').map(|open| from + open);
        let close = value[middle..].find([')', '\n']).map(|close| middle + close);
        if let (Some(open), Some(close)) = (open, close)
            && value.as_bytes()[close] == b')'
        {
            links.push((Span::new(open, close + 1), Span::new(open + 1, middle)));
            from = close + 1;
        }
    }
    links
}

/// `**…**`, `__…__`, `*…*` in a value: a run of marks behind a blank or a bracket, and the same one behind a word.
fn value_emphasis(value: &str) -> Vec<Styled> {
    let bytes = value.as_bytes();
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'*', b'_', &bytes[at..]).map(|next| at + next) {
        let length = bytes[next..].iter().take_while(|byte| **byte == bytes[next]).count();
        let run = Span::new(next, next + length);
        at = run.end();
        let before = value[..next].chars().next_back();
        let behind = value[run.end()..].chars().next();
        let ends = before.is_some_and(|letter| !letter.is_whitespace() && letter != '\\')
            && behind.is_none_or(|letter| !letter.is_alphanumeric());
        if let Some(start) = open
            && ends
            && value[start.range()] == value[run.range()]
        {
            found.push(Styled {
                outer: Span::new(start.start(), run.end()),
                inner: Span::new(start.end(), run.start()),
            });
            open = None;
        } else if length <= 3
            && before.is_none_or(|letter| letter.is_whitespace() || "([>".contains(letter))
            && behind.is_some_and(|letter| !letter.is_whitespace())
        {
            open = Some(run);
        }
    }
    found
}

/// Whether an HTML element sets its text off.
fn is_emphasis(tag: &HtmlTag) -> bool {
    match tag.name.as_str() {
        "b" | "strong" | "u" | "em" | "i" | "mark" | "ins" => true,
        "span" => tag.attributes.iter().any(|attribute| attribute.value.contains("bold")),
        _ => false,
    }
}

/// Whether the delimiter of `length` bytes at `offset` is glued to a name and a separator follows: `Byron*, Bo`.
pub(super) fn is_suffix_mark(text: &str, offset: usize, length: usize) -> bool {
    let before = text[..offset].chars().next_back();
    if before.is_none_or(|c| c.is_whitespace() || "([{\"'“‘-–—/_:".contains(c)) {
        return false;
    }
    let Some(behind) = text[offset + length..].chars().next() else { return false };
    // `<sup>*</sup>` holds a mark; `<br>**<u>…` begins bold, though a tag stands before it.
    let is_end = ",;.:)&|".contains(behind) || behind.is_whitespace() || text[offset + length..].starts_with("</");
    is_end || (before != Some('>') && ("$<".contains(behind) || behind.is_ascii_digit() || marks::is_mark(behind)))
}
