"""Writes table.bin: a little-endian u32 count of sections, their u32 offsets, the sections.

The n-grams lie in a table without gaps to speak of, at the place that their hash and the displacement of their bucket
give ("hash and displace"): 14 bits of the hash to know them by, 6 bits of cost. table.rs does the same arithmetic.
"""
import struct
import unicodedata

MASK = (1 << 64) - 1
FIRST, SECOND = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
# Steps of a cost in a nat: of a character on its own, of an n-gram.
STEPS, GRAM_STEPS = 12, 5
PER_BUCKET = 5
FULL = 0.98


def level(nats):
    return max(0, min(254, round(nats * STEPS)))


def gram_level(nats):
    return max(0, min(63, round(nats * GRAM_STEPS)))


def u20s(values):
    """Two numbers in five bytes."""
    return b"".join((low | high << 20).to_bytes(5, "little") for low, high in zip(values[::2], values[1::2])) + b"\0"


def u16s(values):
    return struct.pack(f"<{len(values)}H", *values)


def u24s(values):
    return b"".join(struct.pack("<I", value)[:3] for value in values)


def u32s(values):
    return struct.pack(f"<{len(values)}I", *values)


def hashed(key):
    key = key * FIRST & MASK
    key ^= key >> 32
    key = key * SECOND & MASK
    return key ^ key >> 32


def place(hash_, displacement, size):
    mixed = (hash_ ^ displacement * FIRST & MASK) * SECOND & MASK
    return (mixed >> 32) * size >> 32


def hash_table(levels):
    """Sections of `{key: level}`: displacements, slots."""
    size, buckets = int(len(levels) / FULL / 2 + 1) * 2, len(levels) // PER_BUCKET + 1
    members = [[] for _ in range(buckets)]
    for key in sorted(levels):
        hash_ = hashed(key)
        members[(hash_ >> 32) * buckets >> 32].append((hash_, levels[key]))
    displacements, slots = [0] * buckets, [None] * size
    for bucket in sorted(range(buckets), key=lambda bucket: -len(members[bucket])):
        for displacement in range(1 << 16):
            places = {place(hash_, displacement, size) for hash_, _ in members[bucket]}
            if len(places) == len(members[bucket]) and all(slots[at] is None for at in places):
                break
        else:
            raise SystemExit("no displacement found")
        displacements[bucket] = displacement
        for hash_, value in members[bucket]:
            slots[place(hash_, displacement, size)] = hash_ & 0x3FFF | value << 14
    return [u16s(displacements), u20s([0 if slot is None else slot for slot in slots])]


def assigned():
    """Code points where runs of assigned and unassigned characters change; the first run is assigned."""
    changes, is_assigned = [], True
    for code in range(0x110000):
        now = unicodedata.category(chr(code)) not in ("Cn", "Cs")
        if now != is_assigned:
            changes.append(code)
            is_assigned = now
    return u24s(changes)


def write(path, sections):
    offset = 4 + 4 * (len(sections) + 1)
    offsets = [offset]
    for section in sections:
        offset += len(section)
        offsets.append(offset)
    with open(path, "wb") as file:
        file.write(u32s([len(sections)]) + u32s(offsets) + b"".join(sections))
    return offset
