//! `own-name-not-bold` on the shapes of slips that owners of real homepages made and, where they saw them, mended.

use hplint::config::Settings;
use hplint::finding::Applicability::{self, Safe, Unsafe};

/// A site whose lists set the owner off, with one `«»` where an entry stands that does not.
struct Shape {
    files: &'static [(&'static str, &'static str)],
    /// The file with the place of the entry.
    page: usize,
}

/// Bullets of a theme with badges: `et al.`, links behind the authors, several sections.
const BADGES: Shape = Shape {
    files: &[
        ("_config.yml", "title: Ada Byron\n"),
        (
            "_pages/pub.md",
            "# Looms\n\n- ``ICX 2021`` [Weaving by Parts](https://x.example/1), **Ada Byron**, Bo Lin, et al. \\| [**Project**](https://x.example/p)\n\
             - `ICX 2022` <span style=\"color:red\">(Oral)</span> [Threads in Time](https://x.example/2), Bo Lin, **Ada Byron**, et al.\n\n\
             <div class='box' markdown=\"1\">\n\n[A Wheel of One's Own](https://x.example/3), Cy Dow, **Ada Byron**, Bo Lin\n\n</div>\n\n# Sums\n\n\
             «»\n- ``ICX 2020`` [Long Division by Hand](https://x.example/4), Di Eve, Bo Lin, **Ada Byron**.\n",
        ),
    ],
    page: 1,
};

/// A page of projects beside the page of publications, on which alone the owner is bold.
const PROJECTS: Shape = Shape {
    files: &[
        ("_config.yml", "title: \"Home / Ada-Mae Byron\"\nauthor:\n  name: \"Ada-Mae Byron\"\n"),
        (
            "_pages/publications.md",
            "---\ntitle: Publications\n---\n* Bo Lin, **Ada-Mae Byron**, and Cy Dow, \"Cloth from cards,\" in ICX, Bergen, Oct. 2020. [[pdf]](https://x.example/1)\n\n\
             * **Ada-Mae Byron** and Bo Lin, \"Sums on looms,\" in ICX, Oslo, Jun. 2019. [[pdf]](https://x.example/2)\n\n\
             * **Ada-Mae Byron** and Cy Dow, \"Wheels of brass,\" in ICY, Turku, Jun. 2018. [[pdf]](https://x.example/3)\n",
        ),
        (
            "_pages/research.md",
            "---\ntitle: Research\n---\n### Cloth\n![cloth](https://x.example/c.png)\n\n##### Publication\n«»\n\n##### Code\n[[code]](https://x.example/code)\n",
        ),
    ],
    page: 2,
};

/// Three lines an entry, hard breaks between them, names wrapped with the line.
const LINES: Shape = Shape {
    files: &[
        ("mkdocs.yml", "site_name: Ada Byron\ntheme:\n  name: material\nmarkdown_extensions:\n  - attr_list\n"),
        (
            "docs/index.md",
            "## Ada Byron\n\n_Lecturer in looms._\n\n**Cloth: A Study**  \nBo Lin, **Ada Byron**, Cy Dow  \nICX 2026\n\n\
             **Wheels: Two\nStudies**  \nBo Lin\\*, **Ada Byron\\***, Cy Dow, Di Eve, Em\nFox  \n*Marked as first authors  \nICX 2025\n\n\
             **Cards: Three Studies**  \n**Ada Byron\\***, Cy Dow  \nICX 2024\n\n«»\n",
        ),
    ],
    page: 1,
};

/// A collection whose layout prints `authors`, tags and all.
const AUTHORS: Shape = Shape {
    files: &[
        ("_config.yml", "author:\n  name: Ada Byron\ncollections:\n  publications:\n    output: true\n"),
        (
            "_publications/a.md",
            "---\ntitle: Cloth\nvenue: ICX\nauthors: <b>Ada Byron</b>,  <a href=\"http://x.example/~lin/\">Bo Lin</a>\n---\n",
        ),
        ("_publications/b.md", "---\ntitle: Wheels\nvenue: ICX\nauthors: Cy Dow, <b>Ada Byron</b>, Di Eve\n---\n"),
        (
            "_publications/c.md",
            "---\ntitle: Cards\nvenue: ICX\nauthors: <b>Ada Byron</b>, <a href='http://x.example/dow?a=1&b=2'>Cy Dow</a>\n---\n",
        ),
        ("_publications/d.md", "---\ntitle: Sums\nvenue: ICX\n«»\n---\n"),
    ],
    page: 4,
};

