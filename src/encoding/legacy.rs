//! The encodings from before UTF-8, guessed as Firefox guesses them.

use super::{Decoded, Encoding};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::WINDOWS_1252;

/// More of a file than this many bytes tells the detector nothing new.
const ENOUGH: usize = 1 << 20;

/// Domains of countries with encodings of their own.
static COUNTRIES: [&[u8]; 14] =
    [b"de", b"pl", b"ru", b"gr", b"tr", b"il", b"eg", b"lt", b"vn", b"th", b"cn", b"tw", b"jp", b"kr"];

/// Whether bytes that decode to `text` in `encoding` speak for themselves. The detector lets a country's domain tip the
/// scales where the bytes say little, so a guess that no domain changes is certain.
pub fn is_certain(text: &str, encoding: &'static encoding_rs::Encoding) -> bool {
    let Some(bytes) = encode(text, encoding) else { return false };
    let detector = detect(&bytes);
    std::iter::once(None).chain(COUNTRIES.into_iter().map(Some)).all(|country| {
        let guess = detector.guess(country, Utf8Detection::Deny);
        guess == encoding || guess.decode_without_bom_handling(&bytes).0 == text
    })
}

fn detect(bytes: &[u8]) -> EncodingDetector {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(ENOUGH)], true);
    detector
}

/// Decodes the bytes in the guessed encoding if that makes no error and can be undone; bytes with NUL are no legacy
/// text and are read as windows-1252, which has a character for every byte.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let encoding =
        if memchr::memchr(0, bytes).is_some() { WINDOWS_1252 } else { detect(bytes).guess(None, Utf8Detection::Deny) };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let again = encode(&text, encoding)?;
    (again == bytes).then(|| Decoded::whole(text.into_owned(), Encoding::Legacy(encoding)))
}

/// `text` in a legacy encoding; `None` when it has no byte for one of the characters.
pub(super) fn encode(text: &str, encoding: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    let (bytes, used, unmappable) = encoding.encode(text);
    (used == encoding && !unmappable).then(|| bytes.into_owned())
}
