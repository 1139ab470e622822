//! What was found, written for people, editors and CI: one small file a format.
//!
//! Every format writes files in the order given, and findings in the order of their report; who calls sorts.

mod concise;
mod full;
mod json;
mod printable;
mod site;
mod statistics;
mod summary;

pub use concise::concise;
pub use full::{Look, full};
pub use json::json;
pub use printable::printable;
pub use site::{SurveyedSite, site_json, site_text};
pub use statistics::{statistics, statistics_json};
pub use summary::Totals;

use crate::lint::Located;

/// The findings of one file as they are printed.
#[derive(Clone, Debug)]
pub struct FileFindings {
    /// The path as the user would write it from where hplint was started, with `/` between folders.
    pub path: String,
    /// Sorted by span, then rule.
    pub findings: Vec<Located>,
}
