//! What linting cannot be faster than: walk a tree, read its pages, check that they are UTF-8, parse them with comrak,
//! visit every node. `benches/compare.sh` holds hplint against it.

use comrak::{Arena, Options, parse_document};
use ignore::WalkBuilder;
use std::io::Write;

/// comrak's options as hplint sets them for a page of GitHub's Markdown.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_string());
    options
}

fn main() -> std::io::Result<()> {
    let root = std::env::args_os().nth(1).unwrap_or_else(|| ".".into());
    let options = options();
    let (mut pages, mut bytes, mut nodes) = (0, 0, 0);
    for entry in WalkBuilder::new(root).require_git(false).build().flatten() {
        let is_page = entry.path().extension().is_some_and(|ending| ending == "md" || ending == "markdown");
        if !is_page {
            continue;
        }
        let Ok(content) = std::fs::read(entry.path()) else { continue };
        let Ok(text) = std::str::from_utf8(&content) else { continue };
        let arena = Arena::new();
        nodes += parse_document(&arena, text, &options).descendants().count();
        pages += 1;
        bytes += text.len();
    }
    writeln!(std::io::stdout(), "{pages} pages, {bytes} bytes, {nodes} nodes")
}
