//! `own-name-not-bold`: the owner's name stands plain in an author list, where the others set it off.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{Author, AuthorList, ListSource, Markup, Match, Name, PagePeople, Setting, owner};
use crate::rules::Rule;
use crate::site::{Digest, Site};
use crate::text::Edit;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

static META: RuleMeta = RuleMeta {
    name: "own-name-not-bold",
    group: "authors",
    severity: Severity::Warning,
    default: true,
    summary: "The owner's name stands plain in an author list, though the other lists set it off.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

/// So many lists make a habit.
const HABIT: usize = 3;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnNameNotBold {}

impl Rule for OwnNameNotBold {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let Some(owner) = owner(&site.owner, digests.iter().map(|digest| &digest.people)) else {
            return;
        };
        let names: Vec<Name> = owner.names.iter().filter_map(|name| Name::parse(name)).collect();
        let mut read = ReadNames { own: &names, known: HashMap::new() };
        let pages: Vec<Vec<Entry>> = digests.iter().map(|digest| entries(&digest.people, &mut read)).collect();
        let site_habit = Habit::of(pages.iter().flatten());
        for (index, entries) in pages.iter().enumerate() {
            let page_habit = Habit::of(entries.iter());
            let is_own = page_habit.set_off > 0;
            let (habit, place) = if is_own { (&page_habit, "page") } else { (&site_habit, "site") };
            let Some(markup) = habit.markup() else { continue };
            // A whole page of initials (patents, a CV) has a habit of its own.
            let slips = entries.iter().filter(|entry| entry.is_slip(habit) && (is_own || entry.matched == Match::Same));
            for entry in slips {
                out.push((index, finding(entry, habit, markup, place)));
            }
        }
    }
}

/// The owner's place in one author list.
struct Entry<'a> {
    list: &'a AuthorList,
    author: &'a Author,
    matched: Match,
    /// Whether the list sets off somebody else.
    sets_off_others: bool,
    /// Whether the list abbreviates most given names, so that the owner's initials say nothing of another person.
    has_initials: bool,
}

impl Entry<'_> {
    fn is_slip(&self, habit: &Habit) -> bool {
        self.author.setting == Setting::Plain
            && !self.sets_off_others
            && self.list.is_emphasised == habit.in_emphasis()
            && (self.matched == Match::Same || self.has_initials)
    }
}

/// The names of a site's lists, each read once: the same few come again and again.
struct ReadNames<'a> {
    own: &'a [Name],
    /// By the name's text: whether it is the owner's, and whether its given names are initials. `None` for no person's.
    known: HashMap<&'a str, Option<(Match, bool)>>,
}

impl<'a> ReadNames<'a> {
    fn read(&mut self, text: &'a str) -> Option<(Match, bool)> {
        *self.known.entry(text).or_insert_with(|| {
            let name = Name::parse(text)?;
            let matched = self.own.iter().map(|own| own.matches(&name)).max().unwrap_or(Match::Different);
            Some((matched, name.has_initials_only()))
        })
    }
}

/// The lists of a page that name the owner once.
fn entries<'a>(people: &'a PagePeople, names: &mut ReadNames<'a>) -> Vec<Entry<'a>> {
    // A bibliography says nothing of emphasis: who shows it sets names off.
    people.lists.iter().filter(|list| list.source != ListSource::Bib).filter_map(|list| entry(list, names)).collect()
}

fn entry<'a>(list: &'a AuthorList, names: &mut ReadNames<'a>) -> Option<Entry<'a>> {
    let mut best: Option<(&Author, Match)> = None;
    let mut doubles = 0;
    let mut initials = 0;
    for author in &list.authors {
        let Some((matched, has_initials)) = names.read(&author.text) else { continue };
        initials += usize::from(has_initials);
        match best {
            _ if matched == Match::Different => {}
            Some((_, before)) if before == matched => doubles += 1,
            Some((_, before)) if before > matched => {}
            _ => (best, doubles) = (Some((author, matched)), 0),
        }
    }
    let (author, matched) = best?;
    // Two who may both be the owner: nobody can say which.
    if doubles > 0 {
        return None;
    }
    let is_other = |other: &&Author| other.span != author.span && matches!(other.setting, Setting::SetOff(_));
    Some(Entry {
        list,
        author,
        matched,
        sets_off_others: list.authors.iter().any(|other| is_other(&other)),
        has_initials: 2 * initials > list.authors.len(),
    })
}

