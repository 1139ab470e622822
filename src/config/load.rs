//! A configuration file and those it extends → [`Settings`], and what in them cannot be understood.

use super::file::{File, OneOrMany, OverrideFile};
use super::{Override, OwnSchema, ReferenceFile, Settings, globs};
use crate::finding::RuleMeta;
use crate::text::LineIndex;
use memchr::{memchr2_iter, memmem, memrchr};
use std::fmt;

/// A configuration with more `[` and `{` is refused unread: the YAML scanner is quadratic in those left open.
const BRACKETS: usize = 5_000;

/// More files are not read: two that each extend the next two twice over make a million.
const FILES: usize = 100;

/// What in a configuration file cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub message: String,
    /// "did you mean `x`?", or what is allowed.
    pub help: Option<String>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.path, self.line, self.column, self.message)?;
        match &self.help {
            Some(help) => write!(out, ", {help}"),
            None => Ok(()),
        }
    }
}

/// Reads the configuration `text` of the file at `path` (`/` between folders) and, through `read`, the files it extends:
/// what they say comes first, lists add up, and what is said again nearer counts. `known` are all rules. Pure but for
/// `read`, whose error says why a file cannot be read. The settings hold what could be understood beside the errors.
pub fn load(
    path: &str,
    text: &str,
    read: &dyn Fn(&str) -> Result<String, String>,
    known: &[&RuleMeta],
) -> (Settings, Vec<ConfigError>) {
    let mut loader =
        Loader { read, known, settings: Settings::default(), errors: Vec::new(), open: Vec::new(), files: 0 };
    loader.file(path, text);
    (loader.settings, loader.errors)
}

struct Loader<'a> {
    read: &'a dyn Fn(&str) -> Result<String, String>,
    known: &'a [&'a RuleMeta],
    settings: Settings,
    errors: Vec<ConfigError>,
    /// The files that led to the one being read, itself last.
    open: Vec<String>,
    /// Read so far.
    files: usize,
}

