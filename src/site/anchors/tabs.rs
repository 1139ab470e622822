//! Ids of Material's tabs: `__tabbed_1_2`, or the slug of the tab's title.

use super::{Anchors, Numbers, slug};
use crate::site::slugs::{SlugStyle, Slugs};
use crate::syntax::{Dialect, Document, OpaqueKind};
use crate::text::Span;

/// A row of tabs that may go on.
struct Row {
    /// Blanks before its markers.
    indent: usize,
    number: usize,
    tabs: usize,
    /// Where its last marker's line ends.
    end: usize,
}

pub(super) fn ids(doc: &Document, slugs: &Slugs, anchors: &mut Anchors) {
    let (Some(tabs), Dialect::Material) = (&slugs.tabs, doc.dialect) else { return };
    let mut rows: Vec<Row> = Vec::new();
    let mut sets = 0;
    let mut numbers = Numbers::default();
    anchors.ids().for_each(|id| numbers.take(id));
    for marker in doc.opaque.iter().filter(|opaque| opaque.kind == OpaqueKind::Marker) {
        let Some(rest) = doc.slice(marker.span).strip_prefix("===") else { continue };
        let text = doc.text();
        let line_start = text[..marker.span.start()].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[marker.span.start()..].find('\n').map_or(text.len(), |at| marker.span.start() + at);
        let indent = marker.span.start() - line_start;
        rows.retain(|row| row.indent <= indent);
        let goes_on = rows.last().is_some_and(|row| {
            row.indent == indent && !rest.starts_with('!') && is_content(text, Span::new(row.end, line_start), indent)
        });
        if !goes_on {
            rows.retain(|row| row.indent < indent);
            sets += 1;
            rows.push(Row { indent, number: sets, tabs: 0, end: 0 });
        }
        let Some(row) = rows.last_mut() else { continue };
        row.tabs += 1;
        row.end = line_end;
        match tabs.style {
            None => anchors.push(&format!("__tabbed_{}_{}", row.number, row.tabs)),
            Some(SlugStyle::Unknown | SlugStyle::None) => {
                anchors.incomplete.get_or_insert("how tabs get their ids is not known");
            }
            Some(_) if tabs.combines_header => {
                anchors.incomplete.get_or_insert("tabs get the ids of their headings");
            }
            Some(style) => {
                let title = text[marker.span.start()..line_end].split('"').nth(1).unwrap_or_default();
                if let Some(slug) = slug(title, style, &tabs.separator) {
                    anchors.push(&numbers.number(slug, style));
                }
            }
        }
    }
}

/// Whether the lines of `span` are the content of a tab whose marker is indented by `indent`.
fn is_content(text: &str, span: Span, indent: usize) -> bool {
    let lines = span.of(text).lines();
    lines.map(|line| line.trim_end()).all(|line| line.is_empty() || line.len() - line.trim_start().len() >= indent + 4)
}
