//! YAML values as Ruby takes them, and how Jekyll merges them.

use crate::syntax::yaml::{Engine, Typed, YamlNode, YamlValue, typed};

/// `null`, `~` or nothing.
pub(super) fn is_null(node: &YamlNode) -> bool {
    matches!(&node.value, YamlValue::Scalar(scalar) if typed(scalar, Engine::Psych) == Typed::Null)
}

/// A truth value.
pub(super) fn flag(node: &YamlNode) -> Option<bool> {
    let YamlValue::Scalar(scalar) = &node.value else { return None };
    match typed(scalar, Engine::Psych) {
        Typed::Bool(value) => Some(value),
        _ => None,
    }
}

/// What is neither null nor false, as Ruby's `if` takes it.
pub(super) fn is_truthy(node: &YamlNode) -> bool {
    match &node.value {
        YamlValue::Scalar(scalar) => !matches!(typed(scalar, Engine::Psych), Typed::Null | Typed::Bool(false)),
        _ => true,
    }
}

/// The text of a scalar that is not null.
pub(super) fn text(node: &YamlNode) -> Option<&str> {
    node.as_str().filter(|_| !is_null(node))
}

/// The texts of a list.
pub(super) fn texts(node: &YamlNode) -> impl Iterator<Item = &str> {
    node.items().iter().filter_map(text)
}

/// A list of names, or one text of names between blanks (older Jekylls split `include: a b`).
pub(super) fn words(node: Option<&YamlNode>) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    if let Some(text) = text(node) {
        return text.split_whitespace().map(str::to_string).collect();
    }
    texts(node).map(str::to_string).collect()
}

/// Lays `over` on `target` (`Jekyll::Utils.deep_merge_hashes`): mappings key by key, null changes nothing, anything else
/// replaces.
pub(super) fn merge(target: &mut YamlNode, over: YamlNode) {
    let (YamlValue::Mapping(pairs), YamlValue::Mapping(new)) = (&mut target.value, &over.value) else {
        if !is_null(&over) {
            *target = over;
        }
        return;
    };
    for (key, value) in new {
        // The last of doubled keys counts.
        match pairs.iter_mut().rev().find(|(name, _)| name.as_str() == key.as_str()) {
            Some((_, old)) => merge(old, value.clone()),
            None => pairs.push((key.clone(), value.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::yaml;
    use crate::text::Span;

    fn node(text: &str) -> YamlNode {
        yaml::parse(text, Span::new(0, text.len())).root.expect("the text is YAML")
    }

    #[test]
    fn merges() {
        let mut merged = node("a: 1\nb:\n  c: [1]\n  d: 2\ne: x\n");
        merge(&mut merged, node("b:\n  c: [3]\n  f: 4\ne: ~\ng: 5\n"));
        assert!(merged.same_value(&node("a: 1\nb:\n  c: [3]\n  d: 2\n  f: 4\ne: x\ng: 5\n")), "{merged:?}");
    }

    #[test]
    fn truth() {
        for (value, expected) in
            [("no", false), ("false", false), ("", false), ("~", false), ("'false'", true), ("0", true), ("[]", true)]
        {
            let node = node(&format!("a: {value}\n"));
            assert_eq!(node.get("a").map(is_truthy), Some(expected), "{value}");
        }
    }
}
