//! What stands between separators: a person or something else.

use super::marks;
use super::running_text::{Class, RunningText};
use super::tokens::{Kind, Token};
use crate::people::name::{Name, words};
use crate::text::Span;
use std::ops::Range;

/// Pieces that only separators part.
pub(super) struct Run {
    pub(super) pieces: Vec<Piece>,
    /// Bars part the pieces, as the ACL Anthology has it.
    pub(super) has_bars: bool,
    /// Index of the first token.
    pub(super) start: usize,
}

/// The tokens between two separators.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) tokens: Range<usize>,
    /// Whether `and` or `&` stands before it.
    pub(super) after_and: bool,
    after_semicolon: bool,
    pub(super) person: Option<Person>,
}

/// A piece that reads as a person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: Span,
    pub(super) text: String,
    /// Tokens of the marks behind the name.
    pub(super) marks: Range<usize>,
}

impl Piece {
    /// The person that all of the tokens name.
    pub(super) fn of(tokens: Range<usize>, person: Person) -> Piece {
        Piece { tokens, after_and: false, after_semicolon: false, person: Some(person) }
    }
}

/// Cuts tokens at full stops, colons and line ends; a line end beside a separator is none. Bars part people or commas do,
/// not both. Runs of fewer than `least` pieces are left out.
pub(super) fn runs(tokens: &[Token], least: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut cutter = Cutter::new(0);
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Comma | Kind::Semicolon | Kind::And => {
                if cutter.has_bars {
                    let start = cutter.piece_start;
                    runs.extend(cutter.finish(start));
                    cutter = Cutter::new(start);
                }
                cutter.has_separators = true;
                cutter.separator(at, token.kind);
            }
            Kind::Bar if !cutter.has_separators => {
                cutter.has_bars = true;
                cutter.separator(at, token.kind);
            }
            Kind::Break => {
                let after = at.checked_sub(1).is_some_and(|before| is_separator(tokens[before].kind));
                let before = tokens.get(at + 1).is_some_and(|next| is_separator(next.kind));
                if after || before {
                    cutter.end_piece(at);
                } else {
                    runs.extend(cutter.finish(at));
                    cutter = Cutter::new(at + 1);
                }
            }
            Kind::Colon | Kind::Stop | Kind::Bar => {
                runs.extend(cutter.finish(at));
                cutter = Cutter::new(at + 1);
            }
            Kind::Word | Kind::Mark | Kind::Bracket => {}
        }
    }
    runs.extend(cutter.finish(tokens.len()));
    runs.retain(|run| run.pieces.len() >= least);
    runs
}

fn is_separator(kind: Kind) -> bool {
    matches!(kind, Kind::Comma | Kind::Semicolon | Kind::And | Kind::Bar)
}

struct Cutter {
    pieces: Vec<Piece>,
    start: usize,
    piece_start: usize,
    and: bool,
    semicolon: bool,
    has_bars: bool,
    /// Other ones.
    has_separators: bool,
}

impl Cutter {
    fn new(start: usize) -> Cutter {
        Cutter {
            pieces: Vec::new(),
            start,
            piece_start: start,
            and: false,
            semicolon: false,
            has_bars: false,
            has_separators: false,
        }
    }

    fn separator(&mut self, at: usize, kind: Kind) {
        self.end_piece(at);
        self.and |= kind == Kind::And;
        self.semicolon |= kind == Kind::Semicolon;
    }

    /// Ends the piece before token `at`; an empty one (`, and`) is none.
    fn end_piece(&mut self, at: usize) {
        if at > self.piece_start {
            let tokens = self.piece_start..at;
            self.pieces.push(Piece { tokens, after_and: self.and, after_semicolon: self.semicolon, person: None });
            (self.and, self.semicolon) = (false, false);
        }
        self.piece_start = at + 1;
    }

    fn finish(mut self, at: usize) -> Option<Run> {
        self.end_piece(at);
        (!self.pieces.is_empty()).then_some(Run { pieces: self.pieces, has_bars: self.has_bars, start: self.start })
    }
}