impl Loader<'_> {
    fn file(&mut self, path: &str, text: &str) {
        self.files += 1;
        self.open.push(path.to_string());
        match parse(text) {
            Ok(file) => self.add(text, file),
            Err((at, message, help)) => self.error(text, at, message, help),
        }
        self.open.pop();
    }

    /// Notes an error at byte `at` of the file being read.
    fn error(&mut self, text: &str, at: usize, message: String, help: Option<String>) {
        let place = LineIndex::new(text).line_column(at);
        let path = self.open.last().cloned().unwrap_or_default();
        self.errors.push(ConfigError { path, line: place.line, column: place.column, message, help });
    }

    fn add(&mut self, text: &str, file: File) {
        for base in &file.extends.0 {
            self.extend(text, base);
        }
        let selections = file.select.iter().chain(&file.fixable).chain([&file.extend_select, &file.ignore]);
        let names: Vec<&String> = selections.flatten().chain(file.rules.keys()).collect();
        self.check_names(text, &names);
        if let Err((glob, why)) = globs(&file.exclude) {
            self.error(text, place_of(text, &glob), format!("`{glob}` is no glob: {why}"), None);
        }
        let settings = &mut self.settings;
        settings.select = file.select.unwrap_or(std::mem::take(&mut settings.select));
        settings.extend_select.extend(file.extend_select);
        settings.ignore.extend(file.ignore);
        settings.fixable = file.fixable.unwrap_or(std::mem::take(&mut settings.fixable));
        settings.exclude.extend(file.exclude);
        if let Some(OneOrMany(owner)) = file.owner {
            settings.owner = owner;
        }
        if let Some(OneOrMany(files)) = file.site_config {
            settings.site_config = files;
        }
        if let Some(size) = file.max_file_size {
            settings.max_file_size = size.0;
        }
        for (rule, options) in file.rules {
            merge(settings.rules.entry(rule).or_default(), options);
        }
        for schema in file.schemas {
            self.add_schema(text, schema);
        }
        for name in file.references.0 {
            self.add_reference(text, name);
        }
        for other in file.overrides {
            self.add_override(text, other);
        }
    }

    fn add_override(&mut self, text: &str, file: OverrideFile) {
        let selections = file.select.iter().chain([&file.extend_select, &file.ignore]);
        self.check_names(text, &selections.flatten().collect::<Vec<_>>());
        if file.files.is_empty() {
            let message = "an entry of `overrides` without `files` matches nothing".to_string();
            self.error(text, place_of(text, "overrides"), message, None);
        }
        match globs(&file.files) {
            Ok(files) => {
                let OverrideFile { select, extend_select, ignore, .. } = file;
                self.settings.overrides.push(Override { files: Some(files), select, extend_select, ignore });
            }
            Err((glob, why)) => {
                self.error(text, place_of(text, &glob), format!("`{glob}` is no glob: {why}"), None);
            }
        }
    }

    /// Adds a schema, which stands here or in a file of its own.
    fn add_schema(&mut self, text: &str, mut value: serde_yaml::Value) {
        let name = value.get("name").unwrap_or(&value).as_str().unwrap_or("schemas").to_string();
        let place = self.place(text, place_of(text, &name));
        if value.is_string() {
            self.put_file(text, &mut value);
        }
        let kinds = value.get_mut("kinds").and_then(|kinds| kinds.as_sequence_mut());
        for kind in kinds.into_iter().flatten() {
            kind.get_mut("json-schema").into_iter().for_each(|json| self.put_file(text, json));
        }
        value.get_mut("json-schema").into_iter().for_each(|json| self.put_file(text, json));
        // What a file could not be read for has been told.
        if !value.is_string() {
            self.settings.schemas.push(OwnSchema { value, place });
        }
    }

    /// Adds a file that tells of publications.
    fn add_reference(&mut self, text: &str, name: String) {
        let at = place_of(text, &name);
        match (self.read)(&join(self.folder(), &name)) {
            Ok(read) => {
                let place = self.place(text, at);
                self.settings.references.push(ReferenceFile { name, text: read.into(), place });
            }
            Err(why) => self.error(text, at, format!("`{name}` cannot be read: {why}"), None),
        }
    }

    /// Byte `at` of the file being read, for messages.
    fn place(&self, text: &str, at: usize) -> String {
        let at = LineIndex::new(text).line_column(at);
        format!("{}:{}:{}", self.open.last().map_or("", String::as_str), at.line, at.column)
    }

    /// Replaces the path of a YAML or JSON file by what stands in that.
    fn put_file(&mut self, text: &str, value: &mut serde_yaml::Value) {
        let serde_yaml::Value::String(name) = value else { return };
        let read = match (self.read)(&join(self.folder(), name)) {
            Ok(file) if has_too_many_brackets(&file) => Err(format!("more than {BRACKETS} brackets")),
            Ok(file) => serde_yaml::from_str(&file).map_err(|error| error.to_string()),
            Err(why) => Err(why),
        };
        match read {
            Ok(read) => *value = read,
            Err(why) => self.error(text, place_of(text, name), format!("`{name}` cannot be read: {why}"), None),
        }
    }

    /// The folder of the file being read.
    fn folder(&self) -> &str {
        self.open.last().map_or("", |path| path.rsplit_once('/').map_or("", |(folder, _)| folder))
    }

    /// Reads the file that the one being read extends.
    fn extend(&mut self, text: &str, base: &str) {
        let path = join(self.folder(), base);
        let at = place_of(text, base);
        if self.open.contains(&path) {
            let way = self.open.join("`, which extends `");
            return self.error(text, at, format!("`{base}` extends itself, by way of `{way}`"), None);
        }
        if self.files >= FILES {
            return self.error(text, at, format!("more than {FILES} files are extended"), None);
        }
        match (self.read)(&path) {
            Ok(base_text) => self.file(&path, &base_text),
            Err(why) => self.error(text, at, format!("`{base}` cannot be read: {why}"), None),
        }
    }

    fn check_names(&mut self, text: &str, names: &[&String]) {
        for name in names {
            let is_known = |rule: &&RuleMeta| rule.name == name.as_str() || rule.group == name.as_str();
            if *name == "all" || self.known.iter().any(is_known) {
                continue;
            }
            let help = nearest(name, self.known.iter().flat_map(|rule| [rule.name, rule.group]));
            self.error(text, place_of(text, name), format!("there is no rule or group `{name}`"), help);
        }
    }
}

