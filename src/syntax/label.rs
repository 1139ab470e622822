//! Short labels that publication entries carry: `[code]`, `[slides]`. Which of them ask for a link?

use super::{Bracket, Document, LinkKind};
use crate::text::Span;
use std::collections::HashSet;

/// Characters of a label, and its words.
const LONGEST: usize = 24;
const WORDS: usize = 3;

/// Words that name something to follow a link to, in any spelling.
const LINK_WORDS: &[&str] = &[
    "arxiv",
    "abs",
    "artifact",
    "bib",
    "bibtex",
    "blog",
    "code",
    "data",
    "dataset",
    "demo",
    "doi",
    "github",
    "html",
    "link",
    "links",
    "media",
    "model",
    "models",
    "online",
    "openreview",
    "page",
    "paper",
    "pdf",
    "poster",
    "ppt",
    "pptx",
    "preprint",
    "project",
    "project page",
    "proceedings",
    "ps",
    "repo",
    "repository",
    "slide",
    "slides",
    "source",
    "source code",
    "supp",
    "supplement",
    "supplementary",
    "talk",
    "teaser",
    "thesis",
    "url",
    "video",
    "web",
    "webpage",
    "website",
    "youtube",
    "论文",
    "代码",
    "主页",
    "项目",
];

/// Words of labels that say something about an entry and lead nowhere.
const STATUS_WORDS: &[&str] = &[
    "abstract",
    "accepted",
    "accept",
    "alphabetical",
    "appear",
    "archived",
    "author",
    "authors",
    "award",
    "awarded",
    "best",
    "candidate",
    "cited",
    "citations",
    "closed",
    "contributed",
    "corresponding",
    "co-first",
    "current",
    "deprecated",
    "draft",
    "english",
    "chinese",
    "french",
    "german",
    "japanese",
    "equal",
    "et",
    "extended",
    "finalist",
    "first",
    "forthcoming",
    "hiring",
    "highlight",
    "honor",
    "honorable",
    "honourable",
    "hot",
    "in",
    "invited",
    "journal",
    "keynote",
    "new",
    "news",
    "none",
    "nominated",
    "note",
    "nomination",
    "ongoing",
    "oral",
    "outdated",
    "past",
    "pending",
    "poster presentation",
    "preparation",
    "present",
    "press",
    "private",
    "progress",
    "prize",
    "rejected",
    "review",
    "revision",
    "runner-up",
    "selected",
    "short",
    "sic",
    "soon",
    "spotlight",
    "submitted",
    "survey",
    "tba",
    "tbd",
    "to",
    "top",
    "under",
    "unpublished",
    "update",
    "updated",
    "winner",
    "with",
    "withdrawn",
    "workshop",
    "wip",
    // What bracketed text is in mail addresses, task lists, citations and prose.
    "at",
    "dot",
    "x",
    "toc",
    "todo",
    "remote",
    "virtual",
    "hybrid",
    "last",
    "name",
    "your",
    "text",
    "redacted",
    "citation needed",
];

impl Document {
    /// Bracketed labels that stand in a row with real links as if they were some, and are none: `[code]` in
    /// `[[paper]](…) [code]`.
    pub fn labels_without_target(&self) -> Vec<Bracket> {
        let mut found = Vec::new();
        if self.brackets.is_empty() {
            return found;
        }
        let items = self.row_items();
        let linked = self.linked_labels();
        let mut start = 0;
        while start < items.len() {
            let mut end = start + 1;
            while end < items.len()
                && is_separator(Span::new(items[end - 1].span.end(), items[end].span.start()), self.text())
            {
                end += 1;
            }
            let row = &items[start..end];
            if row.iter().any(|item| item.bracket.is_none()) {
                let brackets = row.iter().filter_map(|item| item.bracket);
                let has_labels = row.iter().any(|item| item.is_label);
                found.extend(brackets.filter(|bracket| self.asks_for_link(bracket, &linked, has_labels)).copied());
            }
            start = end;
        }
        found
    }

