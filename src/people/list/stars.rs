//! Which asterisks of a block its engine pairs into emphasis. Needed where CommonMark, whose tree a page has, sees text:
//! kramdown and Python-Markdown do not ask whether a word goes on beside the asterisk.
//!
//! Tried on kramdown 2.4 and Python-Markdown 3.11: `A*, B*, **C**` is `A<em>, B</em>, <strong>C</strong>` in both, and
//! text in CommonMark and pymdownx.betterem; `A*, B. *Venue*` is `A<em>, B. *Venue</em>` in kramdown alone;
//! `A *, B *,` and `A* and B*` are text everywhere (a blank on the wrong side); `A†*, B†*` is emphasis everywhere;
//! `A<sup>*</sup>, B<sup>*</sup>` is text in kramdown, whose emphasis stays in one element, and emphasis in the others.

use crate::syntax::{Dialect, Document, NodeKind, Place};
use crate::text::Span;

/// Two asterisks (or pairs of them) that make emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StarPair {
    /// Offset of the first byte of the opening delimiter.
    pub open: usize,
    pub close: usize,
    /// Bytes of each delimiter: 1 or 2.
    pub length: usize,
}

/// More asterisks than this in one block are not a list of authors; the engines need quadratic time for them.
const MOST: usize = 64;

/// The emphasis that the dialect's engine makes of asterisks in `block`, a paragraph or cell.
pub fn star_pairs(doc: &Document, block: Span) -> Vec<StarPair> {
    match doc.dialect {
        Dialect::Kramdown => kramdown(&stars(doc, block)),
        Dialect::PythonMarkdown => python_markdown(&stars(doc, block)),
        Dialect::CommonMark | Dialect::Material => from_nodes(doc, block),
        Dialect::Html => Vec::new(),
    }
}

/// A run of asterisks in a block, or what is left of one, of which the dialect's engine makes nothing: they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownStars {
    pub span: Span,
    /// Whether a blank or the block's border stands before the first and behind the last asterisk of the whole run.
    pub blank_before: bool,
    pub blank_behind: bool,
}

/// The asterisks that a visitor sees of `block`, those without a backslash; none when there are too many to tell.
pub fn shown_stars(doc: &Document, block: Span) -> Vec<ShownStars> {
    let stars = stars(doc, block);
    let mut paired: Vec<Span> = Vec::new();
    for pair in star_pairs(doc, block) {
        paired.push(Span::new(pair.open, pair.open + pair.length));
        paired.push(Span::new(pair.close, pair.close + pair.length));
    }
    paired.sort_unstable();
    let mut shown: Vec<ShownStars> = Vec::new();
    let mut next = 0;
    while next < stars.len() {
        let first = next;
        while next < stars.len() && stars[next].at == stars[first].at + (next - first) {
            next += 1;
        }
        let is_free = |star: &&Star| {
            let behind = paired.partition_point(|delimiter| delimiter.start() <= star.at);
            behind == 0 || !paired[behind - 1].holds(star.at)
        };
        let mut free = stars[first..next].iter().filter(is_free);
        let Some(start) = free.next() else { continue };
        let end = free.next_back().unwrap_or(start).at + 1;
        shown.push(ShownStars {
            span: Span::new(start.at, end),
            blank_before: stars[first].blank_before,
            blank_behind: stars[next - 1].blank_behind,
        });
    }
    shown
}

/// CommonMark's own emphasis.
fn from_nodes(doc: &Document, block: Span) -> Vec<StarPair> {
    let first = doc.nodes.partition_point(|node| node.span.start() < block.start());
    let mut pairs = Vec::new();
    for node in doc.nodes[first..].iter().take_while(|node| node.span.start() < block.end()) {
        let length = match node.kind {
            NodeKind::Emphasis => 1,
            NodeKind::Strong => 2,
            _ => continue,
        };
        let text = doc.slice(node.span);
        let is_starred = node.span.len() > 2 * length
            && text.bytes().take(length).chain(text.bytes().rev().take(length)).all(|byte| byte == b'*');
        if is_starred {
            pairs.push(StarPair { open: node.span.start(), close: node.span.end() - length, length });
        }
    }
    pairs
}

/// An asterisk that its engine may take for a delimiter.
#[derive(Clone, Copy)]
struct Star {
    at: usize,
    blank_before: bool,
    blank_behind: bool,
    /// HTML elements open at the star.
    depth: usize,
    /// Fewest elements open anywhere between the star before and this one.
    lowest: usize,
}

