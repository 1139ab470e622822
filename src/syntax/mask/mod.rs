//! Hides from the CommonMark parser what the page's own engine does not read as CommonMark: templates, maths, attribute
//! lists, raw HTML by the engine's own block rules, markers of admonitions and tabs. Every mask is as long as what it
//! hides, so that every position stays true.

mod blocks;
mod canvas;
mod inline;
mod liquid;
mod raw_html;
mod scanner;
mod tag;

pub use liquid::has_template;
pub(crate) use liquid::is_silent_tag;

use super::{Dialect, Opaque};
use crate::text::Span;
use std::borrow::Cow;

/// A page ready for comrak.
pub(super) struct Masked<'a> {
    /// As long as the source, the same line ends.
    pub(super) text: Cow<'a, str>,
    /// The source with only its templates hidden: what HTML tokens are read from.
    pub(super) html_text: Cow<'a, str>,
    /// What was hidden, sorted; code is added by the parser.
    pub(super) opaque: Vec<Opaque>,
    /// Raw HTML that comrak does not see, in order.
    pub(super) raw_html: Vec<Span>,
    /// Labels of lines that may be reference definitions.
    pub(super) definitions: Vec<Span>,
    /// Those of them that were blanked and must be given to comrak apart.
    pub(super) hoisted: Vec<Span>,
}

/// Masks `body` of `source`; what lies before it (front matter) becomes blank lines.
pub(super) fn mask(source: &str, body: Span, dialect: Dialect) -> Masked<'_> {
    let mut canvas = canvas::Canvas::new(source);
    canvas.blank(Span::new(0, body.start()));
    let has_nul = canvas.hide_nul();
    liquid::mask(source, body, dialect, &mut canvas);
    let as_written = canvas.opaque.is_empty() && !has_nul;
    let html_text = if as_written { Cow::Borrowed(source) } else { Cow::Owned(canvas.text()) };
    let mut scanner = scanner::Scanner::new(&html_text, body, dialect, canvas);
    scanner.run();
    let scanner::Scanner { canvas, raw_html, definitions, hoisted, .. } = scanner;
    let (text, mut opaque) = canvas.finish();
    opaque.sort_by_key(|opaque| (opaque.span, opaque.kind));
    Masked { text, opaque, html_text, raw_html, definitions, hoisted }
}

#[cfg(test)]
mod tests {
    use super::mask;
    use crate::syntax::Dialect;
    use crate::text::Span;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    const DIALECTS: [Dialect; 5] =
        [Dialect::CommonMark, Dialect::Kramdown, Dialect::PythonMarkdown, Dialect::Material, Dialect::Html];

    /// What a mask leaves of a text in one dialect.
    fn masked(text: &str, dialect: Dialect) -> String {
        mask(text, Span::new(0, text.len()), dialect).text.into_owned()
    }

    #[test]
    fn what_is_hidden() {
        for (dialect, text, expected) in [
            (Dialect::Kramdown, "a {{ b }} c\n", "a xxxxxxx c\n"),
            (Dialect::Kramdown, "{% if a %}\nb\n{% endif %}\n", "          \nb\n           \n"),
            (Dialect::Kramdown, "{% if a %}b{% endif %}\n", "xxxxxxxxxxbxxxxxxxxxxx\n"),
            (Dialect::Kramdown, "{% raw %}{{{% endraw %}", "xxxxxxxxxxxxxxxxxxxxxxx"),
            (Dialect::Kramdown, "a <!-- *b* --> c\n", "a ;;;;;;;;;;;; c\n"),
            (Dialect::Kramdown, "<!-- a\n\n*b* -->\nc\n", "      \n\n       \nc\n"),
            (Dialect::Kramdown, "<div>*a*\n\n*b*</div>\n*c*\n", "        \n\n         \n*c*\n"),
            (Dialect::Kramdown, "<div markdown=\"1\">\n*a*\n</div>\n", "                  \n*a*\n      \n"),
            (Dialect::Kramdown, "<span>*a*</span>\n", "<span>*a*</span>\n"),
            (Dialect::Kramdown, "[a](b c.pdf)\n", "[a](bxc.pdf)\n"),
            (Dialect::Kramdown, "[a](b 'c d')\n", "[a](b 'c d')\n"),
            (Dialect::Kramdown, "a\n{: .b}\n", "a\n      \n"),
            (Dialect::Kramdown, "a {::comment}*b*{:/comment} c\n", "a ;;;;;;;;;;;;;;;;;;;;;;;;; c\n"),
            (Dialect::Kramdown, "{::nomarkdown}\n*a*\n{:/}\nb\n", "              \n   \n    \nb\n"),
            (Dialect::Kramdown, "`{: .b} <!-- $$`\n", "`{: .b} <!-- $$`\n"),
            (Dialect::Kramdown, "```\nnot closed\n", "xxx\nnot closed\n"),
            (Dialect::Kramdown, "a $$x_1$$, $y_2$\n", "a xxxxxxx, $y_2$\n"),
            (Dialect::Material, "a $x_1$, 5$ and 6$\n", "a xxxxx, 5$ and 6$\n"),
            (Dialect::Material, "![a](b){ width=4 .c }\n", "![a](b);;;;;;;;;;;;;;\n"),
            (Dialect::Material, "!!! note \"T\"\n\n    *a*\n", "- ;;;;;;; T \n\n    *a*\n"),
            (Dialect::Material, "!!! note\n    *a*\n", "- ******\n    *a*\n"),
            (Dialect::Material, "=== \"T\"\n        a\n", "- *****\n        a\n"),
            (Dialect::Material, "- !!! a \"T\"\n", "- !!! a \"T\"\n"),
            (Dialect::PythonMarkdown, "`a|b` | c\n", "`axb` | c\n"),
            (Dialect::PythonMarkdown, "!!! note\n", "!!! note\n"),
            (Dialect::CommonMark, "<div>\n\n*a*\n\n</div>\n", "<div>\n\n*a*\n\n</div>\n"),
        ] {
            assert_eq!(masked(text, dialect), expected, "{text:?} in {dialect:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..ProptestConfig::default() })]

        /// A mask is as long as what it hides, and no line end moves.
        #[test]
        fn a_masked_page_keeps_its_length(text in "([a-z*\\[\\]()<>/!{}%$`:.=\" -]|\n|é|中|<div>|</div>|<!--|-->|\\{%|%\\}|```|\\$\\$|raw ){0,60}") {
            for dialect in DIALECTS {
                let masked = masked(&text, dialect);
                prop_assert_eq!(masked.len(), text.len());
                let line_ends = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
                prop_assert_eq!(line_ends(&masked), line_ends(&text));
            }
        }
    }
}
