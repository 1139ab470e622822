//! A page alone, or one that is read where it lies (a README on GitHub): links name files beside it.

use super::Resolution;
use super::names::Hit;
use super::published::{Published, Written};
use super::tree::Tree;
use super::urls::{self, Reach};
use crate::syntax::{Link, LinkKind};

/// A folder that is published as it is, as far as anybody knows.
#[derive(Debug, Default)]
pub(super) struct Plain {
    files: Published,
}

impl Plain {
    /// Where `link` on the page at `page` leads when nothing is known but the files below the root.
    pub(super) fn resolve(&self, tree: &dyn Tree, page: &str, link: &Link) -> Resolution {
        let target = link.url.trim();
        if target.contains("{{") || target.contains("{%") {
            return Resolution::Unknown("a template value");
        }
        let written = match urls::reach(target) {
            Reach::Here => return Resolution::Found { page: Some(page.into()) },
            Reach::Elsewhere => return Resolution::External,
            Reach::Rooted(_) => return Resolution::Unknown("the site's root is not known"),
            Reach::Relative(_)
                if matches!(
                    link.kind,
                    LinkKind::FrontMatter | LinkKind::Data | LinkKind::Parameter | LinkKind::Bib(_)
                ) =>
            {
                return Resolution::Unknown("nobody says where it is looked for");
            }
            Reach::Relative(path) => path,
        };
        let Some(path) = urls::decode(written) else { return Resolution::Unknown("not UTF-8") };
        let joined = urls::join(urls::folder(page), &path);
        if joined.left_root {
            return Resolution::Unknown("outside of the page's folder");
        }
        let bare = joined.path.trim_end_matches('/');
        let hit = self.files.find(tree, bare);
        if hit == Hit::File {
            return Resolution::Found { page: Some(bare.into()) };
        }
        if hit == Hit::Folder || self.is_page_of_source(tree, bare) {
            return Resolution::FOUND;
        }
        let written = Written { target, path: 0..written.len(), folder: urls::folder(page) };
        if let Hit::ByCase(actual) = hit {
            return Resolution::DiffersByCase { actual: written.renamed(&actual) };
        }
        if urls::extension(bare).is_empty() {
            return Resolution::Unknown("may be the address of a page");
        }
        let nearest = self.files.nearest(tree, bare).map(|actual| written.renamed(&actual));
        Resolution::Missing { nearest, moved: None }
    }

    /// Whether the source of a page stands where a link names the page.
    fn is_page_of_source(&self, tree: &dyn Tree, path: &str) -> bool {
        let stem = match urls::extension(path).as_str() {
            "html" | "htm" => path.rsplit_once('.').map_or(path, |(stem, _)| stem),
            "" => path,
            _ => return false,
        };
        ["md", "markdown", "html"].iter().any(|ending| self.files.find(tree, &format!("{stem}.{ending}")) == Hit::File)
    }
}