/// Reads one file; an error is its byte offset, message and help.
fn parse(text: &str) -> Result<File, (usize, String, Option<String>)> {
    if has_too_many_brackets(text) {
        return Err((0, format!("more than {BRACKETS} brackets"), None));
    }
    serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map_or(0, |place| place.index());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        match message.split_once("unknown field `").and_then(|(_, rest)| rest.split_once('`')) {
            Some((key, allowed)) => {
                let allowed: Vec<&str> = allowed.split('`').skip(1).step_by(2).collect();
                let keys = format!("the keys are `{}`", allowed.join("`, `"));
                (at, format!("unknown key `{key}`"), nearest(key, allowed.iter().copied()).or(Some(keys)))
            }
            None => (at, message.replace("a sequence", "a list").replace("a map", "keys with values"), None),
        }
    })
}

fn has_too_many_brackets(text: &str) -> bool {
    memchr2_iter(b'[', b'{', text.as_bytes()).count() > BRACKETS
}

/// "did you mean `x`?" when one of `known` is near enough to `name`.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let (distance, near) = known.map(|known| (strsim::osa_distance(name, known), known)).min()?;
    (distance * 3 <= near.len()).then(|| format!("did you mean `{near}`?"))
}

/// Where `word` first stands by itself in `text`, comments left out. serde tells where a key stands, not where a value
/// that it accepted stands.
fn place_of(text: &str, word: &str) -> usize {
    let bytes = text.as_bytes();
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    memmem::find_iter(bytes, word)
        .find(|&at| {
            let line = memrchr(b'\n', &bytes[..at]).map_or(0, |at| at + 1);
            let is_comment = bytes[line..at].contains(&b'#');
            !is_comment && !is_part(bytes[..at].last()) && !is_part(bytes.get(at + word.len()))
        })
        .unwrap_or(0)
}

/// `base` as seen from `folder`, without `.` and, where there is something to go back from, `..`.
fn join(folder: &str, base: &str) -> String {
    if base.starts_with('/') || folder.is_empty() {
        return base.strip_prefix("./").unwrap_or(base).to_string();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in base.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, "" | "..")) => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Lays the options of a nearer file over those of a farther one.
