//! `contribution-mark-lost`: asterisks behind names that the page's engine pairs into emphasis.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{AuthorList, ListSource, StarPair, star_pairs};
use crate::rules::{Page, Rule};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "contribution-mark-lost",
    group: "authors",
    severity: Severity::Error,
    default: true,
    summary: "Asterisks that mark authors become italics or bold, and vanish.",
    fixes: &[Applicability::Safe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContributionMarkLost {}

impl Rule for ContributionMarkLost {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for list in page.people().lists.iter().filter(|list| list.source == ListSource::Markdown) {
            let stars = raw_stars(page, list);
            if stars.is_empty() {
                continue;
            }
            let pairs = star_pairs(page.doc, list.block);
            let lost = pairs.iter().find(|pair| is_mark(pair, &stars));
            if let Some(pair) = lost {
                out.push(finding(page, pair, &stars));
            }
        }
    }
}

/// The asterisks behind the list's names that no formula or code holds, and that have no backslash.
fn raw_stars(page: &Page, list: &AuthorList) -> Vec<usize> {
    let marks = list.authors.iter().filter_map(|author| author.marks.as_ref());
    marks.flat_map(|marks| &marks.raw_stars).copied().filter(|&star| page.doc.opaque_at(star).is_none()).collect()
}

/// Whether one end of the emphasis is meant as a mark.
fn is_mark(pair: &StarPair, stars: &[usize]) -> bool {
    stars.contains(&pair.open) || stars.contains(&pair.close)
}

fn finding(page: &Page, pair: &StarPair, stars: &[usize]) -> Finding {
    let span = Span::new(pair.open, pair.close + pair.length);
    let shape = if pair.length == 2 { "bold" } else { "italics" };
    let between = clip(page.doc.slice(span));
    let message = format!("the marks around `{between}` become {shape} and are not shown");
    let fix = Fix {
        title: "put a backslash before every asterisk that marks an author".to_string(),
        applicability: Applicability::Safe,
        effect: Effect::Emphasis,
        edits: stars.iter().map(|&star| Edit::insert(star, "\\")).collect(),
    };
    Finding::new(&META, span, message).fix(fix)
}

/// The text in one line, its middle left out when it is long.
fn clip(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = line.chars().count();
    if letters <= 60 {
        return line;
    }
    let head: String = line.chars().take(28).collect();
    let tail: String = line.chars().skip(letters - 28).collect();
    format!("{head}…{tail}")
}
