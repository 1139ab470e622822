//! `hplint.yml` → [`Settings`]. A rule's own options stay raw here; the rule reads them.

mod file;
mod load;

pub use load::{ConfigError, load};

use crate::finding::RuleMeta;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The names of a configuration file; the first that is in a folder counts.
pub const NAMES: [&str; 2] = ["hplint.yml", ".hplint.yml"];

/// What the user asked for, from the configuration file and the command line.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Rules or groups that run; empty means those on by default. `all` is every rule.
    pub select: Vec<String>,
    /// Rules or groups that run beside the selected ones.
    pub extend_select: Vec<String>,
    /// Rules or groups that do not run.
    pub ignore: Vec<String>,
    /// Rules or groups whose fixes are applied; empty means all.
    pub fixable: Vec<String>,
    /// Globs of paths that are not linted, as `.gitignore` has them, relative to the folder of the configuration file; also
    /// those of a file that it extends.
    pub exclude: Vec<String>,
    /// The owner's names, most usual first; empty means found from the site.
    pub owner: Vec<String>,
    /// The files of the generator's configuration, from the site's root, as `jekyll build --config` is told; empty means the
    /// usual one.
    pub site_config: Vec<String>,
    /// Which keys the owner's own pages and data have, raw: `site::schemas` reads them.
    pub schemas: Vec<OwnSchema>,
    /// Files that tell what the owner has published, unread: `publications` reads them.
    pub references: Vec<ReferenceFile>,
    /// The day that the site is judged on.
    pub today: Today,
    /// Above this many bytes a file gets encoding checks only.
    pub max_file_size: u64,
    /// Options by rule name.
    pub rules: BTreeMap<String, serde_yaml::Value>,
    /// Other selections for some paths; each is applied over those before it.
    pub overrides: Vec<Override>,
    /// What stands between the folder of the configuration file and the site's root, `/` at its end; empty when they are
    /// the same. It makes a page's path one that the globs of `overrides` speak of.
    pub root: String,
}

/// 2100-01-01 in days since 1970-01-01: what is dated later, as themes' samples are, is in the future whatever the day.
pub const LAST: i64 = 47_482;

/// What day it is, in UTC, in days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Today {
    /// Nothing is said of what a day decides.
    #[default]
    Unknown,
    /// As the machine's clock has it. What is published is planned as if the days to come had passed: the site is built again
    /// when they have.
    Clock(i64),
    /// As the user has it: what is dated later is not published.
    Given(i64),
}

impl Today {
    /// The day, however it is known.
    pub fn day(self) -> Option<i64> {
        match self {
            Today::Unknown => None,
            Today::Clock(day) | Today::Given(day) => Some(day),
        }
    }

    /// Whether `day` is later in every time zone; where no day is known, whether it is in the next century.
    pub fn is_before(self, day: i64) -> bool {
        // UTC's midnight of the day after tomorrow has come nowhere before tomorrow.
        self.day().map_or(day > LAST, |today| day > today + 1)
    }

    /// The day if the user gave it.
    pub fn given(self) -> Option<i64> {
        match self {
            Today::Given(day) => Some(day),
            Today::Unknown | Today::Clock(_) => None,
        }
    }
}

/// A schema of the owner's as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnSchema {
    pub value: serde_yaml::Value,
    /// Where it stands, for messages: `hplint.yml:3:5`; empty when it stands nowhere.
    pub place: String,
}

/// A file of `references`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceFile {
    /// As the configuration names it.
    pub name: String,
    pub text: Arc<str>,
    /// Where it is named, for messages: `hplint.yml:3:5`; empty when nowhere.
    pub place: String,
}

/// Another selection of rules for the paths that match.
#[derive(Clone, Debug)]
pub struct Override {
    /// `None`: every path.
    files: Option<Gitignore>,
    select: Option<Vec<String>>,
    extend_select: Vec<String>,
    ignore: Vec<String>,
}

