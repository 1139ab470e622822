//! The house rules that a machine can hold: layers, one rule one file one page, sizes, dependencies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file may be this long, and a function.
const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 80;

/// What no rule may name: it asks the dialect, the document and the site.
const NOT_IN_RULES: &[&str] = &[
    "jekyll",
    "mkdocs",
    "kramdown",
    "zensical",
    "python-markdown",
    "python_markdown",
    "pythonmarkdown",
    "dialect::",
    "comrak",
    "regex",
    "std::fs",
    "std::env",
    "std::process",
];

/// A file of the project: its path below the root and its text.
struct File {
    path: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text files below `folder` whose names end in one of `endings`, sorted; every ending for an empty list.
fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut open = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        if path.is_dir() {
            let is_ours = path == root() || !matches!(name.as_str(), "target" | ".git" | "node_modules");
            if is_ours && let Ok(entries) = std::fs::read_dir(&path) {
                open.extend(entries.map(|entry| entry.expect("a readable folder").path()));
            }
        } else if endings.is_empty() || endings.iter().any(|ending| name.ends_with(ending)) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            files.push(File { path: shown(&path), text });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn shown(path: &Path) -> String {
    let below: PathBuf = path.strip_prefix(root()).expect("a file of the project").to_path_buf();
    below.to_string_lossy().replace('\\', "/")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Panics with everything that is wrong.
fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The lines of a source file that are code: no comments, no unit tests at its foot.
fn code(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let lines = file.text.lines().enumerate().map(|(index, line)| (index + 1, line));
    let lines = lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn is_test(file: &File) -> bool {
    file.path.ends_with("tests.rs") || file.path.contains("/tests/")
}

/// The modules in the order of the map in `lib.rs`.
fn layers() -> Vec<String> {
    let mut layers = Vec::new();
    for line in read("src/lib.rs").lines().filter_map(|line| line.strip_prefix("//! - ")) {
        let (names, _) = line.split_once(':').expect("a line of the map has a colon");
        layers.extend(names.split('`').skip(1).step_by(2).map(str::to_string));
    }
    layers
}

#[test]
fn the_map_names_every_module() {
    let lib = read("src/lib.rs");
    let modules: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let layers = layers();
    assert_eq!(modules, layers.iter().map(String::as_str).collect());
    let architecture = read("ARCHITECTURE.md");
    none(
        layers
            .iter()
            .filter(|name| !architecture.contains(&format!("`{name}`")))
            .map(|name| format!("ARCHITECTURE.md does not name `{name}`"))
            .collect(),
    );
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let layers = layers();
    let place = |module: &str| layers.iter().position(|layer| layer == module);
    let mut wrong = Vec::new();
    for file in files("src", &[".rs"]).iter().filter(|file| !is_test(file)) {
        let module = file.path["src/".len()..].split(['/', '.']).next().expect("a path has a first part").to_string();
        if matches!(module.as_str(), "main" | "lib" | "cli" | "run") {
            continue;
        }
        let own = place(&module).unwrap_or_else(|| panic!("`{module}` is not in the map"));
        let code: String = code(file).map(|(_, line)| format!("{line}\n")).collect();
        for used in used_modules(&code) {
            if place(&used).is_some_and(|used| used > own) {
                wrong.push(format!("{}: `{module}` uses `{used}`, which is below it", file.path));
            }
        }
    }
    none(wrong);
}

/// The names behind `crate::`, also those in `crate::{…}`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let word =
        |text: &str| text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>();
    for (_, rest) in code.match_indices("crate::").map(|(at, found)| code.split_at(at + found.len())) {
        let Some(list) = rest.strip_prefix('{') else {
            used.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (at, letter) in list.char_indices() {
            if depth == 0 && start && letter.is_alphabetic() {
                used.insert(word(&list[at..]));
                start = false;
            }
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' => start = depth == 0,
                _ => {}
            }
        }
    }
    used
}

#[test]
fn modules_behind_crate_are_found() {
    let code = "use crate::text::{Span, Edit};\nuse crate::{lint::{self, Read}, site, people::author_lists};\nfn f() { crate::fix::fix() }";
    assert_eq!(used_modules(code).into_iter().collect::<Vec<_>>(), ["fix", "lint", "people", "site", "text"]);
}

#[test]
fn rule_file_page_and_registry_are_one_to_one() {
    let registered: BTreeSet<String> =
        hplint::rules::all().iter().map(|rule| format!("{}/{}", rule.meta().group, rule.meta().name)).collect();
    let pages = files("rules", &[".md"])
        .into_iter()
        .map(|file| file.path["rules/".len()..].trim_end_matches(".md").to_string());
    let pages: BTreeSet<String> = pages.filter(|page| !page.starts_with("schemas/")).collect();
    let mut sources = BTreeSet::new();
    for file in files("src/rules", &[".rs"]) {
        let parts: Vec<&str> = file.path["src/rules/".len()..].trim_end_matches(".rs").split('/').collect();
        if let [group, rule, ..] = parts[..]
            && rule != "mod"
        {
            sources.insert(format!("{group}/{rule}").replace('_', "-"));
        }
    }
    assert_eq!(pages, registered, "left: pages in rules/, right: the registry");
    assert_eq!(sources, registered, "left: files in src/rules/, right: the registry");
}

#[test]
fn a_rule_asks_and_never_does() {
    let mut wrong = Vec::new();
    for file in files("src/rules", &[".rs"]).iter().filter(|file| !is_test(file)) {
        for (number, line) in code(file) {
            // The clock of `std` and the like is not for rules either, but these are what was seen.
            let lower = line.to_lowercase();
            let named = NOT_IN_RULES.iter().filter(|name| lower.contains(**name));
            wrong.extend(named.map(|name| format!("{}:{number}: a rule does not name `{name}`", file.path)));
        }
    }
    none(wrong);
}

#[test]
fn files_and_functions_stay_short() {
    let mut wrong = Vec::new();
    let folders = ["src", "tests", "benches", "fuzz"];
    for file in folders.iter().flat_map(|folder| files(folder, &[".rs"])) {
        let lines: Vec<&str> = file.text.lines().collect();
        if lines.len() > FILE_LINES {
            wrong.push(format!("{}: {} lines", file.path, lines.len()));
        }
        // The tables of unit tests are data.
        let tests = lines.iter().position(|line| line.starts_with("#[cfg(test)]")).unwrap_or(lines.len());
        for (index, line) in lines[..tests].iter().enumerate() {
            let Some(end) = function_end(&lines, index) else { continue };
            if end - index >= FUNCTION_LINES {
                wrong.push(format!("{}:{}: {} lines in `{}`", file.path, index + 1, end - index + 1, line.trim()));
            }
        }
    }
    none(wrong);
}

/// The last line of the function that begins at line `index`: rustfmt puts its brace below the `fn`.
fn function_end(lines: &[&str], index: usize) -> Option<usize> {
    let line = lines[index];
    let code = line.trim_start();
    let is_function = code.split(' ').take(4).any(|word| word == "fn") && !code.starts_with("//");
    if !is_function || line.ends_with('}') || line.ends_with(';') {
        return None;
    }
    let brace = format!("{}}}", &line[..line.len() - code.len()]);
    lines[index..].iter().position(|line| *line == brace).map(|length| index + length)
}

#[test]
fn a_module_says_first_what_it_is_for() {
    let sources = files("src", &[".rs"]).into_iter().filter(|file| !is_test(file));
    none(
        sources.filter(|file| !file.text.starts_with("//! ")).map(|file| format!("{}: no `//!`", file.path)).collect(),
    );
}

#[test]
fn every_dependency_says_why() {
    let manifest = read("Cargo.toml");
    let mut section = "";
    let mut above = "";
    let mut wrong = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]")
            && line.contains(" = ")
            && !line.starts_with('#')
            && !above.starts_with('#')
        {
            wrong.push(format!("Cargo.toml: no comment above `{line}`"));
        }
        above = line;
    }
    none(wrong);
}

