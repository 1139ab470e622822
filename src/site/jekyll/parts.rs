//! Includes and layouts: the site's own files, and those that a theme brings.

use super::Jekyll;
use super::config::Config;
use crate::site::Resolution;
use crate::site::names::{Hit, Siblings};
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::IncludeFrom;
use crate::syntax::yaml::{Yaml, YamlNode};

/// Layouts of the themes that are gems of their own name. GitHub Pages takes `jekyll-theme-primer` where a site names no
/// theme; of the themes made by GitHub some versions have more layouts than others.
const LAYOUTS: &[(&str, &[&str])] = &[
    ("jekyll-theme-", &["default", "home", "page", "post"]),
    ("minima", &["base", "default", "home", "page", "post"]),
    (
        "minimal-mistakes",
        &[
            "archive",
            "archive-taxonomy",
            "categories",
            "category",
            "collection",
            "compress",
            "default",
            "home",
            "post",
            "posts",
            "search",
            "single",
            "splash",
            "tag",
            "tags",
        ],
    ),
];

/// What GitHub Pages builds a site with that names no theme.
const USUAL_THEME: &str = "jekyll-theme-primer";

/// Files in a folder of layouts that are looked at.
const LAYOUT_FILES: usize = 2_000;

const IN_THEME: Resolution = Resolution::Unknown("may come with the theme");

/// Where a site's includes and layouts are.
#[derive(Debug)]
pub(super) struct Parts {
    /// From the source folder.
    includes: String,
    layouts: String,
    /// Names of the site's own layouts, sorted: paths without extension (`Jekyll::LayoutReader#layout_name`).
    own_layouts: Vec<String>,
    /// `None` when another repository or a gem nobody knows brings them.
    theme_layouts: Option<&'static [&'static str]>,
    /// A theme is named, or a plugin that brings parts as a theme does.
    has_theme: bool,
}

impl Parts {
    pub(super) fn new(tree: &dyn Tree, config: &Config, yaml: &Yaml) -> Parts {
        let text = |key: &str| yaml.get(key).and_then(YamlNode::as_str).filter(|text| !text.trim().is_empty());
        let folder = |key, usual: &str| urls::join("", text(key).unwrap_or(usual)).path.trim_matches('/').to_string();
        let layouts = folder("layouts_dir", "_layouts");
        let remote = text("remote_theme").map(|name| name.split('@').next().unwrap_or(name));
        let name = match (remote, text("theme")) {
            (None, None) => USUAL_THEME,
            (None, Some(name)) => name,
            (Some("mmistakes/minimal-mistakes"), _) => "minimal-mistakes",
            (Some("jekyll/minima"), _) => "minima",
            (Some(remote), _) => remote,
        };
        let name = if name == "minimal-mistakes-jekyll" { "minimal-mistakes" } else { name };
        let is_it = |theme: &str| name == theme || (theme.ends_with('-') && name.starts_with(theme));
        let known = LAYOUTS.iter().find(|(theme, _)| is_it(theme)).map(|(_, layouts)| *layouts);
        let has_parts_plugin = config.plugins.has("al_") || config.plugins.has("theme");
        Parts {
            includes: folder("includes_dir", "_includes"),
            own_layouts: layout_names(tree, &urls::below(&config.source, &layouts)),
            layouts,
            theme_layouts: known.filter(|_| !config.plugins.has("al_")),
            has_theme: config.has_gem_theme || has_parts_plugin,
        }
    }
}

/// Paths of the files below `root`, without their extensions.
fn layout_names(tree: &dyn Tree, root: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        let path = if folder.is_empty() { root.to_string() } else { urls::below(root, &folder) };
        for entry in tree.list(&path).iter().flat_map(|entries| entries.iter()) {
            let inner = urls::below(&folder, &entry.name);
            if entry.is_folder && open.len() < LAYOUT_FILES {
                open.push(inner);
            } else if let Some((name, _)) = inner.rsplit_once('.').filter(|_| names.len() < LAYOUT_FILES) {
                names.push(name.to_string());
            }
        }
    }
    names.sort();
    names
}

