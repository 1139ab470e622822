//! The encodings from before UTF-8, guessed as Firefox guesses them.

use super::{Decoded, Encoding, mojibake};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, GBK, IBM866, ISO_8859_2, ISO_8859_5, ISO_8859_7, KOI8_U, MACINTOSH, SHIFT_JIS, WINDOWS_874,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
    WINDOWS_1258,
};

/// More of a file than this many bytes tells the detector nothing new.
const ENOUGH: usize = 1 << 20;

/// Text that is weighed to tell whether a guess is certain, in characters.
const SAMPLE: usize = 2000;

/// A rival whose text is unlikelier by this much is none, in nats.
const DOUBT: f32 = 12.0;

/// The encodings that the text of a page may have been in.
static RIVALS: [&encoding_rs::Encoding; 21] = [
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1255,
    WINDOWS_1256,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    MACINTOSH,
    ISO_8859_2,
    ISO_8859_5,
    ISO_8859_7,
    KOI8_U,
    IBM866,
    GBK,
    BIG5,
    EUC_JP,
    SHIFT_JIS,
    EUC_KR,
];

/// Whether bytes that decode to `text` in `encoding` speak for it alone: what any other encoding makes of them is no
/// language.
pub fn is_certain(text: &str, encoding: &'static encoding_rs::Encoding) -> bool {
    let mut sample = String::new();
    for line in text.lines().filter(|line| !line.is_ascii()) {
        sample.extend(line.chars().take(SAMPLE));
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    let Some(bytes) = encode(&sample, encoding) else { return false };
    let most = mojibake::surprise(&sample) + DOUBT;
    RIVALS.into_iter().all(|rival| {
        let other = rival.decode_without_bom_handling_and_without_replacement(&bytes);
        other.is_none_or(|other| other == sample || mojibake::surprise(&other) > most)
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
