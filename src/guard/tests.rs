use super::*;
use crate::source::Source;
use crate::syntax::Dialect;
use crate::text::{EditSet, Span};

/// One edit of a page: the marked place of `page`, `«old»`, is replaced by `new`. Several marks get the same, or take turns
/// with what stands between `¦`.
struct Case(Effect, &'static str, &'static str);

/// What the guard says of it in a dialect.
fn guard(dialect: Dialect, Case(effect, page, new): &Case) -> Result<(), String> {
    let mut text = String::new();
    let mut edits = Vec::new();
    let mut news = new.split('¦').cycle();
    for (index, part) in page.split(['«', '»']).enumerate() {
        if index % 2 == 1 {
            let new = news.next().expect("a cycle has no end");
            edits.push((Edit::replace(Span::new(text.len(), text.len() + part.len()), new), *effect));
        }
        text.push_str(part);
    }
    let mut set = EditSet::default();
    assert!(edits.iter().all(|(edit, _)| set.try_add(std::slice::from_ref(edit))), "{page}");
    let parse = |text: &str| Document::parse(Source::decode("a.md", text.as_bytes()), dialect);
    compare(&parse(&text), &parse(&set.apply(&text)), &edits)
}

const DIALECTS: [Dialect; 4] = [Dialect::CommonMark, Dialect::Kramdown, Dialect::PythonMarkdown, Dialect::Material];

/// Lets all of `good` pass in every dialect, and none of `bad`.
fn check(good: &[Case], bad: &[Case]) {
    for dialect in DIALECTS {
        for case in good {
            let told = guard(dialect, case);
            assert!(told.is_ok(), "{}: {:?} by {:?}: {told:?}", dialect.name(), case.1, case.2);
        }
        for case in bad {
            assert!(guard(dialect, case).is_err(), "{}: {:?} by {:?} passes", dialect.name(), case.1, case.2);
        }
    }
}

use Effect::{Emphasis, Encoding, FrontMatter, Heading, Invisible, Link, Words};

#[test]
fn words_change_words() {
    let good = [
        Case(Words, "a «Februray» b\n", "February"),
        Case(Words, "«Februray»\n", "February"),
        Case(Words, "# The «â€™» *a*\n\n- x\n- y «â€™»\n", "’"),
        Case(Words, "| a | b |\n|---|---|\n| «Februray» | d |\n", "February"),
        Case(Words, "a *b «Februray»* c\n", "February"),
        Case(Words, "see [the «Februray» talk](b.pdf \"t\") b\n", "February"),
        Case(Words, "![the «Februray» talk](b.png)\n", "February"),
        Case(Words, "a <!-- «Februray» --> b\n\n<!-- «Februray»\n-->\n", "February"),
        Case(Words, "<style>\n/* «â€™» */\n</style>\n", "’"),
        Case(Words, "<img src=\"a.png\" alt=\"«Februray»\">\n", "February"),
        Case(Words, "<div>\n<b>«Februray»</b>\n</div>\n", "February"),
        Case(Words, "```\n«Februray»\n```\n\n    «Februray»\n", "February"),
        Case(Words, "A*, B* and «Februray» C*\n", "February"),
        Case(Words, "«ðŸ“–» one  \n«ðŸ“–» two\n", "📖"),
        Case(Words, "a&nbsp;b &amp; \\* «Februray» &lt; c\n", "February"),
        Case(Words, "- [ ] «Februray»\n  1. «Februray»\n", "February"),
    ];
    let bad = [
        Case(Words, "a «b» c* d\n", "*b"),
        Case(Words, "a «b» c\n", "`b`"),
        Case(Words, "«b» c\n", "- b"),
        Case(Words, "«b» c\n", "1. b"),
        Case(Words, "«b» c\n", "# b"),
        Case(Words, "«b» c\n", "> b"),
        Case(Words, "«b» c\n", "    b"),
        Case(Words, "«b»\n", "```"),
        Case(Words, "a\n«b»\n", "---"),
        Case(Words, "a\n«b»\n", "==="),
        Case(Words, "a\n«b» c\n", ": b"),
        Case(Words, "a «b» c\n", "b\nc"),
        Case(Words, "a «b» c\n", "b | c"),
        Case(Words, "- a\n- «b»\n", ""),
        Case(Words, "«- »a\n- b\n", ""),
        Case(Words, "- a\n«-» b\n", "*"),
        Case(Words, "- a\n«-» b\n", "+"),
        Case(Words, "- a\n«  »- b\n", "    "),
        Case(Words, "a «b»\nc\n", "b  "),
        Case(Words, "a «<b>»c</b>\n", "b"),
        Case(Words, "<div>«x»</div>\n", "</div>"),
        Case(Words, "a <!-- «b» --> c\n", "-->"),
        Case(Words, "see [a](b«c».pdf)\n", "d"),
        Case(Words, "<a href=\"b«c».pdf\">a</a>\n", "d"),
        Case(Words, "<a class=\"b«c»\" href=\"x\">a</a>\n", "d"),
        Case(Words, "a «»\n\n[x]: y\n[x]\n", "[x]: z"),
        Case(Words, "see [a«]»(b.pdf)\n", ""),
        Case(Words, "«# »A\n", ""),
        Case(Words, "a\n«»\nb\n", "c"),
        Case(Words, "```p«yt»hon\nx\n```\n", "YT"),
        Case(Words, "a &am«p»; b\n", "q"),
        Case(Words, "a https://b.ex«a»mple c\n", "e"),
        Case(Words, "a :material-em«a»il: b\n", "i"),
        Case(Words, "a\n:   «b» c\n", "# b"),
    ];
    check(&good, &bad);
}

