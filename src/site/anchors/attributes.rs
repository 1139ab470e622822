//! Attribute lists: the ids that they give to blocks and spans, in kramdown and in Python-Markdown.

use crate::site::slugs::Slugs;
use crate::syntax::{Dialect, Document, NodeKind, OpaqueKind};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// The attribute lists of a page.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// In document order.
    lists: Vec<List>,
    /// The list of a block, by where the block's last line begins (a list behind it) or its first (one before it).
    behind: HashMap<usize, usize>,
    before: HashMap<usize, usize>,
    has_toc: bool,
}

#[derive(Debug)]
pub(super) struct List {
    pub(super) span: Span,
    pub(super) id: Option<String>,
    /// Names of definitions (`{:name: …}`) that it takes over.
    references: Vec<String>,
    /// Whether it belongs to anything.
    is_taken: bool,
}

/// The line that holds an offset.
fn line(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    Span::new(start, end)
}

/// Whether nothing else stands on the line of `span`.
fn is_alone(text: &str, span: Span) -> bool {
    let before = text[..span.start()].trim_end_matches([' ', '\t']);
    let behind = text[span.end()..].trim_start_matches([' ', '\t', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
}

impl Lists {
    pub(super) fn read(doc: &Document, slugs: &Slugs) -> Lists {
        let mut found = Lists::default();
        let is_kramdown = doc.dialect == Dialect::Kramdown;
        if !is_kramdown && !slugs.has_attribute_lists {
            return found;
        }
        let mut definitions: HashMap<&str, String> = HashMap::new();
        for opaque in doc.opaque.iter().filter(|opaque| opaque.kind == OpaqueKind::AttributeList) {
            let written = doc.slice(opaque.span);
            let Some(inner) = written.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else { continue };
            let inner = inner.strip_prefix(':').unwrap_or(inner);
            // `{::comment}`, `{:/}`
            if inner.starts_with([':', '/']) || inner.contains("{{") {
                continue;
            }
            if let Some((name, list)) = inner.split_once(':').filter(|(name, _)| is_kramdown && is_name(name)) {
                if let (Some(id), _) = kramdown(list) {
                    definitions.insert(name, id);
                }
                continue;
            }
            let (id, references) = if is_kramdown { kramdown(inner) } else { (python(inner), Vec::new()) };
            if id.is_some() || !references.is_empty() {
                found.lists.push(List { span: opaque.span, id, references, is_taken: false });
            }
        }
        if !found.lists.is_empty() {
            found.resolve(&definitions);
            found.attach(doc, is_kramdown);
        }
        found
    }

    fn resolve(&mut self, definitions: &HashMap<&str, String>) {
        for list in self.lists.iter_mut().filter(|list| list.id.is_none()) {
            list.id = list.references.iter().rev().find_map(|name| definitions.get(name.as_str()).cloned());
        }
    }

    /// Finds what each list belongs to: a list on a line of its own to the block above or below, another one to the element
    /// right before it.
    fn attach(&mut self, doc: &Document, is_kramdown: bool) {
        let text = doc.text();
        let ends = element_ends(doc);
        // kramdown: where the run of lists above the current line began.
        let mut run: Option<(usize, usize, Option<usize>)> = None;
        for index in 0..self.lists.len() {
            let span = self.lists[index].span;
            if !is_alone(text, span) {
                let is_behind = ends.contains(&span.start());
                self.lists[index].is_taken = is_behind;
                continue;
            }
            let own = line(text, span.start());
            let above =
                own.start().checked_sub(1).map(|at| line(text, at)).filter(|line| !line.of(text).trim().is_empty());
            let below = (own.end() < text.len()).then(|| line(text, own.end() + 1));
            let below = below.filter(|line| !line.of(text).trim().is_empty());
            if !is_kramdown {
                self.lists[index].is_taken = above.is_some_and(|line| !line.of(text).trim_start().starts_with('#'));
                continue;
            }
            // A row of lists belongs to one block.
            let above = match run {
                Some((end, _, above)) if end + 1 == own.start() => above,
                _ => above.map(Span::start),
            };
            run = Some((own.end(), index, above));
            let is_list = |start: usize| {
                text[start..].trim_start().starts_with(|c: char| matches!(c, '*' | '-' | '+') || c.is_ascii_digit())
            };
            match (above, below) {
                (Some(start), _) => {
                    self.behind.insert(start, index);
                    self.has_toc |= is_list(start) && self.lists[index].references.iter().any(|name| name == "toc");
                }
                (None, Some(below)) => {
                    self.before.insert(below.start(), index);
                    self.has_toc |=
                        is_list(below.start()) && self.lists[index].references.iter().any(|name| name == "toc");
                }
                (None, None) => continue,
            }
            self.lists[index].is_taken = true;
        }
    }

    /// The id that a list beside a block gives it.
    pub(super) fn id_of_block(&self, doc: &Document, block: Span) -> Option<String> {
        if self.behind.is_empty() && self.before.is_empty() {
            return None;
        }
        let text = doc.text();
        let last = text[..block.end()].trim_end().len();
        let behind = self.behind.get(&line(text, last).start());
        let index = behind.or_else(|| self.before.get(&line(text, block.start()).start()))?;
        self.lists[*index].id.clone()
    }

    /// The list that ends where `content` ends, behind a blank.
    pub(super) fn at_end(&self, content: Span) -> Option<&List> {
        let index = self.lists.partition_point(|list| list.span.end() < content.end());
        self.lists.get(index).filter(|list| list.span.end() == content.end() && content.contains(list.span))
    }

    /// Every id that a list gives.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().filter_map(|list| list.id.as_deref())
    }

    /// The ids that lists give to elements beside headings' ends.
    pub(super) fn other_ids(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().filter(|list| list.is_taken).filter_map(|list| list.id.as_deref())
    }

    /// Whether kramdown puts a table of contents on the page.
    pub(super) fn has_toc(&self) -> bool {
        self.has_toc
    }
}

/// Where inline elements end.
fn element_ends(doc: &Document) -> HashSet<usize> {
    let is_element = |kind: NodeKind| {
        kind.is_inline() && !matches!(kind, NodeKind::Text | NodeKind::SoftBreak | NodeKind::HardBreak)
    };
    let nodes = doc.nodes.iter().filter(|node| is_element(node.kind)).map(|node| node.span.end());
    let maths = doc.opaque.iter().filter(|opaque| opaque.kind == OpaqueKind::Math).map(|opaque| opaque.span.end());
    nodes.chain(maths).collect()
}

/// `\w[\w-]*` (`ALD_ID_NAME`)
fn is_name(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.starts_with(is_word) && text.chars().all(|c| is_word(c) || c == '-')
}

/// The id in a kramdown list and the names that it refers to (`Kramdown::Parser::Kramdown#parse_attribute_list`).
fn kramdown(list: &str) -> (Option<String>, Vec<String>) {
    let mut id = None;
    let mut references = Vec::new();
    let mut rest = list.trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let token = &rest[..end];
        let mut taken = end;
        if token.starts_with(['#', '.']) {
            for part in token.split_inclusive(['#', '.']).collect::<Vec<_>>().windows(2) {
                let name = part[1].trim_end_matches(['#', '.']);
                let is_id = part[0].ends_with('#') && name.starts_with(|c: char| c.is_ascii_alphabetic());
                if is_id && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-')) {
                    id = Some(name.to_string());
                }
            }
        } else if let Some((key, value)) = rest.split_once('=')
            && is_name(key)
            && let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
            && let Some(length) = value[1..].find(quote)
        {
            if key == "id" {
                id = Some(value[1..1 + length].to_string());
            }
            taken = key.len() + 1 + 1 + length + 1;
        } else if is_name(token) {
            references.push(token.to_string());
        }
        rest = rest[taken..].trim_start();
    }
    (id, references)
}

