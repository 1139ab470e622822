//! A small sample of what `cargo bench --bench calibrate` measures, and that its damage is that of the code pages.

#[path = "../../benches/calibrate/cases.rs"]
mod cases;
#[path = "../../benches/calibrate/damage.rs"]
mod damage;
#[path = "../../benches/calibrate/measure.rs"]
mod measure;

use cases::Variant;
use damage::Undefined;
use hplint::finding::Applicability;

#[test]
fn damage_is_what_each_code_page_shows() {
    let cases = [
        ("windows-1252", "é", "Ã©"),
        ("windows-1254", "📄", "ğŸ“„"),
        ("windows-1250", "ö", "Ă¶"),
        ("windows-1251", "é", "Г©"),
        ("windows-1253", "é", "Γ©"),
        ("windows-1257", "é", "Ć©"),
        ("iso-8859-1", "é", "Ã©"),
        ("macintosh", "é", "√©"),
        ("ibm437", "é", "├⌐"),
        ("gbk", "中文", "涓\u{e15f}枃"),
        ("shift_jis", "é", "ﾃｩ"),
        ("euc-kr", "é", "챕"),
        ("big5", "é", "矇"),
    ];
    let pages = damage::pages();
    assert_eq!(pages.len(), cases.len());
    for (name, text, want) in cases {
        let page = pages.iter().find(|page| page.name == name).expect("a page");
        let damaged = page.damage(text, Undefined::Dropped, 1);
        assert_eq!(damaged.text, want, "{name}");
    }
    let western = &pages[0];
    // `И` is D0 98, `А` D0 90: only the second has a byte without a character.
    for (undefined, text, lost) in
        [(Undefined::Controls, "Ð˜Ð\u{90}", 0), (Undefined::Dropped, "Ð˜Ð", 1), (Undefined::Replaced, "Ð˜Ð\u{fffd}", 1)]
    {
        let damaged = western.damage("ИА", undefined, 1);
        assert_eq!((damaged.text.as_str(), damaged.lost, damaged.undefined), (text, lost, 1));
    }
    assert_eq!(western.damage("é", Undefined::Dropped, 2).text, "ÃƒÂ©");
}

#[test]
fn a_sample_of_the_calibration_holds() {
    let cases = cases::cases(4, 7);
    assert!(cases.iter().filter(|case| case.variant != Variant::Clean).count() > 100);
    let outcomes = measure::measure(cases);
    for (level, class) in measure::CLASSES.iter().enumerate() {
        let altered: String = measure::altered(&outcomes, level).into_iter().map(measure::Outcome::tell).collect();
        assert!(altered.is_empty(), "whole lines changed by {class:?} repairs:\n{altered}");
    }
    let lossless =
        measure::exact(&outcomes, |case| matches!(case.variant, Variant::Full | Variant::Controls) && case.is_single);
    assert!(lossless.percent() >= 90.0, "{lossless:?}");
    let safe = measure::precision(&outcomes, Applicability::Safe);
    assert!(safe.percent() >= 90.0, "{safe:?}");
}
