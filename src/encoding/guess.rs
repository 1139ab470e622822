//! Which legacy encoding bytes are in: what each makes of them, weighed by the language model, and chardetng's guess.

use super::{legacy, mojibake};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// More of a file than this many bytes tells the detector nothing new.
const ENOUGH: usize = 1 << 20;
/// Bytes of lines that are not ASCII on which the readings are weighed.
const SAMPLE: usize = 3000;
/// A line in which no place to cut comes before this many bytes is cut there.
const LONGEST: usize = 1 << 15;

// Costs in nats, set on samples of 41 languages in 24 encodings.
/// To doubt chardetng at all.
const DOUBTED: f32 = 4.0;
/// For each byte beyond ASCII of which it is doubted, between pages of Latin letters: it counted more languages than the model.
const DOUBTED_NEAR: f32 = 2.0;
/// The same between other encodings, where what the model says is plain.
const DOUBTED_FAR: f32 = 0.5;
/// A single byte tells chardetng nothing: windows-1252 is then doubted by this alone.
const FEW: f32 = 1.0;
const DOUBTED_FEW: f32 = 3.0;
/// A letter that stands right before a digit, as `Ł15` for `£15`.
const BEFORE_DIGIT: f32 = 6.0;
/// Two adjoining letters of different alphabets: nobody writes `Grцn`.
const MIXED: f32 = 10.0;
/// A letter or two of another alphabet between Latin words, and no more of it anywhere.
const LONE: f32 = 10.0;

/// A guess is certain when every other reading is unlikelier by this much, in nats, chardetng's word counted.
const CERTAIN: f32 = 12.0;
/// The same without its word, where it says the same.
const CERTAIN_AGREED: f32 = 5.0;

/// Text that costs more than this a character, in nats, is none in any encoding.
const NONSENSE: f32 = 8.5;

/// The same when each character beyond ASCII adds more than this: an encoding that is no candidate, as those of DOS, leaves
/// the ASCII around it sound.
const STRANGE: f32 = 7.0;

/// What one encoding makes of some bytes.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) encoding: &'static Encoding,
    /// What the bytes that were weighed say.
    text: String,
    /// How unlikely text and encoding are, in nats.
    own: f32,
    /// The same with chardetng's word.
    pub(super) cost: f32,
}

/// What every encoding without an error makes of the bytes, the likeliest first.
pub(super) fn readings(bytes: &[u8]) -> Vec<Reading> {
    let favourite = detect(bytes);
    let sample = sample(bytes);
    let said = legacy::read(&sample, favourite).unwrap_or_default();
    let mut readings: Vec<Reading> = Vec::new();
    for &(encoding, penalty) in &legacy::CANDIDATES {
        let Some(text) = legacy::read(&sample, encoding) else { continue };
        let own = penalty + weigh(&text);
        let doubt = if text == said { 0.0 } else { doubt(encoding, favourite, &sample) };
        readings.push(Reading { encoding, text: text.into_owned(), own, cost: own + doubt });
    }
    readings.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    readings
}

/// What it costs to read `bytes` in `encoding` when chardetng says `favourite` and that is another text, in nats.
pub(super) fn doubt(encoding: &'static Encoding, favourite: &'static Encoding, bytes: &[u8]) -> f32 {
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count() as f32;
    if encoding == WINDOWS_1252 && beyond <= FEW {
        return DOUBTED_FEW;
    }
    let each = if is_latin(encoding) && is_latin(favourite) { DOUBTED_NEAR } else { DOUBTED_FAR };
    DOUBTED + each * beyond
}

/// Whether the bytes speak for the encoding alone: what any other makes of them is no language.
pub(super) fn is_certain(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let readings = readings(bytes);
    let Some(chosen) = readings.iter().find(|reading| reading.encoding == encoding) else { return false };
    if chosen.own > NONSENSE * chosen.text.chars().count() as f32 || strangeness(&chosen.text) > STRANGE {
        return false;
    }
    let least = if chosen.cost < chosen.own + DOUBTED { CERTAIN_AGREED } else { CERTAIN };
    let is_worse = |rival: &Reading| rival.cost > chosen.cost + CERTAIN && rival.own > chosen.own + least;
    readings.iter().all(|rival| rival.text == chosen.text || is_worse(rival))
}

