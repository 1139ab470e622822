//! Where links lead: small trees, a page, its links.

use super::{Generator, MemoryTree, Resolution, Site, Theme};
use crate::syntax::{BibLink, Link, LinkKind};
use crate::text::Span;

/// A tree of these paths; `path|text` gives a file a text.
fn tree(files: &[&str]) -> MemoryTree {
    MemoryTree::new(files.iter().map(|file| {
        let (path, text) = file.split_once('|').unwrap_or((file, ""));
        (path.to_string(), text.as_bytes().to_vec())
    }))
}

fn link(kind: LinkKind, url: &str) -> Link {
    let empty = Span::empty(0);
    Link { kind, span: empty, text: empty, target: empty, url: url.to_string() }
}

/// What a resolution says, in short: `-` missing, `~name` the nearest, `>path` moved, `=name` another case.
fn said(resolution: Resolution) -> String {
    match resolution {
        Resolution::Found { .. } => "found".to_string(),
        Resolution::External => "external".to_string(),
        Resolution::Unknown(_) => "unknown".to_string(),
        Resolution::NotPublished { source, .. } => format!("!{source}"),
        Resolution::DiffersByCase { actual } => format!("={actual}"),
        Resolution::Missing { nearest: Some(nearest), .. } => format!("~{nearest}"),
        Resolution::Missing { moved: Some(moved), .. } => format!(">{moved}"),
        Resolution::Missing { .. } => "-".to_string(),
    }
}

/// Resolves each link of `page`; a target that begins with `<` stands in raw HTML.
fn check(files: &[&str], page: &str, cases: &[(&str, &str)]) {
    let tree = tree(files);
    let site = Site::build(&tree, &[]);
    let found = cases.iter().map(|&(target, _)| {
        let link = match target.strip_prefix('<') {
            Some(target) => link(LinkKind::Href, target),
            None => link(LinkKind::Inline, target),
        };
        (target, said(site.resolve(&tree, page, &link)))
    });
    let expected: Vec<(&str, String)> = cases.iter().map(|&(target, said)| (target, said.to_string())).collect();
    assert_eq!(found.collect::<Vec<_>>(), expected, "on {page}");
}

#[test]
fn what_git_ignores_may_be_there() {
    let files = [".gitignore|assets\n/build/*.pdf\n!assets/kept.png\n", "_config.yml|title: A\n", "a.md|---\n---\n"];
    let cases = [("/assets/x/paper.pdf", "unknown"), ("/build/a.pdf", "unknown"), ("/build.pdf", "-")];
    check(&files, "a.md", &cases);
    check(&files[..1], "a.md", &[("assets/a.pdf", "unknown"), ("other/a.pdf", "-")]);
}

const JEKYLL: &[&str] = &[
    "_config.yml|url: https://a.example.org\nfolder: /files\npermalink: /blog/:year/:title/\ninclude: [_pages]\nexclude: [drafts.md]\n\
     plugins: [jekyll-redirect-from]\n\
     collections:\n  talks:\n    output: true\n    permalink: /talks/:path/\n  notes:\n    output: false\n",
    "_pages/about.md|---\npermalink: /\nredirect_from:\n  - /about.html\n---\n",
    "_pages/cv.md|---\npermalink: /cv/\n---\n",
    "_pages/me.jpg",
    "_posts/2024-02-03-first-step.md|---\ntitle: A\n---\n",
    "_talks/one.md|---\ntitle: A\n---\n",
    "_talks/slides/one.pdf",
    "_notes/n.md|---\ntitle: A\n---\n",
    "publications.md|---\ntitle: A\n---\n",
    "drafts.md|---\ntitle: A\n---\n",
    "images/Me.jpg",
    "images/portrait.jpg",
    "files/my cv.pdf",
    "files/u\u{308}.pdf",
    "files/deep/only-here.pdf",
    "_includes/head.html",
];

