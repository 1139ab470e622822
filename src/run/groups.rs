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
    /// Every page that the generator would publish or read.
    pub(super) known: Vec<String>,
    /// Those that are linted: all but the excluded.
    pub(super) pages: Vec<String>,
    /// What the user asks about, and as what it is shown.
    pub(super) asked: BTreeMap<String, String>,
    pub(super) judgement: Arc<Judgement>,
}

/// What one site has been found to hold so far.
struct Draft {
    root: Arc<Root>,
    known: BTreeSet<String>,
    asked: BTreeMap<String, String>,
}

/// Groups the targets by their sites. A file that no site covers is a group of its own, with its folder as the root.
pub(super) fn group(targets: Targets, configs: &mut Configs, messages: &Messages) -> Vec<Group> {
    let mut roots = Roots::default();
    let mut sites: BTreeMap<PathBuf, Draft> = BTreeMap::new();
    let mut trees: HashMap<PathBuf, Arc<DiskTree>> = HashMap::new();
    let mut groups = Vec::new();
    for (path, target) in targets.files {
        let root = roots.of(&path);
        let wanted = is_wanted(root.as_deref(), &path);
        if !wanted && !target.named {
            continue;
        }
        let folder = root.as_ref().map_or_else(|| path.parent().unwrap_or(&path), |root| &root.folder);
        let page = relative(folder, &path);
        let judgement = configs.of(folder);
        let is_excluded = judgement.excludes(&path);
        if is_excluded && target.named {
            messages.note(format!("{}: left out, as `exclude` says", target.shown));
        }
        if let Some(root) = root {
            let draft = sites.entry(root.folder.clone()).or_insert_with(|| Draft::new(root));
            if wanted {
                draft.known.insert(page.clone());
            }
            if !is_excluded {
                draft.asked.insert(page, target.shown);
            }
        } else if !is_excluded {
            let tree = trees.entry(folder.to_path_buf()).or_insert_with(|| tree(folder, &targets.given));
            groups.push(Group {
                tree: tree.clone(),
                root: folder.to_path_buf(),
                known: vec![page.clone()],
                pages: vec![page.clone()],
                asked: BTreeMap::from([(page, target.shown)]),
                judgement,
            });
        }
    }
    for (folder, mut draft) in sites {
        if !targets.walked.iter().any(|walked| folder.starts_with(walked)) {
            draft.add_rest(&mut roots);
        }
        messages.detail(format!("site: {} ({} pages)", folder.display(), draft.known.len()));
        groups.push(draft.finish(tree(&folder, &targets.given), configs.of(&folder)));
    }
    groups
}

impl Draft {
    fn new(root: Arc<Root>) -> Draft {
        Draft { root, known: BTreeSet::new(), asked: BTreeMap::new() }
    }

    /// Adds the pages that the user did not ask about.
    fn add_rest(&mut self, roots: &mut Roots) {
        for file in walk(&self.root.folder).files {
            let path = self.root.folder.join(file);
            let is_ours = roots.of(&path).is_some_and(|root| root.folder == self.root.folder);
            if is_ours && path.to_str().is_some() && is_wanted(Some(&self.root), &path) {
                self.known.insert(relative(&self.root.folder, &path));
            }
        }
    }

    fn finish(self, tree: Arc<DiskTree>, judgement: Arc<Judgement>) -> Group {
        let root = self.root.folder.clone();
        let mut pages: BTreeSet<String> =
            self.known.iter().filter(|page| !judgement.excludes(&root.join(page))).cloned().collect();
        pages.extend(self.asked.keys().cloned());
        Group {
            tree,
            root,
            known: self.known.into_iter().collect(),
            pages: pages.into_iter().collect(),
            asked: self.asked,
            judgement,
        }
    }
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
/// begins with front matter and is no template; YAML, JSON and CSV in a site's `_data` and as its configuration.
fn is_wanted(root: Option<&Root>, path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match (ending.as_str(), root) {
        ("html", None) => false,
        ("html", Some(root)) => root.is_jekyll && !root.is_template(path) && begins_with_front_matter(path),
        ("yml" | "yaml" | "json" | "csv" | "toml", None) => false,
        ("yml" | "yaml" | "json" | "csv" | "toml", Some(root)) => root.is_data(path),
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
