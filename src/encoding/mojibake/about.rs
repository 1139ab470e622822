//! Text that shows mojibake on purpose: in quotes where encodings are the subject, or beside what it should have been.

use crate::text::Span;
use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;

/// Quotation marks, as they open and close.
const QUOTES: [(char, char); 14] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('”', '”'),
    ('‘', '’'),
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('「', '」'),
    ('『', '』'),
    ('(', ')'),
];

/// Words that are said of mojibake and of little else.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        "mojibake",
        "garbled",
        "gibberish",
        "utf-8",
        "utf8",
        "utf-16",
        "latin-1",
        "latin1",
        "iso-8859",
        "iso 8859",
        "windows-125",
        "windows 125",
        "cp125",
        "cp437",
        "code page",
        "codepage",
        "charset",
        "ftfy",
        "chardet",
        "乱码",
        "亂碼",
        "文字化け",
        "文字コード",
        "кракозябр",
        "кодировк",
        "кодуванн",
        "zeichensatz",
        "zeichensalat",
        "encodage",
        "깨진 글자",
    ])
});

/// Words that are said of other things too.
static HINTS: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        "encoding",
        "encoded",
        "decoded",
        "unicode",
        "accent",
        "kodierung",
        "codificación",
        "codificação",
        "codifica",
        "kodlama",
        "编码",
        "編碼",
        "エンコー",
        "인코딩",
    ])
});

/// What stands between mojibake and the text that it was.
static COMPARES: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        "→",
        "->",
        "=>",
        "⇒",
        "becom",
        "turn",
        "instead of",
        "rather than",
        "looks like",
        "look like",
        "shows",
        "shown",
        "appear",
        "displayed",
        "is what",
        "for what",
        "means",
        "meant",
        "should be",
        "should read",
        "used to be",
        "replaced",
        "wird zu",
        "statt",
        "devient",
        "au lieu",
        "en lugar",
        "en vez",
        "em vez",
        "invece",
        "вместо",
        "变成",
        "而不是",
        "になる",
    ])
});

/// The name of the character that stands for a lost one.
static REPLACEMENT: LazyLock<Regex> = LazyLock::new(|| any_of(&["u+fffd", "replacement character"]));

/// What announces an example.
const SUCH_AS: [&str; 10] = ["such as", "like", "e.g.", "i.e.", "for example", "wie", "comme", "como", "例如", "像"];

/// Any of these words, in upper or lower case.
fn any_of(words: &[&str]) -> Regex {
    let escaped: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    let pattern = RegexBuilder::new(&escaped.join("|")).case_insensitive(true).build();
    pattern.expect("escaped words make a pattern")
}

/// A quoted example has at most this many characters, one where only a hint speaks for it at most that many.
const LONGEST: usize = 40;
const LONGEST_HINTED: usize = 14;
/// Bytes of the line that are looked at before and behind the run, and of the paragraph before and behind the line.
const NEAR: usize = 600;

/// Whether the damage at `span`, which would become `repaired`, is spoken of and not suffered.
pub(super) fn is_mentioned(text: &str, span: Span, repaired: &str) -> bool {
    let line = line_around(text, span);
    let line_text = line.of(text);
    let before = &text[line.start()..span.start()];
    let after = &text[span.end()..line.end()];
    if let Some(quoted) = quoted(before, after) {
        let whole = format!("{}{repaired}{}", quoted.head, quoted.tail);
        if stands_in(quoted.before, &whole) || stands_in(quoted.after, &whole) {
            return true;
        }
        let length = (quoted.head.chars().count() + quoted.tail.chars().count()) + span.of(text).chars().count();
        let paragraph = paragraph_around(text, line);
        let is_subject = || NAMES.is_match(paragraph) || (length <= LONGEST_HINTED && HINTS.is_match(paragraph));
        if length <= LONGEST && !quoted.is_value() && is_subject() {
            return true;
        }
    }
    let (head, tail) = (word_before(before), word_after(after));
    let whole = format!("{head}{repaired}{tail}");
    let (before, after) = (&before[..before.len() - head.len()], &after[tail.len()..]);
    if is_cell(before, after) && line_text.split('|').any(|cell| cell.trim() == whole) {
        return true;
    }
    if stands_in(before, &whole) || stands_in(after, &whole) {
        // A damaged dash stands beside an undamaged one by chance.
        return COMPARES.is_match(line_text) && (repaired.contains(char::is_alphabetic) || NAMES.is_match(line_text));
    }
    let is_announced = |words: &&str| before.trim_end().to_lowercase().ends_with(*words);
    head.is_empty() && tail.is_empty() && NAMES.is_match(line_text) && SUCH_AS.iter().any(is_announced)
}

