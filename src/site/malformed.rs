//! Addresses that no browser follows as their author meant: seen from their letters alone.

use super::urls;
use memchr::memmem;
use std::ops::Range;
use strsim::osa_distance;

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

/// Endings of host names that are not also endings of files.
const TOP_DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "io", "uk", "de", "fr", "cn", "jp", "eu", "nl", "ch", "it", "es", "se", "au",
    "ca", "kr", "hk", "tw", "sg", "info",
];

/// What is wrong with `address`, written as the target of a link. Addresses with templates are judged by the words around
/// them only.
pub fn malformed(address: &str) -> Option<Malformed> {
    if address.len() > 2_000 {
        return None;
    }
    blank_after_scheme(address)
        .or_else(|| address_in_braces(address))
        .or_else(|| link_inside(address))
        .or_else(|| blank_in_front(address))
        .or_else(|| doubled_scheme(address))
        .or_else(|| broken_scheme(address))
        .or_else(|| missing_scheme(address))
        .or_else(|| host(address))
        .or_else(|| swallowed(address))
}

fn report(what: impl Into<String>, range: Range<usize>, insert: &str, is_certain: bool) -> Option<Malformed> {
    let repair = Repair { range, insert: insert.to_string(), is_certain };
    Some(Malformed { what: what.into(), repair: Some(repair) })
}

/// `mailto: a@example.org`
fn blank_after_scheme(address: &str) -> Option<Malformed> {
    let scheme = ["mailto:", "https:", "http:", "tel:"].into_iter().find(|scheme| has_prefix(address, scheme))?;
    let rest = &address[scheme.len()..];
    let blank = rest.len() - rest.trim_start().len();
    let blank = if rest.starts_with("%20") { 3 } else { blank };
    if blank == 0 || blank == rest.len() {
        return None;
    }
    report(format!("has a blank after `{scheme}`"), scheme.len()..scheme.len() + blank, "", true)
}

/// `{{https://example.org}}`: Liquid takes it for an expression and prints nothing.
fn address_in_braces(address: &str) -> Option<Malformed> {
    let inner = address.strip_prefix("{{")?.strip_suffix("}}")?;
    if !is_web(inner.trim()) || inner.contains(['{', '|', ' ']) {
        return None;
    }
    report("stands between `{{` and `}}`, which print nothing", 0..address.len(), inner.trim(), true)
}

/// `[text]([other](https://example.org))`
fn link_inside(address: &str) -> Option<Malformed> {
    let is_link = address.starts_with('[') && address.contains("](") && address.ends_with(')');
    is_link.then(|| Malformed { what: "is a link of its own".to_string(), repair: None })
}

/// `%20https://example.org`
fn blank_in_front(address: &str) -> Option<Malformed> {
    let rest = address.trim_start_matches("%20").trim_start_matches(['\u{a0}', '\u{200b}', '\u{feff}']);
    let length = address.len() - rest.len();
    (length > 0 && is_web(rest)).then(|| report("has a blank in front", 0..length, "", true))?
}

/// `https://https://example.org`, `https:https://…`, `https://doi.org/https://doi.org/…`
fn doubled_scheme(address: &str) -> Option<Malformed> {
    if !is_web(address) && !has_prefix(address, "http") {
        return None;
    }
    let inner = memmem::rfind(address.as_bytes(), b"http").filter(|&at| at > 0 && is_web(&address[at..]))?;
    let outer = &address[..inner];
    let bare = outer.trim_end_matches('/');
    if matches!(bare.to_ascii_lowercase().as_str(), "http:" | "https:" | "http" | "https") {
        return report("has its scheme twice", 0..inner, "", true);
    }
    let is_same_host = outer.ends_with('/') && address[inner..].len() > outer.len() && {
        let host = |text: &str| text.split_once("://").map(|(_, rest)| rest.to_ascii_lowercase());
        let (outer, inner) = (host(outer), host(&address[inner..]));
        outer.is_some_and(|outer| inner.is_some_and(|inner| inner.starts_with(&outer)))
    };
    is_same_host.then(|| report("has its host twice", 0..inner, "", true))?
}

