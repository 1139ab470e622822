//! A person's name in its forms, and whether two names can be one person.

pub(super) mod fold;
mod reading;
pub(super) mod words;

use fold::Folded;
use reading::{forms, is_native, native_name, split_brackets};

/// A person's name. Keeps every way in which its text can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// In Latin, Cyrillic, Greek … letters; the most likely reading first.
    forms: Vec<Form>,
    /// In Han, Hangul or Kana, family name first, without blanks.
    native: Option<String>,
}

/// Given and family name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) given: Vec<Given>,
    /// With its particles, as one word.
    pub(super) family: Folded,
    pub(super) generation: Option<String>,
}

/// One given name, or one or more initials of given names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    Full {
        whole: Folded,
        /// First letters of the parts between hyphens.
        initials: Vec<char>,
    },
    Initial(char),
}

/// Whether two names are one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    Different,
    /// Nothing speaks against it, but initials or an order that fits both ways do not prove it.
    Compatible,
    Same,
}

/// Names longer than this are sentences. Bytes.
const LONGEST: usize = 100;

impl Name {
    /// Reads a name without marks: `Ada Byron`, `Byron, Ada`, `A. Byron`, `Byron A`, `Ada (Addy) Byron`, `Lin Bo (林波)`,
    /// `Prof. Ada van Byron, Jr.`. `None` for a single word, a placeholder, an organisation, a phrase.
    pub fn parse(text: &str) -> Option<Name> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        let (outside, bracketed) = split_brackets(text)?;
        let mut name = Name { forms: Vec::new(), native: None };
        name.read(&outside);
        if name.forms.is_empty() && name.native.is_none() {
            return None;
        }
        for inside in &bracketed {
            name.read_bracketed(inside);
        }
        Some(name)
    }

    /// Whether the two are one person's. Never `Same` on a family name alone.
    pub fn matches(&self, other: &Name) -> Match {
        if let (Some(a), Some(b)) = (&self.native, &other.native) {
            return if a == b { Match::Same } else { Match::Different };
        }
        let mut best = Match::Different;
        for a in &self.forms {
            for b in &other.forms {
                best = best.max(a.matches(b));
            }
        }
        best
    }

    /// Whether a given name is abbreviated in the most likely reading.
    pub fn has_initials_only(&self) -> bool {
        self.forms.first().is_some_and(|form| matches!(form.given.first(), Some(Given::Initial(_))))
    }

    /// Adds the readings of a text without brackets.
    fn read(&mut self, text: &str) {
        if let Some(native) = native_name(text) {
            self.native = Some(native);
            return;
        }
        // `林波 Bo Lin` and `Bo Lin 林波`.
        let is_native_word = |word: &&str| word.chars().all(is_native);
        let (native, latin): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(is_native_word);
        if !native.is_empty() && !latin.is_empty() {
            self.native = native_name(&native.concat());
        }
        self.forms.extend(forms(&latin.join(" ")));
    }

    /// Adds what stands in brackets: a native name, a second name in full, or a nickname for the given name.
    fn read_bracketed(&mut self, inside: &str) {
        if let Some(native) = native_name(inside) {
            self.native = Some(native);
            return;
        }
        if inside.split_whitespace().count() > 1 {
            self.forms.extend(forms(inside));
            return;
        }
        let Some(first) = self.forms.first() else { return };
        if inside.chars().count() < 2 || !inside.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter))
        {
            return;
        }
        let nickname = Form { given: vec![Given::new(inside)], ..first.clone() };
        self.forms.push(nickname);
    }
}

impl Form {
    fn matches(&self, other: &Form) -> Match {
        if self.generation.is_some() && other.generation.is_some() && self.generation != other.generation {
            return Match::Different;
        }
        if self.family.same(&other.family) {
            return given_match(&self.given, &other.given);
        }
        if let (Some(mine), Some(theirs)) = (whole(&self.given), whole(&other.given))
            && Folded::join([&mine, &self.family]).same(&Folded::join([&theirs, &other.family]))
        {
            return Match::Same;
        }
        if self.is_reverse_of(other) || self.drops_a_family_name_of(other) || other.drops_a_family_name_of(self) {
            return Match::Compatible;
        }
        Match::Different
    }

    /// `Lin Bo` and `Bo Lin`: both are names, so two people may bear them.
    fn is_reverse_of(&self, other: &Form) -> bool {
        match (whole(&self.given), whole(&other.given)) {
            (Some(mine), Some(theirs)) => mine.same(&other.family) && theirs.same(&self.family),
            _ => false,
        }
    }

