//! Publications that are values: the front matter of a page of a collection, the mappings of a data file.

use super::visible::reference;
use crate::people::{ListSource, PagePeople};
use crate::publications::{Part, Publication, Year};
use crate::syntax::Document;
use crate::syntax::yaml::YamlNode;
use crate::text::Span;

pub(super) fn publications(doc: &Document, people: &PagePeople) -> Vec<Publication> {
    let mut found = Vec::new();
    let is_in = |folder: &str| doc.source.path.split('/').any(|part| part == folder);
    if let Some(front_matter) = doc.front_matter.as_ref().filter(|front_matter| front_matter.yaml.problem.is_none()) {
        if let Some(root) = front_matter.yaml.root.as_ref().filter(|_| is_in("_publications"))
            && let Some(mut publication) = read(root, people)
        {
            publication.span = front_matter.span;
            found.push(publication);
        }
    } else if let Some(data) = doc.data.as_ref().filter(|data| data.problem.is_none() && is_in("_data")) {
        let mut lists = 0;
        let mut open: Vec<&YamlNode> = data.root.iter().collect();
        while let Some(node) = open.pop() {
            let before = found.len();
            for item in node.items() {
                if let Some(mut publication) = read(item, people).filter(is_entry) {
                    publication.list = lists;
                    found.push(publication);
                }
            }
            lists += u32::from(found.len() > before);
            open.extend(node.pairs().iter().map(|(_, value)| value).chain(node.items()).rev());
        }
        found.sort_by_key(|publication| publication.span);
    }
    found
}

/// A mapping of a data file with a title is many things: one with authors or a venue beside it is a publication.
fn is_entry(publication: &Publication) -> bool {
    publication.venue.is_some() || publication.authors.is_some()
}

fn read(node: &YamlNode, people: &PagePeople) -> Option<Publication> {
    let title = part(node.get("title")?)?;
    let venue = ["venue", "journal", "booktitle", "conference", "publication", "publisher"];
    let venue = venue.iter().find_map(|key| part(node.get(key)?));
    let year = ["year", "pubdate", "date"].iter().find_map(|key| year(node.get(key)?));
    let lists = ["authors", "author", "citation"].iter().filter_map(|key| node.get(key));
    let authors = lists.map(|value| value.span).find_map(|span| {
        let first = people.lists.partition_point(|list| list.span.start() < span.start());
        people.lists.get(first).filter(|list| span.contains(list.span)).map(|_| first as u32)
    });
    Some(Publication { span: node.span, list: 0, title, authors, venue, year, source: ListSource::Value })
}

/// What a value says, tags left out; its place, the quotes left out.
fn part(node: &YamlNode) -> Option<Part> {
    let text = plain(node.as_str()?);
    let span = node.inner().unwrap_or(node.span);
    let is_said =
        !text.is_empty() && !matches!(text.as_str(), "null" | "~") && text.len() <= 500 && !text.contains("{{");
    is_said.then(|| Part { span, text: text.into() })
}

/// The text without tags, character references decoded, blanks squeezed.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let is_tag = rest[open + 1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        match rest[open..].find('>').filter(|_| is_tag) {
            Some(close) => rest = &rest[open + close + 1..],
            None => {
                out.push('<');
                rest = &rest[open + 1..];
            }
        }
    }
    out.push_str(rest);
    let mut decoded = String::with_capacity(out.len());
    let mut rest = out.as_str();
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let (shown, length) = reference(&rest[at..]).unwrap_or(('&', 1));
        decoded.push(shown);
        rest = &rest[at + length..];
    }
    decoded.push_str(rest);
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2020`, `2020-01-31`, `2020.03`
fn year(node: &YamlNode) -> Option<Year> {
    let text = node.as_str()?;
    let number = super::signs::four_digits(text.get(..4)?)?;
    let goes_on = text[4..].chars().next().is_some_and(|next| next.is_alphanumeric());
    let start = node.inner()?.start();
    (!goes_on).then(|| Year { span: Span::new(start, start + 4), number })
}
