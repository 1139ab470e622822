//! `hplint-disable` comments: which findings a page's author does not want to hear.

use crate::finding::Finding;
use crate::syntax::Document;
use crate::text::Span;

/// The suppressions of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suppressions {
    /// Bytes in which findings of these rules (empty: of all) are silenced.
    ranges: Vec<(Span, Vec<String>)>,
}

impl Suppressions {
    /// Reads the comments of `doc`.
    pub fn read(doc: &Document) -> Suppressions {
        let _ = doc;
        Suppressions::default()
    }

    /// Whether `finding` is silenced.
    pub fn covers(&self, finding: &Finding) -> bool {
        self.ranges.iter().any(|(span, rules)| {
            span.holds(finding.span.start()) && (rules.is_empty() || rules.iter().any(|rule| rule == finding.rule.name))
        })
    }
}
