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
    /// It has an attribute `markdown` that asks for Markdown inside.
    pub(super) markdown: bool,
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
    Some(Tag { name, end: i + 1, is_end, self_closing, markdown: !is_end && asks_for_markdown(inner) })
}

/// `markdown`, `markdown="1"`, `markdown="block"`, `markdown="span"` (kramdown's syntax page, md_in_html's manual).
fn asks_for_markdown(attributes: &str) -> bool {
    for (at, _) in attributes.match_indices("markdown") {
        let before = attributes[..at].chars().next_back();
        let rest = &attributes[at + "markdown".len()..];
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            return rest.chars().next().is_none_or(|c| c.is_whitespace() || c == '/');
        };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(value.len());
        return matches!(&value[..end], "" | "1" | "block" | "span" | "true");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn tags() {
        for (text, expected) in [
            ("<div>", Some(("div", false))),
            ("<p markdown>", Some(("p", true))),
            ("<div class='a' markdown=\"1\">", Some(("div", true))),
            ("<div markdown=\"0\">", Some(("div", false))),
            ("<div data-markdown=\"1\">", Some(("div", false))),
            ("<a title=\"x > y\" href='b'>", Some(("a", false))),
            ("</div>", Some(("div", false))),
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
