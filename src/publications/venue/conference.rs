//! Conferences that are called by their letters: one paper is in the proceedings of one of them.

use super::table::conference_called;

/// Words of what meets beside a conference, or comes out of several.
const BESIDE: &[&str] = &[
    "workshop",
    "workshops",
    "findings",
    "demo",
    "demonstration",
    "tutorial",
    "challenge",
    "symposium",
    "cup",
    "journal",
];

/// The conference that `venue` names and nothing else: `ICML`, `ICML 2020`, `Conference on Machine Learning (ICML'20)`.
pub fn conference(venue: &str) -> Option<&'static str> {
    let words = venue.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let mut found = None;
    for word in words {
        if BESIDE.contains(&word.to_lowercase().as_str()) {
            return None;
        }
        let Some(name) = conference_called(word) else { continue };
        if found.replace(name).is_some_and(|before| before != name) {
            return None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::conference;

    #[test]
    fn conferences() {
        for (venue, expected) in [
            ("ICML 2020", Some("ICML")),
            ("Advances in Neural Information Processing Systems (NIPS'17)", Some("NeurIPS")),
            ("ICML 2020 Workshop on Looms", None),
            ("ACL-IJCNLP Findings", None),
            ("ECML/PKDD", None),
            ("Journal of Looms", None),
            ("ACL and EMNLP", None),
        ] {
            assert_eq!(conference(venue), expected, "{venue}");
        }
    }
}
