//! HTML tokens with spans into the source: tags with their attributes, comments, text.

use super::document::{Attribute, HtmlTag, Opaque, OpaqueKind};
use crate::text::Span;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// What a stretch of HTML holds.
#[derive(Default)]
pub(super) struct Html {
    pub(super) tags: Vec<HtmlTag>,
    /// Comments and the bodies of `script` and `style`.
    pub(super) opaque: Vec<Opaque>,
    /// Text that a visitor reads.
    pub(super) prose: Vec<Span>,
}

/// Reads `span` of `text`, the source with its templates hidden by text of the same length. `source` is what attribute
/// values are taken from when they hold a template.
pub(super) fn read(text: &str, source: &str, span: Span, out: &mut Html) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut inside: Option<OpaqueKind> = None;
    for token in Tokenizer::new_with_emitter(span.of(text), emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                inside = match tag.name.as_slice() {
                    b"script" => Some(OpaqueKind::Script),
                    b"style" => Some(OpaqueKind::Style),
                    _ => None,
                };
                out.tags.push(start_tag(text, source, span.start(), tag));
            }
            Token::EndTag(tag) => {
                inside = None;
                let span = place(span, tag.span.start, tag.span.end);
                out.tags.push(HtmlTag {
                    span,
                    name: name(&tag.name),
                    is_end: true,
                    self_closing: false,
                    attributes: Vec::new(),
                });
            }
            Token::Comment(comment) => {
                let span = place(span, comment.span.start, comment.span.end);
                out.opaque.push(Opaque { kind: OpaqueKind::Comment, span });
            }
            Token::String(string) => {
                let span = place(span, string.span.start, string.span.end);
                match inside {
                    Some(kind) => out.opaque.push(Opaque { kind, span }),
                    None if !span.of(text).trim().is_empty() => out.prose.push(span),
                    None => {}
                }
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

/// The tags of `text`, a value that is HTML by itself.
pub fn tags(text: &str) -> Vec<HtmlTag> {
    let mut html = Html::default();
    if memchr::memchr(b'<', text.as_bytes()).is_some() {
        read(text, text, Span::new(0, text.len()), &mut html);
    }
    html.tags
}

fn start_tag(text: &str, source: &str, offset: usize, tag: StartTag<usize>) -> HtmlTag {
    let mut attributes = Vec::with_capacity(tag.attributes.len());
    for (attribute_name, value) in tag.attributes {
        let start = (offset + value.span.start).min(text.len());
        let (span, value_span) = attribute_spans(text, start, start + attribute_name.len());
        let has_template = value_span.of(text) != value_span.of(source);
        let value = if has_template {
            value_span.of(source).to_string()
        } else {
            String::from_utf8_lossy(&value.value).into_owned()
        };
        attributes.push(Attribute { name: name(&attribute_name), span, value_span, value });
    }
    attributes.sort_by_key(|attribute| attribute.span);
    let span = place(Span::new(offset, text.len()), tag.span.start, tag.span.end);
    HtmlTag { span, name: name(&tag.name), is_end: false, self_closing: tag.self_closing, attributes }
}

/// The spans of `name="value"` and of its value, read again from the text: the tokeniser's own end differs between quoted
/// and unquoted values.
fn attribute_spans(text: &str, start: usize, name_end: usize) -> (Span, Span) {
    let bytes = text.as_bytes();
    let blanks = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let name_end = name_end.min(bytes.len());
    let equals = name_end + blanks(name_end);
    if bytes.get(equals) != Some(&b'=') {
        return (Span::new(start, name_end), Span::empty(name_end));
    }
    let value = equals + 1 + blanks(equals + 1);
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => {
            let length = memchr::memchr(*quote, &bytes[value + 1..]).unwrap_or(bytes.len() - value - 1);
            let end = value + 1 + length;
            (Span::new(start, (end + 1).min(bytes.len())), Span::new(value + 1, end))
        }
        _ => {
            let length = bytes[value..].iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
            (Span::new(start, value + length), Span::new(value, value + length))
        }
    }
}

/// A token's bytes, placed in the text; the tokeniser may point one past the end.
fn place(within: Span, start: usize, end: usize) -> Span {
    Span::new((within.start() + start).min(within.end()), (within.start() + end).min(within.end()))
}

fn name(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}
