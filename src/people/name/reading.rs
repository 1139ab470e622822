//! From the text of a name to its readings.

use super::fold::Folded;
use super::given::Given;
use super::order;
use super::{Certainty, Form, Manner, words};
use crate::people::name::family::Family;
use unicode_normalization::UnicodeNormalization;

/// The text with one kind of blank, hyphen and apostrophe, and without what nobody sees.
pub(super) fn clean(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_string();
    }
    let seen =
        text.chars().filter(|letter| !matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'));
    let one_kind = seen.map(|letter| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5BE}' => '-',
        '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '´' | 'ʹ' | '′' | '\u{5F3}' => '\'',
        other => other,
    });
    one_kind.nfkc().collect::<String>().trim().to_string()
}

/// The text outside brackets, and what stands in them; `None` when a bracket is open.
pub(super) fn split_brackets(text: &str) -> Option<(String, Vec<String>)> {
    let (mut outside, mut bracketed, mut open) = (String::new(), Vec::new(), None);
    for (at, letter) in text.char_indices() {
        match (letter, open) {
            ('(' | '[' | '"' | '“', None) => open = Some(at + letter.len_utf8()),
            (')' | ']' | '"' | '”', Some(start)) => {
                bracketed.push(text[start..at].trim().to_string());
                outside.push(' ');
                open = None;
            }
            (_, None) => outside.push(letter),
            (_, Some(_)) => {}
        }
    }
    open.is_none().then_some((outside, bracketed))
}

pub(super) fn is_native(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{3040}'..='\u{30FF}')
}

/// A name in Han (Kana may follow), Kana or Hangul without its blanks, Han simplified; `None` when the text is no such name.
pub(super) fn native_name(text: &str, manner: Manner) -> Option<String> {
    let name: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let letters = name.chars().count();
    if !name.chars().all(is_native) {
        return None;
    }
    let first = name.chars().next()?;
    let fits = match (manner, first) {
        (Manner::Known, _) => (2..=10).contains(&letters),
        (Manner::Text, '\u{AC00}'..='\u{D7A3}') => letters == 3 && words::begins_hangul_name(first),
        (Manner::Text, _) => (2..=4).contains(&letters) && words::begins_han_name(first),
    };
    fits.then(|| super::han::simplified(&name))
}

