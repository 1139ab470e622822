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
use crate::syntax::{Dialect, Document, HtmlTag, has_template};
use attributes::Lists;
use heading::Heading;
pub(super) use jekyll::Kramdown;
pub(super) use links::links;
pub(super) use missing::settle;
use slug::Numbers;
pub(super) use slug::slug;
pub(super) use theme::{is_github_id, is_themes_id};

/// The ids of a page: headings in document order, then what is written. A large site has many, so they are packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// One behind the other: as the engine writes them, without `#`, percent signs decoded.
    ids: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// What other engines would have made of a heading, by the number of its id.
    also: Vec<(u32, Box<str>)>,
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

    /// Adds an id; one that does not fit (4 GB of ids on a page) is left out.
    fn push(&mut self, id: &str) {
        let Some(end) = u32::try_from(self.ids.len() + id.len()).ok().filter(|_| !id.is_empty()) else { return };
        self.ids.push_str(id);
        self.ends.push(end);
    }

    /// Adds the id of a heading, for which other engines have the ids `also`.
    fn push_heading(&mut self, id: &str, also: Vec<String>) {
        let number = self.ends.len();
        self.push(id);
        if let Some(number) = u32::try_from(number).ok().filter(|_| self.ends.len() > number) {
            self.also.extend(also.into_iter().map(|other| (number, other.into())));
        }
    }

    fn shrink_to_fit(&mut self) {
        self.ids.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.also.shrink_to_fit();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.ids[start as usize..*end as usize])
    }

    /// The ids of headings for which another engine has the id `slug`.
    fn by_other_engines(&self, is_it: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        let numbers = self.also.iter().filter(move |(_, other)| is_it(other)).map(|(number, _)| *number as usize);
        numbers.map(|number| {
            let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
            &self.ids[start..self.ends[number] as usize]
        })
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
    anchors.shrink_to_fit();
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
            anchors.push_heading(id, also);
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
            anchors.push_heading(&id, also);
        }
    }
    if doc.dialect == Dialect::Kramdown && lists.has_toc() {
        let entries: Vec<String> = anchors.ids().map(|id| format!("markdown-toc-{id}")).collect();
        anchors.push("markdown-toc");
        entries.iter().for_each(|id| anchors.push(id));
    }
}

/// The ids of a heading on GitHub and by Python-Markdown's and kramdown's defaults, where they differ from `id`.
fn also(heading: &Heading, style: SlugStyle, id: &str) -> Vec<String> {
    let Some(text) = heading.text.as_ref().filter(|text| !is_plain(text) || heading.id.is_some()) else {
        return Vec::new();
    };
    let others =
        [SlugStyle::GitHub, SlugStyle::Toc { unicode: false }, SlugStyle::Toc { unicode: true }, SlugStyle::Kramdown];
    let mut found: Vec<String> = Vec::new();
    for other in others.into_iter().filter(|other| *other != style || heading.id.is_some()) {
        if let Some(slug) = slug(text, other, "-").filter(|slug| !slug.is_empty() && slug != id)
            && slug != "section"
            && !found.contains(&slug)
        {
            found.push(slug);
        }
    }
    found
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
            if has_template(id) {
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
