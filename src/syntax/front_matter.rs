//! The YAML between `---` lines at the head of a page.

use super::FrontMatter;
use super::yaml;
use crate::text::Span;

/// Splits front matter off.
pub(super) fn split(text: &str) -> Option<FrontMatter> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let body_start = text.len() - rest.len();
    let end = rest.find("\n---")?;
    let body = Span::new(body_start, body_start + end + 1);
    let line_end = memchr::memchr(b'\n', &text.as_bytes()[body.end()..]).map_or(text.len(), |at| body.end() + at + 1);
    Some(FrontMatter { span: Span::new(0, line_end), body, closed: true, yaml: yaml::parse(text, body) })
}
