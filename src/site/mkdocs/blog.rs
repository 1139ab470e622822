//! Material's blog: where its posts are published, and which lists of posts it writes (`material.plugins.blog`).

use super::files::{Sources, is_page};
use super::plugins::Plugins;
use super::settings::{flag, is_null, plain_text};
use crate::calendar::days_from_civil;
use crate::config::Today;
use crate::site::anchors::slug;
use crate::site::names;
use crate::site::slugs::{SlugCase, SlugForm, SlugStyle};
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::split_front_matter;
use crate::syntax::yaml::{Engine, Typed, YamlNode, typed};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a post that are read: its front matter and its title.
const HEAD: usize = 64 * 1024;

/// How Material makes slugs unless the configuration names a function.
const LOWER: SlugStyle = SlugStyle::Pymdownx { case: SlugCase::Lower, percent_encode: false, form: SlugForm::Nfc };

/// The settings of the plugin.
#[derive(Clone, Debug)]
pub(super) struct Blog {
    /// From `docs_dir`, without slashes around; "" is all of it.
    dir: String,
    posts: String,
    post_url: String,
    post_date: String,
    most_categories: usize,
    post_separator: String,
    category_separator: String,
    /// Path and format of the date.
    archive: Option<(String, String)>,
    category: Option<String>,
    /// Posts a page of the blog itself, of an archive, of a category; `None` where there is one page.
    per_page: [Option<usize>; 3],
    page_url: String,
    shows_drafts: bool,
    /// A post of a day to come is a draft, unless it says what it is.
    hides_future: bool,
    /// A function of the site's own, pages of authors, dates that decide: what it writes is not known.
    is_uncertain: bool,
}

/// What the blog does to a site.
#[derive(Debug, Default)]
pub(super) struct Posts {
    /// Published pages without a source.
    pub(super) lists: BTreeSet<String>,
    /// Posts that are drafts until their day has come: that day, in days since 1970-01-01.
    pub(super) waiting: BTreeMap<String, i64>,
    /// There may be others.
    pub(super) is_uncertain: bool,
}

