//! Files looked up by name: exactly, in NFC, in another case, nearly, or elsewhere in the tree.

use super::tree::{Entry, Tree};
use super::urls;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use strsim::osa_distance;

/// Names of a folder that are compared with a misspelt one: more would make a large folder with many misses slow.
const COMPARED: usize = 1_000;
/// Bytes of a name that is compared: an edit distance is quadratic in its length.
const LONGEST: usize = 120;
/// Entries of the tree that are indexed by name.
const INDEXED: usize = 200_000;
/// Folders that hold no source of the site.
pub(super) const FOREIGN_FOLDERS: &[&str] =
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

/// Looks `path` up (no `..`, no slash in front or behind; "" is the root).
pub(super) fn find(tree: &dyn Tree, path: &str) -> Hit {
    if path.is_empty() {
        return Hit::Folder;
    }
    if let Some(entries) = tree.list(urls::folder(path))
        && let Some(hit) = exact(&entries, urls::name(path))
    {
        return hit;
    }
    find_loosely(tree, path)
}

fn exact(entries: &[Entry], name: &str) -> Option<Hit> {
    let at = entries.partition_point(|entry| entry.name.as_str() < name);
    let entry = entries.get(at).filter(|entry| entry.name == name)?;
    Some(if entry.is_folder { Hit::Folder } else { Hit::File })
}

/// Part by part, each as written, else in NFC, else in another case.
fn find_loosely(tree: &dyn Tree, path: &str) -> Hit {
    let mut real = String::new();
    let mut is_same = true;
    let mut is_folder = true;
    for part in urls::parts(path) {
        let Some(entries) = tree.list(&real).filter(|_| is_folder) else { return Hit::Nothing };
        let is_ascii = part.is_ascii();
        let same = entries.iter().find(|entry| {
            entry.name == part || (!(is_ascii && entry.name.is_ascii()) && urls::nfc(&entry.name) == part)
        });
        let entry = match same {
            Some(entry) => entry,
            None => {
                let mut alike = entries.iter().filter(|entry| differs_by_case(&entry.name, part));
                let (Some(entry), None) = (alike.next(), alike.next()) else { return Hit::Nothing };
                is_same = false;
                entry
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

fn differs_by_case(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    fold(a) == fold(b)
}

/// NFC and lower case.
pub(super) fn fold(text: &str) -> String {
    urls::nfc(text).to_lowercase()
}

/// The one of `names` that `wanted` was most likely meant to be: at most a quarter of the characters before its extension
/// are wrong, or only the extension is (`me.jpg`, `me.jpeg`).
pub(super) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (stem, extension) = folded_parts(wanted);
    if wanted.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for name in names.take(COMPARED) {
        let is_far = name.len().abs_diff(wanted.len()) > wanted.len() / 4 + 4;
        if is_far || name.len() > LONGEST || name == wanted || digits_differ(name, wanted) {
            continue;
        }
        let (other, other_extension) = folded_parts(name);
        let distance = match other_extension == extension {
            _ if other == stem => 0,
            true => osa_distance(&other, &stem),
            false => continue,
        };
        if distance <= stem.chars().count() / 4 && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// A name before and after its last dot, case-folded.
fn folded_parts(name: &str) -> (String, String) {
    let extension = urls::extension(name);
    let stem = if extension.is_empty() { name } else { &name[..name.len() - extension.len() - 1] };
    (fold(stem), extension)
}

/// Whether two names count differently: `slides-2` is not a misspelt `slides-1`.
fn digits_differ(a: &str, b: &str) -> bool {
    !a.chars().filter(char::is_ascii_digit).eq(b.chars().filter(char::is_ascii_digit))
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
            assert_eq!(find(&tree, path), expected, "{path}");
        }
    }

    #[test]
    fn nearest_names() {
        let names = ["portrait.jpg", "slides-1.pdf", "slides-2.pdf", "cv.pdf", "about.md"];
        for (wanted, expected) in [
            ("potrait.jpg", Some("portrait.jpg")),
            ("portrait.jpeg", Some("portrait.jpg")),
            ("portrait.png", Some("portrait.jpg")),
            ("slides-3.pdf", None),
            ("cw.pdf", None),
            ("cv.pdf", None),
            ("abuot.md", Some("about.md")),
            ("poster.pdf", None),
        ] {
            assert_eq!(nearest(wanted, names.into_iter()), expected, "{wanted}");
        }
    }

    #[test]
    fn one_place_only() {
        let index = NameIndex::build(&tree(&["a/x.png", "b/y.png", "c/y.png", "_site/x.png"]), "");
        assert_eq!(index.only("x.png"), Some("a/x.png"));
        assert_eq!(index.only("y.png"), None);
    }
}