/// Single-byte encodings of Latin letters that chardetng knows.
fn is_latin(encoding: &'static Encoding) -> bool {
    let name = encoding.name();
    matches!(name, "windows-1250" | "windows-1252" | "windows-1254" | "windows-1257")
        || matches!(name, "ISO-8859-2" | "ISO-8859-4" | "ISO-8859-13")
}

/// What Firefox would take the bytes for.
pub(super) fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(ENOUGH)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The first lines that are not ASCII. A long one is cut behind a byte that is part of no longer character in any
/// encoding, where there is one.
pub(super) fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_ascii()) {
        let room = SAMPLE.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        let head = &line[..line.len().min(LONGEST)];
        let is_border = |byte: &u8| *byte < b'0';
        let before = head[..head.len().min(room)].iter().rposition(is_border).filter(|cut| *cut > room / 2);
        let cut = before.or_else(|| head.iter().skip(room).position(is_border).map(|cut| room + cut));
        let end = if line.len() <= room { line.len() } else { cut.map_or(head.len(), |cut| cut + 1) };
        sample.extend_from_slice(&line[..end]);
        sample.push(b'\n');
    }
    sample
}

/// How unlikely a text is, in nats. Vietnamese in windows-1258 has its tones behind the letters, which the model never saw.
pub(super) fn weigh(text: &str) -> f32 {
    let mixed = scripts_mixed(text);
    if text.chars().any(|character| matches!(character, '\u{300}'..='\u{323}')) {
        return mojibake::surprise(&text.nfc().collect::<String>()) + mixed;
    }
    mojibake::surprise(text) + mixed
}

/// What each character beyond ASCII adds to the cost of a text, in nats.
fn strangeness(text: &str) -> f32 {
    let ascii: String = text.chars().filter(char::is_ascii).collect();
    let beyond = text.chars().filter(|character| !character.is_ascii()).count();
    (mojibake::surprise(&text.nfc().collect::<String>()) - mojibake::surprise(&ascii)) / beyond.max(1) as f32
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    Latin,
    Other,
    East,
}

fn script(character: char) -> Script {
    match character {
        'ª' | 'º' | 'µ' => Script::None,
        _ if !character.is_alphabetic() => Script::None,
        '\0'..'\u{250}' | '\u{1E00}'..'\u{1F00}' => Script::Latin,
        '\u{2E80}'.. => Script::East,
        _ => Script::Other,
    }
}

/// What speaks against letters of several alphabets in one text, in nats.
fn scripts_mixed(text: &str) -> f32 {
    let (mut mixed, mut stretches, mut longest, mut length) = (0, 0, 0, 0);
    let mut last = Script::None;
    let (mut digits, mut is_beyond) = (0, false);
    for character in text.chars() {
        let now = script(character);
        digits += usize::from(is_beyond && character.is_ascii_digit());
        is_beyond = now == Script::Latin && !character.is_ascii() && last == Script::None;
        if now != last && length > 0 {
            stretches += 1;
            longest = longest.max(length);
            length = 0;
        }
        length += usize::from(matches!(now, Script::Other | Script::East));
        mixed += usize::from(
            last != now
                && (last == Script::Other || now == Script::Other)
                && last != Script::None
                && now != Script::None,
        );
        last = now;
    }
    let lone = if longest.max(length) < 3 { stretches } else { 0 };
    BEFORE_DIGIT * digits as f32 + MIXED * mixed as f32 + LONE * lone as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_that_is_no_candidate_is_not_certain() {
        // "Jäsenet äänestävät päätöksestä tämän päivän kokouksessa", in windows-1252 and in code page 850.
        let windows =
            b"J\xE4senet \xE4\xE4nest\xE4v\xE4t p\xE4\xE4t\xF6ksest\xE4 t\xE4m\xE4n p\xE4iv\xE4n kokouksessa\n";
        let to_dos = |byte: u8| match byte {
            0xE4 => 0x84,
            0xF6 => 0x94,
            _ => byte,
        };
        let dos = windows.map(to_dos);
        assert!(is_certain(windows, WINDOWS_1252));
        for reading in readings(&dos) {
            assert!(!is_certain(&dos, reading.encoding), "{}", reading.encoding.name());
        }
    }
}
