//! `_config.yml` as far as it decides what is published where.

use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::{self, Yaml, YamlNode};
use crate::text::Span;
use globset::{Glob, GlobSet, GlobSetBuilder};

/// Bytes of a configuration that are read.
const LONGEST_CONFIG: usize = 1_000_000;

/// What Jekyll 4.3 leaves out when `exclude` adds to it or says nothing (`Jekyll::Configuration::DEFAULT_EXCLUDES`).
const DEFAULT_EXCLUDES: &[&str] = &[
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// The configuration of a Jekyll site.
#[derive(Debug)]
pub(super) struct Config {
    /// The file was read and parsed; else Jekyll would not build, and nothing is certain.
    pub(super) is_readable: bool,
    /// The folder of the sources; "" is the root.
    pub(super) source: String,
    /// "" or `/path`.
    pub(super) baseurl: String,
    pub(super) permalink: String,
    pub(super) collections: Vec<Collection>,
    /// The folder of the collections' folders; "" is the source.
    pub(super) collections_dir: String,
    pub(super) defaults: Vec<Default>,
    pub(super) markdown_extensions: Vec<String>,
    /// `markdown: CommonMark…`, a gem of its own.
    pub(super) is_commonmark: bool,
    /// A gem or a remote repository brings layouts and assets.
    pub(super) has_gem_theme: bool,
    /// Names in `plugins` and `gems`.
    pub(super) plugins: Vec<String>,
    include: Patterns,
    exclude: Patterns,
}

/// A folder `_label` of documents.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) label: String,
    pub(super) is_output: bool,
    pub(super) permalink: Option<String>,
}

/// One of `defaults`, as far as it gives a permalink.
#[derive(Debug)]
pub(super) struct Default {
    pub(super) path: String,
    pub(super) kind: Option<String>,
    pub(super) permalink: String,
}

/// Reads a YAML file of the tree; an empty one when there is none or it is not UTF-8.
fn read_yaml(tree: &dyn Tree, path: &str) -> Option<Yaml> {
    let bytes = tree.read(path, LONGEST_CONFIG)?;
    let text = String::from_utf8(bytes).ok()?;
    Some(yaml::parse(&text, Span::new(0, text.len())))
}

impl Config {
    pub(super) fn read(tree: &dyn Tree) -> (Config, Yaml) {
        let read = read_yaml(tree, "_config.yml").or_else(|| read_yaml(tree, "_config.yaml"));
        let is_readable = read.as_ref().is_some_and(|yaml| yaml.problem.is_none());
        let yaml = read.unwrap_or_default();
        let config = Config::from_yaml(&yaml, is_readable);
        (config, yaml)
    }

    fn from_yaml(yaml: &Yaml, is_readable: bool) -> Config {
        let text = |key: &str| yaml.get(key).and_then(YamlNode::as_str).filter(|text| !is_null(text));
        let permalink = text("permalink").unwrap_or("date").to_string();
        let mut exclude = words(yaml.get("exclude"));
        exclude.extend(DEFAULT_EXCLUDES.iter().map(|name| name.to_string()));
        let mut plugins = words(yaml.get("plugins"));
        plugins.extend(words(yaml.get("gems")));
        let folder = |key| text(key).map(|path| urls::join("", path).path.trim_end_matches('/').to_string());
        let extensions = text("markdown_ext").unwrap_or("markdown,mkdown,mkdn,mkd,md");
        Config {
            is_readable,
            source: folder("source").unwrap_or_default(),
            baseurl: text("baseurl").map(baseurl).unwrap_or_default(),
            collections: collections(yaml.get("collections"), &permalink),
            permalink,
            collections_dir: folder("collections_dir").unwrap_or_default(),
            defaults: defaults(yaml.get("defaults")),
            markdown_extensions: extensions.split(',').map(|name| name.trim().to_ascii_lowercase()).collect(),
            is_commonmark: text("markdown").is_some_and(|name| name.to_ascii_lowercase().starts_with("commonmark")),
            has_gem_theme: text("theme").is_some() || text("remote_theme").is_some(),
            plugins,
            include: Patterns::new(&words(yaml.get("include"))),
            exclude: Patterns::new(&exclude),
        }
    }

