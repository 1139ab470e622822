//! What the generator will publish, known from names, configs and front matter: [`Site`]. Where a link leads:
//! [`Site::resolve`].

mod digest;
mod tree;

pub use digest::Digest;
pub use tree::{Entry, MemoryTree, Tree};

use crate::syntax::{Dialect, Link};

/// Which program turns the sources into a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    Jekyll,
    MkDocs,
    Zensical,
    /// A folder of pages without a configuration, or a page alone.
    None,
}

/// Where a link leads, without asking the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    Found,
    /// Nothing is published there; the nearest name that is, as it would be written in this link.
    Missing {
        nearest: Option<String>,
    },
    /// There is a file that differs in upper and lower case only; its name as it would be written in this link.
    DiffersByCase {
        actual: String,
    },
    /// Another host, a mail address, a telephone number.
    External,
    /// Cannot be known from the sources, and why.
    Unknown(&'static str),
}

/// A site before its pages are parsed.
#[derive(Debug)]
pub struct Site {
    pub generator: Generator,
    /// The owner's name where the configuration gives it.
    pub configured_owner: Option<String>,
}

impl Site {
    /// Reads the configuration in the root of `tree` and the front matter of `pages` (paths relative to the root, `/`
    /// between folders).
    pub fn build(tree: &dyn Tree, pages: &[String]) -> Site {
        let _ = (tree, pages);
        Site { generator: Generator::None, configured_owner: None }
    }

    /// The dialect that the configuration gives to the page at `path`; `None` when only the page itself can tell.
    pub fn dialect(&self, path: &str) -> Option<Dialect> {
        let _ = path;
        None
    }

    /// Where `link` on the page at `path` leads.
    pub fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let _ = (tree, path, link);
        Resolution::Unknown("not resolved")
    }
}
