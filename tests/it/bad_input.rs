//! Input that is broken or hostile: a finding or a clear message, in time; never a panic, a hang or a lost byte.

use crate::program::Place;
use std::fs;

/// One finding of misspelt-word.
const DAMAGED: &str = "Talk in Februray.\n";

/// Lints and fixes `page` alone. The words must be found in what the lint says, and `--fix` must keep the bytes.
fn check(name: &str, page: &[u8], code: i32, words: &str) {
    let place = Place::with(&[]);
    place.write("page.md", page);
    for arguments in ["page.md --output-format concise", "page.md --output-format concise --fix"] {
        let said = place.run(arguments);
        assert_eq!(said.code, code, "{name}: {arguments}: {} {}", said.stdout, said.stderr);
        assert!(said.stdout.contains(words), "{name}: {arguments}: {} {}", said.stdout, said.stderr);
    }
    assert!(fs::read(place.path("page.md")).expect("a file") == page, "{name}: bytes changed");
}

#[test]
fn odd_bytes() {
    for (name, page, code, words) in [
        ("empty", b"" as &[u8], 0, "Checked 1 file"),
        ("no final newline", b"# Title", 0, "Checked 1 file"),
        ("only newlines", b"\r\n\r\r\n\n", 0, ""),
        ("half a character", b"# Title\n\xE2\x82", 1, "not-utf8"),
    ] {
        check(name, page, code, words);
    }
    for (name, page) in [
        ("NUL bytes", b"# Title\n\0\0 a \0[b](\0)\n" as &[u8]),
        ("UTF-16 without a mark", b"#\0 \0T\0\n\0"),
        ("UTF-16 cut in half", b"\xFF\xFE#\0 \0T"),
        ("a mark and no more", b"\xEF\xBB\xBF"),
    ] {
        hostile(name, page);
    }
    let place = Place::with(&[]);
    place.write("page.md", b"# Caf\xE9 des amis\n\nUne journ\xE9e d'\xE9t\xE9.\n");
    let said = place.run("page.md --output-format concise");
    assert!(said.code == 1 && said.stdout.contains("not-utf8"), "{said:?}");
}

#[test]
fn front_matter() {
    let brackets = format!("---\ntitle: {}\n---\n", "[".repeat(100_000));
    let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{0},*a{0},*a{0},*a{0}]\n", n - 1)).collect();
    let bomb = format!("---\na0: &a0 [x]\n{bomb}---\n");
    let deep = format!("---\n{}\n---\n", (0..2000).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<String>());
    for (name, page, code, words) in [
        ("unclosed", "---\ntitle: a\n\n# Title\n", 1, "front-matter-syntax"),
        ("broken", "---\ntitle: \"a\n---\n", 1, "front-matter-syntax"),
        ("100,000 brackets", &brackets, 1, "front-matter-syntax"),
        ("alias bomb", &bomb, 0, ""),
        ("deep", &deep, 1, "front-matter-syntax"),
    ] {
        check(name, page.as_bytes(), code, words);
    }
    check("not UTF-8", b"---\ntitle: Caf\xE9\nvenue: \xFF\n---\n", 1, "not-utf8");
    let unclosed = format!("---\ntitle: a\n{}", "text: some words of a page\n".repeat(50_000_000 / 27));
    check("unclosed, 50 MB", unclosed.as_bytes(), 1, "file-too-large");
}

#[test]
fn hostile_markdown() {
    let line = format!("{}[a](#) *b* ", "some words ".repeat(90)).repeat(9_900_000 / 1000);
    for (name, page) in [
        ("nested brackets", format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))),
        ("open links", "[a](".repeat(100_000)),
        ("open images", "![".repeat(100_000)),
        ("open tags", "<div>".repeat(100_000)),
        ("open Liquid", "{% if a %}{{".repeat(50_000)),
        ("open maths", "$$ \\( ".repeat(50_000)),
        ("open attribute lists", "{: a='".repeat(50_000)),
        ("open comments", "<!-- ".repeat(50_000)),
        ("nested quotes", format!("{}a", "> ".repeat(50_000))),
        ("nested lists", (0..1000).map(|n| format!("{}- a\n", "  ".repeat(n))).collect()),
        ("nested emphasis", format!("{}a{}", "*a **b ".repeat(20_000), "** *".repeat(20_000))),
        ("authors", "A. Example, B. Sample, ".repeat(20_000)),
        ("garbled", "Ã©â€™ðŸ".repeat(20_000)),
    ] {
        hostile(name, page.as_bytes());
    }
    hostile("a line of 10 MB", line.as_bytes());
}

