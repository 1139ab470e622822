//! Whether a run of people is the author list of a publication.

use super::blocks::Block;
use super::pieces::{Piece, Run};
use super::running_text::{Class, RunningText};
use super::tokens::{Kind, Token};
use crate::calendar;
use crate::people::boundary;
use crate::syntax::{Document, NodeKind};
use crate::text::Span;
use std::ops::Range;

/// Words before a colon that say that the people behind it are no authors.
const LABELS: &[&str] = &[
    "acknowledgement",
    "acknowledgements",
    "advisee",
    "advisees",
    "adviser",
    "advisers",
    "advising",
    "advisor",
    "advisors",
    "alumni",
    "assistants",
    "chair",
    "chairs",
    "coach",
    "co-chairs",
    "co-organizers",
    "collaborator",
    "collaborators",
    "committee",
    "contact",
    "cosupervisor",
    "editor",
    "editors",
    "examiners",
    "friends",
    "host",
    "hosts",
    "instructor",
    "instructors",
    "keynote",
    "lecturers",
    "members",
    "mentees",
    "mentor",
    "mentors",
    "organisers",
    "organizer",
    "organizers",
    "panel",
    "panelists",
    "people",
    "pi",
    "pis",
    "reader",
    "readers",
    "referees",
    "reviewers",
    "speaker",
    "speakers",
    "staff",
    "student",
    "students",
    "supervision",
    "supervised",
    "supervisor",
    "supervisors",
    "tas",
    "team",
    "thanks",
    "tutors",
    "visitors",
    "with",
];

/// Small words inside a title in capitals.
const TITLE_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "in", "into", "is", "it", "of",
    "on", "or", "over", "that", "the", "through", "to", "towards", "under", "using", "via", "vs", "with", "without",
];

/// Lower-case words with which an entry may go on behind its authors.
const CONTINUATIONS: &[&str] = &[
    "accepted",
    "al",
    "arxiv",
    "bioarxiv",
    "biorxiv",
    "ed",
    "eds",
    "editors",
    "et",
    "in",
    "medrxiv",
    "preprint",
    "presented",
    "submitted",
    "to",
    "under",
];

/// How far beside the list the rest of the entry is looked for. Bytes.
const REACH: usize = 1500;

/// The pieces of a run that are its authors, at least so many, when it is an author list by its own words.
pub(super) fn authors(
    source: &str,
    text: &RunningText,
    tokens: &[Token],
    run: &Run,
    least: usize,
) -> Option<Range<usize>> {
    let pieces = &run.pieces;
    let is_person = |at: usize| pieces[at].person.is_some();
    let start = if is_person(0) {
        0
    } else {
        // `[Title](…), Ada Byron, Bo Lin, Cy Dow`: markup says where the title ends.
        (1..pieces.len()).find(|&at| is_person(at) && is_marked_title(text, tokens, &pieces[at - 1]))?
    };
    let count = (start..pieces.len()).take_while(|&at| is_person(at)).count();
    let end = start + count;
    // Two capitalised pairs behind a link may be anything.
    let is_told = || has_others(source, tokens, run, end) || is_set_off(text, tokens, &pieces[start..end]);
    if count < least || (start > 0 && count < 3 && !is_told()) {
        return None;
    }
    if start == 0 && has_label(source, tokens, run.start) {
        return None;
    }
    if let Some(next) = pieces.get(end)
        && !run.has_bars
        && is_prose(source, &tokens[next.tokens.clone()], next.after_and)
    {
        return None;
    }
    Some(start..end)
}

/// Whether `et al.` or `others` follows the people.
fn has_others(source: &str, tokens: &[Token], run: &Run, end: usize) -> bool {
    let word = run.pieces.get(end).map(|next| tokens[next.tokens.start].span.of(source));
    matches!(word, Some("et" | "others"))
}

