//! The configuration of each file: the nearest `hplint.yml` above it and the flags.

use super::disk;
use super::messages::Messages;
use super::roots::is_top;
use crate::cli::{FileArgs, RuleArgs};
use crate::config::{self, Flags, NAMES, Settings, Today};
use crate::publications::References;
use crate::rules::{self, Rule};
use crate::site::schemas;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What holds for the files of one root.
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

    /// The same for a file of a folder that was asked for: who names a folder that is left out wants to see it.
    pub(super) fn excludes_below(&self, folder: &Path, path: &Path) -> bool {
        self.excludes(path) && !self.excludes(folder)
    }
}

/// Finds and reads configurations, each once.
pub(super) struct Configs<'a> {
    rules: &'a RuleArgs,
    files: &'a FileArgs,
    messages: &'a Messages,
    here: PathBuf,
    nearest: HashMap<PathBuf, Option<PathBuf>>,
    read: HashMap<Option<PathBuf>, (Settings, Vec<String>)>,
    judgements: HashMap<(Option<PathBuf>, String), Arc<Judgement>>,
}

impl<'a> Configs<'a> {
    /// `here` is the folder that hplint was started in, absolute; globs of `--exclude` are relative to it.
    pub(super) fn new(rules: &'a RuleArgs, files: &'a FileArgs, messages: &'a Messages, here: PathBuf) -> Configs<'a> {
        Configs {
            rules,
            files,
            messages,
            here,
            nearest: HashMap::new(),
            read: HashMap::new(),
            judgements: HashMap::new(),
        }
    }

    /// What holds for files below `root` (absolute).
    pub(super) fn of(&mut self, root: &Path) -> Arc<Judgement> {
        let file = match &self.files.config {
            Some(file) => Some(self.here.join(file)),
            None if self.files.isolated => None,
            None => self.nearest(root),
        };
        if !self.read.contains_key(&file) {
            let read = file.as_deref().map(|file| self.read_file(file)).unwrap_or_default();
            self.read.insert(file.clone(), read);
        }
        let (settings, problems) = &self.read[&file];
        let folder = file.as_deref().and_then(Path::parent).filter(|_| !settings.overrides.is_empty());
        let key = (file.clone(), folder.and_then(|folder| below(folder, root)).unwrap_or_default());
        if let Some(known) = self.judgements.get(&key) {
            return known.clone();
        }
        let today = self.files.today.map_or_else(clock, Today::Given);
        let settings = Settings { root: key.1.clone(), today, ..settings.clone() };
        let judgement = Arc::new(self.judge(file.as_deref(), settings, problems.clone()));
        self.judgements.insert(key, judgement.clone());
        judgement
    }

    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.nearest.get(folder) {
            return known.clone();
        }
        let here = NAMES.iter().map(|name| folder.join(name)).find(|file| file.symlink_metadata().is_ok());
        let found = match here {
            Some(file) => Some(file),
            None if is_top(folder) => None,
            None => folder.parent().and_then(|parent| self.nearest(parent)),
        };
        self.nearest.insert(folder.to_path_buf(), found.clone());
        found
    }

    /// Adds the flags to what `file` says, and tells what cannot be understood.
    fn judge(&self, file: Option<&Path>, mut settings: Settings, mut problems: Vec<String>) -> Judgement {
        let mut excludes = Vec::new();
        if let Some(folder) = file.and_then(Path::parent).and_then(|folder| folder.canonicalize().ok()) {
            // What is no glob in a configuration has been told of with its place.
            excludes.push(globs(&folder, &settings.exclude, &mut |_| ()));
        }
        excludes.push(globs(&self.here, &self.files.exclude, &mut |problem| problems.push(problem)));
        let args = self.rules;
        let names = args.select.iter().chain(&args.extend_select).chain(&args.ignore).chain(&args.fixable);
        problems.extend(rules::unknown(names));
        let is_told = |problem: &String, told: &[String]| told.iter().any(|told| told.contains(problem.as_str()));
        settings.add_flags(Flags {
            select: args.select.clone(),
            extend_select: args.extend_select.clone(),
            ignore: args.ignore.clone(),
            fixable: args.fixable.clone(),
        });
        problems.extend(schemas::own(&settings.schemas).1);
        problems.extend(References::read(&settings.references).1);
        let selection = rules::select(&settings);
        let more: Vec<String> = selection.problems.into_iter().filter(|problem| !is_told(problem, &problems)).collect();
        problems.extend(more);
        let is_sound = problems.is_empty();
        for problem in problems {
            self.messages.error(problem);
        }
        Judgement { settings, rules: selection.rules, excludes, is_sound }
    }

    /// The settings as far as they could be understood, and what could not, with its place.
    fn read_file(&self, file: &Path) -> (Settings, Vec<String>) {
        let path = file.strip_prefix(&self.here).unwrap_or(file).to_string_lossy().replace('\\', "/");
        self.messages.detail(format!("configuration: {path}"));
        let text = match read_text(file) {
            Ok(text) => text,
            Err(why) => return (Settings::default(), vec![format!("{path}: {why}")]),
        };
        let rules = rules::all();
        let metas: Vec<_> = rules.iter().map(|rule| rule.meta()).collect();
        let read = |base: &str| read_text(&self.here.join(base));
        let (settings, errors) = config::load(&path, &text, &read, &metas);
        (settings, errors.iter().map(ToString::to_string).collect())
    }
}

/// What day the machine's clock says.
fn clock() -> Today {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(Today::Unknown, |since| Today::Clock((since.as_secs() / 86_400).cast_signed()))
}

fn read_text(file: &Path) -> Result<String, String> {
    String::from_utf8(disk::read_file(file)?).map_err(|_| "is not UTF-8".to_string())
}

/// The way from `folder` down to `root`, with `/` between folders and at its end; empty when they are the same or `root`
/// is not below.
fn below(folder: &Path, root: &Path) -> Option<String> {
    let below = root.strip_prefix(folder).ok()?;
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    Some(if parts.is_empty() { String::new() } else { parts.join("/") + "/" })
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
