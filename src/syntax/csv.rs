//! Tables of values between commas or tabs, read as Ruby's library reads them.
//!
//! The csv crate takes any quote anywhere and any line end; `CSV::Parser#parse_quotable_robust` refuses the file, and Jekyll
//! then builds nothing.

use crate::text::{Edit, Span};
use memchr::{memchr, memchr2, memchr3};

/// Columns beyond these are counted, not named.
const NAMED: usize = 1000;

/// What a table says of itself; the values are not kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The cells of the first row, as written; at most 1,000.
    pub header: Vec<Span>,
    /// How many cells the first row has.
    pub columns: usize,
    /// Rows with values behind the last column.
    pub long: Option<LongRows>,
    /// Why Ruby cannot read it.
    pub problem: Option<TableProblem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongRows {
    /// What the first of them has behind the last column.
    pub span: Span,
    /// How many cells it has.
    pub cells: usize,
    /// How many rows there are.
    pub count: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TableProblem {
    pub kind: TableFault,
    pub span: Span,
    /// Mend it, and all like it behind it.
    pub edits: Vec<Edit>,
    /// Nothing else can be meant.
    pub is_certain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// `"one, two`
    UnclosedQuote,
    /// `5" screen`
    QuoteInValue,
    /// `"one" two`
    TextAfterQuote,
    /// `one, "two"`, `"one" ,two`
    BlankBesideQuote,
    /// The line ends in another way than the first.
    LineEnd,
}

/// Reads the whole of `text`, whose cells stand between `separator`. Linear.
pub fn parse(text: &str, separator: u8) -> Table {
    let mut reader = Reader { text, separator, line_end: line_end(text), at: 0, table: Table::default() };
    while reader.at < text.len() && reader.row().is_ok() {}
    reader.table
}

/// The first line end decides (`CSV::Parser#detect_row_separator`).
fn line_end(text: &str) -> &'static str {
    let bytes = text.as_bytes();
    match memchr2(b'\r', b'\n', bytes) {
        Some(at) if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') => "\r\n",
        Some(at) if bytes[at] == b'\r' => "\r",
        _ => "\n",
    }
}

struct Reader<'a> {
    text: &'a str,
    separator: u8,
    line_end: &'static str,
    at: usize,
    table: Table,
}

/// The rest cannot be read.
struct Stop;

/// What follows a cell.
#[derive(PartialEq)]
enum Next {
    Cell,
    Row,
}

