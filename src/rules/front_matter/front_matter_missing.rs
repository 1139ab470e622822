//! `front-matter-missing`: a page among the documents of a collection that is none, having no front matter.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "front-matter-missing",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "A page among the documents of a collection has no front matter, so it is none of them.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FrontMatterMissing {}

impl Rule for FrontMatterMissing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let path = &page.doc.source.path;
        let Some(headless) = page.site.headless(path) else { return };
        let text = page.doc.text().trim_start();
        // What begins so was meant to be front matter, and is another finding.
        let is_meant = page.doc.front_matter.is_some() || ["---", "+++", "{"].iter().any(|mark| text.starts_with(mark));
        let stem = page.name().rsplit_once('.').map_or(page.name(), |(stem, _)| stem);
        // A template may put it into other pages.
        if text.is_empty() || is_meant || page.site.names_key(page.tree, stem) {
            return;
        }
        let fate = if headless.is_copied { "copied as it is" } else { "not published" };
        let collection = quoted(&headless.collection);
        let message = format!("without front matter this is no document of {collection}, and {fate}");
        let line_end = if page.doc.text().contains("\r\n") { "\r\n" } else { "\n" };
        out.push(Finding::new(&META, Span::empty(0), message).fix(Fix {
            title: "begin the file with an empty front matter".to_string(),
            applicability: Applicability::Unsafe,
            effect: Effect::FrontMatter,
            edits: vec![Edit::insert(0, format!("---{line_end}---{line_end}"))],
        }));
    }
}
