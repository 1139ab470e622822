//! A page that says whose it is: "I am Ada Byron".

use super::boundary;
use super::name::Name;
use crate::syntax::{Document, Place};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Words behind which a name stands.
static OPENINGS: LazyLock<[Finder; 7]> =
    LazyLock::new(|| ["I am ", "I'm ", "I’m ", "My name is ", "my name is ", "我是", "我叫"].map(Finder::new));

/// Longest name with its markup. Bytes.
const REACH: usize = 120;

/// The name with which the page introduces its owner.
pub(super) fn introduced(doc: &Document) -> Option<String> {
    let text = doc.text();
    for opening in OPENINGS.iter() {
        for at in opening.find_iter(text.as_bytes()).take(16) {
            if doc.place(at) != Place::Prose || !begins_sentence(text, at) {
                continue;
            }
            if let Some(name) = name_at(text, at + opening.needle().len()) {
                return Some(name);
            }
        }
    }
    None
}

/// Whether a file is called as the page is that introduces a site's owner.
pub(super) fn is_home(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    matches!(stem.as_str(), "index" | "about" | "home" | "readme" | "intro" | "bio" | "me")
}

/// Whether nothing, or no letter, stands before: not `where I am Ada's`.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '*', '_', '>']).chars().next_back();
    before.is_none_or(|letter| !letter.is_alphanumeric() && letter != ',')
}

/// The name that begins at `at`, its markup taken off: `**Ada Byron**`, `[Ada Byron](…)`, `<b>Ada Byron</b>`.
fn name_at(text: &str, at: usize) -> Option<String> {
    let rest = &text[at..boundary::before(text, at + REACH)];
    let mut words: Vec<&str> = Vec::new();
    let mut rest = rest.trim_start_matches(['*', '_', '[', ' ']);
    if rest.starts_with('<') {
        rest = &rest[rest.find('>')? + 1..];
    }
    let end =
        rest.find([',', '!', ':', ';', '*', '_', ']', '<', '\n', '，', '。', '（', '(', '—']).unwrap_or(rest.len());
    for word in rest[..end].split_whitespace() {
        let capital = word.chars().next().is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase());
        let particle =
            !words.is_empty() && matches!(word, "van" | "von" | "de" | "der" | "den" | "del" | "di" | "da" | "la");
        if !capital && !particle {
            break;
        }
        let stops = word.ends_with('.') && word.chars().filter(|letter| letter.is_alphabetic()).count() > 2;
        words.push(if stops { word.trim_end_matches('.') } else { word });
        if stops {
            break;
        }
    }
    let name = words.join(" ");
    Name::parse(&name).map(|_| name)
}
