//! A stretch of a page as a visitor reads it, with the way back to the source.

use crate::syntax::{Document, LinkKind, NodeKind, OpaqueKind, character_reference};
use crate::text::Span;
use std::ops::Range;

/// Stands where the list of authors stands.
pub(super) const AUTHORS: char = '\u{FFFC}';
/// Stands for what is not known: the value of a template.
pub(super) const UNKNOWN: char = '\u{1A}';

/// The text, a `\n` where a new line begins.
#[derive(Debug, Default)]
pub(super) struct Visible {
    pub(super) text: String,
    /// For each byte of the text, what it stands for in the source.
    origin: Vec<Span>,
    /// Sorted by start.
    pub(super) styled: Vec<Styled>,
}

/// A stretch of the text that is set off.
#[derive(Clone, Debug)]
pub(super) struct Styled {
    pub(super) style: Style,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Link,
    Strong,
    Emphasis,
    Code,
    Heading,
}

/// What is met at a place of the source.
enum Event {
    Text(Span),
    Code(Span),
    Break,
    Blank,
    Unknown,
}

impl Visible {
    /// The text of `region` with `authors` as one character.
    pub(super) fn of(doc: &Document, region: Span, authors: Span) -> Visible {
        let mut visible = Visible::default();
        let mut marks: Vec<(Style, Span)> = Vec::new();
        let mut events = events(doc, region, &mut marks);
        events.sort_by_key(|(at, _)| *at);
        let mut is_past = false;
        for (at, event) in events {
            if at >= authors.start() && !is_past {
                is_past = true;
                visible.push(AUTHORS, authors);
            }
            if authors.holds(at) {
                if let Event::Text(span) | Event::Code(span) = event {
                    visible.text(doc, Span::new(authors.end(), span.end()));
                }
                continue;
            }
            match event {
                Event::Text(span) if span.contains(authors) => {
                    visible.text(doc, Span::new(span.start(), authors.start()));
                    visible.push(AUTHORS, authors);
                    visible.text(doc, Span::new(authors.end(), span.end()));
                    is_past = true;
                }
                Event::Text(span) if span.overlaps(authors) => {
                    visible.text(doc, Span::new(span.start(), authors.start()));
                }
                Event::Text(span) => visible.text(doc, span),
                Event::Code(span) => {
                    marks.push((Style::Code, span));
                    visible.text(doc, span);
                }
                Event::Break => visible.push('\n', Span::empty(at)),
                Event::Blank => visible.push(' ', Span::empty(at)),
                Event::Unknown => visible.push(UNKNOWN, Span::empty(at)),
            }
        }
        if !is_past {
            visible.push(AUTHORS, authors);
        }
        visible.set_off(&marks);
        visible
    }

    /// Where a stretch of the text stands in the source.
    pub(super) fn source(&self, range: &Range<usize>) -> Span {
        let start = self.origin.get(range.start).map_or(0, |span| span.start());
        let end = range.end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(start, |span| span.end());
        Span::new(start, end)
    }

    /// The stretch of the text that shows `span`.
    pub(super) fn range(&self, span: Span) -> Option<Range<usize>> {
        let start = self.origin.partition_point(|origin| origin.start() < span.start());
        let end = self.origin.partition_point(|origin| origin.start() < span.end());
        (start < end).then_some(start..end)
    }

    fn push(&mut self, letter: char, origin: Span) {
        // A blank behind a blank or a line end shows nothing.
        if letter == ' ' && self.text.ends_with([' ', '\n']) {
            return;
        }
        self.text.push(letter);
        self.origin.resize(self.text.len(), origin);
    }

    /// Adds source text: escapes and character references decoded, blanks squeezed.
    fn text(&mut self, doc: &Document, span: Span) {
        let text = doc.slice(span);
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let mut end = at + letter.len_utf8();
            let mut shown = letter;
            match letter {
                '\\' if text[end..].starts_with(|next: char| next.is_ascii_punctuation()) => {
                    shown = text[end..].chars().next().unwrap_or(letter);
                    end += shown.len_utf8();
                }
                '&' => {
                    if let Some((decoded, length)) = reference(&text[at..]) {
                        end = at + length;
                        shown = decoded;
                    }
                }
                letter if letter.is_whitespace() => shown = ' ',
                _ => {}
            }
            self.push(shown, Span::new(span.start() + at, span.start() + end));
            at = end;
        }
    }

    /// Stretches of the source as stretches of the text.
    fn set_off(&mut self, marks: &[(Style, Span)]) {
        for &(style, span) in marks {
            if let Some(range) = self.range(span) {
                self.styled.push(Styled { style, range });
            }
        }
        self.styled.sort_by_key(|styled| (styled.range.start, std::cmp::Reverse(styled.range.end)));
    }
}

