//! `own-name-not-bold`: the owner's name stands plain in an author list, where the others set it off.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{Habit, ListSource, Markup, Match, OwnEntry, Setting, each_own_entry};
use crate::rules::Rule;
use crate::site::{Digest, Site};
use crate::text::Edit;
use serde::{Deserialize, Deserializer, de::Error};

static META: RuleMeta = RuleMeta {
    name: "own-name-not-bold",
    group: "authors",
    severity: Severity::Warning,
    default: true,
    summary: "The owner's name stands plain in an author list, though the other lists set it off.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnNameNotBold {
    /// What stands before the owner's name wherever it is an author: `**`. Without it, the lists themselves say.
    #[serde(deserialize_with = "markup")]
    markup: Option<Markup>,
}

fn markup<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Markup>, D::Error> {
    let open = String::deserialize(deserializer)?;
    let markup = Markup::new(&open);
    markup.map(Some).ok_or_else(|| D::Error::custom(format!("`{open}` is no markup such as `**`, `<b>` or `**<u>`")))
}

impl Rule for OwnNameNotBold {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        each_own_entry(&site.owner, digests.iter().map(|digest| &digest.people), |index, entry, of_page, of_site| {
            let (habit, place) = if of_page.set_off > 0 { (of_page, "page") } else { (of_site, "site") };
            let wanted = is_lost(entry).then(|| self.wanted(entry, habit, place)).flatten();
            out.extend(wanted.map(|wanted| (index, finding(entry, habit, &wanted))));
        });
    }
}

/// Whether the owner stands plain among others, and nobody else is set off.
fn is_lost(entry: &OwnEntry) -> bool {
    entry.author.setting == Setting::Plain && !entry.sets_off_others && entry.list.authors.len() > 1
}

/// How a name is to be written.
struct Wanted<'a> {
    markup: &'a Markup,
    /// Who says so.
    because: String,
    is_asked: bool,
}

impl OwnNameNotBold {
    /// How the name of `entry` is to be written by its neighbours' habit, or by the configuration.
    fn wanted<'a>(&'a self, entry: &OwnEntry, habit: &Habit<'a>, place: &str) -> Option<Wanted<'a>> {
        if entry.matched != Match::Same && !entry.has_initials {
            return None;
        }
        let may_be_asked = !matches!(entry.list.source, ListSource::Citation | ListSource::Bib);
        if let Some(markup) = self.markup.as_ref().filter(|_| may_be_asked && !habit.is_shared()) {
            let because = "the configuration asks for".to_string();
            return Some(Wanted { markup, because, is_asked: true });
        }
        // A whole page of initials (patents, a CV) has a habit of its own.
        let is_alike = entry.list.is_emphasised == habit.in_emphasis()
            && (place == "page" || entry.matched == Match::Same || habit.in_initials());
        let (set_off, total) = (habit.set_off, habit.set_off + habit.plain);
        let because = format!("{set_off} of {total} lists of the {place} write");
        habit.markup().filter(|_| is_alike).map(|markup| Wanted { markup, because, is_asked: false })
    }
}

fn finding(entry: &OwnEntry, habit: &Habit, wanted: &Wanted) -> Finding {
    let name = &entry.author.text;
    let Wanted { markup, because, .. } = wanted;
    let (open, close) = (&markup.open, &markup.close);
    let message = format!("`{name}` stands plain in this author list, while {because} `{open}{name}{close}`");
    Finding::new(&META, entry.author.name, message).fix(fix(entry, habit, wanted))
}

/// The markup around the name, and around its marks where that is usual.
fn fix(entry: &OwnEntry, habit: &Habit, wanted: &Wanted) -> Option<Fix> {
    let author = entry.author;
    let markup = entry.fitting(habit, wanted.markup, wanted.is_asked)?;
    let mut edits = vec![Edit::insert(author.name.start(), markup.open.as_str())];
    let marks = author.marks.as_ref().filter(|marks| marks.joined && habit.has_marks_inside());
    let mut end = author.name.end();
    if let Some(marks) = marks {
        end = marks.span.end();
        edits.extend(entry.bare_stars().iter().map(|&star| Edit::insert(star, "\\")));
    }
    edits.push(Edit::insert(end, markup.close.as_str()));
    Some(Fix {
        title: format!("write `{}{}{}`", markup.open, author.text, markup.close),
        applicability: if entry.matched == Match::Same { Applicability::Safe } else { Applicability::Unsafe },
        effect: Effect::Emphasis,
        edits,
    })
}
