//! Liquid tags that name files: `{% include %}`, `{% include_relative %}`, `{% include_cached %}`, `{% link %}`,
//! `{% post_url %}`.

use super::document::{Include, IncludeFrom, Link, LinkKind, Opaque, OpaqueKind};
use super::values::looks_like_path;
use crate::text::Span;
use memchr::memchr;

/// Parameters that the includes of themes take as a file of the site: al-folio's `figure`, `video` and `audio`,
/// minimal-mistakes' `figure`.
const FILE_PARAMETERS: &[&str] = &["path", "image_path"];

/// Blocks that may not run.
const CONDITIONS: &[&str] = &["if", "unless", "case", "ifchanged"];

/// The includes among the tags in `opaque`, which is in order; links of tags and of their parameters are added to `links`,
/// which is sorted.
pub(super) fn read(source: &str, opaque: &[Opaque], links: &mut Vec<Link>) -> Vec<Include> {
    let mut includes = Vec::new();
    let mut found = Vec::new();
    let mut conditions = 0usize;
    for opaque in opaque.iter().filter(|opaque| opaque.kind == OpaqueKind::TemplateTag) {
        let Some(tag) = Tag::read(source, opaque.span) else { continue };
        if CONDITIONS.contains(&tag.name) {
            conditions += 1;
        } else if tag.name.strip_prefix("end").is_some_and(|name| CONDITIONS.contains(&name)) {
            conditions = conditions.saturating_sub(1);
        }
        let from = match tag.name {
            "include" | "include_cached" => IncludeFrom::Includes,
            "include_relative" => IncludeFrom::OwnFolder,
            "link" | "post_url" => {
                if conditions == 0 && !is_target(links, tag.span) {
                    let text = Span::empty(tag.span.start());
                    let url = tag.span.of(source).to_string();
                    found.push(Link { kind: LinkKind::Tag, span: tag.span, text, target: tag.span, url });
                }
                continue;
            }
            _ => continue,
        };
        if let Some(include) = tag.include(source, from, conditions > 0) {
            tag.parameters(source, include.file.end(), &mut found);
            includes.push(include);
        }
    }
    if !found.is_empty() {
        links.append(&mut found);
        links.sort_by_key(|link| (link.span, link.target));
    }
    includes
}

/// Whether a link has `span` in its target.
fn is_target(links: &[Link], span: Span) -> bool {
    let next = links.partition_point(|link| link.span.start() <= span.start());
    links[..next].iter().rev().take(8).any(|link| link.target.contains(span))
}

/// `{% name arguments %}`
struct Tag<'a> {
    span: Span,
    name: &'a str,
    arguments: Span,
}

impl<'a> Tag<'a> {
    fn read(source: &'a str, span: Span) -> Option<Tag<'a>> {
        let inner = span.of(source).strip_prefix("{%")?.strip_suffix("%}")?;
        let inner = inner.strip_suffix('-').unwrap_or(inner);
        let end = span.start() + 2 + inner.trim_end().len();
        let rest = inner.strip_prefix('-').unwrap_or(inner).trim_start();
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())];
        let arguments = rest[name.len()..].trim();
        Some(Tag { span, name, arguments: Span::new(end - arguments.len(), end) })
    }

    /// The file that the tag names; `None` when a variable names it.
    fn include(&self, source: &str, from: IncludeFrom, is_conditional: bool) -> Option<Include> {
        let arguments = self.arguments.of(source);
        let length = arguments.find(char::is_whitespace).unwrap_or(arguments.len());
        let is_literal = length > 0 && !arguments[..length].contains(['{', '}', '"', '\'', '|']);
        let file = Span::new(self.arguments.start(), self.arguments.start() + length);
        is_literal.then_some(Include { from, span: self.span, file, is_conditional })
    }

    /// The links in `name="value"`, from byte `at` on (`Jekyll::Tags::IncludeTag::VALID_SYNTAX`).
    fn parameters(&self, source: &str, at: usize, links: &mut Vec<Link>) {
        let bytes = source.as_bytes();
        let mut at = at;
        while let Some(equals) = memchr(b'=', &bytes[at..self.arguments.end()]).map(|length| at + length) {
            let name = source[at..equals].trim();
            let rest = source[equals + 1..self.arguments.end()].trim_start();
            let value = self.arguments.end() - rest.len();
            let Some(quote) = rest.bytes().next().filter(|byte| matches!(byte, b'"' | b'\'')) else {
                at = value + rest.find(char::is_whitespace).unwrap_or(rest.len());
                continue;
            };
            let Some(length) = memchr(quote, &rest.as_bytes()[1..]) else { return };
            let target = Span::new(value + 1, value + 1 + length);
            let url = target.of(source);
            if FILE_PARAMETERS.contains(&name) && looks_like_path(url) {
                let span = Span::new(equals - source[at..equals].trim_start().len(), value + length + 2);
                let text = Span::empty(span.start());
                links.push(Link { kind: LinkKind::Parameter, span, text, target, url: url.to_string() });
            }
            at = value + length + 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    fn parse(text: &str) -> Document {
        Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown)
    }

    #[test]
    fn includes() {
        for (text, expected) in [
            ("{% include a.html %}", vec!["a.html"]),
            ("{%- include_cached b/c x=1 -%}", vec!["b/c"]),
            ("{% include\n  a.liquid\n  path=\"x.png\"\n%}", vec!["a.liquid"]),
            ("{% if x %}{% include a.html %}{% endif %}{% include_relative b.md %}", vec!["? a.html", "./ b.md"]),
            ("{% include {{ page.x }} %}{% include %}{% includes a %}{% include \"a\" %}", vec![]),
            ("{% raw %}{% include a.html %}{% endraw %}{% comment %}{% include b %}{% endcomment %}", vec![]),
        ] {
            let doc = parse(text);
            let show = |include: &Include| {
                let mark = if include.is_conditional { "? " } else { "" };
                let from = if include.from == IncludeFrom::OwnFolder { "./ " } else { "" };
                format!("{mark}{from}{}", doc.slice(include.file))
            };
            let found: Vec<String> = doc.includes.iter().map(show).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn links_of_tags() {
        for (text, expected) in [
            (
                "see {% link a.md %} or {% post_url 2020-01-02-a %}",
                vec!["{% link a.md %}", "{% post_url 2020-01-02-a %}"],
            ),
            ("see [a]({% link a.md %})", vec![]),
            ("{% if x %}{% link a.md %}{% endif %}", vec![]),
            (
                "{% include figure.liquid loading=\"eager\" path = 'a b.png' class=\"c\" image_path=d.png %}",
                vec!["path = 'a b.png'"],
            ),
            ("{% include f path=entry_path path=\"about\" title=\"path=x\" %}", vec![]),
        ] {
            let doc = parse(text);
            let links = doc.links.iter().filter(|link| matches!(link.kind, LinkKind::Tag | LinkKind::Parameter));
            let found: Vec<&str> = links.map(|link| doc.slice(link.span)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
