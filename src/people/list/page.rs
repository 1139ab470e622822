//! Author lists of a page, read from its blocks.

use super::bib::bib_lists;
use super::blocks::{Block, blocks};
use super::pieces::{Person, Piece, read_people, runs};
use super::running_text::{Class, RunningText, Styled};
use super::tokens::{Kind, Token, tokens};
use super::value::value_lists;
use super::{Author, AuthorList, ListSource, Marks, Markup, Setting, entry, gate};
use crate::people::name::Name;
use crate::syntax::{Document, NodeKind};
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every author list of a page's publications, in order. On a page `alone` that sets nobody off, lists without emphasis and
/// marks are left out: nothing can be said of them, and documentation is full of names.
pub(in crate::people) fn author_lists(doc: &Document, alone: bool) -> Vec<AuthorList> {
    let mut lists = if doc.bibliography.is_some() { bib_lists(doc) } else { value_lists(doc) };
    if doc.bibliography.is_none() && gate::may_hold_names(doc.text()) {
        body_lists(doc, alone, &mut lists);
    }
    lists.sort_by_key(|list| list.span);
    share(&mut lists);
    lists
}

/// Adds the lists of the page's text.
fn body_lists(doc: &Document, alone: bool, lists: &mut Vec<AuthorList>) {
    let emphasis = emphasis(doc);
    let is_plain = |block: &Block| {
        let next = emphasis.partition_point(|&start| start < block.span.start());
        let has_emphasis = emphasis.get(next).is_some_and(|&start| start < block.span.end());
        !has_emphasis && memchr::memchr(b'*', doc.slice(block.span).as_bytes()).is_none()
    };
    let (plain, marked): (Vec<Block>, Vec<Block>) = blocks(doc).into_iter().partition(is_plain);
    read_blocks(doc, &marked, lists);
    let is_set_off = |author: &Author| matches!(author.setting, Setting::SetOff(_));
    if !alone || lists.iter().any(|list| list.authors.iter().any(is_set_off)) {
        read_blocks(doc, &plain, lists);
    }
}

/// Where emphasis begins, in Markdown and in HTML; sorted.
fn emphasis(doc: &Document) -> Vec<usize> {
    let is_emphasis = |kind| matches!(kind, NodeKind::Strong | NodeKind::Emphasis);
    let nodes = doc.nodes.iter().filter(|node| is_emphasis(node.kind)).map(|node| node.span.start());
    let is_tag = |name: &str| matches!(name, "b" | "strong" | "u" | "em" | "i" | "ins" | "mark" | "span" | "font");
    let tags = doc.tags.iter().filter(|tag| is_tag(&tag.name)).map(|tag| tag.span.start());
    let mut starts: Vec<usize> = nodes.chain(tags).collect();
    starts.sort_unstable();
    starts
}

fn read_blocks(doc: &Document, blocks: &[Block], lists: &mut Vec<AuthorList>) {
    for block in blocks {
        if gate::may_hold_names(doc.slice(block.span)) {
            read_block(doc, block, lists);
        }
    }
}

/// Lets equal names and equal emphasis share their text: on a page of publications nearly all come again.
fn share(lists: &mut [AuthorList]) {
    let mut names: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut markups: BTreeSet<Arc<Markup>> = BTreeSet::new();
    for author in lists.iter_mut().flat_map(|list| &mut list.authors) {
        if let Some(name) = names.get(&author.text) {
            author.text = Arc::clone(name);
        } else {
            names.insert(Arc::clone(&author.text));
        }
        let Setting::SetOff(markup) = &mut author.setting else { continue };
        if let Some(known) = markups.get(markup) {
            *markup = Arc::clone(known);
        } else {
            markups.insert(Arc::clone(markup));
        }
    }
}

fn read_block(doc: &Document, block: &Block, lists: &mut Vec<AuthorList>) {
    let source = doc.text();
    let text = RunningText::new(doc, block);
    let tokens = tokens(source, &text, block.node.is_some());
    let context = Context { source, text: &text, tokens: &tokens };
    for run in runs(&tokens, 2) {
        let run = read_people(source, &text, &tokens, run);
        let Some(range) = entry::authors(source, &text, &tokens, &run, 2) else { continue };
        let list = context.list(block, &run.pieces[range]);
        if entry::is_publication(doc, block, list.span) {
            lists.push(list);
        }
    }
}

/// A text in which people were found.
pub(super) struct Context<'a> {
    pub(super) source: &'a str,
    pub(super) text: &'a RunningText,
    pub(super) tokens: &'a [Token],
}

