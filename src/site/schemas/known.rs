//! What is known of the keys of one mapping.

use super::judge::{Fault, Reading, judge};
use super::key::{ANY, Key, Keys};
use super::near;
use super::schema::{File, Kind, Schema};
use crate::syntax::yaml::{YamlNode, YamlValue};
use std::sync::Arc;

/// The keys that are known in one mapping, by all schemas that know the file; the first knows best.
#[derive(Clone, Debug, Default)]
pub struct KnownKeys<'a> {
    all: Vec<Known<'a>>,
}

/// What one schema knows.
#[derive(Clone, Copy, Debug)]
struct Known<'a> {
    /// The schema's name.
    reader: &'a str,
    /// The owner wrote it, and knows better than any other.
    is_own: bool,
    keys: &'a Keys,
}

impl<'a> KnownKeys<'a> {
    /// Those of `file`.
    pub(in crate::site) fn of(schemas: &'a [Arc<Schema>], file: File) -> KnownKeys<'a> {
        let kinds = schemas.iter().flat_map(|schema| schema.kinds.iter().map(move |kind| (schema, kind)));
        // A theme knows its publications better than its pages, and pages better than the generator does.
        let (special, usual): (Vec<_>, Vec<_>) =
            kinds.filter(|(_, kind)| kind.has(file)).partition(|(_, kind)| kind.is_special());
        let known = |(schema, kind): (&'a Arc<Schema>, &'a Kind)| Known {
            reader: &schema.name,
            is_own: schema.is_own,
            keys: &kind.keys,
        };
        KnownKeys { all: special.into_iter().chain(usual).map(known).collect() }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What is known of the key `name`; of several schemas, what the one says that knows best.
    pub fn get(&self, name: &str) -> Option<&'a Key> {
        self.all.iter().find_map(|known| known.get(name))
    }

    /// Every key that is known by its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Key)> {
        let named = self.all.iter().flat_map(|known| known.keys.iter().map(|(name, key)| (name.as_str(), key)));
        named.filter(|(name, _)| *name != ANY)
    }

    /// What reads the key `name`: the name of a program, or what the owner calls the schema.
    pub fn reader(&self, name: &str) -> Option<&'a str> {
        self.all.iter().find(|known| known.get(name).is_some()).map(|known| known.reader)
    }

    /// What is wrong with `value` under the key `name`, and where: what the schema says that knows best, without what another
    /// program takes; and what any program cannot do without. What a mapping's keys hold is judged by theirs.
    pub fn faults(&self, name: &str, value: &'a YamlNode, reading: Reading) -> Vec<(&'a YamlNode, Fault<'a>)> {
        let mut readers: Vec<(&Known, &'a Key)> = Vec::new();
        for known in &self.all {
            // A program knows its own best from its special kind of file.
            if let Some(key) = known.get(name).filter(|_| readers.iter().all(|(one, _)| one.reader != known.reader)) {
                readers.push((known, key));
            }
        }
        let Some(((best, key), others)) = readers.split_first() else { return Vec::new() };
        let mut faults = judge(key, value, reading);
        if best.is_own {
            return faults;
        }
        for (_, key) in others {
            let theirs = judge(key, value, reading);
            let is_taken =
                |node: &YamlNode| key.says_types() && theirs.iter().all(|(other, _)| other.span != node.span);
            faults.retain(|(node, fault)| !(fault.is_of_kind() && is_taken(node)));
            let unfilled = theirs.into_iter().filter(|(_, fault)| *fault == Fault::Unfilled);
            faults.extend(unfilled.filter(|_| faults.is_empty()).collect::<Vec<_>>());
        }
        faults
    }

    /// The keys without which the site cannot be built, or that the owner's own schema asks for.
    pub fn required(&self) -> impl Iterator<Item = (&'a str, &'a Key)> {
        self.iter().filter(|(_, key)| key.is_required)
    }

    /// The known key that `name`, which is none, is a slip of.
    pub fn nearest(&self, name: &str) -> Option<&'a str> {
        if self.get(name).is_some() { None } else { near::nearest(name, self.iter().map(|(known, _)| known)) }
    }

    /// The mappings in `node` of whose keys something is known, each with what is known of it; `node` first if it is one.
    pub fn mappings(&self, node: &'a YamlNode) -> Vec<(KnownKeys<'a>, &'a YamlNode)> {
        let mut found = Vec::new();
        // A data file may be a list of what the keys are of.
        for node in std::iter::once(node).chain(node.items()) {
            self.collect(node, &mut found);
        }
        found
    }

    fn collect(&self, node: &'a YamlNode, found: &mut Vec<(KnownKeys<'a>, &'a YamlNode)>) {
        if self.is_empty() || !matches!(node.value, YamlValue::Mapping(_)) {
            return;
        }
        found.push((self.clone(), node));
        for (name, value) in node.pairs() {
            let Some(name) = name.as_str() else { continue };
            let known: Vec<_> = self.all.iter().filter_map(|known| Some((known, known.get(name)?))).collect();
            if known.is_empty() {
                continue;
            }
            let below = |keys: fn(&Key) -> Option<&Keys>| KnownKeys {
                all: known.iter().filter_map(|(known, key)| known.below(keys(key)?)).collect(),
            };
            let (items, named) =
                (below(|key| key.items.as_deref().map(|items| &items.keys)), below(|key| Some(&key.named)));
            below(|key| Some(&key.keys)).collect(value, found);
            for item in value.items() {
                items.collect(item, found);
                named.collect_below_names(item, found);
            }
            named.collect_below_names(value, found);
        }
    }

    /// `blog: {…}` → the mapping behind the name.
    fn collect_below_names(&self, node: &'a YamlNode, found: &mut Vec<(KnownKeys<'a>, &'a YamlNode)>) {
        for (name, value) in node.pairs() {
            let Some(name) = name.as_str() else { continue };
            let known = self.all.iter().filter_map(|known| known.below(&known.get(name)?.keys));
            KnownKeys { all: known.collect() }.collect(value, found);
        }
    }
}

impl<'a> Known<'a> {
    /// What the same one knows of `keys`; `None` when that is nothing.
    fn below(&self, keys: &'a Keys) -> Option<Known<'a>> {
        (!keys.is_empty()).then_some(Known { keys, ..*self })
    }

    fn get(&self, name: &str) -> Option<&'a Key> {
        self.keys.get(name).or_else(|| self.keys.get(ANY))
    }
}
