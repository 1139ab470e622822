//! Files looked up by name: exactly, in NFC, in another case, nearly, or elsewhere in the tree.

use super::tree::{Entry, Tree};
use super::urls;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::{Arc, RwLock};
use strsim::osa_distance;

/// Names of a folder that are compared with a misspelt one: more would make a large folder with many misses slow.
const COMPARED: usize = 1_000;
/// Bytes of a name that is compared: an edit distance is quadratic in its length.
const LONGEST: usize = 120;
/// Bytes of a path that is looked up; no file system takes more.
const LONGEST_PATH: usize = 4_096;
/// Entries of the tree that are indexed by name.
const INDEXED: usize = 200_000;
/// Folders that hold no source of the site.
const FOREIGN_FOLDERS: &[&str] =
    &["_site", "site", "node_modules", "vendor", "venv", "__pycache__", "_includes", "_layouts", "_sass", "_data"];

/// What stands in the tree at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    File,
    Folder,
    /// Exactly one entry that differs in case only: its path from the root of the tree.
    ByCase(String),
    Nothing,
}

/// Something made once for each folder that is asked about.
#[derive(Debug)]
pub(super) struct PerFolder<T> {
    made: RwLock<HashMap<String, Arc<T>>>,
}

impl<T> Default for PerFolder<T> {
    fn default() -> PerFolder<T> {
        PerFolder { made: RwLock::default() }
    }
}

impl<T> PerFolder<T> {
    /// What was made for `folder`, or what `make` makes now.
    pub(super) fn get(&self, folder: &str, make: impl FnOnce() -> T) -> Arc<T> {
        let known = self.made.read().expect("no thread panics while it looks up").get(folder).cloned();
        known.unwrap_or_else(|| {
            let new = Arc::new(make());
            let mut made = self.made.write().expect("no thread panics while it looks up");
            made.entry(folder.to_string()).or_insert(new).clone()
        })
    }
}

/// Looks paths up in one tree. A folder is indexed when a name is first not in it as written.
#[derive(Debug, Default)]
pub(super) struct Folders {
    /// Places in a folder's listing by folded name.
    folded: PerFolder<HashMap<String, Vec<usize>>>,
}

impl Folders {
    /// Looks `path` up (no `..`, no slash in front or behind; "" is the root).
    pub(super) fn find(&self, tree: &dyn Tree, path: &str) -> Hit {
        if path.is_empty() {
            return Hit::Folder;
        }
        if path.len() > LONGEST_PATH {
            return Hit::Nothing;
        }
        let listed = tree.list(urls::folder(path));
        match listed.as_deref().and_then(|entries| exact(entries, urls::name(path))) {
            Some(entry) => {
                if entry.is_folder {
                    Hit::Folder
                } else {
                    Hit::File
                }
            }
            None => self.find_loosely(tree, path),
        }
    }

    /// Part by part, each as written, else in NFC, else in another case.
    fn find_loosely(&self, tree: &dyn Tree, path: &str) -> Hit {
        let mut real = String::new();
        let mut is_same = true;
        let mut is_folder = true;
        for part in urls::parts(path) {
            let Some(entries) = tree.list(&real).filter(|_| is_folder) else { return Hit::Nothing };
            let entry = match exact(&entries, part) {
                Some(entry) => entry,
                None => {
                    let index = self.folded.get(&real, || fold_all(&entries));
                    let alike = index.get(&fold(part)).map(Vec::as_slice).unwrap_or_default();
                    match alike.iter().find(|&&at| urls::nfc(&entries[at].name) == part) {
                        Some(&at) => &entries[at],
                        None => {
                            let [at] = alike else { return Hit::Nothing };
                            is_same = false;
                            &entries[*at]
                        }
                    }
                }
            };
            is_folder = entry.is_folder;
            real = urls::below(&real, &entry.name);
        }
        match (is_same, is_folder) {
            (true, true) => Hit::Folder,
            (true, false) => Hit::File,
            (false, _) => Hit::ByCase(real),
        }
    }
}

/// The entry called `name` of a sorted listing.
pub(super) fn exact<'a>(entries: &'a [Entry], name: &str) -> Option<&'a Entry> {
    let at = entries.partition_point(|entry| entry.name.as_str() < name);
    entries.get(at).filter(|entry| entry.name == name)
}

fn fold_all(entries: &[Entry]) -> HashMap<String, Vec<usize>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        index.entry(fold(&entry.name)).or_default().push(at);
    }
    index
}

/// NFC and lower case.
pub(super) fn fold(text: &str) -> String {
    urls::nfc(text).to_lowercase()
}

/// Names among which a misspelt one is sought.
#[derive(Debug)]
pub(super) struct Siblings {
    names: Vec<Shape>,
}

/// A name, and what is compared of it.
#[derive(Debug)]
struct Shape {
    name: String,
    /// Without its extension, folded.
    stem: String,
    extension: String,
    /// `slides-2` is not a misspelt `slides-1`.
    digits: String,
    /// A bit for each letter of the stem: letters that only one of two names has tell the least distance cheaply.
    letters: u32,
}

