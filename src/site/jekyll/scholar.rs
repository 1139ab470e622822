//! Where a field of the site's bibliography leads: jekyll-scholar shows each entry with al-folio's `_layouts/bib.liquid`.

use super::own_names::OwnNames;
use super::{Config, Jekyll};
use crate::site::Resolution;
use crate::site::detect::Theme;
use crate::site::published::Written;
use crate::site::tree::Tree;
use crate::site::urls::{self, Reach};
use crate::syntax::yaml::{Yaml, YamlNode};
use crate::syntax::{BibLink, Document};

/// The bibliography of a site whose template is known.
#[derive(Debug)]
pub(super) struct Scholar {
    /// From the source folder.
    file: String,
    shows_pictures: bool,
    own_names: Option<OwnNames>,
}

impl Scholar {
    /// `None` when the theme is none whose template is known, or the site names no bibliography.
    pub(super) fn new(tree: &dyn Tree, config: &Config, theme: Theme, yaml: &Yaml) -> Option<Scholar> {
        let scholar = yaml.get("scholar").filter(|_| theme == Theme::AlFolio)?;
        let text = |key| scholar.get(key).and_then(YamlNode::as_str);
        let folder = urls::join("", text("source").unwrap_or("_bibliography")).path;
        let name = text("bibliography").unwrap_or("references.bib");
        let name = if name.ends_with(".bib") { name.to_string() } else { format!("{name}.bib") };
        let shows = yaml.get("enable_publication_thumbnails").and_then(YamlNode::as_str);
        let shows_pictures = shows.is_some_and(|shows| shows.eq_ignore_ascii_case("true"));
        let file = urls::below(folder.trim_matches('/'), &name);
        Some(Scholar { file, shows_pictures, own_names: OwnNames::read(tree, yaml, config) })
    }
}

impl Jekyll {
    /// Whether the bibliography at `path` may be shown: not a copy beside the one that the configuration names.
    pub(super) fn shows_bibliography(&self, path: &str) -> bool {
        let Some(scholar) = &self.scholar else { return true };
        let source = self.in_source(path).unwrap_or(path);
        source == scholar.file || urls::folder(source) != urls::folder(&scholar.file)
    }

    /// Whom the template sets off in the bibliography at `path`, if it shows that one.
    pub(in crate::site) fn own_names(&self, path: &str) -> Option<&OwnNames> {
        let scholar = self.scholar.as_ref().filter(|scholar| self.in_source(path) == Some(&scholar.file))?;
        scholar.own_names.as_ref()
    }

    /// The same as `doc` has it, if it is the configuration.
    pub(in crate::site) fn own_names_in(&self, doc: &Document) -> Option<OwnNames> {
        let names = self.scholar.as_ref()?.own_names.as_ref()?;
        names.reread(doc).filter(|_| names.config.as_ref() == Some(&doc.source.path))
    }

    /// Where `target` leads, a field of the bibliography at `page`.
    pub(super) fn resolve_bib(&self, tree: &dyn Tree, page: &str, field: BibLink, target: &str) -> Resolution {
        // The template takes anything with `://` for an address.
        if target.contains("://") {
            return self.resolve_address(tree, target, &Written::whole(target));
        }
        let Some(scholar) = self.scholar.as_ref().filter(|scholar| self.in_source(page) == Some(&scholar.file)) else {
            return Resolution::Unknown("a bibliography that may not be shown");
        };
        let folder = match field {
            BibLink::Paper => "assets/pdf",
            BibLink::Page => "assets/html",
            BibLink::Picture if scholar.shows_pictures => "assets/img/publication_preview",
            BibLink::Picture | BibLink::Address => return Resolution::Unknown("may not be shown"),
        };
        let literal = match urls::reach(target) {
            Reach::Relative(path) | Reach::Rooted(path) => path,
            Reach::Here | Reach::Elsewhere => return Resolution::Unknown("no path"),
        };
        let Some(path) = urls::decode(literal) else { return Resolution::Unknown("not UTF-8") };
        let written = Written::new(target, 0..literal.len(), folder);
        let joined = urls::join(folder, path.trim_start_matches('/'));
        match self.resolve_path(tree, &joined.path, &written) {
            // A template that was changed may look elsewhere.
            Resolution::Missing { moved: Some(_), .. } => {
                Resolution::Unknown("the theme decides where it is looked for")
            }
            Resolution::Missing { .. } | Resolution::DiffersByCase { .. }
                if field == BibLink::Page || joined.left_root =>
            {
                Resolution::Unknown("the theme decides where it is looked for")
            }
            resolution => resolution,
        }
    }
}
