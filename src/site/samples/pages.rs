//! The sample pages that themes bring: known by their file's name and by what only the theme says there.

/// A sample page, or several whose names begin and end alike.
struct Demo {
    /// The file's name up to its number, or whole without its ending.
    name: &'static str,
    titles: &'static [&'static str],
    /// The first words of the theme's own text; "" where only the title tells.
    words: &'static str,
}

const fn demo(name: &'static str, titles: &'static [&'static str], words: &'static str) -> Demo {
    Demo { name, titles, words }
}

const SHOWCASE: &str = "Every project has a beautiful feature showcase page.";

/// Whether the page in the file `name` is a theme's and says what the theme says: its `title`, or words of its `text`.
pub fn is_sample_page(name: &str, title: &str, text: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_it = |demo: &Demo| {
        let is_named = stem == demo.name || demo.name.ends_with('-') && stem.starts_with(demo.name);
        let is_named = is_named || demo.name.starts_with('-') && stem.ends_with(demo.name);
        is_named && (demo.titles.contains(&title) || !demo.words.is_empty() && text.contains(demo.words))
    };
    DEMOS.iter().any(is_it)
}

/// Whether the page in the file `name` is a theme's sample post that lost the date in its name, as who hides it does.
pub fn is_sample_put_away(name: &str, title: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_rest = |demo: &Demo| demo.name.strip_suffix(stem).is_some_and(|date| date.ends_with('-'));
    DEMOS.iter().any(|demo| is_rest(demo) && demo.titles.contains(&title))
}

/// A name that ends in `-` stands for all that begin so, one that begins with `-` for all that end so.
const DEMOS: &[Demo] = &[
    // academicpages
    demo("portfolio-1", &["Portfolio item number 1"], "This is an item in your portfolio."),
    demo("portfolio-2", &["Portfolio item number 2"], "This is an item in your portfolio."),
    demo("2012-08-14-blog-post-1", &["Blog Post number 1"], "This is a sample blog post."),
    demo("2013-08-14-blog-post-2", &["Blog Post number 2"], "This is a sample blog post."),
    demo("2014-08-14-blog-post-3", &["Blog Post number 3"], "This is a sample blog post."),
    demo("2015-08-14-blog-post-4", &["Blog Post number 4"], "This is a sample blog post."),
    demo("2199-01-01-future-post", &["Future Blog Post"], "This post will show up by default."),
    demo("2009-10-01-paper-title-number-1", &["Paper Title Number 1"], "This paper is about the number 1."),
    demo("2010-10-01-paper-title-number-2", &["Paper Title Number 2"], "This paper is about the number 2."),
    demo("2015-10-01-paper-title-number-3", &["Paper Title Number 3"], "This paper is about the number 3."),
    demo("2024-02-17-paper-title-number-4", &["Paper Title Number 4"], "fixing template issue"),
    demo("2025-06-08-paper-title-number-5", &["Paper Title Number 5", "Paper Title Number 5, with math"], ""),
    demo("2012-03-01-talk-1", &["Talk 1 on Relevant Topic in Your Field"], "This is a description of your talk,"),
    demo(
        "2013-03-01-tutorial-1",
        &["Tutorial 1 on Relevant Topic in Your Field"],
        "This is a description of your tutorial,",
    ),
    demo("2014-02-01-talk-2", &["Talk 2 on Relevant Topic in Your Field"], "This is a description of your talk,"),
    demo(
        "2014-03-01-talk-3",
        &["Conference Proceeding talk 3 on Relevant Topic in Your Field"],
        "This is a description of your conference proceedings talk,",
    ),
    demo("2014-spring-teaching-1", &["Teaching experience 1"], "This is a description of a teaching experience."),
    demo("2015-spring-teaching-2", &["Teaching experience 2"], "This is a description of a teaching experience."),
    demo("markdown", &[], "## Locations of key files/directories"),
    demo("archive-layout-with-content", &["Archive Layout with Content"], ""),
    demo("non-menu-page", &["Page not in menu"], "This is a page not in the menu."),
    // al-folio
    demo("1_project", &["project 1"], SHOWCASE),
    demo("2_project", &["project 2"], SHOWCASE),
    demo("3_project", &["project 3", "project 3 with very long name"], SHOWCASE),
    demo("4_project", &["project 4"], SHOWCASE),
    demo("5_project", &["project 5"], SHOWCASE),
    demo("6_project", &["project 6"], SHOWCASE),
    demo("7_project", &["project 7"], SHOWCASE),
    demo("8_project", &["project 8"], SHOWCASE),
    demo("9_project", &["project 9"], SHOWCASE),
    demo("announcement_1", &[], "A simple inline announcement."),
    demo("announcement_2", &["A long announcement with details"], ""),
    demo("announcement_3", &[], "A simple inline announcement with Markdown emoji!"),
    demo("about_einstein", &[], "Write your biography here."),
    demo("2015-03-15-formatting-and-links", &["a post with formatting and links"], "Jean shorts raw denim"),
    demo("2015-05-15-images", &["a post with images"], "This is an example post with image galleries."),
    demo("2015-07-15-code", &["a post with code"], "This theme implements a built-in Jekyll feature"),
    demo("2015-10-20-comments", &["a post with comments"], ""),
    demo("2015-10-20-disqus-comments", &["a post with disqus comments"], "This post shows how to add DISQUS comments."),
    demo("2015-10-20-math", &["a post with math"], "This theme supports rendering beautiful math"),
    demo("2018-12-22-distill", &["a distill-style blog post"], "This theme supports rendering beautiful math"),
    demo("2020-09-28-github-metadata", &["a post with github metadata"], "A sample blog page that demonstrates"),
    demo("2020-09-28-twitter", &["a post with twitter"], "A sample blog page that demonstrates"),
    demo("2021-07-04-diagrams", &["a post with diagrams"], "This theme supports generating various diagrams"),
    demo("2022-02-01-redirect", &["a post with redirect"], "Redirecting to another page."),
    demo("2022-12-10-giscus-comments", &["a post with giscus comments"], "This post shows how to add GISCUS comments."),
    demo(
        "2023-03-20-table-of-contents",
        &["a post with table of contents"],
        "This post shows how to add a table of contents",
    ),
    demo(
        "2023-03-21-tables",
        &["displaying beautiful tables with Bootstrap Tables"],
        "Using markdown to display tables is easy.",
    ),
    demo("2023-04-24-videos", &["a post with videos"], "This is an example post with videos."),
    demo("2023-04-25-audios", &["a post with audios"], "This is an example post with audios."),
    demo("2023-04-25-sidebar-table-of-contents", &["a post with table of contents on a sidebar"], ""),
    demo(
        "2023-05-12-custom-blockquotes",
        &["a post with custom blockquotes"],
        "This post shows how to add custom styles",
    ),
    demo("2023-07-04-jupyter-notebook", &["a post with jupyter notebook"], "To include a jupyter notebook in a post,"),
    demo("2023-07-12-post-bibliography", &["a post with bibliography"], "This post shows how to add bibliography"),
    demo("2023-12-12-tikzjax", &["a post with TikZJax"], "This is an example post with TikZ code."),
    demo("2024-01-26-chartjs", &["a post with chart.js"], "This is an example post with some [chart.js]"),
    demo("2024-01-26-echarts", &["a post with echarts"], "This is an example post with some [echarts]"),
    demo("2024-01-26-geojson-map", &["a post with geojson"], "This is an example post with some [geojson]"),
    demo(
        "2024-01-27-advanced-images",
        &["a post with advanced image components"],
        "This is an example post with advanced",
    ),
    demo("2024-01-27-code-diff", &["a post with code diff"], "You can display diff code by using"),
    demo("2024-01-27-vega-lite", &["a post with vega lite"], "This is an example post with some [vega lite]"),
    demo("2024-04-15-pseudocode", &["a post with pseudo code"], "This is an example post with some pseudo code"),
    demo("2024-04-28-post-citation", &["a post that can be cited"], "This is an example post that can be cited."),
    demo("2024-04-29-typograms", &["a post with typograms"], "This is an example post with some [typograms]"),
    demo("2024-05-01-tabs", &["a post with tabs"], "This is how a post with [tabs]"),
    demo("2024-12-04-photo-gallery", &["a post with image galleries"], "The images in this post are all zoomable"),
    // `jekyll new` and `mkdocs new`
    demo("-welcome-to-jekyll", &["Welcome to Jekyll!"], "find this post in your `_posts` directory"),
    demo("about", &[], "This is the base Jekyll theme."),
    demo("index", &[], "For full documentation visit [mkdocs.org]"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_demos_without_their_date() {
        for (name, title, expected) in [
            ("diagrams.md", "a post with diagrams", true),
            ("diagrams.md", "How I draw", false),
            ("grams.md", "a post with diagrams", false),
            ("2021-07-04-diagrams.md", "a post with diagrams", false),
        ] {
            assert_eq!(is_sample_put_away(name, title), expected, "{name} {title}");
        }
    }

    #[test]
    fn finds_demos() {
        for (name, title, text, expected) in [
            ("portfolio-1.md", "Portfolio item number 1", "", true),
            ("portfolio-1.md", "Bridges", "This is an item in your portfolio. It can", true),
            ("portfolio-1.md", "Bridges", "We built bridges.", false),
            ("bridges.md", "Portfolio item number 1", "", false),
            ("2023-04-05-welcome-to-jekyll.markdown", "Welcome to Jekyll!", "", true),
            ("about.md", "About", "Ann is a physicist.", false),
            ("2015-07-15-code.md", "a post with code", "", true),
        ] {
            assert_eq!(is_sample_page(name, title, text), expected, "{name} {title}");
        }
    }
}
