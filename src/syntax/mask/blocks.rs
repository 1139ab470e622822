//! What a line opens: a fence, raw HTML, block maths, an attribute list, an admonition, a definition. Anything else is
//! running text.

use super::super::{Dialect, OpaqueKind, links};
use super::scanner::Scanner;
use crate::text::Span;
use memchr::memmem;

impl Scanner<'_, '_> {
    /// Takes the construct that begins at the current place, which is the beginning of a line or right behind raw HTML.
    pub(super) fn block(&mut self) {
        let line = Span::new(self.at, self.line_end());
        let text = line.of(self.text);
        let content = text.trim_start_matches([' ', '\t', '>']);
        let indent = text.len() - content.len();
        if content.trim_end().is_empty() {
            self.after_blank = true;
            self.at = line.end() + 1;
            return;
        }
        self.note_list(content, indent);
        let start = line.start() + indent;
        let first = content.as_bytes()[0];
        let taken = match first {
            b'`' | b'~' => self.fence(start, content),
            b'<' => self.html_block(start, indent),
            b'{' => self.attribute_list_line(start, content),
            b'$' => self.block_math(start, content),
            b'!' | b'?' | b'=' | b'-' | b';' => self.marker(start, content),
            b'[' | b'*' => {
                let begins = self.after_blank || self.after_definition || self.dialect.has_definitions_in_text();
                self.definition(start, content, begins)
            }
            _ => false,
        };
        self.after_blank = false;
        self.after_definition = std::mem::take(&mut self.is_definition);
        if taken {
            return;
        }
        if let Some(inner) = list_content(content)
            && (self.fence(start + inner, &content[inner..]) || self.definition(start + inner, &content[inner..], true))
        {
            return;
        }
        self.inline(line.end());
    }

    /// Keeps track of whether indented lines belong to a list.
    fn note_list(&mut self, content: &str, indent: usize) {
        if list_content(content).is_some() {
            self.in_list = true;
        } else if indent == 0 && self.after_blank {
            self.in_list = false;
        }
    }

    /// ```` ``` ```` or `~~~` up to the line that closes it. An unclosed fence is text for kramdown and Python-Markdown, and
    /// code to the end for CommonMark 4.5.
    fn fence(&mut self, start: usize, content: &str) -> bool {
        let mark = content.as_bytes()[0];
        if mark != b'`' && mark != b'~' {
            return false;
        }
        let length = content.bytes().take_while(|&b| b == mark).count();
        if length < 3 || (mark == b'`' && content[length..].contains('`')) {
            return false;
        }
        let kind = usize::from(mark == b'~');
        if length < self.unclosed_fence[kind]
            && let Some(end) = self.fence_end(start + content.len(), mark, length)
        {
            self.at = end;
            return true;
        }
        self.unclosed_fence[kind] = self.unclosed_fence[kind].min(length);
        if self.dialect == Dialect::CommonMark {
            self.at = self.end;
        } else {
            self.canvas.word(Span::new(start, start + length));
            self.at = (start + content.len() + 1).min(self.end);
        }
        true
    }

    /// One past the closing fence's line.
    fn fence_end(&self, mut at: usize, mark: u8, length: usize) -> Option<usize> {
        let bytes = self.bytes();
        while at < bytes.len() {
            let start = at + 1;
            let end = memchr::memchr(b'\n', bytes.get(start..)?).map_or(bytes.len(), |found| start + found);
            let line = self.text[start..end].trim_start_matches([' ', '\t', '>']).trim_end();
            if line.len() >= length && line.bytes().all(|b| b == mark) {
                return Some((end + 1).min(bytes.len()));
            }
            at = end;
        }
        None
    }

    /// kramdown's `{: .class #id}` and `{:toc}` on a line of their own.
    fn attribute_list_line(&mut self, start: usize, content: &str) -> bool {
        let content = content.trim_end();
        if let Some(end) = self.extension(start) {
            self.at = end;
            return true;
        }
        if !self.dialect.has_attribute_lists() || !content.starts_with("{:") || !content.ends_with('}') {
            return false;
        }
        let span = Span::new(start, start + content.len());
        self.canvas.note(OpaqueKind::AttributeList, span);
        self.canvas.blank(span);
        self.at = span.end();
        true
    }

    /// `$$` at the beginning of a line, to the next `$$` (kramdown's block maths, arithmatex' too).
    fn block_math(&mut self, start: usize, content: &str) -> bool {
        if !content.starts_with("$$") || self.no_math_end {
            return false;
        }
        let Some(length) = memmem::find(&self.bytes()[start + 2..], b"$$") else {
            self.no_math_end = true;
            return false;
        };
        let span = Span::new(start, start + 2 + length + 2);
        self.canvas.note(OpaqueKind::Math, span);
        self.canvas.word(span);
        self.at = span.end();
        self.inline(self.line_end());
        true
    }

