//! Why JSON that is read as YAML cannot be read, in the author's terms.
//!
//! Jekyll gives `_data/*.json` to its YAML library (`Jekyll::DataReader#read_data_file`), which takes a comma behind the last
//! item, single quotes and bare words, and refuses the halves that JSON writes for a character beyond U+FFFF.

use super::yaml::{Cause, Diagnosis, YamlProblem, parse};
use crate::text::{Edit, EditSet, Span};
use memchr::{memchr, memchr2, memmem};

/// Why `text` cannot be read, given what libyaml says.
pub(super) fn diagnose(text: &str, problem: &YamlProblem) -> Diagnosis {
    let mut diagnosis = cause(text, problem);
    if !diagnosis.edits.is_empty() && !helps(text, problem, &diagnosis.edits) {
        diagnosis.edits.clear();
    }
    diagnosis
}

fn cause(text: &str, problem: &YamlProblem) -> Diagnosis {
    let at = problem.span.start();
    match problem.message.as_str() {
        "control characters are not allowed" => {
            return plain(Cause::Control(text[at..].chars().next().unwrap_or('\n')), problem.span);
        }
        "found invalid Unicode character escape code" => return halves(text, at),
        "found unknown escape character" => return unknown_escape(text, at),
        _ => {}
    }
    let seen = Seen::before(text, at);
    if let Some(comment) = seen.comment {
        return plain(Cause::Comment, comment);
    }
    let is_cut_off = problem.message == "found unexpected end of stream";
    if let Some(open) = seen.over_lines.or(problem.opened.filter(|_| is_cut_off)) {
        return plain(Cause::UnclosedQuote, Span::new(open, open + 1));
    }
    seen.cause(text).unwrap_or_else(|| plain(Cause::Other, problem.span))
}

/// `\ud83d\ude00`: the character itself can be written in its place, here and wherever else.
fn halves(text: &str, at: usize) -> Diagnosis {
    let half = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let start = text[..at].rfind('\\').unwrap_or(at);
    let mut edits = Vec::new();
    let mut is_whole = true;
    for found in memmem::find_iter(&text.as_bytes()[start..], b"\\u").map(|found| start + found) {
        let backslashes = text.as_bytes()[..found].iter().rev().take_while(|byte| **byte == b'\\').count();
        match half(found) {
            Some(first @ 0xD800..=0xDBFF) if backslashes % 2 == 0 => {
                let second = half(found + 6).filter(|second| (0xDC00..=0xDFFF).contains(second));
                let character = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
                match character {
                    Some(character) => {
                        edits.push(Edit::replace(Span::new(found, found + 12), character.to_string()));
                    }
                    None => is_whole = false,
                }
            }
            _ => {}
        }
    }
    let span = match edits.first() {
        Some(edit) if edit.span.start() == start => edit.span,
        _ => Span::new(start, (start + 6).min(text.len()).max(at)),
    };
    if !is_whole {
        edits.clear();
    }
    Diagnosis { cause: Cause::HalfCharacter, span, key: None, edits, is_certain: true }
}

/// `"C:\data"`: most likely a backslash is meant.
fn unknown_escape(text: &str, at: usize) -> Diagnosis {
    let start = text[..=at.min(text.len() - 1)].rfind('\\').unwrap_or(at);
    let end = start + text[start..].chars().take(2).map(char::len_utf8).sum::<usize>();
    let edits = vec![Edit::insert(start, "\\")];
    Diagnosis { edits, ..plain(Cause::UnknownEscape, Span::new(start, end)) }
}

fn plain(cause: Cause, span: Span) -> Diagnosis {
    Diagnosis { cause, span, key: None, edits: Vec::new(), is_certain: false }
}

/// Whether with `edits` the text can be read further than the problem.
fn helps(text: &str, problem: &YamlProblem, edits: &[Edit]) -> bool {
    let mut set = EditSet::default();
    set.try_add(edits);
    let mended = set.apply(text);
    let last = edits.iter().map(|edit| edit.span.end()).max().unwrap_or_default().max(problem.span.end());
    let left = parse(&mended, Span::new(0, mended.len())).problem;
    left.is_none_or(|left| left.span.start() + (text.len() - last) > mended.len())
}

