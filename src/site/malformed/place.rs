//! Places that only the author can reach: hosts without a name, files of a disk.

use super::{Malformed, has_prefix, is_host, is_web, report};

/// Folders in which people keep their own files.
const OWN_FOLDERS: &[&str] = &["Desktop", "Documents", "Downloads", "Dropbox", "OneDrive", "Pictures"];

/// `file:///home/ann/a.pdf`, `C:\Users\ann\a.pdf`, `/Users/ann/a.pdf`, `~/a.pdf`
pub(super) fn disk(address: &str) -> Option<Malformed> {
    let bytes = address.as_bytes();
    let has_drive = bytes.len() > 3
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/')
        && bytes[3].is_ascii_alphanumeric();
    let parts: Vec<&str> = address.split('/').collect();
    let is_home = match parts.as_slice() {
        ["", "Users", _, _, ..] | ["~", _, ..] => true,
        ["", "home", _, folder, _, ..] => OWN_FOLDERS.contains(folder),
        _ => false,
    };
    let is_disk = has_prefix(address, "file:") || has_drive || is_home;
    is_disk.then(|| Malformed { what: "is a file on its author's own disk".to_string(), repair: None })
}

/// `http://localhost:4000/`, `https://example/page`, `http://ann@example.org`: nobody gets there.
pub(super) fn host(address: &str) -> Option<Malformed> {
    let rest = is_web(address).then(|| address.split_once("://").map(|(_, rest)| rest))??;
    let host = &rest[..rest.find(['/', '?', '#', ':']).unwrap_or(rest.len())];
    if let Some((name, mail_host)) = rest.split_once('@')
        && !name.is_empty()
        && !name.contains(['/', ':', '?', '{'])
        && is_host(mail_host)
    {
        return report("is a mail address with a web scheme", 0..address.len() - rest.len(), "mailto:", false);
    }
    let what = match host {
        "localhost" | "127.0.0.1" | "0.0.0.0" => "is on its author's own computer",
        "" => "has no host",
        _ if host.contains(['.', '{', '[', '%', '@', '$', '<']) || !host.is_ascii() => return None,
        _ => "has a host without a dot",
    };
    Some(Malformed { what: what.to_string(), repair: None })
}
