//! `misspelt-key`: a key that nothing reads, nearly one that the generator or the theme reads.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::schemas::KnownKeys;
use crate::syntax::yaml::YamlNode;
use crate::text::Edit;
use serde::Deserialize;

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
        let Some(root) = page.yaml() else { return };
        for (known, mapping) in page.known_keys().mappings(root) {
            let keys = mapping.pairs().iter().map(|(key, _)| key);
            out.extend(keys.filter_map(|key| check(page, &known, mapping, key)));
        }
    }
}

fn check(page: &Page, known: &KnownKeys, mapping: &YamlNode, key: &YamlNode) -> Option<Finding> {
    let name = key.as_str()?;
    let nearest = known.nearest(name)?;
    // Where both stand the owner means another thing by it, and what a template names is read.
    if mapping.get(nearest).is_some() || page.site.names_key(page.tree, name) {
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
