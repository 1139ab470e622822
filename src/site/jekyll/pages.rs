//! Every page and document of a Jekyll site with its URL: from its path, its front matter and the configuration.

use super::config::{Collection, Config};
use super::permalink::{self, Day, Values};
use crate::site::published::Maker;
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::{Yaml, YamlNode};
use crate::syntax::{self};
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of a page's head that are read first, and at most when its front matter goes on.
const HEAD: usize = 4_096;
const LONGEST_HEAD: usize = 65_536;
/// Entries of the tree that are looked at.
const WALKED: usize = 500_000;

/// A page or document of the site.
#[derive(Debug)]
pub(super) struct PageInfo {
    /// With one slash in front; `None` when it is not published or its template asks for what is not known.
    pub(super) url: Option<String>,
    /// A document's text may be shown on other pages too: a list of news, an excerpt.
    pub(super) is_document: bool,
}

/// The pages of a site by path, and what they publish.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// By path from the source.
    pub(super) by_path: HashMap<String, PageInfo>,
    /// Published files and what makes them.
    pub(super) published: Vec<(String, Maker)>,
    /// Posts as `{% post_url %}` names them, sorted, with their folders below `_posts`: `2020-01-02-name`.
    pub(super) posts: Vec<String>,
    /// Some URL could not be worked out.
    pub(super) has_unknown_url: bool,
}

/// Endings of files that are looked into for front matter, beside Markdown's.
const PAGE_EXTENSIONS: &[&str] = &["html", "htm", "xml", "json", "txt", "js"];

/// Where a folder's files go.
#[derive(Clone, Copy)]
enum Place<'a> {
    Pages,
    /// The collection and the depth of its folder in parts.
    Collection(&'a Collection, usize),
}

/// Walks the source folder. Files without front matter are no pages: they are copied as they are.
pub(super) fn collect(tree: &dyn Tree, config: &Config) -> Pages {
    let mut pages = Pages::default();
    let mut folders = vec![(String::new(), Place::Pages)];
    let mut left = WALKED;
    while let Some((folder, place)) = folders.pop() {
        let Some(entries) = tree.list(&urls::below(&config.source, &folder)) else { continue };
        for entry in entries.iter().take(left) {
            left -= 1;
            let path = urls::below(&folder, &entry.name);
            if entry.is_folder {
                if let Some(place) = place_of(config, &path, place) {
                    folders.push((path, place));
                }
            } else if !config.leaves_out(&path) {
                add(tree, config, &path, place, &mut pages);
            }
        }
    }
    pages.posts.sort();
    pages
}

/// Where the files of the folder at `path` go, seen from its parent; `None` when Jekyll does not look into it.
fn place_of<'a>(config: &'a Config, path: &str, parent: Place<'a>) -> Option<Place<'a>> {
    let name = urls::name(path);
    let depth = urls::parts(path).count();
    if let Place::Collection(..) = parent {
        return (!name.starts_with(['.', '_'])).then_some(parent);
    }
    if let Some(label) = name.strip_prefix('_') {
        let collection = config.collections.iter().find(|collection| collection.label == label);
        // Posts may stand below any folder, whose names are their categories; other collections in one place.
        let is_there = label == "posts" || urls::folder(path) == config.collections_dir;
        if let Some(collection) = collection.filter(|_| is_there) {
            return Some(Place::Collection(collection, depth));
        }
    }
    let holds_collections = !config.collections_dir.is_empty() && config.collections_dir == path;
    (holds_collections || !config.leaves_out(path)).then_some(Place::Pages)
}

