//! What is known of the keys in a file's front matter or data, and who reads them.

use super::base_uses::{self, BaseUses};
use super::schemas::{self, File, KnownKeys, Reading, Schema, Setting};
use super::tree::Tree;
use super::{Plan, Site, Theme, Told, own_words, urls};
use crate::syntax::yaml::{Engine, YamlNode};
use crate::text::Span;
use std::sync::Arc;

/// A key of pages that only a plugin reads, which does not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOfPlugin {
    pub key: &'static str,
    pub plugin: &'static str,
    /// The first page that has the key.
    pub first: Arc<str>,
    /// How many have it.
    pub pages: usize,
}

/// The schemas that hold for a site, those of its owner first, then those that know more.
pub(super) fn schemas(plan: &Plan, generator: Option<&str>, theme: Theme, told: &Told) -> Vec<Arc<Schema>> {
    let theme = match plan {
        Plan::MkDocs(mkdocs) if theme == Theme::Plain => mkdocs.theme(),
        _ => theme.name(),
    };
    let setting = Setting {
        generator: generator.unwrap_or_default().to_ascii_lowercase(),
        theme: theme.to_ascii_lowercase(),
        has_plugin: &|name| runs(plan, name) == Some(true),
    };
    let (mut all, _) = schemas::own(told.schemas);
    let mut known: Vec<_> = schemas::builtin().to_vec();
    known.sort_by_key(|schema| schema.rank());
    all.extend(known);
    all.retain(|schema| schema.holds(&setting));
    all
}

/// Whether the plugin `name` runs; `None` when that cannot be known.
fn runs(plan: &Plan, name: &str) -> Option<bool> {
    match plan {
        Plan::Jekyll(jekyll) => jekyll.runs(name),
        Plan::MkDocs(mkdocs) => mkdocs.runs(name),
        Plan::Plain(_) => Some(false),
    }
}

impl Site {
    /// The names of the schemas that hold for the site, those that know best first.
    pub fn schemas(&self) -> Vec<&str> {
        let generator = self.generator.name().unwrap_or_default();
        let mut names: Vec<&str> = Vec::new();
        for schema in self.schemas.iter().filter(|schema| schema.is_of(generator)) {
            if !names.contains(&schema.name.as_str()) {
                names.push(&schema.name);
            }
        }
        names
    }

