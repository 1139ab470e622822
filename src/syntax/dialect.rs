//! Which Markdown a page is written in.

/// The Markdown that will be rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// GitHub's CommonMark: READMEs, plain folders.
    CommonMark,
    /// kramdown with the GFM parser, after Liquid: Jekyll.
    Kramdown,
    /// Python-Markdown without extensions but MkDocs' own (`toc`, `tables`, `fenced_code`).
    PythonMarkdown,
    /// Python-Markdown with the extensions usual on Material sites (`attr_list`, `md_in_html`, pymdownx).
    Material,
    /// No Markdown: an HTML page, with Liquid in a Jekyll site.
    Html,
}

impl Dialect {
    /// Whether `{{ … }}` and `{% … %}` are run before Markdown (Jekyll).
    pub fn has_liquid(self) -> bool {
        matches!(self, Dialect::Kramdown | Dialect::Html)
    }

    /// Whether an inline link's target may hold raw blanks (kramdown 2.4, Python-Markdown 3.11: tried).
    pub fn allows_blank_in_target(self) -> bool {
        self != Dialect::CommonMark
    }

    /// Whether attribute lists such as `{: .class }` (kramdown) or `{ .class }` are taken off the text.
    pub fn has_attribute_lists(self) -> bool {
        matches!(self, Dialect::Kramdown | Dialect::Material)
    }

    /// Whether of two definitions of a label the last one counts (kramdown, Python-Markdown: tried) and not the first
    /// (CommonMark 4.7).
    pub fn takes_last_definition(self) -> bool {
        matches!(self, Dialect::Kramdown | Dialect::PythonMarkdown | Dialect::Material)
    }

    /// Whether a definition may stand right under text (Python-Markdown takes them out of a paragraph's lines: tried).
    pub fn has_definitions_in_text(self) -> bool {
        matches!(self, Dialect::PythonMarkdown | Dialect::Material)
    }

    /// Whether `!!! note` and `=== "Tab"` open blocks.
    pub fn has_admonitions(self) -> bool {
        self == Dialect::Material
    }

    /// The name that `hplint site` and messages use.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::CommonMark => "CommonMark (GFM)",
            Dialect::Kramdown => "kramdown",
            Dialect::PythonMarkdown => "Python-Markdown",
            Dialect::Material => "Python-Markdown (Material)",
            Dialect::Html => "HTML",
        }
    }
}
