//! Dates as people write them in running text: `May 2024`, `2024/05/03`, `3rd of May, 2024`, `2024年5月`.

use super::{days_from_civil, is_day};
use crate::text::Span;

/// A date in running text, as much of it as is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub span: Span,
    /// `None`: "3 May".
    pub year: Option<i32>,
    /// The first and the last month that it may mean: one of a month's name, more of a season's, and of numbers that may
    /// be day and month or month and day. `None`: a year alone.
    pub months: Option<(u8, u8)>,
    /// `None` where day and month may be exchanged, too.
    pub day: Option<u8>,
}

/// Years that are no number of something else.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2099;

/// Blanks that may stand between the parts of a date, in bytes: markup that a reader does not see counts as blanks.
const GAP: usize = 24;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Seasons and terms with the months they may reach over; a winter belongs to two years.
const SEASONS: [(&str, Option<(u8, u8)>); 5] = [
    ("spring", Some((1, 6))),
    ("summer", Some((5, 9))),
    ("autumn", Some((8, 12))),
    ("fall", Some((8, 12))),
    ("winter", None),
];

impl Written {
    /// The first day that it may mean, in days since 1970-01-01, when the year is written or else `year`.
    pub fn first(&self, year: Option<i32>) -> Option<i64> {
        let year = i64::from(self.year.or(year)?);
        Some(days_from_civil(
            year,
            i64::from(self.months.map_or(1, |months| months.0)),
            i64::from(self.day.unwrap_or(1)),
        ))
    }

    /// The last such day.
    pub fn last(&self, year: Option<i32>) -> Option<i64> {
        let year = i64::from(self.year.or(year)?);
        let month = i64::from(self.months.map_or(12, |months| months.1));
        Some(match self.day {
            Some(day) => days_from_civil(year, month, i64::from(day)),
            None if month == 12 => days_from_civil(year + 1, 1, 1) - 1,
            None => days_from_civil(year, month + 1, 1) - 1,
        })
    }
}

/// The dates of `text` inside `within`, in order. A month without a year or a day is none.
pub fn dates(text: &str, within: Span) -> Vec<Written> {
    let text = &text[..within.end()];
    let bytes = text.as_bytes();
    let mut dates: Vec<Written> = Vec::new();
    let mut at = within.start();
    while at < within.end() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let goes_on = dates.last().is_some_and(|date| is_dash(&text[date.span.end()..at]));
        let date = (goes_on || begins(text, at)).then(|| date_at(text, at)).flatten();
        let date = date.filter(|date| date.year.is_some() || date.day.is_some());
        match date {
            Some(date) => {
                dates.push(date);
                at = date.span.end();
            }
            None => at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count(),
        }
    }
    dates
}

/// The date that `within` begins with, behind brackets, pictures and blanks; `None` for the first of a range. Of a month
/// alone the caller has to know the year.
pub fn leading(text: &str, within: Span) -> Option<Written> {
    let text = &text[..within.end()];
    let mut at = within.start();
    loop {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        if let Some(behind) = skip_sign(rest) {
            at += behind;
        } else if c.is_alphanumeric() {
            break;
        } else {
            at += c.len_utf8();
        }
    }
    date_at(text, at).filter(|date| !goes_on(text, date.span.end()))
}

/// The date that `within` ends with, before brackets and full stops; `None` for the last of a range.
pub fn trailing(text: &str, within: Span) -> Option<Written> {
    let end = within.of(text).trim_end_matches(|c: char| !c.is_alphanumeric()).len() + within.start();
    let start = text.floor_char_boundary(end.saturating_sub(TAIL).max(within.start()));
    let dates = dates(text, Span::new(start, within.end()));
    let (last, others) = dates.split_last()?;
    let is_range = others.last().is_some_and(|before| is_dash(&text[before.span.end()..last.span.start()]));
    (last.span.end() >= end && !is_range).then_some(*last)
}

/// How far before the end of a text its last date can begin, in bytes.
const TAIL: usize = 48;

