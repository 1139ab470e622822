//! The command line: exit codes, formats, standard input, fixing, configuration, which files are looked at.

use crate::program::{Place, Said};
use serde_json::Value;
use std::fs;

/// One finding with a safe fix, at 1:10.
const DAMAGED: &str = "Talk in Februray, in a café.\n";
const REPAIRED: &str = "Talk in February, in a café.\n";
const CLEAN: &str = "Talk in February.\n";

/// The paths with findings in a concise report, each once.
fn reported(said: &Said) -> Vec<&str> {
    let mut paths: Vec<&str> = said
        .stdout
        .lines()
        .filter(|line| line.contains(": misspelt-word "))
        .filter_map(|line| line.split(':').next())
        .collect();
    paths.dedup();
    paths
}

#[test]
fn exit_codes() {
    let place = Place::with(&[("damaged.md", DAMAGED), ("clean.md", CLEAN)]);
    for (arguments, code) in [
        ("clean.md", 0),
        ("damaged.md", 1),
        ("", 1),
        ("damaged.md --exit-zero", 0),
        ("damaged.md --ignore misspelt-word", 0),
        ("damaged.md --ignore prose", 0),
        ("damaged.md --select links", 0),
        ("damaged.md --select links --extend-select misspelt-word", 1),
        ("--version", 0),
        ("--help", 0),
        ("no-such-file.md", 2),
        ("no-such-file.md --exit-zero", 2),
        ("--no-such-flag", 2),
        ("--fix --diff", 2),
        ("damaged.md --config no-such-file.yml", 2),
        ("explain no-such-rule", 2),
    ] {
        let said = place.run(arguments);
        assert_eq!(said.code, code, "hplint {arguments}: {said:?}");
        assert!(code != 2 || !said.stderr.is_empty(), "hplint {arguments} must say why");
    }
}

/// By walking and by name.
#[test]
fn data_files_are_looked_at() {
    let broken = "a: [\n";
    let jekyll = ["_config.yml", "_data/a.yml", "_data/b/c.yaml", "_data/d.json", "_data/e.csv", "_data/f.tsv"];
    let mkdocs = ["manual/mkdocs.yml", "manual/docs/blog/.authors.yml"];
    let place = Place::with(&[("_data/.g.yml", broken), ("data.yml", broken), ("manual/docs/.h.yml", broken)]);
    let zensical = ["other/zensical.toml"];
    let paths: Vec<&str> = jekyll.into_iter().chain(mkdocs).chain(zensical).collect();
    for path in &paths {
        place.write(path, if path.ends_with("sv") { "a\n\"b" } else { broken });
    }
    let found = |arguments: &str| -> Vec<String> {
        let said = place.run(&format!("--select data-file-syntax --output-format concise {arguments}"));
        let lines = said.stdout.lines().filter(|line| line.contains(": data-file-syntax "));
        lines.filter_map(|line| line.split(':').next()).map(str::to_string).collect()
    };
    let mut sorted = paths.clone();
    sorted.sort_unstable();
    assert_eq!(found(""), sorted);
    for path in paths {
        assert_eq!(found(path), [path]);
    }
}

#[test]
fn what_cannot_be_done_hides_nothing_else() {
    let place = Place::with(&[("damaged.md", DAMAGED)]);
    let said = place.run("no-such-file.md damaged.md --output-format concise");
    assert_eq!((said.code, reported(&said)), (2, vec!["damaged.md"]));
    assert!(said.stderr.contains("no-such-file.md"), "{}", said.stderr);
    let said = place.run("damaged.md --ignore mispelt-word --output-format concise");
    assert_eq!((said.code, reported(&said)), (2, vec!["damaged.md"]));
    assert!(said.stderr.contains("did you mean `misspelt-word`?"), "{}", said.stderr);
    let said = place.run("damaged.md --fix --ignore mispelt-word");
    assert_eq!((said.code, place.read("damaged.md").as_str()), (2, DAMAGED));
}

