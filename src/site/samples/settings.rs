//! Values of configurations and data files that themes bring: placeholders, and what belongs to the theme's author.

use super::placeholder::is_placeholder;
use crate::syntax::yaml::{Yaml, YamlNode};

/// A key, with dots between levels, and the theme's value. A value that ends in `…` stands for all that begin so.
type Row = (&'static str, &'static str);

/// What stands for something of the owner's.
const PLACEHOLDERS: &[Row] = &[
    // academicpages
    ("title", "Your Name / Site Title"),
    ("name", "Your Name"),
    ("author.name", "Your Sidebar Name"),
    ("author.name", "Your Name"),
    ("author.bio", "Short biography for the left-hand sidebar"),
    ("author.employer", "Red Brick University"),
    ("author.email", "none@example.org"),
    ("author.googlescholar", "https://scholar.google.com/citations?user=PS_CX0AAAAAJ"),
    ("author.pubmed", "https://www.ncbi.nlm.nih.gov/pubmed/?term=john+snow"),
    // acad-homepage
    ("author.name", "Lorem ipsum"),
    ("author.bio", "Lorem ipsum College"),
    ("author.email", "Lorem@ipsum.com"),
    // minimal-mistakes
    ("title", "Site Title"),
    ("author.bio", "I am an **amazing** person."),
    ("description", "An amazing website."),
    // al-folio
    ("last_name", "Name"),
    ("email", "you@example.com"),
    ("description", "A simple, whitespace theme for academics…"),
    ("contact_note", "You can even add a little note about which of these…"),
    ("scholar.last_name", "Einstein"),
    ("scholar_userid", "qc6CJjYAAAAJ"),
    ("external_sources.rss_url", "https://medium.com/@al-folio/feed"),
    ("github_users", "torvalds"),
    // `jekyll new` and `mkdocs new`
    ("title", "Your awesome title"),
    ("email", "your-email@example.com"),
    ("email", "your-email@domain.com"),
    ("description", "Write an awesome description for your new site here…"),
    ("site_name", "My Docs"),
    // The manuals of MkDocs and Material
    ("site_url", "https://mydomain.org/mysite"),
    ("repo_url", "https://github.com/example/repository"),
    ("repo_url", "https://github.com/username/repository"),
];

/// What is right in the theme's own repository only.
const FOREIGN: &[Row] = &[
    ("repository", "academicpages/academicpages.github.io"),
    ("repository", "RayeRen/acad-homepage.github.io"),
    ("repository", "mmistakes/minimal-mistakes"),
    ("repository", "alshedivat/al-folio"),
    ("url", "https://academicpages.github.io"),
    ("url", "https://alshedivat.github.io"),
    ("url", "https://mmistakes.github.io"),
    ("author.github", "academicpages"),
    ("author.github", "mmistakes"),
    ("github_username", "jekyll"),
    ("github_username", "alshedivat"),
    ("twitter_username", "jekyllrb"),
    ("giscus.repo", "alshedivat/al-folio"),
];

/// Addresses and names of the owner's, in which a placeholder is known by its words.
const OWN: &[&str] = &[
    "author.googlescholar",
    "author.orcid",
    "author.researchgate",
    "author.linkedin",
    "author.github",
    "author.twitter",
    "author.uri",
    "author.email",
    "author.dblp",
    "url",
    "site_url",
    "email",
    "github_username",
    "linkedin_username",
    "scholar_userid",
    "orcid_id",
];

/// Numbers of statistics, and what switches them off where that is said.
const STATISTICS: &[(&str, &str)] = &[
    ("google_analytics", "enable_google_analytics"),
    ("analytics.google.tracking_id", "analytics.provider"),
    ("extra.analytics.property", "extra.analytics.provider"),
];

/// What a value that the theme brought is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// It stands for something of the owner's.
    Placeholder,
    /// It belongs to the theme's author.
    Foreign,
}

