//! A value as a template prints it.

use super::{Engine, Typed};

/// Digits of a whole number that is surely within `i64`.
const DIGITS: usize = 18;

/// What Liquid, or Jinja over Python, prints of the scalar `text` that the engine has typed; `None` for null, for dates, which
/// are printed by filters, and for numbers of unusual size.
pub fn printed(text: &str, typed: Typed, engine: Engine) -> Option<String> {
    let is_python = engine == Engine::PyYaml;
    match typed {
        Typed::Null | Typed::Date | Typed::DateTime => None,
        Typed::Bool(true) => Some(if is_python { "True" } else { "true" }.to_string()),
        Typed::Bool(false) => Some(if is_python { "False" } else { "false" }.to_string()),
        Typed::Int(value) => (text.len() <= DIGITS).then(|| value.to_string()),
        // Ruby and Python write others with an exponent, each in its way.
        Typed::Float(value) if value == 0.0 || (1e-4..1e15).contains(&value.abs()) => Some(format!("{value:?}")),
        Typed::Float(_) => None,
        Typed::Str => Some(text.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Scalar, ScalarStyle, typed};
    use super::*;

    #[test]
    fn forms() {
        for (text, psych, py_yaml) in [
            ("No", Some("false"), Some("False")),
            ("1.10", Some("1.1"), Some("1.1")),
            ("1.", Some("1.0"), Some("1.0")),
            ("017", Some("15"), Some("15")),
            ("+1", Some("1"), Some("1")),
            ("1_000", Some("1000"), Some("1000")),
            ("12:30", Some("45000"), Some("750")),
            ("~", None, None),
            ("1.0e+20", None, None),
            ("12345678901234567890", None, None),
            ("2020-01-01", None, None),
            ("a", Some("a"), Some("a")),
        ] {
            let scalar = Scalar { text: text.to_string(), style: ScalarStyle::Plain };
            for (engine, expected) in [(Engine::Psych, psych), (Engine::PyYaml, py_yaml)] {
                assert_eq!(printed(text, typed(&scalar, engine), engine).as_deref(), expected, "{text} in {engine:?}");
            }
        }
    }
}
