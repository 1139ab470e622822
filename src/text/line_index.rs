//! Byte offsets to lines and columns, only where something is printed.

use super::Span;

/// Bytes between two counts of characters: bounds the work of one look-up in a line of any length.
const STRIDE: usize = 256;

/// A place as people count it: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Where the lines of one text begin. A line ends after `\n`, as every generator reads it.
pub struct LineIndex<'a> {
    text: &'a str,
    /// Byte offset of each line's first byte.
    starts: Vec<usize>,
    /// Characters before byte `k * STRIDE`.
    characters: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let mut characters = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            count += characters_in(chunk);
            characters.push(count);
        }
        LineIndex { text, starts, characters }
    }

    /// The line and column of the byte at `offset`; past the end counts as the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= offset);
        let column = self.characters_before(offset) - self.characters_before(self.starts[line - 1]) + 1;
        LineColumn { line, column }
    }

    /// The bytes of line `line` (from 1) without its line end.
    pub fn line(&self, line: usize) -> Span {
        let start = self.starts.get(line - 1).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line).map_or(self.text.len(), |&next| next - 1);
        let end = if end > start && self.text.as_bytes()[end - 1] == b'\r' { end - 1 } else { end };
        Span::new(start, end)
    }

    /// Number of lines; a text that ends with a line end has an empty last one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    fn characters_before(&self, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        self.characters[chunk] + characters_in(&self.text.as_bytes()[chunk * STRIDE..offset])
    }
}

/// Characters that begin in these bytes: all but UTF-8 continuation bytes.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let cases = [
            ("", 0, (1, 1)),
            ("ab", 2, (1, 3)),
            ("ab", 99, (1, 3)),
            ("a\nb", 1, (1, 2)),
            ("a\nb", 2, (2, 1)),
            ("a\r\nb", 3, (2, 1)),
            ("a\rb", 2, (1, 3)),
            ("é中𝒳x", 9, (1, 4)),
            ("é\n中x", 6, (2, 2)),
            ("a\n", 2, (2, 1)),
        ];
        for (text, offset, place) in cases {
            let found = LineIndex::new(text).line_column(offset);
            assert_eq!((found.line, found.column), place, "{text:?} at {offset}");
        }
    }

    #[test]
    fn columns_are_right_beyond_the_stride() {
        let text = format!("x\n{}y", "é".repeat(STRIDE));
        let found = LineIndex::new(&text).line_column(text.len() - 1);
        assert_eq!((found.line, found.column), (2, STRIDE + 1));
    }

    #[test]
    fn a_line_is_given_without_its_end() {
        let text = "ab\r\n\nc";
        let lines = LineIndex::new(text);
        let all: Vec<&str> = (1..=lines.lines()).map(|line| lines.line(line).of(text)).collect();
        assert_eq!(all, ["ab", "", "c"]);
        assert_eq!(lines.line(9), Span::empty(text.len()));
        assert_eq!(LineIndex::new("a\n").lines(), 2);
    }
}
