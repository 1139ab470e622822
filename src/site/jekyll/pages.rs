//! Every page and document of a Jekyll site with its URL: from its path, its front matter and the configuration.

use super::claims::{Claim, Turn};
use super::config::{Collection, Config};
use super::date::{self, Moment, Reading, Zone};
use super::defaults::Asked;
use super::front::{self, Front, Head};
use super::permalink::{self, Values};
use super::plugins::Runs;
use super::values;
use super::walk::{self, Place};
use crate::calendar;
use crate::config::{LAST, Today};
use crate::site::keys::AskedOfPlugin;
use crate::site::published::Maker;
use crate::site::slips::{Headless, Undated};
use crate::site::tree::Tree;
use crate::site::urls;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A page or document of the site.
#[derive(Debug)]
pub(super) struct PageInfo {
    /// Decoded, with one slash in front; `None` when it is not published or its template asks for what is not known.
    pub(super) url: Option<String>,
    /// A document's text may be shown on other pages too: a list of news, an excerpt.
    pub(super) is_document: bool,
    /// Why it is not published.
    pub(super) why_not: Option<&'static str>,
    /// Its source is copied too, having no front matter.
    pub(super) is_copied: bool,
}

/// The pages of a site by path, and what they publish.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// By path from the source.
    pub(super) by_path: HashMap<String, PageInfo>,
    pub(super) claims: Vec<Claim>,
    /// Posts as `{% post_url %}` names them, sorted, with their folders below `_posts`: `2020-01-02-name`; and
    /// their paths.
    pub(super) posts: Vec<(String, String)>,
    /// Files at which pages would be that are not published: their source, and why.
    pub(super) hidden: HashMap<String, (Arc<str>, &'static str)>,
    /// Files that may be published, and on what it depends.
    pub(super) possible: HashMap<String, &'static str>,
    /// Documents that only their date keeps from being published, in whatever zone the site is built: its day, in days since
    /// 1970-01-01.
    pub(super) waiting: HashMap<String, i64>,
    /// Documents whose file name has no day, or one that is not on the calendar.
    pub(super) undated: HashMap<String, Undated>,
    /// Markdown among the documents of a collection that is none, having no front matter, and the collection's label.
    pub(super) headless: HashMap<String, Headless>,
    /// Pages that their own redirect is written over: the file.
    pub(super) replaced: HashMap<String, String>,
    /// Some URL could not be worked out.
    pub(super) has_unknown_url: bool,
    /// What published pages ask of plugins that do not run.
    pub(super) asked_of_plugins: Vec<AskedOfPlugin>,
}

/// Endings of files that are looked into for front matter, beside Markdown's: of others it changes neither name nor place.
const PAGE_EXTENSIONS: &[&str] = &["html", "htm", "xhtml", "xml", "json", "txt", "js", "scss", "sass"];

/// Endings of posts, which need no front matter, that are text.
const BINARY_EXTENSIONS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "pdf", "zip", "gz", "mp4", "mp3", "ico"];

/// Why a document of a collection without `output` is not published; its text may be shown on other pages.
pub(super) const SHOWN_ELSEWHERE: &str = "in a collection without pages of its own";

/// A published page on its way to its claims.
struct Made<'a> {
    path: &'a str,
    front: Front<'a>,
    url: String,
    file: String,
    turn: Turn,
    is_shared: bool,
}

/// What is put off until all pages are known.
#[derive(Default)]
struct Later {
    /// Redirects: whether a page asks for them, its turn, their file and its source.
    redirects: Vec<(bool, Turn, String, Arc<str>)>,
    posts: Vec<(Option<Moment>, String)>,
    /// READMEs and the file of their folder's index, if nothing else is there.
    readmes: Vec<(String, Arc<str>)>,
}

/// Reads the heads of the pages. Files without front matter are no pages: they are copied as they are. What is dated after
/// a given day is not published; else the days of this century pass.
pub(super) fn collect(tree: &dyn Tree, config: &Config, today: Today) -> Pages {
    let mut collector = Collector { tree, config, today, pages: Pages::default(), later: Later::default() };
    walk::walk(tree, config, &mut |path, place| collector.add(path, place));
    collector.finish()
}

