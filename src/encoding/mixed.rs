//! UTF-8 with text of other encodings in it, told line by line.

use super::guess::{self, Reading};
use super::{Decoded, Encoding as FileEncoding, Stray, legacy};
use encoding_rs::{Encoding, WINDOWS_1252};

/// The byte order mark in UTF-8.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// What it costs to assume that a file changes its encoding, in nats.
const CHANGE: f32 = 8.0;
/// What a word of another encoding costs that is UTF-8 by chance, in nats.
const CHANCE: f32 = 20.0;

/// Up to so many stray bytes are a slip, nearly always from windows-1252 by copy and paste: chardetng, to which they say
/// little, counts no more than this against it, in nats, and other encodings are rarer than as those of a whole file.
const SLIP: usize = 6;
const SLIPPED: f32 = 3.0;
const RARE: f32 = 2.0;
/// Encodings that are tried on each line, the likeliest of the file.
const TRIED: usize = 5;
/// A line that is likelier in another encoding by this much, in nats, is not the file's.
const OWN: f32 = 3.0;

/// The whole file in one legacy encoding, when that explains the bytes better than UTF-8 with other text in it.
pub(super) fn decode_legacy(bytes: &[u8]) -> Option<Decoded> {
    let whole = |reading: &Reading| Some((legacy::read_both_ways(bytes, reading.encoding)?, reading.encoding));
    let (text, encoding) = guess::readings(bytes).iter().find_map(whole)?;
    let has_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let is_legacy = !has_utf8 || !is_mixed(bytes, encoding);
    is_legacy.then(|| Decoded::whole(text, FileEncoding::Legacy(encoding)))
}

/// Whether UTF-8 with some other text is likelier than `encoding` throughout.
fn is_mixed(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (mut utf8, mut stray) = (Vec::new(), Vec::new());
    for line in bytes.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.is_ascii()) {
        let side = if simdutf8::basic::from_utf8(line).is_ok() { &mut utf8 } else { &mut stray };
        side.push(line);
    }
    let (utf8, stray) = (guess::sample(&utf8.concat()), guess::sample(&stray.concat()));
    let weigh_in = |bytes: &[u8]| legacy::read(bytes, encoding).map_or(f32::INFINITY, |text| guess::weigh(&text));
    let chance = CHANCE * (utf8_words(&utf8) + utf8_words(&stray)) as f32;
    let throughout = legacy::penalty(encoding) + weigh_in(&utf8) + weigh_in(&stray) + chance;
    let apart = without_utf8(&stray);
    let favourite = guess::detect(&apart);
    let in_one = |encoding: &'static Encoding| -> f32 {
        let least = |line: &[u8]| {
            line_readings(line, &[encoding], favourite, false).first().map_or(f32::INFINITY, |reading| reading.cost)
        };
        stray.split_inclusive(|&byte| byte == b'\n').map(least).sum()
    };
    let strays = tried(&guess::readings(&apart)).into_iter().map(in_one).fold(f32::INFINITY, f32::min);
    CHANGE + std::str::from_utf8(&utf8).map_or(f32::INFINITY, guess::weigh) + strays < throughout
}

/// The number of words beyond ASCII that are UTF-8.
fn utf8_words(bytes: &[u8]) -> usize {
    let words = bytes.split(u8::is_ascii).filter(|word| !word.is_empty());
    words.filter(|word| std::str::from_utf8(word).is_ok()).count()
}

/// Decodes UTF-8. Of other bytes each line is read in the encoding that it speaks for; where none is certain, each
/// character is U+FFFD in the text and what it may be is kept beside it.
pub(super) fn decode(bytes: &[u8], bom: bool) -> Decoded {
    let is_stray = |line: &&[u8]| simdutf8::basic::from_utf8(line).is_err();
    let lines = || bytes.split_inclusive(|&byte| byte == b'\n');
    let all: Vec<&[u8]> = lines().filter(is_stray).collect();
    let all = without_utf8(&all.concat());
    let tried = tried(&guess::readings(&all));
    let voted = tried.first().copied().filter(|encoding| guess::is_certain(&all, encoding));
    let favourite = guess::detect(&all);
    let is_slip = all.iter().filter(|byte| !byte.is_ascii()).count() <= SLIP;
    let mut out = Mixed { text: String::with_capacity(bytes.len() + bytes.len() / 16), stray: Vec::new() };
    for line in lines() {
        match simdutf8::basic::from_utf8(line) {
            Ok(line) => out.text.push_str(line),
            Err(_) => out.push_line(line, &line_readings(line, &tried, favourite, is_slip), voted),
        }
    }
    Decoded { text: out.text, encoding: FileEncoding::Mixed { bom }, stray: out.stray }
}

/// The encodings worth a try on a line.
fn tried(readings: &[Reading]) -> Vec<&'static Encoding> {
    let mut tried: Vec<_> = readings.iter().take(TRIED).map(|reading| reading.encoding).collect();
    if !tried.contains(&WINDOWS_1252) {
        tried.push(WINDOWS_1252);
    }
    tried
}

/// The bytes without the words beyond ASCII that are UTF-8.
fn without_utf8(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for word in bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
        if word[0].is_ascii() || std::str::from_utf8(word).is_err() {
            out.extend_from_slice(word);
        }
    }
    out
}

