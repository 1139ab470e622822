//! Finds and repairs mojibake: UTF-8 text that was once decoded with another code page, bytes lost or not.
//!
//! [`scan`] (and [`scan_more`] for what was altered since) looks for lines that could be damaged; the others cost nothing more.
//! [`vote`] asks which code page ([`codec`]) explains the file. [`repair`] undoes it in each damaged stretch of [`cells`], in
//! which [`written`] reads references and escapes: a [`candidate`] reads the bytes of a [`lattice`], among them what [`altered`]
//! knows of, as UTF-8 ([`reading`], [`surrogates`]), [`direct`] where nothing is left to decide, else by a [`search`] weighed by
//! the language [`model`] over the counted text of [`table`]; [`brackets`] closes what is open. [`gate`] stops what is not
//! proven, with [`category`] for thin evidence. [`certainty`] says what a repair is worth, by what is left damaged ([`rest`]) and
//! what a double-byte page would have lost ([`survival`]); [`rivals`] are its other readings. [`run`] makes findings of it all,
//! without those that are only spoken of ([`about`]); [`controls`] adds lone C1 controls.

mod about;
mod altered;
mod brackets;
mod candidate;
mod category;
mod cells;
mod certainty;
mod codec;
mod controls;
mod direct;
mod gate;
mod lattice;
mod model;
mod reading;
mod repair;
mod rest;
mod rivals;
mod run;
mod scan;
mod scan_more;
mod search;
mod surrogates;
mod survival;
mod table;
mod utf8;
mod vote;
mod written;

pub(super) use about::is_subject;
pub(crate) use written::written;

use crate::text::Span;

/// One damaged run and its repair.
#[derive(Clone, Debug, PartialEq)]
pub struct Damage {
    /// The run, in bytes of the text: from the first damaged character to the last.
    pub span: Span,
    pub repaired: String,
    /// The code page that was used by mistake, by its common name: `windows-1252`.
    pub codec: &'static str,
    /// How many times in a row the text was read in the wrong code page: 1 to 3.
    pub rounds: u8,
    /// Bytes that were lost on the way and have been supplied.
    pub lost: usize,
    /// Probability that every character is right, 0 to 1.
    pub confidence: f64,
    pub certainty: Certainty,
    /// Other readings of the whole run, the likeliest first; empty where only one is possible.
    pub others: Vec<String>,
    pub form: Form,
}

/// How the damaged characters are written in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As themselves: `Ã©`.
    Characters,
    /// Some as HTML character references: `&Atilde;&copy;`.
    References,
    /// Some as escapes of a YAML or JSON string: `\u00c3\u00a9`. Elsewhere such text means itself.
    Escapes,
}

/// What may be done with a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Nothing was lost, or nothing else could have stood there.
    Certain,
    /// Likely right; a person should look.
    Likely,
    /// The best of several readings.
    Guess,
}

/// All damaged runs of a text in order. `stray` lists, sorted, the byte offsets of each U+FFFD that stands for a byte
/// that is not UTF-8: those are no trace of a lost byte.
pub fn find(text: &str, stray: &[usize]) -> Vec<Damage> {
    let mut damages = misread(text, stray);
    controls::add(text, &mut damages);
    damages
}

/// The runs that were read in the wrong code page.
fn misread(text: &str, stray: &[usize]) -> Vec<Damage> {
    let Some((lines, whole)) = suspicious_lines(text) else { return Vec::new() };
    let mut stretches = Vec::new();
    for &line in &lines {
        cells::stretches(text, line, &mut stretches);
    }
    let mut damages = Vec::new();
    model::with(|model| {
        let vote = vote::vote(model, text, &stretches, stray, &whole);
        let mut sampled = vote.sampled.into_iter();
        stretches.extend(incomplete(text, &lines, &vote.elected));
        for &stretch in &stretches {
            let (cells, weighed) = match sampled.next() {
                Some(vote::Sampled { cells, weighed }) => (cells, weighed),
                None => (cells::cells(text, stretch, stray), None),
            };
            if let Some(repaired) = repair::repair(model, &cells, &vote.elected, weighed) {
                damages.extend(run::runs(&repaired));
            }
        }
    });
    damages.retain(|damage| !about::is_mentioned(text, damage.span, &damage.repaired));
    damages.sort_by_key(|damage| damage.span.start());
    damages
}

/// The stretches of a proven file in lines that have no complete character.
fn incomplete(text: &str, known: &[Span], elected: &vote::Elected) -> Vec<Span> {
    let mut stretches = Vec::new();
    if let [codec, ..] = elected.codecs[..]
        && elected.evidence >= candidate::PROOF
    {
        for line in rest::broken_lines(text, &codec::CODECS[codec], known) {
            cells::stretches(text, line, &mut stretches);
        }
    }
    stretches
}

/// How unlikely a text is in any language, in nats: to weigh several readings of the same bytes.
pub fn surprise(text: &str) -> f32 {
    model::with(|model| model.cost_of(text.chars()))
}

/// The lines in which a misread character is whole, and how many there are in the text by code page.
fn suspicious_lines(text: &str) -> Option<(Vec<Span>, Vec<usize>)> {
    let mut lines: Vec<Span> = Vec::new();
    let mut whole = vec![0; codec::CODECS.len()];
    for (end, codecs) in scan::sequences(text) {
        scan::count(codecs, &mut whole);
        if lines.last().is_none_or(|line| line.end() < end) {
            lines.push(scan::line_at(text, end));
        }
    }
    scan_more::add(text, &mut lines, &mut whole);
    (!lines.is_empty()).then_some((lines, whole))
}

#[cfg(test)]
mod tests;
