//! Which entries of a folder Jekyll reads: `Jekyll::EntryFilter`.

use crate::site::urls;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// What Jekyll 4.3 leaves out beside what `exclude` says (`Jekyll::Configuration::DEFAULT_EXCLUDES`).
const DEFAULT_EXCLUDES: &[&str] = &[
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// `include` and `exclude`.
#[derive(Debug)]
pub(super) struct Filter {
    include: Patterns,
    exclude: Patterns,
    /// Names of single files in `include`, from the source: read wherever they stand.
    pub(super) included_files: Vec<String>,
}

impl Filter {
    pub(super) fn new(mut include: Vec<String>, exclude: &[String]) -> Filter {
        let excluded = exclude.iter().map(String::as_str).chain(DEFAULT_EXCLUDES.iter().copied());
        let excluded: Vec<String> =
            excluded.filter(|name| !include.iter().any(|included| included == name)).map(str::to_string).collect();
        let is_path = |name: &&String| name.contains('/') && !name.ends_with('/');
        let included_files = include.iter().filter(is_path).map(|name| name.trim_start_matches('/').to_string());
        let included_files = included_files.collect();
        // Jekyll's own default, which a list of the user's replaces.
        if include.is_empty() {
            include.push(".htaccess".to_string());
        }
        Filter { include: Patterns::new(&include), exclude: Patterns::new(&excluded), included_files }
    }

    /// Whether the entry at `path` (from the source) is left out of the folder that is `folder` bytes of it, slash
    /// included: hidden, special and excluded names, unless included by name. In `_posts` and collections an entry is all
    /// that is below their folder, so that only its first and its last part are asked about.
    pub(super) fn leaves_out(&self, path: &str, folder: usize) -> bool {
        self.leaves_out_as(path, path, folder)
    }

    /// The same with the path that `exclude` is compared with: a collection's, without `collections_dir`.
    pub(super) fn leaves_out_as(&self, path: &str, compared: &str, folder: usize) -> bool {
        let entry = &path[folder..];
        let name = urls::name(entry);
        if name.ends_with('.') {
            return true;
        }
        if self.include.matches(entry) || self.include.matches(name) {
            return false;
        }
        let is_special = |name: &str| name.starts_with(['.', '_', '#', '~']);
        is_special(entry) || is_special(name) || name.ends_with('~') || self.exclude.matches(compared)
    }

    /// Whether `exclude` names the file at `path` or a folder above it.
    pub(super) fn excludes(&self, path: &str) -> bool {
        self.exclude.matches(path)
    }
}

/// Names as Jekyll compares them: what a path begins with (`README` is also `README.md`), or a glob whose `*` also
/// matches `/` (`File.fnmatch` without `FNM_PATHNAME`).
#[derive(Debug)]
struct Patterns {
    heads: Vec<String>,
    globs: GlobSet,
}

impl Patterns {
    fn new(names: &[String]) -> Patterns {
        let mut globs = GlobSetBuilder::new();
        let mut heads = Vec::new();
        for name in names.iter().map(|name| name.trim_start_matches('/')).filter(|name| !name.is_empty()) {
            if name.contains(['*', '?', '[']) {
                // Ruby knows no `{a,b}` here.
                let escaped = name.replace('{', "[{]").replace('}', "[}]").replace("**", "*");
                let glob = GlobBuilder::new(&escaped).literal_separator(false).backslash_escape(true).build();
                drop(glob.map(|glob| globs.add(glob).build().is_ok()));
            }
            heads.push(name.to_string());
        }
        Patterns { heads, globs: globs.build().unwrap_or_else(|_| GlobSet::empty()) }
    }

    fn matches(&self, path: &str) -> bool {
        let is_head = |head: &String| path.starts_with(head.as_str()) || head.strip_suffix('/') == Some(path);
        self.heads.iter().any(is_head) || self.globs.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries() {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let filter = Filter::new(
            names(&["_pages", "deep/_x/one.md", "Gemfile"]),
            &names(&["README", "tmp/", "*.psd", "/notes"]),
        );
        for (path, folder, expected) in [
            ("about.md", 0, false),
            ("_pages", 0, false),
            ("sub/_pages", 4, false),
            ("_other", 0, true),
            (".hidden", 0, true),
            ("#a", 0, true),
            ("a~", 0, true),
            ("a.", 0, true),
            ("README.md", 0, true),
            ("sub/README.md", 4, false),
            ("tmp", 0, true),
            ("tmp.md", 0, false),
            ("sub/x.psd", 4, true),
            ("notes", 0, true),
            ("node_modules", 0, true),
            ("Gemfile", 0, false),
            ("Gemfile.lock", 0, false),
            ("_talks/a/_b/c.md", 7, false),
            ("_talks/_a/c.md", 7, true),
            ("_talks/a/_c.md", 7, true),
        ] {
            assert_eq!(filter.leaves_out(path, folder), expected, "{path} {folder}");
        }
        assert_eq!(filter.included_files, ["deep/_x/one.md"]);
    }
}
