//! `plugin-not-enabled`: pages ask for what only a plugin does, and that plugin does not run.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::yaml::YamlNode;
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "plugin-not-enabled",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "Pages have a key that only a plugin reads, and the configuration does not name the plugin.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PluginNotEnabled {}

impl Rule for PluginNotEnabled {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// In the configuration, once for all pages.
    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let Some(root) = page.yaml() else { return };
        for asked in page.site.asked_of_plugins(page.tree, &page.doc.source.path) {
            let listed = ["plugins", "gems"].into_iter().find_map(|key| {
                let pair = root.pairs().iter().find(|(name, _)| name.as_str() == Some(key));
                pair.map(|(key, value)| (key.span, value))
            });
            if listed.is_some_and(|(_, list)| list.items().iter().any(|item| item.as_str() == Some(asked.plugin))) {
                continue;
            }
            let others = match asked.pages - 1 {
                0 => String::new(),
                1 => " and another page have".to_string(),
                others => format!(" and {others} other pages have"),
            };
            let has = if others.is_empty() { " has" } else { "" };
            let message = format!(
                "{}{others}{has} {}, which only {} reads, and that is no plugin of the site",
                quoted(&asked.first),
                quoted(asked.key),
                quoted(asked.plugin)
            );
            let span = listed.map_or(Span::empty(0), |(key, _)| key);
            let fix = listed.and_then(|(_, list)| add(page.doc.text(), list, asked.plugin)).map(|edit| Fix {
                title: format!("add {} to the plugins", quoted(asked.plugin)),
                applicability: Applicability::Unsafe,
                effect: Effect::FrontMatter,
                edits: vec![edit],
            });
            out.push(Finding::new(&META, span, message).fix(fix));
        }
    }
}

/// Adds `name` behind the last item of `list`, written as that is.
fn add(text: &str, list: &YamlNode, name: &str) -> Option<Edit> {
    let last = list.items().last()?;
    if list.span.of(text).starts_with('[') {
        return Some(Edit::insert(last.span.end(), format!(", {name}")));
    }
    last.as_str()?;
    let line = text[..last.span.start()].rfind('\n').map_or(0, |end| end + 1);
    let dash = &text[line..last.span.start()];
    if dash.trim() != "-" || last.span.of(text).contains('\n') {
        return None;
    }
    let rest = &text[last.span.end()..];
    let end = last.span.end() + rest.find(['\r', '\n']).unwrap_or(rest.len());
    let line_end = if text[end..].starts_with("\r\n") { "\r\n" } else { "\n" };
    Some(Edit::insert(end, format!("{line_end}{dash}{name}")))
}
