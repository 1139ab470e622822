//! Where damage stands, and what may be done there.

use crate::encoding::mojibake::{Damage, Form};
use crate::finding::Applicability;
use crate::syntax::yaml::{ScalarStyle, Yaml, YamlNode, YamlValue};
use crate::syntax::{Document, OpaqueKind, Place};
use crate::text::Span;

/// Values that decide where a page is published.
const ADDRESSES: [&str; 5] = ["permalink", "redirect_from", "redirect_to", "slug", "url"];

/// Attributes whose values other places name.
const NAMES: [&str; 8] = ["id", "name", "for", "class", "usemap", "list", "headers", "form"];

/// Whether the text at `span` is code.
pub(super) fn is_code(doc: &Document, span: Span) -> bool {
    doc.place(span.start()) == Place::Opaque(OpaqueKind::Code)
}

/// Whether damage written in this form is damage here: an escape is one in a string of YAML or JSON alone, a reference is
/// one where HTML is read.
pub(super) fn is_read(doc: &Document, damage: &Damage) -> bool {
    match damage.form {
        Form::Characters => true,
        Form::References => !matches!(
            doc.place(damage.span.start()),
            Place::Opaque(OpaqueKind::Code | OpaqueKind::Script | OpaqueKind::Style | OpaqueKind::TemplateTag)
        ),
        Form::Escapes => {
            is_json(doc, damage.span)
                || scalar(doc, damage.span).is_some_and(|(style, _)| style == ScalarStyle::DoubleQuoted)
        }
    }
}

/// Whether the text at `span` is JSON: a data file, or structured data in a page.
fn is_json(doc: &Document, span: Span) -> bool {
    if doc.source.path.to_ascii_lowercase().ends_with(".json") {
        return true;
    }
    if doc.place(span.start()) != Place::Opaque(OpaqueKind::Script) {
        return false;
    }
    let next = doc.tags.partition_point(|tag| tag.span.start() < span.start());
    let is_json = |name: &str, value: &str| name == "type" && value.trim().to_ascii_lowercase().ends_with("json");
    doc.tags[..next]
        .last()
        .is_some_and(|tag| tag.attributes.iter().any(|attribute| is_json(&attribute.name, &attribute.value)))
}

/// What may be done at most, since a change of a few letters changes what a machine does.
pub(super) fn most(doc: &Document, span: Span) -> Applicability {
    match doc.place(span.start()) {
        // The file on the server may bear the damaged name.
        Place::Target => Applicability::Manual,
        Place::Opaque(
            OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag | OpaqueKind::Math | OpaqueKind::AttributeList,
        ) => Applicability::Manual,
        Place::Opaque(OpaqueKind::Code) => Applicability::Unsafe,
        Place::Opaque(OpaqueKind::Script) if !is_json(doc, span) => Applicability::Unsafe,
        Place::Tag if is_name(doc, span) => Applicability::Manual,
        _ if is_in_address(doc.text(), span) => Applicability::Manual,
        _ => match scalar(doc, span) {
            Some((_, Role::Key | Role::Address)) => Applicability::Unsafe,
            Some((_, Role::Value)) if is_link(doc, span) => Applicability::Manual,
            Some((_, Role::Value)) | None => Applicability::Safe,
        },
    }
}

/// `repaired` as it must be written at the damage, so that quotes and escapes around it still hold; `None` when that takes
/// more than other letters.
pub(super) fn written(doc: &Document, damage: &Damage) -> Option<String> {
    let is_special = |character: &char| character.is_ascii_punctuation() || character.is_control();
    let (old, new) = (doc.slice(damage.span), damage.repaired.as_str());
    let is_same = new.chars().filter(is_special).eq(old.chars().filter(is_special));
    let is_single_line = !new.contains(['\n', '\r']) || old.contains('\n');
    let style = match scalar(doc, damage.span) {
        _ if is_same => return Some(new.to_string()),
        Some((style, _)) => style,
        None if is_json(doc, damage.span) => ScalarStyle::DoubleQuoted,
        None => return Some(new.to_string()),
    };
    // What the damage swallowed of the quoting itself cannot be told.
    if !is_single_line || (damage.form != Form::Escapes && old.contains(['"', '\'', '\\'])) {
        return None;
    }
    match style {
        ScalarStyle::DoubleQuoted => Some(new.replace('\\', "\\\\").replace('"', "\\\"")),
        ScalarStyle::SingleQuoted => Some(new.replace('\'', "''")),
        ScalarStyle::Plain | ScalarStyle::Block => None,
    }
}

