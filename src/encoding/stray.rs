//! A character in UTF-8 text whose own bytes are of another encoding.

use crate::text::Span;
use encoding_rs::Encoding;

/// A character whose bytes are not UTF-8, in a file that otherwise is. In the text it stands as itself where its encoding
/// is certain, else as U+FFFD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Byte offset of the character in the decoded text.
    pub offset: usize,
    /// The character it most likely is; `None` when no encoding makes sense of its line.
    pub likely: Option<char>,
    /// The encoding in which it is that character.
    pub encoding: &'static Encoding,
    bytes: [u8; 4],
    length: u8,
}

impl Stray {
    /// `None` when there are no bytes or more than a character has.
    pub(super) fn new(offset: usize, raw: &[u8], likely: Option<char>, encoding: &'static Encoding) -> Option<Stray> {
        let mut bytes = [0; 4];
        bytes.get_mut(..raw.len())?.copy_from_slice(raw);
        (!raw.is_empty()).then_some(Stray { offset, likely, encoding, bytes, length: raw.len() as u8 })
    }

    /// The bytes in the file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Where the character stands in `text`, the decoded text.
    pub fn span(&self, text: &str) -> Span {
        let length = text[self.offset..].chars().next().map_or(0, char::len_utf8);
        Span::new(self.offset, self.offset + length)
    }

    /// Whether `text`, the decoded text, shows what the bytes say.
    pub fn is_certain(&self, text: &str) -> bool {
        self.likely.is_some_and(|likely| text[self.offset..].starts_with(likely))
    }

    /// The same character at another place.
    pub(super) fn at(self, offset: usize) -> Stray {
        Stray { offset, ..self }
    }
}

/// The offsets of those that stand in `text`, the decoded text, as U+FFFD.
pub fn unread(text: &str, stray: &[Stray]) -> Vec<usize> {
    stray.iter().filter(|stray| !stray.is_certain(text)).map(|stray| stray.offset).collect()
}
