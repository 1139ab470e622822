//! One file, decoded: its path, its text, and how to write it back.

use crate::encoding::{self, Encoding, Stray};
use crate::text::EditSet;

/// A decoded file. `path` is what people are shown, with `/` between folders.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: String,
    /// Without a byte order mark.
    pub text: String,
    pub encoding: Encoding,
    pub stray: Vec<Stray>,
}

impl Source {
    /// Decodes `bytes`; never fails.
    pub fn decode(path: impl Into<String>, bytes: &[u8]) -> Source {
        let decoded = encoding::decode(bytes);
        Source { path: path.into(), text: decoded.text, encoding: decoded.encoding, stray: decoded.stray }
    }

    /// The bytes of the file with `edits` made. With `to_utf8` the file becomes UTF-8 without a byte order mark, else
    /// it keeps its encoding; `None` when an inserted character does not exist in that encoding.
    pub fn encode(&self, edits: &EditSet, to_utf8: bool) -> Option<Vec<u8>> {
        encoding::encode(&self.text, self.encoding, &self.stray, edits, to_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Edit, Span};
    use proptest::prelude::*;

    fn edit(start: usize, end: usize, insert: &str) -> EditSet {
        let mut edits = EditSet::default();
        assert!(edits.try_add(&[Edit::replace(Span::new(start, end), insert)]));
        edits
    }

    /// The bytes of a file, edits, whether it becomes UTF-8, and the bytes that result.
    type Edited<'a> = (&'a [u8], EditSet, bool, Option<&'a [u8]>);

    #[test]
    fn decoded_text() {
        let legacy = |label: &str| Encoding::Legacy(encoding_rs::Encoding::for_label(label.as_bytes()).unwrap());
        let cases: [(&[u8], &str, Encoding); 14] = [
            (b"", "", Encoding::Utf8 { bom: false }),
            ("né".as_bytes(), "né", Encoding::Utf8 { bom: false }),
            (b"\xEF\xBB\xBFa", "a", Encoding::Utf8 { bom: true }),
            (b"\xFF\xFEa\0\n\0", "a\n", Encoding::Utf16 { big_endian: false, bom: true }),
            (b"\xFE\xFF\0a", "a", Encoding::Utf16 { big_endian: true, bom: true }),
            (b"\xFF\xFEa\0\n", "\u{ff}\u{fe}a\0\n", Encoding::Binary),
            (b"#\0 \0H\0i\0", "# Hi", Encoding::Utf16 { big_endian: false, bom: false }),
            (b"\0\0\xFE\xFF\0\0\0a", "a", Encoding::Utf32 { big_endian: true }),
            (b"\x1B$B;29M\x1B(B", "参考", legacy("iso-2022-jp")),
            (b"\xC3\xA9t\xE9", "\u{e9}t\u{e9}", Encoding::Mixed { bom: false }),
            (b"\xC3\xA9t\xFF\xFE", "\u{e9}t\u{FFFD}\u{FFFD}", Encoding::Mixed { bom: false }),
            (b"\xEF\xBB\xBFt\xFF\xFE", "t\u{FFFD}\u{FFFD}", Encoding::Mixed { bom: true }),
            (b"caf\xE9, na\xEFve, d\xE9j\xE0 vu", "café, naïve, déjà vu", legacy("windows-1252")),
            (b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0", "Привет, мир", legacy("windows-1251")),
        ];
        for (bytes, text, encoding) in cases {
            let source = Source::decode("x.md", bytes);
            assert_eq!((source.text.as_str(), source.encoding), (text, encoding), "{bytes:?}");
        }
    }

    #[test]
    fn edited_bytes() {
        let cases: [Edited; 9] = [
            (b"\xEF\xBB\xBFab", edit(0, 1, "x"), false, Some(b"\xEF\xBB\xBFxb")),
            (b"\xEF\xBB\xBFab", EditSet::default(), true, Some(b"ab")),
            (b"\xFE\xFF\0a\0b", edit(1, 2, "é"), false, Some(b"\xFE\xFF\0a\0\xE9")),
            (b"\xFE\xFF\0a\0b", EditSet::default(), true, Some(b"ab")),
            (b"caf\xE9, na\xEFve, d\xE9j\xE0 vu", edit(0, 1, "k"), false, Some(b"kaf\xE9, na\xEFve, d\xE9j\xE0 vu")),
            (b"caf\xE9, na\xEFve, d\xE9j\xE0 vu", edit(0, 1, "字"), false, None),
            (b"caf\xE9, na\xEFve, d\xE9j\xE0 vu", edit(0, 1, "字"), true, Some("字afé, naïve, déjà vu".as_bytes())),
            (b"\xC3\xA9t\xE9s\xE8", edit(3, 6, "é"), false, Some(b"\xC3\xA9t\xC3\xA9s\xE8")),
            (b"\xC3\xA9t\xE9s\xE8", edit(0, 2, "e"), true, Some(b"et\xE9s\xE8")),
        ];
        for (bytes, edits, to_utf8, expected) in cases {
            let got = Source::decode("x.md", bytes).encode(&edits, to_utf8);
            assert_eq!(got.as_deref(), expected, "{bytes:?}");
        }
    }

    fn unchanged(bytes: &[u8]) -> Result<(), TestCaseError> {
        let source = Source::decode("x.md", bytes);
        let encoded = source.encode(&EditSet::default(), false);
        prop_assert_eq!(encoded.as_deref(), Some(bytes));
        Ok(())
    }

    proptest! {
        #[test]
        fn decoding_and_encoding_any_bytes_is_the_identity(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            unchanged(&bytes)?;
        }

        #[test]
        fn decoding_and_encoding_text_with_a_few_stray_bytes_is_the_identity(
            text in "\\PC{0,40}", stray in proptest::collection::vec((any::<u8>(), 0usize..100), 0..4), head in 0usize..4,
        ) {
            let mut bytes = [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"][head].to_vec();
            bytes.extend(text.as_bytes());
            for (byte, at) in stray {
                bytes.insert(at.min(bytes.len()), byte);
            }
            unchanged(&bytes)?;
        }

        #[test]
        fn bytes_outside_an_edit_stay(before in proptest::collection::vec(any::<u8>(), 0..60), after in proptest::collection::vec(any::<u8>(), 0..60)) {
            let bytes = [&before[..], b" here ", &after[..]].concat();
            let source = Source::decode("x.md", &bytes);
            if let Some(at) = source.text.find(" here ") {
                let encoded = source.encode(&edit(at + 1, at + 5, "gone"), false).unwrap();
                let place = bytes.windows(6).position(|window| window == b" here ");
                if !matches!(source.encoding, Encoding::Utf16 { .. } | Encoding::Utf32 { .. }) {
                    let mut expected = bytes.clone();
                    let place = place.unwrap();
                    expected[place + 1..place + 5].copy_from_slice(b"gone");
                    prop_assert_eq!(encoded, expected);
                }
            }
        }
    }
}
