//! Whether a block can hold an author list at all: a few byte tests at its separators, so that prose costs nothing.

use memchr::{memchr3_iter, memmem};

/// Whether a separator stands between what may be two names. Says yes too often, never no to a list.
pub(super) fn may_hold_names(text: &str) -> bool {
    let bytes = text.as_bytes();
    // `，` and `、` of Chinese lists share their first byte with much else: letters beyond Latin are let through.
    let ascii = memchr3_iter(b',', b';', b'&', bytes).any(|at| follows_name(bytes, at) && name_follows(bytes, at + 1));
    ascii
        || memmem::find_iter(bytes, b" and ").any(|at| follows_name(bytes, at) && name_follows(bytes, at + 4))
        || text.contains('，')
        || text.contains('、')
}

/// Whether one of the last two words before `at` is capitalised, or the text is not plain.
fn follows_name(bytes: &[u8], at: usize) -> bool {
    let window = &bytes[at.saturating_sub(24)..at];
    let mut words = window.rsplit(|b| *b == b' ').filter(|word| !word.is_empty()).take(2);
    words.any(|word| may_begin_name(word[0]))
}

fn name_follows(bytes: &[u8], from: usize) -> bool {
    let rest = &bytes[from..bytes.len().min(from + 16)];
    let rest = rest.strip_prefix(b"amp;").unwrap_or(rest);
    rest.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|&b| may_begin_name(b) || b == b'a')
}

/// A capital, markup, or a letter beyond ASCII.
fn may_begin_name(byte: u8) -> bool {
    byte.is_ascii_uppercase() || !byte.is_ascii() || b"*_[<$\\(".contains(&byte)
}
