use super::*;
use crate::finding::{RuleMeta, Severity};
use crate::site::MemoryTree;

static META: RuleMeta = RuleMeta {
    name: "some-rule",
    group: "encoding",
    severity: Severity::Warning,
    default: true,
    summary: "",
    fixes: &[],
};

/// Reports every `?` of a page and the last byte of every page but the first; panics at `!`.
struct Marks;

impl Rule for Marks {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for (at, mark) in page.doc.text().match_indices(['?', '!']).rev() {
            assert!(mark == "?", "an exclamation");
            out.push(Finding::new(&META, Span::new(at, at + 1), "page"));
        }
    }

    fn check_site(&self, _: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        for (index, digest) in digests.iter().enumerate().skip(1) {
            out.push((index, Finding::new(&META, Span::new(0, 1), digest.path.clone())));
        }
    }
}

/// What is said of pages that are given as `(path, text)`: `path:line:column message` or `path: why`.
fn said(pages: &[(&str, &str)], settings: Settings) -> Vec<String> {
    let tree = MemoryTree::default();
    let names: Vec<String> = pages.iter().map(|(path, _)| path.to_string()).collect();
    let site = Site::build(&tree, &[]);
    let rules: Vec<Box<dyn Rule>> = vec![Box::new(Marks)];
    let linter = Linter { site: &site, tree: &tree, rules: &rules, settings: &settings };
    let read = |path: &str| {
        let page = pages.iter().find(|(name, text)| *name == path && *text != "gone");
        page.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| "no such file".to_string())
    };
    let mut said = Vec::new();
    for report in linter.lint(&names, &read) {
        for found in &report.findings {
            let (line, column) = (found.start.line, found.start.column);
            said.push(format!("{}:{line}:{column} {}", report.path, found.finding.message));
        }
        said.extend(report.unreadable.map(|why| format!("{}: {why}", report.path)));
    }
    said
}

#[test]
fn findings_of_pages_and_of_the_site_are_sorted_page_by_page() {
    let pages = [("b.md", "é?\n?"), ("a.md", "x?"), ("c.md", "")];
    assert_eq!(
        said(&pages, Settings::default()),
        ["b.md:1:2 page", "b.md:2:1 page", "a.md:1:1 a.md", "a.md:1:2 page", "c.md:1:1 c.md"]
    );
    assert_eq!(said(&pages[..1], Settings::default()), ["b.md:1:2 page", "b.md:2:1 page"]);
}

#[test]
fn a_page_that_cannot_be_judged_costs_no_other_page_its_findings() {
    let pages = [("a.md", "?"), ("bug.md", "? !"), ("gone.md", "gone"), ("z.md", "z?")];
    let expected = [
        "a.md:1:1 page",
        "bug.md:1:1 bug.md",
        "bug.md: hplint has a bug that shows in this page, please report it: an exclamation",
        "gone.md: no such file",
        "z.md:1:1 z.md",
        "z.md:1:2 page",
    ];
    assert_eq!(said(&pages, Settings::default()), expected);
}

#[test]
fn an_ignored_rule_says_nothing_of_pages_or_the_site() {
    let settings = Settings { ignore: vec!["encoding".to_string()], ..Settings::default() };
    assert!(said(&[("a.md", "?"), ("b.md", "?")], settings).is_empty());
}
