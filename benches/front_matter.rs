//! Reading and judging the front matter of 5,000 posts, beside comrak alone on the same posts. What the rules of front matter
//! cost is the difference of `judged` and `not_judged`; with `read` (twice: the site's plan and the page) it is to stay under a
//! quarter of `comrak_alone`: `cargo bench --bench front_matter`.

use divan::Bencher;
use hplint::config::Settings;
use hplint::syntax::split_front_matter;
use std::fmt;

fn main() {
    divan::main();
}

const POSTS: usize = 5_000;

const CONFIG: &str = "title: Rivers\nurl: https://example.org\ntheme: minima\nplugins: [jekyll-feed, jekyll-seo-tag]\n\
    defaults:\n  - scope: {path: \"\", type: posts}\n    values: {layout: post, author: Ada Example}\n";

/// What stands in the front matter, beside 2.5 kB of text.
const SHAPES: [Shape; 2] = [
    Shape {
        name: "lines",
        extra: "lang: en\nvenue: Journal of Quiet Waters\nreviewd_by: Óscar Ruiz\ngrainsize: 17\nsite_visited: true\n",
    },
    Shape {
        name: "lists and mappings",
        extra: "tags:\n  - rivers\n  - sediment\ncategories: [notes, talks]\nlang: en\nvenue: Journal of Quiet Waters\n\
            reviewd_by: Óscar Ruiz\ngrainsize: 17\nimage:\n  path: https://example.org/river.png\n  alt: A river\n\
            links:\n  - name: Paper\n    url: https://example.org/river.pdf\n  - name: Code\n    url: https://example.org/\n",
    },
];

#[derive(Clone, Copy)]
struct Shape {
    name: &'static str,
    extra: &'static str,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

fn post(shape: Shape, number: usize) -> String {
    let body = "I study how water moves through *very* old sediment, and what the **grain size** tells us. See the \
        [list of talks](https://example.org/talks), or `flow`, a small solver.\n\n"
        .repeat(15);
    format!(
        "---\nlayout: post\ntitle: \"Slow Rivers of the North, part {number}\"\ndate: 2020-01-{:02} 10:00:00 +0000\n\
         author: Ada Example\n{}---\n\n# Part {number}\n\n{body}",
        number % 28 + 1,
        shape.extra
    )
}

fn posts(shape: Shape) -> Vec<(String, Vec<u8>)> {
    (0..POSTS)
        .map(|n| (format!("_posts/{n}/2020-01-{:02}-part-{n}.md", n % 28 + 1), post(shape, n).into_bytes()))
        .collect()
}

#[divan::bench(args = SHAPES, sample_count = 5)]
fn comrak_alone(bencher: Bencher, shape: Shape) {
    let texts: Vec<String> = (0..POSTS).map(|number| post(shape, number)).collect();
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

#[divan::bench(args = SHAPES, sample_count = 5)]
fn read(bencher: Bencher, shape: Shape) {
    let texts: Vec<String> = (0..POSTS).map(|number| post(shape, number)).collect();
    bencher.bench_local(|| texts.iter().filter(|text| split_front_matter(text).is_some()).count());
}

#[divan::bench(args = SHAPES, sample_count = 5)]
fn not_judged(bencher: Bencher, shape: Shape) {
    lint(bencher, shape, "file-too-large");
}

#[divan::bench(args = SHAPES, sample_count = 5)]
fn judged(bencher: Bencher, shape: Shape) {
    lint(bencher, shape, "front-matter");
}

/// On one thread, so that the times can be compared.
fn lint(bencher: Bencher, shape: Shape, select: &str) {
    let settings = Settings { select: vec![select.to_string()], ..Settings::default() };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    bencher
        .with_inputs(|| {
            let mut files = posts(shape);
            let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
            files.push(("_config.yml".to_string(), CONFIG.as_bytes().to_vec()));
            (files, paths)
        })
        .bench_local_values(|(files, paths)| alone.install(|| hplint::lint(files, &paths, &settings)));
}
