//! Titles looked up by titles: the same one, or one with small errors, without comparing all with all.

use super::{Likeness, Title};
use std::collections::HashMap;

/// Titles by number.
#[derive(Debug, Default)]
pub struct TitleIndex {
    titles: Vec<Title>,
    by_key: HashMap<Box<str>, Vec<u32>>,
    by_word: HashMap<Box<str>, Posting>,
}

/// The titles with a word.
#[derive(Debug)]
enum Posting {
    Rare(Vec<u32>),
    /// In so many titles that it tells none.
    Common,
}

/// A word of more titles is common.
const RARE: usize = 48;

/// Titles that are compared word by word for one look-up.
const CANDIDATES: usize = 12;

/// Words of a title that are looked up.
const WORDS: usize = 64;

impl TitleIndex {
    /// Numbers the titles from 0 in their order.
    pub fn new(titles: impl IntoIterator<Item = Title>) -> TitleIndex {
        let mut index = TitleIndex::default();
        for title in titles {
            index.push(title);
        }
        index
    }

    /// Adds a title; its number is the count of those before.
    pub fn push(&mut self, title: Title) {
        let number = self.titles.len() as u32;
        self.by_key.entry(title.key.clone()).or_default().push(number);
        for word in title.words.iter().take(WORDS) {
            let posting = self.by_word.entry(word.folded.clone()).or_insert_with(|| Posting::Rare(Vec::new()));
            let Posting::Rare(numbers) = posting else { continue };
            if numbers.last() == Some(&number) {
                continue;
            }
            numbers.push(number);
            if numbers.len() > RARE {
                *posting = Posting::Common;
            }
        }
        self.titles.push(title);
    }

    /// The title of a number.
    pub fn title(&self, number: usize) -> &Title {
        &self.titles[number]
    }

    /// The numbers of the titles that are the same, ascending.
    pub fn same(&self, title: &Title) -> impl Iterator<Item = usize> {
        self.by_key.get(title.key()).into_iter().flatten().map(|number| *number as usize)
    }

    /// How many titles are the same.
    pub fn count(&self, title: &Title) -> usize {
        self.by_key.get(title.key()).map_or(0, Vec::len)
    }

    /// In how many titles a word stands, folded as titles are; `usize::MAX` for one that is in many.
    pub fn count_of_word(&self, word: &str) -> usize {
        let title = Title::new(word);
        match self.by_word.get(title.key()) {
            Some(Posting::Rare(numbers)) => numbers.len(),
            Some(Posting::Common) => usize::MAX,
            None => 0,
        }
    }

    /// The titles that are near and not the same, with the differences (`title` is the first of the two), the nearest first.
    /// Titles of common words alone are not found.
    pub fn near(&self, title: &Title) -> Vec<(usize, Vec<super::Difference>)> {
        let mut votes: HashMap<u32, usize> = HashMap::new();
        for word in title.words.iter().take(WORDS) {
            if let Some(Posting::Rare(numbers)) = self.by_word.get(&word.folded) {
                for number in numbers {
                    *votes.entry(*number).or_default() += 1;
                }
            }
        }
        let mut ranked: Vec<(u32, usize)> = votes.into_iter().collect();
        ranked.sort_unstable_by_key(|(number, count)| (std::cmp::Reverse(*count), *number));
        let mut near: Vec<(usize, Vec<super::Difference>)> = Vec::new();
        for (number, _) in ranked.into_iter().take(CANDIDATES) {
            let number = number as usize;
            if let Likeness::Near(differences) = title.compare(&self.titles[number]) {
                near.push((number, differences));
            }
        }
        near.sort_by_key(|(number, differences)| {
            (differences.iter().map(|one| one.kind).max(), differences.len(), *number)
        });
        near
    }
}

#[cfg(test)]
mod tests {
    use super::{Title, TitleIndex};

    #[test]
    fn titles_are_found() {
        let titles =
            ["Weaving Patterns of Many Threads", "Cards for Looms of Cotton", "Weaving patterns of many threads."];
        let index = TitleIndex::new(titles.map(Title::new));
        for (text, same, near) in [
            ("Weaving Patterns of many Threads", vec![0, 2], vec![]),
            ("Weaving Paterns of Many Threads", vec![], vec![0, 2]),
            ("Cards for the Looms of Coton", vec![], vec![1]),
            ("Something else of another kind", vec![], vec![]),
        ] {
            let title = Title::new(text);
            assert_eq!(index.same(&title).collect::<Vec<_>>(), same, "{text}");
            assert_eq!(index.near(&title).into_iter().map(|(number, _)| number).collect::<Vec<_>>(), near, "{text}");
        }
    }

    #[test]
    fn many_titles_alike_are_linear() {
        let clock = std::time::Instant::now();
        let titles: Vec<Title> =
            (0..20_000).map(|at| Title::new(&format!("The weaving of cloth on the loom called L{at}"))).collect();
        let index = TitleIndex::new(titles.clone());
        let found: usize = titles.iter().map(|title| index.same(title).count() + index.near(title).len()).sum();
        assert_eq!(found, titles.len());
        assert!(clock.elapsed().as_secs() < 20, "{:?}", clock.elapsed());
    }
}
