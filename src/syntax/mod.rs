//! A source parsed in its dialect, without a site: [`Document`].
//!
//! Only this module and `site` know which generator a page is for; everything else asks the [`Dialect`] and the nodes.

mod dialect;
mod document;
mod front_matter;
mod guess;
mod html;
mod label;
mod links;
mod lower;
mod mask;
mod near_link;
mod nowhere;
mod parse;
pub mod toml;
pub mod yaml;

pub use dialect::Dialect;
pub use document::{
    Attribute, Bracket, Document, FrontMatter, HtmlTag, Link, LinkKind, Node, NodeId, NodeKind, Opaque, OpaqueKind,
    Place,
};
pub use front_matter::split as split_front_matter;
pub use near_link::{NearLink, NearLinkKind};
