//! The text of a value without its HTML: DBLP writes `&amp;`, Zotero and Crossref `<i>`.

/// Without tags, references decoded, blanks squeezed.
pub(super) fn plain(text: &str) -> String {
    let text = if text.contains('<') { without_tags(text) } else { text.to_string() };
    let text = if text.contains('&') { decoded(&text) } else { text };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `a < b` stays: a tag begins with a letter or a slash and is short.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b'>').filter(|_| is_tag);
        match end {
            Some(end) => rest = &rest[end + 1..],
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Bytes of a tag, or of a character reference.
const LONGEST: usize = 100;

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, letter(&rest[1..end])?))) {
            Some((end, letter)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn html_is_left_out() {
        for (text, expected) in [
            ("Looms &amp; Cards", "Looms & Cards"),
            ("The <i>Loom</i>\n of  a<sub>2</sub>", "The Loom of a2"),
            ("a < b & c > d", "a < b & c > d"),
            ("&#39;x&#x27; &nope; &", "'x' &nope; &"),
            ("&é;<é>", "&é;<é>"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
