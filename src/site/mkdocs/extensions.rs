//! `markdown_extensions`: which Markdown the pages are in, and how their ids are made.

use super::settings::{Settings, flag, named, plain_text};
use crate::site::slugs::{Marker, SlugCase, SlugForm, SlugStyle, Slugs, TabSlugs};
use crate::syntax::yaml::{YamlNode, YamlValue};

/// What Zensical switches on where `markdown_extensions` is not set (`zensical.config.DEFAULT_MARKDOWN_EXTENSIONS`).
const ZENSICAL_DEFAULTS: &[&str] = &[
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
];

/// Extensions that put no text of other files into a page and write no ids but those that are known of them.
const KNOWN: &[&str] = &[
    "abbr",
    "admonition",
    "attr_list",
    "codehilite",
    "def_list",
    "extra",
    "fenced_code",
    "footnotes",
    "github-callouts",
    "legacy_attrs",
    "legacy_em",
    "markdown_grid_tables",
    "markdown_sub_sup",
    "material.extensions.preview",
    "md_in_html",
    "mdx_breakless_lists",
    "mdx_gh_links",
    "mdx_math",
    "mdx_truly_sane_lists",
    "meta",
    "neoteroi.timeline",
    "nl2br",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
    "wikilinks",
    "zensical.extensions.preview",
];

/// The extensions that are on.
#[derive(Debug, Default)]
pub(super) struct Extensions<'a> {
    /// In order, by name without `markdown.extensions.`, with their settings.
    on: Vec<(String, Option<&'a YamlNode>)>,
    /// A name cannot be known: an alias, or a value of the environment.
    is_uncertain: bool,
    /// Zensical's own, with their settings.
    are_defaults: bool,
}

