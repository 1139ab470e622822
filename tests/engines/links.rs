//! The links that an engine publishes are the links that a `Document` of the page has.

use crate::dom::{Ignored, Token, tokens};
use crate::engine::Engines;
use crate::liquid;
use crate::pages::{self, Tried};
use crate::snippets::{EXCEPTIONS, SNIPPETS};
use hplint::source::Source;
use hplint::syntax::{Dialect, Document, LinkKind};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

const DIALECTS: [Dialect; 4] = [Dialect::CommonMark, Dialect::Kramdown, Dialect::PythonMarkdown, Dialect::Material];

/// The targets of the published page that its author wrote.
fn published(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut generated = Generated::default();
    for token in tokens(html, Ignored::default()) {
        let is_ours = generated.step(&token);
        let Token::Start { name, attributes } = token else { continue };
        for (attribute, value) in &attributes {
            match attribute.as_str() {
                // pymdownx.magiclink takes the end of an element into the bare address before it.
                "href" | "src" | "poster" if is_ours => {
                    found.push(plain(value.split_once("</").map_or(value.as_str(), |(address, _)| address)));
                }
                "data" if is_ours && name == "object" => found.push(plain(value)),
                "style" if is_ours => found.extend(value.split("url(").skip(1).filter_map(quoted).map(plain)),
                "srcset" if is_ours => {
                    let candidates = value.split(',').map(|each| each.split_whitespace().next().unwrap_or(""));
                    found.extend(candidates.map(plain));
                }
                _ => {}
            }
        }
    }
    found
}

/// The address at the start of what stands behind `url(`.
fn quoted(rest: &str) -> Option<&str> {
    Some(rest.split_once(')')?.0.trim_matches(['\'', '"']))
}

/// Links that the engine makes and nobody wrote: to and from footnotes, and of a table of contents.
#[derive(Default)]
struct Generated {
    /// The element of a table of contents and how many of its kind are open.
    inside: Option<(String, usize)>,
}

impl Generated {
    /// Takes the next token; says whether what it links was written by the author.
    fn step(&mut self, token: &Token) -> bool {
        if let Some((element, depth)) = &mut self.inside {
            match token {
                Token::Start { name, .. } if name == element => *depth += 1,
                Token::End(name) if name == element => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.inside = None;
            }
            return false;
        }
        let Token::Start { name, attributes } = token else { return true };
        let value = |attribute: &str| attributes.get(attribute).map_or("", String::as_str);
        if value("id") == "markdown-toc" || value("class") == "toc" {
            self.inside = Some((name.clone(), 1));
            return false;
        }
        let is_note = value("class").contains("footnote") || attributes.contains_key("data-footnote-ref");
        !(name == "a" && is_note)
    }
}

/// The targets that hplint sees where a visitor gets one. What an include makes of its parameters, and where a
/// `link` tag leads, only a build of the site would know.
fn seen(text: &str, dialect: Dialect) -> Vec<String> {
    let doc = parse(text, dialect);
    let is_shown =
        |kind| !matches!(kind, LinkKind::Definition | LinkKind::FrontMatter | LinkKind::Parameter | LinkKind::Tag);
    let links = doc.links.iter().filter(|link| is_shown(link.kind));
    links.map(|link| plain(&liquid::neutralise(&link.url, dialect.has_liquid()))).collect()
}

fn parse(text: &str, dialect: Dialect) -> Document {
    Document::parse(Source::decode("page.md", text.as_bytes()), dialect)
}

/// `[a](b c)` is text in CommonMark. hplint keeps it as the link that was meant, for a rule to report; what else the engine
/// then finds in that text (an address, say) cannot be compared.
fn has_link_that_is_text(text: &str, dialect: Dialect) -> bool {
    let doc = parse(text, dialect);
    let is_text = |target: &str| target.contains([' ', '\t']);
    let in_angles = |start: usize| doc.text()[..start].ends_with('<');
    !dialect.allows_blank_in_target()
        && doc.links.iter().any(|link| {
            let is_markdown = matches!(link.kind, LinkKind::Inline | LinkKind::Image);
            is_markdown && is_text(doc.slice(link.target)) && !in_angles(link.target.start())
        })
}

