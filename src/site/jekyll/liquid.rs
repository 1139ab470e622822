//! Link targets with Liquid in them, as far as their value is certain from the configuration.

use crate::site::urls;
use std::ops::Range;

/// What a target says once its templates are run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expanded {
    /// The target, and the literal path in the target as written.
    Target { text: String, literal: Range<usize> },
    /// `{% link path %}`
    File(String),
    /// `{% post_url name %}`
    Post(String),
    /// Something nobody can know from the sources.
    Unknown,
}

/// Expands `target`. Addresses of the site itself come out as paths from the root, with `baseurl` where they have it.
pub(super) fn expand(target: &str, baseurl: &str) -> Expanded {
    let mut text = String::new();
    let mut literal = 0..target.len();
    let mut rest = target;
    let mut has_host = false;
    while let Some(open) = template(rest) {
        let at = target.len() - rest.len();
        let is_tag = rest[open..].starts_with("{%");
        let end = rest[open..].find(if is_tag { "%}" } else { "}}" });
        let Some(end) = end else { return Expanded::Unknown };
        let inner = rest[open + 2..open + end].trim_matches('-').trim();
        let after = &rest[open + end + 2..];
        if is_tag {
            return tag(inner);
        }
        if open > 0 {
            // A value behind literal text is part of a name, or of an address elsewhere.
            let is_elsewhere = text.is_empty() && urls::scheme(&rest[..open]).is_some();
            return if is_elsewhere {
                Expanded::Target { text: target.to_string(), literal }
            } else {
                Expanded::Unknown
            };
        }
        match output(inner, baseurl) {
            Some(Output::Prefix(value)) => {
                has_host |= inner != "site.baseurl";
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
    Expanded::Target { text, literal: without_suffix(target, literal) }
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
    /// `site.baseurl`, `site.url`, `base_path`: what comes before a path.
    Prefix(String),
    /// `'/path' | relative_url`
    Path { value: String, quoted: String },
}

fn output(inner: &str, baseurl: &str) -> Option<Output> {
    let mut filters = inner.split('|').map(str::trim);
    let head = filters.next()?;
    let quoted = quoted(head);
    let mut value = match (head, quoted) {
        (_, Some(text)) => text.to_string(),
        ("site.baseurl" | "base_path", _) => baseurl.to_string(),
        ("site.url", _) => String::new(),
        _ => return None,
    };
    for filter in filters {
        let (name, argument) = filter.split_once(':').map_or((filter, ""), |(name, rest)| (name.trim(), rest.trim()));
        match (name, argument) {
            ("relative_url" | "absolute_url", "") => {
                if value.contains("://") {
                    return None;
                }
                let has_base = !baseurl.is_empty() && value.starts_with(&format!("{baseurl}/"));
                let slash = if value.starts_with('/') { "" } else { "/" };
                if !has_base {
                    value = format!("{baseurl}{slash}{value}");
                }
            }
            ("prepend", "site.baseurl" | "base_path") => value.insert_str(0, baseurl),
            ("prepend", "site.url") | ("strip" | "escape" | "uri_escape" | "xml_escape", "") => {}
            _ => return None,
        }
    }
    Some(match quoted {
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
            ("{{ page.pdf | relative_url }}", "", None),
            ("{{ '/a/' | append: page.pdf | relative_url }}", "", None),
            ("/a/{{ page.slug }}", "", None),
            ("{{ a", "", None),
            ("a{b}.png", "", Some(("a{b}.png", "a{b}.png"))),
        ] {
            let found = match expand(target, baseurl) {
                Expanded::Target { text, literal } => Some((text, target[literal].to_string())),
                _ => None,
            };
            let expected = expected.map(|(text, literal)| (text.to_string(), literal.to_string()));
            assert_eq!(found, expected, "{target}");
        }
        assert_eq!(expand("{% link _pages/a.md %}", ""), Expanded::File("_pages/a.md".to_string()));
        assert_eq!(expand("{{ site.baseurl }}{% post_url 2020-01-02-a %}", ""), Expanded::Post("2020-01-02-a".into()));
        assert_eq!(expand("{% include a.html %}", ""), Expanded::Unknown);
    }
}
