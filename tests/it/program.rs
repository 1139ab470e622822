//! Runs the built `hplint` in a folder of its own, with a bound on its time.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A run that takes longer than this hangs, or is not linear. Debug builds on a busy machine are slow.
const BOUND: Duration = Duration::from_secs(120);

/// What a run said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A temporary folder that hplint is started in. The folder's `.git` keeps it from looking further up.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir(place.path(".git")).expect("a folder");
        for (path, text) in files {
            place.write(path, text);
        }
        place
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.path(path)).expect("a file")).into_owned()
    }

    /// Starts hplint with `arguments`, which are separated by blanks.
    pub(crate) fn start(&self, arguments: &str) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hplint"));
        command.args(arguments.split_whitespace()).current_dir(self.folder.path());
        command.env_remove("NO_COLOR").env("HOME", self.folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("hplint is built")
    }

    /// Runs hplint to its end.
    pub(crate) fn run(&self, arguments: &str) -> Said {
        self.run_with(arguments, b"")
    }

    /// Runs hplint to its end with `input` on standard input. Fails when it hangs or panics.
    pub(crate) fn run_with(&self, arguments: &str, input: &[u8]) -> Said {
        let begin = Instant::now();
        let mut child = self.start(arguments);
        let mut stdin = child.stdin.take().expect("piped");
        let input = input.to_vec();
        // hplint may end without reading.
        thread::spawn(move || drop(stdin.write_all(&input)));
        let stdout = collect(child.stdout.take().expect("piped"));
        let stderr = collect(child.stderr.take().expect("piped"));
        let code = loop {
            if let Some(status) = child.try_wait().expect("a child") {
                break status.code().unwrap_or(-1);
            }
            if begin.elapsed() > BOUND {
                let _ = child.kill();
                panic!("hplint {arguments} still runs after {BOUND:?}");
            }
            thread::sleep(Duration::from_millis(5));
        };
        let said = |reader: thread::JoinHandle<Vec<u8>>| {
            String::from_utf8_lossy(&reader.join().expect("a reader")).into_owned()
        };
        let said = Said { code, stdout: said(stdout), stderr: said(stderr) };
        assert!(!said.stderr.contains("a bug"), "hplint {arguments}: {}", said.stderr);
        said
    }

    /// Every file of the folder but those of git, by name.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name != ".git")
            .collect();
        names.sort();
        names
    }
}

fn collect(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        bytes
    })
}

/// Makes a symbolic link in `place`.
#[cfg(unix)]
pub(crate) fn link(place: &Place, target: &str, name: &str) {
    std::os::unix::fs::symlink(Path::new(target), place.path(name)).expect("a link");
}
