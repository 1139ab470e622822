//! What a Jekyll site publishes and does not, without the engine: what only hplint answers, and bad input.

use super::super::{ConflictKind, MemoryTree, Resolution, Site, Told};
use crate::config::Today;
use crate::syntax::{Link, LinkKind};
use crate::text::Span;

fn tree(files: &[&str]) -> MemoryTree {
    MemoryTree::new(files.iter().map(|file| {
        let (path, text) = file.split_once('|').unwrap_or((file, ""));
        (path.to_string(), text.as_bytes().to_vec())
    }))
}

fn resolve(site: &Site, tree: &MemoryTree, kind: LinkKind, url: &str) -> String {
    let empty = Span::empty(0);
    let link = Link { kind, span: empty, text: empty, target: empty, url: url.to_string() };
    match site.resolve(tree, "index.md", &link) {
        Resolution::Found { page } => format!("found {}", page.as_deref().unwrap_or("file")),
        Resolution::NotPublished { source, why } => format!("{source}: {why}"),
        Resolution::Unknown(why) => format!("? {why}"),
        Resolution::Missing { moved: Some(moved), .. } => format!("moved {moved}"),
        Resolution::Missing { .. } => "missing".to_string(),
        other => format!("{other:?}"),
    }
}

/// Resolves links of `index.md`; one that begins with `<` stands in raw HTML.
fn check(files: &[&str], told: &Told, cases: &[(&str, &str)]) {
    let tree = tree(files);
    let site = Site::build_as(&tree, told);
    for &(url, expected) in cases {
        let (kind, url) = url.strip_prefix('<').map_or((LinkKind::Inline, url), |url| (LinkKind::Href, url));
        assert_eq!(resolve(&site, &tree, kind, url), expected, "{url}");
    }
}

const HIDDEN: &[&str] = &[
    "_config.yml|permalink: /blog/:year/:title/\nexclude: [private/]\nlimit_posts: 2\ncollections:\n  notes:\n  talks: {output: true}\n\
     defaults:\n  - {scope: {path: secret}, values: {published: false}}\n",
    "index.md|---\n---\n",
    "_drafts/idea.md|---\ndate: 2024-01-01\n---\n",
    "_posts/2024-01-01-first.md|---\n---\n",
    "_posts/2024-01-02-second.md|---\n---\n",
    "_posts/2024-01-03-third.md|---\n---\n",
    "_posts/2024-02-01-hidden.md|---\npublished: false\n---\n",
    "_posts/2199-01-01-far.md|---\n---\n",
    "_posts/undated.md|---\n---\n",
    "_notes/one.md|---\npermalink: /n/one/\n---\n",
    "_talks/one.md|---\nredirect_from: /t1/\n---\n",
    "private/a.pdf",
    "secret/a.pdf",
    "plain.md|Text.\n",
    "docs/README.md|Text.\n",
    "page.md|---\npermalink: /pages/a/\n---\n",
];

#[test]
fn what_is_not_published_says_why() {
    check(
        HIDDEN,
        &Told::default(),
        &[
            ("/blog/2024/idea/", "_drafts/idea.md: a draft"),
            ("_drafts/idea.md", "_drafts/idea.md: a draft"),
            ("/blog/2024/third/", "found _posts/2024-01-03-third.md"),
            ("/blog/2024/first/", "_posts/2024-01-01-first.md: older than the posts that `limit_posts` keeps"),
            (
                "{% post_url 2024-01-01-first %}",
                "_posts/2024-01-01-first.md: older than the posts that `limit_posts` keeps",
            ),
            ("{% post_url 2024-01-03-third %}", "found _posts/2024-01-03-third.md"),
            ("/blog/2024/hidden/", "_posts/2024-02-01-hidden.md: marked `published: false`"),
            ("/blog/2199/far/", "_posts/2199-01-01-far.md: dated in the future"),
            ("{% link _posts/undated.md %}", "_posts/undated.md: a post without a date in its file name"),
            ("/n/one/", "_notes/one.md: in a collection without pages of its own"),
            ("/private/a.pdf", "private/a.pdf: left out by `exclude`"),
            ("/secret/a.pdf", "secret/a.pdf: marked `published: false` by the defaults"),
            ("/talks/one", "found _talks/one.md"),
            ("/t1/", "? jekyll-redirect-from may redirect from there"),
            ("/plain/", "? a page without front matter, which GitHub Pages publishes"),
            ("/plain.md", "found file"),
            ("/docs/", "? a README may be the index page"),
            ("page.md", "found page.md"),
            ("<page.md", "moved pages/a/"),
        ],
    );
    let told = Told { today: Today::Given(19_724), ..Told::default() };
    check(
        HIDDEN,
        &told,
        &[
            ("/blog/2024/third/", "_posts/2024-01-03-third.md: dated in the future"),
            ("/blog/2024/second/", "found _posts/2024-01-02-second.md"),
        ],
    );
}

