//! Whole sites: what the real generator publishes is what hplint says, file for file.

mod days;
mod ids;
mod jekyll;
mod mkdocs;

use hplint::site::{MemoryTree, Site, Told};
use std::collections::BTreeSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Every file below a built site's folder, with `/` between folders, in order and in NFC.
pub(crate) fn published(site_folder: &Path) -> BTreeSet<String> {
    files(site_folder).into_iter().map(|(path, _)| path.nfc().collect()).collect()
}

/// Every file that hplint says the site in `source` publishes: pages, redirects and copies.
pub(crate) fn planned(source: &Path, told: &Told) -> BTreeSet<String> {
    let tree = MemoryTree::new(files(source));
    let site = Site::build_as(&tree, told);
    let made = site.files().into_iter().map(|(file, _)| file.to_string());
    made.chain(site.copies(&tree)).map(|file| file.nfc().collect()).collect()
}

/// Fails unless both are equal. What themes and plugins publish by themselves is `added`: left out on both sides.
pub(crate) fn assert_same(site: &str, built: &BTreeSet<String>, planned: &BTreeSet<String>, added: &BTreeSet<String>) {
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        one.iter().filter(|file| !other.contains(*file) && !added.contains(*file)).cloned().collect()
    };
    let (missed, invented) = (only(built, planned), only(planned, built));
    assert!(
        missed.is_empty() && invented.is_empty(),
        "{site}\n  published, but hplint does not know it: {missed:#?}\n  not published, but hplint says so: {invented:#?}"
    );
}

/// Every file below `folder` with its bytes; none when there is no such folder.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("it is below its root").to_str().expect("names are UTF-8");
                found.push((name.to_string(), std::fs::read(&path).expect("the file can be read")));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found
}
