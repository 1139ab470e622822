//! `misspelt-own-name`: the owner's name with a letter off, in the wrong order, without its hyphen.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{Author, AuthorList, ListSource, Match, Name, OwnerNames, Setting, Slip, owner};
use crate::rules::{Rule, quoted};
use crate::site::{Digest, Site};
use crate::text::Edit;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

static META: RuleMeta = RuleMeta {
    name: "misspelt-own-name",
    group: "authors",
    severity: Severity::Error,
    default: true,
    summary: "An author list spells the owner's name in another way than all others do.",
    fixes: &[Applicability::Unsafe],
};

/// So many lists with the usual spelling make it usual.
const USUAL: usize = 3;

/// The usual spelling is so many times as frequent as one that is called a slip.
const RARER: usize = 4;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MisspeltOwnName {}

impl Rule for MisspeltOwnName {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let Some(owner) = owner(&site.owner, digests.iter().map(|digest| &digest.people)) else {
            return;
        };
        let Some(people) = People::read(digests, &owner.parsed()) else { return };
        for (index, digest) in digests.iter().enumerate() {
            for list in &digest.people.lists {
                if let Some((author, slip)) = people.slip_in(list) {
                    out.push((index, people.finding(list, author, slip)));
                }
            }
        }
    }
}

/// What is known of one spelling of a name on the site.
struct Known {
    name: Name,
    own: Match,
    count: usize,
    /// Of these, in lists that name the owner too.
    beside_owner: usize,
}

/// The spellings of a site's author lists, each read once.
struct People<'a> {
    known: HashMap<&'a str, Known>,
    usual: &'a str,
    usual_name: Name,
    usual_count: usize,
    /// The usual spellings with the family name first, behind a comma, if there are any.
    usual_with_comma: Option<&'a str>,
    /// Most lists name the owner.
    lists_are_own: bool,
}

impl<'a> People<'a> {
    /// `None` where no spelling of the owner's name is usual.
    fn read(digests: &'a [Digest], own: &OwnerNames) -> Option<People<'a>> {
        let mut known: HashMap<&str, Known> = HashMap::new();
        let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut lists, mut own_lists) = (0, 0);
        for list in digests.iter().flat_map(|digest| &digest.people.lists) {
            let texts: BTreeSet<&str> = list.authors.iter().map(|author| author.text.as_ref()).collect();
            for text in &texts {
                if !known.contains_key(text)
                    && let Some(name) = Name::parse(text)
                {
                    let own = own.matches(&name);
                    known.insert(text, Known { name, own, count: 0, beside_owner: 0 });
                }
            }
            let is_own = |text: &&str| known.get(text).is_some_and(|known| known.own == Match::Same);
            let has_owner = texts.iter().any(is_own);
            lists += 1;
            own_lists += usize::from(has_owner);
            for text in texts {
                let Some(entry) = known.get_mut(text) else { continue };
                entry.count += 1;
                entry.beside_owner += usize::from(has_owner);
                if entry.own == Match::Same && !entry.name.has_initials_only() {
                    *spellings.entry(text).or_default() += 1;
                }
            }
        }
        let most = |with_comma: bool| {
            let fitting = spellings.iter().filter(|(text, _)| text.contains(',') == with_comma);
            fitting
                .max_by_key(|(text, count)| (**count, std::cmp::Reverse(**text)))
                .map(|(text, count)| (*text, *count))
        };
        let (usual, usual_count) = most(false).or_else(|| most(true))?;
        let usual_name = known.get(usual)?.name.clone();
        let usual_with_comma = most(true).map(|(text, _)| text);
        let lists_are_own = 4 * own_lists >= 3 * lists;
        (usual_count >= USUAL).then_some(People {
            known,
            usual,
            usual_name,
            usual_count,
            usual_with_comma,
            lists_are_own,
        })
    }

    /// The author of the list that is meant to be the owner.
    fn slip_in<'b>(&self, list: &'b AuthorList) -> Option<(&'b Author, Slip)> {
        let known = |author: &Author| self.known.get(author.text.as_ref());
        let slips = list.authors.iter().filter_map(|author| {
            let known = known(author)?;
            let slip = known.name.slip(&self.usual_name)?;
            (self.usual_count >= RARER * known.count).then_some((author, known, slip))
        });
        let mut found = slips.filter(|(author, known, slip)| match slip {
            Slip::Hyphen => known.own == Match::Same && self.lacks_hyphen(author),
            Slip::Letter => known.own == Match::Different && self.is_owner_meant(list, author, known),
            Slip::Order => {
                known.own != Match::Same && self.is_owner_meant(list, author, known) && !known.name.is_eastern()
            }
            Slip::Accents | Slip::Middle => false,
        });
        let (author, _, slip) = found.next()?;
        found.next().is_none().then_some((author, slip))
    }

    fn lacks_hyphen(&self, author: &Author) -> bool {
        let hyphens = |text: &str| text.matches(['-', '‐', '‑']).count();
        hyphens(&author.text) < hyphens(self.usual)
    }

    /// Whether the list is one of the owner's without the owner: nobody of that name stands beside the owner anywhere, and a
    /// co-author is in it, or the name is set off as the owner's is.
    fn is_owner_meant(&self, list: &AuthorList, author: &Author, known: &Known) -> bool {
        let is_own =
            |author: &Author| self.known.get(author.text.as_ref()).is_some_and(|known| known.own == Match::Same);
        if known.beside_owner > 0 || list.authors.iter().any(is_own) {
            return false;
        }
        let is_set_off = |author: &Author| matches!(author.setting, Setting::SetOff(_));
        let is_coauthor = |other: &Author| {
            other.span != author.span && self.known.get(other.text.as_ref()).is_some_and(|known| known.beside_owner > 0)
        };
        let alone_set_off = is_set_off(author) && list.authors.iter().filter(|author| is_set_off(author)).count() == 1;
        list.authors.iter().any(is_coauthor) && (alone_set_off || self.lists_are_own)
    }

    fn finding(&self, list: &AuthorList, author: &Author, slip: Slip) -> Finding {
        let how = match slip {
            Slip::Order => "has its names the other way round",
            Slip::Hyphen => "lacks a hyphen",
            _ => "is one letter off",
        };
        let message =
            format!("{} {how}: {} author lists write {}", quoted(&author.text), self.usual_count, quoted(self.usual));
        let usual = if author.text.contains(',') { self.usual_with_comma } else { Some(self.usual) };
        // Where the source has the name as it is read, and no format of its own.
        let is_plain =
            matches!(list.source, ListSource::Markdown | ListSource::Html) && author.name.len() == author.text.len();
        let fix = usual.filter(|usual| is_plain && usual.contains(',') == author.text.contains(',')).map(|usual| Fix {
            title: format!("write {}", quoted(usual)),
            applicability: Applicability::Unsafe,
            effect: Effect::Words,
            edits: vec![Edit::replace(author.name, usual)],
        });
        Finding::new(&META, author.name, message).fix(fix)
    }
}
