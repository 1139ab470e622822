//! Hides from the CommonMark parser what the page's own engine does not read as CommonMark: templates, maths, attribute
//! lists, raw HTML by the engine's own block rules, markers of admonitions and tabs. Every mask is as long as what it
//! hides, so that every position stays true.

mod blocks;
mod canvas;
mod inline;
mod liquid;
mod raw_html;
mod scanner;
mod tag;

use super::{Dialect, Opaque};
use crate::text::Span;
use std::borrow::Cow;

/// A page ready for comrak.
pub(super) struct Masked<'a> {
    /// As long as the source, the same line ends.
    pub(super) text: String,
    /// The source with only its templates hidden: what HTML tokens are read from.
    pub(super) html_text: Cow<'a, str>,
    /// What was hidden, sorted; code is added by the parser.
    pub(super) opaque: Vec<Opaque>,
    /// Raw HTML that comrak does not see, in order.
    pub(super) raw_html: Vec<Span>,
    /// Labels of lines that may be reference definitions.
    pub(super) definitions: Vec<Span>,
    /// Those of them that were blanked and must be given to comrak apart.
    pub(super) hoisted: Vec<Span>,
}

/// Masks `body` of `source`; what lies before it (front matter) becomes blank lines.
pub(super) fn mask(source: &str, body: Span, dialect: Dialect) -> Masked<'_> {
    let mut canvas = canvas::Canvas::new(source);
    canvas.blank(Span::new(0, body.start()));
    let has_nul = canvas.hide_nul();
    liquid::mask(source, body, dialect, &mut canvas);
    let as_written = canvas.opaque.is_empty() && !has_nul;
    let html_text = if as_written { Cow::Borrowed(source) } else { Cow::Owned(canvas.text()) };
    let mut scanner = scanner::Scanner::new(&html_text, body, dialect, canvas);
    scanner.run();
    let scanner::Scanner { canvas, raw_html, definitions, hoisted, .. } = scanner;
    let (text, mut opaque) = canvas.finish();
    opaque.sort_by_key(|opaque| (opaque.span, opaque.kind));
    Masked { text, opaque, html_text, raw_html, definitions, hoisted }
}