#[test]
fn concise_is_a_line_a_finding_and_a_last_line() {
    let place = Place::with(&[("b/damaged.md", &format!("é {DAMAGED}")), ("a.md", DAMAGED), ("clean.md", CLEAN)]);
    let said = place.run("--output-format concise");
    let lines: Vec<&str> = said.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", said.stdout);
    assert!(lines[0].starts_with("a.md:1:9: misspelt-word `"), "{}", lines[0]);
    assert!(lines[1].starts_with("b/damaged.md:1:11: misspelt-word `"), "{}", lines[1]);
    assert!(
        lines[2].starts_with("Found 2 ") && lines[2].ends_with("in 2 of 3 files. `--fix` mends 2."),
        "{}",
        lines[2]
    );
    let quiet = place.run("--output-format concise --quiet");
    assert_eq!(quiet.stdout.lines().collect::<Vec<_>>(), lines[..2]);
    let statistics = place.run("--statistics");
    assert!(statistics.stdout.starts_with("2 misspelt-word\n"), "{}", statistics.stdout);
    assert_eq!(place.run("./b b/damaged.md a.md . --output-format concise").stdout.lines().count(), 3);
}

#[test]
fn json_is_an_array_of_findings_and_nothing_else() {
    let place = Place::with(&[("a.md", &format!("é {DAMAGED}")), ("clean.md", CLEAN)]);
    let said = place.run("--output-format json a.md no-such-file.md");
    let findings: Value = serde_json::from_str(&said.stdout).expect("JSON");
    let finding = &findings[0];
    assert_eq!(findings.as_array().map(Vec::len), Some(1));
    for (key, value) in [
        ("rule", Value::from("misspelt-word")),
        ("path", "a.md".into()),
        ("line", 1.into()),
        ("column", 11.into()),
        ("end_line", 1.into()),
        ("end_column", 19.into()),
        ("start", 11.into()),
        ("end", 19.into()),
    ] {
        assert_eq!(finding[key], value, "{key}");
    }
    let keys: Vec<&str> = finding.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 12, "{keys:?}");
    let fix = &finding["fix"];
    assert_eq!((&fix["applicability"], &fix["effect"]), (&Value::from("safe"), &Value::from("words")));
    assert!(fix["title"].is_string() && fix["edits"][0]["insert"].is_string(), "{fix}");
    assert!(fix["edits"][0]["start"].is_u64() && fix["edits"][0]["end"].is_u64(), "{fix}");
    assert_eq!(place.run("--output-format json clean.md").stdout, "[]\n");
    let counts: Value = serde_json::from_str(&place.run("--output-format json --statistics").stdout).expect("JSON");
    assert_eq!(counts[0]["count"], 1);
}

#[test]
fn full_frames_a_clipped_line() {
    let long = format!("{}{}{}", "é ".repeat(1500), DAMAGED.trim_end(), " ü".repeat(1500));
    let place = Place::with(&[("a.md", &long)]);
    let said = place.run("a.md");
    assert!(said.stdout.contains("a.md:1:3009]"), "{}", said.stdout);
    assert!(said.stdout.lines().all(|line| line.chars().count() <= 110), "{}", said.stdout);
    let shown: Vec<&str> = said.stdout.lines().collect();
    let at = shown.iter().position(|line| line.contains("Februray") && line.contains('…')).expect("the line");
    let column = |line: &str, text: &str| line.split(text).next().map(|before| before.chars().count());
    assert_eq!(column(shown[at], "Februray"), column(shown[at + 1], "─"), "{}", said.stdout);
    assert!(said.stdout.contains("(`--fix`)") && !said.stdout.contains('\x1B'), "{}", said.stdout);
    assert!(place.run("a.md --color always").stdout.contains('\x1B'));
}

