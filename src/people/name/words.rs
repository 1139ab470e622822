//! Words that tell a person's name from other capitalised words. Lower case, ASCII, arrays sorted.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words before a family name that belong to it.
const PARTICLES: &[&str] = &[
    "af", "al", "ap", "av", "bin", "binti", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der",
    "des", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "lo", "los", "mac", "san", "st", "ten", "ter",
    "van", "vander", "vom", "von", "y", "z", "zu", "zum", "zur",
];

/// Words before a name that are none of it.
const TITLES: &[&str] =
    &["assoc", "asst", "dipl", "doctor", "dr", "ing", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "sir"];

/// Words behind a name that tell generations apart.
const GENERATIONS: &[&str] = &["ii", "iii", "iv", "jr", "junior", "sr"];

/// Words behind a name that are none of it.
const DEGREES: &[&str] =
    &["ba", "bsc", "csc", "dphil", "drsc", "dsc", "esq", "ma", "mba", "md", "meng", "mphil", "msc", "phd"];

/// Titles too, but words of prose as well. Sorted.
const TITLES_OF_CONFIGURATIONS: &[&str] = &[
    "adjunct",
    "assistant",
    "associate",
    "doc",
    "dott",
    "hab",
    "habil",
    "inf",
    "inz",
    "ir",
    "judr",
    "mag",
    "mgr",
    "mudr",
    "phdr",
    "rndr",
    "shri",
    "smt",
];

/// Whole names that templates carry and nobody bears.
const PLACEHOLDERS: &[&str] = &[
    "albert einstein",
    "author name",
    "first last",
    "firstname lastname",
    "first name last name",
    "full name",
    "jane doe",
    "john doe",
    "name surname",
    "site author",
    "you r name",
    "your name",
    "your full name",
];

/// Words of titles, topics, venues, roles and places. A capitalised phrase with one of them is no name.
/// No word here is a family or given name in use.
static NOT_IN_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("not_in_names.txt").split_ascii_whitespace().collect());

/// Whole phrases of two words that are places or companies, though each word may be a name.
const NOT_NAMES: &[&str] = &[
    "abu dhabi",
    "buenos aires",
    "cape town",
    "costa rica",
    "el paso",
    "hong kong",
    "kuala lumpur",
    "las vegas",
    "los alamos",
    "los angeles",
    "palo alto",
    "puerto rico",
    "rio janeiro",
    "san diego",
    "san francisco",
    "san jose",
    "santa barbara",
    "santa clara",
    "santa cruz",
    "sri lanka",
    "st louis",
    "tel aviv",
];

/// Family names in Han characters, simplified and traditional; a Han word that begins with none of them is a topic or a
/// place. The commonest of the household registers of China, Taiwan and Japan's two-character names.
const HAN_FAMILY: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭肖蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴赖賴覃洪武莫孔汤湯向常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁房蒲滕屈饶饒解牟艾尤时時阳陽穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺操佐鈴木田中渡辺伊藤山本村小加松井";

/// The commonest Korean family names in Hangul.
const HANGUL_FAMILY: &str = "김이박최정강조윤장임림한오서신권황안송전홍유류고문양손배백허남심노하곽성차주우구민나라진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모";

/// Whether a name in Hangul can begin with `syllable`.
pub(in crate::people) fn begins_hangul_name(syllable: char) -> bool {
    HANGUL_FAMILY.contains(syllable)
}

/// Whether `word` (lower case) is a particle such as `van`.
pub(in crate::people) fn is_particle(word: &str) -> bool {
    PARTICLES.binary_search(&word).is_ok()
}

/// Whether `word` is a particle that is often written with a capital, and is seldom a name of its own.
pub(in crate::people) fn is_capital_particle(word: &str) -> bool {
    matches!(word, "Van" | "Von" | "De" | "Der" | "Den" | "Del" | "Della" | "Dos" | "Le" | "La" | "Di" | "Du")
}

/// Whether `word` (lower case, without stops) is a form of address.
pub(in crate::people) fn is_title(word: &str) -> bool {
    TITLES.binary_search(&word).is_ok()
}

/// Whether `word` (lower case, without stops) is a title where nothing but a name stands.
pub(in crate::people) fn is_configured_title(word: &str) -> bool {
    TITLES_OF_CONFIGURATIONS.binary_search(&word).is_ok()
}

/// Whether `word` (lower case, without stops) is `jr`, `iii` and the like.
pub(in crate::people) fn is_generation(word: &str) -> bool {
    GENERATIONS.binary_search(&word).is_ok()
}

/// Whether `word` (lower case, without stops) is an academic degree.
pub(in crate::people) fn is_degree(word: &str) -> bool {
    DEGREES.binary_search(&word).is_ok()
}

/// Whether `word` (lower case) stands in titles and topics but in no name.
pub(in crate::people) fn is_no_name_word(word: &str) -> bool {
    NOT_IN_NAMES.contains(word)
}

/// Whether the whole phrase (lower case words, single blanks) is known to be no person.
pub(in crate::people) fn is_no_person(phrase: &str) -> bool {
    PLACEHOLDERS.contains(&phrase) || NOT_NAMES.binary_search(&phrase).is_ok()
}

/// Whether a name in Han characters can begin with `letter`.
pub(in crate::people) fn begins_han_name(letter: char) -> bool {
    HAN_FAMILY.contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Binary search needs order, and nothing else would notice a word out of place.
    #[test]
    fn tables_are_sorted() {
        for table in [PARTICLES, TITLES, TITLES_OF_CONFIGURATIONS, GENERATIONS, DEGREES, NOT_NAMES] {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }
}
