//! Links that lead nowhere: `[text]()`, `[text](#)`, `<a href="#">`.

use super::label::plain;
use super::{Document, HtmlTag, Link, LinkKind};
use crate::text::Span;

/// What a link to the top of its own page says.
const TOP_WORDS: &[&str] = &["top", "up", "back", "home", "menu", "skip", "close", "toggle", "more"];
const TOP_MARKS: &[&str] = &["↑", "⬆", "顶部", "返回"];
/// Attributes of a link that a script or a style gives its meaning.
const SCRIPTED: &[&str] = &["onclick", "class", "id", "role", "name", "rel", "tabindex"];
/// Bytes of a link's text that are looked at.
const READ: usize = 200;

impl Document {
    /// Spans of the links that lead nowhere, with their targets: "" or `#`.
    pub fn links_to_nowhere(&self) -> Vec<(Span, &str)> {
        let mut found = Vec::new();
        for link in &self.links {
            let target = self.slice(link.target);
            if !matches!(target, "" | "#") {
                continue;
            }
            let span = match link.kind {
                LinkKind::Inline => self.inline_to_nowhere(link, target),
                LinkKind::Image if is_upload(self.slice(link.text)) => Some(link.span),
                LinkKind::Href => self.href_to_nowhere(link),
                _ => None,
            };
            found.extend(span.map(|span| (span, target)));
        }
        found
    }

    fn inline_to_nowhere(&self, link: &Link, target: &str) -> Option<Span> {
        let text = self.slice(link.text);
        // `[](){ #id }` is an anchor; an attribute list may bring a script's hook.
        let has_attributes = self.text()[link.span.end()..].starts_with('{');
        let is_top = target == "#" && (leads_to_top(text) || is_sample(text));
        (!text.trim().is_empty() && !has_attributes && !is_top).then_some(link.span)
    }

    fn href_to_nowhere(&self, link: &Link) -> Option<Span> {
        let at = self.tags.partition_point(|tag| tag.span.end() <= link.span.start());
        let open = self.tags.get(at).filter(|tag| tag.name == "a" && tag.span.contains(link.span))?;
        if is_scripted(open) {
            return None;
        }
        let close = self.tags[at + 1..].iter().take(8).find(|tag| tag.is_end && tag.name == "a")?;
        let inside = Span::new(open.span.end(), close.span.start());
        let text = inside.of(self.text());
        let is_label = inside.len() <= READ && text.chars().any(char::is_alphanumeric) && !text.contains(['{', '<']);
        (is_label && !leads_to_top(text) && !is_sample(text)).then_some(Span::new(open.span.start(), close.span.end()))
    }
}

/// What GitHub and HackMD write while a picture is on its way, and leave when it does not arrive.
fn is_upload(text: &str) -> bool {
    text.starts_with("Uploading ") && (text.contains('…') || text.contains(".."))
}

/// The person of a theme's sample pages (`template-leftover` looks for those).
fn is_sample(text: &str) -> bool {
    text.trim().ends_with(" Doe")
}

fn is_scripted(tag: &HtmlTag) -> bool {
    tag.attributes.iter().any(|attribute| {
        let name = attribute.name.as_str();
        SCRIPTED.contains(&name)
            || ["data-", "on", "aria-", "@", ":", "v-", "x-"].iter().any(|head| name.starts_with(head))
    })
}

fn leads_to_top(text: &str) -> bool {
    let label = plain(text);
    label.split_whitespace().any(|word| TOP_WORDS.contains(&word)) || TOP_MARKS.iter().any(|mark| label.contains(mark))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    #[test]
    fn links_that_lead_nowhere() {
        for (text, expected) in [
            ("[code](#)", Some("[code](#)")),
            ("a [code]() b", Some("[code]()")),
            ("<a href=\"#\">code</a>", Some("<a href=\"#\">code</a>")),
            ("<a href=\"#\" target=\"_blank\">code</a>", Some("<a href=\"#\" target=\"_blank\">code</a>")),
            ("![Uploading me.png…]()", Some("![Uploading me.png…]()")),
            ("![me]()", None),
            ("[code](#code)", None),
            ("[Back to top](#)", None),
            ("[code](#){: .toggle}", None),
            ("[]()", None),
            ("<a href=\"#\" onclick=\"show()\">code</a>", None),
            ("<a href=\"#\" data-target=\"#a\">code</a>", None),
            ("<a href=\"#\"><i class=\"icon\"></i></a>", None),
            ("<a href=\"#\">{{ page.title }}</a>", None),
            ("`[code](#)`", None),
        ] {
            let doc = Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown);
            let found = doc.links_to_nowhere().first().map(|(span, _)| doc.slice(*span));
            assert_eq!(found, expected, "{text}");
        }
    }
}
