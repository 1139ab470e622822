//! The links of a page that name an id.

use super::Anchors;
use crate::site::digest::AnchorLinks;
use crate::site::{Resolution, Site, urls};
use crate::syntax::{Document, Link, LinkKind, has_template};
use crate::text::Span;
use std::collections::HashSet;

/// Bytes of a fragment that is looked up.
const LONGEST: usize = 1_000;

/// The links of `doc` with a fragment that lead to pages of the site, without those that name an id of the page itself.
/// `followed` are those that a visitor meets.
pub(in crate::site) fn links(
    site: &Site,
    doc: &Document,
    anchors: &Anchors,
    followed: &[(&Link, Resolution)],
) -> AnchorLinks {
    let path = doc.source.path.as_str();
    if followed.is_empty() || !site.is_shown(path) {
        return AnchorLinks::default();
    }
    let mut found = AnchorLinks::default();
    let mut own: Option<HashSet<&str>> = None;
    for (link, resolution) in followed {
        let Some(at) = memchr::memchr(b'#', link.url.as_bytes()) else { continue };
        let is_value = match link.kind {
            LinkKind::Image | LinkKind::Src | LinkKind::Style | LinkKind::Parameter => continue,
            LinkKind::FrontMatter | LinkKind::Data | LinkKind::Bib(_) => true,
            _ => false,
        };
        let Some((fragment, span)) = fragment(doc, link) else { continue };
        let is_own = at == 0;
        if is_own {
            let own = own.get_or_insert_with(|| anchors.ids().collect());
            if anchors.incomplete.is_some() || own.contains(fragment.as_str()) {
                continue;
            }
        }
        let Resolution::Found { page: Some(page) } = resolution else { continue };
        found.push(&site.numbers, page, &fragment, span, is_value);
    }
    found.shrink_to_fit();
    found
}

/// The fragment that a browser looks up, and where it is written; `None` when it names no id.
fn fragment(doc: &Document, link: &Link) -> Option<(String, Span)> {
    let written = doc.slice(link.target);
    let start = written.find('#')? + 1;
    let mut end = written.len();
    let has_template = has_template(written);
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
