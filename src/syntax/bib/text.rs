//! What the value of a field prints: LaTeX's letters, without its markup.
//!
//! Not read by the crate biblatex 0.12: it overflows the stack on nested commands, refuses a value with one `$`, and prints
//! `\textit{…}` as it is written.

use super::latex::{accent, symbol, with_dot};
use super::{BibEntry, BibField};
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

impl BibEntry {
    /// The first field called `name`, in any case, read from `source`; later ones BibTeX passes over.
    pub fn field(&self, source: &str, name: &str) -> Option<&BibField> {
        self.fields.iter().find(|field| field.name.of(source).eq_ignore_ascii_case(name))
    }
}

impl BibField {
    /// What the value prints; `None` when it is joined or an abbreviation, whose text stands elsewhere.
    pub fn text(&self, source: &str) -> Option<String> {
        let value = self.value.of(source);
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        (self.is_text || is_number).then(|| latex_text(value))
    }

    /// The parts of the value between ` and `, each a name; `others` is one of them. None in what is no text.
    pub fn names(&self, source: &str) -> Vec<Span> {
        if self.is_text { names(self.value.of(source), self.value.start()) } else { Vec::new() }
    }
}

/// What LaTeX prints for `value`: letters with their accents, blanks squeezed; commands and braces are left out and what
/// they hold stays. Linear in its length.
pub fn latex_text(value: &str) -> String {
    let text: String = latex_letters(value).into_iter().map(|(_, letter)| letter).collect();
    if text.is_ascii() { text } else { text.nfc().collect() }
}

/// The same letter by letter, each with the place in `value` at which it, or the command that prints it, begins. An accent
/// follows its letter.
pub fn latex_letters(value: &str) -> Vec<(usize, char)> {
    let mut reader = Reader { value, at: 0, letters: Vec::new(), accents: Vec::new(), in_formula: false };
    while reader.at < value.len() {
        reader.step();
    }
    while reader.letters.last().is_some_and(|(_, letter)| *letter == ' ') {
        reader.letters.pop();
    }
    reader.letters
}

/// Accents over one letter; more are no language.
const ACCENTS: usize = 4;

struct Reader<'a> {
    value: &'a str,
    at: usize,
    letters: Vec<(usize, char)>,
    /// Those that the next letter gets, the outer before the inner, with the place of the first.
    accents: Vec<(usize, char)>,
    in_formula: bool,
}

impl Reader<'_> {
    fn step(&mut self) {
        let start = self.at;
        let Some(letter) = self.value[start..].chars().next() else { return };
        self.at += letter.len_utf8();
        match letter {
            '\\' => self.command(start),
            '{' => {}
            '}' => self.bare_accents(),
            '$' => {
                let closes = self.in_formula || memchr::memchr(b'$', self.rest().as_bytes()).is_some();
                self.in_formula = closes && !self.in_formula;
                if !closes {
                    self.push(start, '$');
                }
            }
            '^' | '_' if self.in_formula => {}
            '~' => self.push(start, ' '),
            '-' => self.dashes(start),
            '`' => {
                let quote = if self.eat("`") { '“' } else { '‘' };
                self.push(start, quote);
            }
            '\'' => {
                let quote = if self.eat("'") { '”' } else { '\'' };
                self.push(start, quote);
            }
            _ => self.push(start, letter),
        }
    }

    fn rest(&self) -> &str {
        &self.value[self.at..]
    }

    fn eat(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        self.at += if found { what.len() } else { 0 };
        found
    }

    fn push(&mut self, start: usize, letter: char) {
        if letter.is_whitespace() {
            // `\v c`: the blank belongs to the command.
            if self.accents.is_empty() && self.letters.last().is_some_and(|(_, last)| *last != ' ') {
                self.letters.push((start, ' '));
            }
            return;
        }
        let Some(&(first, _)) = self.accents.first() else {
            self.letters.push((start, letter));
            return;
        };
        self.letters.push((first, with_dot(letter)));
        self.letters.extend(self.accents.drain(..).rev());
    }

    /// Accents without a letter, as in `\~{}`: those that are characters of their own.
    fn bare_accents(&mut self) {
        for (start, accent) in std::mem::take(&mut self.accents) {
            match accent {
                '\u{303}' => self.push(start, '~'),
                '\u{302}' => self.push(start, '^'),
                _ => {}
            }
        }
    }

    fn dashes(&mut self, start: usize) {
        let more = self.rest().bytes().take(2).take_while(|byte| *byte == b'-').count();
        self.at += more;
        self.push(start, ['-', '–', '—'][more]);
    }

    /// The command whose backslash stands at `start`.
    fn command(&mut self, start: usize) {
        let letters = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = letters.max(self.rest().chars().next().map_or(0, char::len_utf8));
        let name = &self.value[self.at..self.at + length];
        self.at += length;
        if letters > 0 {
            let blanks = self.rest().len() - self.rest().trim_ascii_start().len();
            self.at += blanks;
        }
        if let Some(mark) = accent(name) {
            if self.accents.len() < ACCENTS {
                self.accents.push((start, mark));
            }
            return;
        }
        match name {
            "href" => self.skip_group(),
            // Places where a line may end, and blanks that are taken back.
            "-" | "/" | "@" | "!" => {}
            "\\" | "," | ";" | ":" | "newline" | "quad" | "qquad" | "space" => self.push(start, ' '),
            _ if letters == 0 => name.chars().for_each(|letter| self.push(start, letter)),
            _ => symbol(name).unwrap_or_default().chars().for_each(|letter| self.push(start, letter)),
        }
    }

    /// Passes over `{…}`: an argument that is not printed.
    fn skip_group(&mut self) {
        let mut depth = 0usize;
        for (at, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                self.at += if byte == b'}' { at + 1 } else { 0 };
                return;
            }
        }
        // Without its end it holds all the rest; not to stop here would be to look for that end again and again.
        self.at = self.value.len();
    }
}

