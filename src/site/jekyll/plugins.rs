//! Which plugins run.

use super::values;
use crate::site::tree::Tree;
use crate::syntax::yaml::Yaml;

/// Bytes of a `Gemfile` that are read.
const LONGEST_GEMFILE: usize = 100_000;

/// What GitHub Pages switches on by itself (`GitHubPages::Plugins::DEFAULT_PLUGINS`). Nothing in the sources says that
/// GitHub builds them.
const GITHUBS: &[&str] = &[
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-relative-links",
    "jekyll-default-layout",
    "jekyll-titles-from-headings",
];

/// Whether a plugin runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runs {
    Yes,
    /// When GitHub builds the site, or the theme brings it.
    Perhaps,
    No,
}

#[derive(Debug, Default)]
pub(super) struct Plugins {
    /// Names in `plugins`, and in `gems` as older Jekylls call it.
    names: Vec<String>,
    /// Names of gems in the `Gemfile`: its group for plugins is not told apart.
    gems: Vec<String>,
    /// `theme`: what the theme's gem depends on is required too (`Jekyll::PluginManager#require_theme_deps`).
    has_gem_theme: bool,
}

impl Plugins {
    pub(super) fn read(tree: &dyn Tree, yaml: &Yaml) -> Plugins {
        let listed = ["plugins", "gems"].into_iter().filter_map(|key| yaml.get(key));
        let names = listed.flat_map(values::texts).map(gem_name).collect();
        let gemfile = tree.is_file("Gemfile").then(|| tree.read("Gemfile", LONGEST_GEMFILE)).flatten();
        let gemfile = String::from_utf8_lossy(gemfile.as_deref().unwrap_or_default()).into_owned();
        let has_gem_theme = yaml.get("theme").and_then(values::text).is_some();
        Plugins { names, gems: gemfile.lines().filter_map(gem).map(str::to_string).collect(), has_gem_theme }
    }

    /// Whether the gem called `name` runs.
    pub(super) fn runs(&self, name: &str) -> Runs {
        if self.names.iter().chain(&self.gems).any(|known| known == name) {
            Runs::Yes
        } else if GITHUBS.contains(&name) || self.has_gem_theme {
            Runs::Perhaps
        } else {
            Runs::No
        }
    }

    /// Whether a plugin with `part` in its name runs for certain.
    pub(super) fn has(&self, part: &str) -> bool {
        self.names.iter().chain(&self.gems).any(|name| name.contains(part))
    }
}

/// `jekyll/scholar`, a path to require, is of the gem jekyll-scholar.
fn gem_name(listed: &str) -> String {
    listed.replace('/', "-")
}

/// The name in `gem "name", "~> 1.0"`.
fn gem(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("gem")?.trim_start_matches([' ', '(']);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::super::config::read_yaml;
    use super::*;
    use crate::site::MemoryTree;

    #[test]
    fn runs() {
        let gemfile = "source 'https://example.org'\n# gem 'a'\ngroup :jekyll_plugins do\n  gem \"jekyll-archives\", '~> 2'\nend\n";
        let tree = MemoryTree::new([
            ("_config.yml".to_string(), b"plugins: [jekyll-redirect-from]\ngems:\n  - jekyll-feed\n".to_vec()),
            ("Gemfile".to_string(), gemfile.as_bytes().to_vec()),
        ]);
        let plugins = Plugins::read(&tree, &read_yaml(&tree, "_config.yml").expect("it is there"));
        for (name, expected) in [
            ("jekyll-redirect-from", Runs::Yes),
            ("jekyll-feed", Runs::Yes),
            ("jekyll-archives", Runs::Yes),
            ("jekyll-relative-links", Runs::Perhaps),
            ("a", Runs::No),
        ] {
            assert_eq!(plugins.runs(name), expected, "{name}");
        }
        assert!(plugins.has("archive") && !plugins.has("scholar"));
    }
}
