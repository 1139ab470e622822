//! Replaces a file by new bytes, at once or not at all.

use super::disk::read_file;
use super::messages::why;
use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What tells whether a file is still as it was read.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Writes `bytes` beside the file at `path` and moves them into its place. Permissions stay; a symbolic link stays, and
/// what it leads to is replaced, once if several links lead there: `written` has the files replaced in this run. Refuses,
/// saying why, when the file is write-protected or no longer has the fingerprint `read` that it was read with.
pub(super) fn replace(path: &Path, bytes: &[u8], read: u64, written: &mut HashSet<PathBuf>) -> Result<(), String> {
    let path = fs::canonicalize(path).map_err(|error| why(&error))?;
    if written.contains(&path) {
        return Ok(());
    }
    let metadata = fs::metadata(&path).map_err(|error| why(&error))?;
    if metadata.permissions().readonly() {
        return Err("is write-protected".to_string());
    }
    if fingerprint(&read_file(&path)?) != read {
        return Err("was changed by another program meanwhile; nothing written".to_string());
    }
    let folder = path.parent().ok_or("has no folder")?;
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".hplint-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        keep_owner(file.path(), &metadata);
        file.as_file().set_permissions(metadata.permissions())?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        Ok(())
    };
    write().map_err(|error| why(&error))?;
    written.insert(path);
    Ok(())
}

/// Gives the new file the owner of the old one where the system lets us: only root may, and only root would change it.
#[cfg(unix)]
fn keep_owner(new: &Path, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let is_same = fs::metadata(new).is_ok_and(|new| (new.uid(), new.gid()) == (old.uid(), old.gid()));
    if !is_same {
        let _ = chown(new, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Replaces a file that was read as `read` and holds `now`; what it holds afterwards, and the error.
    fn replaced(read: &str, now: &str) -> (String, Result<(), String>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("page.md");
        fs::write(&path, now).expect("a file");
        let result = replace(&path, b"new", fingerprint(read.as_bytes()), &mut HashSet::new());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "no other file is left behind");
        (fs::read_to_string(&path).expect("a file"), result)
    }

    #[test]
    fn only_the_file_that_was_read_is_replaced() {
        assert_eq!(replaced("old", "old"), ("new".to_string(), Ok(())));
        let (text, result) = replaced("old", "edited");
        assert_eq!(text, "edited");
        assert!(result.is_err_and(|why| why.contains("changed by another program")));
    }

    #[test]
    fn a_file_that_is_gone_stays_gone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(replace(&folder.path().join("page.md"), b"new", 0, &mut HashSet::new()).is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}
