//! `_config.yml`, or the files that `site-config` names, as far as they decide what is published where.

use super::date::Zone;
use super::defaults::Defaults;
use super::filter::Filter;
use super::permalink;
use super::plugins::Plugins;
use super::values;
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::{self, Yaml, YamlNode, YamlValue};
use crate::text::Span;

/// Bytes of a configuration that are read.
const LONGEST_CONFIG: usize = 1_000_000;

/// The configuration of a Jekyll site.
#[derive(Debug)]
pub(in crate::site) struct Config {
    /// Where it stands, from the root of the tree.
    pub(super) files: Vec<String>,
    /// Why nothing is certain, if so: Jekyll would not build, or builds what lies elsewhere.
    pub(super) problem: Option<&'static str>,
    /// The folder of the sources; "" is the root.
    pub(super) source: String,
    /// The folder that is built into, from the source, if it is in there.
    pub(super) destination: Option<String>,
    /// "" or `/path`.
    pub(super) baseurl: String,
    pub(super) permalink: String,
    /// Posts first.
    pub(super) collections: Vec<Collection>,
    /// The folder of the collections' folders; "" is the source.
    pub(super) collections_dir: String,
    pub(super) plugins_dir: String,
    /// The folder of data files, from the source.
    pub(super) data_dir: String,
    /// Whether the first row of a CSV file and of a TSV file names the columns.
    pub(super) tables_have_headers: [bool; 2],
    pub(super) defaults: Defaults,
    pub(super) filter: Filter,
    pub(super) markdown_extensions: Vec<String>,
    /// `markdown: CommonMark…`, a gem of its own.
    pub(super) is_commonmark: bool,
    /// A gem or a remote repository brings layouts and assets.
    pub(super) has_gem_theme: bool,
    pub(super) plugins: Plugins,
    pub(super) zone: Zone,
    /// Posts and documents of days to come are published.
    pub(super) has_future: bool,
    /// Pages that say `published: false` are published.
    pub(super) has_unpublished: bool,
    pub(super) shows_drafts: bool,
    /// Only the last so many posts are published.
    pub(super) limit_posts: Option<usize>,
    /// What stays in the built site from before.
    pub(super) kept_files: Vec<String>,
}

/// A folder `_label` of documents.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) label: String,
    pub(super) is_output: bool,
    pub(super) permalink: Option<String>,
}

/// Reads a YAML file of the tree; `None` when there is none or it is not UTF-8.
pub(super) fn read_yaml(tree: &dyn Tree, path: &str) -> Option<Yaml> {
    let bytes = tree.read(path, LONGEST_CONFIG)?;
    let text = String::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Some(yaml::parse(text, Span::new(0, text.len())))
}

/// The files at `paths` laid over each other; and why Jekyll would not take them.
fn read_merged(tree: &dyn Tree, paths: &[String]) -> (Yaml, Option<&'static str>) {
    let unreadable = Some("the site's configuration cannot be read");
    let mut merged = Yaml::default();
    for path in paths {
        let Some(yaml) = read_yaml(tree, path) else { return (merged, unreadable) };
        let Some(root) = yaml.root else { continue };
        if yaml.problem.is_some() || !matches!(root.value, YamlValue::Mapping(_)) && !values::is_null(&root) {
            return (Yaml { root: Some(root), problem: None, rest: None }, unreadable);
        }
        match &mut merged.root {
            Some(target) => values::merge(target, root),
            None => merged.root = Some(root),
        }
    }
    (merged, None)
}

impl Config {
    /// Reads the files at `paths`; none of them means `_config.yml`.
    pub(in crate::site) fn read(tree: &dyn Tree, paths: &[String]) -> (Config, Yaml) {
        let usual = ["_config.yml", "_config.yaml"].into_iter().find(|path| tree.is_file(path)).map(str::to_string);
        let paths = if paths.is_empty() { usual.as_slice() } else { paths };
        let (yaml, problem) = read_merged(tree, paths);
        let plugins = Plugins::read(tree, &yaml);
        let mut config = Config::from_yaml(&yaml, plugins);
        config.problem = problem.or(config.problem);
        config.files = paths.to_vec();
        (config, yaml)
    }

