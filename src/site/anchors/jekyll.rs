//! What a Jekyll site's configuration says of ids.

use crate::site::slugs::{SlugStyle, Slugs};
use crate::site::urls;
use crate::syntax::yaml::{Yaml, YamlNode};

/// What `_config.yml` says of ids.
#[derive(Debug)]
pub(in crate::site) struct Kramdown {
    pub(in crate::site) slugs: Slugs,
    /// The folder of the sources; "" is the root.
    pub(super) source: String,
    /// Paths from the source and the layout that `defaults` gives to what is below them.
    layouts: Vec<(String, String)>,
}

impl Kramdown {
    pub(in crate::site) fn read(yaml: &Yaml) -> Kramdown {
        let text = |node: Option<&YamlNode>| node.and_then(YamlNode::as_str).unwrap_or_default().to_string();
        let folder = |path: String| urls::join("", &path).path.trim_end_matches('/').to_string();
        let defaults = yaml.get("defaults").map(YamlNode::items).unwrap_or_default();
        let layouts = defaults.iter().filter_map(|default| {
            let layout = default.get("values")?.get("layout")?.as_str()?;
            let path = text(default.get("scope").and_then(|scope| scope.get("path")));
            Some((folder(path), layout.to_string()))
        });
        Kramdown { slugs: slugs(yaml), source: folder(text(yaml.get("source"))), layouts: layouts.collect() }
    }

    /// The layouts that the page at `path` may have when it names none.
    pub(super) fn default_layouts(&self, path: &str) -> Vec<String> {
        let path = path.strip_prefix(self.source.as_str()).unwrap_or(path).trim_start_matches('/');
        // Patterns and types are not looked at: one layout too many keeps silent.
        let is_above = |scope: &str| scope.contains('*') || path.starts_with(scope) || scope.starts_with('_');
        let layouts = self.layouts.iter().filter(|(scope, _)| is_above(scope));
        layouts.map(|(_, layout)| layout.clone()).collect()
    }
}

/// How headings get their ids by `markdown` and `kramdown` of `_config.yml`.
fn slugs(yaml: &Yaml) -> Slugs {
    let mut slugs = Slugs::kramdown();
    let text = |node: Option<&YamlNode>| node.and_then(YamlNode::as_str).unwrap_or_default().to_string();
    let engine = text(yaml.get("markdown")).to_ascii_lowercase();
    if !matches!(engine.as_str(), "" | "kramdown") {
        slugs.incomplete = Some("another Markdown engine makes the ids");
        return slugs;
    }
    let Some(options) = yaml.get("kramdown") else { return slugs };
    // Jekyll's own setting counts where the site says nothing of it.
    let input = options.get("input").and_then(YamlNode::as_str).unwrap_or("GFM");
    if !input.eq_ignore_ascii_case("gfm") {
        slugs.style = SlugStyle::Kramdown;
    }
    if text(options.get("auto_ids")) == "false" {
        slugs.style = SlugStyle::None;
    }
    let changes_ids = ["auto_id_prefix", "footnote_prefix"].iter().any(|key| !text(options.get(key)).is_empty())
        || text(options.get("transliterated_header_ids")) == "true"
        || (slugs.style == SlugStyle::Kramdown && text(options.get("auto_id_stripping")) == "true")
        || ["parse_block_html", "html_to_native"].iter().any(|key| text(options.get(key)) == "true");
    if changes_ids {
        slugs.incomplete = Some("the site's kramdown options");
    }
    slugs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::yaml;
    use crate::text::Span;

    #[test]
    fn options() {
        for (config, style, is_complete) in [
            ("title: A\n", SlugStyle::KramdownGfm, true),
            ("kramdown:\n  input: GFM\n  toc_levels: 1..3\n", SlugStyle::KramdownGfm, true),
            ("kramdown:\n  input: kramdown\n", SlugStyle::Kramdown, true),
            ("kramdown:\n  auto_ids: false\n", SlugStyle::None, true),
            ("kramdown:\n  auto_id_prefix: x-\n", SlugStyle::KramdownGfm, false),
            ("markdown: CommonMarkGhPages\n", SlugStyle::KramdownGfm, false),
        ] {
            let read = Kramdown::read(&yaml::parse(config, Span::new(0, config.len())));
            assert_eq!((read.slugs.style, read.slugs.incomplete.is_none()), (style, is_complete), "{config}");
        }
    }

    #[test]
    fn layouts_by_default() {
        let config = "defaults:\n- scope:\n    path: ''\n    type: posts\n  values:\n    layout: post\n- scope: {path: docs}\n  values: {layout: doc}\n";
        let read = Kramdown::read(&yaml::parse(config, Span::new(0, config.len())));
        assert_eq!(read.default_layouts("docs/a.md"), ["post", "doc"]);
        assert_eq!(read.default_layouts("a.md"), ["post"]);
    }
}