    /// Links and lone brackets in order. A link in brackets counts with them: `[[paper](…)]`.
    fn row_items(&self) -> Vec<Item<'_>> {
        let bytes = self.text().as_bytes();
        let mut items: Vec<Item> = Vec::new();
        for link in &self.links {
            let span = match link.kind {
                LinkKind::Inline | LinkKind::Reference => link.span,
                LinkKind::Href => match self.element(link.span.start()) {
                    Some(span) => span,
                    None => continue,
                },
                _ => continue,
            };
            let is_bracketed =
                span.start() > 0 && bytes[span.start() - 1] == b'[' && bytes.get(span.end()) == Some(&b']');
            let wide = if is_bracketed { Span::new(span.start() - 1, span.end() + 1) } else { span };
            let text = self.slice(link.text).trim_start_matches('*');
            let is_label =
                (is_bracketed || text.starts_with(['[', '\\'])) && LINK_WORDS.contains(&plain(text).as_str());
            items.push(Item { span: wide, bracket: None, is_label });
        }
        items.extend(self.brackets.iter().map(|bracket| Item {
            span: bracket.span,
            bracket: Some(bracket),
            is_label: false,
        }));
        items.sort_by_key(|item| item.span);
        // `[[paper]](…)`: a bracket inside a link is its text.
        let mut last = Span::default();
        items.retain(|item| {
            let is_inside = item.bracket.is_some() && last.contains(item.span);
            if item.bracket.is_none() && item.span.end() > last.end() {
                last = item.span;
            }
            !is_inside
        });
        items
    }

    /// The element whose start tag holds the byte at `offset`, to the end of its end tag when that follows next.
    fn element(&self, offset: usize) -> Option<Span> {
        let at = self.tags.partition_point(|tag| tag.span.end() <= offset);
        let open = self.tags.get(at).filter(|tag| tag.span.holds(offset) && tag.name == "a")?;
        let close = self.tags[at + 1..].iter().take(8).find(|tag| tag.is_end && tag.name == "a")?;
        Some(Span::new(open.span.start(), close.span.end()))
    }

    /// The labels of the page's real links, as they are compared.
    fn linked_labels(&self) -> HashSet<String> {
        let texts = self.links.iter().filter(|link| !link.text.is_empty() && !link.target.is_empty());
        let texts = texts.filter(|link| link.text.len() <= 4 * LONGEST);
        texts.map(|link| plain(self.slice(link.text))).filter(|label| !label.is_empty()).collect()
    }

    /// Whether a label in a row with links is one that should be a link.
    fn asks_for_link(&self, bracket: &Bracket, linked: &HashSet<String>, has_labels: bool) -> bool {
        let written = self.slice(bracket.label);
        let after = self.text().as_bytes().get(bracket.span.end());
        if written.len() > 4 * LONGEST || after == Some(&b'(') {
            return false;
        }
        let label = plain(written);
        let mut words = label.split_whitespace();
        let is_status =
            words.clone().any(|word| STATUS_WORDS.contains(&word)) || STATUS_WORDS.contains(&label.as_str());
        let length = label.chars().count();
        if !(2..=LONGEST).contains(&length) || words.clone().count() > WORDS {
            return false;
        }
        if LINK_WORDS.contains(&label.as_str()) || (linked.contains(&label) && !is_status && has_no_digit(&label)) {
            return true;
        }
        // Any other word in small letters beside `[[paper]](…)`: `[appendix]`. Names, venues and acronyms have capitals.
        let is_word = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        has_labels && !is_status && written == label && words.all(is_word)
    }
}

/// A link or a lone bracket.
struct Item<'a> {
    span: Span,
    bracket: Option<&'a Bracket>,
    /// A link whose text is one of [`LINK_WORDS`] in brackets: `[[paper]](…)`.
    is_label: bool,
}

fn has_no_digit(label: &str) -> bool {
    !label.bytes().any(|byte| byte.is_ascii_digit())
}

/// A label as it is compared: without markup around it, in small letters.
pub(super) fn plain(label: &str) -> String {
    let marks = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '*' | '_' | '\\' | '`' | '(' | ')' | ':' | '.');
    label.trim_matches(marks).to_lowercase()
}

/// Whether two labels of one row stand on both sides: blanks, marks between labels, one line end at most.
fn is_separator(gap: Span, text: &str) -> bool {
    let gap = gap.of(text);
    gap.len() <= 24
        && gap.matches('\n').count() <= 1
        && gap.replace("&nbsp;", " ").chars().all(|c| c.is_whitespace() || "|/,;·•&+-–—\\".contains(c))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    /// The labels that ask for a link in one entry.
    fn check(text: &str, expected: &[&str]) {
        let doc = Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::Kramdown);
        let found: Vec<&str> = doc.labels_without_target().iter().map(|bracket| doc.slice(bracket.label)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn labels_that_ask_for_a_link() {
        for (text, expected) in [
            ("- A. 2024 [website] [[paper]](u) [code] [slides]", &["website", "code", "slides"][..]),
            ("- A. [[paper](u)] [Poster] / [BibTeX]", &["Poster", "BibTeX"]),
            ("- A. [\\[paper\\]](u), [appendix]", &["appendix"]),
            ("- A. [paper](u) | [code]", &["code"]),
            ("- A. <a href=\"u\">paper</a> [video]", &["video"]),
            ("- A. [Reviews](u)\n- B. [paper](u) [Reviews]", &["Reviews"]),
            ("[项目](u) [代码]", &["代码"]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn labels_that_say_something() {
        for text in [
            "- A. [[paper]](u) [AT] [at] [dot] [1] [x] [ ] [TOC] [^n] [...] [@key] [sic] [in Chinese] [A, B]",
            "- A. [[paper]](u) [ACL2025] [ACL 2025] [NeurIPS] [ICLR] [Oral] [Best Paper Award] [to appear] [in press]",
            "- A. [paper](u) [emphasis added]",
            "- The keyword is gone. [[Feature #7]](u) [experimental]",
            "- A. [[paper]](u), accepted, see [code] elsewhere",
            "- A. [[paper]](u) `[code]` \\[slides\\]",
            "- A. [[paper]](u) [code][c]\n\n[c]: v",
            "- A. [[paper]](u) [code]\n\n[code]: v",
            "- A. [code] [slides]",
            "- A. [[paper]](u)\n\n- B. [code]",
        ] {
            check(text, &[]);
        }
    }
}
