//! `exclude_docs`, `draft_docs`, `not_in_nav`: lines as in a `.gitignore` (`pathspec.gitignore.GitIgnoreSpec`).

use globset::{GlobBuilder, GlobMatcher};

/// Lines that are read; each is tried on every file.
const MOST: usize = 1_000;

#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// The last line first: it counts.
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    /// `!pattern`
    is_negated: bool,
    /// The whole path, or a folder above it.
    itself: GlobMatcher,
    /// `pattern/`: folders only.
    is_folder: bool,
    /// `pattern/**`: all that is below.
    below: bool,
}

impl Patterns {
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Patterns {
        let mut lines: Vec<Line> = lines.take(MOST).filter_map(line).collect();
        lines.reverse();
        Patterns { lines }
    }

    /// Whether a line can take back what another one says.
    pub(super) fn has_negated(&self) -> bool {
        self.lines.iter().any(|line| line.is_negated)
    }

    /// Whether the file at `path` matches. A line that names the file itself counts more than one that names a folder above
    /// it (`pathspec._backends.simple.gitignore`).
    pub(super) fn matches(&self, path: &str) -> bool {
        let mut by_folder = None;
        for line in &self.lines {
            let is_above = || path.match_indices('/').any(|(at, _)| line.itself.is_match(&path[..at]));
            if !line.is_folder && !line.below && line.itself.is_match(path) || line.below && is_above() {
                return !line.is_negated;
            }
            if by_folder.is_none() && !line.below && is_above() {
                by_folder = Some(!line.is_negated);
            }
        }
        by_folder.unwrap_or(false)
    }
}

fn line(text: &str) -> Option<Line> {
    let text = if text.ends_with("\\ ") { text } else { text.trim_end() };
    if text.is_empty() || text.starts_with('#') || text == "/" {
        return None;
    }
    let (is_negated, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    let (is_folder, text) = text.strip_suffix('/').map_or((false, text), |rest| (true, rest));
    let (below, text) = text.strip_suffix("/**").map_or((false, text), |rest| (true, rest));
    // A slash in front or within ties the pattern to the root.
    let is_rooted = text.contains('/') || below;
    let inner = text.strip_prefix('/').unwrap_or(text);
    if inner.is_empty() {
        return line_of_all(is_negated);
    }
    let whole = if is_rooted || inner == "**" { inner.to_string() } else { format!("**/{inner}") };
    // Braces mean nothing in a `.gitignore`.
    let whole = whole.replace('{', "[{]").replace('}', "[}]");
    let itself = GlobBuilder::new(&whole).literal_separator(true).backslash_escape(true).build().ok()?;
    Some(Line { is_negated, itself: itself.compile_matcher(), is_folder, below })
}

/// `/**`
fn line_of_all(is_negated: bool) -> Option<Line> {
    let itself = GlobBuilder::new("**").build().ok()?.compile_matcher();
    Some(Line { is_negated, itself, is_folder: false, below: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tried on pathspec 1.1.1.
    #[test]
    fn matches_as_git_does() {
        for (lines, path, expected) in [
            ("*.py", "a/b.py", true),
            ("*.py", "b.pyc", false),
            ("/b.md", "b.md", true),
            ("/b.md", "a/b.md", false),
            ("a/b.md", "a/b.md", true),
            ("a/b.md", "c/a/b.md", false),
            ("drafts/", "drafts/a.md", true),
            ("drafts/", "x/drafts/a.md", true),
            ("drafts/", "drafts", false),
            ("a/**/*.md", "a/b/c/d.md", true),
            ("a/**/*.md", "a/d.md", true),
            ("a/**", "a/b/c", true),
            ("*.md\n!keep.md", "a/keep.md", false),
            ("!keep.md\n*.md", "a/keep.md", true),
            ("drafts\n!drafts/keep.md", "drafts/keep.md", false),
            ("!keep.md\ndrafts/", "drafts/keep.md", false),
            ("{a}.md", "a.md", false),
            ("{a}.md", "{a}.md", true),
            ("# x\n\n/\n[", "x", false),
            (".*\n/templates/\n!.assets", ".assets/a.png", false),
            (".*\n/templates/", "a/.b/c", true),
            (".*\n/templates/", "templates/c.html", true),
            ("*", "a/b", true),
            ("/**", "a", true),
            ("a b.md  ", "a b.md", true),
        ] {
            assert_eq!(Patterns::new(lines.lines()).matches(path), expected, "{lines:?} {path}");
        }
    }
}
