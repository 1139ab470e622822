//! Walks a folder for what hplint may lint.

use super::disk::{is_loop, why_unreadable};
use super::messages::why;
use ignore::{DirEntry, WalkBuilder};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what a program wrote or fetched, beside hidden ones.
const SKIPPED: [&str; 3] = ["_site", "node_modules", "vendor"];

/// Configurations of MkDocs and Zensical, which write their output to `site` beside them.
const BESIDE_SITE: [&str; 3] = ["mkdocs.yml", "mkdocs.yaml", "zensical.toml"];

/// Who writes for a blog of Material for MkDocs.
pub(super) const AUTHORS: &str = ".authors.yml";

/// What a walk found.
#[derive(Default)]
pub(super) struct Walked {
    /// Relative to the folder walked; sorted.
    pub(super) files: Vec<PathBuf>,
    /// What could not be looked at, and why.
    pub(super) problems: Vec<(PathBuf, String)>,
}

/// The files under `start` whose names say that some site may use them as a page or as data. `.gitignore` is respected
/// up to the repository's root, with or without git; what a user set up for git on this machine alone is not.
pub(super) fn walk(start: &Path) -> Walked {
    let mut walked = Walked::default();
    let entries = WalkBuilder::new(start)
        .ignore(false)
        .hidden(false)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .parents(start.ancestors().any(|folder| folder.join(".git").exists()))
        .filter_entry(|entry| !is_skipped(entry))
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => look_at(start, &entry, &mut walked),
            Err(error) => {
                let path = path_of(&error).unwrap_or(start).to_path_buf();
                let reason = error.io_error().map_or_else(|| error.to_string(), why);
                walked.problems.push((path, reason));
            }
        }
    }
    walked.files.sort();
    walked.problems.sort();
    walked
}

fn look_at(start: &Path, entry: &DirEntry, walked: &mut Walked) {
    let path = entry.path();
    let (Some(kind), Ok(relative)) = (entry.file_type(), path.strip_prefix(start)) else { return };
    if kind.is_symlink() {
        match fs::metadata(path) {
            Ok(target) if target.is_dir() => {
                if path.parent().is_some_and(|folder| is_loop(folder, path)) {
                    let reason = "is a symbolic link that leads back to a folder it is in".to_string();
                    walked.problems.push((path.to_path_buf(), reason));
                }
                return;
            }
            Err(error) if may_be_linted(relative) => {
                walked.problems.push((path.to_path_buf(), why_unreadable(path, &error)));
                return;
            }
            Ok(_) | Err(_) => {}
        }
    }
    if !kind.is_dir() && may_be_linted(relative) {
        walked.files.push(relative.to_path_buf());
    }
}

fn is_skipped(entry: &DirEntry) -> bool {
    if entry.depth() == 0 || !entry.file_type().is_some_and(|kind| kind.is_dir()) {
        return false;
    }
    if entry.file_name().as_encoded_bytes().starts_with(b".") {
        return true;
    }
    let Some(name) = entry.file_name().to_str() else { return false };
    let is_output = || {
        let folder = entry.path().parent();
        folder.is_some_and(|folder| BESIDE_SITE.iter().any(|config| folder.join(config).exists()))
    };
    SKIPPED.contains(&name) || (name == "site" && is_output())
}

/// By the name alone: a page, a bibliography, a site's configuration or a data file.
fn may_be_linted(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return false };
    let name = name.as_ref();
    if name.starts_with('.') {
        return name == AUTHORS;
    }
    if matches!(name, "_config.yml" | "_config.yaml") || BESIDE_SITE.contains(&name) {
        return true;
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "mkd" | "html" | "bib" => true,
        "yml" | "yaml" | "json" | "csv" | "tsv" => path.iter().any(|folder| folder == "_data"),
        _ => false,
    }
}

/// The path that a walk's error speaks of.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
