//! Bytes that are no text.

use super::{Decoded, Encoding, legacy};
use encoding_rs::WINDOWS_1252;

/// More of a file than this many bytes need not be looked at.
const SAMPLE: usize = 1 << 14;

/// Whether bytes that are not UTF-8 are no text of another encoding either: one in fifty is a control that text does not
/// have.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // ISO-2022-JP and terminal output have escapes.
    let is_odd = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t' | 0xC | 0x1B);
    sample.iter().filter(is_odd).count() * 50 > sample.len()
}

/// Every byte as a character.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    legacy::read_both_ways(bytes, WINDOWS_1252).map(|text| Decoded::whole(text, Encoding::Binary))
}
