//! The encodings from before UTF-8: which there are, and text in one of them.

use super::{Decoded, Encoding as FileEncoding};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_4, ISO_8859_5, ISO_8859_6,
    ISO_8859_7, ISO_8859_13, ISO_8859_15, KOI8_U, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// The encodings that a page may be in, each with what it costs to assume it, in nats: of two that make sense the one of
/// a common system is meant.
pub(super) static CANDIDATES: [(&Encoding, f32); 27] = [
    (WINDOWS_1252, 0.0),
    (WINDOWS_1250, 2.0),
    (WINDOWS_1251, 2.0),
    (WINDOWS_1253, 2.0),
    (WINDOWS_1254, 3.0),
    (WINDOWS_1255, 3.0),
    (WINDOWS_1256, 3.0),
    (WINDOWS_1257, 3.0),
    (WINDOWS_1258, 4.0),
    (WINDOWS_874, 3.0),
    (ISO_8859_15, 2.0),
    (ISO_8859_2, 2.5),
    (ISO_8859_7, 2.5),
    (ISO_8859_4, 6.0),
    (ISO_8859_5, 5.0),
    (ISO_8859_6, 5.0),
    (ISO_8859_13, 5.0),
    (KOI8_U, 2.0),
    (MACINTOSH, 4.0),
    (X_MAC_CYRILLIC, 6.0),
    (IBM866, 5.0),
    (GBK, 2.0),
    (GB18030, 3.0),
    (BIG5, 2.0),
    (EUC_JP, 2.0),
    (SHIFT_JIS, 2.0),
    (EUC_KR, 2.0),
];

/// What it costs to assume `encoding`, in nats.
pub(super) fn penalty(encoding: &'static Encoding) -> f32 {
    CANDIDATES.iter().find(|(candidate, _)| *candidate == encoding).map_or(0.0, |(_, penalty)| *penalty)
}

/// The text of bytes that have no error in `encoding`.
pub(super) fn read<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Option<std::borrow::Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

/// The text of bytes that have no error in `encoding` and come back from it.
pub(super) fn read_both_ways(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    let text = read(bytes, encoding)?;
    (encode(&text, encoding)? == bytes).then(|| text.into_owned())
}

/// `text` in a legacy encoding; `None` when it has no byte for one of the characters.
pub(super) fn encode(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, used, unmappable) = encoding.encode(text);
    (used == encoding && !unmappable).then(|| bytes.into_owned())
}

/// Japanese in ISO-2022-JP, which is ASCII with escapes between.
pub(super) fn decode_escaped(bytes: &[u8]) -> Option<Decoded> {
    memchr::memmem::find(bytes, b"\x1B$")?;
    let text = read_both_ways(bytes, ISO_2022_JP)?;
    (!text.is_ascii()).then(|| Decoded::whole(text, FileEncoding::Legacy(ISO_2022_JP)))
}
