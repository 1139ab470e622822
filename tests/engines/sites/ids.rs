//! The ids of published pages are the anchors that hplint knows of their sources, whatever the configuration says of ids.

use super::{files, jekyll, mkdocs};
use crate::dom::{Ignored, tokens};
use crate::engine::written_ids;
use hplint::config::Settings;
use hplint::site::{Maker, MemoryTree, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Headings and written ids of every kind that kramdown reads.
const JEKYLL_PAGE: &str = "\
---
title: Page
---
* TOC
{:toc}

# About *me* and `code_x`

## Über uns & 关于我 -- обо мне

## Über uns & 关于我 -- обо мне

### [A link](b.md), ![a picture](c.png) &amp; &uuml; <b>bold</b>

Setext heading
--------------

## Written {#written-id}

## With a list
{: #by-list .big}

{:box: #by-name .c}

A paragraph.
{: box}

*Emphasis*{: #by-span} and a note[^1], again[^1], and another[^long-name].

<div markdown=\"1\">

## Inside Größe 1

## Inside Größe 1

</div>

<div id=\"raw\"><a name=\"named\"></a><h2>No id</h2></div>

> ## In a quote 🔥

- ## In an item

{% comment %}
## Hidden
{% endcomment %}

[^1]: A note.
[^long-name]: Another.
[^unused]: Nobody asks.
";

const MKDOCS_PAGE: &str = "\
# About *me* and `code_x`

## Über uns & 关于我 -- обо мне

## Über uns & 关于我 -- обо мне

### [A link](b.md), ![a picture](c.png) &amp; &uuml; <b>bold</b>

Setext heading
--------------

## Written { #written-id }

##Glued Ärger

A paragraph.
{ #by-list }

*Emphasis*{ #by-span } and a note[^1], again[^1].

<div id=\"block\" markdown>

## Inside Größe 1

</div>

<div id=\"raw\"><a name=\"named\"></a><h2>No id</h2></div>

!!! note \"Title\"

    ## In a note :smile:

=== \"First tab\"

    ### In a tab

=== \"Second tab\"

    Text

> ## In a quote 🔥

- item

    ## In an item

[TOC]

[^1]: A note.
[^2]: Nobody asks.
";

/// What the site in `source` says of the ids of each published file that has no others.
fn known(source: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let files = files(source);
    let tree = MemoryTree::new(files.clone());
    let site = Site::build(&tree, &[]);
    let makers = site.files().into_iter().filter_map(|(file, maker)| match maker {
        Maker::Page(page) => Some((page.to_string(), file.to_string())),
        _ => None,
    });
    let makers: BTreeMap<String, String> = makers.collect();
    let pages: Vec<String> = makers.keys().cloned().collect();
    let reports = hplint::lint(files, &pages, &Settings::default()).expect("the settings are right");
    let mut known = BTreeMap::new();
    for report in reports {
        let anchors = &report.digest.anchors;
        if anchors.incomplete.is_none() && anchors.parts.is_empty() {
            let ids = anchors.ids().map(str::to_string).collect();
            known.insert(makers[&report.path].clone(), ids);
        }
    }
    known
}

/// The part of a MkDocs page that its source makes.
fn article(html: &str) -> &str {
    let start = html.find("<article").or_else(|| html.find("role=\"main\"")).unwrap_or_default();
    let rest = &html[start..];
    &rest[..rest.find("</article>").or_else(|| rest.find("<footer")).unwrap_or(rest.len())]
}

/// Fails where the ids differ; gives back how many were compared. Material's own begin with `__`.
fn compare(name: &str, source: &Path, built: &Path) -> usize {
    let mut count = 0;
    let published: BTreeMap<String, Vec<u8>> =
        files(built).into_iter().map(|(file, bytes)| (file.nfc().collect(), bytes)).collect();
    for (file, known) in known(source) {
        // Whether the file is published is tried elsewhere.
        let Some(html) = published.get(&file) else { continue };
        let html = String::from_utf8_lossy(html);
        let is_own = |id: &String| !id.starts_with("__");
        let written: BTreeSet<String> =
            written_ids(&tokens(article(&html), Ignored::default())).into_iter().filter(is_own).collect();
        let known: BTreeSet<String> = known.into_iter().filter(is_own).collect();
        assert_eq!(written, known, "{name}: {file}");
        count += written.len();
    }
    count
}

#[test]
fn ids_that_jekyll_publishes() {
    for options in [
        "",
        "kramdown:\n  input: kramdown\n",
        "kramdown:\n  auto_ids: false\n",
        "kramdown:\n  footnote_backlink: back\n",
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("_config.yml"), format!("title: A\nfuture: true\n{options}")).expect("a file");
        fs::write(folder.path().join("page.md"), JEKYLL_PAGE).expect("a file");
        let built = jekyll::build(|to| jekyll::copy(folder.path(), to));
        let count = compare(options, folder.path(), &built.destination());
        assert!(count >= 8, "{options}: {count} ids");
    }
}

#[test]
fn ids_that_mkdocs_publishes() {
    let extensions =
        "admonition, attr_list, footnotes, md_in_html, pymdownx.superfences, pymdownx.details, pymdownx.emoji";
    let slugify = |settings: &str| {
        format!("  - toc:\n      permalink: true\n      {settings}\n  - pymdownx.tabbed: {{alternate_style: true}}\n")
    };
    for settings in [
        String::new(),
        slugify(""),
        slugify("separator: _"),
        slugify("slugify: !!python/name:markdown.extensions.toc.slugify_unicode"),
        slugify("slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"),
        slugify("slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {percent_encode: true}}"),
        "  - pymdownx.tabbed: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}\n"
            .to_string(),
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let listed: String = extensions.split(", ").map(|name| format!("  - {name}\n")).collect();
        let extensions =
            if settings.is_empty() { String::new() } else { format!("markdown_extensions:\n{listed}{settings}") };
        let config = format!("site_name: A\n{extensions}");
        fs::create_dir(folder.path().join("docs")).expect("a folder");
        fs::write(folder.path().join("mkdocs.yml"), config).expect("a file");
        fs::write(folder.path().join("docs/index.md"), MKDOCS_PAGE).expect("a file");
        let built = mkdocs::built(folder.path());
        let count = compare(&settings, folder.path(), &built.path().join("site"));
        assert!(count >= 8, "{settings}: {count} ids");
    }
}

/// The sites of which every file is compared.
#[test]
fn ids_of_the_sites() {
    let mut count = 0;
    for source in jekyll::sites() {
        let built = jekyll::build(|folder| jekyll::copy(&source, folder));
        if jekyll::config_files(&source).is_empty() {
            count += compare(&source.display().to_string(), &source, &built.destination());
        }
    }
    for source in mkdocs::sites() {
        let built = mkdocs::built(&source);
        count += compare(&source.display().to_string(), &source, &built.path().join("site"));
    }
    assert!(count >= 10, "{count} ids");
}
