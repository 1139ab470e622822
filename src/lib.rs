//! hplint reads the sources of a homepage the way its generator will, says what a visitor would see broken, and
//! repairs it without changing anything else.
//!
//! The map, top to bottom; a module uses only modules above it (`tests/it/tidy.rs` holds that):
//!
//! - [`text`]: spans, edits, lines; knows nothing.
//! - [`calendar`]: days as numbers.
//! - [`finding`]: what a rule reports, and its fix.
//! - [`encoding`]: bytes to text and back; mojibake.
//! - [`source`]: one file, decoded.
//! - [`config`]: what `hplint.yml` says.
//! - [`syntax`]: a source parsed in its dialect: [`syntax::Document`].
//! - [`people`]: names, author lists, the owner.
//! - [`publications`]: what pages and references tell of publications.
//! - [`site`]: what the generator will publish; where a link leads.
//! - [`rules`]: one file a rule.
//! - [`suppress`]: `hplint-disable` comments.
//! - [`lint`]: pages and rules to sorted findings.
//! - [`survey`]: what `hplint site` prints.
//! - [`guard`]: did an edit change only what it claims?
//! - [`fix`]: findings to new bytes.
//! - [`report`]: one file a format.
//! - [`cli`], [`run`]: flags; walking, reading, writing.

pub mod calendar;
pub mod cli;
pub mod config;
pub mod encoding;
pub mod finding;
pub mod fix;
pub mod guard;
pub mod lint;
pub mod people;
pub mod publications;
pub mod report;
pub mod rules;
pub mod run;
pub mod site;
pub mod source;
pub mod suppress;
pub mod survey;
pub mod syntax;
pub mod text;

pub use encoding::{Repaired, repair};

use config::Settings;
use finding::Applicability;
use fix::FixedPage;
use lint::{Content, Linter, PageReport};
use site::{MemoryTree, Site, Tree};

/// Lints `pages` of a site in memory. `files` are all that is known of the site, by paths relative to its root with `/`
/// between folders; the reports are in the order of `pages`. What day it is `settings.today` says; the clock is
/// not asked. `Err` says what in the settings cannot be understood.
pub fn lint(
    files: Vec<(String, Vec<u8>)>,
    pages: &[String],
    settings: &Settings,
) -> Result<Vec<PageReport>, Vec<String>> {
    in_memory(files, settings, |linter, read| linter.lint(pages, read))
}

/// Fixes `pages` of a site in memory with every fix of at least `least`; see [`lint()`].
pub fn fix(
    files: Vec<(String, Vec<u8>)>,
    pages: &[String],
    settings: &Settings,
    least: Applicability,
) -> Result<Vec<FixedPage>, Vec<String>> {
    in_memory(files, settings, |linter, read| fix::fix(linter, pages, &|_| true, read, least))
}

fn in_memory<T>(
    files: Vec<(String, Vec<u8>)>,
    settings: &Settings,
    work: impl FnOnce(&Linter, lint::Read) -> T,
) -> Result<T, Vec<String>> {
    let selection = rules::select(settings);
    let mut problems = selection.problems;
    problems.extend(site::schemas::own(&settings.schemas).1);
    problems.extend(publications::References::read(&settings.references).1);
    if !problems.is_empty() {
        return Err(problems);
    }
    let tree = MemoryTree::new(files);
    let site = Site::build_as(&tree, &settings.into());
    let linter = Linter { site: &site, tree: &tree, rules: &selection.rules, settings };
    let read = |path: &str| -> Content { tree.read(path, usize::MAX).ok_or_else(|| "no such file".to_string()) };
    Ok(work(&linter, &read))
}
