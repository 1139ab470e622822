//! What a rule sees of one page.

use crate::people::{self, PagePeople};
use crate::publications::{self, Publication};
use crate::site::schemas::KnownKeys;
use crate::site::{Resolution, Site, Tree};
use crate::syntax::yaml::{self, Refusal, YamlNode};
use crate::syntax::{Document, Link, NearLink};
use std::cell::OnceCell;

/// One page while it is linted.
pub struct Page<'a> {
    pub doc: &'a Document,
    pub site: &'a Site,
    pub tree: &'a dyn Tree,
    /// The limit in bytes, when the file is larger and so was not parsed.
    pub too_large: Option<u64>,
    people: OnceCell<PagePeople>,
    publications: OnceCell<Vec<Publication>>,
    followed: OnceCell<Vec<(&'a Link, Resolution)>>,
    near_links: OnceCell<Vec<NearLink>>,
    known_mappings: OnceCell<Vec<(KnownKeys<'a>, &'a YamlNode)>>,
}

impl<'a> Page<'a> {
    pub fn new(doc: &'a Document, site: &'a Site, tree: &'a dyn Tree) -> Page<'a> {
        let (people, publications, followed, near_links, known_mappings) = Default::default();
        Page { doc, site, tree, too_large: None, people, publications, followed, near_links, known_mappings }
    }

    /// The file's name, without its folders.
    pub fn name(&self) -> &'a str {
        let path = self.doc.source.path.as_str();
        path.rsplit_once('/').map_or(path, |(_, name)| name)
    }

    /// The people that the page names, read once.
    pub fn people(&self) -> &PagePeople {
        self.people.get_or_init(|| {
            let mut people = people::page_people(self.doc, self.site.is_alone());
            self.site.set_off_owner(self.doc, &mut people.lists);
            people
        })
    }

    /// The publications that the page tells of, read once.
    pub fn publications(&self) -> &[Publication] {
        self.publications.get_or_init(|| publications::publications(self.doc, self.people()))
    }

    /// The people and the publications, when no rule asks any more.
    pub fn into_people(self) -> (PagePeople, Vec<Publication>) {
        self.publications();
        (self.people.into_inner().unwrap_or_default(), self.publications.into_inner().unwrap_or_default())
    }

    /// The links that a visitor meets and where they lead, each followed once.
    pub fn followed(&self) -> &[(&'a Link, Resolution)] {
        self.followed.get_or_init(|| {
            let resolve = |link| (link, self.site.resolve(self.tree, &self.doc.source.path, link));
            self.doc.links_in_use().map(resolve).collect()
        })
    }

    /// Those that do not lead to what the site publishes: missing, in another case, not published. None on a page that nobody
    /// reads.
    pub fn astray(&self) -> impl Iterator<Item = &(&'a Link, Resolution)> {
        let has_readers = self.site.has_readers(&self.doc.source.path);
        self.followed().iter().filter(move |(_, resolution)| has_readers && is_astray(resolution))
    }

    /// The front matter's or the data file's tree; `None` where it cannot be read, which is another finding.
    pub fn yaml(&self) -> Option<&'a YamlNode> {
        let front_matter = self.doc.front_matter.as_ref().map(|front_matter| &front_matter.yaml);
        front_matter.or(self.doc.data.as_ref()).filter(|yaml| yaml.problem.is_none())?.root.as_ref()
    }

    /// Why nothing of a published page's front matter is read although it is YAML: every library that may read it throws there.
    pub fn refusal(&self) -> Option<Refusal> {
        let yaml = &self.doc.front_matter.as_ref().filter(|front_matter| front_matter.closed)?.yaml;
        let (first, others) = self.site.yaml_engines().split_first()?;
        if !self.site.publishes(&self.doc.source.path) {
            return None;
        }
        let refusal = yaml::refused(yaml, *first)?;
        others.iter().all(|engine| yaml::refused(yaml, *engine).is_some()).then_some(refusal)
    }

    /// What is known of the keys of [`Page::yaml`].
    pub fn known_keys(&self) -> KnownKeys<'a> {
        self.site.known_keys(&self.doc.source.path)
    }

    /// The mappings in [`Page::yaml`] of whose keys something is known, found once; see [`KnownKeys::mappings`].
    pub fn known_mappings(&self) -> &[(KnownKeys<'a>, &'a YamlNode)] {
        let find = || self.yaml().map(|root| self.known_keys().mappings(root)).unwrap_or_default();
        self.known_mappings.get_or_init(find)
    }

    /// What was meant to be a link and is text, read once.
    pub fn near_links(&self) -> &[NearLink] {
        self.near_links.get_or_init(|| self.doc.near_links())
    }
}

fn is_astray(resolution: &Resolution) -> bool {
    match resolution {
        Resolution::Missing { .. } | Resolution::DiffersByCase { .. } | Resolution::NotPublished { .. } => true,
        Resolution::Found { .. } | Resolution::External | Resolution::Unknown(_) => false,
    }
}