impl<'a> Extensions<'a> {
    pub(super) fn read(settings: &'a Settings, is_zensical: bool) -> Extensions<'a> {
        // MkDocs' own (`mkdocs.config.defaults`: `builtins`); Zensical has superfences for the last.
        let builtin = ["toc", "tables", if is_zensical { "pymdownx.superfences" } else { "fenced_code" }];
        let mut found =
            Extensions { on: builtin.map(|name| (name.to_string(), None)).to_vec(), ..Extensions::default() };
        match settings.get("markdown_extensions") {
            Some(node) if node.tag.is_some() || matches!(node.value, YamlValue::Alias(_)) => found.is_uncertain = true,
            Some(node) => {
                for (name, settings) in named(node) {
                    match name {
                        Some(name) => found.add(name, settings, is_zensical),
                        None => found.is_uncertain = true,
                    }
                }
            }
            None if is_zensical => {
                found.are_defaults = true;
                found.on.extend(ZENSICAL_DEFAULTS.iter().map(|name| (name.to_string(), None)));
            }
            None => {}
        }
        found
    }

    /// In TOML an unquoted `pymdownx.tabbed` is a table in a table (`zensical.config._convert_markdown_extensions`).
    fn add(&mut self, name: &str, settings: Option<&'a YamlNode>, is_zensical: bool) {
        let is_group = is_zensical
            && (matches!(name, "pymdownx" | "zensical") || matches!(name, "pymdownx.blocks" | "zensical.extensions"));
        match settings {
            Some(inner) if is_group => {
                for (key, value) in inner.pairs() {
                    let Some(key) = key.as_str() else { continue };
                    self.add(&format!("{name}.{key}"), Some(value), is_zensical);
                }
            }
            _ => {
                let name = name.strip_prefix("markdown.extensions.").unwrap_or(name);
                self.on.push((name.to_string(), settings));
            }
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.on.iter().any(|(known, _)| known == name)
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// A setting of an extension; the last mention counts.
    pub(super) fn setting(&self, extension: &str, key: &str) -> Option<&'a YamlNode> {
        let (_, settings) = self.on.iter().rev().find(|(name, _)| name == extension)?;
        settings.and_then(|settings| settings.get(key))
    }

    fn is_set(&self, extension: &str, key: &str) -> bool {
        // Python takes every value but a false or empty one for true.
        let is_false = |node: &YamlNode| flag(node) == Some(false) || node.as_str().is_some_and(str::is_empty);
        self.setting(extension, key).is_some_and(|node| !is_false(node))
    }

    /// Whether attribute lists, Markdown in HTML or pymdownx are on.
    pub(super) fn is_rich(&self) -> bool {
        let is_rich = |name: &str| {
            matches!(name, "attr_list" | "md_in_html" | "extra" | "admonition")
                || name.starts_with("pymdownx.") && name != "pymdownx.superfences"
        };
        self.on.iter().any(|(name, _)| is_rich(name))
    }

    /// What makes the ids of the site's pages.
    pub(super) fn slugs(&self) -> Slugs {
        let is_extra = self.has_any(&["extra", "pymdownx.extra"]);
        let separator = self.text("toc", "separator").unwrap_or("-");
        let unknown = self.on.iter().any(|(name, _)| !KNOWN.contains(&name.as_str()) && !name.starts_with("pymdownx."));
        let has_unique_notes = self.is_set("footnotes", "UNIQUE_IDS");
        Slugs {
            style: self.setting("toc", "slugify").map_or(SlugStyle::Toc { unicode: false }, style),
            separator: separator.to_string(),
            tabs: self.tabs(),
            footnotes: (is_extra || self.has("footnotes"))
                .then(|| self.text("footnotes", "SEPARATOR").unwrap_or(":").to_string()),
            has_attribute_lists: is_extra || self.has("attr_list"),
            has_emoji: self.has("pymdownx.emoji"),
            has_line_anchors: self.are_defaults
                || self.is_set("pymdownx.highlight", "anchor_linenums")
                || self.is_set("pymdownx.highlight", "line_spans")
                || self.is_set("codehilite", "linespans")
                || self.is_set("codehilite", "anchorlinenos"),
            markers: self.has("pymdownx.snippets").then_some(Marker::SNIPPET).into_iter().collect(),
            incomplete: (unknown || self.is_uncertain || has_unique_notes)
                .then_some("an extension or plugin may write further ids"),
        }
    }

    fn text(&self, extension: &str, key: &str) -> Option<&'a str> {
        self.setting(extension, key).and_then(plain_text)
    }

    fn tabs(&self) -> Option<TabSlugs> {
        let name = ["pymdownx.tabbed", "pymdownx.blocks.tab"].into_iter().find(|name| self.has(name))?;
        let style = self.setting(name, "slugify").filter(|node| flag(node) != Some(false) && !is_zero(node));
        Some(TabSlugs {
            style: style.map(self::style),
            separator: self.text(name, "separator").unwrap_or("-").to_string(),
            combines_header: self.are_defaults || self.is_set(name, "combine_header_slug"),
        })
    }
}

fn is_zero(node: &YamlNode) -> bool {
    node.tag.is_none() && matches!(node.as_str(), Some("0" | "" | "null" | "~"))
}

/// The function behind `slugify: !!python/name:…`, `slugify: !!python/object/apply:…` or, in TOML,
/// `slugify = { object = "…", kwds = { … } }`.
fn style(node: &YamlNode) -> SlugStyle {
    let tag = node.tag.as_deref().unwrap_or_default();
    if let Some(name) = tag.strip_prefix("!!python/name:") {
        return by_name(name);
    }
    let called = tag.strip_prefix("!!python/object/apply:");
    let object = node.get("object").and_then(plain_text);
    let in_table = (tag.is_empty() && !node.pairs().is_empty()).then(|| object.unwrap_or("pymdownx.slugs.slugify"));
    match called.or(in_table) {
        Some("pymdownx.slugs.slugify") => applied(node),
        _ => SlugStyle::Unknown,
    }
}

/// Functions that are named; those of pymdownx were taken out of its later versions in favour of `slugify`.
fn by_name(name: &str) -> SlugStyle {
    let pymdownx = |case, percent_encode| SlugStyle::Pymdownx { case, percent_encode, form: SlugForm::Nfc };
    match name {
        "markdown.extensions.toc.slugify" => SlugStyle::Toc { unicode: false },
        "markdown.extensions.toc.slugify_unicode" => SlugStyle::Toc { unicode: true },
        "pymdownx.slugs.uslugify" => pymdownx(SlugCase::Lower, false),
        "pymdownx.slugs.uslugify_encoded" => pymdownx(SlugCase::Lower, true),
        "pymdownx.slugs.uslugify_cased" => pymdownx(SlugCase::Kept, false),
        "pymdownx.slugs.uslugify_cased_encoded" => pymdownx(SlugCase::Kept, true),
        "pymdownx.slugs.gfm" => pymdownx(SlugCase::LowerAscii, false),
        "pymdownx.slugs.gfm_encoded" => pymdownx(SlugCase::LowerAscii, true),
        _ => SlugStyle::Unknown,
    }
}

/// `pymdownx.slugs.slugify(**kwds)`.
fn applied(node: &YamlNode) -> SlugStyle {
    let kwds = node.get("kwds");
    let text = |key: &str| kwds.and_then(|kwds| kwds.get(key)).and_then(plain_text);
    // Arguments by position are refused by the function.
    if !node.items().is_empty() {
        return SlugStyle::Unknown;
    }
    let case = match text("case").unwrap_or("none") {
        "none" => SlugCase::Kept,
        "lower" => SlugCase::Lower,
        "lower-ascii" => SlugCase::LowerAscii,
        "fold" => SlugCase::Fold,
        // `_uslugify` compares with those names only.
        _ => SlugCase::Kept,
    };
    let form = match text("normalize").unwrap_or("NFC") {
        "NFC" => SlugForm::Nfc,
        "NFD" => SlugForm::Nfd,
        "NFKC" => SlugForm::Nfkc,
        "NFKD" => SlugForm::Nfkd,
        _ => return SlugStyle::Unknown,
    };
    let percent_encode = kwds.and_then(|kwds| kwds.get("percent_encode")).and_then(flag).unwrap_or(false);
    SlugStyle::Pymdownx { case, percent_encode, form }
}
