//! Permalink templates → URLs, as `Jekyll::URL`, `Jekyll::Page` and `Jekyll::Drops::UrlDrop` make them (4.3). URLs are
//! decoded here: Jekyll writes percent signs into them and takes them out again for the file's name.

use super::date::Moment;
use crate::site::urls;
use crate::syntax::{SlugMode, slugify};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::HashSet;

/// A named style as a template; anything else is one already (`Jekyll::Configuration#style_to_permalink`).
pub(super) fn style(permalink: &str) -> &str {
    match permalink {
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "none" => "/:categories/:title:output_ext",
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        template => template,
    }
}

/// `template` with the end that the site's permalink gives to pages and documents of collections
/// (`Jekyll::Utils.add_permalink_suffix`).
pub(super) fn with_suffix(template: &str, permalink: &str) -> String {
    let end = match permalink {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        other if other.ends_with('/') => "/",
        other if other.ends_with(":output_ext") => ":output_ext",
        _ => "",
    };
    format!("{template}{end}")
}

/// The URL of a page: each of `values` replaces its name behind a colon wherever that stands, one after the other; any
/// other colon stays (`Jekyll::URL#generate_url_from_hash`).
pub(super) fn of_page(template: &str, values: &[(&str, &str)]) -> String {
    let mut url = decode(template).into_owned();
    for (name, value) in values {
        if url.contains(':') {
            url = url.replace(&format!(":{name}"), value);
        }
    }
    sanitise(&url)
}

/// What fills the template of a document. Empty values leave an empty part, which is dropped.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) collection: String,
    /// Path without its extension, from the collection's folder.
    pub(super) path: String,
    /// File name without its extension.
    pub(super) basename: String,
    /// `.html`, or the extension of what is not turned into HTML.
    pub(super) output_ext: String,
    /// `slug` or the file name, without its date.
    pub(super) slug: String,
    pub(super) categories: Vec<String>,
    /// `None`: when the site is built, or not known.
    pub(super) date: Option<Moment>,
}

/// The URL that `template` gives a document. `None` when it asks for what is not known here, or for what no document has,
/// at which Jekyll stops (`Jekyll::URL#generate_url_from_drop`).
pub(super) fn of_document(template: &str, values: &Values) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(colon) = rest.find(':') {
        out.push_str(&decode(&rest[..colon]));
        let tail = &rest[colon + 1..];
        let end = tail.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(tail.len());
        if end == 0 {
            out.push(':');
        } else {
            // One underscore at the end may be the template's: `:year_:month`.
            let name = tail[..end].strip_suffix('_').unwrap_or(&tail[..end]);
            out.push_str(&value(name, values)?);
            out.push_str(&tail[name.len()..end]);
        }
        rest = &tail[end..];
    }
    out.push_str(&decode(rest));
    Some(sanitise(&out))
}

fn value(name: &str, values: &Values) -> Option<String> {
    // A category counts once, as it is written into the path.
    let once = |names: Vec<String>| {
        let mut seen = HashSet::new();
        names.into_iter().filter(|name| seen.insert(name.clone())).collect::<Vec<_>>().join("/")
    };
    let slugified = |text: &str| slugify(text, SlugMode::Default, false);
    Some(match name {
        "collection" => values.collection.clone(),
        "path" => values.path.clone(),
        "output_ext" => values.output_ext.clone(),
        "title" => slugify(&values.slug, SlugMode::Pretty, true),
        "slug" => slugified(&values.slug),
        "name" => slugified(&values.basename),
        "categories" => once(values.categories.iter().map(|name| slugify(name, SlugMode::None, false)).collect()),
        "slugified_categories" => once(values.categories.iter().map(|name| slugified(name)).collect()),
        date => return values.date?.spell(date),
    })
}

/// `Jekyll::URL.unescape_path`
pub(super) fn decode(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path))
}

/// One slash in front, slashes squeezed, no `..` and `./` (`Jekyll::URL#sanitize_url`).
fn sanitise(url: &str) -> String {
    let url = format!("/{url}").replace("..", "/").replace("./", "");
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c != '/' || !out.ends_with('/') {
            out.push(c);
        }
    }
    urls::nfc(&out)
}

