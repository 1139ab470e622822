//! Whom a site's bibliography sets off: al-folio's `_layouts/bib.liquid` asks `scholar.last_name` and `scholar.first_name` of the
//! configuration whether they contain the names that jekyll-scholar gives it (`Utilities#liquidify`: `author_array`).

use super::Config;
use crate::people::{AuthorList, ListSource, Markup, Setting};
use crate::site::tree::Tree;
use crate::site::urls;
use crate::syntax::yaml::{Yaml, YamlNode, YamlValue};
use crate::syntax::{BibPerson, Document, bib_person};
use crate::text::Span;
use std::sync::Arc;

/// Bytes of a template that are read.
const LONGEST_TEMPLATE: usize = 200_000;

/// Marks that the templates take from a family name before they compare it; al-folio's changed over the years.
const MARKS: &str = "*∗†‡§¶‖&^";

/// The names that a site's configuration gives for its owner, and how its template compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnNames {
    /// The configuration, from the root of the tree; `None` when several are laid over each other.
    pub config: Option<String>,
    /// The setting that holds the two.
    pub setting: Span,
    pub last: GivenNames,
    pub first: GivenNames,
    comparison: Comparison,
    /// Signs that count for nothing in a family name.
    marks: String,
    /// LaTeX's letters are decoded.
    decodes: bool,
}

/// A value of the configuration: one name or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenNames {
    pub values: Vec<String>,
    /// The value; `None` when the key is missing or has none.
    pub span: Option<Span>,
    /// Where each name stands, if the value is a list.
    pub items: Option<Vec<Span>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    /// `site.scholar.last_name contains author.last`
    Contains,
    /// `author.last == site.scholar.last_name`, as it was in older versions: never true of a list.
    Equals,
    /// The template is not here: what either takes.
    Either,
}

impl OwnNames {
    /// `None` when the template cannot be understood, or when nobody is to be set off.
    pub(super) fn read(tree: &dyn Tree, yaml: &Yaml, config: &Config) -> Option<OwnNames> {
        let scholar = yaml.get("scholar")?;
        let template = scholar.get("bibliography_template").and_then(YamlNode::as_str)?.trim();
        let layouts = yaml.get("layouts_dir").and_then(YamlNode::as_str).unwrap_or("_layouts").trim_matches('/');
        let layouts = urls::below(&config.source, layouts);
        let read = |ending: &str| tree.read(&urls::below(&layouts, &format!("{template}{ending}")), LONGEST_TEMPLATE);
        let bytes = [".liquid", ".html"].into_iter().find_map(read).filter(|bytes| !bytes.is_empty());
        let (comparison, marks) = match bytes {
            Some(bytes) => understand(&String::from_utf8(bytes).ok()?)?,
            // The theme's own.
            None if template == "bib" => (Comparison::Either, MARKS.to_string()),
            None => return None,
        };
        let last = GivenNames::read(scholar.get("last_name"));
        if last.values.is_empty() {
            return None;
        }
        // jekyll-scholar decodes LaTeX unless its filters are set to others (`defaults.rb`).
        let filters = scholar.get("bibtex_filters");
        let decodes = filters.is_none_or(|list| list.items().iter().any(|item| item.as_str() == Some("latex")));
        let config = if let [file] = config.files.as_slice() { Some(file.clone()) } else { None };
        let first = GivenNames::read(scholar.get("first_name"));
        Some(OwnNames { config, setting: scholar.span, last, first, comparison, marks, decodes })
    }

    /// The same with the names that `doc`, the configuration, has now.
    pub(super) fn reread(&self, doc: &Document) -> Option<OwnNames> {
        let scholar = doc.data.as_ref()?.get("scholar")?;
        let (last, first) = (GivenNames::read(scholar.get("last_name")), GivenNames::read(scholar.get("first_name")));
        Some(OwnNames { setting: scholar.span, last, first, ..self.clone() })
    }

    /// Which of the two names (family, given) the configuration has.
    pub fn has(&self, person: &BibPerson) -> (bool, bool) {
        let bare: String = person.last.chars().filter(|letter| !self.marks.contains(*letter)).collect();
        let last = match self.comparison {
            Comparison::Contains | Comparison::Either => self.last.contains(&bare),
            Comparison::Equals => self.last.items.is_none() && self.last.values.iter().any(|value| *value == bare),
        };
        (last, self.first.contains(&person.first))
    }

    /// How the template reads a name; `None` for one that ends the reading of all.
    pub fn read_name(&self, written: &str) -> Option<BibPerson> {
        bib_person(written, self.decodes)
    }

    /// Sets the owner off in the lists of `doc`, a bibliography. In an entry that nobody can read all is unclear.
    pub(in crate::site) fn set_off(&self, doc: &Document, lists: &mut [AuthorList]) {
        let markup = Arc::new(Markup { open: "<em>".to_string(), close: "</em>".to_string() });
        for list in lists.iter_mut().filter(|list| list.source == ListSource::Bib) {
            let people: Option<Vec<BibPerson>> =
                list.authors.iter().map(|author| self.read_name(as_cut(doc, author.span))).collect();
            let Some(people) = people else {
                list.authors.iter_mut().for_each(|author| author.setting = Setting::Unclear);
                continue;
            };
            for (author, person) in list.authors.iter_mut().zip(&people) {
                if self.has(person) == (true, true) {
                    author.setting = Setting::SetOff(markup.clone());
                }
            }
        }
    }
}