/// A character reference at the head of `text` that shows one character: that, and its length.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let (shown, length) = character_reference(text)?;
    let mut shown = shown.chars();
    let first = shown.next().filter(|_| shown.next().is_none())?;
    Some((first, length))
}

/// All that is met inside of `region`, and the stretches that are set off there.
fn events(doc: &Document, region: Span, marks: &mut Vec<(Style, Span)>) -> Vec<(usize, Event)> {
    let mut events = Vec::new();
    let clip = |span: Span| Span::new(span.start().max(region.start()), span.end().min(region.end()));
    let pictures = pictures(doc, region);
    let first = doc.prose.partition_point(|span| span.end() <= region.start());
    for &span in doc.prose[first..].iter().take_while(|span| span.start() < region.end()) {
        // What a picture shows to those who cannot see it.
        let before = pictures.partition_point(|picture| picture.start() <= span.start());
        if before > 0 && pictures[before - 1].contains(span) {
            continue;
        }
        events.push((clip(span).start(), Event::Text(clip(span))));
    }
    let first = doc.nodes.partition_point(|node| node.span.start() < region.start());
    for node in doc.nodes[first..].iter().take_while(|node| node.span.start() < region.end()) {
        let at = node.span.start();
        let span = clip(node.span);
        match node.kind {
            NodeKind::Code => {
                let slice = doc.slice(span);
                let ticks = slice.len() - slice.trim_start_matches('`').len();
                let inner = Span::new(span.start() + ticks, span.end().saturating_sub(ticks).max(span.start() + ticks));
                events.push((at, Event::Code(inner)));
            }
            NodeKind::HardBreak | NodeKind::Item => events.push((at, Event::Break)),
            NodeKind::SoftBreak => events.push((at, Event::Blank)),
            NodeKind::Paragraph | NodeKind::TableCell => events.push((at, Event::Break)),
            NodeKind::Heading { .. } => {
                events.push((at, Event::Break));
                marks.push((Style::Heading, span));
            }
            NodeKind::Strong => marks.push((Style::Strong, span)),
            NodeKind::Emphasis => marks.push((Style::Emphasis, span)),
            _ => {}
        }
    }
    let first = doc.opaque.partition_point(|opaque| opaque.span.start() < region.start());
    for opaque in doc.opaque[first..].iter().take_while(|opaque| opaque.span.start() < region.end()) {
        match opaque.kind {
            OpaqueKind::Math => events.push((opaque.span.start(), Event::Text(clip(opaque.span)))),
            OpaqueKind::TemplateOutput => events.push((opaque.span.start(), Event::Unknown)),
            _ => {}
        }
    }
    let first = doc.links.partition_point(|link| link.span.start() < region.start());
    for link in doc.links[first..].iter().take_while(|link| link.span.start() < region.end()) {
        if matches!(link.kind, LinkKind::Inline | LinkKind::Reference) && !link.text.is_empty() {
            marks.push((Style::Link, clip(link.text)));
        }
    }
    tags(doc, region, &mut events, marks);
    events
}

/// The Markdown pictures of a region.
fn pictures(doc: &Document, region: Span) -> Vec<Span> {
    let first = doc.links.partition_point(|link| link.span.start() < region.start());
    let inside = doc.links[first..].iter().take_while(|link| link.span.start() < region.end());
    inside.filter(|link| link.kind == LinkKind::Image).map(|link| link.span).collect()
}

fn tags(doc: &Document, region: Span, events: &mut Vec<(usize, Event)>, marks: &mut Vec<(Style, Span)>) {
    let mut open: Vec<(Style, &str, usize)> = Vec::new();
    let first = doc.tags.partition_point(|tag| tag.span.start() < region.start());
    for tag in doc.tags[first..].iter().take_while(|tag| tag.span.start() < region.end()) {
        let style = match tag.name.as_str() {
            "a" => Style::Link,
            "b" | "strong" | "papertitle" => Style::Strong,
            "i" | "em" | "cite" => Style::Emphasis,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Style::Heading,
            "u" | "span" | "font" | "sup" | "sub" | "img" | "small" | "big" | "code" | "ins" | "mark" | "abbr" => {
                continue;
            }
            _ => {
                events.push((tag.span.start(), Event::Break));
                continue;
            }
        };
        if style == Style::Heading {
            events.push((tag.span.start(), Event::Break));
        }
        if !tag.is_end {
            open.push((style, &tag.name, tag.span.end()));
        } else if let Some(depth) = open.iter().rev().take(8).position(|(_, name, _)| *name == tag.name) {
            let at = open.len() - 1 - depth;
            marks.push((style, Span::new(open[at].2, tag.span.start())));
            open.truncate(at);
        }
    }
}
