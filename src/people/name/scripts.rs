//! Names across alphabets: what Cyrillic and Greek letters sound like in Latin ones, whichever of the usual ways was taken.

/// Whether a letter is Cyrillic or Greek.
pub(super) fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52F}')
}

pub(super) fn is_greek(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

/// A Cyrillic or Greek letter (small, without accents) in Latin ones; ISO 843 and BGN/PCGN with their digraphs.
fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'ё' | 'є' | 'ε' => "e",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'й' | 'і' | 'ї' | 'ы' | 'η' | 'ι' => "i",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'о' | 'ο' | 'ω' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' => "u",
        'υ' => "y",
        'ф' | 'φ' => "f",
        'х' | 'χ' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ξ' => "ks",
        'ψ' => "ps",
        'θ' => "th",
        _ => return None,
    })
}

/// The first letter in Latin.
pub(super) fn latin_initial(letter: char) -> char {
    latin(letter).and_then(|letters| letters.chars().next()).unwrap_or(letter)
}

/// Digraphs of Slavic names and one sign for each; the longest first.
const SLAVIC: &[(&str, &str)] = &[
    ("shch", "S"),
    ("sch", "S"),
    ("iya", "A"),
    ("iia", "A"),
    ("ija", "A"),
    ("ya", "A"),
    ("ia", "A"),
    ("ja", "A"),
    ("yu", "U"),
    ("iu", "U"),
    ("ju", "U"),
    ("ye", "e"),
    ("yo", "e"),
    ("zh", "Z"),
    ("kh", "h"),
    ("ch", "C"),
    ("sh", "W"),
    ("ts", "c"),
    ("tz", "c"),
    ("ph", "f"),
    ("x", "ks"),
    ("g", "h"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
];

/// The same of Greek names.
const GREEK: &[(&str, &str)] = &[
    ("kh", "h"),
    ("ch", "h"),
    ("ph", "f"),
    ("th", "8"),
    ("ou", "u"),
    ("oy", "u"),
    ("ei", "i"),
    ("oi", "i"),
    ("mp", "b"),
    ("nt", "d"),
    ("gk", "g"),
    ("x", "ks"),
    ("y", "i"),
    ("w", "o"),
    ("c", "k"),
];

/// Two words of names are one if their keys are. `word` is folded: small letters without accents.
pub(super) fn key(word: &str, greek: bool) -> String {
    let spelt: String = word
        .chars()
        .map(|letter| latin(letter).map_or_else(|| letter.to_string(), str::to_string))
        .collect::<Vec<_>>()
        .concat();
    let table = if greek { GREEK } else { SLAVIC };
    let (mut rest, mut key) = (spelt.as_str(), String::new());
    while let Some(letter) = rest.chars().next() {
        let found = table.iter().find(|(from, _)| rest.starts_with(from));
        let (length, to) =
            found.map_or((letter.len_utf8(), &rest[..letter.len_utf8()]), |(from, to)| (from.len(), *to));
        for sign in to.chars() {
            // Doubled letters are written once by half of the ways.
            if !key.ends_with(sign) {
                key.push(sign);
            }
        }
        rest = &rest[length..];
    }
    key
}

/// Endings of family names that are seldom spelt in one way only.
const ENDINGS: &[(&str, bool)] = &[
    ("ov", false),
    ("ova", false),
    ("ev", false),
    ("eva", false),
    ("sky", false),
    ("skiy", false),
    ("skii", false),
    ("skij", false),
    ("skaya", false),
    ("skaia", false),
    ("enko", false),
    ("chuk", false),
    ("aki", true),
    ("akis", true),
    ("idis", true),
    ("idou", true),
    ("oudis", true),
    ("opoulos", true),
    ("opoulou", true),
    ("izos", true),
];

/// Whether a family name in Latin letters is Slavic (`false`) or Greek (`true`) by its ending.
pub(super) fn origin(family: &str) -> Option<bool> {
    ENDINGS.iter().find(|(ending, _)| family.len() > ending.len() + 1 && family.ends_with(ending)).map(|found| found.1)
}

/// Whether a word (folded) is the father's name of a Russian, Ukrainian or Bulgarian name.
pub(super) fn is_patronymic(word: &str) -> bool {
    let endings =
        ["ovich", "evich", "ovna", "evna", "ichna", "ivna", "ович", "евич", "овна", "евна", "ична", "івна", "йович"];
    endings.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending))
}

/// Whether a word (folded) ends as Slavic family names do.
pub(super) fn is_slavic_family(word: &str) -> bool {
    let endings =
        ["ов", "ова", "ев", "ева", "ин", "ина", "ский", "ская", "енко", "чук", "щев", "in", "ina", "yn", "yna"];
    origin(word) == Some(false) || endings.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn one_key_for_one_sound() {
        for (a, b, greek) in [
            ("наталья", "natalia", false),
            ("юлия", "iuliia", false),
            ("дмитрии", "dmitry", false),
            ("щеглова", "shcheglova", false),
            ("χατζηδακη", "hatzidaki", true),
        ] {
            assert_eq!(key(a, greek), key(b, greek), "{a} {b}");
        }
        assert_ne!(key("игорь", false), key("иван", false));
    }
}
