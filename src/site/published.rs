//! What a server answers: pages at their published files, and the files that are copied as they are.

use super::Resolution;
use super::names::{self, Folders, Hit, NameIndex, PerFolder, Siblings};
use super::tree::Tree;
use super::urls;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use memchr::memmem;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// Published files below a folder that are looked at when a nearest name is sought.
const BELOW: usize = 2_000;

/// Bytes of `.gitignore` that are read.
const LONGEST_IGNORE: usize = 100_000;

/// Bytes of a host's configuration that are read.
const LONGEST_HOST_CONFIG: usize = 1_000_000;

/// Pages that homepages call so: on a host of their own they belong to the site itself, and to no other project.
const USUAL_PAGES: &[&str] = &[
    "about",
    "archive",
    "awards",
    "bio",
    "blog",
    "books",
    "code",
    "contact",
    "courses",
    "cv",
    "experience",
    "gallery",
    "group",
    "join",
    "links",
    "members",
    "misc",
    "news",
    "notes",
    "openings",
    "people",
    "photos",
    "portfolio",
    "positions",
    "posts",
    "press",
    "projects",
    "publication",
    "publications",
    "pubs",
    "research",
    "resources",
    "resume",
    "service",
    "services",
    "software",
    "students",
    "talk",
    "talks",
    "teaching",
    "team",
    "vita",
    "writing",
];

/// The file that answers for a folder.
const INDEX: &str = "/index.html";

/// Published files that are not copies, and where copies come from.
#[derive(Debug, Default)]
pub(super) struct Published {
    /// Published file, such as `about/index.html`, to what makes it.
    files: BTreeMap<String, Maker>,
    /// The same, to be asked by every link. Made when first asked.
    lookup: OnceLock<HashMap<Box<str>, Maker>>,
    /// The folder of the tree whose files are copied to the root of the site; "" is the tree itself.
    source: String,
    /// Case-folded published files; `None` where two fold to one. Made when first asked.
    folded: OnceLock<HashMap<String, Option<String>>>,
    names: OnceLock<NameIndex>,
    /// Made when a page is first not found.
    has_redirects: OnceLock<bool>,
    siblings: PerFolder<Siblings>,
    folders: Folders,
    /// What the root's `.gitignore` names. Made when first asked.
    ignored: OnceLock<Gitignore>,
}

/// What makes a published file that is no copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The page at this path, from the root of the tree.
    Page(Arc<str>),
    /// A redirect that the page at this path, or the configuration, asks for.
    Redirect(Arc<str>),
    /// The file at this path, copied to another name.
    Copy(Arc<str>),
    /// A list of pages that a plugin writes; the configuration at this path asks for it.
    Listing(Arc<str>),
}

/// What is at a path of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// What a source makes, or the root; with the page that is shown there, if one is.
    Made(Option<Arc<str>>),
    /// A file of the tree that is no page.
    Copied,
    /// A folder without an index page: some servers list it.
    Listing,
    /// Only in another case: the path from the site's root, without `index.html` or `.html` that the link leaves out.
    ByCase(String),
    Nothing,
}

impl Maker {
    /// The source, from the root of the tree: of a redirect the page that asks for it.
    pub fn source(&self) -> &Arc<str> {
        match self {
            Maker::Page(source) | Maker::Redirect(source) | Maker::Copy(source) | Maker::Listing(source) => source,
        }
    }

    /// The page that is shown there.
    fn page(&self) -> Option<Arc<str>> {
        match self {
            Maker::Page(page) => Some(page.clone()),
            Maker::Redirect(_) | Maker::Copy(_) | Maker::Listing(_) => None,
        }
    }
}

impl Published {
    pub(super) fn new(source: &str) -> Published {
        Published { source: source.to_string(), ..Published::default() }
    }

    /// Notes what makes `file`, such as `about/index.html`. The first one counts.
    pub(super) fn add(&mut self, file: &str, maker: Maker) {
        self.files.entry(urls::nfc(file)).or_insert(maker);
    }

    /// What makes `file`, if it is no copy.
    pub(super) fn maker(&self, file: &str) -> Option<&Maker> {
        self.files.get(&urls::nfc(file))
    }

