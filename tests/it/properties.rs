//! Laws that hold on any input: of edits, of linting and of fixing.

use hplint::config::Settings;
use hplint::finding::Applicability;
use hplint::fix::FixedPage;
use hplint::source::Source;
use hplint::text::{Edit, EditSet, Span};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

/// Pieces that pages are made of, whole and broken, with the damage that rules look for; `¦` stands between them.
const PIECES: &str = "\n¦\n\n¦ ¦  ¦    ¦\t¦\r\n¦a¦Ada Example¦**Ada Example**¦B. Other¦, ¦*¦\\*¦_¦**¦# ¦## T¦- ¦1. ¦> ¦`¦```\n¦~~~¦|¦\
    | a | b |\n|---|---|\n¦[¦]¦(¦)¦](¦![¦[x](y.pdf)¦[x](mailto: a@b.example)¦[t] (u)¦[code]¦[x]: y\n¦<div>¦</div>¦<b>¦</b>¦<a href=\"¦\">¦\
    <!-- ¦ -->¦<img src=x.png>¦<style>¦</style>¦{{ site.url }}¦{% if a %}¦{% endif %}¦{% raw %}¦{% endraw %}¦{: .c }¦$a_1$¦$$¦!!! note\n¦\
    === \"T\"\n¦---\n¦---\ntitle: x\ntitle: y\n---\n¦title: x\n¦â€™¦Ã©¦ðŸ“–¦â€œ¦\u{feff}¦\u{200b}¦\u{fffd}¦é¦中文¦📖¦Februray¦Recieved¦\
    <!-- hplint-disable ¦&amp;¦http//x.example¦\0";

fn page() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split('¦').collect();
    prop::collection::vec(select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

/// A page with some of its bytes exchanged, or any bytes.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let damage = prop::collection::vec((any::<Index>(), any::<u8>()), 0..6);
    let damaged = (page(), damage).prop_map(|(page, damage)| {
        let mut bytes = page.into_bytes();
        let length = bytes.len();
        for (index, byte) in damage.into_iter().filter(|_| length > 0) {
            bytes[index.index(length)] = byte;
        }
        bytes
    });
    prop_oneof![3 => damaged, 1 => prop::collection::vec(any::<u8>(), 0..80)]
}

/// A name for each way in which a file is read, and a configuration that decides the dialect.
fn site() -> impl Strategy<Value = (&'static str, Vec<(String, Vec<u8>)>)> {
    let config = |path: &str, text: &str| vec![(path.to_string(), text.as_bytes().to_vec())];
    let path = select(vec!["a.md", "_data/a.yml", "a.html", "a.txt", "a.bib", "docs/a.md"]);
    let configs = vec![
        Vec::new(),
        config("_config.yml", "title: Ada Example\nauthor:\n  name: Ada Example\n"),
        config("mkdocs.yml", "site_name: Ada Example\n"),
        config("mkdocs.yml", "site_name: x\ntheme:\n  name: material\nmarkdown_extensions: [attr_list, md_in_html]\n"),
    ];
    (path, select(configs))
}

/// Every rule, whether on by default or not.
fn settings() -> Settings {
    Settings { select: vec!["all".to_string()], owner: vec!["Ada Example".to_string()], ..Settings::default() }
}

fn fix(path: &str, config: &[(String, Vec<u8>)], bytes: &[u8], least: Applicability) -> FixedPage {
    let mut files = config.to_vec();
    files.push((path.to_string(), bytes.to_vec()));
    let mut fixed =
        hplint::fix(files, &[path.to_string()], &settings(), least).expect("the settings name no unknown rule");
    fixed.remove(0)
}

/// Some edits of `text`, each tried alone.
fn edits(text: &str, places: &[(Index, Index, String)]) -> EditSet {
    let boundaries: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    let mut set = EditSet::default();
    for (from, to, insert) in places {
        let (a, b) = (*from.get(&boundaries), *to.get(&boundaries));
        set.try_add(&[Edit::replace(Span::new(a.min(b), a.max(b)), insert.as_str())]);
    }
    set
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, rng_seed: RngSeed::Fixed(2), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_are_sorted_and_touch_nothing_else(
        text in page(),
        places in prop::collection::vec((any::<Index>(), any::<Index>(), "[a*é]{0,3}"), 0..12),
    ) {
        let set = edits(&text, &places);
        let edits: Vec<&Edit> = set.iter().collect();
        prop_assert!(edits.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
        let (applied, mut at, mut from) = (set.apply(&text), 0, 0);
        for edit in edits {
            let kept = &text[from..edit.span.start()];
            prop_assert_eq!(&applied[at..at + kept.len()], kept);
            at += kept.len();
            prop_assert_eq!(&applied[at..at + edit.insert.len()], edit.insert.as_str());
            (at, from) = (at + edit.insert.len(), edit.span.end());
        }
        prop_assert_eq!(&applied[at..], &text[from..]);
    }

    #[test]
    fn a_set_of_edits_does_not_depend_on_their_order(
        text in page(),
        places in prop::collection::vec((any::<Index>(), any::<Index>(), "[a-c]{1,2}"), 0..8),
    ) {
        let set = edits(&text, &places);
        let mut again = EditSet::default();
        for edit in set.iter().rev() {
            prop_assert!(again.try_add(std::slice::from_ref(edit)));
        }
        prop_assert_eq!(again, set);
    }

    #[test]
    fn every_finding_lies_in_the_text((path, config) in site(), bytes in bytes()) {
        let mut files = config;
        files.push((path.to_string(), bytes.clone()));
        let reports = hplint::lint(files, &[path.to_string()], &settings()).expect("the settings name no unknown rule");
        prop_assert_eq!(&reports[0].unreadable, &None);
        let text = Source::decode(path, &bytes).text;
        for found in &reports[0].findings {
            let finding = &found.finding;
            prop_assert!(text.get(finding.span.range()).is_some(), "{:?}", finding);
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            for edit in edits {
                prop_assert!(text.get(edit.span.range()).is_some(), "{:?}", finding);
            }
            let shown = found.excerpt.text.get(found.excerpt.span.range());
            prop_assert!(shown.is_some() && found.excerpt.text.len() <= 240, "{:?}", found);
            prop_assert!(found.start <= found.end && found.start.column >= 1, "{:?}", found);
            prop_assert!(!finding.message.ends_with('.') && !finding.message.contains('\n'), "{:?}", finding);
        }
    }

    #[test]
    fn fixing_twice_is_fixing_once((path, config) in site(), bytes in bytes()) {
        for least in [Applicability::Safe, Applicability::Unsafe] {
            let once = fix(path, &config, &bytes, least);
            prop_assert_eq!(&once.report.unreadable, &None);
            prop_assert_ne!(once.bytes.as_ref(), Some(&bytes));
            prop_assert_eq!(once.bytes.is_some(), !once.applied.is_empty());
            let once = once.bytes.unwrap_or_else(|| bytes.clone());
            prop_assert_eq!(fix(path, &config, &once, least).bytes, None);
        }
    }
}
