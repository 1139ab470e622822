//! What a file is, by its name and, where the name says nothing, by its text.

use crate::finding::RuleMeta;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Markdown.
    Page,
    Html,
    /// YAML or TOML: a configuration or a file of `_data`.
    Data,
    /// JSON of `_data`, which is read as YAML.
    Json,
    /// CSV or TSV of `_data`.
    Table,
    Bibliography,
    /// Bytes and text alone: a text file without structure.
    Plain,
    /// Above the size that is parsed.
    TooLarge,
}

impl Kind {
    /// What the file at `path` is. A name that says nothing (`.txt`, `README`) leaves it to the text.
    pub(super) fn of(path: &str, text: &str) -> Kind {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mkd" | "mkdn" | "mdown" | "rmd" | "qmd" => Kind::Page,
            "html" | "htm" | "xhtml" => Kind::Html,
            "yml" | "yaml" | "toml" => Kind::Data,
            "json" if is_of_data(path) => Kind::Json,
            "csv" | "tsv" if is_of_data(path) => Kind::Table,
            "bib" => Kind::Bibliography,
            "" | "txt" | "text" if has_front_matter(text) || has_markdown(text) => Kind::Page,
            _ => Kind::Plain,
        }
    }

    /// Whether a rule has something to look at: a file without structure has only bytes.
    pub(super) fn suits(self, rule: &RuleMeta) -> bool {
        match self {
            Kind::Page | Kind::Html | Kind::Data => true,
            Kind::Json => matches!(rule.group, "encoding" | "front-matter" | "links"),
            Kind::Table => matches!(rule.group, "encoding" | "front-matter"),
            Kind::Bibliography => matches!(rule.group, "encoding" | "links" | "publications"),
            Kind::Plain | Kind::TooLarge => rule.group == "encoding",
        }
    }
}

/// Whether the file lies in Jekyll's folder of data, where its configuration leaves it.
fn is_of_data(path: &str) -> bool {
    path.split('/').any(|folder| folder == "_data")
}

/// Whether the text begins with the fence of a front matter that is closed further down.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.trim_end() == "---") && lines.any(|line| line.trim_end() == "---")
}

/// Whether a line can hardly be anything but Markdown: a heading, an inline link or a fence. Lists, emphasis and rules
/// also stand in plain letters.
fn has_markdown(text: &str) -> bool {
    text.lines().any(|line| is_heading(line) || is_fence(line) || has_link(line))
}

/// `## Title`.
fn is_heading(line: &str) -> bool {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (1..=6).contains(&level) && title.starts_with(' ') && !title.trim().is_empty()
}

/// Three backticks, and perhaps a language.
fn is_fence(line: &str) -> bool {
    line.strip_prefix("```").is_some_and(|info| !info.contains('`'))
}

/// `[text](target)` with something between the brackets.
fn has_link(line: &str) -> bool {
    let Some(middle) = line.find("](") else { return false };
    let is_open = line[..middle].rfind('[').is_some_and(|open| open + 1 < middle);
    is_open && line[middle..].contains(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_the_text_says_what_a_file_is() {
        let cases = [
            ("_pages/about.md", "", Kind::Page),
            ("A.MARKDOWN", "", Kind::Page),
            ("index.html", "# no", Kind::Html),
            ("_data/papers.yml", "- a", Kind::Data),
            ("refs.bib", "# [a](b)", Kind::Bibliography),
            ("_data/cv.json", "{}", Kind::Json),
            ("data.json", "{}", Kind::Plain),
            ("_data/talks.csv", "a,b", Kind::Table),
            ("talks.csv", "a,b", Kind::Plain),
            ("notes.txt", "Dear all,\n\n- one\n- two [x] (y)\n*really*\n", Kind::Plain),
            ("notes.txt", "#tag\n#!/bin/sh\n# \n", Kind::Plain),
            ("notes.txt", "# Notes\n", Kind::Page),
            ("notes.txt", "see [the talk](talk.pdf)\n", Kind::Page),
            ("notes.txt", "a[](b) x](y)\n", Kind::Plain),
            ("notes.txt", "```python\nx\n```\n", Kind::Page),
            ("notes.txt", "---\ntitle: x\n---\n", Kind::Page),
            ("notes.txt", "---\nnot closed\n", Kind::Plain),
            ("folder.md/README", "one\n", Kind::Plain),
        ];
        for (path, text, kind) in cases {
            assert_eq!(Kind::of(path, text), kind, "{path}: {text:?}");
        }
    }
}
