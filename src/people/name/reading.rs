//! From the text of a name to its readings.

use super::fold::Folded;
use super::{Form, Given, words};

/// The text outside brackets, and what stands in them; `None` when a bracket is open.
pub(super) fn split_brackets(text: &str) -> Option<(String, Vec<String>)> {
    let (mut outside, mut bracketed, mut open) = (String::new(), Vec::new(), None);
    for (at, letter) in text.char_indices() {
        match (letter, open) {
            ('(' | '（' | '"' | '“', None) => open = Some(at + letter.len_utf8()),
            (')' | '）' | '"' | '”', Some(start)) => {
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

/// A name in Han (Kana may follow) or Hangul without its blanks; `None` when the text is no such name.
pub(super) fn native_name(text: &str) -> Option<String> {
    let name: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let letters = name.chars().count();
    if !(2..=4).contains(&letters) || !name.chars().all(is_native) {
        return None;
    }
    let first = name.chars().next()?;
    let fits = match first {
        '\u{AC00}'..='\u{D7A3}' => letters == 3 && words::begins_hangul_name(first),
        _ => words::begins_han_name(first),
    };
    fits.then_some(name)
}

/// The readings of a name in alphabetic letters.
pub(super) fn forms(text: &str) -> Vec<Form> {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let mut generation = None;
    while parts.len() > 1 {
        let last = plain(parts[parts.len() - 1]);
        if words::is_generation(&last) {
            generation = Some(last);
        } else if !words::is_degree(&last) {
            break;
        }
        parts.pop();
    }
    match parts.as_slice() {
        [name] => unordered(name, generation),
        [family, given] => ordered(family, given, generation).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// `family, given`.
fn ordered(family: &str, given: &str, mut generation: Option<String>) -> Option<Form> {
    let family = tokens(family)?;
    let mut given = tokens(given)?;
    while let Some(last) = given.last() {
        let word = plain(last);
        if words::is_generation(&word) {
            generation = Some(word);
        } else if !words::is_particle(last) {
            break;
        }
        given.pop();
    }
    if family.is_empty() || given.is_empty() || family.iter().all(|word| is_initial(word)) {
        return None;
    }
    let all: Vec<&str> = given.iter().chain(&family).copied().collect();
    is_person(&all).then(|| form(&givens(&given), &family, generation))
}

/// A name without a comma; two readings where capitals may be initials or a family name.
fn unordered(text: &str, mut generation: Option<String>) -> Vec<Form> {
    let Some(mut tokens) = tokens(text) else { return Vec::new() };
    while let Some(&last) = tokens.last() {
        let word = plain(last);
        if words::is_generation(&word) && tokens.len() > 2 {
            generation = Some(word);
        } else if !words::is_degree(&word) || tokens.len() < 3 || last.len() < 3 {
            break;
        }
        tokens.pop();
    }
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
    if tokens.len() < 2 || !is_person(&tokens) {
        return Vec::new();
    }
    let mut readings = Vec::new();
    let full_head = !is_initial(first) && !is_capitals(first);
    let trailing = tokens.iter().rev().take_while(|word| is_initial(word) || is_capitals(word)).count();
    // `Byron A`, `Byron A. B.`, `Byron AB`; but `Bo LIN` may as well be a family name in capitals.
    let family_last = !is_initial(last);
    if family_last {
        let at = family_start(&tokens);
        if at > 0 {
            readings.push(form(&givens(&tokens[..at]), &tokens[at..], generation.clone()));
        }
    }
    if full_head && trailing > 0 && trailing < tokens.len() {
        let (family, given) = tokens.split_at(tokens.len() - trailing);
        readings.push(form(&letters(given), family, generation));
    }
    readings
}

/// Where the family name of `Given … Family` begins: its last word and the particles before it.
fn family_start(tokens: &[&str]) -> usize {
    let mut at = tokens.len() - 1;
    while at > 1 && (words::is_particle(tokens[at - 1]) || words::is_capital_particle(tokens[at - 1])) {
        at -= 1;
    }
    at
}

fn form(given: &[Given], family: &[&str], generation: Option<String>) -> Form {
    let parts: Vec<Folded> = family.iter().map(|word| Folded::new(word)).collect();
    Form { given: given.to_vec(), family: Folded::join(&parts), generation }
}

/// Given names, capitals such as `AB` read as initials.
fn givens(tokens: &[&str]) -> Vec<Given> {
    let mut given = Vec::new();
    for token in tokens {
        if is_initial(token) || (is_capitals(token) && token.chars().count() == 2) {
            given.extend(letters(&[token]));
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
fn tokens(text: &str) -> Option<Vec<&str>> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        if !word
            .chars()
            .all(|letter| letter.is_alphabetic() || is_mark_of_letter(letter) || ".-‐'’‘`ʼ".contains(letter))
        {
            return None;
        }
        if tokens.is_empty() && words::is_title(&plain(word)) {
            continue;
        }
        // `J.R.` is two initials, `J.-R.` is one word of two, `T.Byron` an initial and a name.
        for part in word.split_inclusive('.') {
            match part.strip_prefix('-') {
                Some(rest) if rest.len() > 1 => tokens.push(rest),
                Some(_) => {}
                None if part != "." => tokens.push(part),
                None => {}
            }
        }
    }
    Some(tokens)
}

/// Combining marks and Arabic or Indic vowel signs inside a word.
fn is_mark_of_letter(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// Lower case, letters and digits only.
fn plain(word: &str) -> String {
    Folded::new(word).plain
}

/// `J`, `J.`, `J.-P`.
fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    letters == 1 && word.chars().any(char::is_uppercase)
}

/// Two or three capitals, as in `Byron AB`.
fn is_capitals(word: &str) -> bool {
    (2..=3).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// Whether the words can be a person's: few, capitalised but for particles, none that stands in titles only.
fn is_person(tokens: &[&str]) -> bool {
    let mut full = 0;
    for &token in tokens {
        let letters = token.chars().filter(|letter| letter.is_alphabetic()).count();
        if letters == 0 || letters > 24 {
            return false;
        }
        // `d'Alembert`, `al-Farsi`, `di`: a capital inside, or a particle.
        if !token.chars().any(|letter| letter.is_uppercase() || is_caseless(letter)) && !words::is_particle(token) {
            return false;
        }
        if words::is_no_name_word(&plain(token)) {
            return false;
        }
        full += usize::from(!is_initial(token) && !words::is_particle(token));
    }
    let phrase = tokens.iter().map(|token| plain(token)).collect::<Vec<_>>().join(" ");
    full > 0 && (2..=7).contains(&tokens.len()) && !words::is_no_person(&phrase)
}

/// A letter of a script without capitals.
fn is_caseless(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}
