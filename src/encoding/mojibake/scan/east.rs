//! UTF-8 read in an East Asian code page: characters of two bytes each, most of which nobody uses.
//!
//! Characters beyond the ordinary ones only call for the test that proves something: whether the bytes behind the text
//! are UTF-8. Those of natural text break nearly everywhere.

use super::super::codec::{Bytes, CODECS, SINGLE};
use super::super::utf8::continuations;
use super::Codecs;
use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS};
use std::sync::LazyLock;

/// The first code point that only East Asian code pages show.
pub(super) const FIRST: u32 = 0x2E80;

/// Characters behind a rare one that are looked at.
const WINDOW: usize = 16;

/// What to make of a character, by code point of the Basic Multilingual Plane: one bit each.
struct Set(Vec<u64>);

impl Set {
    fn holds(&self, code: u32) -> bool {
        self.0.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 != 0)
    }

    fn add(&mut self, code: u32) {
        self.0[code as usize / 64] |= 1 << (code % 64);
    }

    fn remove(&mut self, code: u32) {
        self.0[code as usize / 64] &= !(1 << (code % 64));
    }
}

/// Han, Hangul, half-width kana and private use characters that are rare in natural text. The first rows of the national
/// standards are the ordinary characters: GB 2312 and Big5 level 1, JIS X 0208 level 1, the Hangul of KS X 1001.
static RARE: LazyLock<Set> = LazyLock::new(|| {
    let mut set = Set(vec![0; 0x400]);
    let rare = [0x3400..0xA000, 0xAC00..0xD7B0, 0xE000..0xF8FF, 0xF900..0xFB00, 0xFF61..0xFFA0];
    for code in rare.into_iter().flatten() {
        set.add(code);
    }
    for (encoding, leads) in [(GBK, 0xB0..0xD8), (BIG5, 0xA4..0xC7), (SHIFT_JIS, 0x88..0x99), (EUC_KR, 0xB0..0xC9)] {
        for lead in leads {
            let level = if encoding == GBK || encoding == EUC_KR { 0xA1 } else { 0x40 };
            for trail in level..=0xFE {
                let bytes = [lead, trail];
                let (text, _) = encoding.decode_without_bom_handling(&bytes);
                for character in text.chars() {
                    set.remove((character as u32).min(0xFFFF));
                }
            }
        }
    }
    set
});

/// What accented Latin letters (U+00C0 to U+017F: lead bytes C3 to C5) look like where they become one character.
static LATIN: LazyLock<Set> = LazyLock::new(|| {
    let mut set = Set(vec![0; 0x400]);
    for encoding in [GBK, BIG5, EUC_KR] {
        for bytes in (0xC3..=0xC5).flat_map(|lead| (0x80..=0xBF).map(move |trail| [lead, trail])) {
            let (text, had_errors) = encoding.decode_without_bom_handling(&bytes);
            if !had_errors {
                text.chars().for_each(|character| set.add((character as u32).min(0xFFFF)));
            }
        }
    }
    set
});

/// The lead bytes of accented Latin letters in Shift_JIS.
const KANA: std::ops::RangeInclusive<u32> = 0xFF83..=0xFF85;

/// The characters beyond ASCII that adjoin at one place.
pub(super) struct Run {
    start: usize,
    /// Characters before this byte have been judged.
    judged: usize,
    /// Whether some of them are East Asian, and all of those could be accented letters.
    latin: Option<bool>,
    /// Whether it begins with the half-width kana for the lead byte of an accented letter.
    is_kana: bool,
}

impl Run {
    pub(super) fn new(start: usize) -> Run {
        Run { start, judged: start, latin: None, is_kana: false }
    }

    /// Takes in the character at `at`, one from [`FIRST`] on. What it returns is the end of misread characters and the
    /// code pages in which they are whole.
    #[inline]
    pub(super) fn see(&mut self, text: &str, at: usize, code: u32) -> Option<(usize, Codecs)> {
        if self.latin != Some(false) {
            let is_kana = KANA.contains(&code) && at == self.start;
            self.latin = Some(is_kana || self.is_kana || LATIN.holds(code));
            self.is_kana |= is_kana;
        }
        if at < self.judged || !RARE.holds(code) {
            return None;
        }
        let (mut rare, mut all, mut end) = (0, 0, at);
        for character in text[at..].chars().take(WINDOW).take_while(|character| !character.is_ascii()) {
            all += 1;
            rare += usize::from(RARE.holds(character as u32));
            end += character.len_utf8();
        }
        if rare * 8 < all {
            return None;
        }
        self.judged = end;
        // The character before may hold the lead byte of the rare one.
        let start = before(text, self.start, at);
        let is_cut = [start > self.start, text.as_bytes().get(end).is_some_and(|byte| !byte.is_ascii())];
        let codecs = pages(&text[start..end], is_cut, |found| found.is_damage());
        (codecs != 0).then_some((end, codecs))
    }