#[test]
fn a_page_on_standard_input() {
    let place = Place::with(&[("_config.yml", "title: x\n"), ("other.md", "---\ntitle: o\n---\n")]);
    let concise = |arguments: &str| place.run_with(&format!("{arguments} --output-format concise"), DAMAGED.as_bytes());
    let said = concise("-");
    assert!(said.code == 1 && said.stdout.starts_with("-:1:9: misspelt-word "), "{said:?}");
    let said = concise("--stdin-filename _pages/a.md");
    assert!(said.code == 1 && said.stdout.starts_with("_pages/a.md:1:9: misspelt-word "), "{said:?}");
    assert_eq!(reported(&concise("- --stdin-filename a.md")), ["a.md"]);
    let said = concise("- --fix");
    assert_eq!((said.code, said.stdout.as_str()), (0, REPAIRED));
    assert!(said.stderr.contains("Fixed 1 of 1 finding"), "{}", said.stderr);
    let said = place.run_with("- --fix", CLEAN.as_bytes());
    assert_eq!((said.code, said.stdout.as_str()), (0, CLEAN));
    assert!(concise("- --diff").stdout.contains("+Talk in February"));
    assert_eq!(place.run_with("-", b"").code, 0);
    assert_eq!(place.files(), ["_config.yml", "other.md"]);
}

#[test]
fn diff_shows_and_changes_nothing() {
    let place = Place::with(&[("a.md", &format!("one\n{DAMAGED}two")), ("clean.md", CLEAN)]);
    let before = place.read("a.md");
    let said = place.run("--diff");
    let want = format!(
        "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n one\n-{DAMAGED}+{REPAIRED} two\n\\ No newline at end of file\n"
    );
    assert_eq!((said.code, said.stdout), (1, want));
    assert!(said.stderr.contains("Would fix 1 of 1 finding in 1 file."), "{}", said.stderr);
    assert_eq!(place.read("a.md"), before);
}

#[test]
fn fix_repairs_once_and_for_all() {
    let place = Place::with(&[("a.md", DAMAGED), ("b.md", DAMAGED), ("clean.md", CLEAN)]);
    let said = place.run("--fix a.md");
    assert_eq!((said.code, said.stdout.as_str()), (0, "Fixed 1 of 1 finding in 1 file.\n"));
    assert_eq!((place.read("a.md").as_str(), place.read("b.md").as_str()), (REPAIRED, DAMAGED));
    assert_eq!(place.run("--fix b.md --fixable links").code, 1);
    assert_eq!(place.read("b.md"), DAMAGED);
    assert_eq!(place.run("--fix").code, 0);
    assert_eq!(place.run("--fix").stdout, "Checked 3 files: nothing to fix.\n");
    assert_eq!(place.files(), ["a.md", "b.md", "clean.md"]);
}

#[cfg(unix)]
#[test]
fn fix_keeps_permissions_and_links() {
    use crate::program::link;
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with(&[("real/a.md", DAMAGED), ("kept.md", DAMAGED)]);
    link(&place, "real/a.md", "linked.md");
    let mode = |path: &str| fs::metadata(place.path(path)).expect("a file").permissions().mode() & 0o7777;
    let set =
        |path: &str, mode| fs::set_permissions(place.path(path), fs::Permissions::from_mode(mode)).expect("a file");
    set("real/a.md", 0o640);
    assert_eq!(place.run("--fix linked.md").code, 0);
    assert!(fs::symlink_metadata(place.path("linked.md")).expect("a link").is_symlink());
    assert_eq!((place.read("real/a.md").as_str(), mode("real/a.md")), (REPAIRED, 0o640));
    place.write("real/a.md", DAMAGED);
    assert_eq!(place.run("--fix linked.md real").code, 0, "one file by two names is written once");
    assert_eq!(place.read("linked.md"), REPAIRED);
    set("kept.md", 0o444);
    let said = place.run("--fix kept.md");
    assert_eq!((said.code, place.read("kept.md").as_str()), (2, DAMAGED));
    assert!(said.stderr.contains("kept.md: is write-protected"), "{}", said.stderr);
}

