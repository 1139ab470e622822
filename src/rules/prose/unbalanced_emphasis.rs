//! `unbalanced-emphasis`: asterisks that were to make bold and are shown.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::people::{ShownStars, shown_stars};
use crate::rules::{Page, Rule, quoted};
use crate::syntax::{Document, Node, NodeKind, Opaque, OpaqueKind};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "unbalanced-emphasis",
    group: "prose",
    severity: Severity::Error,
    default: true,
    summary: "`**` that makes nothing bold: a blank inside, no partner; the visitor sees the asterisks.",
    fixes: &[Applicability::Manual, Applicability::Safe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnbalancedEmphasis {}

impl Rule for UnbalancedEmphasis {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let doc = page.doc;
        for node in &doc.nodes {
            let is_block = matches!(node.kind, NodeKind::Paragraph | NodeKind::TableCell | NodeKind::Heading { .. });
            if is_block && memchr::memmem::find(doc.slice(node.span).as_bytes(), b"**").is_some() {
                check_block(doc, node, out);
            }
        }
    }
}

fn check_block(doc: &Document, block: &Node, out: &mut Vec<Finding>) {
    // What a template prints may hold the partner.
    if has_output(doc, block.span) {
        return;
    }
    let mut shown = shown_stars(doc, block.span);
    // A lone asterisk is a mark, a product, a placeholder.
    shown.retain(|stars| stars.span.len() > 1);
    if shown.iter().any(|stars| stars.span.len() > 2 || is_of_longer_run(doc, stars.span)) {
        return;
    }
    match shown.as_slice() {
        [] => {}
        [only] if is_never_closed(doc, block.span, only) => {
            let behind = Span::new(only.span.start(), block.span.end());
            let line = doc.slice(behind).lines().next().unwrap_or_default();
            out.push(Finding::new(&META, only.span, format!("{} opens bold that nothing closes", quoted(line))));
        }
        stars if stars.len().is_multiple_of(2) => {
            let pairs: Vec<Pair> = stars.chunks(2).map(|two| Pair { first: two[0], second: two[1] }).collect();
            let readings: Option<Vec<Reading>> = pairs.iter().map(|pair| pair.reading(doc, block.span)).collect();
            let is_list_of_marks = pairs.len() > 1 && pairs.iter().all(|pair| pair.is_apart());
            for (pair, reading) in pairs.iter().zip(readings.unwrap_or_default()) {
                if !is_list_of_marks {
                    out.push(pair.finding(doc, reading));
                }
            }
        }
        _ => {}
    }
}

fn has_output(doc: &Document, block: Span) -> bool {
    let first = doc.opaque.partition_point(|opaque| opaque.span.start() < block.start());
    let is_template = |opaque: &Opaque| matches!(opaque.kind, OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag);
    doc.opaque[first..].iter().take_while(|opaque| opaque.span.start() < block.end()).any(is_template)
}

/// Whether an asterisk stands beside `span`: a password, a rule, `***`.
fn is_of_longer_run(doc: &Document, span: Span) -> bool {
    let bytes = doc.text().as_bytes();
    let before = span.start().checked_sub(1).is_some_and(|before| bytes[before] == b'*');
    before || bytes.get(span.end()) == Some(&b'*')
}

/// Whether one `**` can only be the beginning of bold: `Read **this` is; `Name**`, `src/**/a`, `** Corresponding author` are not.
fn is_never_closed(doc: &Document, block: Span, stars: &ShownStars) -> bool {
    let behind = Span::new(stars.span.end(), block.end()).of(doc.text());
    let before = Span::new(block.start(), stars.span.start()).of(doc.text());
    let opens =
        !stars.blank_behind && (stars.blank_before || before.ends_with(['(', '"', '“', '。', '，', '、', '：']));
    opens && begins_with_words(behind) && !is_legend(behind) && !is_program(before) && !is_program(behind)
}

/// Two runs of asterisks between which bold was meant.
struct Pair {
    first: ShownStars,
    second: ShownStars,
}

/// What keeps a pair from being one.
enum Reading {
    /// Blanks inside: the edits that take them out.
    Blanks(Vec<Edit>),
    /// A letter on one side of the asterisks and punctuation on the other (CommonMark 6.2).
    Flanking,
}

impl Pair {
    fn inner(&self) -> Span {
        Span::new(self.first.span.end(), self.second.span.start())
    }

    /// Whether both stand between blanks.
    fn is_apart(&self) -> bool {
        [self.first, self.second].iter().all(|stars| stars.blank_before && stars.blank_behind)
    }