/// Whether the paragraph around `span` is about encodings, or quotes what stands there by itself.
pub(in crate::encoding) fn is_subject(text: &str, span: Span) -> bool {
    let line = line_around(text, span);
    let (before, after) = (&text[line.start()..span.start()], &text[span.end()..line.end()]);
    let is_alone = |quoted: Quoted| quoted.head.is_empty() && quoted.tail.is_empty() && !quoted.is_value();
    if quoted(before, after).is_some_and(is_alone) {
        return true;
    }
    let paragraph = paragraph_around(text, line);
    NAMES.is_match(paragraph) || REPLACEMENT.is_match(paragraph)
}

/// The quotation around a run, on its line.
struct Quoted<'a> {
    /// The line up to the opening mark.
    before: &'a str,
    /// From the opening mark to the run.
    head: &'a str,
    /// From the run to the closing mark.
    tail: &'a str,
    /// The line behind the closing mark.
    after: &'a str,
}

impl Quoted<'_> {
    /// Whether the marks belong to YAML, JSON or HTML and not to a sentence.
    fn is_value(&self) -> bool {
        let before = self.before.trim_end();
        let key = before.strip_suffix(':').map(|key| key.trim_start_matches(['-', ' ']));
        let is_key = key.is_some_and(|key| key.ends_with('"') || !key.contains(' '));
        before.ends_with('=') || is_key || (before.trim_start_matches(['-', ' ']).is_empty() && self.after.is_empty())
    }
}

/// The innermost quotation that holds what stands between `before` and `after`.
fn quoted<'a>(before: &'a str, after: &'a str) -> Option<Quoted<'a>> {
    let is_mark = |character: char| QUOTES.iter().any(|(open, close)| character == *open || character == *close);
    let start = before.char_indices().rev().take(LONGEST).find(|(_, character)| is_mark(*character))?;
    let (open_at, open) = start;
    let closes = |character: char| QUOTES.contains(&(open, character));
    let (close_at, close) = after.char_indices().take(LONGEST).find(|(_, character)| closes(*character))?;
    let quoted = Quoted {
        before: &before[..open_at],
        head: &before[open_at + open.len_utf8()..],
        tail: &after[..close_at],
        after: &after[close_at + close.len_utf8()..],
    };
    // An apostrophe inside a word opens nothing.
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let is_apart = |character: Option<char>| !is_word(character) || character.is_some_and(|c| c > '\u{2E80}');
    (is_apart(quoted.before.chars().next_back()) && is_apart(quoted.after.chars().next())).then_some(quoted)
}

/// Whether `what` stands in `text` as a word of its own.
fn stands_in(text: &str, what: &str) -> bool {
    text.match_indices(what).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + what.len()..].chars().next();
        let is_free = |character: Option<char>| {
            character.is_none_or(|character| !character.is_alphanumeric() || character > '\u{2E80}')
        };
        is_free(before) && is_free(after)
    })
}

/// The part of a word that ends a text.
fn word_before(text: &str) -> &str {
    let rest = text.trim_end_matches(char::is_alphanumeric);
    &text[rest.len()..]
}

/// The part of a word that begins a text.
fn word_after(text: &str) -> &str {
    let rest = text.trim_start_matches(char::is_alphanumeric);
    &text[..text.len() - rest.len()]
}

/// Whether what stands between is a cell of a table by itself.
fn is_cell(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    (before.ends_with('|') && (after.is_empty() || after.starts_with('|')))
        || (before.is_empty() && after.starts_with('|'))
}