#[test]
fn a_broken_pipe_is_success() {
    let place = Place::with(&[("a.md", &DAMAGED.repeat(3000))]);
    for arguments in ["a.md --exit-zero", "a.md --exit-zero --output-format json", "a.md --diff --exit-zero", "schema"]
    {
        let mut child = place.start(arguments);
        drop(child.stdout.take());
        let said = child.wait_with_output().expect("a child");
        let stderr = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success() && !stderr.contains("tandard output"), "hplint {arguments}: {stderr}");
    }
}

#[test]
fn a_folder_is_walked_for_pages() {
    let place = Place::with(&[
        (".gitignore", "ignored.md\n"),
        ("a.md", DAMAGED),
        ("b.markdown", DAMAGED),
        ("c.mkd", DAMAGED),
        ("d.txt", DAMAGED),
        ("e.html", DAMAGED),
        ("ignored.md", DAMAGED),
        (".hidden/a.md", DAMAGED),
        ("_site/a.md", DAMAGED),
        ("site/a.md", DAMAGED),
        ("vendor/a.md", DAMAGED),
        ("sub/node_modules/a.md", DAMAGED),
        ("x.md/inner.md", DAMAGED),
    ]);
    let said = place.run("--output-format concise");
    assert_eq!(reported(&said), ["a.md", "b.markdown", "c.mkd", "site/a.md", "x.md/inner.md"]);
    let said = place.run("--output-format concise --exclude site/,*.mkd --exclude x.md");
    assert_eq!(reported(&said), ["a.md", "b.markdown"]);
    let said = place.run("--output-format concise vendor _site/a.md ./x.md");
    assert_eq!(reported(&said), ["_site/a.md", "vendor/a.md", "x.md/inner.md"]);
}

#[test]
fn a_site_says_which_files_are_its_pages() {
    let page = format!("---\ntitle: a\n---\n{DAMAGED}");
    let jekyll = Place::with(&[
        ("_config.yml", "title: x\n"),
        ("a.md", DAMAGED),
        ("page.html", &page),
        ("plain.html", DAMAGED),
        ("_layouts/default.html", &page),
    ]);
    assert_eq!(reported(&jekyll.run("--output-format concise")), ["a.md", "page.html"]);
    let mkdocs = Place::with(&[
        ("mkdocs.yml", "site_name: x\n"),
        ("docs/index.md", DAMAGED),
        ("docs/page.html", &page),
        ("README.md", DAMAGED),
        ("site/index.md", DAMAGED),
    ]);
    assert_eq!(reported(&mkdocs.run("--output-format concise")), ["README.md", "docs/index.md"]);
}

#[test]
fn a_named_page_is_judged_in_view_of_its_site() {
    let place = Place::with(&[
        ("_config.yml", "title: x\n"),
        ("a.md", "---\ntitle: a\n---\n[b](/other/) and [c](nowhere.md)\n"),
        ("_pages/b.md", "---\ntitle: b\npermalink: /other/\n---\nFebruray\n"),
    ]);
    let said = place.run("a.md --output-format concise");
    assert!(said.stdout.starts_with("a.md:4:22: broken-link "), "{}", said.stdout);
    assert_eq!(said.stdout.lines().count(), 2, "{}", said.stdout);
}

#[test]
fn a_named_page_is_fixed_in_view_of_its_site() {
    let entry = |owner: &str, title: &str| format!("- {owner}, Bo Lind, Cy Falk. *{title}*. Water Letters, 2021.\n");
    let bold: String = ["One", "Two", "Three", "Four"].map(|title| entry("**Ada Berg**", title)).concat();
    let place = Place::with(&[
        ("_config.yml", "title: x\nauthor:\n  name: Ada Berg\n"),
        ("papers.md", &format!("---\ntitle: a\n---\n{bold}")),
        ("more.md", &format!("---\ntitle: b\n---\n{}", entry("Ada Berg", "Five"))),
    ]);
    assert!(place.run("more.md --output-format concise").stdout.contains(" own-name-not-bold "));
    let said = place.run("--fix more.md --output-format concise");
    assert_eq!(said.code, 0, "{}", said.stdout);
    assert!(place.read("more.md").contains("- **Ada Berg**, Bo Lind"));
}

