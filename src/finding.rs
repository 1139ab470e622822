//! What a rule reports: a [`Finding`] at a span, with the [`Fix`] that would mend it.

use crate::text::{Edit, Span};
use serde::{Deserialize, Serialize};

/// The facts of a rule. Its page `rules/<group>/<name>.md` states the same.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// The rule's only identity: names the defect, in kebab case, and never changes meaning.
    pub name: &'static str,
    /// The folder it lives in, selectable as a whole.
    pub group: &'static str,
    pub severity: Severity,
    /// On without being asked for.
    pub default: bool,
    /// One line for `hplint rules`.
    pub summary: &'static str,
    /// The applicabilities that its fixes can have; empty when it never offers one.
    pub fixes: &'static [Applicability],
}

/// How much a finding costs the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Shabby or risky.
    Warning,
    /// A visitor sees something wrong or misses something.
    Error,
}

/// Who may apply a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Shown, never applied.
    Manual,
    /// Likely right; a person should look (`--unsafe-fixes`).
    Unsafe,
    /// Provably what the author meant (`--fix`).
    Safe,
}

/// What a fix may change in what a visitor gets; the guard proves that nothing else changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing a visitor can see.
    Invisible,
    /// Characters of the text.
    Words,
    /// Bold, italics, underline.
    Emphasis,
    /// The target of a link, or that it is one.
    Link,
    /// A heading's level, text or id.
    Heading,
    /// A value in the front matter.
    FrontMatter,
    /// The bytes of the file: it is written as UTF-8 without a byte order mark.
    Encoding,
}

/// A repair: all of its edits or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an instruction: "write `mailto:` without the blank".
    pub title: String,
    pub applicability: Applicability,
    pub effect: Effect,
    /// May be empty for [`Effect::Encoding`].
    pub edits: Vec<Edit>,
}

/// One defect at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static RuleMeta,
    /// Bytes of the decoded text.
    pub span: Span,
    /// What is wrong here, with the text in backticks; no advice, no full stop.
    pub message: String,
    /// Advice, when there is more to say than the fix's title.
    pub help: Option<String>,
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding without advice or fix.
    pub fn new(rule: &'static RuleMeta, span: Span, message: impl Into<String>) -> Finding {
        Finding { rule, span, message: message.into(), help: None, fix: None }
    }

    /// The same with a help line.
    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }

    /// The same with a fix, if there is one.
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Finding {
        self.fix = fix.into();
        self
    }
}
