//! What editors, web forms and shops made of misread text afterwards: bytes that another character stands for.

use super::category;
use super::cells::Cell;
use super::codec::Codec;
use super::lattice::Arc;

/// A no-break space that became a blank.
pub(super) const BLANK: f32 = 1.4;
/// The same at the end of `à` where that is a word: then its blank would be missing.
const IN_WORD: f32 = 4.0;
/// The same in `às` and `àquele`, which language model and space alike speak against.
const PORTUGUESE: f32 = -8.0;
/// The same where the no-break space itself was misread.
const ITSELF: f32 = -2.0;
/// A quote that was straightened, or another sign of print that became its plain fellow.
const PLAIN: f32 = 1.2;
/// A question mark where the next system did not have the character: a byte that the code page lacks.
const UNKNOWN: f32 = 1.2;
/// The same for any of the bytes that windows-1252 shows and ISO 8859-1 does not.
const UNSHOWN: f32 = 3.0;

/// A letter that was put in lower case with all others, once that is plain.
pub(super) const LOWERED: f32 = 0.6;

/// The signs of print that became a plain one.
fn printed(plain: char) -> &'static [char] {
    match plain {
        '"' => &['“', '”', '„'],
        '\'' => &['‘', '’', '‚'],
        '-' => &['–', '—'],
        _ => &[],
    }
}

/// Puts into `arcs` what the ASCII character at `at` may have been, with the node of that cell's end at `next`.
pub(super) fn add(cells: &[Cell], at: usize, codec: &Codec, next: u32, arcs: &mut Vec<Arc>) {
    let is_ascii = |at: Option<usize>| at.and_then(|at| cells.get(at)).is_none_or(|cell| cell.character.is_ascii());
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    // Only behind a misread lead byte or inside a misread character.
    if is_ascii(before) && (is_ascii(at.checked_sub(2)) || is_ascii(after)) {
        return;
    }
    let mut push = |byte: u8, to: u32, cost: f32, lost: u8| {
        if (0x80..0xC0).contains(&byte) {
            arcs.push(Arc { byte, to, cost, lost });
        }
    };
    match cells[at].character {
        ' ' => push(0xA0, next, blank(cells, at, codec), 0),
        '?' => {
            for byte in 0x80..0xA0 {
                let cost = if codec.lost(None).contains(&byte) { UNKNOWN } else { UNSHOWN };
                push(byte, next, cost, 1);
            }
        }
        '.' if cells.get(at..at + 3).is_some_and(|dots| dots.iter().all(|dot| dot.character == '.')) => {
            push(codec.byte('…').unwrap_or(0), next + 2, PLAIN, 0);
        }
        // Of all that it could be, only `™` is common.
        '"' if cells.get(at + 1).is_some_and(|cell| cell.character == '¢') => {
            push(codec.byte('„').unwrap_or(0), next, PLAIN, 1);
        }
        plain => {
            for byte in printed(plain).iter().filter_map(|&printed| codec.byte(printed)) {
                push(byte, next, PLAIN, 1);
            }
        }
    }
}

/// What it costs that the blank at `at` was a no-break space.
fn blank(cells: &[Cell], at: usize, codec: &Codec) -> f32 {
    let character = |at: usize| cells.get(at).map_or(' ', |cell| cell.character);
    let starts_word = at < 2 || !character(at - 2).is_alphabetic();
    match at.checked_sub(1).and_then(|lead| codec.byte(character(lead))) {
        Some(0xC2) => ITSELF,
        Some(0xC3) if starts_word => {
            let follows = |rest: &str| rest.chars().enumerate().all(|(offset, c)| character(at + 1 + offset) == c);
            let is_portuguese = follows("s ") || follows("quel") || follows("quilo");
            if is_portuguese { PORTUGUESE } else { IN_WORD }
        }
        _ => BLANK,
    }
}

/// Whether a stretch was put in lower case after it had been misread: it has no other letters beyond ASCII.
pub(super) fn is_lowered(cells: &[Cell], codec: &Codec) -> bool {
    let is_capital = |cell: &Cell| !cell.character.is_ascii() && cell.character.is_uppercase();
    !codec.is_double() && (0..cells.len()).any(|at| category::is_lowered(cells, at)) && !cells.iter().any(is_capital)
}

/// The lead byte whose character is the capital form of `letter`.
pub(super) fn capital(letter: char, codec: &Codec) -> Option<u8> {
    let mut capital = letter.to_uppercase();
    let byte = codec.byte(capital.next().filter(|&capital| capital != letter)?)?;
    (capital.next().is_none() && matches!(byte, 0xC2..=0xDF)).then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::super::tests::repaired;

    #[test]
    fn what_became_of_damage_is_undone_too() {
        let cases = [
            ("voilÃ  le travail", "voilà le travail"),
            ("voilÃ le travail", "voilà le travail"),
            ("Il va Ã la mer, trÃ¨s vite", "Il va à la mer, très vite"),
            ("atenÃ§Ã£o Ã s crianÃ§as", "atenção às crianças"),
            ("MarÃa y JosÃ© GarcÃa", "María y José García"),
            ("Foo â\"¢ bar", "Foo ™ bar"),
            ("trÃ¨s bon, 1990â€\"1995", "très bon, 1990–1995"),
            ("ðŸ\"– ðŸ™Œ", "📖 🙌"),
            ("cafã© et thã©", "café et thé"),
            ("irmã » e «mãe», pão", "irmã » e «mãe», pão"),
            ("a ï¿½ b", "a ï¿½ b"),
        ];
        for (text, expected) in cases {
            assert_eq!(repaired(text), expected, "{text}");
        }
    }
}
