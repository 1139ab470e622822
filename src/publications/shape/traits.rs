//! What one entry is like, read around its authors, title and venue.

use super::{Trait, Value};
use crate::calendar;
use crate::people::PagePeople;
use crate::publications::Publication;
use crate::syntax::{Document, LinkKind, Node, NodeKind};
use crate::text::{Edit, Span};

/// One entry and its traits; those that cannot be told are left out.
pub(super) struct Read {
    /// The entry without the blanks around it.
    pub(super) span: Span,
    pub(super) values: Vec<Value>,
    /// The label's brackets.
    brackets: Option<(usize, usize)>,
    /// The sign behind the authors and the one behind the title, or where it would stand.
    after_authors: Option<Span>,
    after_title: Option<Span>,
}

/// Signs between the parts of an entry.
const SIGNS: &[char] = &['.', ',', ':', ';'];
const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', '\''];

/// Words of an entry that has no link or venue yet.
const COMING: &[&str] =
    &["to appear", "under review", "submitted", "accepted", "in press", "forthcoming", "preparation"];

/// What ends with a full stop in any list.
const ABBREVIATIONS: &[&str] = &["al", "etc", "inc", "ltd", "ed", "eds", "jr"];

/// Entries in raw HTML, sorted.
pub(super) fn html_entries(doc: &Document) -> Vec<Span> {
    let mut entries: Vec<Span> = doc.lists().into_iter().flat_map(|series| series.entries).collect();
    entries.sort_unstable();
    entries
}

/// The traits of an entry that stands in one block with its authors.
pub(super) fn read(
    doc: &Document,
    text: &str,
    blocks: &[Span],
    people: &PagePeople,
    publication: &Publication,
) -> Option<Read> {
    let authors = people.lists.get(publication.authors? as usize)?.span;
    let title = publication.title.span;
    let whole = block(doc, blocks, title.start()).filter(|block| block.contains(title) && block.contains(authors))?;
    let shown = whole.of(text);
    let start = whole.start() + shown.len() - shown.trim_start().len();
    let span = Span::new(start, whole.start() + shown.trim_end().len());
    let mut entry = Read { span, values: Vec::new(), brackets: None, after_authors: None, after_title: None };
    entry.read_label(doc, text);
    // What is read as a title may be the label.
    let is_label = entry.brackets.is_some_and(|(_, close)| title.start() < close);
    if !is_label {
        entry.read_title(doc, text, title, authors);
    }
    if let Some(venue) = publication.venue.as_ref().filter(|venue| span.contains(venue.span)) {
        let is_label = entry.brackets.is_some_and(|(_, close)| venue.span.start() < close);
        entry.push_if(!is_label, Trait::Venue, if is_in_italics(doc, venue.span) { "yes" } else { "no" });
    }
    let is_coming = COMING.iter().any(|word| span.of(text).to_ascii_lowercase().contains(word));
    entry.push_if(!is_coming, Trait::Year, if has_year(span.of(text)) { "yes" } else { "no" });
    let first = doc.links.partition_point(|link| link.span.start() < whole.start());
    let mut links = doc.links[first..].iter().take_while(|link| link.span.start() < whole.end());
    let has_link = links.any(|link| !matches!(link.kind, LinkKind::Image | LinkKind::Src | LinkKind::Style));
    entry.push_if(!is_coming, Trait::Link, if has_link { "yes" } else { "no" });
    entry.read_end(doc, text, whole);
    Some(entry)
}

/// The block that an entry of a list is.
fn block(doc: &Document, blocks: &[Span], offset: usize) -> Option<Span> {
    let node = doc.block_at(offset);
    match node.map(|node| node.kind) {
        Some(NodeKind::Paragraph) => node.map(|node| node.span),
        Some(NodeKind::TableCell) => None,
        _ => {
            let next = blocks.partition_point(|block| block.start() <= offset);
            blocks[..next].last().copied().filter(|block| block.holds(offset))
        }
    }
}

