//! `pymdownx.snippets: auto_append`: files that stand at the end of every page.

use super::extensions::Extensions;
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::YamlNode;

/// Bytes of such a file that are read.
const LONGEST: usize = 256 * 1024;

/// Whether what stands at the end of each page may bring ids: only abbreviations and link definitions surely bring none.
pub(super) fn may_write_ids(tree: &dyn Tree, extensions: &Extensions, docs: &str) -> bool {
    let appended = extensions.setting("pymdownx.snippets", "auto_append");
    let bases = extensions.setting("pymdownx.snippets", "base_path");
    let folders: Vec<String> = match bases {
        Some(node) if node.items().is_empty() => vec![folder(node, docs)],
        Some(node) => node.items().iter().map(|item| folder(item, docs)).collect(),
        None => vec![String::new()],
    };
    let is_plain = |name: &YamlNode| {
        let Some(name) = name.as_str() else { return false };
        let paths = folders.iter().map(|folder| urls::join(folder, name)).filter(|joined| !joined.left_root);
        let text = paths.filter_map(|joined| tree.read(&joined.path, LONGEST)).next().unwrap_or_else(|| b"?".to_vec());
        String::from_utf8_lossy(&text).lines().all(|line| {
            let is_note = line.starts_with("[^");
            line.trim().is_empty() || line.starts_with("*[") || line.starts_with('[') && line.contains("]:") && !is_note
        })
    };
    !appended.map(YamlNode::items).unwrap_or_default().iter().all(is_plain)
}

/// A `base_path`, also one with `!relative $config_dir/…` (`mkdocs.utils.yaml`).
fn folder(node: &YamlNode, docs: &str) -> String {
    let text = node.as_str().unwrap_or_default();
    let (prefix, rest) = text.split_once('/').unwrap_or((text, ""));
    let path = match prefix {
        "$config_dir" => rest.to_string(),
        "$docs_dir" => urls::below(docs, rest),
        _ => text.to_string(),
    };
    urls::join("", &path).path
}
