//! Which neighbours natural text never shows: what a single misread character, too thin for the language model, must have.

use super::cells::Cell;
use super::codec::Codec;

/// Kinds of characters, as far as it matters what may stand beside them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Category {
    Blank,
    Digit,
    /// Letters of ASCII.
    Lower,
    Upper,
    /// Latin letters beyond ASCII.
    AccentedLower,
    AccentedUpper,
    Greek,
    Cyrillic,
    /// Letters of other scripts, and what no code page here has.
    Other,
    /// Quotes, dashes, dots and the punctuation of ASCII: they stand beside any letter.
    Punctuation,
    /// Signs that follow a word: `®`, `²`, `º`.
    Sign,
    Currency,
    /// Signs that touch no letter: lone accents, fractions, `§`, `¬`.
    Apart,
    Root,
    Maths,
    Box,
}

use Category::*;

fn category(character: char) -> Category {
    match character {
        'a'..='z' => Lower,
        'A'..='Z' => Upper,
        '0'..='9' => Digit,
        '™' | '®' | '©' | '°' | 'ª' | 'º' | '¹' | '²' | '³' | '†' | '‡' | '‰' => Sign,
        '€' | '£' | '¥' | '¢' | '¤' | 'ƒ' | '₧' => Currency,
        '¨'
        | '´'
        | '¸'
        | '¯'
        | 'ˆ'
        | '˜'
        | 'ˇ'
        | '˘'
        | '˙'
        | '˛'
        | '˝'
        | '΄'
        | '΅'
        | '¦'
        | '§'
        | '¶'
        | '¬'
        | '⌐'
        | '¼'
        | '½'
        | '¾'
        | '±'
        | 'µ'
        | '÷'
        | '×'
        | '\u{AD}'
        | '\u{80}'..='\u{9F}'
        | '¡'
        | '¿' => Apart,
        '√' => Root,
        '\u{2200}'..='\u{22FF}' | '◊' | '⌠' | '⌡' => Maths,
        '\u{2500}'..='\u{25FF}' => Box,
        '\u{370}'..='\u{3FF}' => Greek,
        '\u{400}'..='\u{52F}' => Cyrillic,
        _ if character.is_whitespace() => Blank,
        _ if !character.is_alphabetic() => Punctuation,
        _ if character > '\u{250}' => Other,
        _ if character.is_lowercase() => AccentedLower,
        _ => AccentedUpper,
    }
}

/// How strange it is that the second stands behind the first.
fn strangeness(first: Category, second: Category) -> u8 {
    match (first, second) {
        (Lower | AccentedLower, AccentedUpper) => 1,
        (AccentedLower | AccentedUpper | Greek | Cyrillic, Currency | Apart) => 1,
        (Sign | Currency | Apart, Lower | AccentedLower) => 1,
        (Currency, Sign | Punctuation | Apart) => 1,
        (Lower | Upper | AccentedLower | AccentedUpper, Cyrillic) | (Cyrillic, Lower | Upper) => 2,
        (Lower | Upper, Greek) => 1,
        (Lower | Upper, Root | Box) => 1,
        (Root, Sign | Currency | Apart) => 2,
        (Box, Sign | Currency | Apart | AccentedLower | AccentedUpper | Lower | Greek) => 1,
        _ => 0,
    }
}

/// How strange a misread character is in its place: the characters that stand for it between their neighbours.
fn strangeness_of(before: Option<char>, sequence: &[char], after: Option<char>) -> u8 {
    let kind = |character: Option<char>| character.map_or(Blank, category);
    let is_letter = |kind: Category| matches!(kind, Lower | Upper | AccentedLower | AccentedUpper);
    let ends = [before, sequence.first().copied(), sequence.get(1).copied(), sequence.last().copied(), after];
    let [before, lead, second, last, after] = ends.map(kind);
    let mut points = strangeness(before, lead) + strangeness(last, after);
    points += sequence.windows(2).map(|pair| strangeness(category(pair[0]), category(pair[1]))).sum::<u8>();
    // Letters that few languages have, and those at the end of words or before another letter.
    if matches!(sequence, ['Ã' | 'Â', ..]) && matches!(second, Sign | Currency | Apart) {
        points += 1;
    }
    // A capital, a sign, and the word goes on in small letters.
    if lead == AccentedUpper && !is_letter(last) && last != Blank && after == Lower {
        points += 1;
    }
    // A sign or a quote inside a word.
    if lead == AccentedUpper
        && is_letter(after)
        && matches!(sequence.last(), Some('™' | '®' | '©' | '«' | '»' | '„' | '“'))
    {
        points += 1;
    }
    // A letter of another script alone.
    if matches!(lead, Cyrillic | Greek) && !matches!(before, Cyrillic | Greek | Punctuation) && second == Sign {
        points += 1;
    }
    // Relations stand between two terms.
    if lead == Root && matches!(sequence.last(), Some('≠' | '≤' | '≥' | '≈' | '•' | '∏' | '∂')) {
        points += 1;
    }
    points
}

/// Characters beyond ASCII that need no such proof: the language model has seen enough.
const ENOUGH: usize = 32;
/// What one strange place, and more than one, say against a text as it stands, in nats.
const STRANGE: [f32; 3] = [0.0, 4.0, 10.0];
/// What a single character that looks natural must gain beyond, in nats.
const NATURAL: f32 = 6.0;
/// Some strange places prove as much as many.
const MOST: f32 = 12.0;

/// By cell, what speaks against its standing there if `codec` makes a whole character of it and those behind, in nats;
/// empty where there is enough to judge by.
pub(super) fn strange_places(cells: &[Cell], codec: &Codec) -> Vec<f32> {
    let beyond = cells.iter().filter(|cell| !cell.character.is_ascii()).take(ENOUGH).count();
    if codec.is_double() || beyond == ENOUGH {
        return Vec::new();
    }
    let mut strange = vec![0.0; cells.len()];
    for (at, places) in strange.iter_mut().enumerate() {
        if let Some(points) = points_at(cells, at, codec) {
            *places = STRANGE[usize::from(points).min(STRANGE.len() - 1)];
        }
    }
    strange
}

/// The strangeness of the whole character that begins at `at`, if one does.
fn points_at(cells: &[Cell], at: usize, codec: &Codec) -> Option<u8> {
    let length = match codec.byte(cells[at].character)? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let sequence: Vec<char> = cells.get(at..at + length)?.iter().map(|cell| cell.character).collect();
    let is_whole = sequence[1..].iter().all(|&character| matches!(codec.byte(character), Some(0x80..=0xBF)));
    let neighbour = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.character);
    is_whole.then(|| strangeness_of(neighbour(at.checked_sub(1)), &sequence, neighbour(Some(at + length))))
}

/// What the strange places of a stretch say for a repair of `evidence` bytes, in nats; negative when nothing is strange and
/// the evidence is thin.
pub(super) fn support(strange: &[f32], evidence: usize) -> f32 {
    match strange.iter().sum::<f32>() {
        _ if strange.is_empty() => 0.0,
        0.0 if evidence <= 1 => -NATURAL,
        sum => sum.min(MOST),
    }
}
