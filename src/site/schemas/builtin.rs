//! The schemas that come with hplint.

use super::schema::Schema;
use std::sync::{Arc, LazyLock};

/// `rules/schemas/<name>.yml`
macro_rules! schemas {
    ($($name:literal),* $(,)?) => { &[$(include_str!(concat!("../../../rules/schemas/", $name, ".yml"))),*] };
}

// One a line, so that a new one is a line.
#[rustfmt::skip]
const FILES: &[&str] = schemas![
    "acad-homepage",
    "academicpages",
    "al-folio",
    "jekyll",
    "jekyll-archives",
    "jekyll-feed",
    "jekyll-github-pages",
    "jekyll-last-modified-at",
    "jekyll-paginate",
    "jekyll-paginate-v2",
    "jekyll-polyglot",
    "jekyll-redirect-from",
    "jekyll-scholar",
    "jekyll-seo-tag",
    "jekyll-sitemap",
    "jekyll-toc",
    "material",
    "material-blog",
    "material-plugins",
    "material-social",
    "material-tags",
    "minima",
    "minimal-mistakes",
    "mkdocs",
    "mkdocs-plugins",
    "mkdocs-themes",
    "python-markdown",
    "zensical",
];

static SCHEMAS: LazyLock<Vec<Arc<Schema>>> = LazyLock::new(|| {
    let read = |text: &&str| serde_yaml::from_str(text).map_err(|error| error.to_string()).and_then(Schema::read);
    // A test reads each; one that cannot be read would be missing here.
    FILES.iter().filter_map(|text| read(text).ok()).map(Arc::new).collect()
});

/// All of them.
pub(in crate::site) fn builtin() -> &'static [Arc<Schema>] {
    &SCHEMAS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_is_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/schemas");
        let count = std::fs::read_dir(folder).expect("the folder is there").count();
        assert_eq!(FILES.len(), count, "a file is not in the list");
        for text in FILES {
            let first = text.lines().next().unwrap_or_default();
            let value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{first}: {error}"));
            Schema::read(value).unwrap_or_else(|error| panic!("{first}: {error}"));
        }
        assert_eq!(builtin().len(), FILES.len());
    }
}
