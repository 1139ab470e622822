//! The front matter or data file before and after: the same keys, and the same values where no edit claims one.

use super::claims::{bare, is_emphasis};
use super::shift::{Shift, Side};
use super::tokens::weight;
use super::tree::runs;
use crate::finding::Effect;
use crate::syntax::yaml::{Yaml, YamlNode, YamlValue};
use crate::syntax::{Document, FrontMatter, html_tags};
use crate::text::Span;

/// Compares the YAML of a page. Returns where the body begins before and after; `None` when there is no body that could be
/// compared: a data file, or a page that was front matter to its end.
pub(super) fn compare(before: &Document, after: &Document, shift: &Shift) -> Result<Option<(usize, usize)>, String> {
    match (&before.data, &after.data) {
        (Some(old), Some(new)) => return yaml(old, new, shift, true).map(|()| None),
        (None, None) => {}
        _ => return Err("it is no longer the same kind of file".to_string()),
    }
    let has = |effect: Effect| shift.claims.iter().any(|claim| claim.effect == effect);
    match (&before.front_matter, &after.front_matter) {
        (None, None) => Ok(Some((0, 0))),
        (Some(_), None) => Err("the front matter disappears".to_string()),
        (None, Some(new)) if new.closed && has(Effect::FrontMatter) => {
            let end = new.span.end();
            Ok(Some((shift.map(Side::After, end).start(), end)))
        }
        (None, Some(_)) => Err("a front matter appears".to_string()),
        (Some(old), Some(new)) => front_matter(old, new, shift, has(Effect::FrontMatter)),
    }
}

fn front_matter(
    old: &FrontMatter,
    new: &FrontMatter,
    shift: &Shift,
    claimed: bool,
) -> Result<Option<(usize, usize)>, String> {
    if !old.closed && new.closed && claimed {
        return Ok(None);
    }
    let said_nothing = old.yaml.root.is_none() && old.yaml.problem.is_none();
    if said_nothing && new.closed && claimed {
        // It was ended too early: keys become part of it.
        let end = new.span.end();
        return Ok(Some((shift.map(Side::After, end).start(), end)));
    }
    if old.closed != new.closed || !shift.agrees(old.span, new.span) || !shift.agrees(old.body, new.body) {
        return Err("the front matter gets other bounds".to_string());
    }
    yaml(&old.yaml, &new.yaml, shift, claimed)?;
    Ok(Some((old.span.end(), new.span.end())))
}

/// Compares two trees; where the old one could not be parsed there is nothing to compare with.
fn yaml(old: &Yaml, new: &Yaml, shift: &Shift, may_mend: bool) -> Result<(), String> {
    match (&old.problem, &new.problem) {
        (None, Some(_)) => return Err("the YAML can no longer be parsed".to_string()),
        (Some(_), None) if !may_mend => return Err("the YAML can suddenly be parsed".to_string()),
        (Some(_), _) => return Ok(()),
        (None, None) => {}
    }
    let mut open: Vec<(&YamlNode, &YamlNode)> = Vec::new();
    match (&old.root, &new.root) {
        (Some(old), Some(new)) => open.push((old, new)),
        (None, None) => {}
        _ if may_mend => {}
        _ => return Err("the YAML appears or disappears".to_string()),
    }
    while let Some((old, new)) = open.pop() {
        values(old, new, shift, &mut open)?;
    }
    Ok(())
}

