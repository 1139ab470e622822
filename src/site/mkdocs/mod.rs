//! A MkDocs or Zensical site: Markdown links name source files, raw HTML names what is published.

mod config;

use super::Resolution;
use super::names::Hit;
use super::plain::Plain;
use super::published::{Answer, Maker, Published, Written};
use super::tree::Tree;
use super::urls::{self, Reach};
use crate::syntax::{Dialect, Link, LinkKind};
use config::Config;

/// Folders of the tree that are looked into for pages.
const WALKED: usize = 500_000;

/// What is known of a MkDocs site before its pages are parsed.
#[derive(Debug)]
pub(super) struct MkDocs {
    config: Config,
    /// `config.docs_dir`, or "" when it is not known.
    docs: String,
    published: Published,
    /// What is beside `docs_dir`.
    outside: Plain,
}

impl MkDocs {
    pub(super) fn from_yaml(tree: &dyn Tree) -> MkDocs {
        MkDocs::build(tree, Config::from_yaml(tree))
    }

    pub(super) fn from_toml(tree: &dyn Tree) -> MkDocs {
        MkDocs::build(tree, Config::from_toml(tree))
    }

    fn build(tree: &dyn Tree, config: Config) -> MkDocs {
        let docs = config.docs_dir.clone().unwrap_or_default();
        let mut published = Published::new(&docs);
        let mut folders = vec![String::new()];
        let mut left = WALKED;
        while let Some(folder) = folders.pop() {
            let Some(entries) = tree.list(&published.in_tree(&folder)) else { continue };
            for entry in entries.iter().filter(|entry| !entry.name.starts_with('.')).take(left) {
                left -= 1;
                let path = urls::below(&folder, &entry.name);
                if entry.is_folder {
                    folders.push(path);
                } else if is_page(&path) {
                    let page = published.in_tree(&path);
                    published.add(&file_of(&path, config.uses_directory_urls), Maker::Page(page.into()));
                }
            }
        }
        for old in config.redirects.iter().filter(|old| is_page(old)) {
            published.add(&file_of(old, config.uses_directory_urls), Maker::Redirect(old.as_str().into()));
        }
        // With `docs_dir` elsewhere every page of the tree may be one of the site.
        let outside = if config.docs_dir.is_some() { Plain::repository() } else { Plain::default() };
        MkDocs { config, docs, published, outside }
    }

    pub(super) fn published(&self) -> &Published {
        &self.published
    }

    /// The owner's name: `site_author`.
    pub(super) fn owner(&self) -> Option<String> {
        self.config.author.clone()
    }

    /// Whether Material or its usual extensions are on.
    pub(super) fn is_material(&self) -> bool {
        self.config.is_material
    }

    pub(super) fn base(&self) -> Option<&str> {
        self.config.base.as_deref()
    }

    pub(super) fn usual_dialect(&self) -> Dialect {
        if self.config.has_extensions { Dialect::Material } else { Dialect::PythonMarkdown }
    }

    /// Pages outside of `docs_dir` are read on GitHub.
    pub(super) fn dialect(&self, path: &str) -> Option<Dialect> {
        let is_inside = self.in_docs(path).is_some();
        Some(match (urls::extension(path).as_str(), is_inside) {
            ("html" | "htm", _) => Dialect::Html,
            (_, false) => Dialect::CommonMark,
            (_, true) => self.usual_dialect(),
        })
    }

