//! Reading and judging the front matter of 5,000 posts, beside comrak alone on the same posts. What the rules of front matter
//! cost is the difference of `judged` and `not_judged`; with `read` (twice: the site's plan and the page) it is to stay under a
//! quarter of `comrak_alone`: `cargo bench --bench front_matter`.

use divan::Bencher;
use hplint::config::Settings;
use hplint::syntax::split_front_matter;

fn main() {
    divan::main();
}

const POSTS: usize = 5_000;

const CONFIG: &str = "title: Rivers\nurl: https://example.org\ntheme: minima\nplugins: [jekyll-feed, jekyll-seo-tag]\n\
    defaults:\n  - scope: {path: \"\", type: posts}\n    values: {layout: post, author: Ada Example}\n";

/// Some 700 bytes of front matter, with keys of the owner's own, and 2.5 kB of text: as on the site of Ruby.
fn post(number: usize) -> String {
    let body = "I study how water moves through *very* old sediment, and what the **grain size** tells us. See the \
        [list of talks](https://example.org/talks), or `flow`, a small solver.\n\n"
        .repeat(15);
    format!(
        "---\nlayout: post\ntitle: \"Slow Rivers of the North: part {number}\"\ndate: 2020-01-{:02} 10:00:00 +0000\n\
         author: Ada Example\ntags:\n  - rivers\n  - sediment\ncategories: [notes, talks]\nlang: en\n\
         venue: Journal of Quiet Waters\nreviewd_by: Óscar Ruiz\ngrainsize: {number}\nsite_visited: true\n\
         description: How water moves through very old sediment, and what grain size tells us about it\n\
         image:\n  path: /images/{number}.png\n  alt: A river\nlinks:\n  - name: Paper\n    url: https://example.org/{number}.pdf\n\
         \x20 - name: Code\n    url: https://example.org/{number}\n---\n\n# Part {number}\n\n{body}",
        number % 28 + 1
    )
}

fn posts() -> Vec<(String, Vec<u8>)> {
    (0..POSTS).map(|n| (format!("_posts/2020-01-{:02}-part-{n}.md", n % 28 + 1), post(n).into_bytes())).collect()
}

#[divan::bench(sample_count = 5)]
fn comrak_alone(bencher: Bencher) {
    let texts: Vec<String> = (0..POSTS).map(post).collect();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_string());
    bencher.bench_local(|| {
        let count = |text: &String| {
            let arena = comrak::Arena::new();
            comrak::parse_document(&arena, text, &options).descendants().count()
        };
        texts.iter().map(count).sum::<usize>()
    });
}

#[divan::bench(sample_count = 5)]
fn read(bencher: Bencher) {
    let texts: Vec<String> = (0..POSTS).map(post).collect();
    bencher.bench_local(|| texts.iter().filter(|text| split_front_matter(text).is_some()).count());
}

#[divan::bench(sample_count = 5)]
fn not_judged(bencher: Bencher) {
    lint(bencher, "file-too-large");
}

#[divan::bench(sample_count = 5)]
fn judged(bencher: Bencher) {
    lint(bencher, "front-matter");
}

/// On one thread, so that the times can be compared.
fn lint(bencher: Bencher, select: &str) {
    let settings = Settings { select: vec![select.to_string()], ..Settings::default() };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    bencher
        .with_inputs(|| {
            let mut files = posts();
            let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
            files.push(("_config.yml".to_string(), CONFIG.as_bytes().to_vec()));
            (files, paths)
        })
        .bench_local_values(|(files, paths)| alone.install(|| hplint::lint(files, &paths, &settings)));
}
