//! Given names that one person bears by turns: short forms and spellings.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One name a line, folded, with its short forms and spellings.
const GROUPS: &str = "\
alexander alex sasha aleks
alexandra alex sasha
andrew andy
anthony tony
benjamin ben
christopher chris
christian chris
christina chris tina
daniel dan danny
david dave
donald don
douglas doug
edward ed eddie ted
elizabeth liz beth betty
frederick fred
gregory greg
jacob jake
james jim jimmy
jeffrey jeff geoff
jennifer jen jenny
jessica jess
john jack johnny
jonathan jon
joseph joe
joshua josh
katherine catherine kathryn kate katie kathy cathy
kenneth ken
lawrence larry
leonard len
margaret meg maggie peggy
matthew matt
michael mike mick
nathan nate
nathaniel nate nat
nicholas nick
patricia pat trish
patrick pat
peter pete
philip phil phillip
raymond ray
rebecca becky becca
richard rick dick rich
robert bob rob bobby
ronald ron
samantha sam
samuel sam
stephen steven steve
susan sue
theodore ted theo
thomas tom tommy
timothy tim
victoria vicky
vincent vince
william bill will willy billy
zachary zach zack
nikolaos nikos nicolaos
georgios giorgos george
dimitrios dimitris
konstantinos kostas costas
ioannis yannis giannis
mohammed muhammad mohamed mohammad muhammed mohamad mohammod muhamad mohamod mohd muh md";

static BY_NAME: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, line) in GROUPS.lines().enumerate() {
        for name in line.split(' ') {
            groups.entry(name).or_default().push(number);
        }
    }
    groups
});

/// Whether two given names (folded) are spellings or short forms of one.
pub(super) fn are_one(a: &str, b: &str) -> bool {
    let (Some(mine), Some(theirs)) = (BY_NAME.get(a), BY_NAME.get(b)) else { return false };
    mine.iter().any(|group| theirs.contains(group))
}

/// Hungarian given names, folded: behind them nothing follows in a name written the Hungarian way. Sorted.
const HUNGARIAN: &[&str] = &[
    "adrienn",
    "agnes",
    "akos",
    "andras",
    "aniko",
    "antal",
    "arpad",
    "attila",
    "balazs",
    "balint",
    "bela",
    "bence",
    "csaba",
    "daniel",
    "denes",
    "dora",
    "elek",
    "endre",
    "erika",
    "erzsebet",
    "eszter",
    "eva",
    "ferenc",
    "gabor",
    "gabriella",
    "gergely",
    "gergo",
    "geza",
    "gyorgy",
    "gyula",
    "ildiko",
    "imre",
    "istvan",
    "janos",
    "jozsef",
    "judit",
    "kalman",
    "karoly",
    "kata",
    "katalin",
    "krisztian",
    "krisztina",
    "lajos",
    "laszlo",
    "levente",
    "magdolna",
    "marta",
    "mate",
    "matyas",
    "mihaly",
    "miklos",
    "noemi",
    "nora",
    "orsolya",
    "otto",
    "pal",
    "peter",
    "reka",
    "sandor",
    "szabolcs",
    "szilvia",
    "tamas",
    "tibor",
    "timea",
    "vilmos",
    "zoltan",
    "zsigmond",
    "zsofia",
    "zsolt",
    "zsuzsa",
    "zsuzsanna",
];

/// Whether a word (folded) is a Hungarian given name.
pub(super) fn is_hungarian(word: &str) -> bool {
    HUNGARIAN.binary_search(&word).is_ok()
}

/// Whether a word (folded) ends as names of southern India do that are mostly written as an initial.
pub(super) fn is_south_indian(word: &str) -> bool {
    let endings = [
        "nathan",
        "rajan",
        "raman",
        "samy",
        "swamy",
        "murthy",
        "moorthy",
        "krishnan",
        "subramanian",
        "subramanyam",
        "esan",
        "lingam",
        "appan",
        "iah",
        "pillai",
        "iyer",
        "iyengar",
        "vasan",
        "kumaran",
    ];
    word.len() > 5 && endings.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_tables() {
        assert!(are_one("bob", "robert") && are_one("chris", "christian") && !are_one("christopher", "christian"));
        assert!(HUNGARIAN.is_sorted());
    }
}
