//! `front-matter-syntax`: front matter that no generator can read, or that stands where none looks for it.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted, unreadable_yaml};
use crate::syntax::yaml::{Refusal, Refused};
use crate::syntax::{Document, FrontMatter};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "front-matter-syntax",
    group: "front-matter",
    severity: Severity::Error,
    default: true,
    summary: "The front matter cannot be read, so the page has no title, layout or address of its own.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FrontMatterSyntax {}

impl Rule for FrontMatterSyntax {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let doc = page.doc;
        if let Some(blank) = doc.blank_before_front_matter() {
            out.push(misplaced(blank));
        }
        let Some(front_matter) = &doc.front_matter else { return };
        if let Some(fence) = doc.doubled_fence() {
            out.push(doubled(fence));
        } else if let Some(fence) = doc.wrong_fence() {
            out.push(wrong_fence(doc, fence));
        } else if !front_matter.closed {
            out.push(unclosed(doc, front_matter));
        } else if let Some(diagnosis) = doc.diagnose_front_matter() {
            out.push(unreadable_yaml(&META, doc, &front_matter.yaml, diagnosis));
        } else if let Some(refusal) = page.refusal() {
            out.push(refused(doc, refusal));
        }
    }
}

fn misplaced(blank: Span) -> Finding {
    let message = "blank space before the `---` makes the front matter ordinary text";
    Finding::new(&META, Span::new(blank.end(), blank.end() + 3), message).fix(Fix {
        title: "begin the file with `---`".to_string(),
        applicability: Applicability::Safe,
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(blank, "")],
    })
}

/// YAML at which the library throws that reads it.
fn refused(doc: &Document, refusal: Refusal) -> Finding {
    let template = template(doc, refusal);
    let here = quoted(doc.slice(template.unwrap_or(refusal.span)));
    let why = match refusal.why {
        _ if template.is_some() => format!("{here} without quotes is a mapping in a mapping, and no template"),
        Refused::Date | Refused::DateTime => format!("{here} is on no calendar"),
        Refused::Number => format!("{here} looks like a number and is none"),
        Refused::Symbol => format!("{here} is a symbol"),
        Refused::Reserved => format!("{here} without quotes has a meaning of its own"),
        Refused::Tag => format!("the tag of {here} is not known, or is not for such a value"),
        Refused::Alias => format!("{here} refers to a value that is not above it"),
        Refused::Anchor => format!("{here} has a name that another value has already"),
        Refused::Key => format!("{here} is a list or mapping, and stands as a key"),
        Refused::Merge => format!("{here} cannot be merged into a mapping"),
        Refused::Documents => "another document of YAML begins here".to_string(),
    };
    let finding =
        Finding::new(&META, template.unwrap_or(refusal.span), format!("{why}: nothing of the front matter is read"));
    match template {
        Some(span) => finding.fix(Fix {
            title: "put the value in quotes".to_string(),
            applicability: Applicability::Safe,
            effect: Effect::FrontMatter,
            edits: vec![Edit::replace(span, format!("\"{}\"", doc.slice(span)))],
        }),
        None => finding,
    }
}

/// `{{ x }}` as a whole value.
fn template(doc: &Document, refusal: Refusal) -> Option<Span> {
    let text = doc.text();
    let (before, after) = (&text[..refusal.span.start()], &text[refusal.span.end()..]);
    let is_value = before.ends_with(": {") || before.ends_with("- {");
    let is_ended = after.strip_prefix('}').is_some_and(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n'));
    let is_plain = !doc.slice(refusal.span).contains(['"', '\\', '\n']);
    let is_whole = refusal.why == Refused::Key && is_value && is_ended && is_plain;
    is_whole.then(|| Span::new(refusal.span.start() - 1, refusal.span.end() + 1))
}

fn doubled(fence: Span) -> Finding {
    let message = "the second `---` follows the first, so that the front matter is empty and its keys are text";
    Finding::new(&META, Span::new(fence.start(), fence.start() + 3), message).fix(Fix {
        title: "remove the second `---`".to_string(),
        applicability: Applicability::Safe,
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(fence, "")],
    })
}

fn wrong_fence(doc: &Document, fence: Span) -> Finding {
    let message = format!("no `---` ends the front matter but `{}`, which does not", doc.slice(fence));
    Finding::new(&META, fence, message).fix(Fix {
        title: "write `---`".to_string(),
        applicability: Applicability::Safe,
        effect: Effect::FrontMatter,
        edits: vec![Edit::replace(fence, "---")],
    })
}

fn unclosed(doc: &Document, front_matter: &FrontMatter) -> Finding {
    let end = front_matter.span.end();
    let line_end = if doc.text()[..end].contains("\r\n") { "\r\n" } else { "\n" };
    let before = if doc.text()[..end].ends_with('\n') { "" } else { line_end };
    Finding::new(&META, Span::new(0, 3), "no second `---` ends the front matter that begins here").fix(Fix {
        title: "write `---` behind the last key".to_string(),
        applicability: Applicability::Unsafe,
        effect: Effect::FrontMatter,
        edits: vec![Edit::insert(end, format!("{before}---{line_end}"))],
    })
}
