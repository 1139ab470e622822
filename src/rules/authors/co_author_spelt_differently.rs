//! `co-author-spelt-differently`: one person, two spellings of the full name on a site.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::people::{Author, AuthorList, Match, Name, OwnerNames, Slip, owner};
use crate::rules::{Rule, quoted};
use crate::site::{Digest, Site};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

static META: RuleMeta = RuleMeta {
    name: "co-author-spelt-differently",
    group: "authors",
    severity: Severity::Warning,
    default: false,
    summary: "A co-author's full name is spelt in another way than in most author lists.",
    fixes: &[],
};

/// More names than this that are alike are too many to compare each with each.
const MOST: usize = 32;

/// So many of those who stand beside a name are remembered.
const COMPANY: usize = 24;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoAuthorSpeltDifferently {}

impl Rule for CoAuthorSpeltDifferently {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let owner = owner(&site.owner, digests.iter().map(|digest| &digest.people));
        let own = owner.map(|owner| owner.parsed()).unwrap_or_default();
        let is_read: Vec<bool> = digests.iter().map(|digest| site.has_readers(&digest.path)).collect();
        let spellings = Spellings::read(digests, &is_read, &own);
        let slips = spellings.slips();
        for (index, digest) in digests.iter().enumerate().filter(|(index, _)| is_read[*index]) {
            for (at, first, count) in spellings.slips_of(&digest.people.lists, &slips) {
                let usual = &spellings.all[slips[&at]];
                let here = if count > 1 { format!(" in {count} author lists") } else { String::new() };
                let (text, right) = (quoted(&first.text), quoted(usual.text));
                let place = usual.place(index, digests);
                let message = format!("{text}{here} is spelt {right} in {} author lists{place}", usual.count);
                out.push((index, Finding::new(&META, first.name, message)));
            }
        }
    }
}

/// One spelling of a name in full.
struct Spelling<'a> {
    name: Name,
    /// As it is written where it comes first, the given name first if it is so anywhere.
    text: &'a str,
    count: usize,
    /// The digests with it, without repetition.
    pages: Vec<usize>,
    /// Whether a list names the owner too.
    beside_owner: bool,
    /// Some of those who stand in a list with it, by their texts.
    company: BTreeSet<&'a str>,
}

impl Spelling<'_> {
    /// Whether the two have written with one and the same person.
    fn shares_company(&self, other: &Spelling) -> bool {
        (self.beside_owner && other.beside_owner) || !self.company.is_disjoint(&other.company)
    }

    /// Where a reader finds it.
    fn place(&self, page: usize, digests: &[Digest]) -> String {
        if self.pages == [page] {
            return " of this page".to_string();
        }
        match self.pages.iter().find(|other| **other != page) {
            Some(&other) if !self.pages.contains(&page) => format!(", first in {}", quoted(&digests[other].path)),
            _ => String::new(),
        }
    }
}

/// The full names of a site's co-authors, each read once.
#[derive(Default)]
struct Spellings<'a> {
    all: Vec<Spelling<'a>>,
    /// By the text of an author: the spelling.
    of: HashMap<&'a str, usize>,
    /// By the text of an author: whether the given name is abbreviated, and whether it is the owner's.
    facts: HashMap<&'a str, (bool, bool)>,
    /// Whether a list names the owner.
    has_owner: bool,
}

