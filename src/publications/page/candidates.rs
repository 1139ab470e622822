//! Which words of an entry are its title: what is linked, quoted or set off, a line of its own, or the sentence behind the
//! authors.

use super::signs;
use super::visible::{AUTHORS, Style, Styled, Visible};
use crate::people::Name;
use std::ops::Range;

/// How a title is known, from the most certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Markup,
    Quotation,
    /// A line or a heading.
    Line,
    Sentence,
}

/// Words between a title and the authors, or before it.
const BETWEEN: usize = 3;

/// The title in `text`, known by `by`.
pub(super) fn title(visible: &Visible, by: By) -> Option<Range<usize>> {
    let authors = visible.text.find(AUTHORS)?;
    match by {
        By::Quotation => quoted(visible, authors),
        By::Markup => marked(visible, authors, Style::Link)
            .or_else(|| marked(visible, authors, Style::Strong))
            .or_else(|| italic(visible, authors)),
        By::Line => marked(visible, authors, Style::Heading).or_else(|| line(visible, authors)),
        By::Sentence => sentence(visible, authors),
    }
}

/// Pairs of quotation marks: what opens, what closes.
const QUOTES: &[(&str, &str)] =
    &[("“", "”"), ("\"", "\""), ("``", "''"), ("«", "»"), ("„", "“"), ("‘", "’"), ("《", "》")];

/// What stands between quotation marks and can be a title.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (open, close) in QUOTES {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|start| at + start + open.len()) {
            let Some(length) = text[start..].find(close) else { break };
            let end = start + length;
            at = end + close.len();
            let inner = trim(text, start..end);
            let behind = text[at..].trim_start_matches(' ');
            // `"Why weave?": Looms explained`
            let goes_on = behind.starts_with(|letter: char| letter == ':' || letter.is_lowercase())
                && !["in ", "to ", "is ", "was ", "has ", "got ", "accepted "]
                    .iter()
                    .any(|word| behind.starts_with(word));
            if signs::may_be_title(&text[inner.clone()], 2) && !goes_on {
                found.push(inner);
            }
        }
    }
    found
}

/// What stands between quotation marks beside the authors.
fn quoted(visible: &Visible, authors: usize) -> Option<Range<usize>> {
    let text = &visible.text;
    let mut found = quotations(text);
    found.sort_by_key(|range| range.start);
    let first = found.into_iter().find(|range| is_beside(text, range, authors))?;
    // A quotation inside of a linked or bold title.
    let holds_more = |styled: &&Styled| {
        matches!(styled.style, Style::Link | Style::Strong)
            && styled.range.start <= first.start
            && styled.range.end >= first.end
            && trim(text, styled.range.clone()).len() > first.len() + 6
            && !text[styled.range.clone()].contains(AUTHORS)
    };
    if visible.styled.iter().any(|styled| holds_more(&styled)) {
        return None;
    }
    Some(first)
}

/// Whether nothing of weight stands between the stretch and the authors, or before the stretch.
fn is_beside(text: &str, range: &Range<usize>, authors: usize) -> bool {
    let behind_authors = authors + AUTHORS.len_utf8();
    let between = if range.start > authors { &text[behind_authors..range.start] } else { &text[range.end..authors] };
    let is_light = |words: &str| is_light(words) && words.len() <= 120;
    is_light(between) || (range.start < authors && is_light(&text[..range.start]))
}

/// Whether the text is few words; two Han letters are one.
fn is_light(text: &str) -> bool {
    let han = signs::han_letters(text);
    let count = signs::words(text).filter(|word| word.contains(char::is_alphabetic)).take(BETWEEN + 1).count();
    count <= BETWEEN && han <= 2 * BETWEEN
}

