//! `mojibake`: text that was read in the wrong code page and saved so.

mod place;

use crate::encoding::mojibake::{self, Certainty, Damage};
use crate::encoding::{self, Encoding};
use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::syntax::{Document, LinkKind, Place};
use crate::text::{Edit, Span};
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
/// Other readings that the help shows.
const OTHERS: usize = 3;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mojibake {}

impl Rule for Mojibake {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let doc = page.doc;
        if page.too_large.is_some() || doc.source.encoding == Encoding::Binary {
            return;
        }
        let unread = encoding::unread(doc.text(), &doc.source.stray);
        let mut damages = mojibake::find(doc.text(), &unread);
        damages.retain(|damage| place::is_read(doc, damage));
        let is_proven = |damage: &Damage| damage.certainty == Certainty::Certain && !place::is_code(doc, damage.span);
        // Code that shows mojibake is usually about it; in a damaged file it was damaged with the rest.
        if !damages.iter().any(is_proven) {
            damages.retain(|damage| !place::is_code(doc, damage.span));
        }
        out.extend(damages.iter().map(|damage| finding(doc, damage)));
        let is_whole = |span: &Span| damages.iter().all(|damage| !damage.span.overlaps(*span));
        let lost = encoding::lost(doc.text(), &unread);
        out.extend(
            lost.iter().filter(|span| place::is_visible(doc, **span) && is_whole(span)).map(|span| gone(doc, *span)),
        );
        encoded_twice(doc, out);
    }
}

fn finding(doc: &Document, damage: &Damage) -> Finding {
    let times = match damage.rounds {
        0 | 1 => "",
        2 => "twice ",
        _ => "three times ",
    };
    let lost = match damage.lost {
        0 => String::new(),
        1 => ", 1 byte lost".to_string(),
        lost => format!(", {lost} bytes lost"),
    };
    // What is not certain is never called so by rounding.
    let sure = match damage.certainty {
        Certainty::Certain => String::new(),
        Certainty::Likely | Certainty::Guess => {
            format!(", {:.0} % sure", (damage.confidence * 100.0).floor().min(99.0))
        }
    };
    let message = format!("`{}` is UTF-8 read {times}as {}{lost}{sure}", shown(doc.slice(damage.span)), damage.codec);
    let repaired = shown(&damage.repaired);
    let others: String = damage.others.iter().take(OTHERS).map(|other| format!(", or `{}`", shown(other))).collect();
    let class = place::most(doc, damage.span).min(damage.applicability());
    let finding = Finding::new(&META, damage.span, message).help(format!("read rightly it says `{repaired}`{others}"));
    let written = place::written(doc, damage);
    let applicability = if written.is_some() { class } else { Applicability::Manual };
    finding.fix(Fix {
        title: format!("write `{repaired}`"),
        applicability,
        effect: effect(doc, damage),
        edits: vec![Edit::replace(damage.span, written.unwrap_or_else(|| damage.repaired.clone()))],
    })
}

/// Text of which only marks are left.
fn gone(doc: &Document, span: Span) -> Finding {
    Finding::new(&META, span, format!("`{}` stands where text was lost", shown(doc.slice(span))))
        .help("an older copy of the file may still have it")
}

/// Links whose target was damaged before it was percent-encoded. The server may really call the file so.
fn encoded_twice(doc: &Document, out: &mut Vec<Finding>) {
    for link in doc.links.iter().filter(|link| link.kind != LinkKind::Reference) {
        let target = doc.slice(link.target);
        if let Some(meant) = encoding::encoded_twice(target) {
            let message = format!("`{}` is UTF-8 encoded twice", shown(target));
            out.push(Finding::new(&META, link.target, message).help(format!("encoded once it is `{}`", shown(&meant))));
        }
    }
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
