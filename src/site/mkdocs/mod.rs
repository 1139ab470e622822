//! A MkDocs or Zensical site: Markdown links name source files, raw HTML names what is published.

mod blog;
mod config;
mod extensions;
mod files;
mod nav;
mod patterns;
mod plugins;
mod publish;
mod resolve;
mod settings;
mod snippets;
#[cfg(test)]
mod tests;

use super::conflicts::Conflicts;
use super::names;
use super::plain::Plain;
use super::published::{Maker, Published};
use super::slugs::Slugs;
use super::tree::Tree;
use super::urls;
use crate::config::Today;
use crate::syntax::Dialect;
use blog::Posts;
use config::Config;
use files::{Sources, is_page};
pub use nav::NavEntry;

/// What is known of a MkDocs site before its pages are parsed.
#[derive(Debug)]
pub(super) struct MkDocs {
    config: Config,
    /// `config.docs_dir`, or "" when it is not known.
    docs: String,
    sources: Sources,
    published: Published,
    /// Sources that are lost to others.
    conflicts: Conflicts,
    /// What the blog writes.
    posts: Posts,
    /// What is beside `docs_dir`.
    outside: Plain,
}

impl MkDocs {
    pub(super) fn from_yaml(tree: &dyn Tree, today: Today) -> MkDocs {
        MkDocs::build(tree, Config::from_yaml(tree), today)
    }

    pub(super) fn from_toml(tree: &dyn Tree, today: Today) -> MkDocs {
        MkDocs::build(tree, Config::from_toml(tree), today)
    }

    fn build(tree: &dyn Tree, mut config: Config, today: Today) -> MkDocs {
        let docs = config.docs_dir.clone().unwrap_or_default();
        if tree.list(&docs).is_none() {
            config.problem = config.problem.or(Some("`docs_dir` is not there"));
        }
        let mut published = Published::new(&docs);
        let mut sources = Sources::walk(tree, &published, &config.choice, config.uses_directory_urls);
        let blog = config.blog.as_ref();
        let posts = blog.map(|blog| blog.publish(tree, &docs, config.uses_directory_urls, today, &mut sources));
        let posts = posts.unwrap_or_default();
        let conflicts = publish::fill(tree, &config, &sources, &mut published);
        // With `docs_dir` elsewhere every page of the tree may be one of the site.
        let outside = if config.docs_dir.is_some() { Plain::repository() } else { Plain::default() };
        for list in &posts.lists {
            published.add(list, Maker::Listing(config.file.as_str().into()));
        }
        for (file, copied) in blog.map(|blog| blog.copies(tree, &docs)).unwrap_or_default() {
            if config.choice.why_left_out(&file).is_none() {
                published.add(&copied, Maker::Copy(published.in_tree(&file).into()));
            }
        }
        MkDocs { config, docs, sources, published, conflicts, posts, outside }
    }

    pub(super) fn published(&self) -> &Published {
        &self.published
    }

    pub(super) fn conflicts(&self) -> &Conflicts {
        &self.conflicts
    }

    /// Files of `docs_dir` that are no pages, and not left out.
    pub(super) fn copies(&self, tree: &dyn Tree) -> Vec<String> {
        let has_negated = self.config.choice.has_negated();
        let is_read = |_: &str, name: &str| !name.starts_with('.') || has_negated && name != ".git";
        let files = names::walk(tree, &self.docs, is_read);
        let is_copy = |path: &String| !is_page(path) && self.why_left_out(path).is_none();
        files.into_iter().filter(is_copy).filter(|path| self.moved_to(path).is_none()).collect()
    }

    /// Where a file of a post is copied to; none for what keeps its place.
    fn moved_to(&self, path: &str) -> Option<String> {
        self.config.blog.as_ref().and_then(|blog| blog.copied_to(path))
    }

    /// Why the file at `path` (from `docs_dir`) is not published.
    fn why_left_out(&self, path: &str) -> Option<&'static str> {
        self.sources.why_left_out(path).or_else(|| self.config.choice.why_left_out(path))
    }

    /// The owner's name: `site_author`.
    pub(super) fn owner(&self) -> Option<String> {
        self.config.author.clone()
    }

    /// Whether Material or Zensical is the theme.
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

    /// Whether anybody reads the file at `path`: on the site, or beside it on GitHub.
    pub(super) fn has_readers(&self, path: &str) -> bool {
        self.in_docs(path).is_none_or(|path| self.why_left_out(path).is_none())
    }

    /// Whether the site has a page that is made from the file at `path`.
    pub(super) fn publishes(&self, path: &str) -> bool {
        self.in_docs(path).is_some_and(|path| self.sources.pages.contains_key(path))
    }

    /// The day before which the post at `path` is a draft that nobody marked.
    pub(super) fn waits_for(&self, path: &str) -> Option<i64> {
        self.posts.waiting.get(self.in_docs(path)?).copied()
    }

    /// Whether the plugin `name` runs; `None` when that cannot be known.
    pub(super) fn runs(&self, name: &str) -> Option<bool> {
        self.config.plugins.as_ref().map(|plugins| plugins.iter().any(|known| known == name))
    }

    /// Whether the file at `path` is the site's configuration, or the one it inherits its navigation from.
    pub(super) fn is_config(&self, path: &str) -> bool {
        self.config.file == path || self.config.nav_file.as_deref() == Some(path)
    }

    /// Whether the file at `path` is the site's own configuration, and none that it inherits from.
    pub(super) fn is_main_config(&self, path: &str) -> bool {
        self.config.file == path
    }

    /// The name of a file of settings among the pages without its ending: `.authors`, `.meta`.
    pub(super) fn data_name<'a>(&self, path: &'a str) -> Option<&'a str> {
        let (name, ending) = urls::name(self.in_docs(path)?).rsplit_once('.')?;
        (name.starts_with('.') && matches!(ending, "yml" | "yaml")).then_some(name)
    }

    /// Whether the page at `path` is a post of the blog.
    pub(super) fn is_post(&self, path: &str) -> bool {
        let blog = self.config.blog.as_ref();
        self.in_docs(path).is_some_and(|path| blog.is_some_and(|blog| blog.is_post(path)))
    }

    /// How the ids of the page at `path` are made.
    pub(super) fn slugs(&self, path: &str) -> Slugs {
        let Some(page) = self.in_docs(path) else { return Slugs::github() };
        let mut slugs = self.config.slugs.clone();
        let is_tags = self.config.tags_file.as_deref() == Some(page);
        if is_tags || self.config.blog.as_ref().is_some_and(|blog| blog.is_index(page)) {
            slugs.incomplete.get_or_insert("a plugin writes a list into the page");
        }
        slugs
    }

    /// The theme's name; "" when it has none or it cannot be known.
    pub(super) fn theme(&self) -> &str {
        &self.config.theme
    }

    /// Whether the file at `path` is a page by itself: a theme's template is none.
    pub(super) fn is_shown(&self, path: &str) -> bool {
        self.in_docs(path).is_some() || !matches!(urls::extension(path).as_str(), "html" | "htm")
    }

    /// `path` from `docs_dir`; `None` outside of it.
    pub(super) fn in_docs<'a>(&self, path: &'a str) -> Option<&'a str> {
        self.config.docs_dir.as_ref()?;
        if self.docs.is_empty() {
            return Some(path);
        }
        path.strip_prefix(self.docs.as_str())?.strip_prefix('/')
    }
}
