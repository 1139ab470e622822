//! Pages and the ids that their engines made of them.

use super::*;
use crate::source::Source;

/// The ids of a page with the settings of its dialect, in order.
fn ids(dialect: Dialect, text: &str) -> Vec<String> {
    let slugs = match dialect {
        Dialect::Kramdown | Dialect::Html => Slugs::kramdown(),
        Dialect::CommonMark => Slugs::github(),
        Dialect::PythonMarkdown => Slugs::new(SlugStyle::Toc { unicode: false }),
        Dialect::Material => Slugs {
            footnotes: Some(":".to_string()),
            has_attribute_lists: true,
            has_emoji: true,
            tabs: Some(crate::site::slugs::TabSlugs {
                style: None,
                separator: "-".to_string(),
                combines_header: false,
            }),
            ..Slugs::new(SlugStyle::Toc { unicode: false })
        },
    };
    let doc = Document::parse(Source::decode("a.md", text.as_bytes()), dialect);
    of(&doc, &slugs).ids().map(str::to_string).collect()
}

/// Each id is what the engine itself gave.
#[test]
fn ids_of_pages() {
    use Dialect::{CommonMark, Kramdown, Material, PythonMarkdown};
    let pages: &[(Dialect, &str, &[&str])] = &[
        (Kramdown, "# It's \"a\" -- b... c\n", &["its-a--b-c"]),
        (
            Kramdown,
            "# A `b c` *d* [e](f) ![alt g](h) $$x_1$$ &amp; &copy; i<br/>j <b>k</b>\n",
            &["a-b-c-d-e--x_1---ij-k"],
        ),
        (Kramdown, "> # Q\n\n- # L\n\n# Q\n", &["q", "l", "q-1"]),
        (Kramdown, "# A {#x}\n# A\n# A\n## A {: #y}\n", &["x", "a", "a-1", "a--y"]),
        (Kramdown, "{:x: #alid .c}\n\n# A\n{: x}\n", &["alid", "alid"]),
        (Kramdown, "# A\n{: #id1 .c}\n\nText\n{: #p}\n\n*s*{: #span} a {: #no}\n", &["id1", "id1", "p", "span"]),
        (Kramdown, "# A #\n# A # #\n#B\n# C#\n", &["a", "a-", "c"]),
        (Kramdown, "A\nB\n===\n\nC d\n---\n", &["c-d"]),
        (Kramdown, "* TOC\n{:toc}\n\n# A\n", &["a", "markdown-toc", "markdown-toc-a"]),
        (
            Kramdown,
            "<div markdown=\"1\">\n# Über 1 b\n\n## Über 1 b\n</div>\n\n# Über 1 b\n",
            &["ber-1-b", "ber-1-b-1", "über-1-b"],
        ),
        (Kramdown, "A[^1] b[^1]\n\n[^1]: note\n[^2]: none\n", &["fn:1", "fnref:1", "fnref:1:1"]),
        (Kramdown, "# A <!-- c --> B\n# a_b_c a\\*b\n", &["a--b", "a_b_c-ab"]),
        (PythonMarkdown, "# A {#x}\n#B\ntext\n#Mid\ntext\n  # C\n", &["a-x", "b", "mid"]),
        (PythonMarkdown, "# 中文\n# b\n# 文\n", &["_1", "b", "_2"]),
        (PythonMarkdown, "A\nB\n===\n\nC d\n---\nT\n", &["c-d"]),
        (Material, "# A {#x}\n# A\n# A\n## A {: #y}\n", &["x", "a", "a_1", "y"]),
        (Material, "# :fire: News :nosuch\n", &["news-nosuch"]),
        (
            Material,
            "![a](b){ #img } and [x](y){#lnk .c}\n\npara { #nop }\n\npara\n{ #yesp }\n",
            &["img", "lnk", "yesp"],
        ),
        (
            Material,
            "!!! note \"T\"\n    # In\n\n=== \"A\"\n\n    ## Tab\n\n=== \"B\"\n\n    x\n",
            &["in", "tab", "__tabbed_1_1", "__tabbed_1_2"],
        ),
        (Material, "A[^1] b[^1]\n\n[^1]: note\n", &["fnref:1", "fnref2:1", "fn:1"]),
        (Material, "# `#!py foo_x` H~2~O ++ctrl+a++\n", &["foo_x-h2o-ctrla"]),
        (
            CommonMark,
            "<h1 align=\"center\">The <b>Tool</b> &amp; I</h1>\n\n# A {#x}\n# A\n",
            &["the-tool--i", "x", "a-x", "a"],
        ),
    ];
    let wrong = pages.iter().filter(|(dialect, text, expected)| ids(*dialect, text) != *expected);
    let wrong: Vec<String> =
        wrong.map(|(dialect, text, _)| format!("{text:?} in {dialect:?}: {:?}", ids(*dialect, text))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
