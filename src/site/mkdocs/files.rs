//! Which files of `docs_dir` become pages, which are copied, and which are left out (`mkdocs.structure.files`).

use super::patterns::Patterns;
use super::settings::{Settings, plain_text};
use crate::site::published::Published;
use crate::site::tree::Tree;
use crate::site::urls;
use std::collections::{BTreeMap, HashMap};

/// Entries of the tree that are looked at.
const WALKED: usize = 500_000;
/// Folders within each other that are walked: deeper ones are a link that leads back.
const DEEPEST: usize = 64;

const SHADOWED: &str = "hidden behind the index page of its folder";
const EXCLUDED: &str = "left out by `exclude_docs` or a hidden name";
const DRAFT: &str = "left out by `draft_docs`";

/// What decides over a file of `docs_dir`.
#[derive(Debug, Default)]
pub(super) struct Choice {
    exclude: Patterns,
    drafts: Patterns,
    not_in_nav: Patterns,
}

impl Choice {
    pub(super) fn read(settings: &Settings) -> Choice {
        let text = |key: &str| settings.get(key).and_then(plain_text).unwrap_or_default();
        // What MkDocs leaves out unless `exclude_docs` takes it in.
        let exclude = [".*", "/templates/"].into_iter().chain(text("exclude_docs").lines());
        Choice {
            exclude: Patterns::new(exclude),
            drafts: Patterns::new(text("draft_docs").lines()),
            not_in_nav: Patterns::new(text("not_in_nav").lines()),
        }
    }

    /// Why the file at `path` (from `docs_dir`) is left out.
    pub(super) fn why_left_out(&self, path: &str) -> Option<&'static str> {
        if self.exclude.matches(path) {
            return Some(EXCLUDED);
        }
        self.drafts.matches(path).then_some(DRAFT)
    }

    /// Whether a line may take back that hidden files are left out.
    pub(super) fn has_negated(&self) -> bool {
        self.exclude.has_negated()
    }

    /// Whether the page at `path` need not stand in the navigation.
    pub(super) fn is_not_in_nav(&self, path: &str) -> bool {
        self.not_in_nav.matches(path)
    }
}

/// The files of `docs_dir`, named from it.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Source to published file, by source.
    pub(super) pages: BTreeMap<String, String>,
    /// Files that would be published but for what their folder or they themselves hold, and why.
    shadowed: HashMap<String, &'static str>,
}

impl Sources {
    /// Walks `published`'s folder as MkDocs does: a folder's index first, folders last.
    pub(super) fn walk(tree: &dyn Tree, published: &Published, choice: &Choice, directory_urls: bool) -> Sources {
        let mut sources = Sources::default();
        let mut folders = vec![String::new()];
        let mut left = WALKED;
        // Hidden folders are left out unless a line takes something back.
        let is_hidden = |name: &str| name.starts_with('.') && (!choice.has_negated() || name == ".git");
        while let Some(folder) = folders.pop() {
            let Some(entries) = tree.list(&published.in_tree(&folder)) else { continue };
            let mut files = Vec::new();
            for entry in entries.iter().filter(|entry| !is_hidden(&entry.name)).take(left) {
                left -= 1;
                let path = urls::below(&folder, &entry.name);
                if !entry.is_folder {
                    files.push(path);
                } else if urls::parts(&path).count() < DEEPEST {
                    folders.push(path);
                }
            }
            files.sort_by_key(|path| (!is_index(path), path.clone()));
            sources.add_folder(&files, choice, directory_urls);
        }
        sources
    }

    /// Of two files with one address the first one gives way, if the second one is published (`get_files`).
    fn add_folder(&mut self, files: &[String], choice: &Choice, directory_urls: bool) {
        let mut first: HashMap<String, &str> = HashMap::new();
        for path in files {
            let file = file_of(path, directory_urls);
            if let Some(before) = first.get(&file) {
                let loser = if choice.why_left_out(path).is_none() { before } else { path.as_str() };
                self.shadowed.insert(loser.to_string(), SHADOWED);
            } else {
                first.insert(file, path);
            }
        }
        for path in files.iter().filter(|path| is_page(path)) {
            if !self.shadowed.contains_key(path) && choice.why_left_out(path).is_none() {
                self.pages.insert(path.clone(), file_of(path, directory_urls));
            }
        }
    }

    /// Takes a page out of the site.
    pub(super) fn leave_out(&mut self, path: &str, why: &'static str) {
        self.pages.remove(path);
        self.shadowed.insert(path.to_string(), why);
    }

    /// Why the file at `path` is left out.
    pub(super) fn why_left_out(&self, path: &str) -> Option<&'static str> {
        self.shadowed.get(path).copied()
    }
}

/// Whether MkDocs turns the file into a page (`mkdocs.utils.is_markdown_file`: in this case of letters only).
pub(super) fn is_page(path: &str) -> bool {
    [".md", ".markdown", ".mdown", ".mkdn", ".mkd"].iter().any(|ending| path.ends_with(ending))
}

/// Whether the name without its extension is `index` or `README`.
fn is_index(path: &str) -> bool {
    let name = urls::name(path);
    matches!(name.rsplit_once('.').map_or(name, |(stem, _)| stem), "index" | "README")
}

/// The published file of a source (`mkdocs.structure.files.File._get_dest_path`): `README` is an index too.
pub(super) fn file_of(path: &str, directory_urls: bool) -> String {
    if !is_page(path) {
        return path.to_string();
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (folder, name) = (urls::folder(stem), urls::name(stem));
    if matches!(name, "index" | "README") {
        urls::below(folder, "index.html")
    } else if directory_urls {
        format!("{stem}/index.html")
    } else {
        format!("{stem}.html")
    }
}
