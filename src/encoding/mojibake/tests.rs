use super::codec::{CODECS, SINGLE};
use super::*;
use proptest::prelude::*;

/// `text` in UTF-8, read in the code page `codec`; bytes without a character become `lost`.
fn damaged(text: &str, codec: &str, lost: &str) -> String {
    let codec = CODECS.iter().find(|other| other.name == codec).unwrap();
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            0..0x80 => out.push(char::from(byte)),
            _ => match codec.character(byte) {
                Some(character) => out.push(character),
                None => out.push_str(lost),
            },
        }
    }
    out
}

/// `text` with every repair made, whatever its certainty.
pub(super) fn repaired(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for damage in find(text, &[]) {
        out.push_str(&text[at..damage.span.start()]);
        out.push_str(&damage.repaired);
        at = damage.span.end();
    }
    out + &text[at..]
}

#[test]
fn text_without_loss_comes_back_from_every_code_page() {
    let texts = [
        "L’élève a déjà reçu un café crème",
        "Größenwahn & Übermut – über Äpfel",
        "Исследования и публикации",
        "Η έρευνα και τα μαθήματα",
        "研究方向与兴趣爱好",
        "自己紹介と研究について",
        "🎈 We moved! 🚀",
    ];
    for text in texts {
        for codec in &CODECS[..SINGLE] {
            let wrong = damaged(text, codec.name, "");
            let is_whole = wrong == damaged(text, codec.name, "?");
            if is_whole {
                assert_eq!(repaired(&wrong), text, "{}", codec.name);
                let found = find(&wrong, &[]);
                assert!(found.iter().all(|damage| damage.certainty == Certainty::Certain), "{} {text}", codec.name);
            }
        }
    }
}

#[test]
fn lost_bytes_are_supplied() {
    let cases = [
        ("办公时间：每周二下午", "windows-1252"),
        ("每周阅读材料", "windows-1252"),
        ("作业提交方式", "windows-1254"),
        ("Приём студентов", "windows-1252"),
        ("自己紹介と研究について", "windows-1252"),
        ("Publicações e orientações à distância", "windows-1252"),
    ];
    for (text, codec) in cases {
        let marked = damaged(text, codec, "\u{FFFD}");
        let lost = marked.matches('\u{FFFD}').count();
        for wrong in [damaged(text, codec, ""), marked] {
            assert_eq!(repaired(&wrong), text);
            assert_eq!(find(&wrong, &[]).iter().map(|damage| damage.lost).sum::<usize>(), lost, "{text}");
        }
    }
}

/// `text` in UTF-8, read in an East Asian code page; what has no character is dropped.
fn misread(text: &str, label: &str) -> String {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
    encoding.decode_without_bom_handling(text.as_bytes()).0.replace('\u{FFFD}', "")
}

#[test]
fn text_comes_back_from_east_asian_code_pages() {
    let cases = [
        ("gbk", "欢迎来到我的主页"),
        ("gbk", "お知らせ"),
        ("gbk", "L’élève a déjà reçu un café"),
        ("gbk", "Исследования и публикации"),
        ("gbk", "I don’t know, it’s fun 🙌🙌"),
        ("shift_jis", "Universität für Größe"),
        ("shift_jis", "Publicações à distância, coração"),
        ("shift_jis", "アイコン"),
        ("euc-kr", "Ein schöner Tag für Übermut"),
        ("big5", "La leçon était très réussie"),
    ];
    for (label, text) in cases {
        let wrong = misread(text, label);
        assert_ne!(wrong, text);
        assert_eq!(repaired(&wrong), text, "{label} {wrong}");
    }
}

#[test]
fn bytes_lost_in_east_asian_code_pages_are_supplied() {
    let cases = [
        ("gbk", "at the end", "浣犲ソ锛屼笘鐣�", "你好，世界"),
        ("gbk", "dropped", "浣犱篃鍙浠ヤ娇鐢 `from`", "你也可以使用 `from`"),
        ("gbk", "quotes", "鈥濵ounten鈥� Sie", "„Mounten“ Sie"),
        ("shift_jis", "browser", "繝�せ繝医ョ繝ｼ繧ｿ", "テストデータ"),
        ("shift_jis", "Windows", "繝・せ繝医ョ繝ｼ繧ｿ", "テストデータ"),
    ];
    for (label, how, wrong, text) in cases {
        assert_eq!(repaired(wrong), text, "{label} {how}");
    }
}