#[test]
fn a_page_at_the_root_of_a_jekyll_site() {
    check(
        JEKYLL,
        "_pages/about.md",
        &[
            ("images/portrait.jpg", "found"),
            ("/images/portrait.jpg", "found"),
            ("images/potrait.jpg", "~images/portrait.jpg"),
            ("images/me.jpg", "=images/Me.jpg"),
            ("{{ '/Images/me.jpg' | relative_url }}", "={{ '/images/Me.jpg' | relative_url }}"),
            ("files/my%20cv.pdf#page=2", "found"),
            ("files/my cv.pdf", "found"),
            ("files/ü.pdf", "found"),
            ("files/only-here.pdf", ">files/deep/only-here.pdf"),
            ("{{ base_path }}/files/only-here.pdf", ">{{ base_path }}/files/deep/only-here.pdf"),
            ("me.jpg", ">_pages/me.jpg"),
            ("cv/", "found"),
            ("/cv", "found"),
            ("/cv/index.html", "found"),
            ("/about.html", "found"),
            ("/publications", "found"),
            ("publications/", "found"),
            ("talks/one", "found"),
            ("talks/slides/one.pdf", "found"),
            ("blog/2024/first-step/", "found"),
            ("blog/2024/frst-step/", "~blog/2024/first-step/"),
            ("{% post_url 2024-02-03-first-step %}", "found"),
            ("{% post_url 2024-02-03-first-stp %}", "~{% post_url 2024-02-03-first-step %}"),
            ("{% link _pages/cv.md %}", "found"),
            ("{% link _pages/cw.md %}", "-"),
            ("https://a.example.org/cv/", "found"),
            ("https://a.example.org/project/", "external"),
            ("https://a.example.org/files/only-here.pdf", ">https://a.example.org/files/deep/only-here.pdf"),
            ("https://a.example.org/images/potrait.jpg#x", "~https://a.example.org/images/portrait.jpg#x"),
            ("http://a.example.org/images/me.jpg", "=http://a.example.org/images/Me.jpg"),
            ("{{ site.url }}/images/other.svg", "-"),
            ("https://example.org/", "external"),
            ("//example.org/x.js", "external"),
            ("mailto:a@example.org", "external"),
            ("", "found"),
            ("#news", "found"),
            ("/project/", "unknown"),
            ("blog", "-"),
            ("teaching/", "-"),
            ("/old/cv/", ">/cv/"),
            ("/feed.xml", "unknown"),
            ("{{ site.folder }}/first.pdf", "-"),
            ("{{ page.permalink }}", "found"),
            ("{{ page.url }}cv/", "found"),
            ("/drafts.md", "!drafts.md"),
            ("/_includes/head.html", "!_includes/head.html"),
            ("{{ page.pdf }}", "unknown"),
            ("../../images/portrait.jpg", "found"),
            ("%FF.pdf", "unknown"),
        ],
    );
}

#[test]
fn other_pages_of_a_jekyll_site() {
    check(
        JEKYLL,
        "_pages/cv.md",
        &[
            ("images/portrait.jpg", ">../images/portrait.jpg"),
            ("../images/portrait.jpg", "found"),
            ("about.md", "found"),
        ],
    );
    // A talk may be shown on its own page and in a list at the root.
    check(JEKYLL, "_talks/one.md", &[("../slides/one.pdf", "found"), ("images/portrait.jpg", "found"), ("x.pdf", "-")]);
    // A note is shown on a page that is not known.
    check(JEKYLL, "_notes/n.md", &[("x.pdf", "unknown"), ("/files/other.pdf", "-")]);
    check(JEKYLL, "drafts.md", &[("/files/x.pdf", "-")]);
    let plugins: &[&str] = &["_config.yml|plugins: [jekyll-sitemap]\n", "a.md|---\n---\n"];
    check(plugins, "a.md", &[("/sitemap.xml", "found"), ("/feed.xml", "unknown")]);
    let unknown: &[&str] = &["_config.yml|title: a\n", "a.md|---\n---\n", "img/a.png"];
    check(unknown, "a.md", &[("/lab/img/a.png", "unknown"), ("/img/b.png", "-"), ("/c.png", "-")]);
    let below: &[&str] = &["_config.yml|url: https://a.example.org/lab\nbaseurl: ''\n", "a.md|---\n---\n", "img/a.png"];
    check(below, "a.md", &[("/lab/img/a.png", "found"), ("/img/a.png", "found"), ("/lab/img/b.png", "-")]);
    let hosted: &[&str] =
        &["_config.yml|url: https://a.example.org\n", "a.md|---\n---\n", "_redirects|/old/* /a 301\n", "b/x.png"];
    check(hosted, "a.md", &[("/b/old/", "unknown"), ("/b/y.png", "-")]);
    let broken: &[&str] = &["_config.yml|a: [\n", "a.md|---\n---\n"];
    check(broken, "a.md", &[("x.pdf", "unknown"), ("https://example.org", "external")]);
}

