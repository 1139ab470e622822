//! The report for people: miette's graphical frame around one clipped line.
//!
//! miette counts the header's column in bytes and prints a line of any length whole (7.6), so it is given a source of
//! its own that holds the clipped line only and knows where it stands.

use super::printable::printable_char;
use super::{FileFindings, printable};
use crate::finding::{Applicability, Fix, Severity};
use crate::lint::Located;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents,
};
use std::fmt;
use std::io::{self, Write};

/// What the terminal lets us do.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub color: bool,
    /// Columns.
    pub width: usize,
    /// Whether the rule's name links to its page.
    pub hyperlinks: bool,
}

/// Where the rule pages are published: Cargo.toml's homepage, empty when it names none.
const HOMEPAGE: &str = env!("CARGO_PKG_HOMEPAGE");

/// Columns that miette's frame takes beside the text: line number, blanks and bar.
const FRAME: usize = 12;

/// Writes a framed report for each finding, with an empty line between them.
pub fn full(out: &mut dyn Write, files: &[FileFindings], look: Look) -> io::Result<()> {
    let theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_context_lines(0)
        .with_urls(look.hyperlinks)
        .with_link_display_text("")
        .without_syntax_highlighting();
    for file in files {
        for located in &file.findings {
            let shown = Shown::new(&file.path, located, look.width.saturating_sub(FRAME).max(40));
            let mut text = String::new();
            handler.render_report(&mut text, &shown).map_err(io::Error::other)?;
            writeln!(out, "{}", text.trim_end())?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown<'a> {
    located: &'a Located,
    message: String,
    help: Option<String>,
    line: Line,
}

/// The clipped line, and its place in the file.
#[derive(Debug)]
struct Line {
    path: String,
    text: String,
    /// The finding in `text`, bytes.
    start: usize,
    length: usize,
    /// Both from 0, as miette has them.
    line: usize,
    column: usize,
}

impl<'a> Shown<'a> {
    fn new(path: &str, located: &'a Located, columns: usize) -> Shown<'a> {
        let finding = &located.finding;
        let (text, start, length) = window(located, columns);
        Shown {
            located,
            message: printable(&finding.message).into_owned(),
            help: help(finding.help.as_deref(), finding.fix.as_ref()),
            line: Line {
                path: printable(path).into_owned(),
                text,
                start,
                length,
                line: located.start.line - 1,
                column: located.start.column - 1,
            },
        }
    }
}

/// The help line, and under it what the fix would do and who may apply it.
fn help(advice: Option<&str>, fix: Option<&Fix>) -> Option<String> {
    let title = fix.map(|fix| match fix.applicability {
        Applicability::Safe => format!("{} (`--fix`)", fix.title),
        Applicability::Unsafe => format!("{} (`--fix --unsafe-fixes`)", fix.title),
        Applicability::Manual => fix.title.clone(),
    });
    let lines: Vec<String> = advice.map(str::to_string).into_iter().chain(title).collect();
    let lines: Vec<String> = lines.iter().map(|line| printable(line).into_owned()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The finding's line cut to `columns` terminal columns, and the finding in it (start and length in bytes). When all does
/// not fit, a third of the room, or what is not needed behind, goes to what stands before the finding; `…` is where text was
/// cut off.
fn window(located: &Located, columns: usize) -> (String, usize, usize) {
    let excerpt = &located.excerpt;
    let text = excerpt.text.as_str();
    let from = excerpt.span.start();
    let behind: usize = text[from..].chars().map(columns_of).sum();
    let lead = columns.saturating_sub(behind).max(columns / 3);
    let first = from - bytes_in(text[..from].chars().rev(), lead);
    let last = first + bytes_in(text[first..].chars(), columns);
    let to = excerpt.span.end().min(last);
    let mut shown = String::new();
    if excerpt.clipped.0 || first > 0 {
        shown.push('…');
    }
    push_printable(&mut shown, &text[first..from]);
    let start = shown.len();
    push_printable(&mut shown, &text[from..to]);
    let length = shown.len() - start;
    push_printable(&mut shown, &text[to..last]);
    if excerpt.clipped.1 || last < text.len() {
        shown.push('…');
    }
    (shown, start, length)
}

/// How many bytes of `characters` fit into `columns`.
fn bytes_in(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut room = columns;
    let mut bytes = 0;
    for character in characters {
        let Some(left) = room.checked_sub(columns_of(character)) else { break };
        room = left;
        bytes += character.len_utf8();
    }
    bytes
}

/// Appends `text` as a terminal can show it; a tab is one blank, so that the line under it fits.
fn push_printable(out: &mut String, text: &str) {
    out.extend(text.chars().map(|character| if character == '\t' { ' ' } else { printable_char(character) }));
}

/// Columns that a terminal gives a character, near enough: two from the first East Asian wide block (Hangul Jamo) on.
fn columns_of(character: char) -> usize {
    if character >= '\u{1100}' { 2 } else { 1 }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.located.finding.rule.name))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.located.finding.rule.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let rule = self.located.finding.rule;
        (!HOMEPAGE.is_empty())
            .then(|| Box::new(format!("{HOMEPAGE}/rules/{}/{}", rule.group, rule.name)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.line)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_primary_with_span(None, (self.line.start, self.line.length));
        Some(Box::new(std::iter::once(label)))
    }
}

impl SourceCode for Line {
    /// The clipped line whole, whatever the span and the context asked for.
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from((0, self.text.len()));
        let path = self.path.clone();
        Ok(Box::new(MietteSpanContents::new_named(path, self.text.as_bytes(), whole, self.line, self.column, 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, RuleMeta};
    use crate::lint::Excerpt;
    use crate::text::{LineColumn, Span};

    static META: RuleMeta = RuleMeta {
        name: "some-rule",
        group: "links",
        severity: Severity::Error,
        default: true,
        summary: "",
        fixes: &[],
    };

    fn located(text: &str, needle: &str) -> Located {
        let start = text.find(needle).expect("the needle is there");
        let span = Span::new(start, start + needle.len());
        Located {
            finding: Finding::new(&META, span, "`\x1B[31m` is here"),
            start: LineColumn { line: 7, column: 9 },
            end: LineColumn { line: 7, column: 12 },
            excerpt: Excerpt { text: text.to_string(), span, clipped: (false, true) },
        }
    }

    #[test]
    fn a_line_is_cut_to_the_width_around_the_finding() {
        for (text, needle, columns, want, marked) in [
            ("short x", "x", 40, "short x…", "x"),
            ("a\tb\x1Bc x", "b\x1Bc", 40, "a b␛c x…", "b␛c"),
            ("0123456789 x 0123456789", "x", 9, "…89 x 0123…", "x"),
            ("0123456789 名前 0123456789", "名前", 12, "…789 名前 012…", "名前"),
            ("0123456789 long-finding", "long-finding", 9, "…89 long-f…", "long-f"),
            ("0123456789 end", "end", 9, "…56789 end…", "end"),
            ("0123456789", "", 6, "012345…", ""),
        ] {
            let (shown, start, length) = window(&located(text, needle), columns);
            assert_eq!((shown.as_str(), &shown[start..start + length]), (want, marked), "{text}");
        }
    }

    #[test]
    fn a_report_has_frame_place_and_no_control_character() {
        let files = [FileFindings { path: "a.md".to_string(), findings: vec![located("see [x](y)", "[x](y)")] }];
        let mut out = Vec::new();
        full(&mut out, &files, Look { color: false, width: 80, hyperlinks: true }).expect("memory takes all");
        let want = "some-rule

  × `␛[31m` is here
   ╭─[a.md:7:9]
 7 │ see [x](y)…
   ·     ──────
   ╰────

";
        assert_eq!(String::from_utf8(out).expect("UTF-8"), want);
    }
}