/// The readings of a name in alphabetic letters, the most likely first.
pub(super) fn forms(text: &str, manner: Manner) -> Vec<Form> {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let mut generation = None;
    let count = parts.len();
    while parts.len() > 1 {
        let last = parts[parts.len() - 1];
        let word = plain(last);
        let is_known_remark = manner == Manner::Known && is_remark(last, count);
        if words::is_generation(&word) {
            generation = Some(word);
        } else if !words::is_degree(&word) && !is_known_remark {
            break;
        }
        parts.pop();
    }
    match parts.as_slice() {
        [name] => match tokens(name, manner) {
            Some(tokens) => unordered(tokens, generation, manner),
            None => Vec::new(),
        },
        [family, given] => ordered(family, given, generation, manner).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Whether a part behind a comma is a degree (`Bagus, S.T., M.T.`) or an honour.
fn is_remark(part: &str, parts: usize) -> bool {
    let is_degree = part.contains('.') && part.len() <= 8 && !part.contains(' ');
    (parts > 2 && is_degree) || part.split_whitespace().any(|word| words::is_no_name_word(&plain(word)))
}

/// `family, given`.
fn ordered(family: &str, given: &str, mut generation: Option<String>, manner: Manner) -> Option<Form> {
    let mut family = tokens(family, manner)?;
    let mut given = tokens(given, manner)?;
    while let Some(last) = given.last().copied() {
        let word = plain(last);
        if words::is_generation(&word) {
            generation = Some(word);
        } else if words::is_particle(last) {
            family.insert(0, last);
        } else {
            break;
        }
        given.pop();
    }
    if family.is_empty() || given.is_empty() || family.iter().all(|word| is_initial(word)) {
        return None;
    }
    let all: Vec<&str> = given.iter().chain(&family).copied().collect();
    is_person(&all, manner).then(|| form(givens(&given), &family, generation, Certainty::Sure))
}

/// A name without a comma.
fn unordered(mut tokens: Vec<&str>, mut generation: Option<String>, manner: Manner) -> Vec<Form> {
    while let Some(&last) = tokens.last() {
        let word = plain(last);
        if words::is_generation(&word) && tokens.len() > 2 {
            generation = Some(word);
        } else if !words::is_degree(&word) || tokens.len() < 3 || last.len() < 3 {
            break;
        }
        tokens.pop();
    }
    if let (Manner::Known, [word]) = (manner, tokens.as_slice()) {
        return vec![form(Vec::new(), &[word], generation, Certainty::Sure)];
    }
    if tokens.len() < 2 || !is_person(&tokens, manner) {
        return Vec::new();
    }
    let mut readings = Vec::new();
    for reading in order::readings(&tokens) {
        let given = if reading.given_are_letters { letters(&reading.given) } else { givens(&reading.given) };
        readings.push(form(given, &reading.family, generation.clone(), reading.certainty));
    }
    if manner == Manner::Known {
        readings.extend(with_a_letter_for_the_family(&tokens));
    }
    readings
}

/// `Lakshmi R.`, `Elena Ibáñez M.`, and in southern India `R. Lakshmi`.
fn with_a_letter_for_the_family(tokens: &[&str]) -> Vec<Form> {
    let letter = |token: &&str| is_initial(token).then(|| Folded::new(token).initial()).flatten();
    let rest = |given: &[&str], letter, leads| Form {
        given: givens(given),
        family: Family::letter(letter, leads),
        generation: None,
        certainty: Certainty::Likely,
    };
    let is_name = |token: &&str| !is_initial(token);
    match tokens {
        [given, last] if is_name(given) => {
            letter(last).map(|letter| rest(&[given], letter, false)).into_iter().collect()
        }
        [first, given] if is_name(given) => {
            letter(first).map(|letter| rest(&[given], letter, true)).into_iter().collect()
        }
        [given @ .., family, last] if is_name(family) && is_name(&given[0]) && letter(last).is_some() => {
            vec![form(givens(given), &[family], None, Certainty::Likely)]
        }
        _ => Vec::new(),
    }
}

fn form(given: Vec<Given>, family: &[&str], generation: Option<String>, certainty: Certainty) -> Form {
    Form { given, family: Family::new(family), generation, certainty }
}

/// Given names, capitals such as `AB` read as initials.
fn givens(tokens: &[&str]) -> Vec<Given> {
    let mut given = Vec::new();
    for token in tokens {
        let count = token.chars().filter(|letter| letter.is_alphabetic()).count();
        if is_initial(token) || (is_capitals(token) && count == 2) {
            given.extend(letters(&[token]));
        } else if token.ends_with('.') && count <= 4 {
            given.push(Given::Short(plain(token)));
        } else {
            given.push(Given::new(token));
        }
    }
    given
}

/// Every letter as an initial: `A.-B.`, `AB`.
fn letters(tokens: &[&str]) -> Vec<Given> {
    let mut given = Vec::new();
    for token in tokens {
        for letter in token.chars().filter(|letter| letter.is_alphabetic()) {
            given.extend(Folded::new(letter.encode_utf8(&mut [0; 4])).initial().map(Given::Initial));
        }
    }
    given
}

/// The words of a name without titles; stops part initials (`J.R. Byron`). `None` when a character stands in no name.
fn tokens(text: &str, manner: Manner) -> Option<Vec<&str>> {
    let mut tokens = Vec::new();
    let word_ends = |word: &str| {
        // A stop behind the whole name.
        let bare = word.trim_end_matches('.');
        let is_name = bare.chars().count() > 2
            && !bare.contains('.')
            && bare.to_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if is_name { bare.len() } else { word.len() }
    };
    let count = text.split_whitespace().count();
    for (at, word) in text.split_whitespace().enumerate() {
        if !word.chars().all(|letter| letter.is_alphabetic() || is_mark_of_letter(letter) || ".-'`".contains(letter)) {
            return None;
        }
        let word = if at + 1 == count { &word[..word_ends(word)] } else { word };
        let is_title = |word: &str| {
            // `M.-S.` is no `Ms`.
            let has_inner_stop = word.trim_end_matches('.').contains('.');
            let word = plain(word);
            (!has_inner_stop && words::is_title(&word))
                || (manner == Manner::Known && words::is_configured_title(&word))
        };
        if tokens.is_empty() && is_title(word) {
            continue;
        }
        // `J.R.` is two initials, `J.-R.` is one word of two, `T.Byron` an initial and a name.
        for part in word.split_inclusive('.') {
            let part = part.trim_start_matches('-');
            let is_title = tokens.is_empty() && part.len() < word.len() && part.len() > 2 && is_title(part);
            if !part.is_empty() && part != "." && !is_title {
                tokens.push(part);
            }
        }
    }
    Some(tokens)
}

/// Combining marks and Arabic or Indic vowel signs inside a word.
fn is_mark_of_letter(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// Small letters and digits only, without accents.
pub(super) fn plain(word: &str) -> String {
    Folded::new(word).plain
}

/// `J`, `J.`, `J.-P`.
pub(super) fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    letters == 1 && word.chars().any(char::is_uppercase)
}

/// Two or three capitals, as in `Byron AB`; a hyphen may part them.
pub(super) fn is_capitals(word: &str) -> bool {
    let letters = word.chars().filter(|letter| *letter != '-');
    (2..=3).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase)
}

/// Whether the words can be a person's: few, capitalised but for particles, none that stands in titles only.
fn is_person(tokens: &[&str], manner: Manner) -> bool {
    let mut full = 0;
    for &token in tokens {
        let letters = token.chars().filter(|letter| letter.is_alphabetic()).count();
        if letters == 0 || letters > 24 {
            return false;
        }
        full += usize::from(!is_initial(token) && !words::is_particle(token));
        if manner == Manner::Known {
            continue;
        }
        // `d'Alembert`, `al-Farsi`, `di`: a capital inside, or a particle.
        if !token.chars().any(|letter| letter.is_uppercase() || is_caseless(letter)) && !words::is_particle(token) {
            return false;
        }
        if words::is_no_name_word(&plain(token)) {
            return false;
        }
    }
    let phrase = tokens.iter().map(|token| plain(token)).collect::<Vec<_>>().join(" ");
    full > 0 && (2..=7).contains(&tokens.len()) && !words::is_no_person(&phrase)
}

/// A letter of a script without capitals.
fn is_caseless(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}