    /// Takes in the end of the run: a few characters glued to Latin letters may be accented ones.
    pub(super) fn finish(&self, text: &str, end: usize) -> Option<(usize, Codecs)> {
        if self.latin != Some(true) || end - self.start > 12 {
            return None;
        }
        let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let bytes = text.as_bytes();
        if !is_letter(self.start.checked_sub(1).and_then(|at| bytes.get(at))) && !is_letter(bytes.get(end)) {
            return None;
        }
        let codecs =
            pages(&text[self.start..end], [false; 2], |found| found.broken + found.partial == 0 && found.whole > 0);
        (codecs != 0).then_some((end, codecs))
    }
}

/// The start of the character before `at`, not before `least`.
fn before(text: &str, least: usize, at: usize) -> usize {
    text[least..at].chars().next_back().map_or(at, |character| at - character.len_utf8())
}

/// The East Asian code pages in which what is found in `text` is `enough`.
fn pages(text: &str, is_cut: [bool; 2], enough: impl Fn(&Found) -> bool) -> Codecs {
    let mut codecs = 0;
    for page in SINGLE..CODECS.len() {
        if enough(&found(text, is_cut, page)) {
            codecs |= 1 << page;
        }
    }
    codecs
}

/// What the bytes behind a text are as UTF-8.
#[derive(Default)]
struct Found {
    /// Characters of two bytes or more that are complete.
    whole: usize,
    /// How far they tell: two for a character of three bytes or more, one for a letter beyond Latin.
    telling: usize,
    /// Characters that lack their last byte only.
    partial: usize,
    /// Other bytes that belong to none.
    broken: usize,
}

impl Found {
    /// Whether no natural text looks so. One character of two bytes is no proof.
    fn is_damage(&self) -> bool {
        (self.telling > 1 && self.broken == 0 && self.partial <= self.whole)
            || (self.telling > 3 && self.broken * 4 + self.partial <= self.whole * 2)
    }
}

/// Looks at `text` as bytes of a code page; `is_cut` says that a run goes on before and behind it.
fn found(text: &str, is_cut: [bool; 2], page: usize) -> Found {
    let mut bytes = Sequences { found: Found::default(), wanted: 0, lead: 0, script: None, is_tail: is_cut[0] };
    for character in text.chars() {
        match CODECS[page].bytes(character) {
            // What stood there is not known: it breaks nothing. The euro sign has two codes.
            _ if character == '€' || CODECS[page].is_filler(character) => (bytes.wanted, bytes.is_tail) = (0, true),
            None => bytes.take(0xFF),
            Some(Bytes::One(byte)) => bytes.take(byte),
            Some(Bytes::Two(lead, trail)) => {
                bytes.take(lead);
                bytes.take(trail);
            }
        }
    }
    if !is_cut[1] {
        bytes.cut();
    }
    bytes.found
}

/// UTF-8, byte by byte.
struct Sequences {
    found: Found,
    /// Continuation bytes that the last lead byte still wants.
    wanted: usize,
    lead: u8,
    /// That of the last letter of two bytes, if nothing but such letters followed.
    script: Option<Script>,
    /// Whether continuation bytes may belong to a lead byte that is out of sight.
    is_tail: bool,
}

/// The script of a letter of two bytes, by its lead byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Other(u8),
}

impl Script {
    fn of(lead: u8) -> Script {
        match lead {
            0xC3..=0xC6 => Script::Latin,
            0xCE | 0xCF => Script::Greek,
            0xD0..=0xD3 => Script::Cyrillic,
            0xD7 => Script::Hebrew,
            0xD8..=0xDB => Script::Arabic,
            _ => Script::Other(lead),
        }
    }
}

impl Sequences {
    fn take(&mut self, byte: u8) {
        if matches!(byte, 0x80..=0xBF) {
            if self.wanted == 0 {
                self.found.broken += usize::from(!self.is_tail);
                return;
            }
            self.wanted -= 1;
            if self.wanted == 0 {
                self.end();
            }
            return;
        }
        self.is_tail = false;
        self.cut();
        self.lead = byte;
        self.wanted = continuations(byte).unwrap_or(0);
        if self.wanted == 0 {
            self.script = None;
            self.found.broken += usize::from(!byte.is_ascii());
        }
    }

    /// What is under way ends here.
    fn cut(&mut self) {
        match self.wanted {
            0 => {}
            1 if self.lead >= 0xE0 => self.found.partial += 1,
            _ => self.found.broken += 1,
        }
    }

    /// A character is complete. No word has letters of two scripts.
    fn end(&mut self) {
        self.found.whole += 1;
        let script = match self.lead {
            0xC2 => return,
            0xC3..=0xDF => Some(Script::of(self.lead)),
            _ => None,
        };
        if let (Some(before), Some(script)) = (self.script, script)
            && before != script
        {
            self.found.broken += 2;
        }
        self.script = script;
        self.found.telling += match script {
            None => 2,
            Some(Script::Greek | Script::Cyrillic | Script::Hebrew | Script::Arabic) => 1,
            Some(_) => 0,
        };
    }
}
