//! `mkdocs.yml` or `zensical.toml` as far as it decides what is published where.

use crate::site::jekyll::read_yaml;
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::{Yaml, YamlNode, YamlValue};

/// Bytes of a configuration that are read.
const LONGEST_CONFIG: usize = 1_000_000;
/// Configurations that `INHERIT` may chain.
const INHERITED: usize = 8;

/// Plugins that neither publish a page of their own nor change where a link leads. All others may.
const HARMLESS_PLUGINS: &[&str] = &[
    "search",
    "autorefs",
    "awesome-nav",
    "awesome-pages",
    "bibtex",
    "callouts",
    "charts",
    "git-authors",
    "git-committers",
    "git-revision-date",
    "git-revision-date-localized",
    "glightbox",
    "include-markdown",
    "info",
    "kroki",
    "literate-nav",
    "markdownextradata",
    "meta",
    "minify",
    "mkdocs-jupyter",
    "mkdocstrings",
    "offline",
    "optimize",
    "plotly",
    "privacy",
    "redirects",
    "rss",
    "section-index",
    "social",
    "table-reader",
    "timetoread",
    "typeset",
];

/// The configuration of a MkDocs or Zensical site.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// All of it was read and parsed.
    pub(super) is_readable: bool,
    /// The folder of the sources, from the root of the tree; `None` when it lies outside.
    pub(super) docs_dir: Option<String>,
    /// `page/` rather than `page.html`.
    pub(super) uses_directory_urls: bool,
    /// Host of `site_url`, lower case, and the path that the site stands under: "" or `/path`.
    pub(super) host: Option<String>,
    pub(super) base: Option<String>,
    /// Material for MkDocs or Zensical.
    pub(super) is_material: bool,
    /// Attribute lists, Markdown in HTML or pymdownx are on.
    pub(super) has_extensions: bool,
    /// A plugin, a hook or an extension may publish pages or rewrite links.
    pub(super) has_unknown_parts: bool,
    /// Old paths of the redirects plugin.
    pub(super) redirects: Vec<String>,
    pub(super) author: Option<String>,
}

impl Config {
    /// Reads `mkdocs.yml` and what it inherits from.
    pub(super) fn from_yaml(tree: &dyn Tree) -> Config {
        let mut layers: Vec<Yaml> = Vec::new();
        let mut path = ["mkdocs.yml", "mkdocs.yaml"].into_iter().find(|path| tree.is_file(path)).map(str::to_string);
        let mut is_readable = path.is_some();
        while let Some(current) = path.take().filter(|_| layers.len() < INHERITED) {
            let Some(yaml) = read_yaml(tree, &current) else {
                is_readable = false;
                break;
            };
            is_readable &= yaml.problem.is_none();
            let parent = yaml.get("INHERIT").and_then(YamlNode::as_str);
            if let Some(parent) = parent {
                let joined = urls::join(urls::folder(&current), parent);
                is_readable &= !joined.left_root;
                path = Some(joined.path);
            }
            layers.push(yaml);
        }
        Config { is_readable: is_readable && path.is_none(), ..Config::from_layers(&layers) }
    }

    fn from_layers(layers: &[Yaml]) -> Config {
        let get = |key: &str| layers.iter().find_map(|yaml| yaml.get(key));
        // `!ENV [NAME, default]` may be anything.
        let text = |key: &str| get(key).filter(|node| node.tag.is_none()).and_then(YamlNode::as_str);
        let docs_dir = if get("docs_dir").is_some() { text("docs_dir") } else { Some("docs") };
        let theme = get("theme").map(|node| node.get("name").unwrap_or(node));
        let theme = theme.and_then(YamlNode::as_str).unwrap_or_default();
        let extensions = layers.iter().flat_map(|yaml| names(yaml.get("markdown_extensions")));
        let extensions: Vec<&str> = extensions.collect();
        let is_rich = |name: &&str| {
            matches!(*name, "attr_list" | "md_in_html" | "extra" | "markdown.extensions.extra")
                || name.starts_with("pymdownx.")
        };
        let mut plugins = layers.iter().flat_map(|yaml| names(yaml.get("plugins")));
        let is_foreign = |name: &str| !HARMLESS_PLUGINS.contains(&name.trim_start_matches("material/"));
        let has_hooks = get("hooks").is_some() || extensions.contains(&"pymdownx.pathconverter");
        let (host, base) = text("site_url").map(address).unwrap_or_default();
        Config {
            is_readable: true,
            docs_dir: docs_dir.and_then(inside),
            uses_directory_urls: text("use_directory_urls").is_none_or(|value| !value.eq_ignore_ascii_case("false")),
            host,
            base,
            is_material: theme.contains("material"),
            has_extensions: theme.contains("material") || extensions.iter().any(is_rich),
            has_unknown_parts: has_hooks || plugins.any(is_foreign),
            redirects: redirects(get("plugins")),
            author: text("site_author").map(str::to_string),
        }
    }

    /// Reads `zensical.toml`.
    pub(super) fn from_toml(tree: &dyn Tree) -> Config {
        let bytes = tree.read("zensical.toml", LONGEST_CONFIG).unwrap_or_default();
        let table = String::from_utf8(bytes).ok().and_then(|text| text.parse::<toml::Table>().ok());
        let Some(project) = table.as_ref().and_then(|table| table.get("project")) else {
            return Config { is_material: true, has_extensions: true, ..Config::default() };
        };
        let text = |key: &str| project.get(key).and_then(toml::Value::as_str);
        let (host, base) = text("site_url").map(address).unwrap_or_default();
        Config {
            is_readable: true,
            docs_dir: inside(text("docs_dir").unwrap_or("docs")),
            uses_directory_urls: project.get("use_directory_urls").and_then(toml::Value::as_bool).unwrap_or(true),
            host,
            base,
            is_material: true,
            has_extensions: true,
            has_unknown_parts: project.get("plugins").is_some(),
            redirects: Vec::new(),
            author: text("site_author").map(str::to_string),
        }
    }
}

/// Names in a list of names and one-key mappings, or in a mapping by name.
fn names(node: Option<&YamlNode>) -> Vec<&str> {
    let Some(node) = node else { return Vec::new() };
    let mut out: Vec<&str> = node.pairs().iter().filter_map(|(name, _)| name.as_str()).collect();
    for item in node.items() {
        match &item.value {
            YamlValue::Mapping(pairs) => out.extend(pairs.iter().filter_map(|(name, _)| name.as_str())),
            _ => out.extend(item.as_str()),
        }
    }
    out
}

/// Old paths of `plugins: - redirects: redirect_maps:`.
fn redirects(plugins: Option<&YamlNode>) -> Vec<String> {
    let Some(plugins) = plugins else { return Vec::new() };
    let settings = plugins.get("redirects").or_else(|| plugins.items().iter().find_map(|item| item.get("redirects")));
    let maps = settings.and_then(|settings| settings.get("redirect_maps"));
    let olds = maps.map(YamlNode::pairs).unwrap_or_default().iter();
    olds.filter_map(|(old, _)| old.as_str()).map(str::to_string).collect()
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
