//! The engines, each a child process that answers a JSON line for a JSON line.

use crate::dom::Token;
use crate::liquid;
use hplint::syntax::Dialect;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What Python must bring; Ruby's packages are those of the distribution.
const PYTHON_VERSIONS: &str = "Markdown 3.11.3, pymdown-extensions 13.1";

/// One renderer for each dialect of Markdown.
pub(crate) struct Engines {
    kramdown: Worker,
    python: Worker,
}

impl Engines {
    /// Starts both; panics with a clear message when one is missing.
    pub(crate) fn start() -> Engines {
        let kramdown = Worker::start("HPLINT_RUBY", "ruby", "kramdown.rb");
        let python = Worker::start("HPLINT_PYTHON", "python3", "python_markdown.py");
        assert_eq!(python.engine, PYTHON_VERSIONS);
        assert!(kramdown.engine.starts_with("kramdown 2."), "{}", kramdown.engine);
        Engines { kramdown, python }
    }

    /// The HTML that the dialect's engine makes of a page without its front matter. Templates become words before: what
    /// they print only a build of the site would know. CommonMark is rendered by comrak. `Err` when an engine refuses the page.
    pub(crate) fn render(&mut self, dialect: Dialect, page: &str) -> Result<String, String> {
        let body = liquid::neutralise(body(page), dialect.has_liquid()).replace("\r\n", "\n");
        match dialect {
            Dialect::Kramdown => self.kramdown.ask(&json!({ "text": body })),
            Dialect::PythonMarkdown => self.python.ask(&json!({ "engine": "core", "text": body })),
            Dialect::Material => self.python.ask(&json!({ "engine": "material", "text": body })),
            Dialect::CommonMark => Ok(comrak::markdown_to_html(&body, &github())),
            Dialect::Html => Ok(body),
        }
    }
}

/// GitHub's extensions; raw HTML stays.
fn github() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    options
}

/// The page behind its front matter, by Jekyll's own pattern (`Jekyll::Document::YAML_FRONT_MATTER_REGEXP`), but for blanks
/// behind the opening dashes.
pub(crate) fn body(page: &str) -> &str {
    let Some(rest) = page.strip_prefix("---\n").or_else(|| page.strip_prefix("---\r\n")) else { return page };
    let mut at = page.len() - rest.len();
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return &page[at..];
        }
    }
    page
}

/// The ids of a rendered page, percent signs decoded.
pub(crate) fn written_ids(tokens: &[Token]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for token in tokens {
        let Token::Start { name, attributes } = token else { continue };
        let named = if matches!(name.as_str(), "a" | "map") { attributes.get("name") } else { None };
        let ids = attributes.get("id").into_iter().chain(named).filter(|id| !id.is_empty());
        found.extend(ids.map(|id| percent_decode_str(id).decode_utf8_lossy().into_owned()));
    }
    found
}

struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// The engine's name and version, in its own words.
    engine: String,
}

impl Worker {
    /// Starts `script` beside this file with the interpreter that `variable` names.
    fn start(variable: &str, usual: &str, script: &str) -> Worker {
        let interpreter = std::env::var(variable).unwrap_or_else(|_| usual.to_string());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engines").join(script);
        let started = Command::new(&interpreter).arg(&path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.unwrap_or_else(|error| panic!("{interpreter} ({variable}) does not start: {error}"));
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("the output is a pipe"));
        let mut worker = Worker { child, input, output, engine: String::new() };
        worker.engine = worker.answer("engine").unwrap_or_else(|answer| {
            panic!("{script} with {interpreter} ({variable}) does not work: {answer}");
        });
        worker
    }

    fn ask(&mut self, request: &Value) -> Result<String, String> {
        let input = self.input.as_mut().expect("the input is open until the worker is dropped");
        writeln!(input, "{request}").expect("the engine still listens");
        input.flush().expect("the engine still listens");
        self.answer("html").map_err(|answer| format!("{} refuses the page: {answer}", self.engine))
    }

    /// What the next line says under `key`, else the line.
    fn answer(&mut self, key: &str) -> Result<String, String> {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the engine answers in UTF-8");
        let answer: Value = serde_json::from_str(&line).unwrap_or_default();
        answer[key].as_str().map(str::to_string).ok_or(line)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.input.take());
        // The scripts end with their input; how they end says nothing about a test.
        let _ = self.child.wait();
    }
}