fn add(tree: &dyn Tree, config: &Config, path: &str, place: Place, pages: &mut Pages) {
    let extension = urls::extension(path);
    let is_markdown = config.is_markdown(path);
    let may_be_page = is_markdown || PAGE_EXTENSIONS.contains(&extension.as_str());
    let head = if may_be_page { head(tree, &urls::below(&config.source, path)) } else { None };
    let head = match (head, place) {
        (Some(head), _) => head,
        // A post needs no front matter, only its date.
        (None, Place::Collection(collection, _)) if collection.label == "posts" && may_be_page => Yaml::default(),
        (None, Place::Collection(collection, depth)) => return add_copy(config, path, collection, depth, pages),
        (None, Place::Pages) => return,
    };
    let is_html = is_markdown || matches!(extension.as_str(), "html" | "htm");
    let output_ext = if is_markdown { ".html".to_string() } else { format!(".{extension}") };
    let is_undated_post = matches!(place, Place::Collection(collection, _) if collection.label == "posts")
        && Day::parse(urls::name(path)).is_none();
    let is_unpublished = is_undated_post || head.get("published").and_then(YamlNode::as_str) == Some("false");
    let is_document = matches!(place, Place::Collection(..));
    let url = match place {
        _ if is_unpublished => None,
        Place::Pages => page_url(config, path, &head, is_html, output_ext.clone()),
        Place::Collection(collection, depth) => {
            if collection.label == "posts" {
                pages.posts.push(stem(&inner(path, depth)).to_string());
            }
            let url = document_url(config, path, &head, collection, depth, output_ext.clone());
            pages.has_unknown_url |= url.is_none();
            url.filter(|_| collection.is_output)
        }
    };
    if let Some(url) = &url {
        let kind = match place {
            Place::Pages => "pages",
            Place::Collection(collection, _) => &collection.label,
        };
        // A permalink's own ending is the file's (`Jekyll::Renderer#permalink_ext`).
        let own = own_permalink(config, path, kind, &head).filter(|own| !own.ends_with('/'));
        let own_ext = own.map(|own| permalink::extension(&own).to_string()).filter(|own| !own.is_empty());
        let file = permalink::published_file(url, &own_ext.unwrap_or(output_ext));
        let page: Arc<str> = urls::below(&config.source, path).into();
        pages.published.push((file, Maker::Page(page.clone())));
        for from in redirects(&head) {
            pages.published.push((permalink::published_file(&from, ".html"), Maker::Redirect(page.clone())));
        }
    }
    pages.by_path.insert(path.to_string(), PageInfo { url, is_document });
}

/// A file without front matter in a collection that is published: copied to the collection's URL (`Jekyll::StaticFile`).
fn add_copy(config: &Config, path: &str, collection: &Collection, depth: usize, pages: &mut Pages) {
    if !collection.is_output || collection.label == "posts" {
        return;
    }
    let extension = permalink::extension(path);
    let inner = inner(path, depth);
    let values = Values {
        collection: collection.label.clone(),
        path: inner[..inner.len() - extension.len()].to_string(),
        basename: stem(urls::name(path)).to_string(),
        ..Values::default()
    };
    let template = collection.permalink.as_deref().unwrap_or("/:collection/:path");
    if let Some(url) = permalink::expand(template, &values) {
        let copied = Maker::Copy(urls::below(&config.source, path).into());
        pages.published.push((format!("{}{extension}", url.trim_matches('/')), copied));
    }
}

/// The front matter of a page; `None` when it has none.
pub(super) fn head(tree: &dyn Tree, path: &str) -> Option<Yaml> {
    let read = |limit| {
        let bytes = tree.read(path, limit).filter(|bytes| bytes.starts_with(b"---") || bytes.starts_with(BOM))?;
        let is_whole = bytes.len() < limit;
        // Jekyll reads with `bom|utf-8`; a legacy byte spoils one value, not the page.
        Some((String::from_utf8_lossy(bytes.strip_prefix(BOM).unwrap_or(&bytes)).into_owned(), is_whole))
    };
    let (text, is_whole) = read(HEAD)?;
    match syntax::split_front_matter(&text) {
        Some(front_matter) if front_matter.closed => Some(front_matter.yaml),
        _ if is_whole => None,
        _ => syntax::split_front_matter(&read(LONGEST_HEAD)?.0).filter(|found| found.closed).map(|found| found.yaml),
    }
}

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// `Jekyll::Page#url`
fn page_url(config: &Config, path: &str, head: &Yaml, is_html: bool, output_ext: String) -> Option<String> {
    let basename = stem(urls::name(path)).to_string();
    let template = match own_permalink(config, path, "pages", head) {
        Some(template) => template,
        None if !is_html => "/:path/:basename:output_ext".to_string(),
        None if basename == "index" => "/:path/".to_string(),
        None => permalink::with_suffix("/:path/:basename", &config.permalink),
    };
    let values = Values { path: urls::folder(path).to_string(), basename, output_ext, ..Values::default() };
    permalink::expand(&template, &values)
}

