//! One JSON object.

use super::SurveyedSite;
use crate::people::CoAuthor;
use crate::survey::{SurveyedPage, SurveyedPublication, Unknown};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct JsonSite<'a> {
    root: &'a str,
    generator: Option<&'static str>,
    theme: &'static str,
    dialect: Option<&'static str>,
    schemas: Vec<&'a str>,
    base: Option<&'a str>,
    owner: Option<JsonOwner<'a>>,
    co_authors: Vec<JsonCoAuthor<'a>>,
    evidence: JsonEvidence<'a>,
    pages: Vec<JsonPage<'a>>,
    redirects: Vec<JsonMade<'a>>,
    lists: Vec<JsonMade<'a>>,
    publications: Vec<JsonPublication<'a>>,
    links: JsonLinks,
    unknown: Vec<JsonUnknown<'a>>,
}

#[derive(Serialize)]
struct JsonOwner<'a> {
    name: &'a str,
    evidence: String,
}

#[derive(Serialize)]
struct JsonCoAuthor<'a> {
    name: &'a str,
    count: usize,
    spellings: Vec<JsonSpelling<'a>>,
}

#[derive(Serialize)]
struct JsonSpelling<'a> {
    name: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct JsonEvidence<'a> {
    generator: &'a str,
    theme: &'a str,
    dialect: &'a str,
}

#[derive(Serialize)]
struct JsonPage<'a> {
    path: &'a str,
    url: Option<&'a str>,
    dialect: Option<&'static str>,
    anchors: &'a [Box<str>],
}

#[derive(Serialize)]
struct JsonMade<'a> {
    url: &'a str,
    path: &'a str,
}

#[derive(Serialize)]
struct JsonPublication<'a> {
    path: &'a str,
    line: usize,
    list: u32,
    title: &'a str,
    authors: &'a [String],
    venue: Option<&'a str>,
    year: Option<i32>,
}

#[derive(Serialize)]
struct JsonLinks {
    found: usize,
    missing: usize,
    unknown: usize,
    external: usize,
}

#[derive(Serialize)]
struct JsonUnknown<'a> {
    path: &'a str,
    line: Option<usize>,
    target: Option<&'a str>,
    why: &'a str,
}

/// Writes the object; its fields are told in `hplint site --help`.
pub fn site_json(out: &mut dyn Write, surveyed: SurveyedSite) -> io::Result<()> {
    let SurveyedSite { root, site, survey } = surveyed;
    let links = survey.links;
    let object = JsonSite {
        root,
        generator: site.generator.name(),
        theme: site.theme.name(),
        dialect: site.usual_dialect().map(|dialect| dialect.name()),
        schemas: site.schemas(),
        base: site.base(),
        owner: surveyed.owner().map(|(name, evidence)| JsonOwner { name, evidence }),
        co_authors: survey.co_authors.iter().map(co_author).collect(),
        evidence: JsonEvidence {
            generator: &site.evidence.generator,
            theme: &site.evidence.theme,
            dialect: &site.evidence.dialect,
        },
        pages: survey.pages.iter().map(page).collect(),
        redirects: survey.redirects.iter().map(|(url, path)| JsonMade { url, path }).collect(),
        lists: survey.lists.iter().map(|(url, path)| JsonMade { url, path }).collect(),
        publications: survey.publications.iter().map(publication).collect(),
        links: JsonLinks {
            found: links.found,
            missing: links.missing,
            unknown: links.unknown,
            external: links.external,
        },
        unknown: survey.unknown.iter().map(unknown).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn co_author(person: &CoAuthor) -> JsonCoAuthor<'_> {
    let spellings = person.spellings.iter().map(|(name, count)| JsonSpelling { name, count: *count });
    JsonCoAuthor {
        name: person.spellings.first().map_or("", |(name, _)| name),
        count: person.count(),
        spellings: spellings.collect(),
    }
}

fn page(page: &SurveyedPage) -> JsonPage<'_> {
    JsonPage {
        path: &page.path,
        url: page.url.as_deref(),
        dialect: page.dialect.map(|dialect| dialect.name()),
        anchors: &page.anchors,
    }
}

fn publication(surveyed: &SurveyedPublication) -> JsonPublication<'_> {
    let publication = &surveyed.publication;
    JsonPublication {
        path: &surveyed.path,
        line: surveyed.line,
        list: publication.list,
        title: &publication.title.text,
        authors: &surveyed.authors,
        venue: publication.venue.as_ref().map(|venue| &*venue.text),
        year: publication.year.map(|year| year.number),
    }
}

fn unknown(unknown: &Unknown) -> JsonUnknown<'_> {
    JsonUnknown { path: &unknown.path, line: unknown.line, target: unknown.target.as_deref(), why: unknown.why }
}
