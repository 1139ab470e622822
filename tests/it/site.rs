//! `hplint site`: what is said of a site, for people and as JSON.

use crate::program::Place;
use serde_json::{Value, json};

const SITE: &[(&str, &str)] = &[
    ("_config.yml", "baseurl: /ada\nauthor:\n  name: Ada Byron\ninclude: [_pages]\nplugins: [jekyll-redirect-from]\n"),
    (
        "_pages/about.md",
        "---\npermalink: /\nredirect_from: /about.html\n---\n[one](/ada/cv/), [two]({{ page.x }}), [three](/ada/no.pdf)\n",
    ),
    ("_pages/cv.md", "---\npermalink: /cv/\n---\n[four](https://example.org)\n"),
    ("README.md", "Text.\n"),
];

#[test]
fn a_site_for_people() {
    let place = Place::with(SITE);
    for path in ["", "_pages", "_pages/cv.md"] {
        let said = place.run(&format!("site {path}"));
        assert_eq!((said.code, said.stderr.as_str()), (0, ""));
        for line in [
            "generator  Jekyll: `_config.yml`",
            "dialect    kramdown: Jekyll's Markdown",
            "keys       Jekyll",
            "base       /ada: every URL below stands behind it",
            "owner      Ada Byron: `author.name` in `_config.yml`",
            "links      3 on the site: 1 found, 1 missing, 1 not known; 1 elsewhere",
            "pages (3)",
            "  README.md        (not published)",
            "  _pages/about.md  /",
            "  _pages/cv.md     /cv/",
            "  /about.html -> _pages/about.md",
            "  a template value",
            "    _pages/about.md:5  {{ page.x }}",
        ] {
            assert!(said.stdout.lines().any(|said| said == line), "no {line:?} in\n{}", said.stdout);
        }
    }
}

#[test]
fn a_site_as_json() {
    let place = Place::with(SITE);
    let said = place.run("site --output-format json");
    let site: Value = serde_json::from_str(&said.stdout).expect("JSON");
    assert_eq!(site["generator"], "Jekyll");
    assert_eq!(site["schemas"], json!(["Jekyll"]));
    assert_eq!(site["base"], "/ada");
    assert_eq!(site["owner"], json!({ "name": "Ada Byron", "evidence": "`author.name` in `_config.yml`" }));
    assert_eq!(site["redirects"], json!([{ "url": "/about.html", "path": "_pages/about.md" }]));
    assert_eq!(site["links"], json!({ "found": 1, "missing": 1, "unknown": 1, "external": 1 }));
    let urls: Vec<(&str, &Value)> = site["pages"]
        .as_array()
        .expect("pages")
        .iter()
        .map(|page| (page["path"].as_str().expect("a path"), &page["url"]))
        .collect();
    assert_eq!(urls, [("README.md", &Value::Null), ("_pages/about.md", &json!("/")), ("_pages/cv.md", &json!("/cv/"))]);
    let value = json!({ "path": "_pages/about.md", "line": 5, "target": "{{ page.x }}", "why": "a template value" });
    assert!(site["unknown"].as_array().expect("a list").contains(&value), "{site:#}");
}

#[test]
fn a_folder_without_a_site() {
    let place = Place::with(&[("notes/a.md", "I am Ada Byron.\n"), ("notes/deep/b.md", "[x](../a.md)\n")]);
    let said = place.run("site notes");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.stdout.contains("generator  none"), "{}", said.stdout);
    assert!(said.stdout.contains("1 found"), "{}", said.stdout);
    assert_eq!(place.run("site no-such-folder").code, 2);
}

#[test]
fn an_excluded_folder_is_shown_when_it_is_named() {
    let place = Place::with(&[
        ("hplint.yml", "exclude: [examples]\n"),
        ("examples/mkdocs.yml", "site_name: A\n"),
        ("examples/docs/index.md", "# A\n"),
    ]);
    assert!(place.run("site examples").stdout.contains("pages (1)"));
}

#[test]
fn of_two_generators_the_other_one_is_named() {
    let place = Place::with(&[("_config.yml", "title: A\n"), ("mkdocs.yml", "site_name: A\n")]);
    assert!(place.run("site").stdout.contains("Jekyll: `_config.yml`, which comes before `mkdocs.yml`"));
}

#[cfg(unix)]
#[test]
fn a_folder_outside_of_the_site_is_not_looked_into() {
    let place = Place::with(&[("site/_config.yml", "title: A\n"), ("site/a.md", "---\n---\n[x](/files/no.pdf)\n")]);
    place.write("outside/a.md", "secret");
    std::os::unix::fs::symlink("../outside", place.path("site/files")).expect("a link");
    assert_eq!(place.run("./site").code, 0);
    let said = place.run("site site").stdout;
    assert!(said.contains("behind a symbolic link that leads out of the site"), "{said}");
}

#[test]
fn a_page_of_many_headings_stays_on_a_line() {
    let place = Place::with(&[("mkdocs.yml", "site_name: A\n")]);
    place.write("docs/index.md", (0..30).map(|n| format!("# Part {n}\n\n")).collect::<String>());
    let said = place.run("site").stdout;
    assert!(said.contains("#part-0 ") && said.contains("#part-11 and 18 more") && !said.contains("#part-12"), "{said}");
}
