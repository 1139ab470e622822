//! Damaged lines with the truth beside them, made from the text in `benches/text`; the same seed makes the same lines.

use super::damage::{Damaged, Page, Undefined, pages};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// A line, and what became of it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The name of the text's file.
    pub(crate) text: String,
    /// The code page; empty for a line that is whole.
    pub(crate) page: &'static str,
    pub(crate) variant: Variant,
    pub(crate) rounds: u8,
    /// Bytes lost.
    pub(crate) lost: usize,
    pub(crate) is_single: bool,
    pub(crate) clean: String,
    pub(crate) damaged: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Variant {
    /// Nothing was done.
    Clean,
    /// Every byte had a character.
    Full,
    /// Bytes without a character became control characters.
    Controls,
    /// They were dropped.
    Dropped,
    /// They became U+FFFD.
    Replaced,
    /// Every byte had a character, but no-break spaces became plain ones.
    Spaces,
    /// Whole text stands beside the damaged one; bytes without a character were dropped.
    Mixed,
}

/// Steele's, Lea's and Flood's SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            items.swap(last, other as usize);
        }
    }
}

/// The lines of each text by the name of its file.
type Texts = BTreeMap<String, Vec<String>>;

fn texts() -> Texts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/text");
    let mut texts = Texts::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of texts is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let text = std::fs::read_to_string(&path).expect("a text is UTF-8");
            texts.insert(name, text.lines().map(str::to_string).collect());
        }
    }
    texts
}

/// `count` lines that are not ASCII, the languages in turn; every third is of the kind that homepages have.
fn sample<'a>(texts: &'a Texts, random: &mut Random, count: usize) -> Vec<(&'a str, &'a str)> {
    let mut pools: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, lines) in texts.iter().filter(|(name, _)| *name != "traps") {
        let mut lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_ascii()).collect();
        random.shuffle(&mut lines);
        pools.push((name, lines));
    }
    random.shuffle(&mut pools);
    let homepage = pools.iter().position(|(name, _)| *name == "homepage").expect("the text is there");
    let (_, mut homepage) = pools.remove(homepage);
    let mut sample = Vec::new();
    for turn in 0.. {
        let (at, length) = (turn % pools.len(), sample.len());
        let (name, lines) = &mut pools[at];
        sample.extend(lines.pop().map(|line| (*name, line)));
        if turn % 2 == 1 {
            sample.extend(homepage.pop().map(|line| ("homepage", line)));
        }
        if sample.len() >= count || (sample.len() == length && at + 1 == pools.len()) {
            break;
        }
    }
    sample.truncate(count);
    sample
}

/// Every clean line, and damaged ones: `count` lines for a code page, half as many for two rounds of it, each in the
/// variants that make a difference.
pub(crate) fn cases(count: usize, seed: u64) -> Vec<Case> {
    let texts = texts();
    let mut cases = Vec::new();
    for (name, lines) in &texts {
        cases.extend(lines.iter().map(|line| whole(name, line)));
    }
    for (index, page) in pages().iter().enumerate() {
        for rounds in if page.is_common { 1..=2 } else { 1..=1 } {
            let mut random = Random(seed << 16 | (index as u64) << 8 | u64::from(rounds));
            for (name, line) in sample(&texts, &mut random, count / usize::from(rounds)) {
                damaged(&mut cases, page, rounds, (name, line));
                if rounds == 1 && matches!(page.name, "windows-1252" | "windows-1254" | "iso-8859-1" | "gbk") {
                    let (_, other) = sample(&texts, &mut random, 1)[0];
                    mixed(&mut cases, page, (name, line), other);
                }
            }
        }
    }
    let mut seen = HashSet::new();
    cases.retain(|case| {
        (case.variant == Variant::Clean || case.clean != case.damaged)
            && seen.insert((case.clean.clone(), case.damaged.clone()))
    });
    cases
}

fn whole(name: &str, line: &str) -> Case {
    let (clean, damaged) = (line.to_string(), line.to_string());
    let variant = Variant::Clean;
    Case { text: name.to_string(), page: "", variant, rounds: 0, lost: 0, is_single: true, clean, damaged }
}

fn damaged(cases: &mut Vec<Case>, page: &Page, rounds: u8, (name, line): (&str, &str)) {
    let mut add = |variant, damaged: &Damaged| {
        let (text, clean, damaged, lost) = (name.to_string(), line.to_string(), damaged.text.clone(), damaged.lost);
        let is_single = page.is_single();
        cases.push(Case { text, page: page.name, variant, rounds, lost, is_single, clean, damaged });
    };
    let replaced = page.damage(line, Undefined::Replaced, rounds);
    if replaced.undefined == 0 {
        add(Variant::Full, &replaced);
        if rounds == 1 && replaced.text.contains('\u{A0}') {
            add(Variant::Spaces, &Damaged { text: replaced.text.replace('\u{A0}', " "), ..replaced });
        }
        return;
    }
    add(Variant::Replaced, &replaced);
    add(Variant::Dropped, &page.damage(line, Undefined::Dropped, rounds));
    let controls = page.damage(line, Undefined::Controls, rounds);
    if controls.lost == 0 {
        add(Variant::Controls, &controls);
    }
}

fn mixed(cases: &mut Vec<Case>, page: &Page, (name, line): (&str, &str), other: &str) {
    let damaged = page.damage(line, Undefined::Dropped, 1);
    cases.push(Case {
        text: name.to_string(),
        page: page.name,
        variant: Variant::Mixed,
        rounds: 1,
        lost: damaged.lost,
        is_single: page.is_single(),
        clean: format!("{other} | {line}"),
        damaged: format!("{other} | {}", damaged.text),
    });
}
