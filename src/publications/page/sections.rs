//! Where one list of a page ends and the next begins: headings and what looks like one; what they say.

use super::regions::Shape;
use super::signs;
use crate::syntax::{Document, NodeKind, OpaqueKind};
use crate::text::Span;

/// A stretch from one heading to the next.
#[derive(Clone, Debug)]
pub(super) struct Section {
    start: usize,
    /// `### 2021`
    pub(super) year: Option<(Span, i32)>,
    pub(super) kind: SectionKind,
}

/// What a section holds, by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    News,
    /// A talk has the title of its paper.
    Talks,
    Other,
}

/// The sections of a page, sorted by start.
pub(super) struct Sections {
    sections: Vec<Section>,
    /// Section and shape of the last entry, and its list's number.
    last: Option<(usize, Shape)>,
    number: u32,
}

impl Sections {
    pub(super) fn new(doc: &Document) -> Sections {
        let mut starts: Vec<(Span, bool)> = Vec::new();
        for (id, node) in doc.nodes.iter().enumerate() {
            let is_title = match node.kind {
                NodeKind::Heading { .. } => true,
                NodeKind::ThematicBreak => false,
                // `**2021**`
                NodeKind::Paragraph => {
                    let only = doc.nodes.get(id + 1);
                    let is_strong = only.is_some_and(|only| only.kind == NodeKind::Strong && only.span == node.span);
                    if !is_strong || signs::words(doc.slice(node.span)).take(5).count() > 4 {
                        continue;
                    }
                    true
                }
                _ => continue,
            };
            starts.push((node.span, is_title));
        }
        let mut open = None;
        for tag in &doc.tags {
            let is_heading = matches!(tag.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "dt");
            match (is_heading, tag.is_end, open) {
                (true, false, _) => open = Some(tag.span.end()),
                (true, true, Some(start)) => starts.push((Span::new(start, tag.span.start()), true)),
                (false, false, _) if tag.name == "hr" => starts.push((tag.span, false)),
                _ => {}
            }
        }
        let markers = doc.opaque.iter().filter(|opaque| opaque.kind == OpaqueKind::Marker);
        starts.extend(markers.map(|marker| (marker.span, true)));
        starts.sort();
        let mut sections = vec![Section { start: 0, year: None, kind: SectionKind::Other }];
        for (span, is_title) in starts {
            // A rule ends the years of the heading above, not what the section is about.
            let before = sections.last().map_or(SectionKind::Other, |last| last.kind);
            let kind = if is_title { kind(doc.slice(span)) } else { before };
            let year = if is_title && span.len() < 100 { year(doc, span) } else { None };
            sections.push(Section { start: span.start(), year, kind });
        }
        Sections { sections, last: None, number: 0 }
    }

    /// The section of an offset, and its number.
    pub(super) fn at(&self, offset: usize) -> (usize, &Section) {
        let next = self.sections.partition_point(|section| section.start <= offset);
        let at = next.saturating_sub(1);
        (at, &self.sections[at])
    }

    /// The number of the list in which an entry stands; entries come in their order.
    pub(super) fn list(&mut self, offset: usize, shape: Shape) -> u32 {
        let place = (self.at(offset).0, shape);
        if self.last.is_some_and(|last| last != place) {
            self.number += 1;
        }
        self.last = Some(place);
        self.number
    }
}

fn kind(title: &str) -> SectionKind {
    let words: Vec<String> = signs::words(title).take(8).map(str::to_lowercase).collect();
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let is_news = has(&["news", "updates", "announcements", "newsroom", "动态", "新闻", "消息"]);
    let is_talks =
        has(&["talk", "talks", "presentation", "presentations", "seminars", "tutorials", "lectures", "报告"]);
    if has(&["publication", "publications", "paper", "papers", "articles", "论文"]) {
        SectionKind::Other
    } else if is_news {
        SectionKind::News
    } else if is_talks {
        SectionKind::Talks
    } else {
        SectionKind::Other
    }
}

/// The year of a heading that tells no other.
fn year(doc: &Document, span: Span) -> Option<(Span, i32)> {
    let mut years = signs::years(doc.slice(span));
    let (range, number) = years.next()?;
    if years.next().is_some() {
        return None;
    }
    Some((Span::new(span.start() + range.start, span.start() + range.end), number))
}