/// The one linked (bold, heading) stretch that can be a title.
fn marked(visible: &Visible, authors: usize, style: Style) -> Option<Range<usize>> {
    let text = &visible.text;
    let mut found: Vec<Range<usize>> = Vec::new();
    for styled in visible.styled.iter().filter(|styled| styled.style == style) {
        let inner = trim(text, styled.range.clone());
        let is_title = signs::may_be_title(&text[inner.clone()], 3)
            || (style != Style::Strong && signs::may_be_title(&text[inner.clone()], 2));
        let slice = &text[inner.clone()];
        // A heading says what a section is of, unless the authors stand alone below it.
        if style == Style::Heading && !heads_entry(text, slice, authors) {
            continue;
        }
        let is_name = signs::words(slice).take(5).count() < 5 && Name::parse(slice).is_some();
        // The link of a person, where titles are linked otherwise; bold names of people would be authors.
        if is_title && !(is_name && style == Style::Link) && is_beside(text, &inner, authors) {
            found.push(inner);
        }
    }
    let [only] = found.as_slice() else { return None };
    stands_alone(text, only).then(|| only.clone())
}

/// Whether a heading is of the entry alone: of several words, its paragraph begins with the authors and is short.
fn heads_entry(text: &str, heading: &str, authors: usize) -> bool {
    let line = text[..authors].rsplit('\n').next().unwrap_or("");
    let count = signs::words(heading).filter(|word| word.contains(char::is_alphabetic)).take(4).count();
    count >= 4 && !line.contains(char::is_alphanumeric) && text.len() - authors < 400
}

/// Whether the sentence neither goes on behind the stretch nor began before it.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let behind = text[range.end..].trim_start_matches([' ', ']', '"', '”', '\'', '’', '*']);
    let next = behind.chars().next();
    let word = signs::words(behind).next().unwrap_or("");
    let goes_on = match next {
        Some(':') => true,
        Some(letter) if letter.is_lowercase() => !matches!(
            word,
            "in" | "to" | "arXiv" | "appeared" | "published" | "accepted" | "with" | "by" | "bioRxiv" | "submitted"
        ),
        _ => false,
    };
    let before = text[..range.start].trim_end_matches([' ', '[', '"', '“', '*', '‘']);
    let last = before.chars().next_back();
    let line = before.rsplit('\n').next().unwrap_or("");
    let is_sentence = last.is_some_and(|letter| letter.is_lowercase() && letter.is_alphabetic())
        && signs::words(line).filter(|word| word.contains(char::is_lowercase)).count() > 1;
    // `Loom: [a database of cloth](…)`
    let is_half = last == Some(':') && text[range.clone()].starts_with(char::is_lowercase);
    !goes_on && !is_sentence && !is_half
}

/// An italic stretch right behind the authors, when nothing before them can be a title; or one right before them.
fn italic(visible: &Visible, authors: usize) -> Option<Range<usize>> {
    let text = &visible.text;
    let behind = authors + AUTHORS.len_utf8();
    let is_separator = |between: &str| {
        between.chars().all(|letter| !letter.is_alphabetic())
            || matches!(between.trim_matches([' ', ',', '.', ':', ';']), "et al" | "and others")
    };
    for styled in visible.styled.iter().filter(|styled| styled.style == Style::Emphasis) {
        let inner = trim(text, styled.range.clone());
        let slice = &text[inner.clone()];
        if !signs::may_be_title(slice, 4) || signs::has_venue_sign(slice) || !stands_alone(text, &inner) {
            continue;
        }
        let has_text_before = !is_light(&text[..authors]);
        if inner.start > authors && !has_text_before && is_separator(&text[behind..inner.start]) {
            // A venue in italics would have a title behind the authors before it; a title has more behind it.
            let rest = &text[inner.end..];
            if rest.chars().any(char::is_alphabetic) || signs::years(rest).next().is_some() {
                return Some(inner);
            }
        }
    }
    None
}

/// The first line, when the authors stand in the second one.
fn line(visible: &Visible, authors: usize) -> Option<Range<usize>> {
    let text = &visible.text;
    let start = text[..authors].rfind('\n')?;
    // `Authors: …`
    let label = text[start..authors].trim();
    if label.chars().any(char::is_alphabetic) && !label.ends_with(':') {
        return None;
    }
    let mut lines = text[..start].split('\n').filter(|line| line.chars().any(char::is_alphabetic));
    let only = lines.next().filter(|_| lines.next().is_none())?;
    let at = only.as_ptr() as usize - text.as_ptr() as usize;
    let mut range = trim(text, at..at + only.len());
    // `Title [pdf] [code]`
    while let Some(open) = text[range.clone()].rfind(" [")
        && text[range.clone()].ends_with(']')
    {
        range = trim(text, range.start..range.start + open);
    }
    let slice = &text[range.clone()];
    let is_name_of_venue = signs::has_venue_sign(slice) && signs::words(slice).take(5).count() < 5;
    let has_separator = slice.contains([';', '|', '•']) || slice.contains(". ");
    let is_title = signs::may_be_title(slice, 4) && !is_name_of_venue && !has_separator;
    (is_title && signs::years(slice).next().is_none()).then_some(range)
}