/// Links in front matter, data files and bibliographies.
#[test]
fn hostile_values() {
    let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{0},*a{0},*a{0},*a{0}]\n", n - 1)).collect();
    let keys: String = (0..20_000).map(|n| format!("- url: /{n}.png\n  image: a{n}/b.png\n")).collect();
    let deep = format!("{}{}", "[{\"url\": ".repeat(50_000), "}]".repeat(50_000));
    let wide = format!("[{}1]", "{\"url\": \"/a.png\"},".repeat(20_000));
    let text = |piece: &str| format!("---\ntext: |\n  {}\n---\n", piece.repeat(100_000));
    for (name, file, content) in [
        ("alias bomb", "_data/a.yml", &format!("a0: &a0 [url]\n{bomb}")),
        ("40,000 links", "_data/a.yml", &keys),
        ("deep JSON", "_data/a.json", &deep),
        ("open JSON", "_data/a.json", &"[".repeat(100_000)),
        ("commas in JSON", "_data/a.json", &format!("[1{}]", ",".repeat(100_000))),
        ("quotes in JSON", "_data/a.json", &format!("[{}]", "\"".repeat(100_001))),
        ("halves in JSON", "_data/a.json", &format!("[\"{}\"]", "\\ud83d\\ude00".repeat(100_000))),
        ("comments in JSON", "_data/a.json", &"/* // ".repeat(100_000)),
        ("5 MB of text in JSON", "_data/a.json", &format!("[\"{}\"]", "words \\u00e9 ".repeat(400_000))),
        ("quotes in a table", "_data/a.csv", &"\"".repeat(1_000_001)),
        ("columns", "_data/a.csv", &",a".repeat(1_000_000)),
        ("long rows", "_data/a.csv", &format!("a\n{}", "1,2\n".repeat(500_000))),
        ("blanks and quotes in a table", "_data/a.csv", &format!("a,b\n{}", "1, \"2\"\n".repeat(100_000))),
        ("line ends of a table", "_data/a.csv", &format!("a,b\n{}", "1,2\r\n".repeat(100_000))),
        ("wide JSON", "_data/a.json", &wide),
        ("open links in a value", "a.md", &text("[a](")),
        ("ends of links in a value", "a.md", &text("](")),
        ("open styles in a value", "a.md", &format!("---\ntext: <p style='{}'>\n---\n", "url(".repeat(100_000))),
        ("open templates in a style", "a.md", &format!("<p style='{}'>\n", "url({{".repeat(100_000))),
        ("open includes", "a.md", &"{% include a path='".repeat(100_000)),
        ("includes", "a.md", &"{% if x %}{% include a.html path=\"b.png\" %}{% link c %}".repeat(10_000)),
        ("open entries", "a.bib", &"@a{b, pdf={".repeat(50_000)),
        ("open lines", "a.bib", &"@a{b,\n pdf = {c\n".repeat(20_000)),
        ("entries of one key", "a.bib", &"@a{b, pdf={c.pdf} url={d}}\n".repeat(20_000)),
    ] {
        let place = Place::with(&[("_config.yml", "title: a\nfirst_name: a\nscholar: {}\n")]);
        place.write(file, content.as_bytes());
        let said = place.run("--quiet --statistics");
        assert!(said.code < 2, "{name}: {} {}", said.stdout, said.stderr);
    }
}

/// Four times the keys, columns or entries do not take ten times as long.
#[test]
fn time_follows_the_length() {
    let keys = |count: usize, key: &dyn Fn(usize) -> String| {
        (0..count).map(|n| format!("{}: 1\n", key(n))).collect::<String>()
    };
    let letters = |n: usize| {
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        [letter(n), letter(n / 26), letter(n / 676), letter(n / 17_576)].iter().collect::<String>()
    };
    type Make<'a> = &'a dyn Fn(usize) -> String;
    let cases: [(&str, &str, Make); 8] = [
        ("unknown keys", "a.md", &|count| format!("---\n{}---\n", keys(count, &|n| format!("own_{}_key", letters(n))))),
        ("misspelt keys", "a.md", &|count| format!("---\n{}---\n", keys(count, &|n| format!("permali{}", n % 9)))),
        ("doubled keys", "a.md", &|count| format!("---\n{}---\n", keys(count, &|n| letters(n / 2)))),
        ("keys of a configuration", "_config.yml", &|count| keys(count, &|n| format!("plugin{}", letters(n)))),
        ("keys of JSON", "_data/a.json", &|count| format!("{{{}\"\": 1}}", keys(count, &letters).replace('\n', ","))),
        ("rows that end with CR", "_data/a.csv", &|count| "1\r".repeat(count * 20)),
        ("columns", "_data/a.csv", &|count| format!("{}\n", (0..count).map(|n| letters(n) + ",").collect::<String>())),
        ("a navigation", "mkdocs.yml", &|count| {
            let entries: String = (0..count).map(|n| format!("  - {}: {n}.md\n", letters(n))).collect();
            format!("site_name: a\nnav:\n{entries}")
        }),
    ];
    for (name, path, make) in cases {
        let least = |count: usize| (0..3).map(|_| seconds(path, &make(count))).fold(f64::INFINITY, f64::min);
        let (one, four) = (least(5_000), least(20_000));
        assert!(four < one * 10.0 + 0.1, "{name}: {one:.3} s, then {four:.3} s");
    }
}

