//! What the news of a page say of papers.

use super::candidates::{quotations, trim};
use super::sections::{SectionKind, Sections};
use super::signs;
use super::visible::{Style, Visible};
use crate::publications::{News, Part, Year};
use crate::syntax::{Document, NodeKind};
use crate::text::Span;
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// Without this word no news tell that a paper was accepted.
static ACCEPTED: LazyLock<Finder> = LazyLock::new(|| Finder::new("ccepted"));

/// An item of news is no longer. Bytes.
const LONGEST: usize = 1_500;

/// The papers that the page's news say to be accepted, each item with one title and at most one venue.
pub fn news(doc: &Document) -> Vec<News> {
    if doc.nodes.is_empty() && doc.tags.is_empty() || ACCEPTED.find(doc.text().as_bytes()).is_none() {
        return Vec::new();
    }
    let is_file_of_news = doc.source.path.split('/').any(|folder| folder == "_news");
    let sections = Sections::new(doc);
    let mut found = Vec::new();
    for span in items(doc) {
        let is_news = is_file_of_news || sections.at(span.start()).1.kind == SectionKind::News;
        if is_news && span.len() <= LONGEST && ACCEPTED.find(doc.slice(span).as_bytes()).is_some() {
            found.extend(read(doc, span));
        }
    }
    found
}

/// Paragraphs, the text of items among them, and items of raw HTML.
fn items(doc: &Document) -> Vec<Span> {
    let paragraphs = doc.nodes.iter().filter(|node| node.kind == NodeKind::Paragraph).map(|node| node.span);
    let mut items: Vec<Span> = paragraphs.collect();
    let mut open = None;
    for tag in doc.tags.iter().filter(|tag| tag.name == "li") {
        if let (true, Some(start)) = (tag.is_end, open.take()) {
            items.push(Span::new(start, tag.span.start()));
        }
        open = (!tag.is_end).then_some(tag.span.end());
    }
    items
}

fn read(doc: &Document, span: Span) -> Option<News> {
    let visible = Visible::of(doc, span, Span::empty(span.end()));
    let text = &visible.text;
    // One item that tells of several papers, or of what comes beside a paper, is not taken apart.
    let lower = text.to_lowercase();
    let others = [
        "papers",
        "workshop",
        "challenge",
        "competition",
        "tutorial",
        "demo",
        "extension",
        "extended",
        "journal version",
    ];
    if others.iter().any(|word| lower.contains(word)) || lower.matches("accepted").count() != 1 {
        return None;
    }
    let set_off = visible.styled.iter().filter(|styled| styled.style != Style::Code).map(|styled| &styled.range);
    let mut titles: Vec<Range<usize>> = set_off.map(|range| trim(text, range.clone())).collect();
    titles.extend(quotations(text));
    titles.retain(|range| signs::may_be_title(&text[range.clone()], 4) && !signs::has_venue_sign(&text[range.clone()]));
    titles.sort_by_key(|range| (range.start, range.end));
    titles.dedup();
    // `**[Title](…)**` and `"[Title](…)"` are met twice, now and then with a quotation mark more.
    titles.dedup_by(|next, kept| next.start <= kept.end && next.end <= kept.end + 2);
    let [title] = titles.as_slice() else { return None };
    let venue = venue(text, title);
    let part = |range: &Range<usize>| Part { span: visible.source(range), text: text[range.clone()].into() };
    let year = venue.as_ref().and_then(|(_, year)| year.clone());
    Some(News {
        title: part(title),
        venue: venue.as_ref().map(|(venue, _)| part(venue)),
        year: year.map(|(range, number)| Year { span: visible.source(&range), number }),
    })
}

type Place = (Range<usize>, Option<(Range<usize>, i32)>);

/// The venue behind `accepted to`, when it is called by its letters: the words up to the year.
fn venue(text: &str, title: &Range<usize>) -> Option<Place> {
    let at = text.find("ccepted")?;
    let rest = &text[at..];
    let opening = ["to ", "by ", "at ", "in ", "for ", "as "].iter().filter_map(|word| {
        let from = rest.find(&format!("ccepted {word}"))?;
        Some(at + from + "ccepted ".len() + word.len())
    });
    let start = opening.min()?;
    let words: Vec<&str> = signs::words(&text[start..]).take(4).collect();
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let acronym = words.iter().position(|word| signs::is_known_acronym(word))?;
    let word = words[acronym];
    // Only words such as `the` or `IEEE` stand before it, and it is not inside of the title.
    let leads = words[..acronym].iter().all(|word| word.len() <= 4 || *word == "USENIX");
    let range = place(word)..place(word) + word.len();
    if !leads || (range.start < title.end && range.end > title.start) {
        return None;
    }
    let year = words.get(acronym + 1).and_then(|next| {
        let start = place(next);
        let is_next = start <= range.end + 2;
        signs::four_digits(next).filter(|_| is_next).map(|number| (start..start + 4, number))
    });
    let year = year.or_else(|| {
        let (inside, number) = signs::short_year(word)?;
        Some((range.start + inside.start..range.start + inside.end, number))
    });
    Some((range, year))
}
