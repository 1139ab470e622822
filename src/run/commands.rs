//! The subcommands that look at no site.

use super::check::tell;
use super::messages::{Level, Messages, why};
use super::schema;
use crate::cli::{Cli, ListFormat};
use crate::config::NAMES;
use crate::finding::{Applicability, RuleMeta, Severity};
use crate::rules;
use clap::CommandFactory;
use serde_json::{Value, json};
use std::fs::OpenOptions;
use std::io::{Write, stdout};
use std::path::Path;

/// Writes `text` to standard output. The exit code.
fn print(text: &str) -> u8 {
    let messages = Messages::new(Level::Normal);
    tell(stdout().lock().write_all(text.as_bytes()), &messages);
    if messages.failed() { 2 } else { 0 }
}

/// Says on standard error what went wrong. The exit code.
fn fail(text: String) -> u8 {
    Messages::new(Level::Normal).error(text);
    2
}

/// Prints the page of `rule`.
pub(super) fn explain(rule: &str) -> u8 {
    let rules = rules::all();
    let metas: Vec<&RuleMeta> = rules.iter().map(|rule| rule.meta()).collect();
    if let (Some(meta), Some(page)) = (metas.iter().find(|meta| meta.name == rule), rules::page(rule)) {
        return print(&format!("{}\n{}", facts(meta), without_front_matter(page)));
    }
    let near = metas.iter().map(|meta| (strsim::osa_distance(meta.name, rule), meta.name)).min();
    match near.filter(|(distance, name)| distance * 2 <= name.len()) {
        Some((_, name)) => fail(format!("there is no rule `{rule}`, did you mean `{name}`?")),
        None => fail(format!("there is no rule `{rule}`; `hplint rules` lists them")),
    }
}

/// One line over a rule's page.
fn facts(meta: &RuleMeta) -> String {
    let default = if meta.default { "on by default" } else { "off by default" };
    format!("{} · {} · {default} · {}\n", meta.group, severity(meta), fixes(meta))
}

/// A page's text behind its front matter.
fn without_front_matter(page: &str) -> &str {
    let body = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    body.map_or(page, |(_, body)| body)
}

/// Lists every rule.
pub(super) fn rules(format: ListFormat) -> u8 {
    let rules = rules::all();
    let metas: Vec<&RuleMeta> = rules.iter().map(|rule| rule.meta()).collect();
    match format {
        ListFormat::Json => {
            let list: Vec<Value> = metas.iter().map(|meta| json_rule(meta)).collect();
            print(&format!("{:#}\n", Value::from(list)))
        }
        ListFormat::Text => {
            let width = metas.iter().map(|meta| meta.name.len()).max().unwrap_or(0);
            let groups = metas.iter().map(|meta| meta.group.len()).max().unwrap_or(0);
            let kinds = metas.iter().map(|meta| fixes(meta).len()).max().unwrap_or(0);
            let line = |meta: &&RuleMeta| {
                let default = if meta.default { "on " } else { "off" };
                let (severity, fixes) = (severity(meta), fixes(meta));
                format!(
                    "{:width$}  {:groups$}  {severity:7}  {default}  {fixes:kinds$}  {}\n",
                    meta.name, meta.group, meta.summary
                )
            };
            print(&metas.iter().map(line).collect::<String>())
        }
    }
}

fn json_rule(meta: &RuleMeta) -> Value {
    json!({
        "name": meta.name,
        "group": meta.group,
        "severity": meta.severity,
        "default": meta.default,
        "fixes": meta.fixes,
        "summary": meta.summary,
    })
}

fn severity(meta: &RuleMeta) -> &'static str {
    match meta.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn fixes(meta: &RuleMeta) -> String {
    let names: Vec<&str> = meta
        .fixes
        .iter()
        .map(|fix| match fix {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
            Applicability::Manual => "manual",
        })
        .collect();
    if names.is_empty() { "no fix".to_string() } else { format!("{} fix", names.join(", ")) }
}

/// What `hplint init` writes.
const STARTER: &str = include_str!("hplint.yml");

/// Writes a commented `hplint.yml` into the current folder, unless there is one.
pub(super) fn init() -> u8 {
    if let Some(name) = NAMES.iter().find(|name| Path::new(name).symlink_metadata().is_ok()) {
        return fail(format!("{name}: is there already; nothing written"));
    }
    let name = NAMES[0];
    let written = OpenOptions::new().write(true).create_new(true).open(name);
    match written.and_then(|mut file| file.write_all(STARTER.as_bytes())) {
        Ok(()) => print(&format!("Wrote {name}.\n")),
        Err(error) => fail(format!("{name}: {}", why(&error))),
    }
}

/// Prints a completion script.
pub(super) fn completions(shell: clap_complete::Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "hplint", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Prints the JSON schema of `hplint.yml`.
pub(super) fn schema() -> u8 {
    print(&format!("{:#}\n", schema::schema()))
}