/// The sentence behind the authors.
fn sentence(visible: &Visible, authors: usize) -> Option<Range<usize>> {
    let text = &visible.text;
    if !is_light(&text[..authors]) {
        return None;
    }
    let start = behind_authors(text, authors + AUTHORS.len_utf8())?;
    let end = sentence_end(text, start)?;
    let range = trim(text, start..end);
    let slice = &text[range.clone()];
    let begins = slice.chars().next().is_some_and(|letter| !letter.is_lowercase() && letter.is_alphanumeric());
    if !begins || !signs::may_be_title(slice, 4) || has_venue_inside(slice) || ends_in_name(slice) {
        return None;
    }
    // A venue in italics without a stop before it.
    let is_swallowed = |styled: &Styled| {
        let rest = &text[styled.range.end.min(range.end)..range.end];
        matches!(styled.style, Style::Emphasis | Style::Strong | Style::Link)
            && styled.range.start > range.start
            && styled.range.start < range.end
            && (rest.len() < 4 || rest.starts_with([',', '.', ';']) || styled.range.end > range.end + 1)
    };
    (!visible.styled.iter().any(is_swallowed)).then_some(range)
}

/// A venue behind a comma inside of what would be a title, or without one: there was no stop.
fn has_venue_inside(slice: &str) -> bool {
    const NAMES: &[&str] = &["International Conference", "Conference on", "Proceedings of", "Journal of", "IEEE Trans"];
    if NAMES.iter().any(|name| slice.contains(name)) {
        return true;
    }
    let mut parts = slice.split([',', ';']).skip(1);
    parts.any(|part| {
        signs::has_venue_sign(part) || signs::years(part).next().is_some() || signs::begins_like_venue(part.trim())
    })
}

/// A short name behind a comma, though the words before it begin with small letters: `… decomposition model, Loom Sci`.
fn ends_in_name(slice: &str) -> bool {
    let Some((head, tail)) = slice.rsplit_once(',') else { return false };
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let small = signs::words(head).filter(|word| !is_capital(word) && word.len() > 4).count();
    small >= 2 && signs::words(tail).count() <= 4 && signs::words(tail).all(is_capital)
}

/// Where the text behind the authors begins: behind a stop, a colon, a year in brackets, a line end.
fn behind_authors(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    let mut has_stop = false;
    loop {
        let rest = &text[at..];
        let letter = rest.chars().next()?;
        let skip = match letter {
            '.' | ':' | '\n' | '：' | '。' => {
                has_stop = true;
                letter.len_utf8()
            }
            ' ' | ',' | '*' | '†' | '‡' | '#' | '-' | '–' | '—' | ';' | '"' | '“' | '，' | '+' | '^' | '~' => {
                letter.len_utf8()
            }
            '(' | '[' | '（' => {
                let end = rest.find([')', ']', '）']).filter(|end| *end < 24)?;
                let inside = &rest[letter.len_utf8()..end];
                let is_year = signs::years(inside).next().is_some();
                let is_remark =
                    matches!(inside.trim_matches('.'), "eds" | "ed" | "Eds" | "Ed" | "in press" | "forthcoming");
                if !is_year && !is_remark {
                    return None;
                }
                has_stop |= is_year;
                end + rest[end..].chars().next().map_or(1, char::len_utf8)
            }
            _ if rest.starts_with("et al") => 5,
            _ if rest.starts_with("and others") => 10,
            letter if letter.is_ascii_digit() => {
                let (range, _) = signs::years(rest).next().filter(|(range, _)| range.start == 0)?;
                let is_end = rest[range.end..].trim_start_matches([' ', ')']).starts_with(['.', ',', ':', '\n']);
                if !is_end {
                    return None;
                }
                has_stop = true;
                range.end
            }
            _ => return has_stop.then_some(at),
        };
        at += skip;
    }
}

