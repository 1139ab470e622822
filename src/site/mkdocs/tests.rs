//! Tables: what a configuration says.

use crate::site::{MemoryTree, Resolution, Site, SlugCase, SlugForm, SlugStyle, Slugs, TabSlugs, Theme};
use crate::source::Source;
use crate::syntax::{Document, Link, LinkKind};
use crate::text::Span;

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

/// Where a Markdown link leads: `found`, `-` missing, `=name` another case, else why nobody knows or shows it.
fn leads(files: &[&str], page: &str, target: &str) -> String {
    let (tree, site) = site(files);
    let empty = Span::empty(0);
    let (kind, url) = target.strip_prefix('<').map_or((LinkKind::Inline, target), |url| (LinkKind::Href, url));
    let link = Link { kind, span: empty, text: empty, target: empty, url: url.to_string() };
    said(site.resolve(&tree, page, &link))
}

fn said(resolution: Resolution) -> String {
    match resolution {
        Resolution::Found { .. } => "found".to_string(),
        Resolution::External => "external".to_string(),
        Resolution::Unknown(why) | Resolution::NotPublished { why, .. } => why.to_string(),
        Resolution::DiffersByCase { actual } => format!("={actual}"),
        Resolution::Missing { nearest, moved } => format!("-{}", nearest.or(moved).unwrap_or_default()),
    }
}

#[test]
fn what_is_left_out() {
    let files = &[
        "mkdocs.yml|site_url: https://a.example.org/x/\nexclude_docs: |\n  *.tex\n  !.well-known\ndraft_docs: /drafts/\n",
        "docs/index.md",
        "docs/README.md",
        "docs/a.tex",
        "docs/drafts/b.md",
        "docs/.git/config",
        "docs/.well-known/c.txt",
        "docs/.hidden/d.txt",
        "docs/templates/e.html",
        "docs/u\u{308}.md",
        "docs/my page.md",
    ];
    const LEFT_OUT: &str = "left out by `exclude_docs` or a hidden name";
    for (target, expected) in [
        ("README.md", "hidden behind the index page of its folder"),
        ("a.tex", LEFT_OUT),
        ("<a.tex", LEFT_OUT),
        ("/x/a.tex", LEFT_OUT),
        ("drafts/b.md", "left out by `draft_docs`"),
        ("<drafts/b/", "-"),
        (".well-known/c.txt", "found"),
        (".hidden/d.txt", LEFT_OUT),
        (".git/config", LEFT_OUT),
        ("templates/e.html", LEFT_OUT),
        ("%C3%BC.md", "found"),
        ("my%20page.md", "found"),
        ("<my%20page/", "found"),
        ("../../../etc/passwd", "outside of the site"),
        ("%2e%2e/%2e%2e/%2e%2e/x", "outside of the site"),
    ] {
        assert_eq!(leads(files, "docs/index.md", target), expected, "{target}");
    }
}

#[test]
fn rooted_links() {
    let rooted = "mkdocs.yml|site_url: https://a.example.org/x/\nvalidation: {absolute_links: relative_to_docs}\n";
    for (config, target, expected) in [
        (rooted, "/a.md", "found"),
        (rooted, "</a.md", "outside of `site_url`"),
        (rooted, "/x/a/", "found"),
        ("mkdocs.yml|site_url: https://a.example.org/\n", "/a.md", "-/a"),
        ("mkdocs.yml|site_url: https://a.example.org/\n", "/a/", "found"),
        ("mkdocs.yml|site_name: a\n", "/a/", "where the site stands is not known"),
    ] {
        assert_eq!(leads(&[config, "docs/a.md", "docs/b.md"], "docs/b.md", target), expected, "{config} {target}");
    }
}

#[test]
fn a_configuration_that_tells_too_little() {
    for (config, why) in [
        ("INHERIT: mkdocs.yml", "the site's configuration inherits from itself"),
        ("INHERIT: ../base.yml", "the site's configuration inherits from outside"),
        ("INHERIT: base.yml", "a configuration that the site inherits from is not there"),
        ("INHERIT: !ENV BASE", "the site's configuration inherits from something unknown"),
        ("nav: [a", "the site's configuration cannot be parsed"),
        ("use_directory_urls: !ENV [A, true]", "the site's configuration hangs on the environment"),
        ("plugins: *x", "may be made by a plugin"),
        ("plugins: [search, i18n: {docs_structure: suffix}]", "may be made by a plugin"),
        ("plugins: [search, mkdocs-jupyter]", "may be made by a plugin"),
        ("hooks: [a.py]", "may be made by a plugin"),
        ("plugins: [material/search, redirects, tags]", "-"),
        ("a: [", "the site's configuration cannot be parsed"),
    ] {
        let files = [&format!("mkdocs.yml|{config}\n"), "docs/index.md", "docs/b/c.md"];
        assert_eq!(leads(&files, "docs/index.md", "<b/x.png"), why, "{config}");
    }
    let offline = |value: &str| format!("mkdocs.yml|plugins: [offline: {{enabled: {value}}}]\n");
    for (value, expected) in
        [("true", "may be another site on the same host"), ("false", "found"), ("!ENV [OFFLINE, false]", "found")]
    {
        let files = [&offline(value), "docs/index.md", "docs/b.md"];
        assert_eq!(leads(&files, "docs/index.md", "<b/index.html"), expected, "{value}");
    }
    let loops = ["mkdocs.yml|INHERIT: a/b.yml\n", "a/b.yml|INHERIT: ../a/b.yml\n", "docs/index.md"];
    assert_eq!(leads(&loops, "docs/index.md", "x.md"), "the site's configuration inherits from itself");
    let outside = ["mkdocs.yml|docs_dir: ../docs\n", "docs/index.md"];
    assert_eq!(leads(&outside, "docs/index.md", "/x.md"), "the site's root is not known");
}

