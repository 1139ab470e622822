//! Jekyll with its usual plugins builds the sites `jekyll-*` beside this file and those of `fixtures/` that it can.

use super::{assert_same, files, planned, published};
use hplint::config::Today;
use hplint::site::{ConflictKind, Maker, MemoryTree, Resolution, Site, Told};
use hplint::syntax::{Link, LinkKind};
use hplint::text::Span;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// A second configuration that a site is built with.
const SECOND_CONFIG: &str = "_config.local.yml";

/// Sites of `fixtures/` that show bytes at which Jekyll stops, or need gems that are not packaged.
const NOT_BUILT: &[&str] = &["plain-jekyll", "al-folio"];

/// Names that some file systems do not have; they are added to the sites before they are built.
const STRANGE: &[&str] = &["q?.md", "dot.", "Upper.md", "upper.md", "colon:.md", "back\\slash.txt"];

/// The sites of this folder, then those of `fixtures/`.
pub(super) fn sites() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sites = Vec::new();
    for folder in ["tests/engines/sites", "fixtures"] {
        for entry in fs::read_dir(root.join(folder)).expect("the folder is there") {
            let site = entry.expect("the folder can be listed").path();
            let is_built = !NOT_BUILT.iter().any(|name| site.ends_with(name));
            if is_built && site.join("_config.yml").is_file() {
                sites.push(site);
            }
        }
    }
    sites.sort();
    assert!(sites.len() >= 8, "{} sites", sites.len());
    sites
}

/// A site in a folder of its own, built.
pub(super) struct Built {
    folder: tempfile::TempDir,
    files: BTreeSet<String>,
}

impl Built {
    pub(super) fn destination(&self) -> PathBuf {
        self.folder.path().join(destination(self.folder.path()))
    }
}

/// The folder that the configuration in `site` builds into.
fn destination(site: &Path) -> String {
    let config = fs::read_to_string(site.join("_config.yml")).expect("a configuration");
    let said = config.lines().find_map(|line| line.strip_prefix("destination: "));
    said.unwrap_or("_site").to_string()
}

/// The files that Jekyll is told to read; none means the usual one.
pub(super) fn config_files(site: &Path) -> Vec<String> {
    let has_second = site.join(SECOND_CONFIG).is_file();
    if has_second { vec!["_config.yml".to_string(), SECOND_CONFIG.to_string()] } else { Vec::new() }
}

/// Builds the site in `folder`.
pub(super) fn command(folder: &Path) -> Command {
    let program = std::env::var("HPLINT_JEKYLL").unwrap_or_else(|_| "jekyll".to_string());
    let mut command = Command::new(program);
    command.args(["build", "--quiet", "--disable-disk-cache"]).current_dir(folder);
    command.envs([
        ("JEKYLL_ENV", "production"),
        ("JEKYLL_NO_BUNDLER_REQUIRE", "true"),
        ("TZ", "UTC"),
        ("LC_ALL", "C.UTF-8"),
    ]);
    command
}

/// Builds the site whose sources `put` writes into a new folder.
pub(super) fn build(put: impl FnOnce(&Path)) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    put(folder.path());
    let mut command = command(folder.path());
    let configs = config_files(folder.path());
    if !configs.is_empty() {
        command.arg("--config").arg(configs.join(","));
    }
    let output = command.output().unwrap_or_else(|error| panic!("Jekyll (HPLINT_JEKYLL) does not start: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "Jekyll does not build: {said}");
    let files = published(&folder.path().join(destination(folder.path())));
    Built { folder, files }
}

pub(super) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("it is below the folder")).expect("a folder");
        fs::write(target, bytes).expect("a file");
    }
}

/// What themes and plugins publish when there is nothing but the configuration.
fn added(site: &Path) -> BTreeSet<String> {
    let empty = build(|folder| {
        fs::create_dir(folder.join("src")).expect("a folder");
        for config in ["_config.yml", SECOND_CONFIG] {
            if site.join(config).is_file() {
                fs::copy(site.join(config), folder.join(config)).expect("a configuration");
            }
        }
    });
    empty.files
}

/// Days since 1970-01-01.
fn today() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
    i64::try_from(since.as_secs() / 86_400).expect("days are few")
}

/// Whether hplint says that it cannot know whether there is such a file: a page of an archive or of a list.
fn is_unknown(site: &Site, tree: &MemoryTree, file: &str) -> bool {
    let empty = Span::empty(0);
    let url = format!("/{}", file.replace('%', "%25"));
    let link = Link { kind: LinkKind::Href, span: empty, text: empty, target: empty, url };
    matches!(site.resolve(tree, "index.md", &link), Resolution::Unknown(_))
}