/// How a page or a site writes its owner's name.
struct Habit<'a> {
    set_off: usize,
    plain: usize,
    /// Lists with the owner and somebody else set off: a laboratory marks its members.
    shared: usize,
    in_emphasis: usize,
    markups: BTreeMap<&'a Markup, usize>,
    /// Names with marks: those inside the emphasis and those outside.
    marks_inside: usize,
    marks_outside: usize,
}

impl<'a> Habit<'a> {
    fn of<'b>(entries: impl Iterator<Item = &'b Entry<'a>>) -> Habit<'a>
    where
        'a: 'b,
    {
        let mut habit = Habit {
            set_off: 0,
            plain: 0,
            shared: 0,
            in_emphasis: 0,
            markups: BTreeMap::new(),
            marks_inside: 0,
            marks_outside: 0,
        };
        for entry in entries {
            let Setting::SetOff(markup) = &entry.author.setting else {
                habit.plain += usize::from(entry.author.setting == Setting::Plain);
                continue;
            };
            habit.set_off += 1;
            habit.shared += usize::from(entry.sets_off_others);
            habit.in_emphasis += usize::from(entry.list.is_emphasised);
            *habit.markups.entry(markup).or_default() += 1;
            if let Some(marks) = &entry.author.marks {
                habit.marks_inside += usize::from(marks.inside);
                habit.marks_outside += usize::from(!marks.inside);
            }
        }
        habit
    }

    /// The usual markup, when there is a habit: three quarters of the lists, and the owner alone.
    fn markup(&self) -> Option<&'a Markup> {
        let is_habit = self.set_off >= HABIT && self.set_off >= 3 * self.plain && 4 * self.shared <= self.set_off;
        let most = self.markups.iter().max_by_key(|(_, count)| **count).map(|(markup, _)| *markup);
        most.filter(|_| is_habit)
    }

    /// Whether the lists that set the owner off stand in italics as a whole.
    fn in_emphasis(&self) -> bool {
        2 * self.in_emphasis > self.set_off
    }
}

fn finding(entry: &Entry, habit: &Habit, markup: &Markup, place: &str) -> Finding {
    let name = &entry.author.text;
    let (set_off, total) = (habit.set_off, habit.set_off + habit.plain);
    let message = format!(
        "`{name}` stands plain in this author list, while {set_off} of {total} lists of the {place} write `{}{name}{}`",
        markup.open, markup.close
    );
    let finding = Finding::new(&META, entry.author.name, message);
    finding.fix(fix(entry, habit, markup))
}

/// The usual markup around the name, and around its marks where that is usual.
fn fix(entry: &Entry, habit: &Habit, markup: &Markup) -> Option<Fix> {
    if entry.list.source != ListSource::Markdown && !markup.open.starts_with('<') {
        return None;
    }
    let author = entry.author;
    let mut edits = vec![Edit::insert(author.name.start(), markup.open.as_str())];
    let marks = author.marks.as_ref().filter(|marks| marks.joined && habit.marks_inside >= habit.marks_outside);
    let mut end = author.name.end();
    if let Some(marks) = marks {
        end = marks.span.end();
        // `**Byron***` is read in three ways; with a backslash in one.
        edits.extend(marks.raw_stars.iter().map(|&star| Edit::insert(star, "\\")));
    }
    edits.push(Edit::insert(end, markup.close.as_str()));
    Some(Fix {
        title: format!("write `{}{}{}`", markup.open, author.text, markup.close),
        applicability: if entry.matched == Match::Same { Applicability::Safe } else { Applicability::Unsafe },
        effect: Effect::Emphasis,
        edits,
    })
}