/// What the command line says of rules.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    pub select: Vec<String>,
    pub extend_select: Vec<String>,
    pub ignore: Vec<String>,
    pub fixable: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
            fixable: Vec::new(),
            exclude: Vec::new(),
            owner: Vec::new(),
            site_config: Vec::new(),
            schemas: Vec::new(),
            references: Vec::new(),
            today: Today::Unknown,
            max_file_size: 10_000_000,
            rules: BTreeMap::new(),
            overrides: Vec::new(),
            root: String::new(),
        }
    }
}

impl Settings {
    /// Whether `rule` runs on the page at `path` (relative to the site's root, `/` between folders).
    ///
    /// It does when `select` names it, or, `select` being empty, when it is on by default, or when `extend_select` names
    /// it; and `ignore` does not. Then every override whose globs match speaks, in order: its `select` decides anew, its
    /// `extend-select` switches on, its `ignore` off. A name is a rule's, a group's or `all`.
    ///
    /// ```text
    /// select: [links]             broken-link runs everywhere
    /// overrides:
    ///   - files: [_posts/old/]    but not under _posts/old
    ///     ignore: [broken-link]
    /// ```
    pub fn enabled(&self, rule: &RuleMeta, path: &str) -> bool {
        let mut is_on = self.is_on(rule);
        for other in &self.overrides {
            if other.matches(&self.root, path) {
                is_on = other.select.as_ref().map_or(is_on, |select| names(select, rule));
                is_on = (is_on || names(&other.extend_select, rule)) && !names(&other.ignore, rule);
            }
        }
        is_on
    }

    /// Whether there may be a page on which `rule` runs: worth making it.
    pub fn may_run(&self, rule: &RuleMeta) -> bool {
        let adds = |other: &Override| other.select.iter().chain([&other.extend_select]).any(|list| names(list, rule));
        let is_forbidden = |other: &Override| other.files.is_none() && names(&other.ignore, rule);
        (self.is_on(rule) || self.overrides.iter().any(adds)) && !self.overrides.last().is_some_and(is_forbidden)
    }

    /// Whether fixes of `rule` are applied.
    pub fn is_fixable(&self, rule: &RuleMeta) -> bool {
        self.fixable.is_empty() || names(&self.fixable, rule)
    }

    /// Lets the command line have the last word: `--select` and `--fixable` replace what the file says everywhere (what
    /// its overrides ignore stays ignored), `--extend-select` and `--ignore` hold on every path.
    pub fn add_flags(&mut self, flags: Flags) {
        if !flags.select.is_empty() {
            self.select = flags.select;
            self.extend_select.clear();
            self.ignore.clear();
            for other in &mut self.overrides {
                other.select = None;
                other.extend_select.clear();
            }
        }
        if !flags.fixable.is_empty() {
            self.fixable = flags.fixable;
        }
        if !flags.extend_select.is_empty() || !flags.ignore.is_empty() {
            let (extend_select, ignore) = (flags.extend_select, flags.ignore);
            self.overrides.push(Override { files: None, select: None, extend_select, ignore });
        }
    }

    fn is_on(&self, rule: &RuleMeta) -> bool {
        let is_selected = if self.select.is_empty() { rule.default } else { names(&self.select, rule) };
        (is_selected || names(&self.extend_select, rule)) && !names(&self.ignore, rule)
    }
}

impl Override {
    fn matches(&self, root: &str, path: &str) -> bool {
        let Some(files) = &self.files else { return true };
        let path = format!("{root}{path}");
        files.matched_path_or_any_parents(path.trim_start_matches('/'), false).is_ignore()
    }
}

/// Whether a list of rules, groups or `all` names `rule`.
fn names(list: &[String], rule: &RuleMeta) -> bool {
    list.iter().any(|name| name == "all" || name == rule.name || name == rule.group)
}