    /// `Rosa Vidal` for `Rosa Vidal Prat`: the second of two family names is left out.
    fn drops_a_family_name_of(&self, other: &Form) -> bool {
        let [Given::Full { whole: mine, .. }] = self.given.as_slice() else { return false };
        let [Given::Full { whole: theirs, .. }, .., Given::Full { whole: first_family, .. }] = other.given.as_slice()
        else {
            return false;
        };
        mine.same(theirs) && first_family.same(&self.family)
    }
}

impl Given {
    pub(super) fn new(word: &str) -> Given {
        let initials = word.split(['-', '‐']).filter_map(|part| Folded::new(part).initial()).collect();
        Given::Full { whole: Folded::new(word), initials }
    }
}

/// All given names as one word; `None` when one is an initial or there is none.
fn whole(given: &[Given]) -> Option<Folded> {
    let mut parts = Vec::new();
    for name in given {
        let Given::Full { whole, .. } = name else { return None };
        parts.push(whole);
    }
    (!parts.is_empty()).then(|| Folded::join(parts))
}

/// Compares the given names of two people with one family name.
fn given_match(a: &[Given], b: &[Given]) -> Match {
    if let (Some(a), Some(b)) = (whole(a), whole(b))
        && a.same(&b)
    {
        return Match::Same;
    }
    match (a.first(), b.first()) {
        (Some(Given::Full { whole: first, .. }), Some(Given::Full { whole: second, .. })) => {
            if !first.same(second) {
                return Match::Different;
            }
            let agree = a[1..].iter().zip(&b[1..]).all(|(a, b)| middle_names_agree(a, b));
            if agree { Match::Same } else { Match::Different }
        }
        (Some(_), Some(_)) => {
            let (a, b) = (initials(a), initials(b));
            if a.iter().zip(&b).all(|(a, b)| a == b) { Match::Compatible } else { Match::Different }
        }
        _ => Match::Different,
    }
}

fn middle_names_agree(a: &Given, b: &Given) -> bool {
    match (a, b) {
        (Given::Full { whole: a, .. }, Given::Full { whole: b, .. }) => a.same(b),
        (Given::Initial(a), Given::Initial(b)) => a == b,
        (Given::Full { whole, .. }, Given::Initial(letter)) | (Given::Initial(letter), Given::Full { whole, .. }) => {
            whole.initial() == Some(*letter)
        }
    }
}

