//! What hplint understood of a site, for a reader: pages with their URLs and anchors, the owner, and what cannot be known.

use crate::lint::{Linter, Read};
use crate::people::{self, CoAuthor, Owner, PagePeople};
use crate::publications::{self, Publication};
use crate::site::{Maker, Resolution};
use crate::syntax::{Dialect, Document, LinkKind};
use crate::text::LineIndex;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// All that `hplint site` tells beside the [`Site`](crate::site::Site) itself.
#[derive(Debug, Default)]
pub struct Survey {
    /// Sorted by path.
    pub pages: Vec<SurveyedPage>,
    /// The URL that leads elsewhere, and the source that says so; sorted.
    pub redirects: Vec<(String, String)>,
    /// The URL of a list that a plugin writes, and the configuration that asks for it; sorted.
    pub lists: Vec<(String, String)>,
    pub owner: Option<Owner>,
    /// The most frequent first.
    pub co_authors: Vec<CoAuthor>,
    /// In the order of their pages and places.
    pub publications: Vec<SurveyedPublication>,
    pub links: LinkCounts,
    /// Sorted by path and line.
    pub unknown: Vec<Unknown>,
    /// Files that could not be read, and why.
    pub unreadable: Vec<(String, String)>,
}

/// A page or data file.
#[derive(Debug)]
pub struct SurveyedPage {
    /// From the site's root folder.
    pub path: String,
    /// Behind the site's base path; `None` when the page is not published.
    pub url: Option<String>,
    /// `None` for what is no Markdown or HTML.
    pub dialect: Option<Dialect>,
    /// Ids that a fragment can name, in document order.
    pub anchors: Vec<Box<str>>,
}

/// A publication that a page, data file or bibliography tells of.
#[derive(Debug)]
pub struct SurveyedPublication {
    pub path: String,
    /// Of its title, from 1.
    pub line: usize,
    /// The authors as they are written; empty where no list of them was read.
    pub authors: Vec<String>,
    pub publication: Publication,
}

/// Links by where they lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCounts {
    pub found: usize,
    /// Nothing is there, or it is not published, or its case differs.
    pub missing: usize,
    pub unknown: usize,
    pub external: usize,
}

/// Something that the sources do not tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    pub path: String,
    /// From 1; `None` when it concerns the whole file.
    pub line: Option<usize>,
    /// The link's target as written; `None` for the ids of the page.
    pub target: Option<String>,
    pub why: &'static str,
}

/// What one file adds.
#[derive(Default)]
struct Part {
    page: Option<SurveyedPage>,
    people: PagePeople,
    publications: Vec<SurveyedPublication>,
    links: LinkCounts,
    unknown: Vec<Unknown>,
    unreadable: Option<(String, String)>,
}

