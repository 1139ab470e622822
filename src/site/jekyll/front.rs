//! What a page says of itself: its front matter, and the defaults where that is silent.

use super::config::Config;
use super::defaults::Asked;
use super::values;
use crate::site::tree::Tree;
use crate::syntax::{self, yaml::Yaml, yaml::YamlNode};
use memchr::memchr;

/// Bytes of a page's head that are read first, and at most when its front matter goes on.
const HEAD: usize = 4_096;
const LONGEST_HEAD: usize = 65_536;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The head of a file.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// It begins with a line of `---`: Jekyll takes it for a page, whatever comes (`Jekyll::Utils.has_yaml_header?`). A
    /// byte order mark hides that line.
    pub(super) has_header: bool,
    pub(super) yaml: Yaml,
}

/// Reads the head of the file at `path`.
pub(super) fn read(tree: &dyn Tree, path: &str) -> Head {
    let read = |limit| tree.read(path, limit).filter(|bytes| bytes.starts_with(b"---") || bytes.starts_with(BOM));
    let Some(mut bytes) = read(HEAD) else { return Head::default() };
    let has_header = has_header(&bytes);
    let mut is_whole = bytes.len() < HEAD;
    loop {
        // Jekyll reads with `bom|utf-8`; a legacy byte spoils one value, not the page.
        let text = String::from_utf8_lossy(bytes.strip_prefix(BOM).unwrap_or(&bytes));
        match syntax::split_front_matter(&text).filter(|found| found.closed) {
            Some(found) => return Head { has_header, yaml: found.yaml },
            None if is_whole => return Head { has_header, yaml: Yaml::default() },
            None => bytes = read(LONGEST_HEAD).unwrap_or_default(),
        }
        is_whole = true;
    }
}

/// `\A---\s*\r?\n` on the first line.
fn has_header(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"---") else { return false };
    let line = memchr(b'\n', rest).map(|end| &rest[..end]);
    line.is_some_and(|line| line.iter().all(u8::is_ascii_whitespace))
}

/// The values of one page or document.
#[derive(Clone, Copy)]
pub(super) struct Front<'a> {
    pub(super) own: &'a Yaml,
    pub(super) config: &'a Config,
    pub(super) asked: Asked<'a>,
    /// A document's values are laid over the defaults, where null changes nothing; a page's stand as they are.
    pub(super) is_document: bool,
}

impl<'a> Front<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&'a YamlNode> {
        let own = self.own.get(key).filter(|_| self.own.problem.is_none());
        if !self.is_document {
            return own.or_else(|| self.config.defaults.find(self.asked, key));
        }
        own.filter(|own| !values::is_null(own)).or_else(|| self.config.defaults.merged(self.asked, key)).or(own)
    }

    /// The text of a value that is neither null nor empty.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key).and_then(values::text).filter(|text| !text.trim().is_empty())
    }

    /// Whether `published` does not forbid it (`Jekyll::Publisher`): a page's defaults are not asked.
    pub(super) fn is_published(&self) -> bool {
        let said = if self.is_document { self.get("published") } else { self.own.get("published") };
        self.config.has_unpublished || said.is_none_or(values::is_truthy)
    }

    /// Categories of the folders, the defaults and the page, in the order of the URL.
    pub(super) fn categories(&self, folders: Vec<String>) -> Vec<String> {
        let mut all = folders;
        all.extend(values::words(self.config.defaults.merged(self.asked, "categories")));
        all.extend(values::words(self.own.get("categories")));
        if let Some(one) = self.get("category") {
            // A single one may hold blanks.
            all.extend(values::text(one).map(str::to_string));
            all.extend(values::texts(one).map(str::to_string));
        }
        all
    }

    /// Addresses of jekyll-redirect-from: one, or a list of them.
    pub(super) fn redirects(&self) -> Vec<String> {
        let Some(node) = self.get("redirect_from") else { return Vec::new() };
        let one = values::text(node).map(str::to_string);
        one.into_iter().chain(values::texts(node).map(str::to_string)).filter(|from| !from.trim().is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryTree;

    #[test]
    fn heads() {
        for (text, has_header, title) in [
            ("---\ntitle: A\n---\n", true, Some("A")),
            ("--- \r\ntitle: A\r\n---\r\n", true, Some("A")),
            ("\u{feff}---\ntitle: A\n---\n", false, Some("A")),
            ("---\nno end\n", true, None),
            ("---", false, None),
            ("----\n", false, None),
            ("\n---\ntitle: A\n---\n", false, None),
            ("", false, None),
        ] {
            let tree = MemoryTree::new([("a.md".to_string(), text.as_bytes().to_vec())]);
            let head = read(&tree, "a.md");
            assert_eq!((head.has_header, head.yaml.get("title").and_then(YamlNode::as_str)), (has_header, title));
        }
        let long = format!("---\n# {}\ntitle: A\n---\n", "x".repeat(HEAD));
        let tree = MemoryTree::new([("a.md".to_string(), long.into_bytes())]);
        assert!(read(&tree, "a.md").yaml.get("title").is_some());
    }
}
