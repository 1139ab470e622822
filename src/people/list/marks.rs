//! Contribution marks: what stands around a name and is none of it.

/// Characters that mark a contribution, a corresponding author or a footnote.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '*' | '†'
            | '‡'
            | '§'
            | '¶'
            | '♣'
            | '♠'
            | '♦'
            | '♥'
            | '♯'
            | '★'
            | '☆'
            | '✉'
            | '✝'
            | '⁎'
            | '∗'
            | '＊'
            | '✦'
            | '✱'
            | '#'
            | '^'
            | '~'
            | '\u{FE0E}'
            | '\u{FE0F}'
            | '¹'
            | '²'
            | '³'
            | '⁰'..='⁹' | 'ª' | 'º' | '⚑' | '📧' | '♡'
    )
}

/// Whether an HTML entity, from `&` to `;`, prints a mark.
pub(super) fn is_mark_entity(entity: &str) -> bool {
    let numbers = ["&#42;", "&#8224;", "&#8225;", "&#167;", "&#182;", "&#9993;", "&#x2020;", "&#x2021;", "&#x2a;"];
    let names = ["&ast;", "&dagger;", "&Dagger;", "&ddagger;", "&sect;", "&para;", "&sup1;", "&sup2;", "&sup3;"];
    names.contains(&entity) || numbers.iter().any(|number| number.eq_ignore_ascii_case(entity))
}

/// Whether a formula, with its dollars, is a mark: `$^\dag$`, `$^{*}$`, `$\ddagger$`, `$^1$`.
pub(super) fn is_mark_formula(formula: &str) -> bool {
    let inner = formula.trim_matches('$').trim();
    inner.len() <= 32
        && (inner.starts_with(['^', '*', '†', '‡']) || inner.starts_with("\\dag") || inner.starts_with("\\ddag"))
}

/// Whether what stands in round brackets behind a name is a remark on the contribution: `co-first`, `*`, `corresponding
/// author`.
pub(super) fn is_remark(inside: &str) -> bool {
    let inside = inside.trim();
    if inside.chars().all(|letter| is_mark(letter) || letter == '\\') {
        return true;
    }
    let lower = inside.to_lowercase();
    let first_words = [
        "advis", "co-", "co ", "cofirst", "contact", "corr", "equal", "first", "intern", "joint", "last", "lead",
        "main", "mentor", "my ", "now ", "own", "present", "senior", "shared", "speaker", "student", "supervis",
        "visiting", "me)", "共", "通讯", "一作",
    ];
    lower == "me" || first_words.iter().any(|start| lower.starts_with(start))
}
