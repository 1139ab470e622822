//! Signs by which words are known: of a venue, of a link that is no title, of a year.

use crate::publications::venue::is_sign;
use std::ops::Range;

/// Words that stand in the names of venues and, as they are written there, hardly ever in titles.
const VENUE_WORDS: &[&str] = &[
    "acm",
    "advances",
    "annals",
    "arxiv",
    "biorxiv",
    "bulletin",
    "bmc",
    "conf",
    "conference",
    "findings",
    "frontiers",
    "ieee",
    "journal",
    "lecture",
    "letters",
    "lncs",
    "medrxiv",
    "nature",
    "plos",
    "pmlr",
    "preprint",
    "press",
    "proc",
    "proceedings",
    "symposium",
    "trans",
    "transactions",
    "usenix",
    "workshop",
    "workshops",
];

/// Words with which the text of a link, a badge or a remark begins that is neither title nor venue.
const LABELS: &[&str] = &[
    "abstract",
    "accepted",
    "appendix",
    "arxiv",
    "award",
    "awarded",
    "bibtex",
    "blog",
    "bronze",
    "cite",
    "code",
    "code",
    "corresponding",
    "data",
    "dataset",
    "demo",
    "download",
    "equal",
    "equally",
    "featured",
    "full",
    "github",
    "gold",
    "honorable",
    "honourable",
    "html",
    "invited",
    "link",
    "links",
    "media",
    "news",
    "notable",
    "oral",
    "outstanding",
    "paper",
    "pdf",
    "poster",
    "ppt",
    "press",
    "project",
    "read",
    "runner",
    "selected",
    "silver",
    "slides",
    "software",
    "source",
    "spotlight",
    "supplementary",
    "supplement",
    "talk",
    "top",
    "under",
    "video",
    "view",
    "webpage",
    "website",
    "winner",
    "youtube",
    "co-first",
    "joint",
    "first",
    "best",
    "to",
    "work",
    "manuscript",
    "submitted",
    "see",
    "published",
    "also",
    "doi",
    "http",
    "https",
    "www",
    "presented",
    "extends",
    "recording",
    "preprint",
    "pmid",
    "tbd",
];

/// The words of letters and digits, lower case or not, as they stand.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '-' | '‐' | '\u{AD}' | '\'' | '’' | '&' | '+' | '/')
    };
    text.split(move |letter: char| !is_part(letter)).filter(|word| word.contains(char::is_alphanumeric))
}

/// Whether the words speak of a venue: `Proc.`, `Journal of`, `NeurIPS`, `VAST'19`.
pub(super) fn has_venue_sign(text: &str) -> bool {
    let mut before = "";
    for word in words(text) {
        let lower = word.to_lowercase();
        let base = word.split_once(['\'', '’']).map_or(word, |(base, _)| base);
        let is_year = four_digits(word).is_some();
        if VENUE_WORDS.contains(&lower.as_str()) || is_sign(base) || (is_year && is_acronym(before)) {
            return true;
        }
        // `VAST'19`, `ICML2020`
        let stem = base.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if stem.len() >= 3 && is_acronym(stem) && (stem.len() < base.len() || ends_in_short_year(word)) {
            return true;
        }
        before = word;
    }
    false
}

fn ends_in_short_year(word: &str) -> bool {
    word.rsplit_once(['\'', '’']).is_some_and(|(_, year)| year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// `VAST`, `EuroSys`, `S&P`: two capitals, few letters.
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_ascii_uppercase()).count();
    (2..=14).contains(&word.len()) && 2 * capitals + 1 >= word.len().min(8) && word.is_ascii() && capitals >= 2
}

/// Whether the text of a link or of emphasis says what it leads to or what was won, not a title or a venue.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let Some(first) = words(text).next() else { return true };
    let count = words(text).take(5).count();
    let first = first.to_lowercase();
    let lower = text.to_lowercase();
    let is_light = |word: &str| word.len() < 4 || LABELS.contains(&word.to_lowercase().as_str());
    let light = words(text).filter(|word| is_light(word)).count();
    (LABELS.contains(&first.as_str()) && (count < 4 || 2 * light > words(text).count()))
        || lower.contains("equal contribution")
        || lower.contains("contributed equally")
        || lower.contains("equally contributed")
        || lower.contains(" award")
        || lower.contains("best paper")
        || lower.contains("corresponding author")
        || lower.contains("under review")
        || lower.contains("project page")
        || lower.contains("impact factor")
        || lower.contains("doi.org")
        || lower.contains("http")
        || lower.contains("www.")
}

/// Whether a word is the name of a venue that is called by its letters, a year in two or four digits behind it or not.
pub(super) fn is_known_acronym(word: &str) -> bool {
    let stem = word.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches(['\'', '’', '-']);
    is_sign(stem)
}

