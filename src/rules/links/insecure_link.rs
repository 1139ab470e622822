//! `insecure-link`: an `http:` address.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site;
use crate::syntax::LinkKind;
use crate::text::{Edit, Span};
use serde::Deserialize;

static META: RuleMeta = RuleMeta {
    name: "insecure-link",
    group: "links",
    severity: Severity::Warning,
    default: false,
    summary: "A link leads to an address without encryption.",
    fixes: &[Applicability::Unsafe],
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InsecureLink {}

impl Rule for InsecureLink {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        for link in &page.doc.links {
            let written = page.doc.slice(link.target);
            // A reference has the address of its definition.
            if link.kind == LinkKind::Reference || site::malformed(written).is_some() || !is_insecure(written) {
                continue;
            }
            let finding = Finding::new(&META, link.target, format!("{} is not encrypted", quoted(written)));
            // A port speaks one of the two only; the address of an autolink is its text as well.
            let is_fixable = !has_port(written) && link.kind != LinkKind::Autolink;
            out.push(if is_fixable { finding.fix(encrypt(link.target.start())) } else { finding });
        }
    }
}

fn encrypt(start: usize) -> Fix {
    Fix {
        title: "write `https:`".to_string(),
        applicability: Applicability::Unsafe,
        effect: Effect::Link,
        edits: vec![Edit::replace(Span::new(start, start + "http".len()), "https")],
    }
}

/// Whether `address` asks a named host without encryption. A local network, an onion service (encrypted by itself) and a
/// name that only looks like an address have no other.
fn is_insecure(address: &str) -> bool {
    let Some(host) = host(address) else { return false };
    let is_number = host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_local = ["localhost", "local", "test", "internal", "onion"]
        .iter()
        .any(|domain| host == *domain || host.ends_with(&format!(".{domain}")));
    host.contains('.') && !is_number && !is_local && !host.contains(['{', '[', '%']) && !is_identifier(address)
}

/// XML namespaces and profiles are names, and their `http:` is a letter of them.
fn is_identifier(address: &str) -> bool {
    let rest = &address["http://".len()..];
    let names =
        ["www.w3.org/1999/", "www.w3.org/2000/", "www.w3.org/2005/", "gmpg.org/xfn/", "ogp.me/ns", "purl.org/dc/"];
    names.iter().any(|name| rest.starts_with(name))
}

/// The host of an `http:` address, lower case, without its port.
fn host(address: &str) -> Option<String> {
    let rest = address.get("http://".len()..).filter(|_| address[..7].eq_ignore_ascii_case("http://"))?;
    let host = &rest[..rest.find(['/', '?', '#', ':']).unwrap_or(rest.len())];
    Some(host.to_ascii_lowercase())
}

fn has_port(address: &str) -> bool {
    let rest = &address["http://".len()..];
    rest[..rest.find('/').unwrap_or(rest.len())].contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insecure_addresses() {
        for (address, expected) in [
            ("http://example.org", true),
            ("HTTP://example.org/a", true),
            ("http://example.org:8080/a", true),
            ("https://example.org", false),
            ("http://localhost:4000/", false),
            ("http://10.0.0.1/a", false),
            ("http://[::1]/a", false),
            ("http://abcdef.onion/", false),
            ("http://printer.local/", false),
            ("http://{{ site.host }}/", false),
            ("http://www.w3.org/1999/xhtml", false),
            ("http", false),
            ("httpé://x.y", false),
            ("a/b.pdf", false),
        ] {
            assert_eq!(is_insecure(address), expected, "{address}");
        }
    }
}