#[test]
fn natural_east_asian_text_is_left_alone() {
    let texts = [
        "陶喆、张堃、朱镕基、赟",
        "使用Python和Java，iOS没Bug，Vue每页",
        "學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？",
        "我哋喺度食緊嘢，佢哋唔知點解咁嘅",
        "ﾊﾝｶｸｶﾀｶﾅ ﾃｽﾄ ﾈｺ ﾅｲﾌ LEDﾗｲﾄ",
        "大韓民國(대한민국)의 憲法, API키와 SSH키",
        "髙橋﨑 鷗外 鄧小平 韓愈 麤",
        "Python을 사용하는 한국어 문서, 뷁 똠방각하",
        "涓滴之恩，醬油、豆豉、餃子",
    ];
    for text in texts {
        assert_eq!(find(text, &[]), [], "{text}");
    }
    assert_eq!(find(&texts.join("\n"), &[]), []);
}

#[test]
fn controls_kept_for_missing_characters_are_bytes() {
    let wrong: String = "每周".bytes().map(char::from).collect();
    assert_eq!(repaired(&wrong), "每周");
}

#[test]
fn text_read_wrongly_twice_comes_back() {
    for text in ["café crème", "🚀 Launch"] {
        let twice = damaged(&damaged(text, "windows-1252", ""), "windows-1252", "");
        assert_eq!(repaired(&twice), text);
    }
}

#[test]
fn one_run_reaches_from_the_first_damaged_character_to_the_last() {
    let cases: [(&str, &[&str]); 6] = [
        ("a Ã©tÃ© b", &["Ã©tÃ©"]),
        ("Caf\u{c3}\u{a9} MÃ¼ller", &["Ã© MÃ¼"]),
        ("[GrÃ¼ÃŸe](grÃ¼ÃŸe.md)", &["Ã¼ÃŸ", "Ã¼ÃŸ"]),
        ("/* ä¼šè®® */ ä¼šè®®", &["ä¼šè®®", "ä¼šè®®"]),
        ("Ã©t\nÃ©t", &["Ã©", "Ã©"]),
        ("ðŸŽˆ one two three four five ðŸŽˆ", &["ðŸŽˆ", "ðŸŽˆ"]),
    ];
    for (text, runs) in cases {
        let found = find(text, &[]);
        let got: Vec<&str> = found.iter().map(|damage| damage.span.of(text)).collect();
        assert_eq!(got, runs, "{text}");
    }
}

#[test]
fn one_line_proves_the_code_page_of_the_others() {
    let text =
        format!("{}\n{}\n", damaged("🔭 Open days", "windows-1254", ""), damaged("课程安排", "windows-1254", ""));
    let names: Vec<&str> = find(&text, &[]).iter().map(|damage| damage.codec).collect();
    assert_eq!(names, ["windows-1254", "windows-1254"]);
}

#[test]
fn natural_text_is_left_alone() {
    let texts = [
        "SÃO PAULO, NESTLÉ®, „Spaß“ und Grüße",
        "Perché è un caffè, più o meno",
        "Це її місто: Київ, Львів",
        "√2 ≤ π, 5 × 3 ± 0.5 µm, 20 °C",
        "┌─┬─┐│ box │└─┴─┘",
        "Ã is a letter, so is Â",
        "¯\\_(ツ)_/¯ and ʕ•ᴥ•ʔ",
        "Łódź, Kraków – „ładny” dzień",
        "Πανεπιστήμιο Κρήτης, Ηράκλειο",
        "「第三方」的方法，以及《书名》。",
        "한국어 문서입니다",
        "ÀÉÎÕÜ, Äpfel, ÅNGSTRÖM, ÑANDÚ",
        "Brontë…” said he. – Noël’s “naïveté”",
    ];
    for text in texts {
        assert_eq!(find(text, &[]), [], "{text}");
    }
    assert_eq!(find(&texts.join("\n"), &[]), []);
}

