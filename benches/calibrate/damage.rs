//! Damage as it happens: UTF-8 decoded in the wrong code page.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1257,
};

/// A code page that text is read in by mistake.
pub(crate) struct Page {
    pub(crate) name: &'static str,
    decoder: Decoder,
    /// Whether people read text in it twice.
    pub(crate) is_common: bool,
}

enum Decoder {
    /// What each byte is shown as; `None` where the page has no character.
    Single(Vec<Option<char>>),
    Double(&'static Encoding),
}

/// What becomes of bytes without a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undefined {
    /// Control characters of the same number, as browsers do.
    Controls,
    Dropped,
    Replaced,
}

/// A text after the mistake.
pub(crate) struct Damaged {
    pub(crate) text: String,
    /// Bytes without a character in the page, over all rounds.
    pub(crate) undefined: usize,
    /// Those of them that are gone.
    pub(crate) lost: usize,
}

/// IBM's code page 437 from 0x80 on, by the Unicode Consortium's `CP437.TXT`.
const IBM437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The thirteen pages.
pub(crate) fn pages() -> Vec<Page> {
    let single = |name, encoding, is_common| Page { name, decoder: Decoder::Single(table(encoding)), is_common };
    let double = |name, encoding| Page { name, decoder: Decoder::Double(encoding), is_common: false };
    let latin1 = (0..=0xFF).map(|byte| Some(char::from(byte)).filter(|character| !is_control(*character)));
    let ibm437 = (0..0x80).map(char::from).chain(IBM437.chars()).map(Some);
    vec![
        single("windows-1252", WINDOWS_1252, true),
        single("windows-1254", WINDOWS_1254, true),
        single("windows-1250", WINDOWS_1250, true),
        single("windows-1251", WINDOWS_1251, true),
        single("windows-1253", WINDOWS_1253, false),
        single("windows-1257", WINDOWS_1257, false),
        Page { name: "iso-8859-1", decoder: Decoder::Single(latin1.collect()), is_common: true },
        single("macintosh", MACINTOSH, true),
        Page { name: "ibm437", decoder: Decoder::Single(ibm437.collect()), is_common: false },
        double("gbk", GBK),
        double("shift_jis", SHIFT_JIS),
        double("euc-kr", EUC_KR),
        double("big5", BIG5),
    ]
}

fn is_control(character: char) -> bool {
    ('\u{80}'..'\u{A0}').contains(&character)
}

fn table(encoding: &'static Encoding) -> Vec<Option<char>> {
    let show = |byte| {
        let shown = encoding.decode_without_bom_handling(&[byte]).0.chars().next();
        shown.filter(|shown| !is_control(*shown) && *shown != '\u{FFFD}')
    };
    (0..=0xFF).map(show).collect()
}

impl Page {
    pub(crate) fn is_single(&self) -> bool {
        matches!(self.decoder, Decoder::Single(_))
    }

    /// `text` after `rounds` times the same mistake.
    pub(crate) fn damage(&self, text: &str, undefined: Undefined, rounds: u8) -> Damaged {
        let mut damaged = Damaged { text: text.to_string(), undefined: 0, lost: 0 };
        for _ in 0..rounds {
            let once = match &self.decoder {
                Decoder::Single(table) => single(&damaged.text, table, undefined),
                Decoder::Double(encoding) => double(&damaged.text, encoding, undefined),
            };
            damaged.text = once.text;
            damaged.undefined += once.undefined;
            damaged.lost += once.lost;
        }
        damaged
    }
}

fn single(text: &str, table: &[Option<char>], rule: Undefined) -> Damaged {
    let mut out = Damaged { text: String::new(), undefined: 0, lost: 0 };
    for byte in text.bytes() {
        if let Some(character) = table[usize::from(byte)] {
            out.text.push(character);
            continue;
        }
        out.undefined += 1;
        match rule {
            Undefined::Controls if is_control(char::from(byte)) => out.text.push(char::from(byte)),
            Undefined::Dropped => out.lost += 1,
            _ => {
                out.lost += 1;
                out.text.push('\u{FFFD}');
            }
        }
    }
    out
}

fn double(text: &str, encoding: &'static Encoding, rule: Undefined) -> Damaged {
    let decoded = encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    let lost = decoded.matches('\u{FFFD}').count();
    let text = if rule == Undefined::Dropped { decoded.replace('\u{FFFD}', "") } else { decoded };
    Damaged { text, undefined: lost, lost }
}