/// The length of a character reference or a picture's short name at the start of `rest`: `&nbsp;`, `:tada:`.
fn skip_sign(rest: &str) -> Option<usize> {
    let close = match rest.as_bytes().first()? {
        b'&' => b';',
        b':' => b':',
        _ => return None,
    };
    let name = rest.as_bytes()[1..].iter().take(24);
    let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    (length > 0 && rest.as_bytes().get(length + 1) == Some(&close)).then_some(length + 2)
}

/// Whether a range goes on behind its first date, which ends at `end`: `2020 – 2023`, `2020–23`, `2020 - present`.
fn goes_on(text: &str, end: usize) -> bool {
    const DASHES: [&str; 12] = ["---", "--", "-", "–", "—", "~", "～", "to ", "until ", "&ndash;", "&mdash;", "至"];
    const NOW: [&str; 9] = ["present", "now", "current", "today", "ongoing", "date", "今", "现在", "?"];
    let dash = skip_blanks(text, end);
    let Some(behind) = skip(text, dash, &DASHES) else { return false };
    let at = skip_blanks(text, behind);
    let rest = &text[at..];
    let is_now = NOW.iter().any(|now| rest.get(..now.len()).is_some_and(|word| word.eq_ignore_ascii_case(now)));
    let is_short = behind == at && small(text, at).is_some_and(|(_, end)| ends(&text[end..]));
    is_now || is_short || rest.trim_start().is_empty() || date_at(text, at).is_some()
}

/// Whether what stands between two dates makes a range of them.
pub fn is_dash(between: &str) -> bool {
    let between = between.trim();
    matches!(
        between,
        "-" | "–" | "—" | "--" | "---" | "~" | "～" | "to" | "until" | "&ndash;" | "&mdash;" | "至" | "到"
    )
}

/// Whether a word or number can begin at `at`: `ICML2024` and `1,2024` hold no year.
fn begins(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        None => true,
        Some(c) if is_letter(c) || c.is_numeric() => false,
        Some('.' | ',' | '-' | '/' | ':' | '–') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !matches!(c, '$' | '#' | '@' | '_' | '€' | '\\' | '&' | '='),
    }
}

/// Whether a date can end before `rest`.
fn ends(rest: &str) -> bool {
    let mut behind = rest.chars();
    match behind.next() {
        None => true,
        Some(c) if is_letter(c) || c.is_numeric() => false,
        Some('-' | '/' | '.' | ',' | ':') => {
            let digits = behind.as_str().bytes().take_while(u8::is_ascii_digit).count();
            digits == 0 || (digits == 4 && rest.starts_with(['-', '/']))
        }
        Some(c) => !matches!(c, '%' | '_' | '@'),
    }
}

/// A letter of a script that has blanks between words.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c < '\u{2E80}'
}

/// The date that begins at `at`, which must be where a word or number begins.
pub fn date_at(text: &str, at: usize) -> Option<Written> {
    let rest = &text[at..];
    if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return from_word(text, at);
    }
    let (number, after) = number(text, at)?;
    match after - at {
        4 => from_year(text, at, number, after),
        1 | 2 => from_small(text, at, number, after),
        _ => None,
    }
}

