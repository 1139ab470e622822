//! How the site's own templates print the path of the site on its host.

use super::own_words;
use super::tree::Tree;
use memchr::memmem;

/// How `{{ site.baseurl }}` stands in templates, without filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BaseUses {
    /// `{{ site.baseurl }}/x`, with no host in front.
    pub before_slash: bool,
    /// Before anything else.
    pub alone: bool,
}

/// Reads the templates in `tree`.
pub(super) fn read(tree: &dyn Tree) -> BaseUses {
    let mut uses = BaseUses::default();
    own_words::each_source(tree, &mut |text, is_code| {
        if !is_code {
            add(text, &mut uses);
        }
    });
    uses
}

fn add(text: &str, uses: &mut BaseUses) {
    for at in memmem::find_iter(text.as_bytes(), b"{{") {
        let output = text[at + 2..].trim_start_matches('-').trim_start();
        let Some(rest) = output.strip_prefix("site.baseurl") else { continue };
        let Some(behind) = rest.trim_start().trim_start_matches('-').strip_prefix("}}") else { continue };
        let has_host = text[..at].ends_with('}');
        match behind.starts_with('/') {
            true if has_host => {}
            true => uses.before_slash = true,
            false => uses.alone = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses() {
        for (text, before_slash, alone) in [
            ("<a href=\"{{ site.baseurl }}/a\">", true, false),
            ("{{site.baseurl}}/a {{- site.baseurl -}}", true, true),
            ("{{ site.url }}{{ site.baseurl }}/a", false, false),
            ("{{ site.baseurl | append: '/' }}", false, false),
            ("{{ '/a' | relative_url }} site.baseurl", false, false),
            ("<a href=\"{{ site.baseurl }}a\">", false, true),
        ] {
            let mut found = BaseUses::default();
            add(text, &mut found);
            assert_eq!(found, BaseUses { before_slash, alone }, "{text}");
        }
    }
}
