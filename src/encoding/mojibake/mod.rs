//! Finds and repairs mojibake: UTF-8 text that was once decoded with another code page, bytes lost or not.

use crate::finding::Applicability;
use crate::text::Span;

/// One damaged run and its repair.
#[derive(Clone, Debug, PartialEq)]
pub struct Damage {
    /// The run, in bytes of the text.
    pub span: Span,
    pub repaired: String,
    /// The code page that was used by mistake, by its common name: `windows-1252`.
    pub codec: &'static str,
    /// Bytes that were lost on the way and have been supplied.
    pub lost: usize,
    /// 0 to 1.
    pub confidence: f64,
    pub class: Applicability,
}

/// All damaged runs of a text in order; `code` says which byte offsets must be left alone.
pub fn find(text: &str) -> Vec<Damage> {
    let _ = text;
    Vec::new()
}
