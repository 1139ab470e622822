//! Damage without a complete character: what is left after a half repair, and whole lines of it in a damaged file.

use super::cells::{Cell, shown};
use super::codec::{CODECS, Codec};
use super::scan::sequences;
use crate::text::Span;

/// The code pages that head [`CODECS`], and by far the commonest mistakes.
const COMMONEST: u32 = 2;

/// Whether something in the repaired stretch still looks as if the code page `codec` (an index into [`CODECS`]), or one of
/// the two commonest, had been used for it.
pub(super) fn is_left(cells: &[Cell], codec: usize) -> bool {
    let text = shown(cells);
    if text.contains("ï¿½") || sequences(&text).any(|(_, codecs)| codecs.trailing_zeros() < COMMONEST) {
        return true;
    }
    let codec = &CODECS[codec];
    (0..cells.len()).any(|at| {
        !cells[at].character.is_ascii()
            && (is_lost(&cells[at])
                || is_lone_lead(cells, at, codec)
                || CODECS[..COMMONEST as usize].iter().any(|codec| is_broken(&cells[at..], codec))
                || (!cells[at].repaired && is_broken(&cells[at..], codec))
                || (codec.is_double() && is_glued(cells, at, codec)))
    })
}

/// The lines, none of them in `known`, in which a character of three or four bytes was misread in `codec` and lost some.
pub(super) fn broken_lines(text: &str, codec: &Codec, known: &[Span]) -> Vec<Span> {
    let mut known = known.iter().peekable();
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end_matches('\n').len());
        start += line.len();
        while known.next_if(|known| known.end() < span.start()).is_some() {}
        let is_known = known.peek().is_some_and(|known| known.start() <= span.start());
        if !is_known && !line.is_ascii() && holds_broken(line, codec) {
            lines.push(span);
        }
    }
    lines
}

/// Whether a head of emoji, punctuation or kana is followed by a continuation byte.
fn holds_broken(line: &str, codec: &Codec) -> bool {
    let mut last = None;
    line.chars().any(|character| {
        let byte = if character.is_ascii() { None } else { codec.byte(character) };
        let is_broken = matches!(last, Some(0xE2 | 0xE3 | 0xEF | 0xF0)) && matches!(byte, Some(0x80..=0xBF));
        last = byte;
        is_broken
    })
}

/// U+FFFD for a byte that the code page did not have.
fn is_lost(cell: &Cell) -> bool {
    cell.character == '\u{FFFD}' && !cell.stray
}

/// Whether a character that stood for a lead byte has lost all that followed it: it stands in no word. Letters that are
/// words by themselves, `à` and `è` and `é`, do not count.
fn is_lone_lead(cells: &[Cell], at: usize, codec: &Codec) -> bool {
    let is_letter =
        |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| cell.character.is_alphabetic());
    let is_small =
        |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| cell.character.is_lowercase());
    if matches!(cells[at].character, 'Â' | 'Ã') && is_small(at.checked_sub(1)) && is_small(Some(at + 1)) {
        // No capital stands inside a small word.
        return true;
    }
    if is_letter(at.checked_sub(1)) || is_letter(Some(at + 1)) {
        return false;
    }
    match codec.byte(cells[at].character) {
        _ if cells[at].repaired => matches!(cells[at].character, 'Â' | 'Ã' | 'â' | 'ã' | 'ð'),
        byte => matches!(byte, Some(0xC2..=0xDF | 0xE1..=0xE7 | 0xEA..=0xF4)),
    }
}

/// Whether a character of a double-byte page that was left as it is stands beside one that was repaired, or between Latin
/// letters.
fn is_glued(cells: &[Cell], at: usize, codec: &Codec) -> bool {
    if cells[at].repaired || cells[at].stray || codec.bytes(cells[at].character).is_none() {
        return false;
    }
    let near = |at: Option<usize>| at.and_then(|at| cells.get(at));
    let (before, after) = (near(at.checked_sub(1)), near(Some(at + 1)));
    let is_repaired = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.repaired && !cell.character.is_ascii());
    let is_latin = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.character.is_ascii_alphabetic());
    is_repaired(before) || is_repaired(after) || (is_latin(before) && is_latin(after))
}

/// Whether the cells begin with a lead byte that has some of its continuation bytes. One is enough for the heads of emoji,
/// punctuation and kana, and where it is no character that people write after a letter; else two.
fn is_broken(cells: &[Cell], codec: &Codec) -> bool {
    let mut bytes = cells.iter().map_while(|cell| codec.byte(cell.character).filter(|_| !cell.stray));
    let (Some(lead @ 0xE0..=0xF4), Some(second @ 0x80..=0xBF)) = (bytes.next(), bytes.next()) else { return false };
    let is_telling = matches!(cells[1].character, '\u{A1}'..='\u{A8}' | '\u{AC}' | '\u{AF}' | '\u{B1}' | '\u{B4}'..='\u{B6}' | '\u{B8}' | '\u{BC}'..='\u{BF}');
    matches!(lead, 0xE2 | 0xE3 | 0xEF | 0xF0)
        || (is_telling && second >= 0xA0)
        || matches!(bytes.next(), Some(0x80..=0xBF))
}
