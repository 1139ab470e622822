//! Files on disk: the bytes of a page, and a site's folders as a [`Tree`] whose listings are read once.

use super::messages::why;
use crate::lint::Content;
use crate::report::printable;
use crate::site::{Entry, Tree};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

/// Files of which a head was asked for are read whole and kept for [`DiskTree::page`], if they are no larger than this and
/// all of them together no larger than [`KEPT`]: most sites are so opened once, and memory stays bounded.
const KEPT_FILE: usize = 64 << 10;
const KEPT: usize = 16 << 20;

/// Characters of a link's target that a message shows.
const SHOWN_TARGET: usize = 80;

/// A file above this many bytes is not even read.
const READABLE: u64 = 1 << 30;

/// The whole file, or why not. Only a regular file is opened: a pipe would wait for ever.
pub(super) fn read_file(path: &Path) -> Content {
    let metadata = fs::metadata(path).map_err(|error| why_unreadable(path, &error))?;
    if metadata.is_dir() {
        return Err("is a folder".to_string());
    }
    if !metadata.is_file() {
        return Err("is not a regular file".to_string());
    }
    if metadata.len() > READABLE {
        return Err(format!("is larger than {} MB", READABLE >> 20));
    }
    fs::read(path).map_err(|error| why(&error))
}

/// The system's words; for a symbolic link that leads nowhere or round in circles, where it leads.
pub(super) fn why_unreadable(path: &Path, error: &std::io::Error) -> String {
    match fs::read_link(path) {
        // Where a link is committed as a text file by mistake, its target is that text.
        Ok(target) => {
            let target = target.to_string_lossy();
            let shown: String = target.chars().take(SHOWN_TARGET).collect();
            let cut = if shown.len() < target.len() { "…" } else { "" };
            format!("is a symbolic link to `{}{cut}`: {}", printable(&shown), why(error))
        }
        Err(_) => why(error),
    }
}

/// A folder of the file system that answers for what is in it by name. A symbolic link is what it leads to, except one to
/// a folder that holds the link: that is nothing, so that a walk along the listings ends. A link to a folder outside of the
/// root is a folder that is never looked into.
pub(super) struct DiskTree {
    root: PathBuf,
    /// The root without symbolic links.
    real_root: PathBuf,
    listings: RwLock<HashMap<String, Option<Arc<Vec<Entry>>>>>,
    /// Files that were read and not asked for as pages yet.
    kept: Mutex<Kept>,
    /// A page whose bytes came by standard input.
    given: Option<(String, Vec<u8>)>,
}

#[derive(Default)]
struct Kept {
    files: HashMap<String, Vec<u8>>,
    /// All that was ever kept, in bytes.
    bytes: usize,
}

impl DiskTree {
    /// The tree under `root`.
    pub(super) fn new(root: PathBuf) -> DiskTree {
        let real_root = fs::canonicalize(&root).unwrap_or_else(|_| root.clone());
        DiskTree { root, real_root, listings: RwLock::default(), kept: Mutex::default(), given: None }
    }

    /// The tree under `root`, with `bytes` in the place of the file at `path`.
    pub(super) fn with(root: PathBuf, path: String, bytes: Vec<u8>) -> DiskTree {
        DiskTree { given: Some((path, bytes)), ..DiskTree::new(root) }
    }

    /// The whole page at `path`, or why not.
    pub(super) fn page(&self, path: &str) -> Content {
        match &self.given {
            Some((given, bytes)) if given == path => Ok(bytes.clone()),
            _ => match self.kept().files.remove(path) {
                Some(bytes) => Ok(bytes),
                None => read_file(&self.root.join(path)),
            },
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("no thread panics while it keeps a file")
    }

    fn read_listing(&self, folder: &str) -> Option<Arc<Vec<Entry>>> {
        let path = self.root.join(folder);
        if !fs::canonicalize(&path).ok()?.starts_with(&self.real_root) {
            return None;
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(&path).ok()?.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(kind) = entry.file_type() else { continue };
            let is_folder = if kind.is_symlink() { leads_to_folder(&path, &entry.path()) } else { kind.is_dir() };
            entries.push(Entry { name, is_folder });
        }
        entries.sort();
        Some(Arc::new(entries))
    }
}

/// Whether the symbolic link `link` in `folder` leads to a folder that does not hold it.
fn leads_to_folder(folder: &Path, link: &Path) -> bool {
    fs::metadata(link).is_ok_and(|metadata| metadata.is_dir()) && !is_loop(folder, link)
}

/// Whether the symbolic link `link` in `folder` leads to that folder or one above it.
pub(super) fn is_loop(folder: &Path, link: &Path) -> bool {
    match (fs::canonicalize(folder), fs::canonicalize(link)) {
        (Ok(folder), Ok(target)) => folder.starts_with(target),
        _ => true,
    }
}

/// Whether `path` is relative, made of plain names: nothing that could lead out of the root.
fn is_inside(path: &str) -> bool {
    path.is_empty() || path.split('/').all(|name| !matches!(name, "" | "." | "..") && !name.contains(['\0', '\\']))
}

impl Tree for DiskTree {
    fn list(&self, folder: &str) -> Option<Arc<Vec<Entry>>> {
        if !is_inside(folder) {
            return None;
        }
        if let Some(known) = self.listings.read().expect("no thread panics while it lists").get(folder) {
            return known.clone();
        }
        let listing = self.read_listing(folder);
        let mut listings = self.listings.write().expect("no thread panics while it lists");
        listings.entry(folder.to_string()).or_insert(listing).clone()
    }

