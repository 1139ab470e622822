//! Values with an explicit tag. Psych: `psych/visitors/to_ruby.rb` (4.0) with the classes `Date` and `Time`, as Jekyll
//! calls it. PyYAML: the SafeLoader. The gem safe_yaml knows of `binary` alone, and then reads a quoted value as a plain
//! one.

use super::{Engine, Refused, Typed, construct, number, plain, stray_underscore};
use crate::syntax::yaml::{Scalar, ScalarStyle};

/// A tag by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax::yaml) enum Tag<'a> {
    None,
    /// `!`: libyaml then says of a quoted value that it is a plain one.
    Plain,
    /// `!!int` and `!<tag:yaml.org,2002:int>`, without what is the same in all.
    Standard(&'a str),
    /// `!name`
    Local(&'a str),
}

impl<'a> Tag<'a> {
    /// Of a tag as it is written.
    pub(in crate::syntax::yaml) fn new(written: Option<&'a str>) -> Tag<'a> {
        let Some(written) = written else { return Tag::None };
        if written == "!" {
            return Tag::Plain;
        }
        let verbatim = written.strip_prefix("!<").and_then(|tag| tag.strip_suffix('>'));
        let standard = verbatim.map_or(written.strip_prefix("!!"), |tag| tag.strip_prefix("tag:yaml.org,2002:"));
        match standard {
            Some(name) => Tag::Standard(name),
            None => Tag::Local(verbatim.unwrap_or(written).trim_start_matches('!')),
        }
    }
}

/// The type of a scalar with a tag, or why the engine throws at it.
pub(in crate::syntax::yaml) fn construct_tagged(scalar: &Scalar, tag: Tag, engine: Engine) -> Result<Typed, Refused> {
    match engine {
        _ if tag == Tag::None => construct(scalar, engine),
        Engine::PyYaml if tag == Tag::Plain && scalar.text.is_empty() && scalar.style == ScalarStyle::Plain => {
            Ok(Typed::Str)
        }
        _ if tag == Tag::Plain => plain(&scalar.text, engine),
        Engine::SafeYaml => match tag {
            Tag::Standard("binary") | Tag::Local("binary") => Ok(Typed::Str),
            _ => match scalar.text.strip_suffix('\n') {
                // Its patterns for numbers and dates look past a last line end, its list of words does not.
                Some(line) if line.starts_with(|c: char| !c.is_ascii_alphabetic() && c != '~') => plain(line, engine),
                Some(_) => Ok(Typed::Str),
                None => plain(&scalar.text, engine),
            },
        },
        Engine::Psych => psych(&scalar.text, tag),
        Engine::PyYaml => py_yaml(&scalar.text, tag),
    }
}

fn psych(text: &str, tag: Tag) -> Result<Typed, Refused> {
    match tag {
        Tag::Standard("binary" | "str") | Tag::Local("binary" | "str" | "ruby/string") => Ok(Typed::Str),
        Tag::Standard("float") | Tag::Local("float") => match multiline(text)? {
            Typed::Int(value) => Ok(Typed::Float(value as f64)),
            Typed::Float(value) => Ok(Typed::Float(value)),
            Typed::Str if stray_underscore(text).is_none() => {
                text.trim().replace('_', "").parse().map(Typed::Float).map_err(|_| Refused::Number)
            }
            _ => Err(Refused::Number),
        },
        Tag::Local(name) if is_ruby_class(name) => Err(Refused::Tag),
        _ => multiline(text),
    }
}

/// Psych takes a text of several lines for no other type.
fn multiline(text: &str) -> Result<Typed, Refused> {
    if text.contains('\n') { Ok(Typed::Str) } else { plain(text, Engine::Psych) }
}

/// Whether Psych looks for a class that it may not load, when a scalar has this tag.
fn is_ruby_class(name: &str) -> bool {
    let has_class = |prefix: &str| name.strip_prefix(prefix).is_some_and(|class| !class.is_empty());
    let objects = ["BigDecimal", "DateTime", "Complex", "Rational"];
    has_class("str:")
        || has_class("ruby/string:")
        || name.strip_prefix("ruby/object:").is_some_and(|class| objects.contains(&class))
        || matches!(name, "ruby/class" | "ruby/module" | "ruby/regexp" | "ruby/range")
        || name.starts_with("ruby/sym")
}

fn py_yaml(text: &str, tag: Tag) -> Result<Typed, Refused> {
    let Tag::Standard(name) = tag else { return Err(Refused::Tag) };
    match name {
        "str" => Ok(Typed::Str),
        "binary" if is_base64(text) => Ok(Typed::Str),
        "null" => Ok(Typed::Null),
        "bool" => match text.to_lowercase().as_str() {
            "yes" | "true" | "on" => Ok(Typed::Bool(true)),
            "no" | "false" | "off" => Ok(Typed::Bool(false)),
            _ => Err(Refused::Tag),
        },
        "int" => match plain(text, Engine::PyYaml) {
            Ok(Typed::Int(value)) => Ok(Typed::Int(value)),
            _ => text.trim().replace('_', "").parse().map(Typed::Int).map_err(|_| Refused::Tag),
        },
        "float" => match plain(text, Engine::PyYaml) {
            Ok(Typed::Float(value)) => Ok(Typed::Float(value)),
            _ => text.trim().replace('_', "").parse().map(Typed::Float).map_err(|_| Refused::Tag),
        },
        "timestamp" if text.starts_with(|c: char| c.is_ascii_digit()) => match number::read(text, Engine::PyYaml)? {
            date @ (Typed::Date | Typed::DateTime) => Ok(date),
            _ => Err(Refused::Tag),
        },
        _ => Err(Refused::Tag),
    }
}

/// Whether Python's `base64.decodebytes` takes the text: it leaves out what is not of its alphabet.
fn is_base64(text: &str) -> bool {
    let (mut digits, mut padding) = (0, 0);
    for byte in text.bytes() {
        match byte {
            b'=' => {
                padding += 1;
                if digits % 4 >= 2 && digits % 4 + padding >= 4 {
                    return text.is_ascii();
                }
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => (digits, padding) = (digits + 1, 0),
            _ => {}
        }
    }
    text.is_ascii() && digits % 4 == 0
}
