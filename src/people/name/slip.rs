//! How a spelling departs from a name.

use super::fold::Folded;
use super::given::Given;
use super::{Form, Match, Name, eastern, variants};

/// What sets one spelling of a name apart from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// One letter of a long word is missing, too many, another, or exchanged with its neighbour.
    Letter,
    /// Family name and given name have changed places.
    Order,
    /// A hyphen stands in one only.
    Hyphen,
    /// Accents, or letters that stand for them: `Müller`, `Mueller`.
    Accents,
    /// A middle name is in one only, or an initial in one and in full in the other.
    Middle,
}

/// Words shorter than this are too often one letter away from another name.
const LONG: usize = 5;

impl Name {
    /// How this spelling departs from `other`; `None` where it does not, where one is abbreviated, and where more than one
    /// thing differs.
    pub fn slip(&self, other: &Name) -> Option<Slip> {
        let (mine, theirs) = (self.in_full()?, other.in_full()?);
        if mine.generation != theirs.generation
            || (self.native.is_some() && other.native.is_some() && self.native != other.native)
        {
            return None;
        }
        let family = &mine.family.whole;
        let (given, others) = (super::given::whole(&mine.given), super::given::whole(&theirs.given));
        if let (Some(given), Some(others)) = (&given, &others) {
            if family.same(others) && given.same(&theirs.family.whole) && !family.same(given) {
                return Some(Slip::Order);
            }
            if given.same(others) && family.same(&theirs.family.whole) {
                return written_apart(mine, theirs);
            }
            if Folded::join([given, family]).same(&Folded::join([others, &theirs.family.whole])) {
                return Some(Slip::Hyphen);
            }
            if given.same(others) {
                return is_letter_off(family, &theirs.family.whole, LONG).then_some(Slip::Letter);
            }
        }
        if !family.same(&theirs.family.whole) {
            return None;
        }
        if mine.compare(theirs) == Match::Same {
            return middle_differs(&mine.given, &theirs.given).then_some(Slip::Middle);
        }
        given_letter_off(&mine.given, &theirs.given).then_some(Slip::Letter)
    }

    /// The words of the name in one order, in small letters with accents and hyphens: equal for `Byron, Ada` and `Ada BYRON`.
    /// `None` for a name whose given name is abbreviated, and for one without Latin letters.
    pub fn spelling(&self) -> Option<String> {
        let form = self.in_full()?;
        let mut spelling = String::new();
        for given in &form.given {
            match given {
                Given::Full { whole, .. } => spelling.push_str(&whole.exact),
                Given::Short(start) => spelling.push_str(start),
                Given::Initial(letter) => spelling.push(*letter),
            }
            spelling.push(' ');
        }
        spelling.push_str(&form.family.whole.exact);
        if let Some(generation) = &form.generation {
            spelling.push(' ');
            spelling.push_str(generation);
        }
        Some(spelling)
    }

    /// Equal for two spellings of one name in full that differ by a middle name, hyphens or accents; seldom equal for others.
    pub fn bucket(&self) -> Option<String> {
        let form = self.in_full()?;
        let Some(Given::Full { whole, .. }) = form.given.first() else { return None };
        let family =
            form.family.whole.plain.replace("ue", "u").replace("oe", "o").replace("ae", "a").replace("aa", "a");
        // Only its end: a hyphen may be what begins it.
        let end = family.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        Some(format!("{}{}", whole.initial()?, &family[end..]))
    }

    /// Whether the family name is Chinese, Korean or Vietnamese by its spelling: many people share such names, and
    /// one letter makes another of them.
    pub fn is_eastern(&self) -> bool {
        let is_eastern = |word: &Folded| eastern::is_family(&word.plain) || eastern::is_vietnamese_family(&word.plain);
        self.forms.first().is_none_or(|form| {
            is_eastern(&form.family.whole) || super::given::whole(&form.given).is_some_and(|given| is_eastern(&given))
        })
    }

    fn in_full(&self) -> Option<&Form> {
        self.forms.first().filter(|form| matches!(form.given.first(), Some(Given::Full { .. })))
    }
}

/// What differs where every letter is the same but for accents and hyphens.
fn written_apart(a: &Form, b: &Form) -> Option<Slip> {
    let exact = |form: &Form| {
        let given = super::given::whole(&form.given).map(|whole| whole.exact).unwrap_or_default();
        (given, form.family.whole.exact.clone(), form.given.len())
    };
    let (mine, theirs) = (exact(a), exact(b));
    let bare = |text: &str| text.replace('-', "");
    if bare(&mine.0) != bare(&theirs.0) || bare(&mine.1) != bare(&theirs.1) {
        return Some(Slip::Accents);
    }
    (mine != theirs).then_some(Slip::Hyphen)
}