/// A collection whose layout prints `citation`.
const CITATIONS: Shape = Shape {
    files: &[
        ("_config.yml", "author:\n  name: Ada Byron\ncollections:\n  publications:\n    output: true\n"),
        (
            "_publications/a.md",
            "---\ntitle: Cloth\ncitation: '<b>Ada Byron</b>, Bo Lin. &quot;Cloth from cards&quot; <i>, ICX</i>.'\n---\n",
        ),
        (
            "_publications/b.md",
            "---\ntitle: Wheels\ncitation: 'Bo Lin, <b>Ada Byron</b>, Cy Dow(2019). &quot;Wheels of brass&quot; <i>, ICX</i>.'\n---\n",
        ),
        (
            "_publications/c.md",
            "---\ntitle: Cards\ncitation: \"Cy Dow and <b>Ada Byron</b> (2020). 'Cards and looms.' <i>ICX</i>.\"\n---\n",
        ),
        ("_publications/d.md", "---\ntitle: Sums\n«»\n---\n"),
    ],
    page: 4,
};

/// Family names first, initials behind.
const INITIALS: Shape = Shape {
    files: &[
        ("_config.yml", "title: Ada Byron\n"),
        (
            "publications.md",
            "---\ntitle: Publications\n---\n**Byron, A.**, Lin, B., & Dow, C. (2018). \"Cloth from cards,\" In 3rd Conf. on\nLooms (ICX), Bergen, July 2018\n\n\
             Lin, B., **Byron, A.**, & Eve, D. \"Wheels of brass,\" In Conf. on Wheels\n(ICY), Oslo, October 2017\n\n\
             Dow, C., Eve, D., & **Byron, A.** (2016). \"Cards at night,\" In ICX, Turku, May 2016\n\n«»\n",
        ),
    ],
    page: 1,
};

/// Title in a link, authors and venue behind `<br>`.
const BREAKS: Shape = Shape {
    files: &[
        ("_config.yml", "title: Ada Byron\n"),
        (
            "publications.md",
            "---\ntitle: Publications\n---\n# Papers #\n- [Cloth from cards](https://x.example/1) <br>\nBo Lin, **Ada Byron**, Cy Dow <br>\nICX, March 2025\n\n\
             - [Wheels of brass](https://x.example/2) <br>\n**Ada Byron**, Di Eve <br>\nICX, May 2024\n\n\
             - [Cards at night](https://x.example/3) <br>\n**Ada Byron** <br>\nThesis, 2023\n\n\
             - [Sums on looms](https://x.example/4) <br>\n***Ada Byron**, *Bo Lin, Cy Dow* <br>\nICX, May 2022\n\n\
             - [Sums by night](https://x.example/5) <br>\n**Ada Byron**, Cy Dow <br>\nICX, May 2021\n\n«»\n",
        ),
    ],
    page: 1,
};

/// The slip, the shape it stands in, the entry and what `--fix` makes of it, or `--unsafe-fixes`.
type Case = (&'static str, &'static Shape, &'static str, &'static str, Applicability);

