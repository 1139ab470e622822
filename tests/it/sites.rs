//! The small sites in `fixtures/`: what hplint says of each, what its fixes change, and that they change it once.
//!
//! `fixtures/<site>.report` is the concise report, `fixtures/<site>.diff` what `--fix --unsafe-fixes` would do.
//! `HPLINT_BLESS=1` rewrites both; read them before you commit.

use std::path::{Path, PathBuf};
use std::process::Command;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn hplint(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hplint"))
        .args(["--isolated", "--color", "never"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let code = output.status.code();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(code, Some(0 | 1)), "{arguments:?} in {} gave {code:?}: {errors}", folder.display());
    String::from_utf8(output.stdout).expect("a report is UTF-8")
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the copy's folder can be made");
    for entry in std::fs::read_dir(from).expect("a fixture is a folder") {
        let entry = entry.expect("a fixture can be listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a fixture can be copied");
        }
    }
}

/// Compares with the expected file, or writes it.
fn expect(name: &str, got: &str) {
    let path = fixtures().join(name);
    if std::env::var_os("HPLINT_BLESS").is_some() {
        assert!(std::env::var_os("CI").is_none(), "nothing is blessed where CI is set");
        std::fs::write(&path, got).expect("the expected report can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == got, "{name} differs; expected:\n{expected}\ngot:\n{got}");
}

fn check(site: &str) {
    let source = fixtures().join(site);
    expect(&format!("{site}.report"), &hplint(&source, &["--output-format", "concise", "."]));
    expect(&format!("{site}.diff"), &hplint(&source, &["--diff", "--unsafe-fixes", "--quiet", "."]));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copied = folder.path().join(site);
    copy(&source, &copied);
    hplint(&copied, &["--fix", "--unsafe-fixes", "."]);
    let after = hplint(&copied, &["--diff", "--unsafe-fixes", "--quiet", "."]);
    assert!(after.is_empty(), "a second --fix would change {site} again:\n{after}");
}

#[test]
fn every_fixture() {
    let mut sites = 0;
    for entry in std::fs::read_dir(fixtures()).expect("fixtures are there") {
        let entry = entry.expect("fixtures can be listed");
        if entry.path().is_dir() {
            check(&entry.file_name().to_string_lossy());
            sites += 1;
        }
    }
    assert!(sites >= 6, "{sites} fixture sites");
}