    /// `!!! note`, `??? note`, `=== "Tab"`, `--8<-- "file"` (Material's manual): the marker becomes a list item's, so that the
    /// indented body is its content.
    fn marker(&mut self, start: usize, content: &str) -> bool {
        if !self.dialect.has_admonitions() {
            return false;
        }
        let line = Span::new(start, start + content.trim_end().len());
        if content.starts_with("--8<--") || content.starts_with(";--8<--") {
            self.canvas.note(OpaqueKind::Marker, line);
            self.canvas.blank(line);
        } else if is_admonition(content) {
            self.admonition(line);
        } else {
            return false;
        }
        self.at = line.end();
        true
    }

    /// Paints an admonition's or a tab's marker as a list item's; the title is Markdown, and begins the item. Without one, or
    /// where code follows at once (which would be text below a title), a rule begins it.
    fn admonition(&mut self, line: Span) {
        self.in_list = true;
        let text = line.of(self.text);
        let title = text.find('"').map(|open| open + 1).filter(|&open| open < text.len() && text.ends_with('"'));
        match title {
            Some(open) if !self.is_before_code(line) => {
                let title = Span::new(line.start() + open, line.end() - 1);
                self.canvas.note(OpaqueKind::Marker, Span::new(line.start(), title.start()));
                self.canvas.note(OpaqueKind::Marker, Span::new(title.end(), line.end()));
                self.canvas.item(Span::new(line.start(), title.start()));
                self.canvas.blank(Span::new(title.end(), line.end()));
            }
            _ => {
                self.canvas.note(OpaqueKind::Marker, line);
                self.canvas.item(line);
                self.canvas.rule(Span::new(line.start() + 2, line.end()));
            }
        }
    }

    /// Whether the line behind `line` is indented by eight blanks more, and so is code in a body.
    fn is_before_code(&self, line: Span) -> bool {
        let bytes = self.bytes();
        let indent = line.start() - memchr::memrchr(b'\n', &bytes[..line.start()]).map_or(0, |at| at + 1);
        let next = memchr::memchr(b'\n', &bytes[line.end()..]).map_or(bytes.len(), |at| line.end() + at + 1);
        bytes[next..].len() >= indent + 8 && bytes[next..next + indent + 8].iter().all(|b| *b == b' ')
    }

    /// `[label]: target` is noted for later; an abbreviation `*[HTML]: …` is hidden.
    fn definition(&mut self, start: usize, content: &str, begins_paragraph: bool) -> bool {
        if content.starts_with("*[") && content.contains("]:") && self.dialect.has_attribute_lists() {
            let span = Span::new(start, start + content.trim_end().len());
            self.canvas.note(OpaqueKind::Marker, span);
            self.canvas.blank(span);
            self.at = span.end();
            return true;
        }
        let Some(label) = label_of_definition(content) else { return false };
        // Bare Python-Markdown knows no footnotes and makes a link called `^1`.
        if label.starts_with('^') && self.dialect != Dialect::PythonMarkdown {
            return false;
        }
        let label = Span::new(start + 1, start + 1 + label.len());
        self.definitions.push(label);
        if !begins_paragraph {
            return false;
        }
        // comrak loses count of columns in a paragraph that begins with definitions, so it gets them apart from the text.
        let span = Span::new(start, start + content.trim_end().len());
        let is_alone = links::destination(self.text, label.end() + 2).is_some_and(|target| {
            let is_given = !target.is_empty() || self.text[..target.start()].ends_with('<');
            is_given && target.end() <= span.end() && is_title(&self.text[target.end()..span.end()])
        });
        if is_alone {
            self.hoisted.push(label);
            self.canvas.blank(span);
            self.at = (span.end() + 1).min(self.end);
            self.is_definition = true;
        }
        is_alone
    }
}

/// The label in `[label]: target`.
fn label_of_definition(content: &str) -> Option<&str> {
    let rest = content.strip_prefix('[')?;
    let label = &rest[..rest.find("]:")?];
    (!label.trim().is_empty() && !label.contains(['[', ']'])).then_some(label)
}

/// Whether what stands behind a destination is a title or nothing.
fn is_title(rest: &str) -> bool {
    let rest = rest.trim_start_matches('>').trim();
    rest.is_empty()
        || (rest.len() > 1
            && ["\"\"", "''", "()"].iter().any(|pair| rest.starts_with(&pair[..1]) && rest.ends_with(&pair[1..])))
}

/// `!!! type`, `??? type`, `???+ type`, `=== "Title"`, `===! "Title"`.
fn is_admonition(content: &str) -> bool {
    if let Some(rest) = content.strip_prefix("!!!").or_else(|| content.strip_prefix("???")) {
        let rest = rest.trim_start_matches('+').trim_start();
        return rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '"');
    }
    let Some(rest) = content.strip_prefix("===") else { return false };
    rest.trim_start_matches(['!', '+']).trim_start().starts_with('"')
}

/// Where the content of a list item begins behind its marker, in bytes.
fn list_content(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let marker = match bytes.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let blanks = bytes[marker..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let inner = marker + blanks;
    (blanks > 0 && inner < content.trim_end().len()).then_some(inner)
}
