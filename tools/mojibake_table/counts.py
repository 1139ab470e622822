"""Text to counts: what one language model saw, by its last three characters."""
from collections import Counter

# Messages repeat themselves as no prose does: a count weighs as much as its power.
DAMPING = 0.7
# Han, kana and their punctuation are one character to the general model, which leaves them to the East Asian ones.
EAST = "〇"


def is_eastern(character):
    return "\u2e80" <= character < "\ua000" or "\uf900" <= character < "\ufb00" or "\uff00" <= character < "\ufff0"


def general(character):
    """The form under which the general model knows a character: lower case, one digit for all."""
    if "0" <= character <= "9":
        return "0"
    if is_eastern(character):
        return EAST
    lower = character.lower()
    return lower if len(lower) == 1 else character


def eastern(character):
    """The form under which the East Asian models know a character: one letter and one digit for all below U+2001."""
    if "\u2001" <= character < "\ud800" or "\uf900" <= character < "\ufff0":
        return character
    if "0" <= character <= "9":
        return "0"
    if character in "\n " or character.isascii() and not character.isalpha():
        return character
    return "a"


class Folding(dict):
    """A table for `str.translate` that asks `fold` for what it does not know."""

    def __init__(self, fold):
        super().__init__()
        self.fold = fold

    def __missing__(self, code):
        self[code] = folded = self.fold(chr(code))
        return folded


def grams(lines, fold, order):
    """Counts of `order` adjoining characters; a line begins after line ends and ends with one."""
    gap = "\n" * (order - 1)
    text = (gap + gap.join(lines) + gap).translate(Folding(fold))
    found = Counter([text[at : at + order] for at in range(len(text) - order + 1)])
    return {gram: count for gram, count in found.items() if not gram.endswith("\n\n")}


class Counts:
    """Weighted counts of one model, with the counts before weighting, which say how far to trust them."""

    def __init__(self):
        self.weighted = Counter()
        self.raw = Counter()
        # How often two characters, or one, end a word: anything may follow that begins one.
        self.ends = Counter()
        self.starts = Counter()
        self.characters = Counter()

    def add_lines(self, lines, fold, size, order):
        """Counts lines so that they weigh as much as `size` characters."""
        found = grams(lines, fold, order)
        damped = {gram: count**DAMPING for gram, count in found.items()}
        factor = size / max(sum(damped.values()), 1)
        for gram, count in found.items():
            self.weighted[gram] += damped[gram] * factor
            self.raw[gram] += count
        characters = Counter("".join(lines))
        factor = size / max(sum(characters.values()), 1)
        for character, count in characters.items():
            self.characters[character] += count * factor

    def add_words(self, words, weight):
        """Words with their counts: what stands inside counts, what comes after is only known to begin a word."""
        for word, count in words:
            count *= weight
            self.starts[word[0]] += count
            for character in word:
                self.characters[character] += count
            for at in range(len(word)):
                before = word[at - 2 : at] if at > 1 else "\0" + word[at - 1 : at] if at else ""
                if before:
                    self.weighted[before + word[at]] += count
                    self.raw[before + word[at]] += max(count, 1)
            self.ends[word[-1]] += count
            if len(word) > 1:
                self.ends[word[-2:]] += count