struct Collector<'a> {
    tree: &'a dyn Tree,
    config: &'a Config,
    today: Today,
    pages: Pages,
    later: Later,
}

impl Collector<'_> {
    fn add(&mut self, path: &str, place: Place) {
        let extension = urls::extension(path);
        let may_be_page = self.config.is_markdown(path) || PAGE_EXTENSIONS.contains(&extension.as_str());
        let head = match may_be_page {
            true => front::read(self.tree, &urls::below(&self.config.source, path)),
            false => Head::default(),
        };
        match place {
            Place::Page if head.has_header => self.add_page(path, &head),
            Place::Page => self.add_file(path),
            Place::Document(collection, inner) if head.has_header => {
                self.add_document(path, &head, collection, inner, None);
            }
            Place::Document(collection, inner) => {
                if self.config.is_markdown(path) && collection.label != "pages" && !is_note(urls::name(path)) {
                    let headless = Headless { collection: collection.label.clone(), is_copied: collection.is_output };
                    self.pages.headless.insert(path.to_string(), headless);
                }
                self.add_copy(path, collection, inner);
            }
            // A post needs no front matter, only its date.
            Place::Post(inner) if !BINARY_EXTENSIONS.contains(&extension.as_str()) => {
                let is_dated = dated(urls::name(path)).is_some();
                let why_not = (!is_dated).then_some("a post without a date in its file name");
                if !is_dated && may_be_page && head.has_header && !is_note(urls::name(path)) {
                    self.pages.undated.insert(path.to_string(), Undated::Without);
                }
                if is_dated {
                    self.pages.posts.push((stem(&path[inner..]).to_string(), path.to_string()));
                }
                self.add_document(path, &head, &self.config.collections[0], inner, why_not);
            }
            Place::Draft(inner) if may_be_page => {
                let why_not = (!self.config.shows_drafts).then_some("a draft");
                self.add_document(path, &head, &self.config.collections[0], inner, why_not);
            }
            Place::Post(_) | Place::Draft(_) => {}
        }
    }

    /// `Jekyll::Page`
    fn add_page(&mut self, path: &str, head: &Head) {
        let config = self.config;
        let asked = Asked { path, real: path, kind: Some("pages") };
        let front = Front { own: &head.yaml, config, asked, is_document: false };
        let permalink = front.text("permalink").map(str::trim);
        let output_ext = output_ext(config, path, permalink);
        let basename = stem(urls::name(path)).trim_end_matches('.');
        let template = match permalink {
            Some(permalink) => permalink.to_string(),
            None if !is_html(&output_ext) => "/:path/:basename:output_ext".to_string(),
            None if basename == "index" => "/:path/".to_string(),
            None => permalink::with_suffix("/:path/:basename", &config.permalink),
        };
        let folder = format!("/{}", urls::folder(path));
        let values = [("path", folder.as_str()), ("basename", basename), ("output_ext", &output_ext)];
        let url = permalink::of_page(&template, &values);
        let file = permalink::page_file(&url, &output_ext);
        let why_not = (!front.is_published()).then_some("marked `published: false`");
        let turn = Turn::Page(urls::name(path).to_string());
        self.make(Made { path, front, url, file, turn, is_shared: false }, why_not);
    }

    /// `Jekyll::Document`
    fn add_document(
        &mut self,
        path: &str,
        head: &Head,
        collection: &Collection,
        inner: usize,
        why_not: Option<&'static str>,
    ) {
        let config = self.config;
        let known =
            path.strip_prefix(config.collections_dir.as_str()).map_or(path, |rest| rest.trim_start_matches('/'));
        let asked = Asked { path: known, real: path, kind: Some(&collection.label) };
        let front = Front { own: &head.yaml, config, asked, is_document: true };
        let permalink = front.text("permalink").map(str::trim);
        let output_ext = output_ext(config, path, permalink);
        let template = permalink
            .map(str::to_string)
            .or_else(|| collection.permalink.clone())
            .unwrap_or_else(|| permalink::with_suffix("/:collection/:path", &config.permalink));
        let name = urls::name(path);
        let date = self.date(&front, name);
        self.note_day(path, &front);
        let basename = stem(name);
        let dateless = dated(name).map_or(basename, |(_, slug)| slug).trim_end_matches('.');
        let special = if collection.label == "posts" { path[..inner].trim_end_matches('/') } else { "" };
        let folders = urls::parts(urls::folder(special)).skip(urls::parts(&config.collections_dir).count());
        let values = Values {
            collection: collection.label.clone(),
            path: format!("/{}", stem(&path[inner..]).trim_end_matches('.')),
            basename: basename.to_string(),
            output_ext: output_ext.clone(),
            slug: front.text("slug").unwrap_or(dateless).to_string(),
            categories: front.categories(folders.map(str::to_string).collect()),
            date: date.map(|reading| reading.moment),
        };
        let why_not = why_not.or((!front.is_published()).then_some("marked `published: false`"));
        let day = date.map(|reading| reading.moment.day()).filter(|_| !config.has_future);
        let is_draft = path[..inner].contains("_drafts");
        if let Some(day) =
            day.filter(|&day| why_not.is_none() && collection.is_output && !is_draft && self.today.is_before(day))
        {
            self.pages.waiting.insert(path.to_string(), day);
        }
        let last = self.today.given().unwrap_or(LAST);
        let is_future = day.is_some_and(|day| day > last);
        let why_not = why_not
            .or(is_future.then_some("dated in the future"))
            .or((!collection.is_output).then_some(SHOWN_ELSEWHERE));
        let moment = values.date;
        if collection.label == "posts" && why_not.is_none() {
            self.later.posts.push((moment, path.to_string()));
        }
        let place = self.config.collections.iter().position(|one| one.label == collection.label).unwrap_or(0);
        let is_undated = moment.is_none();
        let turn = Turn::Document { collection: place, is_undated, date: moment, path: path.to_string() };
        match permalink::of_document(&template, &values) {
            Some(url) => {
                let file = permalink::document_file(&url, &output_ext);
                self.note_neighbours(&template, &values, &output_ext, date);
                let is_shared = !template.contains(':') && head.yaml.get("permalink").is_none();
                self.make(Made { path, front, url, file, turn, is_shared }, why_not);
            }
            None => {
                self.pages.has_unknown_url |= why_not.is_none();
                self.pages
                    .by_path
                    .insert(path.to_string(), PageInfo { url: None, is_document: true, why_not, is_copied: false });
            }
        }
    }

    /// The date of the front matter, else of the file's name.
    fn date(&self, front: &Front, name: &str) -> Option<Reading> {
        let zone = self.config.zone;
        match front.get("date").filter(|date| values::is_truthy(date)) {
            Some(date) => date::read(values::text(date)?, zone),
            None => date::read(dated(name)?.0, zone),
        }
    }

    /// Notes a day in the file's name that Jekyll reads and that no month has.
    fn note_day(&mut self, path: &str, front: &Front) {
        if !front.is_published() {
            self.pages.undated.remove(path);
        }
        let is_told = path.contains("_drafts/") || front.get("date").is_some_and(values::is_truthy);
        let Some((day, _)) = dated(urls::name(path)).filter(|_| !is_told) else { return };
        // What two digits of a year mean is for Ruby to guess.
        if day.find('-') != Some(4) {
            return;
        }
        let read = date::read(day, Zone::Other).map(|reading| reading.moment.day());
        let written: Vec<i64> = day.split('-').filter_map(|part| part.parse().ok()).collect();
        let is_day = matches!(written[..], [year, month, day] if calendar::is_day(year, month, day));
        if !is_day {
            self.pages.undated.insert(path.to_string(), read.map_or(Undated::Impossible, Undated::ReadAs));
        }
    }

    /// Where the document would be if the site's zone makes its day the one before or after.
    fn note_neighbours(&mut self, template: &str, values: &Values, output_ext: &str, date: Option<Reading>) {
        let Some(reading) = date.filter(|date| date.is_near) else { return };
        for days in [-1, 1] {
            let values = Values {
                date: Some(reading.moment.days_later(days)),
                collection: values.collection.clone(),
                path: values.path.clone(),
                basename: values.basename.clone(),
                output_ext: values.output_ext.clone(),
                slug: values.slug.clone(),
                categories: values.categories.clone(),
            };
            if let Some(url) = permalink::of_document(template, &values) {
                let file = permalink::document_file(&url, output_ext);
                self.pages.possible.insert(file, "the day of a post depends on the time zone");
            }
        }
    }

    /// Notes what the page asks of jekyll-redirect-from.
    fn ask_plugin(&mut self, front: &Front, source: &Arc<str>) {
        // A theme that lies elsewhere may have a layout for these.
        let is_read = |key: &str| key == "redirect_to" && self.config.has_gem_theme;
        for key in ["redirect_from", "redirect_to"].into_iter().filter(|key| !is_read(key)) {
            let is_asked = front.own.problem.is_none()
                && front
                    .own
                    .get(key)
                    .is_some_and(|node| values::text(node).is_some() || values::texts(node).next().is_some());
            if !is_asked {
                continue;
            }
            let asked = &mut self.pages.asked_of_plugins;
            match asked.iter_mut().find(|asked| asked.key == key) {
                Some(asked) => asked.pages += 1,
                None => {
                    let (plugin, first) = ("jekyll-redirect-from", source.clone());
                    asked.push(AskedOfPlugin { key, plugin, first, pages: 1 });
                }
            }
        }
    }

    fn make(&mut self, made: Made, why_not: Option<&'static str>) {
        let Made { path, front, url, file, turn, is_shared } = made;
        let source: Arc<str> = urls::below(&self.config.source, path).into();
        let is_document = front.is_document;
        if let Some(why) = why_not {
            self.pages.hidden.insert(urls::nfc(&file), (source, why));
            self.pages.by_path.insert(path.to_string(), PageInfo { url: None, is_document, why_not, is_copied: false });
            return;
        }
        let redirects = self.config.plugins.runs("jekyll-redirect-from");
        if redirects == Runs::No {
            self.ask_plugin(&front, &source);
        }
        let is_redirect = redirects == Runs::Yes && front.text("redirect_to").is_some();
        let maker = if is_redirect { Maker::Redirect(source.clone()) } else { Maker::Page(source.clone()) };
        self.pages.claims.push(Claim { file, maker, turn: turn.clone(), is_shared });
        for from in front.redirects() {
            let from = format!("/{}", from.trim_start_matches('/'));
            let url = permalink::of_page(&from, &[("path", ""), ("basename", "redirect"), ("output_ext", ".html")]);
            let file = permalink::page_file(&url, permalink::permalink_extension(&from).unwrap_or(".html"));
            if redirects == Runs::Yes && !is_document && self.pages.claims.last().is_some_and(|own| own.file == file) {
                // The redirect is one more page, and written after this one.
                self.pages.replaced.insert(path.to_string(), file.clone());
            }
            if redirects == Runs::Yes {
                self.later.redirects.push((!is_document, turn.clone(), file, source.clone()));
            } else {
                self.pages.possible.insert(file, "jekyll-redirect-from may redirect from there");
            }
        }
        self.pages
            .by_path
            .insert(path.to_string(), PageInfo { url: Some(url), is_document, why_not: None, is_copied: false });
    }

    /// A file without front matter: copied, and turned into a page by some plugins (`Jekyll::StaticFile`).
    fn add_file(&mut self, path: &str) {
        let name = permalink::extension(path);
        let copied = permalink::decode(path[..path.len() - name.len()].trim_end_matches('.')).into_owned() + name;
        if copied != path {
            let maker = Maker::Copy(urls::below(&self.config.source, path).into());
            self.pages.claims.push(Claim { file: copied, maker, turn: Turn::Copy, is_shared: false });
        }
        if !self.config.is_markdown(path) {
            return;
        }
        let basename = stem(urls::name(path));
        let is_for_github = GITHUBS_PAGES.contains(&basename.to_ascii_uppercase().as_str());
        let page = permalink::with_suffix("/:path/:basename", &self.config.permalink);
        let folder = format!("/{}", urls::folder(path));
        let values = [("path", folder.as_str()), ("basename", basename), ("output_ext", ".html")];
        let page = if basename == "index" { "/:path/".to_string() } else { page };
        let page = permalink::page_file(&permalink::of_page(&page, &values), ".html");
        let index = permalink::page_file(&permalink::of_page("/:path/", &values), ".html");
        let is_readme = basename.eq_ignore_ascii_case("readme");
        let source: Arc<str> = urls::below(&self.config.source, path).into();
        if is_readme {
            match self.config.plugins.runs("jekyll-readme-index") {
                Runs::Yes => self.later.readmes.push((index, source.clone())),
                Runs::Perhaps => drop(self.pages.possible.insert(index, "a README may be the index page")),
                Runs::No => {}
            }
        }
        if !is_for_github {
            let why = "a page without front matter, which GitHub Pages publishes";
            match self.config.plugins.runs("jekyll-optional-front-matter") {
                Runs::Yes => self.add_bare_page(path, page, source),
                Runs::Perhaps => drop(self.pages.possible.insert(page, why)),
                Runs::No => {}
            }
        }
    }

    /// A page without front matter, which a plugin publishes at `file`, beside the copy of its source.
    fn add_bare_page(&mut self, path: &str, file: String, source: Arc<str>) {
        let url = Some(format!("/{}", file.strip_suffix("index.html").unwrap_or(&file)));
        let info = PageInfo { url, is_document: false, why_not: None, is_copied: true };
        self.pages.by_path.insert(path.to_string(), info);
        let turn = Turn::Page(urls::name(path).to_string());
        self.pages.claims.push(Claim { file, maker: Maker::Page(source), turn, is_shared: false });
    }

    /// A file without front matter in a collection that is published: copied to the collection's URL.
    fn add_copy(&mut self, path: &str, collection: &Collection, inner: usize) {
        if !collection.is_output {
            return;
        }
        let extension = permalink::extension(path);
        let stem = path[inner..path.len() - extension.len()].trim_end_matches('.');
        let template = match &collection.permalink {
            Some(template) => template.clone(),
            None => permalink::with_suffix("/:collection/:path", &self.config.permalink),
        };
        let values = [
            ("collection", collection.label.as_str()),
            ("path", stem),
            ("output_ext", ""),
            ("name", urls::name(stem)),
            ("title", ""),
        ];
        let url = permalink::of_page(&template, &values);
        let url = format!("{}{extension}", url.strip_suffix('/').unwrap_or(&url));
        let url = url.trim_start_matches('/');
        if is_copied(self.config, url, Some(&collection.label)) {
            let maker = Maker::Copy(urls::below(&self.config.source, path).into());
            self.pages.claims.push(Claim { file: url.to_string(), maker, turn: Turn::Copy, is_shared: false });
        }
    }

    fn finish(mut self) -> Pages {
        self.limit_posts();
        let lost: HashSet<Arc<str>> = self.pages.hidden.values().map(|(source, _)| source.clone()).collect();
        // The plugin walks through documents, then through pages (`JekyllRedirectFrom::Generator#generate`).
        self.later.redirects.sort();
        for (at, (_, _, file, page)) in std::mem::take(&mut self.later.redirects).into_iter().enumerate() {
            if !lost.contains(&page) {
                self.pages.claims.push(Claim {
                    file,
                    maker: Maker::Redirect(page),
                    turn: Turn::Added(at),
                    is_shared: false,
                });
            }
        }
        let taken: HashSet<String> = self.pages.claims.iter().map(|claim| urls::nfc(&claim.file)).collect();
        for (file, source) in std::mem::take(&mut self.later.readmes) {
            let path = source.strip_prefix(self.config.source.as_str()).unwrap_or(&source).trim_start_matches('/');
            if !taken.contains(&file) {
                self.add_bare_page(path, file, source.clone());
            }
        }
        self.pages.posts.sort();
        if !self.pages.headless.is_empty() {
            // A folder that holds no document is not meant to hold any.
            let documents = self.pages.by_path.iter().filter(|(_, page)| page.is_document);
            let folders: HashSet<&str> = documents.map(|(path, _)| urls::folder(path)).collect();
            self.pages.headless.retain(|path, _| folders.contains(urls::folder(path)));
        }
        self.pages
    }

    /// `limit_posts` keeps the last by date and path (`Jekyll::Site#limit_posts!`).
    fn limit_posts(&mut self) {
        let Some(limit) = self.config.limit_posts.filter(|&limit| limit < self.later.posts.len()) else { return };
        self.later.posts.sort();
        let why = "older than the posts that `limit_posts` keeps";
        let beyond = self.later.posts.len() - limit;
        let sources: HashMap<String, &str> = self.later.posts[..beyond]
            .iter()
            .map(|(_, path)| (urls::below(&self.config.source, path), path.as_str()))
            .collect();
        for claim in &self.pages.claims {
            let Some(path) = sources.get(claim.maker.source().as_ref()) else { continue };
            self.pages.hidden.insert(urls::nfc(&claim.file), (claim.maker.source().clone(), why));
            if let Some(info) = self.pages.by_path.get_mut(*path) {
                *info = PageInfo { url: None, why_not: Some(why), ..*info };
            }
        }
        self.pages.claims.retain(|claim| !sources.contains_key(claim.maker.source().as_ref()));
    }
}

