//! Letters without their accents, so that `Jörg`, `Joerg` and `Jorg` can be one name.

use super::{eastern, scripts};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a name as it is compared: lower case, letters and digits only, in its two usual plain spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::people) struct Folded {
    /// Accents dropped: `jorg`.
    pub(in crate::people) plain: String,
    /// Accents written out as German and the Nordic languages do: `joerg`.
    pub(in crate::people) spelt_out: String,
    /// As written, in small letters, with its accents and hyphens.
    pub(in crate::people) exact: String,
}

impl Folded {
    /// Folds one word; hyphens, apostrophes and stops are dropped.
    pub(in crate::people) fn new(word: &str) -> Folded {
        if word.is_ascii() {
            let plain: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
            let plain = match plain.to_ascii_lowercase() {
                // On passports and keyboards without `ü` a Chinese `Lü` is written so.
                word if word == "lv" => "lyu".to_string(),
                word => word,
            };
            return Folded { spelt_out: plain.clone(), plain, exact: exact(word) };
        }
        let (mut plain, mut spelt_out) = (String::new(), String::new());
        for letter in word.nfc().flat_map(char::to_lowercase) {
            match special(letter) {
                Some((short, long)) => {
                    plain.push_str(short);
                    spelt_out.push_str(long);
                }
                None => {
                    for part in letter.nfd().filter(|part| !is_combining_mark(*part) && part.is_alphanumeric()) {
                        plain.push(part);
                        spelt_out.push(part);
                    }
                }
            }
        }
        let exact = exact(word);
        if matches!(exact.as_str(), "lü" | "lǚ" | "lǜ" | "lǘ") {
            plain = "lyu".to_string();
        }
        Folded { plain, spelt_out, exact }
    }

    /// Whether the two can be one word: `Jörg` is `Jorg` and `Joerg`, but `Jorg` is not `Joerg`.
    pub(in crate::people) fn same(&self, other: &Folded) -> bool {
        self.plain == other.plain || self.plain == other.spelt_out || self.spelt_out == other.plain
    }

    /// Whether one is in Cyrillic or Greek and sounds as the other, in Latin, does; or one is Japanese with its long vowels
    /// marked, and the other is so without or spelt out.
    pub(super) fn sounds_same(&self, other: &Folded) -> bool {
        let is_marked = |word: &Folded| word.exact.contains(['ō', 'ū']);
        let (mine, theirs) = (self.script(), other.script());
        match (mine, theirs) {
            (Script::Latin, Script::Latin) => {
                (is_marked(self) || is_marked(other))
                    && eastern::without_long_vowels(&self.plain).is_some_and(|short| {
                        eastern::without_long_vowels(&other.plain).is_some_and(|other| other == short)
                    })
            }
            (Script::Latin, script) | (script, Script::Latin) => {
                let greek = script == Script::Greek;
                scripts::key(&self.plain, greek) == scripts::key(&other.plain, greek)
            }
            _ => false,
        }
    }

    fn script(&self) -> Script {
        match self.plain.chars().next() {
            Some(letter) if scripts::is_cyrillic(letter) => Script::Cyrillic,
            Some(letter) if scripts::is_greek(letter) => Script::Greek,
            _ => Script::Latin,
        }
    }

    /// Whether both are written with accents, and not with the same: `Hà` and `Hạ`.
    pub(super) fn accents_conflict(&self, other: &Folded) -> bool {
        self.plain == other.plain
            && self.exact.chars().zip(other.exact.chars()).any(|(a, b)| a != b && !a.is_ascii() && !b.is_ascii())
    }

    /// The words of `parts` as one.
    pub(in crate::people) fn join<'a>(parts: impl IntoIterator<Item = &'a Folded>) -> Folded {
        let mut joined = Folded { plain: String::new(), spelt_out: String::new(), exact: String::new() };
        for part in parts {
            joined.exact.push_str(&part.exact);
            joined.plain.push_str(&part.plain);
            joined.spelt_out.push_str(&part.spelt_out);
        }
        joined
    }

    /// The first letter.
    pub(in crate::people) fn initial(&self) -> Option<char> {
        self.plain.chars().next()
    }
}

/// The alphabet of a word, as far as matching asks; anything else counts as Latin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
}

/// The word in small letters, its accents put together; hyphens stay, apostrophes and stops do not.
fn exact(word: &str) -> String {
    let small = word.nfc().flat_map(char::to_lowercase);
    small.filter(|letter| letter.is_alphanumeric() || is_combining_mark(*letter) || *letter == '-').nfc().collect()
}

/// Letters that Unicode does not take apart, or that have a second plain spelling (ICAO 9303, part 3, section 6).
fn special(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        'ä' => ("a", "ae"),
        'ö' => ("o", "oe"),
        'ü' => ("u", "ue"),
        'ß' => ("ss", "ss"),
        'ø' => ("o", "oe"),
        'å' => ("a", "aa"),
        'æ' => ("ae", "ae"),
        'œ' => ("oe", "oe"),
        'ñ' => ("n", "n"),
        'ł' => ("l", "l"),
        'đ' | 'ð' => ("d", "d"),
        'þ' => ("th", "th"),
        'ı' => ("i", "i"),
        'ς' => ("σ", "σ"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn words_fold() {
        let cases = [
            ("Jörg", "Jorg", true),
            ("Jörg", "Joerg", true),
            ("Joerg", "Jorg", false),
            ("O’Hara", "O'Hara", true),
            ("Łucja", "Lucja", true),
            ("Søren", "Soeren", true),
            ("İpek", "Ipek", true),
            ("Nguyễn", "Nguyen", true),
            ("E\u{301}lan", "Élan", true),
            ("Mina", "Nina", false),
        ];
        for (a, b, same) in cases {
            assert_eq!(Folded::new(a).same(&Folded::new(b)), same, "{a} {b}");
            assert_eq!(Folded::new(b).same(&Folded::new(a)), same, "{b} {a}");
        }
    }
}
