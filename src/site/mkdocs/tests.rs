//! Tables: what a configuration says.

use crate::site::{MemoryTree, Site, SlugCase, SlugForm, SlugStyle, Slugs, TabSlugs};

/// The site of files written as `path|content`.
pub(super) fn site(files: &[&str]) -> (MemoryTree, Site) {
    let files = files.iter().map(|file| file.split_once('|').unwrap_or((file, "")));
    let tree = MemoryTree::new(files.map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())));
    let site = Site::build(&tree, &[]);
    (tree, site)
}

fn slugs(config: &str) -> Slugs {
    site(&[&format!("mkdocs.yml|{config}"), "docs/index.md"]).1.slugs("docs/index.md")
}

#[test]
fn slug_functions() {
    let pymdownx = |case, percent_encode| SlugStyle::Pymdownx { case, percent_encode, form: SlugForm::Nfc };
    for (toc, expected) in [
        ("permalink: true", SlugStyle::Toc { unicode: false }),
        ("slugify: !!python/name:markdown.extensions.toc.slugify_unicode", SlugStyle::Toc { unicode: true }),
        ("slugify: !!python/name:pymdownx.slugs.uslugify", pymdownx(SlugCase::Lower, false)),
        ("slugify: !!python/name:pymdownx.slugs.uslugify ''", pymdownx(SlugCase::Lower, false)),
        ("slugify: !!python/object/apply:pymdownx.slugs.slugify {}", pymdownx(SlugCase::Kept, false)),
        (
            "slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds:\n          case: lower",
            pymdownx(SlugCase::Lower, false),
        ),
        (
            "slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: fold, percent_encode: true}}",
            pymdownx(SlugCase::Fold, true),
        ),
        ("slugify: !!python/name:mine.slugify", SlugStyle::Unknown),
        ("slugify: !ENV SLUG", SlugStyle::Unknown),
        ("slugify: text", SlugStyle::Unknown),
    ] {
        let found = slugs(&format!("markdown_extensions:\n  - toc:\n      {toc}\n"));
        assert_eq!((found.style, found.incomplete), (expected, None), "{toc}");
    }
}

#[test]
fn extensions_that_write_ids() {
    let plain = Slugs::new(SlugStyle::Toc { unicode: false });
    for (config, expected) in [
        ("theme: material", plain.clone()),
        (
            "markdown_extensions: [attr_list, footnotes]",
            Slugs { footnotes: Some(":".into()), has_attribute_lists: true, ..plain.clone() },
        ),
        (
            "markdown_extensions:\n  toc: {separator: _}\n  extra:",
            Slugs { separator: "_".into(), footnotes: Some(":".into()), has_attribute_lists: true, ..plain.clone() },
        ),
        (
            "markdown_extensions: [pymdownx.tabbed: {alternate_style: true}]",
            Slugs {
                tabs: Some(TabSlugs { style: None, separator: "-".into(), combines_header: false }),
                ..plain.clone()
            },
        ),
        (
            "markdown_extensions: [x.y]",
            Slugs { incomplete: Some("an extension or plugin may write further ids"), ..plain.clone() },
        ),
        (
            "plugins: [gen-files]",
            Slugs { incomplete: Some("an extension or plugin may write further ids"), ..plain.clone() },
        ),
    ] {
        assert_eq!(slugs(config), expected, "{config}");
    }
    let has_marker = |config: &str, text: &str| slugs(config).markers.iter().any(|marker| marker.text == text);
    assert!(has_marker("markdown_extensions: [pymdownx.snippets]", "8<-"));
    assert!(has_marker("plugins: [search, mkdocstrings]", ":::"));
}

#[test]
fn zensical_in_toml() {
    let config = "zensical.toml|[project]\nsite_name = 'A'\n[project.markdown_extensions.toc]\nslugify = { object = 'pymdownx.slugs.slugify', kwds = { case = 'lower' } }\n[project.markdown_extensions.pymdownx.tabbed]\ncombine_header_slug = true\n";
    let found = site(&[config, "docs/a.md"]).1.slugs("docs/a.md");
    assert_eq!(found.style, SlugStyle::Pymdownx { case: SlugCase::Lower, percent_encode: false, form: SlugForm::Nfc });
    assert_eq!(found.tabs, Some(TabSlugs { style: None, separator: "-".into(), combines_header: true }));
    let found = site(&["zensical.toml|[project]\nsite_name = 'A'\n", "docs/a.md"]).1.slugs("docs/a.md");
    assert!(found.has_attribute_lists && found.footnotes.is_some() && found.incomplete.is_none(), "{found:?}");
}

#[test]
fn zensical_goes_before_mkdocs() {
    let both = site(&[
        "zensical.toml|[project]\nsite_name = 'A'\ndocs_dir = 'a'\n",
        "mkdocs.yml|docs_dir: b\n",
        "a/x.md",
        "b/y.md",
    ]);
    let files: Vec<String> = both.1.files().into_iter().map(|(file, _)| file.to_string()).collect();
    assert_eq!(files, ["x/index.html"]);
}