/// Compares two values and leaves their children in `open`: no recursion, since YAML nests as deep as it likes.
fn values<'a>(
    old: &'a YamlNode,
    new: &'a YamlNode,
    shift: &Shift,
    open: &mut Vec<(&'a YamlNode, &'a YamlNode)>,
) -> Result<(), String> {
    let is_claimed = has_claim(shift, Side::Before, old.span) || has_claim(shift, Side::After, new.span);
    match (&old.value, &new.value) {
        (YamlValue::Scalar(a), YamlValue::Scalar(b)) if a == b => Ok(()),
        (YamlValue::Scalar(a), YamlValue::Scalar(b)) => {
            let claims = shift.touching(Side::Before, old.span);
            let is = |effect: Effect| claims.iter().any(|claim| claim.effect == effect);
            let same_style = a.style == b.style || is_claimed;
            if claims.is_empty() || is(Effect::Heading) || !same_style {
                return Err(format!("the value `{}` changes", a.text));
            }
            if is(Effect::Emphasis) { emphasis(&a.text, &b.text) } else { Ok(()) }
        }
        (YamlValue::Sequence(a), YamlValue::Sequence(b)) => {
            let mut a: Vec<&YamlNode> = a.iter().collect();
            let mut b: Vec<&YamlNode> = b.iter().collect();
            if is_claimed && a.len() != b.len() {
                a.retain(|item| !has_claim(shift, Side::Before, item.span));
                b.retain(|item| !has_claim(shift, Side::After, item.span));
            }
            if a.len() != b.len() {
                return Err("an item of the front matter appears or disappears".to_string());
            }
            open.extend(a.into_iter().zip(b));
            Ok(())
        }
        (YamlValue::Mapping(a), YamlValue::Mapping(b)) => pairs(a, b, shift, is_claimed, open),
        (YamlValue::Alias(a), YamlValue::Alias(b)) if a == b => Ok(()),
        _ if is_claimed => Ok(()),
        _ => Err("a value of the front matter becomes another kind of value".to_string()),
    }
}

/// Whether a value differs from another in emphasis alone: tags in pairs with whole elements between them, marks in pairs.
fn emphasis(old: &str, new: &str) -> Result<(), String> {
    if bare(old) != bare(new) {
        return Err(format!("the value `{old}` changes"));
    }
    let tags = html_tags(old);
    let mut kept = tags.iter().peekable();
    let mut depth = 0;
    let mut open: Vec<(String, isize)> = Vec::new();
    for tag in html_tags(new) {
        if kept.next_if(|kept| kept.span.of(old) == tag.span.of(new)).is_some() {
            depth += weight(&tag);
            if open.last().is_some_and(|(_, outside)| depth < *outside) {
                return Err("a tag of emphasis reaches over the end of an element".to_string());
            }
        } else if !is_emphasis(&tag.name) {
            return Err(format!("the tag `{}` changes", tag.name));
        } else if !tag.is_end {
            open.push((tag.name, depth));
        } else if open.pop() != Some((tag.name, depth)) {
            return Err("a tag of emphasis is left without its partner".to_string());
        }
    }
    let is_whole = open.is_empty() && kept.next().is_none() && runs(old) % 2 == runs(new) % 2;
    if is_whole { Ok(()) } else { Err("emphasis is left open".to_string()) }
}

type Pair = (YamlNode, YamlNode);

/// Compares the keys of two mappings, without the claimed ones, and leaves their values in `open`.
fn pairs<'a>(
    old: &'a [Pair],
    new: &'a [Pair],
    shift: &Shift,
    is_claimed: bool,
    open: &mut Vec<(&'a YamlNode, &'a YamlNode)>,
) -> Result<(), String> {
    let mut old: Vec<&Pair> = old.iter().collect();
    let mut new: Vec<&Pair> = new.iter().collect();
    let is_same = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.0.value == new.0.value);
    if is_claimed && !is_same {
        let whole = |pair: &Pair| Span::new(pair.0.span.start(), pair.1.span.end());
        old.retain(|pair| !has_claim(shift, Side::Before, whole(pair)));
        new.retain(|pair| !has_claim(shift, Side::After, whole(pair)));
    }
    if old.len() != new.len() {
        return Err("a key of the front matter appears or disappears".to_string());
    }
    for (old, new) in old.into_iter().zip(new) {
        if old.0.value != new.0.value {
            return Err(format!("the key `{}` changes", old.0.as_str().unwrap_or("?")));
        }
        open.push((&old.1, &new.1));
    }
    Ok(())
}

/// Whether an edit that claims a value touches `span`.
fn has_claim(shift: &Shift, side: Side, span: Span) -> bool {
    shift.touching(side, span).iter().any(|claim| claim.effect == Effect::FrontMatter)
}
