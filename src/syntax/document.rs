//! A parsed page or data file as flat tables of spans: what rules read.

use super::bib::{self, Bibliography};
use super::csv::{self, Table};
use super::toml;
use super::yaml::{self, Yaml};
use super::{Dialect, front_matter, guess, parse, values};
use crate::source::Source;
use crate::text::Span;
use std::collections::HashSet;

/// Index into [`Document::nodes`].
pub type NodeId = usize;

/// A source parsed in its dialect. Parsing never fails: what is broken stands inside, for a rule to report.
#[derive(Debug)]
pub struct Document {
    pub source: Source,
    pub dialect: Dialect,
    pub front_matter: Option<FrontMatter>,
    /// A data file's tree (`_config.yml`, `_data/*.yml`); a page has none.
    pub data: Option<Yaml>,
    /// A `.bib` file's entries; anything else has none.
    pub bibliography: Option<Bibliography>,
    /// What a table of `_data` (`.csv`, `.tsv`) says of itself; anything else has none.
    pub table: Option<Table>,
    /// The Markdown tree in document order; empty for a data file.
    pub nodes: Vec<Node>,
    /// Links and images wherever a visitor meets one, in document order.
    pub links: Vec<Link>,
    /// Files that are put into the page while it is built, in order.
    pub includes: Vec<Include>,
    /// `[label]` in running text that is no link.
    pub brackets: Vec<Bracket>,
    /// Labels of reference definitions, normalised as CommonMark 4.7 matches them.
    pub definitions: Vec<String>,
    /// HTML start and end tags, in blocks and inline, in document order.
    pub tags: Vec<HtmlTag>,
    /// What Markdown does not touch: templates, maths, attribute lists, comments, code.
    pub opaque: Vec<Opaque>,
    /// Running text that a visitor reads (Markdown text and text inside HTML), in document order.
    pub prose: Vec<Span>,
}

/// How front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Between `---`: the only one that Jekyll and MkDocs read.
    Yaml,
    /// Between `+++`.
    Toml,
    /// An object.
    Json,
}

/// What stands at the head of a page and is not of its text: `---`, YAML, `---`.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    pub notation: Notation,
    /// With both fences and the last line end; when not closed, to the end of the lines that look like YAML.
    pub span: Span,
    /// The YAML between the fences; of JSON the whole object.
    pub body: Span,
    pub closed: bool,
    /// Empty in another notation.
    pub yaml: Yaml,
}

/// A node of the Markdown tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    pub kind: NodeKind,
    pub span: Span,
    pub parent: Option<NodeId>,
    /// One past the last node of its subtree: `nodes[id + 1..end]` are its descendants.
    pub end: NodeId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    Document,
    BlockQuote,
    List { ordered: bool, tight: bool },
    Item,
    Paragraph,
    Heading { level: u8 },
    CodeBlock,
    HtmlBlock,
    ThematicBreak,
    Table,
    TableRow,
    TableCell,
    FootnoteDefinition,
    Text,
    SoftBreak,
    HardBreak,
    Code,
    HtmlInline,
    Emphasis,
    Strong,
    Strikethrough,
    Link,
    Image,
    FootnoteReference,
    Other,
}

/// One link, image or other reference to a file, a page or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    /// The whole construct: `[text](target)`, the attribute `href="…"`, the front matter value.
    pub span: Span,
    /// The visible text between the brackets; empty for those without.
    pub text: Span,
    /// The target as written, without quotes, angle brackets and surrounding blanks; empty span when there is none.
    pub target: Span,
    /// The target with entities and backslash escapes decoded; templates stay as written.
    pub url: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)`
    Inline,
    /// `![text](target)`
    Image,
    /// `[text][label]`, `[label]`, `![text][label]` with a definition; the target is the definition's.
    Reference,
    /// `[label]: target`
    Definition,
    /// `<https://…>` or, where the dialect links it, a bare address.
    Autolink,
    /// `href` of an HTML tag.
    Href,
    /// `src`, `srcset`, `poster`, `data` of an HTML tag.
    Src,
    /// `url(…)` in the `style` of an HTML tag.
    Style,
    /// `{% link file %}`, `{% post_url name %}` that no other link has in its target.
    Tag,
    /// `path="…"` of an `{% include %}`: a file of the site.
    Parameter,
    /// A value of the front matter that the theme uses as a link or image, or a link in such a value's text.
    FrontMatter,
    /// The same in a data file or the site's configuration, which no page says where it is shown.
    Data,
    /// A field of a bibliography.
    Bib(BibLink),
}

/// What a field of a bibliography leads to: each has its own folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BibLink {
    /// `pdf`, `supp`, `poster`, `slides`
    Paper,
    /// `html`
    Page,
    /// `preview`
    Picture,
    /// `code`, `website`, …: an address as it is.
    Address,
}

/// `{% include file %}` with a literal name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Include {
    pub from: IncludeFrom,
    /// The whole tag.
    pub span: Span,
    pub file: Span,
    /// Inside of an `if`, `unless` or `case`: it may never be asked for.
    pub is_conditional: bool,
}

/// Where the file of an [`Include`] is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncludeFrom {
    /// The folder of includes, the site's or its theme's.
    Includes,
    /// The folder of the page itself.
    OwnFolder,
}

/// `[label]` in running text without a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// With its brackets.
    pub span: Span,
    pub label: Span,
    /// The innermost block that holds it.
    pub block: NodeId,
}