#[test]
fn jekyll_publishes_what_hplint_says() {
    for source in sites() {
        let name = source.file_name().expect("a site has a name").to_string_lossy().into_owned();
        let sources = tempfile::tempdir().expect("a temporary folder");
        copy(&source, sources.path());
        for path in STRANGE.iter().filter(|_| cfg!(target_os = "linux")) {
            fs::write(sources.path().join(path), "---\ntitle: A\n---\n").expect("a file");
        }
        let mut built = build(|folder| copy(sources.path(), folder)).files;
        let configs = config_files(&source);
        let told = Told { config_files: &configs, today: Today::Given(today()), ..Told::default() };
        let planned = planned(sources.path(), &told);
        if name.starts_with("jekyll-lists") {
            let tree = MemoryTree::new(files(&source));
            let site = Site::build_as(&tree, &told);
            let lists: Vec<String> =
                built.difference(&planned).filter(|file| is_unknown(&site, &tree, file)).cloned().collect();
            assert!(lists.len() >= 2, "{name}: {lists:?}");
            built.retain(|file| !lists.contains(file));
        }
        assert_same(&name, &built, &planned, &added(&source));
    }
}

#[test]
fn the_last_of_two_sources_is_shown() {
    let mut tried = 0;
    for source in sites() {
        let tree = MemoryTree::new(files(&source));
        let configs = config_files(&source);
        let site =
            Site::build_as(&tree, &Told { config_files: &configs, today: Today::Given(today()), ..Told::default() });
        if site.conflicts().next().is_none() {
            continue;
        }
        let built = build(|folder| copy(&source, folder));
        for conflict in site.conflicts().filter(|conflict| conflict.kind == ConflictKind::Certain) {
            let shown = fs::read_to_string(built.destination().join(&conflict.file)).expect("the file is published");
            let text = fs::read_to_string(source.join(conflict.shown.source().as_ref())).expect("the source is there");
            let expected = match conflict.shown {
                // It leads to the address of its page.
                Maker::Redirect(_) => text.lines().find_map(|line| line.strip_prefix("permalink: ")),
                Maker::Page(_) | Maker::Copy(_) | Maker::Listing(_) => text.lines().last(),
            };
            let expected = expected.unwrap_or_else(|| panic!("{conflict:?}: nothing to look for"));
            assert!(shown.contains(expected), "{conflict:?} shows {shown}");
            tried += 1;
        }
    }
    assert!(tried >= 6, "{tried} conflicts");
}

