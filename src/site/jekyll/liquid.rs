//! Link targets with Liquid in them, as far as their value is certain from the configuration.

use crate::site::urls;
use crate::syntax::yaml::{ScalarStyle, Yaml, YamlNode, YamlValue};
use std::collections::BTreeMap;
use std::ops::Range;

/// Levels of the configuration below `site` whose values are known.
const DEEPEST: usize = 4;

/// The values that the configuration gives to templates.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// "" or `/path`.
    baseurl: String,
    /// What is not null by its path: `author.github`.
    site: BTreeMap<String, String>,
}

impl Values {
    pub(super) fn new(baseurl: &str, yaml: &Yaml) -> Values {
        let mut values = Values { baseurl: baseurl.to_string(), ..Values::default() };
        for (name, node) in yaml.root.iter().flat_map(YamlNode::pairs) {
            values.add(name.as_str().unwrap_or_default().to_string(), node, DEEPEST);
        }
        // What GitHub and Jekyll set themselves, whatever the file says.
        for name in ["github", "time", "pages", "posts", "data", "static_files", "collections", "baseurl", "url"] {
            values.site.retain(|key, _| key.split('.').next() != Some(name));
        }
        values
    }

    /// The text of `name` (`author.github`).
    pub(super) fn of_site(&self, name: &str) -> Option<&str> {
        self.site.get(name).map(String::as_str)
    }

    fn add(&mut self, name: String, node: &YamlNode, levels: usize) {
        if let Some(value) = text(node) {
            self.site.insert(name, value);
            return;
        }
        for (inner, node) in node.pairs().iter().filter(|_| levels > 1) {
            self.add(format!("{name}.{}", inner.as_str().unwrap_or_default()), node, levels - 1);
        }
    }
}

/// A scalar as Liquid prints it: quoted text, or plain text that no YAML reader takes for a number, a date or nothing.
pub(super) fn text(node: &YamlNode) -> Option<String> {
    let YamlValue::Scalar(scalar) = &node.value else { return None };
    let is_text = scalar.style != ScalarStyle::Plain
        || scalar.text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '_'))
            && !matches!(
                scalar.text.to_ascii_lowercase().as_str(),
                "null" | "true" | "false" | "yes" | "no" | "on" | "off"
            );
    (is_text && node.tag.is_none() && !scalar.text.is_empty() && !scalar.text.contains(['{', '\n']))
        .then(|| scalar.text.trim().to_string())
}

/// What is asked of the page that a template stands in.
pub(super) struct OfPage<'a> {
    /// A value of its front matter: `slides` for `page.slides`.
    pub(super) value: &'a dyn Fn(&str) -> Option<String>,
    /// Whether an expression, `post.url`, is the address of some published page from the site's root.
    pub(super) is_url: &'a dyn Fn(&str) -> bool,
}

/// Stands in a target for the address of a page that is not known, only that it is one.
const SOME_PAGE: &str = "/\0";

/// What a target says once its templates are run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expanded {
    /// The target, and the literal path in the target as written.
    Target {
        text: String,
        literal: Range<usize>,
        /// A template says that the path is one of this site: `relative_url`, `site.baseurl`.
        is_own: bool,
    },
    /// `{% link path %}`
    File(String),
    /// `{% post_url name %}`
    Post(String),
    /// Some published page, each time another: `{{ post.url }}` for the posts of the site.
    SomePage,
    /// Something nobody can know from the sources.
    Unknown,
}

