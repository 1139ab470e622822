//! Where a link on a page of a Jekyll site leads.

use super::Jekyll;
use super::liquid::{self, Expanded, OfPage};
use super::{front, pages};
use crate::site::Resolution;
use crate::site::names::{Hit, Siblings};
use crate::site::published::{Answer, Written, first_answer};
use crate::site::tree::Tree;
use crate::site::urls::{self, Reach};
use crate::syntax::{Link, LinkKind};

impl Jekyll {
    pub(in crate::site) fn resolve(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let is_value = matches!(link.kind, LinkKind::Data | LinkKind::Bib(_));
        if !is_value && self.is_read_on_github(path) {
            return self.outside.resolve(tree, path, link);
        }
        let resolution = self.resolve_visited(tree, path, link);
        let is_certain = matches!(resolution, Resolution::Found { .. } | Resolution::External | Resolution::Unknown(_));
        match self.config.problem.filter(|_| !is_certain) {
            Some(problem) => Resolution::Unknown(problem),
            None => resolution,
        }
    }

    fn resolve_visited(&self, tree: &dyn Tree, path: &str, link: &Link) -> Resolution {
        let target = link.url.trim();
        if matches!(link.kind, LinkKind::FrontMatter | LinkKind::Data | LinkKind::Parameter) {
            return self.resolve_value(tree, path, link, target);
        }
        if let LinkKind::Bib(field) = link.kind {
            return self.resolve_bib(tree, path, field, target);
        }
        let value = |name: &str| self.of_page(tree, path, name);
        let is_url = |expression: &str| self.is_some_page(tree, path, expression);
        match liquid::expand(target, &self.values, &OfPage { value: &value, is_url: &is_url }) {
            Expanded::SomePage => Resolution::FOUND,
            Expanded::Unknown => Resolution::Unknown("a template value"),
            Expanded::File(file) => self.resolve_source(tree, &file),
            Expanded::Post(name) => self.resolve_post(&name),
            Expanded::Target { text, literal, is_own } => {
                let is_raw = matches!(link.kind, LinkKind::Href | LinkKind::Src);
                let written = Written { is_own, is_raw, ..Written::new(target, literal, "") };
                self.resolve_target(tree, path, &text, written)
            }
        }
    }

    /// The value of `name` in the front matter of the page at `path`, which is read again: few links ask.
    fn of_page(&self, tree: &dyn Tree, path: &str, name: &str) -> Option<String> {
        // `page` in a layout or an include is another page.
        let page = self.pages.by_path.get(self.in_source(path)?)?;
        if name == "url" {
            return page.url.clone();
        }
        let head = self.heads.get(path, || front::read(tree, path).yaml);
        head.get(name).and_then(liquid::text)
    }

    /// `{% link file %}`: a source, not a URL; a document's, without `collections_dir`.
    fn resolve_source(&self, tree: &dyn Tree, file: &str) -> Resolution {
        let inside = urls::below_all(&self.config.collections_dir, file);
        let Some(path) = [file, &inside].into_iter().find(|path| self.published.find(tree, path) == Hit::File) else {
            return Resolution::Missing { nearest: None, moved: None };
        };
        self.resolve_there(path)
    }

    /// The source at `path`, which is there.
    fn resolve_there(&self, path: &str) -> Resolution {
        let source = urls::below(&self.config.source, path);
        match self.why_not_published(path) {
            Some(why) => Resolution::NotPublished { source, why },
            None => Resolution::Found { page: Some(source.into()) },
        }
    }

    /// `{% post_url name %}`: with its folders below `_posts`, or without (deprecated, but it works).
    fn resolve_post(&self, name: &str) -> Resolution {
        let posts = &self.pages.posts;
        let exact = posts.binary_search_by(|(post, _)| post.as_str().cmp(name)).ok().map(|at| &posts[at]);
        if let Some((_, path)) = exact.or_else(|| posts.iter().find(|(post, _)| urls::name(post) == name)) {
            return self.resolve_there(path);
        }
        let posts = self.post_names.get_or_init(|| Siblings::new(posts.iter().map(|(post, _)| post.as_str())));
        let nearest = posts.nearest(name).map(|post| format!("{{% post_url {post} %}}"));
        Resolution::Missing { nearest, moved: None }
    }

