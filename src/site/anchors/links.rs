//! The links of a page that name an id.

use super::Anchors;
use crate::site::digest::AnchorLink;
use crate::site::tree::Tree;
use crate::site::{Resolution, Site, urls};
use crate::syntax::{Document, Link, LinkKind};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::Arc;

/// Bytes of a fragment that is looked up.
const LONGEST: usize = 1_000;

/// The links of `doc` with a fragment that lead to pages of the site, without those that name an id of the page itself.
pub(in crate::site) fn links(site: &Site, tree: &dyn Tree, doc: &Document, anchors: &Anchors) -> Vec<AnchorLink> {
    let path = doc.source.path.as_str();
    if doc.links.is_empty() || !site.is_shown(path) {
        return Vec::new();
    }
    let mut found: Vec<AnchorLink> = Vec::new();
    let mut own: Option<HashSet<&str>> = None;
    let mut last_page: Option<Arc<str>> = None;
    let mut definitions: HashSet<Span> = HashSet::new();
    for link in &doc.links {
        let Some(at) = memchr::memchr(b'#', link.url.as_bytes()) else { continue };
        if link.kind == LinkKind::Definition || link.kind == LinkKind::Src {
            continue;
        }
        let Some((fragment, span)) = fragment(doc, link) else { continue };
        let is_own = at == 0;
        if is_own {
            let own = own.get_or_insert_with(|| anchors.all.iter().map(|anchor| anchor.id.as_ref()).collect());
            if anchors.incomplete.is_some() || own.contains(fragment.as_str()) {
                continue;
            }
        }
        // A definition counts where it is used, and once.
        if link.kind == LinkKind::Reference && !definitions.insert(link.target) {
            continue;
        }
        let Resolution::Found { page: Some(page) } = site.resolve(tree, path, link) else { continue };
        let page = match &last_page {
            Some(last) if *last == page => last.clone(),
            _ => page,
        };
        last_page = Some(page.clone());
        found.push(AnchorLink { page, fragment, span });
    }
    found.shrink_to_fit();
    found
}

/// The fragment that a browser looks up, and where it is written; `None` when it names no id.
fn fragment(doc: &Document, link: &Link) -> Option<(String, Span)> {
    let written = doc.slice(link.target);
    let start = written.find('#')? + 1;
    let mut end = written.len();
    let has_template = written.contains("{{") || written.contains("{%");
    if has_template {
        let is_inside = written[start..].contains("}}") || written[start..].contains("%}");
        if is_inside {
            // `{{ '/page#id' | relative_url }}`
            end = start + written[start..].find(['\'', '"'])?;
        }
        if written[start..end].contains(['{', '}', '|']) {
            return None;
        }
    }
    let raw = if has_template { &written[start..end] } else { link.url.split_once('#')?.1 };
    // A script's route, a text fragment, a page of a document.
    let is_id = !raw.is_empty()
        && raw.len() <= LONGEST
        && !raw.starts_with(['/', '!', '?'])
        && !raw.starts_with(":~:")
        && !raw.contains('=')
        && !raw.contains(char::is_whitespace);
    if !is_id {
        return None;
    }
    let raw = raw.split_once(":~:").map_or(raw, |(id, _)| id);
    let decoded = urls::decode(raw)?;
    (!decoded.eq_ignore_ascii_case("top"))
        .then(|| (decoded, Span::new(link.target.start() + start, link.target.start() + end)))
}
