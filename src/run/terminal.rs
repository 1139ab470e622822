//! What standard output can show: colour, width, links.

use crate::cli::Color;
use crate::report::Look;
use std::env;
use std::io::{IsTerminal, stdout};

/// Columns where no terminal says how many it has.
const WIDTH: usize = 100;

/// How to write to standard output. On `auto` colour needs a terminal, no `NO_COLOR` (no-color.org) and a `TERM` other
/// than `dumb`.
pub(super) fn look(color: Color) -> Look {
    let is_terminal = stdout().is_terminal();
    let is_capable = is_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb");
    let is_wanted = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_capable && is_wanted,
    };
    let size = if is_terminal { terminal_size::terminal_size_of(stdout()) } else { None };
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
