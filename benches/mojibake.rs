//! Bytes a second through the mojibake engine: text that it must dismiss, and text that it must repair.
//!
//! `cargo bench --bench mojibake`

use divan::Bencher;
use divan::counter::BytesCount;
use hplint::encoding::mojibake::find;

fn main() {
    divan::main();
}

/// Text without damage, by the share of characters beyond ASCII.
const CLEAN: [(&str, &str); 4] = [
    ("English", "We study graphs, their colourings and the games that people play on them.\n"),
    ("French", "Nous étudions les graphes, leurs colorations et les jeux auxquels on y joue déjà.\n"),
    ("Ukrainian", "Ми вивчаємо графи, їхні розфарбування та ігри, у які на них грають люди.\n"),
    ("Chinese", "我们研究图、图的着色以及人们在图上进行的游戏。\n"),
];

/// Text to damage, with the bytes that windows-1252 does not have dropped.
const DAMAGED: [(&str, &str); 3] = [
    ("emoji in English", "We study graphs, their colourings and the games that people play on them 🎈\n"),
    ("French", "Nous étudions les graphes, leurs colorations et les jeux auxquels on joue déjà.\n"),
    ("Chinese, bytes lost", "我们研究图、图的着色以及人们在图上进行的游戏。\n"),
];

fn damage(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        if !matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
            out.push_str(&text);
        }
    }
    out
}

fn run(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::new(text.len())).bench(|| find(divan::black_box(text), &[]).len());
}

#[divan::bench(args = CLEAN.map(|(name, _)| name))]
fn clean(bencher: Bencher, name: &str) {
    let line = CLEAN.iter().find(|(other, _)| *other == name).map_or("", |(_, line)| line);
    run(bencher, &line.repeat(1_000_000 / line.len()));
}

#[divan::bench(args = DAMAGED.map(|(name, _)| name))]
fn damaged(bencher: Bencher, name: &str) {
    let line = DAMAGED.iter().find(|(other, _)| *other == name).map_or("", |(_, line)| line);
    run(bencher, &damage(line).repeat(100_000 / line.len()));
}
