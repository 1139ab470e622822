//! The JSON schema of `hplint.yml`, for editors.

use crate::config::Settings;
use crate::rules;
use serde_json::{Map, Value, json};

/// The schema; the names of rules and groups are those of this version.
pub(super) fn schema() -> Value {
    let rules = rules::all();
    let mut names: Vec<&str> = vec!["all"];
    let mut options = Map::new();
    for rule in &rules {
        let meta = rule.meta();
        names.push(meta.group);
        names.push(meta.name);
        options.insert(meta.name.to_string(), json!({ "type": "object", "description": meta.summary }));
    }
    names.sort_unstable();
    names.dedup();
    let selector = |words: &str| json!({ "description": words, "type": "array", "items": { "enum": names } });
    let strings = |words: &str| json!({ "description": words, "type": "array", "items": { "type": "string" } });
    let one_or_many = |words: &str| {
        let kinds = [json!({ "type": "string" }), json!({ "type": "array", "items": { "type": "string" } })];
        json!({ "description": words, "oneOf": kinds })
    };
    let select = selector("Rules or groups that run; without it those that are on by default");
    let extend_select = selector("Rules or groups that run beside the selected ones");
    let ignore = selector("Rules or groups that do not run");
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "hplint.yml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "extends": one_or_many("Other configuration files, which this one adds to"),
            "select": select,
            "extend-select": extend_select,
            "ignore": ignore,
            "fixable": selector("Rules or groups whose fixes are applied; without it all"),
            "exclude": strings("Globs of paths that are not linted, as .gitignore has them"),
            "owner": one_or_many("The owner's names, most usual first"),
            "site-config": one_or_many("The files of Jekyll's configuration, from the site's root, the later over the earlier"),
            "schemas": {
                "description": "Which keys the owner's own pages and data have: schemas in hplint's form, kinds of files, or paths of such files",
                "type": "array", "items": { "type": ["object", "string"] },
            },
            "references": one_or_many(
                "Files that tell what the owner has published: .bib, YAML or JSON, exports of DBLP and the ACL Anthology, CSL-JSON",
            ),
            "max-file-size": {
                "description": "Above this many bytes a file gets encoding checks only; a unit as in `10 MB` may follow",
                "type": ["integer", "string"], "default": Settings::default().max_file_size,
            },
            "rules": {
                "description": "Options by rule",
                "type": "object", "additionalProperties": false, "properties": options,
            },
            "overrides": {
                "description": "Other selections for some paths; a later one counts over those before it",
                "type": "array",
                "items": {
                    "type": "object", "additionalProperties": false, "required": ["files"],
                    "properties": {
                        "files": strings("Globs of the paths, as .gitignore has them"),
                        "select": select, "extend-select": extend_select, "ignore": ignore,
                    },
                },
            },
        },
    })
}
