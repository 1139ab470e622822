//! Findings → one guarded edit set a file, to a fixed point.

use crate::finding::Applicability;
use crate::lint::{Content, Linter, PageReport};

/// What fixing did to one file.
#[derive(Clone, Debug)]
pub struct FixedPage {
    pub path: String,
    /// The new bytes; `None` when nothing changed.
    pub bytes: Option<Vec<u8>>,
    /// Fixes applied, by rule name.
    pub applied: Vec<&'static str>,
    /// Fixes that the guard could not prove, with the reason, for `--verbose`.
    pub dropped: Vec<String>,
    /// What is left.
    pub report: PageReport,
}

/// At most this many rounds of fixing and linting again.
pub const ROUNDS: usize = 10;

/// Applies every fix of at least `least` to `pages` until nothing changes; writes nothing.
pub fn fix(
    linter: &Linter,
    pages: &[String],
    read: &(dyn Fn(&str) -> Content + Sync),
    least: Applicability,
) -> Vec<FixedPage> {
    let _ = (linter, pages, read, least);
    Vec::new()
}
