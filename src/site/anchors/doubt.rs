//! Why a page may have ids that its source does not show.

use super::{Anchors, Part};
use crate::site::slugs::Slugs;
use crate::syntax::{Dialect, Document, NodeKind, OpaqueKind, is_silent_tag};
use crate::text::Span;
use memchr::memmem;

/// Other tags of Liquid, Jekyll and the plugins of GitHub Pages: what they print has no id.
const HARMLESS_TAGS: &[&str] = &[
    "avatar",
    "cite",
    "cycle",
    "feed_meta",
    "gist",
    "github_edit_link",
    "highlight",
    "increment",
    "link",
    "link_image",
    "octicon",
    "post_url",
    "seo",
    "twitter",
];

/// Includes of the known themes that bring no ids which a link names.
const HARMLESS_INCLUDES: &[&str] = &[
    "base_path",
    "toc",
    "toc.html",
    "figure",
    "figure.html",
    "figure.liquid",
    "gallery",
    "video",
    "video.html",
    "video.liquid",
    "audio.liquid",
    "image.html",
    "button.html",
    "fetch_google_scholar_stats.html",
    "scripts/masonry.html",
    "mathjax.html",
    "mathjax.liquid",
    "youtube.html",
    "icon",
    "social.html",
    "social.liquid",
];

/// Last words of expressions that print a line of text.
const PLAIN_VALUES: &[&str] = &[
    "title",
    "name",
    "date",
    "description",
    "url",
    "email",
    "baseurl",
    "version",
    "author",
    "time",
    "number",
    "size",
    "count",
    "year",
    "venue",
    "location",
    "base_path",
    "permalink",
    "key",
    "github_username",
    "path",
];

/// Words of expressions that print whole pages.
const RICH_WORDS: &[&str] = &["content", "markdownify", "excerpt", "output", "html", "bibliography"];

/// What a script writes when it makes ids.
const ID_WRITERS: &[&str] = &[
    ".id =",
    ".id=",
    "setAttribute('id'",
    "setAttribute(\"id\"",
    "id=\"",
    "id='",
    "id=\\\"",
    ".attr('id'",
    ".attr(\"id\"",
];

pub(super) fn look(doc: &Document, slugs: &Slugs, anchors: &mut Anchors) {
    let text = doc.text();
    if let Some(marker) =
        slugs.markers.iter().find(|marker| memmem::find(text.as_bytes(), marker.text.as_bytes()).is_some())
    {
        anchors.incomplete.get_or_insert(marker.why);
    }
    let has_liquid = doc.dialect.has_liquid();
    let mut parts: Vec<Part> = Vec::new();
    if has_liquid && let Some(layout) = layout(doc) {
        parts.push(Part::Layout(layout.into()));
    }
    let mut loops: Vec<Span> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for opaque in &doc.opaque {
        let written = doc.slice(opaque.span);
        let why = match opaque.kind {
            OpaqueKind::Script if ID_WRITERS.iter().any(|mark| written.contains(mark)) => Some("a script makes ids"),
            OpaqueKind::AttributeList if written.starts_with("{::options") => Some("options are set on the page"),
            OpaqueKind::TemplateOutput if has_liquid => output(doc, opaque.span),
            OpaqueKind::TemplateTag if has_liquid => {
                let (name, rest) = tag(written);
                match name {
                    "for" | "tablerow" => open.push(opaque.span.start()),
                    "endfor" | "endtablerow" => {
                        if let Some(start) = open.pop().filter(|_| open.is_empty()) {
                            loops.push(Span::new(start, opaque.span.end()));
                        }
                    }
                    _ => {}
                }
                command(name, rest, &mut parts)
            }
            _ => None,
        };
        if let Some(why) = why {
            anchors.incomplete.get_or_insert(why);
        }
    }
    if holds_heading(doc, &loops) {
        anchors.incomplete.get_or_insert("a heading in a loop");
    }
    if doc.dialect == Dialect::Kramdown && memmem::find(text.as_bytes(), b"{::options").is_some() {
        anchors.incomplete.get_or_insert("options are set on the page");
    }
    parts.sort();
    parts.dedup();
    anchors.parts = parts.into();
}

/// The layout that the front matter names.
fn layout(doc: &Document) -> Option<&str> {
    let yaml = &doc.front_matter.as_ref()?.yaml;
    yaml.get("layout")?.as_str()
}

/// The name of `{% name rest %}` and what follows it.
fn tag(written: &str) -> (&str, &str) {
    let inner = written.trim_start_matches(['{', '%', '-']).trim_end_matches(['}', '%', '-']).trim();
    inner.split_once(char::is_whitespace).map_or((inner, ""), |(name, rest)| (name, rest.trim()))
}

/// What a tag may bring to the page.
fn command(name: &str, rest: &str, parts: &mut Vec<Part>) -> Option<&'static str> {
    match name {
        "include" | "include_cached" => {
            let file = rest.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'']);
            if file.contains("{{") || file.is_empty() {
                return Some("an include whose name is not known");
            }
            if !HARMLESS_INCLUDES.contains(&file) {
                parts.push(Part::Include(file.into()));
            }
            None
        }
        "include_relative" => Some("a file is put into the page"),
        name if is_silent_tag(name) || HARMLESS_TAGS.contains(&name) => None,
        _ => Some("a plugin writes into the page"),
    }
}

/// Whether what is printed may be more than a word: it says so, or stands on a line of its own.
fn output(doc: &Document, span: Span) -> Option<&'static str> {
    let inner = doc.slice(span).trim_matches(['{', '}', '-']).trim();
    let mut words = inner.split(|c: char| !c.is_alphanumeric() && c != '_');
    if words.any(|word| RICH_WORDS.contains(&word)) {
        return Some("a template value writes into the page");
    }
    let text = doc.text();
    let is_first = text[..span.start()].trim_end_matches([' ', '\t']).ends_with('\n');
    let is_last = text[span.end()..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    let value = inner.split('|').next().unwrap_or_default().trim();
    let last = value.rsplit('.').next().unwrap_or_default();
    let is_plain = PLAIN_VALUES.contains(&last) || value.starts_with(['"', '\'']);
    (is_first && is_last && !is_plain).then_some("a template value writes into the page")
}

/// Whether a template prints the whole text of other pages: `{{ post.content }}`.
pub(super) fn prints_others(doc: &Document) -> bool {
    let is_output = |kind| kind == OpaqueKind::TemplateOutput;
    let mut outputs = doc.opaque.iter().filter(|opaque| is_output(opaque.kind)).map(|opaque| doc.slice(opaque.span));
    outputs.any(|output| output.contains(".content") && !output.contains("page.content"))
}

/// Whether a heading begins inside one of the sorted `spans`.
fn holds_heading(doc: &Document, spans: &[Span]) -> bool {
    let is_heading = |kind: NodeKind| matches!(kind, NodeKind::Heading { .. });
    spans.iter().any(|span| {
        let from = doc.nodes.partition_point(|node| node.span.start() < span.start());
        let inside = doc.nodes[from..].iter().take_while(|node| node.span.start() < span.end());
        inside.into_iter().any(|node| is_heading(node.kind))
    })
}