    /// Published files that are not copies and what makes them, in order.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Maker)> {
        self.files.iter().map(|(file, maker)| (file.as_str(), maker))
    }

    /// The path in the tree of the file that is copied to `path`.
    pub(super) fn in_tree(&self, path: &str) -> String {
        urls::below_all(&self.source, path)
    }

    /// What stands in the tree where `path` is copied from.
    pub(super) fn find(&self, tree: &dyn Tree, path: &str) -> Hit {
        self.folders.find(tree, &self.in_tree(path))
    }

    /// What a server answers for `path` (from the root, decoded, without a slash in front). GitHub Pages, Netlify and
    /// `jekyll serve` answer `x` with `x.html`, and with `x/index.html` after a redirect.
    pub(super) fn answer(&self, tree: &dyn Tree, path: &str) -> Answer {
        let bare = path.trim_end_matches('/');
        if bare.is_empty() {
            return Answer::Made(self.files.get("index.html").and_then(Maker::page));
        }
        if let Some(maker) = self.made_at(path) {
            return Answer::Made(maker.page());
        }
        let mut by_case = None;
        let copied = first_answer(path, |file, added| {
            let hit = self.find(tree, file);
            if let (Hit::ByCase(real), None) = (&hit, &by_case) {
                by_case = Some(self.site_path(real, added));
            }
            (hit == Hit::File).then_some(Answer::Copied)
        });
        if let Some(copied) = copied {
            return copied;
        }
        if self.find(tree, bare) == Hit::Folder {
            return Answer::Listing;
        }
        let folded = first_answer(path, |file, added| {
            let real = self.folded().get(&names::fold(file))?.as_ref()?;
            Some(real.strip_suffix(added).unwrap_or(real).to_string())
        });
        folded.or(by_case).map_or(Answer::Nothing, Answer::ByCase)
    }

    /// What answers for `path` and is no copy.
    fn made_at(&self, path: &str) -> Option<&Maker> {
        let lookup = self
            .lookup
            .get_or_init(|| self.files.iter().map(|(file, maker)| (file.as_str().into(), maker.clone())).collect());
        first_answer(path, |file, _| lookup.get(file))
    }

    /// A path in the tree as a path of the site, without the `added` end.
    fn site_path(&self, real: &str, added: &str) -> String {
        let depth = urls::parts(&self.source).count();
        let path: Vec<&str> = urls::parts(real).skip(depth).collect();
        let path = path.join("/");
        path.strip_suffix(added).map_or(path.clone(), str::to_string)
    }

    /// The sibling that `path` was most likely meant to be: `path` with another last part.
    pub(super) fn nearest(&self, tree: &dyn Tree, path: &str) -> Option<String> {
        let bare = path.trim_end_matches('/');
        let folder = urls::folder(bare);
        let siblings = self.siblings.get(folder, || self.siblings(tree, folder));
        siblings.nearest(urls::name(bare)).map(|name| urls::below(folder, name))
    }

    /// Files of the tree and pages in `folder`: a page with and without its `.html`.
    fn siblings(&self, tree: &dyn Tree, folder: &str) -> Siblings {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let below = self.files.range(prefix.clone()..).take(BELOW).map_while(|(file, _)| file.strip_prefix(&prefix));
        let mut pages: Vec<&str> = below.map(|file| file.split('/').next().unwrap_or(file)).collect();
        pages.dedup();
        let bare: Vec<&str> = pages.iter().filter_map(|page| page.strip_suffix(".html")).collect();
        let entries = tree.list(&self.in_tree(folder)).unwrap_or_default();
        let visible = entries.iter().map(|entry| entry.name.as_str()).filter(|name| !name.starts_with(['_', '.']));
        Siblings::new(pages.into_iter().chain(bare).chain(visible))
    }

    /// The only copied file of the tree with the name of `path`, as a path of the site.
    fn moved(&self, tree: &dyn Tree, path: &str, is_published: impl Fn(&str) -> bool) -> Option<String> {
        if let Some(rest) = self.behind_old_base(tree, path) {
            return Some(rest);
        }
        let index = self.names.get_or_init(|| NameIndex::build(tree, &self.source));
        let name = urls::name(path);
        // A page's source is published under another name.
        if matches!(urls::extension(name).as_str(), "" | "md" | "markdown" | "html" | "htm") {
            return None;
        }
        let place = self.site_path(index.only(name)?, "");
        is_published(&place).then_some(place)
    }

    /// Where the only file called `name` of the source stands, from the source.
    pub(super) fn only_place(&self, tree: &dyn Tree, name: &str) -> Option<String> {
        let index = self.names.get_or_init(|| NameIndex::build(tree, &self.source));
        Some(self.site_path(index.only(name)?, ""))
    }

    /// What is left of `/old-base/path` when the site stood below `/old-base` before and has `/path`.
    fn behind_old_base(&self, tree: &dyn Tree, path: &str) -> Option<String> {
        let (_, rest) = path.split_once('/').filter(|(_, rest)| !matches!(*rest, "" | "index.html"))?;
        let is_there =
            !self.knows_first_part(tree, path) && matches!(self.answer(tree, rest), Answer::Made(_) | Answer::Copied);
        is_there.then(|| rest.to_string())
    }

    /// Why something may be at `path` although neither a page nor a file is known there.
    /// A path that `is_own` is meant to be one of this site, whoever else is on the host.
    pub(super) fn why_unknown(&self, tree: &dyn Tree, path: &str, is_own: bool) -> Option<&'static str> {
        let bare = path.trim_end_matches('/');
        let way = self.way_to(tree, bare);
        if let Some(why) = self.why_hidden(tree, bare, way) {
            return Some(why);
        }
        let is_page = matches!(urls::extension(bare).as_str(), "" | "html");
        // A project's name on GitHub holds neither blanks nor other scripts.
        let is_name = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if is_page
            && !is_own
            && urls::parts(bare).next().is_some_and(is_name)
            && !USUAL_PAGES.contains(&bare.trim_end_matches(".html").to_ascii_lowercase().as_str())
            && !self.knows_first_part(tree, bare)
            && self.behind_old_base(tree, path).is_none()
        {
            return Some("may be another site on the same host");
        }
        if is_page && self.has_redirects(tree) {
            return Some("may be redirected by the host");
        }
        (way == Way::Empty).then_some("in an empty folder: a submodule, or filled while the site is built")
    }

    /// Whether a host is told to redirect: Netlify and Cloudflare by `_redirects` or `netlify.toml`, Vercel by `vercel.json`.
    fn has_redirects(&self, tree: &dyn Tree) -> bool {
        *self.has_redirects.get_or_init(|| {
            let says = |path: &str, word: &str| {
                let text = tree.read(path, LONGEST_HOST_CONFIG).unwrap_or_default();
                memmem::find(&text, word.as_bytes()).is_some()
            };
            says("_redirects", "/")
                || says(&self.in_tree("_redirects"), "/")
                || says("netlify.toml", "[[redirects]]")
                || says("vercel.json", "\"redirects\"")
                || says("vercel.json", "\"rewrites\"")
        })
    }

    /// Whether `.gitignore` keeps `path` out of the repository: who publishes the site may have it all the same.
    fn is_ignored(&self, tree: &dyn Tree, path: &str) -> bool {
        let ignored = self.ignored.get_or_init(|| {
            let bytes = tree.read(".gitignore", LONGEST_IGNORE).unwrap_or_default();
            let mut builder = GitignoreBuilder::new("");
            for line in String::from_utf8_lossy(&bytes).lines() {
                // What is no glob is nothing to git either.
                let _ = builder.add_line(None, line);
            }
            builder.build().unwrap_or_else(|_| Gitignore::empty())
        });
        ignored.matched_path_or_any_parents(self.in_tree(path), false).is_ignore()
    }

    /// The folders on the way to `path`, as far as they are there.
    pub(super) fn way_to(&self, tree: &dyn Tree, path: &str) -> Way {
        let mut folder = self.source.clone();
        let Some(mut entries) = tree.list(&folder) else { return Way::Open };
        for part in urls::parts(urls::folder(path)) {
            if !names::exact(&entries, part).is_some_and(|entry| entry.is_folder) {
                break;
            }
            folder = urls::below(&folder, part);
            let Some(listed) = tree.list(&folder) else { return Way::Closed };
            entries = listed;
        }
        if entries.is_empty() { Way::Empty } else { Way::Open }
    }

    /// Why nobody can see what is at `path`, to which `way` leads.
    pub(super) fn why_hidden(&self, tree: &dyn Tree, path: &str, way: Way) -> Option<&'static str> {
        if way == Way::Closed {
            return Some("in a folder that cannot be read, or behind a symbolic link that leads out of the site");
        }
        self.is_ignored(tree, path)
            .then_some("left out of the repository by `.gitignore`: it may be published all the same")
    }

    /// Whether nobody else answers for `path` on the site's host when it is not here: below a folder that this site has, or
    /// that `is_all_ours`. An old address of a page may be redirected by the host.
    pub(super) fn misses_for_certain(&self, tree: &dyn Tree, path: &str, is_all_ours: bool) -> bool {
        let is_file = !matches!(urls::extension(path).as_str(), "" | "html" | "htm");
        is_file && (is_all_ours || self.knows_first_part(tree, path))
    }

    /// Whether something is published or stands in the tree below the first folder of `path`.
    pub(super) fn knows_first_part(&self, tree: &dyn Tree, path: &str) -> bool {
        let Some(first) = urls::parts(path).next() else { return true };
        let prefix = format!("{first}/");
        let is_published = self.files.range(prefix.clone()..).next().is_some_and(|(file, _)| file.starts_with(&prefix));
        is_published || self.find(tree, first) != Hit::Nothing
    }

    fn folded(&self) -> &HashMap<String, Option<String>> {
        self.folded.get_or_init(|| {
            let mut folded: HashMap<String, Option<String>> = HashMap::with_capacity(self.files.len());
            for file in self.files.keys() {
                folded.entry(names::fold(file)).and_modify(|real| *real = None).or_insert_with(|| Some(file.clone()));
            }
            folded
        })
    }
}