    /// The one way to read the pair, if there is one.
    fn reading(&self, doc: &Document, block: Span) -> Option<Reading> {
        let (first, second) = (self.first, self.second);
        let inner = doc.slice(self.inner());
        let before = Span::new(block.start(), first.span.start()).of(doc.text());
        let behind = Span::new(second.span.end(), block.end()).of(doc.text());
        let is_bold = begins_with_words(inner.trim_start()) && !is_legend(inner) && !is_program(inner);
        if !is_bold || is_program(before) || inner.contains('\n') || inner.contains("**") && self.is_apart() {
            return None;
        }
        let is_flanked = !first.blank_behind && !second.blank_before;
        if is_flanked {
            // `Ada**, Bo**` are marks.
            let is_open = before.is_empty() || !before.ends_with(|c: char| c.is_alphanumeric()) || holds_wide(inner);
            return (is_open && holds_wide(inner) && !doc.dialect.has_liquid()).then_some(Reading::Flanking);
        }
        let is_readable = match (first.blank_behind, second.blank_before) {
            // `**a **b`
            (false, true) => first.blank_before || before.ends_with(['(', '"', '“']),
            // `** a** b`; glued to the word before it, both may be marks: `Ada** and Bo**`.
            (true, false) => {
                first.blank_before && (second.blank_behind || behind.starts_with([',', '.', ':', ';', ')']))
            }
            // `** a **`: between words it may part them.
            _ => {
                ends_line(before)
                    || starts_line(behind)
                    || before.trim_end().ends_with([')', ']']) && behind.trim_start().starts_with([']', ')'])
            }
        };
        is_readable.then(|| Reading::Blanks(self.without_blanks(doc)))
    }

    /// Takes the blanks inside out, or puts them outside where none is there.
    fn without_blanks(&self, doc: &Document) -> Vec<Edit> {
        let inner = doc.slice(self.inner());
        let leading = inner.len() - inner.trim_start().len();
        let trailing = inner.len() - inner.trim_end().len();
        let mut edits = Vec::new();
        if leading > 0 {
            let old = Span::new(self.first.span.start(), self.first.span.end() + leading);
            let blanks = if self.first.blank_before { "" } else { &inner[..leading] };
            edits.push(Edit::replace(old, format!("{blanks}**")));
        }
        if trailing > 0 {
            let old = Span::new(self.second.span.start() - trailing, self.second.span.end());
            let blanks = if self.second.blank_behind { "" } else { &inner[inner.len() - trailing..] };
            edits.push(Edit::replace(old, format!("**{blanks}")));
        }
        edits
    }

    fn finding(&self, doc: &Document, reading: Reading) -> Finding {
        let span = Span::new(self.first.span.start(), self.second.span.end());
        let shown = quoted(doc.slice(span));
        match reading {
            Reading::Blanks(edits) => {
                let message = format!("{shown} is not bold: a blank stands inside of the asterisks");
                let inner = doc.slice(self.inner()).trim();
                // Beside a tag a blank is a text of its own, and no proof shows that it can go.
                let is_safe = !inner.starts_with('<') && !inner.ends_with('>');
                Finding::new(&META, span, message).fix(Fix {
                    title: "take the blank out of the asterisks".to_string(),
                    applicability: if is_safe { Applicability::Safe } else { Applicability::Manual },
                    effect: Effect::Emphasis,
                    edits,
                })
            }
            Reading::Flanking => {
                let message =
                    format!("{shown} is not bold: a letter and a punctuation mark stand beside the asterisks");
                Finding::new(&META, span, message).fix(Fix {
                    title: "write `<strong>`".to_string(),
                    applicability: Applicability::Manual,
                    effect: Effect::Emphasis,
                    edits: vec![
                        Edit::replace(self.first.span, "<strong>"),
                        Edit::replace(self.second.span, "</strong>"),
                    ],
                })
            }
        }
    }
}

/// Whether nothing but a list's or quotation's marker stands between the line's beginning and the asterisks.
fn ends_line(before: &str) -> bool {
    before.rsplit('\n').next().unwrap_or_default().trim().is_empty()
}

fn starts_line(behind: &str) -> bool {
    behind.split('\n').next().unwrap_or_default().trim().is_empty()
}

/// Whether a word, perhaps in markup or quotation marks, comes first: no glob, no operator, no number.
fn begins_with_words(text: &str) -> bool {
    let text = text.trim_start_matches(['[', '"', '“', '「', '『', '《', '‘', '\'', '_', '(', '（']);
    if let Some(tag) = text.strip_prefix('<') {
        return tag.starts_with(|letter: char| letter.is_ascii_alphabetic());
    }
    let letters = text.chars().take_while(|letter| letter.is_alphabetic()).take(3).count();
    letters == 3
        || holds_wide(text.chars().next().map_or("", |first| &text[..first.len_utf8()]))
        || letters > 0 && text[..].contains(' ')
}

/// Whether Han letters, kana or Hangul are among the letters.
fn holds_wide(text: &str) -> bool {
    text.chars()
        .any(|letter| matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'))
}

/// Whether the text explains a mark: `** Corresponding author`.
fn is_legend(text: &str) -> bool {
    let start: String =
        text.trim_start_matches([' ', '=', ':', '-', '(']).chars().take(48).collect::<String>().to_lowercase();
    let words = [
        "author",
        "contribut",
        "correspond",
        "denote",
        "equal",
        "indicate",
        "joint",
        "mark",
        "mean",
        "note",
        "p <",
        "p<",
        "shared",
        "signific",
        "supervis",
        "共同",
        "通讯",
        "一作",
    ];
    words.iter().any(|word| start.contains(word))
}

/// Whether the text holds what programs are written in.
fn is_program(text: &str) -> bool {
    ["==", "=>", "->", "();", " = ", "/*", "*/", "{", "}", "\\"].iter().any(|sign| text.contains(sign))
}
