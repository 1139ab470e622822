//! Which rules run, where, and with which options: what the [`Settings`] say of names and groups.

use super::{REGISTRY, Rule};
use crate::config::Settings;
use crate::finding::RuleMeta;

/// The rules that run, and what in the settings could not be understood.
pub struct Selection {
    pub rules: Vec<Box<dyn Rule>>,
    /// Names that are no rule or group, and options that a rule does not have; each says which.
    pub problems: Vec<String>,
}

/// Makes the rules that the settings ask for anywhere. A rule whose options cannot be understood runs without them.
pub fn select(settings: &Settings) -> Selection {
    let mut rules = Vec::new();
    let mut metas = Vec::new();
    let mut problems = Vec::new();
    for registered in REGISTRY {
        let rule = registered.by_default();
        let meta = rule.meta();
        metas.push(meta);
        if !settings.may_run(meta) {
            continue;
        }
        match (registered.make)(settings.rules.get(meta.name)) {
            Ok(with_options) => rules.push(with_options),
            Err(why) => {
                problems.push(format!("options of rule `{}`: {why}", meta.name));
                rules.push(rule);
            }
        }
    }
    let named = [&settings.select, &settings.extend_select, &settings.ignore, &settings.fixable];
    let named = named.into_iter().flatten().chain(settings.rules.keys());
    problems.extend(named.filter_map(|name| unknown_among(name, &metas)));
    problems.dedup();
    Selection { rules, problems }
}

/// What to say of each name that is neither a rule, nor a group, nor `all`.
pub fn unknown<'a>(names: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let rules = super::all();
    let metas: Vec<&'static RuleMeta> = rules.iter().map(|rule| rule.meta()).collect();
    names.into_iter().filter_map(|name| unknown_among(name, &metas)).collect()
}

/// Whether `selector` (a rule's name, a group or `all`) means this rule.
fn matches(selector: &str, meta: &RuleMeta) -> bool {
    selector == "all" || selector == meta.name || selector == meta.group
}

/// What to say of a name that is neither a rule nor a group.
fn unknown_among(name: &str, metas: &[&'static RuleMeta]) -> Option<String> {
    if metas.iter().any(|meta| matches(name, meta)) {
        return None;
    }
    let known = metas.iter().flat_map(|meta| [meta.name, meta.group]);
    let near = known.map(|known| (strsim::osa_distance(name, known), known)).min();
    match near.filter(|(distance, known)| distance * 3 <= known.len()) {
        Some((_, known)) => Some(format!("there is no rule or group `{name}`, did you mean `{known}`?")),
        None => Some(format!("there is no rule or group `{name}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(select: &[&str], extend: &[&str], ignore: &[&str]) -> (Vec<&'static str>, Vec<String>) {
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let settings = Settings {
            select: owned(select),
            extend_select: owned(extend),
            ignore: owned(ignore),
            ..Settings::default()
        };
        let selection = super::select(&settings);
        (selection.rules.iter().map(|rule| rule.meta().name).collect(), selection.problems)
    }

    #[test]
    fn rules_are_selected_by_name_group_and_all() {
        let rule = "file-too-large";
        for select in [&[] as &[&str], &[rule], &["encoding"], &["all"]] {
            assert!(names(select, &[], &[]).0.contains(&rule), "{select:?}");
            assert!(!names(select, &[], &[rule]).0.contains(&rule), "{select:?}");
            assert!(!names(select, &[], &["encoding"]).0.contains(&rule), "{select:?}");
        }
        assert_eq!(names(&[rule], &[], &[]).0, [rule]);
        assert!(names(&[], &["all"], &[]).0.len() >= names(&[], &[], &[]).0.len());
    }

    #[test]
    fn an_unknown_name_is_told_with_its_neighbour() {
        let (_, problems) = names(&["file-to-large", "nothing-like-it"], &[], &["enoding"]);
        let expected = [
            "there is no rule or group `file-to-large`, did you mean `file-too-large`?",
            "there is no rule or group `nothing-like-it`",
            "there is no rule or group `enoding`, did you mean `encoding`?",
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_wrong_option_names_the_rule_and_the_key() {
        let options = serde_yaml::from_str("colour: red").expect("valid YAML");
        let rules = [("file-too-large".to_string(), options)].into();
        let selection = super::select(&Settings { rules, ..Settings::default() });
        let [problem] = &selection.problems[..] else { panic!("{:?}", selection.problems) };
        assert!(problem.contains("`file-too-large`") && problem.contains("`colour`"), "{problem}");
        assert!(selection.rules.iter().any(|rule| rule.meta().name == "file-too-large"));
    }
}
