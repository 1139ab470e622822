//! What the generator will publish, known from names, configs and front matter: [`Site`]. Where a link leads:
//! [`Site::resolve`].

mod anchors;
mod base_uses;
mod conflicts;
mod detect;
mod digest;
mod jekyll;
mod keys;
mod malformed;
mod mkdocs;
mod names;
mod own_words;
mod plain;
mod published;
mod resolution;
mod samples;
pub mod schemas;
mod slips;
mod slugs;
#[cfg(test)]
mod tests;
mod tree;
mod urls;

pub use anchors::{Anchors, Meant, MissingAnchor, Part};
pub use base_uses::BaseUses;
pub use conflicts::{Conflict, ConflictKind};
pub use detect::{Evidence, Theme};
pub use digest::{AnchorLink, AnchorLinks, Digest};
pub use jekyll::{GivenNames, OwnNames};
pub use malformed::{Malformed, Repair, malformed};
pub use mkdocs::NavEntry;
pub use published::Maker;
pub use resolution::Resolution;
pub use samples::{Sample, is_placeholder, is_sample_page, is_sample_put_away, sample_settings};
pub use slips::{Headless, Undated};
pub use slugs::{Marker, SlugCase, SlugForm, SlugStyle, Slugs, TabSlugs};
pub use tree::{Entry, MemoryTree, Tree};

use crate::config::{OwnSchema, ReferenceFile, Settings, Today};
use crate::people::AuthorList;
use crate::publications::References;
use crate::syntax::{Dialect, Document, IncludeFrom, Link};
use schemas::Schema;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// Which program turns the sources into a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    Jekyll,
    MkDocs,
    Zensical,
    /// A folder of pages without a configuration, or a page alone.
    None,
}

impl Generator {
    /// The name that `hplint site` uses.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Generator::Jekyll => Some("Jekyll"),
            Generator::MkDocs => Some("MkDocs"),
            Generator::Zensical => Some("Zensical"),
            Generator::None => None,
        }
    }
}

/// A site before its pages are parsed.
#[derive(Debug)]
pub struct Site {
    pub generator: Generator,
    pub theme: Theme,
    /// The owner's names where a configuration gives them, the most usual first.
    pub owner: Vec<String>,
    pub evidence: Evidence,
    /// What the owner has published, as far as files that were named tell.
    pub references: References,
    /// The day that the site is judged on.
    pub today: Today,
    plan: Plan,
    /// What a Jekyll site's configuration says of ids.
    kramdown: Option<anchors::Kramdown>,
    numbers: digest::PageNumbers,
    schemas: Vec<Arc<Schema>>,
    indexes: schemas::Indexes,
    /// See [`Site::names_key`].
    own_words: OnceLock<HashSet<String>>,
    base_uses: OnceLock<BaseUses>,
}

/// What the sources do not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'a> {
    /// The owner's names; they come before what the generator's configuration says.
    pub owner: &'a [String],
    /// The files of the generator's configuration, from the root of the tree, the later over the earlier (`jekyll build
    /// --config a,b`); empty means the usual one.
    pub config_files: &'a [String],
    /// The owner's schemas as [`schemas::own`] reads them.
    pub schemas: &'a [OwnSchema],
    /// Files that tell what the owner has published, as [`References::read`] reads them.
    pub references: &'a [ReferenceFile],
    /// What is dated later than a given day is not published yet; else the days of this century pass, since the site is
    /// built again when that day has come.
    pub today: Today,
}

impl<'a> From<&'a Settings> for Told<'a> {
    fn from(settings: &'a Settings) -> Told<'a> {
        let Settings { owner, site_config, schemas, references, today, .. } = settings;
        Told { owner, config_files: site_config, schemas, references, today: *today }
    }
}

/// What is known of the site, by its generator.
#[derive(Debug)]
enum Plan {
    Jekyll(Box<jekyll::Jekyll>),
    MkDocs(Box<mkdocs::MkDocs>),
    Plain(Box<plain::Plain>),
}

impl Site {
    /// [`Site::build_as`] with nothing told but the owner's names.
    pub fn build(tree: &dyn Tree, owner: &[String]) -> Site {
        Site::build_as(tree, &Told { owner, ..Told::default() })
    }

