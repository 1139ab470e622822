//! A person's name in its forms, and whether two names can be one person.

mod eastern;
mod family;
pub(super) mod fold;
mod given;
mod han;
mod order;
mod reading;
mod scripts;
mod slip;
mod variants;
pub(super) mod words;

pub use slip::Slip;

use crate::syntax::latex_text;
use family::{Family, Fit};
use fold::Folded;
use given::{Custom, Given};
use reading::{clean, forms, is_native, native_name, split_brackets};

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
struct Form {
    /// None where a single word is all that is known.
    given: Vec<Given>,
    family: Family,
    generation: Option<String>,
    certainty: Certainty,
}

/// How sure it is which word is the family name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// Nothing speaks for it, nothing against it: enough for names in full alone.
    Possible,
    Likely,
    Sure,
}

/// How a name is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Where a name may stand or anything else.
    Text,
    /// Where nothing but a name stands.
    Known,
}

/// Whether two names are one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    Different,
    /// Nothing speaks against it, but initials, an order that fits both ways or a part left out do not prove it.
    Compatible,
    Same,
}

/// Names longer than this are sentences. Bytes.
const LONGEST: usize = 100;

impl Name {
    /// Reads a name without marks: `Ada Byron`, `Byron, Ada`, `A. Byron`, `Byron A`, `Ada (Addy) Byron`, `Lin Bo (林波)`,
    /// `Prof. Ada van Byron, Jr.`. `None` for a single word, a placeholder, an organisation, a phrase.
    pub fn parse(text: &str) -> Option<Name> {
        Name::read_as(text, Manner::Text)
    }

    /// Reads what is known to be a name: also `ada byron`, `Byron`, `Ada B.` (`B.` for the family name), and words that
    /// elsewhere are no name; LaTeX's letters are decoded. `None` for what has other characters than names have.
    pub fn known(text: &str) -> Option<Name> {
        Name::read_as(text, Manner::Known)
    }

    fn read_as(text: &str, manner: Manner) -> Option<Name> {
        if text.len() > LONGEST {
            return None;
        }
        let has_latex = manner == Manner::Known && text.contains(['\\', '{', '~']);
        let text = if has_latex { clean(&latex_text(text)) } else { clean(text) };
        let (outside, bracketed) = split_brackets(&text)?;
        let mut name = Name { forms: Vec::new(), native: None };
        name.read(&outside, manner);
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
        let first = self.forms.first().and_then(|form| form.given.first());
        matches!(first, Some(Given::Initial(_) | Given::Short(_)))
    }

    /// Adds the readings of a text without brackets.
    fn read(&mut self, text: &str, manner: Manner) {
        if let Some(native) = native_name(text, manner) {
            self.native = Some(native);
            return;
        }
        // `林波 Bo Lin` and `Bo Lin 林波`.
        let is_native_word = |word: &&str| word.chars().all(is_native);
        let (native, latin): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(is_native_word);
        if !native.is_empty() && !latin.is_empty() {
            self.native = native_name(&native.concat(), manner);
        }
        self.forms.extend(forms(&latin.join(" "), manner));
    }

    /// Adds what stands in brackets: a native name, a second name in full, or a nickname for the given name.
    fn read_bracketed(&mut self, inside: &str) {
        // Beside a name in Latin letters it is one, whatever it begins with.
        if let Some(native) = native_name(inside, Manner::Known) {
            self.native = Some(native);
            return;
        }
        if inside.split_whitespace().count() > 1 {
            self.forms.extend(forms(inside, Manner::Text));
            return;
        }
        let Some(first) = self.forms.first() else { return };
        if inside.chars().count() < 2 || !inside.chars().all(|letter| letter.is_alphabetic() || "-'.".contains(letter))
        {
            return;
        }
        let nickname = Form { given: vec![Given::new(inside)], ..first.clone() };
        self.forms.push(nickname);
    }
}

impl Form {
    fn matches(&self, other: &Form) -> Match {
        let abbreviated = |form: &Form| !matches!(form.given.first(), Some(Given::Full { .. }));
        let most = match (self.certainty.min(other.certainty), self.certainty.max(other.certainty)) {
            (Certainty::Sure, _) => Match::Same,
            (Certainty::Likely, _) => Match::Compatible,
            // `B. Ada` is not `Ada Byron` the other way round.
            (Certainty::Possible, Certainty::Sure) if !abbreviated(self) && !abbreviated(other) => Match::Compatible,
            (Certainty::Possible, _) => return Match::Different,
        };
        if self.generation.is_some() && other.generation.is_some() && self.generation != other.generation {
            return Match::Different;
        }
        self.compare(other).min(most)
    }

    fn compare(&self, other: &Form) -> Match {
        if self.given.is_empty() || other.given.is_empty() {
            return self.compare_word(other);
        }
        // A second family name that is only possible may be left out; nobody leaves the first one out then.
        let loose = self.certainty.min(other.certainty) != Certainty::Possible;
        let fit = self.family.fit(&other.family, loose);
        let whole_name = |form: &Form| Some(Folded::join([&given::whole(&form.given)?, &form.family.whole]));
        // Where the family name begins is written in a hyphen or not at all.
        if fit.is_none_or(|fit| fit == Fit::Near)
            && !self.family.is_letter()
            && !other.family.is_letter()
            && let (Some(mine), Some(theirs)) = (whole_name(self), whole_name(other))
            && mine.same(&theirs)
        {
            return Match::Same;
        }
        let Some(fit) = fit else { return Match::Different };
        let found = given::compare(&self.given, &other.given, self.custom(other));
        if fit == Fit::Same { found } else { found.min(Match::Compatible) }
    }

    /// Compares when a single word is all that is known of one.
    fn compare_word(&self, other: &Form) -> Match {
        let is_given = |word: &Form, name: &Form| match name.given.first() {
            Some(Given::Full { whole, .. }) => whole.same(&word.family.whole),
            _ => false,
        };
        let fits = self.family.fit(&other.family, true).is_some()
            || (self.given.is_empty() && is_given(self, other))
            || (other.given.is_empty() && is_given(other, self));
        if fits { Match::Compatible } else { Match::Different }
    }

    fn custom(&self, other: &Form) -> Custom {
        let is_vietnamese = |form: &Form| eastern::is_vietnamese_family(&form.family.whole.plain);
        Custom {
            eastern: self.family.is_eastern() || other.family.is_eastern(),
            vietnamese: is_vietnamese(self) || is_vietnamese(other),
            transliterated: self.family.origin().or(other.family.origin()),
        }
    }
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
            ("Anna van der Berg", "Berg, Anna van der", Same),
            ("Anna van der Berg", "Anna Berg", Compatible),
            ("Jean-Luc Morel", "Jean Luc Morel", Same),
            ("Jean-Luc Morel", "J.-L. Morel", Compatible),
            ("Jean-Luc Morel", "J. L. Morel", Compatible),
            ("Jean-Luc Morel", "J. Morel", Compatible),
            ("Jean-Luc Morel", "Jean Morel", Compatible),
            ("Min-Ho Park", "Minho Park", Same),
            ("Min-Ho Park", "Min Park", Compatible),
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