/// The number at `at` and where it ends; `None` for more than four digits.
fn number(text: &str, at: usize) -> Option<(i32, usize)> {
    let digits = text.as_bytes()[at..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    let number = text[at..at + digits].parse().ok().filter(|_| digits <= 4)?;
    Some((number, at + digits))
}

/// A number of one or two digits.
fn small(text: &str, at: usize) -> Option<(u8, usize)> {
    let (number, after) = number(text, at).filter(|(_, after)| after - at <= 2)?;
    Some((number as u8, after))
}

/// A year in four digits.
fn year(text: &str, at: usize) -> Option<(i32, usize)> {
    number(text, at).filter(|(year, after)| after - at == 4 && YEARS.contains(year) && ends_year(&text[*after..]))
}

fn ends_year(rest: &str) -> bool {
    ends(rest) || rest.starts_with(['年', '년'])
}

/// The end of the blanks at `at`.
fn skip_blanks(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take(GAP).take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The end of the one of `parts` that stands at `at`.
fn skip(text: &str, at: usize, parts: &[&str]) -> Option<usize> {
    parts.iter().find(|part| text[at..].starts_with(**part)).map(|part| at + part.len())
}

/// `2024`, `2024-05`, `2024.05.03`, `2024年5月3日`, `2024 May 3`.
fn from_year(text: &str, at: usize, year: i32, after: usize) -> Option<Written> {
    if !YEARS.contains(&year) {
        return None;
    }
    let date = |end: usize, months: Option<(u8, u8)>, day: Option<u8>| {
        Some(Written { span: Span::new(at, end), year: Some(year), months, day })
    };
    if let Some(end) = skip(text, after, &["年", "년"]) {
        return match month_and_day_by_signs(text, skip_blanks(text, end)) {
            Some((month, day, end)) => date(end, Some((month, month)), day),
            None => date(end, None, None),
        };
    }
    let separator = text.as_bytes().get(after).copied().filter(|byte| b"-./".contains(byte));
    if let Some(separator) = separator
        && let Some((month, end)) = small(text, after + 1)
    {
        if !(1..=12).contains(&month) {
            return None;
        }
        let day = (text.as_bytes().get(end) == Some(&separator)).then(|| small(text, end + 1)).flatten();
        if let Some((day, end)) = day.filter(|(_, end)| ends(&text[*end..])) {
            let is_day = is_day(i64::from(year), i64::from(month), i64::from(day));
            return is_day.then(|| date(end, Some((month, month)), Some(day))).flatten();
        }
        // `2011-12` may be a winter.
        let is_two_years = separator == b'-' && i32::from(month) == year % 100 + 1;
        return (ends(&text[end..]) && !is_two_years).then(|| date(end, Some((month, month)), None)).flatten();
    }
    if !ends(&text[after..]) {
        return None;
    }
    let word = skip_blanks(text, skip(text, after, &[","]).unwrap_or(after));
    if word > after
        && let Some(named) = from_word(text, word)
        && named.year.is_none()
    {
        return date(named.span.end(), named.months, named.day);
    }
    date(after, None, None)
}

/// `5月`, `5月3日`
fn month_and_day_by_signs(text: &str, at: usize) -> Option<(u8, Option<u8>, usize)> {
    let (month, after) = small(text, at).filter(|(month, _)| (1..=12).contains(month))?;
    let end = skip(text, after, &["月", "월"])?;
    let day = small(text, skip_blanks(text, end)).filter(|(day, _)| (1..=31).contains(day));
    let day = day.and_then(|(day, after)| Some((day, skip(text, after, &["日", "号", "일"])?)));
    Some((month, day.map(|(day, _)| day), day.map_or(end, |(_, end)| end)))
}

/// `3 May 2024`, `05/2024`, `03/05/2024`, `5月3日`.
fn from_small(text: &str, at: usize, first: i32, after: usize) -> Option<Written> {
    let first = first as u8;
    if let Some((month, day, end)) = month_and_day_by_signs(text, at) {
        return Some(Written { span: Span::new(at, end), year: None, months: Some((month, month)), day });
    }
    let separator = text.as_bytes().get(after).copied().filter(|byte| b"-./".contains(byte));
    if let Some(separator) = separator
        && let Some((number, end)) = number(text, after + 1)
    {
        if end - after == 5 {
            let (year, end) = year(text, after + 1)?;
            let is_month = (1..=12).contains(&first) && (separator == b'/' || after - at == 2);
            return is_month.then_some(Written {
                span: Span::new(at, end),
                year: Some(year),
                months: Some((first, first)),
                day: None,
            });
        }
        let second = u8::try_from(number).ok()?;
        let (year, end) = skip(text, end, &[&text[after..=after]]).and_then(|end| year(text, end))?;
        let (months, day) = numbers(separator, first, second)?;
        let exists = day.is_none_or(|day| is_day(i64::from(year), i64::from(months.0), i64::from(day)));
        return exists.then_some(Written { span: Span::new(at, end), year: Some(year), months: Some(months), day });
    }
    let is_day = (1..=31).contains(&first);
    let after = skip(text, after, &["st", "nd", "rd", "th", "-", "."]).unwrap_or(after);
    let word = skip_blanks(text, after);
    let word = skip(text, word, &["of "]).map_or(word, |word| skip_blanks(text, word));
    let (month, end) = month_name(text, word).filter(|_| is_day && word > at)?;
    let year = year_behind(text, end);
    Some(Written {
        span: Span::new(at, year.map_or(end, |(_, end)| end)),
        year: year.map(|(year, _)| year),
        months: Some((month, month)),
        day: Some(first),
    })
}

/// Which of two numbers before a year is the day. With dots it is the first.
fn numbers(separator: u8, first: u8, second: u8) -> Option<((u8, u8), Option<u8>)> {
    let is_month = |number: u8| (1..=12).contains(&number);
    let is_day = |number: u8| (1..=31).contains(&number);
    if is_month(second) && is_day(first) && (separator == b'.' || !is_month(first) || first == second) {
        return Some(((second, second), Some(first)));
    }
    if is_month(first) && is_month(second) {
        return Some(((first.min(second), first.max(second)), None));
    }
    (is_month(first) && is_day(second)).then_some(((first, first), Some(second)))
}

/// The month whose name or abbreviation stands at `at`, and the end of it with its dot.
fn month_name(text: &str, at: usize) -> Option<(u8, usize)> {
    let (word, end) = word(text, at)?;
    let index = MONTHS.iter().position(|month| {
        let is_short = word.len() == 3 || (word.len() == 4 && month.len() > 8);
        word.eq_ignore_ascii_case(month) || (is_short && month[..word.len()].eq_ignore_ascii_case(word))
    })?;
    Some((index as u8 + 1, skip(text, end, &["."]).unwrap_or(end)))
}

/// The word at `at`, when it can be a month or a season.
fn word(text: &str, at: usize) -> Option<(&str, usize)> {
    let length = text.as_bytes()[at..].iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let end = at + length;
    ((3..=9).contains(&length) && !text[end..].starts_with(is_letter)).then(|| (&text[at..end], end))
}

/// `, 2024`, ` 2024`, `-2024`, `’24` behind a month or a day.
fn year_behind(text: &str, at: usize) -> Option<(i32, usize)> {
    let at = skip_blanks(text, at);
    let at = skip_blanks(text, skip(text, at, &[",", ".", "-", "/"]).unwrap_or(at));
    if let Some(digits) = skip(text, at, &["'", "’", "&rsquo;"]) {
        let (short, end) = small(text, digits).filter(|(_, end)| end - digits == 2 && ends(&text[*end..]))?;
        let short = i32::from(short);
        return Some((if short < 50 { 2000 + short } else { 1900 + short }, end));
    }
    year(text, at)
}

/// `May 2024`, `May 3rd, 2024`, `May/June 2024`, `Spring 2024`, `May 3`, `May`.
fn from_word(text: &str, at: usize) -> Option<Written> {
    let Some((month, end)) = month_name(text, at) else { return from_season(text, at) };
    let date = |end: usize, year: Option<i32>, months: (u8, u8), day: Option<u8>| {
        Some(Written { span: Span::new(at, end), year, months: Some(months), day })
    };
    if let Some((year, end)) = year_behind(text, end) {
        return date(end, Some(year), (month, month), None);
    }
    let dash = skip_blanks(text, end);
    if let Some(second) = skip(text, dash, &["-", "–", "/", "&ndash;"])
        && let Some((until, end)) = month_name(text, skip_blanks(text, second))
        && until > month
    {
        let (year, end) = year_behind(text, end)?;
        return date(end, Some(year), (month, until), None);
    }
    if !text[at..].starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let Some((day, mut end)) = small(text, dash).filter(|(day, _)| (1..=31).contains(day)) else {
        return date(end, None, (month, month), None);
    };
    end = skip(text, end, &["st", "nd", "rd", "th"]).unwrap_or(end);
    // The last day of a few decides nothing.
    let until =
        skip(text, end, &["-", "–", "&ndash;"]).and_then(|until| small(text, until)).map_or(end, |(_, end)| end);
    if let Some((year, end)) = year_behind(text, until) {
        return is_day(i64::from(year), i64::from(month), i64::from(day))
            .then(|| date(end, Some(year), (month, month), Some(day)))
            .flatten();
    }
    ends(&text[until..]).then(|| date(end, None, (month, month), Some(day))).flatten()
}

fn from_season(text: &str, at: usize) -> Option<Written> {
    let (word, end) = word(text, at)?;
    let (_, months) = SEASONS.iter().find(|(season, _)| word.eq_ignore_ascii_case(season))?;
    let (year, end) = year_behind(text, end)?;
    Some(Written { span: Span::new(at, end), year: Some(year), months: *months, day: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2024-05-03`, `2024-05`, `2024-05/09`, `2024`, `-05-03`.
    fn spell(date: &Written) -> String {
        let year = date.year.map(|year| year.to_string()).unwrap_or_default();
        let months = match date.months {
            Some((first, last)) if first == last => format!("-{first:02}"),
            Some((first, last)) => format!("-{first:02}/{last:02}"),
            None => String::new(),
        };
        format!("{year}{months}{}", date.day.map(|day| format!("-{day:02}")).unwrap_or_default())
    }

    #[test]
    fn dates_are_read() {
        for (text, expected) in [
            ("2024", "2024"),
            ("in 2024, and 2025.", "2024 2025"),
            ("ICML2024 2024% 2024th 12024 20244 1,2024 $2024 v2024 2024.1234", ""),
            ("1949 1950 2099 2100", "1950 2099"),
            ("2020-2023 2020–2023", "2020 2023 2020 2023"),
            ("2020/09 - 2024/07 (now)", "2020-09 2024-07"),
            ("2024.05-2024.08", "2024-05 2024-08"),
            ("2024-05-03 2024/5/3 2024.05.03.", "2024-05-03 2024-05-03 2024-05-03"),
            ("2024-13 2024-02-30 2011-12 2020-23", ""),
            ("2024年5月3日 2024年 5月 2024年 于2024年, 2024년 5월 3일", "2024-05-03 2024-05 2024 2024 2024-05-03"),
            ("5月3日", "-05-03"),
            (
                "May 2024, Sept. 2024 sep, 2024 Jan '24 Jan’24 Dec-2024",
                "2024-05 2024-09 2024-09 2024-01 2024-01 2024-12",
            ),
            ("May 3, 2024; May 3rd 2024; May 3-5, 2024; May 3", "2024-05-03 2024-05-03 2024-05-03 -05-03"),
            ("3 May 2024, 3rd of May, 2024; 3-May-2024", "2024-05-03 2024-05-03 2024-05-03"),
            ("May/June 2024, May – June 2024", "2024-05/06 2024-05/06"),
            ("2024 May 3; 2024, May", "2024-05-03 2024-05"),
            ("05/2024 5/2024 05.2024 5.2024", "2024-05 2024-05 2024-05"),
            (
                "03/05/2024 13/05/2024 05/13/2024 05/05/2024 03.05.2024",
                "2024-03/05 2024-05-13 2024-05-13 2024-05-05 2024-05-03",
            ),
            ("Spring 2024 summer 2024 Fall, 2024 Winter 2024", "2024-01/06 2024-05/09 2024-08/12 2024"),
            ("may 3, Mayor 2024; May, march on, 31 flavours, Marching 3", "2024"),
            ("arXiv:2005.01234 10.1109/2020.123 doi 3.2020", ""),
            ("May\n2024", "2024-05"),
        ] {
            let found: Vec<String> = dates(text, Span::new(0, text.len())).iter().map(spell).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn days_of_a_date() {
        for (text, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("Feb 2024", "2024-02-01", "2024-02-29"),
            ("03/05/2024", "2024-03-01", "2024-05-31"),
            ("3 May 2024", "2024-05-03", "2024-05-03"),
            ("Fall 2024", "2024-08-01", "2024-12-31"),
        ] {
            let date = date_at(text, 0).expect("a date");
            assert_eq!(date.first(None).map(super::super::spell).as_deref(), Some(first), "{text}");
            assert_eq!(date.last(None).map(super::super::spell).as_deref(), Some(last), "{text}");
        }
    }

    #[test]
    fn any_text_is_read() {
        for text in ["5", "5月", "2024年", "May ", "3rd of ", "é2024é", "'24", "年2024", "12/", "12/2024/", "May–"]
        {
            for at in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
                let _ = date_at(text, at);
            }
            dates(text, Span::new(0, text.len()));
        }
    }
}
