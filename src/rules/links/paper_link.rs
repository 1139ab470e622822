//! `paper-link`: addresses of papers that are written in another way than most of their page.

use crate::finding::{Applicability, Effect, Finding, Fix, RuleMeta, Severity};
use crate::rules::{Page, Rule, quoted};
use crate::site;
use crate::syntax::{Document, Link, LinkKind, NodeKind};
use crate::text::{Edit, Span};
use serde::Deserialize;
use std::collections::HashMap;

static META: RuleMeta = RuleMeta {
    name: "paper-link",
    group: "links",
    severity: Severity::Warning,
    default: false,
    summary: "A link to a paper has another form than most of its page: PDF or abstract, a version, an old DOI host.",
    fixes: &[Applicability::Safe],
};

/// Fewer links than this are no habit.
const HABIT: usize = 3;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PaperLink {}

impl Rule for PaperLink {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, page: &Page, out: &mut Vec<Finding>) {
        let papers = papers(page.doc);
        let forms = by(&papers, |paper| paper.form());
        let pins = by(&papers, |paper| paper.is_pinned());
        let dois = by(&papers, |paper| paper.is_old_doi());
        for paper in &papers {
            let departures = [
                (forms.departs(paper, paper.form()), Departure::Form),
                (paper.is_pinned() == Some(true) && pins.departs(paper, Some(true)), Departure::Pin),
                (paper.is_old_doi() == Some(true) && dois.departs(paper, Some(true)), Departure::Host),
            ];
            for (_, departure) in departures.into_iter().filter(|(departs, _)| *departs) {
                let counts = match departure {
                    Departure::Form => forms.counts(paper.form() == Some(true)),
                    Departure::Pin => pins.counts(true),
                    Departure::Host => dois.counts(true),
                };
                out.push(finding(page.doc, paper, departure, counts));
            }
        }
    }
}

/// How a link can differ from the others of its page.
#[derive(Clone, Copy)]
enum Departure {
    Form,
    Pin,
    Host,
}

/// A link to a paper.
struct Paper<'a> {
    link: &'a Link,
    address: Address<'a>,
    /// The outermost list that holds the link.
    list: Option<usize>,
    /// The link's own words ask for this form or version, or another link leads to the other one.
    form_is_meant: bool,
    pin_is_meant: bool,
}

impl Paper<'_> {
    /// Whether the link leads to the PDF; `None` where nothing is to be learnt from it.
    fn form(&self) -> Option<bool> {
        match &self.address {
            Address::Arxiv(arxiv) if !self.form_is_meant => Some(arxiv.is_pdf),
            _ => None,
        }
    }

    fn is_pinned(&self) -> Option<bool> {
        match &self.address {
            Address::Arxiv(arxiv) if !self.pin_is_meant => Some(!arxiv.version.is_empty()),
            _ => None,
        }
    }

    fn is_old_doi(&self) -> Option<bool> {
        match &self.address {
            Address::Doi { prefix } => Some(*prefix != DOI),
            Address::Arxiv(_) => None,
        }
    }
}

const DOI: &str = "https://doi.org/";

enum Address<'a> {
    Arxiv(Arxiv<'a>),
    Doi { prefix: &'a str },
}

/// `https://arxiv.org/abs/2101.00001v2`; spans within the address.
struct Arxiv<'a> {
    is_pdf: bool,
    /// `abs` or `pdf`.
    form: Span,
    id: &'a str,
    /// `v2`
    version: Span,
    /// `.pdf`
    ending: Span,
}

/// The address of a paper; `None` for anything else.
fn address(written: &str) -> Option<Address<'_>> {
    let doi_hosts = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"];
    let more = ["https://www.doi.org/", "http://www.doi.org/"];
    if let Some(prefix) = doi_hosts.iter().chain(&more).find(|prefix| written.starts_with(**prefix)) {
        let is_doi = written[prefix.len()..].starts_with("10.");
        return is_doi.then_some(Address::Doi { prefix });
    }
    let hosts = ["https://arxiv.org/", "http://arxiv.org/", "https://www.arxiv.org/", "http://www.arxiv.org/"];
    let host = hosts.iter().find(|host| written.starts_with(**host))?.len();
    let is_pdf = written[host..].starts_with("pdf/");
    if !is_pdf && !written[host..].starts_with("abs/") {
        return None;
    }
    let start = host + "pdf/".len();
    let name = &written[start..start + written[start..].find(['?', '#']).unwrap_or(written.len() - start)];
    let id = id_length(name)?;
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let version = match name[id..].strip_prefix('v').map(digits) {
        Some(count) if count > 0 => count + 1,
        _ => 0,
    };
    let ending = name.len() - id - version;
    (ending == 0 || &name[id + version..] == ".pdf").then(|| {
        Address::Arxiv(Arxiv {
            is_pdf,
            form: Span::new(host, host + "pdf".len()),
            id: &name[..id],
            version: Span::new(start + id, start + id + version),
            ending: Span::new(start + id + version, start + name.len()),
        })
    })
}

