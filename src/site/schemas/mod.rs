//! Which keys the generator, its plugins, the theme and the owner's own schemas know, and what they make of the values.
//! The facts are data: `rules/schemas/*.yml`, and `schemas` in `hplint.yml`.

mod builtin;
mod index;
mod json;
mod judge;
mod key;
mod known;
mod near;
mod own;
mod schema;
mod words;

pub use judge::{Fault, Reading};
pub use key::{Key, Keys, Type};
pub use known::KnownKeys;
pub use own::own;
pub use schema::Schema;

pub(super) use builtin::builtin;
pub(super) use index::Indexes;
pub(super) use schema::{File, Setting};

use crate::syntax::yaml::{Engine, YamlNode};
use crate::text::Span;
use std::sync::Arc;

/// What the JSON Schemas among `schemas` say of `root`, the keys of `file`, and where.
pub(super) fn json_faults(schemas: &[Arc<Schema>], file: File, root: &YamlNode, engine: Engine) -> Vec<(Span, String)> {
    let kinds = schemas.iter().flat_map(|schema| &schema.kinds).filter(|kind| kind.has(file));
    let validators = kinds.filter_map(|kind| kind.json_schema.as_ref());
    validators.flat_map(|validator| json::faults(validator, root, engine)).collect()
}
