//! `hplint-disable` comments: which findings a page's author does not want to hear.
//!
//! ```text
//! <!-- hplint-disable broken-link, links -- the reason -->   from here on, for these rules and groups
//! <!-- hplint-enable broken-link -->                         from here on again
//! <!-- hplint-disable-next-line -->                          the next line that is not blank, for every rule
//! <!-- hplint-disable-line broken-link -->                   the line of the comment
//! <!-- hplint-disable-file mojibake -->                      the whole file
//! {% comment %}hplint-disable …{% endcomment %}              the same, not published (Jekyll)
//! {::comment}hplint-disable …{:/comment}                     the same, not published (kramdown)
//! title: A: b # hplint-disable-line front-matter-syntax      in front matter and data files
//! % hplint-disable-next-line broken-link                     in a bibliography
//! ```

use crate::finding::Finding;
use crate::syntax::{Document, OpaqueKind, Place};
use crate::text::Span;
use memchr::{memchr, memmem, memrchr};
use std::collections::{BTreeMap, BTreeSet};

/// What every comment begins with.
const PREFIX: &str = "hplint-";

/// The commands behind the prefix; a longer one stands before one that begins it.
const COMMANDS: &[(&str, Command)] = &[
    ("disable-next-line", Command::NextLine),
    ("disable-line", Command::Line),
    ("disable-file", Command::File),
    ("disable", Command::Disable),
    ("enable", Command::Enable),
];

/// How far to look for what opens a comment, in bytes.
const BEFORE: usize = 64;

/// How far to look for what closes it; without that its words end with their line.
const LONGEST: usize = 1000;

/// Stands for every rule.
const ALL: &str = "all";

/// The suppressions of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suppressions {
    /// Every comment, in order; for whoever wants to say that one is misspelt or unused.
    pub directives: Vec<Directive>,
    /// Bytes at which a rule or group goes off (`true`) or on again, in order.
    switches: BTreeMap<String, Vec<(usize, bool)>>,
    /// Whole lines in which a rule or group is off, in order.
    lines: BTreeMap<String, Vec<Span>>,
    /// Rules and groups that are off everywhere.
    file: BTreeSet<String>,
}

/// One comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// From `hplint-` to the last name.
    pub span: Span,
    /// `None` when nobody knows what stands behind `hplint-`.
    pub command: Option<Command>,
    /// The rules and groups it names; empty means every rule.
    pub names: Vec<Span>,
}

/// What a comment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Disable,
    Enable,
    NextLine,
    Line,
    File,
}

impl Suppressions {
    /// Reads the comments of `doc`. Costs one byte scan when there are none.
    pub fn read(doc: &Document) -> Suppressions {
        let mut suppressions = Suppressions::default();
        let text = doc.text();
        let mut lines = Lines::new(text);
        for at in memmem::find_iter(text.as_bytes(), PREFIX) {
            let Some((words, end)) = comment(doc, at) else { continue };
            let directive = directive(text, words);
            suppressions.add(&mut lines, &directive, end);
            suppressions.directives.push(directive);
        }
        for lines in suppressions.lines.values_mut() {
            lines.sort();
        }
        suppressions
    }

    /// Whether `finding` is silenced, by where it begins.
    pub fn covers(&self, finding: &Finding) -> bool {
        if self.directives.is_empty() {
            return false;
        }
        let at = finding.span.start();
        let names = [finding.rule.name, finding.rule.group, ALL];
        let in_line = |lines: &Vec<Span>| {
            let next = lines.partition_point(|line| line.start() <= at);
            next > 0 && lines[next - 1].holds(at)
        };
        if names.iter().any(|name| self.file.contains(*name) || self.lines.get(*name).is_some_and(in_line)) {
            return true;
        }
        // Of all switches that speak of this rule the last one before the finding counts.
        let last = |name: &&str| {
            let switches = self.switches.get(*name)?;
            switches[..switches.partition_point(|(from, _)| *from <= at)].last()
        };
        names.iter().filter_map(last).max().is_some_and(|(_, is_off)| *is_off)
    }

    /// Notes what `directive` asks for; its comment ends at `end`.
    fn add(&mut self, lines: &mut Lines, directive: &Directive, end: usize) {
        let Some(command) = directive.command else { return };
        let mut names: Vec<String> = directive.names.iter().map(|name| name.of(lines.text).to_string()).collect();
        if names.is_empty() {
            names.push(ALL.to_string());
        }
        let start = directive.span.start();
        for name in names {
            match command {
                Command::File => drop(self.file.insert(name)),
                Command::Line => self.lines.entry(name).or_default().push(lines.line(start)),
                Command::NextLine => self.lines.entry(name).or_default().push(lines.next(end)),
                Command::Disable => self.switches.entry(name).or_default().push((start, true)),
                Command::Enable => self.switches.entry(name).or_default().push((start, false)),
            }
        }
    }
}

