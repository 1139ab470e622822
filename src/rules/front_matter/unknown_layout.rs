//! `unknown-layout`: a page asks for a layout that neither the site nor its theme has.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::Resolution;
use crate::syntax::yaml::{Yaml, YamlNode, YamlValue};
use crate::text::Edit;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "unknown-layout",
    group: "front-matter",
    severity: Severity::Error,
    default: true,
    summary: "A page asks for a layout that neither the site nor its theme has, so it is published without any.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnknownLayout {}

impl Rule for UnknownLayout {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let readable = |yaml: &&Yaml| yaml.problem.is_none();
        if let Some(front_matter) = &page.doc.front_matter {
            let layout = readable(&&front_matter.yaml).then(|| front_matter.yaml.get("layout")).flatten();
            out.extend(layout.and_then(|layout| check(page, layout)));
        }
        // The configuration's `defaults` give layouts too.
        let defaults = page.doc.data.as_ref().filter(readable).and_then(|data| data.get("defaults"));
        for default in defaults.map(YamlNode::items).unwrap_or_default() {
            let layout = default.get("values").and_then(|values| values.get("layout"));
            out.extend(layout.and_then(|layout| check(page, layout)));
        }
    }
}

fn check(page: &Page, layout: &YamlNode) -> Option<Finding> {
    let YamlValue::Scalar(scalar) = &layout.value else { return None };
    let name = scalar.text.as_str();
    match page.site.resolve_layout(&page.doc.source.path, name) {
        Resolution::DiffersByCase { actual } => {
            let message = format!("the layout {} is there only as {}", quoted(name), quoted(&actual));
            Some(Finding::new(&META, layout.span, message).fix(fix(page, layout, &actual, Applicability::Safe)))
        }
        Resolution::Missing { nearest, .. } => {
            let finding = Finding::new(&META, layout.span, format!("the layout {} is not there", quoted(name)));
            Some(match nearest {
                Some(nearest) => {
                    let finding = finding.help(format!("there is {}", quoted(&nearest)));
                    finding.fix(fix(page, layout, &nearest, Applicability::Unsafe))
                }
                None => finding,
            })
        }
        _ => None,
    }
}

/// Writes the layout `name`, in the quotes that are there; not where the value has escapes or lines of its own.
fn fix(page: &Page, layout: &YamlNode, name: &str, applicability: Applicability) -> Option<Fix> {
    let inner = layout.inner()?;
    (Some(page.doc.slice(inner)) == layout.as_str()).then(|| Fix {
        title: format!("write {}", quoted(name)),
        applicability,
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(inner, name)],
    })
}