/// The name at `span` as bibtex-ruby cuts it: a comma before ` and ` belongs to neither name (`names.y`, `:and`).
fn as_cut(doc: &Document, span: Span) -> &str {
    let behind = doc.text()[span.end()..].trim_start();
    let goes_on = behind.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("and"));
    let written = doc.slice(span);
    if goes_on { written.strip_suffix(',').unwrap_or(written) } else { written }
}

impl GivenNames {
    fn read(node: Option<&YamlNode>) -> GivenNames {
        let text = |node: &YamlNode| node.as_str().map(str::to_string).filter(|text| !text.is_empty());
        let Some(node) = node else { return GivenNames { values: Vec::new(), span: None, items: None } };
        let span = Some(node.span).filter(|span| !span.is_empty());
        match &node.value {
            YamlValue::Sequence(items) => GivenNames {
                values: items.iter().filter_map(text).collect(),
                span,
                items: Some(items.iter().map(|item| item.span).collect()),
            },
            _ => GivenNames { values: text(node).into_iter().collect(), span, items: None },
        }
    }

    /// Liquid's `contains`: an element of a list, a part of a text.
    fn contains(&self, name: &str) -> bool {
        match self.items {
            Some(_) => self.values.iter().any(|value| value == name),
            None => self.values.iter().any(|value| value.contains(name)),
        }
    }
}

/// How a template compares, and the marks that it takes away first; `None` for one that is neither.
fn understand(template: &str) -> Option<(Comparison, String)> {
    let text = template.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = |part: &str| text.matches(part).count();
    let is_known = count("site.scholar.last_name") == 1
        && count("site.scholar.first_name contains author.first") == 1
        && count("assign author_last_name") <= 1;
    if !is_known {
        return None;
    }
    let comparison = match text.split_once("site.scholar.last_name")? {
        (_, behind) if behind.starts_with(" contains author") => Comparison::Contains,
        (before, _) if before.ends_with("author.last == ") || before.ends_with("author_last_name == ") => {
            Comparison::Equals
        }
        _ => return None,
    };
    let marks = match text.split_once("assign author_last_name = author.last |") {
        Some((_, filters)) => marks(filters.split('%').next()?)?,
        None if text.contains("author_last_name") => return None,
        None => String::new(),
    };
    Some((comparison, marks))
}

/// The signs that `remove: "*" | remove: "†"` or `regex_replace: '[*†]', ''` take away.
fn marks(filters: &str) -> Option<String> {
    let mut marks = String::new();
    for filter in filters.split('|').map(|filter| filter.trim_matches([' ', '-'])) {
        let (name, argument) = filter.split_once(':')?;
        let argument = argument.trim();
        let quote = argument.chars().next().filter(|letter| "'\"".contains(*letter))?;
        let (sign, rest) = argument[1..].split_once(quote)?;
        match name.trim() {
            "remove" => marks.push_str(sign),
            "regex_replace" if rest.replace('"', "'").trim() == ", ''" => {
                marks.push_str(sign.strip_prefix('[')?.strip_suffix(']')?);
            }
            _ => return None,
        }
    }
    Some(marks)
}

#[cfg(test)]
mod tests {
    use super::{Comparison, MARKS, understand};

    #[test]
    fn templates() {
        const FIRST: &str = "{% if site.scholar.first_name contains author.first %}";
        let all = format!(
            "{{%- assign author_last_name = author.last | regex_replace: '[{MARKS}]', '' -%}} {{% if site.scholar.last_name contains author_last_name %}}"
        );
        for (condition, expected) in [
            ("{% if author.last == site.scholar.last_name%}", Some((Comparison::Equals, ""))),
            ("{% if site.scholar.last_name contains\n author.last %}", Some((Comparison::Contains, ""))),
            (
                "{%- assign author_last_name = author.last | remove: \"¶\" | remove: \"*\" -%} {%- if author_last_name == site.scholar.last_name -%}",
                Some((Comparison::Equals, "¶*")),
            ),
            (all.as_str(), Some((Comparison::Contains, MARKS))),
            (
                "{% assign author_last_name = author.last | downcase %} {% if site.scholar.last_name contains author_last_name %}",
                None,
            ),
            (
                "{%- assign author_last_name = author.last | remove: '^' -%} {% assign author_last_name = author_last_name | remove: '*' %} {%- if site.scholar.last_name contains author_last_name -%}",
                None,
            ),
            ("{% if author.last contains site.scholar.last_name %}", None),
            ("{{ author.last }}", None),
        ] {
            let found = understand(&format!("<div> {condition}\n {FIRST} </div>"));
            assert_eq!(found, expected.map(|(comparison, marks)| (comparison, marks.to_string())), "{condition}");
        }
        assert_eq!(understand("{% if site.scholar.last_name contains author.last %}"), None);
    }
}
