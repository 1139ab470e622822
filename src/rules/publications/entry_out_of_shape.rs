//! `entry-out-of-shape`: an entry that departs from the shape that the others of its list share.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::publications::shape::{Departure, Habit, Trait, departures};
use crate::rules::{Page, Rule};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "entry-out-of-shape",
    group: "publications",
    severity: Severity::Warning,
    default: false,
    summary: "An entry of a publication list departs from the shape that the others share.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntryOutOfShape {}

impl Rule for EntryOutOfShape {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let departures = departures(page.doc, page.people(), page.publications());
        out.extend(departures.into_iter().map(finding));
    }
}

fn finding(departure: Departure) -> Finding {
    let habits: Vec<String> = departure.from.iter().map(in_words).collect();
    let message = format!("departs from this list, of whose entries {}", habits.join("; "));
    let fix = departure.edits.map(|edits| Fix {
        title: "write the signs as the other entries have them".to_string(),
        applicability: Applicability::Unsafe,
        effect: Effect::Words,
        edits,
    });
    Finding::new(&META, departure.span, message).fix(fix)
}

/// `9 of 10 end with a full stop`
fn in_words(habit: &Habit) -> String {
    let usual = habit.usual.text.as_str();
    let what = match (habit.usual.of, usual) {
        (Trait::Label, "yes") => "begin with a label in brackets".to_string(),
        (Trait::Label, _) => "begin without a label in brackets".to_string(),
        (Trait::Escapes, "yes") => r"write the label as `\[…\]`".to_string(),
        (Trait::Escapes, _) => "write the label as `[…]`".to_string(),
        (Trait::AuthorsFirst, "yes") => "name the authors before the title".to_string(),
        (Trait::AuthorsFirst, _) => "name the authors behind the title".to_string(),
        (Trait::AfterAuthors, sign) => format!("have `{sign}` behind the authors"),
        (Trait::Title, "") => "write the title plain".to_string(),
        (Trait::Title, markup) => format!("set the title in {markup}"),
        (Trait::AfterTitle, sign) => format!("have `{sign}` behind the title"),
        (Trait::Venue, _) => "set the venue in italics".to_string(),
        (Trait::Year, _) => "tell a year".to_string(),
        (Trait::Link, _) => "have a link".to_string(),
        (Trait::FinalStop, "yes") => "end with a full stop".to_string(),
        (Trait::FinalStop, _) => "end without a full stop".to_string(),
    };
    format!("{} of {} {what}", habit.agreeing, habit.total)
}