#[test]
fn a_jekyll_site_below_a_base() {
    let files = &["_config.yml|baseurl: /lab\ntheme: minima\n", "a.md|---\n---\n", "x.pdf", "assets/a.png"];
    check(
        files,
        "a.md",
        &[
            ("/lab/x.pdf", "found"),
            ("/x.pdf", "unknown"),
            ("{{ site.baseurl }}/x.pdf", "found"),
            ("{{ site.baseurl }}/other.pdf", "-"),
            ("/lab/a.png", ">/lab/assets/a.png"),
            ("{{ site.baseurl }}/a.png", ">{{ site.baseurl }}/assets/a.png"),
            ("{{ '/x.pdf' | relative_url }}", "found"),
            ("x.pdf", "found"),
            ("../y.pdf", "unknown"),
            ("{{ '/assets/main.css' | relative_url }}", "unknown"),
            ("{{ '/assets/b.pdf' | relative_url }}", "-"),
        ],
    );
}

const MKDOCS: &[&str] = &[
    "mkdocs.yml|site_url: https://a.example.org/\ntheme:\n  name: material\nmarkdown_extensions:\n  - x:\n      y: !!python/name:a.b\n",
    "docs/index.md",
    "docs/team.md",
    "docs/papers/README.md",
    "docs/papers/one.md",
    "docs/img/Logo.png",
    "README.md",
    "tools/x.png",
];

#[test]
fn a_mkdocs_site() {
    check(
        MKDOCS,
        "docs/papers/one.md",
        &[
            ("../team.md#a", "found"),
            ("../people.md", "-"),
            ("../taem.md", "~../team.md"),
            ("README.md", "found"),
            ("../img/Logo.png", "found"),
            ("../img/logo.png", "=../img/Logo.png"),
            ("Logo.png", ">../img/Logo.png"),
            ("../../team/", "found"),
            ("/team/", "found"),
            ("</img/Logo.png", "found"),
            ("<../../img/Logo.png", "found"),
            ("<../img/Logo.png", ">../../img/Logo.png"),
            ("<../team.md", "-"),
            ("https://a.example.org/team/", "found"),
            ("https://a.example.org/img/Lago.png", "~https://a.example.org/img/Logo.png"),
            ("https://a.example.org/other/a.png", "external"),
            ("{{ config.x }}", "unknown"),
            ("../../../tools/x.png", "unknown"),
        ],
    );
    check(MKDOCS, "README.md", &[("tools/x.png", "found"), ("docs/team.md", "found"), ("tools/other.png", "-")]);
    let plugins: &[&str] = &["mkdocs.yml|plugins: [search, gen-files]\n", "docs/index.md"];
    check(plugins, "docs/index.md", &[("<x.png", "unknown")]);
    let elsewhere: &[&str] = &["mkdocs.yml|docs_dir: ../docs\n", "docs/index.md"];
    check(elsewhere, "docs/index.md", &[("x.png", "-"), ("/x.png", "unknown")]);
}

#[test]
fn a_page_alone() {
    check(
        &["page.md", "cv.pdf", "team.md", "img/a.png"],
        "page.md",
        &[
            ("cv.pdf", "found"),
            ("./CV.pdf", "=./cv.pdf"),
            ("x.pdf", "-"),
            ("team.html", "found"),
            ("team/", "found"),
            ("blog/", "unknown"),
            ("/x.pdf", "unknown"),
            ("../x.pdf", "unknown"),
            ("{{ base_path }}/cv/", "unknown"),
            ("//example.org/x.pdf", "external"),
            ("img/other.png", "-"),
        ],
    );
}

