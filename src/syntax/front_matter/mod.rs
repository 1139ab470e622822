//! The YAML between `---` lines at the head of a page.
//!
//! Jekyll takes what `\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)` matches (its `document.rb`), MkDocs much the same
//! (`utils/meta.py`); both want the first `---` in the first byte of the file.

mod other;

use super::document::{Document, FrontMatter, Notation};
use super::json;
use super::yaml::{self, Cause, Diagnosis, YamlNode};
use crate::text::Span;
use memchr::memchr;

/// Text further down than this is no front matter with blank lines before it.
const BLANK_LIMIT: usize = 1024;

/// Keys that hardly any front matter lacks.
const USUAL: &[&str] = &["layout", "title", "permalink", "date", "tags", "categories", "collection", "author"];

/// Splits the front matter of a page off, in whatever notation.
pub(super) fn find(text: &str) -> Option<FrontMatter> {
    split(text).or_else(|| other::split(text))
}

/// Splits front matter off that a generator reads: YAML. A first line `---` without anything like `key:` behind it is a horizontal rule.
pub fn split(text: &str) -> Option<FrontMatter> {
    let start = fence_end(text, 0, &["---"])?;
    let Some((body, end)) = closing(text, start) else { return unclosed(text, start) };
    if !body.of(text).lines().all(is_silent) && !body.of(text).lines().any(|line| meant_key(line).is_some()) {
        return None;
    }
    Some(FrontMatter {
        notation: Notation::Yaml,
        span: Span::new(0, end),
        body,
        closed: true,
        yaml: yaml::parse(text, body),
    })
}

impl Document {
    /// The blank lines or blanks that keep what follows from being front matter; `None` on all other pages.
    pub fn blank_before_front_matter(&self) -> Option<Span> {
        if self.front_matter.is_some() {
            return None;
        }
        misplaced(self.text()).map(|(blank, _)| blank)
    }

    /// The second of two fences at the head of the page that was meant to be the only one: keys and a fence follow it.
    pub fn doubled_fence(&self) -> Option<Span> {
        let text = self.text();
        let found = self.front_matter.as_ref().filter(|found| found.notation == Notation::Yaml && found.closed)?;
        if !found.body.of(text).trim().is_empty() {
            return None;
        }
        let (body, _) = closing(text, found.span.end())?;
        let yaml = yaml::parse(text, body);
        let keys = yaml.root.as_ref().filter(|_| yaml.problem.is_none())?.pairs();
        // `Note: one` over a `---` is a heading.
        let is_usual = |key: &YamlNode| key.as_str().is_some_and(|key| USUAL.contains(&key));
        keys.iter().any(|(key, _)| is_usual(key)).then(|| Span::new(found.body.end(), found.span.end()))
    }

    /// The dashes that were meant to end front matter that nothing ends.
    pub fn wrong_fence(&self) -> Option<Span> {
        let start = self.front_matter.as_ref().filter(|found| !found.closed)?.span.end();
        let line = self.text()[start..].lines().next()?.trim_end();
        let is_fence = line.chars().all(|c| "-–—".contains(c)) && (line.len() > 1);
        is_fence.then(|| Span::new(start, start + line.len()))
    }

    /// Why the front matter cannot be read as `key: value`; `None` when it can.
    pub fn diagnose_front_matter(&self) -> Option<Diagnosis> {
        let front_matter = self.front_matter.as_ref()?;
        yaml::diagnose(self.text(), front_matter.body, &front_matter.yaml)
    }

    /// Why a data file cannot be read; `None` when it can, or for a page.
    pub fn diagnose_data(&self) -> Option<Diagnosis> {
        let data = self.data.as_ref().filter(|data| data.problem.is_some())?;
        if self.source.path.ends_with(".toml") {
            let span = data.problem.as_ref()?.span;
            return Some(Diagnosis { cause: Cause::Other, span, key: None, edits: Vec::new(), is_certain: false });
        }
        if self.source.path.ends_with(".json") {
            return data.problem.as_ref().map(|problem| json::diagnose(self.text(), problem));
        }
        yaml::diagnose(self.text(), Span::new(0, self.text().len()), data)
    }
}

/// The keys at the left margin of the front matter, or of what is meant to be it; also where it cannot be parsed.
pub(super) fn keys<'a>(text: &'a str, front_matter: Option<&FrontMatter>) -> Vec<&'a str> {
    if front_matter.is_some_and(|found| found.notation != Notation::Yaml) {
        return Vec::new();
    }
    let body = front_matter.map(|found| found.body).or_else(|| misplaced(text).map(|(_, body)| body));
    body.map_or(Vec::new(), |body| body.of(text).lines().filter_map(meant_key).collect())
}

/// Front matter behind blank lines or blanks: those, and its body.
fn misplaced(text: &str) -> Option<(Span, Span)> {
    if !text.starts_with([' ', '\t', '\n', '\r']) {
        return None;
    }
    let blank = text.bytes().take(BLANK_LIMIT).take_while(|byte| byte.is_ascii_whitespace()).count();
    let start = fence_end(text, blank, &["---"])?;
    let (body, _) = closing(text, start)?;
    key(body.of(text).lines().find(|line| !is_silent(line))?)?;
    Some((Span::new(0, blank), body))
}

