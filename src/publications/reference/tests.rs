//! Each form of reference, and what is none.

use super::References;
use crate::config::ReferenceFile;
use std::fmt::Write;

fn read(text: &str) -> (References, Vec<String>) {
    let file = ReferenceFile { name: "own".to_string(), text: text.into(), place: "hplint.yml:1:13".to_string() };
    References::read(&[file])
}

/// The records, one a line.
fn show(text: &str) -> String {
    let (references, problems) = read(text);
    let mut out = String::new();
    for record in &references.records {
        let more = if record.has_more { ", …" } else { "" };
        let venue = record.venue.as_deref().unwrap_or("-");
        let year = record.year.map_or("-".to_string(), |year| year.to_string());
        writeln!(out, "{} / {}{more} / {venue} / {year}", record.title, record.authors.join(", ")).expect("a string");
    }
    out + &problems.concat()
}

const AUTHOR_PAGE: &str = "Ada Byron\n\n\n2025\n\npdf bib\nWeaving Cloth on Looms\nAda Byron | Bo Lin\nProceedings of the 3rd Conference on Looms (Volume 1: Long Papers)\n\nIn this paper we weave.\n\npdf bib abs\nCards\nAda Byron\nJournal of Looms\n\n2023\n\npdf bib\nMules\nAda Byron | Cy Dow\n";

const DBLP: &str = r#"{"result": {"query": ":ada", "status": {"@code": "200", "text": "OK"}, "hits": {"@total": "3", "hit": [
{"@score": "1", "info": {"authors": {"author": [{"@pid": "1/1", "text": "Ada Byron 0002"}, {"@pid": "1/2", "text": "Bo Lin"}]},
 "title": "Looms &amp; Cards.", "venue": "ICLW", "year": "2024", "type": "Conference and Workshop Papers", "key": "x"}, "url": "URL#1"},
{"info": {"authors": {"author": {"@pid": "1/1", "text": "Ada Byron 0002"}}, "title": "Weaving: what comes next...", "venue": ["CoRR", "X"], "year": "2023"}},
{"info": {"authors": {"author": {"text": "Ada Byron 0002"}}, "title": "Proceedings of Looms.", "type": "Editorship", "year": "2023"}}]}}}"#;

const CSL: &str = r#"[{"id": "a", "type": "paper-conference", "title": "The <i>Loom</i>", "container-title": "Conference on Looms",
 "author": [{"family": "Byron", "given": "Ada"}, {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"}, {"literal": "Loom Team"}],
 "issued": {"date-parts": [[2020, 5]]}},
 {"title": ["Cards"], "author": [{"family": "Byron", "given": "Ada"}], "container-title": ["Journal of Looms"], "issued": {"date-parts": [["2019"]]}}]"#;

const ANTHOLOGY: &str = r#"{"2020.looms-1.1": {"title": "Weaving", "authors": [{"first": "Ada", "last": "Byron", "full": "Ada Byron", "id": "ada-byron"}],
 "booktitle": "Proceedings of Looms", "year": "2020"}}"#;

const YAML: &str = "- year: 2020\n  papers:\n    - title: Weaving\n      authors: Ada Byron*, Bo Lin, et al.\n      venue: ICLW\n      year: 2020\n    - title: Cards\n      authors: [Ada Byron, {name: Bo Lin}]\n      journal: Journal of Looms\n      date: 2019-03-01\n- title: About\n  url: /about/\n";

const BIB: &str = "% own\n@string{icl = {Conference on Looms}}\n@inproceedings{a, title={The {L}oom of J{\\\"o}rg}, author = {Byron, Ada and J{\\\"o}rg Morel and others},\n booktitle = {Conference\n  on Looms}, year = 2020}\n@article{b, title = \"Cards\", author={Bo Lin 0003}, journal = icl, year = {2019}}\n@proceedings{c, title={All of Looms}, editor={Ada Byron}}\n";

