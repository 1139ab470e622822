//! Keys under which the known themes and their users keep links.

/// Where a value stands: the same key says more in one place than in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Front matter and data files.
    Content,
    /// `_config.yml`, whose `url`, `repository` and paths of folders are no links.
    Config,
}

/// Pictures: academicpages, minimal-mistakes, al-folio, acad-homepage, beautiful-jekyll, jekyll-seo-tag.
const PICTURES: &[&str] = &[
    "avatar",
    "avatar_url",
    "background",
    "background_image",
    "bigimg",
    "banner",
    "cover",
    "cover_image",
    "cover-img",
    "favicon",
    "feature_image",
    "featured_image",
    "image",
    "image_path",
    "img",
    "logo",
    "og_image",
    "og-image",
    "overlay_image",
    "photo",
    "picture",
    "poster_image",
    "preview",
    "profile_image",
    "share-img",
    "teaser",
    "thumb",
    "thumbnail",
    "thumbnail-img",
];

/// Files and pages.
const FILES: &[&str] = &[
    "bibtexurl",
    "code",
    "code_url",
    "codeurl",
    "cv",
    "cv_pdf",
    "dataset",
    "demo",
    "download",
    "href",
    "link",
    "links",
    "paper",
    "paper_url",
    "paperurl",
    "pdf",
    "pdf_url",
    "pdfurl",
    "poster",
    "poster_url",
    "posterurl",
    "project_url",
    "redirect",
    "redirect_to",
    "resume",
    "slides",
    "slides_url",
    "slidesurl",
    "supp",
    "supplement",
    "url",
    "video",
    "video_url",
    "videourl",
    "website",
];

/// Whether the value of `key` is a link when it looks like one.
pub(super) fn is_link(key: &str, place: Place) -> bool {
    PICTURES.contains(&key) || (place == Place::Content && FILES.contains(&key))
}

/// Endings of files that a visitor is shown or sent.
const ENDINGS: &[&str] = &[
    "avif", "bib", "bmp", "csv", "doc", "docx", "epub", "gif", "gz", "htm", "html", "ico", "ipynb", "jpeg", "jpg",
    "json", "key", "md", "mov", "mp3", "mp4", "ods", "odt", "ogg", "pdf", "png", "ppt", "pptx", "ps", "svg", "tex",
    "tgz", "tif", "tiff", "txt", "wav", "webm", "webp", "xls", "xlsx", "xml", "zip",
];

/// Whether `ending`, in any case, is that of a file.
pub(super) fn is_ending(ending: &str) -> bool {
    ending.len() <= 5 && ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}