/// Whether emphasis stands around one of the people.
fn is_set_off(text: &RunningText, tokens: &[Token], pieces: &[Piece]) -> bool {
    let names = pieces.iter().map(|piece| tokens[piece.tokens.start].span);
    names.into_iter().any(|name| text.styled.iter().any(|styled| styled.inner.start() == name.start()))
}

/// Whether one link or emphasis holds the piece and ends with it: a title.
fn is_marked_title(text: &RunningText, tokens: &[Token], piece: &Piece) -> bool {
    let (first, last) = (tokens[piece.tokens.start].span, tokens[piece.tokens.end - 1].span);
    let has_markup_inside = (first.start()..last.end()).any(|at| text.class(at) == Class::Hidden);
    piece.tokens.len() > 2 && text.class(last.end()) == Class::Hidden && !has_markup_inside
}

/// Whether a word such as `Advisors:` stands before the list.
fn has_label(source: &str, tokens: &[Token], start: usize) -> bool {
    if start == 0 || tokens[start - 1].kind != Kind::Colon {
        return false;
    }
    let label =
        tokens[..start - 1].iter().rev().take_while(|token| matches!(token.kind, Kind::Word | Kind::And)).take(5);
    label.into_iter().any(|token| LABELS.contains(&token.span.of(source).to_lowercase().as_str()))
}

/// Whether the piece behind the people goes on as a sentence: `… and Cy Dow joined us`, `…, who won`.
fn is_prose(source: &str, tokens: &[Token], after_and: bool) -> bool {
    let words: Vec<&str> =
        tokens.iter().map_while(|token| (token.kind == Kind::Word).then(|| token.span.of(source))).take(3).collect();
    let is_lower = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let Some(&first) = words.first() else { return false };
    if matches!(first, "others" | "et" | "al" | "colleagues") {
        return false;
    }
    if after_and {
        return true;
    }
    if is_lower(first) {
        return !CONTINUATIONS.contains(&first);
    }
    match words.as_slice() {
        [_, second, third] => !is_lower(second) && is_lower(third) && !TITLE_WORDS.contains(third),
        _ => false,
    }
}

/// Whether the words around a list are a publication's: a title beside a year, a link, a quotation or a venue in italics.
pub(super) fn is_publication(doc: &Document, block: &Block, list: Span) -> bool {
    let text = doc.text();
    let start = boundary::before(text, block.context.start().max(list.start().saturating_sub(REACH)));
    let end = boundary::before(text, block.context.end().min(list.end() + REACH));
    let around = [Span::new(start, list.start()), Span::new(list.end(), end)];
    let words: usize = around.iter().map(|part| words_in(part.of(text))).sum();
    words >= 2 && around.iter().any(|&part| calendar::has_year(part.of(text)) || has_title_markup(doc, part))
}

/// Words of letters, at most a handful of them.
pub(super) fn words_in(text: &str) -> usize {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    let han = text.chars().filter(|letter| matches!(letter, '\u{3400}'..='\u{9FFF}')).take(12).count() / 2;
    words.filter(|word| word.len() > 2).take(8).count() + han
}

/// A link, a quotation, or emphasis.
fn has_title_markup(doc: &Document, part: Span) -> bool {
    if part.of(doc.text()).contains(['“', '"', '”']) {
        return true;
    }
    let first = doc.links.partition_point(|link| link.span.start() < part.start());
    if doc.links.get(first).is_some_and(|link| link.span.start() < part.end()) {
        return true;
    }
    let first = doc.nodes.partition_point(|node| node.span.start() < part.start());
    let mut nodes = doc.nodes[first..].iter().take_while(|node| node.span.start() < part.end());
    if nodes.any(|node| matches!(node.kind, NodeKind::Emphasis | NodeKind::Strong)) {
        return true;
    }
    let first = doc.tags.partition_point(|tag| tag.span.start() < part.start());
    let mut tags = doc.tags[first..].iter().take_while(|tag| tag.span.start() < part.end());
    tags.any(|tag| matches!(tag.name.as_str(), "a" | "b" | "strong" | "i" | "em" | "cite" | "q"))
}
