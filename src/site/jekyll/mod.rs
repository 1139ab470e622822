//! A Jekyll site: which pages it publishes where, and where their links lead.

mod config;
mod generated;
mod liquid;
mod pages;
mod parts;
mod permalink;
mod scholar;
mod values;

use super::Resolution;
use super::detect::{self, Theme};
use super::names::{Hit, PerFolder, Siblings};
use super::plain::Plain;
use super::published::{Answer, Published, Written};
use super::tree::Tree;
use super::urls::{self, Reach};
use crate::syntax::yaml::Yaml;
use crate::syntax::{Dialect, Link, LinkKind};
use config::Config;
pub(super) use config::read_yaml;
use generated::Generated;
use liquid::Expanded;
use pages::Pages;
use parts::Parts;
use scholar::Scholar;
use std::sync::OnceLock;

/// What is known of a Jekyll site before its pages are parsed.
#[derive(Debug)]
pub(super) struct Jekyll {
    config: Config,
    generated: Generated,
    pages: Pages,
    published: Published,
    values: liquid::Values,
    /// The front matter of pages that use it in their links.
    heads: PerFolder<Yaml>,
    /// What is read on GitHub.
    outside: Plain,
    /// Made when a post is first not found.
    post_names: OnceLock<Siblings>,
    parts: Parts,
    scholar: Option<Scholar>,
    /// The theme's includes put the site's root before their parameters.
    takes_parameters_from_root: bool,
    /// See [`values::folders`].
    value_folders: Vec<&'static str>,
}

impl Jekyll {
    /// The site in the root of `tree` and its configuration.
    pub(super) fn build(tree: &dyn Tree) -> (Jekyll, Yaml) {
        let (config, yaml) = Config::read(tree);
        let generated = Generated::new(tree, &config, &yaml);
        let mut pages = pages::collect(tree, &config);
        let mut published = Published::new(&config.source);
        for (file, maker) in std::mem::take(&mut pages.published) {
            published.add(&file, maker);
        }
        let outside = Plain::repository();
        let values = liquid::Values::new(&config.baseurl, &yaml);
        let heads = PerFolder::default();
        let (theme, _) = detect::jekyll_theme(tree, &yaml);
        let jekyll = Jekyll {
            parts: Parts::new(tree, &config, &yaml),
            scholar: Scholar::new(theme, &yaml),
            value_folders: values::folders(tree, &config.source),
            takes_parameters_from_root: matches!(theme, Theme::AlFolio | Theme::MinimalMistakes),
            config,
            generated,
            pages,
            published,
            values,
            heads,
            outside,
            post_names: OnceLock::new(),
        };
        (jekyll, yaml)
    }

    pub(super) fn published(&self) -> &Published {
        &self.published
    }

    pub(super) fn base(&self) -> &str {
        &self.config.baseurl
    }

    pub(super) fn usual_dialect(&self) -> Dialect {
        if self.config.is_commonmark { Dialect::CommonMark } else { Dialect::Kramdown }
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
        if matches!(path, "_config.yml" | "_config.yaml") || urls::parts(path).any(|part| part == "_data") {
            return true;
        }
        let is_visited = match self.in_source(path) {
            Some(source) => self.pages.by_path.contains_key(source) || !self.config.leaves_out_whole(source),
            None => true,
        };
        is_visited || is_notice(urls::name(path))
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

    pub(super) fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let is_value = matches!(link.kind, LinkKind::Data | LinkKind::Bib(_));
        if !is_value && self.is_read_on_github(path) {
            return self.outside.resolve(tree, path, link);
        }
        match self.resolve_visited(tree, path, link) {
            Resolution::Missing { .. } | Resolution::DiffersByCase { .. } if !self.config.is_readable => {
                Resolution::Unknown("`_config.yml` cannot be read")
            }
            resolution => resolution,
        }
    }

    fn resolve_visited(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let target = link.url.trim();
        if matches!(link.kind, LinkKind::FrontMatter | LinkKind::Data | LinkKind::Parameter) {
            return self.resolve_value(tree, path, link, target);
        }
        if let LinkKind::Bib(field) = link.kind {
            return self.resolve_bib(tree, path, field, target);
        }
        let of_page = |name: &str| self.of_page(tree, path, name);
        match liquid::expand(target, &self.values, &of_page) {
            Expanded::Unknown => Resolution::Unknown("a template value"),
            Expanded::File(file) => self.resolve_source(tree, &file),
            Expanded::Post(name) => self.resolve_post(&name),
            Expanded::Target { text, literal } => {
                let written = Written { target, path: literal, folder: "" };
                self.resolve_target(tree, path, &text, written)
            }
        }
    }

    /// The value of `name` in the front matter of the page at `path`, which is read again: few links ask.
    fn of_page(&self, tree: &dyn Tree, path: &str, name: &str) -> Option<String> {
        if name == "url" {
            return self.pages.by_path.get(self.in_source(path)?)?.url.clone();
        }
        // `page` in a layout or an include is another page.
        self.pages.by_path.get(self.in_source(path)?)?;
        let head = self.heads.get(path, || pages::head(tree, path).unwrap_or_default());
        head.get(name).and_then(liquid::text)
    }

    /// `{% link file %}`: a source, not a URL.
    fn resolve_source(&self, tree: &dyn Tree, file: &str) -> Resolution {
        if self.published.find(tree, file) == Hit::File {
            return Resolution::Found { page: Some(urls::below(&self.config.source, file).into()) };
        }
        Resolution::Missing { nearest: None, moved: None }
    }

