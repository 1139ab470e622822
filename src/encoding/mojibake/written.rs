//! Characters that are written with others: HTML character references, and escapes of a YAML or JSON string.

use super::Form;
use super::codec::{CODECS, WINDOWS_1252};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of characters beyond ASCII, between `&` and `;`.
static NAMES: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for entity in &entities::ENTITIES {
        let name = entity.entity.strip_prefix('&').and_then(|name| name.strip_suffix(';'));
        let mut characters = entity.characters.chars();
        if let (Some(name), Some(character), None) = (name, characters.next(), characters.next())
            && !character.is_ascii()
        {
            names.insert(name, character);
        }
    }
    names
});

/// The longest name of a character that code pages have is `thetasym`.
const LONGEST_NAME: usize = 10;

/// The character beyond ASCII that the head of `text` stands for, with the number of bytes that it takes.
pub(crate) fn written(text: &str) -> Option<(char, usize, Form)> {
    match text.as_bytes() {
        [b'&', b'#', ..] => number(text),
        [b'&', ..] => {
            let length = text.bytes().skip(1).take(LONGEST_NAME).position(|byte| byte == b';')?;
            Some((*NAMES.get(text.get(1..=length)?)?, length + 2, Form::References))
        }
        [b'\\', b'u', ..] => Some((hexadecimal(text.get(2..6)?)?, 6, Form::Escapes)),
        [b'\\', b'x', ..] => Some((hexadecimal(text.get(2..4)?)?, 4, Form::Escapes)),
        _ => None,
    }
}

/// The number of decimal or hexadecimal digits, between `&#` and `;`.
fn number(text: &str) -> Option<(char, usize, Form)> {
    let length = text.bytes().skip(2).take(7).position(|byte| byte == b';')?;
    let digits = text.get(2..2 + length)?;
    let character = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => hexadecimal(digits)?,
        None if digits.bytes().all(|byte| byte.is_ascii_digit()) => beyond_ascii(digits.parse().ok()?)?,
        None => return None,
    };
    // HTML reads the numbers of C1 controls as windows-1252.
    let shown = match character {
        '\u{80}'..='\u{9F}' => CODECS[WINDOWS_1252].character(character as u8).unwrap_or(character),
        _ => character,
    };
    Some((shown, length + 3, Form::References))
}

fn hexadecimal(digits: &str) -> Option<char> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_number.then(|| u32::from_str_radix(digits, 16).ok()).flatten().and_then(beyond_ascii)
}

fn beyond_ascii(code: u32) -> Option<char> {
    char::from_u32(code).filter(|character| !character.is_ascii())
}

/// Whether the backslash at `at` is no escaped one.
pub(super) fn is_escape(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|&&byte| byte == b'\\').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_written_with_others() {
        let cases = [
            ("&Atilde;&copy;", Some(('Ã', 8, Form::References))),
            ("&euro;", Some(('€', 6, Form::References))),
            ("&#195;x", Some(('Ã', 6, Form::References))),
            ("&#xC3;", Some(('Ã', 6, Form::References))),
            ("&#153;", Some(('™', 6, Form::References))),
            ("\\u00c3\\u00a9", Some(('Ã', 6, Form::Escapes))),
            ("\\xA9", Some(('©', 4, Form::Escapes))),
            ("&amp;", None),
            ("&#38;", None),
            ("&#+195;", None),
            ("&", None),
            ("&é;", None),
            ("\\x41", None),
            ("\\u00", None),
            ("\\u+0c3", None),
        ];
        for (text, expected) in cases {
            assert_eq!(written(text), expected, "{text}");
        }
    }
}
