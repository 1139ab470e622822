//! Template code replaced by words, so that a page can be rendered without its site. Of an `if` both branches stay.
//! Where there is no Liquid a tag is text to the engine, and its body Markdown like any other.

/// Tags that print nothing themselves.
const SILENT: &[&str] = &[
    "assign",
    "break",
    "capture",
    "case",
    "continue",
    "decrement",
    "else",
    "elsif",
    "endcapture",
    "endcase",
    "endfor",
    "endif",
    "endtablerow",
    "endunless",
    "for",
    "if",
    "tablerow",
    "unless",
    "when",
];

/// Stands in the word of an include before and behind the name of its file.
pub(crate) const FILE: &str = "LTFILE";

/// `text` with what prints as a word made of its own letters and what is silent gone; with `liquid` also `raw` opened,
/// `comment` dropped and `highlight` as Jekyll prints it, without colours.
pub(crate) fn neutralise(text: &str, liquid: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let close = if rest[start..].starts_with("{{") { "}}" } else { "%}" };
        let Some(length) = rest[start + 2..].find(close) else {
            out.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        let inner = &rest[start + 2..start + 2 + length];
        out.push_str(&rest[..start]);
        rest = &rest[start + 2 + length + 2..];
        if liquid && inner.starts_with('-') {
            out.truncate(out.trim_end().len());
        }
        if close == "}}" {
            out.push_str(&word("LO", inner));
        } else {
            rest = tag(inner, rest, liquid, &mut out);
        }
        if liquid && inner.ends_with('-') {
            rest = rest.trim_start();
        }
    }
    out.push_str(rest);
    out
}

/// Writes what the tag `inner` prints; gives back the text behind it, or behind its end tag.
fn tag<'a>(inner: &str, rest: &'a str, liquid: bool, out: &mut String) -> &'a str {
    let name = inner.trim_matches('-').split_whitespace().next().unwrap_or("");
    match name {
        "raw" | "comment" | "highlight" if liquid => {
            let Some((body, rest)) = split_at_end(rest, name) else { return rest };
            match name {
                "raw" => out.push_str(body),
                "highlight" => out.push_str(&figure(body)),
                _ => {}
            }
            rest
        }
        "include" | "include_relative" | "include_cached" => {
            let (_, arguments) = inner.split_once(name).unwrap_or_default();
            let (file, parameters) = arguments.trim().split_once(char::is_whitespace).unwrap_or((arguments, ""));
            out.extend([word("LT", name), word(FILE, file), word(FILE, parameters)]);
            rest
        }
        _ if SILENT.contains(&name) => rest,
        _ => {
            out.push_str(&word("LT", inner));
            rest
        }
    }
}

/// What stands before and behind `{% endNAME %}`.
fn split_at_end<'a>(rest: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    loop {
        let start = at + rest[at..].find("{%")?;
        let length = rest[start + 2..].find("%}")?;
        let inner = rest[start + 2..start + 2 + length].trim_matches('-').trim();
        if inner.strip_prefix("end") == Some(name) {
            return Some((&rest[..start], &rest[start + 2 + length + 2..]));
        }
        at = start + 2;
    }
}

fn figure(body: &str) -> String {
    let code = body.trim_matches(['\r', '\n']).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("\n<figure class=\"highlight\"><pre><code>{code}</code></pre></figure>\n")
}

/// Letters and digits alone: no engine reads anything into them.
fn word(mark: &str, inner: &str) -> String {
    let letters = inner.chars().filter(char::is_ascii_alphanumeric);
    mark.chars().chain(letters).collect()
}

#[test]
fn templates_become_words() {
    for (text, expected) in [
        ("a {{ b.c | d }} e", "a LObcd e"),
        ("[a]({{ base_path }}/cv/)", "[a](LObasepath/cv/)"),
        ("a\n{% if b %}\nc\n{% endif %}\n", "a\n\nc\n\n"),
        ("a\n{%- if b -%}\nc", "ac"),
        ("{% include x.html a=\"b\" %}", "LTincludeLTFILExhtmlLTFILEab"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("a{% comment %}{% if b %}{% endcomment %}c", "ac"),
        (
            "{% highlight c %}\na < b\n{% endhighlight %}",
            "\n<figure class=\"highlight\"><pre><code>a &lt; b</code></pre></figure>\n",
        ),
        ("a {{ b", "a {{ b"),
        ("a {% b }} {{ c }}", "a {% b }} LOc"),
    ] {
        assert_eq!(neutralise(text, true), expected, "{text}");
    }
}
