//! Flags and subcommands; what they mean is done in [`crate::run`].

use crate::calendar;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  hplint                        lint the site or folder you are in
  hplint --fix                  repair what can be repaired without a doubt
  hplint --fix --unsafe-fixes   repair what is likely right, too: look at the result
  hplint --diff _pages/cv.md    show what --fix would change
  hplint repair < in > out      repair mojibake in any text
  hplint explain broken-link    what a rule means, with examples
  hplint site                   what hplint knows of the site you are in
  hplint ./rules                a folder with the name of a subcommand

Exit code: 0 nothing found or all of it fixed, 1 findings left, 2 hplint could not do its work.";

/// Lints and repairs the sources of academic homepages: Markdown in Jekyll, MkDocs and plain folders.
#[derive(Debug, Parser)]
#[command(name = "hplint", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub lint: LintArgs,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print a rule's page: what it means, why, examples
    Explain {
        /// The rule's name
        rule: String,
    },
    /// Repair mojibake in any text: standard input to standard output
    ///
    /// Text that was decoded in the wrong code page becomes the text it was; nothing else changes. The encoding is kept, and so
    /// are a byte order mark, line ends and bytes that cannot be decoded.
    Repair(RepairArgs),
    /// Print what hplint understood of a site: generator, theme, dialect, owner, pages and their URLs
    ///
    /// The first thing to look at when a finding surprises.
    Site(SiteArgs),
    /// List the rules
    Rules {
        #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
        output_format: ListFormat,
    },
    /// Write a commented hplint.yml into this folder
    Init,
    /// Print a script that completes hplint's flags
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the JSON schema of hplint.yml
    Schema,
}

/// The flags of linting and fixing.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// Files and folders; `-` is standard input [default: the folder you are in]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Repair what can be repaired without a doubt
    #[arg(long, help_heading = "Fixing")]
    pub fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, help_heading = "Fixing", conflicts_with = "fix")]
    pub diff: bool,
    /// With --fix or --diff: also the fixes that are likely right; look at the result
    #[arg(long, help_heading = "Fixing")]
    pub unsafe_fixes: bool,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// The name of the page on standard input; its folder and site are looked at
    #[arg(long, help_heading = "Files", value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub files: FileArgs,

    /// How findings are written
    #[arg(long, help_heading = "Output", value_enum, default_value_t = OutputFormat::Full, value_name = "FORMAT")]
    pub output_format: OutputFormat,
    /// Write how many findings each rule has instead of the findings
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
    /// Exit with 0 when findings are left
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,
    /// When to colour; `auto`: on a terminal, unless NO_COLOR is set
    #[arg(long, help_heading = "Output", value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Write findings only: no last line, no notes
    #[arg(long, short, help_heading = "Output", conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say which sites and configuration files were found, and which fixes were dropped
    #[arg(long, short, help_heading = "Output")]
    pub verbose: bool,
}

/// The flags that say which rules run.
#[derive(Debug, Default, Args)]
pub struct RuleArgs {
    /// Apply the fixes of these rules or groups only
    #[arg(long, help_heading = "Fixing", value_name = "RULES", value_delimiter = ',')]
    pub fixable: Vec<String>,
    /// Run these rules or groups only; `all` is every rule
    #[arg(long, help_heading = "Rules", value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Run these rules or groups beside the others
    #[arg(long, help_heading = "Rules", value_name = "RULES", value_delimiter = ',')]
    pub extend_select: Vec<String>,
    /// Do not run these rules or groups
    #[arg(long, help_heading = "Rules", value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

/// The flags that say which files and configurations are read, and by how many threads.
#[derive(Debug, Args)]
pub struct FileArgs {
    /// Leave out paths that match these globs
    #[arg(long, help_heading = "Files", value_name = "GLOBS", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// Use this configuration file and no other
    #[arg(long, help_heading = "Files", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, help_heading = "Files", conflicts_with = "config")]
    pub isolated: bool,
    /// The day to judge the site as on, such as 2026-01-31, in UTC [default: what the clock says]
    #[arg(long, help_heading = "Files", value_name = "DATE", value_parser = day)]
    pub today: Option<i64>,
    /// Threads [default: one for each processor]
    #[arg(long, help_heading = "Files", value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
}

/// Days since 1970-01-01.
fn day(text: &str) -> Result<i64, String> {
    calendar::read(text).ok_or_else(|| "not a day like 2026-01-31".to_string())
}

const SITE: &str = "\
JSON (--output-format json): one object {root, generator, theme, dialect, schemas, base, owner: {name, evidence}, \
co_authors: [{name, count, spellings: [{name, count}]}], evidence, pages: [{path, url, \
dialect, anchors}], redirects: [{url, path}], lists: [{url, path}], links: {found, missing, unknown, external}, \
unknown: [{path, line, target, why}]}. `schemas` say which keys are read, those that know best first. A URL starts behind `base`, the path that the site stands \
under; it is null where the page is not published. What cannot be known is null or in `unknown`, never a guess.";

/// The flags of `hplint site`.
#[derive(Debug, Args)]
#[command(after_long_help = SITE)]
pub struct SiteArgs {
    /// A folder of the site, or a page in it
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    #[command(flatten)]
    pub files: FileArgs,
    /// How it is written
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub output_format: ListFormat,
}

const RECORDS: &str = "\
Records (--jsonl): each line of the input is an object with a text `damaged` and, if you like, an `id` of any kind; other fields are \
ignored. Each gets one line, in order and as soon as it is known:

  {\"id\": 7, \"damaged\": \"cafÃ©\"}
  {\"id\":7,\"repaired\":\"café\",\"codec\":\"windows-1252\",\"confidence\":0.999,\"class\":\"safe\"}

`codec` is the code page that was used by mistake, `confidence` the probability (0 to 1) that every character is right, `class` what may \
be done with the repair: safe, unsafe, manual. Where parts of a text were repaired, the first of them names the codec, the least sure \
of them confidence and class. Where nothing was repaired, `repaired` is the text as it came; codec, confidence and class then tell of damage \
below --min-class, and are null, 1 and null where there is none.

A line that is no such record is answered with {\"id\": …, \"error\": \"…\", \"line\": 3}, where the id is null if it could not be read; the others \
are repaired all the same. Empty lines are skipped.

Exit code: 0 all is read and written, 2 if not, or if a record was bad.";

/// The flags of `hplint repair`.
#[derive(Debug, Args)]
#[command(after_long_help = RECORDS)]
pub struct RepairArgs {
    /// What is applied
    #[arg(long, value_enum, default_value_t = MinClass::Safe, value_name = "CLASS")]
    pub min_class: MinClass,
    /// Read and write records, one JSON object a line
    #[arg(long)]
    pub jsonl: bool,
    /// Threads that repair records [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
}

/// The least sure repairs that are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MinClass {
    /// What is right without a doubt
    Safe,
    /// Also what is likely right; look at the result
    Unsafe,
    /// Also the best of several readings
    Manual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// A frame around the line of each finding
    Full,
    /// path:line:column: rule message
    Concise,
    /// An array of findings
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_flags_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_folder_may_be_named_like_a_subcommand() {
        for (arguments, paths) in [(vec!["./rules"], 1), (vec!["docs", "rules"], 2), (vec!["--fix"], 0)] {
            let cli = Cli::try_parse_from(std::iter::once("hplint").chain(arguments)).expect("valid arguments");
            assert!(cli.command.is_none());
            assert_eq!(cli.lint.paths.len(), paths);
        }
    }
}
