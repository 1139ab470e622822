//! A page alone, or one that is read where it lies (a README on GitHub): links name files beside it.

use super::Resolution;
use super::names::Hit;
use super::published::{Published, Written};
use super::tree::Tree;
use super::urls::{self, Reach};
use crate::syntax::{Link, LinkKind, has_template};

/// A folder that is published as it is, as far as anybody knows.
#[derive(Debug, Default)]
pub(super) struct Plain {
    files: Published,
    /// The root is a repository's, whose pages are read on GitHub: there `/path` starts from it.
    is_repository: bool,
}

/// Folders whose files other generators publish at the root: Hugo, Docusaurus, Zola; Astro, Next.
const STATIC_FOLDERS: &[&str] = &["static", "public"];

impl Plain {
    /// What a site's repository shows on GitHub beside the site.
    pub(super) fn repository() -> Plain {
        Plain { is_repository: true, ..Plain::default() }
    }

    /// Where `link` on the page at `page` leads when nothing is known but the files below the root.
    pub(super) fn resolve(&self, tree: &dyn Tree, page: &str, link: &Link) -> Resolution {
        let target = link.url.trim();
        if has_template(target) {
            return Resolution::Unknown("a template value");
        }
        let written = match urls::reach(target) {
            Reach::Here => return Resolution::Found { page: Some(page.into()) },
            Reach::Elsewhere => return Resolution::External,
            Reach::Rooted(_) | Reach::Relative(_)
                if matches!(
                    link.kind,
                    LinkKind::FrontMatter | LinkKind::Data | LinkKind::Parameter | LinkKind::Bib(_)
                ) =>
            {
                return Resolution::Unknown("nobody says where it is looked for");
            }
            Reach::Rooted(path) if !self.is_repository => return self.resolve_rooted(tree, path),
            Reach::Rooted(path) | Reach::Relative(path) => path,
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
        let written = Written::new(target, 0..written.len(), urls::folder(page));
        if let Hit::ByCase(actual) = hit {
            return Resolution::DiffersByCase { actual: written.renamed(&actual) };
        }
        if let Some(why) = self.files.why_hidden(tree, bare, self.files.way_to(tree, bare)) {
            return Resolution::Unknown(why);
        }
        if urls::extension(bare).is_empty() {
            return Resolution::Unknown("may be the address of a page");
        }
        let nearest = self.files.nearest(tree, bare).map(|actual| written.renamed(&actual));
        Resolution::Missing { nearest, moved: None }
    }

    /// `/path` where nothing says which folder is the root: what stands below a usual one is there, the rest is not known.
    fn resolve_rooted(&self, tree: &dyn Tree, path: &str) -> Resolution {
        let path = urls::decode(path).map(|path| urls::join("", &path).path);
        let is_file = |folder: &&str| {
            path.as_ref().is_some_and(|path| self.files.find(tree, &urls::below(folder, path)) == Hit::File)
        };
        if STATIC_FOLDERS.iter().any(is_file) {
            return Resolution::FOUND;
        }
        Resolution::Unknown("the site's root is not known")
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