#[test]
fn several_configurations() {
    let files = &[
        "_config.yml|baseurl: /a\ncollections: {talks: {output: true, permalink: '/one/:name/'}}\n",
        "_config.local.yml|baseurl: /b\ncollections: {talks: {permalink: '/two/:name/'}}\n",
        "index.md|---\n---\n",
        "_talks/x.md|---\n---\n",
    ];
    let config_files = ["_config.yml", "_config.local.yml"].map(str::to_string);
    check(files, &Told::default(), &[("/a/one/x/", "found _talks/x.md")]);
    check(files, &Told { config_files: &config_files, ..Told::default() }, &[("/b/two/x/", "found _talks/x.md")]);
    let gone = ["_config.yml".to_string(), "gone.yml".to_string()];
    let told = Told { config_files: &gone, ..Told::default() };
    check(files, &told, &[("/a/x.pdf", "? the site's configuration cannot be read")]);
}

#[test]
fn bad_input_is_not_known() {
    let unreadable = "? the site's configuration cannot be read";
    for (config, url, expected) in [
        ("a: [", "/x.pdf", unreadable),
        ("- a\n- b\n", "/x.pdf", unreadable),
        ("", "/x.pdf", "missing"),
        ("source: ../elsewhere\n", "/x.pdf", "? the sources lie outside of this folder"),
        ("source: /etc\n", "/x.pdf", "? the sources lie outside of this folder"),
        // As Jekyll does, it is looked for in the source.
        ("collections_dir: ../x\ncollections: {talks: {output: true}}\n", "/talks/a.html", "found x/_talks/a.md"),
        ("permalink: /:nonsense/\n", "/2024/x/", "? the permalink of some page is not known"),
        ("permalink: [a]\ndefaults: 5\ncollections: 7\nexclude: {a: b}\n", "/x.pdf", "missing"),
        ("defaults: [{scope: {path: '[a*'}, values: {permalink: /x/}}, 5, {values: 3}]\n", "/x.pdf", "missing"),
        ("destination: .\n", "/files/a.pdf", "found file"),
        ("timezone: Asia/Tokyo\n", "/2024/03/02/late.html", "? the day of a post depends on the time zone"),
    ] {
        let config = format!("_config.yml|{config}");
        let files = [
            config.as_str(),
            "index.md|---\n---\n",
            "_posts/2024-03-01-late.md|---\ndate: 2024-03-01 23:00:00 -0500\n---\n",
            "x/_talks/a.md|---\n---\n",
            "files/a.pdf",
        ];
        check(&files, &Told::default(), &[(url, expected)]);
    }
}

#[test]
fn two_generators_in_one_tree() {
    let tree = tree(&["_config.yml|title: A\n", "mkdocs.yml|site_name: A\n", "docs/a.md|Text.\n"]);
    let site = Site::build(&tree, &[]);
    assert_eq!(site.generator, super::super::Generator::Jekyll);
}

#[test]
fn strange_names() {
    let files = &[
        "_config.yml|permalink: pretty\n",
        "index.md|---\n---\n",
        "u\u{308}ber.md|---\n---\n",
        "per%20cent.md|---\n---\n",
        "Team.md|---\n---\n",
        "team.md|---\n---\n",
        "研究/发表 1.md|---\n---\n",
    ];
    check(
        files,
        &Told::default(),
        &[
            ("/%C3%BCber/", "found u\u{308}ber.md"),
            ("/per%2520cent/", "found per%20cent.md"),
            ("/Team/", "found Team.md"),
            ("/team/", "found team.md"),
            ("/研究/发表%201/", "found 研究/发表 1.md"),
        ],
    );
    let tree = tree(files);
    let site = Site::build(&tree, &[]);
    let kinds: Vec<_> = site.conflicts().map(|conflict| (conflict.file.as_str(), &conflict.kind)).collect();
    assert_eq!(kinds, [("Team/index.html", &ConflictKind::ByCase("team/index.html".to_string()))]);
}

