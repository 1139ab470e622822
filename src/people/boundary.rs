//! Character boundaries near a byte offset.

/// The last character boundary at or before `at`; the end of the text for what lies behind it.
pub(super) fn before(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
