//! Entries around the author lists that a page shows.

use super::candidates::{self, By};
use super::place;
use super::regions::{Around, Regions};
use super::sections::{Section, SectionKind, Sections};
use super::visible::Visible;
use crate::people::{AuthorList, ListSource, PagePeople};
use crate::publications::{Part, Publication, Year};
use crate::syntax::Document;
use crate::text::Span;
use std::ops::Range;

pub(super) fn publications(doc: &Document, people: &PagePeople) -> Vec<Publication> {
    let is_shown = |list: &&AuthorList| matches!(list.source, ListSource::Markdown | ListSource::Html);
    let shown: Vec<&AuthorList> = people.lists.iter().filter(is_shown).collect();
    let regions = Regions::new(doc, &shown);
    let mut sections = Sections::new(doc);
    let mut found: Vec<Publication> = Vec::new();
    for (index, list) in people.lists.iter().enumerate().filter(|(_, list)| is_shown(list)) {
        let around = regions.around(list);
        let Some(mut publication) = read(doc, list, &around, sections.at(list.span.start()).1) else { continue };
        // Two entries of which one reaches into the other: nobody knows which words are whose.
        if found.last().is_some_and(|last| last.span.overlaps(publication.title.span)) {
            continue;
        }
        publication.list = sections.list(list.span.start(), around.shape);
        publication.authors = u32::try_from(index).ok();
        found.push(publication);
    }
    found
}

fn read(doc: &Document, list: &AuthorList, around: &Around, section: &Section) -> Option<Publication> {
    // News and talks tell of papers and list none.
    if section.kind != SectionKind::Other {
        return None;
    }
    let visible: Vec<Visible> = around.spans.iter().map(|span| Visible::of(doc, *span, list.span)).collect();
    let own = &visible[..around.own];
    let (by, level, title) = [By::Markup, By::Line, By::Sentence].into_iter().find_map(|by| {
        own.iter().enumerate().find_map(|(level, visible)| Some((by, level, candidates::title(visible, by)?)))
    })?;
    let title_span = visible[level].source(&title);
    let part = |visible: &Visible, range: &Range<usize>| Part {
        span: visible.source(range),
        text: visible.text[range.clone()].into(),
    };
    let mut publication = Publication {
        span: around.spans[level],
        list: 0,
        title: part(&visible[level], &title),
        authors: None,
        venue: None,
        year: None,
        source: list.source,
    };
    for (at, visible) in visible.iter().enumerate().skip(level) {
        let Some(title) = visible.range(title_span) else { break };
        let is_own = at < around.own;
        let venue = if is_own { place::venue(visible, &title) } else { place::badge(visible, &title) };
        let year = place::year(visible, &title, venue.as_ref());
        // Beyond the entry only a badge with both is believed.
        if !is_own && (venue.is_none() || year.is_none()) {
            continue;
        }
        if publication.venue.is_none() {
            publication.venue = venue.as_ref().map(|venue| part(visible, venue));
        }
        if publication.year.is_none() {
            publication.year = year.map(|(range, number)| Year { span: visible.source(&range), number });
        }
        if is_own {
            publication.span = cover(publication.span, &publication);
        }
        if publication.venue.is_some() && publication.year.is_some() {
            break;
        }
    }
    publication.span = cover(publication.span, &publication);
    // Plain words beside names may be anything.
    if by != By::Markup && publication.venue.is_none() && publication.year.is_none() {
        return None;
    }
    if publication.year.is_none() {
        publication.year = section.year.map(|(span, number)| Year { span, number });
    }
    Some(publication)
}

/// The span with the parts that were found around it.
fn cover(span: Span, publication: &Publication) -> Span {
    let parts = [publication.venue.as_ref().map(|venue| venue.span), publication.year.map(|year| year.span)];
    parts
        .into_iter()
        .flatten()
        .fold(span, |span, part| Span::new(span.start().min(part.start()), span.end().max(part.end())))
}
