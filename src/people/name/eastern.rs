//! Names of East Asia in Latin letters: syllables, and family names that tell in which order a name is written.

/// Family names of China and Korea in Latin letters, folded. Sorted.
const FAMILY: &[&str] = &[
    "ahn",
    "bae",
    "baek",
    "bai",
    "bao",
    "cai",
    "cao",
    "chan",
    "chang",
    "chao",
    "chen",
    "cheng",
    "cheung",
    "cho",
    "choi",
    "chu",
    "cui",
    "dai",
    "deng",
    "ding",
    "dong",
    "du",
    "duan",
    "fan",
    "fang",
    "feng",
    "fu",
    "gao",
    "geng",
    "gong",
    "gu",
    "guan",
    "guo",
    "hao",
    "he",
    "hong",
    "hou",
    "hsieh",
    "hsu",
    "hu",
    "huang",
    "hwang",
    "jang",
    "jeon",
    "jeong",
    "jia",
    "jiang",
    "jin",
    "jung",
    "kang",
    "kim",
    "kong",
    "kwak",
    "kwon",
    "lai",
    "lee",
    "lei",
    "li",
    "liang",
    "liao",
    "lim",
    "lin",
    "liu",
    "long",
    "lu",
    "luo",
    "lyu",
    "ma",
    "mao",
    "meng",
    "mo",
    "moon",
    "oh",
    "ouyang",
    "pan",
    "pang",
    "park",
    "peng",
    "qi",
    "qian",
    "qiao",
    "qin",
    "qiu",
    "qu",
    "ren",
    "ryu",
    "seo",
    "seok",
    "shangguan",
    "shao",
    "shen",
    "shi",
    "shin",
    "situ",
    "song",
    "su",
    "sun",
    "tan",
    "tang",
    "tao",
    "tian",
    "tsai",
    "wan",
    "wang",
    "wei",
    "wen",
    "wong",
    "wu",
    "xia",
    "xiang",
    "xiao",
    "xie",
    "xing",
    "xiong",
    "xu",
    "xue",
    "yan",
    "yang",
    "yao",
    "ye",
    "yi",
    "yim",
    "yin",
    "yoon",
    "you",
    "yu",
    "yuan",
    "yun",
    "zeng",
    "zhai",
    "zhan",
    "zhang",
    "zhao",
    "zheng",
    "zhong",
    "zhou",
    "zhu",
    "zhuang",
    "zhuge",
    "zou",
];

/// Family names of Vietnam, folded, that are given names nowhere. Sorted.
const VIETNAMESE: &[&str] =
    &["bui", "dang", "duong", "huynh", "luong", "ngo", "nguyen", "pham", "tran", "trinh", "truong"];

/// What a Mandarin syllable can begin with in pinyin.
const INITIALS: &[&str] = &[
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w", "",
];

/// What can follow; not every pair is Mandarin, but every Mandarin syllable is a pair. Sorted.
const FINALS: &[&str] = &[
    "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao", "ie", "in", "ing",
    "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v",
];

/// What Korean syllables begin, go on and end with in the romanisations in use.
const ONSETS: &[&str] = &["ch", "sh", "g", "k", "n", "d", "t", "m", "b", "p", "s", "j", "h", "r", "y", "w", ""];
const NUCLEI: &[&str] = &[
    "ae", "eo", "eu", "ou", "oo", "ee", "oe", "ui", "wa", "wo", "we", "wi", "ya", "ye", "yo", "yu", "yeo", "you",
    "yae", "yoo", "woo", "a", "e", "i", "o", "u",
];
const CODAS: &[&str] = &["ng", "n", "m", "k", "l", "p", ""];

/// Whether a word (folded) is a Chinese or Korean family name.
pub(super) fn is_family(word: &str) -> bool {
    FAMILY.binary_search(&word).is_ok()
}

/// Whether a word (folded) is a Vietnamese family name.
pub(super) fn is_vietnamese_family(word: &str) -> bool {
    VIETNAMESE.binary_search(&word).is_ok()
}

/// Whether the whole word is one syllable of pinyin or Korean.
pub(super) fn is_syllable(word: &str) -> bool {
    is_pinyin(word) || is_korean(word)
}

/// The first letters of the two syllables of a given name written as one word: `weiming` is `w`, `m`.
pub(super) fn two_initials(word: &str) -> Option<[char; 2]> {
    if !word.is_ascii() || word.len() > 12 {
        return None;
    }
    let splits = |is_one: fn(&str) -> bool| {
        (1..word.len()).find(|&at| is_one(&word[..at]) && is_one(&word[at..])).map(|at| (&word[..at], &word[at..]))
    };
    if is_pinyin(word) {
        return None;
    }
    let (first, second) = splits(is_pinyin).or_else(|| splits(is_korean))?;
    Some([first.chars().next()?, second.chars().next()?])
}

fn is_pinyin(word: &str) -> bool {
    INITIALS.iter().any(|initial| {
        word.strip_prefix(initial).is_some_and(|rest| FINALS.binary_search(&rest).is_ok() && !word.is_empty())
    })
}

fn is_korean(word: &str) -> bool {
    ONSETS
        .iter()
        .filter_map(|onset| word.strip_prefix(onset))
        .any(|rest| NUCLEI.iter().filter_map(|nucleus| rest.strip_prefix(nucleus)).any(|rest| CODAS.contains(&rest)))
}

/// A Japanese word in Latin letters (folded) without its long vowels: `ohtawara`, `yuuki` are `otawara`, `yuki`. `None` for
/// what is no Japanese word.
pub(super) fn without_long_vowels(word: &str) -> Option<String> {
    const BEGINNINGS: &[&str] = &[
        "ky", "sh", "ch", "ny", "hy", "my", "ry", "gy", "by", "py", "ts", "k", "s", "t", "n", "h", "m", "y", "r", "w",
        "g", "z", "d", "b", "p", "j", "f", "",
    ];
    let (mut rest, mut short) = (word, String::new());
    while !rest.is_empty() {
        let mora = BEGINNINGS.iter().find_map(|beginning| {
            let vowel = rest.strip_prefix(beginning)?.chars().next().filter(|letter| "aiueo".contains(*letter))?;
            Some((beginning.len() + 1, vowel))
        });
        if let Some((length, vowel)) = mora {
            short.push_str(&rest[..length]);
            rest = &rest[length..];
            let is_vowel = |letter: Option<char>| letter.is_some_and(|letter| "aiueoy".contains(letter));
            let long = match vowel {
                'o' if rest.starts_with(['o', 'u']) => 1,
                'u' if rest.starts_with('u') => 1,
                'o' | 'u' if rest.starts_with('h') && !is_vowel(rest[1..].chars().next()) => 1,
                _ => 0,
            };
            rest = &rest[long..];
        } else if rest.starts_with('n') || (rest.len() > 1 && rest.as_bytes()[0] == rest.as_bytes()[1]) {
            short.push_str(&rest[..1]);
            rest = &rest[1..];
        } else {
            return None;
        }
    }
    Some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [FAMILY, VIETNAMESE, FINALS] {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn syllables() {
        for (word, expected) in [
            ("weiming", Some(['w', 'm'])),
            ("wonbin", Some(['w', 'b'])),
            ("minjun", Some(['m', 'j'])),
            ("zhang", None),
            ("robert", None),
        ] {
            assert_eq!(two_initials(word), expected, "{word}");
        }
        for (word, expected) in [("ohtawara", Some("otawara")), ("tarou", Some("taro")), ("bryan", None)] {
            assert_eq!(without_long_vowels(word).as_deref(), expected, "{word}");
        }
    }
}
