//! The table of known venues.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line is a venue: its acronyms, its names, what its letters tell (`conference`, `sign`), with tabs between; alternatives are
/// parted by semicolons. The first line are servers of preprints.
const TABLE: &str = include_str!("venues.tsv");

/// The number of the servers of preprints.
pub(super) const PREPRINT: usize = 0;

/// A known venue; its number is its place in the table.
pub(super) struct Row {
    pub(super) acronyms: Vec<&'static str>,
    pub(super) names: Vec<&'static str>,
    /// It is called by its letters, and a paper is in the proceedings of one such.
    is_conference: bool,
    /// Its letters are no other word: where they stand, a venue is meant.
    is_sign: bool,
}

pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| TABLE.lines().map(row).collect());

static BY_ACRONYM: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let rows = ROWS.iter().enumerate();
    rows.flat_map(|(number, row)| row.acronyms.iter().map(move |acronym| (*acronym, number))).collect()
});

fn row(line: &'static str) -> Row {
    let mut columns = line.split('\t');
    let [acronyms, names, tells] = [(); 3].map(|()| columns.next().unwrap_or(""));
    let alternatives = |column: &'static str| column.split(';').filter(|one| !one.is_empty()).collect();
    Row {
        acronyms: alternatives(acronyms),
        names: alternatives(names),
        is_conference: tells.contains("conference"),
        is_sign: tells.contains("sign"),
    }
}

fn of(acronym: &str) -> Option<&'static Row> {
    BY_ACRONYM.get(acronym).map(|&number| &ROWS[number])
}

/// Whether the letters are a venue's and no other word.
pub fn is_sign(acronym: &str) -> bool {
    of(acronym).is_some_and(|row| row.is_sign)
}

/// The conference that is called by the letters `acronym`: its first acronym.
pub(super) fn conference_called(acronym: &str) -> Option<&'static str> {
    of(acronym).filter(|row| row.is_conference)?.acronyms.first().copied()
}

#[cfg(test)]
mod tests {
    use super::{PREPRINT, ROWS, conference_called, is_sign};
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_as_it_should_be() {
        let mut seen = BTreeSet::new();
        for acronym in ROWS.iter().flat_map(|row| &row.acronyms) {
            assert!(seen.insert(acronym), "{acronym} stands there twice");
        }
        assert!(ROWS[PREPRINT].acronyms.contains(&"arXiv"));
        assert_eq!((conference_called("NIPS"), conference_called("TPAMI")), (Some("NeurIPS"), None));
        assert!(is_sign("TPAMI") && !is_sign("DIS"));
    }
}
