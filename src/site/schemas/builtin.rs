//! The schemas that come with hplint.

use super::schema::Schema;
use std::sync::{Arc, LazyLock};

const FILES: &[&str] = &[
    include_str!("../../../rules/schemas/acad-homepage.yml"),
    include_str!("../../../rules/schemas/academicpages.yml"),
    include_str!("../../../rules/schemas/al-folio.yml"),
    include_str!("../../../rules/schemas/jekyll-archives.yml"),
    include_str!("../../../rules/schemas/jekyll-feed.yml"),
    include_str!("../../../rules/schemas/jekyll-github-pages.yml"),
    include_str!("../../../rules/schemas/jekyll-last-modified-at.yml"),
    include_str!("../../../rules/schemas/jekyll-paginate-v2.yml"),
    include_str!("../../../rules/schemas/jekyll-paginate.yml"),
    include_str!("../../../rules/schemas/jekyll-polyglot.yml"),
    include_str!("../../../rules/schemas/jekyll-redirect-from.yml"),
    include_str!("../../../rules/schemas/jekyll-scholar.yml"),
    include_str!("../../../rules/schemas/jekyll-seo-tag.yml"),
    include_str!("../../../rules/schemas/jekyll-sitemap.yml"),
    include_str!("../../../rules/schemas/jekyll-toc.yml"),
    include_str!("../../../rules/schemas/jekyll.yml"),
    include_str!("../../../rules/schemas/minima.yml"),
    include_str!("../../../rules/schemas/minimal-mistakes.yml"),
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
