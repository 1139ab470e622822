//! Permalink templates → URLs, as `Jekyll::URL`, `Jekyll::Page` and `Jekyll::Drops::UrlDrop` make them (4.3).

use crate::site::urls;

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

/// `template` with the end that the site's permalink gives to pages and documents of collections.
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

/// A day as a permalink spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
}

impl Day {
    /// The day at the head of `text`: `2020-01-31`, one digit is enough for month and day.
    pub(super) fn parse(text: &str) -> Option<Day> {
        let mut numbers =
            text.splitn(3, '-').map(|part| part.split(|c: char| !c.is_ascii_digit()).next().unwrap_or(""));
        let mut next = |most: usize| numbers.next().filter(|number| number.len() <= most)?.parse::<u32>().ok();
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        (year >= 1000 && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Day { year, month, day })
    }

    fn of_year(self) -> u32 {
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
        let is_leap = (self.year.is_multiple_of(4) && !self.year.is_multiple_of(100)) || self.year.is_multiple_of(400);
        before[self.month as usize - 1] + self.day + u32::from(is_leap && self.month > 2)
    }
}

/// What fills a template. Empty values leave an empty part, which is dropped.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) collection: String,
    /// Path without its extension, from the collection's folder or the folder of a page.
    pub(super) path: String,
    /// File name without its extension.
    pub(super) basename: String,
    /// `.html`, or the extension of what is not turned into HTML.
    pub(super) output_ext: String,
    /// `slug` or the file name, without its date.
    pub(super) slug: String,
    pub(super) categories: Vec<String>,
    pub(super) day: Option<Day>,
}

/// The URL that `template` gives: with one slash in front. `None` when it asks for what is not known here.
pub(super) fn expand(template: &str, values: &Values) -> Option<String> {
    let mut out = String::from("/");
    let mut rest = template;
    while let Some(colon) = rest.find(':') {
        out.push_str(&rest[..colon]);
        let tail = &rest[colon + 1..];
        let (length, value) = placeholder(tail, values)?;
        out.push_str(&value);
        rest = &tail[length..];
    }
    out.push_str(rest);
    Some(sanitise(&out))
}

/// The longest placeholder at the head of `tail` and its value; a colon before anything else stands for itself.
fn placeholder(tail: &str, values: &Values) -> Option<(usize, String)> {
    let end = tail.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(tail.len());
    let name = &tail[..end];
    if name.is_empty() {
        return Some((0, ":".to_string()));
    }
    let day = values.day;
    let value = match name {
        "collection" => values.collection.clone(),
        "path" => values.path.clone(),
        "basename" => values.basename.clone(),
        "output_ext" => values.output_ext.clone(),
        "title" => slugify(&values.slug, true),
        "slug" => slugify(&values.slug, false),
        "name" => slugify(&values.basename, false),
        "categories" => values.categories.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>().join("/"),
        "slugified_categories" => {
            values.categories.iter().map(|name| slugify(name, false)).collect::<Vec<_>>().join("/")
        }
        "year" => format!("{:04}", day?.year),
        "short_year" => format!("{:02}", day?.year % 100),
        "month" => format!("{:02}", day?.month),
        "i_month" => day?.month.to_string(),
        "day" => format!("{:02}", day?.day),
        "i_day" => day?.day.to_string(),
        "y_day" => format!("{:03}", day?.of_year()),
        _ => return None,
    };
    Some((end, value))
}

/// Slashes squeezed, one in front (`Jekyll::URL#sanitize_url`).
fn sanitise(url: &str) -> String {
    let mut out = String::with_capacity(url.len() + 1);
    for c in url.chars() {
        if c != '/' || !out.ends_with('/') {
            out.push(c);
        }
    }
    urls::nfc(&out)
}

/// `Jekyll::Utils.slugify`: in mode `pretty` with the case kept, or in mode `default`, in lower case.
pub(super) fn slugify(text: &str, is_pretty: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let is_kept = c.is_alphanumeric() || is_mark(c) || (is_pretty && "._~!$&'()+,;=@".contains(c));
        if is_kept {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches('-');
    if is_pretty { out.to_string() } else { out.to_lowercase() }
}

/// Combining marks, which Ruby's `\p{M}` keeps and `is_alphanumeric` mostly does not know.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The extension with its dot, as Ruby's `File.extname` has it: none of a name that begins with its only dot.
pub(super) fn extension(path: &str) -> &str {
    let name = urls::name(path);
    match name.rfind('.') {
        Some(at) if at > 0 && at + 1 < name.len() => &name[at..],
        _ => "",
    }
}

/// The file that is published at `url` (`Jekyll::Page#destination`). A redirect from `old.html` is that file.
pub(super) fn published_file(url: &str, output_ext: &str) -> String {
    let path = url.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if path.ends_with(output_ext) {
        path.to_string()
    } else {
        format!("{path}{output_ext}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        let values = Values {
            collection: "talks".to_string(),
            path: "2020-01-02-My_Talk".to_string(),
            basename: "2020-01-02-My_Talk".to_string(),
            output_ext: ".html".to_string(),
            slug: "My_Talk".to_string(),
            categories: vec!["Big Data".to_string()],
            day: Day::parse("2020-03-02 10:00:00 +0100"),
        };
        for (template, expected) in [
            ("/:collection/:path/", Some("/talks/2020-01-02-My_Talk/")),
            (style("date"), Some("/big data/2020/03/02/My_Talk.html")),
            ("/blog/:year/:title/", Some("/blog/2020/My_Talk/")),
            ("/:slugified_categories/:slug", Some("/big-data/my-talk")),
            ("/:y_day:output_ext", Some("/062.html")),
            ("about//me", Some("/about/me")),
            ("/a:b/", None),
            ("/:", Some("/:")),
        ] {
            assert_eq!(expand(template, &values).as_deref(), expected, "{template}");
        }
    }

    #[test]
    fn files() {
        for (url, extension, expected) in [
            ("/", ".html", "index.html"),
            ("/about/", ".html", "about/index.html"),
            ("/about", ".html", "about.html"),
            ("/v1.2", ".html", "v1.2.html"),
            ("/feed.xml", ".xml", "feed.xml"),
            ("/notes.md", ".md", "notes.md"),
        ] {
            assert_eq!(published_file(url, extension), expected, "{url}");
        }
    }

    #[test]
    fn days() {
        for (text, expected) in [
            ("2024-02-03", Some((2024, 2, 3))),
            ("2024-2-3-name", Some((2024, 2, 3))),
            ("2024-13-03", None),
            ("name", None),
            ("20240203", None),
        ] {
            assert_eq!(Day::parse(text).map(|day| (day.year, day.month, day.day)), expected, "{text}");
        }
    }
}
