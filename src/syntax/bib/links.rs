//! Fields of a bibliography that al-folio's `bib.liquid` makes links of.

use super::Bibliography;
use crate::syntax::document::{BibLink, Link, LinkKind};
use crate::syntax::values::looks_like_path;
use crate::text::Span;

/// What a field leads to, by its name in lower case.
const FIELDS: &[(&str, BibLink)] = &[
    ("blog", BibLink::Address),
    ("code", BibLink::Address),
    ("html", BibLink::Page),
    ("pdf", BibLink::Paper),
    ("poster", BibLink::Paper),
    ("preview", BibLink::Picture),
    ("slides", BibLink::Paper),
    ("supp", BibLink::Paper),
    ("url", BibLink::Address),
    ("video", BibLink::Address),
    ("website", BibLink::Address),
];

/// The links of `bibliography`, read from `text`, in order.
pub(in crate::syntax) fn links(text: &str, bibliography: &Bibliography) -> Vec<Link> {
    let mut links = Vec::new();
    for field in bibliography.entries.iter().flat_map(|entry| &entry.fields).filter(|field| field.is_text) {
        let name = field.name.of(text);
        let Some((_, to)) = FIELDS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)) else { continue };
        let target = bare(text, field.value);
        let written = target.of(text);
        // A path that begins an address field is some theme's own way.
        let is_link = match to {
            BibLink::Address => written.contains("//") || (name != "url" && looks_like_path(written)),
            BibLink::Page | BibLink::Paper | BibLink::Picture => looks_like_path(written) || written.contains("//"),
        };
        if !is_link || written.contains(['\n', '\r', '{', '}', '<']) {
            continue;
        }
        let span = Span::new(field.name.start(), field.value.end() + 1);
        let url =
            ["_", "%", "&", "#", "~"].iter().fold(written.to_string(), |url, c| url.replace(&format!("\\{c}"), c));
        links.push(Link { kind: LinkKind::Bib(*to), span, text: Span::empty(span.start()), target, url });
    }
    links.sort_by_key(|link| (link.span, link.target));
    links
}

/// `span` without blanks and further braces around.
fn bare(text: &str, span: Span) -> Span {
    let mut span = span;
    loop {
        let slice = span.of(text);
        let start = span.start() + slice.len() - slice.trim_start().len();
        let trimmed = Span::new(start, start + slice.trim().len());
        let is_braced = trimmed.len() >= 2 && trimmed.of(text).starts_with('{') && trimmed.of(text).ends_with('}');
        if !is_braced {
            return trimmed;
        }
        span = Span::new(trimmed.start() + 1, trimmed.end() - 1);
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::syntax::Document;

    #[test]
    fn fields_that_are_links() {
        for (fields, expected) in [
            (
                "pdf = {a.pdf}, Preview={ b.png }, html=\"https://x.example/\\%7Ea\"",
                vec!["a.pdf", "b.png", "https://x.example/%7Ea"],
            ),
            ("url = {{https://x.example}}, code = {/code/}", vec!["https://x.example", "/code/"]),
            ("pdf = {}, html={true}, website = {soon}, title={a.pdf}, url={www.x.example}, pdf = a # b", vec![]),
        ] {
            let text = format!("@article{{k, {fields}}}");
            let doc = Document::bibliography(Source::decode("a.bib", text.as_bytes()));
            let found: Vec<&str> = doc.links.iter().map(|link| link.url.as_str()).collect();
            assert_eq!(found, expected, "{fields}");
        }
    }
}
