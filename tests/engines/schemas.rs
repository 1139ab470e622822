//! `rules/schemas` against what MkDocs, Material's plugins and Python-Markdown's extensions say of their own options.

use std::path::Path;
use std::process::Command;

#[test]
fn options_are_those_of_the_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var("HPLINT_PYTHON").unwrap_or_else(|_| "python3".to_string());
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("docs")).expect("a folder that MkDocs asks for");
    let output = Command::new(&python)
        .arg(root.join("tests/engines/schemas.py"))
        .arg(root.join("rules/schemas"))
        .current_dir(folder.path())
        .env("NO_MKDOCS_2_WARNING", "1")
        .output()
        .unwrap_or_else(|error| panic!("{python} (HPLINT_PYTHON) does not start: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    let (differences, counts) = said.trim_end().rsplit_once('\n').unwrap_or(("", said.trim_end()));
    assert_eq!(differences, "");
    let compared: usize = counts.split(' ').flat_map(str::parse::<usize>).sum();
    assert!(compared >= 2000, "too little was compared: {counts}");
}
