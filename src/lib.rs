//! hplint reads the sources of a homepage the way its generator will, says what a visitor would see broken, and
//! repairs it without changing anything else.
//!
//! The map, top to bottom; a module uses only modules above it (`tests/it/tidy.rs` holds that):
//!
//! - [`text`]: spans, edits, lines; knows nothing.
//! - [`encoding`]: bytes to text and back; mojibake.
//! - [`source`]: one file, decoded.
//! - [`finding`]: what a rule reports, and its fix.
//! - [`config`]: `hplint.yml`.
//! - [`syntax`]: a source parsed in its dialect: [`syntax::Document`].
//! - [`people`]: names, author lists, the owner.
//! - [`site`]: what the generator will publish; where a link leads.
//! - [`rules`]: one file a rule.
//! - [`suppress`]: `hplint-disable` comments.
//! - [`lint`]: pages and rules to sorted findings.
//! - [`guard`]: did an edit change only what it claims?
//! - [`fix`]: findings to new bytes.
//! - [`report`]: one file a format.
//! - [`cli`], [`run`]: flags; walking, reading, writing.

pub mod cli;
pub mod config;
pub mod encoding;
pub mod finding;
pub mod fix;
pub mod guard;
pub mod lint;
pub mod people;
pub mod report;
pub mod rules;
pub mod run;
pub mod site;
pub mod source;
pub mod suppress;
pub mod syntax;
pub mod text;
