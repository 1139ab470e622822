//! Whether a block can hold an author list at all: a few tests at its separators, so that prose costs nothing.

use memchr::memmem::Finder;
use memchr::{memchr_iter, memchr3_iter};
use std::sync::LazyLock;

static AND: LazyLock<Finder> = LazyLock::new(|| Finder::new(" and "));
/// The commas of Chinese lists.
static COMMAS: LazyLock<[Finder; 2]> = LazyLock::new(|| ["，", "、"].map(Finder::new));

/// Whether a separator stands between what may be two names. Says yes too often, never no to a list of Latin names.
pub(super) fn may_hold_names(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(b',', b';', b'&', bytes).any(|at| follows_name(text, at) && name_follows(text, at + 1))
        || memchr_iter(b'|', bytes).any(|at| follows_name(text, at) && name_follows(text, at + 1))
        || AND.find_iter(bytes).any(|at| follows_name(text, at) && name_follows(text, at + 5))
        || COMMAS.iter().any(|comma| comma.find_iter(bytes).any(|at| short_word_follows(text, at)))
}

/// Whether the last word before `at` can end a name: capitalised, or not plain.
fn follows_name(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].trim_ascii_end();
    let window = &before[before.len().saturating_sub(24)..];
    match memchr::memrchr2(b' ', b'\n', window) {
        Some(blank) => may_begin_name(text, before.len() - window.len() + blank + 1),
        // The text begins with this word, or it is a long one, such as a link.
        None => !window.is_empty(),
    }
}

fn name_follows(text: &str, from: usize) -> bool {
    let bytes = text.as_bytes();
    let from = if bytes[from..].starts_with(b"amp;") { from + 4 } else { from };
    let blanks = bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let next = &bytes[from + blanks..];
    may_begin_name(text, from + blanks)
        || next.starts_with(b"and ")
        || next.starts_with(b"van ")
        || next.starts_with(b"de ")
}

/// A capital, a letter of a script without capitals, or markup.
fn may_begin_name(text: &str, at: usize) -> bool {
    let Some(&byte) = text.as_bytes().get(at) else { return true };
    if byte.is_ascii() {
        return byte.is_ascii_uppercase() || b"*_[<$\\(&".contains(&byte);
    }
    let letter = text.get(at..).and_then(|rest| rest.chars().next());
    letter.is_none_or(|letter| !letter.is_lowercase())
}

/// Whether two to four Han letters and no more follow the comma of three bytes at `at`, but for markup.
fn short_word_follows(text: &str, at: usize) -> bool {
    let rest = text[at + 3..].trim_start_matches([' ', '*', '_', '[']);
    let is_han = |letter: &char| matches!(letter, '\u{3400}'..='\u{9FFF}');
    (2..=4).contains(&rest.chars().take_while(is_han).take(5).count())
}
