//! Where a link on a page of a MkDocs site leads (`mkdocs.structure.pages._RelativePathTreeprocessor`).

use super::MkDocs;
use super::files::{file_of, is_page};
use crate::site::Resolution;
use crate::site::names::Hit;
use crate::site::published::{Answer, Written};
use crate::site::tree::Tree;
use crate::site::urls::{self, Reach};
use crate::syntax::{Link, LinkKind, has_template};

impl MkDocs {
    pub(in crate::site) fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let Some(page) = self.in_docs(path) else { return self.outside.resolve(tree, path, link) };
        match self.resolve_inside(tree, page, link) {
            resolution @ (Resolution::Missing { .. } | Resolution::DiffersByCase { .. }) => {
                self.config.problem.map_or(resolution, Resolution::Unknown)
            }
            resolution => resolution,
        }
    }

    /// The same for a page of the site, named from `docs_dir`.
    fn resolve_inside(&self, tree: &dyn Tree, page: &str, link: &Link) -> Resolution {
        let target = link.url.trim();
        if has_template(target) {
            return Resolution::Unknown("a template value");
        }
        if matches!(link.kind, LinkKind::FrontMatter | LinkKind::Bib(_)) {
            return self.resolve_value(tree, target);
        }
        let (path, is_rooted) = match urls::reach(target) {
            Reach::Here => return Resolution::Found { page: Some(self.published.in_tree(page).into()) },
            Reach::Elsewhere => return self.resolve_address(tree, target),
            Reach::Rooted(path) => (path, true),
            Reach::Relative(path) => (path, false),
        };
        let literal = 0..path.len();
        let Some(path) = urls::decode(path) else { return Resolution::Unknown("not UTF-8") };
        let written = Written::new(target, literal, urls::folder(page));
        let is_raw = matches!(link.kind, LinkKind::Href | LinkKind::Src | LinkKind::Style);
        match (is_rooted, is_raw) {
            (true, false) if self.config.is_rooted_in_docs => self.resolve_in_docs(tree, page, &path, &written),
            (true, _) => self.resolve_rooted(tree, &path, &written),
            (false, true) => self.resolve_published(tree, page, &path, &written),
            (false, false) => self.resolve_in_docs(tree, page, &path, &written),
        }
    }

    /// A value of front matter: the theme decides what it makes of it, so only an address tells.
    fn resolve_value(&self, tree: &dyn Tree, target: &str) -> Resolution {
        match urls::reach(target) {
            Reach::Elsewhere => self.resolve_address(tree, target),
            _ => Resolution::Unknown("the theme decides where it is looked for"),
        }
    }

    /// A link in Markdown names a source; what names none stays as it is and starts from the published page.
    fn resolve_in_docs(&self, tree: &dyn Tree, page: &str, path: &str, written: &Written) -> Resolution {
        let is_rooted = path.starts_with('/');
        let as_it_is = || match is_rooted {
            true => self.resolve_rooted(tree, path, written),
            false => self.resolve_published(tree, page, path, written),
        };
        let joined = urls::join(written.folder, path);
        if joined.left_root {
            return as_it_is();
        }
        let source = joined.path.trim_end_matches('/');
        let hit = self.published.find(tree, source);
        if hit == Hit::File {
            return self.resolve_source(source);
        }
        match (as_it_is(), hit) {
            (Resolution::Missing { .. }, Hit::ByCase(actual)) if tree.is_file(&actual) => {
                Resolution::DiffersByCase { actual: written.renamed(&actual) }
            }
            // MkDocs asks whether the index page was meant (`_possible_target_uris`).
            (Resolution::Missing { .. }, Hit::Folder) => {
                let indexes = ["index.md", "README.md"].map(|name| urls::below(source, name));
                let index = indexes.into_iter().find(|index| self.sources.pages.contains_key(index));
                Resolution::Missing { nearest: index.map(|index| written.moved(&index)), moved: None }
            }
            (Resolution::Missing { .. }, _) => self.missing_at(tree, source, written),
            (found, _) => found,
        }
    }

    /// The source at `path`, which is there.
    pub(super) fn resolve_source(&self, path: &str) -> Resolution {
        let source = self.published.in_tree(path);
        match self.why_left_out(path) {
            None => Resolution::Found { page: Some(source.into()) },
            Some(why) => Resolution::NotPublished { source, why },
        }
    }

    /// A link as a browser follows it from the published page.
    fn resolve_published(&self, tree: &dyn Tree, page: &str, path: &str, written: &Written) -> Resolution {
        let file = self.sources.pages.get(page).cloned();
        let file = file.unwrap_or_else(|| file_of(page, self.config.uses_directory_urls));
        let folder = urls::folder(&file);
        let joined = urls::join(folder, path);
        if joined.left_root {
            return Resolution::Unknown("outside of the site");
        }
        self.answer(tree, &joined.path, &Written { folder, ..written.clone() })
    }

    /// `/path` starts from the host: the site stands there or below.
    fn resolve_rooted(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let Some(base) = &self.config.base else { return Resolution::Unknown("where the site stands is not known") };
        let inside = path.strip_prefix(base.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        match inside {
            Some(rest) => self.answer(tree, &urls::join("", rest).path, written),
            None => Resolution::Unknown("outside of `site_url`"),
        }
    }

    /// The site's own address written out. Other sites may stand on the same host: nothing is missing there but below a
    /// folder that is this one's.
    fn resolve_address(&self, tree: &dyn Tree, target: &str) -> Resolution {
        let (Some(host), Some(base)) = (&self.config.host, &self.config.base) else { return Resolution::External };
        let Some((_, rest)) = target.split_once("://") else { return Resolution::External };
        let is_own = rest.get(..host.len()).is_some_and(|name| name.eq_ignore_ascii_case(host));
        let start = target.len() - rest.len() + host.len();
        let written = urls::without_suffix(target);
        let Some(path) = written.get(start..).filter(|_| is_own).and_then(urls::decode) else {
            return Resolution::External;
        };
        let Some(local) = path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/')) else {
            return Resolution::External;
        };
        let local = urls::join("", local).path;
        let is_certain = self.published.misses_for_certain(tree, &local, !base.is_empty());
        let written = Written::new(target, start..written.len(), "");
        self.answer(tree, &local, &written.behind(base)).on_own_host(is_certain)
    }

    fn answer(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let bare = path.trim_end_matches('/');
        match self.published.answer(tree, path) {
            // `page.md` is turned into `page/`: nothing answers at its own name.
            Answer::Copied if is_page(path) || self.moved_to(bare).is_some() => self.missing_at(tree, path, written),
            Answer::Copied => match self.why_left_out(bare) {
                Some(why) => Resolution::NotPublished { source: self.published.in_tree(bare), why },
                None => Resolution::FOUND,
            },
            Answer::Made(page) => Resolution::Found { page },
            Answer::Listing => Resolution::Unknown("a folder without an index page"),
            Answer::ByCase(actual) => Resolution::DiffersByCase { actual: written.renamed(&actual) },
            Answer::Nothing if self.config.has_unknown_parts => Resolution::Unknown("may be made by a plugin"),
            Answer::Nothing if self.may_be_posts(path) => Resolution::Unknown("may be a page of the blog"),
            Answer::Nothing if self.is_themes(path) => Resolution::Unknown("may come with the theme"),
            Answer::Nothing => match self.published.why_unknown(tree, path, written.is_own) {
                Some(why) => Resolution::Unknown(why),
                None => self.missing_at(tree, path, written),
            },
        }
    }

    fn may_be_posts(&self, path: &str) -> bool {
        self.posts.is_uncertain && self.config.blog.as_ref().is_some_and(|blog| blog.holds(path))
    }

    fn missing_at(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        match written.missing(tree, &self.published, path, |path| self.why_left_out(path).is_none()) {
            // Who names a published page does not mean a source.
            Resolution::Missing { nearest: Some(nearest), moved }
                if is_page(nearest.trim_end_matches('/')) && !is_page(path) =>
            {
                Resolution::Missing { nearest: None, moved }
            }
            resolution => resolution,
        }
    }

    /// Files that every site of the theme has, or that a plugin without pages of its own writes.
    pub(super) fn is_themes(&self, path: &str) -> bool {
        let folders: &[&str] = match self.config.is_material {
            true => &[
                "assets/javascripts/",
                "assets/stylesheets/",
                "assets/images/favicon",
                "assets/images/social/",
                "assets/external/",
                "search/",
            ],
            // The themes that come with MkDocs.
            false => &["css/", "js/", "img/favicon.ico", "img/grid.png", "fonts/", "webfonts/", "search"],
        };
        matches!(path, "sitemap.xml" | "sitemap.xml.gz" | "404.html" | "objects.inv" | "tags.json" | "versions.json")
            || path.starts_with("feed_") && !path.contains('/')
            || folders.iter().any(|folder| path.starts_with(folder))
    }
}
