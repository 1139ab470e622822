//! Links that are values of YAML: front matter, data files, `_config.yml`. Which, the key and the shape of the value say.

mod inner;
mod keys;

use super::document::{Link, LinkKind};
use super::yaml::{Scalar, ScalarStyle, Yaml, YamlNode, YamlValue};
use crate::text::Span;
use keys::Place;
use memchr::memmem;

/// Bytes of a value that can be a link.
const LONGEST: usize = 2_000;

/// Adds the links of `yaml`, read from `text`, to `links` and leaves them sorted. A text that cannot be parsed has none.
pub(super) fn add(text: &str, yaml: &Yaml, kind: LinkKind, links: &mut Vec<Link>) {
    collect(text, yaml, kind, Place::Content, links);
}

/// The links of a data file, by its path: `_data/…` and `_config.yml`; other YAML is for programs.
pub(super) fn of_data(text: &str, yaml: &Yaml, path: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let name = path.rsplit('/').next().unwrap_or(path);
    if matches!(name, "_config.yml" | "_config.yaml") {
        collect(text, yaml, LinkKind::Data, Place::Config, &mut links);
    } else if path.split('/').any(|folder| folder == "_data") {
        collect(text, yaml, LinkKind::Data, Place::Content, &mut links);
    }
    links
}

fn collect(text: &str, yaml: &Yaml, kind: LinkKind, place: Place, links: &mut Vec<Link>) {
    let (None, Some(root)) = (&yaml.problem, &yaml.root) else { return };
    let count = links.len();
    let mut open: Vec<(&str, &YamlNode)> = vec![("", root)];
    while let Some((key, node)) = open.pop() {
        match &node.value {
            YamlValue::Mapping(pairs) => {
                open.extend(pairs.iter().map(|(key, value)| (key.as_str().unwrap_or(""), value)));
            }
            // `image: [a.png, b.png]`
            YamlValue::Sequence(items) => open.extend(items.iter().map(|item| (key, item))),
            YamlValue::Scalar(scalar) => read(text, key, node, scalar, kind, place, links),
            YamlValue::Alias(_) => {}
        }
    }
    if links.len() > count {
        links.sort_by_key(|link| (link.span, link.target));
    }
}

