//! How much a double-byte page would have lost of a text: it drops pairs of bytes that are no character, and whole
//! characters with them, without a trace. A long text that came through whole is too lucky to be true.

use super::codec::Codec;

/// Texts of the same shape that are tried.
const TRIES: u32 = 8;

/// The places at which texts of the same shape as `text` (the same lead bytes in UTF-8, other continuation bytes) lose
/// bytes in `codec`, on the average. `is_narrow` says that the page had no pair with a byte below 0xA1.
pub(super) fn expected_losses(text: &str, codec: &Codec, is_narrow: bool) -> f32 {
    let Some(encoding) = codec.double_encoding() else { return 0.0 };
    let mut state: u32 = 1;
    let mut losses = 0;
    for _ in 0..TRIES {
        let mut bytes = text.as_bytes().to_vec();
        for byte in bytes.iter_mut().filter(|byte| matches!(**byte, 0x80..=0xBF)) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = 0x80 | (state >> 26) as u8;
        }
        losses += lost(&bytes, encoding, is_narrow);
    }
    losses as f32 / TRIES as f32
}

/// The places where `bytes` are no text.
fn lost(bytes: &[u8], encoding: &'static encoding_rs::Encoding, is_narrow: bool) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let malformed = text.chars().filter(|&character| character == '\u{FFFD}').count();
    if !is_narrow {
        return malformed;
    }
    let runs = bytes.split(|byte| byte.is_ascii());
    malformed + runs.flat_map(|run| run.chunks_exact(2)).filter(|pair| pair.iter().any(|&byte| byte < 0xA1)).count()
}