    /// Why the source at `path`, which is there, is neither published nor copied.
    fn why_not_published(&self, path: &str) -> Option<&'static str> {
        if let Some(page) = self.pages.by_path.get(path) {
            return page.why_not;
        }
        if self.config.leaves_out_whole(path) {
            return Some(self.config.why_left_out(path));
        }
        (!pages::is_copied(&self.config, path, None)).then_some("marked `published: false` by the defaults")
    }

    fn resolve_target(&self, tree: &dyn Tree, page: &str, text: &str, written: Written) -> Resolution {
        let path = match urls::reach(text) {
            Reach::Here => return Resolution::Found { page: Some(page.into()) },
            Reach::Elsewhere => return self.resolve_address(tree, text, &written),
            Reach::Rooted(path) | Reach::Relative(path) => path,
        };
        let Some(path) = urls::decode(path) else { return Resolution::Unknown("not UTF-8") };
        if path.starts_with('/') {
            return self.resolve_rooted(tree, &path, &written);
        }
        let Some(bases) = self.bases(page, &path) else {
            return Resolution::Unknown("shown on a page that is not known");
        };
        let mut surest = None;
        for base in &bases {
            let joined = urls::join(base, &path);
            if joined.left_root && !self.config.baseurl.is_empty() {
                return Resolution::Unknown("outside of the site");
            }
            let written = Written { folder: base, ..written.clone() };
            match self.resolve_path(tree, &joined.path, &written) {
                found @ Resolution::Found { .. } => return found,
                other => surest.get_or_insert(other),
            };
        }
        surest.unwrap_or(Resolution::Unknown("shown on a page that is not known"))
    }

    /// `/path`, seen from the root of the server.
    fn resolve_rooted(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let Some(inside) = self.address.inside(path) else { return Resolution::Unknown("outside of `baseurl`") };
        let written = &written.behind(&path[..path.len() - inside.len()]);
        let inside = urls::join("", inside).path;
        match self.resolve_path(tree, &inside, written) {
            Resolution::Missing { .. }
                if self.address.may_be_below
                    && !written.is_own
                    && urls::parts(&inside).nth(1).is_some()
                    && !self.published.knows_first_part(tree, &inside) =>
            {
                Resolution::Unknown("where the site stands is not known")
            }
            resolution => resolution,
        }
    }

    /// The site's own address written out. Other sites may stand on the same host: nothing is missing there but below a
    /// folder that this one has.
    pub(super) fn resolve_address(&self, tree: &dyn Tree, text: &str, written: &Written) -> Resolution {
        let decoded = self.address.path(text).and_then(|path| urls::decode(urls::without_suffix(path)));
        let Some(local) = decoded.as_deref().and_then(|path| self.address.inside(path)) else {
            return Resolution::External;
        };
        let path = urls::join("", local).path;
        let is_certain = self.published.misses_for_certain(tree, &path, self.address.is_below());
        // The literal path stands behind the host.
        let target = &written.target[written.path.clone()];
        let host = target.find("://").and_then(|at| Some(at + 3 + target[at + 3..].find('/')?)).unwrap_or(0);
        let written = Written { path: written.path.start + host..written.path.end, ..written.clone() };
        let base = decoded.as_deref().map_or("", |path| &path[..path.len() - local.len()]);
        let written = written.behind(base);
        self.resolve_path(tree, &path, &written).on_own_host(is_certain)
    }

    /// The published folders that a relative link on `page` may start from, the surest first; `None` when nobody can
    /// know.
    fn bases(&self, page: &str, target: &str) -> Option<Vec<String>> {
        let source = self.in_source(page)?;
        let own_folder = urls::folder(source).to_string();
        let Some(info) = self.pages.by_path.get(source) else {
            // A README shows on GitHub; other text without front matter is included in some page.
            return Some(vec![own_folder, String::new()]);
        };
        let url = info.url.as_deref()?;
        let mut bases = vec![urls::folder(url.trim_start_matches('/')).to_string()];
        if info.is_document {
            bases.push(String::new());
        }
        if self.config.is_markdown(target) {
            // jekyll-relative-links, on by default on GitHub Pages, turns the path of a source into its URL.
            bases.push(own_folder);
        }
        Some(bases)
    }

    pub(super) fn resolve_path(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let bare = path.trim_end_matches('/');
        match self.published.answer(tree, path) {
            Answer::Made(page) => Resolution::Found { page },
            Answer::Copied => self.resolve_file(tree, bare, written),
            Answer::Listing => match self.possible(path) {
                Some(why) => Resolution::Unknown(why),
                None => Resolution::Unknown("a folder without an index page"),
            },
            Answer::ByCase(actual) => Resolution::DiffersByCase { actual: written.renamed(&actual) },
            Answer::Nothing => self.resolve_nothing(tree, path, written),
        }
    }

    /// A file of the tree at which no page is published.
    fn resolve_file(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        let page = self.pages.by_path.get(path).filter(|page| !page.is_copied);
        let source = urls::below(&self.config.source, path);
        if let Some(why) = self.why_not_published(path) {
            return Resolution::NotPublished { source, why };
        }
        let Some(page) = page else { return Resolution::FOUND };
        // jekyll-relative-links turns the path of a source into its URL, but in Markdown's own links only.
        match &page.url {
            Some(url) if written.is_raw && self.why_unknown(tree, path, written.is_own).is_none() => {
                let actual = url.trim_start_matches('/');
                let moved = (!actual.is_empty()).then(|| written.moved(actual));
                Resolution::Missing { nearest: None, moved }
            }
            _ => Resolution::Found { page: Some(source.into()) },
        }
    }

    fn resolve_nothing(&self, tree: &dyn Tree, path: &str, written: &Written) -> Resolution {
        if self.generated.makes(path) {
            return Resolution::FOUND;
        }
        let hidden = first_answer(path, |file, _| self.pages.hidden.get(file));
        if let Some((source, why)) = hidden {
            return Resolution::NotPublished { source: source.to_string(), why };
        }
        match self.possible(path).or_else(|| self.why_unknown(tree, path, written.is_own)) {
            Some(why) => Resolution::Unknown(why),
            None => written.missing(tree, &self.published, path, |path| self.why_not_published(path).is_none()),
        }
    }

    /// On what it depends whether something is published at `path`.
    fn possible(&self, path: &str) -> Option<&'static str> {
        first_answer(path, |file, _| self.pages.possible.get(file).copied())
    }

    fn why_unknown(&self, tree: &dyn Tree, path: &str, is_own: bool) -> Option<&'static str> {
        let is_page = matches!(urls::extension(path).as_str(), "" | "html");
        if self.pages.has_unknown_url && is_page {
            return Some("the permalink of some page is not known");
        }
        self.published.why_unknown(tree, path, is_own).or_else(|| self.generated.why(path))
    }
}