/// The id in a list of Python-Markdown (`markdown.extensions.attr_list._scanner`).
pub(super) fn python(list: &str) -> Option<String> {
    let mut id = None;
    let mut rest = list.trim_start();
    while !rest.is_empty() {
        let end = rest.find([' ', '=', '}']).unwrap_or(rest.len());
        let word = &rest[..end];
        let mut taken = end.max(1);
        if rest[end..].starts_with('=') {
            let value = &rest[end + 1..];
            let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let closed = quoted.and_then(|quote| Some((quote, value[1..].find(quote)?)));
            let value = match closed {
                Some((_, length)) => {
                    taken = end + 1 + 1 + length + 1;
                    &value[1..1 + length]
                }
                None => {
                    let length = value.find([' ', '=', '}']).unwrap_or(value.len());
                    taken = end + 1 + length;
                    &value[..length]
                }
            };
            if word == "id" {
                id = Some(value.to_string());
            }
        } else if let Some(name) = word.strip_prefix('#') {
            id = Some(name.to_string());
        }
        rest = rest[taken..].trim_start();
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_lists() {
        for (list, expected, references) in [
            (" .a #b", Some("b"), vec![]),
            ("#b.c", Some("b"), vec![]),
            (".c#b", Some("b"), vec![]),
            ("toc", None, vec!["toc"]),
            (" key=\"#no\" id='x y' z", Some("x y"), vec!["z"]),
            ("#1", None, vec![]),
        ] {
            let found = kramdown(list);
            assert_eq!(
                (found.0.as_deref(), found.1),
                (expected, references.iter().map(|s| s.to_string()).collect()),
                "{list}"
            );
        }
        for (list, expected) in [
            (" #a .b ", Some("a")),
            (" .b key=val #a", Some("a")),
            (" id=a", Some("a")),
            (" title=\"#no\" ", None),
            ("a=b=", None),
        ] {
            assert_eq!(python(list).as_deref(), expected, "{list}");
        }
    }
}