/// The words of the comment that begins with the `hplint-` at `at`, and where the comment ends; `None` when `at` does not
/// begin a comment or stands in code.
fn comment(doc: &Document, at: usize) -> Option<(Span, usize)> {
    let bytes = doc.text().as_bytes();
    let before = bytes[at.saturating_sub(BEFORE)..at].trim_ascii_end();
    let closing = if before.ends_with(b"<!--") {
        "-->"
    } else if before.ends_with(b"{::comment}") {
        "{:/"
    } else if ends_with_comment_tag(before) {
        "{%"
    } else if before.ends_with(b"#") && is_yaml_comment(doc, before, at)
        || before.ends_with(b"%") && doc.bibliography.is_some()
    {
        ""
    } else {
        return None;
    };
    if matches!(doc.place(at), Place::Opaque(OpaqueKind::Code | OpaqueKind::Script | OpaqueKind::Style)) {
        return None;
    }
    let window = &bytes[at..bytes.len().min(at + LONGEST)];
    let closed = if closing.is_empty() { None } else { memmem::find(window, closing.as_bytes()) };
    let length = closed.or_else(|| memchr(b'\n', window)).unwrap_or(window.len());
    Some((Span::new(at, at + length), at + length + closed.map_or(0, |_| closing.len())))
}

/// Whether `before` ends with Liquid's `{% comment %}`.
fn ends_with_comment_tag(before: &[u8]) -> bool {
    let Some(before) = before.strip_suffix(b"%}") else { return false };
    let Some(start) = memmem::rfind(before, b"{%") else { return false };
    let tag = before[start + 2..].strip_prefix(b"-").unwrap_or(&before[start + 2..]);
    tag.strip_suffix(b"-").unwrap_or(tag).trim_ascii() == b"comment"
}

/// Whether the `#` at the end of `before` opens a comment of front matter or of a data file, `at` being behind it.
fn is_yaml_comment(doc: &Document, before: &[u8], at: usize) -> bool {
    let is_yaml = doc.data.is_some() || doc.front_matter.as_ref().is_some_and(|front| front.body.holds(at));
    is_yaml && before[..before.len() - 1].last().is_none_or(u8::is_ascii_whitespace)
}

/// Reads the words of a comment: a command, names with commas or blanks between them, ` -- ` and a reason.
fn directive(text: &str, words: Span) -> Directive {
    let bytes = &text.as_bytes()[words.range()];
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let word_end = |start: usize| start + bytes[start..].iter().take_while(|byte| is_part(byte)).count();
    let mut end = word_end(0);
    let command = COMMANDS.iter().find(|(word, _)| word.as_bytes() == &bytes[PREFIX.len()..end]);
    let mut names = Vec::new();
    let mut next = end;
    loop {
        next += bytes[next..].iter().take_while(|byte| matches!(byte, b',' | b' ' | b'\t' | b'\r' | b'\n')).count();
        let name_end = word_end(next);
        if name_end == next || bytes[next..].starts_with(b"--") {
            break;
        }
        names.push(Span::new(next, name_end).shift(words.start()));
        (end, next) = (name_end, name_end);
    }
    Directive {
        span: Span::new(words.start(), words.start() + end),
        command: command.map(|(_, command)| *command),
        names,
    }
}

