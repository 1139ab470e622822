//! The files of a site as the rest of the program sees them: a listing a folder, and the bytes of the few files that
//! must be read before a page is parsed.

use std::collections::BTreeMap;
use std::sync::Arc;

/// One name in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub name: String,
    pub is_folder: bool,
}

/// A site's root folder. Paths are relative to it, with `/` between folders and no `.` or `..`; "" is the root itself.
/// A tree never answers for what lies outside.
pub trait Tree: Send + Sync {
    /// The names in a folder, sorted; `None` when there is no such folder. Answers are cached.
    fn list(&self, folder: &str) -> Option<Arc<Vec<Entry>>>;

    /// The first `limit` bytes of a file; `None` when it cannot be read.
    fn read(&self, path: &str, limit: usize) -> Option<Vec<u8>>;

    /// Whether `path` is a file, by its folder's listing.
    fn is_file(&self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_it = |entries: &Vec<Entry>| {
            entries.binary_search_by(|entry| (entry.name.as_str(), entry.is_folder).cmp(&(name, false)))
        };
        self.list(folder).is_some_and(|entries| is_it(&entries).is_ok())
    }
}

/// Files in memory: rule pages, tests, fuzzers, standard input.
#[derive(Clone, Debug, Default)]
pub struct MemoryTree {
    files: BTreeMap<String, Vec<u8>>,
    folders: BTreeMap<String, Arc<Vec<Entry>>>,
}

impl MemoryTree {
    /// A tree of these files.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> MemoryTree {
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let mut folders: BTreeMap<String, Vec<Entry>> = BTreeMap::from([(String::new(), Vec::new())]);
        for path in files.keys() {
            let mut name = path.as_str();
            let mut is_folder = false;
            loop {
                let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
                let entry = Entry { name: last.to_string(), is_folder };
                let entries = folders.entry(folder.to_string()).or_default();
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
                if folder.is_empty() {
                    break;
                }
                (name, is_folder) = (folder, true);
            }
        }
        let folders = folders
            .into_iter()
            .map(|(folder, mut entries)| {
                entries.sort();
                (folder, Arc::new(entries))
            })
            .collect();
        MemoryTree { files, folders }
    }
}

impl Tree for MemoryTree {
    fn list(&self, folder: &str) -> Option<Arc<Vec<Entry>>> {
        self.folders.get(folder).cloned()
    }

    fn read(&self, path: &str, limit: usize) -> Option<Vec<u8>> {
        self.files.get(path).map(|bytes| bytes[..bytes.len().min(limit)].to_vec())
    }
}