/// A post as far as its address and the lists are concerned.
struct Post {
    date: Date,
    categories: Vec<String>,
    slug: Option<String>,
    title: String,
    is_draft: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Blog {
    /// The plugin's settings; `None` when it is not on.
    pub(super) fn read(plugins: &Plugins) -> Option<Blog> {
        if !plugins.has("blog") {
            return None;
        }
        let value = |key: &str| plugins.setting("blog", key).filter(|node| !is_null(node));
        let text = |key: &str, usual: &str| value(key).map_or(Some(usual), plain_text).map(str::to_string);
        let is_on = |key: &str, usual: bool| value(key).map_or(Some(usual), flag);
        let number = |key: &str, usual: usize| match value(key) {
            Some(node) => plain_text(node).and_then(|text| text.parse().ok()),
            None => Some(usual),
        };
        let per_page = |prefix: &str| -> Option<Option<usize>> {
            let usual = (is_on("pagination", true)?, number("pagination_per_page", 10)?);
            let is_paged = is_on(&format!("{prefix}_pagination"), usual.0)?;
            let most = number(&format!("{prefix}_pagination_per_page"), usual.1)?;
            Some(is_paged.then_some(most.max(1)))
        };
        let read = || -> Option<Blog> {
            let dir = clean(&text("blog_dir", "blog")?)?;
            let archive = (text("archive_url_format", "archive/{date}")?, text("archive_url_date_format", "yyyy")?);
            Some(Blog {
                posts: clean(&text("post_dir", "{blog}/posts")?.replace("{blog}", &dir))?,
                dir,
                post_url: text("post_url_format", "{date}/{slug}")?,
                post_date: text("post_url_date_format", "yyyy/MM/dd")?,
                most_categories: number("post_url_max_categories", 1)?,
                post_separator: text("post_slugify_separator", "-")?,
                category_separator: text("categories_slugify_separator", "-")?,
                archive: is_on("archive", true)?.then_some(archive),
                category: is_on("categories", true)?.then_some(text("categories_url_format", "category/{slug}")?),
                per_page: [per_page("blog")?, per_page("archive")?, per_page("categories")?],
                page_url: text("pagination_url_format", "page/{page}")?,
                shows_drafts: is_on("draft", false)?,
                hides_future: is_on("draft_if_future_date", false)?,
                is_uncertain: plugins.is_twice("blog")
                    || plugins.has("meta")
                    || is_on("draft_if_future_date", false)?
                    || is_on("authors_profiles", false)?
                    || value("post_slugify").is_some()
                    || value("categories_slugify").is_some(),
            })
        };
        Some(read().unwrap_or_else(Blog::unknown))
    }

    /// A blog of which nothing is known.
    fn unknown() -> Blog {
        Blog {
            dir: String::new(),
            posts: String::new(),
            post_url: String::new(),
            post_date: String::new(),
            most_categories: 0,
            post_separator: String::new(),
            category_separator: String::new(),
            archive: None,
            category: None,
            per_page: [None; 3],
            page_url: String::new(),
            shows_drafts: false,
            hides_future: false,
            is_uncertain: true,
        }
    }

    /// Moves the posts in `sources` to their addresses.
    pub(super) fn publish(
        &self,
        tree: &dyn Tree,
        docs: &str,
        directory_urls: bool,
        today: Today,
        sources: &mut Sources,
    ) -> Posts {
        let mut made = Posts { is_uncertain: self.is_uncertain, ..Posts::default() };
        if self.posts.is_empty() && self.dir.is_empty() {
            return Posts { is_uncertain: true, ..made };
        }
        // Material compares the beginning of the path, not its folders.
        let posts = sources.pages.range(self.posts.clone()..).take_while(|(path, _)| path.starts_with(&self.posts));
        let paths: Vec<String> = posts.map(|(path, _)| path.clone()).collect();
        let file_of = |path: &str| super::files::file_of(&format!("{path}.md"), directory_urls);
        let mut lists: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for path in paths {
            let bytes = tree.read(&urls::below(docs, &path), HEAD).unwrap_or_default();
            let post = read_post(&String::from_utf8_lossy(&bytes), &path);
            let place = post.as_ref().and_then(|post| self.place(post, &path));
            let (Some(post), Some(place)) = (post, place) else {
                // Material refuses a post without a date, or its address is not known.
                made.is_uncertain = true;
                sources.pages.remove(&path);
                continue;
            };
            let day = days_from_civil(post.date.year.into(), post.date.month.into(), post.date.day.into());
            if self.hides_future && !self.shows_drafts && post.is_draft.is_none() && today.is_before(day) {
                made.waiting.insert(path.clone(), day);
            }
            if post.is_draft == Some(true) && !self.shows_drafts {
                sources.leave_out(&path, "a draft");
                continue;
            }
            sources.pages.insert(path, file_of(&place));
            *lists.entry((0, urls::below(&self.dir, "index"))).or_default() += 1;
            for (kind, list) in self.lists(&post, &mut made.is_uncertain) {
                *lists.entry((kind, list)).or_default() += 1;
            }
        }
        lists.entry((0, urls::below(&self.dir, "index"))).or_default();
        for ((kind, list), posts) in lists {
            made.lists.insert(file_of(&list));
            let per_page = self.per_page[kind].unwrap_or(usize::MAX);
            let pages = posts.div_ceil(per_page).max(1);
            made.lists.extend((2..=pages).map(|page| file_of(&self.page(&list, page))));
        }
        made
    }

    /// Where the post stands, without an ending (`_format_path_for_post`).
    fn place(&self, post: &Post, path: &str) -> Option<String> {
        let categories = post.categories.iter().take(self.most_categories);
        let categories: Option<Vec<String>> = categories.map(|name| self.category_slug(name)).collect();
        let date = format_date(post.date, &self.post_date)?;
        let name = stem(path);
        let own = || slug(&post.title, LOWER, &self.post_separator);
        let slug = post.slug.clone().map_or_else(own, Some)?;
        let values = [
            ("categories", categories?.join("/")),
            ("date", date),
            ("file", if name == "README" { "index".to_string() } else { name.to_string() }),
            ("slug", slug),
        ];
        Some(urls::below(&self.dir, &clean(&filled(&self.post_url, &values)?)?))
    }

    /// Lists that name the post: their kind and place.
    fn lists(&self, post: &Post, is_uncertain: &mut bool) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let mut add = |kind: usize, path: Option<String>| match path.as_deref().and_then(clean) {
            Some(path) => found.push((kind, urls::below(&self.dir, &path))),
            None => *is_uncertain = true,
        };
        if let Some((path, format)) = &self.archive {
            add(1, format_date(post.date, format).and_then(|date| filled(path, &[("date", date)])));
        }
        for name in post.categories.iter().filter(|_| self.category.is_some()) {
            let path = self.category.as_deref().unwrap_or_default();
            add(2, self.category_slug(name).and_then(|slug| filled(path, &[("slug", slug)])));
        }
        found
    }

