//! Schemes: misspelt, doubled, missing, of no browser.

use super::{Malformed, has_prefix, is_host, is_web, report};
use crate::site::urls;
use memchr::memmem;
use strsim::osa_distance;

/// Endings of host names that are not also endings of files.
const TOP_DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "io", "uk", "de", "fr", "cn", "jp", "eu", "nl", "ch", "it", "es", "se", "au",
    "ca", "kr", "hk", "tw", "sg", "info",
];

/// `mailto: a@example.org`, `https:// example.org`
pub(super) fn blank_behind(address: &str) -> Option<Malformed> {
    let schemes = ["mailto:", "https://", "http://", "https:", "http:", "tel:"];
    let scheme = schemes.into_iter().find(|scheme| has_prefix(address, scheme))?;
    let rest = &address[scheme.len()..];
    let blank = rest.len() - rest.trim_start().len();
    let blank = if rest.starts_with("%20") { 3 } else { blank };
    if blank == 0 || blank == rest.len() {
        return None;
    }
    report(format!("has a blank after `{scheme}`"), scheme.len()..scheme.len() + blank, "", true)
}

/// `https://https://example.org`, `https:https://…`, `https://doi.org/https://doi.org/…`, `mailto:https://…`
pub(super) fn doubled(address: &str) -> Option<Malformed> {
    if has_prefix(address, "mailto:") {
        let length = "mailto:".len();
        let is_mail = !is_web(&address[length..]) && !has_prefix(&address[length..], "mailto:");
        return if is_mail { None } else { report("has `mailto:` in front", 0..length, "", true) };
    }
    if !has_prefix(address, "http") {
        return None;
    }
    // `https://https//example.org`, `http://https:example.org`: the second one lost its marks.
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    if let Some(marks) = ["https//", "http//", "https:/", "http:/"].into_iter().find(|marks| has_prefix(rest, marks))
        && !is_web(rest)
    {
        let start = address.len() - rest.len();
        let host = start + marks.len();
        let is_named = address[host..].trim_start_matches('/').split(['/', '?', '#']).next().is_some_and(is_host);
        return is_named.then(|| report("has its scheme twice", start..host, "", false))?;
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
pub(super) fn broken(address: &str) -> Option<Malformed> {
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
pub(super) fn missing(address: &str) -> Option<Malformed> {
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

/// `doi:10.1234/5`, `10.1234/5`, `arXiv:2001.00001`: names of papers, which no browser follows.
pub(super) fn identifier(address: &str) -> Option<Malformed> {
    let name = ["doi:", "arxiv:"].into_iter().find(|name| has_prefix(address, name));
    let rest = &address[name.map_or(0, str::len)..];
    let digits = rest.strip_prefix("10.").map(|rest| rest.split('/').next().unwrap_or_default());
    let is_doi = digits
        .is_some_and(|digits| (4..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
        && rest.contains('/');
    match name {
        Some("arxiv:") if rest.starts_with(|c: char| c.is_ascii_digit()) => {
            report("is an arXiv number, no address", 0.."arxiv:".len(), "https://arxiv.org/abs/", true)
        }
        Some("doi:") if is_doi => report("is a DOI, no address", 0.."doi:".len(), "https://doi.org/", true),
        None if is_doi => report("is a DOI, no address", 0..0, "https://doi.org/", true),
        _ => None,
    }
}
