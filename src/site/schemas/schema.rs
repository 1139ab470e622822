//! One schema: when it holds, and which files have which keys.

use super::json;
use super::key::{ANY, Keys, OneOrMany};
use crate::config::globs;
use ignore::gitignore::Gitignore;
use serde::Deserialize;

/// The keys that one program, or the owner, knows.
#[derive(Debug)]
pub struct Schema {
    /// The program, or what the owner calls it.
    pub name: String,
    /// The owner wrote it.
    pub(super) is_own: bool,
    when: When,
    pub(super) kinds: Vec<Kind>,
}

/// Whether a schema holds; what is empty is not asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct When {
    generator: OneOrMany<String>,
    theme: OneOrMany<String>,
    plugin: OneOrMany<String>,
}

/// Files of one kind and their keys.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) selector: Selector,
    pub(super) keys: Keys,
    /// What judges the values beside the facts of `keys`.
    pub(super) json_schema: Option<jsonschema::Validator>,
}

#[derive(Debug)]
pub(super) enum Selector {
    /// Every page.
    Pages,
    /// Documents of these collections, or of any by [`ANY`]; a blog's posts are of `posts`.
    Collections(Vec<String>),
    /// Globs from the site's root.
    Files(Gitignore),
    /// The generator's configuration.
    Config,
    /// Data files by their paths below the folder of data, without their endings.
    Data(Vec<String>),
    /// Entries of a bibliography.
    Bibliography,
}

/// The site that a schema may hold for.
pub(in crate::site) struct Setting<'a> {
    /// In lower case.
    pub(in crate::site) generator: String,
    /// In lower case.
    pub(in crate::site) theme: String,
    pub(in crate::site) has_plugin: &'a dyn Fn(&str) -> bool,
}

/// A file that schemas may know.
#[derive(Clone, Copy, Debug)]
pub(in crate::site) enum File<'a> {
    Page {
        path: &'a str,
        collection: Option<&'a str>,
    },
    Config,
    /// Below the folder of data, without its ending.
    Data {
        path: &'a str,
        name: &'a str,
    },
    Bibliography,
}

impl Schema {
    /// Reads a schema in hplint's form. `Err` says what in it cannot be understood.
    pub(super) fn read(value: serde_yaml::Value) -> Result<Schema, String> {
        let form: Form = serde_yaml::from_value(value).map_err(|error| error.to_string())?;
        let kinds = form.kinds.into_iter().map(Kind::try_from).collect::<Result<_, _>>()?;
        Ok(Schema { name: form.name, is_own: false, when: form.when, kinds })
    }

    /// Whether it holds for the site.
    pub(in crate::site) fn holds(&self, site: &Setting) -> bool {
        let has = |asked: &OneOrMany<String>, is: &dyn Fn(&str) -> bool| {
            asked.0.is_empty() || asked.0.iter().any(|name| is(name))
        };
        has(&self.when.generator, &|name| name == site.generator)
            && has(&self.when.theme, &|name| name == site.theme)
            && has(&self.when.plugin, site.has_plugin)
    }

    /// Whether a JSON Schema judges files of some kind.
    pub(in crate::site) fn has_json_schema(&self) -> bool {
        self.kinds.iter().any(|kind| kind.json_schema.is_some())
    }

    /// Whether it is of the generator itself, or of something that the site has beside it. Others hold for every site of a
    /// generator: so that a key of a plugin is known also where the plugin is missing.
    pub(in crate::site) fn is_of(&self, generator: &str) -> bool {
        let When { theme, plugin, generator: asked } = &self.when;
        let is_special = !theme.0.is_empty() || !plugin.0.is_empty() || asked.0.is_empty();
        is_special || self.name.eq_ignore_ascii_case(generator)
    }

    /// The more it asks for, the more it knows: a theme's schema comes before its generator's.
    pub(in crate::site) fn rank(&self) -> usize {
        let asked = [&self.when.theme, &self.when.plugin, &self.when.generator];
        asked.iter().position(|asked| !asked.0.is_empty()).unwrap_or(asked.len())
    }
}

impl Kind {
    pub(super) fn has(&self, file: File) -> bool {
        match (&self.selector, file) {
            (Selector::Pages, File::Page { .. })
            | (Selector::Config, File::Config)
            | (Selector::Bibliography, File::Bibliography) => true,
            (Selector::Collections(names), File::Page { collection: Some(collection), .. }) => {
                names.iter().any(|name| name == collection || name == ANY)
            }
            (Selector::Data(names), File::Data { name, .. }) => names.iter().any(|known| known == name),
            (Selector::Files(globs), File::Page { path, .. } | File::Data { path, .. }) => {
                globs.matched_path_or_any_parents(path, false).is_ignore()
            }
            _ => false,
        }
    }

    /// Whether it knows files of one sort, not all of them.
    pub(super) fn is_special(&self) -> bool {
        !matches!(self.selector, Selector::Pages)
    }
}

/// A schema as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    name: String,
    /// Where the facts were read: for whoever keeps them.
    #[serde(rename = "source", default)]
    _source: Option<serde_yaml::Value>,
    #[serde(default)]
    when: When,
    kinds: Vec<KindForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindForm {
    name: String,
    #[serde(default)]
    pages: Option<All>,
    #[serde(default)]
    collections: OneOrMany<String>,
    #[serde(default)]
    files: OneOrMany<String>,
    #[serde(default)]
    config: bool,
    #[serde(default)]
    data: OneOrMany<String>,
    #[serde(default)]
    bibliography: bool,
    #[serde(default)]
    keys: Keys,
    #[serde(default, rename = "json-schema")]
    json_schema: Option<serde_yaml::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum All {
    All,
}

impl TryFrom<KindForm> for Kind {
    type Error = String;

    fn try_from(form: KindForm) -> Result<Kind, String> {
        let KindForm { name, pages, collections, files, config, data, bibliography, mut keys, json_schema } = form;
        let compiled = json_schema.as_ref().map(json::compile).transpose();
        let compiled = compiled.map_err(|why| format!("the JSON Schema of `{name}`: {why}"))?;
        let json_schema = compiled.map(|(validator, properties)| {
            for (name, key) in properties {
                keys.entry(name).or_insert(key);
            }
            validator
        });
        let mut selectors = Vec::new();
        selectors.extend(pages.map(|All::All| Selector::Pages));
        selectors.extend(config.then_some(Selector::Config));
        selectors.extend(bibliography.then_some(Selector::Bibliography));
        selectors.extend((!collections.0.is_empty()).then_some(Selector::Collections(collections.0)));
        selectors.extend((!data.0.is_empty()).then_some(Selector::Data(data.0)));
        if !files.0.is_empty() {
            let globs = globs(&files.0).map_err(|(glob, why)| format!("`{glob}` is no glob: {why}"))?;
            selectors.push(Selector::Files(globs));
        }
        let count = selectors.len();
        match selectors.pop() {
            Some(selector) if count == 1 => Ok(Kind { selector, keys, json_schema }),
            _ => Err(format!(
                "`{name}` needs one of `pages: all`, `collections`, `files`, `config`, `data` and `bibliography`"
            )),
        }
    }
}