    /// `path` from `docs_dir`; `None` outside of it.
    pub(super) fn in_docs<'a>(&self, path: &'a str) -> Option<&'a str> {
        self.config.docs_dir.as_ref()?;
        if self.docs.is_empty() {
            return Some(path);
        }
        path.strip_prefix(self.docs.as_str())?.strip_prefix('/')
    }

    pub(super) fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let Some(page) = self.in_docs(path) else { return self.outside.resolve(tree, path, link) };
        match self.resolve_inside(tree, page, link) {
            Resolution::Missing { .. } | Resolution::DiffersByCase { .. } if !self.config.is_readable => {
                Resolution::Unknown("the site's configuration cannot be read")
            }
            resolution => resolution,
        }
    }

    /// The same for a page of the site, named from `docs_dir`.
    fn resolve_inside(&self, tree: &dyn Tree, page: &str, link: &Link) -> Resolution {
        let target = link.url.trim();
        if target.contains("{{") || target.contains("{%") {
            return Resolution::Unknown("a template value");
        }
        let (path, is_rooted) = match urls::reach(target) {
            Reach::Here => return Resolution::Found { page: Some(self.published.in_tree(page).into()) },
            Reach::Elsewhere => return self.resolve_address(tree, target),
            Reach::Rooted(path) => (path, true),
            Reach::Relative(path) => (path, false),
        };
        let literal = 0..path.len();
        let Some(path) = urls::decode(path) else { return Resolution::Unknown("not UTF-8") };
        let written = Written { target, path: literal, folder: urls::folder(page), is_own: false };
        if is_rooted {
            return self.resolve_rooted(tree, &path, &written);
        }
        let is_raw = matches!(link.kind, LinkKind::Href | LinkKind::Src);
        if is_raw {
            return self.resolve_published(tree, page, &path, &written);
        }
        self.resolve_relative(tree, page, &path, &written)
    }

    /// A relative link in Markdown: a source file; what is none stays as it is and starts from the published page.
    fn resolve_relative(&self, tree: &dyn Tree, page: &str, path: &str, written: &Written) -> Resolution {
        let joined = urls::join(written.folder, path);
        if joined.left_root {
            return self.resolve_published(tree, page, path, written);
        }
        let source = joined.path.trim_end_matches('/');
        let hit = self.published.find(tree, source);
        if hit == Hit::File {
            return Resolution::Found { page: Some(self.published.in_tree(source).into()) };
        }
        let from_page = self.resolve_published(tree, page, path, written);
        match (from_page, hit) {
            (Resolution::Missing { .. }, Hit::ByCase(actual)) if tree.is_file(&actual) => {
                Resolution::DiffersByCase { actual: written.renamed(&actual) }
            }
            (Resolution::Missing { .. }, Hit::Folder) => Resolution::Unknown("a folder without an index page"),
            (Resolution::Missing { .. }, _) => written.missing(tree, &self.published, source, |_| true),
            (found, _) => found,
        }
    }

    /// A link as a browser follows it from the published page.
    fn resolve_published(&self, tree: &dyn Tree, page: &str, path: &str, written: &Written) -> Resolution {
        let file = if is_page(page) { file_of(page, self.config.uses_directory_urls) } else { page.to_string() };
        let folder = urls::folder(&file);
        let joined = urls::join(folder, path);
        if joined.left_root {
            return Resolution::Unknown("outside of the site");
        }
        self.answer(tree, &joined.path, &Written { folder, ..written.clone() })
    }

    /// `/path` starts from the host: the site stands there or below.
    fn resolve_rooted(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let Some(base) = &self.config.base else { return Resolution::Unknown("where the site stands is not known") };
        let inside = path.strip_prefix(base.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        match inside {
            Some(rest) => self.answer(tree, &urls::join("", rest).path, written),
            None => Resolution::Unknown("outside of `site_url`"),
        }
    }

    /// The site's own address written out: known to be there, or perhaps another site on the same host.
    fn resolve_address(&self, tree: &dyn Tree, text: &str) -> Resolution {
        let (Some(host), Some(base)) = (&self.config.host, &self.config.base) else { return Resolution::External };
        let rest = text.split_once("://").map_or("", |(_, rest)| rest);
        let Some(path) =
            rest.get(..host.len()).filter(|name| name.eq_ignore_ascii_case(host)).map(|_| &rest[host.len()..])
        else {
            return Resolution::External;
        };
        let decoded = urls::decode(urls::without_suffix(path)).unwrap_or_default();
        let local = decoded.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/'));
        match local.map(|local| self.published.answer(tree, &urls::join("", local).path)) {
            Some(Answer::Found(page)) => Resolution::Found { page },
            _ => Resolution::External,
        }
    }

    fn answer(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let is_source = is_page(path) && !self.published.is_page(path);
        match self.published.answer(tree, path) {
            // `page.md` is turned into `page/`: nothing answers at its own name.
            Answer::Found(_) if is_source => written.missing(tree, &self.published, path, |_| true),
            Answer::Found(page) => Resolution::Found { page },
            Answer::Listing => Resolution::Unknown("a folder without an index page"),
            Answer::ByCase(actual) => Resolution::DiffersByCase { actual: written.renamed(&actual) },
            Answer::Nothing if self.config.has_unknown_parts => Resolution::Unknown("may be made by a plugin"),
            Answer::Nothing if is_themes(path) => Resolution::Unknown("may come with the theme"),
            Answer::Nothing => self.missing(tree, path, written),
        }
    }

    fn missing(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        match self.published.why_unknown(tree, path, written.is_own) {
            Some(why) => Resolution::Unknown(why),
            None => written.missing(tree, &self.published, path, |_| true),
        }
    }
}

/// Whether MkDocs turns the file into a page (`mkdocs.utils.markdown_extensions`).
fn is_page(path: &str) -> bool {
    matches!(urls::extension(path).as_str(), "md" | "markdown" | "mdown" | "mkdn" | "mkd")
}

/// The published file of a page (`mkdocs.structure.files.File`): `README` is an index too.
fn file_of(page: &str, uses_directory_urls: bool) -> String {
    let stem = page.rsplit_once('.').map_or(page, |(stem, _)| stem);
    let (folder, name) = (urls::folder(stem), urls::name(stem));
    if matches!(name, "index" | "README") {
        urls::below(folder, "index.html")
    } else if uses_directory_urls {
        format!("{stem}/index.html")
    } else {
        format!("{stem}.html")
    }
}

/// Files that every MkDocs site has.
fn is_themes(path: &str) -> bool {
    matches!(path, "sitemap.xml" | "sitemap.xml.gz" | "404.html" | "objects.inv")
        || ["assets/javascripts/", "assets/stylesheets/", "assets/images/favicon", "search/"]
            .iter()
            .any(|prefix| path.starts_with(prefix))
}
