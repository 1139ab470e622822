//! Text back to the bytes of its file.

use super::{Encoding, Stray, legacy, mixed, wide};
use crate::text::EditSet;

/// The bytes of a file decoded to `text`, with `edits` made. With `to_utf8` the result is UTF-8 without a byte order
/// mark, else it keeps `encoding`; `None` when an inserted character does not exist in that encoding. A stray character
/// outside the edits keeps its bytes in either case.
pub fn encode(text: &str, encoding: Encoding, stray: &[Stray], edits: &EditSet, to_utf8: bool) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 { bom } | Encoding::Mixed { bom } => {
            let mut bytes = if bom && !to_utf8 { mixed::BOM.to_vec() } else { Vec::new() };
            bytes.reserve(text.len() + 64);
            write(text, stray, edits, &mut bytes);
            Some(bytes)
        }
        _ if to_utf8 => Some(edits.apply(text).into_bytes()),
        Encoding::Utf16 { big_endian, bom } => Some(wide::encode_16(&edits.apply(text), big_endian, bom)),
        Encoding::Utf32 { big_endian } => Some(wide::encode_32(&edits.apply(text), big_endian)),
        Encoding::Legacy(encoding) => legacy::encode(&edits.apply(text), encoding),
        Encoding::Binary => legacy::encode(&edits.apply(text), encoding_rs::WINDOWS_1252),
    }
}

/// Appends `text` with the edits made and the stray characters' bytes put back.
fn write(text: &str, stray: &[Stray], edits: &EditSet, out: &mut Vec<u8>) {
    let mut at = 0;
    let mut stray = stray.iter().peekable();
    for edit in edits.iter() {
        let span = edit.span;
        copy(text, at, span.start(), &mut stray, out);
        out.extend_from_slice(edit.insert.as_bytes());
        while stray.next_if(|stray| stray.offset < span.end()).is_some() {}
        at = span.end();
    }
    copy(text, at, text.len(), &mut stray, out);
}

/// Appends `text[from..to]`, each stray character as its bytes.
fn copy<'a>(
    text: &str,
    from: usize,
    to: usize,
    stray: &mut std::iter::Peekable<impl Iterator<Item = &'a Stray>>,
    out: &mut Vec<u8>,
) {
    let mut at = from;
    while let Some(stray) = stray.next_if(|stray| stray.offset < to) {
        out.extend_from_slice(&text.as_bytes()[at..stray.offset]);
        out.extend_from_slice(stray.bytes());
        at = stray.span(text).end();
    }
    out.extend_from_slice(&text.as_bytes()[at..to]);
}
