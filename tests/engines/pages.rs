//! The pages that are tried: those of `fixtures/` and the examples of the rule pages, each with its site.

// Shared with the other test binary, which uses all of it.
#[allow(dead_code)]
#[path = "../it/rule_pages/page.rs"]
mod page;

use hplint::site::{MemoryTree, Site};
use hplint::source::Source;
use hplint::syntax::{Dialect, Document};
use page::RulePage;
use std::path::{Path, PathBuf};

/// A small site in memory.
#[derive(Clone)]
pub(crate) struct Tried {
    /// Where it comes from, for messages.
    pub(crate) name: String,
    /// The rule whose example it is; `None` for a fixture.
    pub(crate) rule: Option<String>,
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl Tried {
    /// The paths of its pages and data files.
    pub(crate) fn pages(&self) -> Vec<String> {
        let endings = ["md", "markdown", "html", "yml", "yaml", "bib", "txt"];
        let is_page = |path: &str| path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending));
        self.files.iter().map(|(path, _)| path.clone()).filter(|path| is_page(path) && path != "hplint.yml").collect()
    }

    /// Its Markdown and HTML pages, decoded, with the dialect that hplint takes for each.
    pub(crate) fn texts(&self) -> Vec<(&str, String, Dialect)> {
        let tree = MemoryTree::new(self.files.clone());
        let site = Site::build(&tree, &[]);
        let mut found = Vec::new();
        for (path, bytes) in &self.files {
            if path.ends_with(".html") {
                let text = Source::decode(path.as_str(), bytes).text;
                found.push((path.as_str(), text, Dialect::Html));
            } else if path.ends_with(".md") || path.ends_with(".markdown") {
                let source = Source::decode(path.as_str(), bytes);
                let text = source.text.clone();
                let dialect = site.dialect(path).unwrap_or_else(|| Document::parse_alone(source).dialect);
                found.push((path.as_str(), text, dialect));
            }
        }
        found
    }
}

/// Every site of `fixtures/`.
pub(crate) fn fixtures() -> Vec<Tried> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut sites = Vec::new();
    for path in folder(&root).into_iter().filter(|path| path.is_dir()) {
        let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&path).display().to_string();
        sites.push(Tried { name, rule: None, files: files(&path) });
    }
    assert!(sites.len() >= 6, "{} fixtures", sites.len());
    sites
}

/// The Markdown pages below the folder that `HPLINT_ENGINE_PAGES` names, each a site of its own: for trying real sites by
/// hand.
pub(crate) fn named() -> Vec<Tried> {
    let Some(root) = std::env::var_os("HPLINT_ENGINE_PAGES") else { return Vec::new() };
    let alone = |(name, bytes): (String, Vec<u8>)| Tried { name: name.clone(), rule: None, files: vec![(name, bytes)] };
    files(Path::new(&root)).into_iter().map(alone).collect()
}

/// Every `bad` and `good` of the rule pages with the files before it; the page is the last file.
pub(crate) fn examples() -> Vec<Tried> {
    let mut found = Vec::new();
    let groups = folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"));
    for path in groups.iter().filter(|path| path.is_dir()).flat_map(|group| folder(group)) {
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let page = RulePage::read(&path);
        let mut files = Vec::new();
        for block in &page.blocks {
            if matches!(block.role.as_str(), "file" | "bad" | "good") {
                files.push((block.path.clone(), page.bytes(block)));
            }
            if matches!(block.role.as_str(), "bad" | "good") {
                let name = format!("rules/{}.md:{}", page.shown, block.line);
                let rule = Some(page.facts.name.clone());
                found.push(Tried { name, rule, files: std::mem::take(&mut files) });
            }
        }
    }
    assert!(!found.is_empty(), "no rule page has an example");
    found
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

/// Every file below `root`, by its path relative to it.
fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(next) = open.pop() {
        for path in folder(&next) {
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                let relative = path.strip_prefix(root).expect("it was found below the root");
                found.push((relative.display().to_string(), bytes));
            }
        }
    }
    found.sort();
    found
}