impl<'a> Spellings<'a> {
    fn read(digests: &'a [Digest], is_read: &[bool], own: &OwnerNames) -> Spellings<'a> {
        let mut spellings = Spellings::default();
        let mut by_spelling: HashMap<String, usize> = HashMap::new();
        for (index, digest) in digests.iter().enumerate().filter(|(index, _)| is_read[*index]) {
            for list in &digest.people.lists {
                for author in &list.authors {
                    if !spellings.facts.contains_key(author.text.as_ref()) {
                        spellings.add(&author.text, own, &mut by_spelling);
                    }
                }
                spellings.count(index, list);
            }
        }
        spellings
    }

    fn add(&mut self, text: &'a str, own: &OwnerNames, by_spelling: &mut HashMap<String, usize>) {
        let name = Name::parse(text);
        let matched = name.as_ref().map_or(Match::Different, |name| own.matches(name));
        let is_short = name.as_ref().is_some_and(Name::has_initials_only);
        self.facts.insert(text, (is_short, matched == Match::Same));
        let Some(name) = name.filter(|_| matched == Match::Different) else { return };
        let Some(key) = name.spelling() else { return };
        let at = *by_spelling.entry(key).or_insert(self.all.len());
        if at == self.all.len() {
            let (pages, company) = Default::default();
            self.all.push(Spelling { name, text, count: 0, pages, beside_owner: false, company });
        }
        if self.all[at].text.contains(',') && !text.contains(',') {
            self.all[at].text = text;
        }
        self.of.insert(text, at);
    }

    /// Counts the spellings of one list.
    fn count(&mut self, page: usize, list: &'a AuthorList) {
        let texts = || list.authors.iter().map(|author| author.text.as_ref());
        let beside_owner = texts().any(|text| self.facts.get(text).is_some_and(|(_, is_own)| *is_own));
        self.has_owner |= beside_owner;
        for text in texts() {
            let Some(&at) = self.of.get(text) else { continue };
            let spelling = &mut self.all[at];
            spelling.count += 1;
            spelling.beside_owner |= beside_owner;
            if spelling.company.len() < COMPANY {
                spelling.company.extend(texts().filter(|other| *other != text).take(COMPANY));
            }
            if spelling.pages.last() != Some(&page) {
                spelling.pages.push(page);
            }
        }
    }

    /// Whether a list abbreviates most names: there a middle initial is the list's own way.
    fn is_abbreviated(&self, list: &AuthorList) -> bool {
        let is_short = |text: &str| self.facts.get(text).is_some_and(|(is_short, _)| *is_short);
        2 * list.authors.iter().filter(|author| is_short(&author.text)).count() > list.authors.len()
    }

    /// Those of a page's lists that are in `slips`: the spelling, the author who has it first, how many lists have it.
    fn slips_of<'l>(&self, lists: &'l [AuthorList], slips: &BTreeMap<usize, usize>) -> Vec<(usize, &'l Author, usize)> {
        let mut found: BTreeMap<usize, (&Author, usize)> = BTreeMap::new();
        for author in lists.iter().filter(|list| !self.is_abbreviated(list)).flat_map(|list| &list.authors) {
            if let Some(at) = self.of.get(author.text.as_ref()).filter(|at| slips.contains_key(at)) {
                found.entry(*at).or_insert((author, 0)).1 += 1;
            }
        }
        found.into_iter().map(|(at, (author, count))| (at, author, count)).collect()
    }

    /// The spellings that are not the usual ones, and the usual one of each.
    fn slips(&self) -> BTreeMap<usize, usize> {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, spelling) in self.all.iter().enumerate() {
            if let Some(bucket) = spelling.name.bucket() {
                groups.entry(bucket).or_default().push(at);
            }
        }
        let mut slips = BTreeMap::new();
        for group in groups.values().filter(|group| group.len() <= MOST) {
            for &at in group {
                let candidates: Vec<usize> = group.iter().copied().filter(|&other| self.is_slip(at, other)).collect();
                let agree = candidates.iter().all(|&one| {
                    candidates.iter().all(|&two| self.all[one].name.matches(&self.all[two].name) == Match::Same)
                });
                let usual =
                    candidates.into_iter().max_by_key(|&other| (self.all[other].count, std::cmp::Reverse(other)));
                if let Some(usual) = usual.filter(|_| agree) {
                    slips.insert(at, usual);
                }
            }
        }
        slips
    }

    /// Whether `at` is a rarer spelling of `other`.
    fn is_slip(&self, at: usize, other: usize) -> bool {
        let (this, usual) = (&self.all[at], &self.all[other]);
        this.count < usual.count
            && (!self.has_owner || this.beside_owner || usual.beside_owner)
            && this.shares_company(usual)
            && matches!(this.name.slip(&usual.name), Some(Slip::Middle | Slip::Hyphen | Slip::Accents))
            && this.name.matches(&usual.name) == Match::Same
    }
}
