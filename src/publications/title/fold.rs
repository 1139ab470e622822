//! The words of a title, folded.

use super::Word;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of `text`; a Han letter is a word.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut folded = String::new();
    let mut place = 0..0;
    let mut close = |folded: &mut String, place: &std::ops::Range<usize>| {
        let (Ok(start), Ok(end)) = (u32::try_from(place.start), u32::try_from(place.end)) else { return };
        if !folded.is_empty() {
            words.push(Word { folded: std::mem::take(folded).into(), place: start..end });
        }
    };
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let next = letters.peek().map(|(_, next)| *next);
        let is_glue = match letter {
            // LaTeX's braces, formulas and escapes, and what joins the halves of a word.
            '{' | '}' | '$' | '^' | '_' | '\\' | '\'' | '’' | '‘' | '`' | '´' | '\u{AD}' | '\u{200B}' | '\u{2060}' =>
            {
                continue;
            }
            '.' => ends_in_digit(&folded) && next.is_some_and(|next| next.is_ascii_digit()),
            '+' | '#' => !folded.is_empty(),
            letter => letter.is_alphanumeric() || is_combining_mark(letter),
        };
        if letter == '&' {
            close(&mut folded, &place);
            let rest = &text[end..];
            let end = if rest.starts_with("amp;") { end + 4 } else { end };
            while letters.peek().is_some_and(|(at, _)| *at < end) {
                letters.next();
            }
            folded.push_str("and");
            close(&mut folded, &(at..end));
        } else if !is_glue || is_han(letter) {
            close(&mut folded, &place);
            if is_glue {
                folded.push(letter);
                close(&mut folded, &(at..end));
            }
        } else {
            place = if folded.is_empty() { at..end } else { place.start..end };
            fold(letter, &mut folded);
        }
    }
    close(&mut folded, &place);
    words
}

fn ends_in_digit(folded: &str) -> bool {
    folded.as_bytes().last().is_some_and(u8::is_ascii_digit)
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{3040}'..='\u{30FF}')
}

/// Lower case without accents; ligatures and letters of mathematics as the plain letters that they show.
fn fold(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase) {
        match plain(part) {
            Some(plain) => out.push_str(plain),
            None => out.push(part),
        }
    }
}

/// Letters that Unicode does not take apart, and Greek ones by the names that LaTeX has for them.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'ε' => "epsilon",
        'ζ' => "zeta",
        'η' => "eta",
        'θ' => "theta",
        'κ' => "kappa",
        'λ' => "lambda",
        'μ' => "mu",
        'ν' => "nu",
        'ξ' => "xi",
        'π' => "pi",
        'ρ' => "rho",
        'σ' | 'ς' => "sigma",
        'τ' => "tau",
        'φ' => "phi",
        'χ' => "chi",
        'ψ' => "psi",
        'ω' => "omega",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn titles_fold_to_words() {
        for (text, expected) in [
            ("Engines that Weave.", "engines|that|weave"),
            ("{E}ngines {\\&} Looms", "engines|and|looms"),
            ("Engines &amp; Looms", "engines|and|looms"),
            ("“Don’t” weave--C++ 2.0.", "dont|weave|c++|2.0"),
            ("Größe ﬁne 𝗕old café", "grosse|fine|bold|cafe"),
            ("$\\alpha$-divergence α-divergence CO$_2$", "alpha|divergence|alpha|divergence|co2"),
            ("织机 Loom", "织|机|loom"),
            ("Cafe\u{301} 1. Then", "cafe|1|then"),
            ("", ""),
        ] {
            let found = words(text);
            let folded: Vec<&str> = found.iter().map(|word| &*word.folded).collect();
            assert_eq!(folded.join("|"), expected, "{text}");
            assert!(found.iter().all(|word| text.get(word.place.start as usize..word.place.end as usize).is_some()));
        }
    }
}
