//! Which generator and which theme a tree is for.

use super::Generator;
use super::tree::Tree;
use crate::syntax::yaml::{Yaml, YamlNode};

/// The theme of a site, as far as hplint knows it by its files and configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    AcademicPages,
    AcadHomepage,
    AlFolio,
    MinimalMistakes,
    Minima,
    /// Material for MkDocs, or Zensical.
    Material,
    /// None of those, or none that is known.
    Plain,
}

/// By what generator, theme, dialect and configured owner are known, for a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub generator: String,
    pub theme: String,
    pub dialect: String,
    /// The key that names the owner; empty when no configuration does.
    pub owner: String,
}

impl Theme {
    /// The name that `hplint site` and messages use.
    pub fn name(self) -> &'static str {
        match self {
            Theme::AcademicPages => "academicpages",
            Theme::AcadHomepage => "acad-homepage",
            Theme::AlFolio => "al-folio",
            Theme::MinimalMistakes => "minimal-mistakes",
            Theme::Minima => "minima",
            Theme::Material => "Material",
            Theme::Plain => "plain",
        }
    }
}

/// The generator and its configuration in the root. Jekyll before the others: a Jekyll site may keep a manual.
/// Zensical takes its own configuration where there are both (`zensical.main`). Others that stand there too are listed last.
pub(super) fn generator(tree: &dyn Tree) -> (Generator, Option<&'static str>, Vec<&'static str>) {
    const CONFIGS: [(&str, Generator); 5] = [
        ("_config.yml", Generator::Jekyll),
        ("_config.yaml", Generator::Jekyll),
        ("zensical.toml", Generator::Zensical),
        ("mkdocs.yml", Generator::MkDocs),
        ("mkdocs.yaml", Generator::MkDocs),
    ];
    let mut found = CONFIGS.into_iter().filter(|(config, _)| tree.is_file(config));
    let Some((config, generator)) = found.next() else { return (Generator::None, None, Vec::new()) };
    (generator, Some(config), found.map(|(config, _)| config).collect())
}

/// The theme of a Jekyll site, and by what it is known: what its configuration names, else what the themes' own files show.
pub(super) fn jekyll_theme(tree: &dyn Tree, yaml: &Yaml) -> (Theme, String) {
    let named = ["remote_theme", "theme"].iter().filter_map(|key| Some((key, yaml.get(key)?.as_str()?)));
    for (key, written) in named {
        let name = written.to_ascii_lowercase();
        let known = [
            ("minimal-mistakes", Theme::MinimalMistakes),
            ("minimal-mistakes-jekyll", Theme::MinimalMistakes),
            ("academicpages", Theme::AcademicPages),
            ("al-folio", Theme::AlFolio),
            ("al_folio", Theme::AlFolio),
            ("minima", Theme::Minima),
        ];
        if let Some((_, theme)) = known.iter().find(|(part, _)| name == *part || name.contains(&format!("/{part}"))) {
            return (*theme, format!("`{key}: {written}`"));
        }
    }
    let file = |path: &str| tree.is_file(path).then(|| format!("`{path}`"));
    let folder = |path: &str| tree.list(path).is_some().then(|| format!("`{path}/`"));
    let key = |key: &str| yaml.get(key).is_some().then(|| format!("`{key}` in the configuration"));
    let crawler = file("_includes/fetch_google_scholar_stats.html").or_else(|| folder("google_scholar_crawler"));
    let base_path = || file("_includes/base_path");
    let signs = [
        (Theme::AcadHomepage, crawler),
        (Theme::AcademicPages, folder("markdown_generator")),
        (Theme::AcademicPages, key("publication_category").and_then(|_| base_path())),
        (Theme::AlFolio, key("first_name").or_else(|| file("_layouts/bib.html")).and_then(|_| key("scholar"))),
        (Theme::MinimalMistakes, key("minimal_mistakes_skin")),
        (Theme::AcademicPages, base_path().or_else(|| file("_layouts/talk.html"))),
    ];
    let found = signs.into_iter().find_map(|(theme, sign)| Some((theme, sign?)));
    found.unwrap_or_else(|| (Theme::Plain, "no sign of a theme that hplint knows".to_string()))
}

/// Whose homepage a title says that it is.
fn whose(title: &str) -> Option<&str> {
    let (name, what) = title.split_once("'s ").or_else(|| title.split_once("’s "))?;
    let what = what.to_lowercase();
    let words = ["academic", "home", "homepage", "page", "personal", "site", "web", "webpage", "website"];
    what.split(' ').all(|word| words.contains(&word)).then_some(name)
}

/// The owner in a Jekyll configuration, and under which key: `author.name`, al-folio's `first_name` and `last_name`,
/// `author`, a title such as `Ada Byron's homepage`.
pub(super) fn jekyll_owner(yaml: &Yaml) -> Option<(String, &'static str)> {
    let text = |node: Option<&YamlNode>| node.and_then(YamlNode::as_str).map(|text| text.trim().to_string());
    let author = yaml.get("author");
    let names = ["first_name", "middle_name", "last_name"].map(|key| text(yaml.get(key)).unwrap_or_default());
    let whole = names.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let candidates = [
        (text(author.and_then(|author| author.get("name"))), "author.name"),
        ((!names[0].is_empty() && !names[2].is_empty()).then_some(whole), "first_name, last_name"),
        (text(author), "author"),
        (text(yaml.get("title")).and_then(|title| Some(whose(&title)?.to_string())), "title"),
    ];
    let (name, key) =
        candidates.into_iter().find_map(|(name, key)| Some((name.filter(|name| !name.is_empty())?, key)))?;
    // `author.name: Ada` beside `name: Ada Byron`, the site's.
    let whole = text(yaml.get("name")).filter(|whole| whole.split(' ').any(|word| word == name) && *whole != name);
    Some(whole.map_or((name, key), |whole| (whole, "name")))
}
