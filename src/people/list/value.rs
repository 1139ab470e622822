//! Author lists in values: the front matter of a publication, files of `_data`.

use super::blocks::Block;
use super::entry;
use super::page::Context;
use super::pieces::{Piece, person, read_people, runs};
use super::running_text::RunningText;
use super::tokens::{Kind, Token, tokens};
use super::{Author, AuthorList, ListSource, Setting};
use crate::calendar;
use crate::syntax::yaml::{Written, Yaml, YamlNode, YamlValue};
use crate::syntax::{Document, has_template, html_tags};
use crate::text::Span;

/// Longer values are articles. Bytes.
const LONGEST: usize = 20_000;

/// Keys of which one beside the authors tells of a publication, where no folder does.
const EVIDENCE: &[&str] = &[
    "arxiv",
    "bibtex",
    "bibtexurl",
    "booktitle",
    "citation",
    "conference",
    "doi",
    "journal",
    "paper",
    "paper_url",
    "paperurl",
    "pdf",
    "proceedings",
    "pub",
    "publication",
    "publication_types",
    "publisher",
    "venue",
];

/// Every author list in the front matter, or in a data file.
pub(super) fn value_lists(doc: &Document) -> Vec<AuthorList> {
    let mut lists = Vec::new();
    if let Some(front_matter) = doc.front_matter.as_ref().filter(|front_matter| front_matter.closed) {
        read(doc, &front_matter.yaml, &mut lists);
    }
    let folders = || doc.source.path.split('/');
    if let Some(data) = doc.data.as_ref().filter(|_| folders().any(|folder| folder == "_data")) {
        read(doc, data, &mut lists);
    }
    lists
}

fn read(doc: &Document, yaml: &Yaml, lists: &mut Vec<AuthorList>) {
    let (None, Some(root)) = (&yaml.problem, &yaml.root) else { return };
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            YamlValue::Sequence(items) => open.extend(items),
            YamlValue::Mapping(pairs) => {
                mapping(doc, node, lists);
                open.extend(pairs.iter().map(|(_, value)| value));
            }
            YamlValue::Scalar(_) | YamlValue::Alias(_) => {}
        }
    }
}

fn mapping(doc: &Document, node: &YamlNode, lists: &mut Vec<AuthorList>) {
    for (key, value) in node.pairs() {
        let list = match key.as_str().unwrap_or_default() {
            "authors" if is_publication(doc, node) => authors(doc, value),
            // One author is who wrote the page.
            "author" if is_publication(doc, node) => authors(doc, value).filter(|list| list.authors.len() > 1),
            "citation" => citation(doc, value, 1),
            "excerpt" | "description" | "abstract" | "summary" => citation(doc, value, 2),
            _ => None,
        };
        lists.extend(list);
    }
}

/// Whether a mapping with authors is a publication: it has a title, and a key or its folder says it. Posts have authors too.
fn is_publication(doc: &Document, node: &YamlNode) -> bool {
    let path = doc.source.path.to_lowercase();
    let is_shelf = |name: &str| ["publi", "paper", "preprint", "pubs"].iter().any(|word| name.contains(word));
    let has = |keys: &[&str]| node.pairs().iter().any(|(key, _)| key.as_str().is_some_and(|key| keys.contains(&key)));
    has(&["title"]) && (has(EVIDENCE) || path.split('/').any(is_shelf))
}

/// The list that the value of `authors` is: one text, names, or mappings with a `name`.
fn authors(doc: &Document, value: &YamlNode) -> Option<AuthorList> {
    let YamlValue::Sequence(items) = &value.value else {
        return alone(doc, value, ListSource::Value, whole);
    };
    let mut authors: Vec<Author> = Vec::with_capacity(items.len());
    for item in items {
        let name = item.get("name").unwrap_or(item);
        authors.extend(alone(doc, name, ListSource::Value, one).into_iter().flat_map(|list| list.authors));
    }
    let (first, last) = (authors.first()?, authors.last()?);
    let span = Span::new(first.span.start(), last.span.end());
    Some(AuthorList { span, is_emphasised: false, block: value.span, source: ListSource::Value, authors })
}

/// The authors with which a value begins that tells of a whole publication.
fn citation(doc: &Document, value: &YamlNode, least: usize) -> Option<AuthorList> {
    alone(doc, value, ListSource::Citation, |source, text, tokens| {
        for run in runs(tokens, 1) {
            // What stands further in is a part of a sentence.
            if run.start > 0 && tokens[run.start - 1].kind != Kind::Break {
                continue;
            }
            let run = read_people(source, text, tokens, run);
            if let Some(range) = entry::authors(source, text, tokens, &run, least)
                && tells_of_a_publication(source, tokens, &run.pieces[range.clone()])
            {
                return run.pieces[range].to_vec();
            }
        }
        Vec::new()
    })
}