/// The stretches between `and`s that blanks surround, outside of braces, blanks around them left out. BibTeX (`bibtex.web`,
/// "See if we have an `and`") takes the word in any case, as biber and bibtex-ruby do.
fn names(value: &str, offset: usize) -> Vec<Span> {
    let bytes = value.as_bytes();
    let mut names = Vec::new();
    let (mut depth, mut start, mut word) = (0usize, 0, 0);
    let mut push = |from: usize, to: usize| {
        let part = &value[from..to];
        let begin = from + part.len() - part.trim_start().len();
        let name = Span::new(begin, begin + part.trim().len());
        if !name.is_empty() {
            names.push(name.shift(offset));
        }
    };
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if byte.is_ascii_whitespace() && depth == 0 => {
                if word > 0 && bytes[word..at].eq_ignore_ascii_case(b"and") {
                    push(start, word);
                    start = at;
                }
                word = at + 1;
            }
            _ => {}
        }
    }
    push(start, value.len());
    names
}

#[cfg(test)]
mod tests {
    use super::{latex_letters, latex_text, names};
    use crate::text::Span;

    #[test]
    fn values_print() {
        for (value, expected) in [
            ("J{\\\"u}rgen M{\\\"{u}}ller", "Jürgen Müller"),
            ("\\'e \\'{e} {\\'\\i} \\'{\\i} {\\\"\\i}", "é é í í ï"),
            ("\\v{c} \\v c {\\v c} \\c{c}\\c c", "č č č çç"),
            ("{\\o}st \\o{} \\o stergaard \\aa \\AE", "øst ø østergaard åÆ"),
            ("{\\ss} stra\\ss e {\\L}ucja", "ß straße Łucja"),
            ("\\H{o}\\k{a}\\r{a}\\.{z}\\={a}\\d{a}", "őąåżāạ"),
            ("H{\\`{\\^e}}n {\\'{\\^e}}", "Hền ế"),
            ("\\~{}x \\^{}", "~x ^"),
            ("\\v{}x \\v", "x"),
            ("a -- b --- c-d ---- e", "a – b — c-d —- e"),
            ("Ada~Byron,\n  Bo  Lin ", "Ada Byron, Bo Lin"),
            ("\\& \\% \\$ \\_ \\# \\{\\}", "& % $ _ # {}"),
            ("\\textit{x} \\emph{y {\\it z}} {\\em w} \\textbf{v}", "x y z w v"),
            ("Lin$^*$ Dow$\\dagger$ H$_2$O \\(x\\)", "Lin* Dow† H2O (x)"),
            ("a cost of $5", "a cost of $5"),
            ("Lin\\textsuperscript{*}, B", "Lin*, B"),
            ("``Looms'' of `Ada's'", "“Looms” of ‘Ada's'"),
            ("\\href{https://a.example/{b}}{Looms} \\href x", "Looms x"),
            ("Ana\\-lytical\\\\Engine\\,s", "Analytical Engine s"),
            ("{\\relax Ch}ina {Looms} of {{Lace}}", "China Looms of Lace"),
            ("Łucja Żak 林波", "Łucja Żak 林波"),
            ("\\", ""),
            ("}{", ""),
            ("", ""),
        ] {
            assert_eq!(latex_text(value), expected, "{value}");
        }
    }

    #[test]
    fn letters_know_their_place() {
        let places: Vec<usize> = latex_letters("a{\\\"u}\\ss{} *").into_iter().map(|(at, _)| at).collect();
        assert_eq!(places, [0, 2, 2, 6, 11, 12]);
    }

    #[test]
    fn names_are_parted() {
        for (value, expected) in [
            ("Byron, Ada and Lin, Bo", vec!["Byron, Ada", "Lin, Bo"]),
            ("Ada Byron AND Bo Lin\n and\n\tCy Dow", vec!["Ada Byron", "Bo Lin", "Cy Dow"]),
            ("{Looms and Lace} and Sandy Anders and others", vec!["{Looms and Lace}", "Sandy Anders", "others"]),
            (" and Ada Byron and and Bo Lin and ", vec!["Ada Byron", "Bo Lin"]),
            ("and Ada", vec!["and Ada"]),
            ("Ada Byron and", vec!["Ada Byron and"]),
            ("", vec![]),
        ] {
            let found = names(value, 3);
            let text = format!("___{value}");
            assert_eq!(found.iter().map(|name| name.of(&text)).collect::<Vec<_>>(), expected, "{value}");
            assert!(found.windows(2).all(|pair| pair[0].end() < pair[1].start()));
            assert!(found.iter().all(|name| Span::new(3, text.len()).contains(*name)));
        }
    }

    #[test]
    fn hostile_values_are_linear() {
        let clock = std::time::Instant::now();
        for piece in ["\\a{", "$", "\\'", "{\\v", "\\href{", " and ", "-", "\\href", "{", "}", "~", "`"] {
            let value = piece.repeat(300_000);
            latex_text(&value);
            names(&value, 0);
        }
        assert!(clock.elapsed().as_secs() < 20, "{:?}", clock.elapsed());
    }
}
