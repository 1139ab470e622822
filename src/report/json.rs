//! An array of findings for programs: lines and columns from 1 in characters, `start` and `end` in bytes of the decoded
//! text.

use super::FileFindings;
use crate::finding::{Applicability, Effect, Severity};
use crate::lint::Located;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    severity: Severity,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
    message: &'a str,
    help: Option<&'a str>,
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: Applicability,
    effect: Effect,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    start: usize,
    end: usize,
    insert: &'a str,
}

/// Writes the array, one finding a line; `[]` when there is none.
pub fn json(out: &mut dyn Write, files: &[FileFindings]) -> io::Result<()> {
    let mut first = true;
    for file in files {
        for located in &file.findings {
            out.write_all(if first { b"[\n  " } else { b",\n  " })?;
            first = false;
            serde_json::to_writer(&mut *out, &json_finding(&file.path, located))?;
        }
    }
    out.write_all(if first { b"[]\n" } else { b"\n]\n" })
}

fn json_finding<'a>(path: &'a str, located: &'a Located) -> JsonFinding<'a> {
    let finding = &located.finding;
    let fix = finding.fix.as_ref().map(|fix| JsonFix {
        title: &fix.title,
        applicability: fix.applicability,
        effect: fix.effect,
        edits: fix
            .edits
            .iter()
            .map(|edit| JsonEdit { start: edit.span.start(), end: edit.span.end(), insert: &edit.insert })
            .collect(),
    });
    JsonFinding {
        rule: finding.rule.name,
        severity: finding.rule.severity,
        path,
        line: located.start.line,
        column: located.start.column,
        end_line: located.end.line,
        end_column: located.end.column,
        start: finding.span.start(),
        end: finding.span.end(),
        message: &finding.message,
        help: finding.help.as_deref(),
        fix,
    }
}