    /// Reads the configuration in the root of `tree` and, in a Jekyll site, the front matter of its pages: of those that
    /// the generator finds, whichever are linted.
    pub fn build_as(tree: &dyn Tree, told: &Told) -> Site {
        let mut site = Site::read(tree, told);
        if !told.owner.is_empty() {
            site.owner = told.owner.to_vec();
            site.evidence.owner = "`owner` in `hplint.yml`".to_string();
        }
        site
    }

    fn read(tree: &dyn Tree, told: &Told) -> Site {
        let (generator, config, others) = detect::generator(tree);
        let config = config.unwrap_or_default();
        let mut kramdown = None;
        let (plan, theme, sign, owner) = match generator {
            Generator::Jekyll => {
                let (config, yaml) = jekyll::Config::read(tree, told.config_files);
                let (theme, sign) = detect::jekyll_theme(tree, &yaml);
                let plan = jekyll::Jekyll::build(tree, config, &yaml, theme, told.today);
                kramdown = Some(anchors::Kramdown::read(&yaml));
                (Plan::Jekyll(Box::new(plan)), theme, sign, detect::jekyll_owner(&yaml))
            }
            Generator::MkDocs | Generator::Zensical => {
                let is_zensical = generator == Generator::Zensical;
                let plan = match is_zensical {
                    true => mkdocs::MkDocs::from_toml(tree, told.today),
                    false => mkdocs::MkDocs::from_yaml(tree, told.today),
                };
                let theme = if plan.is_material() { Theme::Material } else { Theme::Plain };
                let owner = plan.owner().map(|owner| (owner, "site_author"));
                (Plan::MkDocs(Box::new(plan)), theme, format!("`theme` in `{config}`"), owner)
            }
            Generator::None => (Plan::Plain(Box::default()), Theme::Plain, String::new(), None),
        };
        let evidence = Evidence {
            generator: match (config, others.as_slice()) {
                ("", _) => "no configuration of a generator".to_string(),
                (config, []) => format!("`{config}`"),
                (config, others) => format!("`{config}`, which comes before `{}`", others.join("`, `")),
            },
            theme: sign,
            dialect: String::new(),
            owner: owner.as_ref().map(|(_, key)| format!("`{key}` in `{config}`")).unwrap_or_default(),
        };
        let owner = owner.into_iter().map(|(name, _)| name).collect();
        let schemas = keys::schemas(&plan, generator.name(), theme, told);
        let numbers = digest::PageNumbers::default();
        let mut site = Site {
            generator,
            theme,
            owner,
            evidence,
            references: References::read(told.references).0,
            plan,
            kramdown,
            numbers,
            schemas,
            indexes: Default::default(),
            own_words: OnceLock::new(),
            base_uses: OnceLock::new(),
            today: told.today,
        };
        site.evidence.dialect = site.why_dialect();
        site
    }

    /// The Markdown of the site's pages; `None` when only the pages themselves can tell.
    pub fn usual_dialect(&self) -> Option<Dialect> {
        match &self.plan {
            Plan::Jekyll(jekyll) => Some(jekyll.usual_dialect()),
            Plan::MkDocs(mkdocs) => Some(mkdocs.usual_dialect()),
            Plan::Plain(_) => None,
        }
    }

    fn why_dialect(&self) -> String {
        let why = match (self.usual_dialect(), self.generator) {
            (Some(Dialect::CommonMark), _) => "`markdown: CommonMark`",
            (Some(Dialect::Kramdown), _) => "Jekyll's Markdown",
            (Some(Dialect::Material), Generator::Zensical) => "Zensical's Markdown",
            (Some(Dialect::Material), _) => "MkDocs with `attr_list`, `md_in_html` or pymdownx, as Material has them",
            (Some(_), _) => "MkDocs without these extensions: `attr_list`, `md_in_html`, pymdownx",
            (None, _) => "by each page itself",
        };
        why.to_string()
    }

    /// The path that the site stands under, "" or `/path`; `None` when the configuration does not say.
    pub fn base(&self) -> Option<&str> {
        match &self.plan {
            Plan::Jekyll(jekyll) => Some(jekyll.base()),
            Plan::MkDocs(mkdocs) => mkdocs.base(),
            Plan::Plain(_) => None,
        }
    }

