//! Which file of `_data` templates see under which name (`Jekyll::DataReader`).

use super::Jekyll;
use crate::site::tree::{Entry, Tree};
use crate::site::urls;

/// The endings that are read, each after those before it: the last file of a name is kept.
const ENDINGS: [&str; 5] = ["yaml", "yml", "json", "csv", "tsv"];

impl Jekyll {
    /// The file or folder that stands in the place of the data file at `path`, since both have one name for templates.
    pub(in crate::site) fn data_in_the_place_of(&self, tree: &dyn Tree, path: &str) -> Option<String> {
        self.data_name(path)?;
        let folder = urls::folder(path).trim_end_matches('/');
        let own = read(urls::name(path), false)?;
        let entries = tree.list(folder)?;
        let turns = entries.iter().filter_map(|Entry { name, is_folder }| Some((read(name, *is_folder)?, name)));
        let (turn, name) =
            turns.filter(|(read, _)| read.key == own.key).max_by_key(|(read, name)| (read.turn, *name))?;
        let is_other = name != urls::name(path);
        is_other.then(|| format!("{}{}", urls::below(folder, name), if turn.turn == ENDINGS.len() { "/" } else { "" }))
    }

    /// Whether the first row of the table at `path` names its columns.
    pub(in crate::site) fn has_header_row(&self, path: &str) -> bool {
        let reader = usize::from(path.ends_with(".tsv"));
        self.data_name(path).is_some() && self.config.tables_have_headers[reader]
    }
}

/// How an entry of a folder of data is read.
struct Read {
    key: String,
    /// What has a later one is read later.
    turn: usize,
}

/// `None` for what is not read.
fn read(name: &str, is_folder: bool) -> Option<Read> {
    if name.starts_with('.') {
        return None;
    }
    if is_folder {
        return Some(Read { key: key(name)?, turn: ENDINGS.len() });
    }
    let (stem, ending) = name.rsplit_once('.')?;
    let turn = ENDINGS.iter().position(|known| *known == ending)?;
    Some(Read { key: key(stem)?, turn })
}

/// What is left of a name (`sanitize_filename`); `None` where its blanks are not one between two words each.
fn key(name: &str) -> Option<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let kept: String = name.chars().filter(|&c| is_word(c) || c == ' ').collect();
    let is_simple = !kept.split(' ').any(str::is_empty) || kept.is_empty();
    is_simple.then(|| kept.replace(' ', "_"))
}

#[cfg(test)]
mod tests {
    use crate::site::{MemoryTree, Site};

    #[test]
    fn the_last_of_a_name_is_kept() {
        let names = [
            "a.yaml", "a.yml", "a.json", "b.yml", "b.csv", "c.yml", "c/d.yml", "e.f.yml", "ef.yml", "g h.yml",
            "g_h.json",
        ];
        let mut files: Vec<_> = names.iter().map(|name| (format!("_data/{name}"), Vec::new())).collect();
        files.push(("_config.yml".to_string(), Vec::new()));
        let tree = MemoryTree::new(files);
        let site = Site::build(&tree, &[]);
        for (path, expected) in [
            ("_data/a.yaml", Some("_data/a.json")),
            ("_data/a.yml", Some("_data/a.json")),
            ("_data/a.json", None),
            ("_data/b.yml", Some("_data/b.csv")),
            ("_data/c.yml", Some("_data/c/")),
            ("_data/e.f.yml", Some("_data/ef.yml")),
            ("_data/g h.yml", Some("_data/g_h.json")),
            ("b.yml", None),
        ] {
            assert_eq!(site.data_in_the_place_of(&tree, path).as_deref(), expected, "{path}");
        }
    }
}