    fn from_yaml(yaml: &Yaml, plugins: Plugins) -> Config {
        let text = |key: &str| yaml.get(key).and_then(values::text);
        let is_on = |key: &str| yaml.get(key).is_some_and(values::is_truthy);
        let permalink = text("permalink").unwrap_or("date").to_string();
        let source = text("source").map(folder);
        let destination = text("destination").map_or(Some("_site".to_string()), folder);
        let inside = |folder: String| match source.as_ref()?.as_ref()?.as_str() {
            "" => Some(folder),
            source => folder.strip_prefix(source)?.strip_prefix('/').map(str::to_string),
        };
        let collections_dir = text("collections_dir").map(below_root).unwrap_or_default();
        let zone = text("timezone").map(|zone| zone.trim_start_matches("Etc/"));
        Config {
            files: Vec::new(),
            problem: (source == Some(None)).then_some("the sources lie outside of this folder"),
            destination: match &source {
                None => destination,
                Some(_) => destination.and_then(inside),
            },
            source: source.clone().flatten().unwrap_or_default(),
            baseurl: text("baseurl").map(baseurl).unwrap_or_default(),
            collections: collections(yaml.get("collections"), &permalink),
            tables_have_headers: ["csv_reader", "tsv_reader"].map(|reader| {
                let headers = yaml.get(reader).and_then(|reader| reader.get("headers"));
                headers.is_none_or(|headers| values::flag(headers) == Some(true))
            }),
            defaults: Defaults::new(yaml.get("defaults"), &collections_dir),
            filter: Filter::new(values::words(yaml.get("include")), &values::words(yaml.get("exclude"))),
            permalink,
            collections_dir,
            plugins_dir: text("plugins_dir").map_or("_plugins".to_string(), below_root),
            data_dir: text("data_dir").map_or("_data".to_string(), below_root),
            markdown_extensions: text("markdown_ext")
                .unwrap_or("markdown,mkdown,mkdn,mkd,md")
                .split(',')
                .map(|name| name.trim().to_ascii_lowercase())
                .collect(),
            is_commonmark: text("markdown").is_some_and(|name| name.to_ascii_lowercase().starts_with("commonmark")),
            has_gem_theme: text("theme").is_some() || text("remote_theme").is_some(),
            plugins,
            zone: match zone {
                None | Some("UTC" | "GMT" | "Zulu" | "Universal") => Zone::Utc,
                Some(_) => Zone::Other,
            },
            has_future: is_on("future"),
            has_unpublished: is_on("unpublished"),
            shows_drafts: is_on("show_drafts"),
            limit_posts: text("limit_posts").and_then(|count| count.parse().ok()).filter(|&count| count > 0),
            kept_files: values::words(yaml.get("keep_files")),
        }
    }

    pub(super) fn is_markdown(&self, path: &str) -> bool {
        self.markdown_extensions.contains(&urls::extension(path))
    }

    /// Whether the file at `path` (from the source) is left out of the pages and copies. Folders of collections are not
    /// asked about.
    pub(super) fn leaves_out_whole(&self, path: &str) -> bool {
        self.leaves_out_part(path) && !self.filter.included_files.iter().any(|file| file == path)
    }

    /// Why the file at `path` is left out.
    pub(super) fn why_left_out(&self, path: &str) -> &'static str {
        if self.filter.excludes(path) {
            "left out by `exclude`"
        } else if urls::parts(path).any(|part| part.starts_with('_')) {
            "left out for the `_` before its name or a folder's"
        } else {
            "left out of the site"
        }
    }

    /// Whether the file at `path`, or a folder above it, is not read.
    pub(super) fn leaves_out_part(&self, path: &str) -> bool {
        let mut folder = 0;
        for end in path.match_indices('/').map(|(at, _)| at).chain([path.len()]) {
            if self.filter.leaves_out(&path[..end], folder) || self.destination.as_deref() == Some(&path[..end]) {
                return true;
            }
            folder = end + 1;
        }
        false
    }
}

/// A folder as a path from the root; `None` outside of it.
fn folder(path: &str) -> Option<String> {
    let is_absolute = path.starts_with(['/', '~']) || path.contains(':');
    let joined = urls::join("", path);
    (!is_absolute && !joined.left_root).then(|| joined.path.trim_end_matches('/').to_string())
}

/// A folder that Jekyll looks for in the source, wherever it is said to be (`Jekyll::PathManager.sanitized_path`).
fn below_root(path: &str) -> String {
    urls::join("", path).path.trim_end_matches('/').to_string()
}

/// With one slash in front and none behind.
fn baseurl(text: &str) -> String {
    let inner = text.trim().trim_matches('/');
    if inner.is_empty() { String::new() } else { format!("/{inner}") }
}

/// A list of labels, or a mapping of label to settings; posts are always one.
fn collections(node: Option<&YamlNode>, permalink: &str) -> Vec<Collection> {
    let style = permalink::style(permalink).to_string();
    let mut all = vec![Collection { label: "posts".to_string(), is_output: true, permalink: Some(style) }];
    let labels = values::words(node);
    let listed = labels.iter().map(|label| Collection { label: sanitised(label), is_output: false, permalink: None });
    all.extend(listed.filter(|collection| collection.label != "posts"));
    for (label, settings) in node.map(YamlNode::pairs).unwrap_or_default() {
        let Some(label) = label.as_str() else { continue };
        let own = settings.get("permalink").and_then(values::text).map(str::to_string);
        if label == "posts" {
            all[0].permalink = own.or(all[0].permalink.take());
        } else if label != "data" {
            let is_output = settings.get("output").is_some_and(values::is_truthy);
            all.push(Collection { label: sanitised(label), is_output, permalink: own });
        }
    }
    all
}

/// `Jekyll::Collection#sanitize_label`
fn sanitised(label: &str) -> String {
    label.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).collect()
}