/// Reads every piece as a person where it is one; `Byron, A.` and, between semicolons, `Byron, Ada` become one piece.
pub(super) fn read_people(source: &str, text: &RunningText, tokens: &[Token], mut run: Run) -> Run {
    if let Some(first) = run.pieces.first_mut() {
        first.tokens.start = behind_label(text, tokens, &first.tokens);
    }
    let with_semicolons = run.pieces.iter().any(|piece| piece.after_semicolon);
    let mut pieces: Vec<Piece> = Vec::with_capacity(run.pieces.len());
    for mut piece in run.pieces {
        let joins = !piece.after_and && !piece.after_semicolon;
        if joins
            && let Some(family) = pieces.last_mut()
            && let Some(end) = given_end(source, tokens, &piece, with_semicolons)
            && is_family(source, &tokens[family.tokens.clone()], end < piece.tokens.end)
            && let Some(person) = person(source, tokens, family.tokens.start..end)
        {
            family.tokens.end = end;
            family.person = Some(person);
            if end < piece.tokens.end {
                // `Byron, A. Engines that weave`: the title follows.
                pieces.push(Piece {
                    tokens: end..piece.tokens.end,
                    after_and: false,
                    after_semicolon: false,
                    person: None,
                });
            }
            continue;
        }
        piece.person = person(source, tokens, piece.tokens.clone());
        let stop = stop_behind_initials(source, tokens, &piece, pieces.last());
        if let Some(stop) = stop
            && let Some(person) = person(source, tokens, piece.tokens.start..stop)
        {
            let title =
                Piece { tokens: stop..piece.tokens.end, after_and: false, after_semicolon: false, person: None };
            piece.tokens.end = stop;
            piece.person = Some(person);
            pieces.push(piece);
            pieces.push(title);
            continue;
        }
        pieces.push(piece);
    }
    Run { pieces, has_bars: run.has_bars, start: run.start }
}

/// Where the first piece begins behind a label in markup of its own: `[ICX 2020](…) Ada Byron`, `**Paper** Ada Byron`.
fn behind_label(text: &RunningText, tokens: &[Token], range: &Range<usize>) -> usize {
    let has_markup = |from: usize, to: usize| (from..to).any(|at| text.class(at) == Class::Hidden);
    let first = tokens[range.start].span;
    if first.start() == text.span.start() || !has_markup(first.start() - 1, first.start()) {
        return range.start;
    }
    let gap = (range.start + 1..range.end)
        .find(|&at| tokens[at].kind == Kind::Word && has_markup(tokens[at - 1].span.end(), tokens[at].span.start()));
    gap.filter(|&at| text.class(tokens[at - 1].span.end()) == Class::Hidden).unwrap_or(range.start)
}

/// Where the given name that `piece` may be behind a family name ends: initials, or between semicolons a name in full.
fn given_end(source: &str, tokens: &[Token], piece: &Piece, with_semicolons: bool) -> Option<usize> {
    let range = piece.tokens.clone();
    if with_semicolons || is_initials(source, &tokens[range.clone()]) {
        return Some(range.end);
    }
    let stopped = |token: &&Token| token.kind == Kind::Word && token.span.of(source).ends_with('.');
    let count = tokens[range.clone()].iter().take_while(stopped).count();
    let is_first = (1..=3).contains(&count) && is_initials(source, &tokens[range.start..range.start + count]);
    is_first.then_some(range.start + count)
}

/// Where `Lin C` ends in `Byron AB, Lin C. Engines that weave`: the stop that looks like an initial's ends the list.
fn stop_behind_initials(source: &str, tokens: &[Token], piece: &Piece, before: Option<&Piece>) -> Option<usize> {
    let before = before?.person.as_ref()?;
    let ends_in_initials = before.text.split_whitespace().skip(1).last()?.chars().all(char::is_uppercase);
    if piece.person.is_some() || !ends_in_initials {
        return None;
    }
    let range = piece.tokens.start + 1..piece.tokens.end;
    range.into_iter().find(|&at| tokens[at].span.of(source).ends_with('.')).map(|at| at + 1)
}