fn initials(given: &[Given]) -> Vec<char> {
    let mut letters = Vec::new();
    for name in given {
        match name {
            Given::Full { initials, .. } => letters.extend(initials),
            Given::Initial(letter) => letters.push(*letter),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::Match::{Compatible, Different, Same};
    use super::{Match, Name};

    fn check(cases: &[(&str, &str, Match)]) {
        for &(a, b, expected) in cases {
            let first = Name::parse(a).unwrap_or_else(|| panic!("{a} is a name"));
            let second = Name::parse(b).unwrap_or_else(|| panic!("{b} is a name"));
            assert_eq!(first.matches(&second), expected, "{a} / {b}");
            assert_eq!(second.matches(&first), expected, "{b} / {a}");
            assert_eq!(first.matches(&first), Same.min(first.matches(&first)), "{a} with itself");
        }
    }

    #[test]
    fn orders_and_initials() {
        check(&[
            ("Ada Byron", "Ada Byron", Same),
            ("Ada Byron", "Byron, Ada", Same),
            ("Ada Byron", "ADA BYRON", Same),
            ("Ada Byron", "Ada BYRON", Same),
            ("Ada Byron", "A. Byron", Compatible),
            ("Ada Byron", "A Byron", Compatible),
            ("Ada Byron", "Byron A", Compatible),
            ("Ada Byron", "Byron, A.", Compatible),
            ("Ada Byron", "Byron, A", Compatible),
            ("Ada Byron", "B. Byron", Different),
            ("Ada Byron", "Bea Byron", Different),
            ("Ada Byron", "Ada Byrne", Different),
            ("A. Byron", "A. Byron", Compatible),
            ("Ada Byron", "Byron Ada", Compatible),
            ("Bo LIN", "Bo Lin", Same),
            ("Lin BO", "Bo Lin", Compatible),
            ("Ada Byron", "B. Ada", Different),
        ]);
    }

    #[test]
    fn middle_names() {
        check(&[
            ("Ada K. Byron", "Ada Byron", Same),
            ("Ada K. Byron", "Ada King Byron", Same),
            ("Ada K. Byron", "Ada L. Byron", Different),
            ("Ada King Byron", "Ada Lace Byron", Different),
            ("Ada K. Byron", "A. K. Byron", Compatible),
            ("Ada K. Byron", "A.K. Byron", Compatible),
            ("Ada K. Byron", "Byron AK", Compatible),
            ("Ada K. Byron", "AK Byron", Compatible),
            ("Ada K. Byron", "Byron, A. K.", Compatible),
            ("Ada K. Byron", "A. L. Byron", Different),
            ("J.R. Tolbert", "J. R. Tolbert", Compatible),
            ("Jo K.L. Tolbert", "Jo K. L. Tolbert", Same),
            ("J.Tolbert", "Jo Tolbert", Compatible),
        ]);
    }

    #[test]
    fn particles_hyphens_suffixes() {
        check(&[
            ("Anna van der Berg", "van der Berg, Anna", Same),
            ("Anna van der Berg", "Anna Van der Berg", Same),
            ("Anna van der Berg", "A. van der Berg", Compatible),
            ("Anna van der Berg", "Berg, Anna van der", Different),
            ("Anna van der Berg", "Anna Berg", Different),
            ("Jean-Luc Morel", "Jean Luc Morel", Same),
            ("Jean-Luc Morel", "J.-L. Morel", Compatible),
            ("Jean-Luc Morel", "J. L. Morel", Compatible),
            ("Jean-Luc Morel", "J. Morel", Compatible),
            ("Jean-Luc Morel", "Jean Morel", Different),
            ("Min-Ho Park", "Minho Park", Same),
            ("Min-Ho Park", "Min Park", Different),
            ("Rosa Vidal-Prat", "Rosa Vidal Prat", Same),
            ("Rosa Vidal Prat", "Rosa Vidal", Compatible),
            ("Rosa Vidal Prat", "Rosa Prat", Same),
            ("Tom Reed Jr.", "Tom Reed", Same),
            ("Tom Reed, Jr.", "Tom Reed Jr", Same),
            ("Tom Reed Jr.", "Tom Reed III", Different),
            ("Reed, Tom, Jr.", "Tom Reed Jr.", Same),
            ("Ada Byron, PhD", "Ada Byron", Same),
            ("Liam O'Hara", "Liam O’Hara", Same),
        ]);
    }

    #[test]
    fn accents() {
        check(&[
            ("Jörg Müller", "Joerg Mueller", Same),
            ("Jörg Müller", "Jorg Muller", Same),
            ("Jörg Müller", "J. Mueller", Compatible),
            ("Søren Ødegård", "Soren Odegard", Same),
            ("İpek Şahin", "Ipek Sahin", Same),
            ("Adrià Soler", "Adria\u{300} Soler", Same),
            ("Łukasz Żak", "Lukasz Zak", Same),
            ("Nguyễn Thị Hà", "Nguyen Thi Ha", Same),
            ("Иван Петров", "И. Петров", Compatible),
            ("Émile Roux", "E. Roux", Compatible),
        ]);
    }

    #[test]
    fn native_names_nicknames_titles() {
        check(&[
            ("Bo Lin (林波)", "Bo Lin", Same),
            ("Bo Lin（林波）", "林波", Same),
            ("Bo Lin 林波", "Lin, Bo", Same),
            ("Bo Lin (林波)", "Bo Lin (林博)", Different),
            ("林波", "林 波", Same),
            ("林波", "林博", Different),
            ("김민호", "김민호", Same),
            ("Boyang (Percy) Lin", "Boyang Lin", Same),
            ("Boyang (Percy) Lin", "Percy Lin", Same),
            ("Boyang \"Percy\" Lin", "P. Lin", Compatible),
            ("Boyang (Percy) Lin", "Petra Lin", Different),
            ("Lin Bo (Bo L.)", "Bo Lin", Compatible),
            ("Dr. Ada Byron", "Ada Byron", Same),
            ("Prof. Dr. Ada Byron", "A. Byron", Compatible),
        ]);
    }

    #[test]
    fn no_people() {
        for text in [
            "",
            "Ada",
            "Einstein",
            "Albert Einstein",
            "You R. Name",
            "Your Name",
            "name",
            "First Last",
            "Byron Lab",
            "Machine Learning",
            "Beijing",
            "Hong Kong",
            "New York University",
            "NLP Group",
            "site.title",
            "Ada 2",
            "ada byron",
            "A. B.",
            "机器学习",
            "자산",
            "北京",
            "Ada (Byron",
            "joined by Ada Byron",
            "joined by Bo Lin (林波)",
            "(Ada)",
            ",",
            "((",
            "Byron,",
            ", Ada",
        ] {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }

    #[test]
    fn initials_only() {
        for (text, expected) in [("A. Byron", true), ("Byron, A.", true), ("Byron A", true), ("Ada B. Byron", false)] {
            let name = Name::parse(text).expect("a name");
            assert_eq!(name.has_initials_only(), expected, "{text}");
        }
    }
}
