//! Lint, fix, diff: from the flags to the report and the exit code.

use super::configs::Configs;
use super::diff::diff;
use super::groups::{Group, group};
use super::judge::{Repair, lint, readable, repair};
use super::messages::{Level, Messages, why};
use super::targets::{Targets, find, given};
use super::terminal::look;
use super::write::replace;
use crate::cli::{LintArgs, OutputFormat};
use crate::config::Settings;
use crate::finding::{Applicability, Finding};
use crate::report::{self, FileFindings, Totals};
use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufWriter, Read, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};

/// Lints or fixes what `args` name, and says so. The exit code.
pub(super) fn check(args: &LintArgs) -> u8 {
    let level = match (args.quiet, args.verbose) {
        (true, _) => Level::Quiet,
        (_, true) => Level::Verbose,
        _ => Level::Normal,
    };
    let messages = Messages::new(level);
    let left = start(args, &messages);
    match left {
        _ if messages.failed() => 2,
        Some(left) if left > 0 && !args.exit_zero => 1,
        _ => 0,
    }
}

/// The number of findings left; `None` when hplint did not get as far.
fn start(args: &LintArgs, messages: &Messages) -> Option<usize> {
    super::bound_threads(args.files.jobs, messages);
    let here = match std::env::current_dir().and_then(|here| here.canonicalize()) {
        Ok(here) => here,
        Err(error) => {
            messages.error(format!("the current folder: {}", why(&error)));
            return None;
        }
    };
    let is_stdin = is_stdin(args);
    let targets = if is_stdin { from_stdin(args, messages)? } else { find(&paths(args), messages) };
    let mut configs = Configs::new(&args.rules, &args.files, messages, here);
    if targets.files.is_empty() {
        configs.of(Path::new("."));
    }
    let groups = group(targets, &mut configs, messages);
    let may_fix = groups.iter().all(|group| group.judgement.is_sound);
    if (args.fix || args.diff) && !may_fix {
        messages.note("nothing is fixed before the configuration is right");
    }
    match () {
        () if args.fix && may_fix => fix(args, &groups, is_stdin, messages),
        () if args.diff && may_fix => show_diff(args, &groups, messages),
        () => {
            let files = lint(&groups, messages);
            let totals = Totals::count(&files, &is_fixable(&groups));
            print(args, &files, &totals.found(), false, messages);
            Some(totals.findings())
        }
    }
}

/// Standard input is read for `-`, and for a `--stdin-filename` without paths.
fn is_stdin(args: &LintArgs) -> bool {
    args.paths == [Path::new("-")] || (args.paths.is_empty() && args.stdin_filename.is_some())
}

fn from_stdin(args: &LintArgs, messages: &Messages) -> Option<Targets> {
    let mut bytes = Vec::new();
    let targets = stdin().lock().read_to_end(&mut bytes).and_then(|_| given(args.stdin_filename.as_deref(), bytes));
    targets.map_err(|error| messages.error(format!("standard input: {}", why(&error)))).ok()
}

fn paths(args: &LintArgs) -> Vec<PathBuf> {
    if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() }
}

fn least(args: &LintArgs) -> Applicability {
    if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe }
}

/// Whether the user lets the fix of a finding be applied, in any of the groups.
fn is_fixable(groups: &[Group]) -> impl Fn(&Finding) -> bool {
    let settings = groups.iter().map(|group| &group.judgement.settings);
    let each: BTreeMap<&[String], &Settings> =
        settings.map(|settings| (settings.fixable.as_slice(), settings)).collect();
    move |finding| each.values().any(|settings| settings.is_fixable(finding.rule))
}

