//! `duplicate-author`: one name twice in one author list.

use crate::finding::{Finding, RuleMeta, Severity};
use crate::people::{Author, AuthorList, Name};
use crate::rules::{Page, Rule, quoted};
use serde::Deserialize;
use std::collections::BTreeMap;

static META: RuleMeta = RuleMeta {
    name: "duplicate-author",
    group: "authors",
    severity: Severity::Warning,
    default: true,
    summary: "An author list names the same person twice.",
    fixes: &[],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicateAuthor {}

impl Rule for DuplicateAuthor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for list in &page.people().lists {
            for author in doubles(list) {
                let message = format!("{} stands twice in this author list", quoted(&author.text));
                out.push(Finding::new(&META, author.name, message));
            }
        }
    }
}

/// The second of each two authors with one name in full. Names are compared as written: two spellings in one list may well
/// be two people.
fn doubles(list: &AuthorList) -> Vec<&Author> {
    let mut met: BTreeMap<&str, &Author> = BTreeMap::new();
    let mut found = Vec::new();
    for author in &list.authors {
        let Some(before) = met.insert(&author.text, author) else { continue };
        if is_one_person(before, author, list.authors.len()) {
            found.push(author);
        }
    }
    found
}

/// In longer lists two people of one Chinese or Korean name are no surprise.
const SHORT: usize = 10;

/// Whether two with one name are one person: a name in full, and no mark beside it that tells two apart.
fn is_one_person(first: &Author, second: &Author, authors: usize) -> bool {
    first.marks.is_none()
        && second.marks.is_none()
        && Name::parse(&second.text)
            .is_some_and(|name| !name.has_initials_only() && (authors <= SHORT || !name.is_eastern()))
}
