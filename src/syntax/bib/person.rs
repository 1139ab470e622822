//! A name of an author field as the gems bibtex-ruby and latex-decode read it: what a site's template compares.
//!
//! bibtex-ruby (`lib/bibtex/names.y`) cuts the text as it is written, and only the parts are decoded (`Name#convert!`). So a first
//! letter in braces makes no capital: in `{\'E}lan Roux` it is the `e` of `lan` that counts.

use super::latex_text;

/// The parts of a name that templates are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BibPerson {
    pub first: String,
    /// Without particles such as `van`.
    pub last: String,
}

/// What the case of a word is, by its first letter outside of braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    None,
    Lower,
    Upper,
}

type Word<'a> = (&'a str, Case);

/// Reads one name, as it is written between the `and`s; `decodes` when LaTeX is decoded too. `None` for what bibtex-ruby
/// cannot read: it then reads no author of the entry.
pub fn bib_person(name: &str, decodes: bool) -> Option<BibPerson> {
    let (parts, is_family_first) = words(name)?;
    let texts = |words: &[Word]| words.iter().map(|(text, _)| *text).collect::<Vec<_>>().join(" ");
    let (first, last) = match parts.as_slice() {
        [words] if is_family_first => {
            let (family, given) = words.split_first()?;
            (texts(given), family.0.to_string())
        }
        [words] => {
            let (given, family) = family(words, words.len().checked_sub(1)?)?;
            (texts(given), texts(family))
        }
        [words, given] | [words, _, given] => (texts(given), texts(family(words, words.len())?.1)),
        _ => return None,
    };
    let read = |text: String| if decodes { decode(&text) } else { text };
    Some(BibPerson { first: read(first), last: read(last) })
}

/// Cuts words at the particles: what stands before them, and the family name behind them. Without a particle the family name
/// begins at `usual` of them, or is all when there are no more.
fn family<'a, 'b>(words: &'b [Word<'a>], usual: usize) -> Option<(&'b [Word<'a>], &'b [Word<'a>])> {
    let (end, head) = words.split_last()?;
    let is_lower = |word: &Word| word.1 == Case::Lower;
    let Some(from) = head.iter().position(is_lower) else {
        let is_all = usual == words.len();
        // `Byron de`: a particle and no name behind it.
        return (!is_all || words.len() == 1 || !is_lower(end)).then(|| words.split_at(if is_all { 0 } else { usual }));
    };
    let to = head.iter().rposition(is_lower)? + 1;
    let is_name = !is_lower(end) || to == head.len();
    is_name.then(|| (&words[..from], &words[to..]))
}

/// The words between commas, and whether a letter of East Asia says that the family name comes first.
fn words(name: &str) -> Option<(Vec<Vec<Word<'_>>>, bool)> {
    let mut parts: Vec<Vec<Word>> = vec![Vec::new()];
    let mut is_family_first = false;
    let mut letters = name.char_indices();
    let (mut start, mut case, mut depth, mut is_literal) = (0, Case::None, 0usize, false);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ if depth > 0 => {}
            '\\' => is_literal = letters.next().is_none(),
            ',' => {
                push(&mut parts, &name[start..at], case);
                parts.push(Vec::new());
                (start, case) = (at + 1, Case::None);
            }
            _ if letter.is_whitespace() => {
                push(&mut parts, &name[start..at], case);
                (start, case) = (at + letter.len_utf8(), Case::None);
            }
            _ if case == Case::None && letter.is_lowercase() => case = Case::Lower,
            _ if case == Case::None && letter.is_uppercase() => case = Case::Upper,
            _ => is_family_first |= is_east_asian(letter),
        }
    }
    if depth > 0 || is_literal {
        return None;
    }
    push(&mut parts, &name[start..], case);
    Some((parts, is_family_first))
}

fn push<'a>(parts: &mut [Vec<Word<'a>>], text: &'a str, case: Case) {
    if let Some(part) = parts.last_mut().filter(|_| !text.is_empty()) {
        part.push((text, case));
    }
}

