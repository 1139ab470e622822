//! LaTeX's letters and symbols, as far as bibliographies have them. Arrays sorted by command.

/// What a command without argument prints. Those of formulas are here too, since values hold `$\dagger$`.
const SYMBOLS: &[(&str, &str)] = &[
    ("AA", "Å"),
    ("AE", "Æ"),
    ("DH", "Ð"),
    ("DJ", "Đ"),
    ("L", "Ł"),
    ("LaTeX", "LaTeX"),
    ("NG", "Ŋ"),
    ("O", "Ø"),
    ("OE", "Œ"),
    ("P", "¶"),
    ("S", "§"),
    ("SS", "ẞ"),
    ("TH", "Þ"),
    ("TeX", "TeX"),
    ("aa", "å"),
    ("ae", "æ"),
    ("alpha", "α"),
    ("approx", "≈"),
    ("ast", "∗"),
    ("beta", "β"),
    ("bullet", "•"),
    ("cdot", "·"),
    ("circ", "∘"),
    ("clubsuit", "♣"),
    ("copyright", "©"),
    ("dag", "†"),
    ("dagger", "†"),
    ("ddag", "‡"),
    ("ddagger", "‡"),
    ("delta", "δ"),
    ("dh", "ð"),
    ("diamondsuit", "♦"),
    ("dj", "đ"),
    ("dots", "…"),
    ("ell", "ℓ"),
    ("epsilon", "ε"),
    ("gamma", "γ"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("heartsuit", "♥"),
    ("i", "ı"),
    ("infty", "∞"),
    ("j", "ȷ"),
    ("l", "ł"),
    ("lambda", "λ"),
    ("ldots", "…"),
    ("le", "≤"),
    ("leq", "≤"),
    ("mu", "μ"),
    ("ng", "ŋ"),
    ("o", "ø"),
    ("oe", "œ"),
    ("phi", "φ"),
    ("pi", "π"),
    ("pm", "±"),
    ("pounds", "£"),
    ("psi", "ψ"),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("rightarrow", "→"),
    ("sigma", "σ"),
    ("sim", "∼"),
    ("spadesuit", "♠"),
    ("ss", "ß"),
    ("star", "⋆"),
    ("tau", "τ"),
    ("textasciicircum", "^"),
    ("textasciitilde", "~"),
    ("textasteriskcentered", "*"),
    ("textbackslash", "\\"),
    ("textbar", "|"),
    ("textbullet", "•"),
    ("textcopyright", "©"),
    ("textdagger", "†"),
    ("textdaggerdbl", "‡"),
    ("textdegree", "°"),
    ("textellipsis", "…"),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("textgreater", ">"),
    ("textless", "<"),
    ("textparagraph", "¶"),
    ("textperiodcentered", "·"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotesingle", "'"),
    ("textregistered", "®"),
    ("textsection", "§"),
    ("texttrademark", "™"),
    ("textunderscore", "_"),
    ("th", "þ"),
    ("theta", "θ"),
    ("times", "×"),
    ("to", "→"),
];

/// Commands that put an accent over or under the next letter.
const ACCENTS: &[(&str, char)] = &[
    ("\"", '\u{308}'),
    ("'", '\u{301}'),
    (".", '\u{307}'),
    ("=", '\u{304}'),
    ("G", '\u{30F}'),
    ("H", '\u{30B}'),
    ("^", '\u{302}'),
    ("`", '\u{300}'),
    ("b", '\u{331}'),
    ("c", '\u{327}'),
    ("d", '\u{323}'),
    ("h", '\u{309}'),
    ("k", '\u{328}'),
    ("r", '\u{30A}'),
    ("u", '\u{306}'),
    ("v", '\u{30C}'),
    ("~", '\u{303}'),
];

/// What `command` (without its backslash) prints.
pub(super) fn symbol(command: &str) -> Option<&'static str> {
    let at = SYMBOLS.binary_search_by_key(&command, |(name, _)| name).ok()?;
    Some(SYMBOLS[at].1)
}

/// The combining mark that `command` (without its backslash) sets.
pub(super) fn accent(command: &str) -> Option<char> {
    let at = ACCENTS.binary_search_by_key(&command, |(name, _)| name).ok()?;
    Some(ACCENTS[at].1)
}

/// The letter with its dot for `ı` and `ȷ`, which LaTeX wants under an accent.
pub(super) fn with_dot(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Binary search needs order, and nothing else would notice a command out of place.
    #[test]
    fn tables_are_sorted() {
        assert!(SYMBOLS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(ACCENTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
