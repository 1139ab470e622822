//! What stands around an address or slipped into it: blanks, braces, quotes, a link, the marks of its sentence.

use super::{Malformed, is_web, report};

/// `{{https://example.org}}`: Liquid takes it for an expression and prints nothing.
pub(super) fn braces(address: &str) -> Option<Malformed> {
    let inner = address.strip_prefix("{{")?.strip_suffix("}}")?;
    if !is_web(inner.trim()) || inner.contains(['{', '|', ' ']) {
        return None;
    }
    report("stands between `{{` and `}}`, which print nothing", 0..address.len(), inner.trim(), true)
}

/// `[text]([other](https://example.org))`
pub(super) fn link_inside(address: &str) -> Option<Malformed> {
    let (text, target) = address.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    let what = "is a link of its own";
    if !is_web(target) || target.contains(['(', '[']) {
        return Some(Malformed { what: what.to_string(), repair: None });
    }
    report(what, 0..address.len(), target, text == target)
}

/// What slips in front of an address by hand or from a word processor.
const IN_FRONT: &[(&str, &str)] = &[
    ("%20", "a blank"),
    ("\u{a0}", "a blank"),
    ("\u{3000}", "a blank"),
    ("\u{200b}", "an invisible character"),
    ("\u{feff}", "an invisible character"),
    ("\u{201c}", "a quotation mark"),
    ("\u{201d}", "a quotation mark"),
    ("\"", "a quotation mark"),
    ("'", "a quotation mark"),
    ("(", "`(`"),
    ("<", "`<`"),
    ("./", "`./`"),
    ("/", "`/`"),
];

/// `%20https://example.org`, `/https://example.org`, `“https://example.org”`: taken for a file of the site.
pub(super) fn in_front(address: &str) -> Option<Malformed> {
    let mut rest = address;
    let mut first = None;
    while let Some((slip, name)) = IN_FRONT.iter().find(|(slip, _)| rest.starts_with(slip)) {
        first.get_or_insert(*name);
        rest = &rest[slip.len()..];
    }
    let name = first.filter(|_| is_web(rest))?;
    let inner = rest.trim_end_matches(['\u{201c}', '\u{201d}', '"', '\'', '>']);
    let inner = if address.starts_with('(') { inner.strip_suffix(')').unwrap_or(inner) } else { inner };
    report(format!("has {name} in front"), 0..address.len(), inner, true)
}

/// `images\me.png`: browsers read `/`, others do not, and GitHub writes `%5C`. Before a mark it is Markdown's escape.
pub(super) fn backslashes(address: &str) -> Option<Malformed> {
    if !address.contains('\\') || address.contains(['{', '$', ' ']) {
        return None;
    }
    let is_between = |(at, _): (usize, &str)| {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        let behind = &address[at + 1..];
        address[..at].ends_with(is_word) && behind.starts_with(char::is_alphanumeric)
    };
    let is_path = address.match_indices('\\').all(is_between) && (has_file_ending(address) || is_web(address));
    is_path.then(|| report("has `\\` where addresses have `/`", 0..address.len(), &address.replace('\\', "/"), true))?
}

/// `.png`, `.pdf`, `.html`
fn has_file_ending(address: &str) -> bool {
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
    (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `https://example.org/page.`, `…/page,`, `…/page)`: the sentence's mark went into the address.
pub(super) fn swallowed(address: &str) -> Option<Malformed> {
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