impl Read {
    fn push(&mut self, of: Trait, text: &str) {
        self.values.push(Value { of, text: text.to_string() });
    }

    fn push_if(&mut self, is_known: bool, of: Trait, text: &str) {
        if is_known {
            self.push(of, text);
        }
    }

    /// `[LOOM 2024]`, `\[LOOM 2024\]`
    fn read_label(&mut self, doc: &Document, text: &str) {
        // The text of an escaped bracket may begin behind its backslash.
        let start = self.span.start() + usize::from(self.span.of(text).starts_with('\\'));
        let is_escaped = doc.text()[..start].ends_with('\\');
        let head = &text[start..self.span.end()];
        let close = head.bytes().take(80).position(|byte| byte == b']').filter(|_| head.starts_with('['));
        self.push(Trait::Label, if close.is_some() { "yes" } else { "no" });
        if let Some(close) = close {
            self.brackets = Some((start, start + close));
            self.push(Trait::Escapes, if is_escaped { "yes" } else { "no" });
        }
    }

    fn read_title(&mut self, doc: &Document, text: &str, title: Span, authors: Span) {
        let is_first = authors.end() <= title.start();
        // What stands before a title may be an author who is no list.
        let after_label = self.brackets.map_or(self.span.start(), |(_, close)| close);
        let is_head = !text[after_label.min(title.start())..title.start()].contains(char::is_alphabetic);
        self.push_if(is_first || is_head, Trait::AuthorsFirst, if is_first { "yes" } else { "no" });
        let markup = markup_before(doc, title.start(), self.span.start());
        self.push_if(!is_quotation(text, title, self.span, &markup), Trait::Title, &markup);
        if is_first {
            let between = &text[authors.end()..title.start()];
            if !between.contains(char::is_alphanumeric) && doc.passage(authors.start()).holds(title.start()) {
                let sign = sign(between, authors.end());
                self.after_authors = sign;
                // A colon may be the title's own.
                let is_known = sign.is_some_and(|sign| matches!(sign.of(text), "." | ","));
                self.push_if(is_known, Trait::AfterAuthors, sign.map_or("", |sign| sign.of(text)));
            }
        }
        let passage = doc.passage(title.start());
        let end = passage.end().min(self.span.end());
        // A title that ends with a question needs no sign, and at the end of a line none is usual.
        if title.end() < end && !title.of(text).ends_with(['?', '!', '.', '…']) {
            let behind = &text[title.end()..end];
            let sign = sign(behind, title.end());
            let goes_on = behind.contains(char::is_alphanumeric);
            self.after_title = sign;
            self.push_if(sign.is_some() && goes_on, Trait::AfterTitle, sign.map_or("", |sign| sign.of(text)));
        }
    }

    /// A full stop at the end, where the entry ends with words.
    fn read_end(&mut self, doc: &Document, text: &str, whole: Span) {
        let last = self.span.of(text).chars().next_back();
        let source = doc.slice(Span::new(self.span.end(), whole.end()));
        // A link's target or a tag at the end, a picture: words end before it.
        let ends_with_words = source.trim().trim_matches(['*', '_']).is_empty();
        match last {
            Some('.' | '。') => {
                let mut words = self.span.of(text).split(|c: char| !c.is_alphanumeric());
                let word = words.rfind(|word| !word.is_empty()).unwrap_or_default();
                let is_abbreviation = word.len() == 1 || ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str());
                self.push_if(!is_abbreviation, Trait::FinalStop, "yes");
            }
            Some(c) if c.is_alphanumeric() && ends_with_words => self.push(Trait::FinalStop, "no"),
            _ => {}
        }
    }
}

/// The first of `between`, when it is a sign behind quotation marks and blanks; `start` is where `between` begins.
fn sign(between: &str, start: usize) -> Option<Span> {
    let (at, sign) = between.char_indices().find(|(_, c)| !c.is_whitespace() && !QUOTES.contains(c))?;
    SIGNS.contains(&sign).then(|| Span::new(start + at, start + at + sign.len_utf8()))
}