/// Values of a configuration or data file that are still the theme's, in order; foreign ones only where the `owner` is known
/// to be somebody else.
pub fn sample_settings<'a>(yaml: &'a Yaml, owner: Option<&str>) -> Vec<(&'a YamlNode, Sample)> {
    // There are scholars of that name.
    let is_theirs = |value: &str| value == "Einstein" && owner.is_some_and(|owner| owner.contains(value));
    let mut found = Vec::new();
    for (key, value) in PLACEHOLDERS {
        found.extend(
            values(yaml, key)
                .into_iter()
                .filter(|node| is(node, value) && !is_theirs(value))
                .map(|node| (node, Sample::Placeholder)),
        );
    }
    for key in OWN {
        let words = values(yaml, key).into_iter().filter(|node| node.as_str().is_some_and(is_placeholder));
        found.extend(words.map(|node| (node, Sample::Placeholder)));
    }
    for (key, switch) in STATISTICS {
        let is_off = || values(yaml, switch).iter().any(|node| matches!(node.as_str(), Some("false" | "")));
        let numbers =
            values(yaml, key).into_iter().filter(|node| node.as_str().is_some_and(is_sample_number) && !is_off());
        found.extend(numbers.map(|node| (node, Sample::Placeholder)));
    }
    if owner.is_some_and(|owner| !is_nobody(owner)) {
        for (key, value) in FOREIGN {
            found.extend(
                values(yaml, key).into_iter().filter(|node| is(node, value)).map(|node| (node, Sample::Foreign)),
            );
        }
    }
    found.sort_by_key(|(node, _)| node.span);
    found.dedup_by_key(|(node, _)| node.span);
    found
}

/// Whether a name is a theme's placeholder.
fn is_nobody(name: &str) -> bool {
    let is_it = |(key, value): &Row| matches!(*key, "author.name" | "name") && name.eq_ignore_ascii_case(value);
    name == "You R. Name" || PLACEHOLDERS.iter().any(is_it)
}

/// `UA-XXXXXXXXX`, `G-XXXXXXXXXX`, `UA-XXXXXXXX-X`
fn is_sample_number(text: &str) -> bool {
    let rest = ["UA-", "G-", "GTM-"].iter().find_map(|head| text.trim().strip_prefix(head));
    rest.is_some_and(|rest| rest.len() >= 4 && rest.bytes().all(|byte| matches!(byte, b'X' | b'x' | b'-')))
}

fn is(node: &YamlNode, value: &str) -> bool {
    let Some(text) = node.as_str() else { return false };
    let text = text.trim().trim_end_matches('/');
    match value.strip_suffix('…') {
        Some(head) => text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)),
        None => text.eq_ignore_ascii_case(value),
    }
}

/// The scalars under `key`, each item of a list.
fn values<'a>(yaml: &'a Yaml, key: &str) -> Vec<&'a YamlNode> {
    let mut nodes: Vec<&YamlNode> = yaml.root.iter().collect();
    for part in key.split('.') {
        nodes = nodes.into_iter().filter_map(|node| node.get(part)).flat_map(each).collect();
    }
    nodes
}

/// A list's items, else the node itself.
fn each(node: &YamlNode) -> Vec<&YamlNode> {
    if node.items().is_empty() { vec![node] } else { node.items().iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::yaml;
    use crate::text::Span;

    #[test]
    fn settings() {
        let theirs = "repository: academicpages/academicpages.github.io";
        for (text, owner, expected) in [
            ("author:\n  name: Your Sidebar Name", None, &[("Your Sidebar Name", Sample::Placeholder)][..]),
            (theirs, Some("Ann Example"), &[("academicpages/academicpages.github.io", Sample::Foreign)]),
            // The template itself, and a copy whose owner is not known.
            (theirs, Some("Your Sidebar Name"), &[]),
            (theirs, None, &[]),
            ("first_name: Ann\nlast_name: Name", Some("Ann Name"), &[("Name", Sample::Placeholder)]),
            ("scholar:\n  last_name: [Einstein, Example]", Some("Ann Example"), &[("Einstein", Sample::Placeholder)]),
            ("scholar:\n  last_name: [Einstein]", Some("Clara Einstein"), &[]),
            (
                "description: A simple, whitespace theme for academics. Based on folio",
                None,
                &[("A simple, whitespace theme for academics. Based on folio", Sample::Placeholder)],
            ),
            ("google_analytics: UA-XXXXXXXX-X", None, &[("UA-XXXXXXXX-X", Sample::Placeholder)]),
            ("google_analytics: UA-XXXXXXXXX\nenable_google_analytics: false", None, &[]),
            ("google_analytics: G-XX1234XX", None, &[]),
            (
                "extra:\n  analytics: {provider: google, property: G-XXXXXXXXXX}",
                None,
                &[("G-XXXXXXXXXX", Sample::Placeholder)],
            ),
            ("site_url: https://mydomain.org/mysite/", None, &[("https://mydomain.org/mysite/", Sample::Placeholder)]),
            ("author:\n  orcid: https://orcid.org/0000-0001", None, &[]),
            ("url: https://ann.example.org/", Some("Ann Example"), &[]),
        ] {
            let yaml = yaml::parse(text, Span::new(0, text.len()));
            let found = sample_settings(&yaml, owner);
            let found: Vec<_> =
                found.iter().map(|(node, sample)| (node.as_str().unwrap_or_default(), *sample)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
