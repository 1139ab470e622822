//! `front-matter-syntax`: front matter that no generator can read, or that stands where none looks for it.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, unreadable_yaml};
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
