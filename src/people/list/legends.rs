//! Which marks the authors of a page bear, and which of them the page explains: `* equal contribution`.

use super::marks::symbols;
use super::running_text::is_suffix_mark;
use super::stars::star_pairs;
use super::{AuthorList, ListSource};
use crate::people::boundary;
use crate::syntax::{Document, NodeKind, OpaqueKind, Place};
use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

/// The marks of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMarks {
    /// What authors bear, each where it is first met.
    pub borne: Vec<Mark>,
    /// What the page may explain.
    pub explained: BTreeSet<char>,
    /// The page explains something and does not say what.
    pub explains_any: bool,
    /// What the page certainly explains, and nothing on it bears.
    pub idle: Vec<Mark>,
}

/// A mark, whatever way it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// `*`, `†`, `1`.
    pub symbol: char,
    pub span: Span,
}

/// Beginnings of words beside which a mark is explained: `Equal contribution`, `denotes`.
const WORDS: &[&str] = &[
    "advis",
    "alphabet",
    "asterisk",
    "author",
    "auteur",
    "autor",
    "co-correspond",
    "co-first",
    "cofirst",
    "contact",
    "contribu",
    "correspond",
    "dagger",
    "denot",
    "equal",
    "first auth",
    "gleich",
    "igual",
    "indicat",
    "intern",
    "joint",
    "korrespond",
    "lead",
    "mark",
    "mean",
    "member",
    "mentor",
    "order",
    "phd",
    "represent",
    "senior",
    "shared",
    "stands",
    "student",
    "supervis",
    "undergrad",
    "共同",
    "通讯",
    "通信作者",
    "一作",
    "作者",
    "贡献",
    "同等",
    "并列",
    "表示",
    "指导",
    "学生",
    "실습",
    "대등",
    "공동",
    "교신",
    "責任",
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    let builder = builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    builder.build(WORDS).expect("so few words fit")
});

/// Beginnings of what says that some authors are more than others, in lower case; each begins like one of [`WORDS`].
const CERTAIN: &[&str] = &[
    "equal contribut",
    "equal-contribut",
    "equally contribut",
    "equally-contribut",
    "contributed equally",
    "contribute equally",
    "co-first auth",
    "co-first-auth",
    "cofirst auth",
    "co-correspond",
    "corresponding auth",
    "corresponding-auth",
    "joint first",
    "shared first",
    "共同一作",
    "共同第一",
    "通讯作者",
    "同等贡献",
    "同等贡獻",
];

/// The words of explanation in `text`, in order: those of [`WORDS`] that begin a word.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    FINDER.find_iter(text).map(|found| found.range()).filter(|word| {
        let begins = |before: char| !before.is_alphanumeric();
        !text.as_bytes()[word.start].is_ascii() || text[..word.start].chars().next_back().is_none_or(begins)
    })
}

/// Whether a whole explanation begins at `start`.
fn is_certain(text: &str, start: usize) -> bool {
    let rest = &text.as_bytes()[start..];
    CERTAIN.iter().any(|words| rest.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words.as_bytes())))
}

/// What may stand between a mark and its explanation. Matches `</sup>: `, `** = ` and ` indicates the `, not ` Ada: `.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    let words = "indicates?|denotes?|means?|represents?|stands|for|is|are|the|an?|both|these|authors?|with";
    Regex::new(&format!("^(?:[\\s*_)\\]:=,.'\"–—-]|&nbsp;|</?[a-zA-Z]+>|表示|(?i-u:\\b(?:{words})\\b))*$"))
        .expect("the pattern is correct")
});

/// How far before and behind such a word a mark is looked for. Bytes.
const BEFORE: usize = 90;
const BEHIND: usize = 60;

