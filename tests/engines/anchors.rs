//! The ids that an engine writes are the anchors that hplint knows of the page.

use crate::dom::{Ignored, tokens};
use crate::engine::{Engines, written_ids};
use crate::pages::{self, Tried};
use hplint::site::{MemoryTree, Site};
use hplint::source::Source;
use hplint::syntax::{Dialect, Document};
use std::collections::BTreeSet;

const DIALECTS: [Dialect; 3] = [Dialect::Kramdown, Dialect::PythonMarkdown, Dialect::Material];

/// What `python_markdown.py` switches on.
const MATERIAL: &str = "\
site_name: A
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.arithmatex,
  pymdownx.betterem, pymdownx.caret, pymdownx.details, pymdownx.emoji, pymdownx.highlight, pymdownx.inlinehilite,
  pymdownx.keys, pymdownx.magiclink, pymdownx.mark, pymdownx.superfences, pymdownx.tabbed, pymdownx.tasklist,
  pymdownx.tilde]
";

/// The sites whose pages the engines render, by dialect.
struct Sites {
    jekyll: Site,
    mkdocs: Site,
    material: Site,
}

impl Sites {
    fn new() -> Sites {
        let site = |name: &str, config: &str| {
            let tree = MemoryTree::new([(name.to_string(), config.as_bytes().to_vec())]);
            Site::build(&tree, &[])
        };
        Sites {
            jekyll: site("_config.yml", "title: A\n"),
            mkdocs: site("mkdocs.yml", "site_name: A\n"),
            material: site("mkdocs.yml", MATERIAL),
        }
    }

    /// The anchors of a page; `None` when it may have others.
    fn anchors(&self, dialect: Dialect, text: &str) -> Option<BTreeSet<String>> {
        let (site, path) = match dialect {
            Dialect::Kramdown | Dialect::Html => (&self.jekyll, "page.md"),
            Dialect::PythonMarkdown => (&self.mkdocs, "docs/page.md"),
            Dialect::Material | Dialect::CommonMark => (&self.material, "docs/page.md"),
        };
        let anchors = site.anchors(&Document::parse(Source::decode(path, text.as_bytes()), dialect));
        let ids = anchors.ids().map(str::to_string).collect();
        anchors.incomplete.is_none().then_some(ids)
    }
}

fn compare(engines: &mut Engines, sites: &Sites, dialect: Dialect, text: &str) -> Option<Result<usize, String>> {
    // Jekyll and MkDocs take it off before the engine sees the page.
    let text = text.trim_start_matches('\u{feff}');
    let known = sites.anchors(dialect, text)?;
    // A page that the engine refuses has no ids.
    let written = written_ids(&tokens(&engines.render(dialect, text).ok()?, Ignored::default()));
    if known == written {
        return Some(Ok(known.len()));
    }
    let engine: Vec<&String> = written.difference(&known).collect();
    let hplint: Vec<&String> = known.difference(&written).collect();
    Some(Err(format!("the engine alone {engine:?}, hplint alone {hplint:?}")))
}

/// Every page in every dialect: a page of another engine is as good a test.
fn check(tried: &[Tried]) {
    let mut engines = Engines::start();
    let sites = Sites::new();
    let mut wrong = Vec::new();
    let mut ids = 0;
    for site in tried {
        for (path, text, own) in site.texts() {
            let dialects: &[Dialect] = if own == Dialect::Html { &[Dialect::Html] } else { &DIALECTS };
            for &dialect in dialects {
                match compare(&mut engines, &sites, dialect, &text) {
                    Some(Ok(count)) => ids += count,
                    Some(Err(why)) => wrong.push(format!("{} {path} as {}: {why}", site.name, dialect.name())),
                    None => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} pages\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried.is_empty() || ids > 0, "no page has an id");
}

#[test]
fn anchors_of_fixtures() {
    check(&pages::fixtures());
}

#[test]
fn anchors_of_rule_pages() {
    check(&pages::examples());
}

#[test]
fn anchors_of_named_pages() {
    check(&pages::named());
}
