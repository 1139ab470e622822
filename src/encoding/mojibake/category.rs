//! Which neighbours natural text never shows: what a single misread character, too thin for the language model, must have.

use super::cells::Cell;
use super::codec::Codec;
use super::search::Step;
use super::utf8::continuations;

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
        _ if "™®©°ªº¹²³†‡‰".contains(character) => Sign,
        _ if "€£¥¢¤ƒ₧".contains(character) => Currency,
        '\u{80}'..='\u{9F}' | '\u{AD}' => Apart,
        _ if "¨´¸¯ˆ˜ˇ˘˙˛˝΄΅¦§¶¬⌐¼½¾¡¿".contains(character) => Apart,
        '√' => Root,
        '±' | '÷' | '×' | 'µ' | '\u{2200}'..='\u{22FF}' | '◊' | '⌠' | '⌡' => Maths,
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
        (AccentedLower | AccentedUpper, Maths) => 1,
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
    // The head of misread punctuation and pictures, four signs in their order, straightened quotes among them.
    let is_head = |second: &char| "€‚„™œšˆ˜›†‡".contains(*second);
    if is_altered(sequence) || sequence.len() == 4 || matches!(sequence, ['â', second, _] if is_head(second)) {
        points += 2;
    }
    // The blank was a no-break space.
    if lead == AccentedUpper && before == Lower && sequence.last() == Some(&' ') {
        points += 2;
    }
    // A capital, a sign, and the word goes on in small letters.
    if lead == AccentedUpper && !is_letter(last) && last != Blank && after == Lower {
        points += 1;
    }
    // A sign or a quote inside a word.
    if lead == AccentedUpper
        && is_letter(after)
        && matches!(sequence.last(), Some('™' | '®' | '©' | '«' | '»' | '„' | '“' | '”'))
    {
        points += 1;
    }
    // A letter of another script alone.
    if matches!(lead, Cyrillic | Greek) && !matches!(before, Cyrillic | Greek | Punctuation) && second == Sign {
        points += 1 + u8::from(matches!(after, Lower | Upper));
    }
    // A low quote opens, so that it follows no letter.
    if sequence.len() == 2 && matches!(sequence[1], '‚' | '„') && matches!(lead, AccentedUpper | Greek | Cyrillic) {
        points += 1 + u8::from(!matches!(after, Blank | Punctuation));
    }
    // Relations stand between two terms.
    if lead == Root && matches!(sequence.last(), Some('≠' | '≤' | '≥' | '≈' | '•' | '∏' | '∂')) {
        points += 1;
    }
    points
}

/// Whether a quote in the sequence was straightened, as far as that can be told.
fn is_altered(sequence: &[char]) -> bool {
    matches!(sequence, ['â', '"', '¢'] | ['â', '€', '"' | '\''] | ['ð', 'Ÿ', '"' | '\'', _])
}

/// Characters beyond ASCII that need no such proof: the language model has seen enough.
pub(super) const ENOUGH: usize = 16;
/// Characters beyond ASCII that are looked at where the evidence is thin.
const FEW: usize = 64;
/// Bytes of evidence that are few.
const THIN: usize = 2;
/// What strange neighbours say against a text as it stands, by their number, in nats.
const STRANGE: [f32; 4] = [0.0, 4.0, 10.0, 18.0];
/// Some strange places prove as much as many.
const MOST: f32 = 20.0;
/// What a single character that looks natural must gain beyond, in nats.
const NATURAL: f32 = 6.0;
/// The same for each character beside it that is not complete.
const BROKEN: f32 = 12.0;
/// Box drawing that would be a letter of Latin Extended-A, in nats.
const DRAWING: f32 = -30.0;

/// Text in capitals that plays with signs, `£` for L, or ends before a no-break space, in nats.
const CAPITALS: f32 = -16.0;

/// By cell, what speaks against its standing there if `codec` makes a whole character of it and those behind, in nats;
/// empty where there is enough to judge by, `most` characters beyond ASCII.
pub(super) fn strange_places(cells: &[Cell], codec: &Codec, most: usize) -> Vec<f32> {
    let beyond = cells.iter().filter(|cell| !cell.character.is_ascii()).take(most).count();
    if codec.is_double() || beyond == most {
        return Vec::new();
    }
    (0..cells.len()).map(|at| strangeness_at(cells, at, codec).unwrap_or(0.0)).collect()
}

