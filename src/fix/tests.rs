use super::*;
use crate::config::Settings;
use crate::finding::{Effect, Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::site::{MemoryTree, Site, Tree};
use crate::text::{Edit, Span};

static META: RuleMeta = RuleMeta {
    name: "some-rule",
    group: "prose",
    severity: Severity::Warning,
    default: true,
    summary: "",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

/// Replaces words, each by the one behind it.
struct Words(&'static [(&'static str, &'static str, Applicability)]);

impl Rule for Words {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for (from, to, applicability) in self.0 {
            for (at, word) in page.doc.text().match_indices(from) {
                let span = Span::new(at, at + word.len());
                let edits = vec![Edit::replace(span, *to)];
                let fix =
                    Fix { title: format!("write `{to}`"), applicability: *applicability, effect: Effect::Words, edits };
                out.push(Finding::new(&META, span, format!("`{from}`")).fix(fix));
            }
        }
    }
}

/// The texts after fixing `pages` with `words`, and the notes of the first page.
fn fixed(
    words: &'static [(&'static str, &'static str, Applicability)],
    pages: &[(&str, &str)],
    settings: &Settings,
    least: Applicability,
) -> (Vec<String>, Vec<String>) {
    let tree = MemoryTree::new(pages.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())));
    let names: Vec<String> = pages.iter().map(|(path, _)| path.to_string()).collect();
    let site = Site::build(&tree, &[]);
    let rules: Vec<Box<dyn Rule>> = vec![Box::new(Words(words))];
    let linter = Linter { site: &site, tree: &tree, rules: &rules, settings };
    let read = |path: &str| tree.read(path, usize::MAX).ok_or_else(String::new);
    let done = fix(&linter, &names, &|_| true, &read, least);
    let text = |page: &FixedPage| page.bytes.clone().map_or("=".to_string(), |bytes| String::from_utf8(bytes).unwrap());
    (done.iter().map(text).collect(), done[0].dropped.clone())
}

use Applicability::{Manual, Safe, Unsafe};

#[test]
fn fixes_are_applied_to_a_fixed_point() {
    let words = &[("aa", "b", Safe), ("bb", "c", Safe), ("cd", "e", Safe)];
    let (texts, dropped) =
        fixed(words, &[("a.md", "aaaad"), ("b.md", "x"), ("c.md", "cd")], &Settings::default(), Safe);
    assert_eq!((texts, dropped), (vec!["e".to_string(), "=".to_string(), "e".to_string()], vec![]));
}

#[test]
fn only_fixes_that_were_asked_for_are_applied() {
    let words = &[("a", "A", Safe), ("b", "B", Unsafe), ("c", "C", Manual)];
    let cases = [(Safe, "Abc"), (Unsafe, "ABc"), (Manual, "ABc")];
    for (least, expected) in cases {
        assert_eq!(fixed(words, &[("a.md", "abc")], &Settings::default(), least).0, [expected]);
    }
    let settings =
        |names: &[&str]| Settings { fixable: names.iter().map(ToString::to_string).collect(), ..Settings::default() };
    for (fixable, expected) in [(["prose"], "Abc"), (["some-rule"], "Abc"), (["all"], "Abc"), (["links"], "=")] {
        assert_eq!(fixed(words, &[("a.md", "abc")], &settings(&fixable), Safe).0, [expected]);
    }
}

#[test]
fn colliding_fixes_wait_for_the_next_round() {
    let words = &[("abc", "x", Safe), ("cd", "y", Safe), ("xd", "z", Safe)];
    assert_eq!(fixed(words, &[("a.md", "abcd abcd")], &Settings::default(), Safe).0, ["z z"]);
}

#[test]
fn fixes_that_undo_each_other_end() {
    let words = &[("on", "off", Safe), ("off", "on", Safe)];
    let (texts, dropped) = fixed(words, &[("a.md", "on")], &Settings::default(), Safe);
    assert_eq!(texts, ["on"]);
    assert_eq!(dropped, ["after 10 rounds there is still something to fix"]);
}

#[test]
fn a_fix_that_does_nothing_is_told() {
    let (texts, dropped) = fixed(&[("a", "a", Safe)], &[("a.md", "a")], &Settings::default(), Safe);
    assert_eq!(
        (texts, dropped),
        (vec!["=".to_string()], vec!["1:1 some-rule (write `a`): it changes nothing".to_string()])
    );
}

#[test]
fn the_guilty_fix_is_dropped_and_the_others_are_applied() {
    let words = &[("aa", "b", Safe), ("bad", "*bad*", Safe)];
    let page = "aa ".repeat(40) + "bad " + &"aa ".repeat(40) + "bad\n";
    let (texts, dropped) = fixed(words, &[("a.md", &page)], &Settings::default(), Safe);
    assert_eq!(texts, ["b ".repeat(40) + "bad " + &"b ".repeat(40) + "bad\n"]);
    let expected =
        ["1:81 some-rule (write `*bad*`): it brings a `*`", "1:165 some-rule (write `*bad*`): it brings a `*`"];
    assert_eq!(dropped, expected);
}

#[test]
fn thousands_of_guilty_fixes_end() {
    let page = "bad ".repeat(20_000);
    let (texts, dropped) = fixed(&[("bad", "*", Safe)], &[("a.md", &page)], &Settings::default(), Safe);
    assert_eq!((texts, dropped.len()), (vec!["=".to_string()], 20_000));
}

#[test]
fn a_legacy_file_stays_one_unless_a_character_does_not_exist_there() {
    let tree = MemoryTree::default();
    let site = Site::build(&tree, &[]);
    let settings = Settings::default();
    let text = "Ein schöner großer Tag für alle Mädchen und Jungen aa aa\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
    for (to, expected) in [("ä", true), ("中", false)] {
        let rules: Vec<Box<dyn Rule>> =
            vec![Box::new(Words(if to == "ä" { &[("aa", "ä", Safe)] } else { &[("aa", "中", Safe)] }))];
        let linter = Linter { site: &site, tree: &tree, rules: &rules, settings: &settings };
        let read = |_: &str| Ok(bytes.to_vec());
        let page = fix(&linter, &["a.md".to_string()], &|_| true, &read, Safe).remove(0);
        let text = text.replace("aa", to);
        let (wanted, ..) = encoding_rs::WINDOWS_1252.encode(&text);
        assert_eq!(page.bytes, expected.then(|| wanted.to_vec()), "{:?}", page.dropped);
    }
}
