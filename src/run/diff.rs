//! What a fix would change, as a unified diff.

use crate::source::Source;
use similar::{ChangeTag, TextDiff};
use std::io::{self, Write};
use std::time::Duration;

/// After this long a diff stops looking for the smallest difference: its worst case is quadratic.
const PATIENCE: Duration = Duration::from_secs(2);

/// Writes the difference between two versions of the file shown as `path`, three lines around each change.
pub(super) fn diff(out: &mut dyn Write, path: &str, old: &[u8], new: &[u8], color: bool) -> io::Result<()> {
    let (old, new) = (Source::decode(path, old).text, Source::decode(path, new).text);
    if old == new {
        return writeln!(out, "{path}: the encoding changes, the text does not");
    }
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&old, &new);
    let name = path.trim_start_matches('/');
    writeln!(out, "--- a/{name}\n+++ b/{name}")?;
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        writeln!(out, "{}", paint(&hunk.header().to_string(), "36", color))?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => "31",
                ChangeTag::Insert => "32",
                ChangeTag::Equal => "0",
            };
            let line = format!("{}{}", change.tag(), change.value().trim_end_matches('\n'));
            writeln!(out, "{}", paint(&line, style, color && style != "0"))?;
            if change.missing_newline() {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// `text` in a colour of ECMA-48, or as it is.
fn paint(text: &str, style: &str, color: bool) -> String {
    if color { format!("\x1B[{style}m{text}\x1B[0m") } else { text.to_string() }
}
