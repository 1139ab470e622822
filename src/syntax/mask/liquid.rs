//! Liquid (and Jinja, which looks the same): `{{ … }}`, `{% … %}`, and the bodies of `raw`, `comment` and `highlight`.

use super::super::{Dialect, OpaqueKind};
use super::canvas::Canvas;
use crate::text::Span;
use memchr::memmem;

/// Tags that print nothing themselves (Liquid 5 and Jekyll 4).
const SILENT: &[&str] = &[
    "assign",
    "break",
    "capture",
    "case",
    "comment",
    "continue",
    "decrement",
    "else",
    "elsif",
    "endcapture",
    "endcase",
    "endcomment",
    "endfor",
    "endhighlight",
    "endif",
    "endraw",
    "endtablerow",
    "endunless",
    "for",
    "if",
    "raw",
    "tablerow",
    "unless",
    "when",
];

/// Whether `text` holds a template: `{{ … }}` or `{% … %}`.
pub fn has_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// Whether the tag `name` prints nothing itself.
pub(crate) fn is_silent_tag(name: &str) -> bool {
    SILENT.contains(&name)
}

/// One `{{ … }}` or `{% … %}`.
struct Template<'a> {
    span: Span,
    /// The tag's name; empty for an output.
    name: &'a str,
}

/// Masks every template in `body`: a line of silent tags becomes blank (Liquid leaves an empty line there), what prints
/// becomes a word.
pub(super) fn mask(source: &str, body: Span, dialect: Dialect, canvas: &mut Canvas<'_>) {
    let mut reader = Reader { source, end: body.end(), no_output: false, no_tag: false, never_closed: Vec::new() };
    let mut at = body.start();
    let mut silent: Vec<Span> = Vec::new();
    while let Some(template) = reader.next(at) {
        at = template.span.end();
        let kind = if template.name.is_empty() { OpaqueKind::TemplateOutput } else { OpaqueKind::TemplateTag };
        canvas.note(kind, template.span);
        let is_silent = is_silent_tag(template.name);
        if is_silent {
            silent.push(template.span);
        } else {
            canvas.word(template.span);
        }
        if dialect.has_liquid() && matches!(template.name, "raw" | "comment" | "highlight") {
            let Some(close) = reader.close(at, template.name) else { continue };
            let inner = Span::new(at, close.start());
            canvas.note(OpaqueKind::TemplateBody, inner);
            canvas.note(OpaqueKind::TemplateTag, close);
            if template.name == "raw" {
                canvas.word(inner);
                silent.push(close);
            } else {
                silent.pop();
                canvas.blank_lines_or_mark(Span::new(template.span.start(), close.end()));
            }
            at = close.end();
        }
    }
    hide_silent(source, &silent, canvas);
}

/// Blanks the lines that hold silent tags and nothing else; elsewhere a tag becomes a word.
fn hide_silent(source: &str, silent: &[Span], canvas: &mut Canvas<'_>) {
    let bytes = source.as_bytes();
    let mut index = 0;
    while index < silent.len() {
        let line_start = memchr::memrchr(b'\n', &bytes[..silent[index].start()]).map_or(0, |at| at + 1);
        let mut only_tags = bytes[line_start..silent[index].start()].trim_ascii().is_empty();
        let first = index;
        let mut end = silent[index].end();
        let mut line_end = end_of_line(bytes, end);
        while let Some(next) = silent.get(index + 1).filter(|next| next.start() < line_end) {
            only_tags &= bytes[end..next.start()].trim_ascii().is_empty();
            end = next.end();
            if end > line_end {
                line_end = end_of_line(bytes, end);
            }
            index += 1;
        }
        only_tags &= bytes[end..line_end].trim_ascii().is_empty();
        for &span in &silent[first..=index] {
            if only_tags { canvas.blank(span) } else { canvas.word(span) }
        }
        index += 1;
    }
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found)
}

/// Finds templates; remembers that a closing mark is missing, so that unclosed ones cost one search in all.
struct Reader<'a> {
    source: &'a str,
    end: usize,
    no_output: bool,
    no_tag: bool,
    /// Names of bodies that no tag closes from here on.
    never_closed: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    /// The next template at or behind `at`. An unclosed one is text.
    fn next(&mut self, mut at: usize) -> Option<Template<'a>> {
        let bytes = &self.source.as_bytes()[..self.end];
        while let Some(found) = memchr::memchr(b'{', &bytes[at..]) {
            let start = at + found;
            at = start + 1;
            match bytes.get(start + 1) {
                Some(b'{') if !self.no_output => match memmem::find(&bytes[start + 2..], b"}}") {
                    Some(length) => return Some(Template { span: Span::new(start, start + 2 + length + 2), name: "" }),
                    None => self.no_output = true,
                },
                Some(b'%') if !self.no_tag => match memmem::find(&bytes[start + 2..], b"%}") {
                    Some(length) => {
                        let inner = &self.source[start + 2..start + 2 + length];
                        return Some(Template {
                            span: Span::new(start, start + 2 + length + 2),
                            name: tag_name(inner),
                        });
                    }
                    None => self.no_tag = true,
                },
                _ => {}
            }
            if self.no_output && self.no_tag {
                return None;
            }
        }
        None
    }

    /// The tag `{% endNAME %}` behind `at`.
    fn close(&mut self, at: usize, name: &'a str) -> Option<Span> {
        if self.never_closed.contains(&name) {
            return None;
        }
        let close = self.find_close(at, name);
        if close.is_none() {
            self.never_closed.push(name);
        }
        close
    }

    fn find_close(&self, mut at: usize, name: &str) -> Option<Span> {
        let bytes = &self.source.as_bytes()[..self.end];
        while let Some(found) = memmem::find(&bytes[at..], b"{%") {
            let start = at + found;
            let length = memmem::find(&bytes[start + 2..], b"%}")?;
            if tag_name(&self.source[start + 2..start + 2 + length]).strip_prefix("end") == Some(name) {
                return Some(Span::new(start, start + 2 + length + 2));
            }
            at = start + 2;
        }
        None
    }
}

/// The name in `- name arguments -`; `?` for a tag without one, so that it is not taken for an output.
fn tag_name(inner: &str) -> &str {
    let inner = inner.trim_start_matches('-').trim_start();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
    if end == 0 { "?" } else { &inner[..end] }
}
