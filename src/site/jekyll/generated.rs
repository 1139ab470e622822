//! Files of a Jekyll site that no source of it shows: from themes, plugins and GitHub itself.

use super::config::Config;
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::{Yaml, YamlNode};

/// Written by feed, sitemap and search plugins, or by the host.
const MADE_FILES: &[&str] = &[
    "feed.xml",
    "atom.xml",
    "rss.xml",
    "sitemap.xml",
    "robots.txt",
    "redirects.json",
    "search.json",
    "favicon.ico",
    "manifest.json",
    "CNAME",
];

/// Scripts that al-folio and its users have in `_plugins`: none publishes a page; one copies the bibliography.
const HARMLESS_SCRIPTS: &[&str] = &[
    "cache-bust.rb",
    "copy-bib.rb",
    "details.rb",
    "download-3rd-party.rb",
    "external-posts.rb",
    "file-exists.rb",
    "google-scholar-citations.rb",
    "hide-custom-bibtex.rb",
    "hideCustomBibtex.rb",
    "inspirehep-citations.rb",
    "remove-accents.rb",
    "terser.rb",
];

/// Files that themes bring in `assets`: never a paper, seldom a picture.
const THEME_EXTENSIONS: &[&str] =
    &["css", "js", "map", "scss", "sass", "svg", "ico", "woff", "woff2", "ttf", "eot", "webmanifest", "json", "xml"];

/// What may be made while the site is built.
#[derive(Debug, Default)]
pub(super) struct Generated {
    has_gem_theme: bool,
    has_unknown_scripts: bool,
    has_archives: bool,
    has_pagination: bool,
    has_resized_images: bool,
    has_notebooks: bool,
    has_scholar: bool,
    /// What jekyll-sitemap and jekyll-feed write.
    made: Vec<String>,
    /// Prefixes in the configuration (`category_archive.path`, `jekyll-archives.permalinks`), without slashes around.
    archive_folders: Vec<String>,
}

impl Generated {
    pub(super) fn new(tree: &dyn Tree, config: &Config, yaml: &Yaml) -> Generated {
        let scripts = tree.list(&urls::below(&config.source, "_plugins"));
        let has_unknown_scripts = scripts.is_some_and(|entries| {
            entries.iter().any(|entry| entry.name.ends_with(".rb") && !HARMLESS_SCRIPTS.contains(&entry.name.as_str()))
        });
        let mut archive_folders = Vec::new();
        for key in ["category_archive", "tag_archive"] {
            let path = yaml.get(key).and_then(|node| node.get("path")).and_then(YamlNode::as_str);
            archive_folders.extend(path.map(folder_before_placeholder));
        }
        let permalinks = yaml.get("jekyll-archives").and_then(|node| node.get("permalinks"));
        for (_, path) in permalinks.map(YamlNode::pairs).unwrap_or_default() {
            archive_folders.extend(path.as_str().map(folder_before_placeholder));
        }
        let mut made = Vec::new();
        if config.has_plugin("jekyll-sitemap") {
            made.extend(["sitemap.xml", "robots.txt"].map(str::to_string));
        }
        if config.has_plugin("jekyll-feed") {
            let path = yaml.get("feed").and_then(|feed| feed.get("path")).and_then(YamlNode::as_str);
            made.push(path.unwrap_or("feed.xml").trim_start_matches('/').to_string());
        }
        Generated {
            made,
            has_gem_theme: config.has_gem_theme,
            has_unknown_scripts,
            has_archives: ["archive", "tag", "categor"].iter().any(|part| config.has_plugin(part)),
            has_pagination: config.has_plugin("paginat") || yaml.get("paginate").is_some(),
            has_resized_images: config.has_plugin("imagemagick") || config.has_plugin("picture"),
            has_notebooks: config.has_plugin("jupyter"),
            has_scholar: config.has_plugin("scholar"),
            archive_folders,
        }
    }

    /// Whether a plugin writes `path`.
    pub(super) fn makes(&self, path: &str) -> bool {
        self.made.iter().any(|made| made == path)
    }

    /// Why `path`, which no source publishes, may be there all the same.
    pub(super) fn why(&self, path: &str) -> Option<&'static str> {
        let name = urls::name(path.trim_end_matches('/'));
        let extension = urls::extension(name);
        let is_page = extension.is_empty() || extension == "html";
        let first = urls::parts(path).next().unwrap_or("");
        let is_first_of = |names: &[&str]| names.contains(&first);
        if MADE_FILES.contains(&path) {
            return Some("made by a plugin or the host");
        }
        if matches!(extension.as_str(), "css" | "map") || (first == "assets" && extension == "js") {
            return Some("made from a style sheet or script source");
        }
        if self.has_gem_theme && is_first_of(&["assets", "images", "css", "js"]) {
            let is_themes = THEME_EXTENSIONS.contains(&extension.as_str()) || path.starts_with("assets/images/");
            if is_themes {
                return Some("may come with the theme");
            }
        }
        if self.has_archives
            && is_page
            && is_first_of(&["tags", "tag", "categories", "category", "archive", "archives"])
            || self.archive_folders.iter().any(|folder| is_below(path, folder))
        {
            return Some("may be an archive page");
        }
        if self.has_pagination && urls::parts(path).any(is_page_number) {
            return Some("may be a page of a paginated list");
        }
        if self.has_resized_images && matches!(extension.as_str(), "webp" | "avif") {
            return Some("may be made from another image");
        }
        if self.has_notebooks && path.contains(".ipynb") {
            return Some("may be made from a notebook");
        }
        if self.has_scholar && (extension == "bib" || first == "bibliography") {
            return Some("may be made from a bibliography");
        }
        let is_picture = matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "pdf");
        (self.has_unknown_scripts && !is_picture).then_some("may be made by a script in `_plugins`")
    }
}

/// `/blog/tag/:name/` → `blog/tag`; "" when the first part is a placeholder already.
fn folder_before_placeholder(path: &str) -> String {
    let fixed = path.split(':').next().unwrap_or("");
    fixed.trim_matches('/').to_string()
}

fn is_below(path: &str, folder: &str) -> bool {
    !folder.is_empty() && path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `page2`, `2` (as in `page/2`).
fn is_page_number(part: &str) -> bool {
    let number = part.strip_prefix("page").unwrap_or(part);
    !number.is_empty() && number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit())
}
