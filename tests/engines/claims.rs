//! What a visitor is shown before and after a fix differs by what the fix claims, and by nothing else.

use crate::dom::{Ignored, Token, tokens};
use crate::engine::{Engines, body};
use crate::pages::{self, Tried};
use hplint::config::Settings;
use hplint::finding::{Applicability, Effect};
use hplint::source::Source;
use hplint::syntax::Dialect;
use std::collections::BTreeSet;

/// What may differ between two renderings when fixes of these effects were applied.
fn ignored(effects: &BTreeSet<Effect>) -> Ignored {
    Ignored {
        words: effects.contains(&Effect::Words) || effects.contains(&Effect::Encoding),
        emphasis: effects.contains(&Effect::Emphasis),
        links: effects.contains(&Effect::Link),
        headings: effects.contains(&Effect::Heading),
    }
}

/// How two renderings differ beyond `effects`; `None` when they do not. A page that the engine refuses before and after
/// shows nothing to anyone.
fn difference(
    before: &Result<String, String>,
    after: &Result<String, String>,
    effects: &BTreeSet<Effect>,
) -> Option<String> {
    let (before, after) = match (before, after) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(_), Err(_)) => return None,
        (Err(why), Ok(_)) | (Ok(_), Err(why)) => return Some(why.clone()),
    };
    let (before, after) = (tokens(before, ignored(effects)), tokens(after, ignored(effects)));
    let same = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let rest = |tokens: &[Token]| format!("{:?}", &tokens[same..tokens.len().min(same + 4)]);
    (before != after).then(|| format!("{effects:?} does not explain\n  {}\n  {}", rest(&before), rest(&after)))
}

/// A page that fixes have changed, and the effects that they claim.
struct Fixed {
    path: String,
    before: String,
    after: String,
    dialect: Dialect,
    effects: BTreeSet<Effect>,
}

/// Applies the fixes of one rule to a site.
fn fix(site: &Tried, rule: &str, least: Applicability) -> Vec<Fixed> {
    let settings = Settings { select: vec![rule.to_string()], ..Settings::default() };
    let lint = |files| hplint::lint(files, &site.pages(), &settings).expect("the rule is registered");
    let fixed = hplint::fix(site.files.clone(), &site.pages(), &settings, least).expect("the rule is registered");
    let reports = lint(site.files.clone());
    let mut found = Vec::new();
    for (path, before, dialect) in site.texts() {
        let Some(bytes) = fixed.iter().find(|page| page.path == path).and_then(|page| page.bytes.as_ref()) else {
            continue;
        };
        let findings = reports.iter().filter(|report| report.path == path).flat_map(|report| &report.findings);
        let fixes = findings.filter_map(|located| located.finding.fix.as_ref());
        let effects = fixes.filter(|fix| fix.applicability >= least).map(|fix| fix.effect).collect();
        let after = Source::decode(path, bytes).text;
        found.push(Fixed { path: path.to_string(), before, after, dialect, effects });
    }
    found
}