#[test]
fn a_folder_that_is_left_out_is_linted_when_it_is_named() {
    let place = Place::with(&[("hplint.yml", "exclude: [old]\n"), ("a.md", "x\n"), ("old/deep/b.md", DAMAGED)]);
    assert_eq!(place.run(".").code, 0);
    assert_eq!(place.run("old/deep/b.md").code, 0);
    assert_eq!(reported(&place.run("old --output-format concise")), ["old/deep/b.md"]);
}

#[test]
fn a_configuration_inside_a_site_makes_no_site_of_its_own() {
    let place = Place::with(&[
        ("_config.yml", "exclude: [manual/]\n"),
        ("talk/_config.yml", "title: copied\n"),
        ("talk/a.md", "---\ntitle: a\n---\n"),
        ("manual/_config.yml", "title: built apart\n"),
        ("manual/b.md", "---\ntitle: b\n---\n"),
    ]);
    let said = place.run(". --verbose");
    let sites: Vec<&str> = said.stderr.lines().filter(|line| line.contains("site: ")).collect();
    assert_eq!(sites.len(), 2, "{}", said.stderr);
    assert!(sites[1].contains("manual"), "{}", said.stderr);
}

#[test]
fn today_is_a_day() {
    let place = Place::with(&[
        ("_config.yml", "collections:\n  talks: {output: true}\n"),
        ("_talks/rivers.md", "---\ntitle: Rivers\ndate: 2024-02-10\n---\n"),
    ]);
    for (day, code) in
        [("2024-02-01", 1), ("2024-02-08", 1), ("2024-02-09", 0), ("2024-03-01", 0), ("2024-02-30", 2), ("now", 2)]
    {
        let said = place.run(&format!("--today {day}"));
        assert_eq!(said.code, code, "{day}: {}{}", said.stdout, said.stderr);
        assert_eq!(said.stdout.contains("future-date"), code == 1, "{day}");
    }
    assert!(place.run("site --today 2024-02-10").stdout.contains("/talks/rivers.html"));
    assert!(!place.run("site --today 2024-02-09").stdout.contains("/talks/rivers.html"));
}

#[test]
fn hplint_yml_names_the_owner() {
    let entry = |ada: &str, title: &str| format!("- {ada}, Bo Lind, Cy Falk. *{title}*. Water Letters, 2021.\n");
    let bold: String = ["One", "Two", "Three", "Four"].map(|title| entry("**Ada Berg**", title)).concat();
    let place = Place::with(&[("papers.md", &(bold + &entry("Ada Berg", "Five")))]);
    assert!(place.run("papers.md").stdout.contains("own-name-not-bold"));
    place.write("hplint.yml", "owner: Bo Lind\n");
    assert_eq!(place.run("papers.md").code, 0);
}

#[test]
fn the_nearest_configuration_counts() {
    let place = Place::with(&[
        ("hplint.yml", "ignore: [misspelt-word]\n"),
        ("a.md", DAMAGED),
        ("sub/.hplint.yml", "exclude: [left-out.md]\n"),
        ("sub/b.md", DAMAGED),
        ("sub/left-out.md", DAMAGED),
        ("other.yml", "ignore: [prose]\n"),
    ]);
    let reported_by = |arguments: &str| -> Vec<String> {
        let said = place.run(&format!("--output-format concise {arguments}"));
        reported(&said).iter().map(ToString::to_string).collect()
    };
    assert_eq!(reported_by(""), ["sub/b.md"]);
    assert_eq!(reported_by("a.md sub/left-out.md"), [""; 0]);
    assert_eq!(reported_by("--isolated"), ["a.md", "sub/b.md", "sub/left-out.md"]);
    assert_eq!(reported_by("--config other.yml"), [""; 0]);
}