/// Whether a given name is in one only, or abbreviated in one.
fn middle_differs(a: &[Given], b: &[Given]) -> bool {
    let is_full = |given: &Given| matches!(given, Given::Full { .. });
    a.len() != b.len() || a.iter().zip(b).any(|(a, b)| is_full(a) != is_full(b))
}

/// Whether the given names are the same but for one letter of one of them.
fn given_letter_off(a: &[Given], b: &[Given]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut off = 0;
    for (a, b) in a.iter().zip(b) {
        match (a, b) {
            (Given::Full { whole: a, .. }, Given::Full { whole: b, .. }) if !a.same(b) => {
                // `Daniel` and `Daniela`, `Paolo` and `Paola`: the end tells people apart.
                let end = |word: &str| word.char_indices().next_back().map_or(0, |(at, _)| at);
                let is_end = a.plain[..end(&a.plain)] == b.plain[..end(&b.plain)]
                    || a.plain[..end(&a.plain)] == b.plain
                    || a.plain == b.plain[..end(&b.plain)];
                if is_end || !is_letter_off(a, b, LONG) || variants::are_one(&a.plain, &b.plain) {
                    return false;
                }
                off += 1;
            }
            (a, b) if a == b => {}
            (Given::Full { .. }, Given::Full { .. }) => {}
            _ => return false,
        }
    }
    off == 1
}

/// Whether two words of at least `long` letters differ by one, which is not the first, and are not two names of East Asia.
fn is_letter_off(a: &Folded, b: &Folded, long: usize) -> bool {
    let (a, b) = (a.plain.as_str(), b.plain.as_str());
    if a.len().min(b.len()) < long || a.len().abs_diff(b.len()) > 2 || a.chars().next() != b.chars().next() {
        return false;
    }
    let is_syllables =
        |word: &str| eastern::is_family(word) || eastern::is_syllable(word) || eastern::two_initials(word).is_some();
    strsim::osa_distance(a, b) == 1 && !(is_syllables(a) && is_syllables(b))
}

#[cfg(test)]
mod tests {
    use super::Slip;
    use crate::people::Name;

    #[test]
    fn slips() {
        let cases = [
            ("Robert Fenwick", "Robert Fenwick", None),
            ("Fenwick, Robert", "Robert Fenwick", None),
            ("ROBERT FENWICK", "Robert Fenwick", None),
            ("Robert Fenwik", "Robert Fenwick", Some(Slip::Letter)),
            ("Robert Fewnick", "Robert Fenwick", Some(Slip::Letter)),
            ("Rovert Fenwick", "Robert Fenwick", Some(Slip::Letter)),
            ("Rovert Fenwik", "Robert Fenwick", None),
            ("Fenwick Robert", "Robert Fenwick", Some(Slip::Order)),
            ("Minjun Seok", "Min-Jun Seok", Some(Slip::Hyphen)),
            ("Min Jun Seok", "Min-Jun Seok", Some(Slip::Hyphen)),
            ("Robin Ashdown Pike", "Robin Ashdown-Pike", Some(Slip::Hyphen)),
            ("Jorg Muller", "Jörg Müller", Some(Slip::Accents)),
            ("Ada K. Byron", "Ada Byron", Some(Slip::Middle)),
            ("Ada K. Byron", "Ada King Byron", Some(Slip::Middle)),
            ("Ada K. Byron", "Ada K Byron", None),
            ("A. Byron", "Ada Byron", None),
            ("Ida Byron", "Ada Byron", None),
            ("Paola Ferrante", "Paolo Ferrante", None),
            ("Daniela Ferrante", "Daniel Ferrante", None),
            ("Weimin Zhang", "Weiming Zhang", None),
            ("Weimng Zhang", "Weiming Zhang", Some(Slip::Letter)),
            ("Zhang Weiming", "Weiming Zhang", None),
        ];
        for (written, name, expected) in cases {
            let (a, b) = (Name::parse(written).expect("a name"), Name::parse(name).expect("a name"));
            assert_eq!(a.slip(&b), expected, "{written} / {name}");
            assert_eq!(b.slip(&a), expected, "{name} / {written}");
        }
    }
}
