//! Which days are on no calendar.

use crate::calendar;

/// Whether `text`, which begins like `2020-04-31`, names a day that no calendar has, or an hour that no clock has. Ruby's
/// `Time.parse` takes the 31st of April for the first of May, and stops at the others.
pub(super) fn is_impossible(text: &str) -> bool {
    parse(text).is_some_and(|(year, month, day, rest)| {
        !calendar::is_day(year.into(), month.into(), day.into()) || has_impossible_hour(rest)
    })
}

/// Whether `text` names no day at all: words without a month, or a year alone, which `Time.parse` takes for a month and a
/// day.
pub(super) fn is_none(text: &str) -> bool {
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        return is_year && (text.starts_with("19") || text.starts_with("20"));
    }
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    text.is_ascii() && !words.any(|word| months.iter().any(|month| word.starts_with(month)))
}

/// Year, month, day and what follows.
fn parse(text: &str) -> Option<(u32, u32, u32, &str)> {
    let (year, rest) = digits(text, 4, 4)?;
    let separator = rest.chars().next().filter(|c| "-/.".contains(*c))?;
    let (month, rest) = digits(&rest[1..], 1, 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
    Some((year, month, day, rest))
}

/// The number at the head of `text`, of so many digits and no more, and what follows.
fn digits(text: &str, least: usize, most: usize) -> Option<(u32, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    if count < least || count > most {
        return None;
    }
    Some((text[..count].parse().ok()?, &text[count..]))
}

/// `25:00`, `10:61`; 24:00 is the end of the day.
fn has_impossible_hour(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else { return false };
    let Some((hour, rest)) = digits(rest.trim_start(), 1, 2) else { return false };
    let Some((minute, _)) = rest.strip_prefix(':').and_then(|rest| digits(rest, 2, 2)) else { return false };
    hour > 24 || minute > 59
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_no_calendar() {
        for text in [
            "2024-13-45",
            "2020-04-31",
            "2023-02-29",
            "1900-02-29",
            "2024-00-10",
            "2024-01-00",
            "2024/2/30",
            "2020-31-12",
            "2020-04-31 10:00:00 +0100",
            "2015-11-07 25:00:00",
            "2015-11-07T10:61:00",
        ] {
            assert!(is_impossible(text), "{text}");
        }
        for text in [
            "2024-02-29",
            "2000-02-29",
            "2015-11-07 16:11:00-0400",
            "2015-11-07 24:00:00",
            "2024-1-1",
            "2024-12",
            "20240231",
            "31 April",
            "2024-100-1",
            "1.2.30",
            "2020-01-01 to 2020-04-31",
        ] {
            assert!(!is_impossible(text), "{text}");
        }
    }

    #[test]
    fn no_days_at_all() {
        for text in ["TBD", "in press", "2019", "forthcoming", "?"] {
            assert!(is_none(text), "{text}");
        }
        for text in ["May", "Sept.", "11/2015", "20190101", "1800", "2019年", "Fall 2019", "10:00"] {
            assert!(!is_none(text), "{text}");
        }
    }
}
