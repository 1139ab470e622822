//! `duplicate-key`: a key that stands twice in one mapping; the generator takes the last and says nothing.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted, whole_lines};
use crate::syntax::Document;
use crate::syntax::yaml::{YamlNode, YamlValue};
use crate::text::{Edit, LineIndex, Span};
use serde::Deserialize;
use std::collections::HashMap;

static META: RuleMeta = RuleMeta {
    name: "duplicate-key",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "A key stands twice, and the first value is lost.",
    fixes: &[Applicability::Safe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicateKey {}

impl Rule for DuplicateKey {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let doc = page.doc;
        let Some(root) = page.yaml() else { return };
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            match &node.value {
                YamlValue::Mapping(pairs) => {
                    check_mapping(doc, pairs, out);
                    open.extend(pairs.iter().flat_map(|(key, value)| [key, value]));
                }
                YamlValue::Sequence(items) => open.extend(items),
                YamlValue::Scalar(_) | YamlValue::Alias(_) => {}
            }
        }
    }
}

/// Findings on one page; more are a machine's doing.
const MOST: usize = 100;

fn check_mapping(doc: &Document, pairs: &[(YamlNode, YamlNode)], out: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(pairs.len());
    let mut lines = None;
    for (index, (key, value)) in pairs.iter().enumerate() {
        // `<<` may stand several times: each merges another mapping.
        let Some(name) = key.as_str().filter(|name| *name != "<<") else { continue };
        let Some(first) = seen.insert(name, index) else { continue };
        if out.len() >= MOST {
            return;
        }
        let (first_key, first_value) = &pairs[first];
        if first_value.span.is_empty() && first_value.tag.is_none() {
            // Nothing is lost.
            continue;
        }
        let lines = lines.get_or_insert_with(|| LineIndex::new(doc.text()));
        let line = |node: &YamlNode| lines.line_column(node.span.start()).line;
        let is_same = first_value.same_value(value);
        let lost = if is_same { "with the same value" } else { "and its value there is lost" };
        let message = format!("{} stands in line {} already, {lost}", quoted(name), line(first_key));
        let mut finding = Finding::new(&META, key.span, message);
        let is_json = doc.source.path.ends_with(".json");
        // Other readers of JSON would not have the comma that is left.
        if is_same
            && !is_json
            && let Some(whole) = whole_line(doc.text(), Span::new(key.span.start(), value.span.end()))
        {
            finding = finding.fix(Fix {
                title: format!("remove line {}", line(key)),
                applicability: Applicability::Safe,
                effect: Effect::FrontMatter,
                edits: vec![Edit::replace(whole, "")],
            });
        }
        out.push(finding);
    }
}

/// The line that `pair` fills, with its line end; `None` when it shares it, has more than one or carries an anchor or a
/// comment that would go with it.
fn whole_line(text: &str, pair: Span) -> Option<Span> {
    whole_lines(text, pair).filter(|_| !pair.of(text).contains(['\n', '&']))
}