/// The length of arXiv's identifier at the head of `name`: `2101.00001`, `math.GT/0309136`.
fn id_length(name: &str) -> Option<usize> {
    let bytes = name.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits(0) == 4 && bytes.get(4) == Some(&b'.') {
        let length = 5 + digits(5);
        return matches!(length, 9 | 10).then_some(length);
    }
    let slash = name.find('/')?;
    let is_archive = slash > 1 && bytes[..slash].iter().all(|byte| byte.is_ascii_alphabetic() || b"-.".contains(byte));
    (is_archive && digits(slash + 1) == 7).then_some(slash + 8)
}

/// The links of a page that lead to papers.
fn papers(doc: &Document) -> Vec<Paper<'_>> {
    let mut papers: Vec<Paper> = Vec::new();
    for link in &doc.links {
        let written = doc.slice(link.target);
        // A reference has the address of its definition; what is malformed is told of elsewhere.
        if link.kind == LinkKind::Reference || site::malformed(written).is_some() {
            continue;
        }
        let Some(address) = address(written) else { continue };
        let words = words(doc, link).to_lowercase();
        let is_value = matches!(link.kind, LinkKind::FrontMatter | LinkKind::Data | LinkKind::Bib(_));
        papers.push(Paper {
            link,
            address,
            list: list(doc, link.span),
            form_is_meant: is_value || ["pdf", "abs", "paper page"].iter().any(|word| words.contains(word)),
            pin_is_meant: words.contains("version") || has_version(&words),
        });
    }
    tell_twins(&mut papers);
    papers
}

/// Of two links to one paper each is meant as it is: `[abstract](…) [paper](…)`, `[first](…v1) [last](…)`.
fn tell_twins(papers: &mut [Paper]) {
    let mut seen: HashMap<&str, (bool, bool, usize, usize)> = HashMap::new();
    for paper in papers.iter() {
        let Address::Arxiv(arxiv) = &paper.address else { continue };
        let first = (arxiv.is_pdf, false, arxiv.version.len(), 0);
        let (is_pdf, other_form, version, other_version) = seen.entry(arxiv.id).or_insert(first);
        *other_form |= *is_pdf != arxiv.is_pdf;
        *other_version += usize::from(*version != arxiv.version.len());
    }
    for paper in papers {
        let Address::Arxiv(arxiv) = &paper.address else { continue };
        let Some((_, other_form, _, other_version)) = seen.get(arxiv.id) else { continue };
        paper.form_is_meant |= other_form;
        paper.pin_is_meant |= *other_version > 0;
    }
}

/// Bytes behind an HTML tag that are read for its text.
const READ: usize = 160;

/// What the reader of the link sees, or what its maker wrote between the tags.
fn words<'a>(doc: &'a Document, link: &Link) -> &'a str {
    if link.kind != LinkKind::Href {
        return doc.slice(link.text);
    }
    let behind = &doc.text()[link.span.end()..];
    let mut end = behind.len().min(READ);
    while !behind.is_char_boundary(end) {
        end -= 1;
    }
    behind[..end].split("</a").next().unwrap_or_default()
}

