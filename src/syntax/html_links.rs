//! Links in the attributes of an HTML tag: `href`, `src`, `srcset`, `style="… url(…)"`.

use super::document::{Attribute, HtmlTag, Link, LinkKind};
use crate::text::Span;
use memchr::memmem;

/// Bytes of a template in an address.
const LONGEST_TEMPLATE: usize = 1_000;

/// Adds the links of `tag`, a start tag, in the order of its attributes.
pub(super) fn read(source: &str, tag: &HtmlTag, links: &mut Vec<Link>) {
    for attribute in &tag.attributes {
        let kind = match attribute.name.as_str() {
            "href" => LinkKind::Href,
            "action" if tag.name == "form" => LinkKind::Href,
            "src" | "poster" | "background" => LinkKind::Src,
            "data" if tag.name == "object" => LinkKind::Src,
            "srcset" => {
                srcset(source, attribute, links);
                continue;
            }
            "style" => {
                style(source, attribute, links);
                continue;
            }
            _ => continue,
        };
        let text = Span::empty(attribute.span.start());
        let target = trim(source, attribute.value_span);
        let url = attribute.value.trim().to_string();
        links.push(Link { kind, span: attribute.span, text, target, url });
    }
}

/// The addresses between commas, without their sizes (HTML, 4.8.4.2.2): a comma inside an address is part of it.
fn srcset(source: &str, attribute: &Attribute, links: &mut Vec<Link>) {
    let bytes = attribute.value_span.of(source).as_bytes();
    let offset = attribute.value_span.start();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() || bytes[at] == b',' {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            at = skip_template(bytes, at);
        }
        let mut end = at;
        while end > start && bytes[end - 1] == b',' {
            end -= 1;
        }
        if end == at {
            at += memchr::memchr(b',', &bytes[at..]).unwrap_or(bytes.len() - at);
        }
        let target = Span::new(start, end).shift(offset);
        let text = Span::empty(attribute.span.start());
        links.push(Link { kind: LinkKind::Src, span: attribute.span, text, target, url: unescaped(target.of(source)) });
    }
}

/// Behind the byte at `at`, or behind the template that begins there: blanks in it end no address.
fn skip_template(bytes: &[u8], at: usize) -> usize {
    let close = match bytes[at..] {
        [b'{', b'{', ..] => b"}}",
        [b'{', b'%', ..] => b"%}",
        _ => return at + 1,
    };
    let window = &bytes[at..bytes.len().min(at + LONGEST_TEMPLATE)];
    memmem::find(window, close).map_or(at + 1, |length| at + length + 2)
}

/// The addresses in `url(…)`, with and without quotes.
fn style(source: &str, attribute: &Attribute, links: &mut Vec<Link>) {
    let value = attribute.value_span.of(source);
    let bytes = value.as_bytes();
    for open in memchr::memchr_iter(b'(', bytes) {
        let name = bytes[..open].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        if !bytes[open - name..open].eq_ignore_ascii_case(b"url") {
            continue;
        }
        let rest = value[open + 1..].trim_start();
        let quotes = ["\"", "'", "&quot;", "&#39;"];
        let quote = quotes.into_iter().find(|quote| rest.starts_with(quote)).unwrap_or("");
        let start = value.len() - rest.len() + quote.len();
        let inner = &value[start..];
        // What is not closed goes on to the end.
        let Some(length) = find(inner, if quote.is_empty() { ")" } else { quote }) else { return };
        let Some(close) = inner[length..].find(')') else { return };
        let target = trim(source, Span::new(start, start + length).shift(attribute.value_span.start()));
        let span = Span::new(open - name, start + length + close + 1).shift(attribute.value_span.start());
        let text = Span::empty(span.start());
        let url = unescaped(target.of(source));
        // An empty one, or a part of the drawing on the same page, leads nowhere.
        if !url.is_empty() && !url.starts_with('#') {
            links.push(Link { kind: LinkKind::Style, span, text, target, url });
        }
    }
}

/// Where `end` stands in `text`, outside of templates.
fn find(text: &str, end: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(end.as_bytes()) {
            return Some(at);
        }
        at = skip_template(bytes, at);
    }
    None
}

/// With the only reference that addresses hold.
fn unescaped(text: &str) -> String {
    text.replace("&amp;", "&")
}

/// `span` without blanks at its ends.
fn trim(text: &str, span: Span) -> Span {
    let slice = span.of(text);
    let start = span.start() + (slice.len() - slice.trim_start().len());
    Span::new(start, start + slice.trim().len())
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::syntax::{Dialect, Document, LinkKind};

    #[test]
    fn attributes() {
        for (html, expected) in [
            ("<img src=' a.png ' srcset='b.png 1x, c,d.png 2x,e.png'>", vec!["a.png", "b.png", "c,d.png", "e.png"]),
            (
                "<source srcset=\"{{ '/a.png' | relative_url }} 480w, b.png\">",
                vec!["{{ '/a.png' | relative_url }}", "b.png"],
            ),
            ("<video poster=p.jpg><source src=v.mp4><track src=t.vtt></video>", vec!["p.jpg", "v.mp4", "t.vtt"]),
            ("<object data=a.pdf><embed src=b.pdf><iframe src=c.html></iframe>", vec!["a.pdf", "b.pdf", "c.html"]),
            ("<area href=/a/> <form action=/b/> <p data=x action=y>", vec!["/a/", "/b/"]),
            ("<p style=\"background: url( 'a b.png' ) , URL(c.png)\">", vec!["a b.png", "c.png"]),
            ("<p style='background:url(&quot;a.png&quot;);x:curl(b)'>", vec!["a.png"]),
            ("<p style=\"x: url(); y: url(#a); z: url(a\">", vec![]),
            ("<p style=\"background: url('{{ '/a.png' | relative_url }}')\">", vec!["{{ '/a.png' | relative_url }}"]),
            ("<p style=\"background: url({{ '/a.png' | relative_url }})\">", vec!["{{ '/a.png' | relative_url }}"]),
        ] {
            let doc = Document::parse(Source::decode("a.html", html.as_bytes()), Dialect::Html);
            let found: Vec<&str> = doc.links.iter().map(|link| link.url.as_str()).collect();
            assert_eq!(found, expected, "{html}");
        }
    }

    #[test]
    fn a_style_is_the_place_of_its_address() {
        let html = "<p style=\"a: url('x.png')\">";
        let doc = Document::parse(Source::decode("a.html", html.as_bytes()), Dialect::Html);
        let link = &doc.links[0];
        assert_eq!(
            (link.kind, doc.slice(link.span), doc.slice(link.target)),
            (LinkKind::Style, "url('x.png')", "x.png")
        );
    }
}