#[test]
fn packages_come_from_the_public_registry() {
    let lock = read("Cargo.lock");
    let sources: BTreeSet<&str> = lock.lines().filter_map(|line| line.strip_prefix("source = ")).collect();
    assert_eq!(sources, ["\"registry+https://github.com/rust-lang/crates.io-index\""].into());
    let elsewhere = ["index-url", "registry-url", "replace-with", "extra-index"];
    let mut wrong = Vec::new();
    for file in files("", &[".toml", ".cfg", ".npmrc", ".yml", ".yaml", ".json"]) {
        let named = elsewhere.iter().filter(|name| file.text.contains(**name));
        wrong.extend(named.map(|name| format!("{}: `{name}`", file.path)));
    }
    none(wrong);
}

#[test]
fn no_file_knows_where_the_project_lies() {
    let here = root().to_string_lossy().into_owned();
    none(
        files("", &[])
            .into_iter()
            .filter(|file| file.text.contains(&here))
            .map(|file| format!("{}: `{here}`", file.path))
            .collect(),
    );
}

#[test]
fn a_rule_names_itself_once() {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let rules = hplint::rules::all();
    for meta in rules.iter().map(|rule| rule.meta()) {
        assert!(seen.insert(meta.name, meta.group).is_none(), "two rules are called `{}`", meta.name);
        let is_kebab =
            |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(is_kebab(meta.name) && is_kebab(meta.group), "{meta:?}");
        assert!(rules.iter().all(|other| other.meta().group != meta.name), "`{}` is also a group", meta.name);
        assert!(meta.summary.ends_with('.') && !meta.summary.contains('\n'), "{meta:?}");
    }
}

#[test]
fn the_readme_and_the_changelog_name_every_rule() {
    let (readme, changelog) = (read("README.md"), read("CHANGELOG.md"));
    let mut wrong = Vec::new();
    for name in hplint::rules::all().iter().map(|rule| rule.meta().name) {
        if !readme.contains(&format!("| `{name}`")) {
            wrong.push(format!("README.md has no row for `{name}`"));
        }
        if !changelog.contains(&format!("`{name}`")) {
            wrong.push(format!("CHANGELOG.md does not name `{name}`"));
        }
    }
    none(wrong);
}
