//! The bytes that the characters of a stretch may have been: a graph from its first character to its last.

use super::altered::{self, LOWERED};
use super::category::{ENOUGH, strange_places};
use super::cells::Cell;
use super::codec::{Bytes, Codec};
use super::reading::Readings;

/// A byte that may have stood at a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arc {
    pub(super) byte: u8,
    /// The node behind it.
    pub(super) to: u32,
    /// What it assumes, in nats; 0 for the byte that the character is.
    pub(super) cost: f32,
    /// Bytes that were supplied for it.
    pub(super) lost: u8,
}

/// Arcs kept at a node of a further round: the cheapest.
const ARCS: usize = 24;

/// A byte that was lost together with its neighbour.
const TOGETHER: f32 = 1.0;

/// Each byte of a character that usually stands for lost ones and here for itself.
const OWN: f32 = 2.0;

/// Nodes in the order of the text, the first is 0; arcs lead forward. A node is a border of two characters, or the
/// middle of one that stands for two bytes.
pub(super) struct Lattice {
    arcs: Vec<Arc>,
    /// Where the arcs of each node begin in `arcs`.
    first: Vec<u32>,
    /// By node, the first cell that begins there or later.
    cells: Vec<u32>,
    /// By cell, and the end: its node.
    starts: Vec<u32>,
    /// Whether some character marks the place of a lost byte.
    pub(super) is_marked: bool,
    /// By cell, what speaks against its standing there as it is, in nats; empty where nothing is known.
    pub(super) strange: Vec<f32>,
}

impl Lattice {
    /// What the cells were as bytes of `codec`.
    pub(super) fn new(cells: &[Cell], codec: &Codec) -> Lattice {
        let mut lattice = Lattice {
            arcs: Vec::with_capacity(cells.len()),
            first: Vec::with_capacity(cells.len() + 1),
            cells: Vec::with_capacity(cells.len() + 1),
            starts: Vec::with_capacity(cells.len() + 1),
            is_marked: cells.iter().any(|cell| cell.character == '\u{FFFD}' && !cell.stray),
            strange: strange_places(cells, codec, ENOUGH),
        };
        let is_lowered = altered::is_lowered(cells, codec);
        for (at, cell) in cells.iter().enumerate() {
            lattice.starts.push(lattice.first.len() as u32);
            lattice.add_node(at);
            if cell.stray {
                continue;
            }
            if codec.is_filler(cell.character) {
                let behind = cells.get(at + 1).filter(|cell| !cell.stray).and_then(|cell| codec.bytes(cell.character));
                lattice.add_lost(at, codec, codec.lost(behind.map(Bytes::first)), codec.bytes(cell.character));
                continue;
            }
            lattice.add_bytes(at, codec.bytes(cell.character), codec.other_pair(cell.character));
            if cell.character.is_ascii_punctuation() || cell.character == ' ' {
                let next = lattice.first.len() as u32;
                altered::add(cells, at, codec, next, &mut lattice.arcs);
            } else if is_lowered && let Some(byte) = altered::capital(cell.character, codec) {
                let next = lattice.first.len() as u32;
                lattice.arcs.push(Arc { byte, to: next, cost: LOWERED, lost: 0 });
            }
        }
        lattice.starts.push(lattice.first.len() as u32);
        lattice.add_node(cells.len());
        lattice
    }

    /// What the characters read from this lattice were as bytes of a single-byte `codec`, for text that was misread twice.
    pub(super) fn beneath(&self, readings: &Readings, codec: &Codec) -> Lattice {
        let mut lattice = Lattice {
            arcs: Vec::with_capacity(self.arcs.len()),
            first: Vec::with_capacity(self.first.len()),
            cells: self.cells.clone(),
            starts: self.starts.clone(),
            is_marked: self.is_marked,
            strange: self.strange.clone(),
        };
        for node in 0..self.first.len() {
            let start = lattice.arcs.len();
            lattice.first.push(start as u32);
            lattice.arcs.extend(self.at(node).iter().filter(|arc| arc.byte.is_ascii()));
            for reading in readings.at(node) {
                let arc =
                    |byte: u8, lost: u8| Arc { byte, to: reading.to, cost: reading.cost, lost: reading.lost + lost };
                if reading.character == '\u{FFFD}' {
                    lattice.is_marked = true;
                    lattice.arcs.extend(codec.lost(None).iter().map(|&byte| arc(byte, 1)));
                } else if let Some(byte) = codec.byte(reading.character) {
                    lattice.arcs.push(arc(byte, 0));
                }
            }
            if lattice.arcs.len() - start > ARCS {
                lattice.arcs[start..].sort_by(|a, b| a.cost.total_cmp(&b.cost));
                lattice.arcs.truncate(start + ARCS);
            }
        }
        lattice
    }

