//! Files of a Jekyll site that no source of it shows: from themes, plugins and GitHub itself.

use super::config::Config;
use super::plugins::Runs;
use super::values;
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
    /// Templates of archive pages and of the pages of lists.
    patterns: Vec<Pattern>,
    kept_files: Vec<String>,
    /// What jekyll-sitemap and jekyll-feed write.
    made: Vec<String>,
}

impl Generated {
    pub(super) fn new(tree: &dyn Tree, config: &Config, yaml: &Yaml) -> Generated {
        let scripts = tree.list(&urls::below(&config.source, &config.plugins_dir));
        let has_unknown_scripts = scripts.is_some_and(|entries| {
            entries.iter().any(|entry| entry.name.ends_with(".rb") && !HARMLESS_SCRIPTS.contains(&entry.name.as_str()))
        });
        let plugins = &config.plugins;
        let mut made = Vec::new();
        if plugins.runs("jekyll-sitemap") == Runs::Yes {
            made.extend(["sitemap.xml", "robots.txt"].map(str::to_string));
        }
        if plugins.runs("jekyll-feed") == Runs::Yes {
            let path = yaml.get("feed").and_then(|feed| feed.get("path")).and_then(values::text);
            made.push(path.unwrap_or("feed.xml").trim_start_matches('/').to_string());
        }
        Generated {
            made,
            has_gem_theme: config.has_gem_theme,
            has_unknown_scripts,
            has_archives: ["archive", "tag", "categor"].iter().any(|part| plugins.has(part)),
            has_pagination: plugins.has("paginat") || yaml.get("paginate").is_some(),
            has_resized_images: plugins.has("imagemagick") || plugins.has("picture"),
            has_notebooks: plugins.has("jupyter"),
            has_scholar: plugins.has("scholar"),
            patterns: patterns(yaml),
            kept_files: config.kept_files.clone(),
        }
    }

    /// Whether a plugin writes `path`.
    pub(super) fn makes(&self, path: &str) -> bool {
        self.made.iter().any(|made| made == path)
    }

    /// Why `path`, which no source publishes, may be there all the same.
    pub(super) fn why(&self, path: &str) -> Option<&'static str> {
        let path = path.trim_start_matches('/');
        let name = urls::name(path.trim_end_matches('/'));
        let extension = urls::extension(name);
        let is_page = extension.is_empty() || extension == "html";
        let first = urls::parts(path).next().unwrap_or("");
        let is_first_of = |names: &[&str]| names.contains(&first);
        if MADE_FILES.contains(&path) {
            return Some("made by a plugin or the host");
        }
        if self.kept_files.iter().any(|kept| path.starts_with(kept.as_str())) {
            return Some("kept from before by `keep_files`");
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
        let is_archive = is_first_of(&["tags", "tag", "categories", "category", "archive", "archives"]);
        if self.has_archives && is_page && is_archive {
            return Some("may be an archive page");
        }
        if self.patterns.iter().any(|pattern| pattern.is_match(path)) {
            return Some("may be an archive page or a page of a list");
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
        (self.has_unknown_scripts && !is_picture).then_some("may be made by a script of the site")
    }
}

/// The templates in the configuration: minimal-mistakes' `category_archive.path`, to which it adds the name;
/// jekyll-archives' `permalinks`, of posts or, in its second version, of each collection; `paginate_path`.
fn patterns(yaml: &Yaml) -> Vec<Pattern> {
    let mut templates = Vec::new();
    for key in ["category_archive", "tag_archive"] {
        let path = yaml.get(key).and_then(|node| node.get("path")).and_then(values::text);
        templates.extend(path.map(|path| format!("{}/:name", path.trim_end_matches('/'))));
    }
    if let Some(archives) = yaml.get("jekyll-archives") {
        for settings in std::iter::once(archives).chain(archives.pairs().iter().map(|(_, settings)| settings)) {
            let own = settings.get("permalinks").map(YamlNode::pairs).unwrap_or_default();
            templates.extend(own.iter().filter_map(|(_, path)| values::text(path)).map(str::to_string));
            if settings.get("enabled").is_some() {
                let usual = ["/:year/", "/:year/:month/", "/:year/:month/:day/", "/tag/:name/", "/category/:name/"];
                templates.extend(usual.map(str::to_string));
            }
        }
    }
    templates.extend(yaml.get("paginate_path").and_then(values::text).map(str::to_string));
    templates.iter().filter_map(|template| Pattern::new(template)).collect()
}

/// A template whose placeholders stand for anything within one part of a path; those of dates and numbers for digits.
#[derive(Debug)]
struct Pattern {
    parts: Vec<Part>,
}

/// `page:num` → before `page`, behind ``.
#[derive(Debug)]
struct Part {
    before: String,
    behind: String,
    fills: Fills,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fills {
    /// There is no placeholder.
    Nothing,
    Digits,
    Anything,
}

impl Pattern {
    /// `None` when nothing but placeholders for names is left: that would be any page.
    fn new(template: &str) -> Option<Pattern> {
        let parts: Vec<Part> = parts(template).map(Part::new).collect();
        let says_something = parts.iter().any(|part| part.fills != Fills::Anything || !part.before.is_empty());
        (says_something && parts.iter().any(|part| part.fills != Fills::Nothing)).then_some(Pattern { parts })
    }

    fn is_match(&self, path: &str) -> bool {
        let given: Vec<&str> = parts(path).collect();
        given.len() == self.parts.len() && self.parts.iter().zip(given).all(|(part, given)| part.is_match(given))
    }
}

impl Part {
    fn new(text: &str) -> Part {
        let Some((before, rest)) = text.split_once(':') else {
            return Part { before: text.to_string(), behind: String::new(), fills: Fills::Nothing };
        };
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(rest.len());
        let fills = match &rest[..end] {
            "num" | "year" | "month" | "day" => Fills::Digits,
            _ => Fills::Anything,
        };
        Part { before: before.to_string(), behind: rest[end..].to_string(), fills }
    }

    fn is_match(&self, given: &str) -> bool {
        let inner = given.strip_prefix(self.before.as_str()).and_then(|rest| rest.strip_suffix(self.behind.as_str()));
        let Some(inner) = inner else { return false };
        match self.fills {
            Fills::Nothing => inner.is_empty(),
            Fills::Digits => !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()),
            Fills::Anything => !inner.is_empty(),
        }
    }
}

/// The parts of a path or template without `index.html` and `.html`, which links leave out.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    let path = path.strip_suffix("index.html").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    urls::parts(path)
}

/// `page2`, `2` (as in `page/2`).
fn is_page_number(part: &str) -> bool {
    let number = part.strip_prefix("page").unwrap_or(part);
    !number.is_empty() && number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_match() {
        for (template, path, expected) in [
            ("/tag/:name/", "tag/a-b/", true),
            ("/tag/:name/", "tag/a-b/index.html", true),
            ("/tag/:name/", "tag/", false),
            ("/tag/:name/", "tags/a", false),
            ("/:year/:month/", "2024/05", true),
            ("/:year/", "about", false),
            ("/blog/page:num/", "blog/page2/", true),
            ("/blog/page:num/", "blog/pages/", false),
            ("/:name/", "about", false),
            ("/:categories/:title.html", "a/b.html", false),
        ] {
            let is_match = Pattern::new(template).is_some_and(|pattern| pattern.is_match(path));
            assert_eq!(is_match, expected, "{template} {path}");
        }
    }
}
