//! A Jekyll site: which pages it publishes where; `resolve`: where their links lead.

mod address;
mod claims;
mod config;
mod data;
mod date;
mod defaults;
mod filter;
mod front;
mod generated;
mod liquid;
mod lists;
mod own_names;
mod pages;
mod parts;
mod permalink;
mod plugins;
mod resolve;
mod scholar;
mod some_page;
#[cfg(test)]
mod tests;
mod value_links;
mod values;
mod walk;

use super::conflicts::Conflicts;
use super::detect::Theme;
use super::keys::AskedOfPlugin;
use super::names::{PerFolder, Siblings};
use super::plain::Plain;
use super::published::{Maker, Published};
use super::slips::{Headless, Undated};
use super::tree::Tree;
use super::urls;
use crate::config::Today;
use crate::syntax::Dialect;
use crate::syntax::yaml::Yaml;
use address::Address;
use claims::{Claim, Turn};
pub(super) use config::Config;
use generated::Generated;
use lists::Names;
pub use own_names::{GivenNames, OwnNames};
use pages::Pages;
use parts::Parts;
use plugins::Runs;
use scholar::Scholar;
use std::collections::HashSet;
use std::sync::OnceLock;
use walk::Place;

/// What is known of a Jekyll site before its pages are parsed.
#[derive(Debug)]
pub(super) struct Jekyll {
    config: Config,
    generated: Generated,
    pages: Pages,
    published: Published,
    address: Address,
    /// Sources that are lost to others.
    conflicts: Conflicts,
    values: liquid::Values,
    /// The front matter of pages that use it in their links.
    heads: PerFolder<Yaml>,
    /// What the templates of pages bind, of those that use it in their links.
    names: PerFolder<Names>,
    /// What is read on GitHub.
    outside: Plain,
    /// Made when a post is first not found.
    post_names: OnceLock<Siblings>,
    parts: Parts,
    scholar: Option<Scholar>,
    /// The theme's includes put the site's root before their parameters.
    takes_parameters_from_root: bool,
    /// See [`value_links::folders`].
    value_folders: Vec<&'static str>,
}

impl Jekyll {
    /// The site in the root of `tree` with the configuration `config`, read from `yaml`. What is dated after `today` is not
    /// published; see [`pages::collect`].
    pub(super) fn build(tree: &dyn Tree, config: Config, yaml: &Yaml, theme: Theme, today: Today) -> Jekyll {
        let generated = Generated::new(tree, &config, yaml);
        let mut pages = pages::collect(tree, &config, today);
        let mut published = Published::new(&config.source);
        let mut claims = std::mem::take(&mut pages.claims);
        claims.extend(copies_in_the_way(tree, &config, &pages, &claims));
        let conflicts = claims::settle(claims, &mut published);
        let outside = Plain::repository();
        let address = Address::new(tree, yaml, &config.baseurl);
        let values = liquid::Values::new(&config.baseurl, yaml);
        let heads = PerFolder::default();
        Jekyll {
            parts: Parts::new(tree, &config, yaml),
            scholar: Scholar::new(tree, &config, theme, yaml),
            value_folders: value_links::folders(tree, &config.source),
            takes_parameters_from_root: matches!(theme, Theme::AlFolio | Theme::MinimalMistakes),
            config,
            generated,
            pages,
            published,
            conflicts,
            address,
            values,
            heads,
            names: PerFolder::default(),
            outside,
            post_names: OnceLock::new(),
        }
    }

    pub(super) fn base(&self) -> &str {
        &self.config.baseurl
    }

    pub(super) fn usual_dialect(&self) -> Dialect {
        if self.config.is_commonmark { Dialect::CommonMark } else { Dialect::Kramdown }
    }

    pub(super) fn published(&self) -> &Published {
        &self.published
    }

    /// Sources that are not published because another one is, in their place.
    pub(super) fn conflicts(&self) -> &Conflicts {
        &self.conflicts
    }