/// Whether words of a title stand behind the authors, and a year, a quotation or markup.
fn tells_of_a_publication(source: &str, tokens: &[Token], pieces: &[Piece]) -> bool {
    let Some(last) = pieces.last() else { return false };
    let rest = &source[tokens[last.tokens.end - 1].span.end()..];
    entry::words_in(rest) >= 2
        && (calendar::has_year(rest) || rest.contains(['"', '“', '”', '<']) || rest.contains("&quot;"))
}

/// The people of a value that has nothing but them.
fn whole(source: &str, text: &RunningText, tokens: &[Token]) -> Vec<Piece> {
    let end = tokens.len() - tokens.iter().rev().take_while(|token| token.kind == Kind::Stop).count();
    let mut runs = runs(&tokens[..end], 1);
    let (Some(run), true) = (runs.pop(), runs.is_empty()) else { return Vec::new() };
    read_people(source, text, tokens, run).pieces
}

/// The person that a value names: `Ada Byron`, `Byron, Ada`.
fn one(source: &str, _: &RunningText, tokens: &[Token]) -> Vec<Piece> {
    let tokens_of_it = 0..tokens.len();
    person(source, tokens, tokens_of_it.clone()).map(|person| Piece::of(tokens_of_it, person)).into_iter().collect()
}

/// The list of those people that `find` finds in a value, read by itself and placed in the text.
fn alone(
    doc: &Document,
    node: &YamlNode,
    kind: ListSource,
    find: impl Fn(&str, &RunningText, &[Token]) -> Vec<Piece>,
) -> Option<AuthorList> {
    let value = node.as_str().filter(|value| value.len() <= LONGEST && !has_template(value))?;
    let text = RunningText::of_value(value, &html_tags(value));
    let tokens = tokens(value, &text, false);
    let pieces: Vec<Piece> = find(value, &text, &tokens).into_iter().filter(|piece| piece.person.is_some()).collect();
    if pieces.is_empty() {
        return None;
    }
    let whole = Span::new(0, value.len());
    let context = Context { source: value, text: &text, tokens: &tokens };
    let list = context.list(&Block { span: whole, node: None, context: whole }, &pieces);
    let list = placed(list, &node.written(doc.text())?);
    Some(AuthorList { block: node.span, source: kind, ..list })
}

/// `list`, read from a value, with the places of the text.
fn placed(mut list: AuthorList, written: &Written) -> AuthorList {
    for author in &mut list.authors {
        author.span = written.place(author.span);
        author.name = written.place(author.name);
        if let Some(marks) = &mut author.marks {
            marks.span = written.place(marks.span);
            // An asterisk is one wherever no Markdown is read.
            marks.raw_stars.clear();
        }
        if let Setting::Half(half) = &mut author.setting {
            **half = half.map(|span| written.place(span));
        }
    }
    AuthorList { span: written.place(list.span), ..list }
}

#[cfg(test)]
mod tests {
    use super::value_lists;
    use crate::people::{Author, AuthorList, Setting};
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    /// The authors with `|` between them: emphasis as understood around the name as written, marks in angle brackets.
    fn shown(doc: &Document, list: &AuthorList) -> String {
        let author = |author: &Author| {
            let marks = author.marks.as_ref().map_or(String::new(), |marks| format!("<{}>", doc.slice(marks.span)));
            let name = doc.slice(author.name);
            match &author.setting {
                Setting::Plain => format!("{name}{marks}"),
                Setting::SetOff(markup) => format!("{}{name}{}{marks}", markup.open, markup.close),
                Setting::Half(_) => format!("½{name}{marks}"),
                Setting::Unclear => format!("?{name}{marks}"),
            }
        };
        list.authors.iter().map(author).collect::<Vec<_>>().join("|")
    }

    fn check(path: &str, cases: &[(&str, &[&str])]) {
        for &(yaml, expected) in cases {
            let text = if path.ends_with(".md") { format!("---\ntitle: T\n{yaml}\n---\n") } else { yaml.to_string() };
            let source = Source::decode(path, text.as_bytes());
            let doc =
                if path.ends_with(".md") { Document::parse(source, Dialect::Kramdown) } else { Document::data(source) };
            let mut lists = value_lists(&doc);
            lists.sort_by_key(|list| list.span);
            let lists: Vec<String> = lists.iter().map(|list| shown(&doc, list)).collect();
            assert_eq!(lists, expected, "{text}");
        }
    }

