//! What stands beside the tree: opaque stretches, HTML tags, links wherever they are, reference definitions.

use super::claims::is_emphasis;
use super::shift::{Claim, Shift, Side, around, overlaps_any, touches_any};
use super::tree::{View, Views};
use crate::finding::Effect;
use crate::syntax::{Attribute, Document, HtmlTag, Link, LinkKind, Opaque, OpaqueKind};
use crate::text::Span;

/// Compares them one by one; the first difference is told.
pub(super) fn compare(before: &Document, after: &Document, shift: &Shift, views: &Views) -> Result<(), String> {
    opaque(before, after, shift, views)?;
    tags(before, after, shift, views)?;
    links(before, after, shift, views)?;
    if before.definitions != after.definitions {
        return Err("a reference definition changes".to_string());
    }
    Ok(())
}

fn opaque(before: &Document, after: &Document, shift: &Shift, views: &Views) -> Result<(), String> {
    let is_kept = |side: Side, opaque: &&Opaque, view: &View| {
        opaque.span.end() > view.body && !is_in_new_target(shift.touching(side, opaque.span), side, opaque)
    };
    let old: Vec<&Opaque> = before.opaque.iter().filter(|old| is_kept(Side::Before, old, &views.before)).collect();
    let new: Vec<&Opaque> = after.opaque.iter().filter(|new| is_kept(Side::After, new, &views.after)).collect();
    for (old, new) in old.iter().zip(&new) {
        if old.kind != new.kind || !shift.agrees(old.span, new.span) {
            return Err(format!("{} changes", name(old.kind)));
        }
        let inside = |claim: &&Claim| claim.before.overlaps(old.span);
        let touching = shift.touching(Side::Before, old.span).iter();
        if touching.filter(inside).any(|claim| !may_change(old.kind, claim)) {
            return Err(format!("it changes {}", name(old.kind)));
        }
    }
    match old.get(new.len()).or(new.get(old.len())) {
        Some(odd) => Err(format!("{} appears or disappears", name(odd.kind))),
        None => Ok(()),
    }
}

/// Whether a claim writes the whole template anew, as part of the link that it claims: `[text]({{https://…}})`.
fn is_in_new_target(claims: &[Claim], side: Side, opaque: &Opaque) -> bool {
    let is_whole = |claim: &Claim| claim.effect == Effect::Link && claim.span(side).contains(opaque.span);
    opaque.kind == OpaqueKind::TemplateOutput && claims.iter().any(is_whole)
}

/// Whether a claim may write inside an opaque stretch. Words may be mended where they are words to someone; a template, a
/// formula or a script means what each of its characters says.
fn may_change(kind: OpaqueKind, claim: &Claim) -> bool {
    match claim.effect {
        Effect::Encoding | Effect::Invisible => true,
        Effect::Words => match kind {
            OpaqueKind::Comment | OpaqueKind::Code | OpaqueKind::TemplateBody | OpaqueKind::Marker => true,
            OpaqueKind::Script | OpaqueKind::Style => punctuation(claim.old).eq(punctuation(claim.new)),
            OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag | OpaqueKind::Math | OpaqueKind::AttributeList => {
                false
            }
        },
        // `{{ '/path' | relative_url }}`, `{% include file %}`: a path, and nothing that ends it. That it is part of a link
        // is asked of the claim itself.
        Effect::Link => {
            matches!(kind, OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag)
                && is_path(claim.old)
                && is_path(claim.new)
        }
        _ => false,
    }
}

fn is_path(text: &str) -> bool {
    !text.contains(['{', '}', '\'', '"', '|', '%', ' ', '<', '>', ':', ','])
}

fn punctuation(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_punctuation)
}

fn name(kind: OpaqueKind) -> &'static str {
    match kind {
        OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag | OpaqueKind::TemplateBody => "template code",
        OpaqueKind::Math => "a formula",
        OpaqueKind::AttributeList => "an attribute list",
        OpaqueKind::Comment => "a comment",
        OpaqueKind::Code => "code",
        OpaqueKind::Script => "a script",
        OpaqueKind::Style => "a style sheet",
        OpaqueKind::Marker => "a marker",
    }
}