/// A word of JSON.
#[derive(Clone, Copy, PartialEq)]
enum Token {
    Open,
    Close,
    Comma,
    Colon,
    /// A text between quotes, or any other word.
    Value,
}

/// What stands before the place where libyaml gave up, read as JSON.
#[derive(Default)]
struct Seen {
    /// Brackets that are open there.
    open: Vec<usize>,
    /// The last three words.
    last: [Option<(Token, Span)>; 3],
    /// The word at that place.
    next: Option<(Token, Span)>,
    /// The first thing that is a comment in JavaScript and none here.
    comment: Option<Span>,
    /// The quote of a text that goes on over the end of its line.
    over_lines: Option<usize>,
}

impl Seen {
    fn before(text: &str, limit: usize) -> Seen {
        let bytes = text.as_bytes();
        let mut seen = Seen::default();
        let mut at = 0;
        while let Some(blank) = bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()) {
            at += blank;
            let (token, end) = match bytes[at] {
                b'#' => {
                    at = line_end(bytes, at);
                    continue;
                }
                b'/' if matches!(bytes.get(at + 1), Some(b'/' | b'*')) => {
                    let end = comment_end(bytes, at);
                    seen.comment.get_or_insert(Span::new(at, line_end(bytes, at).min(end)));
                    at = end;
                    continue;
                }
                b'[' | b'{' => (Token::Open, at + 1),
                b']' | b'}' => (Token::Close, at + 1),
                b',' => (Token::Comma, at + 1),
                b':' => (Token::Colon, at + 1),
                quote @ (b'"' | b'\'') => (Token::Value, quoted_end(bytes, at, quote)),
                _ => (Token::Value, word_end(bytes, at)),
            };
            // At the end of the text libyaml points at the last word, which is none that is astray.
            let is_last = at > limit || (at == limit && matches!(token, Token::Comma | Token::Colon));
            let word = (token, Span::new(at, end));
            if is_last || seen.is_astray(word, bytes) {
                seen.next = Some(word);
                break;
            }
            seen.push(word, bytes);
            at = end;
        }
        seen
    }

    /// Whether `word` cannot follow, so that all behind it is read in a wrong way.
    fn is_astray(&self, (token, span): (Token, Span), bytes: &[u8]) -> bool {
        let Some((before, _)) = self.last[0] else { return false };
        match token {
            Token::Close => self.open.last().is_some_and(|&open| bytes[open] + 2 != bytes[span.start()]),
            Token::Open | Token::Value => matches!(before, Token::Close | Token::Value),
            Token::Comma | Token::Colon => false,
        }
    }

    fn push(&mut self, (token, span): (Token, Span), bytes: &[u8]) {
        match token {
            Token::Open => self.open.push(span.start()),
            Token::Close => _ = self.open.pop(),
            _ => {}
        }
        let is_text = matches!(bytes[span.start()], b'"' | b'\'');
        if is_text && memchr(b'\n', &bytes[span.start()..span.end()]).is_some() {
            self.over_lines = Some(span.start());
        } else if token == Token::Value {
            self.over_lines = None;
        }
        self.last = [Some((token, span)), self.last[0], self.last[1]];
    }

    fn cause(&self, text: &str) -> Option<Diagnosis> {
        let bytes = text.as_bytes();
        let (before, last) = self.last[0]?;
        let Some((token, next)) = self.next else {
            let open = *self.open.last()?;
            return Some(plain(Cause::UnclosedBracket, Span::new(open, open + 1)));
        };
        let is_text = |span: Span| matches!(bytes[span.start()], b'"' | b'\'');
        Some(match token {
            Token::Comma if matches!(before, Token::Comma | Token::Open) => plain(Cause::NoValue, next),
            Token::Close => {
                let open = *self.open.last()?;
                plain(Cause::UnclosedBracket, Span::new(open, open + 1))
            }
            Token::Value | Token::Open if matches!(before, Token::Close | Token::Value) => {
                if is_text(last) && last.end() == next.start() {
                    return Some(plain(Cause::QuoteInText, Span::new(last.end() - 1, last.end())));
                }
                if self.is_key(bytes) {
                    return Some(plain(Cause::NoColonInJson, last));
                }
                // In another line nothing else can be meant.
                let is_certain = memchr(b'\n', &bytes[last.end()..next.start()]).is_some();
                let edits = vec![Edit::insert(last.end(), ",")];
                Diagnosis { edits, is_certain, ..plain(Cause::NoComma, last) }
            }
            Token::Colon if before == Token::Value && matches!(self.last[1], Some((Token::Colon, _))) => {
                plain(Cause::SecondColon, next)
            }
            _ => return None,
        })
    }

    /// Whether the last word stands where a mapping has its key.
    fn is_key(&self, bytes: &[u8]) -> bool {
        self.open.last().is_some_and(|&open| bytes[open] == b'{')
            && matches!(self.last[1], Some((Token::Open | Token::Comma, _)))
    }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr2(b'\r', b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end)
}

