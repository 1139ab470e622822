//! Where a link leads.

use std::sync::Arc;

/// Where a link leads, without asking the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    Found {
        /// The source of the page there, from the root of the tree: its digest tells the anchors. `None` for a file that is
        /// copied, a redirect, and what a source makes without being shown there itself.
        page: Option<Arc<str>>,
    },
    /// The source is there, but the site does not publish it: a draft, an excluded file.
    NotPublished {
        /// From the root of the tree.
        source: String,
        /// The end of a sentence that begins "it is": "left out by `exclude`".
        why: &'static str,
    },
    /// Nothing is published there.
    Missing {
        /// The link as it would be written for the nearest name beside it: likely a slip of the pen.
        nearest: Option<String>,
        /// The link as it would be written for the only file of this name elsewhere in the site.
        moved: Option<String>,
    },
    /// There is a file that differs in upper and lower case only; its name as it would be written in this link.
    DiffersByCase { actual: String },
    /// Another host, a mail address, a telephone number.
    External,
    /// Cannot be known from the sources, and why.
    Unknown(&'static str),
}

impl Resolution {
    /// A copied file, or something else that is there without being a page.
    pub(super) const FOUND: Resolution = Resolution::Found { page: None };

    /// The same for a link that writes out the site's own address: what is not found may be another site on the host, unless
    /// it `is_certain` to be missing.
    pub(super) fn on_own_host(self, is_certain: bool) -> Resolution {
        match self {
            found @ Resolution::Found { .. } => found,
            Resolution::Unknown(_) => Resolution::External,
            other if is_certain => other,
            _ => Resolution::External,
        }
    }

    pub fn is_found(&self) -> bool {
        matches!(self, Resolution::Found { .. })
    }
}
