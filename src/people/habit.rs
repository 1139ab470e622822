//! How a site writes its owner's name: which author lists set it off, and with what.

use super::name::{Match, Name};
use super::{Author, AuthorList, ListSource, Look, Markup, OwnerNames, PagePeople, Setting, owner};
use std::collections::{BTreeMap, HashMap};

/// So many lists make a habit.
const HABIT: usize = 3;

/// So many that one which departs is a slip.
const CLEAR: usize = 8;

/// The owner's place in one author list.
#[derive(Clone, Copy, Debug)]
pub struct OwnEntry<'a> {
    pub list: &'a AuthorList,
    pub author: &'a Author,
    pub matched: Match,
    /// Whether the list sets off somebody else.
    pub sets_off_others: bool,
    /// Whether the list abbreviates most given names, so that the owner's initials say nothing of another person.
    pub has_initials: bool,
}

impl<'a> OwnEntry<'a> {
    /// The emphasis around the name.
    pub fn markup(&self) -> Option<&'a Markup> {
        match &self.author.setting {
            Setting::SetOff(markup) => Some(markup),
            Setting::Plain | Setting::Half(_) | Setting::Unclear => None,
        }
    }

    /// Habits of one kind of place say nothing of another.
    fn place(&self) -> usize {
        match self.list.source {
            ListSource::Markdown | ListSource::Html => 0,
            ListSource::Value => 1,
            ListSource::Citation => 2,
            ListSource::Bib => 3,
        }
    }
}

impl OwnEntry<'_> {
    /// `markup` as it can be read where the name stands: in raw HTML the usual tags of such places, or, when the author asks
    /// for it, tags of the same look.
    pub fn fitting(&self, habit: &Habit, markup: &Markup, is_asked: bool) -> Option<Markup> {
        match self.list.source {
            ListSource::Markdown => Some(markup.clone()),
            ListSource::Html if markup.is_html() => Some(markup.clone()),
            ListSource::Html => match habit.html_markup() {
                Some(markup) if markup.is_html() => Some(markup.clone()),
                _ => markup.html_twin().filter(|_| is_asked),
            },
            ListSource::Value | ListSource::Citation => {
                let markup = if is_asked { markup.html_twin()? } else { markup.clone() };
                // A plain scalar cannot begin with an asterisk, and quotes of a tag may end a quoted one.
                let fits = markup.is_html() || self.author.name.start() > self.list.block.start();
                (fits && !markup.open.contains(['"', '\'', '#', '\\'])).then_some(markup)
            }
            ListSource::Bib => None,
        }
    }

    /// The bare asterisks of the marks, where an asterisk beside a delimiter is read in three ways; with a backslash in one.
    pub fn bare_stars(&self) -> &[usize] {
        match &self.author.marks {
            Some(marks) if self.list.source == ListSource::Markdown => &marks.raw_stars,
            _ => &[],
        }
    }
}

/// Hands every list that names the owner once to `each`: the number of its page, the entry, and the habits of the page and of
/// the site where it stands. None where the owner is not known.
pub fn each_own_entry<'a>(
    configured: &[String],
    pages: impl Iterator<Item = &'a PagePeople> + Clone,
    mut each: impl FnMut(usize, &OwnEntry<'a>, &Habit<'a>, &Habit<'a>),
) {
    let pages = own_entries(configured, pages);
    let of_site = Habits::of(pages.iter().flatten());
    for (index, entries) in pages.iter().enumerate() {
        let of_page = Habits::of(entries.iter());
        for entry in entries {
            each(index, entry, of_page.at(entry), of_site.at(entry));
        }
    }
}

/// The lists of each page that name the owner once, where the owner is known.
fn own_entries<'a>(
    configured: &[String],
    pages: impl Iterator<Item = &'a PagePeople> + Clone,
) -> Vec<Vec<OwnEntry<'a>>> {
    let Some(owner) = owner(configured, pages.clone()) else { return Vec::new() };
    let mut read = ReadNames { own: owner.parsed(), known: HashMap::new() };
    // A bibliography says nothing of emphasis: who shows it sets names off.
    let shown = |list: &&AuthorList| list.source != ListSource::Bib;
    pages.map(|page| page.lists.iter().filter(shown).filter_map(|list| entry(list, &mut read)).collect()).collect()
}

/// The names of a site's lists, each read once: the same few come again and again.
struct ReadNames<'a> {
    own: OwnerNames,
    /// By the name's text: whether it is the owner's, and whether its given names are initials. `None` for no person's.
    known: HashMap<&'a str, Option<(Match, bool)>>,
}

impl<'a> ReadNames<'a> {
    fn read(&mut self, text: &'a str) -> Option<(Match, bool)> {
        *self.known.entry(text).or_insert_with(|| {
            let name = Name::parse(text)?;
            Some((self.own.matches(&name), name.has_initials_only()))
        })
    }
}