#[test]
fn generators_and_themes() {
    for (files, generator, theme, owner) in [
        (
            &["_config.yml|remote_theme: mmistakes/minimal-mistakes@4\n"][..],
            Generator::Jekyll,
            Theme::MinimalMistakes,
            None,
        ),
        (&["_config.yml|theme: minimal-mistakes-jekyll\n"], Generator::Jekyll, Theme::MinimalMistakes, None),
        (
            &["_config.yml|minimal_mistakes_skin: air\n", "_includes/base_path"],
            Generator::Jekyll,
            Theme::MinimalMistakes,
            None,
        ),
        (&["_config.yml|scholar: {style: apa}\n", "_layouts/bib.html"], Generator::Jekyll, Theme::AlFolio, None),
        (&["_config.yml|theme: minima\nauthor: Ann Example\n"], Generator::Jekyll, Theme::Minima, Some("Ann Example")),
        (
            &["_config.yml|first_name: Ann\nmiddle_name:\nlast_name: Example\nscholar:\n  last_name: [Example]\n"],
            Generator::Jekyll,
            Theme::AlFolio,
            Some("Ann Example"),
        ),
        (
            &["_config.yml|author:\n  name: Ann Example\n", "_includes/base_path", "markdown_generator/a.py"],
            Generator::Jekyll,
            Theme::AcademicPages,
            Some("Ann Example"),
        ),
        (&["_config.yml|title: Ann Example's Web Page\n"], Generator::Jekyll, Theme::Plain, Some("Ann Example")),
        (&["_config.yml|title: Ann Example's notes\n"], Generator::Jekyll, Theme::Plain, None),
        (&["_config.yml|a: b", "google_scholar_crawler/main.py"], Generator::Jekyll, Theme::AcadHomepage, None),
        (
            &["mkdocs.yml|site_author: Ann Example\ntheme: material\n"],
            Generator::MkDocs,
            Theme::Material,
            Some("Ann Example"),
        ),
        (&["zensical.toml|[project]\nsite_name = 'A'\n"], Generator::Zensical, Theme::Material, None),
        (&["hugo.toml|a = 1\n"], Generator::None, Theme::Plain, None),
    ] {
        let site = Site::build(&tree(files), &[]);
        let found = (site.generator, site.theme, site.owner.first().map(String::as_str));
        assert_eq!(found, (generator, theme, owner), "{files:?}");
    }
}

/// What knows best which key of which file.
#[test]
fn keys_of_mkdocs() {
    let material = "mkdocs.yml|site_name: A\ntheme: {name: material}\nplugins: [search, tags, blog]\n";
    let zensical = "zensical.toml|[project]\nsite_name = 'A'\n";
    for (config, path, key, reader) in [
        ("mkdocs.yml|site_name: A\n", "docs/a.md", "template", Some("MkDocs")),
        ("mkdocs.yml|site_name: A\n", "docs/a.md", "source", Some("themes of MkDocs")),
        ("mkdocs.yml|site_name: A\ntheme: readthedocs\n", "docs/a.md", "source", Some("themes of MkDocs")),
        ("mkdocs.yml|site_name: A\ntheme: {name: other}\n", "docs/a.md", "source", None),
        ("mkdocs.yml|theme: {name: null, custom_dir: own}\n", "docs/a.md", "source", None),
        ("mkdocs.yml|site_name: A\n", "mkdocs.yml", "site_name", Some("MkDocs")),
        (material, "docs/a.md", "source", None),
        (material, "docs/a.md", "hide", Some("Material")),
        (material, "docs/a.md", "tags", Some("Material's tags")),
        (material, "docs/a.md", "social", Some("MkDocs")),
        (material, "docs/blog/posts/a.md", "hide", Some("Material's blog")),
        (material, "docs/blog/posts/a.md", "readtime", Some("Material's blog")),
        (material, "docs/a.md", "readtime", None),
        (material, "docs/blog/.authors.yml", "authors", Some("Material's blog")),
        (material, "docs/blog/.meta.yml", "hide", Some("Material")),
        (zensical, "docs/a.md", "hide", Some("Zensical")),
        (zensical, "zensical.toml", "project", Some("Zensical")),
        (zensical, "docs/a.md", "render_macros", Some("plugins of MkDocs")),
    ] {
        let pages = [
            "docs/a.md",
            "docs/blog/index.md",
            "docs/blog/posts/a.md",
            "docs/blog/.authors.yml",
            "docs/blog/.meta.yml",
        ];
        let site = Site::build(&tree(&[&[config], &pages[..]].concat()), &[]);
        assert_eq!(site.known_keys(path).reader(key), reader, "{key} in {path} with {config}");
    }
}