/// Reads the marks of a page whose author lists are known.
pub(in crate::people) fn page_marks(doc: &Document, lists: &[AuthorList]) -> PageMarks {
    let mut page = PageMarks::default();
    let mut own: Vec<Span> = Vec::new();
    for list in lists {
        for marks in list.authors.iter().filter_map(|author| author.marks.as_ref()) {
            own.push(marks.span);
            let is_text = matches!(list.source, ListSource::Markdown | ListSource::Html);
            for mark in symbols_in(doc, marks.span) {
                if is_text && !page.borne.iter().any(|known| known.symbol == mark.symbol) {
                    page.borne.push(mark);
                }
            }
        }
    }
    own.sort_unstable();
    let mut stars = Stars { doc, pairs: HashMap::new() };
    read_words(doc, &own, &mut stars, &mut page);
    if page.borne.iter().any(|mark| mark.symbol.is_alphanumeric()) {
        read_raised(doc, &own, &mut page);
    }
    if !lists.is_empty() && is_literal(doc) {
        page.idle = idle(doc, &own, &mut stars, &page.borne);
    }
    page
}

fn symbols_in(doc: &Document, span: Span) -> impl Iterator<Item = Mark> {
    let at = move |range: std::ops::Range<usize>| Span::new(range.start, range.end).shift(span.start());
    symbols(doc.slice(span)).into_iter().map(move |(symbol, range)| Mark { symbol, span: at(range) })
}

/// The marks near words of explanation.
fn read_words(doc: &Document, own: &[Span], stars: &mut Stars, page: &mut PageMarks) {
    let text = doc.text();
    let mut read_to = 0;
    for word in words(text) {
        if !is_shown(doc, word.start) {
            continue;
        }
        let window = window(text, word.start, word.end);
        // Windows overlap in prose: what was read is not read again, but for the marks right before this word.
        let window = Span::new(window.start().max(read_to.min(word.start)), window.end());
        read_to = read_to.max(window.end());
        let mut has_mark = false;
        for mark in symbols_in(doc, window) {
            let is_meant = is_shown(doc, mark.span.start())
                && !holds(own, mark.span.start())
                && (mark.symbol != '*'
                    || !stars.is_delimiter(mark.span.start())
                    || is_just_before(text, mark.span, word.start));
            has_mark |= is_meant && !mark.symbol.is_alphabetic();
            if is_meant {
                page.explained.insert(mark.symbol);
            }
        }
        let said = &text[word.clone()];
        if said.eq_ignore_ascii_case("asterisk") {
            page.explained.insert('*');
        } else if said.eq_ignore_ascii_case("dagger") {
            page.explained.extend(['†', '‡']);
        }
        page.explains_any |= !has_mark && is_certain(text, word.start);
    }
}

/// The stretch around a word, within its paragraph.
fn window(text: &str, start: usize, end: usize) -> Span {
    let from = boundary::before(text, start.saturating_sub(BEFORE));
    let to = boundary::before(text, text.len().min(end + BEHIND)).max(end);
    let from = text[from..start].rfind("\n\n").map_or(from, |blank| from + blank + 2);
    let to = text[end..to].find("\n\n").map_or(to, |blank| end + blank);
    Span::new(from, to)
}

/// Whether nothing but blanks and delimiters stands between a mark and a word.
fn is_just_before(text: &str, mark: Span, word: usize) -> bool {
    mark.end() <= word && text[mark.end()..word].bytes().all(|byte| b" *_(".contains(&byte))
}

/// Numbers and letters: those in superscripts that are no author's, and those that begin a line.
fn read_raised(doc: &Document, own: &[Span], page: &mut PageMarks) {
    for tag in doc.tags.iter().filter(|tag| tag.name == "sup" && !tag.is_end && !holds(own, tag.span.start())) {
        let end = boundary::before(doc.text(), doc.text().len().min(tag.span.end() + 16)).max(tag.span.end());
        page.explained.extend(symbols_in(doc, Span::new(tag.span.end(), end)).map(|mark| mark.symbol));
    }
    for line in doc.text().lines() {
        let line = line.trim_start_matches(['-', '*', '+', '(', '[', '>', ' ', '^', '$', '{']);
        page.explained.extend(symbols(line.get(..4).unwrap_or(line)).first().map(|(symbol, _)| *symbol));
    }
}

fn holds(spans: &[Span], offset: usize) -> bool {
    let next = spans.partition_point(|span| span.start() <= offset);
    next > 0 && spans[next - 1].holds(offset)
}

