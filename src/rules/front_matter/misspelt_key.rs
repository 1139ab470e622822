//! `misspelt-key`: a key that nothing reads, nearly one that the generator or the theme reads.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::schemas::KnownKeys;
use crate::syntax::yaml::YamlNode;
use crate::text::Edit;
use serde::Deserialize;
use std::collections::HashSet;

static META: RuleMeta = RuleMeta {
    name: "misspelt-key",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "A key that nothing reads is nearly one that the generator or the theme reads.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MisspeltKey {}

impl Rule for MisspeltKey {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for (known, mapping) in page.known_mappings() {
            let slips = mapping.pairs().iter().filter_map(|(key, _)| Some((key, known.nearest(key.as_str()?)?)));
            let slips: Vec<_> = slips.collect();
            if slips.is_empty() {
                continue;
            }
            let names: HashSet<&str> = mapping.pairs().iter().filter_map(|(key, _)| key.as_str()).collect();
            // Where both stand the owner means another thing by it.
            let slips = slips.into_iter().filter(|(_, nearest)| !names.contains(nearest));
            out.extend(slips.filter_map(|(key, nearest)| check(page, known, key, nearest)));
        }
    }
}

fn check(page: &Page, known: &KnownKeys, key: &YamlNode, nearest: &str) -> Option<Finding> {
    let name = key.as_str()?;
    // What a template names is read.
    if page.site.names_key(page.tree, name) {
        return None;
    }
    let reader = known.reader(nearest).unwrap_or_default();
    let message =
        format!("nothing reads the key {}, which is nearly {}, a key of {reader}", quoted(name), quoted(nearest));
    let without = known.get(nearest).and_then(|key| key.without.as_deref());
    let is_bare = page.doc.slice(key.span) == name;
    let finding =
        Finding { help: without.map(|lost| format!("without it {lost}")), ..Finding::new(&META, key.span, message) };
    Some(finding.fix(is_bare.then(|| Fix {
        title: format!("write {}", quoted(nearest)),
        applicability: Applicability::Unsafe,
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(key.span, nearest)],
    })))
}