#[test]
fn templates_and_formulas_are_left_alone() {
    let bad = [
        Case(Words, "a {% include b.html title=\"«Februray»\" %}\n", "February"),
        Case(Words, "a {{ «pagee».title }}\n", "page"),
        Case(Words, "a\n{: .«Februray» }\n", "February"),
    ];
    for case in bad {
        assert!(guard(Dialect::Kramdown, &case).is_err(), "{} passes", case.1);
    }
    assert!(guard(Dialect::Material, &Case(Words, "a $«Februray»$ b\n", "February")).is_err());
    assert!(guard(Dialect::Material, &Case(Words, "!!! note \"«Februray»\"\n    a «Februray»\n", "February")).is_ok());
    assert!(guard(Dialect::Kramdown, &Case(Words, "{% raw %}\n«Februray»\n{% endraw %}\n", "February")).is_ok());
}

#[test]
fn emphasis_changes_emphasis() {
    let good = [
        Case(Emphasis, "«»A. Person«», B. Other\n", "**"),
        Case(Emphasis, "1. B. Other, «»A. Person«». *A Title*. 2024\n", "**"),
        Case(Emphasis, "B. Other, «__»A. Person«__», **C**\n", "**"),
        Case(Emphasis, "B. Other, «»[A. Person](a.html)«»\n", "**"),
        Case(Emphasis, "B. Other, [«»A. Person«»](a.html)\n", "**"),
        Case(Emphasis, "B. Other, «**»A. Person«**»\n", ""),
        Case(Emphasis, "- *B. Other, «»A. Person«», C*\n- «»A. Person«»\n", "**"),
        Case(Emphasis, "| «»A. Person«» | b |\n|---|---|\n| c | «»A. Person«», d |\n", "**"),
        Case(Emphasis, "<p>B. Other, «»A. Person«»</p>\n", "<b>¦</b>"),
        Case(Emphasis, "A. Person«*», B. Other«*», C\n", "\\*"),
        Case(Emphasis, "[A. Person](a)«*», [B. Other](b)«*», C\n", "\\*"),
        Case(Emphasis, "B «<b>»A. Person«</b>» *c*\n", "**"),
        Case(Emphasis, "a «** »b« **» c\n", "**"),
        Case(Emphasis, "«** »b c**\n", "**"),
    ];
    let bad = [
        Case(Emphasis, "«»A. Person«», B. Other\n", "**x"),
        Case(Emphasis, "A. Person«», B. Other*, C\n", "*"),
        Case(Emphasis, "«»A. Person, B. Other\n", "- "),
        Case(Emphasis, "«-» A. Person\n", "*"),
        Case(Emphasis, "a `b «»c«» d`\n", "**"),
        Case(Emphasis, "[a](b«_»c)\n", ""),
        Case(Emphasis, "a <b«»>c</b>\n", "*"),
        Case(Emphasis, "a «»c\n", "<b>"),
        Case(Emphasis, "**B. Other, «»A. Person«»**\n", "**"),
        Case(Emphasis, "a «»&am«»p; b\n", "**"),
        Case(Emphasis, "a «»b\n", "\\"),
        Case(Emphasis, "a «»_b c«»d e_ f\n", "*"),
        Case(Emphasis, "**a«»** b **«»c**\n", "\\*"),
        Case(Emphasis, "«»[a«»](b)\n", "<b>¦</b>"),
        Case(Emphasis, "<p>«»a</p><p>b«»</p>\n", "<b>¦</b>"),
        Case(Emphasis, "a «»<small>b«» c</small>\n", "**"),
        Case(Emphasis, "A. Person«*», B\n", ""),
        Case(Emphasis, "a«** »b** c\n", "**"),
        Case(Emphasis, "a **b« **»c\n", "**"),
        Case(Emphasis, "a «** »b« **» c\n", "¦**"),
        Case(Emphasis, "a« b »c\n", "b"),
    ];
    check(&good, &bad);
}