    fn read(&self, path: &str, limit: usize) -> Option<Vec<u8>> {
        if let Some((given, bytes)) = &self.given
            && given == path
        {
            return Some(bytes[..bytes.len().min(limit)].to_vec());
        }
        let file = self.root.join(Some(path).filter(|path| is_inside(path))?);
        // A folder that is not listed lies outside.
        self.list(path.rsplit_once('/').map_or("", |(folder, _)| folder))?;
        let metadata = fs::metadata(&file).ok().filter(|metadata| metadata.is_file())?;
        // Room for the whole file and one byte more: one read finds its end.
        let mut bytes = Vec::with_capacity(limit.max(KEPT_FILE).min(metadata.len() as usize) + 1);
        let mut kept = self.kept();
        if metadata.len() > KEPT_FILE as u64 || kept.bytes + KEPT_FILE > KEPT {
            drop(kept);
            File::open(&file).ok()?.take(limit as u64).read_to_end(&mut bytes).ok()?;
            return Some(bytes);
        }
        File::open(&file).ok()?.take(KEPT_FILE as u64 + 1).read_to_end(&mut bytes).ok()?;
        let head = bytes[..bytes.len().min(limit)].to_vec();
        if bytes.len() <= KEPT_FILE {
            kept.bytes += bytes.len();
            kept.files.insert(path.to_string(), bytes);
        }
        Some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_answers_for_its_own_folder_only() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("docs")).expect("a folder");
        fs::write(root.join("docs/a.md"), "text").expect("a file");
        fs::write(folder.path().join("outside.md"), "secret").expect("a file");
        let tree = DiskTree::new(root);
        assert_eq!(tree.list("docs").map(|entries| entries.len()), Some(1));
        assert_eq!(tree.read("docs/a.md", 2), Some(b"te".to_vec()));
        assert!(tree.is_file("docs/a.md") && !tree.is_file("docs"));
        for path in ["..", "docs/..", "/", "docs//", "./docs", "docs/a.md"] {
            assert_eq!(tree.list(path), None, "{path}");
        }
        for path in ["../outside.md", "docs/../../outside.md", "docs", ""] {
            assert_eq!(tree.read(path, 9), None, "{path}");
        }
    }

    #[test]
    fn a_file_whose_head_was_read_is_not_opened_again_at_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let tree = DiskTree::new(folder.path().to_path_buf());
        for (name, size) in [("small.md", 9), ("large.md", KEPT_FILE + 1)] {
            let path = folder.path().join(name);
            fs::write(&path, vec![b'a'; size]).expect("a file");
            assert_eq!(tree.read(name, 2), Some(b"aa".to_vec()));
            fs::write(&path, "new").expect("a file");
            let first = tree.page(name).expect("a page");
            assert_eq!(first.len(), if size == 9 { 9 } else { 3 }, "{name}");
            assert_eq!(tree.page(name), Ok(b"new".to_vec()), "{name}");
        }
    }

    #[test]
    fn a_page_that_vanished_is_an_error() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let tree = DiskTree::new(folder.path().to_path_buf());
        assert!(tree.page("gone.md").is_err());
        assert_eq!(tree.page(""), Err("is a folder".to_string()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_is_a_folder_that_is_not_looked_into() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("site");
        fs::create_dir_all(&root).expect("a folder");
        fs::create_dir(folder.path().join("outside")).expect("a folder");
        fs::write(folder.path().join("outside/a.md"), "secret").expect("a file");
        std::os::unix::fs::symlink("../outside", root.join("files")).expect("a link");
        let tree = DiskTree::new(root);
        let entry = Entry { name: "files".to_string(), is_folder: true };
        assert_eq!(tree.list("").as_deref(), Some(&vec![entry]));
        assert_eq!(tree.list("files"), None);
        assert_eq!(tree.read("files/a.md", 9), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_is_no_folder() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("docs")).expect("a folder");
        std::os::unix::fs::symlink("..", folder.path().join("docs/up")).expect("a link");
        std::os::unix::fs::symlink("docs", folder.path().join("also")).expect("a link");
        let tree = DiskTree::new(folder.path().to_path_buf());
        let folders = |path: &str| -> Vec<bool> {
            tree.list(path).expect("a folder").iter().map(|entry| entry.is_folder).collect()
        };
        assert_eq!(folders(""), [true, true]);
        assert_eq!(folders("docs"), [false]);
        assert_eq!(folders("also"), [false]);
    }
}
