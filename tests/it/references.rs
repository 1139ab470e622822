//! A small site held against each form of reference, with the built program; and references that are broken or hostile.

use crate::program::Place;

const PAGE: &str = "# Publications

- **Ada Byron**, Bo King Lin, Cy Dow. [Engines that Weave Cloth from Cards](https://example.org/1). *ICML*, 2020.
- Cy Dow, **Ada Byron**. [Notes on the Looms of Many Threads](https://example.org/2). *Journal of Looms*, 2021.
- **Ada Byron**, Dee Fox. [A Mule for Every House in Town](https://example.org/3). *ICCV*, 2022.
";

const BIB: &str = "@inproceedings{a, title = {{E}ngines that Weave Cloth from Cards}, author = {Byron, Ada and Bo Lin and Cy Dow},
  booktitle = {International Conference on Machine Learning}, year = 2020}
@article{b, title = \"Notes on the Looms of Many Threads\", author = {Cy Dow and Ada Byron}, journal = {J. Looms}, year = {2021}}
@article{c, title = {A Loom for Every Child in Town}, author = {Ada Byron and others}, journal = {CoRR}, year = {2023}}
";

const DBLP: &str = r#"{"result": {"hits": {"hit": [
{"info": {"authors": {"author": [{"text": "Ada Byron 0001"}, {"text": "Bo Lin"}, {"text": "Cy Dow"}]}, "title": "Engines that Weave Cloth from Cards.", "venue": "ICML", "year": "2020"}},
{"info": {"authors": {"author": [{"text": "Cy Dow"}, {"text": "Ada Byron 0001"}]}, "title": "Notes on the Looms of Many Threads.", "venue": "J. Looms", "year": "2021"}},
{"info": {"authors": {"author": {"text": "Ada Byron 0001"}}, "title": "A Loom for Every Child in Town.", "venue": "CoRR", "year": "2023"}}]}}}"#;

const CSL: &str = r#"[{"title": "Engines that weave cloth from cards", "container-title": "ICML", "issued": {"date-parts": [[2020]]},
 "author": [{"family": "Byron", "given": "Ada"}, {"family": "Lin", "given": "Bo"}, {"family": "Dow", "given": "Cy"}]},
{"title": "A Loom for Every Child in Town", "author": [{"family": "Byron", "given": "Ada"}], "issued": {"date-parts": [[2023]]}}]"#;

const ANTHOLOGY: &str = r#"{"1": {"title": "Engines that Weave Cloth from Cards", "year": "2020", "booktitle": "ICML", "authors": [{"full": "Ada Byron"},
 {"full": "Bo Lin"}, {"full": "Cy Dow"}]}, "2": {"title": "A Loom for Every Child in Town", "year": "2023", "authors": [{"full": "Ada Byron"}]}}"#;

const AUTHOR_PAGE: &str = "Ada Byron\n\n2023\n\npdf bib\nA Loom for Every Child in Town\nAda Byron\nFindings of Looms\n\n2020\n\npdf bib abs\nEngines that Weave Cloth from Cards\nAda Byron | Bo Lin | Cy Dow\nProceedings of ICML\n\nWe weave.\n";

const DATA: &str =
    "- {title: Engines that Weave Cloth from Cards, authors: 'Ada Byron, Bo Lin, Cy Dow', venue: ICML, year: 2020}
- {title: A Loom for Every Child in Town, authors: [Ada Byron], year: 2023}
";

#[test]
fn every_form_tells_the_same() {
    for (name, text) in [
        ("own.bib", BIB),
        ("dblp.json", DBLP),
        ("zotero.json", CSL),
        ("anthology.json", ANTHOLOGY),
        ("anthology.txt", AUTHOR_PAGE),
        ("_data/papers.yml", DATA),
    ] {
        let config = format!("owner: Ada Byron\nreferences: {name}\nextend-select: [publication-missing]\n");
        let place = Place::with(&[("hplint.yml", &config), ("_config.yml", "title: x\n"), (name, text)]);
        place.write("papers.md", format!("---\ntitle: Papers\n---\n{PAGE}"));
        let said = place.run("papers.md --select publications --output-format concise --color never");
        let expected = [
            format!(
                "papers.md:6:18: publication-differs-from-reference the author `Bo King Lin` is spelt `Bo Lin` in `{name}`"
            ),
            "publication-missing `A Loom for Every Child in Town` (".to_string(),
        ];
        let lines: Vec<&str> = said.stdout.lines().filter(|line| line.starts_with("papers.md")).collect();
        assert_eq!((said.code, lines.len()), (1, 2), "{name}: {said:?}");
        assert!(expected.iter().all(|expected| lines.iter().any(|line| line.contains(expected.as_str()))), "{said:?}");
        place.run("papers.md --select publications --fix --unsafe-fixes");
        assert_eq!(
            place.read("papers.md"),
            format!("---\ntitle: Papers\n---\n{}", PAGE.replace("Bo King Lin", "Bo Lin")),
            "{name}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let long = format!("[{{\"title\": \"{}\"}}", "x".repeat(50_000_000));
    for (bytes, expected) in [
        (b"{\"result\": {\"hits\"" as &[u8], "hplint.yml:1:13: `own` cannot be read: it is no JSON: EOF"),
        (b"", "`own` cannot be read: it is empty"),
        (b"@article{a, title={X}\0}", "`own` cannot be read: it is no text"),
        (b"@article{a, title={Caf\xE9}}", "`own` cannot be read: is not UTF-8"),
        (b"Dear all,", "`own` cannot be read: no publication is found in it"),
        (long.as_bytes(), "`own` cannot be read: it is no JSON"),
    ] {
        let place = Place::with(&[("hplint.yml", "references: own\n"), ("papers.md", PAGE)]);
        place.write("own", bytes);
        let said = place.run("papers.md --fix --unsafe-fixes");
        assert!(said.code == 2 && said.stderr.contains(expected), "{expected}: {} {}", said.code, said.stderr);
        assert_eq!(place.read("papers.md"), PAGE, "nothing is mended by settings that are not understood");
    }
    let place = Place::with(&[("hplint.yml", "references: [none.bib]\n"), ("papers.md", PAGE)]);
    let said = place.run("papers.md");
    assert!(said.code == 2 && said.stderr.contains("hplint.yml:1:14: `none.bib` cannot be read:"), "{said:?}");
}
