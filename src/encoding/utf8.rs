//! UTF-8 with stray bytes in it.

use super::{Decoded, Encoding, StrayByte};

/// The byte order mark in UTF-8.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Whether the bytes are UTF-8 with some damage rather than a legacy encoding: at least one multi-byte character for
/// four stray bytes. Text in a single-byte encoding hardly ever forms one by chance; the East Asian ones form one for
/// some twelve.
pub(super) fn is_mostly_valid(bytes: &[u8]) -> bool {
    let (mut characters, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().bytes().filter(|&byte| byte >= 0xC2).count();
        stray += chunk.invalid().len();
    }
    characters * 4 >= stray
}

/// Decodes UTF-8; each byte that is no part of it becomes one U+FFFD and is kept aside.
pub(super) fn decode_mixed(bytes: &[u8], bom: bool) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut stray = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            stray.push(StrayByte { offset: text.len(), byte });
            text.push('\u{FFFD}');
        }
    }
    Decoded { text, encoding: Encoding::Mixed { bom }, stray }
}
