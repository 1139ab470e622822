//! What a page tells the others once its Document is gone.

use crate::people::PagePeople;

/// Small, owned, with spans into the page's text.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// Relative to the site's root.
    pub path: String,
    pub people: PagePeople,
}
