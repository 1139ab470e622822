//! `plugins`: those that change what is published, by what hplint knows of each.

use super::settings::{Settings, flag, named, plain_text, without_environment};
use crate::syntax::yaml::{YamlNode, YamlValue};

/// Plugins that neither publish a page of their own nor change where a link leads. All others may.
const HARMLESS: &[&str] = &[
    "alternate-link",
    "autolinks",
    "autorefs",
    "bibtex",
    "blog",
    "callouts",
    "charts",
    "drawio",
    "exclude-search",
    "git-authors",
    "git-committers",
    "git-committers-2",
    "git-latest-changes",
    "git-revision-date",
    "git-revision-date-localized",
    "gitsnippet",
    "glightbox",
    "include-markdown",
    "info",
    "kroki",
    "macros",
    "markdown-exec",
    "markdownextradata",
    "mermaid2",
    "meta",
    "mike",
    "minify",
    "mkdocs-video",
    "mkdocstrings",
    "offline",
    "open-in-new-tab",
    "optimize",
    "panzoom",
    "plotly",
    "privacy",
    "redirects",
    "rss",
    "search",
    "social",
    "table-reader",
    "tags",
    "termynal",
    "timetoread",
    "typeset",
];

/// Plugins that publish nothing and write the navigation.
const NAVIGATORS: &[&str] = &[
    "api-autonav",
    "awesome-nav",
    "awesome-pages",
    "include_dir_to_nav",
    "literate-nav",
    "mkdocs-nav-weight",
    "nav-weight",
    "section-index",
];

/// The plugins that are on, in order, with their settings.
#[derive(Debug, Default)]
pub(super) struct Plugins<'a> {
    on: Vec<(&'a str, Option<&'a YamlNode>)>,
    /// `plugins` is there: what is on without it is off.
    is_listed: bool,
    /// A name cannot be known: an alias, or a value of the environment.
    is_uncertain: bool,
}

impl<'a> Plugins<'a> {
    pub(super) fn read(settings: &'a Settings) -> Plugins<'a> {
        let mut found = Plugins::default();
        let Some(node) = settings.get("plugins") else { return found };
        found.is_listed = true;
        found.is_uncertain = node.tag.is_some() || matches!(node.value, YamlValue::Alias(_));
        for (name, settings) in named(node) {
            let Some(name) = name else {
                found.is_uncertain = true;
                continue;
            };
            // Material's own can be named with its theme; another theme's are other plugins.
            let name = name.strip_prefix("material/").unwrap_or(name);
            let enabled = settings.and_then(|settings| settings.get("enabled"));
            if enabled.map(without_environment).and_then(flag) != Some(false) {
                found.on.push((name, settings));
            }
        }
        found
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.on.iter().any(|(known, _)| *known == name)
    }

    /// The names of those that run; `None` when one cannot be known.
    pub(super) fn names(&self) -> Option<Vec<String>> {
        // `mkdocs.config.defaults`
        let usual = (!self.is_listed).then_some("search");
        let names = usual.into_iter().chain(self.on.iter().map(|(name, _)| *name));
        (!self.is_uncertain).then(|| names.map(str::to_string).collect())
    }

    pub(super) fn is_twice(&self, name: &str) -> bool {
        self.on.iter().filter(|(known, _)| *known == name).count() > 1
    }

    /// A setting of a plugin.
    pub(super) fn setting(&self, plugin: &str, key: &str) -> Option<&'a YamlNode> {
        let (_, settings) = self.on.iter().find(|(name, _)| *name == plugin)?;
        settings.and_then(|settings| settings.get(key))
    }

    /// Whether one may publish pages or rewrite links.
    pub(super) fn may_publish(&self) -> bool {
        let is_known = |name: &str| HARMLESS.contains(&name) || NAVIGATORS.contains(&name);
        self.is_uncertain || self.on.iter().any(|(name, _)| !is_known(name))
    }

    /// Whether one may write the navigation.
    pub(super) fn may_navigate(&self) -> bool {
        self.may_publish() || self.on.iter().any(|(name, _)| NAVIGATORS.contains(name) || *name == "blog")
    }

    /// Old and new paths of the redirects plugin.
    pub(super) fn redirects(&self) -> Vec<(String, String)> {
        let maps = self.setting("redirects", "redirect_maps").map(YamlNode::pairs).unwrap_or_default();
        let pairs = maps.iter().filter_map(|(old, new)| Some((plain_text(old)?, plain_text(new)?)));
        pairs.map(|(old, new)| (old.to_string(), new.to_string())).collect()
    }
}