/// What speaks against the whole character that begins at `at`, if one does.
fn strangeness_at(cells: &[Cell], at: usize, codec: &Codec) -> Option<f32> {
    if is_lowered(cells, at) {
        return Some(STRANGE[2]);
    }
    let length = 1 + continuations(codec.byte(cells[at].character)?)?;
    let sequence: Vec<char> = cells.get(at..at + length)?.iter().map(|cell| cell.character).collect();
    let is_blank = matches!(sequence[..], ['Ã' | 'Â', ' ']);
    if !is_blank
        && !is_altered(&sequence)
        && !sequence[1..].iter().all(|&character| matches!(codec.byte(character), Some(0x80..=0xBF)))
    {
        return None;
    }
    if !matches!(sequence[0], '├' | '┬') && sequence.iter().all(|character| matches!(character, '\u{2500}'..'\u{2570}'))
    {
        return Some(DRAWING);
    }
    let neighbour = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.character);
    let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + length)));
    let is_capital = |character: Option<char>| character.is_some_and(char::is_uppercase);
    let is_in_capitals = is_capital(before) && is_capital(Some(sequence[0])) && !matches!(sequence[0], 'Ã' | 'Â');
    if is_in_capitals && (is_capital(after) || sequence.last() == Some(&'\u{A0}')) {
        return Some(CAPITALS);
    }
    let points = strangeness_of(before, &sequence, after);
    Some(STRANGE[usize::from(points).min(STRANGE.len() - 1)])
}

/// Whether a lead byte's letter, put in lower case, and a sign that never stands behind it in a word begin at `at`.
pub(super) fn is_lowered(cells: &[Cell], at: usize) -> bool {
    let character = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.character);
    let (Some('ã' | 'â'), Some(sign)) = (character(Some(at)), character(Some(at + 1))) else { return false };
    let is_in_word = |at: Option<usize>| character(at).is_some_and(|character| character.is_ascii_lowercase());
    match category(sign) {
        Apart | Currency | Maths => is_in_word(at.checked_sub(1)) || is_in_word(Some(at + 2)),
        Sign => is_in_word(Some(at + 2)) || (sign == '©' && is_in_word(at.checked_sub(1))),
        _ => false,
    }
}

/// What the strange places of a stretch say for a repair, in nats; negative when nothing is strange, or the repair not
/// `coherent`, and the evidence is thin. What is not whole proves nothing then; what is proven needs no caution with a rare
/// code page.
pub(super) fn support(cells: &[Cell], steps: &[Step], codec: &Codec, evidence: usize, coherent: bool) -> f32 {
    let strange = strange_places(cells, codec, if evidence <= THIN { FEW } else { ENOUGH });
    let sum = strange.iter().sum::<f32>();
    let is_thin = evidence <= THIN && !codec.is_double();
    if is_thin && (!coherent || (sum <= 0.0 && !strange.is_empty())) {
        let broken = steps.iter().filter_map(|step| step.reading).filter(|reading| !reading.is_whole()).count();
        return sum.min(0.0) - NATURAL - BROKEN * broken as f32;
    }
    let rare = if is_thin { codec.thin * (sum / STRANGE[2]).clamp(0.0, 1.0) } else { 0.0 };
    sum.min(MOST) + rare
}

#[cfg(test)]
mod tests {
    use super::super::find;

    #[test]
    fn one_misread_character_is_enough_where_nothing_natural_looks_so() {
        let cases = [
            ("Ã©tat", "état"),
            ("Drå Ã¥", "Drå å"),
            ("DrÃ¥ – x", "Drå – x"),
            ("RÄ«ga", "Rīga"),
            ("Ã…lesund", "Ålesund"),
            ("ongeÃ«venaard", "ongeëvenaard"),
            ("20 Â°C", "20 °C"),
            ("itâ€™s", "it’s"),
            ("Zam√≤", "Zamò"),
            ("caf√©", "café"),
            ("caf├⌐", "café"),
            ("20 В°C", "20 °C"),
            ("cafĂ©", "café"),
            ("cafΓ©", "café"),
            ("CafĆ©", "Café"),
        ];
        for (text, expected) in cases {
            let repaired: Vec<String> = find(text, &[]).into_iter().map(|damage| damage.repaired).collect();
            let [repaired] = &repaired[..] else { panic!("{text}: {repaired:?}") };
            assert!(expected.contains(repaired.as_str()), "{text}: {repaired}");
        }
    }

    #[test]
    fn natural_pairs_are_left_alone() {
        let texts = [
            "NESTLÉ® und „CAFÉ“ – MÜLLER™",
            "AHÅ™, a new sofa",
            "“Brontë…” said he",
            "JÄ£L, SÖÄ£",
            "├┤a┼┐a┼┐a",
            "┌─┬─┐│ ├── │└─┴─┘",
            "√2, √π ± 5",
            "«À propos», « à », «Où…»",
            "kupują w sklepie, są i będą",
            "Ο καιρός: 20 °C, «Καλά»",
            "„Žižek“, Š‘, č’",
            "5€ 10£ 7¥ 3¢, m² m³",
            "Ō¬o ¬´",
        ];
        for text in texts {
            assert_eq!(find(text, &[]), [], "{text}");
        }
    }
}
