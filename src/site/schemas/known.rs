//! What is known of the keys of one mapping.

use super::index::{Index, Indexes};
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
    /// Of `all`; there is none below the keys at the left margin.
    index: Option<Arc<Index>>,
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
    pub(in crate::site) fn of(schemas: &'a [Arc<Schema>], indexes: &Indexes, file: File) -> KnownKeys<'a> {
        let kinds = schemas.iter().flat_map(|schema| schema.kinds.iter().map(move |kind| (schema, kind)));
        // A theme knows its publications better than its pages, and pages better than the generator does.
        let (special, usual): (Vec<_>, Vec<_>) =
            kinds.filter(|(_, kind)| kind.has(file)).partition(|(_, kind)| kind.is_special());
        let known = |(schema, kind): (&'a Arc<Schema>, &'a Kind)| Known {
            reader: &schema.name,
            is_own: schema.is_own,
            keys: &kind.keys,
        };
        let all: Vec<Known> = special.into_iter().chain(usual).map(known).collect();
        let index = indexes.of(all.iter().map(|known| known.keys));
        KnownKeys { all, index }
    }

    /// Those who know the key `name`, and what.
    fn who_know(&self, name: &str) -> impl Iterator<Item = (&Known<'a>, &'a Key)> {
        let bits = self.index.as_ref().map(|index| index.lists(name));
        let is_one = move |at: usize| bits.is_none_or(|bits| bits >> at & 1 == 1);
        let all = if bits == Some(0) { &[] } else { self.all.as_slice() };
        let those = all.iter().enumerate().filter(move |(at, _)| is_one(*at));
        those.filter_map(move |(_, known)| Some((known, known.get(name)?)))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What is known of the key `name`; of several schemas, what the one says that knows best.
    pub fn get(&self, name: &str) -> Option<&'a Key> {
        self.who_know(name).next().map(|(_, key)| key)
    }

    /// Every key that is known by its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Key)> {
        let named = self.all.iter().flat_map(|known| known.keys.iter().map(|(name, key)| (name.as_str(), key)));
        named.filter(|(name, _)| *name != ANY)
    }

    /// What reads the key `name`: the name of a program, or what the owner calls the schema.
    pub fn reader(&self, name: &str) -> Option<&'a str> {
        self.who_know(name).next().map(|(known, _)| known.reader)
    }

    /// What is wrong with `value` under the key `name`, and where: what the schema says that knows best, without what another
    /// program takes; and what any program cannot do without. What a mapping's keys hold is judged by theirs.
    pub fn faults(&self, name: &str, value: &'a YamlNode, reading: Reading) -> Vec<(&'a YamlNode, Fault<'a>)> {
        let Some((best, key)) = self.who_know(name).next() else { return Vec::new() };
        let mut faults = judge(key, value, reading);
        // Nearly all values: others could only say that nothing stands there.
        let is_nothing = |text: &str| matches!(text, "" | "~") || text.eq_ignore_ascii_case("null");
        let is_something = matches!(&value.value, YamlValue::Scalar(scalar) if !is_nothing(&scalar.text));
        if best.is_own || faults.is_empty() && is_something {
            return faults;
        }
        let mut readers: Vec<(&Known, &'a Key)> = Vec::new();
        for (known, key) in self.who_know(name) {
            // A program knows its own best from its special kind of file.
            if readers.iter().all(|(one, _)| one.reader != known.reader) {
                readers.push((known, key));
            }
        }
        for (_, key) in readers.iter().skip(1) {
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
        let has_none = self.index.as_ref().is_some_and(|index| !index.has_required);
        let all = (!has_none).then(|| self.iter()).into_iter().flatten();
        all.filter(|(_, key)| key.is_required)
    }

    /// The known key that `name`, which is none, is a slip of.
    pub fn nearest(&self, name: &str) -> Option<&'a str> {
        if self.get(name).is_some() {
            return None;
        }
        let names = || self.iter().map(|(known, _)| known);
        let Some(index) = &self.index else { return near::nearest(name, names()) };
        let nearest = index.nearest(name, || near::nearest(name, names()).map(str::to_string))?;
        names().find(|known| *known == nearest)
    }

    /// The mappings in `node` of whose keys something is known, each with what is known of it; `node` first if it is one.
    pub fn mappings(&self, node: &'a YamlNode) -> Vec<(KnownKeys<'a>, &'a YamlNode)> {
        let mut found = Vec::new();
        self.collect(node, &mut found);
        found
    }

    fn collect(&self, node: &'a YamlNode, found: &mut Vec<(KnownKeys<'a>, &'a YamlNode)>) {
        if self.is_empty() || !matches!(node.value, YamlValue::Mapping(_)) {
            return;
        }
        found.push((self.clone(), node));
        for (name, value) in node.pairs() {
            let Some(name) = name.as_str() else { continue };
            let known: Vec<_> = self.who_know(name).collect();
            if known.is_empty() {
                continue;
            }
            let below = |keys: fn(&Key) -> Option<&Keys>| KnownKeys {
                all: known.iter().filter_map(|(known, key)| known.below(keys(key)?)).collect(),
                index: None,
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
            KnownKeys { all: known.collect(), index: None }.collect(value, found);
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
