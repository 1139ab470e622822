//! Text from a file made safe for a terminal.

use std::borrow::Cow;

/// `text` without characters that would move the cursor, colour the terminal or turn the line around. A line end
/// becomes `␊`, another control character its picture (U+2400 and on), what has no picture becomes U+FFFD.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(printable_char).collect())
}

/// One character of [`printable`].
pub(super) fn printable_char(character: char) -> char {
    match character {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7F' => '\u{2421}',
        _ if is_unprintable(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Control characters, and the bidirectional controls of Unicode UAX 9.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn controls_become_pictures() {
        for (text, want) in [
            ("plain é 名", "plain é 名"),
            ("a\x1B[31mb", "a␛[31mb"),
            ("a\r\nb\0", "a␍␊b␀"),
            ("\u{9B}31m", "\u{FFFD}31m"),
            ("abc\u{202E}def", "abc\u{FFFD}def"),
        ] {
            assert_eq!(printable(text), want);
        }
    }
}