/// An HTML tag with spans into the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlTag {
    /// From `<` to `>`.
    pub span: Span,
    /// Lower case.
    pub name: String,
    /// `</name>`.
    pub is_end: bool,
    pub self_closing: bool,
    pub attributes: Vec<Attribute>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Lower case.
    pub name: String,
    /// `name="value"`.
    pub span: Span,
    /// The value between its quotes; empty when there is none.
    pub value_span: Span,
    /// The value with entities decoded.
    pub value: String,
}

/// A stretch that Markdown does not touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opaque {
    pub kind: OpaqueKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpaqueKind {
    /// `{{ … }}`
    TemplateOutput,
    /// `{% … %}`
    TemplateTag,
    /// The body of `raw`, `comment` or `highlight`.
    TemplateBody,
    /// `$…$`, `$$…$$`
    Math,
    /// `{: … }`, `{ … }`
    AttributeList,
    /// `<!-- … -->`
    Comment,
    /// Code spans, fenced and indented code.
    Code,
    /// The body of `<script>`.
    Script,
    /// The body of `<style>`.
    Style,
    /// `!!! note`, `=== "Tab"`, `--8<-- "file"`: the marker line.
    Marker,
}

/// What a byte of the source belongs to, for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Prose,
    FrontMatter,
    /// A link's target.
    Target,
    /// Inside an HTML tag, not a target.
    Tag,
    Opaque(OpaqueKind),
}

impl NodeKind {
    /// Whether the node stands inside a block's text.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            NodeKind::Text
                | NodeKind::SoftBreak
                | NodeKind::HardBreak
                | NodeKind::Code
                | NodeKind::HtmlInline
                | NodeKind::Emphasis
                | NodeKind::Strong
                | NodeKind::Strikethrough
                | NodeKind::Link
                | NodeKind::Image
                | NodeKind::FootnoteReference
        )
    }

    /// Whether the node holds text of its own and never other nodes.
    pub fn is_leaf(self) -> bool {
        matches!(
            self,
            NodeKind::Text | NodeKind::Code | NodeKind::CodeBlock | NodeKind::HtmlInline | NodeKind::HtmlBlock
        )
    }
}

impl Document {
    /// Parses `source` as a page of `dialect`.
    pub fn parse(source: Source, dialect: Dialect) -> Document {
        let front_matter = front_matter::find(&source.text);
        parse::parse(source, dialect, front_matter)
    }

    /// Parses a page that no site speaks for: its dialect is read from the page itself.
    pub fn parse_alone(source: Source) -> Document {
        let front_matter = front_matter::find(&source.text);
        let dialect = guess::guess(&source.text, front_matter.as_ref());
        parse::parse(source, dialect, front_matter)
    }

    /// `source` as plain text without structure: a `.txt`, a file that is too large to parse.
    pub fn plain(source: Source, dialect: Dialect) -> Document {
        Document {
            source,
            dialect,
            front_matter: None,
            data: None,
            bibliography: None,
            table: None,
            nodes: Vec::new(),
            links: Vec::new(),
            includes: Vec::new(),
            brackets: Vec::new(),
            definitions: Vec::new(),
            tags: Vec::new(),
            opaque: Vec::new(),
            prose: Vec::new(),
        }
    }

    /// `source` as a data file (`_config.yml`, `_data/*.yml`, `zensical.toml`).
    pub fn data(source: Source) -> Document {
        let data = match source.path.ends_with(".toml") {
            true => toml::parse(&source.text),
            false => yaml::parse(&source.text, Span::new(0, source.text.len())),
        };
        let links = values::of_data(&source.text, &data, &source.path);
        Document { data: Some(data), links, ..Document::plain(source, Dialect::Html) }
    }

    /// `source` as a table (`.csv`, `.tsv`).
    pub fn table(source: Source) -> Document {
        let separator = if source.path.ends_with(".tsv") { b'\t' } else { b',' };
        let table = csv::parse(&source.text, separator);
        Document { table: Some(table), ..Document::plain(source, Dialect::CommonMark) }
    }

    /// `source` as a bibliography (`.bib`).
    pub fn bibliography(source: Source) -> Document {
        let bibliography = bib::parse(&source.text);
        let links = bib::links(&source.text, &bibliography);
        Document { bibliography: Some(bibliography), links, ..Document::plain(source, Dialect::CommonMark) }
    }

    /// Links that a visitor meets: a definition counts where it is used, and once.
    pub fn links_in_use(&self) -> impl Iterator<Item = &Link> {
        let mut definitions = HashSet::new();
        self.links.iter().filter(move |link| match link.kind {
            LinkKind::Definition => false,
            LinkKind::Reference => definitions.insert(link.target),
            _ => true,
        })
    }

    /// What the byte at `offset` belongs to.
    pub fn place(&self, offset: usize) -> Place {
        if self.front_matter.as_ref().is_some_and(|front_matter| front_matter.span.holds(offset)) {
            return Place::FrontMatter;
        }
        if let Some(opaque) = self.opaque_at(offset) {
            return Place::Opaque(opaque.kind);
        }
        // Links nest at most an image deep, and a tag holds few attributes.
        let next = self.links.partition_point(|link| link.span.start() <= offset);
        if self.links[..next].iter().rev().take(8).any(|link| link.target.holds(offset)) {
            return Place::Target;
        }
        let next = self.tags.partition_point(|tag| tag.span.start() <= offset);
        if next > 0 && self.tags[next - 1].span.holds(offset) {
            return Place::Tag;
        }
        Place::Prose
    }

    /// The innermost opaque stretch that holds `offset`.
    pub fn opaque_at(&self, offset: usize) -> Option<&Opaque> {
        let next = self.opaque.partition_point(|opaque| opaque.span.start() <= offset);
        self.opaque[..next].iter().rev().take(16).find(|opaque| opaque.span.holds(offset))
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.source.text)
    }
}