/// What a scalar of YAML is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Key,
    /// A value under a key that names an address.
    Address,
    Value,
}

/// The scalar of the front matter or of a data file that holds the beginning of `span`.
fn scalar(doc: &Document, span: Span) -> Option<(ScalarStyle, Role)> {
    let front_matter = doc.front_matter.as_ref().filter(|front_matter| front_matter.span.holds(span.start()));
    let yaml: &Yaml = front_matter.map(|front_matter| &front_matter.yaml).or(doc.data.as_ref())?;
    let mut node = yaml.root.as_ref()?;
    let mut role = Role::Value;
    loop {
        let holds = |node: &&YamlNode| node.span.holds(span.start());
        node = match &node.value {
            YamlValue::Scalar(scalar) => return holds(&node).then_some((scalar.style, role)),
            YamlValue::Alias(_) => return None,
            YamlValue::Sequence(items) => items.iter().find(holds)?,
            YamlValue::Mapping(pairs) => {
                let (key, value) = pairs.iter().find(|(key, value)| holds(&key) || holds(&value))?;
                if holds(&key) {
                    role = Role::Key;
                    key
                } else {
                    if key.as_str().is_some_and(|key| ADDRESSES.contains(&key)) {
                        role = Role::Address;
                    }
                    value
                }
            }
        };
    }
}

/// Whether `span` stands in an attribute by whose value other places find the element.
fn is_name(doc: &Document, span: Span) -> bool {
    let next = doc.tags.partition_point(|tag| tag.span.start() <= span.start());
    let Some(tag) = doc.tags[..next].last() else { return false };
    let mut attributes = tag.attributes.iter();
    attributes.any(|attribute| attribute.span.holds(span.start()) && NAMES.contains(&attribute.name.as_str()))
}

/// Whether `span` stands in a value that the theme uses as a link or image.
fn is_link(doc: &Document, span: Span) -> bool {
    let next = doc.links.partition_point(|link| link.span.start() <= span.start());
    doc.links[..next].last().is_some_and(|link| link.target.holds(span.start()))
}

/// Whether `span` stands in a bare address, which some engines link.
fn is_in_address(text: &str, span: Span) -> bool {
    let is_border = |character: char| character.is_whitespace() || "<>()[]\"'".contains(character);
    let before = &text[text.floor_char_boundary(span.start().saturating_sub(256))..span.start()];
    let word = &before[before.rfind(is_border).map_or(0, |at| text_after(before, at))..];
    word.starts_with("www.") || word.contains("://")
}

