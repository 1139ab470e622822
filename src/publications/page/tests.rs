use super::publications;
use crate::people::page_people;
use crate::source::Source;
use crate::syntax::{Dialect, Document};

/// Each publication as `list: title | venue | year`; title and venue must stand where their spans say.
fn check(path: &str, cases: &[(&str, &[&str])]) {
    for &(text, expected) in cases {
        let source = Source::decode(path, text.as_bytes());
        let doc = match path.rsplit('.').next() {
            Some("yml") => Document::data(source),
            Some("bib") => Document::bibliography(source),
            Some("html") => Document::parse(source, Dialect::Html),
            _ => Document::parse(source, Dialect::Kramdown),
        };
        let people = page_people(&doc, false);
        let found: Vec<String> = publications(&doc, &people)
            .iter()
            .map(|publication| {
                let venue = publication.venue.as_ref().map_or("", |venue| &venue.text);
                let year = publication.year.map_or(String::new(), |year| year.number.to_string());
                if let Some(year) = publication.year {
                    assert!(doc.slice(year.span).contains(&(year.number % 100).to_string()), "{text}");
                }
                let first = publication.title.text.split(' ').next().unwrap_or("");
                assert!(doc.slice(publication.title.span).contains(first), "{text}");
                format!("{}: {} | {venue} | {year}", publication.list, publication.title.text)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn entries_of_pages() {
    check(
        "publications.md",
        &[
            (
                "- Ada Byron, **Bo Lin**. [Engines that Weave Cloth](x). *Journal of Looms*, 2020.\n",
                &["0: Engines that Weave Cloth | Journal of Looms | 2020"],
            ),
            (
                "1. A. Byron and B. Lin, \"Engines that weave cloth,\" in Proc. Conference on Looms (CL), York, UK, Oct. 2017. [[pdf]](x)\n",
                &["0: Engines that weave cloth | Proc. Conference on Looms (CL) | 2017"],
            ),
            (
                "Byron, A., Lin, B., & Dow, C. (2019). Engines that weave cloth: a case of *Gossypium* cotton. *Loom Science*, 29(4), 2001-2010.\n",
                &["0: Engines that weave cloth: a case of Gossypium cotton | Loom Science | 2019"],
            ),
            (
                "- **Engines that Weave Cloth** \\[[PAPER](x)\\] <br>ICLM 2026, Short. <br>Ada Byron, Bo Lin.\n",
                &["0: Engines that Weave Cloth | ICLM | 2026"],
            ),
            (
                "- ``ICLM 2024`` [Engines that Weave Cloth](x), Ada Byron, **Bo Lin**, Cy Dow, [Code](y)\n",
                &["0: Engines that Weave Cloth | ICLM | 2024"],
            ),
            (
                "[Engines that Weave Cloth](x) \\\\\nAda Byron, Bo Lin \\\\\n*Journal of Looms*\n",
                &["0: Engines that Weave Cloth | Journal of Looms | "],
            ),
            (
                "### ICLM'26\n**Engines that Weave Cloth** (To appear)  \nAda Byron, Bo Lin\n",
                &["0: Engines that Weave Cloth | ICLM'26 | 2026"],
            ),
            (
                "* <b>Ada Byron</b>, Bo Lin, *Engines that weave cloth and more*, **Journal of Looms** 65(10), 904-915.\n",
                &["0: Engines that weave cloth and more | Journal of Looms | "],
            ),
            (
                "- Engines that weave fine cloth  \n  Ada Byron, Bo Lin  \n  ICLM 2020\n",
                &["0: Engines that weave fine cloth | ICLM | 2020"],
            ),
            (
                "| [Engines that Weave Cloth](x) | Ada Byron, Bo Lin | ICLM 2020 |\n|--|--|--|\n| [Looms of the Old North](y) | Cy Dow, Bo Lin | ICLM 2021 |\n",
                &["0: Engines that Weave Cloth | ICLM | 2020", "0: Looms of the Old North | ICLM | 2021"],
            ),
        ],
    );
}

#[test]
fn what_is_not_certain_is_left_out() {
    check(
        "publications.md",
        &[
            // News, a talk without a title, a remark, links only.
            (
                "## In preparation\n\n**Ada Byron**, Bo Lin & Cy Dow. (***In prep***). Looms remember\n\n## Summary of many words\n\nThe authors (Ada Byron, Bo Lin, 2024) show that looms weave.\n",
                &[],
            ),
            (
                "- Ada Byron, Bo Lin (2020). Engines that weave cloth. arXiv:2001.00001.\n",
                &["0: Engines that weave cloth |  | 2020"],
            ),
            ("## News\n- Ada Byron, Bo Lin: [Engines that Weave Cloth](x) accepted to ICLM 2020\n", &[]),
            ("- Ada Byron, Bo Lin. [Project page](x), [Video of the talk](y). 2020\n", &[]),
            ("- Ada Byron, Bo Lin, Engines that weave cloth, Journal of Looms, 2020\n", &[]),
            ("- Our [Engines that Weave Cloth](x) by Ada Byron, Bo Lin. 2020\n", &[]),
            (
                "- Ada Byron, Bo Lin. [Engines of Cloth](x): how they weave well. 2020\n",
                &["0: Engines of Cloth: how they weave well |  | 2020"],
            ),
        ],
    );
}

#[test]
fn lists_of_a_page() {
    check(
        "publications.md",
        &[(
            "## Selected\n- Ada Byron, Bo Lin. [Engines that Weave Cloth](x). 2020\n\n## All\n### 2021\n- Ada Byron, Bo Lin. [Looms of the Old North](x)\n- Ada Byron, Bo Lin. [Cards and Other Looms](x)\n\n### 2020\n\n- Ada Byron, Bo Lin. [Engines that Weave Cloth](x)\n",
            &[
                "0: Engines that Weave Cloth |  | 2020",
                "1: Looms of the Old North |  | 2021",
                "1: Cards and Other Looms |  | 2021",
                "2: Engines that Weave Cloth |  | 2020",
            ],
        )],
    );
}

#[test]
fn entries_that_are_values() {
    check(
        "_publications/a.md",
        &[(
            "---\ntitle: \"Engines that <i>Weave</i> &amp; Sew\"\nvenue: 'Journal of Looms'\ndate: 2020-01-02\n---\n",
            &["0: Engines that Weave & Sew | Journal of Looms | 2020"],
        )],
    );
    check(
        "_data/papers.yml",
        &[
            (
                "- title: Engines that Weave\n  venue: ICLM\n  year: 2020\n- title: Looms\n  url: /x\n",
                &["0: Engines that Weave | ICLM | 2020"],
            ),
            ("main:\n  - title: Engines\n    url: /x\n", &[]),
        ],
    );
    check(
        "papers.bib",
        &[(
            "@article{a, title = {{Engines} that \\& Weave}, journal = {Journal of Looms}, year = {2020}}\n",
            &["0: Engines that & Weave | Journal of Looms | 2020"],
        )],
    );
}

#[test]
fn entries_of_html() {
    check(
        "publications.html",
        &[(
            "<ul><li><a href=x>Engines that Weave Cloth</a><br>Ada Byron, <b>Bo Lin</b><br><i>Journal of Looms</i>, 2020</li><li><p><b>Looms of the Old North</b></p><p>Cy Dow, <b>Bo Lin</b></p><p>ICLM 2021</p></li></ul>",
            &["0: Engines that Weave Cloth | Journal of Looms | 2020", "0: Looms of the Old North | ICLM | 2021"],
        )],
    );
}

#[test]
fn hostile_pages_are_linear() {
    let clock = std::time::Instant::now();
    let entry = "- Ada Byron, **Bo Lin**. [Engines that Weave Cloth](x). *Journal of Looms*, 2020.\n";
    for text in [
        entry.repeat(5_000),
        entry.trim_start_matches("- ").repeat(5_000),
        entry.trim_start_matches("- ").replace('\n', " <br>\n").repeat(5_000),
        format!("<div>{}", "<div><p>Ada Byron, <b>Bo Lin</b>. Engines that weave.".repeat(5_000)),
        format!("Ada Byron, **Bo Lin**. {}", "\"Engines (2020) *that* ".repeat(20_000)),
    ] {
        let doc = Document::parse(Source::decode("publications.md", text.as_bytes()), Dialect::Kramdown);
        publications(&doc, &page_people(&doc, false));
    }
    assert!(clock.elapsed().as_secs() < 60, "{:?}", clock.elapsed());
}