/// The extension with its dot, as Ruby's `File.extname` has it: none of a name that begins with its only dot.
pub(super) fn extension(path: &str) -> &str {
    let name = urls::name(path);
    match name.rfind('.') {
        Some(at) if !name[..at].trim_start_matches('.').is_empty() => &name[at..],
        _ => "",
    }
}

/// The ending of a permalink, which is the file's (`Jekyll::Renderer#permalink_ext`).
pub(super) fn permalink_extension(permalink: &str) -> Option<&str> {
    Some(extension(permalink)).filter(|extension| !extension.is_empty() && !permalink.ends_with('/'))
}

/// The file that a page is published at (`Jekyll::Page#destination`).
pub(super) fn page_file(url: &str, output_ext: &str) -> String {
    let path = url.trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index") } else { path.to_string() };
    with_extension(path, output_ext)
}

/// The file that a document is published at (`Jekyll::Document#destination`).
pub(super) fn document_file(url: &str, output_ext: &str) -> String {
    let path = url.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        return format!("{path}index.html");
    }
    with_extension(path.to_string(), output_ext)
}

fn with_extension(path: String, output_ext: &str) -> String {
    if path.ends_with(output_ext) { path } else { format!("{path}{output_ext}") }
}

#[cfg(test)]
mod tests {
    use super::super::date::{Zone, read};
    use super::*;

    #[test]
    fn documents() {
        let values = Values {
            collection: "talks".to_string(),
            path: "/2020-01-02-My_Talk".to_string(),
            basename: "2020-01-02-My_Talk".to_string(),
            output_ext: ".html".to_string(),
            slug: "My_Talk".to_string(),
            categories: vec!["Big Data".to_string(), "big data".to_string()],
            date: read("2020-03-02 10:00:00 +0100", Zone::Utc).map(|reading| reading.moment),
        };
        for (template, expected) in [
            ("/:collection/:path/", Some("/talks/2020-01-02-My_Talk/")),
            (style("date"), Some("/big data/2020/03/02/My_Talk.html")),
            (style("weekdate"), Some("/big data/2020/W10/Mon/My_Talk.html")),
            ("/blog/:year/:title/", Some("/blog/2020/My_Talk/")),
            ("/:slugified_categories/:slug", Some("/big-data/my-talk")),
            ("/:name/:hour:minute", Some("/2020-01-02-my-talk/0900")),
            ("/:year_:month_/x", Some("/2020_03_/x")),
            ("/:y_day:output_ext", Some("/062.html")),
            ("about//me/../you", Some("/about/me/you")),
            ("/a%20b/:slug/", Some("/a b/my-talk/")),
            ("/a:b/", None),
            ("/:basename/", None),
            ("/:", Some("/:")),
        ] {
            assert_eq!(of_document(template, &values).as_deref(), expected, "{template}");
        }
        assert_eq!(of_document("/:year/", &Values::default()), None);
    }

    #[test]
    fn pages() {
        let values = [("path", "/docs"), ("basename", "a%20b"), ("output_ext", ".html")];
        for (template, expected) in [
            ("/:path/:basename:output_ext", "/docs/a%20b.html"),
            ("/:path/", "/docs/"),
            ("/:title/:pathology/", "/:title/docsology/"),
            ("%C3%BCber", "/über"),
            ("/x./y/", "/xy/"),
        ] {
            assert_eq!(of_page(template, &values), expected, "{template}");
        }
    }

    #[test]
    fn files() {
        for (url, extension, page, document) in [
            ("/", ".html", "index.html", "index.html"),
            ("/about/", ".html", "about/index.html", "about/index.html"),
            ("/about", ".html", "about.html", "about.html"),
            ("/v1.2", ".2", "v1.2", "v1.2"),
            ("/feed/", ".xml", "feed/index.xml", "feed/index.html"),
            ("/feed.xml", ".xml", "feed.xml", "feed.xml"),
        ] {
            assert_eq!((page_file(url, extension).as_str(), document_file(url, extension).as_str()), (page, document));
        }
        for (permalink, expected) in
            [("/v1.2", Some(".2")), ("/a.b/", None), ("/a/.b", None), ("/a", None), ("/a.", Some("."))]
        {
            assert_eq!(permalink_extension(permalink), expected, "{permalink}");
        }
    }
}
