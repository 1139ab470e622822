//! YAML that cannot be read, told in the author's terms.

use super::quoted;
use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta};
use crate::syntax::Document;
use crate::syntax::yaml::{Cause, Diagnosis, Yaml};

/// The finding of `rule` for YAML of `doc` that cannot be read.
pub(super) fn unreadable_yaml(rule: &'static RuleMeta, doc: &Document, yaml: &Yaml, diagnosis: Diagnosis) -> Finding {
    let libyaml = yaml.problem.as_ref().map_or("", |problem| problem.message.as_str());
    let finding = Finding::new(rule, diagnosis.span, message(doc, &diagnosis, libyaml));
    if diagnosis.edits.is_empty() {
        return finding;
    }
    let is_json = doc.source.path.ends_with(".json");
    let title = match diagnosis.cause {
        Cause::NoBlankAfterColon => "write a blank behind the colon",
        Cause::NoBlankAfterDash => "write a blank behind the dash",
        Cause::Tab => "write blanks for the tabs",
        Cause::UnclosedBracket => "close the bracket at the end of the line",
        Cause::Indentation => "indent it like the line before",
        Cause::UnknownEscape if is_json => "double the backslash",
        Cause::UnknownEscape => "put the value in single quotes",
        Cause::NoComma => "put a comma there",
        Cause::HalfCharacter => "write such characters themselves",
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
        Cause::Template => {
            format!("the value{of_key} begins with the braces of a template, which are brackets to YAML: {here}")
        }
        Cause::NoBlankAfterDash => format!("no blank follows the dash in {here}"),
        Cause::NoColon => format!("{here} is no `key: value`"),
        Cause::NoBlankAfterColon => format!("no blank follows the colon in {here}"),
        Cause::UnknownEscape => format!("in double quotes {here} is no character"),
        Cause::Indentation => format!("{here} is indented like no line that it could belong to"),
        Cause::Control(character) => format!("the control character U+{:04X} is not allowed", u32::from(character)),
        Cause::NotAMapping => format!("this is not made of `key: value` but begins with {here}"),
        Cause::NoComma => format!("no comma follows {here}"),
        Cause::NoColonInJson => format!("no colon follows the key {here}"),
        Cause::SecondColon => "a second colon follows one key".to_string(),
        Cause::NoValue => "no value stands before this comma".to_string(),
        Cause::QuoteInText => "this quote ends the text, which goes on behind it".to_string(),
        Cause::Comment => format!("{here} is no comment where JSON is read as YAML"),
        Cause::HalfCharacter => {
            format!("{here} names a character by halves; JSON is read as YAML, which does not know that")
        }
        Cause::Other if doc.source.path.ends_with(".json") => {
            format!("JSON is read as YAML, which cannot go on here: {libyaml}")
        }
        Cause::Other if doc.source.path.ends_with(".toml") => format!("TOML cannot be read here: {libyaml}"),
        Cause::Other => format!("YAML cannot be read here: {libyaml}"),
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
