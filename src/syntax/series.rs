//! Entries that follow each other, however a page writes them: lists, tables, lines, headings; in Markdown and in HTML.

use super::document::{Document, HtmlTag, NodeId, NodeKind};
use crate::text::Span;
use std::collections::BTreeMap;

/// What a series is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesKind {
    /// Items of a list, rows of a table.
    Items,
    /// Paragraphs and lines of them.
    Lines,
    /// Headings of one level, no higher one between them.
    Headings,
}

/// Entries that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub kind: SeriesKind,
    pub entries: Vec<Span>,
}

/// Below an HTML heading's six levels: a paragraph in the place of a heading.
const PARAGRAPH: u8 = 7;

impl Document {
    /// Lists and tables: the text of each entry without the lists inside it.
    pub fn lists(&self) -> Vec<Series> {
        let mut lists = Vec::new();
        for (id, node) in self.nodes.iter().enumerate() {
            if matches!(node.kind, NodeKind::List { .. } | NodeKind::Table) {
                let entries = self.children(id).map(|entry| self.own_text(entry)).collect();
                lists.push(Series { kind: SeriesKind::Items, entries });
            }
        }
        lists.extend(self.html_lists());
        lists
    }

    fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[id].end;
        let next = move |at: NodeId| (at < end).then_some(at);
        std::iter::successors(next(id + 1), move |&at| next(self.nodes[at].end))
    }

    /// An item's first block, a row whole.
    fn own_text(&self, entry: NodeId) -> Span {
        match self.nodes[entry].kind {
            NodeKind::Item => {
                self.children(entry).next().map_or(self.nodes[entry].span, |block| self.nodes[block].span)
            }
            _ => self.nodes[entry].span,
        }
    }

    /// `<li>` and `<tr>`, by the element that holds them.
    fn html_lists(&self) -> Vec<Series> {
        let mut lists = Vec::new();
        let mut open: Vec<Vec<Span>> = Vec::new();
        for (at, tag) in self.tags.iter().enumerate() {
            match (tag.name.as_str(), tag.is_end) {
                ("ul" | "ol" | "table", false) => open.push(Vec::new()),
                ("ul" | "ol" | "table", true) => lists.extend(open.pop()),
                ("li" | "tr", false) => {
                    let own = |tag: &&HtmlTag| matches!(tag.name.as_str(), "li" | "tr" | "ul" | "ol" | "table");
                    let behind = self.tags[at + 1..].iter().find(own);
                    let end = behind.map_or(tag.span.end(), |behind| behind.span.start());
                    if let Some(entries) = open.last_mut() {
                        entries.push(Span::new(tag.span.end(), end));
                    }
                }
                _ => {}
            }
        }
        lists.into_iter().map(|entries| Series { kind: SeriesKind::Items, entries }).collect()
    }

    /// Paragraphs that follow each other without a heading between them, a line each.
    pub fn lines(&self) -> Vec<Series> {
        let mut series: Vec<Series> = Vec::new();
        let mut parent = None;
        for node in self.nodes.iter().filter(|node| !node.kind.is_inline()) {
            match node.kind {
                NodeKind::Paragraph if node.parent.is_some_and(|parent| self.nodes[parent].kind != NodeKind::Item) => {
                    if parent != Some(node.parent) {
                        series.push(Series { kind: SeriesKind::Lines, entries: Vec::new() });
                        parent = Some(node.parent);
                    }
                    if let Some(series) = series.last_mut() {
                        self.split(node.span, &mut series.entries);
                    }
                }
                NodeKind::Heading { .. } | NodeKind::ThematicBreak => parent = None,
                _ => {}
            }
        }
        series
    }

    /// A paragraph's lines: at line ends and at `<br>`.
    fn split(&self, paragraph: Span, lines: &mut Vec<Span>) {
        let text = self.slice(paragraph);
        let mut ends: Vec<(usize, usize)> = memchr::memchr_iter(b'\n', text.as_bytes())
            .map(|at| (paragraph.start() + at, paragraph.start() + at + 1))
            .collect();
        let first = self.tags.partition_point(|tag| tag.span.start() < paragraph.start());
        let tags = self.tags[first..].iter().take_while(|tag| tag.span.end() <= paragraph.end());
        ends.extend(tags.filter(|tag| tag.name == "br").map(|tag| (tag.span.start(), tag.span.end())));
        ends.push((paragraph.end(), paragraph.end()));
        ends.sort_unstable();
        let mut start = paragraph.start();
        for (end, next) in ends {
            let line = Span::new(start, end);
            if !self.slice(line).trim().is_empty() {
                lines.push(line);
            }
            start = next;
        }
    }

    /// Headings for which `is_entry` holds, in series of one level; a paragraph stands below all headings.
    pub fn headings(&self, is_entry: &dyn Fn(Span) -> bool) -> Vec<Series> {
        let mut open: BTreeMap<u8, Vec<Span>> = BTreeMap::new();
        let mut series = Vec::new();
        for (level, span) in self.heading_like() {
            let is_entry = is_entry(span);
            if level == PARAGRAPH && !is_entry {
                continue;
            }
            let closed = open.split_off(&if is_entry { level + 1 } else { level });
            series.extend(closed.into_values());
            if is_entry {
                open.entry(level).or_default().push(span);
            }
        }
        series.extend(open.into_values());
        series.into_iter().map(|entries| Series { kind: SeriesKind::Headings, entries }).collect()
    }

    /// Headings in Markdown and HTML and short paragraphs, with their levels.
    fn heading_like(&self) -> Vec<(u8, Span)> {
        let mut found: Vec<(u8, Span)> = Vec::new();
        for node in &self.nodes {
            match node.kind {
                NodeKind::Heading { level } => found.push((level, node.span)),
                NodeKind::Paragraph if node.span.len() < 60 => found.push((PARAGRAPH, node.span)),
                _ => {}
            }
        }
        for pair in self.tags.windows(2).filter(|pair| !pair[0].is_end) {
            if let [b'h', level @ b'1'..=b'6'] = pair[0].name.as_bytes() {
                found.push((level - b'0', Span::new(pair[0].span.end(), pair[1].span.start())));
            }
        }
        found.sort_by_key(|(_, span)| span.start());
        found
    }
}
