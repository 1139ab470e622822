//! Marks of authors and bold names as the engines show them, once `contribution-mark-lost` is through.

use crate::dom::{Ignored, Token, tokens};
use crate::engine::Engines;
use hplint::config::Settings;
use hplint::finding::Applicability;
use hplint::source::Source;
use hplint::syntax::Dialect;

/// Authors as an owner writes them, and what a visitor must read: names that are bold in square brackets.
const CASES: &[(&str, &str)] = &[
    ("Ada Byron*, **Bo Lin***, Cy Dow", "Ada Byron*, [Bo Lin]*, Cy Dow"),
    ("Ada Byron*, Bo Lin*, **Cy Dow**", "Ada Byron*, Bo Lin*, [Cy Dow]"),
    ("Ada Byron*, Bo Lin*, **Cy Dow***", "Ada Byron*, Bo Lin*, [Cy Dow]*"),
    ("**Ada Byron***, Bo Lin*, Cy Dow", "[Ada Byron]*, Bo Lin*, Cy Dow"),
    ("**Ada Byron**\\*, Bo Lin*, Cy Dow*", "[Ada Byron]*, Bo Lin*, Cy Dow*"),
    ("Ada Byron*, **Bo Lin\\***, Cy Dow*", "Ada Byron*, [Bo Lin*], Cy Dow*"),
    ("Ada Byron*, Bo Lin, **Cy Dow**", "Ada Byron*, Bo Lin, [Cy Dow]"),
    ("Ada Byron†*, **Bo Lin**†*, Cy Dow", "Ada Byron†*, [Bo Lin]†*, Cy Dow"),
    ("[Ada Byron](u)*, **[Bo Lin](v)***, Cy Dow", "Ada Byron*, [Bo Lin]*, Cy Dow"),
    ("Ada Byron<sup>*</sup>, **Bo Lin**<sup>*</sup>, Cy Dow", "Ada Byron*, [Bo Lin]*, Cy Dow"),
    ("Ada Byron\\*, **Bo Lin\\***, Cy Dow", "Ada Byron*, [Bo Lin*], Cy Dow"),
    ("Ada Byron*, Bo Lin* and **Cy Dow***", "Ada Byron*, Bo Lin* and [Cy Dow]*"),
    ("Ada Byron**, **Bo Lin**, Cy Dow**", "Ada Byron**, [Bo Lin], Cy Dow**"),
    ("Ada Byron*, Bo Lin*, Cy Dow*, **Di Eve**", "Ada Byron*, Bo Lin*, Cy Dow*, [Di Eve]"),
    ("Ada Byron\\*, Bo Lin*, Cy Dow", "Ada Byron*, Bo Lin*, Cy Dow"),
];

/// Where the authors may stand; `AUTHORS` is in their place.
const PLACES: &[&str] = &[
    "- AUTHORS. [Engines that weave](https://example.org/1), 2021.\n",
    "[Engines that weave](https://example.org/1)\n\nAUTHORS\n",
    "- AUTHORS. Engines that weave. *Journal of Looms*, 2021.\n",
    "| Paper | Year |\n|---|---|\n| AUTHORS. [Engines that weave](https://example.org/1) | 2021 |\n",
    "1. [Engines that weave](https://example.org/1)<br>\n   AUTHORS<br>\n   *Journal of Looms*, 2021\n",
];

/// The text between the first author and the last, with brackets around what is bold.
fn shown(html: &str, expected: &str) -> String {
    let mut shown = String::new();
    for token in tokens(html, Ignored::default()) {
        match token {
            Token::Text(text) => shown.push_str(&text),
            Token::Start { name, .. } if name == "strong" => shown.push('['),
            Token::End(name) if name == "strong" => shown.push(']'),
            _ => {}
        }
    }
    let start = shown.find(&expected[..9]).unwrap_or_default();
    shown[start..].chars().take(expected.chars().count()).collect()
}

#[test]
fn marks_show_and_names_stay_bold() {
    let mut engines = Engines::start();
    let settings = Settings { select: vec!["contribution-mark-lost".to_string()], ..Settings::default() };
    let material =
        "site_name: A\ntheme:\n  name: material\nmarkdown_extensions:\n  - attr_list\n  - pymdownx.betterem\n";
    let mut wrong = Vec::new();
    let mut mended = 0;
    for (dialect, path, config) in [
        (Dialect::Kramdown, "a.md", ("_config.yml", "title: A\n")),
        (Dialect::PythonMarkdown, "docs/index.md", ("mkdocs.yml", "site_name: A\n")),
        (Dialect::Material, "docs/index.md", ("mkdocs.yml", material)),
        (Dialect::CommonMark, "README.md", ("x.txt", "")),
    ] {
        for place in PLACES {
            for (authors, expected) in CASES {
                let head = if dialect == Dialect::Kramdown { "---\ntitle: A\n---\n" } else { "" };
                let page = format!("{head}{}", place.replace("AUTHORS", authors));
                let files = vec![
                    (config.0.to_string(), config.1.as_bytes().to_vec()),
                    (path.to_string(), page.as_bytes().to_vec()),
                ];
                let fixed = hplint::fix(files, &[path.to_string()], &settings, Applicability::Safe);
                let fixed = fixed.expect("the rule is registered");
                let bytes = fixed.first().and_then(|page| page.bytes.clone());
                mended += usize::from(bytes.is_some());
                let after = bytes.map_or(page.clone(), |bytes| Source::decode(path, &bytes).text);
                let html = engines.render(dialect, &after).expect("the engine takes the page");
                let shown = shown(&html, expected);
                if shown != *expected {
                    wrong.push(format!("{}: {page}  {after}  {shown}\n", dialect.name()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(mended > 60, "{mended} pages are mended");
}