/// A target in one form: engines differ in what they percent-encode.
fn plain(target: &str) -> String {
    let decoded = percent_decode_str(target.trim()).decode_utf8_lossy().into_owned();
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What only one of two multisets holds: `+` the engine, `-` hplint.
fn difference(engine: Vec<String>, hplint: Vec<String>) -> Vec<String> {
    let mut counts: BTreeMap<String, i32> = BTreeMap::new();
    for target in engine {
        *counts.entry(target).or_default() += 1;
    }
    for target in hplint {
        *counts.entry(target).or_default() -= 1;
    }
    let differing = counts.into_iter().filter(|(_, count)| *count != 0);
    differing.map(|(target, count)| format!("{count:+} `{target}`")).collect()
}

fn compare(engines: &mut Engines, dialect: Dialect, page: &str) -> Vec<String> {
    if has_link_that_is_text(page, dialect) {
        return Vec::new();
    }
    match engines.render(dialect, page) {
        Ok(html) => {
            let mut differences = difference(published(&html), seen(page, dialect));
            if dialect == Dialect::Material {
                differences.retain(|told| !is_in_brackets(told, page));
            }
            differences
        }
        Err(why) => vec![why],
    }
}

/// Whether a difference is a bare address in square brackets: pymdownx.magiclink makes a link of it, comrak does not.
fn is_in_brackets(told: &str, page: &str) -> bool {
    let address = told.strip_prefix("+1 `").and_then(|rest| rest.strip_suffix('`'));
    address.is_some_and(|address| page.contains(&format!("[{address}]")))
}

/// Every page in every dialect: a page of another engine is as good a test.
fn check(sites: &[Tried]) {
    let mut engines = Engines::start();
    let mut wrong = Vec::new();
    let mut links = 0;
    for site in sites {
        for (path, text, dialect) in site.texts() {
            if dialect == Dialect::Html {
                continue;
            }
            for dialect in DIALECTS {
                links += seen(&text, dialect).len();
                let differences = compare(&mut engines, dialect, &text);
                if !differences.is_empty() {
                    wrong.push(format!("{} {path} as {}: {}", site.name, dialect.name(), differences.join(", ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "+ the engine alone, - hplint alone\n{}", wrong.join("\n"));
    assert!(sites.is_empty() || links > 0, "no page has a link");
}

#[test]
fn links_of_fixtures() {
    check(&pages::fixtures());
}

#[test]
fn links_of_rule_pages() {
    check(&pages::examples());
}

#[test]
fn links_of_named_pages() {
    check(&pages::named());
}

#[test]
fn links_of_snippets() {
    let mut engines = Engines::start();
    let mut wrong = Vec::new();
    for &text in SNIPPETS {
        for dialect in DIALECTS {
            let excepted = EXCEPTIONS.iter().any(|exception| exception.text == text && exception.dialect == dialect);
            let differences = compare(&mut engines, dialect, text);
            if differences.is_empty() == excepted {
                let what = if excepted { "is no exception any more".to_string() } else { differences.join(", ") };
                wrong.push(format!("{text:?} as {}: {what}", dialect.name()));
            }
        }
    }
    for exception in EXCEPTIONS {
        assert!(SNIPPETS.contains(&exception.text) && !exception.reason.is_empty(), "{:?}", exception.text);
    }
    assert!(wrong.is_empty(), "+ the engine alone, - hplint alone\n{}", wrong.join("\n"));
}

/// The comparison can fail.
#[test]
fn a_lost_link_is_told() {
    let html = "<p><a href=\"my%20f.pdf\">a</a> <img src=\"b.png\" srcset=\"c.png 2x, d.png\"></p>\
                <ul id=\"markdown-toc\"><li><ul><li><a href=\"#x\">x</a></li></ul></li></ul>\
                <sup><a href=\"#fn:1\" class=\"footnote\">1</a></sup> <a href=\"&#109;ailto:a@b.example\">m</a>";
    let targets = published(html);
    assert_eq!(targets, ["my f.pdf", "b.png", "c.png", "d.png", "mailto:a@b.example"]);
    let page = "[a](<my f.pdf>) ![](b.png) <img srcset=\"c.png 2x, d.png\"> <a@b.example>";
    assert!(difference(targets.clone(), seen(page, Dialect::CommonMark)).is_empty());
    let lost = difference(targets, seen(&page.replace("(b.png)", ""), Dialect::CommonMark));
    assert_eq!(lost, ["+1 `b.png`"]);
}
