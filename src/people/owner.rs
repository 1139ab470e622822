//! Who owns a site: its configuration says so, or its pages do.

use super::name::{Match, Name};
use super::{AuthorList, PagePeople, Setting};
use std::collections::BTreeMap;

/// The person whose homepage it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Every name that the evidence gives, as written.
    pub names: Vec<String>,
    pub evidence: Evidence,
}

impl Owner {
    /// The names read, to be held against others.
    pub fn parsed(&self) -> OwnerNames {
        OwnerNames(self.names.iter().filter_map(|name| Name::parse(name)).collect())
    }
}

/// The names of a site's owner; none where nobody knows the owner.
#[derive(Clone, Debug, Default)]
pub struct OwnerNames(Vec<Name>);

impl OwnerNames {
    /// Whether `name` is the owner's, by the name that fits best.
    pub fn matches(&self, name: &Name) -> Match {
        self.0.iter().map(|own| own.matches(name)).max().unwrap_or(Match::Different)
    }
}

/// How the owner is known, from the most certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// `owner` in `hplint.yml`, or the site's own configuration.
    Configuration,
    /// "I am Ada Byron" on a page.
    Introduction,
    /// `author` in the front matter of the pages, one and the same.
    FrontMatter,
    /// The name that author lists emphasise; how many of them.
    Emphasis(usize),
}

/// So many pages of one author make a site of one: templates come with a post or two.
const AUTHORED: usize = 3;

/// The owner of the site with these pages; `configured` names that are no person's (a placeholder, a laboratory) are
/// passed over.
pub fn owner<'a>(configured: &[String], pages: impl Iterator<Item = &'a PagePeople> + Clone) -> Option<Owner> {
    let names: Vec<String> = configured.iter().filter(|name| Name::parse(name).is_some()).cloned().collect();
    if !names.is_empty() {
        return Some(Owner { names, evidence: Evidence::Configuration });
    }
    if let Some(name) = configured.iter().find_map(|word| fuller(word, pages.clone())) {
        return Some(Owner { names: vec![name], evidence: Evidence::Configuration });
    }
    // A post may tell of somebody else in the first person.
    let is_alone = pages.clone().nth(1).is_none();
    let introduced =
        pages.clone().filter(|page| page.is_home || is_alone).filter_map(|page| page.introduced.as_deref());
    if let Some(name) = one_person(introduced) {
        return Some(Owner { names: vec![name], evidence: Evidence::Introduction });
    }
    let emphasised = emphasised(pages.clone().flat_map(|page| &page.lists));
    if emphasised.is_some() {
        return emphasised;
    }
    let authors = pages.filter_map(|page| page.front_matter_author.as_deref());
    if authors.clone().count() < AUTHORED && !is_alone {
        return None;
    }
    let name = one_person(authors)?;
    Some(Owner { names: vec![name], evidence: Evidence::FrontMatter })
}

/// The whole name of whom the configuration calls by one `word`: the home page's introduction or the author lists have it, and nobody
/// else there bears that word.
fn fuller<'a>(word: &str, pages: impl Iterator<Item = &'a PagePeople> + Clone) -> Option<String> {
    let is_name = word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    if !is_name || word.chars().count() < 3 {
        return None;
    }
    let has_word = |text: &&str| text.split([' ', ',']).any(|part| part == word);
    let introduced = pages.clone().filter(|page| page.is_home).filter_map(|page| page.introduced.as_deref());
    let authors = pages.flat_map(|page| &page.lists).flat_map(|list| &list.authors).map(|author| &*author.text);
    one_person(introduced.chain(authors).filter(has_word))
}

/// The name on which all agree.
fn one_person<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<String> {
    let text = names.find(|text| Name::parse(text).is_some())?;
    let first = Name::parse(text)?;
    let agree = names.filter_map(Name::parse).all(|other| other.matches(&first) != Match::Different);
    agree.then(|| text.to_string())
}

