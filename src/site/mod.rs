//! What the generator will publish, known from names, configs and front matter: [`Site`]. Where a link leads:
//! [`Site::resolve`].

mod detect;
mod digest;
mod jekyll;
mod malformed;
mod mkdocs;
mod names;
mod plain;
mod published;
#[cfg(test)]
mod tests;
mod tree;
mod urls;

pub use detect::Theme;
pub use digest::Digest;
pub use malformed::{Malformed, Repair, malformed};
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
    /// Nothing is published there.
    Missing {
        /// The link as it would be written for the nearest name beside it: likely a slip of the pen.
        nearest: Option<String>,
        /// The link as it would be written for the only file of this name elsewhere in the site.
        moved: Option<String>,
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
    pub theme: Theme,
    /// The owner's names where a configuration gives them, the most usual first.
    pub owner: Vec<String>,
    plan: Plan,
}

/// What is known of the site, by its generator.
#[derive(Debug)]
enum Plan {
    Jekyll(Box<jekyll::Jekyll>),
    MkDocs(Box<mkdocs::MkDocs>),
    Plain(Box<plain::Plain>),
}

impl Site {
    /// Reads the configuration in the root of `tree` and, in a Jekyll site, the front matter of its pages: of those that
    /// the generator finds, whichever are linted. The names in `owner` (`hplint.yml`) come before what the generator's
    /// configuration says.
    pub fn build(tree: &dyn Tree, owner: &[String]) -> Site {
        let mut site = Site::read(tree);
        if !owner.is_empty() {
            site.owner = owner.to_vec();
        }
        site
    }

    fn read(tree: &dyn Tree) -> Site {
        let generator = detect::generator(tree);
        match generator {
            Generator::Jekyll => {
                let (plan, yaml) = jekyll::Jekyll::build(tree);
                Site {
                    generator,
                    theme: detect::jekyll_theme(tree, &yaml),
                    owner: detect::jekyll_owner(&yaml).into_iter().collect(),
                    plan: Plan::Jekyll(Box::new(plan)),
                }
            }
            Generator::MkDocs | Generator::Zensical => {
                let is_zensical = generator == Generator::Zensical;
                let plan = if is_zensical { mkdocs::MkDocs::from_toml(tree) } else { mkdocs::MkDocs::from_yaml(tree) };
                let theme = if plan.is_material() { Theme::Material } else { Theme::Plain };
                Site { generator, theme, owner: plan.owner().into_iter().collect(), plan: Plan::MkDocs(Box::new(plan)) }
            }
            Generator::None => {
                Site { generator, theme: Theme::Plain, owner: Vec::new(), plan: Plan::Plain(Box::default()) }
            }
        }
    }

    /// Whether no configuration joins the pages: each stands alone.
    pub fn is_alone(&self) -> bool {
        matches!(self.plan, Plan::Plain(_))
    }

    /// The published pages and their URLs (from the site's root, without `baseurl`), by path.
    pub fn urls(&self) -> Vec<(String, String)> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.urls(),
            Plan::MkDocs(mkdocs) => mkdocs.urls(),
            Plan::Plain(_) => Vec::new(),
        }
    }

    /// The dialect that the configuration gives to the page at `path`; `None` when only the page itself can tell.
    pub fn dialect(&self, path: &str) -> Option<Dialect> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.dialect(path),
            Plan::MkDocs(mkdocs) => mkdocs.dialect(path),
            Plan::Plain(_) => None,
        }
    }

    /// Where `link` on the page at `path` leads. A fragment alone is not looked up.
    pub fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        if link.url.contains(['\n', '\r']) {
            return Resolution::Unknown("broken over lines");
        }
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.resolve(tree, path, link),
            Plan::MkDocs(mkdocs) => mkdocs.resolve(tree, path, link),
            Plan::Plain(plain) => plain.resolve(tree, path, link),
        }
    }
}