const CASES: &[Case] = &[
    (
        "1 a title in a link, et al. and a remark behind the authors",
        &BADGES,
        "[A Loom at Night](https://x.example/5), Bo Lin, Cy Dow, Ada Byron, et al. <span style=\"color:red\">(Spotlight)</span> [**Project**](https://x.example/p) | [**Code**](https://x.example/c)",
        "[A Loom at Night](https://x.example/5), Bo Lin, Cy Dow, **Ada Byron**, et al. <span style=\"color:red\">(Spotlight)</span> [**Project**](https://x.example/p) | [**Code**](https://x.example/c)",
        Safe,
    ),
    (
        "2 a badge before the title, all authors to a full stop",
        &BADGES,
        "- ``ICX TMM`` [Music of Sums](https://x.example/5), Cy Dow, Ada Byron, Di Eve, Bo Lin.",
        "- ``ICX TMM`` [Music of Sums](https://x.example/5), Cy Dow, **Ada Byron**, Di Eve, Bo Lin.",
        Safe,
    ),
    (
        "3 the authors at the end of the line",
        &BADGES,
        "- `ICX 2023` [Threads of Old Cloth](https://x.example/5), Di Eve, Ada Byron, Cy Dow, Bo Lin",
        "- `ICX 2023` [Threads of Old Cloth](https://x.example/5), Di Eve, **Ada Byron**, Cy Dow, Bo Lin",
        Safe,
    ),
    (
        "4 two authors on another page, quoted title",
        &PROJECTS,
        "Ada-Mae Byron and Bo Lin, \"Sums on looms,\" in Proc. ICX, Oslo, Norway, 2019. [[pdf]](https://x.example/2) [[poster]](https://x.example/3)",
        "**Ada-Mae Byron** and Bo Lin, \"Sums on looms,\" in Proc. ICX, Oslo, Norway, 2019. [[pdf]](https://x.example/2) [[poster]](https://x.example/3)",
        Safe,
    ),
    (
        "5 two authors, pages and a month",
        &PROJECTS,
        "Ada-Mae Byron and Bo Lin, \"Wheels of Brass via Trees,\" in Proc. ICX, Oslo, pp. 5849-5858, Jul. 2017. [[pdf]](https://x.example/2)",
        "**Ada-Mae Byron** and Bo Lin, \"Wheels of Brass via Trees,\" in Proc. ICX, Oslo, pp. 5849-5858, Jul. 2017. [[pdf]](https://x.example/2)",
        Safe,
    ),
    (
        "6 three authors, a comma before and",
        &PROJECTS,
        "Ada-Mae Byron, Cy Dow, and Bo Lin, \"Primary looms in cloth,\" in Proc. ICX, Oslo, pp. 696-704, Jun. 2016. [[pdf]](https://x.example/2)",
        "**Ada-Mae Byron**, Cy Dow, and Bo Lin, \"Primary looms in cloth,\" in Proc. ICX, Oslo, pp. 696-704, Jun. 2016. [[pdf]](https://x.example/2)",
        Safe,
    ),
    (
        "7 curly quotation marks",
        &PROJECTS,
        "Ada-Mae Byron and Bo Lin, “Half-woven cloth,” in Proc. ICY, York, Sep. 2016.",
        "**Ada-Mae Byron** and Bo Lin, “Half-woven cloth,” in Proc. ICY, York, Sep. 2016.",
        Safe,
    ),
    (
        "8 a journal in italics",
        &PROJECTS,
        "Ada-Mae Byron and Bo Lin, \"Streams of cloth,\" *Journal of Looms*, vol. 26, no. 7, Jul. 2017.",
        "**Ada-Mae Byron** and Bo Lin, \"Streams of cloth,\" *Journal of Looms*, vol. 26, no. 7, Jul. 2017.",
        Safe,
    ),
    (
        "9 the owner as the last of three",
        &PROJECTS,
        "Cy Dow, Bo Lin, and Ada-Mae Byron, \"Cloth,\" submitted to ICX, 2019. [[pdf]](https://x.example/2)",
        "Cy Dow, Bo Lin, and **Ada-Mae Byron**, \"Cloth,\" submitted to ICX, 2019. [[pdf]](https://x.example/2)",
        Safe,
    ),
    (
        "10 a badge with a year, the owner in the middle",
        &BADGES,
        "- ``JSX 2022`` [Crowds of Looms](https://x.example/5), Bo Lin, Ada Byron, Cy Dow, Di Eve",
        "- ``JSX 2022`` [Crowds of Looms](https://x.example/5), Bo Lin, **Ada Byron**, Cy Dow, Di Eve",
        Safe,
    ),
    (
        "11 a name wrapped with the line",
        &LINES,
        "**Sums: From Loom to\nCloth**  \nDi Eve, Ada Byron, Cy Dow, Em Fox, Bo\nLin  \nICX 2025",
        "**Sums: From Loom to\nCloth**  \nDi Eve, **Ada Byron**, Cy Dow, Em Fox, Bo\nLin  \nICX 2025",
        Safe,
    ),
    (
        "12 a remark on the title's second line",
        &LINES,
        "**Steam: A Short\nHistory**\n(Best Paper Award)  \nBo Lin, Ada Byron, Cy Dow  \nICX Security 2024",
        "**Steam: A Short\nHistory**\n(Best Paper Award)  \nBo Lin, **Ada Byron**, Cy Dow  \nICX Security 2024",
        Safe,
    ),
    (
        "13 the mark inside, as the others have it",
        &LINES,
        "**Steam: A Long History**  \nDi Eve, Bo Lin, Ada Byron\\*, Cy Dow  \n*Marked as Corresponding Author  \nICX 2024",
        "**Steam: A Long History**  \nDi Eve, Bo Lin, **Ada Byron\\***, Cy Dow  \n*Marked as Corresponding Author  \nICX 2024",
        Safe,
    ),
    (
        "14 the owner first, with a mark",
        &LINES,
        "**Steam**  \nAda Byron\\*, Bo Lin, Cy Dow  \nICX S&P 2023",
        "**Steam**  \n**Ada Byron\\***, Bo Lin, Cy Dow  \nICX S&P 2023",
        Safe,
    ),
    (
        "15 two with marks, the list over two lines",
        &LINES,
        "**Guides**  \nAda Byron\\*, Bo Lin\\*, Cy Dow, Di Eve, Em\nFox, Gil Hay  \n*Co-first authors  \nICX/ICY 2021",
        "**Guides**  \n**Ada Byron\\***, Bo Lin\\*, Cy Dow, Di Eve, Em\nFox, Gil Hay  \n*Co-first authors  \nICX/ICY 2021",
        Safe,
    ),
    (
        "16 a remark in brackets",
        &LINES,
        "**Tables**  \nDi Eve, Ada Byron (Corresponding Author), Cy Dow  \nICX 2022",
        "**Tables**  \nDi Eve, **Ada Byron** (Corresponding Author), Cy Dow  \nICX 2022",
        Safe,
    ),
    (
        "17 front matter, a co-author with a link",
        &AUTHORS,
        "authors: Ada Byron, <a href=\"http://x.example/~lin/\">Bo Lin</a>, <a href=\"http://x.example/dow\">Cy Dow</a>, Di Eve",
        "authors: <b>Ada Byron</b>, <a href=\"http://x.example/~lin/\">Bo Lin</a>, <a href=\"http://x.example/dow\">Cy Dow</a>, Di Eve",
        Safe,
    ),
    (
        "18 front matter, two authors and two blanks",
        &AUTHORS,
        "authors: Ada Byron,  <a href=\"http://x.example/~lin/\">Bo Lin</a>",
        "authors: <b>Ada Byron</b>,  <a href=\"http://x.example/~lin/\">Bo Lin</a>",
        Safe,
    ),
    (
        "19 front matter, the owner in the middle",
        &AUTHORS,
        "authors: <a href=\"http://x.example/~lin/\">Bo Lin</a>, Ada Byron, Cy Dow",
        "authors: <a href=\"http://x.example/~lin/\">Bo Lin</a>, <b>Ada Byron</b>, Cy Dow",
        Safe,
    ),
    (
        "20 a citation with entities for quotation marks",
        &CITATIONS,
        "citation: 'Ada Byron, Bo Lin. &quot;Sums and Cloth via Fields&quot; <i>, (submitted to ICX 2018)</i>.'",
        "citation: '<b>Ada Byron</b>, Bo Lin. &quot;Sums and Cloth via Fields&quot; <i>, (submitted to ICX 2018)</i>.'",
        Safe,
    ),
    (
        "21 a citation with the year glued to the last name",
        &CITATIONS,
        "citation: 'Ada Byron, Bo Lin, Cy Dow(2018). &quot;Sums of the Second Order&quot; <i>, Sums: Looms and Wheels</i>.'",
        "citation: '<b>Ada Byron</b>, Bo Lin, Cy Dow(2018). &quot;Sums of the Second Order&quot; <i>, Sums: Looms and Wheels</i>.'",
        Safe,
    ),
    (
        "22 a citation with the owner in the middle, and an apostrophe",
        &CITATIONS,
        "citation: 'Di Eve, Ada Byron, Bo O''Lin, Cy Dow(2017). &quot;Full Sums for One Loom''s Cloth&quot; <i>, ArXiv</i>.'",
        "citation: 'Di Eve, <b>Ada Byron</b>, Bo O''Lin, Cy Dow(2017). &quot;Full Sums for One Loom''s Cloth&quot; <i>, ArXiv</i>.'",
        Safe,
    ),
    (
        "23 a citation in double quotes, with escapes",
        &CITATIONS,
        "citation: \"Andr\\u00e9 Eve, Ada Byron. \\\"Sums in a folded\n  line\\\" <i>, ICX</i>.\"",
        "citation: \"Andr\\u00e9 Eve, <b>Ada Byron</b>. \\\"Sums in a folded\n  line\\\" <i>, ICX</i>.\"",
        Safe,
    ),
    (
        "24 family name first, with initials",
        &INITIALS,
        "Lin, B., Byron, A., & Dow, C. (2019). \"A Test in Reverse,\" In 11th Conf. on\nLooms (ICX), York, July 2019",
        "Lin, B., **Byron, A.**, & Dow, C. (2019). \"A Test in Reverse,\" In 11th Conf. on\nLooms (ICX), York, July 2019",
        Unsafe,
    ),
    (
        "25 family name first, no year behind the authors",
        &INITIALS,
        "Byron, A., Lin, B., Dow, C., Eve, D., & Fox, E. \"Cloth by Hand and by Loom,\" In Conf. on\nTrust in Looms (ICY), York, October 2019",
        "**Byron, A.**, Lin, B., Dow, C., Eve, D., & Fox, E. \"Cloth by Hand and by Loom,\" In Conf. on\nTrust in Looms (ICY), York, October 2019",
        Unsafe,
    ),
    (
        "26 authors between line breaks",
        &BREAKS,
        "- [Beyond cloth](https://x.example/6) <br>\nDi Eve, Cy Dow, Ada Byron, Bo Lin <br>\nArXiv Preprint, March 2025",
        "- [Beyond cloth](https://x.example/6) <br>\nDi Eve, Cy Dow, **Ada Byron**, Bo Lin <br>\nArXiv Preprint, March 2025",
        Safe,
    ),
    (
        "27 a citation with escaped marks",
        &CITATIONS,
        "citation: 'Ada Byron\\*, Bo Lin\\*, Cy Dow. &quot;Sums of three&quot; <i>, ICX 2019</i>.'",
        "citation: '<b>Ada Byron\\*</b>, Bo Lin\\*, Cy Dow. &quot;Sums of three&quot; <i>, ICX 2019</i>.'",
        Safe,
    ),
];