impl Shape {
    fn new(name: &str) -> Shape {
        let extension = urls::extension(name);
        let stem = fold(if extension.is_empty() { name } else { &name[..name.len() - extension.len() - 1] });
        let digits = name.chars().filter(char::is_ascii_digit).collect();
        let letters = stem.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32));
        Shape { name: name.to_string(), stem, extension, digits, letters }
    }

    /// Edits that make `other` of this; `None` when it is more than `most`, or another kind of file. Another extension is
    /// a slip where the rest is the same (`me.jpg`, `me.jpeg`).
    fn distance(&self, other: &Shape, most: usize) -> Option<usize> {
        if self.name == other.name || self.digits != other.digits {
            return None;
        }
        if self.stem == other.stem && family(&self.extension) == family(&other.extension) {
            return Some(0);
        }
        let is_near = self.extension == other.extension
            && self.stem.len().abs_diff(other.stem.len()) <= 4 * most
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * 4 * most;
        is_near.then(|| osa_distance(&self.stem, &other.stem)).filter(|&distance| distance <= most)
    }
}

/// Endings that are taken for each other.
fn family(extension: &str) -> &str {
    match extension {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "bmp" | "tif" | "tiff" => "image",
        "" | "html" | "htm" | "md" | "markdown" => "page",
        "pdf" | "ps" | "doc" | "docx" | "ppt" | "pptx" => "paper",
        other => other,
    }
}

impl Siblings {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Siblings {
        let names = names.filter(|name| name.len() <= LONGEST).take(COMPARED);
        Siblings { names: names.map(Shape::new).collect() }
    }

    /// The name that `wanted` was most likely meant to be: at most a quarter of the characters before its extension are
    /// wrong.
    pub(super) fn nearest(&self, wanted: &str) -> Option<&str> {
        if wanted.len() > LONGEST {
            return None;
        }
        let wanted = Shape::new(wanted);
        let most = wanted.stem.chars().count() / 4;
        let near = self.names.iter().filter_map(|name| Some((wanted.distance(name, most)?, &name.name)));
        // The first of several that are equally near.
        near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name.as_str())
    }
}

/// The files below the folder `root`, named from it: those that `is_read`, asked with the path and its last part, lets
/// through, in folders that it lets through.
pub(super) fn walk(tree: &dyn Tree, root: &str, is_read: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = urls::below_all(root, &folder);
        let Some(entries) = tree.list(&path) else { continue };
        for entry in entries.iter().take(INDEXED.saturating_sub(files.len())) {
            let path = urls::below(&folder, &entry.name);
            if is_read(&path, &entry.name) {
                if entry.is_folder { folders.push(path) } else { files.push(path) }
            }
        }
    }
    files
}

/// Where files of a name stand, when it is one place only.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    places: HashMap<String, Option<String>>,
}

impl NameIndex {
    /// Walks the tree from `root`, without hidden folders and those that hold no sources.
    pub(super) fn build(tree: &dyn Tree, root: &str) -> NameIndex {
        let mut index = NameIndex::default();
        let mut folders = vec![root.to_string()];
        let mut left = INDEXED;
        while let Some(folder) = folders.pop() {
            let Some(entries) = tree.list(&folder) else { continue };
            for entry in entries.iter().take(left) {
                left -= 1;
                let path = urls::below(&folder, &entry.name);
                if entry.is_folder {
                    if !entry.name.starts_with('.') && !FOREIGN_FOLDERS.contains(&entry.name.as_str()) {
                        folders.push(path);
                    }
                } else {
                    index.add(&entry.name, path);
                }
            }
        }
        index
    }

    fn add(&mut self, name: &str, path: String) {
        match self.places.entry(urls::nfc(name)) {
            Slot::Vacant(slot) => drop(slot.insert(Some(path))),
            Slot::Occupied(mut slot) => *slot.get_mut() = None,
        }
    }

    /// The path of the only file called `name`.
    pub(super) fn only(&self, name: &str) -> Option<&str> {
        self.places.get(name)?.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::super::MemoryTree;
    use super::*;

    fn tree(paths: &[&str]) -> MemoryTree {
        MemoryTree::new(paths.iter().map(|path| (path.to_string(), Vec::new())))
    }

    #[test]
    fn finds() {
        let tree = tree(&["a/b.png", "a/C.png", "u\u{308}.md", "d/x", "D/x"]);
        for (path, expected) in [
            ("", Hit::Folder),
            ("a", Hit::Folder),
            ("a/b.png", Hit::File),
            ("a/c.png", Hit::ByCase("a/C.png".to_string())),
            ("A/c.PNG", Hit::ByCase("a/C.png".to_string())),
            ("a/d.png", Hit::Nothing),
            ("a/b.png/c", Hit::Nothing),
            ("ü.md", Hit::File),
            ("d/X", Hit::ByCase("d/x".to_string())),
        ] {
            assert_eq!(Folders::default().find(&tree, path), expected, "{path}");
        }
    }

    #[test]
    fn nearest_names() {
        let names = ["portrait.jpg", "slides-1.pdf", "slides-2.pdf", "cv.pdf", "about.md"];
        for (wanted, expected) in [
            ("potrait.jpg", Some("portrait.jpg")),
            ("portrait.jpeg", Some("portrait.jpg")),
            ("portrait.png", Some("portrait.jpg")),
            ("portrait.html", None),
            ("slides-3.pdf", None),
            ("cw.pdf", None),
            ("cv.pdf", None),
            ("abuot.md", Some("about.md")),
            ("poster.pdf", None),
        ] {
            assert_eq!(Siblings::new(names.into_iter()).nearest(wanted), expected, "{wanted}");
        }
    }

    #[test]
    fn one_place_only() {
        let index = NameIndex::build(&tree(&["a/x.png", "b/y.png", "c/y.png", "_site/x.png"]), "");
        assert_eq!(index.only("x.png"), Some("a/x.png"));
        assert_eq!(index.only("y.png"), None);
    }
}
