//! Flags and subcommands; what they mean is done in [`crate::run`].

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  hplint                        lint the site or folder you are in
  hplint --fix                  repair what can be repaired without a doubt
  hplint --fix --unsafe-fixes   repair what is likely right, too: look at the result
  hplint --diff _pages/cv.md    show what --fix would change
  hplint explain broken-link    what a rule means, with examples
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

    /// Leave out paths that match these globs
    #[arg(long, help_heading = "Files", value_name = "GLOBS", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// The name of the page on standard input; its folder and site are looked at
    #[arg(long, help_heading = "Files", value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Use this configuration file and no other
    #[arg(long, help_heading = "Files", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, help_heading = "Files", conflicts_with = "config")]
    pub isolated: bool,
    /// Threads [default: one for each processor]
    #[arg(long, help_heading = "Files", value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,

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
    /// A table
    Text,
    /// An array of rules
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