/// Expands `target`. Addresses of the site itself come out as paths from the root, with `baseurl` where they have it.
pub(super) fn expand(target: &str, values: &Values, page: &OfPage) -> Expanded {
    let mut text = String::new();
    let mut literal = 0..target.len();
    let mut rest = target;
    let mut has_host = false;
    let mut is_own = false;
    while let Some(open) = template(rest) {
        let at = target.len() - rest.len();
        let is_tag = rest[open..].starts_with("{%");
        let end = rest[open..].find(if is_tag { "%}" } else { "}}" });
        let Some(end) = end else { return Expanded::Unknown };
        let inner = rest[open + 2..open + end].trim_matches('-').trim();
        let after = &rest[open + end + 2..];
        // A query or a fragment does not say which page it is.
        if rest[..open].contains(['?', '#']) || text.contains(['?', '#']) {
            break;
        }
        if is_tag {
            return tag(inner);
        }
        if open > 0 {
            // A value behind literal text is part of a name, or of an address elsewhere.
            let is_elsewhere = text.is_empty() && urls::scheme(&rest[..open]).is_some();
            return if is_elsewhere {
                Expanded::Target { text: target.to_string(), literal, is_own: false }
            } else {
                Expanded::Unknown
            };
        }
        is_own |= ["relative_url", "absolute_url", "baseurl", "base_path"].iter().any(|word| inner.contains(word));
        match output(inner, values, page) {
            Some(Output::Prefix(value)) => {
                has_host |= matches!(inner, "site.url" | "base_path");
                text.push_str(&value);
                literal.start = target.len() - after.len();
            }
            Some(Output::Path { value, quoted }) => {
                text.push_str(&value);
                let start = at + open + 2 + (rest[open + 2..].find(quoted.as_str()).unwrap_or(0));
                literal = start..start + quoted.len();
            }
            None => return Expanded::Unknown,
        }
        rest = after;
    }
    text.push_str(rest);
    // `{{ site.url }}x` is another host, while `{{ site.baseurl }}x` without a base is a relative link.
    if has_host && !(text.is_empty() || text.starts_with(['/', '?', '#'])) {
        return Expanded::Unknown;
    }
    if text.contains(SOME_PAGE) {
        let is_whole = urls::without_suffix(&text).strip_prefix(values.baseurl.as_str()) == Some(SOME_PAGE);
        return if is_whole { Expanded::SomePage } else { Expanded::Unknown };
    }
    Expanded::Target { text, literal: without_suffix(target, literal), is_own }
}

/// Where the first template of `text` begins.
fn template(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'{', text.as_bytes()).find(|&at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%')))
}

/// The literal part up to a query or fragment.
fn without_suffix(target: &str, literal: Range<usize>) -> Range<usize> {
    let length = target[literal.clone()].find(['?', '#']).unwrap_or(literal.len());
    literal.start..literal.start + length
}

/// The value of `{{ … }}`.
enum Output {
    /// `site.baseurl`, `site.url`, `base_path`, `page.folder`: what comes before a path.
    Prefix(String),
    /// `'/path' | relative_url`, `site.baseurl | append: '/path'`
    Path { value: String, quoted: String },
}

fn output(inner: &str, values: &Values, page: &OfPage) -> Option<Output> {
    let baseurl = values.baseurl.as_str();
    let mut filters = inner.split('|').map(str::trim);
    let head = filters.next()?;
    let mut literal = quoted(head);
    let mut value = match (head, literal) {
        (_, Some(text)) => text.to_string(),
        ("site.baseurl" | "base_path", _) => baseurl.to_string(),
        ("site.url", _) => String::new(),
        _ => {
            let known = match head.split_once('.') {
                Some(("site", name)) => values.site.get(name).cloned(),
                Some(("page", name)) => (page.value)(name),
                _ => None,
            };
            known.or_else(|| (page.is_url)(head).then(|| SOME_PAGE.to_string()))?
        }
    };
    for filter in filters {
        let (name, argument) = filter.split_once(':').map_or((filter, ""), |(name, rest)| (name.trim(), rest.trim()));
        match (name, argument) {
            // `Jekyll::Filters::URLFilters`: an absolute address stays as it is.
            ("relative_url" | "absolute_url", "") if value.contains("://") => {}
            ("relative_url" | "absolute_url", "") => {
                let has_base = !baseurl.is_empty() && value.starts_with(&format!("{baseurl}/"));
                let slash = if value.starts_with('/') { "" } else { "/" };
                if !has_base {
                    value = format!("{baseurl}{slash}{value}");
                }
            }
            ("prepend", "site.baseurl" | "base_path") => value.insert_str(0, baseurl),
            ("append", argument) if literal.is_none() => {
                literal = Some(quoted(argument)?);
                value.push_str(literal.unwrap_or_default());
            }
            ("prepend", "site.url") | ("strip" | "escape" | "uri_escape" | "xml_escape", "") => {}
            _ => return None,
        }
    }
    Some(match literal {
        Some(quoted) => Output::Path { value, quoted: quoted.to_string() },
        None => Output::Prefix(value),
    })
}

/// The text of a literal string.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    text.strip_prefix(quote)?.strip_suffix(quote).filter(|inner| !inner.contains(quote))
}