#[test]
fn links_change_links() {
    let good = [
        Case(Link, "see [a](b«c».pdf) and *d*\n", "d"),
        Case(Link, "see **[a](«http//x.example»)** [b](c)\n", "http://x.example"),
        Case(Link, "see [a](mailto:« »a@b.example) and [d](e)\n", ""),
        Case(Link, "see [*a*]« »(b.pdf) c\n", ""),
        Case(Link, "see <img src=\"b«c».png\" alt=\"x\"> and ![d](e)\n", "d"),
        Case(Link, "[a]\n\n[a]: b«c».html\n", "d"),
        Case(Link, "[![a](b)](«c»)\n", "d"),
    ];
    let bad = [
        Case(Link, "see [a«b»](c.pdf)\n", "d"),
        Case(Link, "see [a](«b»)\n", "b) [c](d"),
        Case(Link, "see [a](«b») *c*\n", "b) *"),
        Case(Link, "see [a]«(b)»\n", ""),
        Case(Link, "see «a» b\n", "c"),
        Case(Link, "<a id=\"«b»\" href=\"x\">a</a>\n", "c"),
        Case(Link, "a «b»\n", "\n- [c](d)"),
        Case(Link, "see [a](b)« c»\n", ""),
        Case(Link, "see «»[a](b)\n", "!"),
        Case(Link, "see [a«»](b)\n", "c"),
        Case(Link, "see [a](«b»c)\n", ")"),
        Case(Link, "see «» c\n", "https://a.example"),
    ];
    check(&good, &bad);
}

#[test]
fn headings_change_headings() {
    let good = [
        Case(Heading, "«#» A *b*\n\nc\n", "##"),
        Case(Heading, "a\n\n#«»Title\n\nc\n", " "),
        Case(Heading, "# A «b»\n", "c"),
    ];
    let bad = [
        Case(Heading, "# A\n\n«»b\n\nc `d`\n", "> "),
        Case(Heading, "# A «b»\n\n- c\n", "`b`"),
        Case(Heading, "- a\n«»\nb\n", "- c"),
    ];
    check(&good, &bad);
}

#[test]
fn nothing_is_seen_of_an_invisible_edit() {
    let good = [
        Case(Invisible, "a «\u{200b}»b\n", ""),
        Case(Invisible, "a\n«\n\n»b\n", "\n"),
        Case(Invisible, "# a« #»\n", ""),
        Case(Invisible, "a«\r»\n\n- b«\r»\n  c«\r»\n\n```\nd«\r»\n```\n", ""),
        Case(Invisible, "«*» a\n«*» b\n", "-"),
        Case(Invisible, "a «__»b«__» c\n", "**"),
        Case(Invisible, "a« »\n\nb\n", ""),
        Case(Invisible, "a«»", "\n"),
    ];
    let bad = [
        Case(Invisible, "a «b»\n", "c"),
        Case(Invisible, "a«»\n", " b"),
        Case(Invisible, "a«  »\nb\n", ""),
        Case(Invisible, "a«  »\nb\n", "\\"),
        Case(Invisible, "a\n«»- b\n", "\n"),
        Case(Invisible, "- a\n«    »- b\n", "  "),
        Case(Invisible, "`a« »b`\n", ""),
        Case(Invisible, "a\n«\n»b\n", ""),
        Case(Invisible, "<div>a«»b</div>\n", " "),
        Case(Invisible, "<div class=\"a«»b\">c</div>\n", " "),
        Case(Invisible, "a« »b\n", "\u{a0}"),
        Case(Invisible, "- a\n«»- b\n", "\n"),
    ];
    check(&good, &bad);
}

