//! Author lists of a bibliography, one for each entry that names authors.

use super::{Author, AuthorList, ListSource, Marks, Setting, marks};
use crate::syntax::{BibEntry, Document, latex_letters};
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

/// The author lists of `doc`, in order; none when it is no bibliography. The name of an author is all that is written of it,
/// braces and commands too, without the marks before and behind; `others` is nobody.
pub(super) fn bib_lists(doc: &Document) -> Vec<AuthorList> {
    let entries = doc.bibliography.iter().flat_map(|bibliography| &bibliography.entries);
    entries.filter_map(|entry| list(doc, entry)).collect()
}

fn list(doc: &Document, entry: &BibEntry) -> Option<AuthorList> {
    let field = entry.field(doc.text(), "author")?;
    let names = field.names(doc.text());
    let authors: Vec<Author> = names.into_iter().filter_map(|name| author(doc, name)).collect();
    let (first, last) = (authors.first()?, authors.last()?);
    let span = Span::new(first.span.start(), last.span.end());
    Some(AuthorList { span, authors, is_emphasised: false, block: entry.span, source: ListSource::Bib })
}

/// The author that is written in `span`.
fn author(doc: &Document, span: Span) -> Option<Author> {
    let written = doc.slice(span);
    let letters = latex_letters(written);
    // Nobody has a digit in the name.
    let is_mark = |at: &usize| marks::is_mark(letters[*at].1) || letters[*at].1.is_ascii_digit();
    let is_edge = |at: &usize| is_mark(at) || letters[*at].1 == ' ' || letters[*at].1 == ',';
    let first = (0..letters.len()).find(|at| !is_edge(at))?;
    let last = (0..letters.len()).rfind(|at| !is_edge(at))?;
    let name: String = (first..=last).filter(|at| !is_mark(at)).map(|at| letters[at].1).nfc().collect();
    if name == "others" {
        return None;
    }
    let place = |at: usize| letters.get(at).map_or(written.len(), |(place, _)| *place);
    // What encloses the whole name is a part of it: `{Lin}, {Bo}`.
    let start = if first == 0 { 0 } else { place(first) };
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '$' | '^' | '{' | ',');
    let end = written[..place(last + 1)].trim_end_matches(is_between);
    let end = end.strip_suffix("\\textsuperscript").unwrap_or(end).len().max(start);
    let own = (0..letters.len()).filter(is_mark);
    let marks = own.clone().next().zip(own.last()).map(|(first, last)| {
        let mark = letters[last].1;
        let is_command = !written[place(last)..].starts_with(mark);
        let end = if is_command { command_end(written, place(last)) } else { place(last) + mark.len_utf8() };
        let span = Span::new(place(first), end).shift(span.start());
        Marks { span, joined: false, inside: false, raw_stars: Vec::new() }
    });
    Some(Author {
        span,
        name: Span::new(start, end).shift(span.start()),
        text: name.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        setting: Setting::Plain,
        marks: marks.map(Box::new),
    })
}

/// Where the command ends whose backslash is at `at`.
fn command_end(written: &str, at: usize) -> usize {
    let letters = written[at..].bytes().skip(1).take_while(u8::is_ascii_alphabetic).count();
    written.ceil_char_boundary(at + 1 + letters.max(1))
}

#[cfg(test)]
mod tests {
    use crate::people::list::author_lists;
    use crate::source::Source;
    use crate::syntax::Document;

    /// Each author as text, then as written, then the marks.
    #[test]
    fn lists() {
        for (authors, expected) in [
            ("Byron, Ada and Lin, Bo", "Byron, Ada=Byron, Ada Lin, Bo=Lin, Bo"),
            (
                "Ada Byron* and Lin\\textsuperscript{*}, B{\\\"o}",
                "Ada Byron=Ada Byron<*> Lin, Bö=Lin\\textsuperscript{*}, B{\\\"o}<*>",
            ),
            ("{Byron}, Ada and {Looms and Lace}", "Byron, Ada={Byron}, Ada Looms and Lace={Looms and Lace}"),
            ("Byron, Ada, and Lin, Bo\n AND others", "Byron, Ada=Byron, Ada Lin, Bo=Lin, Bo"),
            ("Lin*, Bo and Dow, Cy$^{\\dagger}$", "Lin, Bo=Lin*, Bo<*> Dow, Cy=Dow, Cy<\\dagger>"),
            ("Bo Lin\\textsuperscript{1,2}", "Bo Lin=Bo Lin<1,2>"),
            ("others", ""),
            ("*", ""),
        ] {
            let text = format!("@article{{a,\n title = {{T}},\n Author = {{{authors}}},\n}}\n@misc{{b, title={{U}}}}");
            let doc = Document::bibliography(Source::decode("a.bib", text.as_bytes()));
            let lists = author_lists(&doc, false);
            let found: Vec<String> = lists
                .iter()
                .flat_map(|list| &list.authors)
                .map(|author| {
                    let marks =
                        author.marks.as_ref().map_or(String::new(), |marks| format!("<{}>", doc.slice(marks.span)));
                    format!("{}={}{marks}", author.text, doc.slice(author.name))
                })
                .collect();
            assert_eq!(found.join(" "), expected, "{authors}");
        }
    }
}