/// Whether a file among pages is for who writes them.
fn is_note(name: &str) -> bool {
    let name = stem(name).to_ascii_lowercase();
    let is_part =
        |part: &str| matches!(part, "readme" | "template" | "todo" | "notes" | "license" | "index" | "example");
    name.split(['-', '_', '.', ' ']).any(is_part)
}

/// Pages that jekyll-optional-front-matter leaves alone: they are for GitHub's own readers.
const GITHUBS_PAGES: &[&str] = &[
    "README",
    "LICENSE",
    "LICENCE",
    "COPYING",
    "CODE_OF_CONDUCT",
    "CONTRIBUTING",
    "ISSUE_TEMPLATE",
    "PULL_REQUEST_TEMPLATE",
];

/// Whether no default forbids the copy that is published at `path` (`Jekyll::StaticFile#write?`).
pub(super) fn is_copied(config: &Config, path: &str, kind: Option<&str>) -> bool {
    config.defaults.merged(Asked { path, real: path, kind }, "published").is_none_or(values::is_truthy)
}

/// The ending of the published file (`Jekyll::Renderer#output_ext`).
fn output_ext(config: &Config, path: &str, permalink: Option<&str>) -> String {
    if let Some(own) = permalink.and_then(permalink::permalink_extension) {
        return own.to_string();
    }
    let extension = permalink::extension(path);
    match extension.to_ascii_lowercase().as_str() {
        _ if config.is_markdown(path) => ".html".to_string(),
        ".scss" | ".sass" => ".css".to_string(),
        _ => extension.to_string(),
    }
}

fn is_html(output_ext: &str) -> bool {
    matches!(output_ext, ".html" | ".xhtml" | ".htm")
}

/// The date and the rest of `2020-01-31-name.md` (`Jekyll::Document::DATE_FILENAME_MATCHER`).
pub(super) fn dated(name: &str) -> Option<(&str, &str)> {
    let stem = name.rsplit_once('.').map(|(stem, _)| stem)?;
    let mut end = 0;
    for (at, digits) in [(0, 2..=4), (1, 1..=2), (2, 1..=2)] {
        let rest = &stem[end..];
        let rest = if at == 0 { rest } else { rest.strip_prefix('-')? };
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !digits.contains(&count) {
            return None;
        }
        end = stem.len() - rest.len() + count;
    }
    Some((&stem[..end], stem[end..].strip_prefix('-')?))
}

/// Without the extension.
fn stem(path: &str) -> &str {
    &path[..path.len() - permalink::extension(path).len()]
}