    #[test]
    fn authors_of_a_publication() {
        check(
            "_publications/a.md",
            &[
                ("authors: <b>Ada Byron</b>,  <a href=\"x\">Bo Lin</a>, Cy Dow", &["<b>Ada Byron</b>|Bo Lin|Cy Dow"]),
                ("authors: \"Ada Byron, <b>Bo Lin</b> and Cy Dow.\"", &["Ada Byron|<b>Bo Lin</b>|Cy Dow"]),
                ("author: \"Ada Byron\\\\*, <b>Bo Lin</b>\\\\*\"", &["Ada Byron<\\\\*>|<b>Bo Lin</b><\\\\*>"]),
                ("authors: <b>Byron A.</b>", &["<b>Byron A.</b>"]),
                ("authors: Byron A., Lin B., et al.", &["Byron A.|Lin B."]),
                ("authors: 'Ada O''Hara, Bo Lin<sup>*</sup>, and others'", &["Ada O''Hara|Bo Lin<<sup>*</sup>>"]),
                ("authors: >\n  Ada Byron,\n  Bo\n  Lin", &["Ada Byron|Bo\n  Lin"]),
                ("authors: Ada Byron | **Bo Lin** | Cy Dow", &["Ada Byron|**Bo Lin**|Cy Dow"]),
                ("authors: '*Ada Byron, Bo Lin*, [Cy Dow](x), _Di Eve_'", &["Ada Byron|Bo Lin|Cy Dow|_Di Eve_"]),
                ("authors: [Ada Byron, '<b>Bo Lin</b>', 'Dow, Cy']", &["Ada Byron|<b>Bo Lin</b>|Dow, Cy"]),
                ("authors:\n  - name: Ada Byron\n    url: x\n  - name: Bo Lin*", &["Ada Byron|Bo Lin<*>"]),
                ("authors: 林波、<b>王小明</b>", &["林波|<b>王小明</b>"]),
                ("authors: \"Ad\\u00e9la Byron, Bo Lin\"", &["Ad\\u00e9la Byron|Bo Lin"]),
                ("author: Ada Byron", &[]),
                ("authors: [abyron]", &[]),
                ("authors: The {{ x }}, Ada Byron", &[]),
            ],
        );
        check(
            "_posts/a.md",
            &[("authors: Ada Byron, Bo Lin", &[]), ("authors: Ada Byron, Bo Lin\nvenue: X", &["Ada Byron|Bo Lin"])],
        );
    }

    #[test]
    fn citations_and_excerpts() {
        check(
            "_publications/a.md",
            &[
                ("citation: 'Ada Byron, Bo Lin. &quot;Words of a title.&quot; <i>X</i>'", &["Ada Byron|Bo Lin"]),
                ("citation: ' Ada Byron, &quot;Words of a title.&quot; 2020'", &["Ada Byron"]),
                ("citation: \"Byron, A. B., & Lin, B. (2017). Words of a title.\"", &["Byron, A. B.|Lin, B."]),
                (
                    "citation: 'Byron AB, <b>Lin C</b>. (2017). &quot;Words of a title&quot;'",
                    &["Byron AB|<b>Lin C</b>"],
                ),
                ("citation: '<b>Ada Byron</b> and Bo Lin. \"Words of a title\"'", &["<b>Ada Byron</b>|Bo Lin"]),
                ("citation: Your Name, You. (2015). &quot;Paper Title.&quot;", &[]),
                ("citation: true", &[]),
                ("excerpt: 'Ada Byron, **Bo Lin**<br/>Words of a title. <i>X</i>'", &["Ada Byron|**Bo Lin**"]),
                (
                    "excerpt: 'Words of a title<br/>Ada Byron, Bo Lin<br/><i>Journal of Words</i>'",
                    &["Ada Byron|Bo Lin"],
                ),
                ("description: Ada Byron and Bo Lin visited us in 2020, with <b>cake</b>", &[]),
                ("description: A talk with Ada Byron, Bo Lin in 2020 about looms", &[]),
            ],
        );
    }

    #[test]
    fn data_files() {
        let entry = "- title: T\n  authors: Ada Byron, <b>Bo Lin</b>\n  year: 2020\n";
        check("_data/papers.yml", &[(entry, &["Ada Byron|<b>Bo Lin</b>"])]);
        check("_data/team.yml", &[(entry, &[])]);
        check("papers.yml", &[(entry, &[])]);
        check(
            "_data/papers.json",
            &[("[{\"title\": \"T\", \"authors\": [\"Ada Byron\", \"Bo Lin\"]}]", &["Ada Byron|Bo Lin"])],
        );
    }
}