/// Han, Kana, Hangul.
fn is_east_asian(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{20000}'..='\u{3FFFF}')
}

/// Commands that latex-decode knows, but for signs; accents that are no letters aside.
const COMMANDS: &[&str] = &[
    "AA",
    "AE",
    "H",
    "L",
    "O",
    "aa",
    "ae",
    "b",
    "c",
    "d",
    "dag",
    "ddag",
    "k",
    "l",
    "o",
    "r",
    "ss",
    "textendash",
    "u",
    "v",
];

/// What latex-decode makes of a part: an apostrophe becomes a curly one (`punctuation.rb`). What it knows not, and what it
/// prints as no letter in use (`\'\i` becomes a dotless letter with an accent), is left as it is written.
fn decode(text: &str) -> String {
    let is_odd = text.contains(['$', '~']) || text.split('\\').skip(1).any(is_odd_command) || text.contains("\\\\");
    if is_odd { text.to_string() } else { latex_text(text).replace('\'', "’") }
}

/// Whether the command with which `rest` begins is not decoded to what LaTeX prints.
fn is_odd_command(rest: &str) -> bool {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let behind = rest[letters.max(1).min(rest.len())..].trim_start_matches([' ', '{']);
    match letters {
        0 if rest.starts_with(['`', '\'', '^', '~', '=', '.', '"']) => !behind.starts_with(char::is_alphabetic),
        0 => !rest.starts_with(['&', '%', '$', '#', '_', ';', ' ', '{', '}']),
        _ => !COMMANDS.contains(&&rest[..letters]),
    }
}

#[cfg(test)]
mod tests {
    use super::bib_person;

    #[test]
    fn names() {
        for (name, expected) in [
            ("Ada Byron", "Ada|Byron"),
            ("Byron, Ada", "Ada|Byron"),
            ("{Byron}, Ada K.", "Ada K.|Byron"),
            ("Byron, Jr., Ada", "Ada|Byron"),
            ("Byron, Ada,", "|Byron"),
            ("Byron*, Ada", "Ada|Byron*"),
            ("Byron", "|Byron"),
            ("Ada van der Berg", "Ada|Berg"),
            ("van der Berg, Ada", "Ada|Berg"),
            ("{van der Berg}, Ada", "Ada|van der Berg"),
            ("Van der Berg, Ada", "Ada|Berg"),
            ("Ada {Lace Byron}", "Ada|Lace Byron"),
            ("Rosa Vidal Prat", "Rosa Vidal|Prat"),
            ("Vidal Prat, Rosa", "Rosa|Vidal Prat"),
            ("Roux, {\\'E}lan", "Élan|Roux"),
            ("{\\'E}lan Roux", "|Roux"),
            ("\\'Elan Roux", "Élan|Roux"),
            ("M{\\\"u}ller, J\\\"{o}rg", "Jörg|Müller"),
            ("Mart{\\'\\i}n, Ana", "Ana|Mart{\\'\\i}n"),
            ("O'Hara, Liam", "Liam|O’Hara"),
            ("Lin$^*$, Bo", "Bo|Lin$^*$"),
            ("Lin\\textsuperscript{*}, Bo", "Bo|Lin\\textsuperscript{*}"),
            ("{\\v S}ulc, Bo {\\L}", "Bo Ł|Šulc"),
            ("林 波", "波|林"),
            ("林, 波", "波|林"),
            ("Bo Lin (林波)", "Lin (林波)|Bo"),
            ("ada", "|ada"),
            ("ada byron", "|byron"),
        ] {
            let person = bib_person(name, true).unwrap_or_else(|| panic!("{name} is read"));
            assert_eq!(format!("{}|{}", person.first, person.last), expected, "{name}");
        }
        for name in ["", ",", ", Ada", "a, b, c, d", "{Ada", "Ada}", "Byron de, Ada", "Ada de Byron la", "\\"] {
            assert_eq!(bib_person(name, true), None, "{name}");
        }
        assert_eq!(bib_person("{Byron}, Ada", false).map(|person| person.last), Some("{Byron}".to_string()));
    }
}
