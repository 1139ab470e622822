//! The configuration files of a MkDocs or Zensical site, joined to one tree of settings.

use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::toml;
use crate::syntax::yaml::{self, Engine, Typed, Yaml, YamlNode, YamlValue};
use crate::text::Span;

/// Bytes of a configuration that are read; a navigation of 100,000 pages takes some 5 MB.
const LONGEST_CONFIG: usize = 20_000_000;
/// Configurations that `INHERIT` may chain.
const INHERITED: usize = 8;

/// What the configuration says, whichever file says it.
#[derive(Debug, Default)]
pub(super) struct Settings {
    root: Option<YamlNode>,
    /// Why nothing is certain: MkDocs would not build, or would build something else.
    pub(super) problem: Option<&'static str>,
    /// The site's configuration, which may inherit from others.
    pub(super) file: String,
    /// The file that `nav` stands in.
    pub(super) nav_file: Option<String>,
}

impl Settings {
    /// `mkdocs.yml` over what it inherits from (`mkdocs.utils.yaml.yaml_load`).
    pub(super) fn from_yaml(tree: &dyn Tree) -> Settings {
        let mut path = ["mkdocs.yml", "mkdocs.yaml"].into_iter().find(|path| tree.is_file(path)).map(str::to_string);
        let file = path.clone().unwrap_or_default();
        let mut layers = Vec::new();
        let mut nav_file = None;
        let mut problem = None;
        while let Some(current) = path.take() {
            if layers.len() == INHERITED {
                problem = Some("the site's configuration inherits from itself");
                break;
            }
            let Some(yaml) = read(tree, &current, |text| yaml::parse(text, Span::new(0, text.len()))) else {
                problem = Some(match layers.is_empty() {
                    true => "the site's configuration cannot be read",
                    false => "a configuration that the site inherits from is not there",
                });
                break;
            };
            if yaml.problem.is_some() {
                problem = Some("the site's configuration cannot be parsed");
            }
            if nav_file.is_none() && yaml.get("nav").is_some() {
                nav_file = Some(current.clone());
            }
            match yaml.get("INHERIT").map(|node| plain_text(node)) {
                Some(Some(parent)) => {
                    let joined = urls::join(urls::folder(&current), parent);
                    if joined.left_root || parent.starts_with('/') {
                        problem = Some("the site's configuration inherits from outside");
                    } else {
                        path = Some(joined.path);
                    }
                }
                Some(None) => problem = Some("the site's configuration inherits from something unknown"),
                None => {}
            }
            layers.extend(yaml.root);
        }
        Settings { root: layers.into_iter().rev().reduce(merge), problem, file, nav_file }
    }

    /// `zensical.toml`, whose settings stand below `project`, or at the top (`zensical.config.parse_zensical_config`).
    pub(super) fn from_toml(tree: &dyn Tree) -> Settings {
        let yaml = read(tree, "zensical.toml", toml::parse).unwrap_or_default();
        let problem = yaml.problem.as_ref().map(|_| "the site's configuration cannot be parsed");
        let root = yaml.get("project").cloned().or(yaml.root);
        let file = "zensical.toml".to_string();
        Settings { root, problem, nav_file: Some(file.clone()), file }
    }

    /// The value of `key`; none when it is null, which stands for the default.
    pub(super) fn get(&self, key: &str) -> Option<&YamlNode> {
        self.root.as_ref()?.get(key).filter(|node| !is_null(node))
    }

    /// The text of `key`: `Err` when it is not known here (`!ENV`, an alias, no text).
    pub(super) fn text(&self, key: &str) -> Result<Option<&str>, Uncertain> {
        match self.get(key) {
            None => Ok(None),
            Some(node) => plain_text(node).map(Some).ok_or(Uncertain),
        }
    }

    /// Whether `key` is set to true: `Err` when it is not known here.
    pub(super) fn flag(&self, key: &str) -> Result<Option<bool>, Uncertain> {
        self.get(key).map(|node| flag(node).ok_or(Uncertain)).transpose()
    }
}

/// A value of the environment, an alias, or a value of another type: MkDocs may read anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uncertain;

fn read(tree: &dyn Tree, path: &str, parse: impl Fn(&str) -> Yaml) -> Option<Yaml> {
    let bytes = tree.read(path, LONGEST_CONFIG)?;
    Some(parse(&String::from_utf8(bytes).ok()?))
}

/// Mappings are merged key by key, anything else of the child stands for the parent's (`mergedeep.merge`).
fn merge(parent: YamlNode, child: YamlNode) -> YamlNode {
    let YamlNode { span, tag, anchor, value } = child;
    let value = match (parent.value, value) {
        (YamlValue::Mapping(mut pairs), YamlValue::Mapping(over)) => {
            for (key, value) in over {
                let known =
                    pairs.iter().rposition(|(name, _)| name.as_str().is_some() && name.as_str() == key.as_str());
                match known {
                    Some(at) => {
                        let (name, old) = pairs.remove(at);
                        pairs.insert(at, (name, merge(old, value)));
                    }
                    None => pairs.push((key, value)),
                }
            }
            YamlValue::Mapping(pairs)
        }
        (_, value) => value,
    };
    YamlNode { span, tag, anchor, value }
}

/// The text of a scalar that is what it looks like.
pub(super) fn plain_text(node: &YamlNode) -> Option<&str> {
    if node.tag.is_some() { None } else { node.as_str() }
}

/// What `!ENV [NAME, default]` says where the environment says nothing.
pub(super) fn without_environment(node: &YamlNode) -> &YamlNode {
    let is_named = node.tag.as_deref() == Some("!ENV");
    node.items().last().filter(|_| is_named && node.items().len() > 1).unwrap_or(node)
}

pub(super) fn is_null(node: &YamlNode) -> bool {
    node.tag.is_none() && type_of(node) == Some(Typed::Null)
}

/// A truth value; `None` when it is none.
pub(super) fn flag(node: &YamlNode) -> Option<bool> {
    match type_of(node) {
        Some(Typed::Bool(is_true)) if node.tag.is_none() => Some(is_true),
        _ => None,
    }
}

fn type_of(node: &YamlNode) -> Option<Typed> {
    match &node.value {
        YamlValue::Scalar(scalar) => Some(yaml::typed(scalar, Engine::PyYaml)),
        _ => None,
    }
}

/// Names in a list of names and one-key mappings, or in a mapping by name, with their settings; what is no name, such as an
/// alias, is `None`.
pub(super) fn named(node: &YamlNode) -> Vec<(Option<&str>, Option<&YamlNode>)> {
    let mut out = Vec::new();
    for (name, value) in node.pairs() {
        out.push((plain_text(name), Some(value)));
    }
    for item in node.items() {
        match &item.value {
            YamlValue::Mapping(pairs) => out.extend(pairs.iter().map(|(name, value)| (plain_text(name), Some(value)))),
            _ => out.push((plain_text(item), None)),
        }
    }
    out
}
