//! Bytes to text and back without losing one ([`decode`], [`encode`]); text that was decoded wrongly, found
//! ([`mojibake`]) and repaired ([`repair`]).

mod beneath;
mod binary;
mod encode;
mod guess;
mod legacy;
mod lost;
mod mixed;
pub mod mojibake;
mod repair;
mod stray;
mod twice;
mod wide;

pub use encode::encode;
pub use lost::lost;
pub use repair::{Repaired, RepairedBytes, repair, repair_bytes};
pub use stray::{Stray, unread};
pub use twice::encoded_twice;

/// How the bytes of a file stand for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; `bom` when the file begins with EF BB BF.
    Utf8 { bom: bool },
    /// UTF-16; `bom` when it begins with a byte order mark.
    Utf16 { big_endian: bool, bom: bool },
    /// UTF-32 with its byte order mark.
    Utf32 { big_endian: bool },
    /// A legacy encoding that decodes the whole file without error and encodes it back to the same bytes.
    Legacy(&'static encoding_rs::Encoding),
    /// UTF-8 with stray characters.
    Mixed { bom: bool },
    /// No text at all; each byte is its character in windows-1252.
    Binary,
}

/// A decoded file: the text, without a byte order mark, and all that is needed to write the same bytes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    /// Only in [`Encoding::Mixed`], sorted by offset.
    pub stray: Vec<Stray>,
}

impl Decoded {
    fn whole(text: String, encoding: Encoding) -> Decoded {
        Decoded { text, encoding, stray: Vec::new() }
    }
}

/// Decodes any bytes; what cannot be decoded is kept as stray characters, so that writing the text back gives the same
/// bytes. The order is that of certainty: a byte order mark, what only looks like ASCII, valid UTF-8, one legacy encoding
/// throughout, UTF-8 with other text in it.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some(decoded) = wide::decode_marked(bytes) {
        return decoded;
    }
    let has_nul = match memchr::memchr2(0, 0x1B, bytes) {
        Some(at) => bytes[at] == 0 || memchr::memchr(0, &bytes[at..]).is_some(),
        None => false,
    };
    if has_nul && let Some(decoded) = wide::decode_unmarked(bytes) {
        return decoded;
    }
    let (bom, body) = match bytes.strip_prefix(mixed::BOM) {
        Some(body) => (true, body),
        None => (false, bytes),
    };
    if let Ok(text) = simdutf8::basic::from_utf8(body) {
        return legacy::decode_escaped(bytes)
            .unwrap_or_else(|| Decoded::whole(text.to_string(), Encoding::Utf8 { bom }));
    }
    if bom {
        return mixed::decode(body, bom);
    }
    if binary::is_binary(bytes, has_nul)
        && let Some(decoded) = binary::decode(bytes)
    {
        return decoded;
    }
    if let Some(decoded) = wide::decode_unmarked(bytes) {
        return decoded;
    }
    mixed::decode_legacy(bytes).unwrap_or_else(|| mixed::decode(bytes, bom))
}

/// Whether bytes that decode to `text` in `encoding` speak for it alone: what any other encoding makes of them is no
/// language.
pub fn is_certain(text: &str, encoding: &'static encoding_rs::Encoding) -> bool {
    encoding == encoding_rs::ISO_2022_JP
        || legacy::encode(text, encoding).is_some_and(|bytes| guess::is_certain(&bytes, encoding))
}
