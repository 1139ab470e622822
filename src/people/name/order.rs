//! Which word of a name without a comma is the family name.

use super::Certainty;
use super::reading::{is_capitals, is_initial, plain};
use super::{eastern, scripts, variants, words};

/// One way to part the words of a name.
pub(super) struct Reading<'a> {
    pub(super) given: Vec<&'a str>,
    pub(super) family: Vec<&'a str>,
    pub(super) certainty: Certainty,
    /// Every letter of the given names is an initial: `Byron AB`.
    pub(super) given_are_letters: bool,
}

impl<'a> Reading<'a> {
    /// `tokens` with the family name from `at` on.
    fn last(tokens: &[&'a str], at: usize, certainty: Certainty) -> Reading<'a> {
        Reading { given: tokens[..at].to_vec(), family: tokens[at..].to_vec(), certainty, given_are_letters: false }
    }

    /// `tokens` with the family name up to `at`.
    fn first(tokens: &[&'a str], at: usize, certainty: Certainty) -> Reading<'a> {
        Reading { given: tokens[at..].to_vec(), family: tokens[..at].to_vec(), certainty, given_are_letters: false }
    }
}

/// The ways to part two or more words, the most likely first.
pub(super) fn readings<'a>(tokens: &[&'a str]) -> Vec<Reading<'a>> {
    let folded: Vec<String> = tokens.iter().map(|token| plain(token)).collect();
    if let Some(at) = family_in_capitals(tokens, &folded) {
        return vec![Reading::first(tokens, at, Certainty::Sure)];
    }
    if begins_with_family(tokens, &folded) {
        let mut readings = vec![Reading::first(tokens, 1, Certainty::Sure)];
        // `Kim` is a given name elsewhere.
        if tokens.len() == 2 {
            readings.push(Reading::last(tokens, 1, Certainty::Likely));
        }
        return readings;
    }
    let mut readings = Vec::new();
    let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
    let at = family_start(tokens, &folded);
    let last_folded = &folded[folded.len() - 1];
    let trailing = tokens.iter().rev().take_while(|word| is_initial(word) || is_capitals(word)).count();
    let may_begin = !is_initial(first) && !is_capitals(first) && trailing > 0 && trailing < tokens.len();
    let are_initials = may_begin
        && is_capitals(last)
        && (last_folded.len() == 2 || !last_folded.contains(['a', 'e', 'i', 'o', 'u', 'y']))
        && !eastern::is_family(last_folded);
    if !is_initial(last) && at > 0 {
        let certainty = if are_initials { Certainty::Possible } else { Certainty::Sure };
        readings.push(Reading::last(tokens, at, certainty));
    }
    // `Byron A`, `Byron A. B.`, `Byron AB`; but `Bo LIN` may as well be a family name in capitals.
    if may_begin {
        let reading = Reading::first(tokens, tokens.len() - trailing, Certainty::Sure);
        let reading = Reading { given_are_letters: true, ..reading };
        readings.insert(if are_initials { 0 } else { readings.len() }, reading);
    }
    if tokens.iter().all(|token| !is_initial(token)) {
        readings.extend(possible(tokens, &folded, at));
    }
    readings
}

/// Readings that only a name in full may bear out: the family name first, and two family names.
fn possible<'a>(tokens: &[&'a str], folded: &[String], at: usize) -> Vec<Reading<'a>> {
    let mut readings = Vec::new();
    let count = tokens.len();
    if count <= 3 && !words::is_particle(tokens[0]) {
        let likely = count == 2 && variants::is_hungarian(&folded[1]) && !variants::is_hungarian(&folded[0]);
        let certainty = if likely { Certainty::Likely } else { Certainty::Possible };
        readings.push(Reading::first(tokens, 1, certainty));
    }
    let last = &folded[count - 1];
    let is_eastern = eastern::is_family(last)
        && folded[..count - 1].iter().all(|word| eastern::is_syllable(word) || eastern::two_initials(word).is_some());
    if at > 1 && !is_eastern && !eastern::is_vietnamese_family(last) {
        readings.push(Reading::last(tokens, at - 1, Certainty::Possible));
    }
    readings
}

/// Where the family name in capitals ends that begins the name: `HUANG Xin`, but not `AB Byron`.
fn family_in_capitals(tokens: &[&str], folded: &[String]) -> Option<usize> {
    let is_upper = |token: &str| {
        let mut letters = token.chars().filter(|letter| letter.is_alphabetic());
        letters.clone().count() > 1 && letters.all(char::is_uppercase)
    };
    let is_family =
        |at: usize| is_upper(tokens[at]) && (tokens[at].chars().count() > 3 || eastern::is_family(&folded[at]));
    let count = (0..tokens.len()).take_while(|&at| is_family(at)).count();
    let others = &tokens[count..];
    let has_small = others.iter().any(|token| token.chars().any(char::is_lowercase) && !is_initial(token));
    (count > 0 && has_small && others.iter().all(|token| !is_upper(token))).then_some(count)
}

/// Whether the first word cannot but be the family name: `Zhang Weiming`, `Nguyen Van Thach`, `Petrov Ivan Sergeevich`.
fn begins_with_family(tokens: &[&str], folded: &[String]) -> bool {
    let (first, last) = (folded[0].as_str(), folded[folded.len() - 1].as_str());
    if tokens.iter().any(|token| is_initial(token)) {
        return false;
    }
    let is_given_of_two = |token: &str, word: &str| match token.split_once('-') {
        Some((one, two)) => eastern::is_syllable(&plain(one)) && eastern::is_syllable(&plain(two)),
        None => eastern::two_initials(word).is_some(),
    };
    match folded.len() {
        2 if eastern::is_family(first) && !eastern::is_family(last) => is_given_of_two(tokens[1], last),
        3 if scripts::is_patronymic(last) => scripts::is_slavic_family(first),
        count => count > 2 && eastern::is_vietnamese_family(first) && !eastern::is_vietnamese_family(last),
    }
}

/// Where the family name of `Given … Family` begins: its last word and the particles before it, from the first particle
/// in small letters; the last but one, where that is a Spanish family name.
fn family_start(tokens: &[&str], folded: &[String]) -> usize {
    let last = tokens.len() - 1;
    let is_small = |at: usize| {
        words::is_particle(tokens[at]) || (tokens[at].ends_with('.') && tokens[at].starts_with(char::is_lowercase))
    };
    if let Some(at) = (1..last).find(|&at| is_small(at)) {
        let joins = matches!(tokens[at], "y" | "e" | "i") && at > 1;
        return if joins { at - 1 } else { at };
    }
    let mut at = last;
    if eastern::is_vietnamese_family(&folded[last]) || eastern::is_family(&folded[last]) {
        return at;
    }
    while at > 1 && words::is_capital_particle(tokens[at - 1]) {
        at -= 1;
    }
    if at == last && at > 1 && folded[at - 1].len() > 4 && folded[at - 1].ends_with("ez") {
        at -= 1;
    }
    at
}