/// Each link stands on `index.md`, whose text binds the names in it.
#[test]
fn addresses_of_documents_in_loops() {
    let config = "_config.yml|title: A\ncollections:\n  talks: {output: true}\n  notes: {output: false}\n";
    let in_v2 = format!("{config}pagination: {{collection: 'posts, notes'}}\n");
    let below = format!("{config}baseurl: /b\n");
    let (found, unknown) = ("found file", "? a template value");
    for (config, text, url, expected) in [
        (config, "{% for p in site.posts %}", "{{ p.url | relative_url }}", found),
        (config, "{% for p in site.posts %}", "{{ p.redirect | relative_url }}", unknown),
        (config, "{% for t in site.talks %}", "{{ t.url }}#slides", found),
        (config, "{% for n in site.notes %}", "{{ n.url }}", unknown),
        (config, "{% for x in site.people %}", "{{ x.url }}", unknown),
        (config, "{% for x in site.data.people %}", "{{ x.url }}", unknown),
        (config, "{% for d in site.documents %}", "{{ d.url }}", unknown),
        (config, "{% for p in site.posts %}{% for p in site.notes %}", "{{ p.url }}", unknown),
        (config, "{% for p in paginator.posts %}", "{{ p.url | absolute_url }}", found),
        (&in_v2, "{% for p in paginator.posts %}", "{{ p.url | absolute_url }}", unknown),
        (&below, "{% for p in site.posts %}", "{{ p.url | relative_url }}", found),
        (&below, "{% for p in site.posts %}", "{{ p.url }}", unknown),
        (config, "", "{{ paginator.next_page_path | relative_url }}", found),
        (config, "", "{{ page.next.url }}", unknown),
        (config, "", "{{ p.url }}", unknown),
        (config, "", "{{ '/talks/a' | relative_url }}#{{ id }}", "found _talks/a.md"),
        (config, "", "/talks/gone/#{{ id }}", "missing"),
        (config, "", "#{{ id }}", "found index.md"),
    ] {
        let index = format!("index.md|---\n---\n{text}\n");
        check(&[config, &index, "_talks/a.md|---\n---\n"], &Told::default(), &[(url, expected)]);
    }
}

#[test]
fn days_to_come() {
    let files = &[
        "_config.yml|timezone: Europe/Berlin\ncollections:\n  talks: {output: true}\n  notes: {}\nshow_drafts: true\n",
        "_posts/2024-01-03-a.md|---\n---\n",
        "_posts/2024-01-04-b.md|---\n---\n",
        "_posts/2024-01-02-c.md|---\ndate: 2024-02-01 10:00:00 +0900\n---\n",
        "_posts/2024-02-01-d.md|---\npublished: false\n---\n",
        "_drafts/e.md|---\ndate: 2024-02-01\n---\n",
        "_talks/f.md|---\ndate: 2024-02-01\n---\n",
        "_notes/g.md|---\ndate: 2024-02-01\n---\n",
        "h.md|---\ndate: 2024-02-01\n---\n",
        "_posts/2199-01-01-i.md|---\n---\n",
    ];
    let tree = tree(files);
    let (soon, later, far) = ("_posts/2024-01-04-b.md", "_posts/2024-01-02-c.md", "_posts/2199-01-01-i.md");
    // 19724 is 2024-01-02: that of the third may be over in the far East before it has begun at home.
    for (today, expected) in [
        (Today::Unknown, vec![far]),
        (Today::Clock(19_724), vec![later, soon, far, "_talks/f.md"]),
        (Today::Given(19_724), vec![later, soon, far, "_talks/f.md"]),
        (Today::Given(19_725), vec![later, far, "_talks/f.md"]),
        (Today::Clock(19_800), vec![far]),
    ] {
        let site = Site::build_as(&tree, &Told { today, ..Told::default() });
        let mut waiting: Vec<&str> = files
            .iter()
            .filter_map(|file| file.split_once('|'))
            .map(|(path, _)| path)
            .filter(|path| site.waits_for(path).is_some())
            .collect();
        waiting.sort_unstable();
        assert_eq!(waiting, expected, "{today:?}");
        assert_eq!(site.publishes(soon), today.given() != Some(19_724) && today.given() != Some(19_725), "{today:?}");
    }
}
