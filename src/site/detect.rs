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

/// The generator whose configuration stands in the root. Jekyll before the others: a Jekyll site may keep a manual.
/// Zensical takes its own configuration where there are both (`zensical.main`).
pub(super) fn generator(tree: &dyn Tree) -> Generator {
    let has = |name: &str| tree.is_file(name);
    if has("_config.yml") || has("_config.yaml") {
        Generator::Jekyll
    } else if has("zensical.toml") {
        Generator::Zensical
    } else if has("mkdocs.yml") || has("mkdocs.yaml") {
        Generator::MkDocs
    } else {
        Generator::None
    }
}

/// The theme of a Jekyll site: what its configuration names, else what the themes' own files show.
pub(super) fn jekyll_theme(tree: &dyn Tree, yaml: &Yaml) -> Theme {
    let named = ["remote_theme", "theme"].iter().filter_map(|key| yaml.get(key).and_then(YamlNode::as_str));
    for name in named {
        let name = name.to_ascii_lowercase();
        let known = [
            ("minimal-mistakes", Theme::MinimalMistakes),
            ("academicpages", Theme::AcademicPages),
            ("al-folio", Theme::AlFolio),
            ("al_folio", Theme::AlFolio),
            ("minima", Theme::Minima),
        ];
        if let Some((_, theme)) = known.iter().find(|(part, _)| name == *part || name.contains(&format!("/{part}"))) {
            return *theme;
        }
    }
    let has = |path: &str| tree.is_file(path);
    if has("_includes/fetch_google_scholar_stats.html") || tree.list("google_scholar_crawler").is_some() {
        Theme::AcadHomepage
    } else if tree.list("markdown_generator").is_some()
        || has("_includes/base_path") && yaml.get("publication_category").is_some()
    {
        Theme::AcademicPages
    } else if yaml.get("scholar").is_some() && yaml.get("first_name").is_some() {
        Theme::AlFolio
    } else if has("_includes/base_path") || has("_layouts/talk.html") {
        Theme::AcademicPages
    } else if yaml.get("minimal_mistakes_skin").is_some() {
        Theme::MinimalMistakes
    } else {
        Theme::Plain
    }
}

/// The owner in a Jekyll configuration: `author.name`, al-folio's `first_name` and `last_name`, `author`.
pub(super) fn jekyll_owner(yaml: &Yaml) -> Option<String> {
    let text = |node: Option<&YamlNode>| node.and_then(YamlNode::as_str).map(|text| text.trim().to_string());
    let author = yaml.get("author");
    let names = ["first_name", "middle_name", "last_name"].map(|key| text(yaml.get(key)).unwrap_or_default());
    let whole = names.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let candidates = [
        text(author.and_then(|author| author.get("name"))),
        (!names[0].is_empty() && !names[2].is_empty()).then_some(whole),
        text(author),
    ];
    candidates.into_iter().flatten().find(|name| !name.is_empty())
}
