//! References: files that tell what the owner has published, read whatever their form, which their content shows.

mod acl_page;
mod bib;
mod csl;
mod data;
mod dblp;
mod mentions;
mod names;
mod plain;
#[cfg(test)]
mod tests;

use super::{Record, Title, TitleIndex};
use crate::config::ReferenceFile;
use mentions::Mentions;
use plain::plain;
use serde_json::Value;

/// What the files of `references` tell.
#[derive(Debug, Default)]
pub struct References {
    pub records: Vec<Record>,
    /// Names of the files, as the configuration has them.
    files: Vec<String>,
    titles: TitleIndex,
    mentions: Mentions,
}

/// A publication as a reader finds it.
#[derive(Debug, Default, PartialEq)]
struct Draft {
    title: String,
    /// In their usual order: `Ada Byron`.
    authors: Vec<String>,
    has_more: bool,
    venue: Option<String>,
    year: Option<i32>,
}

/// More records are not kept: nobody has published more, and memory is finite.
const RECORDS: usize = 100_000;

/// Longer texts are no titles, names or venues. Bytes.
const LONGEST: usize = 2_000;

/// A file of YAML with more `[` and `{` is not read: the scanner is quadratic in those left open.
const BRACKETS: usize = 5_000;

impl References {
    /// Reads the files, and says of which nothing could be read.
    pub fn read(files: &[ReferenceFile]) -> (References, Vec<String>) {
        let mut references = References::default();
        let mut problems = Vec::new();
        for file in files {
            let place = if file.place.is_empty() { "`references`" } else { &file.place };
            match drafts(&file.text) {
                Ok(drafts) => references.add(file, drafts),
                Err(why) => problems.push(format!("{place}: `{}` cannot be read: {why}", file.name)),
            }
        }
        references.titles = TitleIndex::new(references.records.iter().map(|record| Title::new(&record.title)));
        references.mentions = Mentions::new(&references.records);
        (references, problems)
    }

    fn add(&mut self, file: &ReferenceFile, drafts: Vec<Draft>) {
        let number = self.files.len();
        self.files.push(file.name.clone());
        let room = RECORDS.saturating_sub(self.records.len());
        self.records.extend(drafts.into_iter().filter_map(|draft| draft.record(number)).take(room));
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The name of the file that tells of `record`.
    pub fn file_of(&self, record: &Record) -> &str {
        self.files.get(record.file).map_or("", String::as_str)
    }

    /// The numbers of the records whose titles stand in `text`, ascending; those of few letters are not looked for.
    pub fn mentioned_in(&self, text: &str) -> Vec<u32> {
        self.mentions.find(text)
    }

    /// Whether the file at `path`, from the root of the tree, is one of the references.
    pub fn has_file(&self, path: &str) -> bool {
        let below = |name: &String| {
            let name = name.trim_start_matches("../").trim_start_matches("./");
            path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        self.files.iter().any(below)
    }

    /// The titles of the records, by the records' numbers.
    pub fn titles(&self) -> &TitleIndex {
        &self.titles
    }
}

impl Draft {
    /// `None` for what can be no publication.
    fn record(self, file: usize) -> Option<Record> {
        let keep = |text: &String| text.len() <= LONGEST;
        let title = dblp::without_stop(&plain(Some(&self.title).filter(|title| keep(title))?)).to_string();
        if title.is_empty() {
            return None;
        }
        let authors = self.authors.iter().filter(|name| keep(name));
        Some(Record {
            title,
            authors: authors.map(|name| dblp::without_number(&plain(name)).to_string()).collect(),
            has_more: self.has_more,
            venue: self.venue.filter(keep).map(|venue| plain(&venue)).filter(|venue| !venue.is_empty()),
            year: self.year,
            file,
        })
    }
}

/// The publications of a file; `Err` says why there are none.
fn drafts(text: &str) -> Result<Vec<Draft>, String> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let found = match text.trim_start().chars().next() {
        None => return Err("it is empty".to_string()),
        Some(_) if text.contains('\0') => return Err("it is no text".to_string()),
        Some('{' | '[') => data::publications(&json(text)?),
        Some('<') => return Err("neither XML nor HTML is read here, but BibTeX and JSON".to_string()),
        Some(_) if bib::is_bib(text) => bib::publications(text),
        Some(_) if acl_page::is_page(text) => acl_page::publications(text),
        Some(_) => data::publications(&yaml(text)?),
    };
    let has_some = found.iter().any(|draft| !draft.title.trim().is_empty());
    has_some.then_some(found).ok_or_else(|| "no publication is found in it".to_string())
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))
}

fn yaml(text: &str) -> Result<Value, String> {
    if memchr::memchr2_iter(b'[', b'{', text.as_bytes()).count() > BRACKETS {
        return Err(format!("it has more than {BRACKETS} brackets"));
    }
    let value: serde_yaml::Value =
        serde_yaml::from_str(text).map_err(|error| format!("it is no bibliography, and no YAML: {error}"))?;
    Ok(as_json(value))
}

/// Keys that are no text have no place in JSON, and mean nothing here.
fn as_json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => {
            number.as_i64().map(Value::from).or_else(|| number.as_f64().map(Value::from)).unwrap_or_default()
        }
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => Value::Array(items.into_iter().map(as_json).collect()),
        serde_yaml::Value::Mapping(mapping) => {
            let pairs =
                mapping.into_iter().filter_map(|(key, value)| Some((key.as_str()?.to_string(), as_json(value))));
            Value::Object(pairs.collect())
        }
        serde_yaml::Value::Tagged(tagged) => as_json(tagged.value),
    }
}
