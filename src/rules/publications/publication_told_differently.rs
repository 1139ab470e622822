//! `publication-told-differently`: two places of a site give one paper's title, conference or year in two ways.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::people::{Author, Match, Name};
use crate::publications::{Difference, DifferenceKind, News, Part, Publication, Title, TitleIndex, conference};
use crate::rules::{Rule, quoted};
use crate::site::{Digest, Site};
use serde::Deserialize;
use std::ops::Range;

static META: RuleMeta = RuleMeta {
    name: "publication-told-differently",
    group: "publications",
    severity: Severity::Warning,
    default: true,
    summary: "Two places of the site give a paper's title, conference or year in two ways.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublicationToldDifferently {}

impl Rule for PublicationToldDifferently {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let has_readers: Vec<bool> = digests.iter().map(|digest| site.has_readers(&digest.path)).collect();
        let pages = || digests.iter().enumerate().filter(|(page, _)| has_readers[*page]);
        let listed: Vec<Listed> = pages()
            .flat_map(|(page, digest)| digest.publications.iter().map(move |publication| (page, publication)))
            .filter(|(_, publication)| Title::new(&publication.title.text).is_telling())
            .map(|(page, publication)| Listed { page, digest: &digests[page], publication })
            .collect();
        if listed.is_empty() {
            return;
        }
        let index = TitleIndex::new(listed.iter().map(|listed| Title::new(&listed.publication.title.text)));
        for (page, digest) in pages() {
            for news in &digest.news {
                out.extend(check_news(news, &index, &listed).map(|finding| (page, finding)));
            }
        }
        check_lists(&index, &listed, out);
    }
}

/// A publication that a page lists.
struct Listed<'a> {
    page: usize,
    digest: &'a Digest,
    publication: &'a Publication,
}

fn check_news(news: &News, index: &TitleIndex, listed: &[Listed]) -> Option<Finding> {
    let title = Title::new(&news.title.text);
    let same: Vec<&Listed> = index.same(&title).map(|number| &listed[number]).collect();
    if same.is_empty() {
        let (number, differences) = index.near(&title).into_iter().next()?;
        let other = &listed[number];
        let is_slip = title.is_telling() && is_slip(&differences, &news.title.text, &other.publication.title.text);
        let difference = differences.first().filter(|_| is_slip)?;
        return Some(title_finding(&news.title, difference, other));
    }
    let venue = news.venue.as_ref()?;
    let here = conference(&venue.text)?;
    // Each place must contradict: a list of all versions has the right one too.
    let mut first = None;
    for other in same {
        let there = other.publication.venue.as_ref();
        let conference = conference(&there?.text)?;
        let years = news.year.zip(other.publication.year).map(|(a, b)| (a.number, b.number));
        // Years apart it is another version; unknown ones say nothing.
        let (year, other_year) = years?;
        let contradicts = if conference == here { year != other_year } else { (year - other_year).abs() <= 1 };
        if !contradicts {
            return None;
        }
        first.get_or_insert((other, conference, other_year));
    }
    let (other, conference, other_year) = first?;
    let year = news.year?.number;
    let message = format!(
        "the paper is accepted to {} here, and stands under {} in {}",
        quoted(&format!("{here} {year}")),
        quoted(&format!("{conference} {other_year}")),
        quoted(&other.digest.path)
    );
    Some(Finding::new(&META, venue.span, message))
}

/// Titles of lists that differ by a letter from the title of the same paper elsewhere.
fn check_lists(index: &TitleIndex, listed: &[Listed], out: &mut Vec<(usize, Finding)>) {
    for (number, here) in listed.iter().enumerate() {
        let title = index.title(number);
        let count = index.same(title).count();
        let mut found = None;
        for (other_number, differences) in index.near(title) {
            let other = &listed[other_number];
            let other_count = index.same(index.title(other_number)).count();
            // The more usual spelling is the right one; of two, the one that was read first.
            let is_usual = (other_count, std::cmp::Reverse(other_number)) > (count, std::cmp::Reverse(number));
            let is_slip = is_slip(&differences, &here.publication.title.text, &other.publication.title.text);
            if is_usual && is_slip && is_same_paper(here, other) {
                found = differences.first().map(|difference| title_finding(&here.publication.title, difference, other));
                break;
            }
        }
        out.extend(found.map(|finding| (here.page, finding)));
    }
}

/// Whether the one difference is a slip of the pen: a letter or two inside of a word, in other letters than British and American
/// spelling exchange, and no plural.
fn is_slip(differences: &[Difference], here: &str, there: &str) -> bool {
    let [difference] = differences else { return false };
    let here = here.get(difference.here.clone()).unwrap_or("").to_lowercase();
    let there = there.get(difference.there.clone()).unwrap_or("").to_lowercase();
    let is_one_word = !here.contains(char::is_whitespace) && !there.contains(char::is_whitespace);
    let plain = |word: &str| word.replace("ou", "o").replace("ll", "l").replace('z', "s").replace("ae", "e");
    let is_variant = plain(&here) == plain(&there);
    let is_plural = here.trim_end_matches(['s', 'e', 'd']) == there.trim_end_matches(['s', 'e', 'd']);
    difference.kind == DifferenceKind::Spelling && is_one_word && !is_variant && !is_plural
}

/// Whether nothing that the two entries say of authors, conference or year speaks against one paper, and one thing for it.
fn is_same_paper(here: &Listed, there: &Listed) -> bool {
    let years = here.publication.year.zip(there.publication.year).map(|(a, b)| (a.number - b.number).abs());
    if years.is_some_and(|years| years > 1) {
        return false;
    }
    match (authors(here), authors(there)) {
        (Some(a), Some(b)) => {
            let name = |text: &str| Name::parse(text);
            let are_alike = |(a, b): (&str, &str)| match (name(a), name(b)) {
                (Some(a), Some(b)) => a.matches(&b) != Match::Different,
                _ => false,
            };
            let firsts = a.first().zip(b.first()).map(|(a, b)| (&*a.text, &*b.text));
            a.len() == b.len() && firsts.is_some_and(are_alike)
        }
        _ => years == Some(0),
    }
}

fn authors<'a>(listed: &Listed<'a>) -> Option<&'a [Author]> {
    let list = listed.digest.people.lists.get(listed.publication.authors? as usize)?;
    Some(&list.authors)
}

fn title_finding(title: &Part, difference: &Difference, other: &Listed) -> Finding {
    let word = |text: &str, range: &Range<usize>| quoted(text.get(range.clone()).unwrap_or(text));
    let here = word(&title.text, &difference.here);
    let there = word(&other.publication.title.text, &difference.there);
    let message = format!("{here} in this title is {there} in {}", quoted(&other.digest.path));
    Finding::new(&META, title.span, message)
}
