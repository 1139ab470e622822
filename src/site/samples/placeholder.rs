//! Words that stand for an address: `YOUR_PDF_LINK`, `your-link-here`, `http://exampleurl.com`.

/// What a placeholder asks the owner for.
const ASKED: &[&str] = &[
    "orcid",
    "profile",
    "name",
    "username",
    "user",
    "url",
    "id",
    "link",
    "email",
    "handle",
    "google",
    "github",
    "linkedin",
    "twitter",
    "scholar",
    "page",
    "site",
    "pdf",
    "paper",
    "code",
    "video",
    "slides",
    "doi",
    "website",
    "fullgoogle",
];

/// Hosts that templates write and nobody means.
const HOSTS: &[&str] =
    &["exampleurl.com", "example2.com", "example.com", "www.example.com", "yoursite.com", "yourdomain.com"];

/// Whether `address` is one that its owner never filled in.
pub fn is_placeholder(address: &str) -> bool {
    let text = address.trim().to_ascii_lowercase();
    if text.contains([' ', '{']) {
        return false;
    }
    let host = text.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or(rest));
    HOSTS.contains(&host) || text.ends_with("orcid.org/my-orcid") || asks_for_something(&text)
}

/// `your` and what is asked for, as words of their own.
fn asks_for_something(text: &str) -> bool {
    text.match_indices("your").any(|(at, word)| {
        let is_start = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let rest = text[at + word.len()..].trim_start_matches(['_', '-']);
        is_start && ASKED.iter().any(|asked| rest.starts_with(asked)) && is_short(&text[at..])
    })
}

/// `your-paper-was-accepted.html` is a title, `YOUR_PDF_LINK` and `yourfullgooglescholarurl.com` are placeholders.
fn is_short(text: &str) -> bool {
    let part = text.split(['/', '?', '#', '&', '.']).next().unwrap_or(text);
    part.split(['_', '-']).count() <= 4 && !part.contains("-your")
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn placeholders() {
        for (address, expected) in [
            ("YOUR_PDF_LINK", true),
            ("your-link-here", true),
            ("https://scholar.google.com/citations?user=YOUR_GOOGLE_SCHOLAR_ID", true),
            ("http://yourfullgooglescholarurl.com", true),
            ("http://orcid.org/yourorcidurl", true),
            ("https://orcid.org/my-orcid", true),
            ("http://exampleurl.com", true),
            ("https://example.com/course", true),
            ("https://ann.example.org/", false),
            ("https://example.org/", false),
            ("https://blog.example.org/how-to-find-your-paper-in-a-long-list.html", false),
            ("https://example.org/yourself", false),
            ("https://example.org/know-your-rights", false),
            ("/posts/your-name-is-not-important-to-us/", false),
            ("write to your name", false),
        ] {
            assert_eq!(is_placeholder(address), expected, "{address}");
        }
    }
}
