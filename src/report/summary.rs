//! The last line: totals, and what `--fix` did or would do.

use super::FileFindings;
use crate::finding::{Applicability, Finding, Severity};

/// What the last line counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files that were linted.
    pub files: usize,
    /// Files with at least one finding.
    pub files_with_findings: usize,
    pub errors: usize,
    pub warnings: usize,
    /// Findings that `--fix` would mend.
    pub safe: usize,
    /// Findings that `--fix --unsafe-fixes` would mend beside those.
    pub unsafe_: usize,
}

impl Totals {
    /// Counts the findings of `files`; `fixable` says whether the user lets a finding's fix be applied.
    pub fn count(files: &[FileFindings], fixable: &dyn Fn(&Finding) -> bool) -> Totals {
        let mut totals = Totals { files: files.len(), ..Totals::default() };
        for file in files {
            totals.files_with_findings += usize::from(!file.findings.is_empty());
            for located in &file.findings {
                let finding = &located.finding;
                match finding.rule.severity {
                    Severity::Error => totals.errors += 1,
                    Severity::Warning => totals.warnings += 1,
                }
                match finding.fix.as_ref().filter(|_| fixable(finding)).map(|fix| fix.applicability) {
                    Some(Applicability::Safe) => totals.safe += 1,
                    Some(Applicability::Unsafe) => totals.unsafe_ += 1,
                    Some(Applicability::Manual) | None => {}
                }
            }
        }
        totals
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.errors + self.warnings
    }

    /// The last line of a lint.
    pub fn found(&self) -> String {
        let files = counted(self.files, "file");
        if self.findings() == 0 {
            return format!("Checked {files}: nothing found.");
        }
        let kinds = match (self.errors, self.warnings) {
            (errors, 0) => counted(errors, "error"),
            (0, warnings) => counted(warnings, "warning"),
            (errors, warnings) => format!("{} and {}", counted(errors, "error"), counted(warnings, "warning")),
        };
        let place = match (self.files_with_findings, self.files) {
            (1, 1) => "in 1 file".to_string(),
            (with, all) => format!("in {with} of {}", counted(all, "file")),
        };
        format!("Found {kinds} {place}. {}", self.would_fix())
    }

    /// The last line of `--fix`, when `fixed` findings were mended in `files_fixed` files and `self` counts what is left.
    pub fn fixed(&self, fixed: usize, files_fixed: usize) -> String {
        self.after_fix("Fixed", "left", fixed, files_fixed)
    }

    /// The last line of `--diff`, as [`Totals::fixed`].
    pub fn would_have_fixed(&self, fixed: usize, files_fixed: usize) -> String {
        self.after_fix("Would fix", "would be left", fixed, files_fixed)
    }

    fn after_fix(&self, verb: &str, left: &str, fixed: usize, files_fixed: usize) -> String {
        let all = fixed + self.findings();
        if all == 0 {
            return format!("Checked {}: nothing to fix.", counted(self.files, "file"));
        }
        let place = if fixed == 0 { String::new() } else { format!(" in {}", counted(files_fixed, "file")) };
        let more = match self.unsafe_ {
            0 => String::new(),
            more => format!(" `--fix --unsafe-fixes` would fix {more} more: look at the result."),
        };
        let left = match self.findings() {
            0 => String::new(),
            count => format!("; {count} {left}"),
        };
        format!("{verb} {fixed} of {}{place}{left}.{more}", counted(all, "finding"))
    }

    fn would_fix(&self) -> String {
        match (self.safe, self.unsafe_) {
            (0, 0) => "`--fix` can mend none of them.".to_string(),
            (safe, 0) => format!("`--fix` mends {safe}."),
            (0, more) => format!("`--fix --unsafe-fixes` mends {more}: look at the result."),
            (safe, more) => {
                format!("`--fix` mends {safe}, `--fix --unsafe-fixes` {more} more: look at the result.")
            }
        }
    }
}

/// "1 file", "2 files".
fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::Totals;

    fn totals(errors: usize, warnings: usize, safe: usize, unsafe_: usize) -> Totals {
        Totals { files: 3, files_with_findings: 2, errors, warnings, safe, unsafe_ }
    }

    #[test]
    fn last_lines() {
        for (counts, want) in [
            ((0, 0, 0, 0), "Checked 3 files: nothing found."),
            ((1, 0, 0, 0), "Found 1 error in 2 of 3 files. `--fix` can mend none of them."),
            ((2, 1, 2, 0), "Found 2 errors and 1 warning in 2 of 3 files. `--fix` mends 2."),
            ((0, 2, 0, 1), "Found 2 warnings in 2 of 3 files. `--fix --unsafe-fixes` mends 1: look at the result."),
        ] {
            let (errors, warnings, safe, unsafe_) = counts;
            assert_eq!(totals(errors, warnings, safe, unsafe_).found(), want);
        }
    }

    #[test]
    fn after_fixing() {
        for (counts, fixed, want) in [
            ((0, 0, 0, 0), 0, "Checked 3 files: nothing to fix."),
            ((0, 0, 0, 0), 2, "Fixed 2 of 2 findings in 1 file."),
            (
                (1, 0, 0, 1),
                0,
                "Fixed 0 of 1 finding; 1 left. `--fix --unsafe-fixes` would fix 1 more: look at the result.",
            ),
            ((3, 0, 0, 0), 2, "Fixed 2 of 5 findings in 1 file; 3 left."),
        ] {
            let (errors, warnings, safe, unsafe_) = counts;
            assert_eq!(totals(errors, warnings, safe, unsafe_).fixed(fixed, 1), want);
        }
    }
}
