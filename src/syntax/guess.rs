//! The dialect of a page that stands alone, from what only one engine understands.

use super::{Dialect, FrontMatter, front_matter};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Front matter keys that only Jekyll's themes read.
const JEKYLL_KEYS: &[&str] = &[
    "permalink",
    "redirect_from",
    "layout",
    "author_profile",
    "collection",
    "categories",
    "excerpt",
    "paperurl",
    "header",
    "classes",
];

/// Front matter keys that only Material reads.
const MATERIAL_KEYS: &[&str] = &["hide", "icon", "template", "search", "status"];

/// Marks of Jekyll: Liquid, kramdown's attribute lists and its way to ask for Markdown in HTML.
const JEKYLL_MARKS: &[&str] = &[
    "{% ",
    "{%- ",
    "{{ site.",
    "{{site.",
    "{{ page.",
    "{{ base_path",
    "| relative_url",
    "{: ",
    "{:.",
    "{:toc",
    "markdown=\"1\"",
];

/// Marks of Material: icons, admonitions, tabs, snippets, attribute lists without a colon, a bare `markdown` attribute.
const MATERIAL_MARKS: &[&str] = &[
    ":fontawesome-",
    ":material-",
    ":octicons-",
    ":simple-",
    "\n!!! ",
    "\n??? ",
    "\n???+ ",
    "\n=== \"",
    "--8<--",
    "){ .",
    "){ width",
    "){ #",
    "){target",
    "){:target",
    " markdown>",
    ".md-button",
];

/// All marks, Jekyll's first.
static MARKS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let marks = JEKYLL_MARKS.iter().chain(MATERIAL_MARKS);
    AhoCorasick::new(marks).expect("a few dozen short literals fit an automaton")
});

/// Which engine the page was written for; CommonMark when nothing tells.
pub(super) fn guess(text: &str, front_matter: Option<&FrontMatter>) -> Dialect {
    let found = front_matter::keys(text, front_matter);
    let has_key = |keys: &[&str]| found.iter().filter(|key| keys.contains(key)).count();
    let mut seen = [false; JEKYLL_MARKS.len() + MATERIAL_MARKS.len()];
    for found in MARKS.find_iter(text) {
        seen[found.pattern().as_usize()] = true;
    }
    let has_mark = |marks: &[bool]| marks.iter().filter(|seen| **seen).count();
    let jekyll = 2 * has_key(JEKYLL_KEYS) + has_mark(&seen[..JEKYLL_MARKS.len()]);
    let material = 2 * has_key(MATERIAL_KEYS) + has_mark(&seen[JEKYLL_MARKS.len()..]);
    if material > jekyll {
        Dialect::Material
    } else if jekyll > 0 {
        Dialect::Kramdown
    } else {
        Dialect::CommonMark
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    #[test]
    fn lone_pages() {
        for (text, expected) in [
            ("# A\n", Dialect::CommonMark),
            ("---\ntitle: A\n---\n# A\n", Dialect::CommonMark),
            ("---\npermalink: /\n---\n# A\n", Dialect::Kramdown),
            ("\n---\npermalink: /\n---\n# A\n", Dialect::Kramdown),
            ("---\ntitle: A: B\npermalink: /\n---\n# A\n", Dialect::Kramdown),
            ("{% include x.html %}\n", Dialect::Kramdown),
            ("A\n{: .big}\n", Dialect::Kramdown),
            ("---\nhide:\n  - toc\n---\n# A\n", Dialect::Material),
            ("A\n\n!!! note\n    B\n", Dialect::Material),
            ("![a](b.png){ width=400px }\n", Dialect::Material),
        ] {
            let source = Source::decode("a.md", text.as_bytes());
            assert_eq!(Document::parse_alone(source).dialect, expected, "{text}");
        }
    }
}
