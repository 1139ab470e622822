//! The table of labelled pairs of names: `names/<tradition>.tsv`, one pair a line, `same`, `compatible` or `different`.
//!
//! The labels are what a careful reader of a homepage would say, and were written before the matcher. `same`: the
//! reader is sure. `compatible`: initials, an order that fits both ways, a name left out. `different`: not one person.
//! All people are invented.

use hplint::people::{Match, Name};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// One line of the table.
struct Pair {
    place: String,
    label: Match,
    names: [String; 2],
}

fn table() -> Vec<Pair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/names");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the table").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut pairs = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "tsv")) {
        let tradition = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let text = fs::read_to_string(file).expect("text");
        for (at, line) in text.lines().enumerate() {
            let place = format!("{tradition}:{}", at + 1);
            let [label, first, second] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{place}: {line}") };
            let label = match label {
                "same" => Match::Same,
                "compatible" => Match::Compatible,
                "different" => Match::Different,
                _ => panic!("{place}: {label}"),
            };
            pairs.push(Pair { place, label, names: [first.to_string(), second.to_string()] });
        }
    }
    pairs
}

/// What is wrong, all of it at once.
fn report(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_table_is_large_enough() {
    let pairs = table();
    let mut traditions: Vec<&str> = pairs.iter().filter_map(|pair| pair.place.split(':').next()).collect();
    traditions.dedup();
    assert!(pairs.len() >= 320 && traditions.len() >= 15, "{} pairs, {} traditions", pairs.len(), traditions.len());
}

#[test]
fn names_match_as_labelled() {
    let mut faults = Vec::new();
    for Pair { place, label, names: [first, second] } in table() {
        let (Some(a), Some(b)) = (Name::known(&first), Name::known(&second)) else {
            faults.push(format!("{place}: not read: {first} / {second}"));
            continue;
        };
        for (found, order) in [(a.matches(&b), ""), (b.matches(&a), " the other way round")] {
            if found != label {
                faults.push(format!("{place}: {found:?}, not {label:?}{order}: {first} / {second}"));
            }
        }
    }
    report(&faults);
}

#[test]
fn a_name_is_its_own() {
    let mut faults = Vec::new();
    for text in table().iter().flat_map(|pair| &pair.names) {
        let Some(name) = Name::known(text) else { continue };
        let found = name.matches(&name);
        if found == Match::Different || (found == Match::Same && name.has_initials_only()) {
            faults.push(format!("{text}: {found:?} with itself"));
        }
    }
    report(&faults);
}

/// In running text a name is read more strictly than where a name is known to stand: then less is known of it, never more.
#[test]
fn a_name_in_running_text_says_no_more() {
    let mut faults = Vec::new();
    for Pair { place, label, names: [first, second] } in table() {
        let (Some(a), Some(b)) = (Name::parse(&first), Name::parse(&second)) else { continue };
        let found = a.matches(&b);
        if found > label {
            faults.push(format!("{place}: {found:?}, not {label:?}: {first} / {second}"));
        }
    }
    report(&faults);
}

/// A few words of names, in any order.
fn any_name() -> impl Strategy<Value = String> {
    let words = [
        "Ada",
        "Byron",
        "A.",
        "B",
        "AB",
        "BO",
        "van",
        "de",
        "Zhang",
        "Wei-Ming",
        "LI",
        "Nguyen",
        "Jr.",
        "Dr.",
        "O'Malley",
        ",",
        "(Bo)",
        "(林波)",
        "Петров",
        "J.-L.",
        "é",
        "'t",
        "-",
        ".",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn matching_and_slips_are_symmetric(first in any_name(), second in any_name()) {
        for read in [Name::parse, Name::known] {
            let (Some(a), Some(b)) = (read(&first), read(&second)) else { continue };
            prop_assert_eq!(a.matches(&b), b.matches(&a));
            prop_assert_eq!(a.slip(&b), b.slip(&a));
            prop_assert_ne!(a.matches(&a), Match::Different);
            prop_assert_eq!(a.slip(&a), None);
        }
    }
}