    fn category_slug(&self, name: &str) -> Option<String> {
        slug(name, LOWER, &self.category_separator)
    }

    /// A further page of a list (`_format_path_for_pagination`).
    fn page(&self, list: &str, page: usize) -> String {
        let path = self.page_url.replace("{page}", &page.to_string());
        match urls::name(list) {
            "index" => urls::below(urls::folder(list), &format!("{path}/index")),
            _ => format!("{list}/{path}"),
        }
    }

    /// The published name of a file that is copied: the folder of the posts is taken out (`on_files`).
    pub(super) fn copied_to(&self, path: &str) -> Option<String> {
        let is_static = [".html", ".htm", ".xml", ".json"].iter().any(|ending| path.ends_with(ending));
        let is_moved = !self.posts.is_empty() && path.starts_with(&self.posts) && !is_static && !is_page(path);
        is_moved.then(|| path.replace(&self.posts, &self.dir).trim_start_matches('/').to_string())
    }

    /// Files beside the posts and where each is copied to, both from `docs_dir`.
    pub(super) fn copies(&self, tree: &dyn Tree, docs: &str) -> Vec<(String, String)> {
        let folder = urls::folder(&self.posts);
        let root = if folder.is_empty() { docs.to_string() } else { urls::below(docs, folder) };
        let found = names::walk(tree, &root, |_, name| !name.starts_with('.'));
        let paths = found.into_iter().map(|path| urls::below(folder, &path)).filter(|path| !is_page(path));
        paths.filter_map(|path| Some((path.clone(), self.copied_to(&path)?))).collect()
    }

