//! Replaces a file by new bytes, at once or not at all.

use super::disk::read_file;
use super::messages::why;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write;
use std::path::Path;

/// What tells whether a file is still as it was read.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Writes `bytes` beside the file at `path` and moves them into its place. Permissions stay; a symbolic link stays, and
/// what it leads to is replaced. Refuses, saying why, when the file is write-protected or no longer has the
/// fingerprint `read` that it was read with.
pub(super) fn replace(path: &Path, bytes: &[u8], read: u64) -> Result<(), String> {
    let path = fs::canonicalize(path).map_err(|error| why(&error))?;
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
    write().map_err(|error| why(&error))
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
