//! What a fragment can name on a page: ids of headings as its engine makes them, and those that are written.

mod attributes;
mod brought;
mod doubt;
mod footnotes;
mod heading;
mod jekyll;
mod links;
mod missing;
mod raw_heading;
mod slug;
mod tabs;
mod text;
mod theme;

pub use missing::{Meant, MissingAnchor};

use super::slugs::{SlugStyle, Slugs};
use crate::syntax::{Dialect, Document, HtmlTag};
use attributes::Lists;
use heading::Heading;
pub(super) use jekyll::Kramdown;
pub(super) use links::links;
pub(super) use missing::settle;
use slug::Numbers;
pub(super) use slug::slug;
pub(super) use theme::{is_github_id, is_themes_id};

/// One id of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// As the engine writes it, without `#`, percent signs decoded.
    pub id: Box<str>,
    /// What other engines would have made of the heading.
    pub also: Box<[Box<str>]>,
}

/// The ids of a page: headings in document order, then what is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    pub all: Vec<Anchor>,
    /// Why the page may have others: a loop, a plugin, a script.
    pub incomplete: Option<&'static str>,
    /// Files whose ids the page has as well.
    pub parts: Box<[Part]>,
}

/// A file that Jekyll puts around or into a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A name in `_layouts`, without ending.
    Layout(Box<str>),
    /// A path in `_includes`.
    Include(Box<str>),
}

impl Anchors {
    fn unknown(why: &'static str) -> Anchors {
        Anchors { incomplete: Some(why), ..Anchors::default() }
    }

    fn push(&mut self, id: &str) {
        if !id.is_empty() {
            self.all.push(Anchor { id: id.into(), also: Box::default() });
        }
    }
}

/// The anchors of the page that `doc` is. `slugs` is what the site's configuration says of it.
pub(super) fn of(doc: &Document, slugs: &Slugs) -> Anchors {
    if doc.data.is_some() || (doc.nodes.is_empty() && doc.dialect != Dialect::Html) {
        return Anchors::unknown("not a page");
    }
    let alone;
    // No configuration says how the page is read.
    let is_foreign = slugs.style == SlugStyle::GitHub || doc.dialect == Dialect::CommonMark;
    let mut why = slugs.incomplete;
    let slugs = match (doc.dialect, slugs.style) {
        // A page without a site, whose dialect is read from the page itself.
        (Dialect::Kramdown, SlugStyle::GitHub) => {
            alone = Slugs::kramdown();
            &alone
        }
        (Dialect::Material | Dialect::PythonMarkdown, SlugStyle::GitHub) => {
            why = Some("its configuration is not known");
            slugs
        }
        // A README in a site is read on GitHub.
        (Dialect::CommonMark, style) if style != SlugStyle::GitHub && why.is_none() => {
            alone = Slugs::github();
            &alone
        }
        _ => slugs,
    };
    let mut anchors = Anchors { incomplete: why, ..Anchors::default() };
    let lists = Lists::read(doc, slugs);
    headings(doc, slugs, &lists, is_foreign, &mut anchors);
    written(doc, slugs, &lists, &mut anchors);
    doubt::look(doc, slugs, &mut anchors);
    anchors.all.shrink_to_fit();
    anchors
}

fn headings(doc: &Document, slugs: &Slugs, lists: &Lists, is_foreign: bool, anchors: &mut Anchors) {
    let found = match doc.dialect {
        Dialect::Html => return,
        Dialect::CommonMark => raw_heading::merged(doc, heading::collect(doc, slugs, lists)),
        _ => heading::collect(doc, slugs, lists),
    };
    let mut numbers = Numbers::default();
    // What kramdown's converter numbers itself: headings inside HTML elements and footnotes.
    let mut inner_numbers = Numbers::default();
    for id in lists.ids() {
        numbers.take(id);
    }
    for id in found.iter().filter_map(|heading| heading.id.as_deref()) {
        numbers.take(id);
    }
    for heading in &found {
        let style = match slugs.style {
            SlugStyle::KramdownGfm if heading.is_inner => SlugStyle::Kramdown,
            style => style,
        };
        if let Some(id) = heading.foreign_id.as_ref().filter(|_| is_foreign) {
            // Docusaurus, mdBook, MkDocs and others read the page with their own settings.
            anchors.push(id);
        }
        if let Some(id) = &heading.id {
            let also = also(heading, style, id);
            anchors.all.push(Anchor { id: id.as_str().into(), also });
            continue;
        }
        let Some(text) = &heading.text else {
            anchors.incomplete.get_or_insert("a heading holds a template value");
            continue;
        };
        let Some(slug) = slug(text, style, &slugs.separator) else {
            if style == SlugStyle::Unknown {
                anchors.incomplete.get_or_insert("how headings get their ids is not known");
            }
            continue;
        };
        let numbers = if heading.is_inner { &mut inner_numbers } else { &mut numbers };
        let id = numbers.number(slug, style);
        if !id.is_empty() {
            let also = also(heading, style, &id);
            anchors.all.push(Anchor { id: id.into(), also });
        }
    }
    if doc.dialect == Dialect::Kramdown && lists.has_toc() {
        let entries: Vec<String> = anchors.all.iter().map(|anchor| format!("markdown-toc-{}", anchor.id)).collect();
        anchors.push("markdown-toc");
        entries.iter().for_each(|id| anchors.push(id));
    }
}

/// The ids of a heading on GitHub and by Python-Markdown's and kramdown's defaults, where they differ from `id`.
fn also(heading: &Heading, style: SlugStyle, id: &str) -> Box<[Box<str>]> {
    let Some(text) = heading.text.as_ref().filter(|text| !is_plain(text) || heading.id.is_some()) else {
        return Box::default();
    };
    let others =
        [SlugStyle::GitHub, SlugStyle::Toc { unicode: false }, SlugStyle::Toc { unicode: true }, SlugStyle::Kramdown];
    let mut found: Vec<Box<str>> = Vec::new();
    for other in others.into_iter().filter(|other| *other != style || heading.id.is_some()) {
        if let Some(slug) = slug(text, other, "-").filter(|slug| !slug.is_empty() && slug != id)
            && slug != "section"
            && !found.iter().any(|known| **known == *slug)
        {
            found.push(slug.into());
        }
    }
    found.into()
}

/// Whether all engines make the same id of `text`: words of ASCII letters and digits, a letter first, one blank between.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.last() != Some(&b' ')
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b' ')
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// Ids that stand on the page as such.
fn written(doc: &Document, slugs: &Slugs, lists: &Lists, anchors: &mut Anchors) {
    lists.other_ids().for_each(|id| anchors.push(id));
    for tag in doc.tags.iter().filter(|tag| !tag.is_end) {
        for id in tag_ids(tag) {
            if id.contains("{{") || id.contains("{%") {
                anchors.incomplete.get_or_insert("an id holds a template value");
            } else {
                anchors.push(id);
            }
        }
    }
    footnotes::ids(doc, slugs, anchors);
    tabs::ids(doc, slugs, anchors);
}

/// `id` of any tag, `name` of `a` and `map` (HTML Living Standard 7.4.6.3).
fn tag_ids(tag: &HtmlTag) -> impl Iterator<Item = &str> {
    let takes_name = matches!(tag.name.as_str(), "a" | "map");
    let is_id = move |name: &str| name == "id" || (name == "name" && takes_name);
    tag.attributes.iter().filter(move |attribute| is_id(&attribute.name)).map(|attribute| attribute.value.as_str())
}

#[cfg(test)]
mod tests;
