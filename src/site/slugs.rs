//! How the ids of a page are made, as the site's configuration says: which slugs, and which extensions write ids.

/// What makes ids on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slugs {
    pub style: SlugStyle,
    /// Between words; `-` unless `toc.separator` says otherwise. GitHub's and kramdown's is always `-`.
    pub separator: String,
    /// `pymdownx.tabbed` and `pymdownx.blocks.tab`; `None` when neither is on.
    pub tabs: Option<TabSlugs>,
    /// Between the parts of `fn:1` and `fnref:1`; `None` when the engine has no footnotes.
    pub footnotes: Option<String>,
    /// `{: #id }` and `{ #id }` are taken off the text.
    pub has_attribute_lists: bool,
    /// `:smile:` becomes a picture (`pymdownx.emoji`).
    pub has_emoji: bool,
    /// Lines of code have ids of their own (`pymdownx.highlight`: `anchor_linenums`, `line_spans`).
    pub has_line_anchors: bool,
    /// Texts that on a page mean that others are put into it, which may bring ids.
    pub markers: Vec<Marker>,
    /// Why any page of the site may have further ids: an extension or a plugin that hplint does not know.
    pub incomplete: Option<&'static str>,
}

/// A text that stands where the generator puts another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Anywhere on the page, code included: snippets are put in before anything else is read.
    pub text: &'static str,
    /// Why the page may have ids that its source does not show.
    pub why: &'static str,
}

impl Marker {
    pub const SNIPPET: Marker = Marker { text: "8<-", why: "a file is put into the page" };
    pub const MACRO: Marker = Marker { text: "{{", why: "a macro writes into the page" };
    pub const BLOCK: Marker = Marker { text: "{%", why: "a template block writes into the page" };
    pub const TAGS: Marker = Marker { text: "material/tags", why: "a list of tags is put into the page" };
    pub const TAG_LISTS: Marker = Marker { text: "[TAGS]", why: "a list of tags is put into the page" };
    pub const DOCSTRING: Marker = Marker { text: ":::", why: "documentation of code is put into the page" };
}

/// The ids of tabs' input elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabSlugs {
    /// `None`: `__tabbed_1_1`, by set and tab.
    pub style: Option<SlugStyle>,
    pub separator: String,
    /// The nearest heading's id and the separator stand before the tab's own.
    pub combines_header: bool,
}

/// The function that turns a heading's text into an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugStyle {
    /// kramdown's own (`Kramdown::Converter::Base#generate_id`): `input: kramdown`.
    Kramdown,
    /// kramdown's GFM parser (`generate_gfm_header_id`): Jekyll's default.
    KramdownGfm,
    /// GitHub's, on pages that are read there.
    GitHub,
    /// `markdown.extensions.toc.slugify`: what NFKD leaves of ASCII; with `unicode`, `slugify_unicode`: every word
    /// character. A second one of a name gets `_1`.
    Toc { unicode: bool },
    /// `pymdownx.slugs`: each blank becomes a separator, and word characters stay. A second one gets `_1`.
    Pymdownx { case: SlugCase, percent_encode: bool, form: SlugForm },
    /// Headings get no ids (`auto_ids: false`).
    None,
    /// A function that hplint does not know.
    Unknown,
}

/// `case` of `pymdownx.slugs.slugify`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugCase {
    /// As written.
    Kept,
    /// Python's `str.lower`.
    Lower,
    /// A to Z only.
    LowerAscii,
    /// Python's `str.casefold`.
    Fold,
}

/// `normalize` of `pymdownx.slugs.slugify`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugForm {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

impl Slugs {
    /// `style` with a hyphen between words and nothing else on.
    pub fn new(style: SlugStyle) -> Slugs {
        Slugs {
            style,
            separator: "-".to_string(),
            tabs: None,
            footnotes: None,
            has_attribute_lists: false,
            has_emoji: false,
            has_line_anchors: false,
            markers: Vec::new(),
            incomplete: None,
        }
    }

    /// Jekyll's defaults: kramdown with the GFM parser, footnotes and attribute lists.
    pub fn kramdown() -> Slugs {
        Slugs { footnotes: Some(":".to_string()), has_attribute_lists: true, ..Slugs::new(SlugStyle::KramdownGfm) }
    }

    /// A page that is read on GitHub.
    pub fn github() -> Slugs {
        Slugs { footnotes: Some("-".to_string()), ..Slugs::new(SlugStyle::GitHub) }
    }
}