    /// Whether the page at `path` (from `docs_dir`) is a post.
    pub(super) fn is_post(&self, path: &str) -> bool {
        !self.posts.is_empty() && path.strip_prefix(&self.posts).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether `page` (from `docs_dir`) is the one that shows the latest posts.
    pub(super) fn is_index(&self, page: &str) -> bool {
        page == urls::below(&self.dir, "index.md")
    }

    /// Whether `path` of the site lies where the blog writes.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.dir.is_empty() || path.strip_prefix(&self.dir).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// `posixpath.normpath` without slashes around; `None` when it leaves the site.
fn clean(path: &str) -> Option<String> {
    let joined = urls::join("", path.trim_matches('/'));
    (!joined.left_root).then(|| joined.path.trim_end_matches('/').to_string())
}

fn stem(path: &str) -> &str {
    let name = urls::name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// `format` with its `{names}` filled; `None` when it has another one.
fn filled(format: &str, values: &[(&str, String)]) -> Option<String> {
    let mut out = String::new();
    let mut rest = format;
    while let Some(open) = rest.find(['{', '}']) {
        let close = open + rest[open..].find('}')?;
        let (_, value) = values.iter().find(|(name, _)| rest.get(open + 1..close) == Some(name))?;
        out.push_str(&rest[..open]);
        out.push_str(value);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// Babel's patterns as far as they are digits.
fn format_date(date: Date, format: &str) -> Option<String> {
    let mut out = String::new();
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii_alphabetic() {
            // Quotes make letters literal.
            out.push(Some(letter).filter(|letter| *letter != '\'')?);
            continue;
        }
        let mut width = 1;
        while letters.next_if_eq(&letter).is_some() {
            width += 1;
        }
        match (letter, width) {
            ('y', 2) => out.push_str(&format!("{:02}", date.year % 100)),
            ('y', 1 | 4) => out.push_str(&date.year.to_string()),
            ('M', 1 | 2) => out.push_str(&format!("{:0width$}", date.month)),
            ('d', 1 | 2) => out.push_str(&format!("{:0width$}", date.day)),
            _ => return None,
        }
    }
    Some(out)
}

/// The front matter and title of a post; `None` where Material would refuse it or its date hangs on a time zone.
fn read_post(text: &str, path: &str) -> Option<Post> {
    let text = text.trim_start_matches('\u{FEFF}');
    let front_matter = split_front_matter(text).filter(|front| front.closed && front.yaml.problem.is_none())?;
    let yaml = &front_matter.yaml;
    let date = yaml.get("date")?;
    let date = read_date(date.get("created").unwrap_or(date))?;
    let of = |key: &str| yaml.get(key).filter(|node| !is_null(node));
    let categories = of("categories").map(YamlNode::items).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for category in categories {
        let name = plain_text(category)?.to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let body = &text[front_matter.span.end()..];
    let title = match of("title") {
        Some(title) => plain_text(title)?.to_string(),
        None => heading(body).unwrap_or_else(|| name_as_title(path)),
    };
    let slug = of("slug").map(plain_text).map_or(Some(None), |slug| slug.map(|slug| Some(slug.to_string())))?;
    let is_draft = of("draft").and_then(flag);
    Some(Post { date, categories: names, slug: slug.filter(|slug| !slug.is_empty()), title, is_draft })
}

fn read_date(node: &YamlNode) -> Option<Date> {
    let crate::syntax::yaml::YamlValue::Scalar(scalar) = &node.value else { return None };
    let text = scalar.text.as_str();
    let is_date = match typed(scalar, Engine::PyYaml) {
        Typed::Date => true,
        // A time zone may move the day.
        Typed::DateTime => !text[10..].contains(['+', '-', 'Z', 'z']),
        _ => false,
    };
    let mut parts =
        text.get(..10.min(text.len()))?.split('-').map(|part| part.trim_end_matches(|c: char| !c.is_ascii_digit()));
    let mut next = || parts.next()?.parse().ok();
    let date = Date { year: next()?, month: next()?, day: next()? };
    is_date.then_some(date)
}

/// `mkdocs.utils.get_markdown_title`
fn heading(body: &str) -> Option<String> {
    let line = body.lines().map(str::trim).find(|line| !line.is_empty())?;
    line.starts_with("# ").then(|| line.trim_start_matches(['#', ' ']).to_string())
}

/// `mkdocs.structure.pages.Page.title` of a page without a heading.
fn name_as_title(path: &str) -> String {
    stem(path).replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_formats() {
        let date = Date { year: 2024, month: 3, day: 5 };
        for (format, expected) in [
            ("yyyy/MM/dd", Some("2024/03/05")),
            ("yy-M-d", Some("24-3-5")),
            ("y", Some("2024")),
            ("MMM", None),
            ("'y'", None),
        ] {
            assert_eq!(format_date(date, format).as_deref(), expected, "{format}");
        }
        let values = [("slug", "a".to_string())];
        for (format, expected) in [("x/{slug}", Some("x/a")), ("{file}", None), ("{slug", None), ("}", None)] {
            assert_eq!(filled(format, &values).as_deref(), expected, "{format}");
        }
    }

    #[test]
    fn posts() {
        for (text, expected) in [
            ("---\ndate: 2024-03-05\n---\n\n# A *b*\n", Some("A *b*")),
            ("---\ndate: 2024-03-05 10:00:00\ntitle: T\n---\n# A\n", Some("T")),
            ("---\ndate: 2024-03-05T23:00:00+02:00\n---\n# A\n", None),
            ("---\ndate: {created: 2024-03-05}\n---\ntext\n# A\n", Some("my post")),
            ("---\ndate: today\n---\n# A\n", None),
            ("---\ntitle: T\n---\n", None),
            ("# A\n", None),
            ("---\ndate: 2024-03-05\ncategories: [{a: b}]\n---\n", None),
        ] {
            let post = read_post(text, "blog/posts/my-post.md");
            assert_eq!(post.map(|post| post.title).as_deref(), expected, "{text}");
        }
    }
}
