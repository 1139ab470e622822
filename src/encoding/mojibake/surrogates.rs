//! CESU-8: a character beyond the Basic Multilingual Plane as two surrogates, each encoded by itself.

use super::lattice::{Arc, Lattice};
use super::reading::Reading;

/// The character that stands as two surrogates, each encoded by itself: what Java and some databases write for UTF-8.
pub(super) fn surrogates(lattice: &Lattice, lead: &Arc) -> Option<Reading> {
    if lead.byte != 0xED || lead.cost > 0.0 || lead.lost > 0 {
        return None;
    }
    let mut bytes = [lead.byte, 0, 0, 0, 0, 0];
    let mut to = lead.to;
    for byte in &mut bytes[1..] {
        let [Arc { byte: present, to: next, cost: 0.0, lost: 0 }] = lattice.at(to as usize) else { return None };
        (*byte, to) = (*present, *next);
    }
    let [_, high @ 0xA0..=0xAF, high_end @ 0x80..=0xBF, 0xED, low @ 0xB0..=0xBF, low_end @ 0x80..=0xBF] = bytes else {
        return None;
    };
    let bits = |byte: u8, end: u8| u32::from(byte & 0x0F) << 6 | u32::from(end & 0x3F);
    let character = char::from_u32(0x1_0000 + (bits(high, high_end) << 10 | bits(low, low_end)))?;
    Some(Reading { character, to, cost: 0.0, lost: 0, present: 6 })
}
