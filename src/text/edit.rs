//! Changes to a text, as sorted spans that do not touch.

use super::Span;

/// Replaces the bytes of `span` by `insert`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub span: Span,
    pub insert: String,
}

impl Edit {
    /// Replaces `span` by `insert`.
    pub fn replace(span: Span, insert: impl Into<String>) -> Edit {
        Edit { span, insert: insert.into() }
    }

    /// Puts `insert` before the byte at `offset`.
    pub fn insert(offset: usize, insert: impl Into<String>) -> Edit {
        Edit { span: Span::empty(offset), insert: insert.into() }
    }
}

/// Edits of one text, sorted, no two overlapping and no two insertions at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditSet {
    edits: Vec<Edit>,
}

impl EditSet {
    /// Adds all of `edits` or, when one of them collides with an edit already here or with another of its own, none.
    pub fn try_add(&mut self, edits: &[Edit]) -> bool {
        let mut new: Vec<&Edit> = edits.iter().collect();
        new.sort();
        if new.windows(2).any(|pair| collide(pair[0].span, pair[1].span)) {
            return false;
        }
        if new.iter().any(|edit| self.collides(edit.span)) {
            return false;
        }
        for edit in new {
            let at = self.place(edit.span);
            self.edits.insert(at, edit.clone());
        }
        true
    }

    /// Where an edit of `span` belongs.
    fn place(&self, span: Span) -> usize {
        self.edits.partition_point(|edit| edit.span < span)
    }

    fn collides(&self, span: Span) -> bool {
        let at = self.place(span);
        (at > 0 && collide(self.edits[at - 1].span, span))
            || self.edits.get(at).is_some_and(|edit| collide(edit.span, span))
    }

    /// The edits in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Edit> {
        self.edits.iter()
    }

    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// `text` with every edit made. Bytes outside the edits are copied.
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for edit in &self.edits {
            out.push_str(&text[at..edit.span.start()]);
            out.push_str(&edit.insert);
            at = edit.span.end();
        }
        out.push_str(&text[at..]);
        out
    }
}

/// Whether two edits get in each other's way: a shared byte, or an insertion at the border of the other.
fn collide(a: Span, b: Span) -> bool {
    a.overlaps(b) || (a.touches(b) && (a.is_empty() || b.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, insert: &str) -> Edit {
        Edit::replace(Span::new(start, end), insert)
    }

    #[test]
    fn fixes_are_added_whole_or_not_at_all() {
        // (edits there already, edits of one fix, whether they fit, "abcdef" after)
        let cases: [(&[Edit], &[Edit], bool, &str); 10] = [
            (&[], &[edit(4, 5, "E"), edit(0, 1, "")], true, "bcdEf"),
            (&[edit(0, 2, "X")], &[edit(2, 4, "Y")], true, "XYef"),
            (&[edit(0, 2, "X")], &[edit(1, 3, "Y")], false, "Xcdef"),
            (&[edit(2, 4, "X")], &[edit(5, 6, "Z"), edit(3, 4, "Y")], false, "abXef"),
            (&[edit(2, 2, "X")], &[edit(2, 2, "Y")], false, "abXcdef"),
            (&[edit(2, 4, "X")], &[edit(4, 4, "Y")], false, "abXef"),
            (&[edit(2, 4, "X")], &[edit(3, 3, "Y")], false, "abXef"),
            (&[edit(2, 2, "X")], &[edit(3, 3, "Y")], true, "abXcYdef"),
            (&[], &[edit(1, 3, "X"), edit(2, 4, "Y")], false, "abcdef"),
            (&[], &[], true, "abcdef"),
        ];
        for (there, fix, fits, text) in cases {
            let mut set = EditSet::default();
            assert!(set.try_add(there));
            let before = set.clone();
            assert_eq!(set.try_add(fix), fits, "{there:?} and {fix:?}");
            assert_eq!(set.apply("abcdef"), text, "{there:?} and {fix:?}");
            assert!(fits || set == before);
        }
    }
}
