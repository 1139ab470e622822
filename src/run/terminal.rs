//! What standard output or standard error can show: colour, width, links.

use crate::cli::Color;
use crate::report::Look;
use std::env;
use std::io::{IsTerminal, stderr, stdout};
use terminal_size::{Height, Width, terminal_size_of};

/// Columns where no terminal says how many it has.
const WIDTH: usize = 100;

/// How to write to the stream. On `auto` colour needs a terminal, no `NO_COLOR` (no-color.org) and a `TERM` other than
/// `dumb`.
pub(super) fn look(color: Color, to_stderr: bool) -> Look {
    let (is_terminal, size): (bool, Option<(Width, Height)>) = if to_stderr {
        (stderr().is_terminal(), terminal_size_of(stderr()))
    } else {
        (stdout().is_terminal(), terminal_size_of(stdout()))
    };
    let is_capable = is_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb");
    let is_wanted = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_capable && is_wanted,
    };
    let width = size.map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(60, 160));
    Look { color, width, hyperlinks: is_capable && shows_links() }
}

/// Terminals known to show OSC 8 links, by the variables they set.
fn shows_links() -> bool {
    let is = |name: &str, known: &[&str]| env::var(name).is_ok_and(|value| known.contains(&value.as_str()));
    is("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"])
        || is("TERM", &["xterm-kitty", "alacritty", "foot"])
        || env::var_os("WT_SESSION").is_some()
        || env::var("VTE_VERSION").is_ok_and(|version| version.parse().is_ok_and(|version: u32| version >= 5000))
}
