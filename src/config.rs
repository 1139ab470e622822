//! `hplint.yml` → [`Settings`]. A rule's own options stay raw here; the rule reads them.

use std::collections::BTreeMap;

/// What the user asked for, from the configuration file and the command line.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Rules or groups that run; empty means those on by default. `all` is every rule.
    pub select: Vec<String>,
    /// Rules or groups that run beside the selected ones.
    pub extend_select: Vec<String>,
    /// Rules or groups that do not run.
    pub ignore: Vec<String>,
    /// Rules or groups whose fixes are applied; empty means all.
    pub fixable: Vec<String>,
    /// Globs of paths that are not linted, relative to the folder of the file that names them.
    pub exclude: Vec<String>,
    /// The owner's names, most usual first; empty means found from the site.
    pub owner: Vec<String>,
    /// Above this many bytes a file gets encoding checks only.
    pub max_file_size: u64,
    /// Options by rule name.
    pub rules: BTreeMap<String, serde_yaml::Value>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
            fixable: Vec::new(),
            exclude: Vec::new(),
            owner: Vec::new(),
            max_file_size: 10_000_000,
            rules: BTreeMap::new(),
        }
    }
}
