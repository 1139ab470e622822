//! The rules: one file each under its group. A new one is its line in the list of modules and its line in [`REGISTRY`].

/// Author lists and the owner's name in them.
pub mod authors {
    pub mod co_author_spelt_differently;
    pub mod contribution_mark_lost;
    pub mod duplicate_author;
    pub mod legend_without_mark;
    pub mod mark_without_legend;
    pub mod misspelt_own_name;
    pub mod own_name_bolded_differently;
    pub mod own_name_not_bold;
    pub mod scholar_name_unmatched;
}

/// The bytes of a file and the text they stand for.
pub mod encoding {
    pub mod byte_order_mark;
    pub mod file_too_large;
    pub mod mojibake;
    pub mod not_utf8;
}

/// The YAML at the head of a page, and data files.
pub mod front_matter {
    pub mod conflicting_keys;
    pub mod data_file_syntax;
    pub mod duplicate_key;
    pub mod front_matter_missing;
    pub mod front_matter_syntax;
    pub mod future_date;
    pub mod lost_data;
    pub mod misspelt_key;
    pub mod permalink_conflict;
    pub mod plugin_not_enabled;
    pub mod post_date_mismatch;
    pub mod undated_post;
    pub mod unknown_layout;
    pub mod wrong_value;
    pub mod yaml_surprise;
}

/// Where links, images and addresses lead.
pub mod links {
    pub mod broken_anchor;
    pub mod broken_link;
    pub mod include_missing;
    pub mod insecure_link;
    pub mod link_to_blob;
    pub mod malformed_url;
    pub mod missing_target;
    pub mod nav_target;
    pub mod page_in_no_nav;
    pub mod paper_link;
    pub mod reversed_link;
    pub mod template_leftover;
    pub mod unpublished_target;
}

/// Publications: their lists and bibliographies.
pub mod publications {
    pub mod bib_syntax;
    pub mod bib_unescaped;
    pub mod duplicate_publication;
    pub mod entry_out_of_shape;
    pub mod out_of_order;
    pub mod publication_differs_from_reference;
    pub mod publication_missing;
    pub mod publication_told_differently;
}

/// What stands in the running text.
pub mod prose {
    pub mod misspelt_word;
    pub mod stale_status;
    pub mod unbalanced_emphasis;
}

mod page;
mod quoted;
mod select;
mod unreadable_yaml;
mod whole_lines;

use quoted::quoted;
use unreadable_yaml::unreadable_yaml;
use whole_lines::whole_lines;

pub use page::Page;
pub use select::{Selection, select, unknown};

use crate::finding::{Finding, RuleMeta};
use crate::site::{Digest, Site};
use serde::de::DeserializeOwned;

/// A rule reports; it never edits, prints, reads a file or parses. The struct holds the rule's options: it derives
/// `Default` and `Deserialize`, with `#[serde(default, deny_unknown_fields)]`.
pub trait Rule: Send + Sync {
    fn meta(&self) -> &'static RuleMeta;

    /// One page or data file, the site's plan in view.
    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let _ = (page, out);
    }

    /// What only all pages together show; `out` takes the index of the page's digest with each finding.
    fn check_site(&self, site: &Site, digests: &[Digest], out: &mut Vec<(usize, Finding)>) {
        let _ = (site, digests, out);
    }
}

/// One line of the registry: the page's path below `rules/` without its ending, and the rule's type.
macro_rules! rule {
    ($page:literal, $rule:ty) => {
        Registered { page: include_str!(concat!("../../rules/", $page, ".md")), make: make::<$rule> }
    };
}

