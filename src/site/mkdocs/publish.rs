//! What a MkDocs site publishes, by which source, and which sources are lost to others.

use super::config::Config;
use super::files::{Sources, file_of};
use crate::site::conflicts::{self, Conflict, ConflictKind, Conflicts};
use crate::site::names;
use crate::site::published::{Maker, Published};
use crate::site::tree::Tree;
use crate::site::urls;

/// Fills `published` from the last one that is written to the first one, and answers who is lost.
pub(super) fn fill(tree: &dyn Tree, config: &Config, sources: &Sources, published: &mut Published) -> Conflicts {
    let mut conflicts = Vec::new();
    let mut claim = |published: &mut Published, file: &str, maker: Maker| {
        if let Some(shown) = published.maker(file) {
            let (file, shown) = (file.to_string(), shown.clone());
            conflicts.push(Conflict { file, shown, lost: maker, kind: ConflictKind::Certain });
        } else {
            published.add(file, maker);
        }
    };
    // Redirects are written last, over what is there.
    for (old, new) in &config.redirects {
        let target = new.split('#').next().unwrap_or_default();
        let is_address = ["http://", "https://"].iter().any(|scheme| urls::has_prefix(new, scheme));
        if is_address || sources.pages.contains_key(target) {
            claim(published, &file_of(old, config.uses_directory_urls), Maker::Redirect(config.file.as_str().into()));
        }
    }
    // Of pages with one address the deeper one is written last: `a/index.md` over `a.md`.
    let mut pages: Vec<(&String, &String)> = sources.pages.iter().collect();
    pages.sort_by_key(|(page, _)| std::cmp::Reverse(urls::parts(page).count()));
    for (page, file) in pages {
        let maker = Maker::Page(published.in_tree(page).into());
        claim(published, file, maker);
    }
    // A README beside an index page is for GitHub.
    let is_meant = |path: &str| urls::name(path).split('.').next() == Some("README");
    for path in sources.hidden().filter(|path| !is_meant(path)) {
        let source = published.in_tree(path).into();
        let maker = if super::files::is_page(path) { Maker::Page(source) } else { Maker::Copy(source) };
        claim(published, &file_of(path, config.uses_directory_urls), maker);
    }
    for file in own_theme_files(tree, &config.custom_dir) {
        if !tree.is_file(&published.in_tree(&file)) {
            published.add(&file, Maker::Copy(urls::below(&config.custom_dir, &file).into()));
        }
    }
    conflicts.extend(conflicts::by_case(published));
    conflicts::by_place(conflicts)
}

/// Files below `custom_dir` that are copied into the site (`mkdocs.structure.files.Files.add_files_from_theme`).
fn own_theme_files(tree: &dyn Tree, custom_dir: &str) -> Vec<String> {
    if custom_dir.is_empty() {
        return Vec::new();
    }
    let is_template = |path: &str| {
        let path = path.to_lowercase();
        [".py", ".pyc", ".html", ".md", ".markdown", ".mdown", ".mkdn", ".mkd"].iter().any(|end| path.ends_with(end))
            || path.contains("readme")
            || path.starts_with("locales/")
            || path == "mkdocs_theme.yml"
    };
    let files = names::walk(tree, custom_dir, |_, name| !name.starts_with('.'));
    files.into_iter().filter(|path| !is_template(path)).collect()
}
