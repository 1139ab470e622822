//! `template-leftover`: what a theme brings as a sample and its new owner left in place.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::{self, Sample, Theme};
use crate::syntax::yaml::{Yaml, YamlNode};
use crate::syntax::{LinkKind, Place};
use crate::text::Span;
use memchr::memmem;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "template-leftover",
    group: "links",
    severity: Severity::Warning,
    default: true,
    summary: "A sample page, person or address of the theme is still there.",
    fixes: &[],
};

/// Beginnings of what themes write on pages that are the owner's to fill.
const SAMPLE_TEXT: &[&str] = &[
    "Lorem ipsum dolor sit amet",
    "Write your biography here. Tell the world about yourself",
    "This is the front page of a website that is powered by the",
    "GitHub University",
];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TemplateLeftover {}

impl Rule for TemplateLeftover {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        if let Some(yaml) = &page.doc.data {
            check_settings(page, yaml, out);
        } else if page.site.publishes(&page.doc.source.path) {
            match demo(page) {
                Some(finding) => out.push(finding),
                None => check_text_and_links(page, out),
            }
        }
    }
}

fn check_settings(page: &Page, yaml: &Yaml, out: &mut Vec<Finding>) {
    let owner = page.site.owner.first().map(String::as_str);
    for (node, sample) in site::sample_settings(yaml, owner) {
        let value = quoted(node.as_str().unwrap_or_default().trim());
        let what = match sample {
            Sample::Placeholder => "is the theme's placeholder",
            Sample::Foreign => "is the theme's own",
        };
        out.push(Finding::new(&META, node.span, format!("{value} {what}")));
    }
}

/// A sample page as it came, at its title.
fn demo(page: &Page) -> Option<Finding> {
    let name = page.name();
    let title = page.doc.front_matter.as_ref().and_then(|front_matter| front_matter.yaml.get("title"));
    let shown = title.and_then(YamlNode::as_str).unwrap_or_default();
    if !site::is_sample_page(name, shown, page.doc.text()) {
        return None;
    }
    let span = title.map_or_else(|| first_line(page), |title| title.span);
    let shown = quoted(if shown.is_empty() { name } else { shown });
    Some(Finding::new(&META, span, format!("{shown} is a sample page of the theme")))
}

/// The first line behind the front matter that holds something.
fn first_line(page: &Page) -> Span {
    let text = page.doc.text();
    let start = page.doc.front_matter.as_ref().map_or(0, |front_matter| front_matter.span.end());
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let length = text[start..].find(['\r', '\n']).unwrap_or(text.len() - start);
    Span::new(start, start + length)
}

/// In the themes for academics; elsewhere a page may well show how to write a placeholder.
fn check_text_and_links(page: &Page, out: &mut Vec<Finding>) {
    if !matches!(page.site.theme, Theme::AcademicPages | Theme::AcadHomepage | Theme::AlFolio) {
        return;
    }
    for words in SAMPLE_TEXT {
        let places = memmem::find_iter(page.doc.text().as_bytes(), words.as_bytes()).take(100);
        let mut shown = places.filter(|&at| page.doc.place(at) == Place::Prose);
        if let Some(at) = shown.next() {
            let message = format!("{} is the theme's sample text", quoted(words));
            out.push(Finding::new(&META, Span::new(at, at + words.len()), message));
        }
    }
    for link in &page.doc.links {
        let target = page.doc.slice(link.target);
        let is_meant = page.doc.slice(link.text).to_ascii_lowercase().contains("example");
        if link.kind != LinkKind::Reference && !is_meant && site::is_placeholder(target) {
            out.push(Finding::new(&META, link.target, format!("{} is a placeholder", quoted(target))));
        }
    }
}