fn tags(before: &Document, after: &Document, shift: &Shift, views: &Views) -> Result<(), String> {
    let (old, new) = (counted(before, &views.before)?, counted(after, &views.after)?);
    for (old, new) in old.iter().zip(&new) {
        if old.name != new.name || old.is_end != new.is_end || !shift.agrees(old.span, new.span) {
            return Err(format!("the tag `{}` changes", old.name));
        }
        if old.attributes.len() != new.attributes.len() {
            return Err(format!("an attribute of `{}` appears or disappears", old.name));
        }
        for (old, new) in old.attributes.iter().zip(&new.attributes) {
            if old.name != new.name || (old.value != new.value && !is_value_claimed(old, shift)) {
                return Err(format!("the attribute `{}` changes", old.name));
            }
        }
    }
    match old.get(new.len()).or(new.get(old.len())) {
        Some(odd) => Err(format!("the tag `{}` appears or disappears", odd.name)),
        None => Ok(()),
    }
}

/// The tags that must be found again. Those of emphasis that an edit writes or removes come in pairs, with whole elements
/// between them.
fn counted<'a>(doc: &'a Document, view: &View) -> Result<Vec<&'a HtmlTag>, String> {
    let mut kept: Vec<&HtmlTag> = Vec::new();
    let mut depth = 0_isize;
    let mut open: Vec<(&str, isize)> = Vec::new();
    for tag in doc.tags.iter().filter(|tag| tag.span.end() > view.body) {
        let is_touched = overlaps_any(&view.emphasis, tag.span);
        if is_touched && !(is_emphasis(&tag.name) && within(&view.emphasis, tag.span)) {
            return Err(format!("it changes the tag `{}`", tag.name));
        }
        if !is_touched {
            depth += weight(tag);
            if open.last().is_some_and(|(_, outside)| depth < *outside) {
                return Err("a tag of emphasis reaches over the end of an element".to_string());
            }
            kept.push(tag);
        } else if !tag.is_end {
            open.push((&tag.name, depth));
        } else if open.pop() != Some((&tag.name, depth)) {
            return Err("a tag of emphasis is left without its partner".to_string());
        }
    }
    if open.is_empty() { Ok(kept) } else { Err("a tag of emphasis is not closed".to_string()) }
}

/// What a tag adds to the depth of the elements that are open.
pub(super) fn weight(tag: &HtmlTag) -> isize {
    let is_void = matches!(tag.name.as_str(), "br" | "hr" | "img" | "input" | "link" | "meta" | "source" | "wbr");
    match (is_void || tag.self_closing, tag.is_end) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    }
}

/// Whether one of `edits` (sorted, disjoint) holds all of `span`.
fn within(edits: &[Span], span: Span) -> bool {
    let first = edits.partition_point(|edit| edit.end() <= span.start());
    edits.get(first).is_some_and(|edit| edit.contains(span))
}

/// Whether every edit of an attribute's value claims what that attribute is for.
fn is_value_claimed(attribute: &Attribute, shift: &Shift) -> bool {
    let claims = shift.touching(Side::Before, attribute.value_span);
    !claims.is_empty()
        && claims.iter().all(|claim| match claim.effect {
            Effect::Encoding | Effect::Invisible => true,
            Effect::Link => is_address(&attribute.name),
            Effect::Words => is_text(&attribute.name),
            _ => false,
        })
}

/// Attributes that name a file, a page or an address.
fn is_address(name: &str) -> bool {
    matches!(name, "href" | "src" | "srcset" | "poster" | "data" | "cite" | "action" | "background" | "style")
}

/// Attributes that a visitor reads or hears.
fn is_text(name: &str) -> bool {
    matches!(name, "alt" | "title" | "content" | "placeholder" | "label" | "summary" | "value")
        || name.starts_with("aria-")
}