/// Fixes and writes; a page on standard input goes to standard output, its findings to standard error.
fn fix(args: &LintArgs, groups: &[Group], is_stdin: bool, messages: &Messages) -> Option<usize> {
    let (mut fixed, mut files_fixed) = (0, 0);
    let mut files = Vec::new();
    let mut written = HashSet::new();
    let repairs = repair(groups, least(args), messages);
    tell_dropped(&repairs, messages);
    for Repair { group, shown, page, read } in repairs {
        if is_stdin {
            let bytes = page.bytes.as_ref().map_or_else(|| group.tree.page(&page.path), |bytes| Ok(bytes.clone()));
            let printed = bytes.map_err(io::Error::other).and_then(|bytes| stdout().lock().write_all(&bytes));
            tell(printed, messages);
            (fixed, files_fixed) = (page.applied.len(), usize::from(page.bytes.is_some()));
        } else if let Some(bytes) = page.bytes {
            match replace(&group.root.join(&page.path), &bytes, read, &mut written) {
                Ok(()) => (fixed, files_fixed) = (fixed + page.applied.len(), files_fixed + 1),
                Err(why) => {
                    messages.error(format!("{shown}: {why}"));
                    continue;
                }
            }
        }
        files.extend(readable(shown, page.report, messages));
    }
    let totals = Totals::count(&files, &is_fixable(groups));
    print(args, &files, &totals.fixed(fixed, files_fixed), is_stdin, messages);
    Some(totals.findings())
}

/// Shows what fixing would change, and changes nothing: all findings are left.
fn show_diff(args: &LintArgs, groups: &[Group], messages: &Messages) -> Option<usize> {
    let look = look(args.color, false);
    let (mut fixed, mut files_fixed) = (0, 0);
    let mut files = Vec::new();
    let mut out = BufWriter::new(stdout().lock());
    let mut written = Ok(());
    let repairs = repair(groups, least(args), messages);
    tell_dropped(&repairs, messages);
    for Repair { group, shown, page, read: _ } in repairs {
        if let (Some(new), Ok(old)) = (&page.bytes, group.tree.page(&page.path)) {
            (fixed, files_fixed) = (fixed + page.applied.len(), files_fixed + 1);
            written = written.and_then(|()| diff(&mut out, shown, &old, new, look.color));
        }
        files.extend(readable(shown, page.report, messages));
    }
    tell(written.and_then(|()| out.flush()), messages);
    let totals = Totals::count(&files, &is_fixable(groups));
    messages.note(totals.would_have_fixed(fixed, files_fixed));
    Some(fixed + totals.findings())
}

/// Says how many fixes could not be proved, and with `--verbose` which.
fn tell_dropped(repairs: &[Repair], messages: &Messages) {
    let mut count = 0;
    for repair in repairs {
        for dropped in &repair.page.dropped {
            count += 1;
            messages.detail(format!("{}:{dropped}", repair.shown));
        }
    }
    if count > 0 {
        messages
            .note(format!("fixes left out because they might change something else: {count} (--verbose says which)"));
    }
}

/// Writes the report in the format asked for, and `last` under those for people.
fn print(args: &LintArgs, files: &[FileFindings], last: &str, to_stderr: bool, messages: &Messages) {
    let look = look(args.color, to_stderr);
    let to: Box<dyn Write> = if to_stderr { Box::new(stderr()) } else { Box::new(stdout()) };
    let mut out = BufWriter::new(to);
    let mut write = || -> io::Result<()> {
        match (args.output_format, args.statistics) {
            (OutputFormat::Json, true) => report::statistics_json(&mut out, files)?,
            (OutputFormat::Json, false) => report::json(&mut out, files)?,
            (_, true) => report::statistics(&mut out, files)?,
            (OutputFormat::Concise, false) => report::concise(&mut out, files)?,
            (OutputFormat::Full, false) => report::full(&mut out, files, look)?,
        }
        if !args.quiet && args.output_format != OutputFormat::Json {
            writeln!(out, "{last}")?;
        }
        out.flush()
    };
    tell(write(), messages);
}

/// A reader who has seen enough and closed the pipe is content; any other failure to write is an error.
pub(super) fn tell(written: io::Result<()>, messages: &Messages) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        messages.error(format!("standard output: {}", why(&error)));
    }
}
