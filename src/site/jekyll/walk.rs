//! Which files Jekyll reads, and as what: `Jekyll::Reader`, `PostReader` and `CollectionReader`. Listings only.

use super::config::{Collection, Config};
use crate::site::tree::Tree;
use crate::site::urls;

/// Entries of the tree that are looked at.
const WALKED: usize = 500_000;

/// What a file may become.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// A page if it has front matter, else a copy.
    Page,
    /// The bytes of the path before what is below `_posts`.
    Post(usize),
    Draft(usize),
    /// A document of a collection if it has front matter, else a copy; the bytes before what is below its folder.
    Document(&'a Collection, usize),
}

/// Calls `visit` with every file, from the source. A file may be two things.
pub(super) fn walk<'a>(tree: &dyn Tree, config: &'a Config, visit: &mut dyn FnMut(&str, Place<'a>)) {
    let mut walker = Walker { tree, config, visit, left: WALKED };
    walker.pages();
    walker.collections();
}

struct Walker<'w, 'a> {
    tree: &'w dyn Tree,
    config: &'a Config,
    visit: &'w mut dyn FnMut(&str, Place<'a>),
    left: usize,
}

impl<'a> Walker<'_, 'a> {
    fn pages(&mut self) {
        let config = self.config;
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let behind = if folder.is_empty() { 0 } else { folder.len() + 1 };
            // As Jekyll compares: `papers` is also `papers2`.
            let has_posts = folder.starts_with(&config.collections_dir);
            for (name, is_folder) in self.list(&folder) {
                let path = urls::below(&folder, &name);
                if is_folder && has_posts && matches!(name.as_str(), "_posts" | "_drafts") {
                    let depth = path.len() + 1;
                    let place = if name == "_posts" { Place::Post(depth) } else { Place::Draft(depth) };
                    self.below(&path, place, false);
                }
                if config.filter.leaves_out(&path, behind) || config.destination.as_deref() == Some(&path) {
                    continue;
                }
                if is_folder {
                    folders.push(path);
                } else {
                    (self.visit)(&path, Place::Page);
                }
            }
        }
        for path in &config.filter.included_files {
            if config.leaves_out_part(path) && self.tree.is_file(&urls::below(&config.source, path)) {
                (self.visit)(path, Place::Page);
            }
        }
    }

    fn collections(&mut self) {
        for collection in self.config.collections.iter().filter(|collection| collection.label != "posts") {
            let folder = urls::below(&self.config.collections_dir, &format!("_{}", collection.label));
            let behind = folder.len() + 1;
            self.below(&folder, Place::Document(collection, behind), true);
        }
    }

    /// All files below `root`; hidden ones only if Jekyll's glob takes them.
    fn below(&mut self, root: &str, place: Place<'a>, takes_hidden: bool) {
        let config = self.config;
        let compared = match place {
            Place::Document(..) if !config.collections_dir.is_empty() => config.collections_dir.len() + 1,
            _ => 0,
        };
        let mut folders = vec![root.to_string()];
        while let Some(folder) = folders.pop() {
            for (name, is_folder) in self.list(&folder) {
                let path = urls::below(&folder, &name);
                if !takes_hidden && name.starts_with('.') {
                    continue;
                }
                if is_folder {
                    folders.push(path);
                } else if !config.filter.leaves_out_as(&path, &path[compared..], root.len() + 1) {
                    (self.visit)(&path, place);
                }
            }
        }
    }

    fn list(&mut self, folder: &str) -> Vec<(String, bool)> {
        let entries = self.tree.list(&urls::below_all(&self.config.source, folder)).unwrap_or_default();
        let taken = entries.len().min(self.left);
        self.left -= taken;
        entries[..taken].iter().map(|entry| (entry.name.clone(), entry.is_folder)).collect()
    }
}