    /// `{% post_url name %}`: with its folders below `_posts`, or without (deprecated, but it works).
    fn resolve_post(&self, name: &str) -> Resolution {
        let posts = &self.pages.posts;
        let is_post = posts.binary_search_by(|post| post.as_str().cmp(name)).is_ok();
        if is_post || posts.iter().any(|post| urls::name(post) == name) {
            return Resolution::FOUND;
        }
        let posts = self.post_names.get_or_init(|| Siblings::new(self.pages.posts.iter().map(String::as_str)));
        let nearest = posts.nearest(name).map(|post| format!("{{% post_url {post} %}}"));
        Resolution::Missing { nearest, moved: None }
    }

    fn resolve_target(&self, tree: &dyn Tree, page: &str, text: &str, written: Written) -> Resolution {
        let path = match urls::reach(text) {
            Reach::Here => return Resolution::Found { page: Some(page.into()) },
            Reach::Elsewhere => return self.resolve_address(tree, text),
            Reach::Rooted(path) | Reach::Relative(path) => path,
        };
        let Some(path) = urls::decode(path) else { return Resolution::Unknown("not UTF-8") };
        if path.starts_with('/') {
            return match self.without_baseurl(&path) {
                Some(path) => self.resolve_path(tree, &urls::join("", path).path, &written),
                None => Resolution::Unknown("outside of `baseurl`"),
            };
        }
        let Some(bases) = self.bases(page, &path) else {
            return Resolution::Unknown("shown on a page that is not known");
        };
        let mut surest = None;
        for base in &bases {
            let joined = urls::join(base, &path);
            if joined.left_root && !self.config.baseurl.is_empty() {
                return Resolution::Unknown("outside of the site");
            }
            let written = Written { folder: base, ..written.clone() };
            match self.resolve_path(tree, &joined.path, &written) {
                found @ Resolution::Found { .. } => return found,
                other => surest.get_or_insert(other),
            };
        }
        surest.unwrap_or(Resolution::Unknown("shown on a page that is not known"))
    }

    /// The site's own address written out: known to be there, or perhaps another site on the same host.
    fn resolve_address(&self, tree: &dyn Tree, text: &str) -> Resolution {
        let decoded = self.own_path(text).and_then(|path| urls::decode(urls::without_suffix(path)));
        let local = decoded.as_deref().and_then(|path| self.without_baseurl(path));
        match local.map(|local| self.published.answer(tree, &urls::join("", local).path)) {
            Some(Answer::Found(page)) => Resolution::Found { page },
            _ => Resolution::External,
        }
    }

    /// The path of an absolute address on the site's own host.
    fn own_path<'a>(&self, text: &'a str) -> Option<&'a str> {
        let host = self.config.host.as_deref()?;
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let path = rest.get(host.len()..).filter(|_| rest[..host.len()].eq_ignore_ascii_case(host))?;
        (path.is_empty() || path.starts_with('/')).then_some(path)
    }

    /// A path from the server's root as one from the site's.
    fn without_baseurl<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.config.baseurl.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// The published folders that a relative link on `page` may start from, the surest first; `None` when nobody can
    /// know.
    fn bases(&self, page: &str, target: &str) -> Option<Vec<String>> {
        let source = self.in_source(page)?;
        let own_folder = urls::folder(source).to_string();
        let Some(info) = self.pages.by_path.get(source) else {
            // A README shows on GitHub; other text without front matter is included in some page.
            return Some(vec![own_folder, String::new()]);
        };
        let url = info.url.as_deref()?;
        let mut bases = vec![urls::folder(url.trim_start_matches('/')).to_string()];
        if info.is_document {
            bases.push(String::new());
        }
        if self.config.is_markdown(target) {
            // jekyll-relative-links, on by default on GitHub Pages, turns the path of a source into its URL.
            bases.push(own_folder);
        }
        Some(bases)
    }

    fn resolve_path(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let bare = path.trim_end_matches('/');
        match self.published.answer(tree, path) {
            Answer::Found(page) if self.published.is_page(path) => Resolution::Found { page },
            Answer::Found(_) if self.config.leaves_out_whole(bare) && !self.pages.by_path.contains_key(bare) => {
                Resolution::NotPublished { source: urls::below(&self.config.source, bare), why: "left out of the site" }
            }
            Answer::Found(page) => Resolution::Found { page },
            Answer::Listing => Resolution::Unknown("a folder without an index page"),
            Answer::ByCase(actual) => Resolution::DiffersByCase { actual: written.renamed(&actual) },
            Answer::Nothing if self.generated.makes(path) => Resolution::FOUND,
            Answer::Nothing => match self.why_unknown(tree, path) {
                Some(why) => Resolution::Unknown(why),
                None => written.missing(tree, &self.published, path, |path| !self.config.leaves_out_whole(path)),
            },
        }
    }

    fn why_unknown(&self, tree: &dyn Tree, path: &str) -> Option<&'static str> {
        let is_page = matches!(urls::extension(path).as_str(), "" | "html");
        if self.pages.has_unknown_url && is_page {
            return Some("the permalink of some page is not known");
        }
        self.published.why_unknown(tree, path).or_else(|| self.generated.why(path))
    }
}

/// `README.md`, `readme-zh.md`: for whoever opens the repository. Other papers beside a site are its theme's.
fn is_notice(name: &str) -> bool {
    name.get(.."readme".len()).is_some_and(|head| head.eq_ignore_ascii_case("readme"))
}
