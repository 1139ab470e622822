//! What each edit may do by itself, whatever it leads to: a claim of words writes no markup, one of bold writes nothing else.

use super::shift::{Claim, Shift};
use crate::encoding::mojibake::written;
use crate::finding::Effect;
use crate::syntax::{Document, FrontMatter, Link, LinkKind};
use crate::text::Span;

/// Checks every edit on its own.
pub(super) fn compare(before: &Document, after: &Document, shift: &Shift) -> Result<(), String> {
    let is_in = |doc: &Document, span: Span| {
        let has = |front_matter: &FrontMatter| {
            front_matter.span.overlaps(span) || (span.is_empty() && span.start() < front_matter.span.end())
        };
        let is_data = doc.data.is_some() || doc.bibliography.is_some() || doc.table.is_some();
        is_data || doc.front_matter.as_ref().is_some_and(has)
    };
    let in_front_matter = |claim: &Claim| is_in(before, claim.before) || is_in(after, claim.after);
    for claim in &shift.claims {
        match claim.effect {
            Effect::Words => words(claim, before)?,
            Effect::Emphasis if is_in_name(before.text(), claim.before) => {
                return Err("it stands in an icon or entity".to_string());
            }
            Effect::Emphasis if bare(claim.old) != bare(claim.new) && !drops_a_blank_of_two(claim, before) => {
                return Err("it changes more than emphasis".to_string());
            }
            Effect::Emphasis if escaped(claim.new) > marks(claim.old) => {
                return Err("it writes a visible mark".to_string());
            }
            Effect::Emphasis if !escapes_marks(claim, before, after) => {
                return Err("it writes a backslash".to_string());
            }
            Effect::Emphasis if before.bibliography.is_some() || before.table.is_some() => {
                return Err("it stands in data".to_string());
            }
            Effect::Heading if in_front_matter(claim) => {
                return Err("it stands in the front matter".to_string());
            }
            Effect::Emphasis | Effect::Heading => {}
            Effect::Link => link(claim, before, after)?,
            Effect::FrontMatter if !in_front_matter(claim) => {
                return Err("it stands outside of the front matter".to_string());
            }
            Effect::FrontMatter => {}
            Effect::Invisible => invisible(claim, before, after)?,
            Effect::Encoding => encoding(claim)?,
        }
    }
    Ok(())
}

/// Other bytes for the same text, or text for stray bytes.
fn encoding(claim: &Claim) -> Result<(), String> {
    let is_of_bytes = claim.old.chars().all(is_of_encoding) && specials(claim.new).next().is_none();
    if claim.old == claim.new || is_of_bytes {
        return Ok(());
    }
    Err("it changes more than the encoding".to_string())
}

/// Words bring no character that any dialect reads as markup, and leave a link's target alone.
fn words(claim: &Claim, before: &Document) -> Result<(), String> {
    if let Some(new) = specials(claim.new).find(|new| !claim.old.contains(*new)) {
        return Err(format!("it brings a {}", shown(new)));
    }
    if !specials(claim.new).eq(specials(&without_references(claim.old))) {
        return Err("it changes markup characters".to_string());
    }
    let is_blank = |letter: char| letter.is_ascii_whitespace();
    if claim.old.starts_with(is_blank) != claim.new.starts_with(is_blank)
        || claim.old.ends_with(is_blank) != claim.new.ends_with(is_blank)
    {
        return Err("it changes blanks".to_string());
    }
    if is_in_name(before.text(), claim.before) {
        return Err("it changes an icon or entity".to_string());
    }
    if is_in_address(before.text(), claim.before) {
        return Err("it changes an address".to_string());
    }
    let is_value = |kind| matches!(kind, LinkKind::FrontMatter | LinkKind::Data | LinkKind::Bib(_));
    let is_target = |link: &&Link| !is_value(link.kind) && claim.before.overlaps(link.target);
    match links_around(before, claim.before).find(is_target) {
        Some(_) => Err("it changes the target of a link".to_string()),
        None => Ok(()),
    }
}

/// `text` without references to characters beyond ASCII, such as `&Atilde;`: those are words, however they are written.
fn without_references(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((_, length, _)) = written(rest) {
            rest = &rest[length..];
            continue;
        }
        out.push(first);
        rest = &rest[first.len_utf8()..];
    }
    out
}

/// Whether `span` lies in the name of an icon, such as `:fontawesome-brands-github:` or `:smile:`, or of an entity.
fn is_in_name(text: &str, span: Span) -> bool {
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b'#');
    let bytes = text.as_bytes();
    let left = bytes[..span.start()].iter().rev().take(64).find(|byte| !is_name(byte));
    let right = bytes[span.end()..].iter().take(64).find(|byte| !is_name(byte));
    matches!((left, right), (Some(b':'), Some(b':')) | (Some(b'&'), Some(b';')))
        && bytes[span.range()].iter().all(|byte| is_name(&byte))
}

