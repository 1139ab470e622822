//! What each edit may do by itself, whatever it leads to: a claim of words writes no markup, one of bold writes nothing else.

use super::shift::{Claim, Shift, Side};
use crate::finding::Effect;
use crate::syntax::{Document, FrontMatter, Link, LinkKind, NodeKind};
use crate::text::Span;

/// Checks every edit on its own.
pub(super) fn compare(before: &Document, after: &Document, shift: &Shift) -> Result<(), String> {
    let leaves = [leaves(before), leaves(after)];
    let is_in = |doc: &Document, span: Span| {
        let has = |front_matter: &FrontMatter| {
            front_matter.span.overlaps(span) || (span.is_empty() && span.start() < front_matter.span.end())
        };
        doc.data.is_some() || doc.front_matter.as_ref().is_some_and(has)
    };
    let in_front_matter = |claim: &Claim| is_in(before, claim.before) || is_in(after, claim.after);
    for claim in &shift.claims {
        match claim.effect {
            Effect::Words => words(claim, before)?,
            Effect::Emphasis if bare(claim.old) != bare(claim.new) => {
                return Err("it changes more than emphasis".to_string());
            }
            Effect::Emphasis | Effect::Heading if in_front_matter(claim) => {
                return Err("it stands in the front matter".to_string());
            }
            Effect::Emphasis | Effect::Heading => {}
            Effect::Link => link(claim, before)?,
            Effect::FrontMatter if !in_front_matter(claim) => {
                return Err("it stands outside of the front matter".to_string());
            }
            Effect::FrontMatter => {}
            Effect::Invisible => invisible(claim, &leaves)?,
            Effect::Encoding if !claim.old.chars().all(is_of_encoding) || specials(claim.new).next().is_some() => {
                return Err("it changes more than the encoding".to_string());
            }
            Effect::Encoding => {}
        }
    }
    Ok(())
}

/// Words bring no character that any dialect reads as markup, and leave a link's target alone.
fn words(claim: &Claim, before: &Document) -> Result<(), String> {
    if let Some(new) = specials(claim.new).find(|new| !claim.old.contains(*new)) {
        return Err(format!("it brings a {}", shown(new)));
    }
    if !specials(claim.new).eq(specials(claim.old)) {
        return Err("it changes markup characters".to_string());
    }
    let is_target = |link: &&Link| link.kind != LinkKind::FrontMatter && claim.before.overlaps(link.target);
    match links_around(before, claim.before).find(is_target) {
        Some(_) => Err("it changes the target of a link".to_string()),
        None => Ok(()),
    }
}

/// A link's target may change, its visible text may not.
fn link(claim: &Claim, before: &Document) -> Result<(), String> {
    if claim.new.contains(['\n', '\r']) || claim.old.contains(['\n', '\r']) {
        return Err("it changes lines".to_string());
    }
    let innermost = links_around(before, claim.before).find(|link| link.span.contains(claim.before));
    match innermost.filter(|link| claim.before.overlaps(link.text)) {
        Some(_) => Err("it changes the text of a link".to_string()),
        None => Ok(()),
    }
}

/// The links that begin before the end of `span`, the nearest first. Links nest an image deep, so a few are enough.
fn links_around(doc: &Document, span: Span) -> impl Iterator<Item = &Link> {
    let next = doc.links.partition_point(|link| link.span.start() <= span.end());
    doc.links[..next].iter().rev().take(8)
}

/// Text and code may lose or gain only what cannot be seen.
fn invisible(claim: &Claim, leaves: &[Vec<(Span, bool)>; 2]) -> Result<(), String> {
    for (side, leaves) in [Side::Before, Side::After].into_iter().zip(leaves) {
        let span = claim.span(side);
        let first = leaves.partition_point(|(leaf, _)| leaf.end() < span.start());
        let reached = leaves[first..].iter().take_while(|(leaf, _)| leaf.start() <= span.end());
        for (_, is_code) in reached.filter(|(leaf, _)| span.overlaps(*leaf)) {
            if visible(claim.old, *is_code) != visible(claim.new, *is_code) {
                return Err("it can be seen".to_string());
            }
        }
    }
    Ok(())
}

/// The stretches of text and code (`true`) of a page, in order.
fn leaves(doc: &Document) -> Vec<(Span, bool)> {
    let mut leaves = Vec::new();
    for node in &doc.nodes {
        match node.kind {
            NodeKind::Text => leaves.push((node.span, false)),
            NodeKind::Code | NodeKind::CodeBlock => leaves.push((node.span, true)),
            _ => {}
        }
    }
    leaves
}

/// What can be seen of `text`; in running text any blanks are one.
fn visible(text: &str, is_code: bool) -> String {
    let mut out = String::new();
    for character in text.chars().filter(|&character| !is_unseen(character)) {
        if is_code || !character.is_whitespace() {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Carriage returns, zero-width characters and direction marks.
fn is_unseen(character: char) -> bool {
    matches!(character, '\r' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (character.is_control() && !character.is_whitespace())
}

/// What a text holds only because of its bytes: stray bytes, byte order marks, line ends.
fn is_of_encoding(character: char) -> bool {
    matches!(character, '\u{fffd}' | '\u{feff}' | '\r' | '\n' | '\0')
}

/// The characters that some dialect reads as markup wherever they stand.
fn specials(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&character| {
        matches!(character, '*' | '_' | '`' | '~' | '[' | ']' | '<' | '>' | '|' | '{' | '}' | '$' | '\\' | '\n' | '\r')
    })
}

fn shown(special: char) -> String {
    if special.is_control() { "line end".to_string() } else { format!("`{special}`") }
}

/// `text` without the marks and tags of emphasis.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = emphasis_tag(rest) {
            rest = &rest[length..];
            continue;
        }
        if !matches!(first, '*' | '_' | '\\') {
            out.push(first);
        }
        rest = &rest[first.len_utf8()..];
    }
    out
}

/// The length of the tag of emphasis that `text` begins with.
pub(super) fn emphasis_tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let (name, _) = inner.split_once('>')?;
    is_emphasis(name).then(|| text.len() - inner.len() + name.len() + 1)
}

/// Whether a tag of this name, without attributes, is emphasis and nothing else.
pub(super) fn is_emphasis(name: &str) -> bool {
    matches!(name, "b" | "strong" | "u" | "i" | "em")
}
