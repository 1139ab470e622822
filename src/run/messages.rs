//! What hplint says beside its report: on standard error, each thing once.

use crate::report::printable;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Quiet,
    Normal,
    Verbose,
}

/// The messages of one run; an error among them makes the exit code 2.
pub(super) struct Messages {
    level: Level,
    failed: AtomicBool,
    said: Mutex<BTreeSet<String>>,
}

impl Messages {
    pub(super) fn new(level: Level) -> Messages {
        Messages { level, failed: AtomicBool::new(false), said: Mutex::default() }
    }

    /// Something that could not be done, with why; always said.
    pub(super) fn error(&self, text: impl Into<String>) {
        self.failed.store(true, Ordering::Relaxed);
        self.say(text.into());
    }

    /// Something the user may not expect.
    pub(super) fn note(&self, text: impl Into<String>) {
        if self.level >= Level::Normal {
            self.say(text.into());
        }
    }

    /// How hplint came to its findings.
    pub(super) fn detail(&self, text: impl Into<String>) {
        if self.level >= Level::Verbose {
            self.say(text.into());
        }
    }

    /// Whether there was an error.
    pub(super) fn failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// A closed standard error is no reason to stop.
    fn say(&self, text: String) {
        let mut said = self.said.lock().expect("no thread panics while it says something");
        if said.insert(text.clone()) {
            let lines: Vec<_> = text.lines().map(printable).collect();
            let _ = writeln!(io::stderr().lock(), "hplint: {}", lines.join("\n"));
        }
    }
}

/// Why, without the number that Rust appends to the system's words.
pub(super) fn why(error: &io::Error) -> String {
    let words = error.to_string();
    match words.find(" (os error ") {
        Some(number) => words[..number].to_string(),
        None => words,
    }
}
