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
        let path = &page.doc.source.path;
        for asked in page.site.asked_of_plugins(page.tree, path) {
            let others = match asked.pages - 1 {
                0 => String::new(),
                1 => " and another page have".to_string(),
                others => format!(" and {others} other pages have"),
            };
            let has = if others.is_empty() { " has" } else { "" };
            let who = format!("{}{others}{has} {}", quoted(&asked.first), quoted(asked.key));
            out.extend(finding(page, root, asked.plugin, None, &format!("{who}, which")));
        }
        // Settings of a plugin that is not there.
        for (key, plugin) in page.site.settings_of_missing_plugins(page.tree, path, root) {
            out.extend(finding(page, root, plugin, Some(key.span), &quoted(page.doc.slice(key.span))));
        }
    }
}

/// Says at `span`, or where plugins are listed, that only `plugin` reads `what`; `None` when the list has it.
fn finding(page: &Page, root: &YamlNode, plugin: &str, span: Option<Span>, what: &str) -> Option<Finding> {
    let is_list = |(name, _): &&(YamlNode, YamlNode)| matches!(name.as_str(), Some("plugins" | "gems"));
    let listed = root.pairs().iter().find(is_list);
    if listed.is_some_and(|(_, list)| list.items().iter().any(|item| item.as_str() == Some(plugin))) {
        return None;
    }
    let message = match span {
        Some(_) => format!("only {} reads {what}, and that is no plugin of the site", quoted(plugin)),
        None => format!("{what} only {} reads, and that is no plugin of the site", quoted(plugin)),
    };
    let span = span.or(listed.map(|(key, _)| key.span)).unwrap_or(Span::empty(0));
    let fix = listed.and_then(|(_, list)| add(page.doc.text(), list, plugin)).map(|edit| Fix {
        title: format!("add {} to the plugins", quoted(plugin)),
        applicability: Applicability::Unsafe,
        effect: Effect::FrontMatter,
        edits: vec![edit],
    });
    Some(Finding::new(&META, span, message).fix(fix))
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