/// `{% link … %}` and `{% post_url … %}` with a literal argument.
fn tag(inner: &str) -> Expanded {
    let Some((name, argument)) = inner.split_once(char::is_whitespace) else { return Expanded::Unknown };
    let argument = argument.trim().trim_matches(['"', '\'']);
    if argument.is_empty() || argument.contains('{') {
        return Expanded::Unknown;
    }
    match name {
        "link" => Expanded::File(argument.trim_start_matches('/').to_string()),
        "post_url" => Expanded::Post(argument.trim_start_matches('/').to_string()),
        _ => Expanded::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(target: &str, baseurl: &str) -> Expanded {
        let text = "author: {github: 'https://example.org/ann', none: }\ngithub: {repo: x}\n";
        let yaml = crate::syntax::yaml::parse(text, crate::text::Span::new(0, text.len()));
        let value = |name: &str| (name == "folder").then(|| "/files/".to_string());
        let page = OfPage { value: &value, is_url: &|expression| expression == "post.url" };
        expand(target, &Values::new(baseurl, &yaml), &page)
    }

    #[test]
    fn expands() {
        for (target, baseurl, expected) in [
            ("/a.pdf", "/b", Some(("/a.pdf", "/a.pdf"))),
            ("{{ site.baseurl }}/a.pdf#x", "/b", Some(("/b/a.pdf#x", "/a.pdf"))),
            ("{{site.url}}{{site.baseurl}}/a/", "", Some(("/a/", "/a/"))),
            ("{{ base_path }}/a/", "", Some(("/a/", "/a/"))),
            ("{{ '/a.pdf' | relative_url }}", "/b", Some(("/b/a.pdf", "/a.pdf"))),
            ("{{ 'a.pdf' | relative_url }}?x", "", Some(("/a.pdf?x", "a.pdf"))),
            ("{{ \"/a.pdf\" | prepend: site.baseurl | prepend: site.url }}", "/b", Some(("/b/a.pdf", "/a.pdf"))),
            ("{{ site.baseurl | append: '/a.pdf' }}", "/b", Some(("/b/a.pdf", "/a.pdf"))),
            (
                "{{ 'https://example.org/' | relative_url }}",
                "/b",
                Some(("https://example.org/", "https://example.org/")),
            ),
            ("{{ page.folder }}a.pdf", "", Some(("/files/a.pdf", "a.pdf"))),
            ("{{ page.folder | relative_url }}a.pdf", "/b", Some(("/b/files/a.pdf", "a.pdf"))),
            ("{{ site.author.github }}", "", Some(("https://example.org/ann", ""))),
            ("{{ site.author.none }}", "", None),
            ("{{ site.github.repo }}", "", None),
            ("{{ page.pdf | relative_url }}", "", None),
            ("{{ '/a/' | append: page.pdf | relative_url }}", "", None),
            ("/a/{{ page.slug }}", "", None),
            ("{{ a", "", None),
            ("a{b}.png", "", Some(("a{b}.png", "a{b}.png"))),
            (".#{{ tag }}", "", Some((".#{{ tag }}", "."))),
            ("{{ '/tags/' | relative_url }}#{{ tag }}", "/b", Some(("/b/tags/#{{ tag }}", "/tags/"))),
            ("/a/{{ tag }}#x", "", None),
        ] {
            let found = match expanded(target, baseurl) {
                Expanded::Target { text, literal, .. } => Some((text, target[literal].to_string())),
                _ => None,
            };
            let expected = expected.map(|(text, literal)| (text.to_string(), literal.to_string()));
            assert_eq!(found, expected, "{target}");
        }
        for (target, baseurl, expected) in [
            ("{{ post.url }}", "", true),
            ("{{ post.url }}", "/b", false),
            ("{{ post.url | relative_url }}#{{ x }}", "/b", true),
            ("{{ site.url }}{{ site.baseurl }}{{ post.url }}", "/b", true),
            ("{{ post.url | prepend: site.baseurl | prepend: site.url }}", "/b", true),
            ("{{ site.baseurl }}{{ post.url | relative_url }}", "/b", false),
            ("{{ post.url }}a.pdf", "", false),
            ("{{ post.url | append: 'a.pdf' }}", "", false),
            ("{{ post.url | remove: '.html' }}", "", false),
            ("/a{{ post.url }}", "", false),
            ("{{ post.redirect | relative_url }}", "", false),
        ] {
            assert_eq!(expanded(target, baseurl) == Expanded::SomePage, expected, "{target}");
        }
        let expand = expanded;
        assert_eq!(expand("{% link _pages/a.md %}", ""), Expanded::File("_pages/a.md".to_string()));
        assert_eq!(expand("{{ site.baseurl }}{% post_url 2020-01-02-a %}", ""), Expanded::Post("2020-01-02-a".into()));
        assert_eq!(expand("{% include a.html %}", ""), Expanded::Unknown);
    }
}