/// Which markup opens right before `offset`, by name.
fn markup_before(doc: &Document, offset: usize, least: usize) -> String {
    const OPENERS: [(&str, &str); 7] = [
        ("**", "bold"),
        ("__", "bold"),
        ("*", "italics"),
        ("_", "italics"),
        ("\"", "quotation marks"),
        ("“", "quotation marks"),
        ("[", ""),
    ];
    let mut names: Vec<&str> = Vec::new();
    let mut before = doc.slice(Span::new(least.min(offset), offset));
    loop {
        if let Some((opener, name)) = OPENERS.iter().find(|(opener, _)| before.ends_with(opener)) {
            before = &before[..before.len() - opener.len()];
            names.push(name);
            continue;
        }
        let end = least.min(offset) + before.len();
        let next = doc.tags.partition_point(|tag| tag.span.end() <= end);
        let Some(tag) = next.checked_sub(1).map(|last| &doc.tags[last]) else { break };
        if tag.span.end() != end || tag.is_end || tag.span.start() < least.min(offset) {
            break;
        }
        match tag.name.as_str() {
            "b" | "strong" => names.push("bold"),
            "i" | "em" => names.push("italics"),
            "a" | "u" | "span" => {}
            _ => break,
        }
        before = &before[..before.len() - tag.span.len()];
    }
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names.join(" and ")
}

/// Whether quotation marks are the title's own: `Response to “Looms”`, `“Looms?” A protocol`.
fn is_quotation(text: &str, title: Span, entry: Span, markup: &str) -> bool {
    let before =
        text[entry.start()..title.start()].trim_end_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    let is_inside = before.ends_with(char::is_alphabetic);
    markup.contains("quotation") && (is_inside || title.of(text).ends_with(['?', '!']))
}

/// Whether a part of `span` stands in italics.
fn is_in_italics(doc: &Document, span: Span) -> bool {
    let from = doc.nodes.partition_point(|node| node.span.start() < span.start());
    let inside = doc.nodes[from..].iter().take_while(|node| node.span.start() < span.end());
    let parent = |node: &&Node| node.parent.map(|parent| &doc.nodes[parent]);
    let around = doc.nodes[..from].last().into_iter();
    let around = around.flat_map(|last| std::iter::successors(Some(last), parent)).take(32);
    let mut emphasis = inside.chain(around).filter(|node| node.kind == NodeKind::Emphasis);
    let next = doc.tags.partition_point(|tag| tag.span.start() < span.end());
    let tags = doc.tags[..next].iter().rev().take(8).filter(|tag| matches!(tag.name.as_str(), "i" | "em" | "cite"));
    let mut tags = tags.filter(|tag| !tag.is_end || span.holds(tag.span.start()));
    emphasis.any(|node| node.span.overlaps(span)) || tags.any(|tag| span.start().saturating_sub(tag.span.end()) < 100)
}

/// `2024` in any place, `’24`.
fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    calendar::has_year(text)
        || text
            .match_indices(['\'', '’'])
            .any(|(at, quote)| is_digit(at + quote.len()) && is_digit(at + quote.len() + 1))
}

/// What gives the entry the usual value, where it is a sign; `None` where words or markup differ, backslashes with them: the
/// guard cannot prove that they change nothing else.
pub(super) fn edits(text: &str, entry: &Read, usual: &Value) -> Option<Vec<Edit>> {
    match (usual.of, usual.text.as_str()) {
        (Trait::AfterAuthors, sign) => Some(vec![Edit::replace(entry.after_authors?, sign)]),
        (Trait::AfterTitle, sign) => Some(vec![Edit::replace(entry.after_title?, sign)]),
        (Trait::FinalStop, "yes") => {
            text[..entry.span.end()].ends_with(char::is_alphanumeric).then(|| vec![Edit::insert(entry.span.end(), ".")])
        }
        _ => None,
    }
}
