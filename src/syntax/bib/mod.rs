//! BibTeX with positions: entries, their fields, what their values print, and what is wrong with them.
//!
//! Read by hand and not by a crate: biblatex 0.12 stops at the first error, ends a quoted value at a quote inside of braces
//! (BibTeX does not), and says nothing of where an unclosed value began.

mod latex;
mod links;
mod parse;
mod person;
mod text;

pub(super) use links::links;
pub(super) use parse::parse;
pub use person::{BibPerson, bib_person};
pub use text::{latex_letters, latex_text};

use crate::text::Span;

/// A `.bib` file. `@string`, `@preamble`, `@comment` and the text between entries are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// In the order of the file.
    pub entries: Vec<BibEntry>,
    /// In the order in which they were met.
    pub problems: Vec<BibProblem>,
}

/// `@kind{key, …}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BibEntry {
    /// From `@` to the closing brace, or to what stands in its place.
    pub span: Span,
    pub kind: Span,
    /// Empty when there is none.
    pub key: Span,
    pub fields: Vec<BibField>,
}

/// `name = {value}`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BibField {
    pub name: Span,
    /// Without its braces or quotes; all of `"a" # b` when it is joined.
    pub value: Span,
    /// The value is one text between braces or quotes.
    pub is_text: bool,
}

/// Why an entry cannot be read as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BibProblem {
    pub kind: BibProblemKind,
    /// What is wrong: a name, a brace, the place of a missing comma.
    pub span: Span,
    /// Index of the entry.
    pub entry: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BibProblemKind {
    /// `@article{title = …`; the span is the kind.
    NoKey,
    /// No comma behind the key; the span is the key.
    NoCommaAfterKey,
    /// No comma between two fields; the span is empty and stands behind the first value.
    NoComma,
    /// `title {…}`; the span is the name.
    NoEquals,
    /// `title = ,`; the span is the name.
    NoValue,
    /// A value without its closing brace or quote; the span is the name.
    UnclosedValue,
    /// An entry without its closing brace; the span is the key.
    UnclosedEntry,
    /// The entry ends before its last fields; the span is the brace.
    EarlyEnd,
    /// Something that is no field; the span is its line.
    Stray,
}
