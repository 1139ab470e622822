//! Lines of a stream, as many at a time as have arrived.

use super::{BATCH, LONGEST};
use std::io::{self, BufRead, BufReader, Read};

/// The bytes of some lines.
#[derive(Debug, Default)]
pub(super) struct Batch {
    bytes: Vec<u8>,
    /// Where each line ends in the bytes; `None` for one that was too long to keep.
    ends: Vec<Option<usize>>,
    /// Lines before this batch.
    before: usize,
}

/// A line of the stream with its line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    /// `None` when it was too long to keep.
    pub(super) bytes: Option<&'a [u8]>,
}

impl Batch {
    /// Reads at least one line, and what else has arrived in whole lines: who writes a line and waits for its answer must
    /// not wait for ever. False at the end.
    pub(super) fn fill(&mut self, read: &mut BufReader<impl Read>) -> io::Result<bool> {
        self.before += self.ends.len();
        self.bytes.clear();
        self.ends.clear();
        loop {
            let start = self.bytes.len();
            let length = read.by_ref().take(LONGEST as u64).read_until(b'\n', &mut self.bytes)?;
            if length == 0 {
                return Ok(!self.ends.is_empty());
            }
            if length == LONGEST && self.bytes.last() != Some(&b'\n') {
                self.bytes.truncate(start);
                self.ends.push(None);
                read.skip_until(b'\n')?;
            } else {
                self.ends.push(Some(self.bytes.len()));
            }
            if self.bytes.len() >= BATCH || memchr::memchr(b'\n', read.buffer()).is_none() {
                return Ok(true);
            }
        }
    }

    /// The lines in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut start = 0;
        self.ends.iter().enumerate().map(move |(index, end)| {
            let bytes = end.map(|end| &self.bytes[std::mem::replace(&mut start, end)..end]);
            Line { number: self.before + index + 1, bytes }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each batch's lines: number and length.
    fn batches(read: impl Read) -> Vec<Vec<(usize, Option<usize>)>> {
        let mut read = BufReader::with_capacity(BATCH, read);
        let mut batch = Batch::default();
        let mut batches = Vec::new();
        while batch.fill(&mut read).expect("memory can be read") {
            batches.push(batch.lines().map(|line| (line.number, line.bytes.map(<[u8]>::len))).collect());
        }
        batches
    }

    #[test]
    fn what_has_arrived_is_a_batch() {
        assert_eq!(batches(&b""[..]), Vec::<Vec<_>>::new());
        assert_eq!(batches(&b"ab\n\nc"[..]), [vec![(1, Some(3)), (2, Some(1))], vec![(3, Some(1))]]);
        let parts = b"ab\nc".chain(&b"d\ne"[..]).chain(&b"\n"[..]);
        assert_eq!(batches(parts), [[(1, Some(3))], [(2, Some(3))], [(3, Some(2))]]);
    }

    #[test]
    fn a_batch_is_bounded() {
        let line = [b"x".repeat(BATCH / 4), b"\n".to_vec()].concat();
        let lines: Vec<usize> = batches(&line.repeat(9)[..]).iter().map(Vec::len).collect();
        assert!(lines.iter().sum::<usize>() == 9 && lines.iter().all(|&count| count <= 4), "{lines:?}");
    }

    #[test]
    fn an_endless_line_is_not_kept() {
        let read = b"a\n".chain(io::repeat(b'x').take(LONGEST as u64 + 5)).chain(&b"\nb"[..]);
        assert_eq!(batches(read).concat(), [(1, Some(2)), (2, None), (3, Some(1))]);
    }
}