/// What the folders on the way to a path let see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Open,
    /// One of them is there, but cannot be looked into.
    Closed,
    /// The deepest is empty: git keeps no empty folders.
    Empty,
}

/// Asks for the files that a server may answer `path` with, one after the other: each with the end that `path` leaves out.
pub(super) fn first_answer<T>(path: &str, mut ask: impl FnMut(&str, &'static str) -> Option<T>) -> Option<T> {
    let bare = path.trim_end_matches('/');
    if bare.is_empty() {
        return ask("index.html", "index.html");
    }
    let mut file = String::with_capacity(bare.len() + INDEX.len());
    file.push_str(bare);
    if !path.ends_with('/') {
        if let Some(answer) = ask(&file, "") {
            return Some(answer);
        }
        file.push_str(".html");
        if let Some(answer) = ask(&file, ".html") {
            return Some(answer);
        }
        file.truncate(bare.len());
    }
    file.push_str(INDEX);
    ask(&file, INDEX)
}

/// Where a literal path stands in a link and what it is seen from, so that another can be written in its place.
#[derive(Clone, Debug)]
pub(super) struct Written<'a> {
    /// The whole target as written.
    pub(super) target: &'a str,
    /// The literal path in it.
    pub(super) path: std::ops::Range<usize>,
    /// The published folder that a relative path starts from.
    pub(super) folder: &'a str,
    /// A template says that the path is one of this site.
    pub(super) is_own: bool,
    /// Whether it stands in raw HTML.
    pub(super) is_raw: bool,
}

