//! Executes every page of `rules/`: its facts are the code's, its examples are the rule's tests.
//!
//! `HPLINT_BLESS=1` rewrites the `reported` and `fixed` blocks by what hplint says; read them before committing.

mod example;
mod page;

use example::{Example, Outcome};
use hplint::finding::{Applicability, RuleMeta};
use page::{Block, RulePage};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The pages, without the data of `rules/schemas/`.
pub(crate) fn paths() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for group in folder(&root().join("rules")) {
        if group.is_dir() {
            paths.extend(
                folder(&group).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")),
            );
        }
    }
    paths
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn metas() -> BTreeMap<&'static str, &'static RuleMeta> {
    hplint::rules::all().iter().map(|rule| (rule.meta().name, rule.meta())).collect()
}

#[test]
fn pages_state_the_facts_of_the_code() {
    let metas = metas();
    let mut wrong = Vec::new();
    for path in paths() {
        let page = RulePage::read(&path);
        match metas.get(page.facts.name.as_str()) {
            Some(meta) => wrong.extend(page.differences(meta)),
            None => wrong.push(format!("{}: no rule `{}` is registered", path.display(), page.facts.name)),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn examples_are_true() {
    let bless = std::env::var_os("HPLINT_BLESS").is_some();
    assert!(!bless || std::env::var_os("CI").is_none(), "HPLINT_BLESS rewrites what CI is there to check");
    let metas = metas();
    let mut wrong = Vec::new();
    for path in paths() {
        let page = RulePage::read(&path);
        let Some(meta) = metas.get(page.facts.name.as_str()) else { continue };
        let examples = Example::all(&page);
        let outcomes: Vec<Outcome> = examples.iter().map(|example| example.run(meta)).collect();
        if bless {
            example::bless(&page, &examples, &outcomes);
            continue;
        }
        for (example, outcome) in examples.iter().zip(&outcomes) {
            wrong.extend(example.differences(outcome).into_iter().map(|text| format!("{}: {text}", page.shown)));
        }
        wrong.extend(
            missing_kinds(meta, &examples, &outcomes).into_iter().map(|text| format!("{}: {text}", page.shown)),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the page as a whole does not show of the rule.
fn missing_kinds(meta: &RuleMeta, examples: &[Example], outcomes: &[Outcome]) -> Vec<String> {
    let mut missing = Vec::new();
    if !examples.iter().any(|example| !example.is_bad) {
        missing.push("no `good` example".to_string());
    }
    if !examples.iter().any(|example| example.is_bad) {
        missing.push("no `bad` example".to_string());
    }
    for applicability in [Applicability::Safe, Applicability::Unsafe, Applicability::Manual] {
        let shown = outcomes.iter().any(|outcome| outcome.applied.contains(&applicability));
        let claimed = meta.fixes.contains(&applicability);
        if claimed && !shown {
            missing.push(format!("claims a fix that is {applicability:?}, but no example shows one"));
        }
        if shown && !claimed {
            missing.push(format!("an example shows a fix that is {applicability:?}, but the rule does not claim it"));
        }
    }
    missing
}