/// How often a longer character of UTF-8 and a stray byte touch: two programs seldom write one word.
fn joints(line: &[u8]) -> usize {
    let (mut joints, mut is_after_stray) = (0, false);
    for chunk in line.utf8_chunks() {
        let ascii = |character: Option<char>| character.is_none_or(|character| character.is_ascii());
        let (first, last) = (chunk.valid().chars().next(), chunk.valid().chars().next_back());
        joints +=
            usize::from(is_after_stray && !ascii(first)) + usize::from(!chunk.invalid().is_empty() && !ascii(last));
        is_after_stray = !chunk.invalid().is_empty();
    }
    joints
}

/// One reading of a line.
struct LineReading {
    encoding: &'static Encoding,
    text: String,
    /// Each character that is not UTF-8: its place in `text` and its bytes.
    stray: Vec<Stray>,
    cost: f32,
}

/// What each encoding makes of a line with stray bytes, the likeliest first. `favourite` is what chardetng says.
fn line_readings(
    line: &[u8],
    encodings: &[&'static Encoding],
    favourite: &'static Encoding,
    is_slip: bool,
) -> Vec<LineReading> {
    let said: Vec<Spelt> = spellings(line, favourite).collect();
    let joints = CHANGE * joints(line) as f32;
    let mut readings = Vec::new();
    for &encoding in encodings {
        for Spelt { text, stray, is_whole } in spellings(line, encoding) {
            let mut cost = guess::weigh(&text) + legacy::penalty(encoding) * if is_slip { RARE } else { 1.0 };
            if said.iter().all(|said| said.text != text) {
                cost +=
                    if is_slip && encoding == WINDOWS_1252 { SLIPPED } else { guess::doubt(encoding, favourite, line) };
            }
            cost += if is_whole { CHANCE * utf8_words(line) as f32 } else { CHANGE + joints };
            readings.push(LineReading { encoding, text, stray, cost });
        }
    }
    readings.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    readings
}

/// A line wholly in `encoding`, and UTF-8 with pieces of it.
fn spellings(line: &[u8], encoding: &'static Encoding) -> impl Iterator<Item = Spelt> {
    let has_utf8 = line.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let pieces = if has_utf8 && encoding.is_single_byte() { spell_pieces(line, encoding) } else { None };
    spell(line, encoding).into_iter().chain(pieces)
}

/// A text, the characters of it that are not UTF-8 in its file, and whether all is in one encoding.
struct Spelt {
    text: String,
    stray: Vec<Stray>,
    is_whole: bool,
}

/// The whole of `bytes` in `encoding`, each character with its bytes.
fn spell(bytes: &[u8], encoding: &'static Encoding) -> Option<Spelt> {
    let text = legacy::read(bytes, encoding)?.into_owned();
    let mut stray = Vec::new();
    let mut at = 0;
    let mut buffer = [0; 4];
    for (offset, character) in text.char_indices() {
        if character.is_ascii() {
            at += 1;
            continue;
        }
        let raw = legacy::encode(character.encode_utf8(&mut buffer), encoding)?;
        if character.is_control() || !bytes[at.min(bytes.len())..].starts_with(&raw) {
            return None;
        }
        stray.push(Stray::new(offset, &raw, Some(character), encoding)?);
        at += raw.len();
    }
    (at == bytes.len()).then_some(Spelt { text, stray, is_whole: true })
}

/// What is UTF-8 as that, the bytes between in a single-byte `encoding`.
fn spell_pieces(bytes: &[u8], encoding: &'static Encoding) -> Option<Spelt> {
    let (mut text, mut stray) = (String::new(), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let piece = spell(chunk.invalid(), encoding)?;
        stray.extend(piece.stray.iter().map(|of_piece| of_piece.at(of_piece.offset + text.len())));
        text.push_str(&piece.text);
    }
    Some(Spelt { text, stray, is_whole: false })
}

/// The text so far.
struct Mixed {
    text: String,
    stray: Vec<Stray>,
}

impl Mixed {
    /// Appends a line with stray bytes. `voted` is the encoding for which the stray bytes of all lines together speak.
    fn push_line(&mut self, line: &[u8], readings: &[LineReading], voted: Option<&'static Encoding>) {
        let Some(own) = readings.first() else { return self.push_unread(line) };
        let of_file = readings.iter().find(|reading| Some(reading.encoding) == voted);
        let (chosen, is_sure) = match of_file {
            Some(of_file) if of_file.cost <= own.cost + OWN => (of_file, true),
            _ => (own, guess::is_certain(&without_utf8(line), own.encoding)),
        };
        let start = self.text.len();
        if is_sure {
            self.text.push_str(&chosen.text);
            self.stray.extend(chosen.stray.iter().map(|stray| stray.at(stray.offset + start)));
            return;
        }
        let mut at = 0;
        for stray in &chosen.stray {
            self.text.push_str(&chosen.text[at..stray.offset]);
            at = stray.offset + stray.likely.map_or(0, char::len_utf8);
            self.stray.push(stray.at(self.text.len()));
            self.text.push('\u{FFFD}');
        }
        self.text.push_str(&chosen.text[at..]);
    }

    /// Appends a line of which nothing is known.
    fn push_unread(&mut self, line: &[u8]) {
        for chunk in line.utf8_chunks() {
            self.text.push_str(chunk.valid());
            for &byte in chunk.invalid() {
                self.stray.extend(Stray::new(self.text.len(), &[byte], None, WINDOWS_1252));
                self.text.push('\u{FFFD}');
            }
        }
    }
}