impl<'a> Written<'a> {
    /// A path that no template and no raw HTML has.
    pub(super) fn new(target: &'a str, path: std::ops::Range<usize>, folder: &'a str) -> Written<'a> {
        Written { target, path, folder, is_own: false, is_raw: false }
    }

    /// A target that is all path.
    pub(super) fn whole(target: &'a str) -> Written<'a> {
        Written::new(target, 0..target.len(), "")
    }

    /// The same without `base`, if its path begins so.
    pub(super) fn behind(&self, base: &str) -> Self {
        let length = if self.target[self.path.clone()].starts_with(base) { base.len() } else { 0 };
        Written { path: self.path.start + length..self.path.end, ..self.clone() }
    }

    /// The target with the parts of its path renamed after `actual`, which has as many.
    pub(super) fn renamed(&self, actual: &str) -> String {
        self.with(&urls::rewrite_tail(&self.target[self.path.clone()], actual))
    }

    /// The target leading to `actual` elsewhere.
    pub(super) fn moved(&self, actual: &str) -> String {
        self.with(&urls::rewrite_whole(&self.target[self.path.clone()], self.folder, actual))
    }

    fn with(&self, path: &str) -> String {
        format!("{}{path}{}", &self.target[..self.path.start], &self.target[self.path.end..])
    }

    /// Nothing is at `path` of the site: with the names that it may have been meant to be.
    /// A file that `is_published` refuses is no candidate.
    pub(super) fn missing(
        &self,
        tree: &dyn Tree,
        published: &Published,
        path: &str,
        is_published: impl Fn(&str) -> bool,
    ) -> Resolution {
        let nearest = published.nearest(tree, path).map(|actual| self.renamed(&actual));
        let moved = published.moved(tree, path, is_published).map(|actual| self.moved(&actual));
        Resolution::Missing { nearest, moved }
    }
}
