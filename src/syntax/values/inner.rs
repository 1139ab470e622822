//! Links in the text of a value: `excerpt: "<img src='/images/x.png'>"`, `bio: see [this](/page/)`.

use super::super::document::{Link, LinkKind};
use super::super::html::{self, Html};
use super::super::{html_links, links::destination};
use crate::syntax::has_template;
use crate::syntax::yaml::ScalarStyle;
use crate::text::Span;
use memchr::{memchr, memchr_iter, memmem, memrchr};
use std::borrow::Cow;

/// Bytes of a link's text, and of its target.
const LONGEST: usize = 2_000;

/// Adds the links in `span` of `text`, a scalar of `style` without its quotes. Texts with templates are left out: nobody
/// says whether they are run.
pub(super) fn read(text: &str, span: Span, style: ScalarStyle, kind: LinkKind, links: &mut Vec<Link>) {
    let slice = span.of(text);
    let has_html = memmem::find(slice.as_bytes(), b"=").is_some() && memchr(b'<', slice.as_bytes()).is_some();
    let has_markdown = memmem::find(slice.as_bytes(), b"](").is_some();
    if !(has_html || has_markdown) || has_template(slice) {
        return;
    }
    let Some(plain) = without_escapes(slice, style) else { return };
    let mut found = Vec::new();
    if has_html {
        let mut html = Html::default();
        html::read(&plain, &plain, Span::new(0, plain.len()), &mut html);
        for tag in html.tags.iter().filter(|tag| !tag.is_end) {
            html_links::read(&plain, tag, &mut found);
        }
    }
    if has_markdown && !slice.contains('`') {
        markdown(&plain, &mut found);
    }
    for link in found {
        let is_written = !link.target.is_empty() && !link.span.of(&plain).contains(['\n', '\r']);
        if is_written {
            let [span, text, target] = [link.span, link.text, link.target].map(|part| part.shift(span.start()));
            links.push(Link { kind, span, text, target, url: link.url });
        }
    }
}

/// `slice` with its escapes as text of the same length: a blank and the quote that is meant. `None` when it has others.
fn without_escapes(slice: &str, style: ScalarStyle) -> Option<Cow<'_, str>> {
    let plain = match style {
        ScalarStyle::Plain | ScalarStyle::Block => return Some(Cow::Borrowed(slice)),
        ScalarStyle::SingleQuoted => slice.replace("''", " '"),
        ScalarStyle::DoubleQuoted if !slice.contains('\\') => return Some(Cow::Borrowed(slice)),
        ScalarStyle::DoubleQuoted => slice.replace("\\\"", " \"").replace("\\n", "  "),
    };
    (style != ScalarStyle::DoubleQuoted || !plain.contains('\\')).then_some(Cow::Owned(plain))
}

/// `[text](target)` and `![text](target)`, without brackets in the text. A target with a blank is none to most engines.
fn markdown(text: &str, links: &mut Vec<Link>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for close in memchr_iter(b']', bytes).filter(|close| bytes.get(close + 1) == Some(&b'(')) {
        let first = from.max(close.saturating_sub(LONGEST));
        let Some(open) = memrchr(b'[', &bytes[first..close]).map(|at| first + at) else { continue };
        let window = &text[..text.floor_char_boundary(close + 2 + LONGEST)];
        let Some(target) = destination(window, close + 2) else { continue };
        if bytes.get(target.end()) != Some(&b')') {
            continue;
        }
        let start = open - usize::from(open > from && bytes[open - 1] == b'!');
        let span = Span::new(start, target.end() + 1);
        let url = target.of(text).to_string();
        links.push(Link { kind: LinkKind::Inline, span, text: Span::new(open + 1, close), target, url });
        from = span.end();
    }
}