/// Whether the tokens are initials only, with marks behind them.
fn is_initials(source: &str, tokens: &[Token]) -> bool {
    let words: Vec<&str> = words_of(source, tokens).collect();
    let capitals = |word: &str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic());
        letters.clone().count() <= 3 && letters.clone().all(char::is_uppercase) && letters.count() > 0
    };
    (1..=3).contains(&words.len())
        && words.iter().all(|word| capitals(word) && (word.len() < 3 || word.contains('.') || words.len() == 1))
        && tokens[0].kind == Kind::Word
}

/// Whether the tokens are one to three words that may be a family name alone; with `one`, one word and its particles:
/// `Bo Lin, A. Byron` are two.
fn is_family(source: &str, tokens: &[Token], one: bool) -> bool {
    let count = words_of(source, tokens).count();
    let capitals = words_of(source, tokens).filter(|word| !words::is_particle(word)).count();
    (1..=3).contains(&count)
        && (!one || capitals == 1)
        && tokens.iter().all(|token| token.kind == Kind::Word)
        && words_of(source, tokens).all(|word| !word.contains('.') && word.chars().count() > 1)
}

fn words_of<'a>(source: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = &'a str> {
    tokens.iter().filter(|token| token.kind == Kind::Word).map(|token| token.span.of(source))
}

/// The person that `range` of the tokens names: marks, a name, marks.
pub(super) fn person(source: &str, tokens: &[Token], range: Range<usize>) -> Option<Person> {
    let mut end = range.end;
    if let [.., et, al] = &tokens[range.clone()]
        && (et.span.of(source), al.span.of(source)) == ("et", "al")
    {
        end -= 2;
    }
    if tokens[range.start..end].iter().any(|token| token.kind == Kind::Word && is_small(token.span.of(source))) {
        return None;
    }
    let first = range.start + tokens[range.start..end].iter().take_while(|token| token.kind == Kind::Mark).count();
    let mut last = first;
    let mut text = String::new();
    let mut at = first;
    while let Some(token) = tokens[..end].get(at) {
        let slice = token.span.of(source);
        match token.kind {
            Kind::Word => {}
            Kind::Comma => {
                text.push(',');
                at += 1;
                continue;
            }
            Kind::Bracket if at > first && is_part_of_name(source, &tokens[at..end]) => {}
            _ => break,
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(slice);
        at += 1;
        last = at;
    }
    let behind = &tokens[last..end];
    let only_marks = behind.iter().all(|token| match token.kind {
        Kind::Mark => true,
        Kind::Bracket => marks::is_remark(inside(token.span.of(source))),
        _ => false,
    });
    if last == first || !only_marks || has_title(&text) {
        return None;
    }
    Name::parse(&text)?;
    let name = Span::new(tokens[first].span.start(), tokens[last - 1].span.end());
    Some(Person { name, text, marks: last..end })
}

/// Whether a word is of prose: it begins with a small letter and is no particle.
fn is_small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
        && !words::is_particle(word)
        && !word.chars().any(char::is_uppercase)
}

/// Whether a bracket (the first of the tokens) is a nickname or a native name, not a remark.
fn is_part_of_name(source: &str, tokens: &[Token]) -> bool {
    let inside = inside(tokens[0].span.of(source));
    !marks::is_remark(inside) && inside.split_whitespace().count() <= 2 && inside.chars().any(char::is_alphabetic)
}

/// The text between brackets of any width.
fn inside(bracket: &str) -> &str {
    bracket.trim_matches(['(', ')', '（', '）'])
}

/// Author lists name nobody `Prof.`; acknowledgements and lists of advisors do.
fn has_title(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    words::is_title(&first.trim_end_matches('.').to_lowercase())
}
