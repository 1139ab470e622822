//! What libyaml-safer is given to read: the text in small pieces, mended where that port panics and libyaml does not.
//!
//! - It panics when the text ends inside a block scalar or behind a backslash: a text always ends with a line end here.
//! - It panics on a tag with a comma behind it (`[!a, b]`), which libyaml accepts: such a tag is read as `~`.

use crate::text::Span;
use std::borrow::Cow;
use std::io::{BufRead, Read, Result};

/// Bytes handed over at once. libyaml-safer keeps four bytes for each character that it was given and has not read.
const PIECE: usize = 4096;

/// A text in pieces, with a line end at its end.
pub(super) struct Pieces<'a> {
    rest: &'a [u8],
    /// Follows `rest`.
    line_end: &'static [u8],
}

impl Pieces<'_> {
    pub(super) fn new(text: &str) -> Pieces<'_> {
        let line_end: &[u8] = if text.ends_with(['\n', '\r']) { b"" } else { b"\n" };
        Pieces { rest: text.as_bytes(), line_end }
    }
}

impl BufRead for Pieces<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.rest.is_empty() { Ok(self.line_end) } else { Ok(&self.rest[..self.rest.len().min(PIECE)]) }
    }

    fn consume(&mut self, amount: usize) {
        if self.rest.is_empty() {
            self.line_end = &self.line_end[amount..];
        } else {
            self.rest = &self.rest[amount..];
        }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let piece = self.fill_buf()?;
        let count = piece.len().min(out.len());
        out[..count].copy_from_slice(&piece[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// Where `text` may hold a tag with a comma right behind it: `!`, then what a tag is made of, then `,`. Many are no tags
/// but words of a scalar (`Hello !you, there`); only the scanner can tell.
pub(super) fn tags_before_commas(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut next = 0;
    for at in memchr::memchr_iter(b'!', bytes) {
        if at < next || !may_follow(&text[..at]) {
            continue;
        }
        next = tag_end(bytes, at);
        if bytes.get(next) == Some(&b',') {
            found.push(Span::new(at, next));
        }
    }
    found
}

/// Whether a tag may follow `before`: a blank, what opens or ends a value, a line end of YAML's.
fn may_follow(before: &str) -> bool {
    before.is_empty()
        || before.ends_with([' ', '\t', '\n', '\r', '[', '{', ']', '}', '"', '\'', ',', ':', '?', '-'])
        || before.strip_suffix('\u{FEFF}').unwrap_or(before).ends_with(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
        || before == "\u{FEFF}"
}

/// One past the tag that begins at `at`.
fn tag_end(bytes: &[u8], at: usize) -> usize {
    let is_verbatim = bytes.get(at + 1) == Some(&b'<');
    let is_part = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || b"_-;/?:@&=+$.%!~*'()".contains(&byte)
            || (is_verbatim && b"<>,[]".contains(&byte))
    };
    let mut end = at + 1;
    while bytes.get(end).is_some_and(|&byte| is_part(byte)) {
        end += 1;
        if is_verbatim && bytes[end - 1] == b'>' {
            return end;
        }
    }
    // `!<` without `>` is no tag, but one may follow.
    if is_verbatim { at + 1 } else { end }
}

/// `text` with each of `tags` replaced by `~` and blanks of the same length.
pub(super) fn without_tags<'a>(text: &'a str, tags: &[Span]) -> Cow<'a, str> {
    if tags.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags {
        out.push_str(&text[at..tag.start()]);
        out.push('~');
        out.extend(std::iter::repeat_n(' ', tag.len() - 1));
        at = tag.end();
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_before_commas_are_found() {
        for (text, expected) in [
            ("[!a, b]", vec!["!a"]),
            ("{a: !!python/name:x.y, b: 1}", vec!["!!python/name:x.y"]),
            ("[!, !<tag:a,b>, c]", vec!["!", "!<tag:a,b>"]),
            ("[!a b, c]", vec![]),
            ("[[]!, ''!a, \u{85}!b,]", vec!["!", "!a", "!b"]),
            ("Hello!, you", vec![]),
            ("Hello !you, you", vec!["!you"]),
        ] {
            let found: Vec<&str> = tags_before_commas(text).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn masks_keep_the_length() {
        let text = "{a: !!b, c: !, é}";
        assert_eq!(without_tags(text, &tags_before_commas(text)), "{a: ~  , c: ~, é}");
    }
}
