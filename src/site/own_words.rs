//! Which keys the site's own templates, plugins and scripts name.

use super::names;
use super::tree::Tree;
use super::urls;
use memchr::memmem;
use std::collections::HashSet;

/// Bytes of one file that are read, and of all.
const LONGEST_FILE: usize = 200_000;
const ALL: usize = 50_000_000;

/// Folders that hold no sources of the site's own.
const FOREIGN: &[&str] = &["_site", "site", "node_modules", "vendor", "venv", "assets"];

/// The words inside templates, `{{ … }}` and `{% … %}`, of every page, layout and include; and all words of plugins and
/// scripts.
pub(super) fn read(tree: &dyn Tree) -> HashSet<String> {
    let mut words = HashSet::new();
    each_source(tree, &mut |text, is_code| {
        if is_code {
            add(text, &mut words);
        } else {
            add_templates(text, &mut words);
        }
    });
    words
}

/// Calls `read` with the text of each page, layout, include, plugin and script, and whether it is code.
pub(super) fn each_source(tree: &dyn Tree, read: &mut dyn FnMut(&str, bool)) {
    let mut left = ALL;
    let is_read = |_: &str, name: &str| !name.starts_with('.') && !FOREIGN.contains(&name);
    for path in names::walk(tree, "", is_read) {
        let is_code = match urls::extension(&path).as_str() {
            "html" | "htm" | "md" | "markdown" | "liquid" | "xml" | "json" | "js" | "txt" | "bib" => false,
            "rb" | "py" => true,
            _ => continue,
        };
        let Some(bytes) = tree.read(&path, LONGEST_FILE.min(left)) else { continue };
        left -= bytes.len().min(left);
        read(&String::from_utf8_lossy(&bytes), is_code);
        if left == 0 {
            break;
        }
    }
}

fn add_templates(text: &str, words: &mut HashSet<String>) {
    let mut rest = text;
    while let Some(at) = memmem::find(rest.as_bytes(), b"{") {
        rest = &rest[at + 1..];
        let close = match rest.as_bytes().first() {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => continue,
        };
        let Some(end) = memmem::find(rest.as_bytes(), close.as_bytes()) else { return };
        add(&rest[..end], words);
        rest = &rest[end..];
    }
}

fn add(text: &str, words: &mut HashSet<String>) {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    for word in text.split(|c| !is_part(c)).filter(|word| !word.is_empty()) {
        if !words.contains(word) {
            words.insert(word.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryTree;

    #[test]
    fn templates_and_code_are_read() {
        let file = |path: &str, text: &str| (path.to_string(), text.as_bytes().to_vec());
        let tree = MemoryTree::new([
            file("_layouts/talk.html", "<p>plain {{ page.vnue | strip }} {% if page['paper-url'] %}</p>{% unclosed"),
            file("_plugins/a.rb", "doc.data['own_key']"),
            file("_site/a.html", "{{ built }}"),
        ]);
        let words = read(&tree);
        for (word, expected) in [
            ("vnue", true),
            ("paper-url", true),
            ("own_key", true),
            ("plain", false),
            ("built", false),
            ("unclosed", false),
        ] {
            assert_eq!(words.contains(word), expected, "{word}");
        }
    }
}