/// Every rule, in the order of `hplint rules`.
const REGISTRY: &[Registered] = &[
    rule!("authors/co-author-spelt-differently", authors::co_author_spelt_differently::CoAuthorSpeltDifferently),
    rule!("authors/contribution-mark-lost", authors::contribution_mark_lost::ContributionMarkLost),
    rule!("authors/duplicate-author", authors::duplicate_author::DuplicateAuthor),
    rule!("authors/misspelt-own-name", authors::misspelt_own_name::MisspeltOwnName),
    rule!("authors/own-name-bolded-differently", authors::own_name_bolded_differently::OwnNameBoldedDifferently),
    rule!("authors/legend-without-mark", authors::legend_without_mark::LegendWithoutMark),
    rule!("authors/mark-without-legend", authors::mark_without_legend::MarkWithoutLegend),
    rule!("authors/own-name-not-bold", authors::own_name_not_bold::OwnNameNotBold),
    rule!("authors/scholar-name-unmatched", authors::scholar_name_unmatched::ScholarNameUnmatched),
    rule!("encoding/byte-order-mark", encoding::byte_order_mark::ByteOrderMark),
    rule!("encoding/file-too-large", encoding::file_too_large::FileTooLarge),
    rule!("encoding/mojibake", encoding::mojibake::Mojibake),
    rule!("encoding/not-utf8", encoding::not_utf8::NotUtf8),
    rule!("front-matter/conflicting-keys", front_matter::conflicting_keys::ConflictingKeys),
    rule!("front-matter/data-file-syntax", front_matter::data_file_syntax::DataFileSyntax),
    rule!("front-matter/duplicate-key", front_matter::duplicate_key::DuplicateKey),
    rule!("front-matter/front-matter-missing", front_matter::front_matter_missing::FrontMatterMissing),
    rule!("front-matter/front-matter-syntax", front_matter::front_matter_syntax::FrontMatterSyntax),
    rule!("front-matter/future-date", front_matter::future_date::FutureDate),
    rule!("front-matter/lost-data", front_matter::lost_data::LostData),
    rule!("front-matter/misspelt-key", front_matter::misspelt_key::MisspeltKey),
    rule!("front-matter/permalink-conflict", front_matter::permalink_conflict::PermalinkConflict),
    rule!("front-matter/plugin-not-enabled", front_matter::plugin_not_enabled::PluginNotEnabled),
    rule!("front-matter/post-date-mismatch", front_matter::post_date_mismatch::PostDateMismatch),
    rule!("front-matter/undated-post", front_matter::undated_post::UndatedPost),
    rule!("front-matter/unknown-layout", front_matter::unknown_layout::UnknownLayout),
    rule!("front-matter/wrong-value", front_matter::wrong_value::WrongValue),
    rule!("front-matter/yaml-surprise", front_matter::yaml_surprise::YamlSurprise),
    rule!("links/broken-anchor", links::broken_anchor::BrokenAnchor),
    rule!("links/broken-link", links::broken_link::BrokenLink),
    rule!("links/include-missing", links::include_missing::IncludeMissing),
    rule!("links/insecure-link", links::insecure_link::InsecureLink),
    rule!("links/link-to-blob", links::link_to_blob::LinkToBlob),
    rule!("links/malformed-url", links::malformed_url::MalformedUrl),
    rule!("links/missing-target", links::missing_target::MissingTarget),
    rule!("links/nav-target", links::nav_target::NavTarget),
    rule!("links/page-in-no-nav", links::page_in_no_nav::PageInNoNav),
    rule!("links/paper-link", links::paper_link::PaperLink),
    rule!("links/reversed-link", links::reversed_link::ReversedLink),
    rule!("links/template-leftover", links::template_leftover::TemplateLeftover),
    rule!("links/unpublished-target", links::unpublished_target::UnpublishedTarget),
    rule!("prose/misspelt-word", prose::misspelt_word::MisspeltWord),
    rule!("prose/unbalanced-emphasis", prose::unbalanced_emphasis::UnbalancedEmphasis),
    rule!("prose/stale-status", prose::stale_status::StaleStatus),
    rule!("publications/bib-syntax", publications::bib_syntax::BibSyntax),
    rule!("publications/bib-unescaped", publications::bib_unescaped::BibUnescaped),
    rule!("publications/duplicate-publication", publications::duplicate_publication::DuplicatePublication),
    rule!("publications/entry-out-of-shape", publications::entry_out_of_shape::EntryOutOfShape),
    rule!("publications/out-of-order", publications::out_of_order::OutOfOrder),
    rule!(
        "publications/publication-differs-from-reference",
        publications::publication_differs_from_reference::PublicationDiffersFromReference
    ),
    rule!("publications/publication-missing", publications::publication_missing::PublicationMissing),
    rule!(
        "publications/publication-told-differently",
        publications::publication_told_differently::PublicationToldDifferently
    ),
];

/// A rule's page `rules/<group>/<name>.md`, and how the rule is made.
struct Registered {
    page: &'static str,
    make: Make,
}

/// Makes a rule from its options in the configuration; without options, as it is by default.
type Make = fn(Option<&serde_yaml::Value>) -> Result<Box<dyn Rule>, String>;

fn make<R: Rule + Default + DeserializeOwned + 'static>(
    options: Option<&serde_yaml::Value>,
) -> Result<Box<dyn Rule>, String> {
    let Some(options) = options.filter(|options| !options.is_null()) else {
        return Ok(Box::new(R::default()));
    };
    match serde_yaml::from_value::<R>(options.clone()) {
        Ok(rule) => Ok(Box::new(rule)),
        Err(error) => Err(error.to_string()),
    }
}

/// Every rule with its default options.
pub fn all() -> Vec<Box<dyn Rule>> {
    REGISTRY.iter().map(Registered::by_default).collect()
}

/// The page of the rule `name`, with its front matter.
pub fn page(name: &str) -> Option<&'static str> {
    REGISTRY.iter().find(|registered| registered.by_default().meta().name == name).map(|registered| registered.page)
}

impl Registered {
    fn by_default(&self) -> Box<dyn Rule> {
        (self.make)(None).expect("a rule without options is its default")
    }
}
