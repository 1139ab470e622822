"""Counts to costs: a backoff model, cut down to the n-grams that say most.

A context passes what it did not see to the context without its first character, and the last one to the base. Where a
context ends a word, the next character depends on none of it: that part goes to the base at once.
"""
from collections import Counter, defaultdict
from math import log

# Of a raw count of n, this much is held back for what was not seen.
DISCOUNT = 0.7
# At least this share of what follows a context of two characters or more is held back: other texts differ.
RESERVE = 0.12
# Names of the weights in the table, in place of a character.
TO_SHORTER, TO_BASE = "\ufffe", "\uffff"
# The least that is left for what was not seen, and the least probability.
REST, LEAST = 1e-4, 1e-9


class Row:
    """What follows a context: `share` of each character, the weights of the shorter context and of the base."""

    def __init__(self, seen, ends, reserve):
        total = (sum(weighted for weighted, _ in seen.values()) + ends) / (1 - reserve)
        self.counts = {character: weighted for character, (weighted, _) in seen.items()}
        self.share = {c: weighted * max(1 - DISCOUNT / raw, 0.0) / total for c, (weighted, raw) in seen.items()}
        self.to_base = ends / total
        self.to_shorter = max(1 - self.to_base - sum(self.share.values()), 1e-6)


class Model:
    """The full model of one kind of text."""

    def __init__(self, counts, base):
        """`base` gives each character's probability where nothing before it helps."""
        self.base = base
        weighted, raw = Counter(counts.weighted), Counter(counts.raw)
        for length in range(max(map(len, weighted)), 2, -1):
            for gram in [gram for gram in weighted if len(gram) == length]:
                weighted[gram[1:]] += weighted[gram]
                raw[gram[1:]] += raw[gram]
        rows = defaultdict(dict)
        for gram in sorted(weighted):
            if gram[0] != "\0":
                rows[gram[:-1]][gram[-1]] = (weighted[gram], raw[gram])
        self.rows = {context: Row(seen, counts.ends[context], RESERVE if len(context) > 1 else 0.0) for context, seen in rows.items()}

    def probability(self, context, character):
        if not context:
            return self.base.get(character, LEAST)
        row = self.rows.get(context)
        if row is None:
            return self.probability(context[1:], character)
        return row.share.get(character, 0.0) + self.backed_off(context, row, character)

    def backed_off(self, context, row, character):
        """The probability of `character` if it had not been seen after `context`."""
        back = row.to_shorter * self.probability(context[1:], character)
        return back + row.to_base * self.base.get(character, LEAST) if row.to_base else back

    def candidates(self):
        """`(score, n-gram)`: by how many nats all text together gets dearer without it."""
        for context, row in self.rows.items():
            for character, count in row.counts.items():
                back = self.backed_off(context, row, character)
                yield count * log(1 + row.share[character] / back), context + character

    def costs(self, kept):
        """`{n-gram: nats}` of the n-grams in `kept`, with the weights of their contexts."""
        contexts = defaultdict(set)
        for gram in kept:
            contexts[gram[:-1]].add(gram[-1])
        out = {}
        for context, characters in contexts.items():
            row = self.rows[context]
            seen = shorter = base = 0.0
            for character in sorted(characters):
                probability = self.probability(context, character)
                out[context + character] = -log(probability)
                seen += probability
                shorter += self.probability(context[1:], character)
                base += self.base.get(character, LEAST)
            passed = row.to_shorter * max(1 - shorter, REST) + row.to_base * max(1 - base, REST)
            scale = max(1 - seen, REST) / passed
            out[context + TO_SHORTER] = -log(row.to_shorter * scale)
            if row.to_base:
                out[context + TO_BASE] = -log(row.to_base * scale)
        return out
