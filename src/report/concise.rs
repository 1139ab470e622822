//! One line a finding: `path:line:column: rule message`.

use super::{FileFindings, printable};
use std::io::{self, Write};

/// Writes one line for each finding.
pub fn concise(out: &mut dyn Write, files: &[FileFindings]) -> io::Result<()> {
    for file in files {
        let path = printable(&file.path);
        for located in &file.findings {
            let (place, finding) = (located.start, &located.finding);
            let message = printable(&finding.message);
            writeln!(out, "{path}:{}:{}: {} {message}", place.line, place.column, finding.rule.name)?;
        }
    }
    Ok(())
}
