//! HTML as tokens that can be compared: blanks as a browser collapses them, attributes in order, no comments.

use crate::liquid;
use html5gum::{DefaultEmitter, Token as Html, Tokenizer};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Start { name: String, attributes: BTreeMap<String, String> },
    End(String),
    Text(String),
}

/// What a comparison leaves out.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ignored {
    /// Which characters the text has, and what is made of them: `alt`, `title`, `id`. That there is text counts.
    pub(crate) words: bool,
    /// `strong`, `em`, `b`, `i`, `u`, and stars: what is no emphasis is shown as one.
    pub(crate) emphasis: bool,
    /// `a` and `img`, the targets of other elements, `[text](target)` that is shown as such (no engine made a link of it),
    /// and which file an include puts in.
    pub(crate) links: bool,
    /// Levels and ids of headings.
    pub(crate) headings: bool,
}

impl Ignored {
    fn element(&self, name: &str) -> bool {
        (self.emphasis && matches!(name, "strong" | "em" | "b" | "i" | "u"))
            || (self.links && matches!(name, "a" | "img"))
    }

    fn attribute(&self, name: &str) -> bool {
        (self.words && matches!(name, "alt" | "title" | "id"))
            || (self.links && matches!(name, "href" | "src" | "srcset"))
            || (self.headings && name == "id")
    }

    fn name(&self, name: String) -> String {
        let is_heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        if self.headings && is_heading { "h".to_string() } else { name }
    }
}

/// The tokens of `html`. Neighbouring text is one token.
pub(crate) fn tokens(html: &str, ignored: Ignored) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut verbatim = 0;
    let mut emitter = DefaultEmitter::<()>::default();
    // What stands in `script` and `style` is no HTML.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Html::StartTag(tag) => {
                let name = text(&tag.name);
                verbatim += usize::from(is_verbatim(&name));
                if ignored.element(&name) {
                    continue;
                }
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(&value.value)));
                let attributes = attributes.filter(|(name, _)| !ignored.attribute(name)).collect();
                out.push(Token::Start { name: ignored.name(name), attributes });
            }
            Html::EndTag(tag) => {
                let name = text(&tag.name);
                verbatim -= usize::from(is_verbatim(&name) && verbatim > 0);
                if !ignored.element(&name) {
                    out.push(Token::End(ignored.name(name)));
                }
            }
            Html::String(string) => push_text(&mut out, &text(&string.value), verbatim > 0),
            Html::Comment(_) | Html::Doctype(_) | Html::Error(_) => {}
        }
    }
    for token in &mut out {
        if let Token::Text(text) = token {
            if ignored.words {
                *text = if text.trim().is_empty() { " " } else { "…" }.to_string();
            }
            if ignored.emphasis && text.contains('*') {
                *text = without_stars(text);
            }
            if ignored.links {
                *text = without_link_syntax(&without_files(text)).replace("  ", " ");
            }
        }
    }
    out.retain(|token| *token != Token::Text(String::new()));
    out
}

/// `text` without stars, and without the blanks inside of those that were to be emphasis: `** a **`.
fn without_stars(text: &str) -> String {
    let bare = text.replace('*', "").replace("  ", " ");
    let bare = if text.starts_with('*') { bare.trim_start() } else { &bare };
    let bare = if text.ends_with('*') { bare.trim_end() } else { bare };
    bare.to_string()
}

/// `text` with each `[text](target)`, `[text] (target)`, `[text]（target）` and `(text)[target]` replaced by its text,
/// `![text](target)` by nothing.
fn without_link_syntax(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, open, close)) = next_link(rest) {
        let Some(end) = rest[at..].find(close) else { break };
        match rest[..at].rfind(open) {
            Some(start) if rest[..start].ends_with('!') => out.push_str(&rest[..start - 1]),
            Some(start) => out.extend([&rest[..start], &rest[start + 1..at]]),
            None => out.push_str(&rest[..at + end + close.len_utf8()]),
        }
        rest = &rest[at + end + close.len_utf8()..];
    }
    out.push_str(rest);
    out
}

/// `text` without the names of the files that includes put in.
fn without_files(text: &str) -> String {
    text.split(liquid::FILE).step_by(2).collect()
}