/// `Jekyll::Document#url`
fn document_url(
    config: &Config,
    path: &str,
    head: &Yaml,
    collection: &Collection,
    depth: usize,
    output_ext: String,
) -> Option<String> {
    let template = own_permalink(config, path, &collection.label, head)
        .or_else(|| collection.permalink.clone())
        .unwrap_or_else(|| permalink::with_suffix("/:collection/:path", &config.permalink));
    let basename = stem(urls::name(path));
    let day = Day::parse(basename);
    let dateless = if day.is_some() { basename.splitn(4, '-').nth(3).unwrap_or(basename) } else { basename };
    let text = |key: &str| head.get(key).and_then(YamlNode::as_str).filter(|text| !text.trim().is_empty());
    let mut categories: Vec<String> = urls::parts(path).take(depth - 1).map(str::to_string).collect();
    categories.extend(list(head.get("category")));
    categories.extend(list(head.get("categories")));
    let mut seen = std::collections::HashSet::new();
    categories.retain(|name| seen.insert(name.to_lowercase()));
    let values = Values {
        collection: collection.label.clone(),
        path: stem(&inner(path, depth)).trim_end_matches('.').to_string(),
        basename: basename.to_string(),
        output_ext,
        slug: text("slug").unwrap_or(dateless).to_string(),
        categories,
        day: text("date").and_then(Day::parse).or(day),
    };
    permalink::expand(&template, &values)
}

/// The permalink of the front matter, else of the most specific `defaults`.
fn own_permalink(config: &Config, path: &str, kind: &str, head: &Yaml) -> Option<String> {
    if let Some(own) = head.get("permalink").and_then(YamlNode::as_str).filter(|text| !text.trim().is_empty()) {
        return Some(own.trim().to_string());
    }
    let applies = |default: &&super::config::Default| {
        let is_kind = default.kind.as_deref().is_none_or(|wanted| wanted == kind);
        let rest = path.strip_prefix(default.path.as_str());
        is_kind && (default.path.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    };
    let best =
        config.defaults.iter().filter(applies).max_by_key(|default| (default.path.len(), default.kind.is_some()));
    best.map(|default| default.permalink.clone())
}

/// Addresses of jekyll-redirect-from.
fn redirects(head: &Yaml) -> Vec<String> {
    let Some(node) = head.get("redirect_from") else { return Vec::new() };
    let one = node.as_str().map(str::to_string);
    let many = node.items().iter().filter_map(YamlNode::as_str).map(str::to_string);
    one.into_iter().chain(many).filter(|from| !from.trim().is_empty()).collect()
}

/// A list, or words between blanks (`Jekyll::Utils.pluralized_array_from_hash`).
fn list(node: Option<&YamlNode>) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    match node.as_str() {
        Some(text) => text.split_whitespace().map(str::to_string).collect(),
        None => node.items().iter().filter_map(YamlNode::as_str).map(str::to_string).collect(),
    }
}

/// `path` from a folder `depth` parts deep.
fn inner(path: &str, depth: usize) -> String {
    let parts: Vec<&str> = urls::parts(path).skip(depth).collect();
    parts.join("/")
}

/// Without the extension.
fn stem(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => stem,
        _ => path,
    }
}
