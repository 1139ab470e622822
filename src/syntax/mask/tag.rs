//! Where an HTML tag ends and what it is called: enough to find the extent of raw HTML. Attributes are read by the HTML
//! tokeniser later.

/// A tag's outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// As written.
    pub(super) name: &'a str,
    /// One past `>`.
    pub(super) end: usize,
    pub(super) is_end: bool,
    pub(super) self_closing: bool,
    /// Whether it asks for Markdown inside.
    pub(super) markdown: Ask,
}

/// What an element's attribute `markdown` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    Nothing,
    /// `markdown` without a value, which Python-Markdown takes for `1` and kramdown for nothing (tried).
    Bare,
    /// `markdown="1"`, `markdown="block"`, `markdown="span"` (kramdown's syntax page, md_in_html's manual).
    Markdown,
}

impl Tag<'_> {
    /// Elements that never have a body (HTML Living Standard 13.1.2).
    pub(super) fn is_void(&self) -> bool {
        is_one_of(
            self.name,
            &[
                "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
                "wbr",
            ],
        )
    }
}

/// Whether `name` is one of `names` in any case.
pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Reads the tag whose `<` stands at `at`; `None` when it is none or does not end. A `<` outside quotes ends the attempt,
/// so that a row of them stays linear.
pub(super) fn read(text: &str, at: usize, limit: usize) -> Option<Tag<'_>> {
    let bytes = &text.as_bytes()[..limit];
    let is_end = bytes.get(at + 1) == Some(&b'/');
    let name_start = at + 1 + usize::from(is_end);
    if !bytes.get(name_start)?.is_ascii_alphabetic() {
        return None;
    }
    let mut i = name_start;
    while bytes.get(i).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_')) {
        i += 1;
    }
    let name = &text[name_start..i];
    // `<https://…>` is an address.
    if name.ends_with(':') || !matches!(bytes.get(i)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') {
        return None;
    }
    let attributes = i;
    loop {
        match bytes.get(i)? {
            b'>' => break,
            b'<' => return None,
            quote @ (b'"' | b'\'') if bytes[i - 1] == b'=' => i += 1 + memchr::memchr(*quote, &bytes[i + 1..])?,
            _ => {}
        }
        i += 1;
    }
    let inner = &text[attributes..i];
    let self_closing = inner.ends_with('/');
    Some(Tag { name, end: i + 1, is_end, self_closing, markdown: if is_end { Ask::Nothing } else { asked(inner) } })
}

/// What a tag's attributes ask for.
fn asked(attributes: &str) -> Ask {
    for (at, _) in attributes.match_indices("markdown") {
        let before = attributes[..at].chars().next_back();
        let rest = &attributes[at + "markdown".len()..];
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            let is_whole = rest.chars().next().is_none_or(|c| c.is_whitespace() || c == '/');
            return if is_whole { Ask::Bare } else { Ask::Nothing };
        };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(value.len());
        return if matches!(&value[..end], "1" | "block" | "span") { Ask::Markdown } else { Ask::Nothing };
    }
    Ask::Nothing
}

#[cfg(test)]
mod tests {
    use super::{Ask, read};

    #[test]
    fn tags() {
        for (text, expected) in [
            ("<div>", Some(("div", Ask::Nothing))),
            ("<p markdown>", Some(("p", Ask::Bare))),
            ("<div class='a' markdown=\"1\">", Some(("div", Ask::Markdown))),
            ("<div markdown=\"0\">", Some(("div", Ask::Nothing))),
            ("<div data-markdown=\"1\">", Some(("div", Ask::Nothing))),
            ("<a title=\"x > y\" href='b'>", Some(("a", Ask::Nothing))),
            ("</div>", Some(("div", Ask::Nothing))),
            ("<https://a.example>", None),
            ("<a <b>", None),
            ("< div>", None),
            ("<div", None),
        ] {
            let tag = read(text, 0, text.len());
            assert_eq!(tag.map(|tag| (tag.name, tag.markdown)), expected, "{text}");
            if let Some(tag) = tag {
                assert_eq!(tag.end, text.len(), "{text}");
            }
        }
    }
}
