//! How many findings each rule has, for `--statistics`.

use super::FileFindings;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct RuleCount {
    rule: &'static str,
    count: usize,
}

/// Writes `count rule`, most first.
pub fn statistics(out: &mut dyn Write, files: &[FileFindings]) -> io::Result<()> {
    let counts = count(files);
    let width = counts.first().map_or(0, |first| first.count.to_string().len());
    for RuleCount { rule, count } in counts {
        writeln!(out, "{count:>width$} {rule}")?;
    }
    Ok(())
}

/// The same as a JSON array of `{rule, count}`.
pub fn statistics_json(out: &mut dyn Write, files: &[FileFindings]) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &count(files))?;
    writeln!(out)
}

/// Most first, then by name.
fn count(files: &[FileFindings]) -> Vec<RuleCount> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for located in files.iter().flat_map(|file| &file.findings) {
        *counts.entry(located.finding.rule.name).or_default() += 1;
    }
    let mut counts: Vec<RuleCount> = counts.into_iter().map(|(rule, count)| RuleCount { rule, count }).collect();
    counts.sort_by_key(|entry| std::cmp::Reverse(entry.count));
    counts
}
