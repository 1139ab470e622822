//! Which site a file belongs to: the nearest folder above it with a generator's configuration, or the Jekyll site around
//! that folder.

use super::walk::AUTHORS;
use crate::syntax::yaml::{self, YamlNode};
use crate::text::Span;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder with a generator's configuration.
pub(super) struct Root {
    pub(super) folder: PathBuf,
    pub(super) is_jekyll: bool,
    config: &'static str,
}

/// Finds roots, looking at each folder once.
#[derive(Default)]
pub(super) struct Roots {
    folders: HashMap<PathBuf, Option<Arc<Root>>>,
}

/// Jekyll before the others: a Jekyll site may keep an `mkdocs.yml` for its project's manual.
const CONFIGS: [&str; 5] = ["_config.yml", "_config.yaml", "mkdocs.yml", "mkdocs.yaml", "zensical.toml"];

impl Roots {
    /// The site that files in `folder` (absolute) belong to. The search ends at a repository's root and at home.
    pub(super) fn of(&mut self, folder: &Path) -> Option<Arc<Root>> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let outer = if is_top(folder) { None } else { folder.parent().and_then(|parent| self.of(parent)) };
        let found = match read_root(folder) {
            // Jekyll reads the configuration of the outermost site; one further in is a file like any other.
            Some(root) if root.is_jekyll => outer.filter(|outer| outer.builds(folder)).or(Some(Arc::new(root))),
            Some(root) => Some(Arc::new(root)),
            None => outer,
        };
        self.folders.insert(folder.to_path_buf(), found.clone());
        found
    }
}

impl Root {
    /// Whether this is a Jekyll site that takes the pages of `folder` (absolute) for its own. A theme's repository keeps its
    /// manual in a folder that the theme's own configuration excludes.
    fn builds(&self, folder: &Path) -> bool {
        let Ok(inner) = folder.strip_prefix(&self.folder) else { return false };
        if !self.is_jekyll || inner.iter().any(|name| name.to_string_lossy().starts_with(['_', '.'])) {
            return false;
        }
        let config = fs::read_to_string(self.folder.join(self.config)).unwrap_or_default();
        let config = yaml::parse(&config, Span::new(0, config.len()));
        let excluded = config.get("exclude").map(YamlNode::items).unwrap_or_default();
        let mut excluded = excluded.iter().filter_map(YamlNode::as_str);
        !excluded.any(|name| inner.starts_with(name.trim_matches('/')))
    }

    /// Whether the file at `path` (absolute) is put into pages and is none itself.
    pub(super) fn is_template(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder).unwrap_or(path);
        relative.iter().any(|folder| ["_includes", "_layouts", "_sass"].iter().any(|name| folder == *name))
    }

    /// Whether the file at `path` (absolute) is the site's configuration, in Jekyll's folder of data or tells of the authors of
    /// a blog.
    pub(super) fn is_data(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder).unwrap_or(path);
        relative == Path::new(self.config)
            || (self.is_jekyll && relative.starts_with("_data"))
            || (!self.is_jekyll && relative.file_name().is_some_and(|name| name == AUTHORS))
    }
}

/// Whether a site never reaches above `folder`.
pub(super) fn is_top(folder: &Path) -> bool {
    folder.join(".git").exists() || std::env::home_dir().is_some_and(|home| folder == home)
}

fn read_root(folder: &Path) -> Option<Root> {
    let config = CONFIGS.into_iter().find(|config| folder.join(config).is_file())?;
    let is_jekyll = config.starts_with("_config");
    Some(Root { folder: folder.to_path_buf(), is_jekyll, config })
}
