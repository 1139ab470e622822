//! Text that is gone for good: U+FFFD, and the `锟斤拷` that two of them become when they are read as GBK.

use super::mojibake;
use crate::text::Span;

const REPLACEMENT: char = '\u{FFFD}';
const IN_GBK: &str = "锟斤拷";

/// Where a reader meets characters that stand for lost text, in order. `unread` lists, sorted, the byte offsets of each
/// U+FFFD that stands for a byte that is not UTF-8. Text that speaks of such characters has lost none.
pub fn lost(text: &str, unread: &[usize]) -> Vec<Span> {
    let is_read = |span: &Span| unread.binary_search(&span.start()).is_err();
    let is_suffered = |span: &Span| !mojibake::is_subject(text, *span);
    let mut lost: Vec<Span> = runs(text, &REPLACEMENT.to_string());
    lost.retain(|span| is_read(span) && is_suffered(span));
    let mut in_gbk = runs(text, IN_GBK);
    in_gbk.retain(is_suffered);
    // Once, it is the joke that everybody knows.
    if in_gbk.iter().map(|span| span.len() / IN_GBK.len()).sum::<usize>() > 1 {
        lost.extend(in_gbk);
        lost.sort();
    }
    lost
}

/// Each stretch that is `what` once or more.
fn runs(text: &str, what: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for start in memchr::memmem::find_iter(text.as_bytes(), what) {
        let end = start + what.len();
        match runs.last_mut().filter(|last| last.end() == start) {
            Some(last) => *last = Span::new(last.start(), end),
            None => runs.push(Span::new(start, end)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone() {
        let cases: [(&str, &[&str]); 9] = [
            ("The caf\u{FFFD}\u{FFFD} is open, M\u{FFFD}ller", &["\u{FFFD}\u{FFFD}", "\u{FFFD}"]),
            ("锟斤拷锟斤拷的主页", &["锟斤拷锟斤拷"]),
            ("我的锟斤拷\n\n你的锟斤拷", &["锟斤拷", "锟斤拷"]),
            ("我的锟斤拷", &[]),
            ("The character “\u{FFFD}” is ugly", &[]),
            ("A byte that is not UTF-8 becomes \u{FFFD}", &[]),
            ("U+FFFD (\u{FFFD})", &[]),
            ("著名的乱码：锟斤拷，锟斤拷", &[]),
            ("烫烫烫屯屯屯", &[]),
        ];
        for (text, expected) in cases {
            let found = lost(text, &[]);
            let got: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
            assert_eq!(got, expected, "{text}");
        }
        assert_eq!(lost("a\u{FFFD}", &[1]), []);
    }
}
