//! Looks for lines in which a misread character is not plain to see: written with references or escapes, or altered since.

use super::category::is_lowered;
use super::cells::{cells, shown};
use super::codec::WINDOWS_1252;
use super::scan::{count, line_at, sequences};
use super::written::written;
use crate::text::Span;

/// What an editor made of misread characters, in windows-1252 and its kin: a quote was straightened, a no-break space behind a
/// small word became a blank.
const ALTERED: [&str; 5] = ["â€\"", "â€'", "â\"¢", "ðŸ\"", "ðŸ'"];

/// Adds to `lines`, which are in order, and counts in `whole` what they hold, by code page.
pub(super) fn add(text: &str, lines: &mut Vec<Span>, whole: &mut [usize]) {
    let known = lines.len();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'&', b'\\', &text.as_bytes()[at..]) {
        let mark = at + found;
        at = mark + 1;
        if !has_company(text, mark) {
            continue;
        }
        let line = line_at(text, mark);
        at = line.end().max(at);
        if !is_known(&lines[..known], line) && count_whole(text, line, whole) {
            lines.push(line);
        }
    }
    add_altered(text, known, lines, whole);
    if lines.len() > known {
        lines.sort_by_key(|line| line.start());
        lines.dedup_by_key(|line| line.start());
    }
}

/// The lines that hold something of [`ALTERED`]. Their first bytes are C3 all.
fn add_altered(text: &str, known: usize, lines: &mut Vec<Span>, whole: &mut [usize]) {
    let mut at = 0;
    while let Some(found) = memchr::memchr(0xC3, &text.as_bytes()[at..]) {
        let mark = at + found;
        at = mark + 1;
        if !is_altered(text, mark) {
            continue;
        }
        let line = line_at(text, mark);
        at = line.end().max(at);
        if !is_known(&lines[..known], line) {
            lines.push(line);
            whole[WINDOWS_1252] += 1;
        }
    }
}

fn is_altered(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let before = text[..at].bytes().next_back();
    let is_in_word = before.is_some_and(|byte| byte.is_ascii_lowercase());
    if rest.starts_with(['ã', 'â']) {
        let lead = at - usize::from(is_in_word);
        let end = text.len().min(at + 8);
        let near = cells(text, Span::new(lead, text.floor_char_boundary(end)), &[]);
        return is_lowered(&near, at - lead) || ALTERED.iter().any(|altered| rest.starts_with(altered));
    }
    rest.starts_with("Ã ") && is_in_word || ALTERED.iter().any(|altered| rest.starts_with(altered))
}

fn is_known(lines: &[Span], line: Span) -> bool {
    lines.binary_search_by_key(&line.start(), |line| line.start()).is_ok()
}

/// Whether a character beyond ASCII is written at `at`, and beside it another.
fn has_company(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at + 1), Some(b'#' | b'A'..=b'Z' | b'a'..=b'z')) {
        return false;
    }
    let is_beside = |byte: u8| !byte.is_ascii() || byte == bytes[at];
    let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
    written(&text[at..]).is_some_and(|(_, length, _)| {
        is_beside(before) || before == b';' || bytes.get(at + length).is_some_and(|&after| is_beside(after))
    })
}

/// Counts the misread characters of a line that are whole; whether there are any.
fn count_whole(text: &str, line: Span, whole: &mut [usize]) -> bool {
    let mut has_any = false;
    for (_, codecs) in sequences(&shown(&cells(text, line, &[]))) {
        count(codecs, whole);
        has_any = true;
    }
    has_any
}

#[cfg(test)]
mod tests {
    use super::super::{Form, find};

    /// A text, and its damage: how it stands, what it was, how it is written.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str, Form)]);

    #[test]
    fn references_and_escapes() {
        use Form::*;
        let cases: [Case; 9] = [
            ("caf&Atilde;&copy;", &[("&Atilde;&copy;", "é", References)]),
            ("it&acirc;&euro;&trade;s", &[("&acirc;&euro;&trade;", "’", References)]),
            ("caf&#xC3;&#169; &copy;", &[("&#xC3;&#169;", "é", References)]),
            ("cafÃ&copy; x", &[("Ã&copy;", "é", References)]),
            ("\"caf\\u00c3\\u00a9\"", &[("\\u00c3\\u00a9", "é", Escapes)]),
            ("\"caf\\xC3\\xA9\" Ã©tÃ©", &[("\\xC3\\xA9", "é", Escapes), ("Ã©tÃ©", "été", Characters)]),
            ("\"caf\\\\u00c3\\\\u00a9\"", &[]),
            ("&eacute;&nbsp;: &laquo;&nbsp;&Eacute;t&eacute;&nbsp;&raquo;", &[]),
            ("\"caf\\u00e9 \\u2019\"", &[]),
        ];
        for (text, expected) in cases {
            let found = find(text, &[]);
            let got: Vec<_> =
                found.iter().map(|damage| (damage.span.of(text), damage.repaired.as_str(), damage.form)).collect();
            assert_eq!(got, expected, "{text}");
        }
    }
}
