//! `wrong-value`: a value that what reads its key does not take.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site::schemas::{Fault, KnownKeys, Type};
use crate::syntax::Document;
use crate::syntax::yaml::{ScalarStyle, YamlNode, YamlValue};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "wrong-value",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "A value is none that the generator, a plugin or the theme takes under its key.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

/// Where more are allowed, their number is told.
const TOLD: usize = 6;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WrongValue {}

impl Rule for WrongValue {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let Some(root) = page.yaml() else { return };
        for (known, mapping) in page.known_mappings() {
            check_mapping(page, known, mapping, out);
        }
        let path = &page.doc.source.path;
        for (span, message) in page.site.json_schema_faults(path, root) {
            out.push(Finding::new(&META, span, message));
        }
    }
}

fn check_mapping<'a>(page: &Page<'a>, known: &KnownKeys<'a>, mapping: &'a YamlNode, out: &mut Vec<Finding>) {
    let path = &page.doc.source.path;
    let reading = page.site.reading(path);
    for (name, value) in mapping.pairs() {
        let Some(name) = name.as_str() else { continue };
        for (node, fault) in known.faults(name, value, reading) {
            let reader = known.reader(name).unwrap_or_default();
            out.extend(finding(page, Place { name, reader, node }, &fault));
        }
    }
    // What is merged in may have it.
    if mapping.get("<<").is_some() {
        return;
    }
    for (name, _) in known.required() {
        if mapping.get(name).is_none() && !page.site.may_inherit(path, mapping, name) {
            let reader = known.reader(name).unwrap_or_default();
            let span = mapping.pairs().first().map_or(mapping.span, |(key, _)| key.span);
            out.push(Finding::new(&META, span, format!("{reader} needs the key {}, which is not here", quoted(name))));
        }
    }
}

/// Where a fault is.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The key.
    name: &'a str,
    /// What reads it.
    reader: &'a str,
    /// The value, or the item of it.
    node: &'a YamlNode,
}

fn finding(page: &Page, place: Place, fault: &Fault) -> Option<Finding> {
    if *fault == Fault::NoScheme && is_link(page.doc, place.node.span) {
        // Rules of links say it.
        return None;
    }
    if page.refusal().is_some_and(|refusal| place.node.span.contains(refusal.span)) {
        // `front-matter-syntax` says it.
        return None;
    }
    if let Fault::Base { needs_head, has_tail } = *fault {
        return base(page, place.node, needs_head, has_tail);
    }
    let fix = fix(page, place.node, fault);
    Some(Finding::new(&META, place.node.span, message(page, place, fault)).fix(fix))
}

fn is_link(doc: &Document, span: Span) -> bool {
    let first = doc.links.partition_point(|link| link.span.start() < span.start());
    doc.links[first..].iter().take_while(|link| link.span.start() == span.start()).any(|link| link.span == span)
}

fn message(page: &Page, place: Place, fault: &Fault) -> String {
    let Place { name, reader, node } = place;
    let (key, value) = (quoted(name), quoted(page.doc.slice(node.span)));
    match fault {
        Fault::Template => format!("{value} without quotes is a mapping in a mapping, and no template"),
        Fault::Kind { is, wanted } => match node.value {
            YamlValue::Scalar(_) if *is == "text" || is.starts_with("a ") => {
                format!("{value} is {is}, and {reader} takes {} as {key}", kinds(wanted))
            }
            _ => format!("{key} is {is}, and {reader} takes {}", kinds(wanted)),
        },
        Fault::CountsAsTrue => format!("{value} is not `false`, and {key} counts as true"),
        Fault::NearBoolean(_) => format!("{value} is neither `true` nor `false`"),
        Fault::Value { nearest: Some(nearest), .. } => {
            format!("{value} is none that {reader} takes as {key}, {} is one", quoted(nearest))
        }
        Fault::Value { allowed, .. } if allowed.len() > TOLD => {
            format!("{value} is none of the {} values that {reader} takes as {key}", allowed.len())
        }
        Fault::Value { allowed, .. } => format!("{value} is none that {reader} takes as {key}: {}", list(allowed)),
        Fault::NoDay => format!("{value} is on no calendar"),
        Fault::NoDate => format!("{value} is no date"),
        Fault::NoScheme => format!("{value} has no scheme, and {key} is a whole address"),
        Fault::WholeAddress => format!("{value} is a whole address, and {key} is a path of the site"),
        Fault::NoAddress => format!("{key} is empty: the build fails, or the page lies where the home page is"),
        Fault::Unfilled => format!("{key} has no value, and the site cannot be built with that"),
        Fault::Unshown { without: Some(what) } => format!("{key} has no value: {what}"),
        Fault::Unshown { without: None } => format!("{key} is empty, and a visitor sees a gap in its place"),
        Fault::Base { .. } => String::new(),
    }
}

