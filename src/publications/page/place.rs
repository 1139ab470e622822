//! Where and when an entry says that it was published.

use super::candidates::trim;
use super::signs;
use super::visible::{AUTHORS, Style, Visible};
use std::ops::Range;

/// Behind a venue its year stands no further away than this. Bytes.
const NEAR: usize = 90;

/// A venue's name is no longer. Bytes.
const LONGEST: usize = 200;

/// Words before a venue that are not of its name, lower case.
const OPENINGS: &[&str] = &[
    "accepted to appear in ",
    "accepted to ",
    "accepted by ",
    "accepted at ",
    "accepted in ",
    "to appear in ",
    "to appear at ",
    "published in ",
    "presented at ",
    "appeared in ",
    "appeared at ",
    "in: ",
    "in ",
    "at ",
    "the ",
    "presented @ ",
    "to be presented @ ",
    "to be presented at ",
    "@ ",
];

/// What begins the numbers behind a venue's name.
const NUMBERS: &[&str] = &[
    "vol",
    "no.",
    "pp",
    "p.",
    "pages",
    "page",
    "issue",
    "article",
    "jan",
    "feb",
    "mar",
    "apr",
    "may ",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "to appear",
    "accepted",
    "art.",
    "number",
    "doi",
    "oral",
    "spotlight",
    "short",
    "long paper",
    "in press",
    "forthcoming",
    "arxiv",
];

/// The venue of the entry whose title is `title`.
pub(super) fn venue(visible: &Visible, title: &Range<usize>) -> Option<Range<usize>> {
    let is_outside = |range: &Range<usize>| range.end <= title.start || range.start >= title.end;
    let text = &visible.text;
    let set_off = |style: Style| {
        let of_style = visible.styled.iter().filter(move |styled| styled.style == style);
        of_style.map(|styled| styled.range.clone()).filter(|range| {
            let slice = &text[range.clone()];
            is_outside(range) && !slice.contains([AUTHORS, '\n']) && slice.len() <= LONGEST
        })
    };
    for style in [Style::Emphasis, Style::Code, Style::Strong, Style::Link] {
        for range in set_off(style) {
            if let Some(venue) = set_off_venue(text, range, title, style) {
                return Some(venue);
            }
        }
    }
    by_sign(text, title)
}

/// The venue in a stretch that is set off.
fn set_off_venue(text: &str, range: Range<usize>, title: &Range<usize>, style: Style) -> Option<Range<usize>> {
    let slice = &text[range.clone()];
    if signs::is_label(trim_slice(slice)) {
        return None;
    }
    let has_sign = signs::has_venue_sign(slice);
    let is_behind = range.start >= title.end;
    let rest = &text[range.end..];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    // `*Talanta*. 2026, 303`: numbers behind the name.
    let has_numbers = style == Style::Emphasis
        && is_behind
        && line.trim_start_matches([' ', ',', '.', ';', '(', ':']).starts_with(|letter: char| letter.is_ascii_digit());
    if !has_sign && !has_numbers {
        return None;
    }
    name(text, range)
}

fn trim_slice(slice: &str) -> &str {
    &slice[trim(slice, 0..slice.len())]
}

/// A venue that has a line of its own: a badge beside the entry.
pub(super) fn badge(visible: &Visible, title: &Range<usize>) -> Option<Range<usize>> {
    let text = &visible.text;
    let mut start = 0;
    for line in text.split('\n') {
        let range = trim(text, start..start + line.len());
        start += line.len() + 1;
        let slice = &text[range.clone()];
        let is_outside = range.end <= title.start || range.start >= title.end;
        let is_short = signs::words(slice).take(6).count() < 6 && !slice.contains(AUTHORS);
        if is_outside && is_short && signs::has_venue_sign(slice) {
            return name(text, range);
        }
    }
    None
}

/// The first words with a venue's sign outside of the title, those behind it before those ahead.
fn by_sign(text: &str, title: &Range<usize>) -> Option<Range<usize>> {
    let behind = segments(text, title.end..text.len());
    let ahead = segments(text, 0..title.start);
    for segment in behind.into_iter().chain(ahead) {
        let slice = &text[segment.clone()];
        if slice.contains(AUTHORS) || !signs::has_venue_sign(slice) {
            continue;
        }
        if let Some(name) = name(text, segment)
            && signs::words(&text[name.clone()]).take(18).count() < 18
        {
            return Some(name);
        }
    }
    None
}

/// Lines, and sentences in them.
fn segments(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = range.start;
    for (offset, letter) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        let rest = &text[at + letter.len_utf8()..range.end];
        let is_end = match letter {
            '\n' | AUTHORS | '|' | '[' | ']' | '•' | '·' => true,
            '.' if rest.starts_with(' ') => {
                let word = text[start..at].rsplit(' ').next().unwrap_or("");
                // `Proc. IEEE`, `Mach. Learn.`
                let is_abbreviation = word.len() <= 5 && word.starts_with(|first: char| first.is_uppercase());
                !is_abbreviation && !matches!(word, "vol" | "no" | "pp")
            }
            _ => false,
        };
        if is_end {
            segments.push(start..at);
            start = at + letter.len_utf8();
        }
    }
    segments.push(start..range.end);
    segments.retain(|segment| text[segment.clone()].contains(char::is_alphabetic));
    segments
}

