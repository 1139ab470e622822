//! A half-open range of bytes in a decoded text.

use std::ops::Range;

/// Bytes `start..end` of a decoded text; `start <= end` always holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`; a reversed pair becomes the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// The empty span at `offset` bytes.
    pub fn empty(offset: usize) -> Span {
        Span { start: offset, end: offset }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same span `offset` bytes further on.
    pub fn shift(self, offset: usize) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share a byte, or one is empty and lies inside the other or at its border.
    pub fn touches(self, other: Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether the two share at least one byte, or one is empty and lies inside the other, not at its border.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The text of the span. Panics when the span is not of this text.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_overlap_or_only_touch() {
        // (a, b, overlap, touch)
        let cases = [
            ((0, 2), (1, 3), true, true),
            ((0, 2), (2, 3), false, true),
            ((0, 2), (3, 4), false, false),
            ((0, 4), (1, 2), true, true),
            ((0, 2), (2, 2), false, true),
            ((0, 2), (1, 1), true, true),
            ((1, 1), (1, 1), false, true),
        ];
        for ((a, b), (c, d), overlap, touch) in cases {
            let (one, other) = (Span::new(a, b), Span::new(c, d));
            assert_eq!((one.overlaps(other), one.touches(other)), (overlap, touch), "{one:?} {other:?}");
            assert_eq!((other.overlaps(one), other.touches(one)), (overlap, touch), "{other:?} {one:?}");
        }
    }

    #[test]
    fn a_span_never_ends_before_it_starts() {
        assert_eq!(Span::new(3, 1), Span::empty(3));
        assert_eq!(Span::new(3, 1).of("abcd"), "");
        assert_eq!(Span::new(1, 2).shift(2), Span::new(3, 4));
        assert!(Span::new(1, 4).contains(Span::empty(4)) && !Span::new(1, 4).holds(4));
    }
}