#[test]
fn a_configuration_that_is_wrong_is_told_with_its_place() {
    for (text, words) in [
        ("ignroe: [prose]\n", "did you mean `ignore`?"),
        ("\nignore: [mispelt-word]\n", "did you mean `misspelt-word`?"),
        ("ignore: [\n", "hplint.yml:"),
        ("ignore: 3\n", "hplint.yml:1"),
        ("exclude: ['a[']\n", "a["),
    ] {
        let place = Place::with(&[("hplint.yml", text), ("a.md", DAMAGED)]);
        let said = place.run("--output-format concise --fix");
        assert_eq!((said.code, reported(&said)), (2, vec!["a.md"]), "{text}: {said:?}");
        assert!(said.stderr.contains(words) && said.stderr.contains("hplint.yml"), "{text}: {}", said.stderr);
        assert_eq!(place.read("a.md"), DAMAGED, "{text}");
    }
}

#[test]
fn subcommands() {
    let place = Place::with(&[("rules/a.md", DAMAGED)]);
    assert_eq!(reported(&place.run("./rules --output-format concise")), ["rules/a.md"]);
    assert!(place.run("explain misspelt-word").stdout.contains("# misspelt-word"));
    let said = place.run("explain mispelt-word");
    assert!(said.stderr.contains("did you mean `misspelt-word`?"), "{}", said.stderr);
    assert!(place.run("rules").stdout.contains("\nmisspelt-word "));
    let rules: Value = serde_json::from_str(&place.run("rules --output-format json").stdout).expect("JSON");
    let names = rules.as_array().expect("an array").iter().filter_map(|rule| rule["name"].as_str());
    for name in names {
        assert!(place.run(&format!("explain {name}")).stdout.contains(&format!("# {name}")), "{name}");
    }
    assert!(place.run("completions bash").stdout.contains("--unsafe-fixes"));
    let schema: Value = serde_json::from_str(&place.run("schema").stdout).expect("JSON");
    let keys: Vec<&str> = schema["properties"].as_object().expect("an object").keys().map(String::as_str).collect();
    place.write("hplint.yml", "no-such-key: 1\n");
    let stderr = place.run("rules/a.md").stderr;
    assert!(keys.len() > 5 && keys.iter().all(|key| stderr.contains(&format!("`{key}`"))), "{keys:?} {stderr}");
}

#[test]
fn init_writes_a_configuration_that_holds_and_never_overwrites() {
    let place = Place::with(&[("a.md", DAMAGED)]);
    assert_eq!(place.run("init").code, 0);
    let starter = place.read("hplint.yml");
    assert_eq!(place.run("a.md").code, 1);
    place.write("hplint.yml", starter.replace("\n#", "\n").replace("\n Ru", "\n# Ru"));
    assert_eq!(place.run("init").code, 2);
}

#[test]
fn threads_do_not_change_what_is_said() {
    let place = Place::with(&[("site/_config.yml", "title: x\n")]);
    for n in 0..40 {
        place.write(&format!("lone/{n}.md"), DAMAGED.repeat(n % 3));
        place.write(&format!("site/{n}.md"), DAMAGED.repeat(n % 5));
    }
    let one = place.run("--jobs 1");
    assert_eq!(one.code, 1);
    for _ in 0..5 {
        assert_eq!(place.run("--jobs 4").stdout, one.stdout);
    }
    assert_eq!(place.run("lone site site/3.md").stdout, one.stdout);
}

#[test]
fn verbose_says_what_was_found_and_quiet_only_findings() {
    let place = Place::with(&[("_config.yml", "title: x\n"), ("hplint.yml", "ignore: []\n"), ("a.md", CLEAN)]);
    let said = place.run("--verbose");
    assert!(said.stderr.contains("site: ") && said.stderr.contains("hplint.yml"), "{}", said.stderr);
    let said = place.run("--quiet");
    assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("", ""));
}
