//! The people of a site's author lists, each with the spellings that the lists have.

use super::name::{Match, Name};
use super::{PagePeople, owner::Owner};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Somebody who writes with the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoAuthor {
    /// As the lists spell the name and how often, the most usual spelling first.
    pub spellings: Vec<(Arc<str>, usize)>,
}

impl CoAuthor {
    /// In how many places of author lists the name stands.
    pub fn count(&self) -> usize {
        self.spellings.iter().map(|(_, count)| count).sum()
    }
}

/// Those whom the lists of `pages` name beside the owner, the most frequent first. Spellings of one name in full are one person's;
/// initials stand by themselves, since they may be anybody's.
pub fn co_authors<'a>(owner: Option<&Owner>, pages: impl Iterator<Item = &'a PagePeople>) -> Vec<CoAuthor> {
    let mut counts: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for author in pages.flat_map(|page| &page.lists).flat_map(|list| &list.authors) {
        *counts.entry(&author.text).or_default() += 1;
    }
    let own = owner.map(Owner::parsed).unwrap_or_default();
    let mut ranked: Vec<(&Arc<str>, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
    let mut people: Vec<(Name, CoAuthor)> = Vec::new();
    let mut by_family: HashMap<String, Vec<usize>> = HashMap::new();
    for (text, count) in ranked {
        let Some(name) = Name::parse(text) else { continue };
        if own.matches(&name) != Match::Different {
            continue;
        }
        let spelling = (Arc::clone(text), count);
        let keys = keys(text);
        let same = keys.iter().filter_map(|key| by_family.get(key)).flat_map(|bucket| bucket.iter().take(COMPARED));
        match same.copied().find(|&at| people[at].0.matches(&name) == Match::Same) {
            Some(at) => people[at].1.spellings.push(spelling),
            None => {
                for key in keys {
                    by_family.entry(key).or_default().push(people.len());
                }
                people.push((name, CoAuthor { spellings: vec![spelling] }));
            }
        }
    }
    let mut people: Vec<CoAuthor> = people.into_iter().map(|(_, person)| person).collect();
    people.sort_by_key(|person| std::cmp::Reverse(person.count()));
    people
}

/// People of one word that a name is compared with; more would make a long list of alike names slow.
const COMPARED: usize = 200;

/// What two spellings of one name share: the first and the last word, folded.
fn keys(text: &str) -> Vec<String> {
    let fold = |word: &str| super::name::fold::Folded::new(word).plain;
    let words: Vec<String> = text.split([' ', ',']).map(fold).filter(|word| word.chars().count() > 1).collect();
    let mut keys: Vec<String> = [words.first(), words.last()].into_iter().flatten().cloned().collect();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::co_authors;
    use crate::people::{Evidence, Owner, page_people};
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    #[test]
    fn spellings_of_one_person_stand_together() {
        let text = "- **Ada Byron**, Bo Lin, Cy K. Dow. [A title of words](x). 2020\n\
                    - A. Byron, Lin, B., Cy Dow, Dee Fox. [Other words here](y). 2021\n\
                    - Ada Byron, Bo Lin, Cy Dow. [More words here](z). 2022\n";
        let page = page_people(&Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown), false);
        let owner = Owner { names: vec!["Ada Byron".to_string()], evidence: Evidence::Configuration };
        let found: Vec<String> = co_authors(Some(&owner), [&page].into_iter())
            .iter()
            .map(|person| {
                let spellings = person.spellings.iter().map(|(text, count)| format!("{text} {count}"));
                spellings.collect::<Vec<_>>().join(" = ")
            })
            .collect();
        assert_eq!(found, ["Cy Dow 2 = Cy K. Dow 1", "Bo Lin 2", "Dee Fox 1", "Lin, B. 1"]);
    }
}
