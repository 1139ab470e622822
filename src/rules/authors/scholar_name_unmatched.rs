//! `scholar-name-unmatched`: entries of the bibliography in which the site does not know its owner.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{Author, AuthorList, ListSource, Match, Name, OwnerNames, Setting, owner};
use crate::rules::{Rule, quoted};
use crate::site::{Digest, GivenNames, OwnNames, Site};
use crate::syntax::BibPerson;
use crate::text::{Edit, Span};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

static META: RuleMeta = RuleMeta {
    name: "scholar-name-unmatched",
    group: "authors",
    severity: Severity::Warning,
    default: true,
    summary: "The names that the configuration gives for the owner miss entries of the bibliography.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScholarNameUnmatched {}

impl Rule for ScholarNameUnmatched {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        for (page, digest) in digests.iter().enumerate() {
            let Some(read) = site.own_names(&digest.path) else { continue };
            let config = digests.iter().position(|digest| digest.own_names.is_some());
            let names = config.and_then(|config| digests[config].own_names.as_deref()).unwrap_or(read);
            let lists = digest.people.lists.iter().filter(|list| list.source == ListSource::Bib);
            let owner = owner(&site.owner, digests.iter().map(|digest| &digest.people));
            let owner = owner.map(|owner| owner.parsed()).unwrap_or_default();
            let entries = Entries::read(lists, &owner, &names.last.values);
            let shelf = Shelf { read, names, page, path: &digest.path, config };
            if entries.set_off == 0 {
                out.extend(shelf.nobody(&entries));
            } else {
                shelf.missed(&entries, out);
            }
        }
    }
}

/// The entries of a bibliography that can be read.
struct Entries<'a> {
    total: usize,
    /// Those that set somebody off.
    set_off: usize,
    /// An author bears a family name of the configuration.
    has_configured: bool,
    /// The owner's spellings in the others, by the first entry: the author there, and in how many.
    missed: Vec<(&'a Author, usize)>,
}

impl<'a> Entries<'a> {
    fn read(lists: impl Iterator<Item = &'a AuthorList>, owner: &OwnerNames, configured: &[String]) -> Entries<'a> {
        let mut known: HashMap<&str, Match> = HashMap::new();
        let (mut total, mut set_off, mut sure) = (0, 0, 0);
        let mut has_configured = false;
        let is_configured = |author: &Author| configured.iter().any(|name| author.text.contains(name.as_str()));
        let mut missed: Vec<(&Author, Match)> = Vec::new();
        for list in lists.filter(|list| list.authors.iter().all(|author| author.setting != Setting::Unclear)) {
            total += 1;
            has_configured = has_configured || list.authors.iter().any(is_configured);
            if list.authors.iter().any(|author| author.setting != Setting::Plain) {
                set_off += 1;
            } else if let Some((author, matched)) = own_author(list, owner, &mut known) {
                sure += usize::from(matched == Match::Same);
                missed.push((author, matched));
            }
        }
        // Initials are the owner's where nearly all entries are.
        let is_own_shelf = 2 * (set_off + sure) >= total;
        let mut spellings: Vec<(&Author, usize)> = Vec::new();
        let mut places: HashMap<(&str, bool), usize> = HashMap::new();
        for (author, _) in missed.into_iter().filter(|(_, matched)| is_own_shelf || *matched == Match::Same) {
            let place = *places.entry((&author.text, author.marks.is_some())).or_insert(spellings.len());
            if place == spellings.len() {
                spellings.push((author, 0));
            }
            spellings[place].1 += 1;
        }
        Entries { total, set_off, has_configured, missed: spellings }
    }
}

/// The author of a list who is the owner, if it is one alone.
fn own_author<'a>(
    list: &'a AuthorList,
    owner: &OwnerNames,
    known: &mut HashMap<&'a str, Match>,
) -> Option<(&'a Author, Match)> {
    let mut of = |author: &'a Author| {
        *known
            .entry(&author.text)
            .or_insert_with(|| Name::parse(&author.text).map_or(Match::Different, |name| owner.matches(&name)))
    };
    let (author, best) = list.authors.iter().map(|author| (author, of(author))).max_by_key(|(_, matched)| *matched)?;
    let alike = list.authors.iter().filter(|author| of(author) == best).count();
    (best != Match::Different && alike == 1).then_some((author, best))
}

/// A bibliography, and the configuration that says whom it sets off.
struct Shelf<'a> {
    /// As the site was read, and as the names are now: a fix adds to them.
    read: &'a OwnNames,
    names: &'a OwnNames,
    page: usize,
    path: &'a str,
    /// The configuration's digest, if it is linted too.
    config: Option<usize>,
}

