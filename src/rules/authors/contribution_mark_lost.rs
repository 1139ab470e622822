//! `contribution-mark-lost`: asterisks behind names that the page's engine pairs into emphasis.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{Author, AuthorList, ListSource, StarPair, star_pairs, value_star_pairs};
use crate::rules::{Page, Rule};
use crate::syntax::Document;
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "contribution-mark-lost",
    group: "authors",
    severity: Severity::Error,
    default: true,
    summary: "Asterisks that mark authors become italics or bold, and vanish.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContributionMarkLost {}

impl Rule for ContributionMarkLost {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let doc = page.doc;
        for list in &page.people().lists {
            let pairs = match list.source {
                ListSource::Markdown => star_pairs(doc, list.block),
                ListSource::Value | ListSource::Citation => value_star_pairs(doc, list.block),
                ListSource::Html | ListSource::Bib => continue,
            };
            let stars = if pairs.is_empty() { Vec::new() } else { raw_stars(page, list, &pairs) };
            if let Some(pair) = pairs.iter().find(|pair| is_mark(pair, &stars)) {
                out.push(finding(doc, list.source, pair, &stars));
            }
        }
    }
}

/// The asterisks behind the list's names that no formula or code holds, and that have no backslash. In a value none are known
/// for marks: those that make names bold are not.
fn raw_stars(page: &Page, list: &AuthorList, pairs: &[StarPair]) -> Vec<usize> {
    if list.source == ListSource::Markdown {
        let raw = list.authors.iter().flat_map(|author| own_stars(page.doc, author, pairs)).copied();
        return raw.filter(|&star| page.doc.opaque_at(star).is_none()).collect();
    }
    let marks = list.authors.iter().filter_map(|author| author.marks.as_ref());
    let bytes = page.doc.text().as_bytes();
    let is_bold = |at: usize| {
        let bold = pairs.iter().filter(|pair| pair.length == 2);
        bold.into_iter().any(|pair| [pair.open, pair.close].iter().any(|start| (*start..start + 2).contains(&at)))
    };
    let is_raw = |at: usize| bytes[at] == b'*' && (at == 0 || bytes[at - 1] != b'\\') && !is_bold(at);
    marks.flat_map(|marks| marks.span.range()).filter(|&at| is_raw(at)).collect()
}

/// The raw asterisks behind a name that are its marks: as many as stand before it close what those opened, though the engine paired
/// them otherwise: `Ada**, **Bo**`.
fn own_stars<'a>(doc: &Document, author: &'a Author, pairs: &[StarPair]) -> &'a [usize] {
    let Some(marks) = &author.marks else { return &[] };
    let before = doc.text()[..author.name.start()].trim_end_matches('[');
    let run = before.len() - before.trim_end_matches('*').len();
    let is_paired = |at: &usize| {
        let is_in = |start: usize, length: usize| (start..start + length).contains(at);
        pairs.iter().any(|pair| is_in(pair.open, pair.length) || is_in(pair.close, pair.length))
    };
    let is_escaped = before[..before.len() - run].ends_with('\\');
    let opening = (before.len() - run..before.len()).filter(|at| !is_escaped && !is_paired(at)).count();
    &marks.raw_stars[opening.min(marks.raw_stars.len())..]
}

/// Whether one end of the emphasis is meant as a mark.
fn is_mark(pair: &StarPair, stars: &[usize]) -> bool {
    stars.contains(&pair.open) || stars.contains(&pair.close)
}

fn finding(doc: &Document, source: ListSource, pair: &StarPair, stars: &[usize]) -> Finding {
    let span = Span::new(pair.open, pair.close + pair.length);
    let shape = if pair.length == 2 { "bold" } else { "italics" };
    let between = clip(doc.slice(span));
    let message = format!("the marks around `{between}` become {shape} and are not shown");
    let in_text = source == ListSource::Markdown;
    let fix = Fix {
        title: "put a backslash before every asterisk that marks an author".to_string(),
        // That a template reads a value as Markdown is likely, where it has bold, and not known.
        applicability: if in_text { Applicability::Safe } else { Applicability::Unsafe },
        effect: if in_text { Effect::Emphasis } else { Effect::FrontMatter },
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
