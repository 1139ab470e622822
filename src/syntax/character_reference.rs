//! HTML's character references: `&amp;`, `&#8224;`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What the named ones stand for, by the name with its `&`.
static NAMED: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let named =
        entities::ENTITIES.iter().filter_map(|entity| Some((entity.entity.strip_suffix(';')?, entity.characters)));
    named.collect()
});
/// The longest name among them with its `&`. Bytes.
const LONGEST_NAME: usize = 32;

/// What the character reference at the head of `rest` stands for, and its bytes.
pub fn character_reference(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b';')?;
    let name = &rest[..end];
    if let Some(number) = name.strip_prefix("&#") {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())?;
        return Some((char::from_u32(code)?.to_string(), end + 1));
    }
    NAMED.get(name).map(|characters| (characters.to_string(), end + 1))
}
