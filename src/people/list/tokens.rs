//! A block's text as words, separators and marks.

use super::marks;
use super::running_text::{Class, RunningText};
use crate::people::boundary;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters with their hyphens and apostrophes; an initial with its stop.
    Word,
    Comma,
    Semicolon,
    /// `and`, `&`.
    And,
    /// `|`.
    Bar,
    /// `*`, `†`, a raised digit.
    Mark,
    /// `(…)` in one line, without a digit.
    Bracket,
    /// A line end.
    Break,
    Colon,
    /// Anything else: a full stop, a digit, a quotation mark, code.
    Stop,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// Longest text in round brackets that can belong to a name. Bytes.
const BRACKET: usize = 48;

/// The tokens of a block; `breaks` says whether a line end counts.
pub(super) fn tokens(source: &str, text: &RunningText, breaks: bool) -> Vec<Token> {
    let mut reader = Reader { source, text, at: text.span.start(), tokens: Vec::new(), breaks };
    while reader.at < text.span.end() {
        reader.step();
    }
    reader.tokens
}

struct Reader<'a> {
    source: &'a str,
    text: &'a RunningText,
    at: usize,
    tokens: Vec<Token>,
    breaks: bool,
}

impl Reader<'_> {
    fn step(&mut self) {
        let start = self.at;
        let class = self.text.class(start);
        if class != Class::Text {
            while self.at < self.text.span.end() && self.text.class(self.at) == class {
                self.at += 1;
            }
            match class {
                Class::Mark => self.push(Kind::Mark, start),
                Class::Break => self.push(Kind::Break, start),
                Class::Opaque => self.push(Kind::Stop, start),
                Class::Hidden | Class::Text => {}
            }
            return;
        }
        let Some(letter) = self.source[start..].chars().next() else {
            self.at = self.text.span.end();
            return;
        };
        self.at += letter.len_utf8();
        match letter {
            '\n' if self.breaks => self.push(Kind::Break, start),
            // The low quotation mark stands in for a comma in texts pasted from elsewhere.
            ',' | '，' | '、' | '‚' => self.push(Kind::Comma, start),
            ';' | '；' => self.push(Kind::Semicolon, start),
            ':' | '：' => self.push(Kind::Colon, start),
            '|' => self.push(Kind::Bar, start),
            '&' => self.ampersand(start),
            '\\' => self.escape(start),
            '(' | '（' => self.bracket(start),
            '$' => self.formula(start),
            _ if letter.is_whitespace() => {}
            _ if marks::is_mark(letter) => self.push(Kind::Mark, start),
            _ if letter.is_alphabetic() => self.word(start),
            _ if letter.is_ascii_digit() => self.digits(start),
            _ => self.push(Kind::Stop, start),
        }
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, span: Span::new(start, self.at) });
    }

    fn peek(&self) -> Option<char> {
        if self.at >= self.text.span.end() || self.text.class(self.at) != Class::Text {
            return None;
        }
        self.source[self.at..].chars().next()
    }

    fn word(&mut self, start: usize) {
        let mut letters = 1;
        while let Some(letter) = self.peek() {
            let length = letter.len_utf8();
            let joins = letter.is_alphabetic() || unicode_normalization::char::is_combining_mark(letter);
            let next = self.source[self.at + length..].chars().next();
            let links = "-‐'’ʼ".contains(letter) && next.is_some_and(char::is_alphabetic);
            let ends_initial = letter == '.' && self.ends_with_initial(start, letters);
            if !(joins || links || ends_initial) {
                break;
            }
            letters = if links || ends_initial { 0 } else { letters + 1 };
            self.at += length;
            if ends_initial && !matches!(next, Some('-' | '‐')) {
                break;
            }
            if ends_initial {
                self.at += next.map_or(0, char::len_utf8);
            }
        }
        let kind = match Span::new(start, self.at).of(self.source) {
            "and" | "And" | "und" => Kind::And,
            _ => Kind::Word,
        };
        self.push(kind, start);
    }

    /// Whether the letters before a stop are an initial or an abbreviated part of a name.
    fn ends_with_initial(&self, start: usize, letters: usize) -> bool {
        let word = Span::new(start, self.at).of(self.source);
        let initial = letters == 1 && word.chars().next_back().is_some_and(char::is_uppercase);
        initial || matches!(word, "Jr" | "Sr" | "St" | "Dr" | "Prof")
    }

    /// `&`, or an entity: a mark, a blank, a letter.
    fn ampersand(&mut self, start: usize) {
        let rest = &self.source.as_bytes()[start..self.text.span.end().min(start + 12)];
        let Some(length) = memchr::memchr(b';', rest) else {
            self.push(Kind::And, start);
            return;
        };
        let entity = &self.source[start..start + length + 1];
        if !entity[1..length].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') {
            self.push(Kind::And, start);
            return;
        }
        self.at = start + length + 1;
        match entity {
            "&amp;" => self.push(Kind::And, start),
            "&nbsp;" | "&ensp;" | "&emsp;" | "&#160;" => {}
            _ if marks::is_mark_entity(entity) => self.push(Kind::Mark, start),
            _ => self.push(Kind::Stop, start),
        }
    }

    /// `\*` is a mark; a backslash before a line end is a hard break, whose line end follows.
    fn escape(&mut self, start: usize) {
        match self.peek() {
            Some('\n') => {}
            Some(letter) if letter.is_ascii_punctuation() => {
                self.at += 1;
                let kind = if marks::is_mark(letter) { Kind::Mark } else { Kind::Stop };
                self.push(kind, start);
            }
            _ => self.push(Kind::Stop, start),
        }
    }

    fn bracket(&mut self, start: usize) {
        let end = self.text.span.end().min(start + BRACKET);
        let rest = &self.source.as_bytes()[self.at..end];
        let Some(close) = self.source[self.at..boundary::before(self.source, end).max(self.at)].find([')', '）', '\n'])
        else {
            self.push(Kind::Stop, start);
            return;
        };
        if rest[close] == b'\n' || rest[..close].iter().any(u8::is_ascii_digit) {
            self.push(Kind::Stop, start);
            return;
        }
        self.at += close;
        self.at += self.source[self.at..].chars().next().map_or(0, char::len_utf8);
        self.push(Kind::Bracket, start);
    }

    /// `$^\dag$` where the dialect knows no such formula and leaves it to the page's script.
    fn formula(&mut self, start: usize) {
        let end = self.text.span.end().min(start + 34);
        let close = memchr::memchr(b'$', &self.source.as_bytes()[self.at..end]);
        if let Some(close) = close
            && marks::is_mark_formula(&self.source[start..self.at + close + 1])
        {
            self.at += close + 1;
            self.push(Kind::Mark, start);
            return;
        }
        self.push(Kind::Stop, start);
    }

    /// Digits glued to a name are marks: `Byron1,2`.
    fn digits(&mut self, start: usize) {
        let follows = self
            .tokens
            .last()
            .is_some_and(|token| token.span.end() == start && matches!(token.kind, Kind::Word | Kind::Mark));
        if !follows {
            while self.peek().is_some_and(|letter| letter.is_ascii_digit()) {
                self.at += 1;
            }
            self.push(Kind::Stop, start);
            return;
        }
        while let Some(letter) = self.peek() {
            let next = self.source.as_bytes().get(self.at + 1);
            let goes_on = letter.is_ascii_digit() || (letter == ',' && next.is_some_and(u8::is_ascii_digit));
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        self.push(Kind::Mark, start);
    }
}
