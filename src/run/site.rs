//! `hplint site`: what hplint understood, before any rule.

use super::check::tell;
use super::configs::Configs;
use super::groups::{Group, whole_site};
use super::judge::linter;
use super::messages::{Level, Messages, why};
use crate::cli::{ListFormat, RuleArgs, SiteArgs};
use crate::report::{self, SurveyedSite};
use crate::site::{Site, Told};
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

/// Prints the site that `args.path` belongs to. The exit code.
pub(super) fn site(args: &SiteArgs) -> u8 {
    let messages = Messages::new(Level::Normal);
    super::bound_threads(args.files.jobs, &messages);
    if let Some(group) = find(args, &messages) {
        print(&group, args.output_format, &messages);
    }
    if messages.failed() { 2 } else { 0 }
}

fn find(args: &SiteArgs, messages: &Messages) -> Option<Group> {
    let path = args.path.canonicalize();
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let (path, here) = match path.and_then(|path| Ok((path, here?))) {
        Ok(both) => both,
        Err(error) => {
            messages.error(format!("{}: {}", args.path.display(), why(&error)));
            return None;
        }
    };
    let rules = RuleArgs::default();
    let mut configs = Configs::new(&rules, &args.files, messages, here);
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new("/")) };
    Some(whole_site(folder, &mut configs, messages))
}

fn print(group: &Group, format: ListFormat, messages: &Messages) {
    let site = Site::build_as(group.tree.as_ref(), &Told::from(&group.judgement.settings));
    let survey = linter(group, &site).survey(&group.pages, &|page| group.tree.page(page));
    for (path, why) in &survey.unreadable {
        messages.error(format!("{path}: {why}"));
    }
    let root = group.root.to_string_lossy();
    let surveyed = SurveyedSite { root: &root, site: &site, survey: &survey };
    let mut out = BufWriter::new(stdout().lock());
    let written = match format {
        ListFormat::Text => report::site_text(&mut out, surveyed),
        ListFormat::Json => report::site_json(&mut out, surveyed),
    };
    tell(written.and_then(|()| out.flush()), messages);
}