impl Shape {
    fn files(&self, entry: &str) -> Vec<(String, Vec<u8>)> {
        let file = |(path, text): &(&str, &str)| (path.to_string(), text.replace("«»", entry).into_bytes());
        self.files.iter().map(file).collect()
    }
}

fn settings() -> Settings {
    Settings { select: vec!["own-name-not-bold".to_string()], ..Settings::default() }
}

/// Every page after the fixes of at least `least`, and how many findings there were before.
fn fixed(files: Vec<(String, Vec<u8>)>, least: Applicability) -> (usize, Vec<(String, Vec<u8>)>) {
    let pages: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let reports = hplint::lint(files.clone(), &pages, &settings()).expect("settings that are understood");
    let count = reports.iter().map(|report| report.findings.len()).sum();
    let fixed = hplint::fix(files.clone(), &pages, &settings(), least).expect("settings that are understood");
    let dropped: Vec<&String> = fixed.iter().flat_map(|page| &page.dropped).collect();
    assert!(dropped.is_empty(), "{dropped:?}");
    let after = files.into_iter().zip(fixed).map(|((path, old), page)| (path, page.bytes.unwrap_or(old)));
    (count, after.collect())
}

#[test]
fn slips_of_real_owners_are_found_and_mended() {
    assert_eq!(CASES.len(), 27);
    let mut wrong = Vec::new();
    for (name, shape, entry, mended, applicability) in CASES {
        let (count, after) = fixed(shape.files(entry), *applicability);
        if count != 1 {
            wrong.push(format!("{name}: {count} findings"));
        }
        if after != shape.files(mended) {
            wrong.push(format!("{name}: {}", String::from_utf8_lossy(&after[shape.page].1)));
        }
        let (count, again) = fixed(after.clone(), *applicability);
        if count != 0 || again != after {
            wrong.push(format!("{name}: mended twice is not once"));
        }
        if *applicability == Unsafe && fixed(shape.files(entry), Safe).1 != shape.files(entry) {
            wrong.push(format!("{name}: initials are mended without being asked"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