/// A venue's name at the head of a stretch: without what leads to it and the numbers behind it.
fn name(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut range = trim(text, range);
    loop {
        let slice = &text[range.clone()];
        let lower = slice.to_lowercase();
        let opening = OPENINGS.iter().find(|opening| lower.len() == slice.len() && lower.starts_with(**opening));
        let bracket = slice.starts_with(['(', ' ']);
        let cut = match opening {
            Some(opening) => opening.len(),
            None if bracket => 1,
            // `2021 IEEE Conference`
            None => match signs::years(slice).next() {
                Some((year, _)) if year.start == 0 => year.end,
                _ => break,
            },
        };
        range = trim(text, range.start + cut..range.end);
    }
    let slice = &text[range.clone()];
    let mut end = slice.len();
    for (at, letter) in slice.char_indices() {
        let rest = slice[at + letter.len_utf8()..].trim_start();
        let is_number = || {
            let head: String = rest.chars().take(10).collect::<String>().to_lowercase();
            head.starts_with(|first: char| first.is_ascii_digit()) || NUMBERS.iter().any(|one| head.starts_with(one))
        };
        // `ICLM 2022 Workshop` and `of the 2022 IEEE Conference` go on behind the year.
        let is_year = || {
            signs::years(rest).next().is_some_and(|(year, _)| {
                let next = rest[year.end..].strip_prefix(' ').unwrap_or("");
                let word = signs::words(next).next().unwrap_or("");
                let goes_on = next.starts_with(char::is_uppercase) && !signs::is_label_word(word);
                year.start <= 1 && !goes_on
            })
        };
        let is_end = match letter {
            ';' | '|' | '[' | '\n' | '–' | '—' => true,
            ',' | '.' | ':' => is_number(),
            '(' => is_year() || rest.starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit()),
            ' ' => is_year() || rest.starts_with("- ") || rest.starts_with("vol"),
            _ => false,
        };
        if is_end && at > 0 {
            end = at;
            break;
        }
    }
    let mut name = &slice[..end];
    if name.matches('(').count() > name.matches(')').count() {
        name = &name[..name.rfind('(').unwrap_or(name.len())];
    }
    if name.matches('(').count() < name.matches(')').count() {
        name = &name[..name.find(')').unwrap_or(name.len())];
    }
    if let Some(bracket) = name.find("),") {
        name = &name[..=bracket];
    }
    // Cities stand behind commas; so do the parts of `Systems, Man, and Cybernetics`.
    if !name.contains(", and ")
        && !name.contains(" & ")
        && let Some(comma) = name.find(',')
    {
        name = &name[..comma];
    }
    if let Some((year, _)) = signs::years(name).last().filter(|(year, _)| year.end == name.len()) {
        name = &name[..year.start];
    }
    let range = trim(text, range.start..range.start + name.len());
    let name = &text[range.clone()];
    let begins = name.chars().next().is_some_and(|first| {
        first.is_uppercase()
            || name.starts_with("arXiv")
            || name.starts_with("bioRxiv")
            || name.starts_with("npj")
            || name.starts_with("medRxiv")
    });
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    (begins && letters >= 2 && !signs::is_label(name)).then_some(range)
}

/// The year of the entry, and its place in the text.
pub(super) fn year(
    visible: &Visible,
    title: &Range<usize>,
    venue: Option<&Range<usize>>,
) -> Option<(Range<usize>, i32)> {
    let text = &visible.text;
    let in_title = |range: &Range<usize>| title.start <= range.start && range.end <= title.end;
    let all: Vec<(Range<usize>, i32)> =
        signs::years(text).filter(|(range, _)| !in_title(range) && !is_page(&text[..range.start])).collect();
    if let Some(venue) = venue {
        let line_end = text[venue.end..].find(['\n', AUTHORS]).map_or(text.len(), |length| venue.end + length);
        if let Some((range, number)) = signs::short_year(&text[venue.clone()]) {
            return Some((venue.start + range.start..venue.start + range.end, number));
        }
        // A year ahead of the name: `2021 IEEE Conference`.
        let from = venue.start.saturating_sub(6);
        let is_near = |range: &Range<usize>| range.start >= from && range.start <= (venue.end + NEAR).min(line_end);
        if let Some(near) = all.iter().find(|(range, _)| is_near(range)) {
            return Some(near.clone());
        }
    }
    let authors = text.find(AUTHORS).map_or(0, |at| at + AUTHORS.len_utf8());
    let in_brackets = all.iter().find(|(range, _)| {
        range.start >= authors
            && !text[authors..range.start].contains(char::is_alphanumeric)
            && text[..range.start].ends_with(['(', '['])
    });
    if let Some(found) = in_brackets {
        return Some(found.clone());
    }
    let first = all.first()?;
    all.iter().all(|(_, number)| *number == first.1).then(|| first.clone())
}

/// Whether the number behind is a page's or a volume's.
fn is_page(before: &str) -> bool {
    let before = before.trim_end();
    let tail: String =
        before.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect::<String>().to_lowercase();
    ["pp.", "pp", "pages", "vol.", "volume", "no.", "p.", "article", "id", "arxiv:"]
        .iter()
        .any(|end| tail.ends_with(end))
}