#[test]
fn every_form_is_read() {
    for (text, expected) in [
        (
            AUTHOR_PAGE,
            "Weaving Cloth on Looms / Ada Byron, Bo Lin / Proceedings of the 3rd Conference on Looms (Volume 1: Long Papers) / 2025\nCards / Ada Byron / Journal of Looms / 2025\nMules / Ada Byron, Cy Dow / - / 2023\n",
        ),
        (
            DBLP,
            "Looms & Cards / Ada Byron, Bo Lin / ICLW / 2024\nWeaving: what comes next... / Ada Byron / CoRR / 2023\n",
        ),
        (
            CSL,
            "The Loom / Ada Byron, Anna van der Berg, Loom Team / Conference on Looms / 2020\nCards / Ada Byron / Journal of Looms / 2019\n",
        ),
        (ANTHOLOGY, "Weaving / Ada Byron / Proceedings of Looms / 2020\n"),
        (YAML, "Weaving / Ada Byron, Bo Lin, … / ICLW / 2020\nCards / Ada Byron, Bo Lin / Journal of Looms / 2019\n"),
        (BIB, "The Loom of Jörg / Ada Byron, Jörg Morel, … / Conference on Looms / 2020\nCards / Bo Lin / - / 2019\n"),
    ] {
        assert_eq!(show(text), expected);
        let with_mark = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        assert_eq!(show(&with_mark), expected);
    }
}

#[test]
fn what_tells_nothing_is_told() {
    for (text, expected) in [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("{\"result\": {", "it is no JSON: EOF while parsing an object at line 1 column 12"),
        ("{\"result\": {\"hits\": {\"@total\": \"0\"}}}", "no publication is found in it"),
        ("Dear all, this is a letter.", "no publication is found in it"),
        (
            "a: [\n",
            "it is no bibliography, and no YAML: did not find expected node content at line 2 column 1, while parsing a flow node",
        ),
        ("- title: About\n  url: /about/\n", "no publication is found in it"),
        ("<?xml version=\"1.0\"?>", "neither XML nor HTML is read here, but BibTeX and JSON"),
        ("@article{a, year = 2020}", "no publication is found in it"),
        ("pdf bib\n", "no publication is found in it"),
        ("@article{a, title={X}\0}", "it is no text"),
    ] {
        assert_eq!(show(text), format!("hplint.yml:1:13: `own` cannot be read: {expected}"), "{text}");
    }
}

#[test]
fn titles_are_found_in_a_text() {
    let (references, _) = read(AUTHOR_PAGE);
    let text = "We wrote about weaving, on mules.";
    assert_eq!(references.mentioned_in(text), Vec::<u32>::new());
    assert_eq!(references.mentioned_in("We wrote about *weaving cloth -- on looms*, and Cards."), [0]);
}

#[test]
fn hostile_files_end_soon() {
    let clock = std::time::Instant::now();
    let texts = [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        "- [".repeat(1_000_000),
        "a: &a [*a, *a]\n".repeat(1_000),
        format!("[{}{{}}]", "{\"title\": \"x\", \"author\": [\"Ada Byron\"]},".repeat(200_000)),
        format!("[{{\"title\": \"{}\", \"author\": \"x\"}}]", "x ".repeat(10_000_000)),
        format!("[{{\"title\": \"x\", \"author\": \"{}\"}}]", "Ada Byron, ".repeat(100_000)),
        "@article{a, title={".repeat(100_000),
        format!("@article{{a, author={{{}}}, title={{x}}}}", "{".repeat(1_000_000)),
        format!("@article{{a, author={{{}}}, title={{x}}}}", "Byron, Ada and ".repeat(100_000)),
        "pdf bib\n".repeat(1_000_000),
        format!("pdf bib\nx\n{}\n", "Ada Byron | ".repeat(100_000)),
        "&".repeat(1_000_000) + &"<".repeat(1_000_000),
    ];
    for text in texts {
        read(&text);
    }
    assert!(clock.elapsed().as_secs() < 60, "{:?}", clock.elapsed());
}