    /// What a filler at the cell `at` may stand for: one byte of `lost`, or two that go together, or its own pair.
    fn add_lost(&mut self, at: usize, codec: &Codec, lost: &[u8], own: Option<Bytes>) {
        let here = self.first.len() as u32;
        let together = codec.lost_together();
        let next = here + u32::from(together.is_some()) + u32::from(own.is_some());
        self.arcs.extend(lost.iter().map(|&byte| Arc { byte, to: next, cost: 0.0, lost: 1 }));
        if let Some([first, second]) = together {
            let arc = |byte: u8, to: u32| Arc { byte, to, cost: TOGETHER, lost: 1 };
            self.arcs.extend(first.iter().map(|&byte| arc(byte, here)));
            let arc = |byte: u8, to: u32| Arc { byte, to, cost: OWN, lost: 0 };
            let pair = own.and_then(Bytes::pair);
            self.arcs.extend(pair.map(|[lead, _]| arc(lead, here + 1)));
            self.add_node(at + 1);
            self.arcs.extend(second.iter().map(|&byte| Arc { byte, to: next, cost: TOGETHER, lost: 1 }));
            if let Some([_, trail]) = pair {
                self.add_node(at + 1);
                self.arcs.push(arc(trail, next));
            }
        }
    }

    /// The bytes of the cell `at`; `other` is another pair that is shown so.
    fn add_bytes(&mut self, at: usize, bytes: Option<Bytes>, other: Option<[u8; 2]>) {
        let here = self.first.len() as u32;
        let arc = |byte: u8, to: u32, cost: f32| Arc { byte, to, cost, lost: 0 };
        let pairs = [bytes.and_then(Bytes::pair), other];
        let middles = pairs.iter().flatten().count() as u32;
        let next = here + middles;
        if let Some(Bytes::One(byte)) = bytes {
            self.arcs.push(arc(byte, next, 0.0));
        }
        self.arcs.extend((here..).zip(pairs.iter().flatten()).map(|(middle, pair)| arc(pair[0], middle, 0.0)));
        for pair in pairs.iter().flatten() {
            self.add_node(at + 1);
            self.arcs.push(arc(pair[1], next, 0.0));
        }
    }

    fn add_node(&mut self, cell: usize) {
        self.first.push(self.arcs.len() as u32);
        self.cells.push(cell as u32);
    }

    /// The last node.
    pub(super) fn end(&self) -> usize {
        self.first.len() - 1
    }

    /// The bytes that may have stood at `node`.
    pub(super) fn at(&self, node: usize) -> &[Arc] {
        let end = self.first.get(node + 1).map_or(self.arcs.len(), |&end| end as usize);
        &self.arcs[self.first[node] as usize..end]
    }

    /// Whether a blank stands at `node`, or nothing.
    pub(super) fn is_blank(&self, node: usize) -> bool {
        node == self.end() || self.at(node).first().is_some_and(|arc| matches!(arc.byte, b' ' | b'\t' | b'\r'))
    }

    /// The first cell that begins at `node` or later.
    pub(super) fn cell(&self, node: usize) -> usize {
        self.cells[node] as usize
    }

    /// The node where `cell` begins.
    pub(super) fn node(&self, cell: usize) -> usize {
        self.starts[cell] as usize
    }

    /// Whether a cell begins at `node`.
    pub(super) fn is_border(&self, node: usize) -> bool {
        self.node(self.cell(node)) == node
    }
}
