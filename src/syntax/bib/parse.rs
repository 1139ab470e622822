//! Text → [`Bibliography`]: an entry at a time, so that one that is broken hides no other.

use super::{BibEntry, BibField, BibProblem, BibProblemKind, Bibliography};
use crate::text::Span;
use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};

/// A value may hold lines that look like the head of an entry; so many are passed over before it counts as unclosed.
const HEADS_IN_VALUE: usize = 4;

/// Reads `text`. Never fails; linear in its length.
pub(in crate::syntax) fn parse(text: &str) -> Bibliography {
    let heads = heads(text);
    let mut reader = Reader { text, bytes: text.as_bytes(), heads: &heads, found: Bibliography::default() };
    let mut at = 0;
    while let Some(start) = memchr(b'@', &reader.bytes[at..]).map(|length| at + length) {
        at = reader.object(start);
    }
    reader.found
}

/// Where lines begin like an entry: `@article{`.
fn heads(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let starts_line = |at: usize| {
        let before = bytes[..at].trim_ascii_end();
        before.is_empty() || bytes[before.len()..at].contains(&b'\n')
    };
    // The trim above costs as much as the blanks before an `@`, which stand before no other.
    memchr_iter(b'@', bytes).filter(|&at| head(bytes, at).is_some() && starts_line(at)).collect()
}

/// The kind of the entry at `at` and the place of its opening brace.
fn head(bytes: &[u8], at: usize) -> Option<(Span, usize)> {
    let start = at + 1 + blanks(&bytes[at + 1..], b" \t");
    let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let open = end + blanks(&bytes[end..], b" \t");
    (end > start && matches!(bytes.get(open), Some(b'{' | b'('))).then_some((Span::new(start, end), open))
}

fn blanks(bytes: &[u8], which: &[u8]) -> usize {
    bytes.iter().take_while(|byte| which.contains(byte)).count()
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    heads: &'a [usize],
    found: Bibliography,
}