impl Context<'_> {
    /// The list that `pieces`, each a person, are.
    pub(super) fn list(&self, block: &Block, pieces: &[Piece]) -> AuthorList {
        let people: Vec<(&Piece, &Person)> =
            pieces.iter().filter_map(|piece| Some((piece, piece.person.as_ref()?))).collect();
        let mut authors: Vec<Author> = Vec::with_capacity(people.len());
        let mut is_emphasised = false;
        for (at, &(piece, person)) in people.iter().enumerate() {
            // What lies between the neighbours' names belongs to this author alone.
            let from = at.checked_sub(1).map_or(block.span.start(), |before| people[before].1.name.end());
            let to = people.get(at + 1).map_or(block.span.end(), |next| next.1.name.start());
            let own = Span::new(from, to);
            let mut stretches = Vec::new();
            let mut unclear = false;
            for styled in self.around(person.name) {
                let holds_another = !own.contains(styled.inner);
                is_emphasised |= holds_another && styled.inner.contains(person.name);
                if holds_another {
                    unclear |= !styled.inner.contains(person.name);
                } else if styled.inner.contains(person.name) && self.is_only(styled.inner, piece) {
                    stretches.push(styled);
                } else {
                    unclear = true;
                }
            }
            let setting = match (unclear, stretches.is_empty()) {
                (true, _) => self.half(person.name).map_or(Setting::Unclear, Setting::Half),
                (false, true) => Setting::Plain,
                (false, false) => Setting::SetOff(Arc::new(self.markup(&stretches, person.name))),
            };
            authors.push(self.author(person, &stretches, setting));
        }
        let start = authors.first().map_or(block.span.start(), |author| author.span.start());
        let end = authors.last().map_or(start, |author| author.span.end());
        AuthorList {
            span: Span::new(start, end),
            authors,
            is_emphasised,
            block: block.span,
            source: if block.node.is_some() { ListSource::Markdown } else { ListSource::Html },
        }
    }

    /// The emphasised stretches that share a byte with `name`; nesting deeper than a few is not looked for.
    fn around(&self, name: Span) -> Vec<Styled> {
        let next = self.text.styled.partition_point(|styled| styled.outer.start() < name.end());
        self.text.styled[..next]
            .iter()
            .rev()
            .take(12)
            .rev()
            .filter(|styled| styled.outer.overlaps(name))
            .copied()
            .collect()
    }

    /// The only emphasis at `name`, when it covers some words of it and those are no name by themselves.
    fn half(&self, name: Span) -> Option<Box<[Span; 2]>> {
        let [styled] = self.around(name)[..] else { return None };
        let is_word = !styled.inner.is_empty() && Name::parse(styled.inner.of(self.source)).is_none();
        let is_part = (name.contains(styled.inner)) && is_word;
        is_part.then(|| Box::new([styled.outer, styled.inner]))
    }

    /// Whether the stretch holds nothing but the piece and a separator.
    fn is_only(&self, inner: Span, piece: &Piece) -> bool {
        let first = self.tokens.partition_point(|token| token.span.end() <= inner.start());
        let mut inside =
            self.tokens[first..].iter().enumerate().take_while(|(_, token)| token.span.start() < inner.end());
        inside.all(|(at, token)| {
            piece.tokens.contains(&(first + at)) || matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Break)
        })
    }

    /// The delimiters around `name`, link syntax left out.
    fn markup(&self, stretches: &[Styled], name: Span) -> Markup {
        let mut markup = Markup { open: String::new(), close: String::new() };
        for styled in stretches.iter().filter(|styled| styled.outer.contains(name)) {
            markup.open.push_str(Span::new(styled.outer.start(), styled.inner.start()).of(self.source));
            markup.close.insert_str(0, Span::new(styled.inner.end(), styled.outer.end()).of(self.source));
        }
        markup
    }

    fn author(&self, person: &Person, stretches: &[Styled], setting: Setting) -> Author {
        let marks = self.marks(person, stretches);
        let mut span = person.name;
        for part in stretches.iter().map(|styled| styled.outer).chain(marks.as_ref().map(|marks| marks.span)) {
            span = Span::new(span.start().min(part.start()), span.end().max(part.end()));
        }
        Author { span, name: person.name, text: person.text.as_str().into(), setting, marks: marks.map(Box::new) }
    }

    fn marks(&self, person: &Person, stretches: &[Styled]) -> Option<Marks> {
        let tokens = &self.tokens[person.marks.clone()];
        let (first, last) = (tokens.first()?, tokens.last()?);
        let span = Span::new(first.span.start(), last.span.end());
        let gap = Span::new(person.name.end(), span.end());
        // A remark in brackets is set beside the emphasis.
        let joined = tokens.iter().all(|token| token.kind == Kind::Mark)
            && gap.range().all(|at| self.text.class(at) != Class::Hidden);
        let inside = stretches.first().is_some_and(|styled| styled.inner.contains(span));
        let raw_stars = tokens.iter().flat_map(|token| raw_stars(self.source, token.span)).collect();
        Some(Marks { span, joined, inside, raw_stars })
    }
}

