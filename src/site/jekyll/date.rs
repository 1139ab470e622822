//! Dates of posts and documents as Ruby's `Time.parse` reads them and as permalinks spell them.

use crate::calendar::{civil_from_days, days_from_civil};

/// A point in time in the zone that the site is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    /// Days since 1970-01-01.
    day: i64,
    /// Seconds of that day.
    second: i64,
}

/// The zone that the site is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// None is configured, or it is UTC: that of GitHub's machines.
    Utc,
    /// Another one, whose hours are not known here.
    Other,
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) moment: Moment,
    /// The day may be the one before or after: the zone of the date is not the site's.
    pub(super) is_near: bool,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Zones by name, in minutes from UTC, that `Date._parse` knows and people write.
const ZONES: &[(&str, i64)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("cet", 60),
    ("cest", 120),
    ("jst", 540),
];

/// Reads `2020-01-31`, with a time and a zone behind it or not, `31 Jan 2020`, `January 31, 2020`. `None` for anything else,
/// at which Jekyll stops or which only Ruby could read.
pub(super) fn read(text: &str, zone: Zone) -> Option<Reading> {
    let text = text.trim();
    let (year, month, day, rest) = numbers(text).or_else(|| words(text))?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (second, offset) = clock(rest)?;
    // The 31st of a month that has 30 days is the first of the next, as `Time.local` has it.
    let mut moment = Moment { day: days_from_civil(year, month, 1) + day - 1, second };
    if let Some(minutes) = offset.filter(|_| zone == Zone::Utc) {
        moment = moment.plus(-60 * minutes);
    }
    Some(Reading { moment, is_near: offset.is_some() && zone == Zone::Other })
}

impl Moment {
    fn plus(self, seconds: i64) -> Moment {
        let total = self.second + seconds;
        Moment { day: self.day + total.div_euclid(86_400), second: total.rem_euclid(86_400) }
    }

    /// The same hour so many days later.
    pub(super) fn days_later(self, days: i64) -> Moment {
        Moment { day: self.day + days, ..self }
    }

    /// Days since 1970-01-01.
    pub(super) fn day(self) -> i64 {
        self.day
    }

    /// The value of a date placeholder (`Jekyll::Drops::UrlDrop`); `None` when it is none.
    pub(super) fn spell(self, placeholder: &str) -> Option<String> {
        let (year, month, day) = civil_from_days(self.day);
        let of_year = self.day - days_from_civil(year, 1, 1) + 1;
        let weekday = (self.day + 3).rem_euclid(7);
        let (week_year, week) = self.week(weekday);
        Some(match placeholder {
            "year" => format!("{year:04}"),
            "short_year" => format!("{:02}", year.rem_euclid(100)),
            "month" => format!("{month:02}"),
            "i_month" => month.to_string(),
            "short_month" => MONTHS[month as usize - 1][..3].to_string(),
            "long_month" => MONTHS[month as usize - 1].to_string(),
            "day" => format!("{day:02}"),
            "i_day" => day.to_string(),
            "y_day" => format!("{of_year:03}"),
            "w_year" => format!("{week_year:04}"),
            "week" => format!("{week:02}"),
            "w_day" => (weekday + 1).to_string(),
            "short_day" => DAYS[weekday as usize][..3].to_string(),
            "long_day" => DAYS[weekday as usize].to_string(),
            "hour" => format!("{:02}", self.second / 3600),
            "minute" => format!("{:02}", self.second / 60 % 60),
            "second" => format!("{:02}", self.second % 60),
            _ => return None,
        })
    }

    /// Year and week of ISO 8601: the week belongs to the year of its Thursday.
    fn week(self, weekday: i64) -> (i64, i64) {
        let thursday = self.day - weekday + 3;
        let (year, ..) = civil_from_days(thursday);
        (year, (thursday - days_from_civil(year, 1, 1)) / 7 + 1)
    }
}

/// `2020-1-31`, `2020/01/31`, `2020.01.31`, `20-1-31`; and what comes behind.
fn numbers(text: &str) -> Option<(i64, i64, i64, &str)> {
    let (year, digits, rest) = number(text)?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    let (month, _, rest) = number(&rest[1..])?;
    let (day, day_digits, rest) = number(rest.strip_prefix(mark)?)?;
    if day_digits > 2 {
        // `31-01-2020`, which Ruby reads by other rules.
        return None;
    }
    // `01/05/2020` and `1/5/20` are another order.
    let is_year_first = digits > 2 || mark == '-';
    let year = if digits > 2 { year } else { full_year(year) };
    is_year_first.then_some((year, month, day, rest))
}

/// Two digits of a year, as `Date._parse` completes them.
fn full_year(year: i64) -> i64 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}

/// `31 Jan 2020`, `January 31, 2020`, with a weekday before it or not.
fn words(text: &str) -> Option<(i64, i64, i64, &str)> {
    let is_weekday = |word: &str| DAYS.iter().any(|day| is_name(word, day));
    let (first, mut rest) = word(text);
    if first.is_empty() || !is_weekday(first) {
        rest = text;
    }
    let rest = rest.trim_start_matches([',', '.', ' ']);
    let (name, after) = word(rest);
    let (month, day, after) = if name.is_empty() {
        let (day, _, after) = number(rest)?;
        let (name, after) = word(after.trim_start());
        (month_of(name)?, day, after)
    } else {
        let (day, _, after) = number(after.trim_start_matches(['.', ' ']))?;
        (month_of(name)?, day, after)
    };
    let (year, digits, rest) = number(after.trim_start_matches([',', '.', ' ']))?;
    (digits == 4).then_some((year, month, day, rest))
}

