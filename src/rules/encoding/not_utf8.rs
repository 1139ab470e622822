//! `not-utf8`: a file in another encoding, or with bytes that are in none.

use crate::encoding::{self, Encoding, StrayByte};
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

/// More stray bytes than this are no slips: the file is something else.
const SLIPS: usize = 1000;

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
        if let Encoding::Utf16 { big_endian } = source.encoding {
            let name = if big_endian { "UTF-16 (big-endian)" } else { "UTF-16 (little-endian)" };
            out.push(re_encode(Span::empty(0), name, Applicability::Safe));
            return;
        }
        if let Some(at) = memchr::memchr(0, text.as_bytes()) {
            let what = if is_utf16(text) { "it is UTF-16 without a byte order mark" } else { "it is no text" };
            out.push(Finding::new(&META, Span::new(at, at + 1), format!("the file has NUL bytes: {what}")));
            return;
        }
        match source.encoding {
            Encoding::Utf8 { .. } | Encoding::Utf16 { .. } => {}
            Encoding::Legacy(encoding) => {
                let is_certain = encoding::is_certain(text, encoding);
                let applicability = if is_certain { Applicability::Safe } else { Applicability::Unsafe };
                out.push(re_encode(first_beyond_ascii(text), encoding.name(), applicability));
            }
            Encoding::Mixed { .. } => stray_bytes(text, &source.stray, out),
        }
    }
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

fn first_beyond_ascii(text: &str) -> Span {
    let found = text.char_indices().find(|(_, character)| !character.is_ascii());
    found.map_or(Span::empty(0), |(at, character)| Span::new(at, at + character.len_utf8()))
}

/// Whether every second character is NUL, near enough: Latin text in UTF-16.
fn is_utf16(text: &str) -> bool {
    let (mut characters, mut nul) = (0, [0; 2]);
    for character in text.chars() {
        nul[characters % 2] += usize::from(character == '\0');
        characters += 1;
    }
    let (least, most) = (nul[0].min(nul[1]), nul[0].max(nul[1]));
    most * 4 > characters && least * 10 < most
}

/// One finding a line. Bytes among UTF-8 come nearly always from windows-1252, by copy and paste.
fn stray_bytes(text: &str, stray: &[StrayByte], out: &mut Vec<Finding>) {
    let Some(first) = stray.first() else { return };
    let span = |byte: &StrayByte| Span::new(byte.offset, byte.offset + '\u{FFFD}'.len_utf8());
    if stray.len() > SLIPS {
        let message = format!("the file has {} bytes that are not UTF-8", stray.len());
        out.push(Finding::new(&META, span(first), message));
        return;
    }
    let same_line = |a: &StrayByte, b: &StrayByte| !text[a.offset..b.offset].contains('\n');
    for line in stray.chunk_by(same_line) {
        let names: Vec<String> = line.iter().take(4).map(|byte| format!("{:02X}", byte.byte)).collect();
        let more = if line.len() > names.len() { " …" } else { "" };
        let are = if line.len() == 1 { "is" } else { "are" };
        let message = format!("`{}{more}` {are} not UTF-8", names.join(" "));
        let mut finding = Finding::new(&META, span(&line[0]), message);
        let edits: Option<Vec<Edit>> = line.iter().map(|byte| western(byte.byte, span(byte))).collect();
        if let Some(edits) = edits {
            let meant: String = edits.iter().take(8).map(|edit| edit.insert.as_str()).collect();
            let title = format!("read as windows-1252: `{meant}`");
            finding = finding.fix(Fix { title, applicability: Applicability::Unsafe, effect: Effect::Encoding, edits });
        }
        out.push(finding);
    }
}

/// Writes a stray byte's character in windows-1252; `None` for the five bytes that have none.
fn western(byte: u8, span: Span) -> Option<Edit> {
    let bytes = [byte];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    (!text.contains(char::is_control)).then(|| Edit::replace(span, text))
}
