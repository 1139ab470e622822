//! One example of a rule page: a small site in memory, what must be reported of it and what fixing must make of it.

use super::page::escape;
use super::{Block, RulePage};
use hplint::config::{Settings, Today};
use hplint::finding::{Applicability, RuleMeta};
use similar::TextDiff;

/// One `bad` or `good` block with the `file` blocks before it and the results behind it.
pub(crate) struct Example<'a> {
    page: &'a RulePage,
    block: &'a Block,
    pub(crate) is_bad: bool,
    files: Vec<(String, Vec<u8>)>,
    reported: Option<&'a Block>,
    /// After safe fixes; after safe and unsafe fixes.
    fixed: [Option<&'a Block>; 2],
}

/// What hplint makes of an example.
pub(crate) struct Outcome {
    reported: String,
    fixed: [Vec<u8>; 2],
    /// The applicabilities of the fixes that are offered, those that can be applied only if they changed the page.
    pub(crate) applied: Vec<Applicability>,
    problems: Vec<String>,
}

const LEAST: [Applicability; 2] = [Applicability::Safe, Applicability::Unsafe];
const ROLES: [&str; 2] = ["fixed", "fixed-unsafe"];

impl<'a> Example<'a> {
    /// The examples of a page, in order; panics at a block that stands where it means nothing.
    pub(crate) fn all(page: &'a RulePage) -> Vec<Example<'a>> {
        let mut examples: Vec<Example> = Vec::new();
        let mut files = Vec::new();
        for block in &page.blocks {
            let place = format!("{}: line {}: ", page.shown, block.line);
            match block.role.as_str() {
                "file" => files.push((block.path.clone(), page.bytes(block))),
                "bad" | "good" => {
                    assert!(!block.path.is_empty(), "{place}the page has no path");
                    files.push((block.path.clone(), page.bytes(block)));
                    let (is_bad, files) = (block.role == "bad", std::mem::take(&mut files));
                    examples.push(Example { page, block, is_bad, files, reported: None, fixed: [None; 2] });
                }
                role => {
                    let last = examples.last_mut().filter(|last| last.is_bad && files.is_empty());
                    let last = last.unwrap_or_else(|| panic!("{place}`{role}` does not follow a `bad`"));
                    match role {
                        "reported" => last.reported = Some(block),
                        "fixed" => last.fixed[0] = Some(block),
                        "fixed-unsafe" => last.fixed[1] = Some(block),
                        _ => panic!("{place}no role is called `{role}`"),
                    }
                }
            }
        }
        assert!(files.is_empty(), "{}: a `file` that no example uses", page.shown);
        examples
    }

    /// Lints and fixes the example, only this rule selected.
    pub(crate) fn run(&self, meta: &RuleMeta) -> Outcome {
        let settings = self.settings(meta);
        let pages: Vec<String> =
            self.files.iter().map(|(path, _)| path.clone()).filter(|path| is_judged(path)).collect();
        let reports = hplint::lint(self.files.clone(), &pages, &settings)
            .unwrap_or_else(|why| panic!("{}: {why:?}", self.page.shown));
        let (mut reported, mut offered, mut problems) = (String::new(), Vec::new(), Vec::new());
        for report in &reports {
            problems.extend(report.unreadable.iter().map(|why| format!("{} could not be judged: {why}", report.path)));
            for found in &report.findings {
                let place = format!("{}:{}:{}", report.path, found.start.line, found.start.column);
                reported.push_str(&format!("{place}: {}\n", found.finding.message));
                offered.extend(found.finding.fix.as_ref().map(|fix| fix.applicability));
            }
        }
        let original = &self.files.last().expect("an example has its page").1;
        let mut fixed = [original.clone(), original.clone()];
        for (result, least) in fixed.iter_mut().zip(LEAST) {
            *result = self.fix(&self.files, &pages, &settings, least, &mut problems);
            let mut again = self.files.clone();
            again.last_mut().expect("an example has its page").1 = result.clone();
            if self.fix(&again, &pages, &settings, least, &mut Vec::new()) != *result {
                problems.push(format!("fixing twice with {least:?} is not fixing once"));
            }
        }
        let changed = |least: Applicability| match least {
            Applicability::Safe => fixed[0] != *original,
            Applicability::Unsafe => fixed[1] != fixed[0],
            Applicability::Manual => true,
        };
        let applied = offered.into_iter().filter(|&least| changed(least)).collect();
        Outcome { reported, fixed, applied, problems }
    }

    /// The page's bytes after fixing.
    fn fix(
        &self,
        files: &[(String, Vec<u8>)],
        pages: &[String],
        settings: &Settings,
        least: Applicability,
        problems: &mut Vec<String>,
    ) -> Vec<u8> {
        let fixed = hplint::fix(files.to_vec(), pages, settings, least).expect("the settings were understood before");
        let (path, original) = files.last().expect("an example has its page");
        let page = fixed.into_iter().find(|page| page.path == *path).expect("every page is told of");
        problems.extend(page.dropped.iter().map(|why| format!("a fix was dropped ({least:?}): {why}")));
        page.bytes.unwrap_or_else(|| original.clone())
    }

    /// This rule alone, with what a `hplint.yml` of the example says beside.
    fn settings(&self, meta: &RuleMeta) -> Settings {
        let config = self.files.iter().find(|(path, _)| path == "hplint.yml");
        let text = config.map(|(_, text)| String::from_utf8_lossy(text)).unwrap_or_default();
        let rules = hplint::rules::all();
        let metas: Vec<&RuleMeta> = rules.iter().map(|rule| rule.meta()).collect();
        let read = |name: &str| {
            let file = self.files.iter().find(|(path, _)| path == name);
            file.map(|(_, text)| String::from_utf8_lossy(text).into_owned()).ok_or("no such file".to_string())
        };
        let (settings, errors) = hplint::config::load("hplint.yml", &text, &read, &metas);
        assert!(errors.is_empty(), "{errors:?}");
        let today = self.page.facts.today.as_deref().map(|day| hplint::calendar::read(day).expect("a day"));
        let today = today.map_or(Today::Unknown, Today::Given);
        Settings { select: vec![meta.name.to_string()], today, ..settings }
    }

    /// What is not as the page says, each with its line.
    pub(crate) fn differences(&self, outcome: &Outcome) -> Vec<String> {
        let mut wrong = outcome.problems.clone();
        match self.reported {
            Some(block) => wrong.extend(self.differs(block, outcome.reported.as_bytes())),
            None if self.is_bad => wrong.push(format!("no `reported` block; hplint says:\n{}", outcome.reported)),
            None if !outcome.reported.is_empty() => {
                wrong.push(format!("is good, but hplint says:\n{}", outcome.reported))
            }
            None => {}
        }
        if self.is_bad && outcome.reported.is_empty() {
            wrong.push("is bad, but hplint says nothing".to_string());
        }
        let mut expected = self.block;
        for (block, fixed) in self.fixed.iter().zip(&outcome.fixed) {
            expected = block.unwrap_or(expected);
            wrong.extend(self.differs(expected, fixed));
        }
        wrong.into_iter().map(|text| format!("line {}: {text}", self.block.line)).collect()
    }

    /// A readable diff from the block to what hplint made.
    fn differs(&self, block: &Block, actual: &[u8]) -> Option<String> {
        let expected = self.page.bytes(block);
        if expected == actual {
            return None;
        }
        let (expected, actual) = (escape(&expected), escape(actual));
        let diff = TextDiff::from_lines(&expected, &actual);
        let shown =
            diff.unified_diff().header(&format!("`{}` of line {}", block.role, block.line), "hplint").to_string();
        Some(format!("not what hplint makes of it\n{shown}"))
    }
}

/// The site's pages and data, as a walk through its folder would find them.
fn is_judged(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_page =
        matches!(ending, "md" | "markdown" | "html" | "yml" | "yaml" | "toml" | "json" | "csv" | "tsv" | "bib" | "txt");
    is_page && path != "hplint.yml"
}

/// Writes what hplint says into the page: existing blocks are rewritten, missing ones added behind the `bad`.
pub(crate) fn bless(page: &RulePage, examples: &[Example], outcomes: &[Outcome]) {
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for (example, outcome) in examples.iter().zip(outcomes).filter(|(example, _)| example.is_bad) {
        let mut end = example.block.end;
        match example.reported {
            Some(block) => edits.push((block.body.clone(), outcome.reported.clone())),
            None => edits.push((end..end, format!("```text reported\n{}```\n", outcome.reported))),
        }
        end = example.reported.map_or(end, |block| block.end);
        let mut before = page.bytes(example.block);
        for ((block, fixed), role) in example.fixed.iter().zip(&outcome.fixed).zip(ROLES) {
            match block {
                Some(block) => edits.push((block.body.clone(), written(fixed, block.escaped))),
                None if *fixed != before => edits.push((end..end, new_block(page, example.block, role, fixed))),
                None => {}
            }
            end = block.map_or(end, |block| block.end);
            before.clone_from(fixed);
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = page.text.clone();
    for (range, new) in edits.into_iter().rev() {
        text.replace_range(range, &new);
    }
    if text != page.text {
        std::fs::write(&page.path, text).expect("the page can be written");
    }
}

fn written(bytes: &[u8], escaped: bool) -> String {
    if escaped { escape(bytes) } else { String::from_utf8(bytes.to_vec()).expect("a block without `escaped` is text") }
}

fn new_block(page: &RulePage, bad: &Block, role: &str, bytes: &[u8]) -> String {
    let head = page.text[..bad.body.start].trim_end().rsplit('\n').next().unwrap_or("");
    let fence: String = head.chars().take_while(|&character| character == '`').collect();
    let language = head[fence.len()..].split_whitespace().next().unwrap_or("markdown");
    let escaped = if bad.escaped { " escaped" } else { "" };
    format!("{fence}{language} {role} {}{escaped}\n{}{fence}\n", bad.path, written(bytes, bad.escaped))
}
