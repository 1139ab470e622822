//! A source parsed in its dialect, without a site: [`Document`].
//!
//! Only this module and `site` know which generator a page is for; everything else asks the [`Dialect`] and the nodes.

mod bib;
mod character_reference;
pub mod csv;
mod dialect;
mod document;
mod front_matter;
mod guess;
mod html;
mod html_links;
mod json;
mod label;
mod links;
mod lower;
mod mask;
mod near_link;
mod nowhere;
mod parse;
mod readable;
mod series;
mod slugify;
mod template_tags;
pub mod toml;
mod values;
pub mod yaml;

pub use bib::{
    BibEntry, BibField, BibPerson, BibProblem, BibProblemKind, Bibliography, bib_person, latex_letters, latex_text,
};
pub use character_reference::character_reference;
pub use dialect::Dialect;
pub use document::{
    Attribute, BibLink, Bracket, Document, FrontMatter, HtmlTag, Include, IncludeFrom, Link, LinkKind, Node, NodeId,
    NodeKind, Notation, Opaque, OpaqueKind, Place,
};
pub use front_matter::split as split_front_matter;
pub use html::tags as html_tags;
pub use mask::has_template;
pub(crate) use mask::is_silent_tag;
pub use near_link::{NearLink, NearLinkKind};
pub use series::{Series, SeriesKind};
pub use slugify::{SlugMode, slugify};