/// Asterisks of `span` without a backslash before them.
fn raw_stars(source: &str, span: Span) -> impl Iterator<Item = usize> {
    let bytes = source.as_bytes();
    span.range().filter(move |&at| bytes[at] == b'*' && (at == 0 || bytes[at - 1] != b'\\'))
}

#[cfg(test)]
mod tests {
    use super::author_lists;
    use crate::people::Setting;
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};

    /// The lists of a page, authors with `|` between them: emphasis as written, marks in angle brackets behind the name,
    /// `?` before a name whose emphasis says nothing.
    fn check(dialect: Dialect, cases: &[(&str, &[&str])]) {
        for &(text, expected) in cases {
            let doc = Document::parse(Source::decode("a.md", text.as_bytes()), dialect);
            let lists: Vec<String> = author_lists(&doc, false)
                .iter()
                .map(|list| {
                    let authors = list.authors.iter().map(|author| {
                        let marks = author.marks.as_ref().map_or("", |marks| doc.slice(marks.span));
                        let marks = if marks.is_empty() { String::new() } else { format!("<{marks}>") };
                        match &author.setting {
                            Setting::Plain => format!("{}{marks}", author.text),
                            Setting::SetOff(markup) => format!("{}{}{}{marks}", markup.open, author.text, markup.close),
                            Setting::Half(_) => format!("½{}{marks}", author.text),
                            Setting::Unclear => format!("?{}{marks}", author.text),
                        }
                    });
                    authors.collect::<Vec<_>>().join("|")
                })
                .collect();
            assert_eq!(lists, expected, "{text}");
        }
    }

    #[test]
    fn lists() {
        check(
            Dialect::Kramdown,
            &[
                ("- Ada Byron, **Bo Lin** and Cy Dow. A Title of Words. 2020\n", &["Ada Byron|**Bo Lin**|Cy Dow"]),
                ("- A Title of Words<br />\n  Ada Byron, Bo Lin<br />\n  ICX 2020\n", &["Ada Byron|Bo Lin"]),
                ("- A Title of Words  \n  Ada Byron, Bo Lin  \n  ICX 2020\n", &["Ada Byron|Bo Lin"]),
                (
                    "[A title of words](x)\n\nAda Byron*, **Bo Lin\\***, Cy Dow\n",
                    &["Ada Byron<*>|**Bo Lin**<\\*>|Cy Dow"],
                ),
                ("**A title of words**\n\nAda Byron*, **Bo Lin***, Cy\n", &["Ada Byron<*>|**Bo Lin**<*>"]),
                ("[A title of words](x), Ada Byron, Bo Lin, Cy Dow, et al.\n", &["Ada Byron|Bo Lin|Cy Dow"]),
                ("Ada Byron and Bo Lin, \"A title of words\", ICX 2020\n", &["Ada Byron|Bo Lin"]),
                ("Ada Byron; Bo Lin & Cy Dow (2020). A title of words.\n", &["Ada Byron|Bo Lin|Cy Dow"]),
                (
                    "- Byron, A., **Lin, B. C.**, & Dow, C. (2020). A title of words.\n",
                    &["Byron, A.|**Lin, B. C.**|Dow, C."],
                ),
                ("- Byron, A., Dow, C. Engines that weave. 2020\n", &["Byron, A.|Dow, C."]),
                ("- Byron, Ada; Lin, Bo. A title of words. 2020\n", &["Byron, Ada|Lin, Bo"]),
                ("- A. Byron, B. C. Lin. A title of words. 2020\n", &["A. Byron|B. C. Lin"]),
                ("- Byron AB, Lin C. A title of words. 2020\n", &["Byron AB|Lin C."]),
                (
                    "- [Ada Byron](a), [**Bo Lin**](b)<sup>*</sup>. *A title of words*\n",
                    &["Ada Byron|**Bo Lin**<<sup>*</sup>>"],
                ),
                (
                    "- <b>Ada Byron</b>, <strong><u>Bo Lin</u></strong>. [A title of words](x)\n",
                    &["<b>Ada Byron</b>|<strong><u>Bo Lin</u></strong>"],
                ),
                ("- ***Ada Byron**, Bo Lin, Cy Dow*. [A title of words](x)\n", &["**Ada Byron**|Bo Lin|Cy Dow"]),
                (
                    "- Ada Byron$^\\dag$, Bo Lin†‡, Cy Dow1,2, Di Eve&dagger;. A title, of words 2020\n",
                    &["Ada Byron<$^\\dag$>|Bo Lin<†‡>|Cy Dow<1,2>|Di Eve<&dagger;>"],
                ),
                (
                    "- Ada Byron (co-first), Bo (Bob) Lin, Cy Dow (道西). A title of words 2020\n",
                    &["Ada Byron<(co-first)>|Bo (Bob) Lin|Cy Dow (道西)"],
                ),
                ("- 林波，**王小明**，李雷。一个很长的标题。2020\n", &["林波|**王小明**|李雷"]),
                ("- **Ada Byron, Bo Lin**, Cy Dow. A title of words. 2020\n", &["Ada Byron|Bo Lin|Cy Dow"]),
                ("- **Ada Byron. A title**, Bo Lin. Words 2020\n", &[]),
                ("- Bo Lin, **Ada** Byron. A title of words. 2020\n", &["Bo Lin|½Ada Byron"]),
                (
                    "| 2020 | Ada Byron, Bo Lin. A title of words |\n|---|---|\n| 2021 | Ada Byron, Cy Dow. Some title |\n",
                    &["Ada Byron|Bo Lin", "Ada Byron|Cy Dow"],
                ),
                (
                    "<ul>\n<li>Ada Byron, <b>Bo Lin</b>. <i>A title of words</i></li>\n</ul>\n",
                    &["Ada Byron|<b>Bo Lin</b>"],
                ),
            ],
        );
    }

    #[test]
    fn no_lists() {
        check(
            Dialect::Kramdown,
            &[
                ("Our [paper](x) of 2020 by Ada Byron, Bo Lin and Cy Dow joined the shelf.\n", &[]),
                ("2020: Ada Byron and Bo Lin joined the group. [More](x)\n", &[]),
                ("2020: Ada Byron, Bo Lin and Cy Dow join our laboratory. [More](x)\n", &[]),
                ("I am supervised by Ada Byron, Bo Lin and Cy Dow since 2020. [More](x)\n", &[]),
                ("Advisors: Ada Byron, Bo Lin. [Report on words](x) 2020\n", &[]),
                ("Reviewer of [venues](x): NeurIPS, ICML, ICLR 2020 and more\n", &[]),
                ("I lived in Beijing, China and Hong Kong, New York. [Photos of them](x) 2020\n", &[]),
                ("- Machine Learning, Computer Vision, Natural Language Processing [all](x) 2020 courses\n", &[]),
                ("- Prof. Ada Byron, Dr. Bo Lin. [The project page](x) 2020\n", &[]),
                ("- Ada Byron, Bo Lin\n- Cy Dow, Di Eve\n", &[]),
                ("```\nauthor = {Ada Byron and Bo Lin}, title = {A title of words}, 2020\n```\n", &[]),
                ("`Ada Byron, Bo Lin. A title of words 2020`\n", &[]),
                ("Ada Byron, who met Bo Lin, wrote [A title of words](x) in 2020.\n", &[]),
            ],
        );
    }

    #[test]
    fn other_dialects() {
        let dagger = &["Ada Byron<$^\\dag$>|**Bo Lin**<$^{*}$>"][..];
        check(Dialect::Material, &[("- **[X](x)** Ada Byron$^\\dag$, **Bo Lin**$^{*}$. A title of words.\n", dagger)]);
        let stars = &["Ada Byron<*>|**Bo Lin**<*>|Cy Dow"][..];
        check(Dialect::PythonMarkdown, &[("- Ada Byron*, **Bo Lin***, Cy Dow. A title of words 2020\n", stars)]);
        // kramdown makes a table of bars.
        let bars = &["Ada Byron|**Bo Lin**|Cy Dow"][..];
        check(Dialect::CommonMark, &[("Ada Byron | **Bo Lin** | Cy Dow\nWords of a title 2020\n", bars)]);
        check(
            Dialect::CommonMark,
            &[("[A title of words](x) | **Ada Byron**, Bo Lin | 2020\n", &["**Ada Byron**|Bo Lin"])],
        );
        let raised = &["Ada Byron<<sup>*</sup>>|Bo Lin<<sup>*</sup>>"][..];
        check(Dialect::CommonMark, &[("- Ada Byron<sup>*</sup>, Bo Lin<sup>*</sup>. A title of words 2020\n", raised)]);
    }

    #[test]
    fn a_page_alone_that_sets_nobody_off_has_nothing_to_say() {
        let entry = |owner: &str| format!("- {owner}, Bo Lind, Cy Falk. [A Study](u). Water Letters, 2021.\n");
        for (text, alone, expected) in [
            (entry("Ada Berg"), true, 0),
            (entry("Ada Berg"), false, 1),
            (entry("**Ada Berg**") + &entry("Ada Berg"), true, 2),
            (entry("Ada Berg\\*"), true, 1),
        ] {
            let doc = Document::parse(Source::decode("a.md", text.as_bytes()), Dialect::CommonMark);
            assert_eq!(author_lists(&doc, alone).len(), expected, "{text}");
        }
    }
}
