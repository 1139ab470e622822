//! What themes and hosts bring to every page: ids that no source shows.

/// Layouts of the known themes, and names alike, whose ids are among [`THEME_IDS`]: they show a page and make no list of
/// other things.
const PLAIN_LAYOUTS: &[&str] = &[
    "default", "page", "single", "post", "about", "home", "index", "splash", "base", "main", "talk", "homepage",
    "profile", "distill", "compress", "article", "note", "course", "lecture", "project", "people", "person", "none",
    "null", "nil", "false", "",
];

/// Whether a layout that cannot be read shows its page and little else.
pub(super) fn is_plain_layout(name: &str) -> bool {
    PLAIN_LAYOUTS.contains(&name)
}

/// Ids that layouts of the known themes bring: minima, minimal, minimal-mistakes, academicpages, al-folio, acad-homepage,
/// Just the Docs, Chirpy, Beautiful Jekyll, Hydejack; Material's and MkDocs' own begin with `__` or stand here too.
const THEME_IDS: &[&str] = &[
    "about",
    "author",
    "back-to-top",
    "banner",
    "body",
    "comment",
    "comments",
    "contact",
    "container",
    "content",
    "disqus_thread",
    "footer",
    "giscus",
    "giscus_thread",
    "header",
    "home",
    "intro",
    "jumbotron",
    "main",
    "main-content",
    "main-nav",
    "main_content",
    "mathjax",
    "menu",
    "nav",
    "navbar",
    "navbarNav",
    "navigation",
    "page",
    "page-content",
    "page-title",
    "page-top",
    "related",
    "related-posts",
    "search",
    "search-container",
    "search-content",
    "search-input",
    "search-results",
    "sidebar",
    "site-footer",
    "site-header",
    "site-nav",
    "site-title",
    "skip-nav",
    "social",
    "tags",
    "toc",
    "toc-container",
    "toc-sidebar",
    "toggle",
    "toggle-container",
    "top",
    "topbar",
    "trigger",
    "utterances",
    "wrapper",
];

/// Whether a theme may bring the id.
pub(in crate::site) fn is_themes_id(id: &str) -> bool {
    id.starts_with("__") || THEME_IDS.contains(&id)
}

/// Whether GitHub may have the id on a page that it shows: lines, its own prefix, parts of the repository's page.
pub(in crate::site) fn is_github_id(id: &str) -> bool {
    let is_line = id.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_line || id.starts_with("user-content-") || matches!(id, "readme" | "readme-ov-file" | "js-repo-pjax-container")
}
