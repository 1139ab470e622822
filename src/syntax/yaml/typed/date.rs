//! Plain scalars that begin like a date: which days and hours each engine takes.

use super::{Engine, Refused, Typed};
use crate::calendar;

/// What the patterns of all engines have in common.
struct Parts {
    /// `-2020`, in Psych's date-times alone.
    is_negative: bool,
    year: u32,
    month: u32,
    day: u32,
    /// Month and day have two digits each.
    is_padded: bool,
    time: Option<Time>,
}

struct Time {
    /// A blank or `T` stands before it, and not tabs alone.
    is_apart: bool,
    hour: u32,
    minute: u32,
    second: u32,
    zone: Option<Zone>,
}

/// Hours and minutes from UTC.
#[derive(Default)]
struct Zone {
    hours: u32,
    minutes: u32,
}

/// `2020-01-31`, `2020-01-31 12:00:00 +0100`; `None` when the text is neither, `Str` where an engine tries it and gives
/// it up.
pub(super) fn read(text: &str, engine: Engine) -> Option<Result<Typed, Refused>> {
    let parts = parts(text, engine)?;
    let is_day = calendar::is_day(parts.year.into(), parts.month.into(), parts.day.into());
    let Some(time) = &parts.time else {
        return match engine {
            Engine::PyYaml if !parts.is_padded => None,
            Engine::PyYaml if !is_day || parts.year == 0 => Some(Err(Refused::Date)),
            Engine::Psych if parts.is_negative => None,
            Engine::SafeYaml if !parts.is_padded => None,
            _ => Some(Ok(if is_day { Typed::Date } else { Typed::Str })),
        };
    };
    let is_clock = time.hour < 24 && time.minute < 60;
    let is_midnight = (time.hour, time.minute, time.second) == (24, 0, 0);
    let offset = time.zone.as_ref().map_or(0, |zone| zone.hours * 60 + zone.minutes);
    let is_time = match engine {
        Engine::PyYaml => is_day && parts.year > 0 && is_clock && time.second < 60 && offset < 24 * 60,
        // Ruby's `Time` lets the days of a month go over into the next.
        Engine::Psych => {
            let is_day = (1..=12).contains(&parts.month) && (1..=31).contains(&parts.day);
            is_day && (is_clock && time.second <= 60 || is_midnight) && offset < 24 * 60
        }
        // `DateTime.parse` does not, and leaves out a zone that it does not know.
        Engine::SafeYaml => is_day && (is_clock && time.second <= 60 || is_midnight),
    };
    Some(match engine {
        Engine::PyYaml if !is_time => Err(Refused::DateTime),
        // `parse_time` splits where its pattern does not.
        Engine::Psych if !time.is_apart => Err(Refused::DateTime),
        _ => Ok(if is_time { Typed::DateTime } else { Typed::Str }),
    })
}

fn parts(text: &str, engine: Engine) -> Option<Parts> {
    let bytes = text.as_bytes();
    let is_negative = engine == Engine::Psych && bytes[0] == b'-';
    let mut cursor = Cursor { bytes, at: usize::from(is_negative) };
    let year = cursor.digits(4, 4)?;
    cursor.one_of(b"-")?;
    let month_at = cursor.at;
    let month = cursor.digits(1, 2)?;
    let is_month_padded = cursor.at == month_at + 2;
    cursor.one_of(b"-")?;
    let day_at = cursor.at;
    let day = cursor.digits(1, 2)?;
    let is_padded = is_month_padded && cursor.at == day_at + 2;
    let time = if cursor.is_at_end() { None } else { Some(time(&mut cursor, engine)?) };
    Some(Parts { is_negative, year, month, day, is_padded, time })
}

/// The rest of a date-time, to the end of the text.
fn time(cursor: &mut Cursor, engine: Engine) -> Option<Time> {
    let start = cursor.at;
    if cursor.one_of(b"Tt").is_none() {
        cursor.one_of(BLANKS)?;
        cursor.skip_blanks();
    }
    let is_apart = cursor.bytes[start..cursor.at].iter().any(|&byte| byte != b'\t');
    let hour = cursor.digits(1, 2)?;
    cursor.one_of(b":")?;
    let minute = cursor.digits(2, 2)?;
    cursor.one_of(b":")?;
    let second = cursor.digits(2, 2)?;
    if cursor.one_of(b".").is_some() {
        while cursor.digits(1, 9).is_some() {}
    }
    let zone = if cursor.is_at_end() { None } else { Some(zone(cursor, engine)?) };
    Some(Time { is_apart, hour, minute, second, zone })
}

/// ` Z`, `+1`, `-05:00`; without a colon `-0500` to the two Rubies.
fn zone(cursor: &mut Cursor, engine: Engine) -> Option<Zone> {
    cursor.skip_blanks();
    if cursor.one_of(b"Z").is_some() {
        return cursor.is_at_end().then_some(Zone::default());
    }
    cursor.one_of(b"+-")?;
    let hours = cursor.digits(1, 2)?;
    let has_colon = cursor.one_of(b":").is_some();
    let minutes = match (cursor.digits(1, 2), engine) {
        // Psych lets the minutes behind a colon go.
        (None, Engine::Psych) => 0,
        (None, _) if !has_colon => 0,
        (None, _) => return None,
        (Some(_), Engine::PyYaml) if !has_colon => return None,
        // `+123`: the pattern sees `+1` and `23`, but `+12:3` is none.
        (Some(_), _) if has_colon && cursor.bytes[cursor.at - 2] == b':' => return None,
        (Some(minutes), _) => minutes,
    };
    cursor.is_at_end().then_some(Zone { hours, minutes })
}

const BLANKS: &[u8] = b" \t";

/// Reads a text from left to right.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// `least` to `most` digits, at most nine.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self.bytes[self.at..].iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if count < least {
            return None;
        }
        let value =
            self.bytes[self.at..self.at + count].iter().fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
        self.at += count;
        Some(value)
    }

    fn one_of(&mut self, allowed: &[u8]) -> Option<()> {
        let byte = self.bytes.get(self.at)?;
        allowed.contains(byte).then(|| self.at += 1)
    }

    fn skip_blanks(&mut self) {
        while self.one_of(BLANKS).is_some() {}
    }

    fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }
}
