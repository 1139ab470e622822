//! Bytes to text and back without losing one ([`decode`], [`encode`]); text that was decoded wrongly, found
//! ([`mojibake`]) and repaired ([`repair`]).

mod beneath;
mod encode;
mod legacy;
pub mod mojibake;
mod repair;
mod utf16;
mod utf8;

pub use encode::encode;
pub use legacy::is_certain;
pub use repair::{Repaired, RepairedBytes, repair, repair_bytes};

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

/// A decoded file: the text, without a byte order mark, and all that is needed to write the same bytes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    /// Only in [`Encoding::Mixed`], sorted by offset.
    pub stray: Vec<StrayByte>,
}

impl Decoded {
    fn whole(text: String, encoding: Encoding) -> Decoded {
        Decoded { text, encoding, stray: Vec::new() }
    }
}

/// Decodes any bytes; what cannot be decoded is kept as stray bytes, so that writing the text back gives the same bytes.
/// The order is that of certainty: a UTF-16 byte order mark, valid UTF-8, UTF-8 with a few stray bytes, a legacy encoding.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some(decoded) = utf16::decode(bytes) {
        return decoded;
    }
    let (bom, body) = match bytes.strip_prefix(utf8::BOM) {
        Some(body) => (true, body),
        None => (false, bytes),
    };
    if let Ok(text) = simdutf8::basic::from_utf8(body) {
        return Decoded::whole(text.to_string(), Encoding::Utf8 { bom });
    }
    if !bom
        && !utf8::is_mostly_valid(body)
        && let Some(decoded) = legacy::decode(body)
    {
        return decoded;
    }
    utf8::decode_mixed(body, bom)
}