    /// Whether the plugin `name` runs; `None` when that cannot be known.
    pub(super) fn runs(&self, name: &str) -> Option<bool> {
        match self.config.plugins.runs(name) {
            Runs::Yes => Some(true),
            Runs::No => Some(false),
            Runs::Perhaps => None,
        }
    }

    pub(super) fn asked_of_plugins(&self) -> &[AskedOfPlugin] {
        &self.pages.asked_of_plugins
    }

    /// Whether the file at `path` is the site's configuration.
    pub(super) fn is_config(&self, path: &str) -> bool {
        self.config.files.iter().any(|file| file == path)
    }

    /// Whether `defaults` say something of the key `name`, for whatever pages.
    pub(super) fn has_default(&self, name: &str) -> bool {
        self.config.defaults.has(name)
    }

    /// The path of a data file below the folder of data, without its ending.
    pub(super) fn data_name<'a>(&self, path: &'a str) -> Option<&'a str> {
        let name = self.in_source(path)?.strip_prefix(self.config.data_dir.as_str())?.strip_prefix('/')?;
        name.rsplit_once('.').map(|(name, _)| name)
    }

    /// Whether the file at `path` is a page, a post or a document, published or not.
    pub(super) fn is_page(&self, path: &str) -> bool {
        self.in_source(path).is_some_and(|path| self.pages.by_path.contains_key(path))
    }

    /// The collection that the file at `path` lies in; that of posts and drafts is `posts`.
    pub(super) fn collection<'a>(&'a self, path: &'a str) -> Option<&'a str> {
        let path = self.in_source(path)?;
        if urls::parts(urls::folder(path)).any(|part| matches!(part, "_posts" | "_drafts")) {
            return Some("posts");
        }
        let below = path.strip_prefix(self.config.collections_dir.as_str())?.trim_start_matches('/');
        let folder = urls::parts(urls::folder(below)).next()?.strip_prefix('_')?;
        self.config.collections.iter().map(|known| known.label.as_str()).find(|label| *label == folder)
    }

    /// Files of the source that are copied under their own names.
    pub(super) fn copies(&self, tree: &dyn Tree) -> Vec<String> {
        let mut copies = Vec::new();
        let files = self.published.files().filter(|(_, maker)| matches!(maker, Maker::Copy(_)));
        let renamed: HashSet<&str> = files.map(|(_, maker)| maker.source().as_ref()).collect();
        walk::walk(tree, &self.config, &mut |path, place| {
            let is_page = self.pages.by_path.get(path).is_some_and(|page| !page.is_copied);
            let is_renamed = renamed.contains(urls::below(&self.config.source, path).as_str());
            if matches!(place, Place::Page) && !is_page && !is_renamed && pages::is_copied(&self.config, path, None) {
                copies.push(path.to_string());
            }
        });
        copies
    }

    /// A README and what the site leaves out is read on GitHub; drafts and what is included in pages is not.
    pub(super) fn dialect(&self, path: &str) -> Option<Dialect> {
        if matches!(urls::extension(path).as_str(), "html" | "htm") {
            return Some(Dialect::Html);
        }
        Some(if self.is_read_on_github(path) { Dialect::CommonMark } else { self.usual_dialect() })
    }

    /// Whether the page at `path` is published, may be included in one, or is a README; whether what a data file says may
    /// be shown.
    pub(super) fn has_readers(&self, path: &str) -> bool {
        if urls::extension(path) == "bib" {
            return self.shows_bibliography(path);
        }
        let is_data = matches!(path, "_config.yml" | "_config.yaml") || urls::parts(path).any(|part| part == "_data");
        is_data || self.is_visited(path) || is_notice(urls::name(path))
    }

    /// The day before which the document at `path` is not published though nothing else keeps it.
    pub(super) fn waits_for(&self, path: &str) -> Option<i64> {
        self.pages.waiting.get(self.in_source(path)?).copied()
    }

    pub(super) fn undated(&self, path: &str) -> Option<Undated> {
        self.pages.undated.get(self.in_source(path)?).copied()
    }

    pub(super) fn headless(&self, path: &str) -> Option<&Headless> {
        self.pages.headless.get(self.in_source(path)?)
    }

    pub(super) fn replaced_by_redirect(&self, path: &str) -> Option<&str> {
        self.pages.replaced.get(self.in_source(path)?).map(String::as_str)
    }

    /// The days of the post at `path` by its file's name and by `date`.
    pub(super) fn post_days(&self, path: &str, date: &str) -> Option<(i64, i64)> {
        let is_post = urls::parts(self.in_source(path)?).any(|part| part == "_posts");
        let (named, _) = pages::dated(urls::name(path)).filter(|_| is_post)?;
        // Another zone than UTC leaves the day as it was written.
        let day = |text: &str| date::read(text, date::Zone::Other).map(|reading| reading.moment.day());
        Some((day(named)?, day(date)?))
    }

    pub(super) fn publishes(&self, path: &str) -> bool {
        let page = self.in_source(path).and_then(|path| self.pages.by_path.get(path));
        page.is_some_and(|page| page.url.is_some())
    }

    pub(super) fn is_read_on_github(&self, path: &str) -> bool {
        match self.in_source(path) {
            None => true,
            Some(path) => self.is_left_out(path) && !urls::parts(path).any(|part| part.starts_with('_')),
        }
    }

    /// Whether the file at `path` is a document of a collection.
    pub(super) fn is_document(&self, path: &str) -> bool {
        self.in_source(path).and_then(|path| self.pages.by_path.get(path)).is_some_and(|info| info.is_document)
    }

    /// Whether the file at `path` is a page by itself: not included in others, and not a document without a page.
    pub(super) fn is_shown(&self, path: &str) -> bool {
        let Some(path) = self.in_source(path) else { return true };
        match self.pages.by_path.get(path) {
            Some(info) => info.url.is_some(),
            None => path.starts_with("_data/") || !urls::parts(path).any(|part| part.starts_with('_')),
        }
    }

    /// `path` from the source folder; `None` outside of it.
    fn in_source<'a>(&self, path: &'a str) -> Option<&'a str> {
        if self.config.source.is_empty() {
            return Some(path);
        }
        path.strip_prefix(self.config.source.as_str())?.strip_prefix('/')
    }

    /// Whether the site does not publish the file: `exclude`, names with `_`, a README.
    fn is_left_out(&self, path: &str) -> bool {
        let is_for_github = matches!(path, "README.md" | "CONTRIBUTING.md" | "CHANGELOG.md" | "LICENSE.md");
        !self.pages.by_path.contains_key(path) && (is_for_github || self.config.leaves_out_whole(path))
    }

    /// Whether what stands in the file at `path` is shown somewhere: on its own page, or on one that includes it.
    fn is_visited(&self, path: &str) -> bool {
        let Some(source) = self.in_source(path) else { return true };
        match self.pages.by_path.get(source) {
            Some(page) => page.why_not.is_none_or(|why| why == pages::SHOWN_ELSEWHERE),
            None => !self.config.leaves_out_whole(source),
        }
    }
}

/// `README.md`, `readme-zh.md`: for whoever opens the repository. Other papers beside a site are its theme's.
fn is_notice(name: &str) -> bool {
    name.get(.."readme".len()).is_some_and(|head| head.eq_ignore_ascii_case("readme"))
}

/// Files that are copied to where a page is to be published.
fn copies_in_the_way(tree: &dyn Tree, config: &Config, pages: &Pages, claims: &[Claim]) -> Vec<Claim> {
    let mut found = Vec::new();
    for claim in claims.iter().filter(|claim| !matches!(claim.maker, Maker::Copy(_))) {
        let source = urls::below(&config.source, &claim.file);
        let is_page = pages.by_path.get(&claim.file).is_some_and(|page| !page.is_copied);
        if !is_page && tree.is_file(&source) && !config.leaves_out_whole(&claim.file) {
            let maker = Maker::Copy(source.into());
            found.push(Claim { file: claim.file.clone(), maker, turn: Turn::Copy, is_shared: false });
        }
    }
    found
}
