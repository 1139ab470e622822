//! Addresses that were percent-encoded from mojibake: `%C3%83%C2%A9` for `%C3%A9`.

use super::mojibake::{self, Certainty};
use percent_encoding::percent_decode_str;

/// What `address` says when it is decoded as often as it was encoded; `None` when that was once or never.
pub fn encoded_twice(address: &str) -> Option<String> {
    if !address.contains('%') || !address.is_ascii() {
        return None;
    }
    let mut rest = percent_decode_str(address).decode_utf8().ok()?.into_owned();
    let damages = mojibake::find(&rest, &[]);
    let is_certain = damages.iter().all(|damage| damage.certainty == Certainty::Certain && damage.lost == 0);
    if damages.is_empty() || !is_certain {
        return None;
    }
    for damage in damages.iter().rev() {
        rest.replace_range(damage.span.range(), &damage.repaired);
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let cases = [
            ("files/r%C3%83%C2%A9sum%C3%83%C2%A9.pdf", Some("files/résumé.pdf")),
            ("files/r%C3%A9sum%C3%A9.pdf", None),
            ("https://example.org/%E4%B8%AD%E6%96%87", None),
            ("a%20b", None),
            ("100%", None),
            ("résumé%20.pdf", None),
            ("%E9t%E9", None),
        ];
        for (address, expected) in cases {
            assert_eq!(encoded_twice(address).as_deref(), expected, "{address}");
        }
    }
}
