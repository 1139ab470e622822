//! A Jekyll site: which pages it publishes where, and where their links lead.

mod address;
mod claims;
mod config;
mod date;
mod defaults;
mod filter;
mod front;
mod generated;
mod liquid;
mod lists;
mod pages;
mod parts;
mod permalink;
mod plugins;
mod scholar;
mod some_page;
#[cfg(test)]
mod tests;
mod value_links;
mod values;
mod walk;

use super::Resolution;
use super::detect::{self, Theme};
use super::names::{Hit, PerFolder, Siblings};
use super::plain::Plain;
use super::published::Maker;
use super::published::{Answer, Published, Written};
use super::tree::Tree;
use super::urls::{self, Reach};
use crate::syntax::yaml::Yaml;
use crate::syntax::{Dialect, Link, LinkKind};
use address::Address;
use claims::{Claim, Conflicts, Turn};
use config::Config;
use generated::Generated;
use liquid::{Expanded, OfPage};
use lists::Names;
use pages::Pages;
use parts::Parts;
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
    /// The site in the root of `tree` and its configuration, which is in `config_files` or `_config.yml`. What is dated
    /// after `today` is not published; see [`pages::collect`].
    pub(super) fn build(tree: &dyn Tree, config_files: &[String], today: Option<i64>) -> (Jekyll, Yaml) {
        let (config, yaml) = Config::read(tree, config_files);
        let generated = Generated::new(tree, &config, &yaml);
        let mut pages = pages::collect(tree, &config, today);
        let mut published = Published::new(&config.source);
        let mut claims = std::mem::take(&mut pages.claims);
        claims.extend(copies_in_the_way(tree, &config, &pages, &claims));
        let conflicts = claims::settle(claims, &mut published);
        let outside = Plain::repository();
        let address = Address::new(tree, &yaml, &config.baseurl);
        let values = liquid::Values::new(&config.baseurl, &yaml);
        let heads = PerFolder::default();
        let (theme, _) = detect::jekyll_theme(tree, &yaml);
        let jekyll = Jekyll {
            parts: Parts::new(tree, &config, &yaml),
            scholar: Scholar::new(theme, &yaml),
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
        };
        (jekyll, yaml)
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

    pub(super) fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let is_value = matches!(link.kind, LinkKind::Data | LinkKind::Bib(_));
        if !is_value && self.is_read_on_github(path) {
            return self.outside.resolve(tree, path, link);
        }
        let resolution = self.resolve_visited(tree, path, link);
        let is_certain = matches!(resolution, Resolution::Found { .. } | Resolution::External | Resolution::Unknown(_));
        match self.config.problem.filter(|_| !is_certain) {
            Some(problem) => Resolution::Unknown(problem),
            None => resolution,
        }
    }

    /// Whether what stands in the file at `path` is shown somewhere: on its own page, or on one that includes it.
    fn is_visited(&self, path: &str) -> bool {
        let Some(source) = self.in_source(path) else { return true };
        match self.pages.by_path.get(source) {
            Some(page) => page.why_not.is_none_or(|why| why == pages::SHOWN_ELSEWHERE),
            None => !self.config.leaves_out_whole(source),
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
        let value = |name: &str| self.of_page(tree, path, name);
        let is_url = |expression: &str| self.is_some_page(tree, path, expression);
        match liquid::expand(target, &self.values, &OfPage { value: &value, is_url: &is_url }) {
            Expanded::SomePage => Resolution::FOUND,
            Expanded::Unknown => Resolution::Unknown("a template value"),
            Expanded::File(file) => self.resolve_source(tree, &file),
            Expanded::Post(name) => self.resolve_post(&name),
            Expanded::Target { text, literal, is_own } => {
                let written = Written {
                    target,
                    path: literal,
                    folder: "",
                    is_own,
                    is_raw: matches!(link.kind, LinkKind::Href | LinkKind::Src),
                };
                self.resolve_target(tree, path, &text, written)
            }
        }
    }

    /// The value of `name` in the front matter of the page at `path`, which is read again: few links ask.
    fn of_page(&self, tree: &dyn Tree, path: &str, name: &str) -> Option<String> {
        // `page` in a layout or an include is another page.
        let page = self.pages.by_path.get(self.in_source(path)?)?;
        if name == "url" {
            return page.url.clone();
        }
        let head = self.heads.get(path, || front::read(tree, path).yaml);
        head.get(name).and_then(liquid::text)
    }

    /// `{% link file %}`: a source, not a URL; a document's, without `collections_dir`.
    fn resolve_source(&self, tree: &dyn Tree, file: &str) -> Resolution {
        let inside = urls::below_all(&self.config.collections_dir, file);
        let Some(path) = [file, &inside].into_iter().find(|path| self.published.find(tree, path) == Hit::File) else {
            return Resolution::Missing { nearest: None, moved: None };
        };
        let source = urls::below(&self.config.source, path);
        match self.why_not_published(path) {
            Some(why) => Resolution::NotPublished { source, why },
            None => Resolution::Found { page: Some(source.into()) },
        }
    }

    /// `{% post_url name %}`: with its folders below `_posts`, or without (deprecated, but it works).
    fn resolve_post(&self, name: &str) -> Resolution {
        let posts = &self.pages.posts;
        let exact = posts.binary_search_by(|(post, _)| post.as_str().cmp(name)).ok().map(|at| &posts[at]);
        if let Some((_, path)) = exact.or_else(|| posts.iter().find(|(post, _)| urls::name(post) == name)) {
            let source = urls::below(&self.config.source, path);
            return match self.why_not_published(path) {
                Some(why) => Resolution::NotPublished { source, why },
                None => Resolution::Found { page: Some(source.into()) },
            };
        }
        let posts = self.post_names.get_or_init(|| Siblings::new(posts.iter().map(|(post, _)| post.as_str())));
        let nearest = posts.nearest(name).map(|post| format!("{{% post_url {post} %}}"));
        Resolution::Missing { nearest, moved: None }
    }

    /// Why the source at `path`, which is there, is neither published nor copied.
    fn why_not_published(&self, path: &str) -> Option<&'static str> {
        if let Some(page) = self.pages.by_path.get(path) {
            return page.why_not;
        }
        if self.config.leaves_out_whole(path) {
            return Some(self.config.why_left_out(path));
        }
        (!pages::is_copied(&self.config, path, None)).then_some("marked `published: false` by the defaults")
    }

    fn resolve_target(&self, tree: &dyn Tree, page: &str, text: &str, written: Written) -> Resolution {
        let path = match urls::reach(text) {
            Reach::Here => return Resolution::Found { page: Some(page.into()) },
            Reach::Elsewhere => return self.resolve_address(tree, text, &written),
            Reach::Rooted(path) | Reach::Relative(path) => path,
        };
        let Some(path) = urls::decode(path) else { return Resolution::Unknown("not UTF-8") };
        if path.starts_with('/') {
            return self.resolve_rooted(tree, &path, &written);
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

    /// `/path`, seen from the root of the server.
    fn resolve_rooted(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let Some(inside) = self.address.inside(path) else { return Resolution::Unknown("outside of `baseurl`") };
        let written = &written.behind(&path[..path.len() - inside.len()]);
        let inside = urls::join("", inside).path;
        match self.resolve_path(tree, &inside, written) {
            Resolution::Missing { .. }
                if self.address.may_be_below
                    && !written.is_own
                    && urls::parts(&inside).nth(1).is_some()
                    && !self.published.knows_first_part(tree, &inside) =>
            {
                Resolution::Unknown("where the site stands is not known")
            }
            resolution => resolution,
        }
    }

    /// The site's own address written out. Other sites may stand on the same host: nothing is missing there but below a
    /// folder that this one has.
    fn resolve_address(&self, tree: &dyn Tree, text: &str, written: &Written) -> Resolution {
        let decoded = self.address.path(text).and_then(|path| urls::decode(urls::without_suffix(path)));
        let Some(local) = decoded.as_deref().and_then(|path| self.address.inside(path)) else {
            return Resolution::External;
        };
        let path = urls::join("", local).path;
        // An old address of a page may be redirected by the host.
        let is_file = !matches!(urls::extension(&path).as_str(), "" | "html" | "htm");
        let is_certain = is_file && (self.address.is_below() || self.published.knows_first_part(tree, &path));
        // The literal path stands behind the host.
        let target = &written.target[written.path.clone()];
        let host = target.find("://").and_then(|at| Some(at + 3 + target[at + 3..].find('/')?)).unwrap_or(0);
        let written = Written { path: written.path.start + host..written.path.end, ..written.clone() };
        let base = decoded.as_deref().map_or("", |path| &path[..path.len() - local.len()]);
        let written = written.behind(base);
        match self.resolve_path(tree, &path, &written) {
            Resolution::Unknown(_) => Resolution::External,
            found @ Resolution::Found { .. } => found,
            other if is_certain => other,
            _ => Resolution::External,
        }
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
            Answer::Made(page) => Resolution::Found { page },
            Answer::Copied => self.resolve_file(tree, bare, written),
            Answer::Listing => match self.possible(path) {
                Some(why) => Resolution::Unknown(why),
                None => Resolution::Unknown("a folder without an index page"),
            },
            Answer::ByCase(actual) => Resolution::DiffersByCase { actual: written.renamed(&actual) },
            Answer::Nothing => self.resolve_nothing(tree, path, written),
        }
    }

    /// A file of the tree at which no page is published.
    fn resolve_file(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let page = self.pages.by_path.get(path).filter(|page| !page.is_copied);
        let source = urls::below(&self.config.source, path);
        if let Some(why) = self.why_not_published(path) {
            return Resolution::NotPublished { source, why };
        }
        let Some(page) = page else { return Resolution::FOUND };
        // jekyll-relative-links turns the path of a source into its URL, but in Markdown's own links only.
        match &page.url {
            Some(url) if written.is_raw && self.why_unknown(tree, path, written.is_own).is_none() => {
                let actual = url.trim_start_matches('/');
                let moved = (!actual.is_empty()).then(|| written.moved(actual));
                Resolution::Missing { nearest: None, moved }
            }
            _ => Resolution::Found { page: Some(source.into()) },
        }
    }

    fn resolve_nothing(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        if self.generated.makes(path) {
            return Resolution::FOUND;
        }
        let hidden = files_at(path).into_iter().find_map(|file| self.pages.hidden.get(&file));
        if let Some((source, why)) = hidden {
            return Resolution::NotPublished { source: source.to_string(), why };
        }
        match self.possible(path).or_else(|| self.why_unknown(tree, path, written.is_own)) {
            Some(why) => Resolution::Unknown(why),
            None => written.missing(tree, &self.published, path, |path| self.why_not_published(path).is_none()),
        }
    }

    /// On what it depends whether something is published at `path`.
    fn possible(&self, path: &str) -> Option<&'static str> {
        files_at(path).into_iter().find_map(|file| self.pages.possible.get(&file).copied())
    }

    fn why_unknown(&self, tree: &dyn Tree, path: &str, is_own: bool) -> Option<&'static str> {
        let is_page = matches!(urls::extension(path).as_str(), "" | "html");
        if self.pages.has_unknown_url && is_page {
            return Some("the permalink of some page is not known");
        }
        self.published.why_unknown(tree, path, is_own).or_else(|| self.generated.why(path))
    }
}

/// `README.md`, `readme-zh.md`: for whoever opens the repository. Other papers beside a site are its theme's.
fn is_notice(name: &str) -> bool {
    name.get(.."readme".len()).is_some_and(|head| head.eq_ignore_ascii_case("readme"))
}

/// The files that a server may answer `path` with.
fn files_at(path: &str) -> Vec<String> {
    let bare = path.trim_end_matches('/');
    let index = urls::below_all(bare, "index.html").trim_start_matches('/').to_string();
    if path.ends_with('/') || bare.is_empty() {
        vec![index]
    } else {
        vec![bare.to_string(), format!("{bare}.html"), index]
    }
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
