//! `mojibake`: text that was read in the wrong code page and saved so.

use crate::encoding::mojibake::{self, Certainty, Damage};
use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::syntax::{Document, OpaqueKind, Place};
use crate::text::Edit;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "mojibake",
    group: "encoding",
    severity: Severity::Error,
    default: true,
    summary: "Text was read in the wrong code page and saved that way.",
    fixes: &[Applicability::Manual, Applicability::Unsafe, Applicability::Safe],
};

/// Characters of damaged or repaired text that a message shows.
const SHOWN: usize = 32;

/// Front matter values that decide where a page is published.
const ADDRESSES: [&str; 5] = ["permalink", "redirect_from", "redirect_to", "slug", "url"];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mojibake {}

impl Rule for Mojibake {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        if page.too_large.is_some() {
            return;
        }
        let doc = page.doc;
        let stray: Vec<usize> = doc.source.stray.iter().map(|stray| stray.offset).collect();
        let damages = mojibake::find(doc.text(), &stray);
        let is_proven = |damage: &Damage| damage.certainty == Certainty::Certain && !is_code(doc, damage);
        // Code that shows mojibake is usually about it; in a damaged file it was damaged with the rest.
        let code_counts = damages.iter().any(is_proven);
        for damage in &damages {
            if code_counts || !is_code(doc, damage) {
                out.push(finding(doc, damage));
            }
        }
    }
}

fn is_code(doc: &Document, damage: &Damage) -> bool {
    doc.place(damage.span.start()) == Place::Opaque(OpaqueKind::Code)
}

fn finding(doc: &Document, damage: &Damage) -> Finding {
    let lost = match damage.lost {
        0 => String::new(),
        1 => ", 1 byte lost".to_string(),
        lost => format!(", {lost} bytes lost"),
    };
    let message = format!("`{}` is UTF-8 read as {}{lost}", shown(doc.slice(damage.span)), damage.codec);
    let sure = match damage.lost {
        0 => String::new(),
        _ => format!(" ({:.0} % sure)", damage.confidence * 100.0),
    };
    let repaired = shown(&damage.repaired);
    let finding = Finding::new(&META, damage.span, message).help(format!("read rightly it says `{repaired}`{sure}"));
    finding.fix(Fix {
        title: format!("write `{repaired}`"),
        applicability: applicability(doc, damage),
        effect: effect(doc, damage),
        edits: vec![Edit::replace(damage.span, damage.repaired.as_str())],
    })
}

/// How sure the repair is, and less where a change of a few letters changes what a machine does.
fn applicability(doc: &Document, damage: &Damage) -> Applicability {
    let most = match doc.place(damage.span.start()) {
        // The file on the server may bear the damaged name.
        Place::Target => Applicability::Manual,
        Place::Opaque(
            OpaqueKind::TemplateOutput | OpaqueKind::TemplateTag | OpaqueKind::Math | OpaqueKind::AttributeList,
        ) => Applicability::Manual,
        Place::Opaque(OpaqueKind::Code) => Applicability::Unsafe,
        _ if is_key_or_address(doc, damage) => Applicability::Unsafe,
        _ => Applicability::Safe,
    };
    damage.applicability().min(most)
}

/// Whether the damage stands in a key of the front matter or of a data file, or in a value that becomes an address.
fn is_key_or_address(doc: &Document, damage: &Damage) -> bool {
    let yaml = doc.front_matter.as_ref().map(|front_matter| &front_matter.yaml).or(doc.data.as_ref());
    let Some(root) = yaml.and_then(|yaml| yaml.root.as_ref()) else { return false };
    root.pairs().iter().any(|(key, value)| {
        let is_address = key.as_str().is_some_and(|key| ADDRESSES.contains(&key));
        key.span.overlaps(damage.span) || (is_address && value.span.overlaps(damage.span))
    })
}

fn effect(doc: &Document, damage: &Damage) -> Effect {
    if doc.data.is_some() || doc.place(damage.span.start()) == Place::FrontMatter {
        return Effect::FrontMatter;
    }
    Effect::Words
}

/// The head of a text on one line, controls made visible.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars().take(SHOWN) {
        if character.is_control() {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
