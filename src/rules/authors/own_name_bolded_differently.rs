//! `own-name-bolded-differently`: the owner's name is set off, but not as nearly all lists of the page have it.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{Habit, Markup, Match, OwnEntry, Setting, each_own_entry};
use crate::rules::Rule;
use crate::site::{Digest, Site};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "own-name-bolded-differently",
    group: "authors",
    severity: Severity::Warning,
    default: true,
    summary: "The owner's name is set off in another way than in nearly all other author lists.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnNameBoldedDifferently {}

impl Rule for OwnNameBoldedDifferently {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        each_own_entry(&site.owner, digests.iter().map(|digest| &digest.people), |index, entry, own, all| {
            if entry.matched != Match::Same || entry.sets_off_others {
                return;
            }
            // A page has its own look, or too few lists to have one.
            let has_own = own.markup().is_some_and(|own| all.clear_look().is_none_or(|(_, look)| own.look() != look));
            let is_page = has_own || own.clear_look().is_some();
            let (habit, place) = if is_page { (own, "page") } else { (all, "site") };
            out.extend(check(entry, habit, place).map(|finding| (index, finding)));
        });
    }
}

fn check(entry: &OwnEntry, habit: &Habit, place: &str) -> Option<Finding> {
    let (usual, look) = habit.clear_look()?;
    let name = &entry.author.text;
    let count = habit.count(look);
    let others = format!("{count} of {} lists of the {place}", habit.set_off);
    match &entry.author.setting {
        Setting::Plain | Setting::Unclear => None,
        Setting::Half(half) => {
            let message = format!("only a part of `{name}` is set off, while {others} set off all of it");
            let fix = whole(entry, habit, usual, **half);
            Some(Finding::new(&META, entry.author.name, message).fix(fix))
        }
        Setting::SetOff(markup) if markup.look() != look => {
            // Three of twenty are no slip.
            let is_slip = habit.count(markup.look()) <= 1 + habit.set_off / 40;
            let (here, there) = (markup.look().words(), look.words());
            let message = format!("`{name}` is {here} in this author list, while {others} have it {there}");
            let fix = look_fix(entry, habit, markup, usual);
            is_slip.then(|| Finding::new(&META, entry.author.name, message).fix(fix))
        }
        Setting::SetOff(markup) => {
            let marks = entry.author.marks.as_ref()?;
            let is_inside = habit.clear_marks_inside()?;
            if marks.inside == is_inside {
                return None;
            }
            let (here, there) = if is_inside { ("outside", "inside") } else { ("inside", "outside") };
            let message = format!(
                "the mark of `{name}` stands {here} of the emphasis, while nearly all of the {place} stand {there}"
            );
            let fix = mark_fix(entry, markup, is_inside);
            Some(Finding::new(&META, marks.span, message).fix(fix))
        }
    }
}

/// All of the name set off in place of a part.
fn whole(entry: &OwnEntry, habit: &Habit, usual: &Markup, [outer, inner]: [Span; 2]) -> Option<Fix> {
    let markup = entry.fitting(habit, usual, false)?;
    let name = entry.author.name;
    let (start, end) = (name.start().min(outer.start()), name.end().max(outer.end()));
    let mut edits = Vec::new();
    let mut replace = |span: Span, at: usize, insert: &str| {
        if span.touches(Span::empty(at)) {
            edits.push(Edit::replace(span, insert));
        } else {
            edits.push(Edit::replace(span, ""));
            edits.push(Edit::insert(at, insert));
        }
    };
    replace(Span::new(outer.start(), inner.start()), start, &markup.open);
    replace(Span::new(inner.end(), outer.end()), end, &markup.close);
    edits.sort();
    Some(fix(&markup, entry, Applicability::Safe, edits))
}

/// The usual markup in place of this one.
fn look_fix(entry: &OwnEntry, habit: &Habit, markup: &Markup, usual: &Markup) -> Option<Fix> {
    let new = entry.fitting(habit, usual, false)?;
    let open = Span::new(entry.author.span.start(), entry.author.name.start());
    let close = closing(entry, markup)?;
    if open.len() != markup.open.len() {
        return None;
    }
    let edits = vec![Edit::replace(open, new.open.as_str()), Edit::replace(close, new.close.as_str())];
    Some(fix(&new, entry, Applicability::Unsafe, edits))
}

/// The marks on the other side of the delimiter behind the name.
fn mark_fix(entry: &OwnEntry, markup: &Markup, to_inside: bool) -> Option<Fix> {
    let marks = entry.author.marks.as_ref()?;
    let close = closing(entry, markup)?;
    let is_beside = if to_inside { close.end() == marks.span.start() } else { marks.span.end() == close.start() };
    if !is_beside || (!to_inside && !marks.joined) {
        return None;
    }
    let target = if to_inside { marks.span.end() } else { marks.span.start() };
    let stars = entry.bare_stars();
    let moved = if stars.contains(&target) { format!("{}\\", markup.close) } else { markup.close.clone() };
    let mut edits = vec![Edit::replace(close, ""), Edit::insert(target, moved)];
    edits.extend(stars.iter().filter(|star| **star != target).map(|&star| Edit::insert(star, "\\")));
    edits.sort();
    Some(fix(markup, entry, Applicability::Safe, edits))
}

/// Where the closing delimiter stands: behind the name, or behind the marks in the emphasis.
fn closing(entry: &OwnEntry, markup: &Markup) -> Option<Span> {
    let marks = entry.author.marks.as_ref();
    let start = match marks {
        Some(marks) if marks.inside => marks.span.end(),
        _ => entry.author.name.end(),
    };
    let close = Span::new(start, start + markup.close.len());
    let fits = match marks {
        Some(marks) if !marks.inside => close.end() <= marks.span.start(),
        _ => close.end() == entry.author.span.end(),
    };
    fits.then_some(close)
}

fn fix(markup: &Markup, entry: &OwnEntry, applicability: Applicability, edits: Vec<Edit>) -> Fix {
    let title = format!("write `{}{}{}`", markup.open, entry.author.text, markup.close);
    Fix { title, applicability, effect: Effect::Emphasis, edits }
}
