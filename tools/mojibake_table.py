#!/usr/bin/env python3
"""Writes src/encoding/mojibake/table.bin, the counts behind the language model of the mojibake repair.

usage: mojibake_table.py FOLDER OUT

FOLDER holds three pickles of counted text, every count already rounded to a power of 1.5:
  lms.pkl   (unigrams, bigrams) of everything that is not Han or kana
  lm3s.pkl  {"hans" | "hant" | "ja": (unigrams, bigrams, word starts, word ends)}
  tris.pkl  trigrams of alphabetic scripts, lower case
Their sources and licences: src/encoding/mojibake/SOURCES.md. The layout is read by src/encoding/mojibake/table.rs:
a little-endian u32 count of sections, their u32 offsets, then the sections in the order written here.
Python standard library only; the same pickles give the same bytes.
"""
import math
import pickle
import struct
import sys
import unicodedata

SCRIPTS = ("hans", "hant", "ja")


def level(count):
    """The exponent of 1.5, as a byte above 0; 0 says that there is no count."""
    return round(math.log(count, 1.5)) + 10


def u16s(values):
    return struct.pack(f"<{len(values)}H", *values)


def u24s(values):
    return b"".join(struct.pack("<I", value)[:3] for value in values)


def u32s(values):
    return struct.pack(f"<{len(values)}I", *values)


def assigned():
    """Code points where runs of assigned and unassigned characters change; the first run is assigned."""
    changes, is_assigned = [], True
    for code in range(0x110000):
        now = unicodedata.category(chr(code)) not in ("Cn", "Cs")
        if now != is_assigned:
            changes.append(code)
            is_assigned = now
    return changes


def grams(counts, ids):
    """Sections of an n-gram table: rows by prefix (key, end, logarithm of the sum), entries by last character.

    A row's key is the id of the prefix's character, or of its two characters, the first in the high half.
    An entry is 14 bits of id and the high 2 bits of its 6-bit exponent, the low 4 bits follow in a nibble.
    """
    rows = {}
    for gram, count in counts.items():
        key = 0
        for character in gram[:-1]:
            key = key << 16 | ids[character]
        rows.setdefault(key, []).append((ids[gram[-1]], count))
    keys, ends, sums, entries, nibbles = [], [], [], [], []
    for key in sorted(rows):
        keys.append(key)
        for last, count in sorted(rows[key]):
            exponent = round(math.log(count, 1.5))
            assert 0 <= exponent < 64 and last < 1 << 14
            entries.append(last << 2 | exponent >> 4)
            nibbles.append(exponent & 15)
        ends.append(len(entries))
        sums.append(round(math.log(sum(count for _, count in rows[key])) * 1000))
    if len(nibbles) % 2:
        nibbles.append(0)
    packed = bytes(low | high << 4 for low, high in zip(nibbles[::2], nibbles[1::2]))
    return [u32s(keys), u16s(ends), u16s(sums), u16s(entries), packed]


def main(folder, out):
    unigrams, bigrams = pickle.load(open(f"{folder}/lms.pkl", "rb"))
    scripts = pickle.load(open(f"{folder}/lm3s.pkl", "rb"))
    trigrams = pickle.load(open(f"{folder}/tris.pkl", "rb"))
    characters = set(unigrams).union(*bigrams, *trigrams)
    for single, double, _, _ in scripts.values():
        characters = characters.union(single, *double)
    characters = sorted(characters)
    ids = {character: number for number, character in enumerate(characters)}

    totals = [sum(unigrams.values()) + 1000]
    sections = [
        u24s([ord(character) for character in characters]),
        bytes(level(unigrams[character]) if character in unigrams else 0 for character in characters),
        u24s(assigned()),
    ]
    sections += grams(bigrams, ids)
    sections += grams(trigrams, ids)
    for name in SCRIPTS:
        single, double, starts, ends = scripts[name]
        totals += [sum(single.values()), sum(starts.values()) or 1]
        own = sorted(single)
        sections.append(u16s([ids[character] for character in own]))
        for counts in (single, starts, ends):
            sections.append(bytes(level(counts[c]) if counts.get(c) else 0 for c in own))
        sections += grams(double, ids)
    sections.append(struct.pack(f"<{len(totals)}f", *totals))

    offset = 4 + 4 * (len(sections) + 1)
    offsets = [offset]
    for section in sections:
        offset += len(section)
        offsets.append(offset)
    data = u32s([len(sections)]) + u32s(offsets) + b"".join(sections)
    with open(out, "wb") as file:
        file.write(data)
    print(f"{len(characters)} characters, {len(data) / 1024:.0f} KiB")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