fn links(before: &Document, after: &Document, shift: &Shift, views: &Views) -> Result<(), String> {
    let edits_before = shift.of(Effect::Link, Side::Before);
    let (old, old_claimed) = apart(before, &views.before, &edits_before);
    // The target of a reference stands in its definition.
    let is_claimed = |link: &Link| link.kind == LinkKind::Reference && touches_any(&edits_before, link.target);
    let edits = shift.of(Effect::Link, Side::After);
    let (new, new_claimed) = apart(after, &views.after, &edits);
    for (old, new) in old.iter().zip(&new) {
        let same_target = old.url == new.url || is_claimed(old);
        if old.kind != new.kind || !same_target || !shift.agrees(old.span, new.span) {
            return Err(format!("the link to `{}` changes", old.url));
        }
    }
    if let Some(odd) = old.get(new.len()).or(new.get(old.len())) {
        return Err(format!("a link to `{}` appears or disappears", odd.url));
    }
    claimed_links(&old_claimed, &new_claimed, shift, edits.len())?;
    for claim in shift.claims.iter().filter(|claim| claim.effect == Effect::Link) {
        let is_value = after.data.is_some() || claim.after.start() < views.after.body;
        let is_include = is_include(before, claim.before) && is_include(after, claim.after);
        if !is_value && !is_include {
            part_of_link(claim, &old_claimed, &new_claimed)?;
        }
    }
    Ok(())
}

/// Whether `span` lies in the name of an included file.
fn is_include(doc: &Document, span: Span) -> bool {
    let next = doc.includes.partition_point(|include| include.file.start() <= span.start());
    next > 0 && doc.includes[next - 1].file.contains(span)
}

/// The links that edits touch stay links of their kind; one edit makes at most one more.
fn claimed_links(old: &[&Link], new: &[&Link], shift: &Shift, edits: usize) -> Result<(), String> {
    if new.len() < old.len() {
        return Err("a link disappears".to_string());
    }
    if new.len() > old.len().max(edits) {
        return Err("more than one link comes of it".to_string());
    }
    if new.len() > old.len() {
        return Ok(());
    }
    let changed = old.iter().zip(new).find(|(old, new)| old.kind != new.kind || !shift.agrees(old.span, new.span));
    changed.map_or(Ok(()), |(old, _)| Err(format!("the link to `{}` gets another end or kind", old.url)))
}

/// An edit that claims a link lies inside the one that was there; where there was none it writes no words but a target's.
fn part_of_link(claim: &Claim, old: &[&Link], new: &[&Link]) -> Result<(), String> {
    let has_words = |text: &str| text.contains(char::is_alphanumeric);
    let mut was = near(old, claim.before).filter(|link| link.span.touches(claim.before)).peekable();
    let mut made = near(new, claim.after).filter(|link| link.span.contains(claim.after)).peekable();
    if made.peek().is_none() {
        return Err("it is not part of a link".to_string());
    }
    if was.peek().is_some() {
        let is_of = |link: &&Link| link.span.overlaps(claim.before) || link.target.touches(claim.before);
        let inside = was.any(|link| link.span.contains(claim.before) && is_of(&link));
        return if inside { Ok(()) } else { Err("it reaches beyond a link".to_string()) };
    }
    let is_target = made.any(|link| link.kind != LinkKind::Autolink && link.target.contains(claim.after));
    if has_words(claim.old) || (has_words(claim.new) && !is_target) {
        return Err("it changes words".to_string());
    }
    Ok(())
}

/// The links that begin last before the end of `span`: links nest an image deep, so a few are enough.
fn near<'a>(links: &'a [&'a Link], span: Span) -> impl Iterator<Item = &'a Link> {
    let next = links.partition_point(|link| link.span.start() <= span.end());
    links[..next].iter().rev().take(8).copied()
}

/// The links outside of the front matter that must be found again, and where those stand that an edit claims.
fn apart<'a>(doc: &'a Document, view: &View, edits: &[Span]) -> (Vec<&'a Link>, Vec<&'a Link>) {
    let (mut kept, mut claimed) = (Vec::new(), Vec::new());
    for link in doc.links.iter().filter(|link| link.kind != LinkKind::FrontMatter && link.span.end() > view.body) {
        if touches_any(edits, link.span) {
            claimed.push(link);
        } else if around(&view.links, link.span).is_none() {
            kept.push(link);
        }
    }
    (kept, claimed)
}