fn comment_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at + 1] == b'/' {
        return line_end(bytes, at);
    }
    memmem::find(&bytes[at..], b"*/").map_or(bytes.len(), |end| at + end + 2)
}

/// One past the quote that ends the text whose quote stands at `at`.
fn quoted_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let mut end = at + 1;
    while let Some(found) = memchr2(quote, b'\\', &bytes[end..]) {
        end += found + 1;
        if bytes[end - 1] == quote {
            return end;
        }
        end = (end + 1).min(bytes.len());
    }
    bytes.len()
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    let is_part = |byte: &&u8| !byte.is_ascii_whitespace() && !b",:[]{}\"".contains(byte);
    at + bytes[at..].iter().take_while(is_part).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes() {
        use Cause::*;
        for (text, expected) in [
            ("{\"a\": 1,}", None),
            ("{'a': \"b\", c: [1, 2,],}", None),
            ("{\n\t\"a\": 1 // one\n}", None),
            ("{\n  \"a\": 1\n  \"b\": 2\n}", Some((NoComma, "1", "{\n  \"a\": 1,\n  \"b\": 2\n}"))),
            ("[{\"a\": \"x\"} {\"a\": 2}]", Some((NoComma, "}", "[{\"a\": \"x\"}, {\"a\": 2}]"))),
            ("[\"a\"\n\"b\"]", Some((NoComma, "\"a\"", "[\"a\",\n\"b\"]"))),
            ("{\"a\" 1}", Some((NoColonInJson, "\"a\"", ""))),
            ("{\"a\": \"b\": 1}", Some((SecondColon, ":", ""))),
            ("{\"a\": 1,, \"b\": 2}", Some((NoValue, ",", ""))),
            ("[1, 2", Some((UnclosedBracket, "[", ""))),
            ("{\"a\": [1, 2}", Some((UnclosedBracket, "[", ""))),
            ("{\"a\": {\"b\": 1}", Some((UnclosedBracket, "{", ""))),
            ("{\n// one\n\"a\": 1,\n\"b\": 2}", Some((Comment, "// one", ""))),
            ("// one\n{\"a\": 1}", Some((Comment, "// one", ""))),
            ("{\"a\": \"one \"two\" three\"}", Some((QuoteInText, "\"", ""))),
            ("{\"a\": \"one,\n\"b\": \"two\"}", Some((UnclosedQuote, "\"", ""))),
            ("{\"a\": \"one", Some((UnclosedQuote, "\"", ""))),
            ("{\"a\": \"C:\\data\"}", Some((UnknownEscape, "\\d", "{\"a\": \"C:\\\\data\"}"))),
            (
                "{\"a\": \"\\ud83d\\ude00 \\\\ud83d\", \"b\": \"\\ud83d\\ude01\"}",
                Some((HalfCharacter, "\\ud83d\\ude00", "{\"a\": \"😀 \\\\ud83d\", \"b\": \"😁\"}")),
            ),
            ("{\"a\": \"\\ud83d\"}", Some((HalfCharacter, "\\ud83d", ""))),
        ] {
            let problem = parse(text, Span::new(0, text.len())).problem;
            let found = problem.map(|problem| {
                let found = diagnose(text, &problem);
                let mut set = EditSet::default();
                let is_mended = !found.edits.is_empty() && set.try_add(&found.edits);
                (found.cause, found.span.of(text), if is_mended { set.apply(text) } else { String::new() })
            });
            let expected = expected.map(|(cause, span, mended): (_, _, &str)| (cause, span, mended.to_string()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