/// Whether a word is said of a paper and not a part of its venue's name: `Oral`, `Spotlight`.
pub(super) fn is_label_word(word: &str) -> bool {
    LABELS.contains(&word.to_lowercase().as_str())
}

/// How many letters of Chinese and Japanese the text has, twelve at most.
pub(super) fn han_letters(text: &str) -> usize {
    text.chars().filter(|letter| matches!(letter, '\u{3040}'..='\u{9FFF}')).take(12).count()
}

/// Whether the text can be a title by itself: some words, no line end, nothing that is hidden.
pub(super) fn may_be_title(text: &str, least: usize) -> bool {
    let count = words(text).filter(|word| word.contains(char::is_alphabetic)).take(8).count();
    let han = han_letters(text);
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).take(16).count();
    let begins = text.chars().find(|letter| letter.is_alphanumeric());
    (han >= 6 || (count >= least && letters >= 12))
        && text.len() <= 400
        && !text.contains(['\n', super::visible::AUTHORS, super::visible::UNKNOWN])
        && !text.contains(" @ ")
        && (han >= 6 || text.trim().contains(' '))
        && begins.is_some()
        && !is_label(text)
        && !begins_like_venue(text)
}

/// `In Proceedings of`, `Journal of`, `IEEE Transactions on`.
pub(super) fn begins_like_venue(text: &str) -> bool {
    let mut first = words(text);
    let (one, two) = (first.next().unwrap_or(""), first.next().unwrap_or(""));
    let (lower, second) = (one.to_lowercase(), two.to_lowercase());
    let is_kind = |word: &str| {
        matches!(word, "proceedings" | "proc" | "transactions" | "trans" | "journal" | "conference" | "symposium")
    };
    let is_ordinal =
        |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) && word.ends_with(['t', 'h', 'd']);
    let is_numbered = is_ordinal(&lower) || (lower == "the" && is_ordinal(&second));
    is_kind(&lower)
        || (is_numbered && words(text).any(|word| is_kind(&word.to_lowercase())))
        || (is_kind(&second) && matches!(lower.as_str(), "in" | "the" | "ieee" | "acm" | "international" | "annual"))
        || matches!(one, "IEEE" | "ACM" | "arXiv")
        || (is_sign(one) && (two.is_empty() || four_digits(two).is_some()))
        || (is_acronym(one) && four_digits(two).is_some())
}

/// A year in four digits, alone.
pub(super) fn four_digits(word: &str) -> Option<i32> {
    let number: i32 = word.parse().ok().filter(|_| word.len() == 4 && word.is_ascii())?;
    (1900..2100).contains(&number).then_some(number)
}

/// Years in `text`, with their places: no digit, letter, stop or slash beside them that would make them a part of something
/// else (an identifier, a page).
pub(super) fn years(text: &str) -> impl Iterator<Item = (Range<usize>, i32)> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(3)).filter_map(move |at| {
        if !matches!(bytes[at], b'1' | b'2') || !bytes[at..at + 4].iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = four_digits(text.get(at..at + 4)?)?;
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let behind = bytes.get(at + 4).copied().unwrap_or(b' ');
        let far = bytes.get(at + 5).copied().unwrap_or(b' ');
        // `arXiv:2007.08113`, `pp. 2001-2010`, `2001:7`
        let is_part = before.is_ascii_digit()
            || matches!(before, b'.' | b':' | b'/' | b'_' | b'=' | b'#' | b'-')
            || (before.is_ascii_alphabetic() && !text[..at].ends_with(is_acronym_letter))
            || before >= 0x80 && !text[..at].ends_with(|letter: char| !letter.is_ascii() && !"–—‐".contains(letter))
            || behind.is_ascii_alphanumeric() && !matches!(behind, b'a'..=b'd')
            || matches!(behind, b'_' | b'=')
            || (matches!(behind, b'.' | b':' | b'-' | b'/') && far.is_ascii_digit())
            || text[at + 4..].starts_with(['–', '‐']);
        (!is_part).then_some((at..at + 4, number))
    })
}

/// The year in two digits behind the name of a conference: `CL'26`, `ICLM24`.
pub(super) fn short_year(text: &str) -> Option<(Range<usize>, i32)> {
    let word = words(text).last()?;
    let end = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    let digits = word.len() - word.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let base = word[..word.len() - digits].trim_end_matches(['\'', '’']);
    let number: i32 = word[word.len() - digits..].parse().ok().filter(|_| digits == 2)?;
    (is_acronym(base) && number < 50).then(|| (end - 2..end, 2000 + number))
}

/// `ICML2020`
fn is_acronym_letter(letter: char) -> bool {
    letter.is_ascii_uppercase()
}