impl Linter<'_> {
    /// Looks at `pages` (paths relative to the root), reading each through `read`; no rule is run.
    pub fn survey(&self, pages: &[String], read: Read) -> Survey {
        let parts: Vec<Part> = pages.par_iter().map(|path| self.survey_page(path, read)).collect();
        let mut survey = Survey::default();
        let mut people = Vec::new();
        for part in parts {
            survey.pages.extend(part.page);
            survey.unknown.extend(part.unknown);
            survey.unreadable.extend(part.unreadable);
            survey.links = survey.links.and(part.links);
            people.push(part.people);
            survey.publications.extend(part.publications);
        }
        survey.owner = people::owner(&self.site.owner, people.iter());
        survey.co_authors = people::co_authors(survey.owner.as_ref(), people.iter());
        self.add_urls(&mut survey);
        survey.pages.sort_by(|a, b| a.path.cmp(&b.path));
        survey.publications.sort_by(|a, b| (&a.path, a.publication.span).cmp(&(&b.path, b.publication.span)));
        survey.unknown.sort();
        survey
    }

    /// The URLs of all that the site publishes, also of what was not looked at: style sheets, feeds.
    fn add_urls(&self, survey: &mut Survey) {
        let mut urls: BTreeMap<&str, &str> = BTreeMap::new();
        for (file, maker) in self.site.files() {
            match maker {
                Maker::Page(path) => drop(urls.insert(path, file)),
                Maker::Redirect(path) => survey.redirects.push((url(file), path.to_string())),
                Maker::Listing(path) => survey.lists.push((url(file), path.to_string())),
                Maker::Copy(_) => {}
            }
        }
        for page in &mut survey.pages {
            page.url = urls.remove(page.path.as_str()).map(url);
        }
        let others = urls.into_iter().map(|(path, file)| SurveyedPage {
            path: path.to_string(),
            url: Some(url(file)),
            dialect: None,
            anchors: Vec::new(),
        });
        survey.pages.extend(others);
    }

    fn survey_page(&self, path: &str, read: Read) -> Part {
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(why) => return Part { unreadable: Some((path.to_string(), why)), ..Part::default() },
        };
        let parsed = self.parse(path, &bytes);
        let doc = &parsed.doc;
        let (links, mut unknown) = self.survey_links(doc);
        let anchors = self.site.anchors(doc);
        if parsed.is_page() {
            let why = anchors.incomplete.iter();
            unknown.extend(why.map(|why| Unknown { path: path.to_string(), line: None, target: None, why }));
        }
        let page = parsed.is_page().then(|| SurveyedPage {
            path: path.to_string(),
            url: None,
            dialect: Some(doc.dialect),
            anchors: anchors.ids().map(Box::from).collect(),
        });
        let people = people::page_people(doc, self.site.is_alone());
        let publications = survey_publications(doc, &people);
        Part { page, people, publications, links, unknown, unreadable: None }
    }

    fn survey_links(&self, doc: &Document) -> (LinkCounts, Vec<Unknown>) {
        let mut counts = LinkCounts::default();
        let mut unknown = Vec::new();
        let mut lines = None;
        if !self.site.has_readers(&doc.source.path) {
            return (counts, unknown);
        }
        for link in doc.links_in_use() {
            match self.site.resolve(self.tree, &doc.source.path, link) {
                Resolution::Found { .. } => counts.found += 1,
                Resolution::Missing { .. } | Resolution::DiffersByCase { .. } | Resolution::NotPublished { .. } => {
                    counts.missing += 1
                }
                Resolution::External => counts.external += 1,
                // Nobody shows the field: it is no link.
                Resolution::Unknown(_) if matches!(link.kind, LinkKind::Bib(_)) => {}
                Resolution::Unknown(why) => {
                    counts.unknown += 1;
                    let lines = lines.get_or_insert_with(|| LineIndex::new(doc.text()));
                    let line = lines.line_column(link.target.start()).line;
                    let target = doc.slice(link.target).to_string();
                    let path = doc.source.path.clone();
                    unknown.push(Unknown { path, line: Some(line), target: Some(target), why });
                }
            }
        }
        (counts, unknown)
    }
}

impl LinkCounts {
    fn and(self, other: LinkCounts) -> LinkCounts {
        LinkCounts {
            found: self.found + other.found,
            missing: self.missing + other.missing,
            unknown: self.unknown + other.unknown,
            external: self.external + other.external,
        }
    }
}

fn survey_publications(doc: &Document, people: &PagePeople) -> Vec<SurveyedPublication> {
    let publications = publications::publications(doc, people);
    if publications.is_empty() {
        return Vec::new();
    }
    let lines = LineIndex::new(doc.text());
    let surveyed = publications.into_iter().map(|publication| {
        let list = publication.authors.and_then(|index| people.lists.get(index as usize));
        let authors = list.map(|list| list.authors.iter().map(|author| author.text.to_string()).collect());
        SurveyedPublication {
            path: doc.source.path.clone(),
            line: lines.line_column(publication.title.span.start()).line,
            authors: authors.unwrap_or_default(),
            publication,
        }
    });
    surveyed.collect()
}

/// `about/index.html` → `/about/`
fn url(file: &str) -> String {
    let is_index = file == "index.html" || file.ends_with("/index.html");
    format!("/{}", file.strip_suffix("index.html").filter(|_| is_index).unwrap_or(file))
}

#[cfg(test)]
mod tests {
    use super::url;

    #[test]
    fn urls() {
        for (file, expected) in [
            ("index.html", "/"),
            ("about/index.html", "/about/"),
            ("cv.html", "/cv.html"),
            ("my-index.html", "/my-index.html"),
        ] {
            assert_eq!(url(file), expected);
        }
    }
}
