//! Author lists of a page, read from its blocks.

use super::blocks::{Block, blocks};
use super::pieces::{Person, Piece, read_people, runs};
use super::running_text::{Class, RunningText, Styled};
use super::tokens::{Kind, Token, tokens};
use super::{Author, AuthorList, Marks, Markup, Setting, entry, gate};
use crate::syntax::Document;
use crate::text::Span;

/// Every author list of a page's publications, in order.
pub fn author_lists(doc: &Document) -> Vec<AuthorList> {
    let mut lists = Vec::new();
    if !gate::may_hold_names(doc.text()) {
        return lists;
    }
    for block in blocks(doc) {
        if gate::may_hold_names(doc.slice(block.span)) {
            read_block(doc, &block, &mut lists);
        }
    }
    lists.sort_by_key(|list| list.span);
    lists
}

fn read_block(doc: &Document, block: &Block, lists: &mut Vec<AuthorList>) {
    let source = doc.text();
    let text = RunningText::new(doc, block);
    let tokens = tokens(source, &text, block.node.is_some());
    let context = Context { source, text: &text, tokens: &tokens };
    for run in runs(&tokens) {
        let run = read_people(source, &tokens, run);
        let Some(range) = entry::authors(source, &text, &tokens, &run) else { continue };
        let list = context.list(block, &run.pieces[range]);
        if entry::is_publication(doc, block, list.span) {
            lists.push(list);
        }
    }
}

struct Context<'a> {
    source: &'a str,
    text: &'a RunningText,
    tokens: &'a [Token],
}

impl Context<'_> {
    /// The list that `pieces`, each a person, are.
    fn list(&self, block: &Block, pieces: &[Piece]) -> AuthorList {
        let people: Vec<(&Piece, &Person)> =
            pieces.iter().filter_map(|piece| Some((piece, piece.person.as_ref()?))).collect();
        let mut authors: Vec<Author> = Vec::with_capacity(people.len());
        let mut is_emphasised = false;
        for (at, &(piece, person)) in people.iter().enumerate() {
            // What lies between the neighbours' names belongs to this author alone.
            let from = at.checked_sub(1).map_or(block.span.start(), |before| people[before].1.name.end());
            let to = people.get(at + 1).map_or(block.span.end(), |next| next.1.name.start());
            let own = Span::new(from, to);
            let mut stretches = Vec::new();
            let mut unclear = false;
            for styled in self.around(person.name) {
                let holds_another = !own.contains(styled.inner);
                is_emphasised |= holds_another && styled.inner.contains(person.name);
                if holds_another {
                    unclear |= !styled.inner.contains(person.name);
                } else if styled.inner.contains(person.name) && self.is_only(styled.inner, piece) {
                    stretches.push(styled);
                } else {
                    unclear = true;
                }
            }
            let setting = match (unclear, stretches.is_empty()) {
                (true, _) => Setting::Unclear,
                (false, true) => Setting::Plain,
                (false, false) => Setting::SetOff(self.markup(&stretches, person.name)),
            };
            authors.push(self.author(person, &stretches, setting));
        }
        let start = authors.first().map_or(block.span.start(), |author| author.span.start());
        let end = authors.last().map_or(start, |author| author.span.end());
        AuthorList {
            span: Span::new(start, end),
            authors,
            is_emphasised,
            block: block.span,
            is_markdown: block.node.is_some(),
        }
    }

    /// The emphasised stretches that share a byte with `name`; nesting deeper than a few is not looked for.
    fn around(&self, name: Span) -> Vec<Styled> {
        let next = self.text.styled.partition_point(|styled| styled.outer.start() < name.end());
        self.text.styled[..next]
            .iter()
            .rev()
            .take(12)
            .rev()
            .filter(|styled| styled.outer.overlaps(name))
            .copied()
            .collect()
    }

    /// Whether the stretch holds nothing but the piece and a separator.
    fn is_only(&self, inner: Span, piece: &Piece) -> bool {
        let first = self.tokens.partition_point(|token| token.span.end() <= inner.start());
        let mut inside =
            self.tokens[first..].iter().enumerate().take_while(|(_, token)| token.span.start() < inner.end());
        inside.all(|(at, token)| {
            piece.tokens.contains(&(first + at)) || matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Break)
        })
    }

    /// The delimiters around `name`, link syntax left out.
    fn markup(&self, stretches: &[Styled], name: Span) -> Markup {
        let mut markup = Markup { open: String::new(), close: String::new() };
        for styled in stretches.iter().filter(|styled| styled.outer.contains(name)) {
            markup.open.push_str(Span::new(styled.outer.start(), styled.inner.start()).of(self.source));
            markup.close.insert_str(0, Span::new(styled.inner.end(), styled.outer.end()).of(self.source));
        }
        markup
    }

    fn author(&self, person: &Person, stretches: &[Styled], setting: Setting) -> Author {
        let marks = self.marks(person, stretches);
        let mut span = person.name;
        for part in stretches.iter().map(|styled| styled.outer).chain(marks.as_ref().map(|marks| marks.span)) {
            span = Span::new(span.start().min(part.start()), span.end().max(part.end()));
        }
        Author { span, name: person.name, text: person.text.clone(), setting, marks }
    }

    fn marks(&self, person: &Person, stretches: &[Styled]) -> Option<Marks> {
        let tokens = &self.tokens[person.marks.clone()];
        let (first, last) = (tokens.first()?, tokens.last()?);
        let span = Span::new(first.span.start(), last.span.end());
        let gap = Span::new(person.name.end(), span.end());
        let joined = gap.range().all(|at| self.text.class(at) != Class::Hidden);
        let inside = stretches.first().is_some_and(|styled| styled.inner.contains(span));
        let raw_stars = tokens.iter().flat_map(|token| raw_stars(self.source, token.span)).collect();
        Some(Marks { span, joined, inside, raw_stars })
    }
}

/// Asterisks of `span` without a backslash before them.
fn raw_stars(source: &str, span: Span) -> impl Iterator<Item = usize> {
    let bytes = source.as_bytes();
    span.range().filter(move |&at| bytes[at] == b'*' && (at == 0 || bytes[at - 1] != b'\\'))
}
