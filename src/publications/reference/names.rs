//! The authors of one string, as data files and bibliographies have them.

use crate::people::Name;

/// Splits at `and`, `;`, `|`, `&` and, where they part names and not the halves of one, commas; tells whether more authors are
/// left unnamed. No names at all where it is not certain where one ends.
pub(super) fn split(text: &str) -> (Vec<String>, bool) {
    let text =
        text.replace(['\n', '\t'], " ").replace(['*', '†', '‡'], "").replace(" & ", " and ").replace(';', " and ");
    let text = text.replace('|', " and ").replace(", and ", " and ").replace(" AND ", " and ");
    let mut names = Vec::new();
    let mut has_more = false;
    for part in text.split(" and ").map(str::trim).filter(|part| !part.is_empty()) {
        let cut = without_others(part);
        has_more |= cut.is_some();
        let part = cut.unwrap_or(part);
        if part.is_empty() {
            continue;
        }
        match by_commas(part) {
            Some(split) => names.extend(split),
            None => return (Vec::new(), false),
        }
    }
    (names, has_more)
}

/// `part` without `et al.` at its end.
fn without_others(part: &str) -> Option<&str> {
    ["et al.", "et al", "others", "..."]
        .iter()
        .find_map(|end| part.strip_suffix(end))
        .map(|part| part.trim_end_matches([',', ' ']))
}

/// `Ada Byron`, `Byron, Ada`, `Ada Byron, Bo Lin`, `Byron, A., Lin, B.`; `None` when it is not certain which.
fn by_commas(part: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = part.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let is_whole = |piece: &&str| piece.contains(' ') && Name::parse(piece).is_some() && !ends_in_initials(piece);
    match pieces.as_slice() {
        [one] => Some(vec![one.to_string()]),
        pieces if pieces.iter().all(is_whole) => Some(pieces.iter().map(|piece| piece.to_string()).collect()),
        [first, _] if ends_in_initials(first) => None,
        [_, _] | [_, "Jr." | "Jr" | "Sr." | "II" | "III", _] => Some(vec![in_order(part)]),
        pieces if pieces.len() % 2 == 0 && pieces.iter().skip(1).step_by(2).all(|given| is_initials(given)) => {
            Some(pieces.chunks(2).map(|pair| format!("{} {}", pair[1], pair[0])).collect())
        }
        _ => None,
    }
}

/// `Ada Byron` for BibTeX's `Byron, Ada` and `Byron, Jr., Ada`.
pub(super) fn in_order(name: &str) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [family, given] => format!("{given} {family}"),
        [family, generation, given] => format!("{given} {family} {generation}"),
        _ => name.trim().to_string(),
    }
}

/// `A.`, `A. B.`, `A.-B.`
fn is_initials(text: &str) -> bool {
    text.split([' ', '-', '.']).all(|word| word.chars().count() <= 1)
}

/// `Byron A.`: half of a list of such names.
fn ends_in_initials(piece: &str) -> bool {
    piece.rsplit(' ').next().is_some_and(is_initials)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn strings_of_authors() {
        for (text, expected, has_more) in [
            ("Ada Byron and Bo Lin", "Ada Byron|Bo Lin", false),
            ("Byron, Ada and Lin, Bo and others", "Ada Byron|Bo Lin", true),
            ("Ada Byron, Bo Lin, and Cy Dow", "Ada Byron|Bo Lin|Cy Dow", false),
            ("Ada Byron*, Bo Lin, et al.", "Ada Byron|Bo Lin", true),
            ("Byron, A., Lin, B., & Dow, C.", "A. Byron|B. Lin|C. Dow", false),
            ("Byron A., Lin B.", "", false),
            ("Ada Byron; Bo Lin", "Ada Byron|Bo Lin", false),
            ("Anna van der Berg", "Anna van der Berg", false),
            ("", "", false),
            (",,,", "", false),
        ] {
            let (names, more) = split(text);
            assert_eq!((names.join("|").as_str(), more), (expected, has_more), "{text}");
        }
    }
}