fn entry<'a>(list: &'a AuthorList, names: &mut ReadNames<'a>) -> Option<OwnEntry<'a>> {
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
    Some(OwnEntry {
        list,
        author,
        matched,
        sets_off_others: list.authors.iter().any(|other| is_other(&other)),
        has_initials: 2 * initials > list.authors.len(),
    })
}

/// The habits of a page or a site, one for each kind of place.
#[derive(Debug, Default)]
struct Habits<'a>([Habit<'a>; 4]);

impl<'a> Habits<'a> {
    fn of<'b>(entries: impl Iterator<Item = &'b OwnEntry<'a>>) -> Habits<'a>
    where
        'a: 'b,
    {
        let mut habits = Habits::default();
        for entry in entries {
            habits.0[entry.place()].note(entry);
        }
        habits
    }

    /// The one that holds where `entry` stands.
    fn at(&self, entry: &OwnEntry) -> &Habit<'a> {
        &self.0[entry.place()]
    }
}

/// How the owner's name is written in one kind of place.
#[derive(Debug, Default)]
pub struct Habit<'a> {
    pub set_off: usize,
    pub plain: usize,
    /// Lists with the owner and somebody else set off: a laboratory marks its members.
    shared: usize,
    in_emphasis: usize,
    /// Lists that set the owner off and that write initials.
    initials: usize,
    markups: BTreeMap<&'a Markup, usize>,
    /// Those of raw HTML alone.
    html: BTreeMap<&'a Markup, usize>,
    /// Names with marks: those inside the emphasis and those outside.
    marks_inside: usize,
    marks_outside: usize,
}

impl<'a> Habit<'a> {
    fn note(&mut self, entry: &OwnEntry<'a>) {
        let Some(markup) = entry.markup() else {
            // Who wrote alone is not lost among others.
            let is_one_of_many = entry.list.authors.len() > 1;
            self.plain += usize::from(entry.author.setting == Setting::Plain && is_one_of_many);
            return;
        };
        self.set_off += 1;
        self.shared += usize::from(entry.sets_off_others);
        self.in_emphasis += usize::from(entry.list.is_emphasised);
        self.initials += usize::from(entry.matched != Match::Same);
        *self.markups.entry(markup).or_default() += 1;
        if entry.list.source == ListSource::Html {
            *self.html.entry(markup).or_default() += 1;
        }
        if let Some(marks) = &entry.author.marks {
            self.marks_inside += usize::from(marks.inside);
            self.marks_outside += usize::from(!marks.inside);
        }
    }

    /// The usual markup, when there is a habit: three quarters of the lists, and the owner alone.
    pub fn markup(&self) -> Option<&'a Markup> {
        let is_habit = self.set_off >= HABIT && self.set_off >= 3 * self.plain && !self.is_shared();
        most(&self.markups).filter(|_| is_habit)
    }

    /// The usual markup of raw HTML.
    pub fn html_markup(&self) -> Option<&'a Markup> {
        most(&self.html)
    }

    /// Whether somebody else is set off beside the owner in more lists than by chance.
    pub fn is_shared(&self) -> bool {
        4 * self.shared > self.set_off
    }

    /// Whether the lists that set the owner off stand in italics as a whole.
    pub fn in_emphasis(&self) -> bool {
        2 * self.in_emphasis > self.set_off
    }

    /// Whether most lists that set the owner off write initials.
    pub fn in_initials(&self) -> bool {
        2 * self.initials > self.set_off
    }

    /// How the owner looks in nearly all lists, and the markup that most of those have.
    pub fn clear_look(&self) -> Option<(&'a Markup, Look)> {
        let markup = self.markup()?;
        let count = self.count(markup.look());
        is_clear(count, self.set_off - count).then(|| (markup, markup.look()))
    }

    /// Whether nearly all marks stand inside of the emphasis, or outside; `None` when neither.
    pub fn clear_marks_inside(&self) -> Option<bool> {
        let (inside, outside) = (self.marks_inside, self.marks_outside);
        match (is_clear(inside, outside), is_clear(outside, inside)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }

    /// Whether marks usually stand inside of the emphasis.
    pub fn has_marks_inside(&self) -> bool {
        self.marks_inside >= self.marks_outside
    }

    /// How many lists set the owner off so that it looks as `look`.
    pub fn count(&self, look: Look) -> usize {
        self.markups.iter().filter(|(markup, _)| markup.look() == look).map(|(_, count)| count).sum()
    }
}

/// Whether so `many` make a slip of the `few` that depart.
fn is_clear(many: usize, few: usize) -> bool {
    many >= CLEAR && many >= CLEAR * few
}

fn most<'a>(markups: &BTreeMap<&'a Markup, usize>) -> Option<&'a Markup> {
    markups.iter().max_by_key(|(_, count)| **count).map(|(markup, _)| *markup)
}