/// What it takes to judge the front matter or data of the file at `path`.
fn seconds(path: &str, text: &str) -> f64 {
    let mut files = vec![(path.to_string(), text.as_bytes().to_vec())];
    if !path.contains("config.yml") && path != "mkdocs.yml" {
        files.push(("_config.yml".to_string(), b"title: a\n".to_vec()));
    }
    let settings = hplint::config::Settings { select: vec!["front-matter".to_string()], ..Default::default() };
    let clock = std::time::Instant::now();
    hplint::lint(files, &[path.to_string()], &settings).expect("the rules are there");
    clock.elapsed().as_secs_f64()
}

/// `page` is linted in time. What is found does not matter here.
fn hostile(name: &str, page: &[u8]) {
    let place = Place::with(&[]);
    place.write("page.md", page);
    let said = place.run("page.md --quiet --statistics");
    assert!(said.code < 2, "{name}: {} {}", said.stdout, said.stderr);
}

#[test]
fn a_file_that_is_too_large_gets_encoding_checks_and_a_finding() {
    let place =
        Place::with(&[("large.md", &"A line with [a](missing.md) link.\n".repeat(1_500_000)), ("small.md", "a\n")]);
    let said = place.run("--output-format concise");
    let lines: Vec<&str> = said.stdout.lines().collect();
    assert_eq!((said.code, lines.len()), (1, 2), "{}", said.stdout);
    assert!(lines[0].starts_with("large.md:1:1: file-too-large "), "{}", lines[0]);
}

#[test]
fn a_folder_with_the_name_of_a_page() {
    let place = Place::with(&[("x.md/inner.md", DAMAGED)]);
    for arguments in ["", "x.md", "x.md/"] {
        let said = place.run(&format!("{arguments} --output-format concise"));
        assert!(said.code == 1 && said.stdout.starts_with("x.md/inner.md:"), "{arguments}: {said:?}");
    }
}

/// Lints a folder that holds `bad` beside a damaged page, by walking and by name. Both times the damage is found, and
/// `words` are said of `bad`.
#[cfg(unix)]
fn beside(make: &dyn Fn(&Place), bad: &str, words: &str) {
    let place = Place::with(&[("page.md", DAMAGED)]);
    make(&place);
    for arguments in [".", &format!("{bad} page.md"), &format!("--fix {bad} page.md"), &format!("--diff page.md {bad}")]
    {
        place.write("page.md", DAMAGED);
        let said = place.run(&format!("--output-format concise {arguments}"));
        assert_eq!(said.code, 2, "{arguments}: {said:?}");
        let report = format!("{}{}", said.stdout, said.stderr);
        assert!(
            report.contains("misspelt-word")
                || report.to_lowercase().contains("fix 1 of 1")
                || report.contains("Fixed 1 of 1"),
            "{arguments}: {report}"
        );
        assert!(said.stderr.contains(&format!("hplint: {bad}: ")), "{arguments}: {}", said.stderr);
        assert!(said.stderr.contains(words), "{arguments}: {}", said.stderr);
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_said_after_all_else() {
    use crate::program::link;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixListener;
    use std::process::Command;
    beside(&|place| link(place, "nowhere.md", "bad.md"), "bad.md", "symbolic link to `nowhere.md`");
    let circle = |place: &Place| {
        link(place, "other.md", "bad.md");
        link(place, "bad.md", "other.md");
    };
    beside(&circle, "bad.md", "symbolic link to `other.md`");
    let pipe = |place: &Place| {
        let made = Command::new("mkfifo").arg(place.path("bad.md")).status().expect("mkfifo");
        assert!(made.success());
    };
    beside(&pipe, "bad.md", "is not a regular file");
    beside(&|place| drop(UnixListener::bind(place.path("bad.md"))), "bad.md", "is not a regular file");
    let forbidden = |place: &Place| {
        place.write("bad.md", "a\n");
        fs::set_permissions(place.path("bad.md"), fs::Permissions::from_mode(0o000)).expect("a file");
    };
    let probe = Place::with(&[]);
    forbidden(&probe);
    // Root reads everything.
    if fs::read(probe.path("bad.md")).is_err() {
        beside(&forbidden, "bad.md", "ermission denied");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_back_to_itself() {
    use crate::program::link;
    let place = Place::with(&[("docs/page.md", DAMAGED)]);
    link(&place, "..", "docs/up");
    let said = place.run("--output-format concise");
    assert!(said.code == 2 && said.stdout.starts_with("docs/page.md:"), "{said:?}");
    assert!(said.stderr.contains("docs/up: is a symbolic link that leads back"), "{}", said.stderr);
}

#[test]
fn a_glob_that_is_none() {
    let place = Place::with(&[("page.md", DAMAGED)]);
    let said = place.run("--output-format concise --exclude a[");
    assert!(said.code == 2 && said.stdout.starts_with("page.md:"), "{said:?}");
    assert!(said.stderr.contains("`a[`"), "{}", said.stderr);
}
