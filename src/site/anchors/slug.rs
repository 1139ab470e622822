//! From a heading's text to its id, as each engine makes it, and the numbers of those that are alike.

use crate::site::slugs::{SlugCase, SlugForm, SlugStyle};
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What Ruby's `\p{Word}` leaves out (UTS #18), but for what both kramdown and GitHub keep.
static NO_RUBY_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- \t]"));
/// What Python's `\w` (`str.isalnum` and `_`) and `\s` leave out.
static NO_PYTHON_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\p{L}\p{N}_\s\-]"));
/// `pymdownx.slugs.RE_TAGS`
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[^>]*>"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

/// The id of a heading that reads `text`, before it is numbered; `None` where it gets none or nobody knows.
pub(in crate::site) fn slug(text: &str, style: SlugStyle, separator: &str) -> Option<String> {
    match style {
        SlugStyle::Kramdown => Some(kramdown(text)),
        SlugStyle::KramdownGfm => Some(kramdown_gfm(text)),
        SlugStyle::GitHub => Some(github(text)),
        SlugStyle::Toc { unicode } => Some(toc(text, unicode, separator)),
        SlugStyle::Pymdownx { case, form, .. } => Some(pymdownx(text, case, form, separator)),
        SlugStyle::None | SlugStyle::Unknown => None,
    }
}

/// `Kramdown::Converter::Base#basic_generate_id`
fn kramdown(text: &str) -> String {
    // `^` stands at each line.
    let lines: Vec<&str> =
        text.split('\n').map(|line| line.trim_start_matches(|c: char| !c.is_ascii_alphabetic())).collect();
    let kept = lines.concat().replace(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '-')), "");
    let id = kept.replace(' ', "-").to_ascii_lowercase();
    if id.is_empty() { "section".to_string() } else { id }
}

/// `Kramdown::Parser::GFM#generate_gfm_header_id`. Ruby makes each letter small by itself: no final sigma.
fn kramdown_gfm(text: &str) -> String {
    let lower: String = text.chars().flat_map(char::to_lowercase).collect();
    NO_RUBY_WORD.replace_all(&lower, "").replace([' ', '\t'], "-")
}

/// GitHub's own, as github-slugger has measured it.
fn github(text: &str) -> String {
    NO_RUBY_WORD.replace_all(&text.to_lowercase(), "").replace('\t', "").replace(' ', "-")
}

/// `markdown.extensions.toc.slugify` and `slugify_unicode`
fn toc(text: &str, unicode: bool, separator: &str) -> String {
    let ascii = || text.nfkd().filter(char::is_ascii).collect();
    let text: String = if unicode { text.to_string() } else { ascii() };
    let kept = NO_PYTHON_WORD.replace_all(&text, "");
    let kept = kept.trim().to_lowercase();
    let mut id = String::with_capacity(kept.len());
    let mut in_gap = false;
    for letter in kept.chars() {
        // The separator's characters are a class in the engine's pattern.
        let is_gap = letter.is_whitespace() || separator.contains(letter);
        match (is_gap, in_gap) {
            (true, false) => id.push_str(separator),
            (true, true) => {}
            (false, _) => id.push(letter),
        }
        in_gap = is_gap;
    }
    id
}

/// `pymdownx.slugs._uslugify`. What it percent-encodes is compared decoded.
fn pymdownx(text: &str, case: SlugCase, form: SlugForm, separator: &str) -> String {
    let text: String = match form {
        SlugForm::Nfc => text.nfc().collect(),
        SlugForm::Nfd => text.nfd().collect(),
        SlugForm::Nfkc => text.nfkc().collect(),
        SlugForm::Nfkd => text.nfkd().collect(),
    };
    let text = TAG.replace_all(&text, "");
    let text = text.trim();
    let text = match case {
        SlugCase::Kept => text.to_string(),
        SlugCase::Lower => text.to_lowercase(),
        SlugCase::LowerAscii => text.to_ascii_lowercase(),
        SlugCase::Fold => {
            text.chars().flat_map(char::to_lowercase).collect::<String>().replace('ß', "ss").replace('ς', "σ")
        }
    };
    let kept = NO_PYTHON_WORD.replace_all(&text, "");
    let is_blank = |letter: &char| *letter != ' ' && letter.is_whitespace();
    kept.chars().filter(|letter| !is_blank(letter)).collect::<String>().replace(' ', separator)
}

/// Numbers the ids of one page.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// How often an id came (kramdown, GitHub); the highest number known to be taken (Python-Markdown).
    counts: HashMap<String, u64>,
    taken: HashSet<String>,
}

impl Numbers {
    /// Notes an id that is written on the page itself: Python-Markdown goes round it.
    pub(super) fn take(&mut self, id: &str) {
        self.taken.insert(id.to_string());
    }

    /// `slug` as the page's next id of this style.
    pub(super) fn number(&mut self, slug: String, style: SlugStyle) -> String {
        match style {
            SlugStyle::Kramdown | SlugStyle::KramdownGfm => self.kramdown(slug),
            SlugStyle::GitHub => self.github(slug),
            _ => self.python(slug),
        }
    }