/// `text, a number or a list`
fn kinds(types: &[Type]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for kind in types {
        let word = match kind {
            Type::Any | Type::Text | Type::String => "text",
            Type::Number => "a number",
            Type::Integer => "a whole number",
            Type::Boolean => "`true` or `false`",
            Type::Date => "a date",
            Type::Timestamp => "a date without quotes",
            Type::Url => "an address",
            Type::Path | Type::Permalink | Type::Base => "a path",
            Type::List => "a list",
            Type::Mapping => "a mapping",
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    match words.split_last() {
        Some((last, [])) => (*last).to_string(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

fn list(values: &[String]) -> String {
    values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ")
}

fn fix(page: &Page, node: &YamlNode, fault: &Fault) -> Option<Fix> {
    let YamlValue::Scalar(scalar) = &node.value else { return None };
    match fault {
        Fault::CountsAsTrue => Some(replace(node, "false", Applicability::Unsafe)),
        Fault::NearBoolean(is) => Some(replace(node, if *is { "true" } else { "false" }, Applicability::Unsafe)),
        Fault::Value { nearest: Some(nearest), .. } => inner(page, node, nearest, Applicability::Unsafe),
        Fault::NoScheme => inner(page, node, &format!("https://{}", scalar.text.trim()), Applicability::Unsafe),
        // Text alone is taken: what is written here, in quotes.
        Fault::Kind { wanted, .. } if scalar.style == ScalarStyle::Plain && wanted.contains(&Type::String) => {
            // What builds without it is another site then: a category is part of addresses.
            let is_refused = page.site.reading(&page.doc.source.path).is_strict;
            let applicability = if is_refused { Applicability::Safe } else { Applicability::Unsafe };
            Some(replace(node, &format!("\"{}\"", scalar.text), applicability))
        }
        _ => None,
    }
}

fn replace(node: &YamlNode, value: &str, applicability: Applicability) -> Fix {
    Fix {
        title: format!("write {}", quoted(value)),
        applicability,
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(node.span, value)],
    }
}

/// Writes `value` inside of the quotes that are there; `None` where it would need others.
fn inner(page: &Page, node: &YamlNode, value: &str, applicability: Applicability) -> Option<Fix> {
    let span = node.inner()?;
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./: ".contains(&byte));
    if page.doc.slice(span).contains('\n') || !is_plain(value) || value.contains(": ") {
        return None;
    }
    let edits = vec![Edit::replace(span, value)];
    Some(Fix { title: format!("write {}", quoted(value)), applicability, effect: Effect::FrontMatter, edits })
}

/// A path of the site on its host that does not go together with what the templates write behind it.
fn base(page: &Page, node: &YamlNode, needs_head: bool, has_tail: bool) -> Option<Finding> {
    let path = node.as_str()?.trim();
    let uses = page.site.base_uses(page.tree);
    if path.starts_with('.') || !(needs_head || has_tail && uses.before_slash) {
        return None;
    }
    let inner_path = path.trim_matches('/');
    let right = if inner_path.is_empty() { String::new() } else { format!("/{inner_path}") };
    let value = quoted(page.doc.slice(node.span));
    let message = match needs_head {
        true => format!("{value} has no slash at its head, and `{inner_path}/a` leads elsewhere on each page"),
        false => format!("{value} ends with a slash, and `{{{{ site.baseurl }}}}/a` becomes `{path}/a`"),
    };
    // A host is no path, and what stands without a slash behind it would lose its own.
    let is_doubtful = inner_path.contains('.') || has_tail && uses.alone;
    let applicability = if is_doubtful { Applicability::Unsafe } else { Applicability::Safe };
    Some(Finding::new(&META, node.span, message).fix(match right.as_str() {
        "" => Some(replace(node, "\"\"", applicability)),
        right => inner(page, node, right, applicability),
    }))
}
