//! What an engine refuses although it can be parsed: a value, a tag or an alias at which it throws.
//!
//! Psych: `Psych.safe_load` with `aliases: true` and the classes `Date` and `Time`, as Jekyll calls it. SafeYAML:
//! `safe_yaml/psych_handler.rb` (1.0.5). PyYAML: `composer.py` and the SafeLoader's `constructor.py` (6.0).

use super::typed::{Engine, Refused, Tag, construct_tagged};
use super::{ScalarStyle, Yaml, YamlNode, YamlValue};
use crate::text::Span;
use std::collections::HashMap;

/// The first thing that an engine refuses, and the text with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub span: Span,
    pub why: Refused,
}

/// Why `engine` refuses a text that can be parsed; `None` when it takes it, or when [`Yaml::problem`] says more. Linear in
/// the length of the text.
pub fn refused(yaml: &Yaml, engine: Engine) -> Option<Refusal> {
    if yaml.problem.is_some() {
        return None;
    }
    let mut walk = Walk { engine, anchors: HashMap::new() };
    let found = yaml.root.as_ref().and_then(|root| walk.node(root).err());
    let rest = yaml.rest.filter(|_| engine == Engine::PyYaml).map(|span| Refusal { span, why: Refused::Documents });
    // PyYAML reads all documents before it makes values of the first, but not before it looks for anchors.
    match found {
        Some(Refusal { why: Refused::Alias | Refused::Anchor, .. }) => found,
        _ => rest.or(found),
    }
}

struct Walk<'a> {
    engine: Engine,
    /// What stands behind the anchors so far.
    anchors: HashMap<&'a str, &'a YamlNode>,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: &'a YamlNode) -> Result<(), Refusal> {
        let refuse = |why| Err(Refusal { span: node.span, why });
        if let Some(anchor) = node.anchor.as_deref()
            && self.anchors.insert(anchor, node).is_some()
            && self.engine == Engine::PyYaml
        {
            return refuse(Refused::Anchor);
        }
        let tag = Tag::new(node.tag.as_deref());
        match &node.value {
            YamlValue::Alias(name) => {
                // To safe_yaml it is nothing.
                let is_known = self.engine == Engine::SafeYaml || self.anchors.contains_key(name.as_str());
                if is_known { Ok(()) } else { refuse(Refused::Alias) }
            }
            YamlValue::Scalar(scalar) => match construct_tagged(scalar, tag, self.engine) {
                Ok(_) => Ok(()),
                Err(why) => refuse(why),
            },
            YamlValue::Sequence(items) => {
                for item in items {
                    self.node(item)?;
                }
                if is_list_tag(tag, items, self.engine) { Ok(()) } else { refuse(Refused::Tag) }
            }
            YamlValue::Mapping(pairs) => {
                for (key, value) in pairs {
                    self.pair(key, value)?;
                }
                if is_mapping_tag(tag, pairs, self.engine) { Ok(()) } else { refuse(Refused::Tag) }
            }
        }
    }

    fn pair(&mut self, key: &'a YamlNode, value: &'a YamlNode) -> Result<(), Refusal> {
        let is_merge = self.is_merge(key);
        // PyYAML takes `<<` and `=` for what they are in a key alone.
        let is_reserved = self.engine == Engine::PyYaml
            && match Tag::new(key.tag.as_deref()) {
                Tag::None => matches!(key.as_str(), Some("<<" | "=")),
                tag => matches!(tag, Tag::Standard("merge" | "value")),
            };
        if !is_reserved {
            self.node(key)?;
        }
        if self.engine == Engine::PyYaml && !matches!(self.behind(key), Some(YamlValue::Scalar(_))) {
            return Err(Refusal { span: key.span, why: Refused::Key });
        }
        self.node(value)?;
        if is_merge && !self.can_merge(value) {
            return Err(Refusal { span: value.span, why: Refused::Merge });
        }
        Ok(())
    }

    /// Whether the value of `key` goes into the mapping itself. Psych too does that, but leaves what it cannot merge.
    fn is_merge(&self, key: &YamlNode) -> bool {
        let YamlValue::Scalar(scalar) = &key.value else { return false };
        match (self.engine, Tag::new(key.tag.as_deref())) {
            (Engine::Psych, _) => false,
            (Engine::SafeYaml, _) => scalar.text == "<<",
            (Engine::PyYaml, Tag::None) => scalar.text == "<<" && scalar.style == ScalarStyle::Plain,
            (Engine::PyYaml, tag) => tag == Tag::Standard("merge"),
        }
    }

    fn can_merge(&self, value: &YamlNode) -> bool {
        match self.behind(value) {
            Some(YamlValue::Mapping(_)) => true,
            Some(YamlValue::Sequence(items)) if self.engine == Engine::PyYaml => {
                items.iter().all(|item| matches!(self.behind(item), Some(YamlValue::Mapping(_))))
            }
            _ => false,
        }
    }

    /// The value of a node, or of what an alias means.
    fn behind(&self, node: &'a YamlNode) -> Option<&'a YamlValue> {
        match &node.value {
            YamlValue::Alias(name) => self.anchors.get(name.as_str()).map(|node| &node.value),
            value => Some(value),
        }
    }
}

