//! What the flags ask for, done: walking, reading, writing. With [`crate::cli`] the only part that touches disk, terminal
//! and environment.
//!
//! `targets` (with `walk`) finds the files, `groups` (with `roots`, `configs`) puts those of a site together, `judge` lints or
//! fixes them through `disk`, `write` replaces them; `check` holds it together. `site` prints what is known of a site; `repair` looks at none.

mod check;
mod commands;
mod configs;
mod diff;
mod disk;
mod groups;
mod judge;
mod messages;
mod repair;
mod roots;
mod schema;
mod site;
mod targets;
mod terminal;
mod walk;
mod write;

use crate::cli::{Cli, Command};
use messages::Messages;
use std::io::{Write, stderr};
use std::num::NonZeroUsize;

/// Does what the command line asks for. The exit code: 0 clean, 1 findings left, 2 could not do its work.
pub fn run(cli: &Cli) -> u8 {
    // A panic is caught where it costs least and told of with the file's name; here only its place in the program is.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(stderr(), "hplint: a bug, at {place}");
    }));
    match &cli.command {
        None => check::check(&cli.lint),
        Some(Command::Explain { rule }) => commands::explain(rule),
        Some(Command::Repair(args)) => repair::repair(args),
        Some(Command::Site(args)) => site::site(args),
        Some(Command::Rules { output_format }) => commands::rules(*output_format),
        Some(Command::Init) => commands::init(),
        Some(Command::Completions { shell }) => commands::completions(*shell),
        Some(Command::Schema) => commands::schema(),
    }
}

/// Bounds the threads of this process by `--jobs`.
fn bound_threads(jobs: Option<NonZeroUsize>, messages: &Messages) {
    let Some(jobs) = jobs else { return };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get());
    if let Err(error) = pool.build_global() {
        messages.error(format!("--jobs {jobs}: {error}"));
    }
}
