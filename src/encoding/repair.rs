//! Mojibake repaired: in a text, and in the bytes of a file.

use super::mojibake::{Certainty, Damage};
use super::{Encoding, beneath, decode, encode, unread};
use crate::finding::Applicability;
use crate::text::EditSet;
use std::borrow::Cow;

/// A text with its damage repaired.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired<'a> {
    /// The damaged text itself where nothing was repaired.
    pub text: Cow<'a, str>,
    /// All damage that was found, in order, repaired or not; spans are bytes of the damaged text.
    pub damages: Vec<Damage>,
}

/// The bytes of a file with the damage in its text repaired.
#[derive(Clone, Debug, PartialEq)]
pub struct RepairedBytes<'a> {
    /// In the encoding of the file; the file's own bytes where nothing was repaired.
    pub bytes: Cow<'a, [u8]>,
    /// All damage that was found, in order, repaired or not; spans are bytes of the decoded text.
    pub damages: Vec<Damage>,
    /// Repairs left out because the file's encoding has no bytes for them.
    pub unwritable: usize,
}

impl Damage {
    /// Who may apply the repair, where nothing but the text itself depends on it.
    pub fn applicability(&self) -> Applicability {
        match self.certainty {
            Certainty::Certain => Applicability::Safe,
            Certainty::Likely => Applicability::Unsafe,
            Certainty::Guess => Applicability::Manual,
        }
    }
}

/// Repairs text that was decoded in the wrong code page, by every repair of at least `least`; in the repaired text there
/// is none of these left to do. `text` is taken as it stands: escapes such as `\u00c3\u00a9` mean themselves.
pub fn repair(text: &str, least: Applicability) -> Repaired<'_> {
    let (damages, edits) = beneath::find(text, &[], |damage| damage.applicability() >= least);
    let text = if edits.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(edits.apply(text)) };
    Repaired { text, damages }
}

/// Repairs the text of a file as [`repair`] does and writes it in the encoding that [`decode`] found. Bytes outside the
/// repairs stay what they were, a byte order mark and bytes that cannot be decoded included; a file that is no text stays
/// as a whole.
pub fn repair_bytes(bytes: &[u8], least: Applicability) -> RepairedBytes<'_> {
    let decoded = decode(bytes);
    let has_nul = || memchr::memchr(0, bytes).is_some();
    if decoded.encoding == Encoding::Binary || (matches!(decoded.encoding, Encoding::Legacy(_)) && has_nul()) {
        return RepairedBytes { bytes: Cow::Borrowed(bytes), damages: Vec::new(), unwritable: 0 };
    }
    let stray = unread(&decoded.text, &decoded.stray);
    let is_writable = |damage: &Damage| is_writable(&damage.repaired, decoded.encoding);
    let is_sure = |damage: &Damage| damage.applicability() >= least;
    let (damages, edits) = beneath::find(&decoded.text, &stray, |damage| is_sure(damage) && is_writable(damage));
    let unwritable = damages.iter().filter(|damage| is_sure(damage) && !is_writable(damage)).count();
    let new =
        if edits.is_empty() { None } else { encode(&decoded.text, decoded.encoding, &decoded.stray, &edits, false) };
    RepairedBytes { bytes: new.map_or(Cow::Borrowed(bytes), Cow::Owned), damages, unwritable }
}

/// Whether a file in `encoding` can hold `text`.
fn is_writable(text: &str, encoding: Encoding) -> bool {
    encode(text, encoding, &[], &EditSet::default(), false).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` as it looks after one read as windows-1252, its bytes all kept.
    fn damaged(text: &str) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn a_text_is_repaired_and_told_of() {
        let text = format!("plain, {} and 中文", damaged("déjà vu – café"));
        let repaired = repair(&text, Applicability::Safe);
        assert_eq!(repaired.text, "plain, déjà vu – café and 中文");
        assert!(repaired.damages.iter().all(|damage| damage.span.of(&text) == damaged(&damage.repaired)));
        let clean = repair(&repaired.text, Applicability::Manual);
        assert!(matches!(clean.text, Cow::Borrowed(_)) && clean.damages.is_empty());
    }

    #[test]
    fn escapes_mean_themselves() {
        let text = r"caf\u00c3\u00a9, a na\u00c3\u00afve d\u00c3\u00a9j\u00c3\u00a0 vu";
        assert_eq!(repair(text, Applicability::Manual), Repaired { text: text.into(), damages: Vec::new() });
    }

    #[test]
    fn a_file_keeps_its_encoding() {
        let damage = damaged("der schöne Frühling überall");
        let whole = "der schöne Frühling überall";
        let utf16 = |text: &str| -> Vec<u8> {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes);
            units.collect()
        };
        let cases: [(Vec<u8>, Vec<u8>); 6] = [
            (damage.clone().into_bytes(), whole.into()),
            (format!("\u{feff}{damage}\r\n").into_bytes(), format!("\u{feff}{whole}\r\n").into()),
            (
                [b"\xFFa\xC3 ", damage.as_bytes(), b" \xE9\0"].concat(),
                [b"\xFFa\xC3 ", whole.as_bytes(), b" \xE9\0"].concat(),
            ),
            (utf16(&damage), utf16(whole)),
            (b"na\xEFve, d\xE9j\xE0 vu\r\n".to_vec(), b"na\xEFve, d\xE9j\xE0 vu\r\n".to_vec()),
            (Vec::new(), Vec::new()),
        ];
        for (bytes, want) in cases {
            let repaired = repair_bytes(&bytes, Applicability::Safe);
            assert_eq!(String::from_utf8_lossy(&repaired.bytes), String::from_utf8_lossy(&want));
            assert_eq!((repaired.bytes.as_ref(), repaired.unwritable), (want.as_slice(), 0));
        }
    }

    #[test]
    fn what_is_no_text_is_left() {
        let text = format!("{}ÃƒÂ©tÃƒÂ©", "là où élève près à côté ".repeat(4));
        let text = encoding_rs::WINDOWS_1252.encode(&text).0;
        assert_ne!(repair_bytes(&text, Applicability::Manual).bytes, text);
        let data = [&text, &b"\0"[..]].concat();
        assert_eq!(repair_bytes(&data, Applicability::Manual).bytes, data);
    }

    #[test]
    fn what_the_encoding_cannot_hold_is_left() {
        let thin = Encoding::Legacy(encoding_rs::WINDOWS_1252);
        assert!(is_writable("é", thin) && !is_writable("é📖", thin));
        assert!(is_writable("é📖", Encoding::Utf16 { big_endian: true, bom: true }));
    }
}
