//! Which records a text mentions: titles looked for in the whole text, wherever no reader of lists finds an entry.

use crate::publications::{Record, Title};
use std::collections::HashMap;

/// Titles by their first bytes.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Beginnings of the folded titles, by number.
    keys: Vec<Box<[u8]>>,
    by_head: HashMap<[u8; HEAD], Vec<u32>>,
}

/// A shorter title may stand anywhere by chance. Bytes of the folded title.
const HEAD: usize = 16;

/// A title that agrees so far is the one that is meant.
const ENOUGH: usize = 64;

/// Of titles with one beginning so many are looked for.
const ALIKE: usize = 32;

impl Mentions {
    pub(super) fn new(records: &[Record]) -> Mentions {
        let mut mentions = Mentions::default();
        for (number, record) in records.iter().enumerate() {
            let title = Title::new(&record.title);
            let key = title.key().as_bytes();
            if let Some(head) = key.first_chunk::<HEAD>() {
                let alike = mentions.by_head.entry(*head).or_default();
                if alike.len() < ALIKE {
                    alike.push(number as u32);
                }
            }
            mentions.keys.push(key[..key.len().min(ENOUGH)].into());
        }
        mentions
    }

    /// The numbers of the records whose titles stand in `text`, ascending.
    pub(super) fn find(&self, text: &str) -> Vec<u32> {
        if self.by_head.is_empty() {
            return Vec::new();
        }
        let folded = Title::new(text);
        let folded = folded.key().as_bytes();
        let mut found = Vec::new();
        for at in 0..folded.len() {
            let Some(head) = folded[at..].first_chunk::<HEAD>() else { break };
            let alike = self.by_head.get(head).into_iter().flatten();
            found.extend(alike.filter(|number| folded[at..].starts_with(&self.keys[**number as usize])));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