/// Whether `span` lies in a bare address, which some engines link.
fn is_in_address(text: &str, span: Span) -> bool {
    let is_border = |byte: &u8| !byte.is_ascii() || byte.is_ascii_whitespace() || b"<>()[]\"'".contains(byte);
    let bytes = text.as_bytes();
    let left = bytes[..span.start()].iter().rev().take(256).take_while(|byte| !is_border(byte)).count();
    let right = bytes[span.end()..].iter().take(256).take_while(|byte| !is_border(byte)).count();
    let word = &bytes[span.start() - left..span.end() + right];
    word.starts_with(b"www.") || memchr::memmem::find(word, b"://").is_some()
}

/// A link's target may change, its visible text may not.
fn link(claim: &Claim, before: &Document, after: &Document) -> Result<(), String> {
    if claim.new.contains(['\n', '\r']) || claim.old.contains(['\n', '\r']) {
        return Err("it changes lines".to_string());
    }
    for (doc, span) in [(before, claim.before), (after, claim.after)] {
        let innermost = links_around(doc, span).find(|link| link.span.contains(span));
        if innermost.is_some_and(|link| span.overlaps(link.text)) {
            return Err("it changes the text of a link".to_string());
        }
    }
    Ok(())
}

/// The links that begin before the end of `span`, the nearest first. Links nest an image deep, so a few are enough.
fn links_around(doc: &Document, span: Span) -> impl Iterator<Item = &Link> {
    let next = doc.links.partition_point(|link| link.span.start() <= span.end());
    doc.links[..next].iter().rev().take(8)
}

/// What cannot be seen may come and go anywhere; blanks and the marks that formatting chooses among only where no word, tag
/// or opaque stretch is. Blanks in running text may change their number.
fn invisible(claim: &Claim, before: &Document, after: &Document) -> Result<(), String> {
    if visible(claim.old, true) == visible(claim.new, true) {
        return Ok(());
    }
    let is_layout = |text: &str| text.chars().all(|letter| letter.is_ascii_whitespace() || "*_-+#=".contains(letter));
    let is_free = is_layout(claim.old)
        && is_layout(claim.new)
        && [(before, claim.before), (after, claim.after)].into_iter().all(|(doc, span)| {
            let opaque = overlaps_any(&doc.opaque, span, |opaque| opaque.span);
            let tag = overlaps_any(&doc.tags, span, |tag| tag.span);
            let prose = overlaps_any(&doc.prose, span, |prose| *prose);
            let same_words = visible(claim.old, false) == visible(claim.new, false);
            !opaque && !tag && (same_words || !prose)
        });
    if is_free { Ok(()) } else { Err("it can be seen".to_string()) }
}

/// Whether one of `stretches` (sorted by where they begin, few inside others) overlaps `span`.
fn overlaps_any<T>(stretches: &[T], span: Span, place: impl Fn(&T) -> Span) -> bool {
    let next = stretches.partition_point(|stretch| place(stretch).start() <= span.end());
    stretches[..next].iter().rev().take(8).any(|stretch| place(stretch).overlaps(span))
}

/// What can be seen of `text`; in running text any blanks are one, but for those that do not break.
fn visible(text: &str, is_code: bool) -> String {
    let mut out = String::new();
    for character in text.chars().filter(|&character| !is_unseen(character)) {
        if is_code || !character.is_ascii_whitespace() {
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

/// The characters that some dialect reads as markup, an icon or an address.
fn specials(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&character| "*_`~[]()<>|{}$\\#&!:=^+@\n\r".contains(character))
}

fn shown(special: char) -> String {
    if special.is_control() { "line end".to_string() } else { format!("`{special}`") }
}

/// `text` without the marks and tags of emphasis.
pub(super) fn bare(text: &str) -> String {
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

/// The number of marks of emphasis in `text`.
pub(super) fn marks(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, b'*' | b'_')).count()
}

/// The number of escaped ones.
pub(super) fn escaped(text: &str) -> usize {
    text.matches("\\*").count() + text.matches("\\_").count()
}

/// Whether the edit takes blanks away between a mark of emphasis and a word, and another blank or a line's border stands on the
/// mark's other side: `a ** b**`.
fn drops_a_blank_of_two(claim: &Claim, before: &Document) -> bool {
    let text = before.text();
    let is_blank = |letter: Option<char>| letter.is_none_or(|letter| letter.is_ascii_whitespace());
    let (kept, blank_outside) = match (claim.old.strip_prefix(claim.new), claim.old.strip_suffix(claim.new)) {
        (Some(dropped), _) if !dropped.is_empty() => {
            (dropped, is_blank(text[..claim.before.start()].chars().next_back()))
        }
        (_, Some(dropped)) => (dropped, is_blank(text[claim.before.end()..].chars().next())),
        _ => return false,
    };
    let only_marks = claim.new.bytes().all(|byte| matches!(byte, b'*' | b'_')) && !claim.new.is_empty();
    only_marks && blank_outside && kept.bytes().all(|byte| byte == b' ')
}

/// Whether every backslash that comes or goes stands before a mark of emphasis.
fn escapes_marks(claim: &Claim, before: &Document, after: &Document) -> bool {
    [(before, claim.before), (after, claim.after)].into_iter().all(|(doc, span)| {
        let bytes = doc.text().as_bytes();
        let mut backslashes = span.range().filter(|at| bytes[*at] == b'\\');
        backslashes.all(|at| matches!(bytes.get(at + 1), Some(b'*' | b'_')))
    })
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
