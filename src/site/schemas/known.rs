//! What is known of the keys of one mapping.

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
    keys: &'a Keys,
}

impl<'a> KnownKeys<'a> {
    /// Those of `file`.
    pub(in crate::site) fn of(schemas: &'a [Arc<Schema>], file: File) -> KnownKeys<'a> {
        let kinds = schemas.iter().flat_map(|schema| schema.kinds.iter().map(move |kind| (schema, kind)));
        // A theme knows its publications better than its pages, and pages better than the generator does.
        let (special, usual): (Vec<_>, Vec<_>) =
            kinds.filter(|(_, kind)| kind.has(file)).partition(|(_, kind)| kind.is_special());
        let known = |(schema, kind): (&'a Arc<Schema>, &'a Kind)| Known { reader: &schema.name, keys: &kind.keys };
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
            let known: Vec<_> = self.all.iter().filter_map(|known| Some((known.reader, known.get(name)?))).collect();
            if known.is_empty() {
                continue;
            }
            let below = |keys: fn(&Key) -> Option<&Keys>| KnownKeys {
                all: known.iter().filter_map(|(reader, key)| Known::new(reader, keys(key)?)).collect(),
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
            let known = self.all.iter().filter_map(|known| Known::new(known.reader, &known.get(name)?.keys));
            KnownKeys { all: known.collect() }.collect(value, found);
        }
    }
}

impl<'a> Known<'a> {
    /// `None` when it knows nothing.
    fn new(reader: &'a str, keys: &'a Keys) -> Option<Known<'a>> {
        (!keys.is_empty()).then_some(Known { reader, keys })
    }

    fn get(&self, name: &str) -> Option<&'a Key> {
        self.keys.get(name).or_else(|| self.keys.get(ANY))
    }
}
