//! Links with exact spans: comrak says that there is one, the source says where its text and target stand.

use super::Dialect;
use super::document::{HtmlTag, Link, LinkKind, Node, NodeKind};
use super::html_links;
use super::lower::LinkTarget;
use crate::text::Span;

/// `[label]: target`
pub(super) struct Definition {
    /// Normalised: CommonMark 4.7.
    pub(super) label: String,
    span: Span,
    target: Span,
}

/// The reference definitions among the lines that look like one: those of which comrak made no text.
pub(super) fn definitions(text: &str, labels: &[Span], nodes: &[Node], dialect: Dialect) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for &label in labels {
        let at = nodes.partition_point(|node| node.span.start() < label.start());
        // Text and code begin at the bracket or before it; a definition leaves no node there.
        let is_text =
            nodes[..at].iter().rev().take(8).any(|node| node.kind.is_leaf() && node.span.holds(label.start()));
        if is_text {
            continue;
        }
        let Some(target) = destination(text, label.end() + 2) else { continue };
        let angled = text[..target.start()].ends_with('<');
        let span = Span::new(label.start() - 1, target.end() + usize::from(angled));
        found.push(Definition { label: normalise(label.of(text)), span, target });
    }
    // The one that counts comes first.
    let order = |a: &Definition, b: &Definition| {
        if dialect.takes_last_definition() { b.span.cmp(&a.span) } else { a.span.cmp(&b.span) }
    };
    found.sort_by(|a, b| a.label.cmp(&b.label).then(order(a, b)));
    found
}

