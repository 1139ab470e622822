//! `publication-missing`: a publication of the owner that a reference tells of and no page does.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::people::{Match, Name, OwnerNames, owner};
use crate::publications::{Record, References, Title, venue};
use crate::rules::{Rule, quoted};
use crate::site::{Digest, Site};
use crate::text::Span;
use serde::Deserialize;
use std::collections::HashSet;

static META: RuleMeta = RuleMeta {
    name: "publication-missing",
    group: "publications",
    severity: Severity::Warning,
    default: false,
    summary: "A publication of the owner stands in a file of `references` and on no page.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublicationMissing {}

impl Rule for PublicationMissing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let references = &site.references;
        // Of a page that no site holds nobody knows which other pages there are.
        if references.is_empty() || site.is_alone() {
            return;
        }
        let Some((page, place)) = list_of_all(references, digests) else { return };
        let Some(owner) = owner(&site.owner, digests.iter().map(|digest| &digest.people)) else { return };
        let own = owner.parsed();
        let told = told(site, digests);
        let mut missing: Vec<&Record> = Vec::new();
        let mut seen = HashSet::new();
        for record in &references.records {
            let title = Title::new(&record.title);
            if title.is_telling()
                && !told.contains(title.key())
                && is_by(record, &own)
                && seen.insert(title.key().to_string())
            {
                missing.push(record);
            }
        }
        out.extend(missing.into_iter().map(|record| (page, finding(references, record, place))));
    }
}

/// The page with the most publications, and where its first one stands.
fn list_of_all(references: &References, digests: &[Digest]) -> Option<(usize, Span)> {
    let pages = digests.iter().enumerate().rev().filter(|(_, digest)| !references.has_file(&digest.path));
    let (index, digest) = pages.max_by_key(|(_, digest)| digest.publications.len())?;
    let first = digest.publications.first()?;
    Some((index, first.title.span))
}

/// The folded titles of the records that some page tells of, be it with small errors.
fn told(site: &Site, digests: &[Digest]) -> HashSet<String> {
    let references = &site.references;
    let titles = references.titles();
    let mut told = HashSet::new();
    let mut add = |number: usize| {
        told.insert(titles.title(number).key().to_string());
    };
    // A bibliography in a folder of the site may be shown by it, as jekyll-scholar does; an export lies at its root or beside it.
    let is_shown = |path: &str| path.ends_with(".bib") && path.contains('/') && site.has_readers(path);
    for digest in digests.iter().filter(|digest| !references.has_file(&digest.path) || is_shown(&digest.path)) {
        digest.mentioned.iter().for_each(|number| add(*number as usize));
        for publication in &digest.publications {
            let title = Title::new(&publication.title.text);
            titles.same(&title).for_each(&mut add);
            titles.near(&title).into_iter().for_each(|(number, _)| add(number));
        }
    }
    told
}

/// Whether one of the authors may be the owner: a bibliography holds the papers of others too.
fn is_by(record: &Record, own: &OwnerNames) -> bool {
    let is_own = |name: Name| own.matches(&name) != Match::Different;
    record.authors.iter().filter_map(|author| Name::parse(author)).any(is_own)
}

fn finding(references: &References, record: &Record, place: Span) -> Finding {
    let venue = record.venue.as_deref().filter(|venue| !venue::is_preprint(venue));
    let year = record.year.map(|year| year.to_string());
    let place_and_year: Vec<&str> = venue.into_iter().chain(year.as_deref()).collect();
    let behind = if place_and_year.is_empty() { String::new() } else { format!(" ({})", place_and_year.join(", ")) };
    let message =
        format!("{}{behind} stands in {} and on no page", quoted(&record.title), quoted(references.file_of(record)));
    Finding::new(&META, place, message)
}
