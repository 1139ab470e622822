//! Links to places on pages: which fragments are looked up, where an id may stand, and pages that are hard on memory and
//! time.

use hplint::config::Settings;

/// The fragments that `broken-anchor` reports on the first page, with what each fix would write: `!` before an unsafe one.
fn broken(files: &[(&str, &str)]) -> Vec<String> {
    let settings = Settings { select: vec!["broken-anchor".to_string()], ..Settings::default() };
    let page = files[0].0.to_string();
    let others = files.iter().map(|(path, _)| path.to_string());
    let pages: Vec<String> = others.filter(|path| path.ends_with(".md") || path.ends_with(".html")).collect();
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
    let reports = hplint::lint(files, &pages, &settings).expect("the rule is there");
    let report = reports.into_iter().find(|report| report.path == page).expect("the page was linted");
    let shown = report.findings.into_iter().map(|located| {
        let (_, rest) = located.finding.message.split_once("`#").expect("a message names the fragment");
        let (fragment, _) = rest.split_once('`').expect("a message names the fragment");
        let fix = located.finding.fix.map(|fix| (fix.applicability, fix.edits[0].insert.clone()));
        match fix {
            Some((hplint::finding::Applicability::Safe, id)) => format!("{fragment} -> {id}"),
            Some((_, id)) => format!("{fragment} -> !{id}"),
            None => fragment.to_string(),
        }
    });
    shown.collect()
}

const JEKYLL: (&str, &str) = ("_config.yml", "title: A\n");

#[test]
fn fragments() {
    for (link, expected) in [
        ("[a](#here)", vec![]),
        ("[a](#nowhere)", vec!["nowhere"]),
        ("[a](#)", vec![]),
        ("[a](#Top)", vec![]),
        ("[a](#:~:text=word)", vec![]),
        ("[a](#here:~:text=word)", vec![]),
        ("[a](#/route)", vec![]),
        ("[a](#!route)", vec![]),
        ("[a](#a=b&c=d)", vec![]),
        ("[a](#Here)", vec!["Here -> here"]),
        ("[a](#hene)", vec!["hene -> !here"]),
        ("[a](#über-uns)", vec![]),
        ("[a](#%C3%BCber-uns)", vec![]),
        ("[a](#u\u{308}ber-uns)", vec![]),
        ("[a](#uber-uns)", vec!["uber-uns -> über-uns"]),
        ("[a](#step-2)", vec!["step-2"]),
        ("[a](#hereabouts-and-there)", vec!["hereabouts-and-there"]),
        ("[a][b]\n\n[b]: #gone\n", vec!["gone"]),
        ("<a href=\"#gone\">a</a>", vec!["gone"]),
        ("[a]({{ '/#gone' | relative_url }})", vec!["gone"]),
        ("[a]({{ site.baseurl }}/#gone)", vec!["gone"]),
        ("[a](#{{ page.slug }})", vec![]),
        ("[a](other.html#x)", vec!["x"]),
        ("[a](other.html#there)", vec![]),
        ("[a](file.pdf#page=3)", vec![]),
        ("[a](missing.html#x)", vec![]),
        ("[a](https://example.org/#x)", vec![]),
        ("`[a](#gone)`", vec![]),
    ] {
        let text = format!("---\ntitle: A\n---\n{link}\n\n## Here\n\n## Über uns\n\n## Step 1\n");
        let other = "---\ntitle: B\n---\n## There\n";
        let files = [("index.md", text.as_str()), JEKYLL, ("other.md", other), ("file.pdf", "")];
        assert_eq!(broken(&files), expected, "{link}");
    }
}

/// Whatever may bring an id keeps the rule silent.
#[test]
fn ids_that_may_be_there() {
    let layout = "<div id=\"post-{{ page.id }}\">{{ content }}</div>{% include foot.html %}";
    let foot = "<p id=\"foot\"></p>";
    for (body, expected) in [
        ("{{ page.text | markdownify }}", vec![]),
        ("{% bibliography %}", vec![]),
        ("{% include_relative a.html %}", vec![]),
        ("{% include unknown.html %}", vec![]),
        ("{% for a in b %}\n## {{ a }}\n{% endfor %}", vec![]),
        ("<script>x.id = 'gone';</script>", vec![]),
        ("<i id=\"{{ page.id }}\"></i>", vec![]),
        ("{::options auto_ids=\"false\" /}", vec![]),
        ("{% if a %}\nb\n{% endif %}", vec!["gone"]),
        ("{% include foot.html %}", vec!["gone"]),
        ("[b](#foot) [c](#post-1) [d](#disqus_thread)", vec!["gone"]),
    ] {
        let text = format!("---\nlayout: page\n---\n[a](#gone)\n\n{body}\n");
        let files =
            [("index.md", text.as_str()), JEKYLL, ("_layouts/page.html", layout), ("_includes/foot.html", foot)];
        assert_eq!(broken(&files), expected, "{body}");
    }
    // An include's ids are those of the page that asks for it; a page that nobody lints is not known.
    let part = [("_includes/a.md", "[a](#gone)\n"), JEKYLL];
    assert_eq!(broken(&part), Vec::<String>::new());
}

/// A layout or include that takes itself over ends.
#[test]
fn parts_in_a_circle() {
    let page = "---\nlayout: page\n---\n[a](#gone)\n";
    let layout = "<b id=\"x\"></b>{% include a.html %}";
    let files = [
        ("index.md", page),
        JEKYLL,
        ("_layouts/page.html", layout),
        ("_includes/a.html", "{% include b.html %}"),
        ("_includes/b.html", "{% include a.html %}"),
    ];
    assert_eq!(broken(&files), ["gone"]);
}

/// Linear: each of these took minutes where something was looked up again for every line.
#[test]
fn many_of_everything() {
    let many = 20_000;
    let pages = [
        "[a](#gone)\n".repeat(many),
        "# A\n\n".repeat(many) + "[a](#gone)\n",
        "*a*{: #b} ".repeat(many),
        "# A\n{: #b}\n\n".repeat(many),
        "<div markdown=\"1\">\n# A\n</div>\n\n".repeat(many / 4),
        "{% for a in b %}\n".repeat(many) + "# A\n" + &"{% endfor %}\n".repeat(many),
        "a[^1] ".repeat(many) + "\n\n[^1]: b\n",
        "{% include a.html %}\n".repeat(many),
    ];
    for page in &pages {
        broken(&[("index.md", page), JEKYLL]);
    }
    let mkdocs = ("mkdocs.yml", "site_name: A\nmarkdown_extensions: [attr_list, pymdownx.tabbed]\n");
    for page in ["#A\n".repeat(many), "=== \"A\"\n\n    b\n\n".repeat(many), "# A\n\n".repeat(many)] {
        broken(&[("docs/index.md", &page), mkdocs]);
    }
    broken(&[("README.md", &"<h1>A\n".repeat(many))]);
}
