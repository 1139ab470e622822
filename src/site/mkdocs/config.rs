//! `mkdocs.yml` or `zensical.toml` as far as it decides what is published where.

use super::blog::Blog;
use super::extensions::Extensions;
use super::files::Choice;
use super::nav;
use super::plugins::Plugins;
use super::settings::{Settings, plain_text};
use super::snippets;
use crate::site::slugs::{Marker, Slugs};
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::YamlNode;
use std::collections::HashSet;

/// The configuration of a MkDocs or Zensical site.
#[derive(Debug)]
pub(super) struct Config {
    /// Where it stands.
    pub(super) file: String,
    /// Why nothing is certain: the configuration was not read or parsed as a whole, or hangs on the environment.
    pub(super) problem: Option<&'static str>,
    /// The folder of the sources, from the root of the tree; `None` when it lies outside.
    pub(super) docs_dir: Option<String>,
    /// `page/` rather than `page.html`.
    pub(super) uses_directory_urls: bool,
    /// Host of `site_url`, lower case, and the path that the site stands under: "" or `/path`.
    /// No path is known where it holds several versions.
    pub(super) host: Option<String>,
    pub(super) base: Option<String>,
    /// Material for MkDocs or Zensical.
    pub(super) is_material: bool,
    /// Attribute lists, Markdown in HTML or pymdownx are on.
    pub(super) has_extensions: bool,
    /// A plugin, a hook or an extension may publish pages or rewrite links.
    pub(super) has_unknown_parts: bool,
    pub(super) slugs: Slugs,
    /// The page that Material's tags plugin writes a list into, from `docs_dir`.
    pub(super) tags_file: Option<String>,
    pub(super) choice: Choice,
    pub(super) blog: Option<Blog>,
    /// `/page.md` starts from `docs_dir`, in links and in the navigation (`validation: absolute_links`).
    pub(super) is_rooted_in_docs: bool,
    pub(super) is_nav_rooted_in_docs: bool,
    /// The sources in the navigation; `None` when there is none or it is not known as a whole.
    pub(super) nav: Option<HashSet<String>>,
    /// The configuration file that the navigation is taken from.
    pub(super) nav_file: Option<String>,
    /// A plugin writes the navigation, or takes more in it than MkDocs does.
    pub(super) has_free_nav: bool,
    /// The theme's name; "" when it has none or it cannot be known.
    pub(super) theme: String,
    /// Folder of the site's own parts of the theme; "" when there is none.
    pub(super) custom_dir: String,
    /// Old and new paths of the redirects plugin.
    pub(super) redirects: Vec<(String, String)>,
    pub(super) author: Option<String>,
    /// The plugins that run; `None` when one's name cannot be known.
    pub(super) plugins: Option<Vec<String>>,
}

impl Config {
    /// Reads `mkdocs.yml` and what it inherits from.
    pub(super) fn from_yaml(tree: &dyn Tree) -> Config {
        Config::read(tree, &Settings::from_yaml(tree), false)
    }

    /// Reads `zensical.toml`.
    pub(super) fn from_toml(tree: &dyn Tree) -> Config {
        Config::read(tree, &Settings::from_toml(tree), true)
    }

