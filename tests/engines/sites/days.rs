//! What Jekyll makes of days and of missing front matter, and what the rules say of it.

use super::files;
use super::jekyll::command;
use super::mkdocs;
use hplint::config::{Settings, Today};
use std::fs;
use std::path::Path;

const CONFIG: &str = "plugins: [jekyll-redirect-from]\ncollections:\n  talks: {output: true}\n  notes: {}\n";

/// A talk that is one, so that the folder holds documents, and a page that lists all.
const BASE: &[(&str, &str)] = &[
    ("_config.yml", CONFIG),
    ("_talks/real.md", "---\ntitle: Real\n---\n"),
    ("list.md", "---\n---\n{% for talk in site.talks %}[{{ talk.url }}]{% endfor %}\n"),
];

/// A source; the file that it would be published at; whether Jekyll publishes it there with the words `Its text`, or
/// stops (`None`); the rule that says so, if any.
type Case = (&'static str, &'static str, &'static str, Option<bool>, &'static str);

const CASES: &[Case] = &[
    ("_posts/2024-03-05-a.md", "---\n---\nIts text", "2024/03/05/a.html", Some(true), ""),
    ("_posts/2199-03-05-a.md", "---\n---\nIts text", "2199/03/05/a.html", Some(false), "future-date"),
    ("_talks/a.md", "---\ndate: 2199-03-05\n---\nIts text", "talks/a.html", Some(false), "future-date"),
    ("page.md", "---\ndate: 2199-03-05\n---\nIts text", "page.html", Some(true), ""),
    ("_posts/a.md", "---\ndate: 2024-03-05\n---\nIts text", "2024/03/05/a.html", Some(false), "undated-post"),
    ("_posts/2024-13-05-a.md", "---\n---\nIts text", "", None, "undated-post"),
    ("_posts/0000-00-00-a.md", "---\n---\nIts text", "", None, "undated-post"),
    ("_talks/2024-02-32-a.md", "---\n---\nIts text", "", None, "undated-post"),
    ("_posts/2024-04-31-a.md", "---\n---\nIts text", "2024/05/01/a.html", Some(true), "undated-post"),
    ("_posts/2024-13-05-a.md", "---\ndate: 2024-03-05\n---\nIts text", "2024/03/05/a.html", Some(true), ""),
    (
        "_posts/2024-03-05-a.md",
        "---\ndate: 2023-03-05\n---\nIts text",
        "2023/03/05/a.html",
        Some(true),
        "post-date-mismatch",
    ),
    ("_posts/2024-03-05-a.md", "Its text", "2024/03/05/a.html", Some(true), ""),
    ("_talks/a.md", "Its text", "talks/a.html", Some(false), "front-matter-missing"),
    ("_notes/a.md", "Its text", "notes/a.md", Some(false), ""),
    (
        "cv.md",
        "---\npermalink: /cv/\nredirect_from: /cv/\n---\nIts text",
        "cv/index.html",
        Some(false),
        "conflicting-keys",
    ),
    ("cv.md", "---\npermalink: /cv/\nredirect_from: /cv\n---\nIts text", "cv/index.html", Some(true), ""),
    ("_talks/a.md", "---\nredirect_from: /talks/a.html\n---\nIts text", "talks/a.html", Some(true), ""),
];

fn write(folder: &Path, sources: &[(&str, &str)]) {
    for (path, text) in sources {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// Writes `sources` into `folder` and builds them; whether Jekyll came to its end.
fn build(folder: &Path, sources: &[(&str, &str)]) -> bool {
    write(folder, sources);
    let output = command(folder).output().expect("Jekyll (HPLINT_JEKYLL) can be started");
    output.status.success()
}

fn said(sources: &[(&str, &str)], page: &str) -> String {
    let rules = ["future-date", "undated-post", "post-date-mismatch", "front-matter-missing", "conflicting-keys"]
        .map(str::to_string);
    let settings = Settings { select: rules.to_vec(), today: Today::Clock(20_000), ..Settings::default() };
    let tree = sources.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
    let reports = hplint::lint(tree, &[page.to_string()], &settings).expect("the settings are sound");
    let rules = reports.iter().flat_map(|report| &report.findings).map(|found| found.finding.rule.name);
    rules.collect::<Vec<_>>().join(" ")
}

#[test]
fn jekyll_does_with_days_what_the_rules_say() {
    for &(path, text, file, expected, rule) in CASES {
        let mut sources = BASE.to_vec();
        sources.push((path, text));
        let folder = tempfile::tempdir().expect("a temporary folder");
        let is_built = build(folder.path(), &sources);
        let published = files(&folder.path().join("_site"));
        let page = published.iter().find(|(name, _)| name == file).map(|(_, bytes)| String::from_utf8_lossy(bytes));
        let shown = is_built.then(|| page.is_some_and(|page| page.contains("Its text")));
        assert_eq!(shown, expected, "{path}: {text}");
        assert_eq!(said(&sources, path), rule, "{path}: {text}");
    }
}

#[test]
fn a_post_of_material_waits_for_its_day() {
    let config = "site_name: A\nplugins:\n  - blog:\n      draft_if_future_date: true\ntheme: material\n";
    let sources = [
        ("mkdocs.yml", config, None),
        ("docs/index.md", "# A\n", None),
        ("docs/blog/posts/later.md", "---\ndate: 2199-01-01\n---\n# Later\n", Some(("2199/01/01/later", false))),
        ("docs/blog/posts/now.md", "---\ndate: 2199-01-01\ndraft: false\n---\n# Now\n", Some(("2199/01/01/now", true))),
        ("docs/blog/posts/old.md", "---\ndate: 2020-01-01\n---\n# Old\n", Some(("2020/01/01/old", true))),
    ];
    let written = sources.map(|(path, text, _)| (path, text));
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &written);
    let built = mkdocs::built(folder.path());
    for (path, _, expected) in sources {
        let Some((address, is_published)) = expected else { continue };
        let file = built.path().join("site/blog").join(address).join("index.html");
        assert_eq!(file.is_file(), is_published, "{path}");
        assert_eq!(said(&written, path).is_empty(), is_published, "{path}");
    }
}

#[test]
fn lists_show_what_is_not_published_yet() {
    let mut sources = BASE.to_vec();
    sources.push(("_talks/later.md", "---\ndate: 2199-03-05\n---\n"));
    sources.push(("_talks/bare.md", "Its text"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(build(folder.path(), &sources));
    let list = fs::read_to_string(folder.path().join("_site/list.html")).expect("the list is published");
    assert!(list.contains("[/talks/later.html]") && !list.contains("bare"), "{list}");
}