/// `v1` as a word, or behind an identifier.
fn has_version(words: &str) -> bool {
    words.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| {
        let digits = word.rsplit_once('v').filter(|(before, _)| before.bytes().all(|byte| byte.is_ascii_digit()));
        digits.is_some_and(|(_, digits)| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// The outermost list that holds `span`, by its number.
fn list(doc: &Document, span: Span) -> Option<usize> {
    let next = doc.nodes.partition_point(|node| node.span.start() <= span.start());
    let mut at = next.checked_sub(1);
    let mut found = None;
    // Deeper nesting than this is nobody's text.
    for _ in 0..64 {
        let Some(id) = at else { break };
        if matches!(doc.nodes[id].kind, NodeKind::List { .. }) {
            found = Some(id);
        }
        at = doc.nodes[id].parent;
    }
    found.filter(|&id| doc.nodes[id].span.contains(span))
}

/// How many links have a property and how many do not, on the page and in each list.
struct Habits {
    /// Without it, with it.
    page: [usize; 2],
    lists: HashMap<usize, [usize; 2]>,
}

fn by(papers: &[Paper], has: impl Fn(&Paper) -> Option<bool>) -> Habits {
    let mut habits = Habits { page: [0; 2], lists: HashMap::new() };
    for paper in papers {
        let Some(has) = has(paper) else { continue };
        habits.page[usize::from(has)] += 1;
        if let Some(list) = paper.list {
            habits.lists.entry(list).or_default()[usize::from(has)] += 1;
        }
    }
    habits
}

impl Habits {
    /// How many differ from a link with the property `has`, and of how many.
    fn counts(&self, has: bool) -> (usize, usize) {
        (self.page[usize::from(!has)], self.page[0] + self.page[1])
    }

    /// Whether the page, and not the paper's own list, is used to the contrary of `has`: three of four.
    fn departs(&self, paper: &Paper, has: Option<bool>) -> bool {
        let Some(has) = has else { return false };
        let of = |counts: &[usize; 2]| (counts[usize::from(has)], counts[usize::from(!has)]);
        let (own, others) = of(&self.page);
        let (own_here, others_here) = paper.list.and_then(|list| self.lists.get(&list)).map_or((0, 0), of);
        others >= HABIT && others >= 3 * own && (own_here < 2 || others_here > own_here)
    }
}

fn finding(doc: &Document, paper: &Paper, departure: Departure, (others, all): (usize, usize)) -> Finding {
    let written = doc.slice(paper.link.target);
    let start = paper.link.target.start();
    let (what, title, edits) = match (&paper.address, departure) {
        (Address::Arxiv(arxiv), Departure::Form) => {
            let (form, other) = if arxiv.is_pdf { ("PDF", "abstract") } else { ("abstract", "PDF") };
            let what = format!("leads to the {form}, {others} of {all} arXiv links of this page to the {other}");
            let word = if arxiv.is_pdf { "abs" } else { "pdf" };
            let mut edits = vec![Edit::replace(arxiv.form.shift(start), word)];
            if !arxiv.ending.is_empty() {
                edits.push(Edit::replace(arxiv.ending.shift(start), ""));
            }
            (what, format!("link the {other}"), edits)
        }
        (Address::Arxiv(arxiv), _) => {
            let version = arxiv.version.of(written);
            let what = format!("is held at `{version}`, {others} of {all} arXiv links of this page at no version");
            (what, format!("drop `{version}`"), vec![Edit::replace(arxiv.version.shift(start), "")])
        }
        (Address::Doi { prefix }, _) => {
            let what = format!("begins with `{prefix}`, {others} of {all} DOI links of this page with `{DOI}`");
            (what, format!("write `{DOI}`"), vec![Edit::replace(Span::new(start, start + prefix.len()), DOI)])
        }
    };
    let finding = Finding::new(&META, paper.link.target, format!("{} {what}", quoted(written)));
    // Where the address is shown as well, a change of one would part the two.
    let is_shown = paper.link.kind == LinkKind::Autolink || words(doc, paper.link).contains(".org/");
    if is_shown {
        return finding;
    }
    finding.fix(Fix { title, applicability: Applicability::Safe, effect: Effect::Link, edits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (written, expected) in [
            ("https://arxiv.org/abs/2101.00001", "abs 2101.00001"),
            ("https://arxiv.org/abs/2101.00001v12", "abs 2101.00001 v12"),
            ("http://www.arxiv.org/pdf/2101.00001v2.pdf?x=1", "pdf 2101.00001 v2 .pdf"),
            ("https://arxiv.org/pdf/0801.0001#page=2", "pdf 0801.0001"),
            ("https://arxiv.org/abs/math.GT/0309136v1", "abs math.GT/0309136 v1"),
            ("https://arxiv.org/abs/hep-th/9901001", "abs hep-th/9901001"),
            ("https://arxiv.org/abs/2101.00001v", ""),
            ("https://arxiv.org/abs/2101.1", ""),
            ("https://arxiv.org/html/2101.00001v1", ""),
            ("https://arxiv.org/a/byron_a_1", ""),
            ("https://arxiv.org.example.org/abs/2101.00001", ""),
            ("http://dx.doi.org/10.1000/1", "http://dx.doi.org/"),
            ("https://doi.org/10.1000/1", "https://doi.org/"),
            ("https://doi.org/the-system", ""),
        ] {
            let found = match address(written) {
                Some(Address::Arxiv(arxiv)) => {
                    let parts = [arxiv.form.of(written), arxiv.id, arxiv.version.of(written), arxiv.ending.of(written)];
                    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
                }
                Some(Address::Doi { prefix }) => prefix.to_string(),
                None => String::new(),
            };
            assert_eq!(found, expected, "{written}");
        }
    }

    #[test]
    fn versions_in_words() {
        for (words, expected) in [
            ("arxiv v1", true),
            ("arxiv:2101.00001v2", true),
            ("v2", true),
            ("paper", false),
            ("cv", false),
            ("mpv2", false),
        ] {
            assert_eq!(has_version(words), expected, "{words}");
        }
    }
}