impl Reader<'_> {
    fn row(&mut self) -> Result<(), Stop> {
        let is_first = self.table.columns == 0 && self.table.header.is_empty();
        let (start, mut cells, mut beyond) = (self.at, 0, None);
        loop {
            let (cell, next) = self.cell()?;
            cells += 1;
            if is_first && self.table.header.len() < NAMED {
                self.table.header.push(cell);
            }
            if cells > self.table.columns && beyond.is_none() && !is_blank(cell.of(self.text)) {
                beyond = Some(cell.start());
            }
            if next == Next::Cell {
                continue;
            }
            if is_first {
                // An empty line is a row without cells.
                let is_empty = cells == 1 && cell.is_empty();
                self.table.columns = if is_empty { 0 } else { cells };
            } else if let Some(beyond) = beyond {
                let long = LongRows { span: Span::new(beyond, cell.end()), cells, count: 0 };
                self.table.long.get_or_insert(long).count += 1;
            }
            debug_assert!(self.at > start || self.at == self.text.len());
            return Ok(());
        }
    }

    /// One cell, with its quotes, and what follows it; the reader then stands behind that.
    fn cell(&mut self) -> Result<(Span, Next), Stop> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let blanks = bytes[start..].iter().take_while(|byte| **byte == b' ').count();
        let is_quoted = bytes.get(start + blanks) == Some(&b'"');
        if !is_quoted {
            self.at = self.end_of_plain(start);
            if self.byte() == Some(b'"') {
                return Err(self.quote_in_value(start));
            }
        } else if let Some(end) = end_of_quoted(bytes, start + blanks) {
            self.at = end;
            let behind = bytes[end..].iter().take_while(|byte| **byte == b' ').count();
            self.at += behind;
            if !matches!(self.byte(), None | Some(b'\r' | b'\n')) && self.byte() != Some(self.separator) {
                return Err(self.text_after_quote(start + blanks, end));
            }
            for blank in [Span::new(start, start + blanks), Span::new(end, end + behind)] {
                if !blank.is_empty() {
                    self.fault(TableFault::BlankBesideQuote, blank, Some(Edit::replace(blank, "")), true);
                }
            }
        } else {
            return Err(self.fault(
                TableFault::UnclosedQuote,
                Span::new(start + blanks, start + blanks + 1),
                None,
                false,
            ));
        }
        let cell = Span::new(start, self.at);
        match self.byte() {
            Some(byte) if byte == self.separator => {
                self.at += 1;
                Ok((cell, Next::Cell))
            }
            Some(_) => {
                self.take_line_end();
                Ok((cell, Next::Row))
            }
            None => Ok((cell, Next::Row)),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Where a cell without quotes that begins at `start` ends, or its first quote.
    fn end_of_plain(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_end = |byte: &u8| *byte == self.separator || matches!(byte, b'"' | b'\r' | b'\n');
        bytes[start..].iter().position(is_end).map_or(bytes.len(), |end| start + end)
    }

    /// The end of a line; the reader stands at one.
    fn take_line_end(&mut self) {
        let rest = &self.text[self.at..];
        let is_fitting = rest.starts_with(self.line_end) && (self.line_end != "\r" || !rest.starts_with("\r\n"));
        let len = if rest.starts_with("\r\n") { 2 } else { 1 };
        if !is_fitting {
            let span = Span::new(self.at, self.at + len);
            self.fault(TableFault::LineEnd, span, Some(Edit::replace(span, self.line_end)), true);
        }
        self.at += len;
    }

    /// `5" screen`: the whole cell is to be quoted, where its end can be seen.
    fn quote_in_value(&mut self, start: usize) -> Stop {
        let bytes = self.text.as_bytes();
        let quote = Span::new(self.at, self.at + 1);
        let line = memchr2(b'\r', b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let end = memchr(self.separator, &bytes[start..line]).map_or(line, |at| start + at);
        let cell = Span::new(start, end);
        // `a "b, c"`: the quotes hold a separator together, in a way that only their author knows.
        let is_whole = memchr(b'"', &bytes[end..line]).is_none() || count_quotes(cell.of(self.text)).is_multiple_of(2);
        let insert = format!("\"{}\"", cell.of(self.text).replace('"', "\"\""));
        self.fault(TableFault::QuoteInValue, quote, is_whole.then(|| Edit::replace(cell, insert)), false)
    }

    /// Text behind the quote that ends at `end` the cell whose quote is at `open`.
    fn text_after_quote(&mut self, open: usize, end: usize) -> Stop {
        let bytes = self.text.as_bytes();
        let before = bytes[end - 2];
        let begins_another = before == self.separator || matches!(before, b'\n' | b'\r');
        if begins_another && memchr2(b'\r', b'\n', &bytes[open..end]).is_some() {
            // That quote begins a cell of another line; this cell's own is missing.
            return self.fault(TableFault::UnclosedQuote, Span::new(open, open + 1), None, false);
        }
        let rest = end + memchr3(self.separator, b'\r', b'\n', &bytes[end..]).unwrap_or(bytes.len() - end);
        self.fault(TableFault::TextAfterQuote, Span::new(end, rest), None, false)
    }

    /// Notes what stops Ruby, unless something before it has.
    fn fault(&mut self, kind: TableFault, span: Span, edit: Option<Edit>, is_certain: bool) -> Stop {
        match &mut self.table.problem {
            None => {
                self.table.problem = Some(TableProblem { kind, span, edits: edit.into_iter().collect(), is_certain })
            }
            Some(problem) if problem.kind == kind => problem.edits.extend(edit),
            Some(_) => {}
        }
        Stop
    }
}

/// One past the quote that ends the text whose quote stands at `open`; two quotes in it stand for one.
fn end_of_quoted(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr(b'"', &bytes[at..])? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether nothing but blanks stands in the cell.
fn is_blank(cell: &str) -> bool {
    let inner = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell);
    inner.trim().is_empty()
}

fn count_quotes(text: &str) -> usize {
    memchr::memchr_iter(b'"', text.as_bytes()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong and where; the text after the edits.
    fn check(text: &str, expected: Option<(TableFault, &str, Option<&str>)>) {
        let table = parse(text, b',');
        let mended = |edits: &[Edit]| {
            let mut out = text.to_string();
            edits.iter().rev().for_each(|edit| out.replace_range(edit.span.start()..edit.span.end(), &edit.insert));
            out
        };
        let found = table.problem.map(|problem| {
            let mended = (!problem.edits.is_empty()).then(|| mended(&problem.edits));
            (problem.kind, problem.span.of(text), mended)
        });
        let expected = expected.map(|(kind, span, mended)| (kind, span, mended.map(str::to_string)));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_stops_ruby() {
        use TableFault::*;
        for text in ["", "a,b\n1,2", "a,b\n\"1\n2\",\"\"\"3\"\"\"\n", "a\r1\r", "a\r\n1\r\n", "a\n\n1\n", "a\n\"\"\n"] {
            check(text, None);
        }
        check("a,b\n\"1,2\n", Some((UnclosedQuote, "\"", None)));
        check("a,b\n\"1,2\n\"3\",4\n", Some((UnclosedQuote, "\"", None)));
        check("a,b\n1,5\" x\n", Some((QuoteInValue, "\"", Some("a,b\n1,\"5\"\" x\"\n"))));
        check("a,b\n1,x \"y, z\"\n", Some((QuoteInValue, "\"", None)));
        check("a,b\n\"x\"y,2\n", Some((TextAfterQuote, "y", None)));
        check("a,b\n1, \"x, y\"\n2, \"z\" \n", Some((BlankBesideQuote, " ", Some("a,b\n1,\"x, y\"\n2,\"z\"\n"))));
        check("a,b\r\n1,2\n3,4\r\n5,6\n", Some((LineEnd, "\n", Some("a,b\r\n1,2\r\n3,4\r\n5,6\r\n"))));
        check("a,b\n1,2\r\n", Some((LineEnd, "\r\n", Some("a,b\n1,2\n"))));
        check("a\r1\r\n", Some((LineEnd, "\r\n", Some("a\r1\r"))));
    }

    #[test]
    fn rows_are_measured() {
        let long =
            |text: &str| parse(text, b',').long.map(|long| (long.span.of(text).to_string(), long.cells, long.count));
        assert_eq!(long("a,b\n1,2,,\n3\n\"4,5\",6,\"\"\n"), None);
        assert_eq!(long("a,b\n1,2,3, 4\n5,6,7\n"), Some(("3, 4".to_string(), 4, 2)));
        assert_eq!(long("\na,b\n"), Some(("a,b".to_string(), 2, 1)));
        let table = parse("a,\"b c\",a\n", b',');
        assert_eq!((table.columns, table.header.len()), (3, 3));
    }
}