impl Shelf<'_> {
    /// No entry sets anybody off, although the owner is there, or the name is nobody's.
    fn nobody(&self, entries: &Entries) -> Option<(usize, Finding)> {
        let names = self.names;
        let (path, total) = (quoted(self.path), entries.total);
        let is_lacking =
            |author: &Author| self.names.read_name(&author.text).is_some_and(|person| !self.is_added(&person));
        let most = entries.missed.iter().max_by_key(|(author, count)| (*count, std::cmp::Reverse(author.span)));
        let message = match most {
            Some((author, count)) => {
                format!(
                    "the owner is set off in no entry of {path}, though {count} of {total} have {}",
                    quoted(&author.text)
                )
            }
            None if total > 0 && !entries.has_configured && is_nobody(names) => {
                let wanted = quoted(&names.last.values.join(", "));
                format!("nobody is set off in {path}: none of its {total} entries has an author {wanted}")
            }
            None => return None,
        };
        if most.is_some_and(|(author, _)| !is_lacking(author)) {
            return None;
        }
        let Some(config) = self.config else {
            let (author, _) = most?;
            return Some((self.page, Finding::new(&META, author.span, message)));
        };
        let span = names.last.span.unwrap_or(names.setting);
        let all: Vec<&str> = entries.missed.iter().map(|(author, _)| author.text.as_ref()).collect();
        Some((config, Finding::new(&META, span, message).fix(self.fix(&all))))
    }

    /// Some entries set the owner off: what keeps the others from it, each spelling once.
    fn missed(&self, entries: &Entries, out: &mut Vec<(usize, Finding)>) {
        for &(author, count) in &entries.missed {
            let entries = if count == 1 { "one entry".to_string() } else { format!("{count} entries") };
            let effect = format!("the owner is not set off in {entries}");
            let Some(person) = self.names.read_name(&author.text) else { continue };
            let (key, lacking, given) = match self.names.has(&person) {
                (true, true) if self.is_added(&person) => continue,
                (true, true) => {
                    let what = if author.marks.is_some() { "a mark" } else { "its LaTeX" };
                    let message = format!("{what} hides that this is {}: {effect}", quoted(&author.text));
                    out.push((self.page, Finding::new(&META, author.span, message)));
                    continue;
                }
                (false, _) => ("last_name", &person.last, &self.names.last),
                (true, false) => ("first_name", &person.first, &self.names.first),
            };
            // Nothing to add where no name stands at all.
            if lacking.is_empty() {
                continue;
            }
            let lacks = format!("`{key}` has no {}", quoted(lacking));
            let finding = match self.config {
                Some(config) => {
                    let message = format!("{lacks}: {effect} of {}", quoted(self.path));
                    let span = given.span.unwrap_or(self.names.setting);
                    (config, Finding::new(&META, span, message).fix(self.fix(&[&author.text])))
                }
                None => {
                    let message = format!("{lacks} in the configuration: {effect}");
                    (self.page, Finding::new(&META, author.span, message))
                }
            };
            out.push(finding);
        }
    }

    /// Whether a fix added the name.
    fn is_added(&self, person: &BibPerson) -> bool {
        self.names.has(person) == (true, true) && self.read.has(person) != (true, true)
    }

    /// Adds what the configuration lacks of the names `texts`; puts it in the place of names that are nobody's.
    fn fix(&self, texts: &[&str]) -> Option<Fix> {
        let names = self.names;
        let is_nobody = is_nobody(names);
        let (mut last, mut first) = (BTreeSet::new(), BTreeSet::new());
        for person in texts.iter().filter_map(|text| names.read_name(text)) {
            let (has_last, has_first) = names.has(&person);
            if !has_last && !person.last.is_empty() {
                last.insert(person.last);
            }
            if !has_first && !person.first.is_empty() {
                first.insert(person.first);
            }
        }
        let mut edits = Vec::new();
        for (given, lacking) in [(&names.last, &last), (&names.first, &first)] {
            if !lacking.is_empty() {
                edits.push(edit(given, lacking, is_nobody)?);
            }
        }
        let added: Vec<&str> = last.iter().chain(&first).map(String::as_str).collect();
        let title = match is_nobody {
            true => format!("write {} there", quoted(&added.join(", "))),
            false => format!("add {}", quoted(&added.join(", "))),
        };
        let fix = Fix { title, applicability: Applicability::Unsafe, effect: Effect::FrontMatter, edits };
        (!added.is_empty()).then_some(fix)
    }
}

/// Whether the configured names are no person's, as a theme's placeholder is.
fn is_nobody(names: &OwnNames) -> bool {
    let (Some(first), Some(last)) = (names.first.values.first(), names.last.values.first()) else { return false };
    Name::parse(&format!("{first} {last}")).is_none()
}

/// Puts `lacking` into a value: a list in brackets gets more, one name becomes such a list.
fn edit(given: &GivenNames, lacking: &BTreeSet<String>, replaces: bool) -> Option<Edit> {
    let span = given.span?;
    let lacking = lacking.iter().map(|name| scalar(name)).collect::<Vec<_>>().join(", ");
    let Some(items) = &given.items else {
        let [value] = given.values.as_slice() else { return None };
        return match replaces {
            true => Some(Edit::replace(span, format!("[{lacking}]"))),
            // What has blanks may be several names, each found as a part of the text.
            false => (!value.contains(' ')).then(|| Edit::replace(span, format!("[{}, {lacking}]", scalar(value)))),
        };
    };
    let (start, end) = (items.first()?.start(), items.last()?.end());
    // A list in lines ends with its last name.
    if span.end() <= end {
        return None;
    }
    match replaces {
        true => Some(Edit::replace(Span::new(start, end), lacking)),
        false => Some(Edit::insert(end, format!(", {lacking}"))),
    }
}

/// A name as it stands in a list in brackets: in quotes where it would be read as something else.
fn scalar(name: &str) -> String {
    let is_plain = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '-' | '’');
    let is_word = ["false", "no", "null", "off", "on", "true", "yes"].contains(&name.to_ascii_lowercase().as_str());
    if name.starts_with(char::is_alphabetic) && name.chars().all(is_plain) && !is_word {
        return name.to_string();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