#[test]
fn natural_text_beside_damage_is_left_alone() {
    let cases = [
        ("[x](thÃ©rÃ¨se.md) a gagné 🎈", "[x](thérèse.md) a gagné 🎈"),
        ("Perché è un cafÃ© così", "Perché è un café così"),
        ("数据 und GrÃ¼ÃŸe, „Spaß“ – Übermut", "数据 und Grüße, „Spaß“ – Übermut"),
    ];
    for (text, expected) in cases {
        assert_eq!(repaired(text), expected);
    }
}

#[test]
fn a_stray_byte_is_no_lost_one() {
    let text = "GrÃ¼ÃŸe, Ã\u{FFFD}x";
    let stray = text.find('\u{FFFD}').unwrap();
    assert!(find(text, &[stray]).iter().all(|damage| !damage.span.holds(stray)));
}

#[test]
fn hostile_text_ends() {
    let texts =
        ["Ã".repeat(50_000), "Ã©Ã".repeat(3_000), "ð\u{FFFD}\u{FFFD}\u{FFFD}Ã©".repeat(3_000), "ð â ".repeat(20_000)];
    for text in texts {
        find(&text, &[]);
    }
}

proptest! {
    #[test]
    fn runs_are_in_order_and_on_boundaries(text in "(\\PC|[Ãâð©¼Ÿ€™ž\u{a0}\u{FFFD}\u{8d} \n]){0,60}") {
        let mut end = 0;
        for damage in find(&text, &[]) {
            prop_assert!(damage.span.start() >= end && !damage.span.is_empty());
            prop_assert!(text.get(damage.span.range()).is_some());
            prop_assert!(damage.span.of(&text) != damage.repaired);
            end = damage.span.end();
        }
    }

    #[test]
    fn what_was_not_lost_comes_back(words in proptest::collection::vec(
        proptest::sample::select(vec!["étude", "größer", "señora", "coração", "研究", "论文", "публикации", "🎈", "Ελλάδα"]), 2..6,
    )) {
        let text = words.join(" ");
        let wrong: String = damaged(&text, "windows-1252", "\u{FFFD}");
        prop_assume!(!wrong.contains('\u{FFFD}'));
        prop_assert_eq!(repaired(&wrong), text);
    }
}

#[test]
fn two_pages_in_one_file_or_one_line() {
    let cases = [
        ("CafÃ© sehr schÃ¶n\nM眉ller und Sch枚n und gr枚脽er", "Café sehr schön\nMüller und Schön und größer"),
        ("a bigger than expected Г‚ВЈ5 rights issue", "a bigger than expected £5 rights issue"),
        ("tĆ¤hĆ¤n sisĆ¤ltyy oikeus hĆ¤iritsemĆ¤ttĆ¤", "tähän sisältyy oikeus häiritsemättä"),
    ];
    for (wrong, text) in cases {
        assert_eq!(repaired(wrong), text);
    }
}

#[test]
fn what_a_proven_file_or_an_open_bracket_decides() {
    let file =
        format!("{}\n\nIt is â€œgoodâ€ now\n", damaged("Größe, Übermut, Äpfel, Öl, süß, für", "windows-1252", ""));
    assert!(repaired(&file).ends_with("It is “good” now\n"), "{file}");
    assert_eq!(repaired("# ðŸ“ Publications\n").chars().nth(2).map(|emoji| emoji as u32 >> 6), Some(0x1F4C0 >> 6));
    let bracket = damaged("我们使用「第三方」的方法来研究", "windows-1252", "");
    assert_eq!(repaired(&bracket), "我们使用「第三方」的方法来研究");
}

#[test]
fn text_that_lost_characters_without_a_trace_is_not_certain() {
    // Greek through Big5: every letter with a second byte below 0xA1 is gone.
    let found = find("帢彖庰巹 帤庰彖 弮怷庰巹 彖帢 庰庢庛庰巹 帢庛帢巹庰帢 庢彖 庣帤庣怷庥庢巹帢", &[]);
    assert!(found.iter().all(|damage| damage.certainty == Certainty::Guess));
}
