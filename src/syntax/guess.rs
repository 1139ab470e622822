//! The dialect of a page that stands alone, from what only one engine understands.

use super::{Dialect, FrontMatter, front_matter};
use memchr::memmem;

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

/// What begins with a brace and only Jekyll reads: Liquid, and kramdown's attribute lists.
const JEKYLL_BRACES: &[&str] =
    &["{% ", "{%- ", "{{ site.", "{{site.", "{{ page.", "{{ base_path", "{: ", "{:.", "{:#", "{:toc"];

/// Material's icon sets, behind the colon.
const ICONS: &[&str] = &["fontawesome-", "material-", "octicons-", "simple-"];

/// Which engine the page was written for; CommonMark when nothing tells.
pub(super) fn guess(text: &str, front_matter: Option<&FrontMatter>) -> Dialect {
    let found = front_matter::keys(text, front_matter);
    let has_key = |keys: &[&str]| found.iter().filter(|key| keys.contains(key)).count();
    let (mut jekyll, mut material) = marks(text);
    jekyll += 2 * has_key(JEKYLL_KEYS);
    material += 2 * has_key(MATERIAL_KEYS);
    if material > jekyll {
        Dialect::Material
    } else if jekyll > 0 {
        Dialect::Kramdown
    } else {
        Dialect::CommonMark
    }
}

/// Counts the kinds of marks that speak for Jekyll and for Material. Every page that stands alone passes here, so each kind
/// is looked for by a byte that is rare in text.
fn marks(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let follows = |at: usize, mark: &str| bytes[at..].starts_with(mark.as_bytes());
    let holds = |mark: &str| memmem::find(bytes, mark.as_bytes()).is_some();
    let (mut jekyll, mut material) = (0, 0);
    let mut seen = [false; JEKYLL_BRACES.len()];
    let mut attributes = false;
    for at in memchr::memchr_iter(b'{', bytes) {
        for (mark, seen) in JEKYLL_BRACES.iter().zip(&mut seen) {
            *seen |= follows(at, mark);
        }
        // `![a](b){ width=400px }`: attr_list wants its braces right behind the element.
        let behind_link = at > 0 && bytes[at - 1] == b')';
        attributes |= behind_link
            && [" .", " #", " width", ".", "#", "target", ":target"].iter().any(|mark| follows(at + 1, mark));
    }
    jekyll += seen.iter().filter(|seen| **seen).count();
    jekyll += usize::from(holds("markdown=\"1\""));
    material += usize::from(attributes);
    material += usize::from(memchr::memchr_iter(b':', bytes).any(|at| ICONS.iter().any(|icon| follows(at + 1, icon))));
    for mark in ["\n!!! ", "\n??? ", "\n???+ ", "\n=== \"", "--8<--", " markdown>"] {
        material += usize::from(holds(mark));
    }
    (jekyll, material)
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
