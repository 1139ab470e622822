//! Text back to the bytes of its file.

use super::{Encoding, StrayByte, legacy, utf8, utf16};
use crate::text::EditSet;

/// The bytes of a file decoded to `text`, with `edits` made. With `to_utf8` the result is UTF-8 without a byte order
/// mark, else it keeps `encoding`; `None` when an inserted character does not exist in that encoding. A stray byte
/// outside the edits stays what it was in either case.
pub fn encode(text: &str, encoding: Encoding, stray: &[StrayByte], edits: &EditSet, to_utf8: bool) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 { bom } | Encoding::Mixed { bom } => {
            let mut bytes = if bom && !to_utf8 { utf8::BOM.to_vec() } else { Vec::new() };
            bytes.reserve(text.len() + 64);
            write(text, stray, edits, &mut bytes);
            Some(bytes)
        }
        Encoding::Utf16 { .. } | Encoding::Legacy(_) if to_utf8 => Some(edits.apply(text).into_bytes()),
        Encoding::Utf16 { big_endian } => Some(utf16::encode(&edits.apply(text), big_endian)),
        Encoding::Legacy(encoding) => legacy::encode(&edits.apply(text), encoding),
    }
}

/// Appends `text` with the edits made and the stray bytes put back.
fn write(text: &str, stray: &[StrayByte], edits: &EditSet, out: &mut Vec<u8>) {
    let mut at = 0;
    let mut stray = stray.iter().peekable();
    for edit in edits.iter() {
        let span = edit.span;
        copy(text, at, span.start(), &mut stray, out);
        out.extend_from_slice(edit.insert.as_bytes());
        while stray.next_if(|byte| byte.offset < span.end()).is_some() {}
        at = span.end();
    }
    copy(text, at, text.len(), &mut stray, out);
}

/// Appends `text[from..to]`, each U+FFFD that stands for a stray byte as that byte.
fn copy<'a>(
    text: &str,
    from: usize,
    to: usize,
    stray: &mut std::iter::Peekable<impl Iterator<Item = &'a StrayByte>>,
    out: &mut Vec<u8>,
) {
    let mut at = from;
    while let Some(byte) = stray.next_if(|byte| byte.offset < to) {
        out.extend_from_slice(&text.as_bytes()[at..byte.offset]);
        out.push(byte.byte);
        at = byte.offset + '\u{FFFD}'.len_utf8();
    }
    out.extend_from_slice(&text.as_bytes()[at..to]);
}