/// One past the sentence that begins at `start`, its stop left out.
fn sentence_end(text: &str, start: usize) -> Option<usize> {
    for (offset, letter) in text[start..].char_indices() {
        let at = start + offset;
        let rest = &text[at + letter.len_utf8()..];
        match letter {
            '\n' | AUTHORS => return Some(at),
            '?' | '!' if rest.starts_with([' ', '\n', '”', '"']) || rest.is_empty() => {
                let next = rest.trim_start_matches([' ', '”', '"']).chars().next();
                if next.is_none_or(|next| !next.is_lowercase()) {
                    return Some(at + 1);
                }
            }
            '.' if rest.is_empty() || rest.starts_with([' ', '\n', '[', '”', '"']) => {
                let word = text[start..at].rsplit([' ', '(', '-']).next().unwrap_or("");
                let next = rest.trim_start_matches([' ', '”', '"', '(', '[']).chars().next();
                let letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
                let is_short = letters < 3 || matches!(word, "vs" | "approx" | "resp" | "etc") || word.contains('.');
                let behind = rest.trim_start();
                let goes_on = next.is_some_and(char::is_lowercase)
                    && !["in ", "arXiv", "bioRxiv", "medRxiv", "doi", "http", "to appear"]
                        .iter()
                        .any(|word| behind.starts_with(word));
                if !goes_on && (!is_short || next.is_none()) {
                    return Some(at);
                }
                // `… St. Petersburg`: nobody can say where this one ends.
                if is_short && !goes_on && !word.chars().all(|letter| letter.is_ascii_digit()) {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(text.len())
}

/// The range without blanks, quotation marks and final punctuation at its ends.
pub(super) fn trim(text: &str, mut range: Range<usize>) -> Range<usize> {
    let is_ornament = |letter: char| matches!(letter, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    let is_end = |letter: char| ENDS.contains(&letter) || is_ornament(letter);
    const ENDS: &[char] = &[' ', '\n', ',', '.', ';', ':', '"', '“', '”', '*', '，', '。', '«', '»', '|', '–', '—'];
    loop {
        let slice = &text[range.clone()];
        let start = range.start + slice.len() - slice.trim_start_matches(is_end).len();
        let slice = &text[start..range.end.max(start)];
        let end = start + slice.trim_end_matches(is_end).len();
        let slice = &text[start..end];
        // Brackets around the whole: `[[Title]](…)`.
        let is_bracketed = slice.len() > 2 && slice.starts_with('[') && slice.find(']') == Some(slice.len() - 1);
        if is_bracketed {
            range = start + 1..end - 1;
            continue;
        }
        // `Title [oral]`
        if let Some(open) = slice.rfind([' ']).and_then(|_| slice.rfind(['[', '(']))
            && open > 0
            && slice.ends_with([']', ')'])
            && is_remark(&slice[open + 1..slice.len() - 1])
        {
            range = start..start + open;
            continue;
        }
        return with_quotation(text, start..end);
    }
}

/// What was said of a paper, not by its title.
fn is_remark(inside: &str) -> bool {
    let first = signs::words(inside).next().unwrap_or("").to_lowercase();
    let count = signs::words(inside).count();
    (count <= 3 && signs::has_venue_sign(inside) && signs::years(inside).next().is_some())
        || count <= 4
            && matches!(
                first.as_str(),
                "oral"
                    | "spotlight"
                    | "highlight"
                    | "poster"
                    | "pdf"
                    | "code"
                    | "paper"
                    | "best"
                    | "award"
                    | "link"
                    | "arxiv"
            )
}

/// The range with the quotation mark that opens a quotation inside of it: `“Weave” they said: looms`.
fn with_quotation(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].chars().next_back();
    let slice = &text[range.clone()];
    let closes = match before {
        Some('“') => slice.contains('”') && !slice[..slice.find('”').unwrap_or(0)].contains('“'),
        Some('"') => slice.matches('"').count() % 2 == 1,
        _ => false,
    };
    let length = before.filter(|_| closes).map_or(0, char::len_utf8);
    range.start - length..range.end
}
