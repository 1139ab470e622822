//! MkDocs with Material and its usual plugins, and Zensical, build the sites of `fixtures/` and those beside this file.

use super::{assert_same, planned, published};
use hplint::site::Told;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Sites beside this file and in `fixtures/`; those that Zensical builds have its configuration.
const SITES: &[&str] = &[
    "fixtures/mkdocs-material",
    "fixtures/zensical",
    "tests/engines/sites/mkdocs-nav",
    "tests/engines/sites/mkdocs-settings",
    "tests/engines/sites/mkdocs-plain",
    "tests/engines/sites/mkdocs-blog",
    "tests/engines/sites/mkdocs-blog-root",
    "tests/engines/sites/mkdocs-zensical",
];

/// What a build of the site in `source` publishes.
fn build(source: &Path) -> BTreeSet<String> {
    published(&built(source).path().join("site"))
}

/// A copy of the site in `source`, built into its folder `site`: plugins write into the sources.
pub(super) fn built(source: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let python = std::env::var("HPLINT_PYTHON").unwrap_or_else(|_| "python3".to_string());
    let program = if source.join("zensical.toml").exists() { "zensical" } else { "mkdocs" };
    copy(source, folder.path(), &|_| true);
    let output = Command::new(&python)
        .args(["-m", program, "build"])
        // A plugin of MkDocs warns of its second version.
        .env("DISABLE_MKDOCS_2_WARNING", "true")
        .env("NO_MKDOCS_2_WARNING", "1")
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("{python} (HPLINT_PYTHON) does not start: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} does not build {}: {said}", source.display());
    folder
}

/// What theme and plugins publish when there is one page: all but the sources and what is copied from the theme's folder.
fn added(source: &Path) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let is_setting = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_source = ["docs", "pages"].iter().any(|docs| path.starts_with(source.join(docs)));
        !is_source && matches!(ending, Some("yml" | "toml" | "py" | "html"))
    };
    copy(source, folder.path(), &is_setting);
    for docs in ["docs", "pages"].iter().filter(|docs| source.join(docs).exists()) {
        std::fs::create_dir_all(folder.path().join(docs)).expect("a folder");
        std::fs::write(folder.path().join(docs).join("index.md"), "# Page\n").expect("a page");
    }
    build(folder.path())
}

fn copy(from: &Path, to: &Path, is_taken: &dyn Fn(&Path) -> bool) {
    for entry in std::fs::read_dir(from).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            std::fs::create_dir_all(&target).expect("a folder");
            copy(&path, &target, is_taken);
        } else if is_taken(&path) {
            std::fs::copy(&path, &target).expect("the file can be copied");
        }
    }
}

pub(super) fn sites() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    SITES.iter().map(|site| root.join(site)).collect()
}

#[test]
fn mkdocs_publishes_what_hplint_says() {
    for site in sites() {
        assert_same(&site.display().to_string(), &build(&site), &planned(&site, &Told::default()), &added(&site));
    }
}

/// Settings that decide what is published, where links lead or how ids are made: each stands in a fixture.
const SETTINGS: &[&str] = &[
    "INHERIT:",
    "docs_dir:",
    "site_url:",
    "use_directory_urls:",
    "nav:",
    "exclude_docs:",
    "draft_docs:",
    "not_in_nav:",
    "validation:",
    "absolute_links: relative_to_docs",
    "omitted_files:",
    "!ENV",
    "!relative",
    "!!python/name:",
    "!!python/object/apply:pymdownx.slugs.slugify",
    "slugify:",
    "separator:",
    "permalink:",
    "anchorlink:",
    "baselevel:",
    "toc_depth:",
    "pymdownx.snippets:",
    "base_path:",
    "hooks:",
    "edit_uri:",
    "watch:",
    "extra_css:",
    "extra_javascript:",
    "logo:",
    "favicon:",
    "custom_dir:",
    "- meta",
    "- tags",
    "- blog:",
    "post_url_format:",
    "post_url_date_format:",
    "post_url_max_categories:",
    "archive_url_format:",
    "archive_url_date_format:",
    "categories_url_format:",
    "pagination_per_page:",
    "blog_dir:",
    "post_dir:",
    "pagination_url_format:",
    "draft: true",
    "archive_pagination:",
    "redirect_maps:",
    "awesome-pages",
    "literate-nav:",
    "[project]",
];

#[test]
fn a_fixture_uses_every_setting() {
    let mut configurations = String::new();
    for site in sites() {
        for config in ["mkdocs.yml", "config/base.yml", "zensical.toml"] {
            configurations += &std::fs::read_to_string(site.join(config)).unwrap_or_default();
        }
    }
    let missing: Vec<&&str> = SETTINGS.iter().filter(|setting| !configurations.contains(**setting)).collect();
    assert!(missing.is_empty(), "no fixture uses {missing:?}");
}