/// The body and the end of front matter whose first fence ended at `start`.
fn closing(text: &str, start: usize) -> Option<(Span, usize)> {
    let mut line = start;
    loop {
        if let Some(end) = fence_end(text, line, &["---", "..."]) {
            return Some((Span::new(start, line), end));
        }
        line += memchr(b'\n', &text.as_bytes()[line..])? + 1;
    }
}

/// Where the line at `line` ends, line end included, when it holds one of `fences` and blanks.
fn fence_end(text: &str, line: usize, fences: &[&str]) -> Option<usize> {
    let bytes = text.as_bytes();
    let fence = fences.iter().find(|fence| bytes[line..].starts_with(fence.as_bytes()))?;
    let rest = line + fence.len();
    let end = rest + bytes[rest..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    match bytes.get(end) {
        Some(b'\n') => Some(end + 1),
        None => Some(end),
        Some(_) => None,
    }
}

/// Front matter without its last fence: the lines behind the first that look like YAML.
fn unclosed(text: &str, start: usize) -> Option<FrontMatter> {
    key(text[start..].lines().next()?)?;
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let is_nested = line.starts_with([' ', '\t', '-']) && !is_silent(line);
        if key(line).is_none() && !is_nested {
            break;
        }
        end += line.len();
    }
    let body = Span::new(start, end);
    Some(FrontMatter {
        notation: Notation::Yaml,
        span: Span::new(0, end),
        body,
        closed: false,
        yaml: yaml::parse(text, body),
    })
}

/// Whether the line says nothing in YAML.
fn is_silent(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// The key that the line begins with, as front matter has it: `title:`, `"og:image": x`, not `See here: it works`.
fn key(line: &str) -> Option<&str> {
    let quoted = line.strip_prefix(['"', '\'']);
    let line = quoted.unwrap_or(line);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/') || (quoted.is_some() && c == ':');
    let rest = line.trim_start_matches(is_part);
    let key = &line[..line.len() - rest.len()];
    let rest = rest.trim_start_matches(['"', '\'']).trim_start_matches([' ', '\t']);
    let is_key =
        rest.strip_prefix(':').is_some_and(|value| value.is_empty() || value.starts_with([' ', '\t', '\r', '\n']));
    (!key.is_empty() && is_key).then_some(key)
}

/// The key that the line begins with, also one that YAML does not see.
fn meant_key(line: &str) -> Option<&str> {
    key(line).or_else(|| glued_key(line))
}

/// The key of `title:One`, which is text to YAML.
fn glued_key(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_word && value.starts_with(char::is_alphanumeric)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::syntax::Dialect;

    /// What is split off, the YAML in it, and whether it is closed.
    fn check(text: &str, expected: Option<(&str, &str, bool)>) {
        let found = split(text);
        let found = found.as_ref().map(|found| (found.span.of(text), found.body.of(text), found.closed));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn front_matter_is_split() {
        check("---\na: b\n---\nText\n", Some(("---\na: b\n---\n", "a: b\n", true)));
        check("--- \t\na: b\n...  \nText\n", Some(("--- \t\na: b\n...  \n", "a: b\n", true)));
        check("---\r\na: b\r\n---\r\nText\r\n", Some(("---\r\na: b\r\n---\r\n", "a: b\r\n", true)));
        check("---\ntitle:One\n---\n", Some(("---\ntitle:One\n---\n", "title:One\n", true)));
        check("---\n---\n", Some(("---\n---\n", "", true)));
        check("---\n---", Some(("---\n---", "", true)));
        check("---\n\n# only a remark\n---\n", Some(("---\n\n# only a remark\n---\n", "\n# only a remark\n", true)));
        check(
            "---\ntitle My page\nlayout: x\n---\n",
            Some(("---\ntitle My page\nlayout: x\n---\n", "title My page\nlayout: x\n", true)),
        );
        check(
            "---\na: |\n  ----\n  --- x\n---\n",
            Some(("---\na: |\n  ----\n  --- x\n---\n", "a: |\n  ----\n  --- x\n", true)),
        );
    }

    #[test]
    fn horizontal_rules_stay() {
        for text in [
            "---",
            "---\n",
            "---\nText\n",
            "---\n\nText\n\n---\n\nText\n",
            "---\nSee here: it works\n",
            "----\na: b\n----\n",
            "\n---\na: b\n---\n",
            "--- a\nb: c\n---\n",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn unclosed_front_matter_ends_with_its_keys() {
        check(
            "---\na: b\nc:\n  - d\n- e\n\nText: x\n",
            Some(("---\na: b\nc:\n  - d\n- e\n", "a: b\nc:\n  - d\n- e\n", false)),
        );
        check("---\na: b", Some(("---\na: b", "a: b", false)));
        check("---\na: b\n# Title\n", Some(("---\na: b\n", "a: b\n", false)));
    }

    #[test]
    fn blanks_before_front_matter() {
        for (text, expected) in [
            ("\n---\na: b\n---\n", Some(1)),
            ("  ---\na: b\n---\n", Some(2)),
            ("\r\n\r\n---\r\na: b\r\n---\r\n", Some(4)),
            ("\n---\nText: one\n\nmore\n", None),
            ("\n---\n\nText\n\n---\n", None),
            ("---\na: b\n---\n", None),
            ("\nText\n", None),
        ] {
            let doc = Document::plain(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown);
            let doc = Document { front_matter: split(text), ..doc };
            assert_eq!(doc.blank_before_front_matter().map(Span::len), expected, "{text:?}");
        }
    }
}
