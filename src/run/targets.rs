//! Paths on the command line → the files that the user asks about.

use super::disk::why_unreadable;
use super::messages::{Messages, why};
use super::walk::walk;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// A file that the user asks about.
pub(super) struct Target {
    /// As the user would write it, with `/` between folders.
    pub(super) shown: String,
    /// Whether it stands on the command line itself.
    pub(super) named: bool,
}

/// What the command line asks for.
#[derive(Default)]
pub(super) struct Targets {
    /// By absolute path; the folder's links are resolved, the file's own are not.
    pub(super) files: BTreeMap<PathBuf, Target>,
    /// The page on standard input: its absolute path and bytes.
    pub(super) given: Option<(PathBuf, Vec<u8>)>,
    /// Folders that were walked.
    pub(super) walked: Vec<PathBuf>,
}

/// Finds every file that `paths` name or hold. What cannot be looked at becomes an error message.
pub(super) fn find(paths: &[PathBuf], messages: &Messages) -> Targets {
    let mut targets = Targets::default();
    let mut folders: HashMap<PathBuf, PathBuf> = HashMap::new();
    for path in paths {
        let shown = shown(path);
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => {
                messages.error(format!("{}: {}", path.display(), why_unreadable(path, &error)));
                continue;
            }
        };
        if metadata.is_dir() {
            add_folder(path, &shown, &mut targets, messages);
            continue;
        }
        if shown.contains('\u{FFFD}') && path.to_str().is_none() {
            messages.error(format!("{shown}: its name is not UTF-8"));
            continue;
        }
        match absolute(path, &mut folders) {
            Ok(absolute) => {
                targets.files.insert(absolute, Target { shown, named: true });
            }
            Err(error) => messages.error(format!("{shown}: {}", why(&error))),
        }
    }
    targets
}

fn add_folder(path: &Path, shown: &str, targets: &mut Targets, messages: &Messages) {
    let start = match fs::canonicalize(path) {
        Ok(start) => start,
        Err(error) => return messages.error(format!("{shown}: {}", why(&error))),
    };
    let show = |relative: &Path| join(shown, &with_slashes(relative));
    let walked = walk(&start);
    for (path, reason) in walked.problems {
        let relative = path.strip_prefix(&start).unwrap_or(&path);
        messages.error(format!("{}: {reason}", show(relative)));
    }
    for file in walked.files {
        if file.to_str().is_none() {
            messages.error(format!("{}: its name is not UTF-8", show(&file)));
            continue;
        }
        let target = Target { shown: show(&file), named: false };
        targets.files.entry(start.join(&file)).or_insert(target);
    }
    targets.walked.push(start);
}

/// The page on standard input, as the file at `name`; without a name it is a page in the folder one is in.
pub(super) fn given(name: Option<&Path>, bytes: Vec<u8>) -> std::io::Result<Targets> {
    let shown = name.map_or_else(|| "-".to_string(), shown);
    let name = name.unwrap_or(Path::new("stdin.md"));
    let path = match absolute(name, &mut HashMap::new()) {
        Ok(path) => path,
        Err(_) => std::path::absolute(name)?,
    };
    let files = BTreeMap::from([(path.clone(), Target { shown, named: true })]);
    Ok(Targets { files, given: Some((path, bytes)), walked: Vec::new() })
}

/// The folder's real path with the file's name; each folder is resolved once.
pub(super) fn absolute(path: &Path, folders: &mut HashMap<PathBuf, PathBuf>) -> std::io::Result<PathBuf> {
    let Some(name) = path.file_name() else { return fs::canonicalize(path) };
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    if let Some(known) = folders.get(folder) {
        return Ok(known.join(name));
    }
    let resolved = fs::canonicalize(folder)?;
    let path = resolved.join(name);
    folders.insert(folder.to_path_buf(), resolved);
    Ok(path)
}

/// The path without a leading `./`, with `/` between folders; empty for the folder one is in.
pub(super) fn shown(path: &Path) -> String {
    let shown = with_slashes(path);
    let mut shown = shown.as_str();
    while let Some(rest) = shown.strip_prefix("./") {
        shown = rest.trim_start_matches('/');
    }
    if shown == "." { String::new() } else { shown.to_string() }
}

fn with_slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(std::path::MAIN_SEPARATOR, "/") }
}

fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() {
        return path.to_string();
    }
    format!("{}/{path}", folder.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_short_as_the_user_would_write_them() {
        for (path, want) in [(".", ""), ("./a.md", "a.md"), (".//./a", "a"), ("docs/", "docs/"), ("../x", "../x")] {
            assert_eq!(shown(Path::new(path)), want);
        }
        for (folder, path, want) in [("", "a.md", "a.md"), ("docs/", "a.md", "docs/a.md"), ("/", "a", "/a")] {
            assert_eq!(join(folder, path), want);
        }
    }
}
