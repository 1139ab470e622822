//! Parse and lint of one page beside comrak alone on the same text, by dialect and size: `cargo bench --bench lint`.

use divan::Bencher;
use divan::counter::BytesCount;
use hplint::config::Settings;
use hplint::source::Source;
use hplint::syntax::{Dialect, Document};
use std::fmt;

fn main() {
    divan::main();
}

/// A page to generate.
struct Page {
    dialect: Dialect,
    kilobytes: usize,
}

const PAGES: [Page; 6] = [
    Page { dialect: Dialect::Kramdown, kilobytes: 5 },
    Page { dialect: Dialect::Kramdown, kilobytes: 100 },
    Page { dialect: Dialect::Kramdown, kilobytes: 2000 },
    Page { dialect: Dialect::Material, kilobytes: 100 },
    Page { dialect: Dialect::PythonMarkdown, kilobytes: 100 },
    Page { dialect: Dialect::CommonMark, kilobytes: 100 },
];

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} kB, {}", self.kilobytes, self.dialect.name())
    }
}

/// An entry of a list of publications; `N` becomes its number.
const ENTRY: &str = "- **Slow Rivers of the North, part N.** Lena Brandt\\*, **Ada Example**, Óscar Ruiz, 李雷.\n  \
    *Journal of Quiet Waters*, 20N. [[paper]](https://papers.example/N.pdf) [[code]](https://code.example/N)\n\n";

/// A paragraph with the usual inline markup.
const PROSE: &str = "I study how water moves through *very* old sediment, and what the **grain size** tells us about it. Before \
    that I was at the [Institute of Rivers](https://institute.example/people/), where we wrote `flow`, a small solver. \
    See the [list of talks](#talks), or write to me.\n\n";

/// What only this dialect has.
fn special(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Kramdown => {
            "<div class=\"box\" markdown=\"1\">\n\n![a map]({{ site.baseurl }}/images/map.png){: .left }\n\n</div>\n\n\
             {% if site.news %}\nNews follow.\n{% endif %}\n\n"
        }
        Dialect::Material => {
            "!!! note \"Moved\"\n\n    My [talks](talks.md) moved.\n\n![a map](map.png){ width=300 }\n\n\
             The rate is $q_1 = k$ then.\n\n"
        }
        _ => "| year | place |\n|---|---|\n| 2024 | Trieste |\n| 2023 | Lund |\n\n",
    }
}

impl Page {
    fn text(&self) -> String {
        let mut text = String::from("---\ntitle: Rivers\nlayout: page\n---\n\n# Ada Example\n\n");
        let mut number = 0;
        while text.len() < self.kilobytes * 1000 {
            number += 1;
            text.push_str(PROSE);
            text.push_str(&ENTRY.replace('N', &number.to_string()));
            text.push_str(&ENTRY.replace('N', &(number + 1).to_string()));
            text.push_str(special(self.dialect));
            text.push_str(&format!("## Year {number}\n\n"));
        }
        text
    }
}

#[divan::bench(args = &PAGES)]
fn comrak_alone(bencher: Bencher, page: &Page) {
    let text = page.text();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let arena = comrak::Arena::new();
        comrak::parse_document(&arena, &text, &options).descendants().count()
    });
}

#[divan::bench(args = &PAGES)]
fn parse(bencher: Bencher, page: &Page) {
    let text = page.text();
    let source = || Source::decode("index.md", text.as_bytes());
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(source)
        .bench_local_values(|source| Document::parse(source, page.dialect));
}

/// From bytes to findings, with the default rules.
#[divan::bench(args = &PAGES)]
fn lint(bencher: Bencher, page: &Page) {
    let text = page.text();
    let config = match page.dialect {
        Dialect::Kramdown => "_config.yml",
        Dialect::Material | Dialect::PythonMarkdown => "mkdocs.yml",
        _ => "notes.txt",
    };
    let path = if config == "mkdocs.yml" { "docs/index.md" } else { "index.md" };
    let extensions =
        if page.dialect == Dialect::Material { "markdown_extensions: [attr_list, admonition]\n" } else { "" };
    let settings = Settings::default();
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| {
            let config = (config.to_string(), format!("site_name: Rivers\n{extensions}").into_bytes());
            vec![config, (path.to_string(), text.clone().into_bytes())]
        })
        .bench_local_values(|files| hplint::lint(files, &[path.to_string()], &settings));
}
