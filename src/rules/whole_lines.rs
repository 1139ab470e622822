//! The lines that a piece of YAML fills.

use crate::text::Span;

/// The lines of `piece` with their line ends; `None` when it shares one with more than blanks and the `-` before it.
pub(super) fn whole_lines(text: &str, piece: Span) -> Option<Span> {
    let start = text[..piece.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[piece.end()..].find('\n').map(|at| piece.end() + at + 1)?;
    let is_alone = matches!(text[start..piece.start()].trim(), "" | "-") && text[piece.end()..end].trim().is_empty();
    is_alone.then_some(Span::new(start, end))
}