/// Compiles globs as `.gitignore` has them: one without a slash matches at any depth, one of a folder all that is in it.
/// `Err` says which one is none and why.
pub(crate) fn globs(globs: &[String]) -> Result<Gitignore, (String, String)> {
    let mut builder = GitignoreBuilder::new("");
    for glob in globs {
        // The gitignore parser takes an unclosed `[` for itself, as git does; here it is more likely a slip.
        globset::Glob::new(glob).map_err(|error| (glob.clone(), error.kind().to_string()))?;
        builder.add_line(None, glob).map_err(|error| (glob.clone(), error.to_string()))?;
    }
    builder.build().map_err(|error| (globs.concat(), error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    static ON: RuleMeta =
        RuleMeta { name: "on", group: "first", severity: Severity::Error, default: true, summary: "", fixes: &[] };
    static OFF: RuleMeta =
        RuleMeta { name: "off", group: "second", severity: Severity::Error, default: false, summary: "", fixes: &[] };

    fn settings(text: &str) -> Settings {
        let (settings, errors) = load("hplint.yml", text, &|_| Err("no".to_string()), &[&ON, &OFF]);
        assert!(errors.is_empty(), "{text}: {errors:?}");
        settings
    }

    /// `text` is a configuration; `expected` says on which of the paths `on` and `off` run.
    fn check(text: &str, flags: Flags, expected: &[(&str, bool, bool)]) {
        let mut settings = settings(text);
        settings.add_flags(flags);
        for &(path, on, off) in expected {
            assert_eq!((settings.enabled(&ON, path), settings.enabled(&OFF, path)), (on, off), "{text} {path}");
            assert!(settings.may_run(&ON) || !on, "{text}");
            assert!(settings.may_run(&OFF) || !off, "{text}");
        }
    }

    fn list(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rules_are_selected() {
        for (text, on, off) in [
            ("", true, false),
            ("select: [all]", true, true),
            ("select: [second]", false, true),
            ("extend-select: [off]", true, true),
            ("select: [off]\nextend-select: [on]\nignore: [second]", true, false),
            ("ignore: [all]", false, false),
        ] {
            check(text, Flags::default(), &[("a.md", on, off)]);
        }
    }

    #[test]
    fn overrides_speak_in_order() {
        let text = "overrides:\n- {files: [posts/], ignore: [on]}\n- {files: ['*.txt'], extend-select: [on, off]}\n- {files: [/x.md], select: [off]}";
        let expected = [
            ("a.md", true, false),
            ("posts/a.md", false, false),
            ("posts/a.txt", true, true),
            ("sub/posts/a.md", false, false),
            ("x.md", false, true),
            ("sub/x.md", true, false),
        ];
        check(text, Flags::default(), &expected);
        let mut below = settings(text);
        below.root = "docs/".to_string();
        assert!(below.enabled(&ON, "x.md"));
    }

    #[test]
    fn the_command_line_has_the_last_word() {
        let text = "ignore: [on]\noverrides:\n- {files: [a.md], ignore: [off]}\n- {files: [b.md], extend-select: [on]}";
        let select = Flags { select: list(&["all"]), ..Flags::default() };
        check(text, select, &[("a.md", true, false), ("b.md", true, true)]);
        let ignore = Flags { ignore: list(&["on"]), ..Flags::default() };
        check(text, ignore, &[("a.md", false, false), ("b.md", false, false)]);
        let extend = Flags { extend_select: list(&["second"]), ..Flags::default() };
        check(text, extend, &[("a.md", false, true), ("b.md", true, true)]);
    }

    #[test]
    fn a_rule_that_runs_nowhere_is_not_made() {
        assert!(!settings("").may_run(&OFF));
        assert!(settings("overrides: [{files: [a], extend-select: [off]}]").may_run(&OFF));
        let mut ignored = settings("");
        ignored.add_flags(Flags { ignore: list(&["on"]), ..Flags::default() });
        assert!(!ignored.may_run(&ON));
    }
}
