//! Bytes that are no text.

use super::{Decoded, Encoding, legacy};
use encoding_rs::WINDOWS_1252;

/// More of a file than this many bytes need not be looked at.
const SAMPLE: usize = 1 << 14;

/// Whether bytes that are not UTF-8 are no text of another encoding either: there is a NUL, or one in fifty is a control that
/// text does not have.
pub(super) fn is_binary(bytes: &[u8], has_nul: bool) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // ISO-2022-JP and terminal output have escapes.
    let is_odd = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t' | 0xC | 0x1B);
    let is_odd = has_nul || sample.iter().filter(is_odd).count() * 50 > sample.len();
    is_odd && !is_mostly_utf8(bytes)
}

/// Whether the bytes are UTF-8 with some damage: at least one character beyond ASCII for four stray bytes, of which chance
/// makes one for some twelve.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().bytes().filter(|&byte| byte >= 0xC2).count();
        stray += chunk.invalid().len();
    }
    characters * 4 >= stray
}

/// Every byte as a character.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    legacy::read_both_ways(bytes, WINDOWS_1252).map(|text| Decoded::whole(text, Encoding::Binary))
}
