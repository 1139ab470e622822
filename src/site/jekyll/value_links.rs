//! Where a value of front matter, a data file or an include's parameter leads: the theme joins it with a folder that only
//! its templates know.

use super::Jekyll;
use crate::site::published::{Answer, Written};
use crate::site::tree::Tree;
use crate::site::urls::{self, Reach};
use crate::site::{Resolution, names::Hit};
use crate::syntax::{Link, LinkKind, has_template};

/// Folders that themes put before the name of a picture or paper.
const FOLDERS: &[&str] = &[
    "",
    "images",
    "assets",
    "assets/images",
    "assets/img",
    "assets/img/publication_preview",
    "assets/pdf",
    "assets/video",
    "files",
    "img",
    "static",
];

/// Pages that are often a repository of their own, published beside the site: a menu names them as it does its own.
const OWN_SITES: &[&str] =
    &["blog", "books", "code", "courses", "cv", "gallery", "notes", "photos", "resume", "software", "vita"];

/// Those of the usual folders that the site has, its root first.
pub(super) fn folders(tree: &dyn Tree, source: &str) -> Vec<&'static str> {
    let is_there = |folder: &&str| folder.is_empty() || tree.list(&urls::below(source, folder)).is_some();
    FOLDERS.iter().copied().filter(is_there).collect()
}

impl Jekyll {
    /// Where the value `target` in the file at `page` leads. It is missing only where every theme would miss it.
    pub(super) fn resolve_value(&self, tree: &dyn Tree, page: &str, link: &Link, target: &str) -> Resolution {
        if has_template(target) {
            return Resolution::Unknown("a template value");
        }
        let path = match urls::reach(target) {
            Reach::Here if link.kind == LinkKind::FrontMatter => return Resolution::Found { page: Some(page.into()) },
            Reach::Here => return Resolution::Unknown("shown on a page that is not known"),
            Reach::Elsewhere => return self.resolve_address(tree, target, &Written::whole(target)),
            Reach::Rooted(path) | Reach::Relative(path) => path,
        };
        let literal = 0..path.len();
        let Some(path) = urls::decode(path) else { return Resolution::Unknown("not UTF-8") };
        // Whether the template adds the base is not known.
        let path = if path.starts_with('/') { self.address.inside(&path).unwrap_or(&path) } else { &path };
        let inner = path.trim_start_matches('/');
        let mut surest = None;
        for folder in self.folders(page, link.kind).iter().map(String::as_str) {
            let joined = urls::join(folder, inner);
            let written = Written::new(target, literal.clone(), "");
            if surest.is_none() {
                match self.resolve_path(tree, &joined.path, &written) {
                    found @ (Resolution::Found { .. } | Resolution::NotPublished { .. }) => return found,
                    other => surest = Some(other),
                }
                continue;
            }
            match self.published.answer(tree, &joined.path) {
                _ if joined.left_root => {}
                Answer::Made(page) => return Resolution::Found { page },
                Answer::Copied => return Resolution::FOUND,
                Answer::ByCase(actual) if !matches!(surest, Some(Resolution::DiffersByCase { .. })) => {
                    surest = Some(Resolution::DiffersByCase { actual: written.renamed(&actual) });
                }
                _ => {}
            }
        }
        match surest {
            Some(Resolution::Missing { .. }) if OWN_SITES.contains(&inner.trim_end_matches('/')) => {
                Resolution::Unknown("may be another site on the same host")
            }
            Some(Resolution::Missing { .. }) if !self.is_from_root(tree, path, link.kind) => {
                Resolution::Unknown("the theme decides where it is looked for")
            }
            Some(resolution) => resolution,
            None => Resolution::Unknown("the theme decides where it is looked for"),
        }
    }

    /// The folders that a path may start from, the root of the site first.
    fn folders(&self, page: &str, kind: LinkKind) -> Vec<String> {
        let mut folders: Vec<String> = self.value_folders.iter().map(|folder| folder.to_string()).collect();
        if kind == LinkKind::FrontMatter
            && let Some(source) = self.in_source(page)
        {
            let url = self.pages.by_path.get(source).and_then(|info| info.url.as_deref()).unwrap_or("");
            let own = [urls::folder(source), urls::folder(url.trim_start_matches('/'))];
            folders.extend(own.iter().filter(|own| !own.is_empty()).map(|own| own.to_string()));
        }
        folders
    }

    /// Whether `path` is written from the root of the site: it says so, its first folder stands there, or it is the
    /// parameter of an include, which the known themes take so.
    fn is_from_root(&self, tree: &dyn Tree, path: &str, kind: LinkKind) -> bool {
        let first = path.split_once('/').map(|(first, _)| first);
        path.starts_with('/')
            || (kind == LinkKind::Parameter && self.takes_parameters_from_root)
            || first.is_some_and(|first| !first.starts_with('.') && self.published.find(tree, first) == Hit::Folder)
    }
}
