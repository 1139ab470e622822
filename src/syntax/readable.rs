//! What a visitor reads of a page, in its place: text with blanks for all markup, and the stretches it runs on in.

use super::document::{Document, HtmlTag, Node, NodeKind};
use crate::text::Span;

/// How many inline tags are looked over for the end of a stretch, and how deep a block may stand.
const FEW: usize = 200;

impl Document {
    /// The text with every byte in its place: blanks stand for markup and for what is not read as text, line ends stay.
    pub fn readable(&self) -> String {
        let text = self.text();
        let mut readable: Vec<u8> =
            text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' }).collect();
        let codes = self.nodes.iter().filter(|node| node.kind == NodeKind::Code).map(|node| node.span);
        for span in self.prose.iter().copied().chain(codes) {
            readable[span.range()].copy_from_slice(span.of(text).as_bytes());
        }
        // Spans lie on the boundaries of characters.
        String::from_utf8(readable).unwrap_or_default()
    }

    /// The innermost block around `offset`, as far as no HTML breaks it: `<br>` and block-level tags do.
    pub fn passage(&self, offset: usize) -> Span {
        let block = self.block_at(offset).map_or(Span::new(0, self.text().len()), |node| node.span);
        let next = self.tags.partition_point(|tag| tag.span.start() <= offset);
        let before = self.tags[..next].iter().rev().take(FEW).find(|tag| tag.breaks());
        let behind = self.tags[next..].iter().take(FEW).find(|tag| tag.breaks());
        let start = before.map_or(0, |tag| tag.span.end()).max(block.start());
        let end = behind.map_or(usize::MAX, |tag| tag.span.start()).min(block.end());
        Span::new(start, end)
    }

    /// The innermost block that holds `offset`.
    pub fn block_at(&self, offset: usize) -> Option<&Node> {
        let next = self.nodes.partition_point(|node| node.span.start() <= offset);
        let last = next.checked_sub(1).map(|last| &self.nodes[last]);
        let mut up = std::iter::successors(last, |node| node.parent.map(|parent| &self.nodes[parent])).take(FEW);
        up.find(|node| !node.kind.is_inline() && node.span.holds(offset))
    }
}

impl HtmlTag {
    /// Whether the element breaks the running text.
    pub fn is_block(&self) -> bool {
        let inline = [
            "a", "abbr", "b", "big", "br", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark", "q", "s",
            "small", "span", "strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "wbr",
        ];
        !inline.contains(&self.name.as_str())
    }

    fn breaks(&self) -> bool {
        self.name == "br" || self.is_block()
    }
}