    /// What is known of the keys in the front matter of the page at `path`, or of the data file or configuration there.
    pub fn known_keys(&self, path: &str) -> KnownKeys<'_> {
        self.file(path).map(|file| KnownKeys::of(&self.schemas, &self.indexes, file)).unwrap_or_default()
    }

    /// What JSON Schemas say of `root`, the front matter or data of the file at `path`, and where.
    pub fn json_schema_faults(&self, path: &str, root: &YamlNode) -> Vec<(Span, String)> {
        if !self.schemas.iter().any(|schema| schema.has_json_schema()) {
            return Vec::new();
        }
        match (self.file(path), self.yaml_engines().first()) {
            (Some(file), Some(engine)) => schemas::json_faults(&self.schemas, file, root, *engine),
            _ => Vec::new(),
        }
    }

    /// The engines that may read the site's YAML; which one does is not to be seen from the sources. None where no
    /// generator does.
    pub fn yaml_engines(&self) -> &'static [Engine] {
        match &self.plan {
            // Debian's Jekyll calls Psych, the gem and GitHub Pages SafeYAML.
            Plan::Jekyll(_) => &[Engine::Psych, Engine::SafeYaml],
            Plan::MkDocs(_) => &[Engine::PyYaml],
            Plan::Plain(_) => &[],
        }
    }

    /// Who reads the values in the file at `path`.
    pub fn reading(&self, path: &str) -> Reading {
        let is_strict = matches!(&self.plan, Plan::MkDocs(mkdocs) if mkdocs.is_config(path));
        Reading { engines: self.yaml_engines(), is_strict }
    }

    /// Whether the key `name`, absent from `mapping` in the file at `path`, may have its value from another file: from the
    /// defaults of the configuration, a configuration that is inherited, or what a plugin lays over pages.
    pub fn may_inherit(&self, path: &str, mapping: &YamlNode, name: &str) -> bool {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.has_default(name),
            Plan::MkDocs(mkdocs) if mkdocs.is_config(path) => {
                mapping.get("INHERIT").is_some() || !mkdocs.is_main_config(path)
            }
            Plan::MkDocs(mkdocs) => mkdocs.runs("meta") != Some(false),
            Plan::Plain(_) => false,
        }
    }

    /// How the site's own templates print the path of the site on its host. Walks the tree when first asked.
    pub fn base_uses(&self, tree: &dyn Tree) -> BaseUses {
        *self.base_uses.get_or_init(|| base_uses::read(tree))
    }

    /// Whether the plugin `name` runs; `None` when that cannot be known.
    pub fn runs_plugin(&self, name: &str) -> Option<bool> {
        runs(&self.plan, name)
    }

    /// What published pages ask of plugins that do not run for certain; for the configuration at `path` alone. Nothing that a
    /// template or a plugin of the site's own may do.
    pub fn asked_of_plugins(&self, tree: &dyn Tree, path: &str) -> Vec<&AskedOfPlugin> {
        let Plan::Jekyll(jekyll) = &self.plan else { return Vec::new() };
        if !jekyll.is_config(path) {
            return Vec::new();
        }
        let is_done = |asked: &&AskedOfPlugin| self.names_key(tree, asked.key) || self.names_key(tree, asked.plugin);
        jekyll.asked_of_plugins().iter().filter(|asked| !is_done(asked)).collect()
    }

    /// The keys of `root`, the configuration at `path`, that only a plugin reads which does not run for certain, and the
    /// plugin. None that a template or a plugin of the site's own names, or that are switched off.
    pub fn settings_of_missing_plugins<'a>(
        &'a self,
        tree: &dyn Tree,
        path: &str,
        root: &'a YamlNode,
    ) -> Vec<(&'a YamlNode, &'a str)> {
        if !matches!(self.file(path), Some(File::Config)) {
            return Vec::new();
        }
        let known = self.known_keys(path);
        let missing = |(key, value): &'a (YamlNode, YamlNode)| {
            let name = key.as_str()?;
            let plugin = known.get(name)?.needs.as_deref()?;
            let is_off = |node: &YamlNode| node.as_str() == Some("false");
            let is_set = !is_off(value) && !value.get("enabled").is_some_and(is_off) && !value.span.is_empty();
            let is_done = || self.names_key(tree, name) || self.names_key(tree, plugin);
            (is_set && self.runs_plugin(plugin) == Some(false) && !is_done()).then_some((key, plugin))
        };
        root.pairs().iter().filter_map(missing).collect()
    }

    /// The file or folder that templates find under the name of the data file at `path`, in its place.
    pub fn data_in_the_place_of(&self, tree: &dyn Tree, path: &str) -> Option<String> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.data_in_the_place_of(tree, path),
            Plan::MkDocs(_) | Plan::Plain(_) => None,
        }
    }

    /// Whether the first row of the table at `path` names its columns for templates.
    pub fn has_header_row(&self, path: &str) -> bool {
        matches!(&self.plan, Plan::Jekyll(jekyll) if jekyll.has_header_row(path))
    }

    /// The collection that the page at `path` is a document of; posts and drafts are of `posts`, also those of a blog.
    pub fn collection<'a>(&'a self, path: &'a str) -> Option<&'a str> {
        match &self.plan {
            Plan::Jekyll(jekyll) => jekyll.collection(path),
            Plan::MkDocs(mkdocs) => mkdocs.is_post(path).then_some("posts"),
            Plan::Plain(_) => None,
        }
    }

    /// Whether a template, a plugin or a script of the site's own may read the key `name`: it names it. Walks the tree when
    /// first asked.
    pub fn names_key(&self, tree: &dyn Tree, name: &str) -> bool {
        self.own_words.get_or_init(|| own_words::read(tree)).contains(name)
    }

    /// What schemas may know the file at `path` as; `None` for what the generator does not read.
    fn file<'a>(&'a self, path: &'a str) -> Option<File<'a>> {
        let (is_config, data, is_page) = match &self.plan {
            Plan::Jekyll(jekyll) => (jekyll.is_config(path), jekyll.data_name(path), jekyll.is_page(path)),
            // A post that the build fails for, or a draft, is not published.
            Plan::MkDocs(mkdocs) => {
                let is_page = mkdocs.publishes(path) || mkdocs.is_post(path);
                (mkdocs.is_config(path), mkdocs.data_name(path), is_page)
            }
            Plan::Plain(_) => return None,
        };
        if is_config {
            Some(File::Config)
        } else if let Some(name) = data {
            Some(File::Data { path, name })
        } else if urls::extension(path) == "bib" {
            Some(File::Bibliography)
        } else {
            is_page.then(|| File::Page { path, collection: self.collection(path) })
        }
    }
}
