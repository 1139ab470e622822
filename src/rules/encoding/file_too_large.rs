//! `file-too-large`: a file above the limit, of which only the bytes were checked.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use crate::text::Span;
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "file-too-large",
    group: "encoding",
    severity: Severity::Warning,
    default: true,
    summary: "A file is above the size limit, so only its encoding was checked.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FileTooLarge {}

impl Rule for FileTooLarge {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let Some(limit) = page.too_large else { return };
        let message = format!("the file is larger than {limit} bytes and was checked for its encoding only");
        let finding = Finding::new(&META, Span::empty(0), message);
        out.push(finding.help("`max-file-size` in `hplint.yml` sets the limit; `exclude` leaves the file out"));
    }
}
