//! Front matter defaults: `Jekyll::FrontmatterDefaults`.

use super::values;
use crate::site::urls;
use crate::syntax::yaml::{YamlNode, YamlValue};
use globset::{GlobBuilder, GlobMatcher};

/// One of `defaults`.
#[derive(Debug)]
struct Set {
    /// As it is compared with paths: without `collections_dir`; "" is everything.
    path: String,
    /// The length that decides which set is more specific: of the path as written, without a slash in front.
    weight: usize,
    glob: Option<GlobMatcher>,
    kind: Option<String>,
    values: YamlNode,
}

/// The sets of `defaults`, in order.
#[derive(Debug, Default)]
pub(super) struct Defaults {
    sets: Vec<Set>,
}

/// A page or document that defaults are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    /// As Jekyll names it: of a document without `collections_dir`.
    pub(super) path: &'a str,
    /// From the source.
    pub(super) real: &'a str,
    /// `pages` or a collection's label; `None` for a file that is copied.
    pub(super) kind: Option<&'a str>,
}

impl Defaults {
    pub(super) fn new(node: Option<&YamlNode>, collections_dir: &str) -> Defaults {
        let items = node.map(YamlNode::items).unwrap_or_default();
        Defaults { sets: items.iter().filter_map(|item| Set::new(item, collections_dir)).collect() }
    }

    /// Whether one of the sets has `key`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.sets.iter().any(|set| set.values.get(key).is_some())
    }

    /// The value of `key` for a page, where the front matter has no such key: of the most specific set that has it.
    pub(super) fn find(&self, asked: Asked, key: &str) -> Option<&YamlNode> {
        let mut best: Option<(&Set, &YamlNode)> = None;
        for set in self.sets.iter().filter(|set| set.applies(asked)) {
            let Some(value) = set.values.get(key) else { continue };
            if best.is_none_or(|(old, _)| set.is_before(old)) {
                best = Some((set, value));
            }
        }
        best.map(|(_, value)| value)
    }

    /// The value of `key` in all sets for a document, merged: null in a more specific set leaves what another one says.
    pub(super) fn merged(&self, asked: Asked, key: &str) -> Option<&YamlNode> {
        let mut best: Option<&Set> = None;
        let mut value: Option<&YamlNode> = None;
        for set in self.sets.iter().filter(|set| set.applies(asked)) {
            let new = set.values.get(key);
            if best.is_none_or(|old| set.is_before(old)) {
                best = Some(set);
                value = new.filter(|new| value.is_none() || !values::is_null(new)).or(value);
            } else {
                value = value.filter(|old| !values::is_null(old)).or(new).or(value);
            }
        }
        value
    }
}

impl Set {
    fn new(item: &YamlNode, collections_dir: &str) -> Option<Set> {
        let values = item.get("values").filter(|values| matches!(values.value, YamlValue::Mapping(_)))?.clone();
        let scope = |key| item.get("scope").and_then(|scope| scope.get(key)).and_then(values::text);
        let written = scope("path").unwrap_or_default();
        let is_glob = written.contains('*');
        let glob = GlobBuilder::new(written.trim_start_matches('/')).literal_separator(true).build();
        let inner = written.strip_prefix(collections_dir).filter(|_| !collections_dir.is_empty());
        let path = inner.and_then(|rest| rest.strip_prefix('/')).unwrap_or(written);
        let kind = scope("type").map(|kind| match kind {
            "page" => "pages".to_string(),
            "post" => "posts".to_string(),
            "draft" => "drafts".to_string(),
            kind => kind.to_string(),
        });
        Some(Set {
            path: path.to_string(),
            weight: written.trim_start_matches('/').len(),
            glob: glob.ok().filter(|_| is_glob).map(|glob| glob.compile_matcher()),
            kind,
            values,
        })
    }

    fn applies(&self, asked: Asked) -> bool {
        if self.kind.is_some() && self.kind.as_deref() != asked.kind {
            return false;
        }
        match &self.glob {
            // Jekyll lists what matches and takes all that is below it.
            Some(glob) => {
                let ends = asked.real.match_indices('/').map(|(at, _)| at).chain([asked.real.len()]);
                ends.into_iter().any(|end| {
                    let hidden = urls::parts(&asked.real[..end]).any(|part| part.starts_with('.'));
                    !hidden && glob.is_match(&asked.real[..end])
                })
            }
            None => asked.path.starts_with(&self.path),
        }
    }

    /// Whether this set is at least as specific as `old`, which came before it.
    fn is_before(&self, old: &Set) -> bool {
        if self.weight != old.weight {
            return self.weight > old.weight;
        }
        self.kind.is_some() || old.kind.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::yaml;
    use crate::text::Span;

    #[test]
    fn finds_the_most_specific() {
        let text = "- scope: {path: '', type: pages}\n  values: {a: 1, b: 1}\n- scope: {path: ''}\n  values: {a: 2, c: 2}\n\
                    - scope: {path: docs}\n  values: {a: 3, b: ~}\n- scope: {path: 'deep/*/x', type: posts}\n  values: {a: 4}\n\
                    - scope: {path: /rooted}\n  values: {a: 5}\n- scope: {path: papers/_talks}\n  values: {a: 6}\n";
        let yaml = yaml::parse(text, Span::new(0, text.len()));
        let defaults = Defaults::new(yaml.root.as_ref(), "papers");
        for (path, kind, key, found, merged) in [
            ("a.md", Some("pages"), "a", Some("1"), Some("1")),
            ("a.md", None, "a", Some("2"), Some("2")),
            ("a.md", Some("pages"), "c", Some("2"), Some("2")),
            ("docs/a.md", Some("pages"), "a", Some("3"), Some("3")),
            ("docs2.md", Some("pages"), "a", Some("3"), Some("3")),
            ("docs/a.md", Some("pages"), "b", Some(""), Some("1")),
            ("deep/y/x/1.md", Some("posts"), "a", Some("4"), Some("4")),
            ("deep/y/x/1.md", Some("pages"), "a", Some("1"), Some("1")),
            ("deep/x/1.md", Some("posts"), "a", Some("2"), Some("2")),
            ("rooted/a.md", Some("posts"), "a", Some("2"), Some("2")),
            ("_talks/a.md", Some("talks"), "a", Some("6"), Some("6")),
            ("a.md", Some("talks"), "d", None, None),
        ] {
            let asked = Asked { path, real: path, kind };
            let text = |node: Option<&YamlNode>| node.map(|node| values::text(node).unwrap_or("").to_string());
            assert_eq!(text(defaults.find(asked, key)).as_deref(), found, "find {path} {key}");
            assert_eq!(text(defaults.merged(asked, key)).as_deref(), merged, "merged {path} {key}");
        }
    }
}
