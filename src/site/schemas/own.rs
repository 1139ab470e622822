//! The owner's schemas: `schemas` in `hplint.yml`.

use super::schema::Schema;
use crate::config::OwnSchema;
use serde_yaml::Value;
use std::sync::Arc;

/// The schemas as they are `written`, each in hplint's form or a single kind of it, and what in them cannot be understood.
pub fn own(written: &[OwnSchema]) -> (Vec<Arc<Schema>>, Vec<String>) {
    let (mut schemas, mut problems) = (Vec::new(), Vec::new());
    for OwnSchema { value, place } in written {
        match Schema::read(whole(value)) {
            Ok(mut schema) => {
                schema.is_own = true;
                schemas.push(Arc::new(schema));
            }
            Err(why) if place.is_empty() => problems.push(format!("`schemas` in the configuration: {why}")),
            Err(why) => problems.push(format!("{place}: this schema cannot be read: {why}")),
        }
    }
    (schemas, problems)
}

/// A kind alone as a schema of that name.
fn whole(value: &Value) -> Value {
    let Value::Mapping(mapping) = value else { return value.clone() };
    if mapping.contains_key("kinds") {
        return value.clone();
    }
    let name = mapping.get("name").cloned().unwrap_or(Value::Null);
    let pairs = [("name", name), ("kinds", Value::Sequence(vec![value.clone()]))];
    Value::Mapping(pairs.into_iter().map(|(key, value)| (Value::from(key), value)).collect())
}