/// Where the first link's text ends, what opened it, and what closes its target.
fn next_link(text: &str) -> Option<(usize, char, char)> {
    let shapes = [("](", '[', ')'), ("] (", '[', ')'), ("]（", '[', '）'), (")[", '(', ']')];
    shapes.iter().filter_map(|(middle, open, close)| Some((text.find(middle)?, *open, *close))).min()
}

/// Adds text, its blanks squeezed unless they are `verbatim`.
fn push_text(out: &mut Vec<Token>, text: &str, verbatim: bool) {
    let mut squeezed = String::new();
    if verbatim {
        squeezed.push_str(text);
    } else {
        let mut blank = out.last().is_some_and(|last| matches!(last, Token::Text(text) if text.ends_with(' ')));
        for character in text.chars() {
            let is_blank = character.is_ascii_whitespace();
            if !is_blank {
                squeezed.push(character);
            } else if !blank {
                squeezed.push(' ');
            }
            blank = is_blank;
        }
    }
    match out.last_mut() {
        _ if squeezed.is_empty() => {}
        Some(Token::Text(last)) => last.push_str(&squeezed),
        _ => out.push(Token::Text(squeezed)),
    }
}

fn is_verbatim(name: &str) -> bool {
    matches!(name, "pre" | "code" | "textarea")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_counts_and_what_does_not() {
    let all = Ignored::default();
    let words = Ignored { words: true, ..all };
    let emphasis = Ignored { emphasis: true, ..all };
    let links = Ignored { links: true, ..all };
    let headings = Ignored { headings: true, ..all };
    for (ignored, one, other, same) in [
        (all, "<p>a  b\n c</p>", "<p>a b c</p>", true),
        (all, "<p>a<!-- x --> b</p>", "<p>a b</p>", true),
        (all, "<p>a &amp; b</p>", "<p>a &#38; b</p>", true),
        (all, "<p id='a' class=b>", "<p class=\"b\" id=\"a\">", true),
        (all, "<pre>a  b</pre>", "<pre>a b</pre>", false),
        (all, "<p>a b</p>", "<p>ab</p>", false),
        (all, "<p>a</p>", "<p>a", false),
        (all, "<a href=b>c</a>", "<a href=d>c</a>", false),
        (all, "<p>a</p>", "<p><b>a</b></p>", false),
        (words, "<p title=a>a</p>", "<p title=b>b</p>", true),
        (words, "<p>a</p>", "<p></p>", false),
        (words, "<p>a</p>", "<p><b>a</b></p>", false),
        (words, "<p class=a>a</p>", "<p class=b>a</p>", false),
        (words, "<a href=a>a</a>", "<a href=b>a</a>", false),
        (emphasis, "<p>a b</p>", "<p>a <b>b</b></p>", true),
        (emphasis, "<p>a<em>, b</em></p>", "<p>a*, b*</p>", true),
        (emphasis, "<p>** a ** b **</p>", "<p><b>a</b> b</p>", true),
        (emphasis, "<p>** a ** b</p>", "<p><b>a</b>b</p>", false),
        (emphasis, "<p>a b</p>", "<p>a <b>c</b></p>", false),
        (emphasis, "<p>a b</p>", "<p>a <a>b</a></p>", false),
        (links, "<p><a href=b>c</a></p>", "<p>c</p>", true),
        (links, "<img src=a>", "<img src=b>", true),
        (links, "<p>d [c] (my b), e</p>", "<p>d <a href=b>c</a>, e</p>", true),
        (links, "<p>[c] (b) e</p>", "<p><a href=b>c</a> (b) e</p>", false),
        (links, "<p><a href=b>c</a></p>", "<p>d</p>", false),
        (links, "<img src=a>", "![](a b)", true),
        (links, "<p>(c)[b] d</p>", "<p><a href=b>c</a> d</p>", true),
        (links, "<p>d[c]（b）。</p>", "<p>d<a href=b>c</a>。</p>", true),
        (links, "<p>d[c]（b）e</p>", "<p>d<a href=b>c</a></p>", false),
        (links, "<hr>", "<p>", false),
        (headings, "<h1 id=a>a</h1>", "<h2>a</h2>", true),
        (headings, "<h1>a</h1>", "<p>a</p>", false),
    ] {
        assert_eq!(tokens(one, ignored) == tokens(other, ignored), same, "{ignored:?} {one} {other}");
    }
}