/// The name that is emphasised at least twice, and twice as often as any other.
fn emphasised<'a>(lists: impl Iterator<Item = &'a AuthorList>) -> Option<Owner> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for author in lists.flat_map(|list| &list.authors) {
        if matches!(author.setting, Setting::SetOff(_)) {
            *counts.entry(&author.text).or_default() += 1;
        }
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), std::cmp::Reverse(text.len()), *text));
    let &(text, _) = ranked.first()?;
    let top = Name::parse(text)?;
    let (mut own, mut rival) = (0, 0);
    let mut fullest = text;
    for (other, count) in ranked {
        let Some(name) = Name::parse(other) else { continue };
        if name.matches(&top) == Match::Different {
            rival = rival.max(count);
            continue;
        }
        own += count;
        if top.has_initials_only() && fullest == text && !name.has_initials_only() {
            fullest = other;
        }
    }
    let is_clear = own >= 2 && own >= 2 * rival;
    is_clear.then(|| Owner { names: vec![fullest.to_string()], evidence: Evidence::Emphasis(own) })
}

#[cfg(test)]
mod tests {
    use super::{Evidence, owner};
    use crate::people::{PagePeople, page_people};
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    fn people(text: &str) -> PagePeople {
        page_people(&Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown), false)
    }

    /// Configured names, a page, and who the owner is by what evidence.
    type Case = (&'static [&'static str], &'static str, Option<(&'static str, Evidence)>);

    #[test]
    fn the_owner_by_evidence() {
        const TWICE: &str = "- **Ada Byron**, Bo Lin. [A title of words](x). 2020\n- Cy Dow, **A. Byron**. [Another title here](y). 2021\n";
        const RIVALS: &str = "- **Ada Byron**, **Bo Lin**. [A title of words](x). 2020\n- **Bo Lin**, **Ada Byron**. [Another title here](y). 2021\n";
        let cases: &[Case] = &[
            (&["Dee Fox"], TWICE, Some(("Dee Fox", Evidence::Configuration))),
            (&["Your Name"], TWICE, Some(("Ada Byron", Evidence::Emphasis(2)))),
            (&["Fox Lab"], "I am **Dee Fox**, a student.", Some(("Dee Fox", Evidence::Introduction))),
            (&[], "Hi! My name is [Dee Fox](x) (she/her).", Some(("Dee Fox", Evidence::Introduction))),
            (
                &["Ada"],
                "- Ada Byron, Bo Lin. [A title of words](x). 2020\n- Cy Dow, Byron, Ada K. [Some title here](y). 2021\n",
                Some(("Ada Byron", Evidence::Configuration)),
            ),
            (&["Ada"], "- Ada Byron, Ada Lin. [A title of words](x). 2020\n", None),
            (&["Fox"], TWICE, Some(("Ada Byron", Evidence::Emphasis(2)))),
            (&[], "I am a student.", None),
            (&[], "I am Professor at Some Place.", None),
            (&[], "I am interested in Machine Learning.", None),
            (&[], "---\nauthor: Dee Fox\n---\nText.", Some(("Dee Fox", Evidence::FrontMatter))),
            (
                &[],
                "- **Byron, A.**, Lin, B. A longer title (2020). *X*\n- **Byron, A.**, Lin, B. Some other title (2021). *X*\n- **Ada Byron**, Bo Lin. [Some longer title](x)\n",
                Some(("Ada Byron", Evidence::Emphasis(3))),
            ),
            (&[], RIVALS, None),
            (&[], "- **Ada Byron**, Bo Lin. [A title of words](x). 2020\n", None),
        ];
        for &(configured, text, expected) in cases {
            let configured: Vec<String> = configured.iter().map(|name| name.to_string()).collect();
            let pages = [people(text)];
            let found = owner(&configured, pages.iter());
            let found = found.as_ref().map(|owner| (owner.names[0].as_str(), owner.evidence));
            assert_eq!(found, expected, "{text}");
        }
    }
}