/// Whether a visitor reads what stands at `offset`: front matter is often shown, comments and code are no explanation.
fn is_shown(doc: &Document, offset: usize) -> bool {
    match doc.place(offset) {
        Place::Prose | Place::FrontMatter => true,
        Place::Opaque(kind) => matches!(kind, OpaqueKind::Math | OpaqueKind::TemplateBody),
        Place::Target | Place::Tag => false,
    }
}

/// Whether all that the page shows stands in its file.
fn is_literal(doc: &Document) -> bool {
    let is_template = |kind| {
        matches!(kind, OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag | OpaqueKind::Script | OpaqueKind::Marker)
    };
    !doc.opaque.iter().any(|opaque| is_template(opaque.kind))
}

/// The explained marks that nothing bears.
fn idle(doc: &Document, own: &[Span], stars: &mut Stars, borne: &[Mark]) -> Vec<Mark> {
    let text = doc.text();
    let mut legends: Vec<Mark> = Vec::new();
    let certain = words(text).filter(|word| is_certain(text, word.start));
    for certain in certain.filter(|word| doc.place(word.start) == Place::Prose) {
        let from = window(text, certain.start, certain.end).start();
        let Some(mark) =
            symbols_in(doc, Span::new(from, certain.start)).filter(|mark| !mark.symbol.is_alphanumeric()).last()
        else {
            continue;
        };
        let is_legend = BETWEEN.is_match(&text[mark.span.end()..certain.start]) && !holds(own, mark.span.start());
        if is_legend && !(mark.symbol == '*' && stars.is_delimiter(mark.span.start())) {
            legends.push(mark);
        }
    }
    legends.retain(|legend| !borne.iter().any(|mark| mark.symbol == legend.symbol));
    if legends.is_empty() {
        return legends;
    }
    let known: BTreeSet<Span> = legends.iter().map(|legend| legend.span).collect();
    let mut seen = BTreeSet::new();
    legends.retain(|legend| seen.insert(legend.symbol));
    let body = doc.front_matter.as_ref().map_or(0, |front_matter| front_matter.span.end());
    for mark in symbols_in(doc, Span::new(body, text.len())) {
        let is_borne = !known.contains(&mark.span) && is_glued(doc, stars, mark);
        if is_borne {
            legends.retain(|legend| legend.symbol != mark.symbol);
        }
    }
    legends
}

/// Whether a mark stands behind a word or in markup, as marks of people do.
fn is_glued(doc: &Document, stars: &mut Stars, mark: Mark) -> bool {
    let before = doc.text()[..mark.span.start()].chars().next_back();
    let is_behind_word = before.is_some_and(|before| !before.is_whitespace());
    let is_text = mark.symbol != '*'
        || !stars.is_delimiter(mark.span.start())
        || is_suffix_mark(doc.text(), mark.span.start(), mark.span.len());
    is_behind_word && is_text && is_shown(doc, mark.span.start())
}

/// The asterisks that make emphasis, block by block as they are asked for.
struct Stars<'a> {
    doc: &'a Document,
    /// By the block's number: its delimiters, sorted.
    pairs: HashMap<usize, Vec<Span>>,
}

impl Stars<'_> {
    fn is_delimiter(&mut self, offset: usize) -> bool {
        let nodes = &self.doc.nodes;
        let mut at = nodes.partition_point(|node| node.span.start() <= offset).checked_sub(1);
        // Deeper nesting than this is nobody's text.
        for _ in 0..64 {
            let Some(id) = at else { break };
            let node = nodes[id];
            if matches!(node.kind, NodeKind::Paragraph | NodeKind::TableCell | NodeKind::Heading { .. }) {
                let delimiters = self.pairs.entry(id).or_insert_with(|| delimiters(self.doc, node.span));
                return holds(delimiters, offset);
            }
            at = node.parent;
        }
        false
    }
}

fn delimiters(doc: &Document, block: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for pair in star_pairs(doc, block) {
        found.push(Span::new(pair.open, pair.open + pair.length));
        found.push(Span::new(pair.close, pair.close + pair.length));
    }
    found.sort_unstable();
    found
}
