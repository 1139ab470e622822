//! YAML with positions: front matter and data files, read with libyaml's own events as Psych and PyYAML read them.

mod diagnose;
mod flat;
mod input;
mod parse;
mod printed;
mod refuse;
mod typed;
mod written;

pub use diagnose::{Cause, Diagnosis, diagnose};
pub use parse::parse;
pub use printed::printed;
pub use refuse::{Refusal, refused};
pub use typed::{Engine, Refused, Typed, construct, typed};
pub use written::Written;

use crate::text::Span;

/// A parsed YAML text: what could be read, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Yaml {
    /// The first document. Beside a problem it is what was read before it, which no engine would use: Psych and PyYAML
    /// refuse the whole text. `None` when there is no node at all.
    pub root: Option<YamlNode>,
    /// Why the text cannot be parsed; libyaml stops at the first problem.
    pub problem: Option<YamlProblem>,
    /// What follows the first document, be it another one or what cannot be parsed: Ruby never looks at it.
    pub rest: Option<Span>,
}

/// A syntax error as libyaml reports it, placed in the whole text.
#[derive(Clone, Debug, PartialEq)]
pub struct YamlProblem {
    /// The character at which libyaml gave up; the last one of the text when it ended too early.
    pub span: Span,
    /// Where the construct began that libyaml was reading (an opening quote, a mapping's first key), in bytes.
    pub opened: Option<usize>,
    /// libyaml's words: "mapping values are not allowed in this context".
    pub message: String,
}

/// A value and where it stands, in bytes of the whole text: a quoted scalar with its quotes, a block scalar from its `|`
/// to the end of its last line, a collection from its first to its last byte, nothing with its tag or anchor. The span of
/// a missing value is empty and stands right behind the `:` or `-`.
#[derive(Clone, Debug, PartialEq)]
pub struct YamlNode {
    pub span: Span,
    /// The explicit tag as written, such as `!!python/name:x`; where the text has `%TAG`, what that makes of it: `!<tag>`.
    pub tag: Option<String>,
    /// `name` of `&name`.
    pub anchor: Option<Box<str>>,
    pub value: YamlValue,
}

#[derive(Clone, Debug, PartialEq)]
pub enum YamlValue {
    Scalar(Scalar),
    Sequence(Vec<YamlNode>),
    /// Pairs in order, duplicates kept.
    Mapping(Vec<(YamlNode, YamlNode)>),
    /// `*name`: not followed, so that an alias bomb stays small.
    Alias(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The value with quotes and escapes resolved.
    pub text: String,
    pub style: ScalarStyle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// `|` or `>`.
    Block,
}

impl Yaml {
    /// The value under a top-level `key`; the last one when the key is doubled, as Psych and PyYAML take it.
    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        self.root.as_ref()?.get(key)
    }
}

impl YamlNode {
    /// The value under `key` of a mapping; the last one when the key is doubled.
    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        self.pairs().iter().rev().find(|(name, _)| name.as_str() == Some(key)).map(|(_, value)| value)
    }

    /// The pairs of a mapping; none of anything else.
    pub fn pairs(&self) -> &[(YamlNode, YamlNode)] {
        match &self.value {
            YamlValue::Mapping(pairs) => pairs,
            _ => &[],
        }
    }

    /// The items of a sequence; none of anything else.
    pub fn items(&self) -> &[YamlNode] {
        match &self.value {
            YamlValue::Sequence(items) => items,
            _ => &[],
        }
    }

    /// Whether either can stand for the other: tags, quoting and values, wherever they stand. What has an anchor may be meant
    /// elsewhere.
    pub fn same_value(&self, other: &YamlNode) -> bool {
        if self.tag != other.tag || self.anchor.is_some() || other.anchor.is_some() {
            return false;
        }
        match (&self.value, &other.value) {
            (YamlValue::Sequence(a), YamlValue::Sequence(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same_value(b))
            }
            (YamlValue::Mapping(a), YamlValue::Mapping(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0.same_value(&b.0) && a.1.same_value(&b.1))
            }
            // A plain `1` is a number, a quoted one is text; which quotes makes no difference.
            (YamlValue::Scalar(a), YamlValue::Scalar(b)) => {
                a.text == b.text && (a.style == ScalarStyle::Plain) == (b.style == ScalarStyle::Plain)
            }
            (a, b) => a == b,
        }
    }

    /// The type of a scalar, its tag in mind, or why the engine throws at it; `None` for anything else.
    pub fn construct(&self, engine: Engine) -> Option<Result<Typed, Refused>> {
        match &self.value {
            YamlValue::Scalar(scalar) => {
                Some(typed::construct_tagged(scalar, typed::Tag::new(self.tag.as_deref()), engine))
            }
            _ => None,
        }
    }

    /// What a scalar of one construct says, without its quotes; `None` of a block scalar or a collection.
    pub fn inner(&self) -> Option<Span> {
        let YamlValue::Scalar(scalar) = &self.value else { return None };
        let quotes = match scalar.style {
            ScalarStyle::Plain => 0,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
            ScalarStyle::Block => return None,
        };
        Some(Span::new(self.span.start() + quotes, self.span.end() - quotes))
    }

    /// The text of a scalar, whatever its type.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            YamlValue::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }
}