#[test]
fn an_encoding_edit_mends_bytes() {
    let good = [
        Case(Encoding, "a «\u{fffd}» b\n", "é"),
        Case(Encoding, "a «\u{feff}»b\n", ""),
        Case(Encoding, "a <!-- «\u{fffd}» -->\n", "é"),
    ];
    let bad = [Case(Encoding, "a «b»\n", "é"), Case(Encoding, "a «\u{fffd}» b* c\n", "*")];
    check(&good, &bad);
}

#[test]
fn the_front_matter_keeps_its_keys_and_other_values() {
    let good = [
        Case(FrontMatter, "---\nlayout: «hoem»\ntitle: x\n---\na\n", "home"),
        Case(FrontMatter, "---\n«lay-out»: home\ntitle: x\n---\na\n", "layout"),
        Case(FrontMatter, "---\ntitle: x\n«title: y\n»date: z\n---\na\n", ""),
        Case(Words, "---\ntitle: «Februray»\n---\na\n", "February"),
        Case(Words, "---\ntitle: x # «Februray»\n---\na\n", "February"),
        Case(Link, "---\nurl: «a.html»\n---\na\n", "b.html"),
        Case(Emphasis, "---\na: «»A. Person«», <i>B</i>\n---\nc\n", "<b>¦</b>"),
        Case(Emphasis, "---\na: '<b>B</b>, «»<a href=\"x\">A. Person</a>«»'\n---\nc\n", "<b>¦</b>"),
        Case(Emphasis, "---\na: [B, '«»A. Person«»']\n---\nc «»A. Person«»\n", "**"),
        Case(Emphasis, "---\na: >\n  B,\n  «»A. Person«»\n---\nc\n", "<b>¦</b>"),
    ];
    let bad = [
        Case(Words, "---\ntitle: «x»\n---\na\n", "x: y"),
        Case(Words, "---\ntitle: «x»\n---\na\n", "\"x"),
        Case(Words, "---\n«titel»: x\n---\na\n", "title"),
        Case(FrontMatter, "---\na: «b»\nc: d\n---\ne\n", "b\n---"),
        Case(FrontMatter, "---\na: «b»\nc: d\n---\ne\n", "["),
        Case(FrontMatter, "---\na: b\n---\n«c»\n", "d"),
        Case(Emphasis, "---\na: «»b«»\n---\nc\n", "**"),
        Case(Emphasis, "---\na: c, «»b«»\n---\nc\n", "<b>"),
        Case(Emphasis, "---\na: c, «»<i>b«»</i>\n---\nc\n", "<b>¦</b>"),
        Case(Emphasis, "---\na: c, «»b«»\n---\nc\n", "<b>¦ # </b>"),
        Case(Emphasis, "---\na: 'c«», d'\n---\nc\n", "**"),
        Case(Emphasis, "---\n«»a«»: b\n---\nc\n", "_"),
        Case(Heading, "---\na: c, «»b\n---\nc\n", "# "),
        Case(Words, "«---»\na: b\n---\nc\n", "--"),
        Case(Words, "«\u{200b}»---\na: b\n---\nc\n", ""),
    ];
    check(&good, &bad);
}

#[test]
fn a_heading_may_come_from_under_byte_order_marks() {
    // The first mark is no part of the text.
    let before = Document::parse(Source::decode("a.md", "\u{feff}\u{feff}# A\n".as_bytes()), Dialect::Kramdown);
    let after = Document::parse(Source::decode("a.md", b"# A\n"), Dialect::Kramdown);
    let edit = Edit::replace(Span::new(0, 3), "");
    assert_eq!(compare(&before, &after, &[(edit.clone(), Encoding)]), Ok(()));
    assert!(compare(&before, &after, &[(edit, Words)]).is_err());
}
