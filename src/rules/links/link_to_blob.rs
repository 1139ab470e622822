//! `link-to-blob`: the page about a file on GitHub or GitLab where the file itself is meant.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::{Document, Link, LinkKind, has_template};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "link-to-blob",
    group: "links",
    severity: Severity::Error,
    default: true,
    summary: "An image names the page about a file on GitHub or GitLab, not the file.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

/// What an image or a player shows.
const MEDIA: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "tif", "tiff", "mp4", "webm", "mov", "mp3",
    "ogg", "wav",
];

/// What is downloaded, and what GitHub's viewer cannot show or shows in its own frame.
const DOWNLOADS: &[&str] =
    &["pdf", "zip", "gz", "tar", "7z", "ppt", "pptx", "doc", "docx", "xls", "xlsx", "odt", "odp", "key", "ps"];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkToBlob {
    /// Also links to papers, slides and archives; the page about a PDF shows it, so this is off by default.
    downloads: bool,
}

impl Rule for LinkToBlob {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        // GitHub itself shows such an image in a README.
        if !page.site.shows(&page.doc.source.path) {
            return;
        }
        for link in &page.doc.links {
            let target = page.doc.slice(link.target);
            let Some(blob) = blob(target) else { continue };
            let is_shown = is_shown(page.doc, link);
            let is_wanted = is_shown || self.downloads && is_download(link, blob.extension);
            if !is_wanted {
                continue;
            }
            let what = if is_shown { "is a page about the file, no image" } else { "is a page about the file" };
            let finding = Finding::new(&META, link.target, format!("{} {what}", quoted(target)));
            let is_media = MEDIA.contains(&blob.extension.to_ascii_lowercase().as_str());
            let applicability = if is_shown && is_media { Applicability::Safe } else { Applicability::Unsafe };
            out.push(finding.fix(Fix {
                title: "write `raw` for `blob`".to_string(),
                applicability,
                effect: Effect::Link,
                edits: vec![Edit::replace(blob.word.shift(link.target.start()), "raw")],
            }));
        }
    }
}

/// `https://github.com/owner/repository/blob/branch/path.png`
struct Blob<'a> {
    /// `blob` in the address. Both hosts answer the same address with `raw` with the file, whatever the branch is called.
    word: Span,
    extension: &'a str,
}

fn blob(address: &str) -> Option<Blob<'_>> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let offset = address.len() - rest.len();
    let (host, path) = rest.split_once('/')?;
    let mut words = path.split('/');
    let (owner, repository) = (words.next()?, words.next()?);
    let is_gitlab = path.contains("/-/blob/");
    let at = match host {
        "github.com" | "www.github.com" | "gitee.com" if words.next() == Some("blob") => {
            owner.len() + repository.len() + 2
        }
        _ if is_gitlab => path.find("/-/blob/")? + "/-/".len(),
        _ => return None,
    };
    let (path, query) = path[at..].split_once('?').unwrap_or((&path[at..], ""));
    // `?raw=true` asks for the file; so does `?raw=1`.
    if query.contains("raw=") || has_template(address) {
        return None;
    }
    let path = path.split('#').next().unwrap_or(path);
    let extension = path.rsplit_once('/')?.1.rsplit_once('.')?.1;
    let start = offset + host.len() + 1 + at;
    Some(Blob { word: Span::new(start, start + "blob".len()), extension })
}

/// Whether the browser is to show the file in the page.
fn is_shown(doc: &Document, link: &Link) -> bool {
    let media = ["img", "source", "video", "audio", "embed", "object"];
    let next = doc.tags.partition_point(|tag| tag.span.start() <= link.span.start());
    match link.kind {
        LinkKind::Image => true,
        LinkKind::Src => next > 0 && media.contains(&doc.tags[next - 1].name.as_str()),
        LinkKind::Reference => doc.slice(link.span).starts_with('!'),
        _ => false,
    }
}

fn is_download(link: &Link, extension: &str) -> bool {
    matches!(link.kind, LinkKind::Inline | LinkKind::Href | LinkKind::Reference)
        && DOWNLOADS.contains(&extension.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blobs() {
        for (address, expected) in [
            ("https://github.com/ann/site/blob/main/a/b.png", Some("https://github.com/ann/site/raw/main/a/b.png")),
            (
                "https://github.com/ann/site/blob/main/b.png?x=1#y",
                Some("https://github.com/ann/site/raw/main/b.png?x=1#y"),
            ),
            (
                "https://gitlab.example.org/g/h/p/-/blob/main/b.png",
                Some("https://gitlab.example.org/g/h/p/-/raw/main/b.png"),
            ),
            ("https://github.com/ann/site/blob/main/b.png?raw=true", None),
            ("https://github.com/ann/blob/tree/main/b.png", None),
            ("https://github.com/ann/site/blob/main/LICENSE", None),
            ("https://example.org/ann/site/blob/main/b.png", None),
            ("https://github.com/{{ site.user }}/site/blob/main/b.png", None),
            ("https://github.com/ann/site", None),
        ] {
            let found = blob(address)
                .map(|blob| format!("{}raw{}", &address[..blob.word.start()], &address[blob.word.end()..]));
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }
}
