//! Arguments in, exit code out.

use clap::Parser;
use hplint::cli::Cli;
use std::process::ExitCode;

#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => ExitCode::from(hplint::run::run(&cli)),
        Err(error) => {
            // Help and version come this way, too. A closed pipe is no reason to complain.
            let _ = error.print();
            ExitCode::from(if error.use_stderr() { 2 } else { 0 })
        }
    }
}