impl Reader<'_> {
    /// Reads what begins with the `@` at `start`; returns where to go on.
    fn object(&mut self, start: usize) -> usize {
        let Some((kind, open)) = head(self.bytes, start) else { return start + 1 };
        // BibTeX knows no comments, but people put a `%` before entries that they want to be rid of.
        let line = memrchr(b'\n', &self.bytes[..start]).map_or(0, |at| at + 1);
        if self.bytes[line..start].trim_ascii_start().starts_with(b"%") {
            return start + 1;
        }
        if ["string", "preamble", "comment"].iter().any(|name| kind.of(self.text).eq_ignore_ascii_case(name)) {
            return self.braced(open).unwrap_or(open) + 1;
        }
        self.entry(start, kind, open)
    }

    fn entry(&mut self, start: usize, kind: Span, open: usize) -> usize {
        let close = if self.bytes[open] == b'{' { b'}' } else { b')' };
        let index = self.found.entries.len();
        let (key, at) = self.key(open + 1, close);
        let entry = BibEntry { span: Span::new(start, at), kind, key, fields: Vec::new() };
        self.found.entries.push(entry);
        if key.is_empty() {
            self.problem(BibProblemKind::NoKey, kind);
        } else if self.bytes.get(at) == Some(&b',') || self.bytes.get(at) == Some(&close) {
            // As it should be.
        } else if self.field_name(at).is_some() {
            self.problem(BibProblemKind::NoCommaAfterKey, key);
        }
        let end = self.fields(at, close);
        self.found.entries[index].span = Span::new(start, end.max(at));
        end
    }

    /// The key that begins at or behind `at`, and what follows it.
    fn key(&self, at: usize, close: u8) -> (Span, usize) {
        let start = self.skip(at);
        let length =
            self.bytes[start..].iter().take_while(|byte| !b",={}\n\r\"".contains(byte) && **byte != close).count();
        let end = start + self.bytes[start..start + length].trim_ascii_end().len();
        let next = self.skip(end);
        // `@article{title = {…`
        if self.bytes.get(next) == Some(&b'=') { (Span::empty(start), start) } else { (Span::new(start, end), next) }
    }

    /// Reads fields from `at` to the brace that closes the entry; returns the place behind it.
    fn fields(&mut self, at: usize, close: u8) -> usize {
        let mut at = at;
        let mut needs_comma = false;
        loop {
            at = self.skip(at);
            let Some(&byte) = self.bytes.get(at) else { return self.unclosed(at) };
            match byte {
                b',' => {
                    needs_comma = false;
                    at += 1;
                }
                byte if byte == close => return self.closed(at),
                b'@' if self.is_head(at) => return self.unclosed(at),
                _ => match self.field_name(at).filter(|field| !needs_comma || self.has_equals(field)) {
                    Some((name, value)) => {
                        if needs_comma && let Some(end) = self.last_end() {
                            self.problem(BibProblemKind::NoComma, Span::empty(end));
                        }
                        match self.field(name, value, close) {
                            Some(end) => at = end,
                            None => return self.resume(value),
                        }
                        needs_comma = true;
                    }
                    None => {
                        at = self.stray(at, close);
                        needs_comma = false;
                    }
                },
            }
        }
    }

    /// `name =` at `at`: the name, and where the value begins. A name alone counts when a value follows on its line.
    fn field_name(&self, at: usize) -> Option<(Span, usize)> {
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_-+:./".contains(byte);
        let length = self.bytes[at..].iter().take_while(is_part).count();
        if length == 0 {
            return None;
        }
        let equals = self.skip(at + length);
        match self.bytes.get(equals) {
            Some(b'=') => Some((Span::new(at, at + length), self.skip(equals + 1))),
            Some(b'{' | b'"') => Some((Span::new(at, at + length), equals)),
            _ => None,
        }
    }

    /// The same with its `=` and a value in braces, in quotes or of digits.
    fn assignment(&self, at: usize) -> Option<Span> {
        let (name, value) = self.field_name(at)?;
        let is_value = self.bytes.get(value).is_some_and(|byte| b"{\"".contains(byte) || byte.is_ascii_digit());
        (self.has_equals(&(name, value)) && is_value).then_some(name)
    }

    fn has_equals(&self, (name, value): &(Span, usize)) -> bool {
        self.bytes[name.end()..*value].contains(&b'=')
    }

    /// Reads a value from `at` on; `None` when it has no end.
    fn field(&mut self, name: Span, at: usize, close: u8) -> Option<usize> {
        if !self.has_equals(&(name, at)) {
            self.problem(BibProblemKind::NoEquals, name);
        }
        let mut end = at;
        let mut pieces = 0;
        let mut value;
        loop {
            let start = end;
            end = match self.bytes.get(start) {
                Some(b'{') => self.braced(start).or_else(|| self.value_without_end(name))? + 1,
                Some(b'"') => self.quoted(start).or_else(|| self.value_without_end(name))? + 1,
                _ => {
                    start
                        + self.bytes[start..]
                            .iter()
                            .take_while(|byte| !b",{}#\"@ \t\r\n".contains(byte) && **byte != close)
                            .count()
                }
            };
            pieces += 1;
            value = if pieces > 1 {
                Span::new(at, end)
            } else if matches!(self.bytes.get(start), Some(b'{' | b'"')) {
                Span::new(start + 1, end - 1)
            } else {
                Span::new(start, end)
            };
            let next = self.skip(end);
            if self.bytes.get(next) != Some(&b'#') {
                break;
            }
            end = self.skip(next + 1);
        }
        if end == at {
            self.problem(BibProblemKind::NoValue, name);
        }
        let is_text = pieces == 1 && matches!(self.bytes.get(at), Some(b'{' | b'"'));
        if let Some(entry) = self.found.entries.last_mut() {
            entry.fields.push(BibField { name, value, is_text });
        }
        Some(end)
    }

    fn value_without_end(&mut self, name: Span) -> Option<usize> {
        self.problem(BibProblemKind::UnclosedValue, name);
        None
    }

    /// The brace that closes the one at `open`. Braces count behind a backslash too (BibTeX; bibtex-ruby).
    fn braced(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        let inner = &self.bytes[open..self.limit(open)];
        for at in memchr2_iter(b'{', b'}', inner) {
            if inner[at] == b'{' {
                depth += 1;
            } else {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(open + at);
                }
            }
        }
        None
    }

    /// The quote that closes the one at `open`: outside of braces.
    fn quoted(&self, open: usize) -> Option<usize> {
        let limit = self.limit(open);
        let mut depth = 0usize;
        for at in open + 1..limit {
            match self.bytes[at] {
                b'{' => depth += 1,
                b'}' if depth == 0 => return None,
                b'}' => depth -= 1,
                // `Schr\"odinger` outside of braces ends the value for BibTeX, but what is meant is clear.
                b'"' if depth == 0 && self.bytes[at - 1] != b'\\' => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// Where a value that begins at `at` has ended for certain.
    fn limit(&self, at: usize) -> usize {
        let next = self.heads.partition_point(|head| *head <= at);
        self.heads.get(next + HEADS_IN_VALUE).copied().unwrap_or(self.bytes.len())
    }

    fn is_head(&self, at: usize) -> bool {
        self.heads.binary_search(&at).is_ok()
    }

    /// Behind a value without end at `at`: the next entry.
    fn resume(&self, at: usize) -> usize {
        let next = self.heads.partition_point(|head| *head <= at);
        self.heads.get(next).copied().unwrap_or(self.bytes.len())
    }

    /// Passes over a line that is no field; returns where it ends, or where the entry does.
    fn stray(&mut self, at: usize, close: u8) -> usize {
        let end = memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length);
        let mut stop = at;
        while stop < end && self.bytes[stop] != close && self.bytes[stop] != b',' {
            stop = match self.bytes[stop] {
                b'{' => self.braced(stop).map_or(end, |close| close + 1),
                _ => stop + 1,
            };
        }
        let stop = stop.max(at + 1).min(self.bytes.len());
        let stop = self.text.ceil_char_boundary(stop);
        let shown = Span::new(at, self.text.floor_char_boundary(stop.min(end).max(at)));
        self.problem(BibProblemKind::Stray, shown);
        stop
    }

    /// The entry's brace is at `at`; fields behind it were meant to be inside.
    fn closed(&mut self, at: usize) -> usize {
        let next = self.skip(at + 1);
        let after_comma = if self.bytes.get(next) == Some(&b',') { self.skip(next + 1) } else { next };
        let is_field =
            self.field_name(after_comma).is_some_and(|(name, value)| self.bytes[name.end()..value].contains(&b'='));
        if is_field {
            self.problem(BibProblemKind::EarlyEnd, Span::new(at, at + 1));
        }
        at + 1
    }

    /// The entry ends at `at` without its brace: a value took it, or it was forgotten.
    fn unclosed(&mut self, at: usize) -> usize {
        let Some(entry) = self.found.entries.last() else { return at };
        let is_field = |line: usize| self.assignment(line + blanks(&self.bytes[line..], b" \t")).is_some();
        let swallowed = |field: &&BibField| {
            let value = field.value;
            memchr_iter(b'\n', &self.bytes[value.range()]).any(|line| is_field(value.start() + line + 1))
        };
        let (kind, span) = match entry.fields.last().filter(swallowed) {
            Some(field) => (BibProblemKind::UnclosedValue, field.name),
            None if entry.key.is_empty() => (BibProblemKind::UnclosedEntry, entry.kind),
            None => (BibProblemKind::UnclosedEntry, entry.key),
        };
        self.problem(kind, span);
        at
    }

    /// Behind the delimiter of the last field's value.
    fn last_end(&self) -> Option<usize> {
        let field = self.found.entries.last()?.fields.last()?;
        Some(field.value.end() + usize::from(field.is_text))
    }

    fn problem(&mut self, kind: BibProblemKind, span: Span) {
        let entry = self.found.entries.len().saturating_sub(1);
        self.found.problems.push(BibProblem { kind, span, entry });
    }

    /// The first byte from `at` on that is neither blank nor in a comment (biblatex knows those, with `%`).
    fn skip(&self, mut at: usize) -> usize {
        loop {
            at += self.bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if self.bytes.get(at) != Some(&b'%') {
                return at;
            }
            at += memchr(b'\n', &self.bytes[at..]).unwrap_or(self.bytes.len() - at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kind key name=value …` of each entry, then the problems with what they point at.
    fn show(text: &str) -> Vec<String> {
        let bibliography = parse(text);
        let mut shown: Vec<String> = Vec::new();
        for entry in &bibliography.entries {
            let fields: Vec<String> =
                entry.fields.iter().map(|field| format!(" {}={}", field.name.of(text), field.value.of(text))).collect();
            shown.push(format!("{} {}{}", entry.kind.of(text), entry.key.of(text), fields.concat()));
        }
        shown.extend(
            bibliography.problems.iter().map(|problem| format!("{:?} {}", problem.kind, problem.span.of(text))),
        );
        shown
    }

    #[test]
    fn entries() {
        for (text, expected) in [
            ("---\n---\n@article{a, title = {T {x}}, year=2020 }\n", vec!["article a title=T {x} year=2020"]),
            ("text me@x.org @Book (k:1, note = \"a {\"}b\" # jan,)", vec!["Book k:1 note=\"a {\"}b\" # jan"]),
            ("@string{j = \"J {x}\"} @comment{ @a{b} } @preamble{\"x\"} @misc{k}", vec!["misc k"]),
            ("% @a{b, c\n@misc{k, % x\n t = {a}, % y\n}", vec!["misc k t=a"]),
            (
                "@a{k, abstract = {see\n@b{x,\n y = {z}}\n end}, t={a}}",
                vec!["a k abstract=see\n@b{x,\n y = {z}}\n end t=a"],
            ),
            ("@a{k, t = {50\\% \\{a\\}}}", vec!["a k t=50\\% \\{a\\}"]),
            ("@a{a b,\n t={x},,}", vec!["a a b t=x"]),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn problems() {
        for (text, expected) in [
            ("@a{k, t={x}\n y={z}}", vec!["a k t=x y=z", "NoComma "]),
            ("@a{k\n t={x}}", vec!["a k t=x", "NoCommaAfterKey k"]),
            ("@a{title={x}}", vec!["a  title=x", "NoKey a"]),
            ("@a{, t={x}}", vec!["a  t=x", "NoKey a"]),
            ("@a{k, t {x}, y=2}", vec!["a k t=x y=2", "NoEquals t"]),
            ("@a{k, t = , y=2}", vec!["a k t= y=2", "NoValue t"]),
            ("@a{k, t={x},\n@b{l, y={z}}", vec!["a k t=x", "b l y=z", "UnclosedEntry k"]),
            ("@a{k, t={x,\n y={z}\n}\n@b{l, y={z}}", vec!["a k t=x,\n y={z}\n", "b l y=z", "UnclosedValue t"]),
            ("@a{k, t=\"x},\n y={z}\n}", vec!["a k", "UnclosedValue t"]),
            ("@a{k, t={x}},\n y={z}\n}", vec!["a k t=x", "EarlyEnd }"]),
            ("@a{k, t={x} and {y},\n z={é}}", vec!["a k t=x z=é", "Stray and {y}"]),
            ("@a{k, ä, t={x}}", vec!["a k t=x", "Stray ä"]),
            ("@a{k", vec!["a k", "UnclosedEntry k"]),
            ("@a{", vec!["a ", "NoKey a", "UnclosedEntry a"]),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_files_are_linear() {
        let clock = std::time::Instant::now();
        for piece in
            ["@a{k,t={\n\n", "@a{k,t={", "@a{k,\n", "@", "\n@a{b,c=\"", "{", "@a{k,x ", "\n@a{k,t={\\{", "\n \n @"]
        {
            parse(&piece.repeat(200_000));
        }
        assert!(clock.elapsed().as_secs() < 20, "{:?}", clock.elapsed());
    }
}