    /// The number is put behind, whether there is such an id already or not.
    fn kramdown(&mut self, slug: String) -> String {
        let count = self.counts.entry(slug.clone()).and_modify(|count| *count += 1).or_default();
        if *count == 0 { slug } else { format!("{slug}-{count}") }
    }

    /// github-slugger: `BananaSlug.slug`
    fn github(&mut self, slug: String) -> String {
        let mut id = slug.clone();
        while self.counts.contains_key(&id) {
            let count = self.counts.entry(slug.clone()).and_modify(|count| *count += 1).or_default();
            id = format!("{slug}-{count}");
        }
        self.counts.insert(id.clone(), 0);
        id
    }

    /// `markdown.extensions.toc.unique`
    fn python(&mut self, slug: String) -> String {
        if !slug.is_empty() && self.taken.insert(slug.clone()) {
            return slug;
        }
        let numbered = slug.rsplit_once('_').and_then(|(base, number)| {
            let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
            is_number.then_some((base, number.parse::<u64>().ok()?))
        });
        let (base, mut count) = numbered.map_or((slug.as_str(), 0), |(base, count)| (base, count));
        let known = self.counts.get(base).copied().unwrap_or_default();
        let is_in_run = count <= known || slug == format!("{base}_{}", known + 1);
        if is_in_run {
            count = count.max(known);
        }
        count = count.saturating_add(1);
        while count < u64::MAX && self.taken.contains(&format!("{base}_{count}")) {
            count += 1;
        }
        if is_in_run {
            self.counts.insert(base.to_string(), count);
        }
        let id = format!("{base}_{count}");
        self.taken.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids as the engines made them of these headings, one page each.
    #[test]
    fn slugs_of_the_engines() {
        let table = include_str!("slugs.tsv");
        let styles: [(SlugStyle, &str); 8] = [
            (SlugStyle::KramdownGfm, "-"),
            (SlugStyle::Kramdown, "-"),
            (SlugStyle::GitHub, "-"),
            (SlugStyle::Toc { unicode: false }, "-"),
            (SlugStyle::Toc { unicode: true }, "-"),
            (pymdownx_style(SlugCase::Lower, SlugForm::Nfc), "-"),
            (pymdownx_style(SlugCase::Kept, SlugForm::Nfkd), "_"),
            (pymdownx_style(SlugCase::Fold, SlugForm::Nfkc), "-"),
        ];
        let mut count = 0;
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut fields = line.split('\t');
            let text = fields.next().unwrap_or_default();
            for ((style, separator), expected) in styles.iter().zip(fields.by_ref()) {
                let id = slug(text, *style, separator).unwrap();
                let id = if matches!(style, SlugStyle::Toc { .. } | SlugStyle::Pymdownx { .. }) {
                    Numbers::default().number(id, *style)
                } else {
                    id
                };
                assert_eq!(id, expected, "{text:?} by {style:?}");
            }
            count += 1;
        }
        assert!(count >= 150, "{count} headings");
    }

    fn pymdownx_style(case: SlugCase, form: SlugForm) -> SlugStyle {
        SlugStyle::Pymdownx { case, percent_encode: false, form }
    }

    #[test]
    fn separators() {
        for (text, separator, expected) in
            [("A - B", "_", "a_-_b"), ("a_b c", "_", "a_b_c"), ("a b", "--", "a--b"), ("a b", "", "ab")]
        {
            assert_eq!(toc(text, false, separator), expected, "{text} {separator}");
        }
    }

    /// What the engines made of rows of headings: each row is a page.
    #[test]
    fn numbers() {
        let rows: [(SlugStyle, &[&str], &[&str]); 6] = [
            (SlugStyle::KramdownGfm, &["A", "a-1", "A", "a"], &["a", "a-1", "a-1", "a-2"]),
            (SlugStyle::Kramdown, &["A", "1", "A", "2"], &["a", "section", "a-1", "section-1"]),
            (SlugStyle::GitHub, &["A", "a-1", "A", "a"], &["a", "a-1", "a-2", "a-3"]),
            (SlugStyle::Toc { unicode: false }, &["A", "a_1", "A", "a"], &["a", "a_1", "a_2", "a_3"]),
            (SlugStyle::Toc { unicode: false }, &["中", "b", "文", "b_1", "B"], &["_1", "b", "_2", "b_1", "b_2"]),
            (SlugStyle::Toc { unicode: false }, &["a_3", "a_3", "a_4"], &["a_3", "a_4", "a_5"]),
        ];
        for (style, headings, expected) in rows {
            let mut numbers = Numbers::default();
            let ids: Vec<String> =
                headings.iter().map(|text| numbers.number(slug(text, style, "-").unwrap(), style)).collect();
            assert_eq!(ids, expected, "{headings:?} by {style:?}");
        }
    }
}
