//! JSON Schema beside hplint's own form: the jsonschema crate judges, here are the places.

use super::key::{Key, Keys};
use crate::syntax::yaml::{Engine, Typed, YamlNode, YamlValue, typed};
use crate::text::Span;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, Validator};
use serde_json::{Map, Number, Value};

/// More faults of one file are not told.
const FAULTS: usize = 50;

/// A compiled JSON Schema. Nothing is fetched: a `$ref` to another document is an error.
pub(super) fn compile(schema: &serde_yaml::Value) -> Result<(Validator, Keys), String> {
    let schema = serde_json::to_value(schema).map_err(|error| error.to_string())?;
    // Patterns without looking around take time that grows with the text alone.
    let patterns = PatternOptions::regex();
    let options = jsonschema::options().should_validate_formats(true).with_pattern_options(patterns).offline();
    let validator = options.build(&schema).map_err(|error| match error.instance_path().as_str() {
        "" => error.to_string(),
        path => format!("{error}, at `{path}`"),
    })?;
    Ok((validator, properties(&schema)))
}

/// The keys that `properties` names, for those that are nearly one of them.
fn properties(schema: &Value) -> Keys {
    let named = schema.get("properties").and_then(Value::as_object);
    let key = |schema: &Value| Key { keys: properties(schema), ..Key::default() };
    named.map(|named| named.iter().map(|(name, schema)| (name.clone(), key(schema))).collect()).unwrap_or_default()
}

/// What `validator` says of `root` as `engine` types it, and where. Nothing where an alias stands: what it repeats is not
/// followed.
pub(super) fn faults(validator: &Validator, root: &YamlNode, engine: Engine) -> Vec<(Span, String)> {
    let Some(value) = json(root, engine) else { return Vec::new() };
    let errors = validator.iter_errors(&value).take(FAULTS);
    let told = |error: jsonschema::ValidationError| {
        // The value itself may be long, and is shown at its place.
        let message = error.masked_with("the value").to_string();
        (place(root, &error).unwrap_or(root.span), message)
    };
    errors.map(told).collect()
}

/// The value as JSON; dates are text. `None` for an alias.
fn json(node: &YamlNode, engine: Engine) -> Option<Value> {
    Some(match &node.value {
        YamlValue::Alias(_) => return None,
        YamlValue::Sequence(items) => Value::Array(items.iter().map(|item| json(item, engine)).collect::<Option<_>>()?),
        YamlValue::Mapping(pairs) => {
            let pair = |(key, value): &(YamlNode, YamlNode)| Some((key.as_str()?.to_string(), json(value, engine)?));
            Value::Object(pairs.iter().map(pair).collect::<Option<Map<_, _>>>()?)
        }
        YamlValue::Scalar(scalar) => match typed(scalar, engine) {
            Typed::Null => Value::Null,
            Typed::Bool(value) => Value::Bool(value),
            Typed::Int(value) => Value::Number(value.into()),
            Typed::Float(value) => Number::from_f64(value).map_or(Value::Null, Value::Number),
            Typed::Str | Typed::Date | Typed::DateTime => Value::String(scalar.text.clone()),
        },
    })
}

/// Where the error stands: the value, or the key that is not allowed.
fn place(root: &YamlNode, error: &jsonschema::ValidationError) -> Option<Span> {
    let mut node = root;
    for part in error.instance_path().as_str().split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        node = match &node.value {
            YamlValue::Sequence(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => node.get(&part)?,
        };
    }
    if let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() {
        let key =
            node.pairs().iter().map(|(key, _)| key).find(|key| key.as_str() == unexpected.first().map(String::as_str));
        return key.map(|key| key.span);
    }
    // What a whole mapping lacks is told at its first key.
    match node.pairs().first() {
        Some((key, _)) => Some(key.span),
        None => Some(node.span),
    }
}
