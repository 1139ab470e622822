//! `post-date-mismatch`: a post whose `date` and file name differ by what is a slip for certain.

use crate::calendar::{civil_from_days, spell};
use crate::finding::{Finding, RuleMeta, Severity};
use crate::rules::{Page, Rule};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "post-date-mismatch",
    group: "front-matter",
    severity: Severity::Warning,
    default: true,
    summary: "The date of a post and the one in its file name differ in the year, in the month, or day and month are swapped.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PostDateMismatch {}

impl Rule for PostDateMismatch {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let Some(date) = page.yaml().and_then(|root| root.get("date")) else { return };
        let days = date.as_str().and_then(|text| page.site.post_days(&page.doc.source.path, text));
        let Some((named, written)) = days else { return };
        let Some(slip) = slip(named, written) else { return };
        let message = format!("dated {}, and {} in the file name: {slip}", spell(written), spell(named));
        out.push(Finding::new(&META, date.span, message));
    }
}

/// What tells a slip from a date that was chosen: chance seldom makes two parts of three equal. The first of a month, and of
/// a year, stand for a day that is not known.
fn slip(named: i64, written: i64) -> Option<&'static str> {
    let (named, written) = (civil_from_days(named), civil_from_days(written));
    let same_year = named.0 == written.0;
    if named == written {
        None
    } else if (named.1, named.2) == (written.1, written.2) {
        ((named.1, named.2) != (1, 1)).then_some("the years differ")
    } else if same_year && (named.1, named.2) == (written.2, written.1) {
        Some("day and month are swapped")
    } else {
        let is_slip = same_year && named.2 == written.2 && named.2 != 1 && (named.1 - written.1).abs() == 1;
        is_slip.then_some("the months differ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::read;

    #[test]
    fn slips() {
        for (named, written, expected) in [
            ("2024-03-05", "2024-03-05", None),
            ("2024-03-05", "2024-03-06", None),
            ("2024-03-05", "2023-03-05", Some("the years differ")),
            ("2024-01-01", "2023-01-01", None),
            ("2024-03-05", "2024-05-03", Some("day and month are swapped")),
            ("2024-03-05", "2023-05-03", None),
            ("2024-03-12", "2024-02-12", Some("the months differ")),
            ("2024-03-12", "2024-06-12", None),
            ("2024-03-01", "2024-02-01", None),
            ("2024-12-12", "2023-11-12", None),
        ] {
            let day = |text| read(text).expect("it is a day");
            assert_eq!(slip(day(named), day(written)), expected, "{named} {written}");
        }
    }
}