/// The asterisks of a block that are neither escaped nor in code, targets, tags and the like; none when there are too many.
fn stars(doc: &Document, block: Span) -> Vec<Star> {
    let text = doc.text();
    let bytes = text.as_bytes();
    let first = doc.tags.partition_point(|tag| tag.span.start() < block.start());
    let mut tags = doc.tags[first..].iter().take_while(|tag| tag.span.start() < block.end()).peekable();
    let (mut depth, mut lowest) = (0usize, 0usize);
    let mut stars = Vec::new();
    for at in memchr::memchr_iter(b'*', &bytes[block.range()]).map(|at| block.start() + at) {
        if stars.len() == MOST {
            return Vec::new();
        }
        while let Some(tag) = tags.next_if(|tag| tag.span.end() <= at) {
            if tag.is_end {
                depth = depth.saturating_sub(1);
                lowest = lowest.min(depth);
            } else if !tag.self_closing && tag.name != "br" && tag.name != "img" {
                depth += 1;
            }
        }
        let escaped = bytes[block.start()..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        if escaped || doc.place(at) != Place::Prose {
            continue;
        }
        let before = text[block.start()..at].chars().next_back();
        let behind = text[at + 1..block.end()].chars().next();
        stars.push(Star {
            at,
            blank_before: before.is_none_or(char::is_whitespace),
            blank_behind: behind.is_none_or(char::is_whitespace),
            depth,
            lowest,
        });
        lowest = depth;
    }
    stars
}

/// `parse_emphasis` of kramdown 2.4 (lib/kramdown/parser/kramdown/emphasis.rb): the first asterisk that no blank follows
/// opens, the next one that no blank precedes closes; `**` inside is read first.
fn kramdown(stars: &[Star]) -> Vec<StarPair> {
    let mut engine = Kramdown { stars, pairs: Vec::new() };
    let mut at = 0;
    while at < stars.len() {
        at = engine.emphasis(at, Inside::default());
    }
    engine.pairs
}

struct Kramdown<'a> {
    stars: &'a [Star],
    pairs: Vec<StarPair>,
}

/// The elements that are open.
#[derive(Clone, Copy, Default)]
struct Inside {
    em: bool,
    strong: bool,
    /// Whether the innermost is `em`.
    directly_em: bool,
}

impl Kramdown<'_> {
    /// Reads the delimiter at star `at`; answers where to go on.
    fn emphasis(&mut self, at: usize, inside: Inside) -> usize {
        let length = if self.run(at) >= 2 { 2 } else { 1 };
        let is_open = if length == 2 { inside.strong } else { inside.em };
        if self.stars[at + length - 1].blank_behind || is_open {
            return at + length;
        }
        let mut next = self.pair(at, length, inside);
        if next.is_none() && length == 2 && !inside.directly_em {
            next = self.pair(at, 1, inside);
        }
        next.unwrap_or(at + length)
    }

    /// Finds the closing delimiter of the one at `at`.
    fn pair(&mut self, at: usize, length: usize, inside: Inside) -> Option<usize> {
        let before = self.pairs.len();
        let now =
            Inside { em: inside.em || length == 1, strong: inside.strong || length == 2, directly_em: length == 1 };
        let mut next = at + length;
        // Inside emphasis kramdown reads an end tag without its start as text, and an element as a whole.
        let mut base = self.stars[at].depth;
        while next < self.stars.len() {
            let star = self.stars[next];
            base = base.min(star.lowest);
            if star.depth != base {
                next += 1;
                continue;
            }
            let run = self.run(next);
            let is_empty = next == at + length && star.at == self.stars[at].at + length;
            // `**` and no third asterisk does not close `*`.
            let closes = if length == 2 { run >= 2 } else { run != 2 };
            if closes && !star.blank_before && !is_empty {
                self.pairs.push(StarPair { open: self.stars[at].at, close: star.at, length });
                return Some(next + length);
            }
            next = self.emphasis(next, now);
        }
        self.pairs.truncate(before);
        None
    }

    /// How many stars stand side by side from star `at`, at most three.
    fn run(&self, at: usize) -> usize {
        let first = self.stars[at].at;
        (0..3).take_while(|&step| self.stars.get(at + step).is_some_and(|star| star.at == first + step)).count()
    }
}