/// Where a fixture shows that it uses a setting.
enum Use {
    /// A key of the configuration, at any depth.
    Config(&'static str),
    /// A key of the configuration with this value.
    Value(&'static str, &'static str),
    /// A key of front matter.
    Front(&'static str),
    /// A placeholder of a permalink, in the configuration or in front matter.
    Placeholder(&'static str),
    /// A part of a path.
    Path(&'static str),
    /// A plugin of the configuration.
    Plugin(&'static str),
}

/// What hplint says it knows of Jekyll.
const SETTINGS: &[Use] = &[
    Use::Config("url"),
    Use::Config("baseurl"),
    Use::Config("source"),
    Use::Config("destination"),
    Use::Config("include"),
    Use::Config("exclude"),
    Use::Config("keep_files"),
    Use::Config("markdown_ext"),
    Use::Config("layouts_dir"),
    Use::Config("includes_dir"),
    Use::Config("data_dir"),
    Use::Config("plugins_dir"),
    Use::Config("collections_dir"),
    Use::Config("collections"),
    Use::Config("output"),
    Use::Config("defaults"),
    Use::Config("limit_posts"),
    Use::Config("show_drafts"),
    Use::Config("unpublished"),
    Use::Config("timezone"),
    Use::Config("paginate"),
    Use::Config("paginate_path"),
    Use::Config("pagination"),
    Use::Config("jekyll-archives"),
    Use::Config("remote_theme"),
    Use::Value("future", "true"),
    Use::Value("future", "false"),
    Use::Value("permalink", "date"),
    Use::Value("permalink", "pretty"),
    Use::Value("permalink", "none"),
    Use::Value("permalink", "ordinal"),
    Use::Value("permalink", "weekdate"),
    Use::Value("permalink", "/blog/:year/:month/:title/"),
    Use::Value("collections", "["),
    Use::Front("permalink"),
    Use::Front("published"),
    Use::Front("date"),
    Use::Front("slug"),
    Use::Front("category"),
    Use::Front("categories"),
    Use::Front("tags"),
    Use::Front("redirect_from"),
    Use::Front("redirect_to"),
    Use::Front("layout"),
    Use::Placeholder("categories"),
    Use::Placeholder("slugified_categories"),
    Use::Placeholder("title"),
    Use::Placeholder("slug"),
    Use::Placeholder("name"),
    Use::Placeholder("path"),
    Use::Placeholder("basename"),
    Use::Placeholder("collection"),
    Use::Placeholder("year"),
    Use::Placeholder("short_year"),
    Use::Placeholder("month"),
    Use::Placeholder("i_month"),
    Use::Placeholder("short_month"),
    Use::Placeholder("long_month"),
    Use::Placeholder("day"),
    Use::Placeholder("i_day"),
    Use::Placeholder("y_day"),
    Use::Placeholder("w_year"),
    Use::Placeholder("week"),
    Use::Placeholder("w_day"),
    Use::Placeholder("short_day"),
    Use::Placeholder("long_day"),
    Use::Placeholder("hour"),
    Use::Placeholder("minute"),
    Use::Placeholder("second"),
    Use::Placeholder("output_ext"),
    Use::Path("_posts/"),
    Use::Path("blog/_posts/"),
    Use::Path("_drafts/"),
    Use::Path("_includes/"),
    Use::Path("_layouts/"),
    Use::Path("_data/"),
    Use::Path("README.md"),
    Use::Path(SECOND_CONFIG),
    Use::Path(" "),
    Use::Path("%20"),
    Use::Path("e\u{301}"),
    Use::Path("研究"),
    Use::Plugin("jekyll-redirect-from"),
    Use::Plugin("jekyll-paginate"),
    Use::Plugin("jekyll-paginate-v2"),
    Use::Plugin("jekyll-archives"),
    Use::Plugin("jekyll-relative-links"),
    Use::Plugin("jekyll-readme-index"),
    Use::Plugin("jekyll-optional-front-matter"),
    Use::Plugin("jekyll-titles-from-headings"),
    Use::Plugin("jekyll-default-layout"),
    Use::Plugin("jekyll-feed"),
    Use::Plugin("jekyll-sitemap"),
];

/// What the files of all sites say, taken apart.
#[derive(Default)]
struct Said {
    paths: Vec<String>,
    config: Vec<(String, String)>,
    front: Vec<(String, String)>,
    plugins: BTreeSet<String>,
}

impl Said {
    fn read(sites: &[PathBuf]) -> Said {
        let mut said = Said::default();
        for (path, bytes) in sites.iter().flat_map(|site| files(site)) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if path.starts_with("_config") {
                said.config.extend(text.lines().flat_map(pairs));
                let listed = text.lines().flat_map(|line| line.split([' ', ',', '[', ']']));
                said.plugins.extend(listed.filter(|word| word.starts_with("jekyll-")).map(str::to_string));
            } else if let Some(rest) = text.strip_prefix("---\n") {
                let front = rest.split("\n---\n").next().unwrap_or_default();
                said.front.extend(front.lines().flat_map(pairs));
            }
            said.paths.push(path);
        }
        said
    }

    fn uses(&self, setting: &Use) -> bool {
        let has = |pairs: &[(String, String)], key: &str| pairs.iter().any(|(name, _)| name == key);
        match setting {
            Use::Config(key) => has(&self.config, key),
            Use::Value(key, value) => self.config.iter().any(|(name, text)| name == key && text.starts_with(value)),
            Use::Front(key) => has(&self.front, key),
            Use::Placeholder(name) => self.config.iter().chain(&self.front).any(|(key, value)| {
                let rests = value.match_indices(':').map(|(at, _)| &value[at + 1..]);
                let word =
                    |rest: &str| rest.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).next() == Some(name);
                key == "permalink" && rests.into_iter().any(word)
            }),
            Use::Path(part) => self.paths.iter().any(|path| path.contains(part)),
            Use::Plugin(name) => self.plugins.contains(*name),
        }
    }
}

/// `key: value` of a line, and those in its braces.
fn pairs(line: &str) -> Vec<(String, String)> {
    let parts = line.split(['{', ',', '}']).map(|part| part.trim().trim_start_matches("- "));
    let pair = |part: &str| part.split_once(':').map(|(key, value)| (key.trim().to_string(), unquoted(value)));
    let mut pairs: Vec<(String, String)> = parts.filter_map(pair).collect();
    pairs.extend(pair(line.trim()));
    pairs
}

fn unquoted(value: &str) -> String {
    value.trim().trim_matches('"').to_string()
}

#[test]
fn every_setting_is_used() {
    let said = Said::read(&sites());
    let name = |setting: &Use| match setting {
        Use::Config(name) | Use::Value(name, _) | Use::Front(name) | Use::Placeholder(name) => name.to_string(),
        Use::Path(name) | Use::Plugin(name) => name.to_string(),
    };
    let unused: Vec<String> = SETTINGS.iter().filter(|setting| !said.uses(setting)).map(name).collect();
    assert!(unused.is_empty(), "no site uses {unused:?}");
    assert!(
        !said.uses(&Use::Config("no_such_key")) && !said.uses(&Use::Placeholder("no_such")),
        "all is said to be used"
    );
}