    fn read(tree: &dyn Tree, settings: &Settings, is_zensical: bool) -> Config {
        let extensions = Extensions::read(settings, is_zensical);
        let plugins = Plugins::read(settings);
        let text = |key| settings.text(key).unwrap_or_default();
        let custom_dir = settings.get("theme").and_then(|node| node.get("custom_dir"));
        // `mkdocs.config.defaults`
        let theme = settings.get("theme").map_or(Some("mkdocs"), |node| node.get("name").unwrap_or(node).as_str());
        let theme = theme.unwrap_or_default();
        let (host, base) = text("site_url").map(address).unwrap_or_default();
        let docs_dir = settings.text("docs_dir");
        let directory_urls = settings.flag("use_directory_urls");
        let is_uncertain = docs_dir.is_err() || directory_urls.is_err();
        let has_hooks = settings.get("hooks").is_some();
        let rewrites_links = extensions.has("pymdownx.pathconverter");
        // mike puts each version in a folder of its own: what stands where on the host is not known.
        let is_versioned =
            plugins.has("mike") || settings.get("extra").and_then(|extra| extra.get("version")).is_some();
        let mut slugs = extensions.slugs();
        for (name, marker) in [
            ("mkdocstrings", Marker::DOCSTRING),
            ("macros", Marker::MACRO),
            ("macros", Marker::BLOCK),
            ("include-markdown", Marker::BLOCK),
            ("table-reader", Marker::MACRO),
            ("tags", Marker::TAGS),
            ("tags", Marker::TAG_LISTS),
            ("markdownextradata", Marker::MACRO),
        ] {
            slugs.markers.extend(plugins.has(name).then_some(marker));
        }
        let has_unknown_parts = has_hooks || plugins.may_publish();
        let folder = docs_dir.ok().and_then(|folder| inside(folder.unwrap_or("docs")));
        let is_appended = snippets::may_write_ids(tree, &extensions, folder.as_deref().unwrap_or_default());
        if has_unknown_parts || is_appended || settings.problem.is_some() {
            slugs.incomplete = Some("an extension or plugin may write further ids");
        }
        Config {
            file: settings.file.clone(),
            problem: settings.problem.or(is_uncertain.then_some("the site's configuration hangs on the environment")),
            docs_dir: folder,
            // The offline plugin switches them off (`material.plugins.offline`).
            uses_directory_urls: directory_urls.ok().flatten().unwrap_or(true) && !plugins.has("offline"),
            host,
            base: base.filter(|_| !is_versioned),
            is_material: is_zensical || theme.contains("material"),
            has_extensions: extensions.is_rich(),
            has_unknown_parts: has_unknown_parts || rewrites_links,
            slugs,
            choice: Choice::read(settings),
            blog: Blog::read(&plugins),
            tags_file: plugins.setting("tags", "tags_file").and_then(plain_text).map(str::to_string),
            is_rooted_in_docs: is_rooted_in_docs(settings, "links"),
            is_nav_rooted_in_docs: is_rooted_in_docs(settings, "nav"),
            nav: nav::named(settings.get("nav"), is_rooted_in_docs(settings, "nav")),
            nav_file: settings.nav_file.clone(),
            has_free_nav: plugins.may_navigate() || has_hooks,
            theme: theme.to_string(),
            custom_dir: custom_dir.and_then(plain_text).and_then(inside).unwrap_or_default(),
            redirects: plugins.redirects(),
            author: text("site_author").map(str::to_string),
            plugins: plugins.names(),
        }
    }
}

/// Whether `validation` says that `/page.md` in `part` starts from `docs_dir`; what stands above the parts holds for both
/// (`mkdocs.config.config_options.PropagatingSubConfig`).
fn is_rooted_in_docs(settings: &Settings, part: &str) -> bool {
    let validation = settings.get("validation");
    let own = validation.and_then(|all| all.get(part)).and_then(|part| part.get("absolute_links"));
    let setting = own.or_else(|| validation.and_then(|all| all.get("absolute_links")));
    setting.and_then(YamlNode::as_str) == Some("relative_to_docs")
}

/// A folder of the tree; `None` when it lies outside.
fn inside(path: &str) -> Option<String> {
    let joined = urls::join("", path);
    let is_inside = !joined.left_root && !path.starts_with('/');
    is_inside.then(|| joined.path.trim_end_matches('/').to_string())
}

/// `https://name.example.org/path/` → host and `/path`.
fn address(url: &str) -> (Option<String>, Option<String>) {
    let Some((_, rest)) = url.trim().split_once("://") else { return (None, None) };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_matches('/');
    let base = if path.is_empty() { String::new() } else { format!("/{path}") };
    (Some(host.to_ascii_lowercase()), Some(base))
}
