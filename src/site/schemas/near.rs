//! When an unknown key is a slip of a known one.

use super::words::is_word;

/// Shorter keys are one letter from many words; but for two letters that changed places.
const SHORTEST: usize = 5;
const SHORTEST_SWAPPED: usize = 4;

/// The one of `known` that `name` is a slip of: the same but for case or `-` and `_`, or a letter left out, doubled, wrong or
/// swapped with its neighbour. `None` when several are as near, when they differ by the `s` of a plural, and for words in their
/// own right.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if is_word(name) {
        return None;
    }
    let mut best: Option<(usize, &'a str)> = None;
    let mut is_doubtful = false;
    for known in known {
        let Some(distance) = distance(name, known) else { continue };
        match best {
            Some((_, before)) if before == known => {}
            Some((least, _)) if least < distance => {}
            Some((least, _)) if least == distance => is_doubtful = true,
            _ => (best, is_doubtful) = (Some((distance, known)), false),
        }
    }
    best.filter(|_| !is_doubtful).map(|(_, known)| known)
}

/// The letters in lower case.
fn bare(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(|byte| !b"-_ ".contains(byte)).map(|byte| byte.to_ascii_lowercase())
}

/// How far `name` is from `known`; `None` when it is another word.
fn distance(name: &str, known: &str) -> Option<usize> {
    if name.len().abs_diff(known.len()) > 2 {
        return None;
    }
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    if digits(name) != digits(known) {
        return None;
    }
    if name.len() > 2 && bare(name).eq(bare(known)) {
        return Some(0);
    }
    let is_plural = |one: &str, many: &str| many.strip_suffix('s') == Some(one);
    if is_swapped(name, known) {
        return Some(1);
    }
    // `tile` for `title`, and no more of short words: `star` is not `start`, nor `core` `score`.
    let has_same_ends = || name.bytes().next() == known.bytes().next() && name.bytes().last() == known.bytes().last();
    let is_too_short = name.len() < SHORTEST && !(name.len() + 1 == SHORTEST && has_same_ends());
    if is_too_short || known.len() < SHORTEST || is_plural(name, known) || is_plural(known, name) {
        return None;
    }
    let most = if known.len() >= 9 { 2 } else { 1 };
    // A wrong letter takes one kind away and brings another.
    if (letters(name) ^ letters(known)).count_ones() > 2 * most as u32 {
        return None;
    }
    let distance = strsim::osa_distance(name, known);
    (distance <= most).then_some(distance)
}

/// A bit for each kind of letter in the text, some kinds sharing one; a character beyond ASCII counts as one kind.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |bits, c| bits | 1 << (if c.is_ascii() { u32::from(c) % 63 } else { 63 }))
}

/// Whether two neighbours behind the first letter changed places.
fn is_swapped(name: &str, known: &str) -> bool {
    let (name, known) = (name.as_bytes(), known.as_bytes());
    let Some(at) = name.iter().zip(known).position(|(a, b)| a != b) else { return false };
    name.len() == known.len()
        && name.len() >= SHORTEST_SWAPPED
        && (1..name.len() - 1).contains(&at)
        && (name[at], name[at + 1]) == (known[at + 1], known[at])
        && name[at + 2..] == known[at + 2..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        let known = [
            "header",
            "permalink",
            "title",
            "author",
            "authors",
            "tags",
            "redirect_from",
            "paperurl",
            "author_profile",
        ];
        for (name, expected) in [
            ("permlink", Some("permalink")),
            ("premalink", Some("permalink")),
            ("Permalink", Some("permalink")),
            ("tittle", Some("title")),
            ("titel", Some("title")),
            ("tile", Some("title")),
            ("titl", None),
            ("tgas", Some("tags")),
            ("atgs", None),
            ("tabs", None),
            ("Tags", Some("tags")),
            ("tag", None),
            ("titles", None),
            ("redirect-from", Some("redirect_from")),
            ("redirectfrom", Some("redirect_from")),
            ("paper_url", Some("paperurl")),
            ("author-profile", Some("author_profile")),
            ("auhtor_profiel", Some("author_profile")),
            ("autor", Some("author")),
            ("title1", None),
            ("subtitle", None),
            ("heder", Some("header")),
            ("leader", None),
            ("date", None),
        ] {
            assert_eq!(nearest(name, known.into_iter()), expected, "{name}");
        }
    }
}
