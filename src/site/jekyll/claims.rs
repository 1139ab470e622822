//! Which source is published at a file when several are: the one that Jekyll writes last.

use super::date::Moment;
use crate::site::conflicts::{self, Conflict, ConflictKind, Conflicts};
use crate::site::published::{Maker, Published};
use crate::site::urls;
use std::collections::BTreeMap;

/// The order in which Jekyll writes (`Jekyll::Site#each_site_file`): pages by name, then those that plugins add, copies,
/// documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// By the name of its source; `Site#pages` is not sorted further.
    Page(String),
    /// By the order of the pages that ask for it: documents come first.
    Added(usize),
    Copy,
    /// By the place of its collection in the configuration, then its date and path; without a date as late as can be.
    Document {
        collection: usize,
        is_undated: bool,
        date: Option<Moment>,
        path: String,
    },
}

/// A source that is to be published at `file`.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) file: String,
    pub(super) maker: Maker,
    pub(super) turn: Turn,
    /// The configuration gives one address to all documents of a kind: they are meant to share it.
    pub(super) is_shared: bool,
}

/// Puts every claim's file into `published`, and answers which sources are lost.
pub(super) fn settle(mut claims: Vec<Claim>, published: &mut Published) -> Conflicts {
    claims.sort_by(|a, b| a.turn.cmp(&b.turn));
    let mut winners: BTreeMap<String, Claim> = BTreeMap::new();
    let mut losers = Vec::new();
    for claim in claims {
        if let Some(lost) = winners.insert(urls::nfc(&claim.file), claim) {
            losers.push(lost);
        }
    }
    let mut found = Vec::new();
    for lost in losers {
        let Some((file, winner)) = winners.get_key_value(&urls::nfc(&lost.file)) else { continue };
        if lost.is_shared && winner.is_shared {
            continue;
        }
        let is_tie = matches!((&lost.turn, &winner.turn), (Turn::Page(a), Turn::Page(b)) if a == b);
        let kind = if is_tie { ConflictKind::Uncertain } else { ConflictKind::Certain };
        found.push(Conflict { file: file.clone(), shown: winner.maker.clone(), lost: lost.maker, kind });
    }
    for (file, claim) in winners {
        published.add(&file, claim.maker);
    }
    found.extend(conflicts::by_case(published));
    conflicts::by_place(found)
}