/// Where values of front matter (`~`), data (`@`) and includes (`%`) lead.
#[test]
fn values() {
    let tree = tree(&[
        "_config.yml|baseurl: /lab\nminimal_mistakes_skin: air\n",
        "_posts/2024-02-03-a.md|---\ntitle: A\n---\n",
        "index.md|---\ntitle: A\n---\n",
        "notes/x.md|---\ntitle: A\n---\n",
        "notes/own.png",
        "images/me.png",
        "assets/img/Lab.png",
    ]);
    let site = Site::build(&tree, &[]);
    for (page, kind, target, expected) in [
        ("index.md", LinkKind::FrontMatter, "me.png", "found"),
        ("index.md", LinkKind::FrontMatter, "/images/me.png", "found"),
        ("index.md", LinkKind::FrontMatter, "/lab/images/me.png", "found"),
        ("index.md", LinkKind::FrontMatter, "images/you.png", "-"),
        ("index.md", LinkKind::FrontMatter, "/images/mee.png", "-"),
        ("index.md", LinkKind::FrontMatter, "you.png", "unknown"),
        ("index.md", LinkKind::FrontMatter, "pictures/you.png", "unknown"),
        ("index.md", LinkKind::FrontMatter, "lab.png", "=Lab.png"),
        ("index.md", LinkKind::FrontMatter, "../x.png", "unknown"),
        ("index.md", LinkKind::FrontMatter, "{{ site.url }}/x.png", "unknown"),
        ("index.md", LinkKind::FrontMatter, "https://x.example/", "external"),
        ("notes/x.md", LinkKind::FrontMatter, "own.png", "found"),
        ("index.md", LinkKind::FrontMatter, "own.png", "unknown"),
        ("_data/nav.yml", LinkKind::Data, "/publications/", "-"),
        ("_data/nav.yml", LinkKind::Data, "/notes/", "unknown"),
        ("_data/nav.yml", LinkKind::Data, "/", "found"),
        ("_config.yml", LinkKind::Data, "me.png", "found"),
        ("index.md", LinkKind::Parameter, "assets/img/lab.png", "=assets/img/Lab.png"),
        ("index.md", LinkKind::Parameter, "none/x.png", "-"),
        ("_posts/2024-02-03-a.md", LinkKind::Tag, "{% post_url 2024-02-03-a %}", "found"),
        ("index.md", LinkKind::Tag, "{% link notes/y.md %}", "-"),
    ] {
        let found = said(site.resolve(&tree, page, &link(kind, target)));
        assert_eq!(found, expected, "{kind:?} {target} on {page}");
    }
}

/// The bibliography that the site shows, and one beside it.
#[test]
fn bibliographies() {
    let tree = tree(&[
        "_config.yml|first_name: Ann\nscholar:\n  source: /_bib/\n  bibliography: papers\n",
        "assets/pdf/one.pdf",
        "assets/pdf/more/two.pdf",
        "_bib/papers.bib",
    ]);
    let site = Site::build(&tree, &[]);
    for (page, field, target, expected) in [
        ("_bib/papers.bib", BibLink::Paper, "one.pdf", "found"),
        ("_bib/papers.bib", BibLink::Paper, "One.pdf", "=one.pdf"),
        ("_bib/papers.bib", BibLink::Paper, "more/two.pdf", "found"),
        ("_bib/papers.bib", BibLink::Paper, "two.pdf", "unknown"),
        ("_bib/papers.bib", BibLink::Paper, "three.pdf", "-"),
        ("_bib/papers.bib", BibLink::Page, "three.html", "unknown"),
        ("_bib/papers.bib", BibLink::Picture, "three.png", "unknown"),
        ("_bib/papers.bib", BibLink::Paper, "https://x.example/a.pdf", "external"),
        ("_bib/old.bib", BibLink::Paper, "three.pdf", "unknown"),
    ] {
        let found = said(site.resolve(&tree, page, &link(LinkKind::Bib(field), target)));
        assert_eq!(found, expected, "{field:?} {target} in {page}");
    }
    for (path, expected) in [("_bib/papers.bib", true), ("_bib/old.bib", false), ("refs.bib", true)] {
        assert_eq!(site.has_readers(path), expected, "{path}");
    }
}

#[test]
fn layouts_of_themes() {
    for (config, layout, expected) in [
        ("title: a", "Own", "=own"),
        ("title: a", "own", "found"),
        ("title: a", "post", "unknown"),
        ("title: a", "single", "-"),
        ("title: a", "own.html", "~own"),
        ("title: a", "in/side", "found"),
        ("title: a", "none", "found"),
        ("title: [", "single", "unknown"),
        ("theme: minima", "home", "unknown"),
        ("theme: minima", "single", "-"),
        ("theme: minimal-mistakes-jekyll", "single", "unknown"),
        ("remote_theme: mmistakes/minimal-mistakes@4.2", "page", "-"),
        ("remote_theme: a/b", "single", "unknown"),
        ("theme: al_folio_core", "single", "unknown"),
        ("plugins: [al_folio_core]", "single", "unknown"),
    ] {
        let config = format!("_config.yml|{config}\n");
        let tree = tree(&[&config, "_layouts/own.html", "_layouts/in/side.html", "a.md|---\ntitle: A\n---\n"]);
        let site = Site::build(&tree, &[]);
        assert_eq!(said(site.resolve_layout("a.md", layout)), expected, "{layout} with {config}");
    }
}
