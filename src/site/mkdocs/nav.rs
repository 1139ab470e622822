//! `nav`: which sources it names (`mkdocs.structure.nav`).

use super::MkDocs;
use super::config::Config;
use super::files::is_page;
use crate::site::Resolution;
use crate::site::names::Hit;
use crate::site::published::Answer;
use crate::site::tree::Tree;
use crate::site::urls::{self, Reach};
use crate::syntax::Document;
use crate::syntax::yaml::{Engine, Typed, YamlNode, YamlValue, typed};
use crate::text::Span;
use std::collections::HashSet;

/// A path or address in the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavEntry {
    /// The value as written, with its quotes.
    pub span: Span,
    /// The value without quotes and escapes.
    pub target: String,
    /// What it leads to; other names are such as they would be written here.
    pub resolution: Resolution,
}

/// The texts of a navigation that are paths or addresses, with what stands around them, in order.
fn leaves(nav: &YamlNode) -> Vec<&YamlNode> {
    let mut found = Vec::new();
    let mut open = vec![nav];
    while let Some(node) = open.pop() {
        match &node.value {
            YamlValue::Sequence(items) => open.extend(items.iter().rev()),
            YamlValue::Mapping(pairs) => open.extend(pairs.iter().rev().map(|(_, value)| value)),
            YamlValue::Scalar(scalar) if node.tag.is_none() && typed(scalar, Engine::PyYaml) == Typed::Str => {
                found.push(node);
            }
            YamlValue::Scalar(_) | YamlValue::Alias(_) => {}
        }
    }
    found
}

/// Whether part of the navigation stands elsewhere: an alias, a value of the environment.
fn is_uncertain(nav: &YamlNode) -> bool {
    let mut open = vec![nav];
    while let Some(node) = open.pop() {
        if node.tag.is_some() || matches!(node.value, YamlValue::Alias(_)) {
            return true;
        }
        open.extend(node.items());
        open.extend(node.pairs().iter().map(|(_, value)| value));
    }
    false
}

/// The sources that `nav` names; `None` where there is none, or where it cannot be known as a whole.
pub(super) fn named(nav: Option<&YamlNode>, is_rooted_in_docs: bool) -> Option<HashSet<String>> {
    let nav = nav.filter(|nav| !is_uncertain(nav) && nav.as_str().is_none())?;
    let names = leaves(nav).into_iter().filter_map(YamlNode::as_str);
    Some(names.map(|name| source(name, is_rooted_in_docs)).collect())
}

/// The path of a source as MkDocs looks it up: `.` and doubled slashes are taken out, `..` and percent signs are not
/// (`pathlib.PurePath.as_posix`).
fn source(written: &str, is_rooted_in_docs: bool) -> String {
    let text = if is_rooted_in_docs { written.trim_start_matches('/') } else { written };
    let parts: Vec<&str> = urls::parts(text).filter(|part| *part != ".").collect();
    let path = urls::nfc(&parts.join("/"));
    if text.starts_with('/') { format!("/{path}") } else { path }
}

impl MkDocs {
    /// The entries of the navigation, if `doc` is the file that it is taken from.
    pub(in crate::site) fn nav(&self, tree: &dyn Tree, doc: &Document) -> Vec<NavEntry> {
        let config: &Config = &self.config;
        let root = doc.data.as_ref().filter(|_| config.nav_file.as_deref() == Some(doc.source.path.as_str()));
        let Some(root) = root.filter(|yaml| yaml.problem.is_none()) else { return Vec::new() };
        let nav = root.get("nav").or_else(|| root.get("project").and_then(|project| project.get("nav")));
        let leaves = nav.map(leaves).unwrap_or_default();
        let entry = |node: &YamlNode| {
            let target = node.as_str().unwrap_or_default().to_string();
            NavEntry { span: node.span, resolution: self.resolve_nav(tree, &target), target }
        };
        leaves.into_iter().map(entry).collect()
    }

    fn resolve_nav(&self, tree: &dyn Tree, written: &str) -> Resolution {
        if let Some(why) = self.config.problem {
            return Resolution::Unknown(why);
        }
        if self.config.has_free_nav {
            return Resolution::Unknown("a plugin writes the navigation");
        }
        if urls::reach(written) == Reach::Elsewhere {
            return Resolution::External;
        }
        let path = source(written, self.config.is_nav_rooted_in_docs);
        match urls::reach(&path) {
            Reach::Elsewhere => return Resolution::External,
            Reach::Here => return Resolution::Found { page: None },
            Reach::Rooted(_) => return Resolution::Unknown("an absolute path in the navigation may lead anywhere"),
            Reach::Relative(_) => {}
        }
        if urls::parts(&path).any(|part| part == "..") {
            return Resolution::Unknown("outside of the site");
        }
        match self.published.find(tree, &path) {
            Hit::File => self.resolve_source(&path),
            Hit::ByCase(real) if tree.is_file(&real) => {
                Resolution::DiffersByCase { actual: self.in_docs(&real).unwrap_or(&real).to_string() }
            }
            _ => self.resolve_nav_address(tree, &path, written),
        }
    }

    /// What is no source stays as it is: an address from the site's root.
    fn resolve_nav_address(&self, tree: &dyn Tree, path: &str, written: &str) -> Resolution {
        let address = urls::without_suffix(written).trim_start_matches("./");
        match self.published.answer(tree, address) {
            Answer::Made(page) if !is_page(address) => Resolution::Found { page },
            Answer::Copied if !is_page(address) => Resolution::FOUND,
            Answer::Listing => Resolution::Unknown("a folder without an index page"),
            _ if self.is_themes(address) => Resolution::Unknown("may come with the theme"),
            _ => {
                let is_source = |path: &String| tree.is_file(&self.published.in_tree(path));
                let is_index = matches!(urls::name(path), "index.md" | "README.md");
                let moved = self.published.only_place(tree, urls::name(path)).filter(|_| !is_index);
                let moved = moved.filter(|place| self.why_left_out(place).is_none());
                Resolution::Missing { nearest: self.published.nearest(tree, path).filter(is_source), moved }
            }
        }
    }

    /// Whether `path` is a page of the site that the navigation leaves out without a word in `not_in_nav`.
    pub(in crate::site) fn is_in_no_nav(&self, path: &str) -> bool {
        let (Some(named), Some(page)) = (&self.config.nav, self.in_docs(path)) else { return false };
        let is_unsure = self.config.problem.is_some() || self.config.has_free_nav;
        !is_unsure
            && self.sources.pages.contains_key(page)
            && !named.contains(&urls::nfc(page))
            && !self.config.choice.is_not_in_nav(page)
    }
}
