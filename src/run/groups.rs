//! Files → groups that are judged together: a site, or a page alone.

use super::configs::{Configs, Judgement};
use super::disk::DiskTree;
use super::messages::Messages;
use super::roots::{Root, Roots};
use super::targets::Targets;
use super::walk::walk;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pages that are judged in view of each other. Page paths are relative to the root.
pub(super) struct Group {
    pub(super) tree: Arc<DiskTree>,
    pub(super) root: PathBuf,
    /// All that are linted: those of the whole site.
    pub(super) pages: Vec<String>,
    /// Those that the user asks about, and as what they are shown.
    pub(super) asked: BTreeMap<String, String>,
    pub(super) judgement: Arc<Judgement>,
}

/// Groups the targets by their sites. A file that no site holds is a group of its own, with its folder as the root.
pub(super) fn group(targets: Targets, configs: &mut Configs, messages: &Messages) -> Vec<Group> {
    let mut roots = Roots::default();
    let mut sites: BTreeMap<PathBuf, (Arc<Root>, BTreeMap<String, String>)> = BTreeMap::new();
    let mut trees: HashMap<PathBuf, Arc<DiskTree>> = HashMap::new();
    let mut groups = Vec::new();
    for (path, target) in targets.files {
        let Some(folder) = path.parent() else { continue };
        let root = roots.of(folder);
        if !target.named && !is_wanted(root.as_deref(), &path) {
            continue;
        }
        let folder = root.as_ref().map_or(folder, |root| &root.folder);
        let judgement = configs.of(folder);
        // Who names a folder that is left out wants to see it.
        let is_asked_for = |folder: &PathBuf| path.starts_with(folder) && judgement.excludes(folder);
        if judgement.excludes(&path) && !targets.walked.iter().any(is_asked_for) {
            if target.named {
                messages.note(format!("{}: left out, as `exclude` says", target.shown));
            }
            continue;
        }
        let page = relative(folder, &path);
        if let Some(root) = root {
            let (_, asked) = sites.entry(root.folder.clone()).or_insert_with(|| (root, BTreeMap::new()));
            asked.insert(page, target.shown);
            continue;
        }
        let tree = trees.entry(folder.to_path_buf()).or_insert_with(|| tree(folder, &targets.given)).clone();
        let pages = vec![page.clone()];
        let asked = BTreeMap::from([(page, target.shown)]);
        groups.push(Group { tree, root: folder.to_path_buf(), pages, asked, judgement });
    }
    for (folder, (root, asked)) in sites {
        let judgement = configs.of(&folder);
        let mut pages: BTreeSet<String> = asked.keys().cloned().collect();
        if !targets.walked.iter().any(|walked| folder.starts_with(walked)) {
            pages.extend(pages_of(&root, &mut roots, &judgement));
        }
        messages.detail(format!("site: {} ({} pages)", folder.display(), pages.len()));
        let tree = tree(&folder, &targets.given);
        groups.push(Group { tree, root: folder, pages: pages.into_iter().collect(), asked, judgement });
    }
    groups
}

/// The site that the files in `folder` (absolute) belong to, with all its pages; without one, the folder with its own.
pub(super) fn whole_site(folder: &Path, configs: &mut Configs, messages: &Messages) -> Group {
    let mut roots = Roots::default();
    let root = roots.of(folder);
    let folder = root.as_ref().map_or(folder, |root| &root.folder).to_path_buf();
    let judgement = configs.of(&folder);
    let pages = match &root {
        Some(root) => pages_of(root, &mut roots, &judgement),
        None => {
            let walked = walk(&folder);
            for (path, reason) in walked.problems {
                messages.error(format!("{}: {reason}", path.display()));
            }
            let mut pages = Vec::new();
            for path in walked.files.iter().map(|file| folder.join(file)).filter(|path| path.to_str().is_some()) {
                let is_alone = path.parent().is_some_and(|folder| roots.of(folder).is_none());
                if is_alone && is_wanted(None, &path) && !judgement.excludes_below(&folder, &path) {
                    pages.push(relative(&folder, &path));
                }
            }
            pages
        }
    };
    Group { tree: tree(&folder, &None), root: folder, pages, asked: BTreeMap::new(), judgement }
}

/// The pages of a whole site, whatever the user asks about.
fn pages_of(root: &Root, roots: &mut Roots, judgement: &Judgement) -> Vec<String> {
    let mut pages = Vec::new();
    for file in walk(&root.folder).files {
        let path = root.folder.join(file);
        let site = path.parent().and_then(|folder| roots.of(folder));
        let is_ours = site.is_some_and(|site| site.folder == root.folder) && path.to_str().is_some();
        if is_ours && is_wanted(Some(root), &path) && !judgement.excludes_below(&root.folder, &path) {
            pages.push(relative(&root.folder, &path));
        }
    }
    pages
}

/// The tree of a root; the page on standard input stands in it.
fn tree(root: &Path, given: &Option<(PathBuf, Vec<u8>)>) -> Arc<DiskTree> {
    let tree = match given {
        Some((path, bytes)) if path.starts_with(root) => {
            DiskTree::with(root.to_path_buf(), relative(root, path), bytes.clone())
        }
        _ => DiskTree::new(root.to_path_buf()),
    };
    Arc::new(tree)
}

/// Whether a file that only its name spoke for is a page or data where it stands. HTML is one in a Jekyll site, when it
/// begins with front matter and is no template; YAML, JSON and tables in a site's `_data` and as its configuration.
fn is_wanted(root: Option<&Root>, path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match (ending.as_str(), root) {
        ("html", None) => false,
        ("html", Some(root)) => root.is_jekyll && !root.is_template(path) && begins_with_front_matter(path),
        ("yml" | "yaml" | "json" | "csv" | "tsv" | "toml", None) => false,
        ("yml" | "yaml" | "json" | "csv" | "tsv" | "toml", Some(root)) => root.is_data(path),
        _ => true,
    }
}

/// `---` in the first line, after a byte order mark or none: Jekyll renders the file.
fn begins_with_front_matter(path: &Path) -> bool {
    if !path.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(8).read_to_end(&mut head));
    read.is_ok() && head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).starts_with(b"---")
}

/// `path` below `root`, with `/` between folders; the callers know that it is below and UTF-8.
fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    relative.replace(std::path::MAIN_SEPARATOR, "/")
}
