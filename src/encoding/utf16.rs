//! UTF-16 with a byte order mark.

use super::{Decoded, Encoding};

/// Decodes the bytes if they begin with a UTF-16 byte order mark and hold whole, paired units only.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let big_endian = match bytes {
        [0xFE, 0xFF, ..] => true,
        [0xFF, 0xFE, ..] => false,
        _ => return None,
    };
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let read = if big_endian { u16::from_be_bytes } else { u16::from_le_bytes };
    let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    Some(Decoded::whole(text, Encoding::Utf16 { big_endian }))
}

/// `text` as UTF-16 with a byte order mark.
pub(super) fn encode(text: &str, big_endian: bool) -> Vec<u8> {
    let write = if big_endian { u16::to_be_bytes } else { u16::to_le_bytes };
    let mut bytes = Vec::with_capacity(2 + text.len() * 2);
    bytes.extend(write(0xFEFF));
    for unit in text.encode_utf16() {
        bytes.extend(write(unit));
    }
    bytes
}
