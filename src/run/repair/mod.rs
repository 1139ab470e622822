//! `hplint repair`: mojibake in any text, standard input to standard output.

mod batch;
mod record;

use super::check::tell;
use super::messages::{Level, Messages, why};
use crate::cli::{MinClass, RepairArgs};
use crate::encoding::repair_bytes;
use crate::finding::Applicability;
use batch::{Batch, Line};
use rayon::prelude::*;
use record::Answer;
use std::io::{self, BufReader, BufWriter, IsTerminal, Read, Write, stdin, stdout};

/// Bytes of records that are repaired at a time, and so the scale of the memory that a stream of any length takes.
const BATCH: usize = 1 << 20;

/// A record may be this long, in bytes.
const LONGEST: usize = 1 << 28;

/// Repairs standard input. The exit code.
pub(super) fn repair(args: &RepairArgs) -> u8 {
    let messages = Messages::new(Level::Normal);
    super::bound_threads(args.jobs, &messages);
    let least = match args.min_class {
        MinClass::Safe => Applicability::Safe,
        MinClass::Unsafe => Applicability::Unsafe,
        MinClass::Manual => Applicability::Manual,
    };
    if stdin().is_terminal() {
        messages.note("reading from the terminal");
    }
    if args.jsonl {
        let read = BufReader::with_capacity(BATCH, stdin().lock());
        let mut out = BufWriter::with_capacity(BATCH, stdout().lock());
        tell_bad(stream(read, &mut out, least, &messages), &messages);
    } else {
        whole(least, &messages);
    }
    if messages.failed() { 2 } else { 0 }
}

/// Repairs standard input as one text.
fn whole(least: Applicability, messages: &Messages) {
    let mut bytes = Vec::new();
    if let Err(error) = stdin().lock().read_to_end(&mut bytes) {
        messages.error(format!("standard input: {}", why(&error)));
        return;
    }
    let repaired = repair_bytes(&bytes, least);
    let mut out = stdout().lock();
    tell(out.write_all(&repaired.bytes).and_then(|()| out.flush()), messages);
    let left = repaired.damages.iter().filter(|damage| damage.applicability() < least).count();
    if left > 0 {
        messages.note(format!("left as they are, being less sure: {left} damaged (see --min-class)"));
    }
    if repaired.unwritable > 0 {
        let unwritable = repaired.unwritable;
        messages
            .note(format!("left as they are, as the text's encoding cannot hold them repaired: {unwritable} damaged"));
    }
}

/// Bad records of a stream.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bad {
    count: usize,
    /// The number of the first one's line.
    first: usize,
}

/// Answers record after record, those that have arrived together in parallel.
fn stream(mut read: BufReader<impl Read>, out: &mut impl Write, least: Applicability, messages: &Messages) -> Bad {
    let mut batch = Batch::default();
    let mut bad = Bad::default();
    loop {
        match batch.fill(&mut read) {
            Ok(true) => {}
            Ok(false) => return bad,
            Err(error) => {
                messages.error(format!("standard input: {}", why(&error)));
                return bad;
            }
        }
        let lines: Vec<Line> = batch.lines().collect();
        let answers: Vec<Answer> = lines.into_par_iter().map(|line| record::answer(line, least)).collect();
        for answer in answers.iter().filter(|answer| answer.is_bad) {
            bad.first = if bad.count == 0 { answer.line } else { bad.first };
            bad.count += 1;
        }
        if let Err(error) = write(out, &answers) {
            tell(Err(error), messages);
            return bad;
        }
    }
}

fn write(out: &mut impl Write, answers: &[Answer]) -> io::Result<()> {
    for answer in answers {
        out.write_all(&answer.json)?;
    }
    out.flush()
}

fn tell_bad(bad: Bad, messages: &Messages) {
    let Bad { count, first } = bad;
    match count {
        0 => {}
        1 => messages.error(format!("standard input: line {first} is no record")),
        _ => messages.error(format!("standard input: {count} lines are no records, the first is line {first}")),
    }
}
