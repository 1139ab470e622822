//! Contribution marks: what stands around a name and is none of it.

use std::ops::Range;

/// Characters that mark a contribution, a corresponding author or a footnote.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '*' | '†'
            | '‡'
            | '§'
            | '¶'
            | '♣'
            | '♠'
            | '♦'
            | '♥'
            | '♯'
            | '★'
            | '☆'
            | '⋆'
            | '✉'
            | '✝'
            | '⁎'
            | '∗'
            | '＊'
            | '✦'
            | '✱'
            | '#'
            | '^'
            | '~'
            | '\u{FE0E}'
            | '\u{FE0F}'
            | '¹'
            | '²'
            | '³'
            | '⁰'..='⁹' | 'ª' | 'º' | '⚑' | '📧' | '♡'
    )
}

/// Whether an HTML entity, from `&` to `;`, prints a mark.
pub(super) fn is_mark_entity(entity: &str) -> bool {
    let numbers = ["&#42;", "&#8224;", "&#8225;", "&#167;", "&#182;", "&#9993;", "&#x2020;", "&#x2021;", "&#x2a;"];
    let symbols = ["&#8902;", "&#8727;", "&lowast;", "&star;", "&clubs;", "&spades;", "&hearts;", "&diams;", "&#9827;"];
    let names = ["&ast;", "&dagger;", "&Dagger;", "&ddagger;", "&sect;", "&para;", "&sup1;", "&sup2;", "&sup3;"];
    names.contains(&entity)
        || symbols.contains(&entity)
        || numbers.iter().any(|number| number.eq_ignore_ascii_case(entity))
}

/// Whether a formula, with its dollars, is a mark: `$^\dag$`, `$^{*}$`, `$\ddagger$`, `$^1$`.
pub(super) fn is_mark_formula(formula: &str) -> bool {
    let inner = formula.trim_matches('$').trim();
    inner.len() <= 32
        && (inner.starts_with(['^', '*', '†', '‡']) || inner.starts_with("\\dag") || inner.starts_with("\\ddag"))
}

/// Whether what stands in round brackets behind a name is a remark on the contribution: `co-first`, `*`, `corresponding
/// author`.
pub(super) fn is_remark(inside: &str) -> bool {
    let inside = inside.trim();
    if inside.chars().all(|letter| is_mark(letter) || letter == '\\') {
        return true;
    }
    let lower = inside.to_lowercase();
    let first_words = [
        "advis", "co-", "co ", "cofirst", "contact", "corr", "equal", "first", "intern", "joint", "last", "lead",
        "main", "mentor", "my ", "now ", "own", "present", "senior", "shared", "speaker", "student", "supervis",
        "visiting", "me)", "共", "通讯", "一作",
    ];
    lower == "me" || first_words.iter().any(|start| lower.starts_with(start))
}

/// The symbols of `text`, the marks behind a name or any other stretch, each as one letter whatever way it is written, with its
/// bytes: `\\dagger`, `&dagger;` and `†` are one. Words in it are none, nor are symbols that say by themselves what they mean.
pub(super) fn symbols(text: &str) -> Vec<(char, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((symbol, length)) = step(&text[at..]) {
        if let Some(symbol) = symbol {
            found.push((symbol, at..at + length));
        }
        at += length;
    }
    found
}

/// The symbol that `rest` begins with, and how many bytes it or anything else takes.
fn step(rest: &str) -> Option<(Option<char>, usize)> {
    let first = rest.chars().next()?;
    let alone = |symbol: Option<char>| Some((symbol, first.len_utf8()));
    match first {
        '\\' => {
            let letters = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let length = if letters > 0 { 1 + letters } else { 1 };
            Some((command(&rest[1..length]), length))
        }
        '&' => {
            let length = rest.bytes().take(12).position(|byte| byte == b';').map_or(1, |end| end + 1);
            Some((entity(&rest[..length]), length))
        }
        '<' => {
            let is_tag = rest[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
            let end = rest.find(['>', '\n']).filter(|&end| is_tag && rest.as_bytes()[end] == b'>');
            Some((None, end.map_or(1, |end| end + 1)))
        }
        '(' | '（' => {
            // A remark, unless it holds a symbol alone.
            let end = rest.find([')', '）']).filter(|&end| !rest[..end].contains('\n'));
            let is_remark = |end: usize| rest[..end].chars().any(char::is_alphabetic);
            Some((None, end.filter(|&end| is_remark(end)).unwrap_or(first.len_utf8())))
        }
        '∗' | '＊' | '⁎' | '*' | '✱' => alone(Some('*')),
        '✝' => alone(Some('†')),
        '★' | '☆' | '✦' => alone(Some('⋆')),
        '¹' => alone(Some('1')),
        '²' => alone(Some('2')),
        '³' => alone(Some('3')),
        _ if first.is_alphanumeric() => {
            let length = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
            let is_one = length == first.len_utf8() && first.is_ascii();
            Some((is_one.then_some(first.to_ascii_lowercase()), length))
        }
        // An envelope says what it means; these are syntax or a part of the symbol before them.
        '^' | '~' | '✉' | '📧' | '⚑' | '\u{FE0E}' | '\u{FE0F}' => alone(None),
        _ => alone(is_mark(first).then_some(first)),
    }
}

/// What a command of TeX prints.
fn command(name: &str) -> Option<char> {
    Some(match name {
        "dag" | "dagger" => '†',
        "ddag" | "ddagger" => '‡',
        "ast" => '*',
        "star" => '⋆',
        "S" => '§',
        "P" => '¶',
        "sharp" | "#" => '#',
        "clubsuit" => '♣',
        "spadesuit" => '♠',
        "heartsuit" => '♥',
        "diamondsuit" => '♦',
        _ => return None,
    })
}

fn entity(entity: &str) -> Option<char> {
    Some(match entity {
        "&ast;" | "&lowast;" | "&#42;" | "&#8727;" | "&#x2a;" | "&#x2A;" => '*',
        "&dagger;" | "&#8224;" | "&#x2020;" => '†',
        "&Dagger;" | "&ddagger;" | "&#8225;" | "&#x2021;" => '‡',
        "&sect;" | "&#167;" => '§',
        "&para;" | "&#182;" => '¶',
        "&sup1;" => '1',
        "&sup2;" => '2',
        "&sup3;" => '3',
        "&#8902;" | "&star;" => '⋆',
        "&clubs;" | "&#9827;" => '♣',
        "&spades;" => '♠',
        "&hearts;" => '♥',
        "&diams;" => '♦',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::symbols;

    #[test]
    fn symbols_however_they_are_written() {
        for (text, expected) in [
            ("*", "*"),
            ("\\*,†", "*†"),
            ("<sup>1,†</sup>", "1†"),
            ("<sup>12</sup>", ""),
            ("<sup>a</sup>", "a"),
            ("<sup>co-first</sup>", ""),
            ("$^\\dag$", "†"),
            ("$^{*\\ddagger}$", "*‡"),
            ("&dagger;&#8902;", "†⋆"),
            ("&amp;", ""),
            ("* (equal contribution)", "*"),
            ("(*)", "*"),
            ("♣✉\u{FE0E}", "♣"),
            ("∗<a href=\"*\">", "*"),
        ] {
            let found: String = symbols(text).into_iter().map(|(symbol, _)| symbol).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