impl Jekyll {
    /// Where the file `name` of an include on the page at `page` is (`Jekyll::Tags::IncludeTag`).
    pub(in crate::site) fn resolve_include(
        &self,
        tree: &dyn Tree,
        page: &str,
        from: IncludeFrom,
        name: &str,
    ) -> Resolution {
        let Some(source) = self.in_source(page) else { return Resolution::Unknown("outside of the site") };
        let is_page = self.pages.by_path.contains_key(source);
        let is_layout = urls::folder(source) == self.parts.layouts;
        if !is_page && !is_layout {
            return Resolution::Unknown("on a page that is not published");
        }
        if name.starts_with('/') || name.contains("..") || name.contains("//") {
            return Resolution::Unknown("a path that is not allowed");
        }
        let folder = match from {
            IncludeFrom::Includes => &self.parts.includes,
            IncludeFrom::OwnFolder if is_page => urls::folder(source),
            IncludeFrom::OwnFolder => return Resolution::Unknown("shown on a page that is not known"),
        };
        let path = urls::below(folder, name);
        match self.published.find(tree, &path) {
            Hit::File => Resolution::FOUND,
            _ if self.config.problem.is_some() => Resolution::Unknown("the site's configuration cannot be read"),
            Hit::ByCase(real) => match within(&self.published.in_tree(folder), &real) {
                Some(actual) if actual.len() == name.len() => Resolution::DiffersByCase { actual },
                _ => Resolution::Unknown("in a folder that differs by case"),
            },
            Hit::Folder => Resolution::Missing { nearest: None, moved: None },
            // GitHub's themes look for files of this name, so that a site can bring its own.
            Hit::Nothing if from == IncludeFrom::Includes && (self.parts.has_theme || name.contains("custom")) => {
                IN_THEME
            }
            Hit::Nothing => {
                let nearest = self.published.nearest(tree, &path);
                let nearest = nearest.and_then(|nearest| within(folder, &nearest));
                Resolution::Missing { nearest, moved: None }
            }
        }
    }

    /// Where the layout called `name` is that the file at `page` asks for.
    pub(in crate::site) fn resolve_layout(&self, page: &str, name: &str) -> Resolution {
        let Some(source) = self.in_source(page) else { return Resolution::Unknown("outside of the site") };
        let asks = self.pages.by_path.contains_key(source)
            || urls::folder(source) == self.parts.layouts
            || matches!(page, "_config.yml" | "_config.yaml");
        if !asks {
            return Resolution::Unknown("on a page that is not published");
        }
        let parts = &self.parts;
        // Ruby's `nil.to_s` is empty; `none` and `false` name no layout, on purpose.
        if matches!(name, "" | "~" | "none" | "None" | "null" | "nil" | "false")
            || parts.own_layouts.iter().any(|own| own == name)
        {
            return Resolution::FOUND;
        }
        if self.config.problem.is_some() {
            return Resolution::Unknown("`_config.yml` cannot be read");
        }
        let Some(theirs) = parts.theme_layouts else { return IN_THEME };
        if theirs.contains(&name) {
            return IN_THEME;
        }
        let all = || parts.own_layouts.iter().map(String::as_str).chain(theirs.iter().copied());
        let mut alike = all().filter(|own| own.to_lowercase() == name.to_lowercase());
        if let (Some(actual), None) = (alike.next(), alike.next()) {
            return Resolution::DiffersByCase { actual: actual.to_string() };
        }
        // `default.html`
        let bare = name.rsplit_once('.').map_or(name, |(bare, _)| bare);
        let nearest = all().find(|own| *own == bare).map(str::to_string);
        let nearest = nearest
            .or_else(|| Siblings::new(parts.own_layouts.iter().map(String::as_str)).nearest(name).map(str::to_string));
        Resolution::Missing { nearest, moved: None }
    }
}

/// `path` from `folder`.
fn within(folder: &str, path: &str) -> Option<String> {
    if folder.is_empty() {
        return Some(path.to_string());
    }
    path.strip_prefix(folder)?.strip_prefix('/').map(str::to_string)
}