/// The line, or lines, that `span` stands on, clipped on both sides: one may be as long as its file.
fn line_around(text: &str, span: Span) -> Span {
    let from = text.floor_char_boundary(span.start().saturating_sub(NEAR));
    let to = text.ceil_char_boundary((span.end() + NEAR).min(text.len()));
    let start = text[from..span.start()].rfind('\n').map_or(from, |newline| from + newline + 1);
    let end = text[span.end()..to].find('\n').map_or(to, |newline| span.end() + newline);
    Span::new(start, end)
}

/// The paragraph of a line, clipped on both sides.
fn paragraph_around(text: &str, line: Span) -> &str {
    let from = text.floor_char_boundary(line.start().saturating_sub(NEAR));
    let to = text.ceil_char_boundary((line.end() + NEAR).min(text.len()));
    let before = &text[from..line.start()];
    let after = &text[line.end()..to];
    let start = line.start() - before.rfind("\n\n").map_or(before.len(), |at| before.len() - at - 2);
    let end = line.end() + after.find("\n\n").unwrap_or(after.len());
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether what stands between `[[` and `]]` is taken for a mention.
    fn is_mention(marked: &str, repaired: &str) -> bool {
        let start = marked.find("[[").unwrap();
        let end = marked.find("]]").unwrap() - 2;
        let text = marked.replace("[[", "").replace("]]", "");
        is_mentioned(&text, Span::new(start, end), repaired)
    }

    #[test]
    fn what_is_spoken_of() {
        let cases = [
            ("Mojibake like \"[[Ã¶]]\" comes from old databases.", "ö"),
            ("If you see “[[â€œ]]”, the page was read as windows-1252.", "“"),
            ("Garbled text ([[Ã¼]]) is common.", "ü"),
            ("« [[Ã¨]] » : un problème d’encodage", "è"),
            ("The encoding is wrong: '[[Ã±]]'.", "ñ"),
            ("出现「[[ä½ å¥½]]」这样的乱码", "你好"),
            ("文字化けの例：「[[æ–‡å\u{AD}—]]」", "文字"),
            ("The name shows as caf[[Ã©]] instead of café.", "é"),
            ("\"Z[[Ã¼]]rich\" was \"Zürich\" before", "ü"),
            ("[[Ã¥]] -> å", "å"),
            ("| [[Ã¤]] | ä |", "ä"),
            ("| seen | [[Ã¤]] | meant | ä |", "ä"),
            ("Mojibake such as [[â€“]] is everywhere", "–"),
            ("Character sets.\nThey wrote \"[[Ã¸]]\" there.\nThat is UTF-8.", "ø"),
        ];
        for (marked, repaired) in cases {
            assert!(is_mention(marked, repaired), "{marked}");
        }
    }

    #[test]
    fn what_is_suffered() {
        let cases = [
            ("He said \"[[Ã¶]]\" and left.", "ö"),
            ("Mojibake [[â€”]] a history", "—"),
            ("UTF-8 [[â€”]] a history — of text", "—"),
            ("le caf[[Ã©]] est bon, été", "é"),
            ("title: \"[[Ã©]]tude\"\nencoding: utf-8", "é"),
            ("  \"name\": \"[[Ã©]]t\", \"charset\": \"utf-8\"", "é"),
            ("<img alt=\"[[Ã©]]\" title=\"encoding\">", "é"),
            ("It[[â€™]]s about UTF-8, isn't it", "’"),
            ("We [[Ã©]] and é again", "é"),
            ("\"[[ä½ å¥½]] is a long quotation of a whole sentence, which goes on\" UTF-8", "你好"),
            ("About \"[[Ã©]]\".\n\nUTF-8 is another matter.", "é"),
        ];
        for (marked, repaired) in cases {
            assert!(!is_mention(marked, repaired), "{marked}");
        }
    }

    #[test]
    fn long_lines_end() {
        let text = format!("{}Ã©{}", "\"a ".repeat(100_000), " b\"".repeat(100_000));
        let start = text.find('Ã').unwrap();
        assert!(!is_mentioned(&text, Span::new(start, start + 4), "é"));
    }
}
