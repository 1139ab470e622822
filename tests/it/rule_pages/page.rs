//! A rule page: its front matter and its fenced blocks.

use hplint::finding::{Applicability, RuleMeta, Severity};
use serde::Deserialize;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What the front matter of a rule page says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) severity: Severity,
    pub(crate) default: bool,
    pub(crate) fixes: Vec<Applicability>,
    /// The day of the examples, as `--today` takes it, for a rule that asks for one.
    pub(crate) today: Option<String>,
}

/// A page of `rules/`.
pub(crate) struct RulePage {
    pub(crate) path: PathBuf,
    /// `group/rule`, for messages.
    pub(crate) shown: String,
    pub(crate) text: String,
    pub(crate) facts: Facts,
    pub(crate) blocks: Vec<Block>,
}

/// A fenced block with a role: `<language> <role> <path> [escaped]`.
pub(crate) struct Block {
    pub(crate) role: String,
    pub(crate) path: String,
    pub(crate) escaped: bool,
    /// What stands between the fences, in bytes of the page.
    pub(crate) body: Range<usize>,
    /// The end of the closing fence's line.
    pub(crate) end: usize,
    /// From 1.
    pub(crate) line: usize,
}

impl RulePage {
    /// Reads and splits a page; panics with its path when it has another shape.
    pub(crate) fn read(path: &Path) -> RulePage {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (group, name) = (path.parent().and_then(Path::file_name), path.file_stem());
        let shown = format!("{}/{}", group.expect("a group").display(), name.expect("a name").display());
        let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let (front, _) = front.unwrap_or_else(|| panic!("{shown}: no front matter"));
        let facts = serde_yaml::from_str(front).unwrap_or_else(|error| panic!("{shown}: front matter: {error}"));
        let blocks = blocks(&text, &shown);
        RulePage { path: path.to_path_buf(), shown, text, facts, blocks }
    }

    /// Where the page and the code disagree.
    pub(crate) fn differences(&self, meta: &RuleMeta) -> Vec<String> {
        let facts = &self.facts;
        let mut fixes = meta.fixes.to_vec();
        let mut page_fixes = facts.fixes.clone();
        fixes.sort();
        page_fixes.sort();
        let title = format!("# {}\n", meta.name);
        let pairs = [
            ("name", facts.name == meta.name),
            ("group", facts.group == meta.group),
            ("path", self.shown == format!("{}/{}", meta.group, meta.name)),
            ("severity", facts.severity == meta.severity),
            ("default", facts.default == meta.default),
            ("fixes", page_fixes == fixes),
            ("title", self.text.contains(&title)),
            ("summary", self.summary() == meta.summary),
            ("section `## Why`", self.text.contains("\n## Why\n")),
            ("section `## Fix safety`", self.text.contains("\n## Fix safety\n") != fixes.is_empty()),
        ];
        let wrong = pairs.into_iter().filter(|(_, equal)| !equal);
        wrong.map(|(fact, _)| format!("{}: `{fact}` is not what the code says: {meta:?}", self.shown)).collect()
    }

    /// The first paragraph after the title, on one line.
    fn summary(&self) -> String {
        let after =
            self.text.split_once("\n# ").and_then(|(_, rest)| rest.split_once("\n\n")).map_or("", |(_, rest)| rest);
        after.split("\n\n").next().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The bytes that a block stands for.
    pub(crate) fn bytes(&self, block: &Block) -> Vec<u8> {
        let text = &self.text[block.body.clone()];
        if block.escaped { unescape(text) } else { text.as_bytes().to_vec() }
    }
}

/// The blocks that have a role. A longer fence may hold shorter ones.
fn blocks(text: &str, shown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    let mut offset = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = offset;
        offset += line.len();
        let fence = line.len() - line.trim_start_matches('`').len();
        match &mut open {
            Some((width, block)) if fence >= *width && line.trim_end().len() == fence => {
                block.body.end = start;
                block.end = offset;
                blocks.extend(open.take().map(|(_, block)| block));
            }
            None if fence >= 3 => {
                let words: Vec<&str> = line[fence..].split_whitespace().collect();
                let role = words.get(1).copied().unwrap_or("").to_string();
                let escaped = words.len() > 3 && words.last() == Some(&"escaped");
                // A path may hold blanks.
                let path = words.get(2..words.len() - usize::from(escaped)).unwrap_or_default().join(" ");
                let block = Block { role, path, escaped, body: offset..offset, end: offset, line: index + 1 };
                open = Some((fence, block));
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "{shown}: a block is not closed");
    blocks.retain(|block| !block.role.is_empty());
    blocks
}

/// `\xHH`, `\r`, `\n`, `\t`, `\\` as bytes; a backslash at the end of a line joins it with the next.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'x') => {
                let digits: Vec<u8> = rest.by_ref().take(2).collect();
                let digits = String::from_utf8(digits).expect("digits are ASCII");
                bytes.push(u8::from_str_radix(&digits, 16).unwrap_or_else(|_| panic!("`\\x{digits}` is no byte")));
            }
            Some(b'r') => bytes.push(b'\r'),
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'\\') => bytes.push(b'\\'),
            Some(b'\n') => {}
            other => panic!("`\\{:?}` is no escape", other.map(char::from)),
        }
    }
    bytes
}

/// The inverse of [`unescape`], readable where the bytes are.
pub(crate) fn escape(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\\' => text.push_str("\\\\"),
                '\r' => text.push_str("\\r"),
                '\t' => text.push_str("\\t"),
                '\n' => text.push('\n'),
                // Controls, format characters and no-break blanks cannot be seen on a page.
                _ if character.is_control() || is_unseen(character) => push_bytes(&mut text, character),
                _ => text.push(character),
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str("\\\n");
    }
    text
}

fn is_unseen(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn push_bytes(text: &mut String, character: char) {
    for byte in character.to_string().bytes() {
        text.push_str(&format!("\\x{byte:02X}"));
    }
}

#[test]
fn escapes_are_read_back() {
    for bytes in [&b"a\\b\r\n\tc\xff\x00d\n"[..], b"", b"no end", "\u{feff}\u{200b}\u{e9}\n".as_bytes()] {
        assert_eq!(unescape(&escape(bytes)), bytes);
    }
}