/// Applies the rules to the sites; gives back how many pages were changed.
fn check(sites: &[Tried], rules: impl Fn(&Tried) -> Vec<String>) -> usize {
    let mut engines = Engines::start();
    let mut wrong = Vec::new();
    let mut changed = 0;
    for site in sites {
        for rule in rules(site) {
            for least in [Applicability::Safe, Applicability::Unsafe] {
                for page in fix(site, &rule, least) {
                    changed += 1;
                    if page.effects.iter().all(|effect| *effect == Effect::FrontMatter) {
                        // Front matter that the engine did not take for any was printed: then it stood before the body.
                        if !page.before.ends_with(body(&page.after)) {
                            wrong.push(format!("{} {}: {rule} changes the page's body", site.name, page.path));
                        }
                        continue;
                    }
                    let before = engines.render(page.dialect, &page.before);
                    let after = engines.render(page.dialect, &page.after);
                    if let Some(why) = difference(&before, &after, &page.effects) {
                        wrong.push(format!("{} {} as {}: {rule}: {why}", site.name, page.path, page.dialect.name()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    changed
}

/// The rules that can change a page.
fn fixing_rules() -> Vec<String> {
    let rules = hplint::rules::all();
    let metas = rules.iter().map(|rule| rule.meta());
    let fixing = metas.filter(|meta| meta.fixes.iter().any(|fix| *fix > Applicability::Manual));
    fixing.map(|meta| meta.name.to_string()).collect()
}

#[test]
fn claims_of_rule_pages() {
    let changed = check(&pages::examples(), |example| example.rule.iter().cloned().collect());
    let rules = fixing_rules();
    assert!(changed >= rules.len(), "{changed} pages are changed by {} rules", rules.len());
}

#[test]
fn claims_on_fixtures() {
    let rules = fixing_rules();
    let changed = check(&pages::fixtures(), |_| rules.clone());
    assert!(changed > 0 || rules.is_empty(), "no fixture is changed by any rule");
}

#[test]
fn claims_on_named_pages() {
    let rules = fixing_rules();
    check(&pages::named(), |_| rules.clone());
}

/// The comparison can fail: through the real engines, an edit that does more than it claims is told.
#[test]
fn more_than_claimed_is_told() {
    let mut engines = Engines::start();
    let (words, emphasis, link) = (Effect::Words, Effect::Emphasis, Effect::Link);
    for (dialect, effect, before, after, is_told) in [
        (Dialect::Kramdown, words, "A *b* Februray\n", "A *b* February\n", false),
        (Dialect::Kramdown, words, "A Februray\n", "A *February*\n", true),
        (Dialect::Kramdown, words, "# Februray\n", "# February\n", false),
        (Dialect::Kramdown, emphasis, "A, B\n", "A, **B**\n", false),
        (Dialect::Kramdown, emphasis, "A B*, C D*, E\n", "A B\\*, C D\\*, E\n", false),
        (Dialect::Kramdown, emphasis, "A B*, C D*, E\n", "A B†, C D†, E\n", true),
        (Dialect::Kramdown, emphasis, "- A\n- B\n", "- A\n  - **B**\n", true),
        (Dialect::Kramdown, link, "[a](http//b)\n", "[a](http://b)\n", false),
        (Dialect::Kramdown, link, "[a](b)\n", "[c](b)\n", true),
        (Dialect::Kramdown, link, "{% include a.md b=c %} d\n", "{% include A.md b=c %} d\n", false),
        (Dialect::Kramdown, link, "{% include a.md b=c %} d\n", "{% include a.md b=e %} d\n", true),
        (Dialect::Kramdown, emphasis, "{% include a.md %}\n", "{% include A.md %}\n", true),
        (
            Dialect::Kramdown,
            link,
            "{% raw %}{% include a %}{% endraw %}\n",
            "{% raw %}{% include A %}{% endraw %}\n",
            true,
        ),
        (Dialect::CommonMark, link, "[a] (b c)\n", "[a](<b c>)\n", false),
        (Dialect::Kramdown, Effect::Invisible, "a\n- b\n", "a\n\n- b\n", false),
        (Dialect::PythonMarkdown, Effect::Invisible, "a\n- b\n", "a\n\n- b\n", true),
        (Dialect::PythonMarkdown, Effect::Invisible, "a  \nb\n", "a\\\nb\n", true),
        (Dialect::Material, Effect::Invisible, "!!! note\n    a\n", "!!! note\n\n    a\n", false),
        (Dialect::Material, Effect::Invisible, "!!! note\n    a\n", "!!! note\n  a\n", true),
        (Dialect::Material, words, "a { width=1 }\n", "a { width=2 }\n", false),
        (Dialect::CommonMark, Effect::Invisible, "a\n- b\n", "a\n\n- b\n", false),
        (Dialect::CommonMark, Effect::Invisible, "# a\n", "## a\n", true),
        (Dialect::Html, link, "<a href='a'>b</a>", "<a href='c'>b</a>", false),
        (Dialect::Html, Effect::FrontMatter, "---\na: b\n---\nc\n", "---\na: d\n---\nc\n", false),
        (Dialect::Html, Effect::FrontMatter, "---\na: b\n---\nc\n", "---\na: b\n---\nd\n", true),
    ] {
        let (one, other) = (engines.render(dialect, before), engines.render(dialect, after));
        let told = difference(&one, &other, &BTreeSet::from([effect]));
        assert_eq!(told.is_some(), is_told, "{before:?} {after:?} as {}: {one:?} {other:?}", dialect.name());
    }
}
