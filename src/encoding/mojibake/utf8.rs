//! What UTF-8 says of a byte (RFC 3629, section 4).

/// Number of continuation bytes after a lead byte; `None` for any other byte.
pub(super) fn continuations(lead: u8) -> Option<usize> {
    match lead {
        0xC2..=0xDF => Some(1),
        0xE0..=0xEF => Some(2),
        0xF0..=0xF4 => Some(3),
        _ => None,
    }
}
