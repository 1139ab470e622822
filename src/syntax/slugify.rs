//! `Jekyll::Utils.slugify` in all its modes.

use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What becomes a hyphen in each mode: `my talk (2020)`, and not `talk`.
static RAW: LazyLock<Regex> = LazyLock::new(|| pattern(r"[ \t\r\n\x0b\x0c]+"));
static DEFAULT: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\p{M}\p{L}\p{Nd}]+"));
static PRETTY: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+"));
static ASCII: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^A-Za-z0-9]+"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is right")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugMode {
    /// Only the case changes.
    None,
    /// Blanks become hyphens.
    Raw,
    Default,
    /// Marks that a path may have stay.
    Pretty,
    Ascii,
    /// Letters lose their accents first.
    Latin,
}

impl SlugMode {
    /// The mode that Liquid's `slugify` calls so; any other name is no mode.
    pub fn named(name: &str) -> SlugMode {
        match name {
            "raw" => SlugMode::Raw,
            "default" => SlugMode::Default,
            "pretty" => SlugMode::Pretty,
            "ascii" => SlugMode::Ascii,
            "latin" => SlugMode::Latin,
            _ => SlugMode::None,
        }
    }
}

/// `My Talk!` → `my-talk`, in lower case unless `keeps_case`.
pub fn slugify(text: &str, mode: SlugMode, keeps_case: bool) -> String {
    let hyphenated = match mode {
        SlugMode::None => text.to_string(),
        SlugMode::Raw => RAW.replace_all(text, "-").into_owned(),
        SlugMode::Default => DEFAULT.replace_all(text, "-").into_owned(),
        SlugMode::Pretty => PRETTY.replace_all(text, "-").into_owned(),
        SlugMode::Ascii => ASCII.replace_all(text, "-").into_owned(),
        SlugMode::Latin => DEFAULT.replace_all(&transliterate(text), "-").into_owned(),
    };
    let mut slug = hyphenated.as_str();
    if mode != SlugMode::None {
        slug = slug.strip_prefix('-').unwrap_or(slug);
        slug = slug.strip_suffix('-').unwrap_or(slug);
    }
    // Ruby lowers each character by itself: a final sigma is no other letter.
    if keeps_case { slug.to_string() } else { slug.chars().flat_map(char::to_lowercase).collect() }
}

/// Letters that `I18n.transliterate` writes otherwise than without their accent.
const LATIN: &[(char, &str)] = &[
    ('Æ', "AE"),
    ('Ð', "D"),
    ('×', "x"),
    ('Ø', "O"),
    ('Þ', "Th"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('Đ', "D"),
    ('đ', "d"),
    ('Ħ', "H"),
    ('ħ', "h"),
    ('ı', "i"),
    ('Ĳ', "IJ"),
    ('ĳ', "ij"),
    ('ĸ', "k"),
    ('Ŀ', "L"),
    ('ŀ', "l"),
    ('Ł', "L"),
    ('ł', "l"),
    ('ŉ', "'n"),
    ('Ŋ', "NG"),
    ('ŋ', "ng"),
    ('Œ', "OE"),
    ('œ', "oe"),
    ('Ŧ', "T"),
    ('ŧ', "t"),
];

/// `I18n.transliterate`: Latin letters up to U+017F without their accents, `?` for all else.
fn transliterate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_ascii() {
            out.push(c);
        } else if let Some((_, latin)) = LATIN.iter().find(|(letter, _)| *letter == c) {
            out.push_str(latin);
        } else {
            let base = Some(c).filter(|c| ('À'..='ž').contains(c)).and_then(|c| c.nfd().next());
            out.push(base.filter(char::is_ascii).unwrap_or('?'));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Jekyll 4.3.1 answers.
    #[test]
    fn modes() {
        for (text, none, raw, default, pretty, ascii, latin) in [
            (
                "My Talk (v2.0)!",
                "my talk (v2.0)!",
                "my-talk-(v2.0)!",
                "my-talk-v2-0",
                "my-talk-(v2.0)!",
                "my-talk-v2-0",
                "my-talk-v2-0",
            ),
            ("Über Größe", "über größe", "über-größe", "über-größe", "über-größe", "ber-gr-e", "uber-grosse"),
            ("研究 2024", "研究 2024", "研究-2024", "研究-2024", "研究-2024", "2024", "2024"),
            ("--a -- b_c", "--a -- b_c", "-a----b_c", "a-b-c", "a-b_c", "a-b-c", "a-b-c"),
            ("x² ½ Ⅷ ٣", "x² ½ ⅷ ٣", "x²-½-ⅷ-٣", "x-٣", "x-٣", "x", "x"),
            ("C++ & C#", "c++ & c#", "c++-&-c#", "c-c", "c++-&-c", "c-c", "c-c"),
            ("हिन्दी पाठ", "हिन्दी पाठ", "हिन्दी-पाठ", "हिन्दी-पाठ", "हिन्दी-पाठ", "", ""),
            ("ΟΔΟΣ", "οδοσ", "οδοσ", "οδοσ", "οδοσ", "", ""),
            ("🔥 News", "🔥 news", "🔥-news", "news", "news", "news", "news"),
        ] {
            let modes = ["none", "raw", "default", "pretty", "ascii", "latin"];
            let found = modes.map(|mode| slugify(text, SlugMode::named(mode), false));
            assert_eq!(found, [none, raw, default, pretty, ascii, latin], "{text}");
        }
        assert_eq!(slugify("My Talk", SlugMode::Pretty, true), "My-Talk");
    }
}
