//! The bytes that the characters of a stretch may have been: a graph from its first character to its last.

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

/// A no-break space that became a blank.
const BLANK: f32 = 3.0;

/// Arcs kept at a node of a further round: the cheapest.
const ARCS: usize = 24;

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
        };
        for (at, cell) in cells.iter().enumerate() {
            lattice.starts.push(lattice.first.len() as u32);
            lattice.add_node(at);
            let next = lattice.first.len() as u32;
            if cell.stray {
                continue;
            }
            if cell.character == '\u{FFFD}' {
                let behind = cells.get(at + 1).filter(|cell| !cell.stray).and_then(|cell| codec.bytes(cell.character));
                let lost = codec.lost(behind.map(Bytes::first)).iter();
                lattice.arcs.extend(lost.map(|&byte| Arc { byte, to: next, cost: 0.0, lost: 1 }));
                continue;
            }
            match codec.bytes(cell.character) {
                None => {}
                Some(Bytes::One(byte)) => {
                    lattice.arcs.push(Arc { byte, to: next, cost: 0.0, lost: 0 });
                    if byte == b' ' {
                        lattice.arcs.push(Arc { byte: 0xA0, to: next, cost: BLANK, lost: 0 });
                    }
                }
                Some(Bytes::Two(lead, trail)) => {
                    lattice.arcs.push(Arc { byte: lead, to: next, cost: 0.0, lost: 0 });
                    lattice.add_node(at + 1);
                    lattice.arcs.push(Arc { byte: trail, to: next + 1, cost: 0.0, lost: 0 });
                }
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
