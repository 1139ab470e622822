//! Jekyll with its usual plugins builds the sites of `fixtures/`.

use super::{assert_same, planned, published};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a build of the site in `source` publishes. Layouts and includes are those of the site.
fn build(source: &Path) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let built = folder.path().join("built");
    let program = std::env::var("HPLINT_JEKYLL").unwrap_or_else(|_| "jekyll".to_string());
    let output = Command::new(&program)
        .args(["build", "--quiet", "--disable-disk-cache", "--source"])
        .arg(source)
        .arg("--destination")
        .arg(&built)
        .env("JEKYLL_ENV", "production")
        .env("JEKYLL_NO_BUNDLER_REQUIRE", "true")
        .current_dir(source)
        .output()
        .unwrap_or_else(|error| panic!("{program} (HPLINT_JEKYLL) does not start: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} does not build {}: {said}", source.display());
    published(&built)
}

/// What themes and plugins publish when there is nothing but the configuration.
fn added(source: &Path) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::copy(source.join("_config.yml"), folder.path().join("_config.yml")).expect("a configuration");
    build(folder.path())
}

fn check(source: &Path) {
    assert_same(&source.display().to_string(), &build(source), &planned(source), &added(source));
}

#[test]
fn jekyll_publishes_what_hplint_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites: Vec<PathBuf> = ["academicpages"].iter().map(|name| root.join("fixtures").join(name)).collect();
    for site in sites {
        check(&site);
    }
}