/// Lines by offset, where each offset asked for is behind the one before: a line of 10 MB is measured once.
struct Lines<'a> {
    text: &'a str,
    line: Span,
    next: Span,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Lines<'a> {
        Lines { text, line: Span::empty(0), next: Span::empty(0) }
    }

    /// The line of the byte at `offset`, with its line end; the last one with the end of the text.
    fn line(&mut self, offset: usize) -> Span {
        if !self.line.holds(offset) {
            let bytes = self.text.as_bytes();
            let start = memrchr(b'\n', &bytes[..offset]).map_or(0, |at| at + 1);
            self.line = self.from(start);
            self.next = Span::empty(0);
        }
        self.line
    }

    /// The first line that is not blank behind the line of the byte at `offset`; the end of the text when there is none.
    fn next(&mut self, offset: usize) -> Span {
        let mut next = self.line(offset);
        if self.next.is_empty() {
            while next.end() < self.text.len() {
                next = self.from(next.end());
                let end = next.end().min(self.text.len());
                if !self.text.as_bytes()[next.start()..end].trim_ascii().is_empty() {
                    break;
                }
            }
            self.next = if next == self.line { Span::new(next.end(), next.end() + 1) } else { next };
        }
        self.next
    }

    /// The line that begins at `start`.
    fn from(&self, start: usize) -> Span {
        let end = memchr(b'\n', &self.text.as_bytes()[start..]).map_or(self.text.len() + 1, |at| start + at + 1);
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{RuleMeta, Severity};
    use crate::source::Source;
    use crate::syntax::Dialect;

    static RULE: RuleMeta =
        RuleMeta { name: "a-rule", group: "group", severity: Severity::Error, default: true, summary: "", fixes: &[] };

    /// The `Z` of `text` that are not silenced for `a-rule` of the group `group`, by their lines.
    fn heard(doc: &Document) -> Vec<usize> {
        let suppressions = Suppressions::read(doc);
        let text = doc.text();
        let places = text
            .match_indices('Z')
            .map(|(at, _)| at)
            .filter(|&at| !suppressions.covers(&Finding::new(&RULE, Span::new(at, at + 1), "")));
        places.map(|at| text[..at].matches('\n').count() + 1).collect()
    }

    fn check(text: &str, expected: &[usize]) {
        let source = Source::decode("a.md", text.as_bytes());
        assert_eq!(heard(&Document::parse(source, Dialect::Kramdown)), expected, "{text:?}");
    }

    #[test]
    fn from_a_comment_on() {
        check("Z\n<!-- hplint-disable -->\nZ\n<!-- hplint-enable -->\nZ\n", &[1, 5]);
        check("<!-- hplint-disable a-rule -- said twice -->\nZ\n<!-- hplint-enable a-rule -->\nZ\n", &[4]);
        check("<!-- hplint-disable other, group -->\nZ\n", &[]);
        check("<!-- hplint-disable other -->\nZ\n", &[2]);
        check("<!-- hplint-disable -->\nZ\n\n<!-- hplint-enable a-rule -->\nZ\n", &[5]);
        check("<!-- hplint-disable a-rule -->\nZ\n\n<!-- hplint-enable -->\nZ\n", &[5]);
        check("{% comment %}hplint-disable{% endcomment %}\nZ\n", &[]);
        check("{%- comment -%} hplint-disable a-rule {%- endcomment -%}\nZ\n", &[]);
        check("{::comment}hplint-disable{:/comment}\n\nZ\n", &[]);
    }

    #[test]
    fn lines_and_files() {
        check("<!-- hplint-disable-next-line -->\nZ\nZ\n", &[3]);
        check("<!-- hplint-disable-next-line a-rule -- why\nnot -->\n\nZ\nZ\n", &[5]);
        check("Z\n\nZ <!-- hplint-disable-line a-rule --> Z\n\nZ\n", &[1, 5]);
        check("Z\n\n<!-- hplint-disable-file a-rule -->\n", &[]);
        check("Z <!-- hplint-disable-next-line -->", &[1]);
    }

    #[test]
    fn front_matter_has_its_own_comments() {
        check("---\n# hplint-disable-next-line\na: Z\nb: Z # hplint-disable-line a-rule\nc: Z\n---\n", &[5]);
        check("---\na: Z#hplint-disable-line\n---\n# hplint-disable-next-line\nZ\n", &[2, 5]);
        let source = Source::decode("a.yml", b"a: Z # hplint-disable-line\nb: Z\n");
        assert_eq!(heard(&Document::data(source)), [2]);
        let source =
            Source::decode("a.bib", b"% hplint-disable-next-line\n@a{b, c = {Z}, % hplint-disable-line\n d={Z}}\n");
        assert_eq!(heard(&Document::bibliography(source)), [3]);
    }

    #[test]
    fn what_is_no_comment() {
        check("hplint-disable\n\nZ\n", &[3]);
        check("`<!-- hplint-disable -->`\n\nZ\n", &[3]);
        check("```\n<!-- hplint-disable -->\n```\n\nZ\n", &[5]);
        check("<!-- not hplint-disable -->\n\nZ\n", &[3]);
        check("<!-- hplint-disabled -->\n\nZ\n", &[3]);
        let source = Source::decode("a.txt", b"<!-- hplint-disable-next-line -->\nZ\nZ\n");
        assert_eq!(heard(&Document::plain(source, Dialect::CommonMark)), [3]);
    }

    #[test]
    fn comments_are_told() {
        let text = "<!-- hplint-disable a-rule, b -- why -->\n<!-- hplint-off -->\n";
        let doc = Document::plain(Source::decode("a.md", text.as_bytes()), Dialect::CommonMark);
        let told: Vec<_> = Suppressions::read(&doc)
            .directives
            .iter()
            .map(|told| {
                (told.span.of(text), told.command, told.names.iter().map(|name| name.of(text)).collect::<Vec<_>>())
            })
            .collect();
        let expected =
            [("hplint-disable a-rule, b", Some(Command::Disable), vec!["a-rule", "b"]), ("hplint-off", None, vec![])];
        assert_eq!(told, expected);
    }

    #[test]
    fn many_comments_in_one_line_are_linear() {
        let text = "<!-- hplint-disable-next-line a -->".repeat(100_000);
        let doc = Document::plain(Source::decode("a.md", text.as_bytes()), Dialect::CommonMark);
        let clock = std::time::Instant::now();
        assert_eq!(Suppressions::read(&doc).directives.len(), 100_000);
        assert!(clock.elapsed().as_secs() < 20);
    }
}