fn month_of(name: &str) -> Option<i64> {
    MONTHS.iter().position(|month| is_name(name, month)).map(|at| at as i64 + 1)
}

/// Whether `word` is `name` or its first three letters.
fn is_name(word: &str, name: &str) -> bool {
    word.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(&name[..3])
}

/// The letters at the head of `text`, and the rest.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len()))
}

/// The number at the head of `text`, how many digits it has, and the rest.
fn number(text: &str) -> Option<(i64, usize, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (1..=4).contains(&end).then_some(())?;
    Some((text[..end].parse().ok()?, end, &text[end..]))
}

/// Seconds of the day, and minutes from UTC if the zone is written: `T10:00:00.5+01:00`, ` 9:05 PM`, nothing.
fn clock(text: &str) -> Option<(i64, Option<i64>)> {
    let text = text.trim_start_matches([',', ' ', 'T', 't']).trim_end();
    if text.is_empty() {
        return Some((0, None));
    }
    let Some((hour, _, rest)) = number(text) else { return Some((0, Some(zone(text)?))) };
    let (minute, _, mut rest) = number(rest.strip_prefix(':')?)?;
    let mut second = 0;
    if let Some((seconds, _, after)) = rest.strip_prefix(':').and_then(number) {
        second = seconds;
        rest = after.strip_prefix('.').map_or(after, |tail| tail.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    let rest = rest.trim_start();
    let (name, after) = word(rest);
    let (hour, rest) = match name.to_ascii_lowercase().as_str() {
        "am" => (hour % 12, after.trim_start()),
        "pm" => (hour % 12 + 12, after.trim_start()),
        _ => (hour, rest),
    };
    if hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let offset = if rest.is_empty() { None } else { Some(zone(rest)?) };
    Some((hour * 3600 + minute * 60 + second, offset))
}

/// `+0100`, `-08:00`, `UTC`, `EST`: minutes from UTC.
fn zone(text: &str) -> Option<i64> {
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)) {
        return Some(*minutes);
    }
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let value: i64 = digits.parse().ok()?;
    match digits.len() {
        1 | 2 => Some(sign * value * 60),
        4 => Some(sign * (value / 100 * 60 + value % 100)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_ruby_reads() {
        for (text, expected) in [
            ("2020-01-02", "2020-01-02 00:00:00"),
            ("2020-04-31", "2020-05-01 00:00:00"),
            ("20-1-2", "2020-01-02 00:00:00"),
            ("2020/01/05", "2020-01-05 00:00:00"),
            ("2020.01.05", "2020-01-05 00:00:00"),
            ("5 Jan 2020", "2020-01-05 00:00:00"),
            ("January 5, 2020", "2020-01-05 00:00:00"),
            ("Sat, 5 Jan 2020 10:00:00 GMT", "2020-01-05 10:00:00"),
            ("2020-01-02T10:00", "2020-01-02 10:00:00"),
            ("2020-01-02 23:30:00 -0800", "2020-01-03 07:30:00"),
            ("2015-11-07 16:11:00-0400", "2015-11-07 20:11:00"),
            ("2020-1-2 9:05", "2020-01-02 09:05:00"),
            ("2020-01-02 10:00 PM", "2020-01-02 22:00:00"),
            ("2020-12-25 00:00:00 +0530", "2020-12-24 18:30:00"),
            ("2020-01-02 10:00:00 EST", "2020-01-02 15:00:00"),
            ("2020", "-"),
            ("01/05/2020", "-"),
            ("2020-13-01", "-"),
            ("today", "-"),
            ("", "-"),
            ("2020-01-0２", "-"),
        ] {
            let part = |moment: Moment, name| moment.spell(name).unwrap_or_default();
            let found = read(text, Zone::Utc).map(|reading| {
                let part = |name| part(reading.moment, name);
                let date = format!("{}-{}-{}", part("year"), part("month"), part("day"));
                format!("{date} {}:{}:{}", part("hour"), part("minute"), part("second"))
            });
            assert_eq!(found.as_deref().unwrap_or("-"), expected, "{text}");
        }
        let near = read("2020-01-02 23:30:00 -0800", Zone::Other).expect("it is a date");
        assert!(near.is_near && near.moment.spell("day").as_deref() == Some("02"));
    }

    #[test]
    fn spells() {
        let names = "short_year i_month short_month long_month i_day y_day w_year week w_day short_day long_day";
        for (text, expected) in [
            ("2024-12-30", "24 12 Dec December 30 365 2025 01 1 Mon Monday"),
            ("2021-01-03", "21 1 Jan January 3 003 2020 53 7 Sun Sunday"),
            ("2020-03-02", "20 3 Mar March 2 062 2020 10 1 Mon Monday"),
        ] {
            let moment = read(text, Zone::Utc).expect("it is a date").moment;
            let spelt: Vec<String> = names.split(' ').filter_map(|name| moment.spell(name)).collect();
            assert_eq!(spelt.join(" "), expected, "{text}");
        }
        assert_eq!(read("2020-03-02", Zone::Utc).and_then(|date| date.moment.spell("title")), None);
    }
}
