//! `front-matter-syntax`: front matter that no generator can read, or that stands where none looks for it.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::quoted;
use crate::rules::{Page, Rule};
use crate::syntax::yaml::{Cause, Diagnosis};
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
        if !front_matter.closed {
            out.push(unclosed(doc, front_matter));
        } else if let Some(diagnosis) = doc.diagnose_front_matter() {
            out.push(unreadable(doc, front_matter, diagnosis));
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

fn unreadable(doc: &Document, front_matter: &FrontMatter, diagnosis: Diagnosis) -> Finding {
    let libyaml = front_matter.yaml.problem.as_ref().map_or("", |problem| problem.message.as_str());
    let finding = Finding::new(&META, diagnosis.span, message(doc, &diagnosis, libyaml));
    if diagnosis.edits.is_empty() {
        return finding;
    }
    let title = match diagnosis.cause {
        Cause::NoBlankAfterColon => "write a blank behind the colon",
        Cause::UnknownEscape => "put the value in single quotes",
        _ => "put the value in quotes",
    };
    finding.fix(Fix {
        title: title.to_string(),
        applicability: if diagnosis.is_certain { Applicability::Safe } else { Applicability::Unsafe },
        effect: Effect::FrontMatter,
        edits: diagnosis.edits,
    })
}

/// What the author did, in the author's terms.
fn message(doc: &Document, diagnosis: &Diagnosis, libyaml: &str) -> String {
    let here = quoted(doc.slice(diagnosis.span));
    let of_key = diagnosis.key.map_or(String::new(), |key| format!(" of {}", quoted(doc.slice(key))));
    match diagnosis.cause {
        Cause::UnquotedColon => {
            format!("the colon inside {here} begins another key, since the value{of_key} has no quotes")
        }
        Cause::Tab => "a tab stands where YAML allows only blanks".to_string(),
        Cause::UnclosedQuote => format!("the quote {here} that begins the value{of_key} is not closed"),
        Cause::TextAfterQuote => format!("the quotes around the value{of_key} end before {here}"),
        Cause::Reserved(first) => format!("the value{of_key} begins with `{first}`, which {}", meaning(first)),
        Cause::UnclosedBracket => format!("the bracket {here} that begins the value{of_key} is not closed"),
        Cause::TextAfterBracket => format!("the value{of_key} begins with a bracket and goes on behind it: {here}"),
        Cause::NoColon => format!("{here} is no `key: value`"),
        Cause::NoBlankAfterColon => format!("no blank follows the colon in {here}"),
        Cause::UnknownEscape => format!("in double quotes {here} is no character"),
        Cause::Indentation => format!("{here} is indented like no line that it could belong to"),
        Cause::Control(character) => format!("the control character U+{:04X} is not allowed", u32::from(character)),
        Cause::NotAMapping => format!("the front matter is not made of `key: value` but begins with {here}"),
        Cause::Other => format!("the front matter cannot be read: {libyaml}"),
    }
}

/// What YAML makes of a value that begins with `first` (YAML 1.1, 5.3).
fn meaning(first: char) -> &'static str {
    match first {
        '*' => "refers to another value",
        '&' => "names a value",
        '!' => "gives a value a type",
        _ => "YAML keeps for itself",
    }
}