/// Whether a list may have this tag.
fn is_list_tag(tag: Tag, items: &[YamlNode], engine: Engine) -> bool {
    let are_pairs = || items.iter().all(|item| item.pairs().len() == 1);
    let are_filled = || items.iter().all(|item| !item.pairs().is_empty() || !item.items().is_empty());
    match (engine, tag) {
        (Engine::SafeYaml, _) | (_, Tag::None | Tag::Plain) => true,
        (Engine::Psych, Tag::Standard("omap") | Tag::Local("omap")) => are_filled(),
        (Engine::Psych, Tag::Local(name)) => !has_class(name, &["seq:", "ruby/array:"]),
        (Engine::Psych, Tag::Standard(_)) => true,
        (Engine::PyYaml, Tag::Standard("seq")) => true,
        (Engine::PyYaml, Tag::Standard("omap" | "pairs")) => are_pairs(),
        (Engine::PyYaml, _) => false,
    }
}

/// Whether a mapping may have this tag.
fn is_mapping_tag(tag: Tag, pairs: &[(YamlNode, YamlNode)], engine: Engine) -> bool {
    let is_text = || pairs.is_empty() || pairs.iter().any(|(key, _)| key.as_str() == Some("str"));
    match (engine, tag) {
        (Engine::SafeYaml, _) | (_, Tag::None | Tag::Plain) => true,
        (Engine::Psych, Tag::Standard("str") | Tag::Local("str" | "ruby/string")) => is_text(),
        (Engine::Psych, Tag::Standard(name)) => !matches!(name, "set" | "omap"),
        (Engine::Psych, Tag::Local("set" | "omap" | "ruby/range")) => false,
        (Engine::Psych, Tag::Local("ruby/object:Hash")) => true,
        (Engine::Psych, Tag::Local(name)) => {
            let classes = ["str:", "ruby/string:", "map:", "ruby/hash:", "ruby/array:", "ruby/marshalable:"];
            let objects = ["ruby/struct", "ruby/object", "ruby/exception"];
            !has_class(name, &classes) && !objects.iter().any(|object| name.starts_with(object))
        }
        (Engine::PyYaml, Tag::Standard(name)) => matches!(name, "map" | "set"),
        (Engine::PyYaml, Tag::Local(_)) => false,
    }
}

/// Whether `name` is one of `prefixes` and the name of a class.
fn has_class(name: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| name.strip_prefix(prefix).is_some_and(|class| !class.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::yaml::parse;
    use Engine::{Psych, PyYaml, SafeYaml};

    #[test]
    fn engines_refuse() {
        for (text, engines, place, why) in [
            ("date: 2020-04-31\n", &[PyYaml][..], "2020-04-31", Refused::Date),
            ("title: :name\n", &[Psych], ":name", Refused::Symbol),
            ("a: [._5]\n", &[SafeYaml], "._5", Refused::Number),
            ("a: =\n", &[PyYaml], "=", Refused::Reserved),
            ("a: !x b\n", &[PyYaml], "b", Refused::Tag),
            ("a: !ruby/object:X {}\n", &[Psych, PyYaml], "{}", Refused::Tag),
            ("a: !<tag:yaml.org,2002:int> b\n", &[PyYaml], "b", Refused::Tag),
            ("a: *b\n", &[Psych, PyYaml], "*b", Refused::Alias),
            ("a: &b c\nd: &b e\n", &[PyYaml], "e", Refused::Anchor),
            ("[a]: b\n", &[PyYaml], "[a]", Refused::Key),
            ("a: &b {c: d}\n? *b\n", &[PyYaml], "*b", Refused::Key),
            ("a: &b {c: d}\ne: {<<: [*b]}\n", &[SafeYaml], "[*b]", Refused::Merge),
            ("<<: a\n", &[SafeYaml, PyYaml], "a", Refused::Merge),
            ("a: b\n--- c\n", &[PyYaml], "-", Refused::Documents),
        ] {
            let yaml = parse(text, Span::new(0, text.len()));
            for engine in [Psych, SafeYaml, PyYaml] {
                let found = refused(&yaml, engine).map(|refusal| (refusal.span.of(text), refusal.why));
                assert_eq!(found, engines.contains(&engine).then_some((place, why)), "{text:?} in {engine:?}");
            }
        }
    }

    #[test]
    fn what_is_usual_is_taken() {
        for text in ["a: b\n", "a: &b {c: d}\ne: {<<: *b}\n", "a: &b [*b]\n", "a: !!str 1\n", "~\n", ""] {
            let yaml = parse(text, Span::new(0, text.len()));
            for engine in [Psych, SafeYaml, PyYaml] {
                assert_eq!(refused(&yaml, engine), None, "{text:?} in {engine:?}");
            }
        }
    }
}