fn merge(under: &mut serde_yaml::Value, over: serde_yaml::Value) {
    match (under, over) {
        (serde_yaml::Value::Mapping(under), serde_yaml::Value::Mapping(over)) => under.extend(over),
        (_, serde_yaml::Value::Null) => {}
        (under, over) => *under = over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    static RULE: RuleMeta = RuleMeta {
        name: "broken-link",
        group: "links",
        severity: Severity::Error,
        default: true,
        summary: "",
        fixes: &[],
    };

    /// Loads `site/hplint.yml` with `files` beside it.
    fn load_among(text: &str, files: &[(&str, &str)]) -> (Settings, Vec<String>) {
        let read = |path: &str| {
            let file = files.iter().find(|(name, _)| *name == path);
            file.map(|(_, text)| text.to_string()).ok_or("no such file".to_string())
        };
        let (settings, errors) = load("site/hplint.yml", text, &read, &[&RULE]);
        (settings, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn everything_is_read() {
        let text = "select: [all]\nextend-select: [links]\nignore: [broken-link]\nfixable: [links]\nexclude: [drafts/]\nowner: Ada Example\nsite-config: [_config.yml, _config.local.yml]\nmax-file-size: 1 MB\nrules:\n  broken-link:\n    x: 1\noverrides:\n  - files: ['*.md']\n    ignore: [all]\n";
        let (settings, errors) = load_among(text, &[]);
        assert!(errors.is_empty(), "{errors:?}");
        let lists = [&settings.select, &settings.extend_select, &settings.ignore, &settings.fixable, &settings.exclude];
        assert_eq!(lists.map(|list| list.join(" ")), ["all", "links", "broken-link", "links", "drafts/"]);
        assert_eq!((settings.owner, settings.max_file_size), (vec!["Ada Example".to_string()], 1_000_000));
        assert_eq!(settings.rules["broken-link"]["x"], 1);
        assert_eq!(settings.site_config, ["_config.yml", "_config.local.yml"]);
        assert_eq!(settings.overrides.len(), 1);
    }

    #[test]
    fn mistakes_have_a_place_and_a_neighbour() {
        for (text, expected) in [
            ("selct: [all]\n", "1:1: unknown key `selct`, did you mean `select`?"),
            ("# select\n\noverrides:\n  - fils: [a]\n", "4:5: unknown key `fils`, did you mean `files`?"),
            (
                "overrides:\n  - colour: [a]\n    files: [b]\n",
                "2:5: unknown key `colour`, the keys are `files`, `select`, `extend-select`, `ignore`",
            ),
            ("select: all\n", "1:9: select: invalid type: string \"all\", expected a list"),
            (
                "# broken-lnk\nignore: [broken-lnk]\n",
                "2:10: there is no rule or group `broken-lnk`, did you mean `broken-link`?",
            ),
            ("rules:\n  nonsense: {a: b}\n", "2:3: there is no rule or group `nonsense`"),
            ("exclude: [\"é\", \"a[b\"]\n", "1:17: `a[b` is no glob: unclosed character class; missing ']'"),
            (
                "overrides: [{files: [\"{a\"], ignore: [all]}]\n",
                "1:23: `{a` is no glob: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)",
            ),
            ("overrides: [{ignore: [all]}]\n", "1:1: an entry of `overrides` without `files` matches nothing"),
            (
                "max-file-size: many\n",
                "1:16: max-file-size: invalid value: string \"many\", expected a number of bytes, or one with a unit such as `10 MB`",
            ),
            ("owner: {a: b}\n", "1:8: owner: invalid type: map, expected a string or a list of strings"),
            (
                "a: b: c\n",
                "1:1: unknown key `a`, the keys are `extends`, `select`, `extend-select`, `ignore`, `fixable`, `exclude`, `owner`, `site-config`, `schemas`, `references`, `max-file-size`, `rules`, `overrides`",
            ),
            ("select: [all\n", "2:1: did not find expected ',' or ']'"),
            ("- a\n", "1:1: invalid type: sequence, expected keys such as `select`"),
            ("references: [own.bib]\n", "1:14: `own.bib` cannot be read: no such file"),
            ("extends: base.yml\n", "1:10: `base.yml` cannot be read: no such file"),
        ] {
            let (_, errors) = load_among(text, &[]);
            assert_eq!(errors, [format!("site/hplint.yml:{expected}")], "{text}");
        }
    }

    #[test]
    fn what_is_extended_comes_first() {
        let files = [
            (
                "site/base.yml",
                "extends: [../far.yml]\nselect: [links]\nignore: [broken-link]\nrules: {broken-link: {a: 1, b: 2}}\n",
            ),
            ("far.yml", "select: [all]\nfixable: [links]\nexclude: [far]\nmax-file-size: 5\n"),
        ];
        let (settings, errors) =
            load_among("extends: ./base.yml\nexclude: [near]\nrules: {broken-link: {b: 3}}\n", &files);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((settings.select, settings.ignore), (vec!["links".to_string()], vec!["broken-link".to_string()]));
        assert_eq!(
            (settings.fixable, settings.exclude),
            (vec!["links".to_string()], vec!["far".to_string(), "near".to_string()])
        );
        assert_eq!((&settings.rules["broken-link"]["a"], &settings.rules["broken-link"]["b"]), (&1.into(), &3.into()));
        assert_eq!(settings.max_file_size, 5);
    }

    #[test]
    fn references_are_read_from_the_folder_of_their_configuration() {
        let files = [("site/base/a.yml", "references: ../own.bib\n"), ("site/own.bib", "x"), ("site/b.json", "y")];
        let (settings, errors) = load_among("extends: base/a.yml\nreferences:\n  - b.json\n", &files);
        assert!(errors.is_empty(), "{errors:?}");
        let read: Vec<_> = settings.references.iter().map(|file| [&file.name, &*file.text, &file.place]).collect();
        assert_eq!(read, [["../own.bib", "x", "site/base/a.yml:1:13"], ["b.json", "y", "site/hplint.yml:3:5"]]);
    }

    #[test]
    fn a_loop_is_refused() {
        let files = [("site/a.yml", "extends: b.yml\n"), ("site/b.yml", "extends: a.yml\nignore: [links]\n")];
        let (settings, errors) = load_among("extends: a.yml\n", &files);
        let way = "site/hplint.yml`, which extends `site/a.yml`, which extends `site/b.yml";
        assert_eq!(errors, [format!("site/b.yml:1:10: `a.yml` extends itself, by way of `{way}`")]);
        assert_eq!(settings.ignore, ["links"]);
    }

    #[test]
    fn hostile_files_end_soon() {
        let bomb: String = (1..100).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
        let chain = |path: &str| Ok(format!("extends: [{path}x, {path}x]\n"));
        for text in ["[".repeat(100_000), bomb, "extends: x\n".to_string()] {
            let (_, errors) = load("hplint.yml", &text, &chain, &[&RULE]);
            assert!(!errors.is_empty() && errors.len() < 1000);
        }
    }
}