/// Behind the character of `text` at `at`.
fn text_after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether a visitor reads what stands at `span`.
pub(super) fn is_visible(doc: &Document, span: Span) -> bool {
    match doc.place(span.start()) {
        Place::Prose | Place::FrontMatter | Place::Opaque(OpaqueKind::Marker) => true,
        Place::Tag => !is_name(doc, span),
        Place::Target | Place::Opaque(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::mojibake::Certainty;
    use crate::source::Source;

    fn document(path: &str, text: &str) -> Document {
        let source = Source::decode(path, text.as_bytes());
        match path.rsplit_once('.') {
            Some((_, "yml")) => Document::data(source),
            Some((_, "json")) => Document::plain(source, crate::syntax::Dialect::Html),
            _ => Document::parse_alone(source),
        }
    }

    /// The damage `what` of `text`, repaired to `repaired`.
    fn damage(text: &str, what: &str, repaired: &str) -> Damage {
        let start = text.find(what).unwrap();
        let form = match what.as_bytes()[0] {
            b'&' => Form::References,
            b'\\' => Form::Escapes,
            _ => Form::Characters,
        };
        Damage {
            span: Span::new(start, start + what.len()),
            repaired: repaired.to_string(),
            codec: "windows-1252",
            rounds: 1,
            lost: 0,
            confidence: 1.0,
            certainty: Certainty::Certain,
            others: Vec::new(),
            form,
        }
    }

    #[test]
    fn a_place_says_what_may_be_done() {
        use Applicability::{Manual, Safe, Unsafe};
        let cases = [
            ("a.md", "An Ã©t", Safe),
            ("a.md", "[Ã©t](x.md)", Safe),
            ("a.md", "[x](Ã©t.md)", Manual),
            ("a.md", "[x](#Ã©t)", Manual),
            ("a.md", "see https://example.org/Ã©t here", Manual),
            ("a.md", "see www.example.org/Ã©t", Manual),
            ("a.md", "see https://example.org and Ã©t", Safe),
            ("a.md", "<img src=\"x.png\" alt=\"Ã©t\">", Safe),
            ("a.md", "<img src=\"Ã©t.png\">", Manual),
            ("a.md", "<a id=\"Ã©t\">x</a>", Manual),
            ("a.md", "<!-- Ã©t -->", Safe),
            ("a.md", "<style>\n/* Ã©t */\n</style>", Safe),
            ("a.md", "<script>\nalert('Ã©t')\n</script>", Unsafe),
            ("a.md", "<script type=\"application/ld+json\">\n{\"name\": \"Ã©t\"}\n</script>", Safe),
            ("a.md", "`Ã©t`", Unsafe),
            ("a.md", "---\ntitle: Ã©t\n---\n", Safe),
            ("a.md", "---\ntitle: x\nÃ©t: x\n---\n", Unsafe),
            ("a.md", "---\npermalink: /Ã©t/\n---\n", Unsafe),
            ("a.md", "---\nredirect_from:\n  - /x/\n  - /Ã©t/\n---\n", Unsafe),
            ("_data/a.yml", "- name: Ã©t\n", Safe),
            ("_data/a.yml", "- a:\n    Ã©t: x\n", Unsafe),
        ];
        for (path, text, expected) in cases {
            let doc = document(path, text);
            assert_eq!(most(&doc, damage(text, "Ã©", "é").span), expected, "{text}");
        }
    }

    #[test]
    fn escapes_and_references_are_damage_where_they_are_read() {
        let escapes = r"\u00c3\u00a9";
        let references = "&Atilde;&copy;";
        let cases = [
            ("_data/a.yml", r#"name: "Ren\u00c3\u00a9e""#, escapes, true),
            ("_data/a.yml", r"name: Ren\u00c3\u00a9e", escapes, false),
            ("_data/a.yml", r"name: 'Ren\u00c3\u00a9e'", escapes, false),
            ("a.json", r#"{"name": "Ren\u00c3\u00a9e"}"#, escapes, true),
            ("a.md", r"Ren\u00c3\u00a9e", escapes, false),
            ("a.md", "---\ntitle: \"Ren\\u00c3\\u00a9e\"\n---\n", escapes, true),
            ("a.md", "<script type=\"application/ld+json\">\n{\"a\": \"\\u00c3\\u00a9\"}\n</script>", escapes, true),
            ("a.md", "<script>\nx = '\\u00c3\\u00a9'\n</script>", escapes, false),
            ("a.md", "Ren&Atilde;&copy;e", references, true),
            ("a.md", "`Ren&Atilde;&copy;e`", references, false),
            ("a.md", "<script>\nx = '&Atilde;&copy;'\n</script>", references, false),
        ];
        for (path, text, what, expected) in cases {
            let doc = document(path, text);
            assert_eq!(is_read(&doc, &damage(text, what, "é")), expected, "{text}");
        }
    }

    #[test]
    fn quotes_hold() {
        let cases = [
            ("_data/a.yml", "a: Ã©t", "é", Some("é")),
            ("_data/a.yml", "a: \"Ã©t\"", "é\"\\", Some("é\\\"\\\\")),
            ("_data/a.yml", "a: 'Ã©t'", "é'", Some("é''")),
            ("_data/a.yml", "a: Ã©t", "#é", None),
            ("_data/a.yml", "a: \"Ã©t\"", "é\nx", None),
            ("a.json", "{\"a\": \"Ã©t\"}", "é\"", Some("é\\\"")),
            ("a.md", "Ã©t", "é\"", Some("é\"")),
        ];
        for (path, text, repaired, expected) in cases {
            let doc = document(path, text);
            assert_eq!(written(&doc, &damage(text, "Ã©", repaired)).as_deref(), expected, "{text}");
        }
    }
}
