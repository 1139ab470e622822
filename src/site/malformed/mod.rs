//! Addresses that no browser follows as their author meant: seen from their letters alone.

mod around;
mod place;
mod scheme;

use super::urls::has_prefix;
use std::ops::Range;

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The end of a message that begins with the address: "has a blank after `mailto:`".
    pub what: String,
    pub repair: Option<Repair>,
}

/// A change that makes the address what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Bytes of the address.
    pub range: Range<usize>,
    pub insert: String,
    /// What else it could have meant is nothing.
    pub is_certain: bool,
}

/// What is wrong with `address`, written as the target of a link. Addresses with templates are judged by the words around
/// them only.
pub fn malformed(address: &str) -> Option<Malformed> {
    if address.len() > 2_000 {
        return None;
    }
    if is_plain_path(address) {
        return place::disk(address);
    }
    let checks: &[fn(&str) -> Option<Malformed>] = &[
        scheme::blank_behind,
        around::braces,
        around::link_inside,
        around::in_front,
        scheme::doubled,
        place::disk,
        around::backslashes,
        scheme::broken,
        scheme::missing,
        scheme::identifier,
        place::host,
        around::swallowed,
    ];
    checks.iter().find_map(|check| check(address))
}

fn report(what: impl Into<String>, range: Range<usize>, insert: &str, is_certain: bool) -> Option<Malformed> {
    let repair = Repair { range, insert: insert.to_string(), is_certain };
    Some(Malformed { what: what.into(), repair: Some(repair) })
}

/// `/cv/#talks`: most links of a large site, and little to look at.
fn is_plain_path(address: &str) -> bool {
    address.starts_with(['/', '#', '.'])
        && address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/#.".contains(&byte))
}

/// `http://` or `https://`, in any case.
fn is_web(address: &str) -> bool {
    has_prefix(address, "http://") || has_prefix(address, "https://")
}

/// Names between dots.
fn is_host(text: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    text.contains('.') && text.split('.').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The address after its repair, `!` in front when that is not certain; "-" without one.
    fn check(address: &str) -> Option<String> {
        let found = malformed(address)?;
        let Some(repair) = found.repair else { return Some("-".to_string()) };
        let mark = if repair.is_certain { "" } else { "!" };
        Some(format!("{mark}{}{}{}", &address[..repair.range.start], repair.insert, &address[repair.range.end..]))
    }

    #[test]
    fn malformed_addresses() {
        for (address, expected) in [
            ("mailto: a@example.org", "mailto:a@example.org"),
            ("mailto:%20a@example.org", "mailto:a@example.org"),
            ("mailto://a@example.org", "mailto:a@example.org"),
            ("a.b@example.org", "mailto:a.b@example.org"),
            ("http//example.org/a", "http://example.org/a"),
            ("https:/example.org", "https://example.org"),
            ("http:///example.org", "http://example.org"),
            ("https:\\\\example.org", "https://example.org"),
            ("https;//example.org", "https://example.org"),
            ("htpp://example.org", "http://example.org"),
            ("ttps://example.org", "https://example.org"),
            ("httpd://example.org", "!https://example.org"),
            ("https://http://example.org", "http://example.org"),
            ("https:https://example.org", "https://example.org"),
            ("https://doi.org/https://doi.org/10.1/2", "https://doi.org/10.1/2"),
            ("www.example.org/a", "!https://www.example.org/a"),
            ("github.com/a/b", "!https://github.com/a/b"),
            ("{{https://example.org/a}}", "https://example.org/a"),
            ("https:// example.org", "https://example.org"),
            ("https://https//example.org/a", "!https://example.org/a"),
            ("mailto:https://example.org", "https://example.org"),
            ("doi:10.1234/5", "https://doi.org/10.1234/5"),
            ("10.1234/5.6", "https://doi.org/10.1234/5.6"),
            ("arXiv:2001.00001", "https://arxiv.org/abs/2001.00001"),
            ("/https://example.org/a", "https://example.org/a"),
            ("\u{201c}https://example.org/a\u{201d}", "https://example.org/a"),
            ("(https://example.org/a)", "https://example.org/a"),
            ("<https://example.org/a>", "https://example.org/a"),
            ("images\\me.png", "images/me.png"),
            ("C:\\Users\\ann\\a.pdf", "-"),
            ("C:/a.pdf", "-"),
            ("/Users/ann/a.pdf", "-"),
            ("/home/ann/Documents/a.pdf", "-"),
            ("~/a.pdf", "-"),
            ("https://ann@example.org", "!mailto:ann@example.org"),
            ("[https://example.org](https://example.org)", "https://example.org"),
            ("[b](https://example.org)", "!https://example.org"),
            ("[b](c.pdf)", "-"),
            ("%20https://example.org", "https://example.org"),
            ("https://example.org/a.", "!https://example.org/a"),
            ("https://example.org/a)", "!https://example.org/a"),
            ("http://localhost:4000/a", "-"),
            ("file:///home/a.pdf", "-"),
            ("https://example/a", "-"),
        ] {
            assert_eq!(check(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn addresses_that_are_fine() {
        for address in [
            "https://example.org/a",
            "HTTPS://example.org",
            "mailto:a@example.org",
            "tel:+1-2",
            "a.pdf",
            "notes.md",
            "images/www.png",
            "http/intro.html",
            "a/b.com",
            "https://web.archive.org/web/2020/https://example.org/",
            "https://translate.example.org/?u=https://example.org",
            "https://example.org/a_(b)",
            "https://en.wikipedia.org/wiki/Acme_Inc.",
            "{{ site.url }}/a",
            "https://{{ site.host }}/a",
            "ftp://example.org/a",
            "#a",
            "",
            "//example.org/a",
            "@name",
            "a\\_b.pdf",
            "/~ann/a.pdf",
            "/home/",
            "/home/ann/a.pdf",
            "mailto:a@example.org?subject=b",
            "10.1/5",
            "10.1234",
            "https://user@example.org/repository.git",
            "https://www.example.org/@ann",
            "#a\\b",
            "https://example.org/http/a",
            "https://example.org/?q=\\alpha",
        ] {
            assert_eq!(check(address), None, "{address}");
        }
    }
}