/// Definitions as a text of their own, a line each and a blank line; empty when there are none.
pub(super) fn hoist(text: &str, labels: &[Span], dialect: Dialect) -> String {
    let mut out = String::new();
    let mut labels = labels.to_vec();
    if dialect.takes_last_definition() {
        labels.reverse();
    }
    for label in labels {
        if let Some(target) = destination(text, label.end() + 2) {
            let target = target.of(text);
            let (open, close) = if target.contains(['<', '>']) { ("", "") } else { ("<", ">") };
            out.push_str(&format!("[{}]: {open}{target}{close}\n", label.of(text)));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether one of the (sorted) definitions is called `label`.
pub(super) fn is_defined(definitions: &[Definition], label: &str) -> bool {
    !definitions.is_empty() && find(definitions, &normalise(label)).is_some()
}

/// The definition of a normalised label that counts.
fn find<'a>(definitions: &'a [Definition], label: &str) -> Option<&'a Definition> {
    let at = definitions.partition_point(|definition| definition.label.as_str() < label);
    definitions.get(at).filter(|definition| definition.label == label)
}

/// Case folded, blanks squeezed (CommonMark 4.7).
fn normalise(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Every link in document order. `text` is the masked source.
pub(super) fn links(
    text: &str,
    source: &str,
    nodes: &[Node],
    targets: Vec<LinkTarget>,
    definitions: &[Definition],
    tags: &[HtmlTag],
    dialect: Dialect,
) -> Vec<Link> {
    let mut links = Vec::with_capacity(targets.len());
    for target in targets {
        if let Some(mut link) = markdown_link(text, nodes, target, definitions) {
            if dialect == Dialect::Material && link.kind == LinkKind::Autolink && !is_magic(source, link.span) {
                continue;
            }
            if link.target.of(text) != link.target.of(source) {
                // A template, maths or a blank stands in it: comrak saw the mask. Where a bare address ends is then unknown.
                if link.kind == LinkKind::Autolink {
                    continue;
                }
                link.url = link.target.of(source).to_string();
            }
            links.push(link);
        }
    }
    for definition in definitions {
        let url = definition.target.of(source).to_string();
        let text = Span::empty(definition.span.start());
        links.push(Link { kind: LinkKind::Definition, span: definition.span, text, target: definition.target, url });
    }
    for tag in tags {
        html_links::read(source, tag, &mut links);
    }
    links.sort_by_key(|link| (link.span, link.target));
    links
}

/// In a few rare places comrak's columns are off (a definition and text in one lazy paragraph): a link whose span does not
/// read as one is left out.
fn markdown_link(text: &str, nodes: &[Node], target: LinkTarget, definitions: &[Definition]) -> Option<Link> {
    let node = nodes[target.node];
    let bytes = text.as_bytes();
    let start = node.span.start();
    let is_image = node.kind == NodeKind::Image;
    let open = start + usize::from(is_image);
    if bytes.get(open) != Some(&b'[') {
        return autolink(text, node.span, target.url);
    }
    if !matches!(bytes[..node.span.end()].last(), Some(b')' | b']')) {
        return None;
    }
    let inner_end = nodes[target.node + 1..node.end].iter().map(|node| node.span.end()).max().unwrap_or(open + 1);
    let close = inner_end + memchr::memchr(b']', bytes.get(inner_end..node.span.end())?)?;
    let label = Span::new(open + 1, close);
    if bytes.get(close + 1) == Some(&b'(') && close + 1 < node.span.end() {
        let target_span = destination(text, close + 2).unwrap_or(Span::empty(close + 2));
        let kind = if is_image { LinkKind::Image } else { LinkKind::Inline };
        return Some(Link { kind, span: node.span, text: label, target: target_span, url: target.url });
    }
    let reference = match bytes.get(close + 1) {
        Some(b'[') if close + 2 < node.span.end() => {
            let end = close + 2 + memchr::memchr(b']', &bytes[close + 2..node.span.end()])?;
            if end == close + 2 { label } else { Span::new(close + 2, end) }
        }
        _ => label,
    };
    let definition = find(definitions, &normalise(reference.of(text)))?;
    Some(Link { kind: LinkKind::Reference, span: node.span, text: label, target: definition.target, url: target.url })
}

/// `<https://…>` or a bare address; comrak puts `mailto:` and `http://` before those without a scheme.
fn autolink(text: &str, span: Span, url: String) -> Option<Link> {
    let slice = span.of(text);
    let bare = slice.strip_prefix('<').map_or(Some(slice), |inner| inner.strip_suffix('>'))?;
    let target = Span::new(
        span.start() + usize::from(slice.starts_with('<')),
        span.start() + usize::from(slice.starts_with('<')) + bare.len(),
    );
    url.contains(bare).then_some(Link { kind: LinkKind::Autolink, span, text: target, target, url })
}

/// Whether pymdownx.magiclink makes a link of this address, for which comrak looks at less: `RE_LINK` wants a blank, a mark,
/// an opening bracket or a quotation mark before it; tags and code are marks by then. A mail address and one in angle
/// brackets have patterns of their own.
fn is_magic(source: &str, span: Span) -> bool {
    let has_pattern = ["http://", "https://", "ftp://", "www."].iter().any(|start| span.of(source).starts_with(start));
    let before = source[..span.start()].chars().next_back();
    !has_pattern || before.is_none_or(|before| before.is_whitespace() || "*_~^[('\"`>".contains(before))
}

/// The destination behind `(` or `]:`, from `at` on (CommonMark 4.7 and 6.3): between angle brackets, or up to a blank with
/// balanced parentheses.
pub(super) fn destination(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = at;
    let mut line_ends = 0;
    while let Some(byte) = bytes.get(start).filter(|b| b.is_ascii_whitespace()) {
        line_ends += usize::from(*byte == b'\n');
        start += 1;
    }
    if line_ends > 1 {
        return None;
    }
    if bytes.get(start) == Some(&b'<') {
        let length = memchr::memchr3(b'>', b'\n', b'<', &bytes[start + 1..])?;
        return (bytes[start + 1 + length] == b'>').then(|| Span::new(start + 1, start + 1 + length));
    }
    let mut depth = 0;
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'\\' if bytes.get(end + 1).is_some_and(u8::is_ascii_punctuation) => end += 1,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            byte if byte.is_ascii_whitespace() || byte.is_ascii_control() => break,
            _ => {}
        }
        end += 1;
    }
    Some(Span::new(start, end.min(bytes.len())))
}