    /// Whether no configuration joins the pages: each stands alone.
    pub fn is_alone(&self) -> bool {
        matches!(self.plan, Plan::Plain(_))
    }

    /// Published files that are not copies, such as `about/index.html`, and what makes them, in order.
    pub fn files(&self) -> Vec<(&str, &Maker)> {
        let published = match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.published(),
            Plan::MkDocs(mkdocs) => mkdocs.published(),
            Plan::Plain(_) => return Vec::new(),
        };
        published.files().collect()
    }

    /// Sources that are lost because another is published in their place.
    pub fn conflicts(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts_by_page().into_iter().flat_map(|conflicts| conflicts.values().flatten())
    }

    /// Those that the page at `path` would be changed for.
    pub fn conflicts_at(&self, path: &str) -> &[Conflict] {
        self.conflicts_by_page().and_then(|conflicts| conflicts.get(path)).map(Vec::as_slice).unwrap_or_default()
    }

    fn conflicts_by_page(&self) -> Option<&conflicts::Conflicts> {
        match &self.plan {
            Plan::Jekyll(jekyll) => Some(jekyll.conflicts()),
            Plan::MkDocs(mkdocs) => Some(mkdocs.conflicts()),
            Plan::Plain(_) => None,
        }
    }

    /// Whether a visitor of the site may meet the text of the page at `path`. What the site leaves out is read where it
    /// lies, on GitHub.
    pub fn shows(&self, path: &str) -> bool {
        match &self.plan {
            Plan::Jekyll(jekyll) => !jekyll.is_read_on_github(path),
            Plan::MkDocs(mkdocs) => mkdocs.in_docs(path).is_some(),
            Plan::Plain(_) => !urls::name(path).to_ascii_uppercase().starts_with("README"),
        }
    }

    /// Whether anybody reads the page at `path`: on the site, or, a README, on GitHub. Drafts and what the site leaves out
    /// wait, or are put away.
    pub fn has_readers(&self, path: &str) -> bool {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.has_readers(path),
            Plan::MkDocs(mkdocs) => mkdocs.has_readers(path),
            Plan::Plain(_) => true,
        }
    }

    /// Whether the site has a page that is made from the file at `path`.
    pub fn publishes(&self, path: &str) -> bool {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.publishes(path),
            Plan::MkDocs(mkdocs) => mkdocs.publishes(path),
            Plan::Plain(_) => false,
        }
    }

    /// The day (since 1970-01-01) before which the page at `path` is not published, in whatever zone the site is built: its
    /// date is in the future, and nothing else keeps it.
    pub fn waits_for(&self, path: &str) -> Option<i64> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.waits_for(path),
            Plan::MkDocs(mkdocs) => mkdocs.waits_for(path),
            Plan::Plain(_) => None,
        }
    }

    /// Whether lists may show the page at `path` although it is not published before its day: those of a collection; lists
    /// of posts leave it out.
    pub fn lists_early(&self, path: &str) -> bool {
        matches!(self.plan, Plan::Jekyll(_)) && self.collection(path) != Some("posts")
    }

    /// Published files that are plain copies of files of the tree, under their published names. Walks listings and opens
    /// no file.
    pub fn copies(&self, tree: &dyn Tree) -> Vec<String> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.copies(tree),
            Plan::MkDocs(mkdocs) => mkdocs.copies(tree),
            Plan::Plain(_) => Vec::new(),
        }
    }

    /// The dialect that the configuration gives to the page at `path`; `None` when only the page itself can tell.
    pub fn dialect(&self, path: &str) -> Option<Dialect> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.dialect(path),
            Plan::MkDocs(mkdocs) => mkdocs.dialect(path),
            Plan::Plain(_) => None,
        }
    }

    /// How the ids of the page at `path` are made.
    pub fn slugs(&self, path: &str) -> Slugs {
        match &self.plan {
            Plan::Jekyll(_) => self.kramdown.as_ref().map_or_else(Slugs::kramdown, |kramdown| kramdown.slugs.clone()),
            Plan::MkDocs(mkdocs) => mkdocs.slugs(path),
            Plan::Plain(_) => Slugs::github(),
        }
    }

    /// The entries of the site's navigation, if `doc` is the configuration that it stands in.
    pub fn nav(&self, tree: &dyn Tree, doc: &Document) -> Vec<NavEntry> {
        match &self.plan {
            Plan::MkDocs(mkdocs) => mkdocs.nav(tree, doc),
            Plan::Jekyll(_) | Plan::Plain(_) => Vec::new(),
        }
    }

    /// Whether the page at `path` is published, but the site's navigation, which has others, does not have it.
    pub fn is_in_no_nav(&self, path: &str) -> bool {
        match &self.plan {
            Plan::MkDocs(mkdocs) => mkdocs.is_in_no_nav(path),
            Plan::Jekyll(_) | Plan::Plain(_) => false,
        }
    }

    /// What a fragment can name on the page that `doc` is.
    pub fn anchors(&self, doc: &Document) -> Anchors {
        anchors::of(doc, &self.slugs(&doc.source.path))
    }

    /// Those of the links `followed` on `doc` that name an id of a page; `anchors` are its own.
    pub fn anchor_links(&self, doc: &Document, anchors: &Anchors, followed: &[(&Link, Resolution)]) -> AnchorLinks {
        anchors::links(self, doc, anchors, followed)
    }

    /// Fills in the missing anchors of every digest, when all of them are there.
    pub fn settle(&self, tree: &dyn Tree, digests: &mut [Digest]) {
        anchors::settle(self, tree, digests);
    }

    /// Whether the page at `path` may have `id` though its source does not show it: by the theme or the host.
    fn may_have_id(&self, path: &str, id: &str) -> bool {
        match (&self.plan, self.dialect(path)) {
            (Plan::Plain(_), _) | (_, Some(Dialect::CommonMark)) => anchors::is_github_id(id),
            _ => anchors::is_themes_id(id),
        }
    }

    /// Whether the text of the page at `path` may be shown on another one too.
    fn may_be_shown_elsewhere(&self, path: &str) -> bool {
        matches!(&self.plan, Plan::Jekyll(jekyll) if jekyll.is_document(path))
    }

    /// Whether the page at `path` is shown by itself, not only as a part of others.
    fn is_shown(&self, path: &str) -> bool {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.is_shown(path),
            Plan::MkDocs(mkdocs) => mkdocs.is_shown(path),
            Plan::Plain(_) => true,
        }
    }

    /// Where `link` on the page at `path` leads; its fragment is not looked up.
    pub fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        if link.url.contains(['\n', '\r']) {
            return Resolution::Unknown("broken over lines");
        }
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.resolve(tree, path, link),
            Plan::MkDocs(mkdocs) => mkdocs.resolve(tree, path, link),
            Plan::Plain(plain) => plain.resolve(tree, path, link),
        }
    }

    /// Whom the site sets off as its owner in the bibliography at `path`; `None` where it does not, or nobody can say.
    pub fn own_names(&self, path: &str) -> Option<&OwnNames> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.own_names(path),
            Plan::MkDocs(_) | Plan::Plain(_) => None,
        }
    }

    /// The same as `doc` has it, if it is the site's configuration: it may be another than when the site was read.
    pub fn own_names_in(&self, doc: &Document) -> Option<OwnNames> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.own_names_in(doc),
            Plan::MkDocs(_) | Plan::Plain(_) => None,
        }
    }

    /// Sets the owner off in the author lists of `doc` as the site will, if it is a bibliography.
    pub fn set_off_owner(&self, doc: &Document, lists: &mut [AuthorList]) {
        if let Some(names) = self.own_names(&doc.source.path) {
            names.set_off(doc, lists);
        }
    }

    /// Where the file `name` is that the page at `path` has put into it. A nearest or differing name is written as `name`
    /// is.
    pub fn resolve_include(&self, tree: &dyn Tree, path: &str, from: IncludeFrom, name: &str) -> Resolution {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.resolve_include(tree, path, from, name),
            Plan::MkDocs(_) | Plan::Plain(_) => Resolution::Unknown("this site has no includes"),
        }
    }

    /// Where the layout `name` is that the page at `path`, or the configuration, asks for.
    pub fn resolve_layout(&self, path: &str, name: &str) -> Resolution {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.resolve_layout(path, name),
            Plan::MkDocs(_) | Plan::Plain(_) => Resolution::Unknown("this site has no layouts"),
        }
    }
}
