//! Where a Jekyll site stands: its hosts, and the folder of the host that is its root.

use crate::site::tree::Tree;
use crate::syntax::yaml::{Yaml, YamlNode};

/// Bytes of a `CNAME` file that are read.
const LONGEST: usize = 1_000;

/// A site's address.
#[derive(Debug, Default)]
pub(super) struct Address {
    /// Lower case, without scheme.
    hosts: Vec<String>,
    /// What paths from the server's root may begin with, the longest first: the path of `url` with `baseurl`, `baseurl`.
    bases: Vec<String>,
    /// Neither `url` nor `baseurl` nor `CNAME` says where: on GitHub the site may stand below its repository's name
    /// (`Jekyll::GitHubMetadata` then sets `baseurl`).
    pub(super) may_be_below: bool,
}

impl Address {
    pub(super) fn new(tree: &dyn Tree, yaml: &Yaml, baseurl: &str) -> Address {
        let text = |key: &str| yaml.get(key).and_then(YamlNode::as_str).map(str::trim).unwrap_or_default();
        let cname = tree.read("CNAME", LONGEST).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let (url_host, url_path) = split(text("url"));
        let cname = cname.lines().next().unwrap_or_default().trim();
        let (owner, repository) = text("repository").rsplit_once('/').unwrap_or_default();
        let users_host = format!("{owner}.github.io").to_ascii_lowercase();
        let is_users = repository.eq_ignore_ascii_case(&users_host);
        // Any other repository is published in a folder of its name.
        let project = if is_users || repository.is_empty() { String::new() } else { format!("/{repository}") };
        let github =
            if url_host.is_empty() && cname.is_empty() && !owner.is_empty() { users_host.as_str() } else { "" };
        let hosts = [url_host, cname, github];
        let hosts = hosts.into_iter().filter(|host| host.contains('.') || host.contains(':'));
        let mut bases = vec![format!("{url_path}{baseurl}"), baseurl.to_string()];
        if !github.is_empty() && baseurl.is_empty() {
            bases.insert(0, project);
        }
        bases.dedup();
        Address {
            hosts: hosts.map(str::to_ascii_lowercase).collect(),
            bases,
            may_be_below: url_host.is_empty() && cname.is_empty() && yaml.get("baseurl").is_none(),
        }
    }

    /// The path of an absolute address on one of the site's hosts.
    pub(super) fn path<'a>(&self, address: &'a str) -> Option<&'a str> {
        let (host, path) = host_and_path(address)?;
        self.hosts.iter().any(|own| host.eq_ignore_ascii_case(own)).then_some(path)
    }

    /// A path from the server's root as one from the site's.
    pub(super) fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rests = self.bases.iter().filter_map(|base| path.strip_prefix(base.as_str()));
        rests.into_iter().find(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether the site has a folder of its host for itself.
    pub(super) fn is_below(&self) -> bool {
        self.bases.iter().all(|base| !base.is_empty())
    }
}

/// `https://name.example.org/lab/` as host and `/lab`.
fn split(url: &str) -> (&str, &str) {
    let (host, path) = host_and_path(url).unwrap_or_default();
    (host, path.trim_end_matches('/'))
}

fn host_and_path(address: &str) -> Option<(&str, &str)> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    Some(rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryTree;
    use crate::text::Span;

    #[test]
    fn addresses() {
        for (config, address, expected) in [
            ("url: https://a.example.org", "https://A.example.org/b#c", Some("/b#c")),
            ("url: https://a.example.org/", "http://a.example.org", Some("")),
            ("url: https://a.example.org/lab", "https://a.example.org/lab/b", Some("/b")),
            ("url: https://a.example.org\nbaseurl: /lab", "https://a.example.org/lab/b", Some("/b")),
            ("url: https://a.example.org\nbaseurl: /lab", "https://a.example.org/b", None),
            ("repository: ann/ann.github.io", "https://ann.github.io/b", Some("/b")),
            ("repository: ann/site", "https://ann.github.io/site/b", Some("/b")),
            ("repository: ann/b.github.io", "https://ann.github.io/b.github.io/c", Some("/c")),
            ("repository: ann/site\nurl: https://ann.example", "https://ann.github.io/site/b", None),
            ("url: https://a.example.org", "https://b.example.org/b", None),
            ("url: https://a.example.org", "/b", None),
        ] {
            let yaml = crate::syntax::yaml::parse(config, Span::new(0, config.len()));
            let base = yaml.get("baseurl").and_then(YamlNode::as_str).unwrap_or_default();
            let own = Address::new(&MemoryTree::default(), &yaml, base);
            assert_eq!(own.path(address).and_then(|path| own.inside(path)), expected, "{config} {address}");
        }
    }
}