/// `http//`, `http:/x`, `htpp://`, `https;//`, `http:\\`
fn broken_scheme(address: &str) -> Option<Malformed> {
    let end = address.find(|c: char| !c.is_ascii_alphabetic())?;
    let name = address[..end].to_ascii_lowercase();
    let marks_end = end + address[end..].find(|c: char| !matches!(c, ':' | ';' | '/' | '\\' | '.'))?;
    let marks = &address[end..marks_end];
    let is_http = matches!(name.as_str(), "http" | "https");
    if marks == "://" && is_http {
        return None;
    }
    let host = &address[marks_end..];
    let host_end = host.find(['/', '?', '#', ':']).unwrap_or(host.len());
    let is_host = host[..host_end].contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric());
    let has_slash = marks.contains(['/', '\\']) && (marks.len() > 1 || marks != "/");
    if !is_host || !has_slash {
        return None;
    }
    if is_http {
        return report(format!("begins with `{}`", &address[..marks_end]), 0..marks_end, &format!("{name}://"), true);
    }
    if name == "mailto" && host.contains('@') {
        return report("has slashes after `mailto:`", end..marks_end, ":", true);
    }
    let is_near = |scheme: &str| osa_distance(&name, scheme) == 1;
    let is_marks = matches!(marks, "://" | ":/" | "//");
    if name.len() < 3 || matches!(name.as_str(), "ttp" | "httpx") && marks != "://" || !is_marks {
        return None;
    }
    match (is_near("http"), is_near("https")) {
        (true, false) => report(format!("begins with `{}`", &address[..marks_end]), 0..marks_end, "http://", true),
        (false, true) => report(format!("begins with `{}`", &address[..marks_end]), 0..marks_end, "https://", true),
        (true, true) => report(format!("begins with `{}`", &address[..marks_end]), 0..marks_end, "https://", false),
        (false, false) => None,
    }
}

/// `www.example.org`, `example.org/page`, `name@example.org`: taken for a file beside the page.
fn missing_scheme(address: &str) -> Option<Malformed> {
    if !address.starts_with(|c: char| c.is_ascii_alphanumeric()) || urls::scheme(address).is_some() {
        return None;
    }
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let host = &address[..end];
    if let Some((name, mail_host)) = host.split_once('@') {
        let is_mail = end == address.len() && is_host(mail_host) && !name.contains(char::is_whitespace);
        return is_mail.then(|| report("is a mail address without `mailto:`", 0..0, "mailto:", true))?;
    }
    let domain = host.rsplit_once('.').map_or("", |(_, domain)| domain).to_ascii_lowercase();
    let is_known = TOP_DOMAINS.contains(&domain.as_str());
    let is_www = has_prefix(host, "www.") && host.matches('.').count() >= 2;
    if !is_host(host) || !(is_www || is_known) {
        return None;
    }
    report("has no `https://`, so it is taken for a file of the site", 0..0, "https://", false)
}

/// `http://localhost:4000/`, `https://example/page`, `file:///home/…`: nobody else has them.
fn host(address: &str) -> Option<Malformed> {
    if has_prefix(address, "file:") {
        return Some(Malformed { what: "is a file on its author's own disk".to_string(), repair: None });
    }
    let rest = is_web(address).then(|| address.split_once("://").map(|(_, rest)| rest))??;
    let host = &rest[..rest.find(['/', '?', '#', ':']).unwrap_or(rest.len())];
    let what = match host {
        "localhost" | "127.0.0.1" | "0.0.0.0" => "is on its author's own computer",
        "" => "has no host",
        _ if host.contains(['.', '{', '[', '%', '@', '$', '<']) || !host.is_ascii() => return None,
        _ => "has a host without a dot",
    };
    Some(Malformed { what: what.to_string(), repair: None })
}

/// `https://example.org/page.`, `…/page,`, `…/page)`: the sentence's mark went into the address.
fn swallowed(address: &str) -> Option<Malformed> {
    if !is_web(address) || address.contains(['{', '?', '#']) {
        return None;
    }
    let last = address.chars().next_back()?;
    let is_mark = match last {
        // `Acme_Inc.` and `...` end in a dot by right.
        '.' => !address.contains("wikipedia.org") && !address.ends_with(".."),
        ',' | ';' | '，' | '。' | '；' | '、' | '）' => true,
        ')' => address.matches(')').count() > address.matches('(').count(),
        _ => false,
    };
    if !is_mark || address[..address.len() - last.len_utf8()].ends_with("://") {
        return None;
    }
    let start = address.len() - last.len_utf8();
    report(format!("ends in `{last}`"), start..address.len(), "", false)
}

/// `http://` or `https://`, in any case.
fn is_web(address: &str) -> bool {
    has_prefix(address, "http://") || has_prefix(address, "https://")
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
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
            ("%20https://example.org", "https://example.org"),
            ("https://example.org/a.", "!https://example.org/a"),
            ("https://example.org/a)", "!https://example.org/a"),
            ("http://localhost:4000/a", "-"),
            ("file:///home/a.pdf", "-"),
            ("[b](https://example.org)", "-"),
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
        ] {
            assert_eq!(check(address), None, "{address}");
        }
    }
}