#[test]
fn a_site_inherits_key_by_key() {
    let (_, site) = site(&[
        "mkdocs.yml|INHERIT: conf/base.yml\ntheme:\n  features: []\nmarkdown_extensions:\n  toc: {separator: _}\n",
        "conf/base.yml|INHERIT: deeper.yml\ndocs_dir: pages\nmarkdown_extensions:\n  toc: {permalink: true, separator: x}\n  footnotes:\n",
        "conf/deeper.yml|theme:\n  name: material\n",
        "pages/a.md",
    ]);
    let slugs = site.slugs("pages/a.md");
    assert_eq!((slugs.separator.as_str(), slugs.footnotes.as_deref(), site.theme), ("_", Some(":"), Theme::Material));
}

#[test]
fn navigations() {
    let nav = |config: &str| -> Vec<String> {
        let (tree, site) =
            site(&[&format!("mkdocs.yml|{config}"), "docs/a.md", "docs/B.md", "docs/c/index.md", "docs/d.pdf"]);
        let doc = Document::data(Source::decode("mkdocs.yml", config.as_bytes()));
        site.nav(&tree, &doc).into_iter().map(|entry| said(entry.resolution)).collect()
    };
    for (config, expected) in [
        ("nav: [a.md, X: ./a.md, Y: [c/index.md, {Z: c//index.md}], d.pdf, c/, a/]", &["found"; 7][..]),
        ("nav: [b.md, c/INDEX.md]", &["=B.md", "=c/index.md"]),
        ("nav: [x.md, a.md#x, c, 7, null, *a, !ENV N]", &["-", "-", "found"]),
        (
            "nav: ['https://example.org', //example.org, /a.md, ../a.md]",
            &["external", "external", "an absolute path in the navigation may lead anywhere", "outside of the site"],
        ),
        ("validation: {nav: {absolute_links: relative_to_docs}}\nnav: [/a.md]", &["found"]),
        ("plugins: [awesome-pages]\nnav: [x.md, ...]", &["a plugin writes the navigation"; 2]),
        ("nav: text", &["-"]),
        ("nav:\n  A: a.md\n  B: x.md\n", &["found", "-"]),
        ("docs_dir: other\nnav: [a.md]", &["`docs_dir` is not there"]),
    ] {
        assert_eq!(nav(config), expected, "{config}");
    }
}

#[test]
fn a_huge_navigation_is_read_in_time() {
    let mut config = "nav:\n".to_string();
    for number in 0..20_000 {
        config += &format!("  - Page {number}: folder/page-{number}.md\n");
    }
    let (tree, site) = site(&[&format!("mkdocs.yml|{config}"), "docs/folder/page-7.md"]);
    let doc = Document::data(Source::decode("mkdocs.yml", config.as_bytes()));
    let found = site.nav(&tree, &doc);
    assert_eq!(found.len(), 20_000);
    assert_eq!(found.iter().filter(|entry| entry.resolution.is_found()).count(), 1);
    assert!(!site.is_in_no_nav("docs/folder/page-7.md"));
}

#[test]
fn what_stands_at_the_end_of_each_page() {
    let config = "mkdocs.yml|markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: [end.md]\n      base_path: [!relative $config_dir/parts]\n";
    for (file, is_complete) in [
        ("parts/end.md|*[HTML]: Hyper Text\n\n[a]: b.md\n", true),
        ("parts/end.md|## Imprint\n", false),
        ("parts/end.md|[^1]: A note\n", false),
        ("end.md|*[HTML]: Hyper Text\n", false),
    ] {
        let (_, site) = site(&[config, file, "docs/a.md"]);
        assert_eq!(site.slugs("docs/a.md").incomplete.is_none(), is_complete, "{file}");
    }
}

#[test]
fn beside_the_site() {
    let files = &["mkdocs.yml|site_name: a\n", "README.md", "docs/a.md", "tools/README.md", "tools/Run.py"];
    for (target, expected) in [
        ("docs/a.md", "found"),
        ("/docs/a.md", "found"),
        ("tools", "found"),
        ("tools/", "found"),
        ("tools/Run.py#L10", "found"),
        ("tools/Run.py?raw=true", "found"),
        ("tools/run.py", "=tools/Run.py"),
        ("tools/other.py", "-"),
        ("../../issues", "outside of the page's folder"),
        ("../../wiki/Home", "outside of the page's folder"),
        ("docs/nothing", "may be the address of a page"),
    ] {
        assert_eq!(leads(files, "README.md", target), expected, "{target}");
    }
    assert_eq!(leads(files, "tools/README.md", "/tools/Run.py"), "found");
    assert_eq!(leads(files, "tools/README.md", "/Run.py"), "-");
}