fn read(text: &str, key: &str, node: &YamlNode, scalar: &Scalar, kind: LinkKind, place: Place, links: &mut Vec<Link>) {
    let quotes = usize::from(matches!(scalar.style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
    if node.span.len() < 2 * quotes || scalar.text.len() < 2 {
        return;
    }
    let inner = Span::new(node.span.start() + quotes, node.span.end() - quotes);
    if keys::is_link(key, place) && is_link(&scalar.text) {
        let slice = inner.of(text);
        // A value that is folded over lines has no place of its own.
        if slice.contains(['\n', '\r']) || scalar.style == ScalarStyle::Block {
            return;
        }
        let start = inner.start() + slice.len() - slice.trim_start().len();
        let target = Span::new(start, start + slice.trim().len());
        let url = scalar.text.trim().to_string();
        links.push(Link { kind, span: node.span, text: Span::empty(node.span.start()), target, url });
    } else {
        inner::read(text, inner, scalar.style, kind, links);
    }
}

/// Whether a value under a link's key is one: an address, a path, or the name of a file. `about`, `true`, `fa-home`, `#` are
/// none.
fn is_link(value: &str) -> bool {
    let value = value.trim();
    let has_other_text = value.contains(['\n', '\r', '<', '>', '{', '}', '[', ']']);
    !has_other_text
        && value.len() <= LONGEST
        && (looks_like_path(value) || memmem::find(value.as_bytes(), b"//").is_some())
}

/// Whether `value` begins like a path or an address, or ends like a file.
pub(super) fn looks_like_path(value: &str) -> bool {
    if ["/", "./", "../", "http:", "https:", "mailto:", "www."].iter().any(|head| value.starts_with(head)) {
        return value.len() > 1;
    }
    let path = &value[..value.find(['?', '#']).unwrap_or(value.len())];
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && keys::is_ending(ending))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::syntax::{Dialect, Document, LinkKind};

    /// Target as written and address of each link.
    fn check(doc: &Document, kind: LinkKind, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> =
            doc.links.iter().map(|link| (doc.slice(link.target), link.url.as_str())).collect();
        assert_eq!(found, expected, "{}", doc.text());
        assert!(doc.links.iter().all(|link| link.kind == kind));
    }

    #[test]
    fn values_of_front_matter() {
        for (yaml, expected) in [
            ("image: images/a.png\ntitle: a.png", vec![("images/a.png", "images/a.png")]),
            ("header:\n  teaser: \"/a b.png\" # x\n  image: ''", vec![("/a b.png", "/a b.png")]),
            (
                "gallery:\n  - url: /a.png\n    image_path: ' a-th.jpg '",
                vec![("/a.png", "/a.png"), ("a-th.jpg", "a-th.jpg")],
            ),
            ("paperurl: 'http://x.example/a''b.pdf'", vec![("http://x.example/a''b.pdf", "http://x.example/a'b.pdf")]),
            ("redirect_from: /old/\npermalink: /new/\nlayout: a.html", vec![]),
            ("image: true\nurl: about\nlink: '#'\nvideo: /\npdf: \"\"\nicon: fa-home", vec![]),
            ("image: >\n  a.png\nurl: *a", vec![]),
            ("image: [a.png, b.png]", vec![("a.png", "a.png"), ("b.png", "b.png")]),
            ("image: a.png\n  : x", vec![]),
        ] {
            let page = format!("---\n{yaml}\n---\n");
            let doc = Document::parse(Source::decode("a.md", page.as_bytes()), Dialect::Kramdown);
            check(&doc, LinkKind::FrontMatter, &expected);
        }
    }

    #[test]
    fn links_inside_of_values() {
        for (yaml, expected) in [
            ("excerpt: \"Short<br/><img src='/a.png'>\"", vec![("/a.png", "/a.png")]),
            ("excerpt: \"<img src=\\\"/a.png\\\">\"", vec![("/a.png", "/a.png")]),
            ("excerpt: '<a href=''/a/?b&amp;c''>x</a>'", vec![("/a/?b&amp;c", "/a/?b&c")]),
            ("bio: see [this](/a/) and ![x](b.png)", vec![("/a/", "/a/"), ("b.png", "b.png")]),
            ("text: |\n  <a\n    href=\"/a/\">x</a>\n  [y](/b/)", vec![("/a/", "/a/"), ("/b/", "/b/")]),
            ("text: \"<a href='{{ x }}'>\"", vec![]),
            ("text: \"<a href='\\u002f'>\"", vec![]),
            ("text: `[a](b)` a](b) [a](b c) [a]()", vec![]),
            ("subtitle: \"<a href=''>x</a> 1 < 2 = 3\"", vec![]),
        ] {
            let page = format!("---\n{yaml}\n---\n");
            let doc = Document::parse(Source::decode("a.md", page.as_bytes()), Dialect::Kramdown);
            check(&doc, LinkKind::FrontMatter, &expected);
        }
    }

    #[test]
    fn data_files() {
        for (path, yaml, expected) in [
            ("_data/nav.yml", "main:\n  - title: A\n    url: /a/", vec![("/a/", "/a/")]),
            ("_data/a/cv.json", "[{\"url\": \"/a/\", \"title\": \"x\"}]", vec![("/a/", "/a/")]),
            (
                "_config.yml",
                "url: https://x.example\nauthor:\n  avatar: me.jpg\nlogo: /l.png",
                vec![("me.jpg", "me.jpg"), ("/l.png", "/l.png")],
            ),
            (".github/a.yml", "url: /a/", vec![]),
        ] {
            check(&Document::data(Source::decode(path, yaml.as_bytes())), LinkKind::Data, &expected);
        }
    }
}