/// The delimiter stack of Python-Markdown 3.11 (`DelimiterProcessor`): CommonMark's, but a run opens where no blank follows
/// and closes where none precedes. Earlier versions pair `A*, B*` alike.
fn python_markdown(stars: &[Star]) -> Vec<StarPair> {
    struct Run {
        at: usize,
        left: usize,
        length: usize,
    }
    let mut pairs = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    let mut next = 0;
    while next < stars.len() {
        let first = stars[next];
        let length = stars[next..].iter().enumerate().take_while(|(step, star)| star.at == first.at + step).count();
        next += length;
        let (opens, closes) = (!stars[next - 1].blank_behind, !first.blank_before);
        let (mut at, mut left) = (first.at, length);
        while closes && left > 0 {
            // A run that can do both does not pair with one when the lengths make a multiple of three.
            let fits = |run: &Run| !(opens && (run.length + length).is_multiple_of(3) && !length.is_multiple_of(3));
            let Some(depth) = open.iter().rev().position(fits) else { break };
            open.truncate(open.len() - depth);
            let Some(opener) = open.last_mut() else { break };
            let size = if opener.left >= 2 && left >= 2 { 2 } else { 1 };
            opener.left -= size;
            pairs.push(StarPair { open: opener.at + opener.left, close: at, length: size });
            at += size;
            left -= size;
            if opener.left == 0 {
                open.pop();
            }
        }
        if opens && left > 0 {
            open.push(Run { at, left, length });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{shown_stars, star_pairs};
    use crate::source::Source;
    use crate::syntax::{Dialect, Document};
    use crate::text::Span;

    /// `«` and `»` stand around the delimiters that the engine named makes emphasis of.
    fn check(dialect: Dialect, cases: &[&str]) {
        for case in cases {
            let text = case.replace(['«', '»'], "");
            let doc = Document::parse(Source::decode("a.md", text.as_bytes()), dialect);
            let mut delimiters: Vec<Span> = Vec::new();
            for pair in star_pairs(&doc, Span::new(0, text.len())) {
                delimiters.push(Span::new(pair.open, pair.open + pair.length));
                delimiters.push(Span::new(pair.close, pair.close + pair.length));
            }
            delimiters.sort();
            let mut shown = text.clone();
            for span in delimiters.iter().rev() {
                shown.replace_range(span.range(), &format!("«{}»", span.of(&text)));
            }
            assert_eq!(&shown, case, "{dialect:?}");
        }
    }

    #[test]
    fn pairs_as_the_engines_make_them() {
        let kramdown = [
            "Ada«*», Bo«*», «**»Cy«**»",
            "Ada«*», «**»Bo«**»«*», Cy",
            "Ada*, «**»Bo\\*«**», Cy",
            "Ada\\*, Bo\\*, «**»Cy«**»",
            "Ada*, Bo *, Cy",
            "Ada* and Bo*",
            "Ada«*», Bo. *Looms«*» 2020",
            "Ada«*», Bo«*», Cy*",
            "Ada«**», Bo«**», Cy",
            "Ada<sup>*</sup>, Bo<sup>*</sup>, Cy",
            "Ada<sup>«*»</sup>, Bo. *Looms«*»",
            "Ada†«*», Bo†«*», Cy",
            "[Ada](x*)«*», [Bo](y*)«*», Cy",
            "`*` Ada*, `*`",
            "$^«*»$ Ada, $^«*»$ Bo",
        ];
        check(Dialect::Kramdown, &kramdown);
        let python = [
            "Ada«*», Bo«*», «**»Cy«**»",
            "Ada«*», «**»Bo«**»«*», Cy",
            "Ada*, «**»Bo\\*«**», Cy",
            "Ada* and Bo*",
            "Ada*, Bo. «*»Looms«*» 2020",
            "Ada<sup>«*»</sup>, Bo<sup>«*»</sup>, Cy",
        ];
        check(Dialect::PythonMarkdown, &python);
        let common = ["Ada*, Bo*, «**»Cy«**»", "Ada†«*», Bo†«*», Cy", "Ada*, Bo. «*»Looms«*» 2020"];
        check(Dialect::CommonMark, &common);
        check(Dialect::Material, &common);
    }

    #[test]
    fn shows_what_no_engine_pairs() {
        for (dialect, text, expected) in [
            (Dialect::Kramdown, "a **b", "2"),
            (Dialect::Kramdown, "**a **b", "0 4"),
            (Dialect::Kramdown, "**a** \\*\\*b `**`", ""),
            (Dialect::Kramdown, "***a** b", "2"),
            (Dialect::CommonMark, "***a** b", "0"),
            (Dialect::CommonMark, "**a。**b", "0 6"),
            (Dialect::Kramdown, "**a。**b", ""),
            (Dialect::PythonMarkdown, "** a ** b", "0 5"),
        ] {
            let doc = Document::parse(Source::decode("a.md", text.as_bytes()), dialect);
            let shown = shown_stars(&doc, Span::new(0, text.len()));
            let shown: Vec<String> = shown.iter().map(|stars| stars.span.start().to_string()).collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_storm_of_stars_is_no_list() {
        check(Dialect::Kramdown, &["a*, ".repeat(100_000).as_str()]);
    }
}
