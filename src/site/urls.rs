//! Link targets as text: schemes, percent signs, queries, paths. Knows no site.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What must not stand raw in a path that is written into Markdown, HTML or YAML.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'#')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Where a target points before any site is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach<'a> {
    /// Nothing, a query or a fragment: the page itself.
    Here,
    /// `https:`, `mailto:`, `tel:` and every other scheme; `//host`.
    Elsewhere,
    /// `/path`, with its slash.
    Rooted(&'a str),
    /// `path`, `./path`, `../path`
    Relative(&'a str),
}

/// Takes `target` apart; query and fragment are cut off.
pub(super) fn reach(target: &str) -> Reach<'_> {
    let path = without_suffix(target);
    if path.is_empty() {
        Reach::Here
    } else if path.starts_with("//") || scheme(target).is_some() {
        Reach::Elsewhere
    } else if path.starts_with('/') {
        Reach::Rooted(path)
    } else {
        Reach::Relative(path)
    }
}

/// Whether `text` begins with `prefix`, in any case.
pub(super) fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// `target` without its query and fragment.
pub(super) fn without_suffix(target: &str) -> &str {
    target.find(['?', '#']).map_or(target, |at| &target[..at])
}

/// The scheme of an absolute address, without the colon (RFC 3986, 3.1).
pub(super) fn scheme(target: &str) -> Option<&str> {
    let colon = target.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))?;
    let is_scheme = target[colon..].starts_with(':') && target.starts_with(|c: char| c.is_ascii_alphabetic());
    is_scheme.then_some(&target[..colon])
}

/// A path as its file is named: percent signs decoded, in NFC. `None` when the bytes are not UTF-8.
pub(super) fn decode(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    Some(nfc(&decoded))
}

/// A file's name as a link writes it.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, ESCAPED).to_string()
}

/// NFC, so that names of file systems that decompose compare equal.
pub(super) fn nfc(text: &str) -> String {
    if text.is_ascii() || is_nfc(text) { text.to_string() } else { text.nfc().collect() }
}

/// A path joined to a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joined {
    /// From the root, without a slash in front; a slash behind when the target had one. "" is the root.
    pub(super) path: String,
    /// Whether a `..` went above the root; a browser stays there.
    pub(super) left_root: bool,
}

/// `path` seen from `folder` (RFC 3986, 5.2.4): `.`, `..` and empty parts are taken out.
pub(super) fn join(folder: &str, path: &str) -> Joined {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { parts(folder).collect() };
    let mut left_root = false;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => left_root |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    let is_folder = path.ends_with('/') || path.ends_with("/..") || path.ends_with("/.") || path == "." || path == "..";
    let mut path = parts.join("/");
    if is_folder && !path.is_empty() {
        path.push('/');
    }
    Joined { path, left_root }
}

/// The parts of a path between its slashes.
pub(super) fn parts(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// The folder that holds `path`; "" is the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of `path`.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The extension of a file name, without its dot, lower case; "" when there is none.
pub(super) fn extension(path: &str) -> String {
    let name = name(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// `name` below `folder`.
pub(super) fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_string() } else { format!("{folder}/{name}") }
}

/// `path`, which may be "", below `folder`.
pub(super) fn below_all(folder: &str, path: &str) -> String {
    if path.is_empty() { folder.to_string() } else { below(folder, path) }
}

/// How `written`, a literal path in a link, names `actual` instead: the parts that are the same stay as they are, counted
/// from the end; `..` and what stands before is kept.
pub(super) fn rewrite_tail(written: &str, actual: &str) -> String {
    let mut out: Vec<String> = written.split('/').map(str::to_string).collect();
    let mut real = parts(actual).rev();
    for part in out.iter_mut().rev() {
        if part.is_empty() || part == "." {
            continue;
        }
        let Some(real) = real.next().filter(|_| part != "..") else { break };
        if decode(part).as_deref() != Some(nfc(real).as_str()) {
            *part = encode(real);
        }
    }
    out.join("/")
}

/// How a link written as `written` on a page in `folder` names `actual`, a path from the root: from the root when it was,
/// else relative.
pub(super) fn rewrite_whole(written: &str, folder: &str, actual: &str) -> String {
    if written.starts_with('/') {
        return format!("/{}", encode(actual));
    }
    let from: Vec<&str> = parts(folder).collect();
    let to: Vec<&str> = actual.split('/').collect();
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(from.len() - shared);
    if out.is_empty() && written.starts_with("./") {
        out.push_str("./");
    }
    out.push_str(&encode(&to[shared..].join("/")));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reaches() {
        for (target, expected) in [
            ("", Reach::Here),
            ("#a", Reach::Here),
            ("?a=b", Reach::Here),
            ("mailto:a@example.org", Reach::Elsewhere),
            ("//example.org/a", Reach::Elsewhere),
            ("/a/b?c#d", Reach::Rooted("/a/b")),
            ("a/b.html#d", Reach::Relative("a/b.html")),
            ("a/b:c", Reach::Relative("a/b:c")),
        ] {
            assert_eq!(reach(target), expected, "{target}");
        }
    }

    #[test]
    fn joins() {
        for (folder, path, expected, left_root) in [
            ("", "a.png", "a.png", false),
            ("a", "b.png", "a/b.png", false),
            ("a/b", "../c.png", "a/c.png", false),
            ("a", "../../c.png", "c.png", true),
            ("a", "/c/", "c/", false),
            ("a", "./", "a/", false),
            ("a", "..", "", false),
            ("a", "b//c", "a/b/c", false),
        ] {
            assert_eq!(join(folder, path), Joined { path: expected.to_string(), left_root }, "{folder} {path}");
        }
    }

    #[test]
    fn rewrites() {
        for (written, actual, expected) in [
            ("images/A.png", "images/a.png", "images/a.png"),
            ("/Files/my%20a.pdf", "files/my a.pdf", "/files/my%20a.pdf"),
            ("../a/b.png", "x/a/B.png", "../a/B.png"),
            ("cvv/", "cv", "cv/"),
        ] {
            assert_eq!(rewrite_tail(written, actual), expected, "{written}");
        }
        for (written, folder, actual, expected) in [
            ("/a.png", "x", "img/a.png", "/img/a.png"),
            ("a.png", "x/y", "x/img/a b.png", "../img/a%20b.png"),
            ("./a.png", "", "img/a.png", "./img/a.png"),
        ] {
            assert_eq!(rewrite_whole(written, folder, actual), expected, "{written}");
        }
    }

    #[test]
    fn decodes_to_nfc() {
        assert_eq!(decode("u%CC%88.md").as_deref(), Some("ü.md"));
        assert_eq!(decode("%FF"), None);
    }
}
