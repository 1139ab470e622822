//! Bytes a second through the repair of mojibake: text that it must dismiss, text that it must repair, one line of 10 MB, and
//! a stream of records through the program.
//!
//! `cargo bench --bench mojibake`

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use encoding_rs::WINDOWS_1252;
use hplint::encoding::mojibake::find;
use std::io::{Seek, Write};
use std::process::{Command, Stdio};

fn main() {
    divan::main();
}

/// Text without damage; of the first three less than a tenth is not ASCII.
const CLEAN: [(&str, &str); 9] = [
    ("English", "We study graphs, their colourings and the games that people play on them.\n"),
    (
        "English with signs",
        "We’ve studied graphs – their “colourings” – and games; see §4 for those of 90 % or more.\n",
    ),
    ("French", "Nous étudions les graphes, leurs colorations et les jeux auxquels on y joue déjà.\n"),
    ("Czech", "Zkoumáme grafy, jejich obarvení a hry, které na nich lidé rádi hrají.\n"),
    ("Ukrainian", "Ми вивчаємо графи, їхні розфарбування та ігри, у які на них грають люди.\n"),
    ("Greek", "Μελετάμε γραφήματα, τους χρωματισμούς τους και τα παιχνίδια που παίζονται σε αυτά.\n"),
    ("Chinese", "我们研究图、图的着色以及人们在图上进行的游戏。\n"),
    ("Japanese", "グラフとその彩色、そしてグラフの上で人々が行うゲームを研究しています。\n"),
    ("Korean", "우리는 그래프와 그 색칠, 그리고 사람들이 그 위에서 하는 게임을 연구한다.\n"),
];

/// Text to damage by windows-1252: its bytes all kept, or those without a character dropped.
const DAMAGED: [(&str, &str, bool); 6] = [
    ("French", "Nous étudions les graphes, leurs colorations et les jeux auxquels on joue déjà.\n", true),
    ("emoji", "We study graphs, their colourings and the games that people play on them 🎈\n", true),
    ("homepages", include_str!("text/homepage.txt"), true),
    (
        "French, bytes lost",
        "Nous étudions l’« à-côté » des graphes : “colorations” et jeux auxquels on joue déjà.\n",
        false,
    ),
    ("Chinese, bytes lost", "我们研究图、图的着色以及人们在图上进行的游戏。\n", false),
    ("homepages, bytes lost", include_str!("text/homepage.txt"), false),
];

fn damage(text: &str, is_lossless: bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if is_lossless || !matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
            out.push_str(&WINDOWS_1252.decode_without_bom_handling(&[byte]).0);
        }
    }
    out
}

fn repeated(text: &str, bytes: usize) -> String {
    text.repeat(bytes / text.len() + 1)
}

fn run(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::new(text.len())).bench(|| find(black_box(text), &[]).len());
}

#[divan::bench(args = CLEAN.map(|(name, _)| name))]
fn clean(bencher: Bencher, name: &str) {
    let line = CLEAN.iter().find(|(other, _)| *other == name).map_or("", |(_, line)| line);
    run(bencher, &repeated(line, 1_000_000));
}

#[divan::bench(args = DAMAGED.map(|(name, ..)| name), sample_count = 10, sample_size = 1)]
fn damaged(bencher: Bencher, name: &str) {
    let (_, text, is_lossless) = DAMAGED.iter().find(|(other, ..)| *other == name).expect("an argument");
    run(bencher, &repeated(&damage(text, *is_lossless), 100_000));
}

/// The same speed for all of them says that the time is linear.
#[divan::bench(args = [1, 10], consts = [true, false], sample_count = 1, sample_size = 1)]
fn one_line_of_megabytes<const IS_LOSSLESS: bool>(bencher: Bencher, megabytes: usize) {
    let text = damage(include_str!("text/homepage.txt"), IS_LOSSLESS).replace('\n', " ");
    run(bencher, &repeated(&text, megabytes * 1_000_000));
}

/// Records with one damaged text among so many.
#[divan::bench(args = [1, 20], sample_count = 3, sample_size = 1)]
fn records(bencher: Bencher, one_in: usize) {
    let mut records = String::new();
    let lines = include_str!("text/homepage.txt").lines().cycle();
    for (number, line) in lines.enumerate() {
        let text = if number % one_in == 0 { damage(line, true) } else { line.to_string() };
        let text = serde_json::Value::from(text);
        records.push_str(&format!("{{\"id\":{number},\"damaged\":{text}}}\n"));
        if records.len() > 5_000_000 {
            break;
        }
    }
    let mut file = tempfile::tempfile().expect("a temporary file");
    file.write_all(records.as_bytes()).expect("a temporary file can be written");
    bencher.counter(BytesCount::new(records.len())).bench_local(|| {
        file.rewind().expect("a file can be rewound");
        let input = file.try_clone().expect("a file can be opened twice");
        let mut repair = Command::new(env!("CARGO_BIN_EXE_hplint"));
        let status = repair.args(["repair", "--jsonl"]).stdin(input).stdout(Stdio::null()).status();
        assert!(status.expect("the program runs").success());
    });
}