    /// Whether Jekyll leaves out the file or folder at `path` (from the source) of a folder that it reads: hidden, special
    /// and excluded names, unless included by name (`Jekyll::EntryFilter#filter`). Folders of collections are not asked
    /// about.
    pub(super) fn leaves_out(&self, path: &str) -> bool {
        let name = urls::name(path);
        if self.include.matches(name) {
            return false;
        }
        name.starts_with(['.', '_', '#', '~']) || name.ends_with('~') || self.exclude.matches(path)
    }

    /// Whether the file at `path`, or a folder above it, is left out.
    pub(super) fn leaves_out_whole(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.into_iter().any(|end| self.leaves_out(&path[..end]))
    }

    pub(super) fn is_markdown(&self, path: &str) -> bool {
        self.markdown_extensions.contains(&urls::extension(path))
    }

    pub(super) fn has_plugin(&self, part: &str) -> bool {
        self.plugins.iter().any(|name| name.contains(part))
    }
}

/// Names of `include` or `exclude`: what a path begins with, as Jekyll compares (`README` is also `README.md`), or a glob
/// whose `*` also matches `/`.
#[derive(Debug)]
struct Patterns {
    heads: Vec<String>,
    globs: GlobSet,
}

impl Patterns {
    fn new(names: &[String]) -> Patterns {
        let mut globs = GlobSetBuilder::new();
        let mut heads = Vec::new();
        for name in names.iter().map(|name| name.trim_start_matches('/')).filter(|name| !name.is_empty()) {
            match Glob::new(name) {
                Ok(glob) if name.contains(['*', '?', '[']) => drop(globs.add(glob)),
                _ => heads.push(name.to_string()),
            }
        }
        let globs = globs.build().unwrap_or_else(|_| GlobSet::empty());
        Patterns { heads, globs }
    }

    fn matches(&self, path: &str) -> bool {
        let is_head = |head: &String| path.starts_with(head.as_str()) || head.strip_suffix('/') == Some(path);
        self.heads.iter().any(is_head) || self.globs.is_match(path)
    }
}

/// A list of names, or one text of names between blanks (Jekyll splits `include: a b`).
fn words(node: Option<&YamlNode>) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    if let Some(text) = node.as_str() {
        return text.split_whitespace().map(str::to_string).collect();
    }
    node.items().iter().filter_map(YamlNode::as_str).map(str::to_string).collect()
}

fn is_null(text: &str) -> bool {
    matches!(text.trim(), "" | "~" | "null" | "Null" | "NULL")
}

/// With one slash in front and none behind.
fn baseurl(text: &str) -> String {
    let inner = text.trim().trim_matches('/');
    if inner.is_empty() { String::new() } else { format!("/{inner}") }
}

/// A list of labels, or a mapping of label to settings; posts are always one.
fn collections(node: Option<&YamlNode>, permalink: &str) -> Vec<Collection> {
    let style = super::permalink::style(permalink).to_string();
    let mut posts = Collection { label: "posts".to_string(), is_output: true, permalink: Some(style) };
    let mut all = Vec::new();
    let labels = node.map(|node| words(Some(node))).unwrap_or_default();
    all.extend(labels.into_iter().map(|label| Collection { label, is_output: false, permalink: None }));
    for (label, settings) in node.map(YamlNode::pairs).unwrap_or_default() {
        let Some(label) = label.as_str() else { continue };
        let text = |key| settings.get(key).and_then(YamlNode::as_str);
        let own = text("permalink").map(str::to_string);
        if label == "posts" {
            posts.permalink = own.or(posts.permalink);
            continue;
        }
        let is_output = text("output").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        all.push(Collection { label: label.to_string(), is_output, permalink: own });
    }
    all.push(posts);
    all
}

fn defaults(node: Option<&YamlNode>) -> Vec<Default> {
    let mut all = Vec::new();
    for item in node.map(YamlNode::items).unwrap_or_default() {
        let Some(permalink) = item.get("values").and_then(|values| values.get("permalink")).and_then(YamlNode::as_str)
        else {
            continue;
        };
        let scope = |key| item.get("scope").and_then(|scope| scope.get(key)).and_then(YamlNode::as_str);
        let path = scope("path").unwrap_or_default().trim_matches('/').to_string();
        all.push(Default { path, kind: scope("type").map(str::to_string), permalink: permalink.to_string() });
    }
    all
}
