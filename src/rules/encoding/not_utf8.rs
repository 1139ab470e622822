//! `not-utf8`: a file in another encoding, or with bytes that are in none.

use crate::encoding::{self, Encoding, Stray};
use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "not-utf8",
    group: "encoding",
    severity: Severity::Error,
    default: true,
    summary: "A file is not UTF-8, which every generator expects.",
    fixes: &[Applicability::Unsafe, Applicability::Safe],
};

/// Characters of a line that a message shows.
const SHOWN: usize = 24;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotUtf8 {}

impl Rule for NotUtf8 {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let source = &page.doc.source;
        let text = source.text.as_str();
        match source.encoding {
            Encoding::Utf8 { .. } => out.extend(nul(text)),
            Encoding::Binary => {
                let what = match text.starts_with("ÿþ") || text.starts_with("þÿ") {
                    true => "the file begins as UTF-16 and breaks off",
                    false => "the file is no text",
                };
                out.push(Finding::new(&META, first(text, |character| character.is_control()), what));
            }
            Encoding::Utf16 { big_endian, bom } => {
                let mark = if bom { "" } else { ", without a byte order mark" };
                let name = format!("UTF-16 ({}{mark})", order(big_endian));
                out.push(re_encode(Span::empty(0), &name, Applicability::Safe));
            }
            Encoding::Utf32 { big_endian } => {
                out.push(re_encode(Span::empty(0), &format!("UTF-32 ({})", order(big_endian)), Applicability::Safe));
            }
            Encoding::Legacy(encoding) => {
                let is_certain = encoding::is_certain(text, encoding);
                let applicability = if is_certain { Applicability::Safe } else { Applicability::Unsafe };
                let span = first(text, |character| !character.is_ascii());
                out.push(re_encode(span, encoding.name(), applicability));
            }
            Encoding::Mixed { .. } => {
                let same_line = |a: &Stray, b: &Stray| !text[a.offset..b.offset].contains('\n');
                out.extend(source.stray.chunk_by(same_line).map(|line| stray_line(text, line)));
            }
        }
    }
}

fn order(big_endian: bool) -> &'static str {
    if big_endian { "big-endian" } else { "little-endian" }
}

fn re_encode(span: Span, name: &str, applicability: Applicability) -> Finding {
    let fix = Fix {
        title: "write the file as UTF-8".to_string(),
        applicability,
        effect: Effect::Encoding,
        edits: Vec::new(),
    };
    Finding::new(&META, span, format!("the file is {name}")).fix(fix)
}

/// The first character of which `is_it` holds.
fn first(text: &str, is_it: impl Fn(char) -> bool) -> Span {
    let found = text.char_indices().find(|(_, character)| is_it(*character));
    found.map_or(Span::empty(0), |(at, character)| Span::new(at, at + character.len_utf8()))
}

fn nul(text: &str) -> Option<Finding> {
    let at = memchr::memchr(0, text.as_bytes())?;
    Some(Finding::new(&META, Span::new(at, at + 1), "the file has NUL bytes: it is no text"))
}

/// The finding of one line that has stray characters.
fn stray_line(text: &str, line: &[Stray]) -> Finding {
    let bytes: Vec<u8> = line.iter().flat_map(Stray::bytes).copied().collect();
    let names: Vec<String> = bytes.iter().take(4).map(|byte| format!("{byte:02X}")).collect();
    let more = if bytes.len() > names.len() { " …" } else { "" };
    let are = if bytes.len() == 1 { "is" } else { "are" };
    let name = line[0].encoding.name();
    let is_certain = line.iter().all(|stray| stray.is_certain(text));
    let as_what = if is_certain { format!(" but {name}") } else { String::new() };
    let message = format!("`{}{more}` {are} not UTF-8{as_what}", names.join(" "));
    let finding = Finding::new(&META, line[0].span(text), message);
    let Some(edits) = edits(text, line) else { return finding };
    let meant: String = line.iter().filter_map(|stray| stray.likely).take(SHOWN).collect();
    let dots = if line.len() > SHOWN { "…" } else { "" };
    finding.fix(Fix {
        title: format!("read as {name}: `{meant}{dots}`"),
        applicability: if is_certain { Applicability::Safe } else { Applicability::Unsafe },
        effect: Effect::Encoding,
        edits,
    })
}

/// Writes each stray character in UTF-8, those that follow each other in one edit; `None` when one of them is unknown.
fn edits(text: &str, line: &[Stray]) -> Option<Vec<Edit>> {
    let mut edits: Vec<Edit> = Vec::new();
    for stray in line {
        let (span, likely) = (stray.span(text), stray.likely?);
        match edits.last_mut().filter(|edit| edit.span.end() == span.start()) {
            Some(edit) => {
                edit.span = Span::new(edit.span.start(), span.end());
                edit.insert.push(likely);
            }
            None => edits.push(Edit::replace(span, likely)),
        }
    }
    Some(edits)
}
