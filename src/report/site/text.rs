//! A page of text: what is known, the pages, and what is not known.

use super::SurveyedSite;
use crate::people::CoAuthor;
use crate::report::printable;
use crate::survey::{SurveyedPublication, Unknown};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Columns that a path may take before the URLs stand ragged.
const WIDEST: usize = 60;

/// Anchors of a page, and co-authors, that are shown: a list of hundreds hides the other pages. JSON has them all.
const SHOWN: usize = 12;

/// Writes the page. Paths and URLs stand on lines of their own, so that `grep` finds them.
pub fn site_text(out: &mut dyn Write, surveyed: SurveyedSite) -> io::Result<()> {
    let SurveyedSite { root, site, survey } = surveyed;
    let evidence = &site.evidence;
    let root = if root.is_empty() { "." } else { root };
    fact(out, "root", root, "")?;
    fact(out, "generator", site.generator.name().unwrap_or("none"), &evidence.generator)?;
    fact(out, "theme", site.theme.name(), &evidence.theme)?;
    fact(out, "dialect", site.usual_dialect().map_or("not set", |dialect| dialect.name()), &evidence.dialect)?;
    if !site.schemas().is_empty() {
        fact(out, "keys", &site.schemas().join(", "), "")?;
    }
    if let Some(base) = site.base().filter(|base| !base.is_empty()) {
        fact(out, "base", base, "every URL below stands behind it")?;
    }
    match surveyed.owner() {
        Some((name, why)) => fact(out, "owner", name, &why)?,
        None => fact(out, "owner", "not known", "no configuration, introduction or author list tells")?,
    }
    if !survey.co_authors.is_empty() {
        fact(out, "co-authors", &co_authors(&survey.co_authors), "")?;
    }
    let links = survey.links;
    let (internal, external) = (links.found + links.missing + links.unknown, links.external);
    writeln!(
        out,
        "links      {internal} on the site: {} found, {} missing, {} not known; {external} elsewhere",
        links.found, links.missing, links.unknown
    )?;
    writeln!(out, "\npages ({})", survey.pages.len())?;
    let width = survey.pages.iter().map(|page| page.path.chars().count()).max().unwrap_or(0).min(WIDEST);
    for page in &survey.pages {
        let url = match &page.url {
            Some(url) => url,
            None if site.is_alone() => "(where it is published is not known)",
            None => "(not published)",
        };
        writeln!(out, "  {:width$}  {}{}", printable(&page.path), printable(url), printable(&anchors(&page.anchors)))?;
    }
    if !survey.redirects.is_empty() {
        writeln!(out, "\nredirects ({})", survey.redirects.len())?;
        for (url, path) in &survey.redirects {
            writeln!(out, "  {} -> {}", printable(url), printable(path))?;
        }
    }
    if !survey.lists.is_empty() {
        writeln!(out, "\nlists ({})", survey.lists.len())?;
        for (url, path) in &survey.lists {
            writeln!(out, "  {}  ({})", printable(url), printable(path))?;
        }
    }
    publications(out, &survey.publications)?;
    not_known(out, &survey.unknown)
}

fn fact(out: &mut dyn Write, name: &str, value: &str, why: &str) -> io::Result<()> {
    let why = if why.is_empty() { String::new() } else { format!(": {}", printable(why)) };
    writeln!(out, "{name:<10} {}{why}", printable(value))
}

/// The most frequent with their other spellings, and how many more there are.
fn co_authors(all: &[CoAuthor]) -> String {
    let mut shown = Vec::new();
    for person in all.iter().take(SHOWN) {
        let [(name, _), others @ ..] = person.spellings.as_slice() else { continue };
        let others: Vec<&str> = others.iter().map(|(text, _)| text.as_ref()).collect();
        let also = if others.is_empty() { String::new() } else { format!(" (also {})", others.join("; ")) };
        shown.push(format!("{name}{also} {}", person.count()));
    }
    let more = all.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("; {more} more") } else { String::new() };
    format!("{}{more}", shown.join("; "))
}

/// The first anchors, and how many more there are.
fn anchors(all: &[Box<str>]) -> String {
    let mut shown: String = all.iter().take(SHOWN).map(|id| format!(" #{id}")).collect();
    if !shown.is_empty() {
        shown.insert(0, ' ');
    }
    if all.len() > SHOWN {
        shown.push_str(&format!(" and {} more", all.len() - SHOWN));
    }
    shown
}

/// The publications page by page, each with its line, year and venue.
fn publications(out: &mut dyn Write, all: &[SurveyedPublication]) -> io::Result<()> {
    if !all.is_empty() {
        writeln!(out, "\npublications ({})", all.len())?;
    }
    for of_page in all.chunk_by(|a, b| a.path == b.path) {
        writeln!(out, "  {} ({})", printable(&of_page[0].path), of_page.len())?;
        for surveyed in of_page {
            let publication = &surveyed.publication;
            let year = publication.year.map_or("    ".to_string(), |year| year.number.to_string());
            let venue = publication.venue.as_ref().map(|venue| format!("; {}", printable(&venue.text)));
            let title = printable(&publication.title.text);
            writeln!(out, "    :{:<5} {year}  {title}{}", surveyed.line, venue.unwrap_or_default())?;
        }
    }
    Ok(())
}

/// What is not known, by reason.
fn not_known(out: &mut dyn Write, unknown: &[Unknown]) -> io::Result<()> {
    let mut by_reason: BTreeMap<&str, Vec<&Unknown>> = BTreeMap::new();
    for one in unknown {
        by_reason.entry(one.why).or_default().push(one);
    }
    if by_reason.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nnot known ({})", unknown.len())?;
    for (why, all) in by_reason {
        writeln!(out, "  {why}")?;
        for one in all {
            let line = one.line.map(|line| format!(":{line}")).unwrap_or_default();
            let target = one.target.as_deref().map(|target| format!("  {}", printable(target))).unwrap_or_default();
            writeln!(out, "    {}{line}{target}", printable(&one.path))?;
        }
    }
    Ok(())
}
