//! `data-file-syntax`: a configuration or data file that no generator can read.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted, unreadable_yaml};
use crate::syntax::Document;
use crate::syntax::csv::{TableFault, TableProblem};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "data-file-syntax",
    group: "front-matter",
    severity: Severity::Error,
    default: true,
    summary: "A configuration or data file cannot be read, so the site is not built.",
    fixes: &[Applicability::Safe, Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataFileSyntax {}

impl Rule for DataFileSyntax {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let problem = page.doc.table.as_ref().and_then(|table| table.problem.as_ref());
        out.extend(problem.map(|problem| unreadable_table(page.doc, problem)));
        let Some(data) = &page.doc.data else { return };
        let diagnosis = page.doc.diagnose_data();
        out.extend(diagnosis.map(|diagnosis| unreadable_yaml(&META, page.doc, data, diagnosis)));
    }
}

fn unreadable_table(doc: &Document, problem: &TableProblem) -> Finding {
    let here = doc.slice(problem.span);
    let (message, title) = match problem.kind {
        TableFault::UnclosedQuote => ("the quote that begins this value is not closed".to_string(), ""),
        TableFault::QuoteInValue => (
            "a quote stands in a value that does not begin with one".to_string(),
            "put the value in quotes, and double those in it",
        ),
        TableFault::TextAfterQuote => (format!("the quotes around the value end before {}", quoted(here)), ""),
        TableFault::BlankBesideQuote => {
            ("a blank stands beside the quotes of a value".to_string(), "remove blanks beside the quotes of values")
        }
        TableFault::LineEnd => {
            let message = format!("this line ends with {}, unlike the first one", name_of_line_end(here));
            (message, "end each line as the first one")
        }
    };
    let finding = Finding::new(&META, problem.span, message);
    finding.fix((!problem.edits.is_empty()).then(|| Fix {
        title: title.to_string(),
        applicability: if problem.is_certain { Applicability::Safe } else { Applicability::Unsafe },
        effect: Effect::FrontMatter,
        edits: problem.edits.clone(),
    }))
}

fn name_of_line_end(line_end: &str) -> &'static str {
    match line_end {
        "\r\n" => "CR and LF",
        "\r" => "CR",
        _ => "LF",
    }
}
