//! What is known of keys, found by one look-up: a site has thousands of files of one kind, with the same keys.

use super::key::{ANY, Keys};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// Unknown names that are remembered; a hostile file has more.
const REMEMBERED: usize = 10_000;

/// Indexes by the keys that they are of, made when first asked.
#[derive(Debug, Default)]
pub(in crate::site) struct Indexes {
    /// By the places of the keys in memory, which stay where they are as long as the site has its schemas.
    made: RwLock<HashMap<Vec<usize>, Arc<Index>>>,
}

/// Which of several lists know a name.
#[derive(Debug)]
pub(super) struct Index {
    /// A bit for each list, the first list's the lowest.
    names: HashMap<String, u64>,
    /// Lists that know any name.
    any: u64,
    /// Some key may not be absent.
    pub(super) has_required: bool,
    /// Unknown names, and the known one that each is a slip of.
    nearest: RwLock<HashMap<String, Option<String>>>,
}

impl Indexes {
    /// That of these lists; `None` when they are too many for it.
    pub(super) fn of<'a>(&self, lists: impl Iterator<Item = &'a Keys> + Clone) -> Option<Arc<Index>> {
        let places: Vec<usize> = lists.clone().map(|keys| std::ptr::from_ref(keys).addr()).collect();
        if places.len() > u64::BITS as usize {
            return None;
        }
        if let Some(index) = self.made.read().ok()?.get(&places) {
            return Some(index.clone());
        }
        let index = Arc::new(Index::new(lists));
        self.made.write().ok()?.insert(places, index.clone());
        Some(index)
    }
}

impl Index {
    fn new<'a>(lists: impl Iterator<Item = &'a Keys>) -> Index {
        let mut index = Index { names: HashMap::new(), any: 0, has_required: false, nearest: RwLock::default() };
        for (at, keys) in lists.enumerate() {
            for name in keys.keys() {
                *index.names.entry(name.clone()).or_default() |= 1 << at;
            }
            index.has_required |= keys.values().any(|key| key.is_required);
            index.any |= u64::from(keys.contains_key(ANY)) << at;
        }
        index
    }

    /// The lists that know `name`, as bits.
    pub(super) fn lists(&self, name: &str) -> u64 {
        self.names.get(name).copied().unwrap_or_default() | self.any
    }

    /// What `find` says of `name`, asked once.
    pub(super) fn nearest(&self, name: &str, find: impl FnOnce() -> Option<String>) -> Option<String> {
        if let Some(known) = self.nearest.read().ok().and_then(|known| known.get(name).cloned()) {
            return known;
        }
        let found = find();
        if let Ok(mut known) = self.nearest.write()
            && known.len() < REMEMBERED
        {
            known.insert(name.to_string(), found.clone());
        }
        found
    }
}
